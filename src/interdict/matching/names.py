"""A name as typed, weighted parts: what alignment compares and retrieval indexes.

A person's name and the name of anything else are read differently: ``Bank`` is a family
name in one and says little in the other. The same function reads listed and asked names,
so that a name compared with itself always scores 1.
"""

import hashlib
import itertools
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from interdict import text
from interdict.matching import words
from interdict.matching.keys import MAXIMUM_WORD, SHORTEST_FUZZY
from interdict.party import Name, NamePart

_SYLLABLE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
"""A character of a script that is read syllable by syllable: Hangul, kana, Han."""

NameClass = Literal["person", "thing"]
"""How a name is read; organizations, vessels, aircraft and wallets are things."""

Role = Literal[
    "family", "given", "middle", "patronymic", "name", "initial", "particle", "suffix",
    "word", "business", "legal form", "place", "number",
]  # fmt: skip
"""What a part is; ``name`` and ``word`` are parts that nothing types."""

WEIGHTS: dict[Role, float] = {
    "family": 1.0, "given": 0.85, "middle": 0.6, "patronymic": 0.5, "name": 0.9, "initial": 0.35,
    "particle": 0.08, "suffix": 0.2, "word": 1.0, "business": 0.25, "legal form": 0.06,
    "place": 0.3, "number": 0.8,
}  # fmt: skip
"""How much each role counts before the rarity of the word (``words.rarity``)."""

HEAVIEST_PART = max(WEIGHTS.values())
"""No part of a name weighs more."""

SHORT_NEIGHBOUR = 3
"""Letters of a part so short that its neighbours on both sides may swallow it."""

SHORTEST_THREE = 6
"""Letters that three neighbours run together have at least."""

THING_READINGS = 3
"""Readings of one name of a thing; the further ones spell persons' names as families do."""

MAXIMUM_PARTS = 24
"""Parts of one name that are compared; names beyond are cut and say so in their evidence."""


class Part(msgspec.Struct, frozen=True):
    """One word of a name."""

    text: str
    """Folded spelling."""
    meaning: str
    """What is compared: the spelling, or the concept a table gives it (trdg -> trading)."""
    role: Role
    weight: float
    tabled: bool = False
    """The word stands in a table: it equals words of the same meaning and no others."""
    variants: tuple[str, ...] = ()
    """Pseudo-words shared with equivalent given names (``~12=``)."""

    is_exact: bool = False
    """Syllables of a script that romanises letter for letter (Hangul, Han): another syllable
    is another name, so only equal ones and table variants match."""

    @property
    def unit(self) -> str:
        """What retrieval looks up once for all parts alike; empty for initials, which may
        stand for many words."""
        if self.role == "initial":
            return ""
        mark = "!" if self.is_exact else ""
        return f"{self.meaning}{mark}~" if self.variants else f"{self.meaning}{mark}"


class Reading(msgspec.Struct, frozen=True):
    """One way to read one spelling of a name."""

    parts: tuple[Part, ...]
    weight: float
    """Sum of the parts' weights; at least ``LEAST_WEIGHT``."""
    joined: tuple[str, ...]
    """All parts run together; also without legal forms, persons also family name first."""


LEAST_WEIGHT = 0.7
"""A name made of generic words alone counts as if it had this much weight, so that one
differing generic word cannot be made up for by another."""


_JOINED_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?:\.|$|\s))")
"""The first of two initials written together (V.V. Putin): in a person's name each stands for
a name, where ``text.fold`` reads an acronym."""


@lru_cache(maxsize=8_192)
def _spelled(name: str) -> tuple[str, ...]:
    """``text.readings``, kept for the second class in which the same name is read."""
    return text.readings(name)


def read_query(name: str, name_class: NameClass) -> tuple[Reading, ...]:
    """All readings of an asked name; ``FAMILY, Given`` is understood for persons, and a legal
    form glued to a thing's name is cut off in a reading of its own."""
    found = _readings(name, (), name_class)
    if name_class == "thing":
        for folded in _spelled(name):
            cut = _GLUED_FORM.sub(r"\1\3 \2\4", folded)
            if cut != folded:
                found += (_thing(cut.split()),)
    return found


_GLUED_FORM = re.compile(
    r"\b(?:(ooo|oao|pao|zao|ojsc|pjsc|jsc|llc)([a-z]{5,})"
    r"|([a-z]{5,})(llc|ltd|limited|corp|corporation|inc|gmbh|ooo|oao|pao|zao|ojsc|pjsc|jsc))\b"
)


def read_listed(name: Name, name_class: NameClass) -> tuple[Reading, ...]:
    """All readings of a listed name, typed by the source's own parts where it types them."""
    return _readings(name.full, name.parts, name_class)


