"""What a first look at the asked parts tells, before any posting is read: how much each could
match in an index, at what cost, and where to begin."""

from typing import NamedTuple

import numpy as np

from interdict.matching.growing import Growing
from interdict.matching.holders import Holders
from interdict.matching.index import Index
from interdict.matching.ranges import Bools, Doubles, Floats, Ints, expand
from interdict.matching.similar_words import SimilarWords
from interdict.matching.slots import Slots


class Look(NamedTuple):
    """What is known of each slot in one index before any posting is read."""

    most: Doubles
    """The most it can match: its weight times the likeness of the most similar word."""
    cost: Ints
    """Postings of all similar words."""

    def only(self, chosen: Bools) -> "Look":
        """Some of the slots."""
        return self if chosen.all() else Look(self.most[chosen], self.cost[chosen])


COMMON = 512
"""Postings from which a word is common: whether an entry holds it is looked up, not counted."""


class Units:
    """What is known of each unit in one index, as ``Look`` names it."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._times_emptied = -1
        self.holders = Holders(index)

    def look(self, slots: Slots) -> Look:
        """A first look at slots."""
        self._extend(slots.similar)
        units, free = np.maximum(slots.units, 0), slots.free
        best, cost = self._best.array[units], self._cost.array[units]
        if free.any():  # they may match, without a word, whatever has their letter
            best[free], cost[free] = 1.0, 0
        if not len(slots.near.first):
            return Look(slots.weight * best, cost)
        runs, slot = slots.near_slots
        postings = _postings(self._index, slots.near.word[runs])
        present = postings > 0
        np.maximum.at(best, slot[present], slots.near.alike[runs[present]])
        np.add.at(cost, slot, postings)
        return Look(slots.weight * best, cost)

    def known(self, similar: SimilarWords) -> tuple[Floats, Ints]:
        """(how alike the most similar word that is there is, postings) of every unit so far."""
        self._extend(similar)
        return self._best.array, self._cost.array

    def _extend(self, similar: SimilarWords) -> None:
        """Add the units looked up since the last time."""
        if self._times_emptied != similar.times_emptied:
            self._times_emptied = similar.times_emptied
            self._best, self._cost = Growing(np.float32), Growing(np.int64)
            self.holders.clear()
        known, units = len(self._best), len(similar.start) - 1
        if known < units:
            unit, within = expand(similar.start[known:-1], similar.start[known + 1 :])
            postings = _postings(self._index, similar.word[within])
            present = postings > 0
            best = np.zeros(units - known, dtype=np.float32)
            np.maximum.at(best, unit[present], similar.alike[within[present]])
            self._best.add(best)
            self._cost.add(np.bincount(unit, postings, units - known))


def _postings(index: Index, word: Ints) -> Ints:
    start = index.posting_start
    found: Ints = start[word + 1].astype(np.int64) - start[word]
    return found


def _by_cost(slots: Slots, look: Look) -> Ints:
    """The slots, row by row, those with most postings first; initials before all."""
    return np.lexsort((np.where(slots.free, -np.inf, -look.cost), slots.row))


def anchors(slots: Slots, look: Look, needed: Doubles) -> Bools:
    """The cheapest slots of each row that cannot all be missed."""
    order = _by_cost(slots, look)
    skipped = look.most[order].cumsum()
    begins = np.concatenate([[0.0], skipped])[slots.start[slots.row[order]]]
    skippable = skipped - begins < needed[slots.row[order]]
    anchor = ~slots.free
    anchor[order[skippable]] = False
    return anchor


def blocks(slots: Slots, cost: Ints) -> list[Bools]:
    """The rows in blocks of so many postings that their arrays stay small; ``cost`` tells how
    many each slot has."""
    of_row = np.bincount(slots.row, cost, len(slots))
    if of_row.sum() <= _POSTINGS_AT_A_TIME:
        return [np.ones(len(slots), dtype=bool)]
    block = (of_row.cumsum() - of_row) // _POSTINGS_AT_A_TIME
    return [block == number for number in np.unique(block)]


_POSTINGS_AT_A_TIME = 100_000
