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

import msgspec
import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from interdict.matching.alignment import CONTRADICTION, LISTED_EXTRA
from interdict.matching.keys import (
    JOINED_ALIKE,
    MAXIMUM_WORD,
    SIMILARITY,
    joined_keys,
    keys,
    sound_of,
    whole_keys,
)
from interdict.matching.names import HEAVIEST_PART, Reading, joins_of, spellings_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
SLACK = 1e-4
"""The bound is computed in single precision; this much below the threshold still passes."""


class Index(msgspec.Struct, frozen=True):
    """The listed names of one class, as arrays (memory-mapped when opened from disk)."""

    key: npt.NDArray[np.uint64]
    """Keys of all words, sorted."""
    key_word: npt.NDArray[np.uint32]
    """Word of each key."""
    word_start: npt.NDArray[np.uint32]
    """Where each word begins in ``letters``; one more than there are words."""
    letters: npt.NDArray[np.uint8]
    """All words, ASCII, one after the other."""
    word_joined: npt.NDArray[np.bool_]
    """The word stands only for neighbours run together."""
    posting_start: npt.NDArray[np.uint32]
    """Where each word's postings begin; one more than there are words."""
    posting: npt.NDArray[np.uint32]
    """Entries that hold the word, ascending per word."""
    entry_start: npt.NDArray[np.uint32]
    """Where each entry's words begin in ``entry_word``; one more than there are entries."""
    entry_word: npt.NDArray[np.uint32]
    """Words of each entry, ascending per entry."""
    entry_party: npt.NDArray[np.uint32]
    """Party (row in the snapshot) of each entry: one entry per reading of each name."""
    entry_weight: npt.NDArray[np.float32]
    """Sum of the weights of each entry's parts."""

    def words(self, which: Ints) -> list[str]:
        """The spellings of some words."""
        letters = self.letters
        starts, ends = self.word_start[which].tolist(), self.word_start[which + 1].tolist()
        return [letters[a:b].tobytes().decode() for a, b in zip(starts, ends, strict=True)]


INDEX_ARRAYS = Index.__struct_fields__


def build(entries: Sequence[tuple[int, Reading]]) -> Index:
    """Index readings of listed names: ``(party row, reading)``, in the order given."""
    ids: dict[str, int] = {}
    single: set[str] = set()
    per_entry: list[list[int]] = []
    for _, reading in entries:
        alone = [spelling for part in reading.parts for spelling in spellings_of(part)]
        single.update(alone)
        words = [*alone, *(string for string, _, _ in joins_of(reading))]
        per_entry.append(sorted({ids.setdefault(word, len(ids)) for word in words}))
    order = sorted(ids)
    renumbered = np.empty(len(ids), dtype=np.uint32)
    renumbered[[ids[word] for word in order]] = np.arange(len(ids), dtype=np.uint32)
    counts = [len(words) for words in per_entry]
    entry_word = (
        np.concatenate([np.sort(renumbered[words]) for words in per_entry])
        if per_entry
        else np.empty(0, dtype=np.uint32)
    )
    owner = np.repeat(np.arange(len(per_entry), dtype=np.uint32), counts)
    joined = np.array([word not in single for word in order], dtype=bool)
    key, key_word = _keys_of(order, joined)
    by_key = np.lexsort((key_word, key))
    key, key_word = key[by_key], key_word[by_key]
    once = np.ones(len(key), dtype=bool)
    once[1:] = (key[1:] != key[:-1]) | (key_word[1:] != key_word[:-1])
    return Index(
        key[once],
        key_word[once].astype(np.uint32),
        _starts([len(word) for word in order]),
        np.frombuffer("".join(order).encode("ascii"), dtype=np.uint8).copy(),
        joined,
        _starts(np.bincount(entry_word, minlength=len(order)).tolist()),
        owner[np.argsort(entry_word, kind="stable")],
        _starts(counts),
        entry_word,
        np.array([party for party, _ in entries], dtype=np.uint32),
        np.array([sum(part.weight for part in r.parts) for _, r in entries], dtype=np.float32),
    )


def _keys_of(
    words: Sequence[str], joined: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.uint64], Ints]:
    """(key, word) of single words, of joined ones, and of whole strings with other signs."""
    alpha = np.fromiter((word.isalpha() for word in words), dtype=bool, count=len(words))
    found: list[npt.NDArray[np.uint64]] = []
    owners: list[Ints] = []
    for chosen, keys_of in (
        (np.flatnonzero(alpha & ~joined), keys),
        (np.flatnonzero(alpha & joined), joined_keys),
        (np.flatnonzero(~alpha), whole_keys),
    ):
        key, owner = keys_of([words[i] for i in chosen.tolist()])
        found.append(key)
        owners.append(chosen[owner])
    return np.concatenate(found), np.concatenate(owners)


