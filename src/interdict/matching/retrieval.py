"""Which listed names can reach the threshold: a bound that is cheap, proven and vectorised.

An alignment's score never exceeds the share of asked weight that finds a similar word in
the listed name (``alignment``). For every asked part (a *slot*) the index gives the listed
words similar to it; a listed name is a candidate when the weights of its matched slots,
each times the best similarity, reach the threshold. Three things make that cheap:

- *anchors* (prefix filtering, Bayardo et al. 2007): the slots with the longest postings are
  skipped as long as the skipped weight alone could not reach the threshold; a name that
  matches no other slot cannot be a candidate;
- *signatures*: 64 bits of each entry tell for most of the others, at a look, that no word of
  theirs is like enough parts of the name;
- everything works on arrays over a whole batch, and each distinct word is looked up once.

The result for a query does not depend on the rest of the batch: the arithmetic is per row,
and what it lets through in excess is scored and discarded.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from interdict.matching.asked_words import UNCOUNTED
from interdict.matching.first_look import Look, Units, anchors, blocks, musts
from interdict.matching.index import SEVERAL, Index
from interdict.matching.parts import HEAVIEST_PART, SLACK, NameClass
from interdict.matching.ranges import Bools, Doubles, Floats, Ints, distinct, expand, starts_of
from interdict.matching.slots import Slots, initial_unit
from interdict.matching.weighing import (
    ASKED_EXTRA,
    COMMON_ASKED,
    COMMON_EXTRA,
    CONTRADICTION,
    CORE,
    CORE_EXTRA,
    MOST_LIGHT,
    OTHER_FAMILY,
)  # fmt: skip


class Found(NamedTuple):
    """What may reach the threshold; rows ascend, and entries within a row."""

    row: Ints
    entry: Ints
    bound: Doubles


_NONE = np.empty(0, dtype=np.int64)
_NOTHING = Found(_NONE, _NONE, np.empty(0))


class Retrieval:
    """Candidates of queries among the entries of one index."""

    def __init__(self, index: Index, name_class: NameClass) -> None:
        self._index = index
        self._asked_extra = ASKED_EXTRA if name_class == "person" else 1.0
        """Least cost of an asked part without a partner (``weighing``)."""
        self._units = Units(index)

    def __call__(self, slots: Slots, thresholds: npt.ArrayLike) -> Found:
        """Every entry whose bound reaches its row's threshold."""
        if slots.free.all() or not len(self._index.entry_party):
            return _NOTHING
        least = np.asarray(thresholds, dtype=np.float64)
        needed = self._least_matched(least) * slots.totals - SLACK
        look = self._units.look(slots)
        reach = np.bincount(slots.row, look.most, len(slots)) >= needed
        rows = reach.nonzero()[0]
        if not len(rows):
            return _NOTHING
        if len(rows) < len(slots):
            look = look.only(reach[slots.row])
            slots, needed = slots.only(reach), needed[reach]
        anchor = anchors(slots, look, needed)
        found = []
        for block in blocks(slots, look, anchor):
            chosen = block[slots.row]
            part, those = slots.only(block), rows[block]
            some = self._among(part, look.only(chosen), anchor[chosen], least[those])
            found.append(Found(those[some.row], some.entry, some.bound))
        return (
            found[0] if len(found) == 1 else Found(*map(np.concatenate, zip(*found, strict=True)))
        )

    def _among(self, slots: Slots, look: Look, anchor: Bools, least: Doubles) -> Found:
        """What may reach the threshold, among the entries that an anchor finds."""
        row, entry = self._anchored(slots, look, anchor, least)
        if not len(row):
            return _NOTHING
        reached = self._bounds(slots, row, entry)
        fits = reached >= least[row] - SLACK
        return Found(row[fits], entry[fits], reached[fits])

    def _anchored(
        self, slots: Slots, look: Look, anchor: Bools, least: Doubles
    ) -> tuple[Ints, Ints]:
        """(row, entry) pairs found through anchors, and not ruled out by the entry's signature."""
        index = self._index
        slot, word, _, _ = slots.matches(anchor)
        first = index.posting_start[word].astype(np.int64)
        found, within = expand(first, index.posting_start[word + 1].astype(np.int64))
        row, entry = slots.row[slot[found]], index.posting[within].astype(np.int64)
        needed = self._least_matched(least) * slots.totals - SLACK
        for must in musts(slots, look, needed) if len(row) > _FEW else ():
            for held, wanted in zip(index.entry_signature, must, strict=True):
                kept = held[entry] & wanted[row] != 0
                row, entry = row[kept], entry[kept]
        kept = self._may_reach(slots, look, least, row, entry)
        row, entry = row[kept], entry[kept]
        pair = distinct(row * np.int64(len(index.entry_party)) + entry)
        return pair // len(index.entry_party), pair % len(index.entry_party)

    def _may_reach(self, slots: Slots, look: Look, least: Doubles, row: Ints, entry: Ints) -> Bools:
        """Whether each pair's bound reaches the threshold, if an entry holds a similar word of
        every part whose signature it has; see ``_bounds``."""
        if not len(row):
            return np.empty(0, dtype=bool)
        first, end = slots.start[row], slots.start[row + 1]
        pair, slot = expand(first, end)
        begins = starts_of(end - first)[:-1]
        seen = np.ones(len(pair), dtype=bool)
        for held, wanted in zip(self._index.entry_signature, look.signature, strict=True):
            seen &= held[entry][pair] & wanted[slot] != 0
        if slots.free.any():
            seen &= ~slots.free[slot] | self._has_letter(entry[pair], slots.units[slot])
        matched = np.add.reduceat(look.most[slot] * seen, begins)
        covered = np.add.reduceat(slots.weight[slot] * seen, begins)
        left_over = self._index.entry_weight[entry] - np.add.reduceat(
            look.covers[slot] * seen, begins
        )
        known = Weights(slots.totals[row], matched, covered, left_over)
        enough: Bools = matched >= (least[row] - SLACK) * self._denominator(known)
        return enough

    def _has_letter(self, entry: Ints, unit: Ints) -> Bools:
        """Does a part of the entry begin with this initial?"""
        letter = np.asarray(initial_unit(unit)).astype(np.uint32) & np.uint32(31)
        found: Bools = (self._index.entry_letters[entry] >> letter) & np.uint32(1) == 1
        return found

    def _bounds(self, slots: Slots, row: Ints, entry: Ints) -> Doubles:
        """The most that ``alignment`` can score, per (row, entry).

        Matched: over slots, weight times the best similarity in the entry; of slots that can
        only stand for one and the same listed part, only the best. Left over: the entry's
        weight less, for every slot that matched, the most that a word it matched stands for.
        All err on the side of a higher score.
        """
        index, pairs = self._index, len(row)
        hits = self._hits(slots, row, entry)
        free = self._initials(slots, row, entry)
        rarest = np.full(pairs, UNCOUNTED)
        np.maximum.at(rarest, hits.pair, hits.rare)
        np.maximum.at(rarest, free.pair, slots.rarity[free.slot])
        stood = _one_for_each_part(hits, slots)
        initials = np.bincount(free.pair, slots.weight[free.slot], pairs)
        covers = HEAVIEST_PART * np.bincount(free.pair, minlength=pairs)
        covers += np.bincount(stood.pair, stood.covers, pairs)
        parts = np.zeros(pairs, dtype=np.uint32)
        np.bitwise_or.at(parts, stood.pair, _part_bits(stood.part))
        parts[free.pair] = _ALL_PARTS
        no_family = (index.entry_family[entry] & parts) == 0
        known = Weights(
            totals=slots.totals[row],
            matched=initials + np.bincount(stood.pair, stood.matched, pairs),
            covered=initials + np.bincount(stood.pair, stood.weight, pairs),
            left_over=index.entry_weight[entry] - covers,
            common=np.where(rarest >= 0.0, 1.0 - rarest, 0.0),
            other_family=OTHER_FAMILY * index.entry_family_weight[entry] * no_family,
        )
        reached: Doubles = known.matched / self._denominator(known)
        return reached

    def _initials(self, slots: Slots, row: Ints, entry: Ints) -> "Initials":
        """The asked initials that a part of the entry begins with."""
        free = slots.free.nonzero()[0]
        start = starts_of(np.bincount(slots.row[free], minlength=len(slots)))
        pair, which = expand(start[row], start[row + 1])
        slot = free[which]
        there = self._has_letter(entry[pair], slots.units[slot])
        return Initials(pair[there], slot[there])

    def _hits(self, slots: Slots, row: Ints, entry: Ints) -> "Hits":
        """What slots match in the entries, one line for each pair and slot."""
        index, words = self._index, np.int64(len(self._index.posting_start))
        asked = np.zeros(len(slots), dtype=bool)
        asked[row] = True
        matches = slots.matches(asked[slots.row])
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
        part = index.entry_word_part[within].astype(np.int64)
        slot, alike = matches.slot[match], matches.alike[match]
        is_run = match >= matches.alone
        part[is_run] = SEVERAL
        rare = np.where(is_run, 1.0, slots.rarity[slot] * alike)
        found = Hits(pair, slot, alike, index.entry_word_weight[within], part, rare)
        return _one_for_each_slot(found, len(slots.weight))

    def _denominator(self, weights: "Weights") -> npt.NDArray[np.floating[Any]]:
        """The least that ``weighing`` divides by."""
        left_over = np.maximum(weights.left_over, 0.0)
        cost = (CORE_EXTRA + COMMON_EXTRA * CORE * weights.common) * left_over
        extra = np.maximum(weights.totals - weights.covered, 0.0)
        cost += CONTRADICTION * np.minimum(extra, left_over) + weights.other_family
        # No more can be left over of the asked name than does not match: the score grows with
        # what matches, although less is forgiven.
        forgiven = np.maximum(1.0 - self._asked_extra - COMMON_ASKED * weights.common, 0.0)
        unmatched = np.maximum(weights.totals - weights.matched, 0.0)
        cost -= forgiven * unmatched * (left_over <= MOST_LIGHT)
        least: npt.NDArray[np.floating[Any]] = np.maximum(weights.totals + cost, 1e-9)
        return least

    def _least_matched(self, threshold: Doubles) -> Doubles:
        """The share of asked weight that must find a partner for a score of ``threshold``."""
        forgiven = threshold * self._asked_extra
        share: Doubles = forgiven / (1.0 - threshold + forgiven)
        return share


