"""Parts of a name: what alignment compares and retrieval indexes."""

import hashlib
import itertools
from typing import Literal

import msgspec

from interdict.matching.keys import MAXIMUM_WORD, SHORTEST_FUZZY

NameClass = Literal["person", "thing"]
"""How a name is read; organizations, vessels, aircraft and wallets are things."""

Role = Literal[
    "family", "given", "middle", "patronymic", "name", "initial", "compound", "particle", "suffix",
    "title",
    "word", "business", "legal form", "place", "number",
]  # fmt: skip
"""What a part is; ``name`` and ``word`` are parts that nothing types, ``compound`` the head of an
Arabic compound (Abd, Abu), which is part of the name: Abdul Jan is not Shah Jan."""

WEIGHTS: dict[Role, float] = {
    "family": 1.0, "given": 0.85, "middle": 0.6, "patronymic": 0.5, "name": 0.9, "initial": 0.35,
    "compound": 0.45, "particle": 0.08, "suffix": 0.2, "title": 0.04, "word": 1.0, "business": 0.25,
    "legal form": 0.06,
    "place": 0.3, "number": 0.8,
}  # fmt: skip
"""How much each role counts before the rarity of the word (``words.rarity``)."""

HEAVIEST_PART = max(WEIGHTS.values())
"""No part of a name weighs more."""

SHORTEST_THREE = 6
"""Letters that three neighbours run together have at least."""

SLACK = 1e-4
"""Bounds of scores are computed in single precision; a score may be this much above its bound."""

MAXIMUM_PARTS = 24
"""Parts of one name that are compared; names beyond are cut and say so in their evidence."""


class Part(msgspec.Struct, frozen=True, array_like=True):
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
        mark = "!" if self.is_exact else "=" if self.tabled else ""
        return f"{self.meaning}{mark}~" if self.variants else f"{self.meaning}{mark}"


class Reading(msgspec.Struct, frozen=True, array_like=True):
    """One way to read one spelling of a name."""

    parts: tuple[Part, ...]
    weight: float
    """Sum of the parts' weights."""
    joined: tuple[str, ...]
    """All parts run together; also without legal forms, persons also family name first."""


def reading_of(parts: list[Part], other_order: list[Part]) -> Reading:
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
    return Reading(tuple(parts), total, kept)


def compared(word: str) -> str:
    """What is compared of a word: all of it, or its beginning and a hash of the whole when it
    is longer than any word of a name (an address, text run together): equal or not alike."""
    if len(word) <= MAXIMUM_WORD:
        return word
    digest = hashlib.blake2b(word.encode(), digest_size=8).hexdigest()
    return word[: MAXIMUM_WORD - len(digest)] + digest


# -- what retrieval indexes ----------------------------------------------------------------


def spellings_of(part: Part) -> tuple[str, ...]:
    """The strings under which one part meets the other side."""
    if part.role == "initial":
        return (f"{part.text}.",)
    if part.role == "compound":
        return (part.meaning, part.text)
    if part.tabled:
        return (part.meaning,)
    return (part.meaning, *part.variants)


def letter_number(text: str) -> int:
    """The first letter of a word as a number from 0 to 31, the same for equal letters."""
    return ord(text[0]) & 31


def as_acronym(letters: str) -> str:
    """How an acronym stands in the index: apart from words of the same letters."""
    return f"{letters}&"


def is_joined_by_threes(lengths: tuple[int, int, int]) -> bool:
    """Are three neighbours of these lengths also run together (van der Bilt, Vanderbilt)?"""
    return sum(lengths) >= SHORTEST_THREE


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
