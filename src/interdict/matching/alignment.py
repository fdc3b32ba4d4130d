"""Which part of the asked name stands for which part of the listed one, and what that is worth.

The name score is ``matched / (asked + left_over)``:

- *matched*: the weight of the asked parts that found a partner, times how alike they are;
- *asked*: the weight of all asked parts, so an extra asked part costs its full weight;
- *left over*: the weight of listed parts without a partner, at ``LISTED_EXTRA`` each (a list
  prints more of a name than people use), plus a surcharge where both sides have a part left:
  two different parts contradict each other, which is worse than one of them missing.

The score is therefore never above the share of asked weight that retrieval can bound
(``retrieval``), and a name equal part by part scores exactly 1.
"""

import msgspec

from interdict.matching import words
from interdict.matching.keys import (
    JOINED_ALIKE,
    MAXIMUM_WORD,
    SHORTEST_FUZZY,
    same_sound,
    similarity,
)
from interdict.matching.names import Part, Reading

LISTED_EXTRA = 0.5
"""Cost of a listed part that nobody asked for, per weight."""
CONTRADICTION = 0.6
"""Surcharge per weight where both names have a part that the other lacks."""
INITIAL_ASKED = 0.85
"""An asked initial against a listed word that begins with it."""
INITIAL_LISTED = 0.75
"""A listed initial against an asked word that begins with it."""
INITIAL_LEFT_OPEN = 0.4
"""Share of the listed word that an initial leaves unproven."""
SAME_NAME = 0.95
"""Two table spellings of one given name (Yusuf, Joseph)."""
NICKNAME = 0.85
"""A nickname and its full form (Sasha, Alexander)."""


class Pair(msgspec.Struct, frozen=True):
    """Parts that stand for each other; more than one on a side where words are joined."""

    asked: tuple[Part, ...]
    listed: tuple[Part, ...]
    alike: float

    @property
    def relation(self) -> str:
        """How the two relate, in words."""
        mine = "".join(part.text for part in self.asked)
        theirs = "".join(part.text for part in self.listed)
        if mine == theirs:
            return "same" if len(self.asked) == len(self.listed) else "same letters, joined"
        if self.alike == 1.0:
            return "same meaning"
        if min(len(mine), len(theirs)) == 1:
            return "initial"
        if self.alike == SAME_NAME or self.alike == NICKNAME:
            return "another form of the name"
        return "same sound" if same_sound(mine, theirs) else "similar spelling"


class Alignment(msgspec.Struct, frozen=True):
    """The best one-to-one pairing of two readings."""

    score: float
    pairs: tuple[Pair, ...]
    asked_left: tuple[Part, ...]
    listed_left: tuple[Part, ...]
    denominator: float

    @property
    def is_full(self) -> bool:
        """Every part that carries weight is there on both sides, letter for letter."""
        light = ("legal form", "particle", "suffix")
        return (
            all(pair.alike == 1.0 for pair in self.pairs if pair.asked[0].role not in light)
            and all(part.role in light for part in self.asked_left)
            and all(part.role in light for part in self.listed_left)
            and any(pair.asked[0].role not in light for pair in self.pairs)
        )


def align(asked: Reading, listed: Reading) -> Alignment:
    """Pair parts greedily, best pairs first; exact pairs always before similar ones."""
    options = _options(asked.parts, listed.parts)
    options.sort(key=_preference)
    free_asked = [True] * len(asked.parts)
    free_listed = [True] * len(listed.parts)
    pairs: list[tuple[int, int, int, int, float]] = []
    for option in options:
        first, end, listed_first, listed_end, _ = option
        if all(free_asked[first:end]) and all(free_listed[listed_first:listed_end]):
            free_asked[first:end] = [False] * (end - first)
            free_listed[listed_first:listed_end] = [False] * (listed_end - listed_first)
            pairs.append(option)
    return _scored(asked, listed, pairs, free_asked, free_listed)


def _preference(option: tuple[int, int, int, int, float]) -> tuple[float, int, int, int]:
    first, end, listed_first, listed_end, alike = option
    return (-alike, -(end - first + listed_end - listed_first), first, listed_first)


