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

from interdict.matching.first_look import Look, Units, anchors, blocks, musts
from interdict.matching.index import (
    Floats,
    Index,
    Ints,
    distinct,
    expand,
    starts_of,
)
from interdict.matching.parts import HEAVIEST_PART, SLACK, NameClass
from interdict.matching.slots import Bools, Doubles, Slots
from interdict.matching.weighing import ASKED_EXTRA, CONTRADICTION, CORE_EXTRA, MOST_LIGHT


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
        slot, word, _ = slots.matches(anchor)
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
        matched = np.add.reduceat(look.most[slot] * seen, begins)
        covered = np.add.reduceat(slots.weight[slot] * seen, begins)
        left_over = self._index.entry_weight[entry] - np.add.reduceat(
            look.covers[slot] * seen, begins
        )
        totals = slots.totals[row]
        share = least[row] - SLACK
        enough: Bools = matched >= share * self._denominator(totals, covered, left_over)
        return enough

    def _bounds(self, slots: Slots, row: Ints, entry: Ints) -> Doubles:
        """The most that ``alignment`` can score, per (row, entry).

        Matched: over slots, weight times the best similarity in the entry. Left over: the
        entry's weight less, for every slot that matched, the most that a word it matched
        stands for. Both err on the side of a higher score.
        """
        index, words = self._index, np.int64(len(self._index.posting_start))
        asked = np.zeros(len(slots), dtype=bool)
        asked[row] = True
        match_slot, match_word, match_alike = slots.matches(asked[slots.row])
        key = slots.row[match_slot] * words + match_word
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
        slot, alike = match_slot[order[at]], match_alike[order[at]]
        cell = pair[hit] * np.int64(len(slots.weight)) + slot
        best_first = cell.argsort(kind="stable")
        cell, slot = cell[best_first], slot[best_first]
        begins = np.concatenate([[True], cell[1:] != cell[:-1]])[: len(cell)].nonzero()[0]
        alike = _most(alike[best_first], begins)
        covered_by = _most(index.entry_word_weight[within][hit][best_first], begins)
        cell, slot = cell[begins] // len(slots.weight), slot[begins]
        given = np.bincount(slots.row, slots.weight * slots.free, len(slots))
        given_parts = np.bincount(slots.row, slots.free, len(slots))
        matched = given[row] + np.bincount(cell, slots.weight[slot] * alike, len(row))
        covered = given[row] + np.bincount(cell, slots.weight[slot], len(row))
        left_over = index.entry_weight[entry] - np.bincount(cell, covered_by, len(row))
        left_over -= given_parts[row] * HEAVIEST_PART
        reached: Doubles = matched / self._denominator(slots.totals[row], covered, left_over)
        return reached

    def _denominator(
        self, totals: Doubles, covered: npt.NDArray[Any], left_over: Floats | Doubles
    ) -> npt.NDArray[np.floating[Any]]:
        """The least that ``weighing`` divides by."""
        left_over = np.maximum(left_over, 0.0)
        extra = np.maximum(totals - covered, 0.0)
        surcharge = CONTRADICTION * np.minimum(extra, left_over)
        forgiven = (1.0 - self._asked_extra) * extra * (left_over <= MOST_LIGHT)
        least: npt.NDArray[np.floating[Any]] = np.maximum(
            totals + CORE_EXTRA * left_over + surcharge - forgiven, 1e-9
        )
        return least

    def _least_matched(self, threshold: Doubles) -> Doubles:
        """The share of asked weight that must find a partner for a score of ``threshold``."""
        forgiven = threshold * self._asked_extra
        share: Doubles = forgiven / (1.0 - threshold + forgiven)
        return share


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


def _most(values: Floats, begins: Ints) -> Floats:
    """The largest value of each group of neighbours."""
    found: Floats = np.maximum.reduceat(values, begins) if len(begins) else values
    return found
