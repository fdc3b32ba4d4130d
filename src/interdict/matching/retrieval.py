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

import numpy as np
import numpy.typing as npt

from interdict.matching.alignment import CONTRADICTION, LISTED_EXTRA
from interdict.matching.index import Floats, Index, Ints, expand
from interdict.matching.names import HEAVIEST_PART, Reading, joins_of, spellings_of
from interdict.matching.similar_words import SimilarWords

SLACK = 1e-4
"""The bound is computed in single precision; this much below the threshold still passes."""

Found = tuple[Ints, Ints, npt.NDArray[np.float64]]


class Retrieval:
    """Candidates of queries among the entries of one index."""

    def __init__(self, index: Index, similar: SimilarWords) -> None:
        self._index = index
        self._similar = similar

    def __call__(self, asked: Sequence[Reading], thresholds: Sequence[float]) -> Found:
        """(row of the reading, entry, bound) for every entry whose bound reaches the threshold.

        Rows ascend; entries ascend within a row.
        """
        slots = _Slots(asked, self._similar)
        if not len(slots.weight) or not len(self._index.entry_party):
            nothing = np.empty(0, dtype=np.int64)
            return nothing, nothing, nothing.astype(np.float64)
        match_slot, match_word, match_alike = self._matches(slots)
        needed = np.asarray(thresholds, dtype=np.float64) * slots.totals - SLACK
        row, entry = self._anchored(slots, match_slot, match_word, needed)
        reached = self._bounds(slots, match_slot, match_word, match_alike, row, entry)
        kept = reached >= np.asarray(thresholds, dtype=np.float64)[row] - SLACK
        return row[kept], entry[kept], reached[kept]

    def _matches(self, slots: "_Slots") -> tuple[Ints, Ints, Floats]:
        """All (slot, listed word, similarity), whichever unit of the slot matched."""
        similar = self._similar
        rows, within = expand(similar.start[slots.use_unit], similar.start[slots.use_unit + 1])
        return slots.use_slot[rows], similar.word[within], similar.alike[within]

    def _anchored(
        self, slots: "_Slots", match_slot: Ints, match_word: Ints, needed: npt.NDArray[np.float64]
    ) -> tuple[Ints, Ints]:
        """(row, entry) pairs found through the cheapest slots that cannot all be missed."""
        index = self._index
        first = index.posting_start[match_word].astype(np.int64)
        last = index.posting_start[match_word + 1].astype(np.int64)
        cost = np.zeros(len(slots.weight))
        np.add.at(cost, match_slot, last - first)
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
        slots: "_Slots",
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
        reached: npt.NDArray[np.float64] = matched / np.maximum(
            slots.totals[row] + LISTED_EXTRA * left_over + surcharge, 1e-9
        )
        return reached


class _Slots:
    """The parts of many asked readings as arrays; one slot per part.

    A slot uses several units: its part, and every run of neighbours it belongs to.
    """

    def __init__(self, asked: Sequence[Reading], similar: SimilarWords) -> None:
        if len(similar.ids) > similar.LIMIT:
            similar.clear()
        ids = similar.ids
        new: list[tuple[tuple[str, ...], bool]] = []
        use_slot: list[int] = []
        use_unit: list[int] = []
        counts: list[int] = []
        weights: list[float] = []
        free: list[bool] = []
        for reading in asked:
            base = len(weights)
            counts.append(len(reading.parts))
            for slot, part in enumerate(reading.parts, base):
                weights.append(part.weight)
                free.append(part.role == "initial")
                if part.role == "initial":
                    continue
                meaning = f"{part.meaning}~" if part.variants else part.meaning
                unit = ids.get(meaning)
                if unit is None:
                    unit = ids[meaning] = len(ids)
                    new.append(((*spellings_of(part), f"{part.text[0]}."), False))
                use_slot.append(slot)
                use_unit.append(unit)
            for string, first, end in joins_of(reading):
                unit = ids.get("+" + string)
                if unit is None:
                    unit = ids["+" + string] = len(ids)
                    new.append(((string,), True))
                use_slot += range(base + first, base + end)
                use_unit += [unit] * (end - first)
        if new:
            similar.learn(new)
        self.use_slot = np.array(use_slot, dtype=np.int64)
        self.use_unit = np.array(use_unit, dtype=np.int64)
        self.row = np.repeat(np.arange(len(asked)), counts)
        self.weight = np.array(weights, dtype=np.float64)
        self.free = np.array(free, dtype=bool)
        """Initials: they may stand for many words, so the bound credits them unseen."""
        self.row_start = np.concatenate([[0], np.cumsum(counts)])
        self.totals = np.bincount(self.row, self.weight, minlength=len(asked))
        self.given = np.bincount(self.row, self.weight * self.free, minlength=len(asked))
        self.given_parts = np.bincount(self.row, self.free, minlength=len(asked))


def _most(values: Floats, begins: Ints) -> Floats:
    """The largest value of each group of neighbours."""
    found: Floats = np.maximum.reduceat(values, begins) if len(begins) else values
    return found
