"""Asked readings as arrays: one slot per part, with what it weighs and what it is like."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from interdict.matching.asked_words import AskedWords
from interdict.matching.index import Floats, Ints, expand, starts_of
from interdict.matching.joined_words import Rows, Runs, joined
from interdict.matching.keys import MAXIMUM_WORD, WORD
from interdict.matching.parts import Reading, joins_of
from interdict.matching.similar_words import SimilarWords

Bools = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]


class Slots:
    """Parts of many asked readings, row by row."""

    def __init__(
        self, start: Ints, weight: Doubles, units: Ints, near: Runs,
        similar: SimilarWords,
    ) -> None:  # fmt: skip
        self.similar = similar
        self.start = start
        """Where each row begins; one more than there are rows."""
        self.row = np.arange(len(start) - 1).repeat(start[1:] - start[:-1])
        self.weight = weight
        self.units = units
        """What each slot is looked up as in ``similar``, -1 for initials."""
        self.near = near
        """Neighbours that are like a listed word when run together."""
        self.totals = np.bincount(self.row, weight, len(start) - 1).astype(np.float64, copy=False)
        self.free = units < 0
        """Initials: they may stand for many words, so the bound credits them unseen."""

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
        return Slots(start, self.weight[chosen], self.units[chosen], near, self.similar)

    def matches(self, chosen: Bools) -> tuple[Ints, Ints, Floats]:
        """All (slot, listed word, similarity) of some slots: of each part, and of every run of
        neighbours for each part in it."""
        similar = self.similar
        alone = (chosen & ~self.free).nonzero()[0]
        unit = self.units[alone]
        start = similar.start
        rows, within = expand(start[unit], start[unit + 1])
        if not len(self.near.first):
            return alone[rows], similar.word[within], similar.alike[within]
        runs, slot = self.near_slots
        stays = chosen[slot]
        runs, slot = runs[stays], slot[stays]
        return (
            np.concatenate([alone[rows], slot]),
            np.concatenate([similar.word[within], self.near.word[runs]]),
            np.concatenate([similar.alike[within], self.near.alike[runs]]),
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
    weight = np.array([part.weight for part in parts], dtype=np.float64)
    units = words.similar.numbers(parts)
    is_exact = np.array([any(p.is_exact for p in r.parts) for r in asked], dtype=bool)
    near = _near(asked, start, is_exact, words)
    return Slots(start, weight, units, near, words.similar)


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
