"""The customers of one registered file, as they were last added: immutable, opened by mapping.

Rows keep all their cells, so that every output can carry them. A customer is known by the key
cell; a key that comes again (joint holders of an account) is another customer, ``KEY#2``, or the
next number that makes a key which no other row bears.
"""

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.batch.columns import Columns
from interdict.batch.queries import Asker
from interdict.batch.rows import Block
from interdict.delimited import Record
from interdict.errors import SnapshotError, UsageError
from interdict.matching.engine import engine_id
from interdict.matching.ranges import Ints, starts_of
from interdict.monitor.name_index import NameIndex, NameIndexBuilder
from interdict.monitor.seal import check, seal
from interdict.party import Query
from interdict.screening.record import query_hash
from interdict.snapshot.store import Staging

FORM = 2
"""Version of the files' layout; customers of another form are stored again."""

_META, _ROWS = "customers.json", "rows.msgpack"
_MOST_REPEATED = 0.5

Hashes = npt.NDArray[np.uint64]


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What the rows of one registered file have in common."""

    form: int
    engine: str
    """Whose reading of names the index holds."""
    header: tuple[str, ...]
    fields: dict[str, tuple[int, ...]]
    """Field -> column indices; the key is the first of ``reference``."""
    rows: int
    repeated: dict[int, int]
    """Row -> number that its key carries, where the key came before."""


class Customers:
    """Customers by row (0-based, in the order of the file)."""

    def __init__(self, folder: Path) -> None:
        """See ``open_customers``."""
        self.folder = folder
        self.meta = msgspec.json.decode((folder / _META).read_bytes(), type=Meta)
        self.columns = Columns(self.meta.header, self.meta.fields)
        self._decoder = msgspec.msgpack.Decoder(tuple[str, ...])
        self._asker = Asker(self.columns)
        self._key = key_column(self.columns)

    @property
    def id(self) -> str:
        """Names this state of the file: the hash of its content and of the engine."""
        return self.folder.name

    def __len__(self) -> int:
        return self.meta.rows

    @property
    def is_current(self) -> bool:
        """Was the index made by this engine?"""
        return self.meta.form == FORM and self.meta.engine == engine_id()

    def cells(self, row: int) -> tuple[str, ...]:
        """All cells of a row."""
        first, end = int(self._starts[row]), int(self._starts[row + 1])
        return self._decoder.decode(self._rows[first:end].tobytes())

    def key(self, row: int) -> str:
        """What a customer is known by."""
        return _numbered(self.cells(row)[self._key], self.meta.repeated.get(row, 1))

    def query(self, row: int) -> Query:
        """What is asked of a customer."""
        query = self._asker.ask(self.cells(row), row + 1)
        if isinstance(query, str):  # it was accepted when the file was added
            raise SnapshotError(f"row {row + 1} of {self.folder} {query}: add the file again")
        return query

    def blocks(self, rows: Ints, size: int, after: int = 0) -> Iterator[Block]:
        """Some rows as blocks to be screened, numbered by their place in ``rows`` from 1."""
        for first in range(after, len(rows), size):
            chosen = rows[first : first + size].tolist()
            records = (Record(row + 1, self.cells(row)) for row in chosen)
            yield Block(first + 1, tuple(records))

    def rows_of(self, keys: Sequence[str]) -> dict[str, int]:
        """The row of each of these customers that is here."""
        order = self._order
        ordered = self.identity[order]
        wanted = np.array([_identity(key) for key in keys], dtype=np.uint64)
        place = np.minimum(ordered.searchsorted(wanted), max(len(ordered) - 1, 0))
        found = {}
        for key, hashed, at in zip(keys, wanted.tolist(), place.tolist(), strict=True):
            if len(ordered) and int(ordered[at]) == hashed:
                found[key] = int(order[at])
        return found

    @cached_property
    def identity(self) -> Hashes:
        """Hash of each row's key."""
        return self._array("identity")

    @cached_property
    def asked(self) -> Hashes:
        """Hash of what is asked of each row: equal hashes are equal queries."""
        return self._array("asked")

    @cached_property
    def index(self) -> NameIndex:
        """How the rows' names are found."""
        return NameIndex(self.folder)

    @cached_property
    def _order(self) -> Ints:
        return np.argsort(self.identity)

    @cached_property
    def _starts(self) -> npt.NDArray[np.uint64]:
        return self._array("row_start")

    @cached_property
    def _rows(self) -> npt.NDArray[np.uint8]:
        return np.memmap(self.folder / _ROWS, dtype=np.uint8, mode="r")

    def _array(self, name: str) -> npt.NDArray[np.uint64]:
        mapped: npt.NDArray[np.uint64] = np.load(
            self.folder / f"{name}.npy", mmap_mode="r", allow_pickle=False
        )
        return mapped


def open_customers(folder: Path) -> Customers:
    """Open stored customers; ``SnapshotError`` when they are not there or damaged."""
    check(folder)
    try:
        return Customers(folder)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise SnapshotError(
            f"the customers in {folder} were stored by another version ({error}): add the file "
            "again with  interdict monitor add FILE"
        ) from error