def _readings(full: str, typed: Sequence[NamePart], name_class: NameClass) -> tuple[Reading, ...]:
    is_exact = not full.isascii() and _SYLLABLE.search(full) is not None
    if name_class == "thing":
        found = [_thing(folded.split(), is_exact) for folded in _spelled(full)[:THING_READINGS]]
        return tuple([reading for reading in found if reading.parts])
    full = _JOINED_INITIALS.sub(r"\1. ", full)
    if typed and (typing := _Typing(typed)):
        found = [_person(typing(folded.split()), is_exact) for folded in _spelled(full)]
    elif "," in full:
        family, _, given = full.partition(",")
        found = [_person(words_, is_exact) for words_ in _around_comma(family, given)]
    else:
        found = [
            _person([(word, "name") for word in folded.split()], is_exact)
            for folded in _spelled(full)
        ]
    return tuple([reading for reading in found if reading.parts])


# -- persons -------------------------------------------------------------------------------

Typed = list[tuple[str, Role]]
Trait = Literal["", "title", "particle", "suffix", "initial", "patronymic"]
_ROLE_OF_PART: dict[str, Role] = {
    "family": "family", "maiden": "family", "matronymic": "family", "given": "given",
    "middle": "middle", "patronymic": "patronymic", "title": "particle",
}  # fmt: skip


class _Typing:
    """Types the words of a reading by the source's name parts, where each word occurs in one."""

    def __init__(self, parts: Sequence[NamePart]) -> None:
        self._roles: dict[str, Role] = {}
        for part in parts:
            for reading in _spelled(part.value):
                for word in reading.split():
                    self._roles.setdefault(word, _ROLE_OF_PART[part.role])

    def __call__(self, spelled: list[str]) -> Typed:
        return [(word, self._roles.get(word, "name")) for word in spelled]


def _around_comma(family: str, given: str) -> Iterable[Typed]:
    """``FAMILY, Given``: the readings of both halves side by side, the shorter one repeated."""
    families, givens = _spelled(family), _spelled(given)
    for which in range(max(len(families), len(givens))):
        last = [(word, "family") for word in families[min(which, len(families) - 1)].split()]
        first = [(word, "given") for word in givens[min(which, len(givens) - 1)].split()]
        if all(word in words.NAME_SUFFIXES for word, _ in first):
            yield [(word, "name") for word, _ in [*last, *first]]
        else:
            yield [*first, *last]  # type: ignore[list-item]


def _person(spelled: Typed, is_exact: bool = False) -> Reading:
    """Weights by role; titles are left out as long as a name remains."""
    traits = [_trait(word) for word, _ in spelled]
    if any(traits):
        if "title" in traits:
            spelled = _without_titles(spelled)
        spelled = _by_trait(spelled[:MAXIMUM_PARTS], is_exact)
    elif len(spelled) > 2:
        spelled = _with_middle(spelled[:MAXIMUM_PARTS], 0, len(spelled) - 1)
    parts: list[Part] = []
    seen: set[Role] = set()
    for word, role in spelled:
        parts.append(_person_part(word, role, role in seen, is_exact))
        seen.add(role)
    family_first: list[Part] = []
    if "family" in seen and len(parts) > 1:
        family_first = sorted(parts, key=lambda part: part.role != "family")
    return _reading(parts, family_first)


def _with_middle(spelled: Typed, first: int, last: int) -> Typed:
    """Words that nothing types, between the first and the last of a name, are middle names."""
    return [
        (word, "middle" if role == "name" and first < place < last else role)
        for place, (word, role) in enumerate(spelled)
    ]


def _by_trait(spelled: Typed, is_exact: bool) -> Typed:
    """Particles, suffixes, initials and patronymics get their role; the others keep theirs."""
    traits = [_trait(word) for word, _ in spelled]
    if is_exact or all(trait == "initial" for trait in traits):
        # Syllables, or nothing but letters: each stands for itself.
        traits = ["" if trait == "initial" else trait for trait in traits]
    if traits[-1:] == ["particle"] and spelled[-1][0] in words.LEADING:
        traits[-1] = ""
    counted = [i for i, trait in enumerate(traits) if trait not in ("particle", "suffix")]
    if len(counted) > 2:
        spelled = _with_middle(spelled, counted[0], counted[-1])
    return [
        (word, _role(role, trait, len(counted)))
        for (word, role), trait in zip(spelled, traits, strict=True)
    ]


def _role(role: Role, trait: Trait, counted: int) -> Role:
    if not trait or trait == "title" or (trait == "particle" and not counted):
        return role
    if trait == "patronymic" and (role == "family" or counted < 3):
        return role
    return trait


@lru_cache(maxsize=65_536)
def _person_part(word: str, role: Role, is_repeated: bool, is_exact: bool) -> Part:
    weight = WEIGHTS[role] * words.rarity(word)
    if is_repeated and role in ("family", "given"):
        weight *= 0.7  # a compound family or second given name is often left out
    groups = words.name_groups(word)
    return Part(word, _compared(word), role, weight, False, groups, is_exact)