def _options(
    asked: tuple[Part, ...], listed: tuple[Part, ...]
) -> list[tuple[int, int, int, int, float]]:
    found = [
        (i, i + 1, j, j + 1, alike)
        for i, mine in enumerate(asked)
        for j, theirs in enumerate(listed)
        if (alike := part_similarity(mine, theirs))
    ]
    settled_asked = {i for i, _, _, _, alike in found if alike == 1.0}
    settled_listed = {j for _, _, j, _, alike in found if alike == 1.0}
    if len(settled_asked) < len(asked):
        found += [
            (i, i + 1, first, end, alike)
            for i, first, end, alike in _joined(asked, settled_asked, listed, settled_listed)
        ]
    if len(settled_listed) < len(listed):
        found += [
            (first, end, j, j + 1, alike)
            for j, first, end, alike in _joined(listed, settled_listed, asked, settled_asked)
        ]
    return found


def _joined(
    whole: tuple[Part, ...], settled: set[int], split: tuple[Part, ...], split_settled: set[int]
) -> list[tuple[int, int, int, float]]:
    """One part of ``whole`` against two neighbours, or all parts, of ``split`` run together;
    parts that have an exact partner stay with it."""
    found: list[tuple[int, int, int, float]] = []
    for i, part in enumerate(whole):
        length = len(part.text)
        if i in settled or length < SHORTEST_FUZZY:
            continue
        for first in range(len(split) - 1):
            one, two = split[first].text, split[first + 1].text
            if abs(len(one) + len(two) - length) <= 1 and first not in split_settled:
                found += _joined_option(part, i, one + two, first, first + 2)
        if len(split) > 2 and not split_settled:
            for string in Reading(split, 0.0).joined:
                found += _joined_option(part, i, string, 0, len(split))
    return found


def _joined_option(
    part: Part, i: int, string: str, first: int, end: int
) -> list[tuple[int, int, int, float]]:
    alike = similarity(part.text[:MAXIMUM_WORD], string[:MAXIMUM_WORD])
    return [(i, first, end, alike)] if alike >= JOINED_ALIKE else []


def part_similarity(mine: Part, theirs: Part) -> float:
    """How alike two parts are; words that tables know equal their own meaning only."""
    if mine.meaning == theirs.meaning:
        return 1.0
    if mine.tabled and theirs.tabled:
        return 0.0
    if mine.role == "initial":
        return INITIAL_ASKED if theirs.text[0] == mine.text else 0.0
    if theirs.role == "initial":
        return INITIAL_LISTED if mine.text[0] == theirs.text else 0.0
    alike = similarity(mine.meaning, theirs.meaning)
    if mine.variants and theirs.variants:
        return max(alike, _as_variants(mine.variants, theirs.variants))
    return alike


def _as_variants(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    shared = set(mine).intersection(theirs)
    if not shared:
        return 0.0
    return SAME_NAME if any(words.is_spelling_group(group) for group in shared) else NICKNAME


def _scored(
    asked: Reading,
    listed: Reading,
    pairs: list[tuple[int, int, int, int, float]],
    free_asked: list[bool],
    free_listed: list[bool],
) -> Alignment:
    made = tuple(
        Pair(asked.parts[first:end], listed.parts[listed_first:listed_end], alike)
        for first, end, listed_first, listed_end, alike in sorted(pairs)
    )
    asked_left = tuple(p for p, free in zip(asked.parts, free_asked, strict=True) if free)
    listed_left = tuple(p for p, free in zip(listed.parts, free_listed, strict=True) if free)
    extra = sum(part.weight for part in asked_left)
    left = sum(part.weight for part in listed_left)
    contradicted = min(extra, left)
    open_ = sum(_left_open(pair) for pair in made)
    denominator = asked.weight + LISTED_EXTRA * (left + open_) + CONTRADICTION * contradicted
    matched = sum(part.weight * pair.alike for pair in made for part in pair.asked)
    if not asked_left and (plain := sum(part.weight for part in asked.parts)):
        matched *= asked.weight / plain  # a name of generic words alone: see LEAST_WEIGHT
    return Alignment(
        matched / denominator if denominator else 0.0, made, asked_left, listed_left, denominator
    )


def _left_open(pair: Pair) -> float:
    """Listed weight that an initial on the asked side leaves unproven."""
    if len(pair.asked) == 1 and pair.asked[0].role == "initial" != pair.listed[0].role:
        return INITIAL_LEFT_OPEN * pair.listed[0].weight
    return 0.0
