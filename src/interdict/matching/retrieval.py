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
    sound_column,
    syllables,
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
    key_filter: npt.NDArray[np.uint8]
    """A bit per key, by the key's highest bits: most keys asked for are not there."""
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
    entry_word_weight: npt.NDArray[np.float32]
    """Listed weight that each of them stands for: its part's, or those of the parts joined."""
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
    counts: list[int] = []
    word_ids: list[int] = []
    weights: list[float] = []
    for _, reading in entries:
        standing = _words_of(reading, single)
        counts.append(len(standing))
        word_ids += [ids.setdefault(word, len(ids)) for word in standing]
        weights += standing.values()
    order = sorted(ids)
    renumbered = np.empty(len(ids), dtype=np.uint32)
    renumbered[[ids[word] for word in order]] = np.arange(len(ids), dtype=np.uint32)
    owner = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
    entry_word = renumbered[np.array(word_ids, dtype=np.int64)]
    by_entry = np.lexsort((entry_word, owner))
    entry_word = entry_word[by_entry]
    joined = np.array([word not in single for word in order], dtype=bool)
    key, key_word = _sorted_keys(order, joined)
    return Index(
        key,
        key_word,
        _filter_of(key),
        _starts([len(word) for word in order]),
        np.frombuffer("".join(order).encode("ascii"), dtype=np.uint8).copy(),
        joined,
        _starts(np.bincount(entry_word, minlength=len(order)).tolist()),
        owner[np.argsort(entry_word, kind="stable")],
        _starts(counts),
        entry_word,
        np.array(weights, dtype=np.float32)[by_entry],
        np.array([party for party, _ in entries], dtype=np.uint32),
        np.array([sum(part.weight for part in r.parts) for _, r in entries], dtype=np.float32),
    )


def _words_of(reading: Reading, single: set[str]) -> dict[str, float]:
    """Every string a reading is found under, with the weight of the parts it stands for;
    those that are not joined are added to ``single``."""
    standing: dict[str, float] = {}
    for part in reading.parts:
        for spelling in spellings_of(part):
            single.add(spelling)
            standing[spelling] = max(standing.get(spelling, 0.0), part.weight)
    for string, first, end in joins_of(reading):
        weight = sum(part.weight for part in reading.parts[first:end])
        standing[string] = max(standing.get(string, 0.0), weight)
    return standing


def _sorted_keys(
    words: Sequence[str], joined: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32]]:
    """Distinct (key, word) by key."""
    key, word = _keys_of(words, joined)
    order = np.lexsort((word, key))
    key, word = key[order], word[order]
    once = np.ones(len(key), dtype=bool)
    once[1:] = (key[1:] != key[:-1]) | (word[1:] != word[:-1])
    return key[once], word[once].astype(np.uint32)


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


_FILTER_BITS_PER_KEY = 16


def _filter_of(key: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint8]:
    """A power of two of bits, one set per key."""
    width = max(10, int(len(key) * _FILTER_BITS_PER_KEY).bit_length())
    bits = np.zeros(1 << width, dtype=np.uint8)
    bits[(key >> np.uint64(64 - width)).astype(np.int64)] = 1
    return np.packbits(bits, bitorder="little")


