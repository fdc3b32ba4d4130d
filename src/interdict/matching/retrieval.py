"""Which listed names can reach the threshold: a bound that is cheap, proven and vectorised.

An alignment's score never exceeds the share of asked weight that finds a similar word in
the listed name (``alignment``). For every asked part (a *slot*) the index gives the listed
words similar to it; a listed name is a candidate when the weights of its matched slots,
each times the best similarity, reach the threshold. Two things make that cheap:

- *anchors* (prefix filtering, Bayardo et al. 2007): the slots with the longest postings are
  skipped as long as the skipped weight alone could not reach the threshold; a name that
  matches no other slot cannot be a candidate;
- everything works on arrays over a whole batch, and each distinct word is looked up once.

The result for a query does not depend on the rest of the batch: the arithmetic is per row,
and what it lets through in excess is scored and discarded.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from interdict.matching.alignment import ASKED_EXTRA, CONTRADICTION, CORE_EXTRA
from interdict.matching.index import Floats, Index, Ints, expand
from interdict.matching.keys import SHORTEST_FUZZY, WORD, Words
from interdict.matching.parts import (
    HEAVIEST_PART,
    SHORTEST_THREE,
    Part,
    Reading,
    spellings_of,
)
from interdict.matching.similar_words import SimilarWords
from interdict.matching.thing_names import plain_weight

SLACK = 1e-4
"""The bound is computed in single precision; this much below the threshold still passes."""

Found = tuple[Ints, Ints, npt.NDArray[np.float64]]


class Retrieval:
    """Candidates of queries among the entries of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __call__(self, slots: "Slots", thresholds: Sequence[float]) -> Found:
        """(row of the reading, entry, bound) for every entry whose bound reaches the threshold.

        Rows ascend; entries ascend within a row.
        """
        if not len(slots.weight) or not len(self._index.entry_party):
            nothing = np.empty(0, dtype=np.int64)
            return nothing, nothing, nothing.astype(np.float64)
        match_slot, match_word, match_alike = slots.matches
        needed = _least_matched(np.asarray(thresholds, dtype=np.float64)) * slots.totals - SLACK
        row, entry = self._anchored(slots, match_slot, match_word, needed)
        reached = self._bounds(slots, match_slot, match_word, match_alike, row, entry)
        kept = reached >= np.asarray(thresholds, dtype=np.float64)[row] - SLACK
        return row[kept], entry[kept], reached[kept]

    def may_reach(self, slots: "Slots", thresholds: Sequence[float]) -> npt.NDArray[np.bool_]:
        """Per row of persons' readings: could the same words, as the name of a thing, reach the
        threshold here? Only words that any name of this index is found under count."""
        match_slot, match_word, match_alike = slots.matches
        start = self._index.posting_start
        present = start[match_word + 1] > start[match_word]
        best = np.zeros(len(slots.weight))
        np.maximum.at(best, match_slot[present], match_alike[present])
        best[slots.free] = 1.0
        rows = len(slots.totals)
        covered = np.bincount(slots.row, slots.thing_weight * best, rows)
        whole = np.bincount(slots.row, slots.thing_weight, rows)
        least = _least_matched(np.asarray(thresholds, dtype=np.float64)) - 2 * SLACK
        reach: npt.NDArray[np.bool_] = covered >= least * whole
        return reach

    def _anchored(
        self, slots: "Slots", match_slot: Ints, match_word: Ints, needed: npt.NDArray[np.float64]
    ) -> tuple[Ints, Ints]:
        """(row, entry) pairs found through the cheapest slots that cannot all be missed."""
        index = self._index
        first = index.posting_start[match_word].astype(np.int64)
        last = index.posting_start[match_word + 1].astype(np.int64)
        cost = np.bincount(match_slot, last - first, len(slots.weight)).astype(np.float64)
        cost[slots.free] = np.inf
        order = np.lexsort((-cost, slots.row))
        skipped = np.cumsum(slots.weight[order])
        begins = np.concatenate([[0.0], skipped])[slots.row_start[slots.row[order]]]
        skippable = skipped - begins < needed[slots.row[order]]
        anchor = np.ones(len(slots.weight), dtype=bool)
        anchor[order[skippable]] = False
        anchor[slots.free] = False
        chosen = anchor[match_slot]
        rows, within = expand(first[chosen], last[chosen])
        row = slots.row[match_slot[chosen]][rows]
        pair = np.unique(row * np.int64(len(index.entry_party)) + index.posting[within])
        return pair // len(index.entry_party), pair % len(index.entry_party)

    def _bounds(
        self,
        slots: "Slots",
        match_slot: Ints,
        match_word: Ints,
        match_alike: Floats,
        row: Ints,
        entry: Ints,
    ) -> npt.NDArray[np.float64]:
        """The most that ``alignment`` can score, per (row, entry).

        Matched: over slots, weight times the best similarity in the entry. Left over: the
        entry's weight less, for every slot that matched, the most that a word it matched
        stands for. Both err on the side of a higher score.
        """
        index, words = self._index, np.int64(len(self._index.posting_start))
        key = slots.row[match_slot] * words + match_word
        order = np.argsort(key, kind="stable")
        key = key[order]
        starts = index.entry_start.astype(np.int64)
        pair, within = expand(starts[entry], starts[entry + 1])
        wanted = row[pair] * words + index.entry_word[within]
        if len(wanted) > _MANY:
            possible = _seen(key, wanted)
            pair, within, wanted = pair[possible], within[possible], wanted[possible]
        left = np.searchsorted(key, wanted, side="left")
        right = np.searchsorted(key, wanted, side="right")
        hit, at = expand(left, right)
        slot, alike = match_slot[order[at]], match_alike[order[at]]
        cell = pair[hit] * np.int64(len(slots.weight)) + slot
        best_first = np.argsort(cell, kind="stable")
        cell, slot = cell[best_first], slot[best_first]
        begins = np.flatnonzero(np.concatenate([[True], cell[1:] != cell[:-1]])[: len(cell)])
        alike = _most(alike[best_first], begins)
        covered_by = _most(index.entry_word_weight[within][hit][best_first], begins)
        cell, slot = cell[begins] // len(slots.weight), slot[begins]
        matched = slots.given[row] + np.bincount(cell, slots.weight[slot] * alike, len(row))
        covered = slots.given[row] + np.bincount(cell, slots.weight[slot], len(row))
        left_over = index.entry_weight[entry] - np.bincount(cell, covered_by, len(row))
        left_over -= slots.given_parts[row] * HEAVIEST_PART
        left_over = np.maximum(left_over, 0.0)
        extra = np.maximum(slots.totals[row] - covered, 0.0)
        surcharge = CONTRADICTION * np.minimum(extra, left_over)
        forgiven = (1.0 - ASKED_EXTRA) * extra
        reached: npt.NDArray[np.float64] = matched / np.maximum(
            slots.totals[row] + CORE_EXTRA * left_over + surcharge - forgiven, 1e-9
        )
        return reached


