"""How registered customers' names are found from listed ones: screening turned round.

A screening looks up the words of a query among the words of the lists. After a change of a
hundred parties it is cheaper to look up their words among those of the customers. Everything
that retrieval makes of a name is therefore made once, when the file is registered:

- the *slots* of every reading of every name (``matching.slots``): what is looked up, the
  *unit*, and its weight;
- the keys of all distinct units (``matching.keys``): a unit that shares no key with a listed
  word is like none;
- the keys of neighbours run together, per customer;
- identifiers.

Keys are kept to 32 bits beside what they lead to, in one sorted array each: two different keys
that agree in those cost a look, never a hit.
"""

from array import array
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.matching.asked_words import UNCOUNTED
from interdict.matching.keys import WORD, keys
from interdict.matching.likeness import LIGHT
from interdict.matching.matcher import CLASSES, read_asked
from interdict.matching.parts import (
    NameClass,
    Part,
    as_acronym,
    joins_of,
    letter_number,
    spellings_of,
)
from interdict.matching.ranges import Ints, distinct, expand, starts_of
from interdict.matching.words import rarity
from interdict.party import Query
from interdict.screening.candidates import gain
from interdict.screening.screen import with_implied
from interdict.snapshot.snapshot import lookup_key

FREE = 2**32 - 1
"""Stands for the unit of an initial, which is never looked up."""

_UNITS = "units.msgpack"
_KEYS_AT_A_TIME = 1 << 16
_LOW = np.uint64(32)

Packed = npt.NDArray[np.uint64]
"""Upper half: the upper half of a key. Lower half: what it leads to. Sorted."""


class Readings(msgspec.Struct, frozen=True):
    """All readings of all customers' names in one class, one after the other."""

    row: npt.NDArray[np.uint32]
    """The customer of each reading."""
    start: npt.NDArray[np.uint32]
    """Where the slots of each begin; one more than there are readings."""
    unit: npt.NDArray[np.uint32]
    """Per slot; ``FREE`` for initials."""
    weight: npt.NDArray[np.float32]
    letter: npt.NDArray[np.uint8]
    """The ``parts.letter_number`` of its first letter."""
    rarity: npt.NDArray[np.float32]
    """How rare its word is, as ``slots.Facts`` has it."""


_READINGS = Readings.__struct_fields__


class NameIndex:
    """The index of one state of a registered file, memory-mapped."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def readings(self) -> dict[NameClass, Readings]:
        """By class of names."""
        return {c: Readings(*(self._array(f"{c}_{name}") for name in _READINGS)) for c in CLASSES}

    @cached_property
    def gain(self) -> npt.NDArray[np.float64]:
        """Per customer, the most that birth date, country ... could add to the name's score."""
        return self._array("gain")

    @cached_property
    def unit_initial(self) -> npt.NDArray[np.uint8]:
        """First letter of each unit."""
        return self._array("unit_initial")

    def parts(self, units: Ints) -> list[Part]:
        """A part that is looked up as each of these units."""
        every = msgspec.msgpack.decode((self._folder / _UNITS).read_bytes(), type=list[Part])
        return [every[unit] for unit in units]

    def units_at(self, key: npt.NDArray[np.uint64]) -> Ints:
        """Units that may share one of these keys."""
        return _leads_to(self._array("unit_key"), key)

    def run_together_at(self, key: npt.NDArray[np.uint64]) -> Ints:
        """Customers of whose name some neighbours run together may have one of these keys."""
        return _leads_to(self._array("join_key"), key)

    def identified_at(self, key: npt.NDArray[np.uint64]) -> Ints:
        """Customers with an identifier of one of these keys (``snapshot.lookup_key``)."""
        known, row = self._array("identifier_key"), self._array("identifier_row")
        _, at = expand(known.searchsorted(key, "left"), known.searchsorted(key, "right"))
        return distinct(row[at].astype(np.int64))

    def _array(self, name: str) -> npt.NDArray[Any]:
        return np.asarray(np.load(self._folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))


def _leads_to(packed: Packed, key: npt.NDArray[np.uint64]) -> Ints:
    wanted = np.unique(key >> _LOW) << _LOW
    first = packed.searchsorted(wanted, "left")
    end = packed.searchsorted(wanted | np.uint64(2**32 - 1), "right")
    _, at = expand(first, end)
    return distinct((packed[at] & np.uint64(2**32 - 1)).astype(np.int64))