class Moved(msgspec.Struct, frozen=True):
    """What became of the customers between two states of a file."""

    added: Ints
    """Rows of the later state."""
    changed: Ints
    """Rows of the later state of which something else is asked than before."""
    removed: Ints
    """Rows of the earlier state."""


def moved(before: Customers, after: Customers) -> Moved:
    """Tell customers apart by their keys. Cells that no query is made of change nothing."""
    nothing = np.empty(0, dtype=np.int64)
    if before.id == after.id:
        return Moved(nothing, nothing, nothing)
    old = np.argsort(before.identity)
    known = before.identity[old]
    place = np.minimum(known.searchsorted(after.identity), len(known) - 1)
    is_known = known[place] == after.identity
    differs = before.asked[old[place]] != after.asked
    return Moved(
        np.flatnonzero(~is_known),
        np.flatnonzero(is_known & differs),
        np.flatnonzero(~np.isin(before.identity, after.identity)),
    )


def key_column(columns: Columns) -> int:
    """The column that a customer is known by; ``UsageError`` when there is none."""
    found = columns.first("reference")
    if found is None:
        raise UsageError(
            "no column was recognised as the customers' key, by which a new file is compared "
            f"with the old one; the headers are {', '.join(columns.header)}. Name it with  "
            "--key COLUMN"
        )
    return found


def _numbered(cell: str, which: int) -> str:
    return cell.strip() if which == 1 else f"{cell.strip()}#{which}"


def _identity(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


class CustomersWriter:
    """Stores customers into an empty folder, in the order in which they come."""

    def __init__(self, staging: Staging, columns: Columns) -> None:
        self._staging = staging
        self._columns = columns
        self._key = key_column(columns)
        self._out = (staging.folder / _ROWS).open("wb")
        self._encoder = msgspec.msgpack.Encoder()
        self._digest = hashlib.sha256(
            msgspec.json.encode((FORM, engine_id(), columns), order="deterministic")
        )
        self._lengths = array("Q")
        self._keys = array("Q")
        self._asked = array("Q")
        self._names = NameIndexBuilder(staging.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._out.close()
        self._names.close()

    def add(self, cells: tuple[str, ...], query: Query) -> None:
        """One customer."""
        encoded = self._encoder.encode(cells)
        self._digest.update(encoded)
        self._lengths.append(self._out.write(encoded))
        self._keys.append(_identity(_numbered(cells[self._key], 1)))
        self._asked.append(int(query_hash(query)[:16], 16))
        self._names.add(len(self._lengths) - 1, query)

    def complete(self) -> str:
        """Give the folder its name, which is returned.

        ``UsageError`` when most keys come again: that column is no key.
        """
        self._out.close()
        identity = np.array(self._keys, dtype=np.uint64)
        repeated = np.sort(_repeated(identity))
        if len(repeated) > _MOST_REPEATED * len(identity):
            raise UsageError(
                f"column {self._columns.header[self._key]!r} does not tell customers apart: "
                f"{len(repeated):,} of {len(identity):,} rows repeat a key. Name another one with  "
                "--key COLUMN"
            )
        folder = self._staging.folder
        starts = starts_of(np.array(self._lengths, dtype=np.int64))
        np.save(folder / "row_start.npy", starts.astype(np.uint64))
        meta = Meta(
            form=FORM,
            engine=engine_id(),
            header=self._columns.header,
            fields=dict(self._columns.fields),
            rows=len(identity),
            repeated={},
        )
        (folder / _META).write_bytes(msgspec.json.encode(meta))
        if len(repeated):
            numbers = self._number(repeated, identity, Customers(folder))
            meta = msgspec.structs.replace(meta, repeated=numbers)
            (folder / _META).write_bytes(msgspec.json.encode(meta))
        np.save(folder / "identity.npy", identity)
        np.save(folder / "asked.npy", np.array(self._asked, dtype=np.uint64))
        self._names.save()
        seal(folder)
        name = self._digest.hexdigest()[:32]
        self._staging.complete(name)
        return name

    def _number(self, repeated: Ints, identity: Hashes, stored: Customers) -> dict[int, int]:
        """Row -> number that tells it from every other row, and its ``identity`` with it.

        The file may itself bear the key ``A#2``: then the second ``A`` is ``A#3``. Two numbered
        keys are equal only if both their parts are, so that the file's own are all to look at.
        """
        taken = np.unique(identity)
        numbers: dict[int, int] = {}
        last: dict[int, int] = {}
        for row in repeated.tolist():
            cell, unnumbered = stored.cells(row)[self._key], int(identity[row])
            number = last.get(unnumbered, 1) + 1
            while _is_among(_identity(_numbered(cell, number)), taken):
                number += 1
            numbers[row] = last[unnumbered] = number
            identity[row] = _identity(_numbered(cell, number))
        return numbers


def _is_among(hashed: int, ascending: Hashes) -> bool:
    place = int(ascending.searchsorted(np.uint64(hashed)))
    return place < len(ascending) and int(ascending[place]) == hashed


def _repeated(identity: Hashes) -> Ints:
    """Rows whose key came before."""
    order = np.argsort(identity, kind="stable")
    later: Ints = order[1:][identity[order][1:] == identity[order][:-1]]
    return later
