"""The readings of listed names as they were compiled, decoded one by one when one is compared.

A party has a dozen names in half as many scripts, of which a query is compared with one or two;
reading them anew takes ten times as long as decoding those.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, overload

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.matching.matcher import Spelling
from interdict.matching.parts import NameClass, Reading
from interdict.party import Name, Party


class Stored(NamedTuple):
    """One entry of an index."""

    name: int
    """Which of the party's names it is a reading of."""
    reading: Reading


def readings_file(name_class: NameClass) -> str:
    """Where the readings of a class lie, entry by entry."""
    return f"{name_class}_readings.msgpack"


def starts_array(name_class: NameClass) -> str:
    """The array that tells where each of them begins, and where the last one ends."""
    return f"{name_class}_reading_start"


class ReadingsWriter:
    """Writes the readings of one class in the order of its entries."""

    def __init__(self, folder: Path, name_class: NameClass) -> None:
        self._out: BinaryIO = (folder / readings_file(name_class)).open("wb")
        self._encoder = msgspec.msgpack.Encoder()
        self._starts = [0]

    def add(self, party: Party, name: Name, reading: Reading) -> None:
        """The next entry: ``name`` is one of the party's own objects."""
        number = next(i for i, own in enumerate(party.names) if own is name)
        written = self._out.write(self._encoder.encode(Stored(number, reading)))
        self._starts.append(self._starts[-1] + written)

    def finished(self) -> npt.NDArray[np.uint64]:
        """Close the file; where each entry begins."""
        self._out.close()
        return np.array(self._starts, dtype=np.uint64)


class StoredReadings:
    """All readings of one class."""

    def __init__(
        self,
        content: npt.NDArray[np.uint8],
        starts: npt.NDArray[np.uint64],
        entry_party: npt.NDArray[np.uint32],
    ) -> None:
        self._content = content
        self._starts = starts
        self._entry_party = entry_party
        self._decoder = msgspec.msgpack.Decoder(Stored)

    def of(self, row: int, party: Party) -> "Spellings":
        """The spellings of the party in one row."""
        wanted = np.array([row, row + 1], dtype=self._entry_party.dtype)
        first, end = self._entry_party.searchsorted(wanted).tolist()
        return Spellings(self, party.names, first, end)

    def entry(self, number: int) -> Stored:
        """One entry, decoded."""
        first, end = int(self._starts[number]), int(self._starts[number + 1])
        return self._decoder.decode(self._content[first:end].tobytes())


class Spellings(Sequence[Spelling]):
    """(name, reading) of one party, each decoded when it is first asked for."""

    def __init__(self, stored: StoredReadings, names: Sequence[Name], first: int, end: int) -> None:
        self._stored = stored
        self._names = names
        self._first = first
        self._known: list[Spelling | None] = [None] * (end - first)

    def __len__(self) -> int:
        return len(self._known)

    @overload
    def __getitem__(self, which: int) -> Spelling: ...
    @overload
    def __getitem__(self, which: slice) -> Sequence[Spelling]: ...
    def __getitem__(self, which: int | slice) -> Spelling | Sequence[Spelling]:
        if isinstance(which, slice):
            return [self[number] for number in range(*which.indices(len(self)))]
        known = self._known[which]
        if known is None:
            name, reading = self._stored.entry(self._first + which % len(self))
            known = self._known[which] = (self._names[name], reading)
        return known

    def __iter__(self) -> Iterator[Spelling]:
        return (self[number] for number in range(len(self)))