def _compared(word: str) -> str:
    """What is compared of a word: all of it, or its beginning and a hash of the whole when it
    is longer than any word of a name (an address, text run together): equal or not alike."""
    if len(word) <= MAXIMUM_WORD:
        return word
    digest = hashlib.blake2b(word.encode(), digest_size=8).hexdigest()
    return word[: MAXIMUM_WORD - len(digest)] + digest


@lru_cache(maxsize=65_536)
def _trait(word: str) -> Trait:
    """What a word is in any person's name, wherever it stands; empty for most words."""
    if word in words.TITLES:
        return "title"
    if word in words.PARTICLES:
        return "particle"
    if word in words.NAME_SUFFIXES:
        return "suffix"
    if len(word) == 1:
        return "initial"
    return "patronymic" if words.is_patronymic(word) else ""


def _without_titles(spelled: Typed) -> Typed:
    kept = [pair for pair in spelled if pair[0] not in words.TITLES]
    return kept if any(len(word) > 1 for word, _ in kept) else spelled


SHIP_PREFIXES = ("mv", "mt", "ms", "ss", "fv", "msv", "lpg", "lng")
"""Motor vessel, motor tanker ...: before a ship's name they say that it is one."""

_PREFIXES = {
    word: Part(word, word, "particle", WEIGHTS["particle"], True) for word in SHIP_PREFIXES
}


# -- things --------------------------------------------------------------------------------


def _thing(spelled: list[str], is_exact: bool = False) -> Reading:
    """Legal forms, numbers, generic and place words are typed by the shipped tables."""
    parts: list[Part] = []
    place = 0
    spelled = spelled[:MAXIMUM_PARTS]
    while place < len(spelled):
        length, form = words.legal_form(spelled, place) if len(spelled) > 1 else (0, "")
        if length and length < len(spelled) and not _is_all_that_tells(spelled, place, length):
            joined = "".join(spelled[place : place + length])
            parts.append(Part(joined, f"={form}", "legal form", WEIGHTS["legal form"], True))
            place += length
            continue
        is_prefix = place == 0 and spelled[0] in SHIP_PREFIXES and len(spelled) > 1
        parts.append(_PREFIXES[spelled[0]] if is_prefix else _thing_part(spelled[place], is_exact))
        place += 1
    without_form = [part for part in parts if part.role != "legal form"]
    if len(without_form) == len(parts):
        if not _is_organisational(parts):
            parts = [_telling(part) for part in parts]
        without_form = []
    return _reading(parts, without_form if len(parts) > 2 else [])


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
def _thing_part(word: str, is_exact: bool) -> Part:
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
    if len(word) == 1:  # a letter in a company's name stands for itself
        return Part(word, word, "word", WEIGHTS["initial"], False, (), is_exact)
    return Part(
        word, _compared(word), "word", WEIGHTS["word"] * words.rarity(word), False, (), is_exact
    )


def _reading(parts: list[Part], other_order: list[Part]) -> Reading:
    """``other_order`` is how the parts may also be run together: without legal forms, or family
    name first."""
    if not parts:
        return Reading((), 0.0, ())
    total = 0.0
    for part in parts:
        total += part.weight
    orders = [order for order in (parts if len(parts) > 2 else [], other_order) if order]
    joined = ["".join([part.text for part in order])[:MAXIMUM_WORD] for order in orders]
    kept = tuple([whole for whole in joined if len(whole) >= SHORTEST_FUZZY])
    return Reading(tuple(parts), max(total, LEAST_WEIGHT), kept)


# -- what retrieval indexes ----------------------------------------------------------------


def spellings_of(part: Part) -> tuple[str, ...]:
    """The strings under which one part meets the other side."""
    if part.role == "initial":
        return (f"{part.text}.",)
    if part.tabled:
        return (part.meaning,)
    return (part.meaning, *part.variants)


def is_joined_by_threes(lengths: tuple[int, int, int]) -> bool:
    """Are three neighbours of these lengths also run together (van der Bilt, Vanderbilt)?"""
    return min(lengths) <= SHORT_NEIGHBOUR and sum(lengths) >= SHORTEST_THREE


def joins_of(reading: Reading) -> list[tuple[str, int, int]]:
    """Neighbouring parts run together, and the whole name: (string, first part, end)."""
    parts = reading.parts
    found = [
        ((one.text + two.text)[:MAXIMUM_WORD], first, first + 2)
        for first, (one, two) in enumerate(itertools.pairwise(parts))
        if len(one.text) + len(two.text) >= SHORTEST_FUZZY
    ]
    for first in range(len(parts) - 2):
        one, two, three = (part.text for part in parts[first : first + 3])
        if is_joined_by_threes((len(one), len(two), len(three))):
            found.append(((one + two + three)[:MAXIMUM_WORD], first, first + 3))
    found += [(whole, 0, len(parts)) for whole in reading.joined]
    return found
