"""The listed names as arrays: words, the keys they are found under, and their postings.

Built once by ``snapshot.compile`` and memory-mapped afterwards; nothing here is specific to
where the arrays come from.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.matching.acronyms import acronyms_of
from interdict.matching.keys import MAXIMUM_WORD, WORD, keys
from interdict.matching.parts import (
    NameClass,
    Reading,
    Role,
    as_acronym,
    joins_of,
    spellings_of,
)

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
    key_filter: npt.NDArray[np.uint64]
    """A Bloom filter of the keys, see ``_filter_of``: most keys asked for are not there."""
    word_start: npt.NDArray[np.uint32]
    """Where each word begins in ``letters``; one more than there are words."""
    letters: npt.NDArray[np.uint8]
    """All words, ASCII, one after the other."""
    word_joined: npt.NDArray[np.bool_]
    """The word stands only for neighbours run together."""

    def find(self, key: npt.NDArray[np.uint64]) -> tuple[Ints, Ints]:
        """(which of the keys are there, where in ``self.key``), in the order of the keys."""
        maybe = _may_hold(self.key_filter, key).nonzero()[0]
        wanted = key[maybe]
        order = wanted.argsort()  # neighbouring look-ups stay in the cache
        maybe, wanted = maybe[order], wanted[order]
        at = self.key.searchsorted(wanted)
        at[at == len(self.key)] = 0
        there = self.key[at] == wanted if len(self.key) else np.zeros(len(at), dtype=bool)
        return maybe[there], at[there]

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
    word_weight: npt.NDArray[np.float32]
    """The most that each word stands for in any entry (``entry_word_weight``)."""
    entry_signature: npt.NDArray[np.uint64]
    """The ``signature_bits`` of each entry's words: most entries that lack a word show it.
    Shape (``SIGNATURES``, entries)."""


Entries = Iterable[tuple[int, Reading]]
"""(party row, reading of one of its names), in the order of the party rows."""


def build(classes: Mapping[NameClass, Entries]) -> tuple[Vocabulary, dict[NameClass, Index]]:
    """Index the readings of listed names, per class, over one vocabulary."""
    builder = Builder()
    for name_class, entries in classes.items():
        for party, reading in entries:
            builder.add(name_class, party, reading)
    return builder.finished(tuple(classes))


class Builder:
    """Indexes readings as they come: what is kept of each is numbers, not the reading."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._is_single = bytearray()
        self._standing: dict[NameClass, _Standing] = defaultdict(_Standing)

    def add(self, name_class: NameClass, party: int, reading: Reading) -> None:
        """One reading of a name of the party in that row; rows ascend per class."""
        standing = self._standing[name_class]
        words = _words_of(reading)
        ids = self._ids
        for word, (weight, is_single) in words.items():
            number = ids.setdefault(word, len(ids))
            if number == len(self._is_single):
                self._is_single.append(0)
            if is_single:
                self._is_single[number] = 1
            standing.word.append(number)
            standing.weight.append(weight)
        standing.count.append(len(words))
        standing.party.append(party)
        standing.total.append(_least_weight(reading))

    def finished(self, classes: Sequence[NameClass]) -> tuple[Vocabulary, dict[NameClass, Index]]:
        """The vocabulary, and the index of each class."""
        order = sorted(self._ids)
        place = np.empty(len(order), dtype=np.uint32)
        place[[self._ids[word] for word in order]] = np.arange(len(order), dtype=np.uint32)
        joined = np.empty(len(order), dtype=bool)
        joined[place] = np.frombuffer(self._is_single, dtype=np.uint8) == 0
        self._ids.clear()
        indexes = {c: self._standing[c].index(place) for c in classes}
        return _vocabulary(order, joined), indexes


class _Standing:
    """The words of each entry of one class, by number."""

    def __init__(self) -> None:
        self.word = array("I")
        self.weight = array("f")
        self.count = array("I")
        self.party = array("I")
        self.total = array("f")

    def index(self, place: npt.NDArray[np.uint32]) -> Index:
        """``place``: where each word stands in the vocabulary."""
        counts = np.array(self.count, dtype=np.int64)
        owner = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        word, weight = place[np.array(self.word, dtype=np.uint32)], np.array(self.weight)
        by_entry = np.lexsort((word, owner))
        word, weight = word[by_entry], weight[by_entry].astype(np.float32)
        heaviest = np.zeros(len(place), dtype=np.float32)
        np.maximum.at(heaviest, word, weight)
        return Index(
            _starts(np.bincount(word, minlength=len(place))),
            owner[np.argsort(word, kind="stable")],
            _starts(counts),
            word,
            weight,
            np.array(self.party, dtype=np.uint32),
            np.array(self.total, dtype=np.float32),
            heaviest,
            _signatures(word, counts),
        )


def _vocabulary(order: list[str], joined: npt.NDArray[np.bool_]) -> Vocabulary:
    key, key_start, key_word = _sorted_keys(order, joined)
    return Vocabulary(
        key,
        key_start,
        key_word,
        _filter_of(key),
        _starts(np.array([len(word) for word in order], dtype=np.int64)),
        np.frombuffer("".join(order).encode("ascii"), dtype=np.uint8).copy(),
        joined,
    )


