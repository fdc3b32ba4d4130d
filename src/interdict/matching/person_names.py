"""A person's name as parts: who is who by position, by the source's own typing, by word."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from interdict.matching import words
from interdict.matching.parts import (
    MAXIMUM_PARTS,
    WEIGHTS,
    Part,
    Reading,
    Role,
    compared,
    reading_of,
)
from interdict.party import NamePart
from interdict.text import readings

Typed = list[tuple[str, Role]]
Trait = Literal["", "title", "compound", "particle", "suffix", "initial", "patronymic"]
_ROLE_OF_PART: dict[str, Role] = {
    "family": "family", "maiden": "family", "matronymic": "family", "given": "given",
    "middle": "middle", "patronymic": "patronymic", "title": "particle",
}  # fmt: skip


_UNCOUNTED: frozenset[Trait] = frozenset(("compound", "particle", "suffix", "title"))
"""What does not count when the first and the last word of a name are sought."""


class Typing:
    """Types the words of a reading by the source's name parts, where each word occurs in one."""

    def __init__(self, parts: Sequence[NamePart]) -> None:
        self._roles: dict[str, Role] = {}
        for part in parts:
            for reading in readings(part.value):
                for word in reading.split():
                    self._roles.setdefault(word, _ROLE_OF_PART[part.role])

    def __call__(self, spelled: list[str]) -> Typed:
        """Typed words in the order in which people say them: a family name that the list
        prints first goes behind."""
        typed = [(word, self._roles.get(word, "name")) for word in spelled]
        families = next((i for i, (_, role) in enumerate(typed) if role != "family"), 0)
        return typed[families:] + typed[:families]


def around_comma(family: str, given: str) -> Iterable[Typed]:
    """``FAMILY, Given``: the readings of both halves side by side, the shorter one repeated."""
    families, givens = readings(family), readings(given)
    for which in range(max(len(families), len(givens))):
        last = [(word, "family") for word in families[min(which, len(families) - 1)].split()]
        first = [(word, "given") for word in givens[min(which, len(givens) - 1)].split()]
        if all(word in words.NAME_SUFFIXES for word, _ in first):
            yield [(word, "name") for word, _ in [*last, *first]]
        else:
            yield [*first, *last]  # type: ignore[list-item]


_RUN_INITIALS = re.compile("[bcdfghjklmnpqrstvwxz]{2,3}")
_NO_INITIALS = frozenset(
    ("ng", "md", "mc", "st", "mr", "ms", "dr", "jr", "sr", "hj", "sh", "kh", "fka", "nka", "dba")
)


def _taken_apart(spelled: Typed) -> Typed:
    """JC beside a name as J C."""
    taken: Typed = []
    for word, role in spelled:
        if len(spelled) > 1 and _are_initials(word):
            taken += [(letter, role) for letter in word]
        else:
            taken.append((word, role))
    return taken


def _are_initials(word: str) -> bool:
    """Two or three consonants; three that name a legal form (LTD) stand in a company's name, of
    which nobody said that it is one."""
    if not _RUN_INITIALS.fullmatch(word) or word in _NO_INITIALS:
        return False
    return len(word) < 3 or not words.is_form(word)


def is_taken_apart(word: str) -> bool:
    """Is a word several parts beside others (see ``_taken_apart``)?"""
    return len(_taken_apart([(word, "name"), ("", "name")])) > 2