class NameIndexBuilder:
    """Takes customers one after the other."""

    def __init__(self, folder: Path) -> None:
        """``folder``: where the index is to be."""
        self._folder = folder
        self._units: dict[str, int] = {}
        self._parts: list[Part] = []
        self._readings: dict[NameClass, _Growing] = {c: _Growing() for c in CLASSES}
        self._gain = array("d")
        self._identified: list[tuple[int, int]] = []
        self._unit_keys = _Keys(folder / "unit_key.npy", joined=False)
        self._join_keys = _Keys(folder / "join_key.npy", joined=True)

    def add(self, row: int, query: Query) -> None:
        """The customer of that row; rows come in their order."""
        query = with_implied(query)
        self._gain.append(gain(query))
        for each in query.identifiers:
            self._identified.append((lookup_key("value", each.value), row))
        together: set[str] = set()
        for name_class, readings in read_asked(query).readings.items():
            growing = self._readings[name_class]
            for reading in readings:
                growing.row.append(row)
                growing.count.append(len(reading.parts))
                growing.unit.extend([self._unit(part) for part in reading.parts])
                growing.weight.extend([part.weight for part in reading.parts])
                growing.letter.extend([letter_number(part.text) for part in reading.parts])
                growing.rarity.extend([_rarity(part) for part in reading.parts])
                together.update([string for string, _, _ in joins_of(reading)])
        for string in sorted(together):
            self._join_keys.add(string, row)

    def _unit(self, part: Part) -> int:
        if not part.unit:
            return FREE
        number = self._units.setdefault(part.unit, len(self._units))
        if number == len(self._parts):
            self._parts.append(part)
            for spelling in (*spellings_of(part), as_acronym(part.meaning)):
                self._unit_keys.add(spelling, number)  # what ``SimilarWords.numbers`` looks up
        return number

    def close(self) -> None:
        """Close what is open, saved or not."""
        self._unit_keys.close()
        self._join_keys.close()

    def save(self) -> None:
        """Write all arrays."""
        folder = self._folder
        for name_class, growing in self._readings.items():
            for name, values in msgspec.structs.asdict(growing.finished()).items():
                np.save(folder / f"{name_class}_{name}.npy", values)
        np.save(folder / "gain.npy", np.array(self._gain, dtype=np.float64))
        initials = bytes(ord(part.text[0]) for part in self._parts)
        np.save(folder / "unit_initial.npy", np.frombuffer(initials, dtype=np.uint8))
        (folder / _UNITS).write_bytes(msgspec.msgpack.encode(self._parts))
        self._unit_keys.save()
        self._join_keys.save()
        known = sorted(self._identified)
        np.save(folder / "identifier_key.npy", np.array([k for k, _ in known], dtype=np.uint64))
        np.save(folder / "identifier_row.npy", np.array([r for _, r in known], dtype=np.uint32))


def _rarity(part: Part) -> float:
    """As ``slots.slots_of`` tells it."""
    if part.role in LIGHT:
        return UNCOUNTED
    return 1.0 if part.tabled else rarity(part.text)


class _Growing:
    """``Readings`` as they come."""

    def __init__(self) -> None:
        self.row = array("I")
        self.count = array("I")
        self.unit = array("I")
        self.weight = array("f")
        self.letter = array("B")
        self.rarity = array("f")

    def finished(self) -> Readings:
        return Readings(
            np.array(self.row, dtype=np.uint32),
            starts_of(np.array(self.count, dtype=np.int64)).astype(np.uint32),
            np.array(self.unit, dtype=np.uint32),
            np.array(self.weight, dtype=np.float32),
            np.array(self.letter, dtype=np.uint8),
            np.array(self.rarity, dtype=np.float32),
        )


class _Keys:
    """Keys of strings as they come, hashed many at a time and laid aside on disk: a million
    customers have sixty million."""

    def __init__(self, path: Path, joined: bool) -> None:
        self._path = path
        self._joined = joined
        self._strings: list[str] = []
        self._owners: list[int] = []
        self._out = path.with_suffix(".raw").open("wb")

    def add(self, string: str, owner: int) -> None:
        self._strings.append(string)
        self._owners.append(owner)
        if len(self._strings) == _KEYS_AT_A_TIME:
            self._hash()

    def _hash(self) -> None:
        words = np.array(self._strings, dtype=WORD)
        key, which = keys(words, np.full(len(words), self._joined))
        owner = np.array(self._owners, dtype=np.uint64)[which]
        ((key >> _LOW << _LOW) | owner).tofile(self._out)
        self._strings, self._owners = [], []

    def close(self) -> None:
        self._out.close()

    def save(self) -> None:
        """Write the keys, sorted."""
        self._hash()
        self.close()
        raw = Path(self._out.name)
        every = np.fromfile(raw, dtype=np.uint64)
        every.sort()
        np.save(self._path, every)
        raw.unlink()