class Weights(NamedTuple):
    """What is known of pairs, at least or at most, as the bound needs it."""

    totals: Doubles
    """Of all asked parts."""
    matched: npt.NDArray[Any]
    """Of these, times how alike their partners are, at most."""
    covered: npt.NDArray[Any]
    """Of the asked parts that may find a partner."""
    left_over: npt.NDArray[Any]
    """Of the listed parts that cannot."""
    common: Doubles | float = 0.0
    """The least that ``weighing`` can find of how common the agreeing parts are."""
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
    covers: Floats
    """Listed weight that the matched word stands for."""
    part: Ints
    """The only listed part that it stands for, else ``SEVERAL``."""
    rare: Doubles
    """The most that it can tell of how rare what agrees is (``weighing``)."""


class Stood(NamedTuple):
    """What listed parts stand for, at most."""

    pair: Ints
    matched: Doubles
    """Asked weight times likeness."""
    weight: Doubles
    """Asked weight."""
    covers: Floats
    part: Ints


def _one_for_each_slot(hits: Hits, slots: int) -> Hits:
    """The best that each slot finds in each entry, which may be in different words."""
    cell = hits.pair * np.int64(slots) + hits.slot
    order = cell.argsort(kind="stable")
    cell = cell[order]
    begins = _begins(cell)
    part = hits.part[order]
    low, high = _least(part, begins), _most(part, begins)
    return Hits(
        cell[begins] // slots,
        cell[begins] % slots,
        _most(hits.alike[order], begins),
        _most(hits.covers[order], begins),
        np.where(low == high, low, SEVERAL),
        _most(hits.rare[order], begins),
    )


