"""Which listed names can reach the threshold: a bound that is cheap, proven and vectorised.

An alignment's score never exceeds the share of asked weight that finds a similar word in
the listed name (``alignment``). For every asked part (a *slot*) the index gives the listed
words similar to it; a listed name is a candidate when the weights of its matched slots,
each times the best similarity, reach the threshold. Three things make that cheap:

- *anchors* (prefix filtering, Bayardo et al. 2007): the slots with the longest postings are
  skipped as long as the skipped weight alone could not reach the threshold; a name that
  matches no other slot cannot be a candidate;
- *gains*: what the words that few entries hold match is added up from their postings; whether
  an entry holds a common one is a bit (``holders``). What cannot match enough goes no further;
- everything works on arrays over a whole batch, and each distinct word is looked up once.

The result for a query does not depend on the rest of the batch: the arithmetic is per row,
and what it lets through in excess is scored and discarded.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from interdict.matching.asked_words import UNCOUNTED
from interdict.matching.first_look import Look, Units, anchors, blocks
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

    def __init__(self, index: Index, name_class: NameClass, is_plain: Bools) -> None:
        """``is_plain``: of each word of the vocabulary, ``Vocabulary.word_plain``."""
        self._index = index
        self._is_plain = is_plain
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
        counted = anchor | (~slots.free & (look.cost < _COMMON))
        found = []
        for block in blocks(slots, look, counted):
            chosen = block[slots.row]
            part, those = slots.only(block), rows[block]
            beginning = Beginning(look.only(chosen), anchor[chosen], counted[chosen])
            some = self._among(part, beginning, least[those])
            found.append(Found(those[some.row], some.entry, some.bound))
        return (
            found[0] if len(found) == 1 else Found(*map(np.concatenate, zip(*found, strict=True)))
        )

    def _among(self, slots: Slots, beginning: "Beginning", least: Doubles) -> Found:
        """What may reach the threshold, among the entries that an anchor finds."""
        row, entry = self._anchored(slots, beginning, least)
        if not len(row):
            return _NOTHING
        reached = self._bounds(slots, row, entry)
        fits = reached >= least[row] - SLACK
        return Found(row[fits], entry[fits], reached[fits])

    def _anchored(self, slots: Slots, beginning: "Beginning", least: Doubles) -> tuple[Ints, Ints]:
        """(row, entry) pairs that anchors find and that match enough."""
        index, entries = self._index, np.int64(len(self._index.entry_party))
        look, anchor, counted = beginning
        slot, word, alike, _ = slots.matches(counted, np.ones(len(counted), dtype=bool))
        row = slots.row[slot]
        first = index.posting_start[word].astype(np.int64)
        found, within = expand(first, index.posting_start[word + 1].astype(np.int64))
        pair = row[found] * entries + index.posting[within]
        matched, place = (slots.weight[slot] * alike).astype(np.float32), slot - slots.start[row]
        enough = self._enough(slots, least, look.most * ~counted)
        gains = [_Gains(pair, place[found], matched[found])]
        if self._asked_extra < 1.0:
            told = (alike == 1.0) | ~self._is_plain[word] | (slots.rarity[slot] == UNCOUNTED)
            lines = told[found]
            gains.append(_Gains(pair[lines], place[found[lines]], matched[found[lines]]))
        begun = anchor[slot][found]
        pair, row = pair[begun], row[found[begun]]
        may = np.zeros(len(pair), dtype=bool)
        for gain, (_, missing) in zip(gains, enough, strict=False):
            may |= gain.of(pair) >= missing[row]
        pair = distinct(pair[may])
        row, entry = pair // entries, pair % entries
        common = self._common(slots, beginning, row, entry)
        may = np.zeros(len(pair), dtype=bool)
        for gain, (needed, _) in zip(gains, enough, strict=False):
            may |= gain.of(pair) + common >= needed[row]
        return row[may], entry[may]

    def _enough(
        self, slots: Slots, least: Doubles, unseen: Doubles
    ) -> tuple[tuple[Doubles, Doubles], tuple[Doubles, Doubles]]:
        """What each row must match at least, and the same without the slots that are not counted:
        where nothing is forgiven, and by equal words only, where something is."""
        missing: npt.NDArray[Any] = np.bincount(slots.row, unseen, len(slots))
        needed = (least * slots.totals - SLACK, self._least_matched(least) * slots.totals - SLACK)
        return (needed[0], needed[0] - missing), (needed[1], needed[1] - missing)

    def _common(
        self, slots: Slots, beginning: "Beginning", row: Ints, entry: Ints
    ) -> npt.NDArray[Any]:
        """The most that the slots that are not counted match by themselves in each entry."""
        others = (~beginning.counted).nonzero()[0]
        start = starts_of(np.bincount(slots.row[others], minlength=len(slots)))
        pair, which = expand(start[row], start[row + 1])
        slot = others[which]
        unit, free = slots.units[slot], slots.free[slot]
        seen = np.empty(len(pair), dtype=bool)
        seen[free] = self._has_letter(entry[pair[free]], unit[free])
        seen[~free] = self._units.holders.hold(entry[pair[~free]], unit[~free], slots.similar)
        return np.bincount(pair, beginning.look.most[slot] * seen, len(row))

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


class Beginning(NamedTuple):
    """Where the search begins."""

    look: Look
    anchor: Bools
    """Slots of which each row's candidates match one."""
    counted: Bools
    """Slots whose postings are read: the anchors, and others that have few."""


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


_MANY = 10_000
"""Look-ups from which it pays to look at bits first."""
_SEEN_BITS = 20
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class _Gains:
    """The most that each pair's counted slots match together: of each place in the name the best.

    Pairs are told apart by some bits of a hash, so that nothing is sorted; those that share them
    are credited with what both match.
    """

    def __init__(self, pair: Ints, place: Ints, matched: Floats) -> None:
        """One line per posting."""
        bits = max(_FEWEST_BITS, (_ROOM * len(pair)).bit_length())
        self._shift = np.uint64(64 - bits)
        self._total = np.zeros(1 << bits, dtype=np.float32)
        cell = self._cell(pair)
        for number in range(int(place.max(initial=-1)) + 1):
            there = (place == number).nonzero()[0]
            if len(there):
                best = np.zeros(1 << bits, dtype=np.float32)
                np.maximum.at(best, cell[there], matched[there])
                self._total += best

    def of(self, pair: Ints) -> Floats:
        """What they match, of some pairs."""
        found: Floats = self._total[self._cell(pair)]
        return found

    def _cell(self, pair: Ints) -> npt.NDArray[np.uint64]:
        return pair.astype(np.uint64) * _SPREAD >> self._shift


_COMMON = 512
"""Postings from which a word is common: whether an entry holds it is looked up, not counted."""
_ROOM = 32
_FEWEST_BITS = 10


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
