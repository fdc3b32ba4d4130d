"""What a first look at the asked parts tells, before any posting is read: how much each could
match in an index, at what cost, and where to begin."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from interdict.matching.growing import Growing
from interdict.matching.index import SIGNATURES, Index, signature_bits
from interdict.matching.parts import HEAVIEST_PART, SLACK
from interdict.matching.ranges import Bools, Doubles, Floats, Ints, expand
from interdict.matching.similar_words import SimilarWords
from interdict.matching.slots import Slots

Signatures = npt.NDArray[np.uint64]


class Look(NamedTuple):
    """What is known of each slot in one index before any posting is read."""

    most: Doubles
    """The most it can match: its weight times the likeness of the most similar word."""
    covers: Floats
    """The most listed weight that one similar word stands for."""
    cost: Ints
    """Postings of all similar words."""
    signature: Signatures
    """That of an entry that held them all; shape (``SIGNATURES``, slots)."""

    def only(self, chosen: Bools) -> "Look":
        """Some of the slots."""
        if chosen.all():
            return self
        return Look(
            self.most[chosen], self.covers[chosen], self.cost[chosen], self.signature[:, chosen]
        )


class Units:
    """What is known of each unit in one index, as ``Look`` names it."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._times_emptied = -1

    def look(self, slots: Slots) -> Look:
        """A first look at slots."""
        self._extend(slots.similar)
        units, free = np.maximum(slots.units, 0), slots.free
        best, covers = self._best.array[units], self._covers.array[units]
        cost = self._cost.array[units]
        signature = self._signature.array.T[:, units]
        if free.any():  # they may match, without a word, whatever has their letter
            best[free], covers[free], cost[free] = 1.0, HEAVIEST_PART, 0
            signature[:, free] = ~np.uint64(0)
        if not len(slots.near.first):
            return Look(slots.weight * best, covers, cost, signature)
        runs, slot = slots.near_slots
        word = slots.near.word[runs]
        postings = _postings(self._index, word)
        present = postings > 0
        word, slot = word[present], slot[present]
        np.maximum.at(best, slot, slots.near.alike[runs[present]])
        np.maximum.at(covers, slot, self._index.word_weight[word])
        np.add.at(cost, slot, postings[present])
        for which in range(SIGNATURES):
            np.bitwise_or.at(signature[which], slot, signature_bits(word, which))
        return Look(slots.weight * best, covers, cost, signature)

    def _extend(self, similar: SimilarWords) -> None:
        """Add the units looked up since the last time."""
        if self._times_emptied != similar.times_emptied:
            self._times_emptied = similar.times_emptied
            self._best, self._cost = Growing(np.float32), Growing(np.int64)
            self._covers = Growing(np.float32)
            self._signature = Growing(np.uint64, SIGNATURES)
        known, units = len(self._best), len(similar.start) - 1
        if known < units:
            first, end = similar.start[known:-1], similar.start[known + 1 :]
            unit, within = expand(first, end)
            word = similar.word[within]
            postings = _postings(self._index, word)
            present = postings > 0
            best = np.zeros(units - known, dtype=np.float32)
            np.maximum.at(best, unit[present], similar.alike[within[present]])
            cost = np.bincount(unit, postings, units - known)
            signature = np.zeros((units - known, SIGNATURES), dtype=np.uint64)
            for which in range(SIGNATURES):
                bits = signature_bits(word[present], which)
                np.bitwise_or.at(signature[:, which], unit[present], bits)
            self._best.add(best)
            covers = np.zeros(units - known, dtype=np.float32)
            np.maximum.at(covers, unit[present], self._index.word_weight[word[present]])
            self._covers.add(covers)
            self._cost.add(cost)
            self._signature.add(signature)


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


def blocks(slots: Slots, look: Look, anchor: Bools) -> list[Bools]:
    """The rows in blocks of so many pairs that their arrays stay small."""
    cost = np.bincount(slots.row, look.cost * anchor, len(slots))
    if cost.sum() <= _PAIRS_AT_A_TIME:
        return [np.ones(len(slots), dtype=bool)]
    block = (cost.cumsum() - cost) // _PAIRS_AT_A_TIME
    return [block == number for number in np.unique(block)]


def musts(slots: Slots, look: Look, needed: Doubles) -> list[Signatures]:
    """Signatures by row of the two parts with most postings without which no entry reaches what
    is needed; of every entry where there is no such part. Shape (``SIGNATURES``, rows) each."""
    reach = np.bincount(slots.row, look.most, len(slots))
    order = _by_cost(slots, look)
    must = order[((reach - needed)[slots.row] < look.most - SLACK)[order] & ~slots.free[order]]
    row = slots.row[must]
    found = []
    for _ in range(_MUSTS):
        first = np.ones(len(row), dtype=bool)
        first[1:] = row[1:] != row[:-1]
        wanted = np.full((SIGNATURES, len(slots)), ~np.uint64(0))
        wanted[:, row[first]] = look.signature[:, must[first]]
        must, row = must[~first], row[~first]
        found.append(wanted)
    return found


_PAIRS_AT_A_TIME = 500_000
_MUSTS = 2