def _least_weight(reading: Reading) -> float:
    """What a reading weighs at least when parts of it are left over (see ``weighing``)."""
    return sum(part.weight for part in reading.parts if part.role != "compound")


SIGNATURES = 2
"""Independent signatures of each entry: the second one is looked at where the first allows."""


def signature_bits(word: Ints | npt.NDArray[np.uint32], which: int) -> npt.NDArray[np.uint64]:
    """One of 64 bits for each word, by its number and which signature it is for."""
    spread = word.astype(np.uint64) * _SPREAD
    return np.uint64(1) << ((spread >> np.uint64(58 - 6 * which)) & np.uint64(63))


def _signatures(word: npt.NDArray[np.uint32], counts: Ints) -> npt.NDArray[np.uint64]:
    found = np.zeros((SIGNATURES, len(counts)), dtype=np.uint64)
    owner = np.repeat(np.arange(len(counts)), counts)
    for which, signature in enumerate(found):
        np.bitwise_or.at(signature, owner, signature_bits(word, which))
    return found


_SPREAD = np.uint64(0x9E3779B97F4A7C15)


_OF_THINGS: frozenset[Role] = frozenset(("word", "business", "place", "legal form"))
"""Roles that no part of a person's name has."""


def _words_of(reading: Reading) -> dict[str, tuple[float, bool]]:
    """Every string a reading is found under: (weight of the parts it stands for, is it more
    than parts joined)."""
    standing: dict[str, tuple[float, bool]] = {}
    for part in reading.parts:
        for spelling in spellings_of(part):
            weight, _ = standing.get(spelling, (0.0, True))
            standing[spelling] = max(weight, part.weight), True
        if part.tabled:  # its letters, when the asked name misspells or splits them
            weight, _ = standing.get(part.text[:MAXIMUM_WORD], (0.0, True))
            standing[part.text[:MAXIMUM_WORD]] = max(weight, part.weight), True
    is_thing = any(part.role in _OF_THINGS for part in reading.parts)
    for letters in acronyms_of(reading) if is_thing else ():
        standing[as_acronym(letters)] = reading.weight, True
    for string, first, end in joins_of(reading):
        weight, is_single = standing.get(string, (0.0, False))
        joined = sum(part.weight for part in reading.parts[first:end])
        standing[string] = max(weight, joined), is_single
    return standing


_WORDS_AT_A_TIME = 1 << 16


def _sorted_keys(
    words: Sequence[str], joined: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """Distinct keys, where the words of each begin, and those words."""
    some = [np.empty(0, dtype=np.uint64)]
    owners = [np.empty(0, dtype=np.uint32)]
    for first in range(0, len(words), _WORDS_AT_A_TIME):
        part = slice(first, first + _WORDS_AT_A_TIME)
        found, owner = keys(np.array(words[part], dtype=WORD), joined[part])
        some.append(found)
        owners.append((owner + first).astype(np.uint32))
    key, word = np.concatenate(some), np.concatenate(owners)
    del some, owners
    order = np.lexsort((word, key))
    key, word = key[order], word[order]
    del order
    same_key = np.zeros(len(key), dtype=bool)
    same_key[1:] = key[1:] == key[:-1]
    repeated = np.zeros(len(key), dtype=bool)
    repeated[1:] = same_key[1:] & (word[1:] == word[:-1])
    key, word, same_key = key[~repeated], word[~repeated], same_key[~repeated]
    begins = np.flatnonzero(~same_key)
    return key[begins], np.append(begins, len(key)).astype(np.uint32), word


_FILTER_BITS_PER_KEY = 12


def _filter_of(key: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """A blocked Bloom filter (Putze, Sanders, Singler 2007): a power of two of 64-bit words, one
    per key by its highest bits, in which three bits are set by its lowest."""
    width = max(4, (len(key) * _FILTER_BITS_PER_KEY // 64).bit_length())
    words = np.zeros(1 << width, dtype=np.uint64)
    np.bitwise_or.at(words, key >> np.uint64(64 - width), _filter_bits(key))
    return words


def _filter_bits(key: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    one, six = np.uint64(1), np.uint64(63)
    bits = one << ((key >> one) & six)
    bits |= one << ((key >> np.uint64(7)) & six)
    bits |= one << ((key >> np.uint64(13)) & six)
    return bits


def _may_hold(words: npt.NDArray[np.uint64], key: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    width = len(words).bit_length() - 1
    bits = _filter_bits(key)
    found: npt.NDArray[np.bool_] = words[key >> np.uint64(64 - width)] & bits == bits
    return found


def _starts(counts: Ints) -> npt.NDArray[np.uint32]:
    return starts_of(counts).astype(np.uint32)


def expand(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Ranges to rows: (index of the range, position) for every position in every range."""
    counts = right - left
    ends = counts.cumsum()
    rows = np.arange(len(left)).repeat(counts)
    place = np.arange(len(rows))
    place += (left - (ends - counts)).repeat(counts)
    return rows, place


def distinct(numbers: Ints) -> Ints:
    """The different ones, ascending; numpy's own ``unique`` hashes them, which takes ten times as
    long as sorting."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def starts_of(counts: Ints) -> Ints:
    """Where each of neighbouring ranges begins, and where the last one ends."""
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    counts.cumsum(out=starts[1:])
    return starts