def _starts(counts: Sequence[int]) -> npt.NDArray[np.uint32]:
    starts = np.zeros(len(counts) + 1, dtype=np.uint32)
    np.cumsum(counts, out=starts[1:])
    return starts


# -- similar words -------------------------------------------------------------------------


class SimilarWords:
    """Listed words similar to asked words; remembers what it found, up to a limit."""

    LIMIT = 200_000
    """Words remembered before the memory is emptied; a matter of RAM, never of results."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[tuple[str, bool], tuple[Ints, Floats]] = {}

    def __call__(self, words: list[tuple[str, bool]]) -> list[tuple[Ints, Floats]]:
        """For each (word, whether it is only joined): (listed word ids, similarities)."""
        missing = [word for word in words if word not in self._known]
        if len(self._known) + len(missing) > self.LIMIT:
            self._known = {}
            missing = words
        if missing:
            self._find(missing)
        return [self._known[word] for word in words]

    def _find(self, asked: list[tuple[str, bool]]) -> None:
        words = [word[:MAXIMUM_WORD] for word, _ in asked]
        joined = np.array([flag for _, flag in asked], dtype=bool)
        mine, listed = self._meeting(words, joined)
        alike = self._alike(words, mine, listed)
        strict = joined[mine] | self._index.word_joined[listed]
        kept = (alike > 0) & (~strict | (alike >= np.float32(JOINED_ALIKE)))
        mine, listed, alike = mine[kept], listed[kept], alike[kept]
        cuts = np.searchsorted(mine, np.arange(len(words) + 1)).tolist()
        for word, a, b in zip(asked, cuts, cuts[1:], strict=False):
            self._known[word] = (listed[a:b], alike[a:b])

    def _meeting(self, words: list[str], joined: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
        """Pairs (asked word, listed word) that share a key, ordered and distinct."""
        key, asked = _keys_of(words, joined)
        index = self._index
        order = np.argsort(key)  # neighbouring look-ups stay in the cache
        key, asked = key[order], asked[order]
        left = np.searchsorted(index.key, key, side="left")
        right = np.searchsorted(index.key, key, side="right")
        rows, within = _expand(left, right)
        pair = asked[rows] * np.int64(len(index.word_start)) + index.key_word[within]
        pair = np.unique(pair)
        return pair // len(index.word_start), pair % len(index.word_start)

    def _alike(self, words: list[str], asked: Ints, listed: Ints) -> Floats:
        """``keys.similarity`` for many pairs that meet."""
        if not len(asked):
            return np.empty(0, dtype=np.float32)
        distinct, back = np.unique(listed, return_inverse=True)
        spelled = np.array(self._index.words(distinct), dtype=object)
        mine = np.array(words, dtype=object)[asked]
        theirs = spelled[back]
        distance = process.cpdist(mine, theirs, scorer=OSA.distance, dtype=np.int32, workers=1)
        asked_lengths = np.array([len(word) for word in words])
        listed_lengths = np.diff(self._index.word_start.astype(np.int64))[distinct]
        length = np.maximum(asked_lengths[asked], listed_lengths[back])
        sounds = np.zeros(len(asked), dtype=np.int64)
        unsure = np.flatnonzero((distance > 0) & (_BEST[length, distance] > 0))
        sounds[unsure] = [sound_of(mine[i], theirs[i]) for i in unsure.tolist()]
        alike: Floats = SIMILARITY[sounds, length, distance]
        plain = np.array([word.isalpha() for word in words])[asked]
        plain &= np.array([word.isalpha() for word in spelled])[back]
        alike[~plain & (distance > 0)] = 0.0
        return alike


_BEST = SIMILARITY.max(axis=0)
"""The most that a distance and a length allow, whatever the sound."""


def _expand(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Ranges to rows: (index of the range, position) for every position in every range."""
    counts = right - left
    rows = np.repeat(np.arange(len(left)), counts)
    begin = np.repeat(left - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    return rows, begin + np.arange(len(rows))


# -- candidates ----------------------------------------------------------------------------


class Retrieval:
    """Candidates of queries among the entries of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._similar = SimilarWords(index)

    def __call__(self, asked: Sequence[Reading], thresholds: Sequence[float]) -> tuple[Ints, Ints]:
        """(row of the reading, entry) for every entry whose bound reaches the threshold.

        Rows ascend; entries ascend within a row.
        """
        slots = _Slots(asked)
        if not len(slots.weight) or not len(self._index.entry_party):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        match_slot, match_word, match_alike = self._matches(slots)
        needed = np.asarray(thresholds, dtype=np.float64) * slots.totals - SLACK
        row, entry = self._anchored(slots, match_slot, match_word, needed)
        reached = self._bounds(slots, match_slot, match_word, match_alike, row, entry)
        kept = reached >= np.asarray(thresholds, dtype=np.float64)[row] - SLACK
        return row[kept], entry[kept]

    def _matches(self, slots: "_Slots") -> tuple[Ints, Ints, Floats]:
        """All (slot, listed word, similarity), whichever string of the slot matched."""
        found = self._similar(slots.strings)
        counts = np.array([len(words) for words, _ in found], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(counts)])
        words = np.concatenate([words for words, _ in found])
        alike = np.concatenate([alike for _, alike in found])
        which = slots.use_string
        rows, within = _expand(starts[which], starts[which + 1])
        return slots.use_slot[rows], words[within].astype(np.int64), alike[within]

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
        rows, within = _expand(first[chosen], last[chosen])
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
        entry's weight less one whole part (the heaviest there is) for every slot that
        matched, and nothing where words run together may have covered more.
        """
        index, words = self._index, np.int64(len(self._index.word_start))
        key = slots.row[match_slot] * words + match_word
        order = np.argsort(key, kind="stable")
        key = key[order]
        starts = index.entry_start.astype(np.int64)
        pair, within = _expand(starts[entry], starts[entry + 1])
        found = index.entry_word[within]
        wanted = row[pair] * words + found
        left = np.searchsorted(key, wanted, side="left")
        right = np.searchsorted(key, wanted, side="right")
        hit, at = _expand(left, right)
        slot, alike = match_slot[order[at]], match_alike[order[at]]
        cell = pair[hit] * np.int64(len(slots.weight)) + slot
        best_first = np.lexsort((-alike, cell))
        cell, slot, alike = cell[best_first], slot[best_first], alike[best_first]
        once = np.ones(len(cell), dtype=bool)
        once[1:] = cell[1:] != cell[:-1]
        cell, slot, alike = cell[once] // len(slots.weight), slot[once], alike[once]
        matched = slots.given[row] + np.bincount(cell, slots.weight[slot] * alike, len(row))
        covered = slots.given[row] + np.bincount(cell, slots.weight[slot], len(row))
        parts = slots.given_parts[row] + np.bincount(cell, minlength=len(row))
        left_over = index.entry_weight[entry] - parts * HEAVIEST_PART
        left_over[pair[hit[index.word_joined[found[hit]]]]] = 0.0
        left_over = np.maximum(left_over, 0.0)
        extra = np.maximum(slots.totals[row] - covered, 0.0)
        surcharge = CONTRADICTION * np.minimum(extra, left_over)
        reached: npt.NDArray[np.float64] = matched / np.maximum(
            slots.totals[row] + LISTED_EXTRA * left_over + surcharge, 1e-9
        )
        return reached


class _Slots:
    """The parts of many asked readings as arrays; one slot per part."""

    def __init__(self, asked: Sequence[Reading]) -> None:
        ids: dict[tuple[str, bool], int] = {}
        uses: list[tuple[int, int]] = []
        rows: list[int] = []
        weights: list[float] = []
        free: list[bool] = []
        for row, reading in enumerate(asked):
            base = len(rows)
            for slot, part in enumerate(reading.parts, base):
                rows.append(row)
                weights.append(part.weight)
                initial = part.role == "initial"
                free.append(initial)
                if not initial:
                    strings = (*spellings_of(part), f"{part.text[0]}.")
                    uses += [
                        (slot, ids.setdefault((string, False), len(ids))) for string in strings
                    ]
            for string, first, end in joins_of(reading):
                which = ids.setdefault((string, True), len(ids))
                uses += [(base + slot, which) for slot in range(first, end)]
        self.row = np.array(rows, dtype=np.int64)
        self.weight = np.array(weights, dtype=np.float64)
        self.free = np.array(free, dtype=bool)
        """Initials: they may stand for many words, so the bound credits them unseen."""
        self.row_start = np.searchsorted(self.row, np.arange(len(asked) + 1))
        self.totals = np.bincount(self.row, self.weight, minlength=len(asked))
        self.given = np.bincount(self.row, self.weight * self.free, minlength=len(asked))
        self.given_parts = np.bincount(self.row, self.free, minlength=len(asked))
        self.strings = list(ids)
        pairs = np.array(uses, dtype=np.int64).reshape(-1, 2)
        self.use_slot, self.use_string = pairs[:, 0], pairs[:, 1]
