"""The most that an alignment can score, proven from arrays: what ``alignment`` and ``weighing``
would find at best, for many pairs at once."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from interdict.matching.asked_words import UNCOUNTED
from interdict.matching.gains import SPREAD
from interdict.matching.index import Index
from interdict.matching.parts import HEAVIEST_PART, NameClass
from interdict.matching.ranges import Bools, Doubles, Floats, Ints, Numbers, expand, starts_of
from interdict.matching.slots import Slots
from interdict.matching.weighing import (
    ASKED_EXTRA,
    COMMON_ASKED,
    COMMON_EXTRA,
    CONTRADICTION,
    CORE,
    CORE_EXTRA,
    MOST_LIGHT,
    OTHER_FAMILY,
    SYLLABLE_LEFT,
)  # fmt: skip


class Bound:
    """Bounds of pairs of asked rows and entries of one index."""

    def __init__(self, index: Index, name_class: NameClass) -> None:
        self._index = index
        self.asked_extra = ASKED_EXTRA if name_class == "person" else 1.0
        """Least cost of an asked part without a partner (``weighing``)."""

    @property
    def forgives(self) -> bool:
        """May an asked part without a partner cost less than it weighs?"""
        return self.asked_extra < 1.0

    def least_matched(self, threshold: Doubles) -> Doubles:
        """The share of asked weight that must find a partner for a score of ``threshold``."""
        forgiven = threshold * self.asked_extra
        share: Doubles = forgiven / (1.0 - threshold + forgiven)
        return share

    def __call__(self, slots: Slots, row: Ints, entry: Ints) -> Doubles:
        """The most that each (row, entry) can score.

        Matched: over slots, weight times the best similarity in the entry; of slots that can
        only stand for one and the same listed part, only the best. Left over: the parts of the
        entry that no matched word may stand for, less one part for each initial. All err on
        the side of a higher score.
        """
        index, pairs = self._index, len(row)
        hits = self._hits(slots, row, entry)
        free = self._initials(slots, row, entry)
        rarest = np.full(pairs, UNCOUNTED)
        np.maximum.at(rarest, hits.pair, hits.rare)
        np.maximum.at(rarest, free.pair, slots.rarity[free.slot])
        stood = _one_for_each_part(hits, slots)
        initials = np.bincount(free.pair, slots.weight[free.slot], pairs)
        parts = np.zeros(pairs, dtype=np.uint32)
        np.bitwise_or.at(parts, hits.pair, hits.parts)
        left_over = self._left_over(entry, parts)
        left_over -= HEAVIEST_PART * np.bincount(free.pair, minlength=pairs)
        parts[free.pair] = _ALL_PARTS
        no_family = (index.entry_family[entry] & parts) == 0
        known = Weights(
            totals=slots.totals[row],
            matched=initials + np.bincount(stood.pair, stood.matched, pairs),
            covered=initials + np.bincount(stood.pair, stood.weight, pairs),
            left_over=left_over,
            common=np.where(rarest >= 0.0, 1.0 - rarest, 0.0),
            syllables=SYLLABLE_LEFT * (slots.syllabic[row] & index.entry_syllabic[entry]),
            other_family=OTHER_FAMILY * index.entry_family_weight[entry] * no_family,
        )
        reached: Doubles = known.matched / self._denominator(known)
        return reached

    def _left_over(self, entry: Ints, parts: npt.NDArray[np.uint32]) -> Doubles:
        """What the parts weigh that are not among these."""
        start = self._index.entry_part_start.astype(np.int64)
        pair, within = expand(start[entry], start[entry + 1])
        bit = (within - start[entry[pair]]).astype(np.uint32)
        left = (parts[pair] >> bit) & np.uint32(1) == 0
        weights = self._index.entry_part_weight[within].astype(np.float64) * left
        found: Doubles = np.bincount(pair, weights, len(entry)).astype(np.float64)
        return found

    def _initials(self, slots: Slots, row: Ints, entry: Ints) -> "Initials":
        """The asked initials that a part of the entry begins with."""
        free = slots.free.nonzero()[0]
        start = starts_of(np.bincount(slots.row[free], minlength=len(slots)))
        pair, which = expand(start[row], start[row + 1])
        slot = free[which]
        there = has_letter(self._index.entry_letters[entry[pair]], slots.letter[slot])
        return Initials(pair[there], slot[there])

    def _hits(self, slots: Slots, row: Ints, entry: Ints) -> "Hits":
        """What slots match in the entries, one line for each pair and slot."""
        index, words = self._index, np.int64(len(self._index.posting_start))
        asked = np.zeros(len(slots), dtype=bool)
        asked[row] = True
        among = asked[slots.row]
        matches = slots.matches(among, among)
        key = slots.row[matches.slot] * words + matches.word
        order = key.argsort(kind="stable")
        key = key[order]
        starts = index.entry_start.astype(np.int64)
        pair, within = expand(starts[entry], starts[entry + 1])
        wanted = row[pair] * words + index.entry_word[within]
        if len(wanted) > _MANY:
            possible = _seen(key, wanted)
            pair, within, wanted = pair[possible], within[possible], wanted[possible]
        left = key.searchsorted(wanted, side="left")
        right = key.searchsorted(wanted, side="right")
        hit, at = expand(left, right)
        match = order[at]
        pair, within = pair[hit], within[hit]
        parts = index.entry_word_parts[within]
        slot, alike = matches.slot[match], matches.alike[match]
        is_run = match >= matches.alone
        tied = np.where(is_run, _NO_PART, parts)
        rare = np.where(is_run, 1.0, slots.rarity[slot] * alike)
        return _one_for_each_slot(Hits(pair, slot, alike, parts, tied, rare), len(slots.weight))

    def _denominator(self, weights: "Weights") -> Numbers:
        """The least that ``weighing`` divides by."""
        left_over = np.maximum(weights.left_over, 0.0)
        cost = (CORE_EXTRA + COMMON_EXTRA * CORE * weights.common) * left_over
        extra = np.maximum(weights.totals - weights.covered, 0.0)
        cost += CONTRADICTION * np.minimum(extra, left_over) + weights.other_family
        cost += weights.syllables * (extra + left_over)
        # No more can be left over of the asked name than does not match: the score grows with
        # what matches, although less is forgiven.
        forgiven = np.maximum(1.0 - self.asked_extra - COMMON_ASKED * weights.common, 0.0)
        unmatched = np.maximum(weights.totals - weights.matched, 0.0)
        cost -= forgiven * unmatched * (left_over <= MOST_LIGHT)
        least: Numbers = np.maximum(weights.totals + cost, 1e-9)
        return least


def has_letter(letters: npt.NDArray[np.uint32], letter: Ints) -> Bools:
    """Is the letter beside it among each set of letters (``parts.letter_number``)?"""
    found: Bools = (letters >> letter.astype(np.uint32)) & np.uint32(1) == 1
    return found


class Weights(NamedTuple):
    """What is known of pairs, at least or at most, as the bound needs it."""

    totals: Doubles
    """Of all asked parts."""
    matched: Numbers
    """Of these, times how alike their partners are, at most."""
    covered: Numbers
    """Of the asked parts that may find a partner."""
    left_over: Numbers
    """Of the listed parts that cannot."""
    common: Doubles | float = 0.0
    """The least that ``weighing`` can find of how common the agreeing parts are."""
    syllables: Numbers | float = 0.0
    """The surcharge per weight for what is left over on both sides."""
    other_family: Doubles | float = 0.0
    """The surcharge for a listed family name that nothing asked stands for."""


class Initials(NamedTuple):
    """Asked initials with a partner in an entry."""

    pair: Ints
    slot: Ints


class Hits(NamedTuple):
    """What slots match in entries."""

    pair: Ints
    slot: Ints
    alike: Floats
    parts: npt.NDArray[np.uint32]
    """Listed parts that the matched words may stand for, a bit each."""
    tied: npt.NDArray[np.uint32]
    """The only listed part that the slot may stand for by itself, as a bit; else anything but
    one bit."""
    rare: Doubles
    """The most that it can tell of how rare what agrees is (``weighing``)."""


class Stood(NamedTuple):
    """What listed parts stand for, at most."""

    pair: Ints
    matched: Doubles
    """Asked weight times likeness."""
    weight: Doubles
    """Asked weight."""


def _one_for_each_slot(hits: Hits, slots: int) -> Hits:
    """The best that each slot finds in each entry, which may be in different words."""
    cell = hits.pair * np.int64(slots) + hits.slot
    order = cell.argsort(kind="stable")
    cell = cell[order]
    begins = _begins(cell)
    tied = hits.tied[order]
    low, high = _least(tied, begins), _most(tied, begins)
    return Hits(
        cell[begins] // slots,
        cell[begins] % slots,
        _most(hits.alike[order], begins),
        _union(hits.parts[order], begins),
        np.where(low == high, low, _NO_PART),
        _most(hits.rare[order], begins),
    )


def _one_for_each_part(hits: Hits, slots: Slots) -> Stood:
    """Of the slots that could stand for one listed part and for no other, only one does."""
    weight = slots.weight[hits.slot]
    matched = weight * hits.alike
    one_bit = (hits.tied != 0) & (hits.tied & (hits.tied - np.uint32(1)) == 0)
    alone = -1 - np.arange(len(one_bit))
    cell = np.where(one_bit, (hits.pair << 32) + hits.tied, alone)
    order = cell.argsort(kind="stable")
    begins = _begins(cell[order])
    return Stood(
        hits.pair[order][begins],
        _most(matched[order], begins),
        _most(weight[order], begins),
    )


def _begins(ordered: Ints) -> Ints:
    """Where each run of equal numbers begins."""
    new = np.ones(len(ordered), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return new.nonzero()[0]


_NO_PART = np.uint32(0)
_ALL_PARTS = np.uint32(0xFFFFFFFF)


_MANY = 10_000
"""Look-ups from which it pays to look at bits first."""
_SEEN_BITS = 20


def _seen(some: Ints, wanted: Ints) -> npt.NDArray[np.bool_]:
    """Which of ``wanted`` may be among ``some``: a look at one bit each spares most searches."""
    bits = np.zeros(1 << _SEEN_BITS, dtype=bool)
    shift = np.uint64(64 - _SEEN_BITS)
    bits[(some.astype(np.uint64) * SPREAD) >> shift] = True
    found: npt.NDArray[np.bool_] = bits[(wanted.astype(np.uint64) * SPREAD) >> shift]
    return found


def _most(values: Numbers, begins: Ints) -> Numbers:
    """The largest value of each group of neighbours."""
    found: Numbers = np.maximum.reduceat(values, begins) if len(begins) else values
    return found


def _union(bits: npt.NDArray[np.uint32], begins: Ints) -> npt.NDArray[np.uint32]:
    """All bits of each group of neighbours."""
    found: npt.NDArray[np.uint32] = np.bitwise_or.reduceat(bits, begins) if len(begins) else bits
    return found


def _least(values: Numbers, begins: Ints) -> Numbers:
    """The smallest value of each group of neighbours."""
    found: Numbers = np.minimum.reduceat(values, begins) if len(begins) else values
    return found