def _one_for_each_part(hits: Hits, slots: Slots) -> Stood:
    """Of the slots that could stand for one listed part and for no other, only one does."""
    weight = slots.weight[hits.slot]
    matched = weight * hits.alike
    tied = hits.part != SEVERAL
    alone = -1 - np.arange(len(tied))
    cell = np.where(tied, hits.pair * np.int64(_MOST_PARTS) + hits.part, alone)
    order = cell.argsort(kind="stable")
    begins = _begins(cell[order])
    return Stood(
        hits.pair[order][begins],
        _most(matched[order], begins),
        _most(weight[order], begins),
        _most(hits.covers[order], begins),
        hits.part[order][begins],
    )


def _begins(ordered: Ints) -> Ints:
    """Where each run of equal numbers begins."""
    new = np.ones(len(ordered), dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    return new.nonzero()[0]


_MOST_PARTS = 32
"""Parts of one name are numbered below; see ``parts.MAXIMUM_PARTS``."""
_ALL_PARTS = np.uint32(0xFFFFFFFF)


def _part_bits(part: Ints) -> npt.NDArray[np.uint32]:
    bits = np.uint32(1) << np.maximum(part, 0).astype(np.uint32)
    found: npt.NDArray[np.uint32] = np.where(part == SEVERAL, _ALL_PARTS, bits)
    return found


_FEW = 1_000
"""Pairs up to which it does not pay to look at single parts first."""
_MANY = 10_000
"""Look-ups from which it pays to look at bits first."""
_SEEN_BITS = 20
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


def _seen(some: Ints, wanted: Ints) -> npt.NDArray[np.bool_]:
    """Which of ``wanted`` may be among ``some``: a look at one bit each spares most searches."""
    bits = np.zeros(1 << _SEEN_BITS, dtype=bool)
    shift = np.uint64(64 - _SEEN_BITS)
    bits[(some.astype(np.uint64) * _SPREAD) >> shift] = True
    found: npt.NDArray[np.bool_] = bits[(wanted.astype(np.uint64) * _SPREAD) >> shift]
    return found


def _most(values: npt.NDArray[Any], begins: Ints) -> npt.NDArray[Any]:
    """The largest value of each group of neighbours."""
    found: npt.NDArray[Any] = np.maximum.reduceat(values, begins) if len(begins) else values
    return found


def _least(values: npt.NDArray[Any], begins: Ints) -> npt.NDArray[Any]:
    """The smallest value of each group of neighbours."""
    found: npt.NDArray[Any] = np.minimum.reduceat(values, begins) if len(begins) else values
    return found
