"""Where listed names stand in a text, letter for letter: a million names in one pass.

Every listed name is cut into words (``tokens``), and each run of words from its first one on
becomes one 64-bit number; the sorted numbers are the index. A text is searched by working out
the numbers of all its runs of words at once, a word longer each time, and going on only from
the places where some name begins so. The index holds no names: what it finds is a proposal,
which the screening answers. It depends on the snapshot and the engine alone, so it can be kept
in a folder; what lies there is used only when its own check sum is right.

Why not an Aho-Corasick automaton (daachorse)? Over a million made-up names it took 13.5 s and
2 GB to build and 170 MB to keep; this took 2.8 s (names already cut into words), 147 MB and 20 MB.
The automaton searches faster (45 MB/s, here 2 MB/s), but cutting a text into words with their
places, which both need, takes four times as long as searching here. The two were measured on
different made-up names, so these figures give the order of magnitude only.
"""

import hashlib
import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from interdict.articles.tokens import keys
from interdict.durable import write_atomically
from interdict.matching.thing_words import begins_legal_form, legal_form
from interdict.matching.words import is_patronymic
from interdict.party import Kind, Name
from interdict.snapshot.snapshot import Snapshot

FORMAT = 1
"""Version of the file's layout; another one is built again."""

KEPT = 8
"""Indexes that a folder keeps: of the lists in force, and of past days asked of of late."""

LONGEST = 20
"""Words; of a longer name only the first so many are searched."""

_BITS: dict[str, int] = {
    "person": 1, "organization": 2, "vessel": 4, "aircraft": 8, "unknown": 16, "wallet": 32,
}  # fmt: skip
_WEAK = 64
_NAME = 127
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MAGIC = b"INTERDICT-NAMES\n"
_HEAD = struct.Struct("<16s32s32sQ")
"""Magic, what it was made of, SHA-256 of the rest, entries."""

Numbers = npt.NDArray[np.uint64]


class Found(NamedTuple):
    """A listed name in a list of words."""

    first: int
    last: int
    """Numbers of its first and last word."""
    kinds: frozenset[str]
    """Kinds of the parties that bear it as a strong name; none: only weak aliases read so."""


class NameIndex:
    """The numbers of all runs of words that listed names begin with."""

    def __init__(self, numbers: Numbers, marks: npt.NDArray[np.uint8]) -> None:
        self._numbers = numbers
        self._marks = marks
        """Of each: what kinds of party have exactly this name; 0: only longer names begin so."""

    def __len__(self) -> int:
        return len(self._numbers)

    def find(self, words: Sequence[str]) -> Iterator[Found]:
        """Every listed name among the words, overlapping ones too."""
        if not words or not len(self._numbers):
            return
        each = np.fromiter(map(_number, words), dtype=np.uint64, count=len(words))
        starts = np.arange(len(words))
        runs = np.zeros(len(words), dtype=np.uint64)
        for length in range(1, LONGEST + 1):
            inside = starts + length <= len(words)
            starts, runs = starts[inside], _longer(runs[inside], each[starts[inside] + length - 1])
            place = np.minimum(np.searchsorted(self._numbers, runs), len(self._numbers) - 1)
            known = self._numbers[place] == runs
            starts, runs, place = starts[known], runs[known], place[known]
            if not len(starts):
                return
            for start, mark in zip(starts.tolist(), self._marks[place].tolist(), strict=True):
                if mark:
                    yield Found(start, start + length - 1, _kinds(mark))


def _longer(runs: Numbers, words: Numbers) -> Numbers:
    return runs * _PRIME + words


@lru_cache(maxsize=128)
def _kinds(mark: int) -> frozenset[str]:
    return frozenset(kind for kind, bit in _BITS.items() if mark & bit)


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def name_index(snapshot: Snapshot, folder: Path | None = None) -> NameIndex:
    """The index of a snapshot: as kept in the folder, else built and kept there.

    A folder that cannot be written is no error: the index is then built each time.
    """
    if folder is None:
        return built(snapshot)
    made_of = _made_of(snapshot)
    path = folder / f"{made_of.hex()[:32]}.names"
    known = _read(path, made_of)
    if known is not None:
        return known
    index = built(snapshot)
    try:
        write_atomically(path, _encoded(index, made_of))
        _prune(folder)
    except OSError:  # a read-only home, a full disk
        return index
    return _read(path, made_of) or index


def _prune(folder: Path) -> None:
    """Remove the oldest indexes; whoever has one open goes on reading it."""
    oldest = sorted(folder.glob("*.names"), key=lambda path: path.stat().st_mtime)
    for path in oldest[:-KEPT]:
        path.unlink(missing_ok=True)