def _least_matched(threshold: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The share of asked weight that must find a partner for a score of ``threshold``, where
    the rest costs ``ASKED_EXTRA``."""
    return threshold * ASKED_EXTRA / (1.0 - threshold + threshold * ASKED_EXTRA)


class Slots:
    """The parts of many asked readings as arrays, one slot per part, with the listed words that
    are similar to them."""

    def __init__(self, asked: Sequence[Reading], similar: SimilarWords) -> None:
        parts = [part for reading in asked for part in reading.parts]
        counts = np.array([len(reading.parts) for reading in asked], dtype=np.int64)
        self._asked = asked
        self._is_exact = np.array([any(p.is_exact for p in r.parts) for r in asked], dtype=bool)
        self._texts = np.array([part.text for part in parts], dtype=WORD)
        self._units = _units(parts, similar)
        self.row = np.repeat(np.arange(len(asked)), counts)
        self.row_start = np.concatenate([[0], np.cumsum(counts)])
        self.weight = np.array([part.weight for part in parts], dtype=np.float64)
        self.free = self._units < 0
        """Initials: they may stand for many words, so the bound credits them unseen."""
        self.totals = np.bincount(self.row, self.weight, minlength=len(asked))
        self.given = np.bincount(self.row, self.weight * self.free, minlength=len(asked))
        self.given_parts = np.bincount(self.row, self.free, minlength=len(asked))
        self.matches = self._matches(similar)
        """(slot, listed word, similarity), see ``_matches``."""

    @cached_property
    def thing_weight(self) -> npt.NDArray[np.float64]:
        """What each part would weigh in the name of a thing."""
        parts = (part for reading in self._asked for part in reading.parts)
        return np.array([plain_weight(part.text) for part in parts], dtype=np.float64)

    def _matches(self, similar: SimilarWords) -> tuple[Ints, Ints, Floats]:
        """All (slot, listed word, similarity): of each part, and of every run of neighbours
        for each part in it."""
        alone = np.flatnonzero(~self.free)
        unit = self._units[alone]
        rows, within = expand(similar.start[unit], similar.start[unit + 1])
        strings, first, end = self._joined()
        string, word, alike = similar.of_joined(strings)
        fits = (alike == 1.0) | ~self._is_exact[self.row[first[string]]]
        string, word, alike = string[fits], word[fits], alike[fits]
        runs, slot = expand(first[string], end[string])
        return (
            np.concatenate([alone[rows], slot]),
            np.concatenate([similar.word[within], word[runs]]),
            np.concatenate([similar.alike[within], alike[runs]]),
        )

    def _joined(self) -> tuple[Words, Ints, Ints]:
        """Every run of neighbours as one string, with its first slot and its end."""
        lengths = np.strings.str_len(self._texts)
        first = np.flatnonzero(
            (self.row[1:] == self.row[:-1]) & (lengths[1:] + lengths[:-1] >= SHORTEST_FUZZY)
        )
        pairs = self._run(first, 2)
        threes = self._threes(lengths)
        whole = [(s, row) for row, reading in enumerate(self._asked) for s in reading.joined]
        rows = np.array([row for _, row in whole], dtype=np.int64)
        return (
            np.concatenate([pairs, self._run(threes, 3), np.array([s for s, _ in whole], WORD)]),
            np.concatenate([first, threes, self.row_start[rows]]),
            np.concatenate([first + 2, threes + 3, self.row_start[rows + 1]]),
        )

    def _threes(self, lengths: Ints) -> Ints:
        """First slots of three neighbours that are run together (``is_joined_by_threes``)."""
        if len(lengths) < 3:
            return np.empty(0, dtype=np.int64)
        total = lengths[:-2] + lengths[1:-1] + lengths[2:]
        neighbours = self.row[2:] == self.row[:-2]
        return np.flatnonzero(neighbours & (total >= SHORTEST_THREE))

    def _run(self, first: Ints, length: int) -> Words:
        """``length`` neighbours from each first slot on, as one string."""
        run = self._texts[first]
        for further in range(1, length):
            run = np.strings.add(run, self._texts[first + further])
        return run.astype(WORD)


def _units(parts: Sequence[Part], similar: SimilarWords) -> Ints:
    """The unit of each part, -1 for initials; new ones are looked up."""
    if len(similar.ids) > similar.LIMIT:
        similar.clear()
    number = similar.ids.get
    units = [number(part.unit, _NEW) for part in parts]
    if _NEW in units:
        new = {
            part.unit: (*spellings_of(part), f"{part.text[0]}.")
            for part, unit in zip(parts, units, strict=True)
            if unit == _NEW and part.role != "initial"
        }
        if new:
            similar.learn(new)
        units = [number(part.unit, -1) for part in parts]
    return np.array(units, dtype=np.int64)


_NEW = -2
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
