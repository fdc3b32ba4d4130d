"""All words of all listed names, and the keys under which they are found."""

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.matching.keys import WORD, keys
from interdict.matching.ranges import Bools, Ints, starts_of


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
    key_guide: npt.NDArray[np.uint32]
    """Where the keys begin whose highest bits are each number; one more than there are such
    numbers, a power of two."""
    word_start: npt.NDArray[np.uint32]
    """Where each word begins in ``letters``; one more than there are words."""
    letters: npt.NDArray[np.uint8]
    """All words, ASCII, one after the other."""
    word_joined: npt.NDArray[np.bool_]
    """The word stands only for neighbours run together."""
    word_plain: npt.NDArray[np.bool_]
    """The word stands nowhere for more than itself: no neighbours run together, no word of a
    table, no variant."""

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


def vocabulary_of(order: list[str], joined: Bools, plain: Bools) -> Vocabulary:
    """The vocabulary of words in ascending order."""
    key, key_start, key_word = _sorted_keys(order, joined)
    return Vocabulary(
        key,
        key_start,
        key_word,
        _filter_of(key),
        _guide_of(key),
        starts32(np.array([len(word) for word in order], dtype=np.int64)),
        np.frombuffer("".join(order).encode("ascii"), dtype=np.uint8).copy(),
        joined,
        plain,
    )


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


_KEYS_PER_GUIDE = 8


def _guide_of(key: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    """Keys are hashes, evenly spread: those that begin alike fit a line of the cache."""
    width = max(4, (len(key) // _KEYS_PER_GUIDE).bit_length())
    first = np.arange(1 << width, dtype=np.uint64) << np.uint64(64 - width)
    return np.append(key.searchsorted(first), len(key)).astype(np.uint32)


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


def starts32(counts: Ints) -> npt.NDArray[np.uint32]:
    """``starts_of`` as it is kept."""
    return starts_of(counts).astype(np.uint32)
