"""The name of a company, ship, aircraft or wallet as parts, typed by the shipped tables."""

import re
from functools import lru_cache

import msgspec

from interdict.matching import words
from interdict.matching.parts import MAXIMUM_PARTS, WEIGHTS, Part, Reading, compared, reading_of

SHIP_PREFIXES = ("mv", "mt", "ms", "ss", "fv", "msv", "lpg", "lng")
"""Motor vessel, motor tanker ...: before a ship's name they say that it is one."""

GLUED_FORM = re.compile(
    r"\b(?:(ooo|oao|pao|zao|ojsc|pjsc|jsc|llc)([a-z]{5,})"
    r"|([a-z]{5,})(llc|ltd|limited|corp|corporation|inc|gmbh|ooo|oao|pao|zao|ojsc|pjsc|jsc))\b"
)
"""A legal form run together with the word before or behind it."""

_PREFIXES = {
    word: Part(word, word, "particle", WEIGHTS["particle"], True) for word in SHIP_PREFIXES
}


def thing(spelled: list[str], is_exact: bool = False) -> Reading:
    """Legal forms, numbers, generic and place words are typed by the shipped tables."""
    parts: list[Part] = []
    place = 0
    if len(spelled) > 2 and "".join(spelled[:2]) in SHIP_PREFIXES:  # M/V, M/T
        spelled = ["".join(spelled[:2]), *spelled[2:]]
    spelled = spelled[:MAXIMUM_PARTS]
    while place < len(spelled):
        length, form = words.legal_form(spelled, place) if len(spelled) > 1 else (0, "")
        if length and length < len(spelled) and not _is_all_that_tells(spelled, place, length):
            joined = "".join(spelled[place : place + length])
            parts.append(Part(joined, f"={form}", "legal form", WEIGHTS["legal form"], True))
            place += length
            continue
        is_prefix = place == 0 and spelled[0] in SHIP_PREFIXES and not _is_number(spelled[1:2])
        parts.append(
            _PREFIXES[spelled[0]] if is_prefix else as_thing_part(spelled[place], is_exact)
        )
        place += 1
    without_form = [part for part in parts if part.role != "legal form"]
    if len(without_form) == len(parts):
        if not _is_organisational(parts):
            parts = [_telling(part) for part in parts]
        without_form = []
    return reading_of(parts, without_form if len(parts) > 2 else [])


def _is_number(following: list[str]) -> bool:
    """Is there no word behind, or only a number (MS-13 is no motor ship)?"""
    return not following or words.number(following[0]) is not None


def _is_organisational(parts: list[Part]) -> bool:
    """Do two generic words, or one that only organisations use, say what this names? (A name
    without any generic or place word has nothing to be told.)"""
    generic = [part.weight for part in parts if part.role == "business"]
    if len(generic) == 1:
        return generic[0] == words.BUSINESS_WEIGHTS["generic"]
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
    return all(words.business_word(word) or words.place_word(word) for word in others)


@lru_cache(maxsize=65_536)
def as_thing_part(word: str, is_exact: bool) -> Part:
    """One word as a part of its own, whatever stands beside it."""
    number = words.number(word)
    if number is not None:
        return Part(word, f"#{number}", "number", WEIGHTS["number"], True)
    if word in words.FUNCTION_WORDS:
        return Part(word, word, "particle", WEIGHTS["particle"], True)
    business = words.business_word(word)
    if business is not None:
        concept, weight = business
        return Part(word, concept, "business", weight, True)
    place_word = words.place_word(word)
    if place_word is not None:
        return Part(word, place_word, "place", WEIGHTS["place"], True)
    return Part(word, compared(word), "word", plain_weight(word), False, (), is_exact)


def plain_weight(word: str) -> float:
    """Weight of a word that no table knows; a single letter stands for itself and says little."""
    return WEIGHTS["initial"] if len(word) == 1 else WEIGHTS["word"] * words.rarity(word)


def stands_alone(word: str) -> bool:
    """Is a word a part of its own wherever it stands: no ship's prefix, no beginning of a legal
    form, and no legal form glued on?"""
    return not (word in SHIP_PREFIXES or words.begins_legal_form(word) or GLUED_FORM.search(word))
