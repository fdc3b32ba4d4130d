"""The name of a company, ship, aircraft or wallet as parts, typed by the shipped tables."""

import re
from functools import lru_cache

import msgspec

from interdict.matching import thing_words, words
from interdict.matching.parts import MAXIMUM_PARTS, WEIGHTS, Part, Reading, compared, reading_of

SHIP_PREFIXES = ("mv", "mt", "ms", "ss", "fv", "msv", "lpg", "lng")
"""Motor vessel, motor tanker ...: before a ship's name they say that it is one."""

GLUED_FORM = re.compile(
    r"\b(?:(ooo|oao|pao|zao|ojsc|pjsc|jsc|llc|company|limited|corporation)([a-z]{4,})"
    r"|([a-z0-9]{4,})(llc|ltd|limited|corp|corporation|inc|gmbh|ooo|oao|pao|zao|ojsc|pjsc|jsc"
    r"|company|trading|shipping|holdings?|group|industries|pty|plc|joint))\b"
)
"""A legal form, or a generic word that often ends a name, run together with the word before or
behind it."""

_PREFIXES = {
    word: Part(word, word, "particle", WEIGHTS["particle"], True) for word in SHIP_PREFIXES
}


ROMAN_LETTERS = {"i": "1", "v": "5", "x": "10"}
"""Letters that are numbers at the end of a name (Happy I, Happy I LLC); elsewhere they are
letters."""
OPEN_ENDED = frozenset("and de der des di du et for of the und y".split())
"""Small words that end a name only where it was cut off; others are names there."""


def thing(spelled: list[str], is_exact: bool = False) -> Reading:
    """Legal forms, numbers, generic and place words are typed by the shipped tables."""
    parts: list[Part] = []
    place = 0
    if len(spelled) > 2 and "".join(spelled[:2]) in SHIP_PREFIXES:  # M/V, M/T
        spelled = ["".join(spelled[:2]), *spelled[2:]]
    spelled = spelled[:MAXIMUM_PARTS]
    while place < len(spelled):
        found = _several(spelled, place)
        if found is None:
            is_prefix = place == 0 and spelled[0] in SHIP_PREFIXES and not _is_number(spelled[1:2])
            part = as_thing_part(spelled[place], is_exact)
            found = 1, _PREFIXES[spelled[0]] if is_prefix else part
        parts.append(found[1])
        place += found[0]
    last = max((i for i, part in enumerate(parts) if part.role != "legal form"), default=0)
    if last and parts[last].text in ROMAN_LETTERS:
        letter, number = parts[last].text, ROMAN_LETTERS[parts[last].text]
        parts[last] = Part(letter, f"#{number}", "number", WEIGHTS["number"], True)
    elif len(parts) > 1 and parts[-1].role == "particle" and parts[-1].text not in OPEN_ENDED:
        parts[-1] = _as_word(parts[-1].text, is_exact)  # Tara Das: nothing comes behind
    without_form = [part for part in parts if part.role != "legal form"]
    if len(without_form) == len(parts):
        if not _is_organisational(parts):
            parts = [_telling(part) for part in parts]
        without_form = []
    return reading_of(parts, without_form if len(parts) > 2 else [])


def _several(spelled: list[str], place: int) -> tuple[int, Part] | None:
    """(words, part) of what the neighbours of a word decide: the longest phrase or legal form
    that begins here, a number in two words, or a word that only announces a number."""
    if len(spelled) == 1 or not thing_words.begins_several(spelled[place]):
        return None
    phrase = thing_words.phrase(spelled, place)
    length, form = _legal_form(spelled, place)
    if phrase and phrase.length > length:
        weight = phrase.weight or WEIGHTS["place"]
        joined = "".join(spelled[place : place + phrase.length])
        return phrase.length, Part(joined, phrase.meaning, phrase.role, weight, True)
    if length and length < len(spelled) and not _is_all_that_tells(spelled, place, length):
        joined = "".join(spelled[place : place + length])
        return length, Part(joined, f"={form}", "legal form", WEIGHTS["legal form"], True)
    return _numbered(spelled[place], spelled[place + 1]) if place + 1 < len(spelled) else None


def _legal_form(spelled: list[str], place: int) -> tuple[int, str]:
    """(words, class) of the legal form that begins here, cut before a longer one that begins
    inside it (Finance Company | Limited Liability Company)."""
    length, form = thing_words.legal_form(spelled, place)
    if length > 1 and thing_words.legal_form(spelled, place + 1)[0] > length:
        return thing_words.legal_form(spelled[: place + 1], place)
    return length, form


def _numbered(word: str, following: str) -> tuple[int, Part] | None:
    if digits := thing_words.compound_number(word, following):
        return 2, Part(word + following, f"#{digits}", "number", WEIGHTS["number"], True)
    if word in thing_words.NUMBER_MARKS and thing_words.number(following):
        return 1, Part(word, word, "particle", WEIGHTS["particle"], True)
    return None


def _is_number(following: list[str]) -> bool:
    """Is there no word behind, or only a number (MS-13 is no motor ship)?"""
    return not following or thing_words.number(following[0]) is not None


def _is_organisational(parts: list[Part]) -> bool:
    """Do two generic words, or one that only organisations use, say what this names? (A name
    without any generic or place word has nothing to be told.)"""
    generic = [part.weight for part in parts if part.role == "business"]
    if len(generic) == 1:
        return generic[0] == thing_words.BUSINESS_WEIGHTS["generic"]
    return bool(generic) or all(part.role != "place" for part in parts)


def _telling(part: Part) -> Part:
    """Green in Diana Green and Jordan in Denise Jordan are names like any other."""
    if part.role not in ("business", "place"):
        return part
    return msgspec.structs.replace(part, weight=2 * part.weight)


def _is_all_that_tells(spelled: list[str], place: int, length: int) -> bool:
    """Are these single letters the only words that could name the thing (A B Bank)?"""
    if any(len(word) > 1 for word in spelled[place : place + length]):
        return False
    others = spelled[:place] + spelled[place + length :]
    return all(thing_words.business_word(word) or thing_words.place_word(word) for word in others)


@lru_cache(maxsize=16_384)
def as_thing_part(word: str, is_exact: bool) -> Part:
    """One word as a part of its own, whatever stands beside it."""
    number = thing_words.number(word)
    if number is not None:
        return Part(word, f"#{number}", "number", WEIGHTS["number"], True)
    if word in thing_words.FUNCTION_WORDS:
        return Part(word, word, "particle", WEIGHTS["particle"], True)
    business = thing_words.business_word(word)
    if business is not None:
        concept, weight = business
        return Part(word, concept, "business", weight, True)
    place_word = thing_words.place_word(word)
    if place_word is not None:
        return Part(word, place_word, "place", WEIGHTS["place"], True)
    return _as_word(word, is_exact)


def _as_word(word: str, is_exact: bool) -> Part:
    return Part(word, compared(word), "word", plain_weight(word), False, (), is_exact)


def plain_weight(word: str) -> float:
    """Weight of a word that no table knows; a single letter stands for itself and says little."""
    return WEIGHTS["initial"] if len(word) == 1 else WEIGHTS["word"] * words.rarity(word)


def stands_alone(word: str) -> bool:
    """Is a word a part of its own wherever it stands: no ship's prefix, no beginning of a legal
    form or phrase, and no legal form glued on?"""
    return not (
        word in SHIP_PREFIXES or thing_words.begins_several(word) or GLUED_FORM.search(word)
    )