def built(snapshot: Snapshot) -> NameIndex:
    """Build the index from the names of all parties."""
    known: dict[tuple[str, ...], int] = {}
    for row in range(len(snapshot)):
        party = snapshot.party(row)
        for name in party.names:
            mark = _WEAK if name.kind == "weak-alias" else _BITS[party.kind]
            for words in spelled(name, party.kind):
                known[words] = known.get(words, 0) | mark
    return of_names(known)


def of_names(known: dict[tuple[str, ...], int]) -> NameIndex:
    """Build the index from the words of names, each with its mark."""
    words: dict[str, int] = {}
    longest = max(map(len, known), default=0)
    table = np.full((len(known), longest), -1, dtype=np.int32)
    for row, name in enumerate(known):
        table[row, : len(name)] = [words.setdefault(word, len(words)) for word in name]
    each = np.fromiter(map(_number.__wrapped__, words), dtype=np.uint64, count=len(words))
    marks = np.fromiter(known.values(), dtype=np.uint8, count=len(known))
    runs = np.zeros(len(known), dtype=np.uint64)
    numbers, kinds = [], []
    for length in range(1, longest + 1):
        here = table[:, length - 1] >= 0
        table, marks = table[here], marks[here]
        runs = _longer(runs[here], each[table[:, length - 1]])
        ends = table[:, length] < 0 if length < longest else np.ones(len(table), dtype=bool)
        numbers.append(runs)
        kinds.append(np.where(ends, marks, 0).astype(np.uint8))
    return NameIndex(*_merged(numbers, kinds))


def _merged(
    numbers: list[Numbers], kinds: list[npt.NDArray[np.uint8]]
) -> tuple[Numbers, npt.NDArray[np.uint8]]:
    if not numbers:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint8)
    every, mark = np.concatenate(numbers), np.concatenate(kinds)
    order = np.argsort(every, kind="stable")
    every, mark = every[order], mark[order]
    first = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    return every[first], np.bitwise_or.reduceat(mark, first)


def spelled(name: Name, kind: Kind) -> Iterator[tuple[str, ...]]:
    """The word sequences by which a text may print a listed name."""
    whole = keys(name.full)[:LONGEST]
    if not whole:
        return
    orders = [whole]
    family, comma, given = name.full.partition(",")
    if (comma and kind == "person") or (kind == "unknown" and comma):
        orders.append((*keys(given), *keys(family))[:LONGEST])
    if "(" in name.full:
        orders.append(keys(_without_brackets(name.full)))
    for words in list(orders):
        orders.append(_without_patronymic(words) if kind == "person" else without_forms(words))
    yield from dict.fromkeys(words for words in orders if words)


def _without_brackets(printed: str) -> str:
    before, _, rest = printed.partition("(")
    return f"{before} {rest.partition(')')[2]}"


def _without_patronymic(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(word for word in words if not is_patronymic(word))
    return kept if len(kept) > 1 else words


def without_forms(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the legal form before or behind it (PJSC Lukoil, Lukoil OAO)."""
    first, last = 0, len(words)
    if len(words) > 1 and begins_legal_form(words[0]):
        first = legal_form(words, 0)[0]
    for start in range(max(first + 1, last - 4), last):
        if begins_legal_form(words[start]) and legal_form(words, start)[0] == last - start:
            last = start
            break
    kept = words[first:last]
    return kept if kept and any(len(word) > 3 for word in kept) else words


def _made_of(snapshot: Snapshot) -> bytes:
    said = f"{FORMAT}\n{snapshot.id}\n{snapshot.manifest.engine}\n{_spelling()}"
    return hashlib.sha256(said.encode()).digest()


@lru_cache(maxsize=1)
def _spelling() -> str:
    """Hash of the code that spells names and words: an index of another spelling finds nothing."""
    folder = resources.files("interdict.articles")
    code = (folder.joinpath(name).read_bytes() for name in ("name_index.py", "tokens.py"))
    return hashlib.sha256(b"\n".join(code)).hexdigest()


def _encoded(index: NameIndex, made_of: bytes) -> bytes:
    content = index._numbers.astype("<u8").tobytes() + index._marks.tobytes()
    return _HEAD.pack(_MAGIC, made_of, hashlib.sha256(content).digest(), len(index)) + content


def _read(path: Path, made_of: bytes) -> NameIndex | None:
    """The index in a file; None when it is missing, damaged or of something else."""
    try:
        mapped = np.memmap(path, dtype=np.uint8, mode="r")
    except (OSError, ValueError):  # ValueError: an empty file
        return None
    if len(mapped) < _HEAD.size:
        return None
    magic, of, check, entries = _HEAD.unpack(mapped[: _HEAD.size].tobytes())
    content = mapped[_HEAD.size :]
    if (magic, of) != (_MAGIC, made_of) or len(content) != entries * 9:
        return None
    if hashlib.sha256(content.data).digest() != check:
        return None
    return NameIndex(content[: entries * 8].view("<u8"), content[entries * 8 :])
