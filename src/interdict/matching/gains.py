"""What entries match, added up from postings without reading any entry."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from interdict.matching.ranges import Bools, Doubles, Floats, Ints, Numbers

SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""Multiplies a number so that its highest bits depend on all of them."""

_ROOM = 4
_FEWEST_BITS = 10


class Lines(NamedTuple):
    """Postings of asked words: one line for each word and entry that holds one like it."""

    pair: Ints
    """Row times the number of entries, plus the entry."""
    row: Ints
    place: Ints
    """Which part of the name, from 0."""
    matched: Floats
    """Its weight times how alike the two words are."""
    told: Bools
    """The word is equal, or its likeness does not matter."""

    def only(self, chosen: Bools | Ints) -> "Lines":
        """Some of the lines."""
        pair, row, place, matched, told = self
        return Lines(pair[chosen], row[chosen], place[chosen], matched[chosen], told[chosen])


class Needed(NamedTuple):
    """What must match of each row, at least."""

    plain: Doubles
    """Where nothing is forgiven."""
    forgiven: Doubles
    """Of equal words, where something is forgiven because all of a listed name is there."""

    def only(self, rows: Bools) -> "Needed":
        """Of some rows."""
        return Needed(self.plain[rows], self.forgiven[rows])

    def less(self, share: Numbers) -> "Needed":
        """When so much is credited anyway."""
        return Needed(self.plain - share, self.forgiven - share)


class Gains:
    """The most that pairs of rows and entries match together."""

    def __init__(self, lines: Lines, forgives: bool) -> None:
        self._any = _Sums(lines)
        self._told = _Sums(lines.only(lines.told)) if forgives else None

    def suffice(self, pair: Ints, row: Ints, needed: Needed, more: Numbers | float = 0.0) -> Bools:
        """Can they reach what is needed, with what ``more`` each pair may match?"""
        enough: Bools = self._any.of(pair) + more >= needed.plain[row]
        if self._told is not None:
            enough |= self._told.of(pair) + more >= needed.forgiven[row]
        return enough


class _Sums:
    """Over the places of a name, the best line of each pair.

    Pairs are told apart by some bits of a hash, so that nothing is sorted; those that share them
    are credited with what both match.
    """

    def __init__(self, lines: Lines) -> None:
        bits = max(_FEWEST_BITS, (_ROOM * len(lines.pair)).bit_length())
        self._shift = np.uint64(64 - bits)
        self._total = np.zeros(1 << bits, dtype=np.float32)
        cell = self._cell(lines.pair)
        for place in range(int(lines.place.max(initial=-1)) + 1):
            there = (lines.place == place).nonzero()[0]
            if len(there):
                best = np.zeros(1 << bits, dtype=np.float32)
                np.maximum.at(best, cell[there], lines.matched[there])
                self._total += best

    def of(self, pair: Ints) -> Floats:
        """What they match."""
        found: Floats = self._total[self._cell(pair)]
        return found

    def _cell(self, pair: Ints) -> npt.NDArray[np.uint64]:
        return pair.astype(np.uint64) * SPREAD >> self._shift
