"""The listed names as arrays: words, the keys they are found under, and their postings.

Built once by ``snapshot.compile`` and memory-mapped afterwards; nothing here is specific to
where the arrays come from.
"""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.matching.keys import MAXIMUM_WORD, WORD, keys
from interdict.matching.parts import NameClass, Reading, joins_of, spellings_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class Vocabulary(msgspec.Struct, frozen=True):
    """All words of all listed names and the keys they are found under, for every class."""

    key: npt.NDArray[np.uint64]
    """Distinct keys of all words, sorted."""
    key_start: npt.NDArray[np.uint32]
    """Where each key's words begin in ``key_word``; one more than there are keys."""
    key_word: npt.NDArray[np.uint32]
    """Words of each key, ascending per key."""
    key_filter: npt.NDArray[np.uint8]
    """A bit per key, by the key's highest bits: most keys asked for are not there."""
    word_start: npt.NDArray[np.uint32]
    """Where each word begins in ``letters``; one more than there are words."""
    letters: npt.NDArray[np.uint8]
    """All words, ASCII, one after the other."""
    word_joined: npt.NDArray[np.bool_]
    """The word stands only for neighbours run together."""

    def words(self, which: Ints) -> list[str]:
        """The spellings of some words."""
        letters = self.letters
        starts, ends = self.word_start[which].tolist(), self.word_start[which + 1].tolist()
        return [letters[a:b].tobytes().decode() for a, b in zip(starts, ends, strict=True)]


class Index(msgspec.Struct, frozen=True):
    """The listed names of one class, as arrays (memory-mapped when opened from disk)."""

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
    """The least that each entry's parts weigh together when they are left over."""


Entries = Sequence[tuple[int, Reading]]
"""(party row, reading of one of its names), in the order of the party rows."""


def build(classes: Mapping[NameClass, Entries]) -> tuple[Vocabulary, dict[NameClass, Index]]:
    """Index the readings of listed names, per class, over one vocabulary."""
    ids: dict[str, int] = {}
    single: set[str] = set()
    standing = {
        name_class: [_words_of(reading, single) for _, reading in entries]
        for name_class, entries in classes.items()
    }
    for words in standing.values():
        for entry in words:
            for word in entry:
                ids.setdefault(word, len(ids))
    order = sorted(ids)
    for number, word in enumerate(order):
        ids[word] = number
    vocabulary = _vocabulary(order, single)
    return vocabulary, {c: _index(classes[c], words, ids) for c, words in standing.items()}


def _vocabulary(order: list[str], single: set[str]) -> Vocabulary:
    joined = np.array([word not in single for word in order], dtype=bool)
    key, key_start, key_word = _sorted_keys(order, joined)
    return Vocabulary(
        key,
        key_start,
        key_word,
        _filter_of(key),
        _starts([len(word) for word in order]),
        np.frombuffer("".join(order).encode("ascii"), dtype=np.uint8).copy(),
        joined,
    )


def _index(entries: Entries, standing: list[dict[str, float]], ids: dict[str, int]) -> Index:
    counts = [len(words) for words in standing]
    owner = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
    word = np.array([ids[word] for words in standing for word in words], dtype=np.uint32)
    weight = np.array([w for words in standing for w in words.values()], dtype=np.float32)
    by_entry = np.lexsort((word, owner))
    word = word[by_entry]
    return Index(
        _starts(np.bincount(word, minlength=len(ids)).tolist()),
        owner[np.argsort(word, kind="stable")],
        _starts(counts),
        word,
        weight[by_entry],
        np.array([party for party, _ in entries], dtype=np.uint32),
        np.array([_least_weight(reading) for _, reading in entries], dtype=np.float32),
    )


def _least_weight(reading: Reading) -> float:
    """What a reading weighs at least when parts of it are left over (see ``alignment``)."""
    return sum(part.weight for part in reading.parts if part.role != "compound")


def _words_of(reading: Reading, single: set[str]) -> dict[str, float]:
    """Every string a reading is found under, with the weight of the parts it stands for;
    those that are not joined are added to ``single``."""
    standing: dict[str, float] = {}
    for part in reading.parts:
        for spelling in spellings_of(part):
            single.add(spelling)
            standing[spelling] = max(standing.get(spelling, 0.0), part.weight)
        if part.tabled:  # its letters, when the asked name splits them
            standing.setdefault(part.text[:MAXIMUM_WORD], part.weight)
    for string, first, end in joins_of(reading):
        weight = sum(part.weight for part in reading.parts[first:end])
        standing[string] = max(standing.get(string, 0.0), weight)
    return standing


def _sorted_keys(
    words: Sequence[str], joined: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """Distinct keys, where the words of each begin, and those words."""
    key, word = keys(np.array(words, dtype=WORD), joined)
    order = np.lexsort((word, key))
    key, word = key[order], word[order]
    same_key = np.zeros(len(key), dtype=bool)
    same_key[1:] = key[1:] == key[:-1]
    repeated = np.zeros(len(key), dtype=bool)
    repeated[1:] = same_key[1:] & (word[1:] == word[:-1])
    key, word, same_key = key[~repeated], word[~repeated], same_key[~repeated]
    begins = np.flatnonzero(~same_key)
    starts = np.append(begins, len(key)).astype(np.uint32)
    return key[begins], starts, word.astype(np.uint32)


_FILTER_BITS_PER_KEY = 16


def _filter_of(key: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint8]:
    """A power of two of bits, one set per key."""
    width = max(10, int(len(key) * _FILTER_BITS_PER_KEY).bit_length())
    bits = np.zeros(1 << width, dtype=np.uint8)
    bits[(key >> np.uint64(64 - width)).astype(np.int64)] = 1
    return np.packbits(bits, bitorder="little")


def may_hold(filter_: npt.NDArray[np.uint8], key: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    width = len(filter_).bit_length() + 2
    at = (key >> np.uint64(64 - width)).astype(np.int64)
    found: npt.NDArray[np.bool_] = (filter_[at >> 3] >> (at & 7).astype(np.uint8)) & 1 == 1
    return found


def _starts(counts: Sequence[int]) -> npt.NDArray[np.uint32]:
    starts = np.zeros(len(counts) + 1, dtype=np.uint32)
    np.cumsum(counts, out=starts[1:])
    return starts


def expand(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Ranges to rows: (index of the range, position) for every position in every range."""
    counts = right - left
    rows = np.repeat(np.arange(len(left)), counts)
    begin = np.repeat(left - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    return rows, begin + np.arange(len(rows))
