"""Asked readings as arrays: one slot per part, with what it weighs and what it is like."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from interdict.matching.asked_words import UNCOUNTED, AskedWords
from interdict.matching.joined_words import Rows, Runs, joined
from interdict.matching.keys import MAXIMUM_WORD, WORD
from interdict.matching.likeness import LIGHT
from interdict.matching.parts import Part, Reading, joins_of, letter_number
from interdict.matching.ranges import Bools, Doubles, Floats, Ints, expand, starts_of
from interdict.matching.similar_words import SimilarWords
from interdict.matching.syllables import is_syllabic
from interdict.matching.words import rarity


class Facts(NamedTuple):
    """What is known of each slot by itself."""

    weight: Doubles
    units: Ints
    """What it is looked up as in ``similar``, -1 for initials."""
    letter: Ints
    """The ``parts.letter_number`` of its first letter."""
    rarity: Doubles
    """How rare its word is (``words.rarity``), 1 where tables know it; ``UNCOUNTED`` for
    what no full name depends on (``likeness.LIGHT``)."""

    def only(self, chosen: Bools) -> "Facts":
        """Some of the slots."""
        weight, units, letter, rarity = self
        return Facts(weight[chosen], units[chosen], letter[chosen], rarity[chosen])


class Matches(NamedTuple):
    """Listed words that slots match."""

    slot: Ints
    word: Ints
    alike: Floats
    alone: int
    """So many of them, the first ones, are those of parts by themselves, not run together."""


class Slots:
    """Parts of many asked readings, row by row."""

    def __init__(
        self, start: Ints, parts: "Facts", near: Runs, syllabic: Bools, similar: SimilarWords
    ) -> None:
        self.similar = similar
        self.syllabic = syllabic
        """Is each row a Chinese or Korean name (``syllables.is_syllabic``)?"""
        self.start = start
        """Where each row begins; one more than there are rows."""
        self.row = np.arange(len(start) - 1).repeat(start[1:] - start[:-1])
        self.parts = parts
        self.weight, self.units, self.letter, self.rarity = parts
        self.near = near
        """Neighbours that are like a listed word when run together."""
        totals = np.bincount(self.row, parts.weight, len(start) - 1)
        self.totals = totals.astype(np.float64, copy=False)
        self.free = parts.units < 0
        """Initials: they may stand for any word that begins so."""

    def __len__(self) -> int:
        return len(self.start) - 1

    def only(self, kept: Bools) -> "Slots":
        """Some of the rows."""
        if kept.all():
            return self
        chosen = kept[self.row]
        near = self.near
        if len(near.first):
            moved = chosen.cumsum() - 1
            first, end, word, alike = near
            stays = chosen[first]
            near = Runs(moved[first[stays]], moved[end[stays] - 1] + 1, word[stays], alike[stays])
        start = starts_of((self.start[1:] - self.start[:-1])[kept])
        return Slots(start, self.parts.only(chosen), near, self.syllabic[kept], self.similar)

    def matches(self, alone: Bools, in_runs: Bools) -> "Matches":
        """All that some slots match by themselves, and some in runs of neighbours."""
        similar = self.similar
        single = (alone & ~self.free).nonzero()[0]
        unit = self.units[single]
        start = similar.start
        rows, within = expand(start[unit], start[unit + 1])
        if not len(self.near.first):
            return Matches(single[rows], similar.word[within], similar.alike[within], len(rows))
        runs, slot = self.near_slots
        stays = in_runs[slot]
        runs, slot = runs[stays], slot[stays]
        return Matches(
            np.concatenate([single[rows], slot]),
            np.concatenate([similar.word[within], self.near.word[runs]]),
            np.concatenate([similar.alike[within], self.near.alike[runs]]),
            len(rows),
        )

    @property
    def near_slots(self) -> tuple[Ints, Ints]:
        """(which of ``near``, slot) for each slot of each run."""
        return expand(self.near.first, self.near.end)


def slots_of(asked: Sequence[Reading], words: AskedWords) -> Slots:
    """The slots of readings that were read one by one."""
    parts = [part for reading in asked for part in reading.parts]
    counts = np.array([len(reading.parts) for reading in asked], dtype=np.int64)
    start = starts_of(counts)
    facts = Facts(
        np.array([part.weight for part in parts], dtype=np.float64),
        words.similar.numbers(parts),
        np.array([letter_number(part.text) for part in parts], dtype=np.int64),
        np.array([_rarity(part) for part in parts], dtype=np.float64),
    )
    is_exact = np.array([any(p.is_exact for p in r.parts) for r in asked], dtype=bool)
    near = _near(asked, start, is_exact, words)
    syllabic = [is_syllabic([part.text for part in reading.parts]) for reading in asked]
    return Slots(start, facts, near, np.array(syllabic, dtype=bool), words.similar)


def _rarity(part: Part) -> float:
    if part.role in LIGHT:
        return UNCOUNTED
    return 1.0 if part.tabled else rarity(part.text)


def _near(asked: Sequence[Reading], start: Ints, is_exact: Bools, words: AskedWords) -> Runs:
    """What neighbours are like; runs that are not just words of the row in their order, and
    those of very long names, are spelled out."""
    texts = [[part.text for part in reading.parts] for reading in asked]
    letters = [sum(map(len, row)) for row in texts]
    short = np.array([count <= MAXIMUM_WORD for count in letters], dtype=bool)
    place = np.flatnonzero(np.repeat(short, np.diff(start)))
    numbers = words.numbers(
        [t for row, fits in zip(texts, short, strict=True) if fits for t in row]
    )
    rows = Rows(numbers, (start[1:] - start[:-1])[short])
    hashed = joined(rows, is_exact[short], words)
    spelled: list[tuple[str, int, int, bool]] = []
    for begin, reading, fits, exact in zip(start.tolist(), asked, short, is_exact, strict=False):
        for string, first, end in _unusual_joins(reading) if fits else joins_of(reading):
            spelled.append((string, begin + first, begin + end, exact))
    if not spelled:
        return Runs(place[hashed.first], place[hashed.end - 1] + 1, hashed.word, hashed.alike)
    strings = np.array([joined_string for joined_string, *_ in spelled], dtype=WORD)
    which, word, alike = words.similar.of_joined(strings)
    kept = (alike == 1.0) | ~np.array([exact for *_, exact in spelled], dtype=bool)[which]
    which, word, alike = which[kept], word[kept], alike[kept]
    begins = np.array([first for _, first, _, _ in spelled], dtype=np.int64)
    ends = np.array([end for _, _, end, _ in spelled], dtype=np.int64)
    return Runs(
        np.concatenate([place[hashed.first], begins[which]]),
        np.concatenate([place[hashed.end - 1] + 1, ends[which]]),
        np.concatenate([hashed.word, word]),
        np.concatenate([hashed.alike, alike]),
    )


def _unusual_joins(reading: Reading) -> list[tuple[str, int, int]]:
    """The whole name run together in another order, or without its legal forms."""
    plain = "".join([part.text for part in reading.parts])
    return [(whole, 0, len(reading.parts)) for whole in reading.joined if whole != plain]