def _may_hold(filter_: npt.NDArray[np.uint8], key: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    width = len(filter_).bit_length() + 2
    at = (key >> np.uint64(64 - width)).astype(np.int64)
    found: npt.NDArray[np.bool_] = (filter_[at >> 3] >> (at & 7).astype(np.uint8)) & 1 == 1
    return found


def _starts(counts: Sequence[int]) -> npt.NDArray[np.uint32]:
    starts = np.zeros(len(counts) + 1, dtype=np.uint32)
    np.cumsum(counts, out=starts[1:])
    return starts


# -- similar words -------------------------------------------------------------------------


class SimilarWords:
    """Listed words similar to asked ones; remembers what it found, up to a limit.

    What is asked is a *unit*: all spellings under which one part of a name may meet a listed
    word, or neighbouring parts run together. Each distinct unit is looked up once.
    """

    LIMIT = 300_000
    """Units remembered before the memory is emptied; a matter of RAM, never of results."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.ids: dict[str, int] = {}
        """Unit -> its number."""
        self.start = np.zeros(1, dtype=np.int64)
        """Where each unit's matches begin; one more than there are units."""
        self.word = np.empty(0, dtype=np.int64)
        self.alike = np.empty(0, dtype=np.float32)

    def learn(self, units: list[tuple[tuple[str, ...], bool]]) -> None:
        """Look up new units, numbered from the last one on: (spellings, run together)."""
        words = [word[:MAXIMUM_WORD] for spellings, _ in units for word in spellings]
        owner = np.repeat(np.arange(len(units)), [len(spellings) for spellings, _ in units])
        joined = np.array([flag for _, flag in units], dtype=bool)[owner]
        mine, listed, agrees = self._meeting(words, joined)
        alike = self._alike(words, mine, listed, agrees)
        strict = joined[mine] | self._index.word_joined[listed]
        kept = (alike > 0) & (~strict | (alike >= np.float32(JOINED_ALIKE)))
        mine, listed, alike = owner[mine[kept]], listed[kept], alike[kept]
        counts = np.bincount(mine, minlength=len(units))
        self.start = np.concatenate([self.start, self.start[-1] + np.cumsum(counts)])
        self.word = np.concatenate([self.word, listed])
        self.alike = np.concatenate([self.alike, alike])

    def _meeting(
        self, words: list[str], joined: npt.NDArray[np.bool_]
    ) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
        """Pairs (asked word, listed word) that share a key, ordered and distinct, and whether
        they sound the same."""
        key, asked = _keys_of(words, joined)
        index = self._index
        possible = _may_hold(index.key_filter, key)
        key, asked = key[possible], asked[possible]
        order = np.argsort(key)  # neighbouring look-ups stay in the cache
        key, asked = key[order], asked[order]
        left = np.searchsorted(index.key, key, side="left")
        right = np.searchsorted(index.key, key, side="right")
        rows, within = _expand(left, right)
        sounding = (key[rows] & np.uint64(1)).astype(np.int64)
        listed = index.key_word[within].astype(np.int64)
        met = np.sort((asked[rows] * np.int64(len(index.word_start)) + listed) * 2 + sounding)
        pair = met >> 1
        last = np.ones(len(met), dtype=bool)
        last[:-1] = pair[1:] != pair[:-1]
        pair = pair[last]
        agrees = (met[last] & 1) == 1
        return pair // len(index.word_start), pair % len(index.word_start), agrees

    def _alike(
        self, words: list[str], asked: Ints, listed: Ints, agrees: npt.NDArray[np.bool_]
    ) -> Floats:
        """``keys.similarity`` for many pairs that meet."""
        if not len(asked):
            return np.empty(0, dtype=np.float32)
        distinct, back = np.unique(listed, return_inverse=True)
        spelled = self._index.words(distinct)
        asked_length = np.array([len(word) for word in words])[asked]
        listed_length = np.diff(self._index.word_start.astype(np.int64))[distinct][back]
        length = np.maximum(asked_length, listed_length)
        mine = np.array(words, dtype=object)[asked]
        theirs = np.array(spelled, dtype=object)[back]
        distance = process.cpdist(mine, theirs, scorer=OSA.distance, dtype=np.int32, workers=1)
        column = _columns(words, asked, spelled, back, agrees)
        alike: Floats = SIMILARITY[column, length, distance]
        plain = np.array([word.isalpha() for word in words])[asked]
        plain &= np.array([word.isalpha() for word in spelled])[back]
        alike[~plain & (distance > 0)] = 0.0
        return alike


def _columns(
    words: list[str], asked: Ints, spelled: list[str], listed: Ints, agrees: npt.NDArray[np.bool_]
) -> Ints:
    """``keys.sound_column`` for many pairs: each distinct combination is asked once."""
    shapes: dict[str, int] = {}
    mine = np.array([shapes.setdefault(syllables(word), len(shapes)) for word in words])
    theirs = np.array([shapes.setdefault(syllables(word), len(shapes)) for word in spelled])
    known = list(shapes)
    combined = (mine[asked] * len(known) + theirs[listed]) * 2 + agrees
    distinct, back = np.unique(combined, return_inverse=True)
    columns = [
        sound_column(
            bool(code & 1), known[(code >> 1) // len(known)], known[(code >> 1) % len(known)]
        )
        for code in distinct.tolist()
    ]
    return np.array(columns, dtype=np.int64)[back]


def _most(values: Floats, begins: Ints) -> Floats:
    """The largest value of each group of neighbours."""
    found: Floats = np.maximum.reduceat(values, begins) if len(begins) else values
    return found


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
        slots = _Slots(asked, self._similar)
        if not len(slots.weight) or not len(self._index.entry_party):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        match_slot, match_word, match_alike = self._matches(slots)
        needed = np.asarray(thresholds, dtype=np.float64) * slots.totals - SLACK
        row, entry = self._anchored(slots, match_slot, match_word, needed)
        reached = self._bounds(slots, match_slot, match_word, match_alike, row, entry)
        kept = reached >= np.asarray(thresholds, dtype=np.float64)[row] - SLACK
        return row[kept], entry[kept]

    def _matches(self, slots: "_Slots") -> tuple[Ints, Ints, Floats]:
        """All (slot, listed word, similarity), whichever unit of the slot matched."""
        similar = self._similar
        rows, within = _expand(similar.start[slots.use_unit], similar.start[slots.use_unit + 1])
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
        entry's weight less, for every slot that matched, the most that a word it matched
        stands for. Both err on the side of a higher score.
        """
        index, words = self._index, np.int64(len(self._index.word_start))
        key = slots.row[match_slot] * words + match_word
        order = np.argsort(key, kind="stable")
        key = key[order]
        starts = index.entry_start.astype(np.int64)
        pair, within = _expand(starts[entry], starts[entry + 1])
        wanted = row[pair] * words + index.entry_word[within]
        left = np.searchsorted(key, wanted, side="left")
        right = np.searchsorted(key, wanted, side="right")
        hit, at = _expand(left, right)
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
                unit = ids.get(part.meaning)
                if unit is None:
                    unit = ids[part.meaning] = len(ids)
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