def person(spelled: Typed, is_exact: bool = False, is_spelled: bool = True) -> Reading:
    """Weights by role: what stands where, and what the words themselves tell.

    ``is_spelled``: the Latin letters are those that were written, and consonants alone may be
    initials; in an Arabic or Hebrew word they are what is left without its vowels.
    """
    if is_spelled and not is_exact:
        spelled = _taken_apart(spelled)
    traits = [trait_of(word) for word, _ in spelled]
    if any(traits):
        spelled = _by_trait(spelled[:MAXIMUM_PARTS], is_exact)
    elif len(spelled) > 2:
        spelled = _with_middle(spelled[:MAXIMUM_PARTS], 0, len(spelled) - 1)
    parts: list[Part] = []
    seen: set[Role] = set()
    for word, role in spelled:
        parts.append(as_person_part(word, role, role in seen, is_exact))
        seen.add(role)
    family_first: list[Part] = []
    if "family" in seen and len(parts) > 1:
        family_first = sorted(parts, key=lambda part: part.role != "family")
    return reading_of(parts, family_first)


def _with_middle(spelled: Typed, first: int, last: int) -> Typed:
    """Words that nothing types, between the first and the last of a name, are middle names."""
    return [
        (word, "middle" if role == "name" and first < place < last else role)
        for place, (word, role) in enumerate(spelled)
    ]


def _by_trait(spelled: Typed, is_exact: bool) -> Typed:
    """Particles, suffixes, initials and patronymics get their role; the others keep theirs."""
    traits = [trait_of(word) for word, _ in spelled]
    if is_exact:  # a syllable of one letter
        traits = ["" if trait == "initial" else trait for trait in traits]
    if traits[-1:] == ["particle"] and spelled[-1][0] not in words.TRAILING:
        traits[-1] = ""
    for place in range(1, len(traits) - 1):
        word = spelled[place][0]
        if traits[place] == "title" and len(word) < 4 and words.is_address(word):
            traits[place] = ""  # Tsai Ing-wen is no engineer
    for end in (0, -1):  # E. Monajemi, where in Ortega y Gasset it is a particle
        if traits[end] == "particle" and len(spelled[end][0]) == 1:
            traits[end] = "initial"
    counted = [i for i, trait in enumerate(traits) if trait not in _UNCOUNTED]
    if all(traits[place] == "initial" for place in counted):  # each stands for itself
        traits = ["" if trait == "initial" else trait for trait in traits]
    if len(counted) > 2:
        spelled = _with_middle(spelled, counted[0], counted[-1])
        for place in counted[1:-1]:
            if spelled[place - 1][0] in words.FILIATION and not traits[place]:
                traits[place] = "patronymic"
    return [
        (word, _role(word, role, trait, len(counted)))
        for (word, role), trait in zip(spelled, traits, strict=True)
    ]


def _role(word: str, role: Role, trait: Trait, counted: int) -> Role:
    if not trait or (trait in ("compound", "particle", "title") and not counted):
        return role
    if trait == "title" and counted == 1 and not words.is_address(word):
        return role  # Yasin Qadi, Tara Sheikh: some titles are family names
    if trait == "patronymic" and (role == "family" or counted < 3):
        return role
    return trait


@lru_cache(maxsize=16_384)
def as_person_part(word: str, role: Role, is_repeated: bool, is_exact: bool) -> Part:
    """One word in its role; ``is_repeated``: behind another word in the same role."""
    weight = person_weight(word, role)
    if is_repeated and role in ("family", "given"):
        weight *= 0.7  # a compound family or second given name is often left out
    if role == "compound":
        return Part(word, words.compound_head(word) or word, role, weight, True)
    groups = words.name_groups(word)
    return Part(word, compared(word), role, weight, False, groups, is_exact)


def person_weight(word: str, role: Role) -> float:
    """What a word weighs in its role, first of that role."""
    return WEIGHTS[role] * words.rarity(word)


@lru_cache(maxsize=16_384)
def trait_of(word: str) -> Trait:
    """What a word is in any person's name, wherever it stands; empty for most words."""
    if word in words.TITLES:
        return "title"
    if words.compound_head(word):
        return "compound"
    if word in words.PARTICLES:
        return "particle"
    if word in words.NAME_SUFFIXES:
        return "suffix"
    if len(word) == 1:
        return "initial"
    return "patronymic" if words.is_patronymic(word) else ""
