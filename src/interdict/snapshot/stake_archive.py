"""Every edition of stakes ever received, kept as it came, with what was read from it.

    stakes/editions/<name>/
      files/         the files as they came, packed if they came unpacked
      stakes.bin, entities.bin, findings.bin   what was read from them
      receipt.json   which edition it is, how it is dated, when it came, hashes of all these
    stakes/removed.json   sources that a person took out, until they are added again

The folder's name is a hash of the edition and of what was read, so a folder never changes and
the same file read by a later version stands beside the first reading. Everything is written
and read in pieces: an edition may hold ten million stakes.
"""

import contextlib
import datetime
import gzip
import hashlib
import re
import shutil
import zlib
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from interdict.durable import sync, write_atomically
from interdict.errors import SnapshotError
from interdict.ownership.stake import Entity, Stake, StakeEdition
from interdict.party import DATING, DatedBy, Finding
from interdict.snapshot.store import Home, Staging

STAKES, ENTITIES, FINDINGS = "stakes.bin", "entities.bin", "findings.bin"
FOLDER = "stakes"
_RECEIPT = "receipt.json"
_REMOVED = "removed.json"
_HALF = "half-added.json"
_PIECE = 5_000
"""Records in one piece of a payload."""
_LENGTH = 4
"""Bytes that say how long a packed piece is."""
_VERSION = re.compile(r"-\d[\d.]*$")
_PACKED = (b"\x1f\x8b", b"\xfd7zXZ\x00", b"PK\x03\x04")
_UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError, OSError, EOFError, zlib.error, ValueError)

Record = TypeVar("Record", Stake, Entity, Finding)


class KeptStakes(msgspec.Struct, frozen=True, kw_only=True):
    """One edition of stakes as it is kept."""

    edition: StakeEdition
    published: datetime.date
    """The day that counts; see ``dated_by``."""
    dated_by: DatedBy
    received: datetime.datetime
    """When it first came, UTC."""
    stakes: int
    entities: int
    contents: dict[str, str]
    """SHA-256 (hex) of each file of the folder, as it lies there."""

    @property
    def name(self) -> str:
        """Names the folder: the edition and what was read from it."""
        read = [self.contents[STAKES], self.contents[ENTITIES], self.contents[FINDINGS]]
        return hashlib.sha256(msgspec.json.encode([self.edition.id, *read])).hexdigest()

    @property
    def series(self) -> tuple[str, str]:
        """What a newer edition replaces: the source and the form, whatever the form's version.

        GLEIF publishes relationships and exceptions in files of their own, which stand side by
        side; a register that goes from one version of a standard to the next publishes the same.
        """
        return self.edition.source, family(self.edition.form)


def family(form: str) -> str:
    """A form without its version: ``bods`` of ``bods-0.4``."""
    return _VERSION.sub("", form)


class StakeArchive:
    """The editions of stakes of one home."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self.folder = home.path / FOLDER / "editions"
        self._removed = home.path / FOLDER / _REMOVED
        self._half = home.path / FOLDER / _HALF

    def kept(self, source: str | None = None) -> tuple[KeptStakes, ...]:
        """Every edition, by publication date, then strength of that date, then receipt."""
        half = self._half_added()
        folders = (each for each in sorted(self.folder.glob("[!.]*")) if each.name not in half)
        found = [_receipt(folder) for folder in folders]
        return tuple(sorted(
            (each for each in found if source in (None, each.edition.source)),
            key=lambda each: (each.published, DATING.index(each.dated_by), each.received),
        ))  # fmt: skip

    @contextlib.contextmanager
    def together(self, names: Iterable[str]) -> Iterator[None]:
        """Editions completed within are there all at once or, after a crash, not at all."""
        for name in self._half_added():  # an earlier call died; they never counted
            shutil.rmtree(self.folder / name, ignore_errors=True)
        new = [name for name in names if not (self.folder / name).exists()]
        write_atomically(self._half, msgspec.json.encode(new))
        yield
        self._half.unlink()
        sync(self._half.parent)

    def _half_added(self) -> frozenset[str]:
        """Names of the editions that a call is adding, or was when it died."""
        try:
            return frozenset(msgspec.json.decode(self._half.read_bytes(), type=list[str]))
        except FileNotFoundError:
            return frozenset()

    def in_force(self, as_of: datetime.date | None = None) -> tuple[KeptStakes, ...]:
        """The edition of every series that counts: the newest published, then received.

        One dated by its modification time counts only where no other is there; ``as_of`` leaves
        out what was published later. Sources that were removed do not count from that day on.
        """
        removed = self.removed()
        counting: dict[tuple[str, str], KeptStakes] = {}
        for each in self.kept():
            late = as_of is not None and each.published > as_of
            before = counting.get(each.series)
            outranked = before is not None and _is_guess(each) and not _is_guess(before)
            gone = removed.get(each.edition.source)
            counts = gone is None or (as_of is not None and as_of < gone.date())
            if counts and not late and not outranked:
                counting[each.series] = each
        return tuple(counting[series] for series in sorted(counting))

    def removed(self) -> dict[str, datetime.datetime]:
        """Source -> when a person took it out (UTC)."""
        try:
            content = self._removed.read_bytes()
            return msgspec.json.decode(content, type=dict[str, datetime.datetime])
        except FileNotFoundError:
            return {}
        except _UNREADABLE as error:
            raise SnapshotError(
                f"{self._removed} cannot be read ({error}), so which stakes count is not known: "
                "mend it, or remove it to count every source again"
            ) from error

    def note_removed(self, removed: dict[str, datetime.datetime]) -> None:
        """Replace the note of what was taken out."""
        write_atomically(self._removed, msgspec.json.encode(removed, order="sorted"))

    def stakes(self, kept: KeptStakes) -> Iterator[Stake]:
        """The stakes of an edition, in the order of its files."""
        return read_records(self._path(kept, STAKES), kept.contents[STAKES], Stake)

    def entities(self, kept: KeptStakes) -> Iterator[Entity]:
        """The entities of an edition, in the order of its files."""
        return read_records(self._path(kept, ENTITIES), kept.contents[ENTITIES], Entity)

    def findings(self, kept: KeptStakes) -> tuple[Finding, ...]:
        """Everything odd in an edition."""
        return tuple(read_records(self._path(kept, FINDINGS), kept.contents[FINDINGS], Finding))

    def verify(self) -> list[str]:
        """What is not as it was kept: one sentence per damaged file."""
        problems = []
        for folder in sorted(self.folder.glob("[!.]*")):
            try:
                for name, sha256 in _receipt(folder).contents.items():
                    if sha256_of(folder / name) != sha256:
                        problems.append(f"{folder / name} was changed after it was kept")
            except (SnapshotError, OSError) as error:
                problems.append(str(error))
        return problems

    def put_aside(self, source: str, folder: Path, reason: str) -> Path:
        """Copy the files of a folder into quarantine, with the reason; returns where."""
        files = sorted(path for path in folder.iterdir() if path.is_file())
        digest = hashlib.sha256("".join(map(sha256_of, files)).encode()).hexdigest()[:16]
        parent = self._home.quarantine / f"stakes-{source}"
        with self._home.disk_full_explained():
            if not (parent / digest).exists():
                with self._home.staging(parent) as staged:
                    for path in files:
                        shutil.copyfile(path, staged.folder / path.name)
                    staged.complete(digest)
            note = parent / digest / "reason.txt"
            before = note.read_bytes() if note.exists() else b""
            now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            write_atomically(note, before + f"{now} {reason}\n".encode())
        return parent / digest

    def _path(self, kept: KeptStakes, name: str) -> Path:
        return self.folder / kept.name / name


def complete(staged: Staging, kept: KeptStakes) -> Path:
    """Give a folder with payloads and files its receipt and its name; durable and atomic."""
    (staged.folder / _RECEIPT).write_bytes(msgspec.json.encode(kept))
    return staged.complete(kept.name)


class RecordWriter:
    """Writes records in pieces, as they come."""

    def __init__(self, stream: BinaryIO, in_piece: int = _PIECE) -> None:
        self._stream = stream
        self._most = in_piece
        self._waiting: list[Stake | Entity | Finding] = []
        self._encoder = msgspec.msgpack.Encoder(enc_hook=str)  # a fraction as "1/3"
        self.starts = [0]
        """Where each piece begins, and where the last one ends."""
        self.count = 0

    def add(self, record: Stake | Entity | Finding) -> None:
        """Take one record."""
        self._waiting.append(record)
        self.count += 1
        if len(self._waiting) == self._most:
            self.flush()

    def flush(self) -> None:
        """Write what waits as a piece; needed once, at the end."""
        if self._waiting:
            packed = zlib.compress(self._encoder.encode(self._waiting), 1)
            written = self._stream.write(len(packed).to_bytes(_LENGTH, "little") + packed)
            self.starts.append(self.starts[-1] + written)
            self._waiting.clear()


def write_records(
    path: Path, records: Iterable[Stake | Entity | Finding], in_piece: int = _PIECE
) -> list[int]:
    """Write records in pieces; returns where each piece begins, and where the last one ends."""
    with path.open("wb") as stream:
        writer = RecordWriter(stream, in_piece)
        for record in records:
            writer.add(record)
        writer.flush()
    return writer.starts


def keep_file(source: Path, target: Path) -> None:
    """Copy a file, packed unless it came so; the same bytes give the same copy."""
    with source.open("rb") as stream:
        packed = stream.read(6).startswith(_PACKED)
        stream.seek(0)
        with target.open("wb") as copy:
            if packed:
                shutil.copyfileobj(stream, copy)
                return
            with gzip.GzipFile("", "wb", 5, copy, mtime=0) as packing:
                shutil.copyfileobj(stream, packing)


def sha256_of(path: Path) -> str:
    """SHA-256 (hex) of a file of any size."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_records(path: Path, sha256: str, kind: type[Record]) -> Iterator[Record]:
    """The records of a payload, checked against its hash before the first is given."""
    try:
        if sha256_of(path) != sha256:
            raise _damaged(path, "its content has another hash than when it was kept")
        with path.open("rb") as stream:
            while piece := read_piece(stream, kind):
                yield from piece
    except _UNREADABLE as error:
        raise _damaged(path, str(error)) from error


def read_piece(stream: BinaryIO, kind: type[Record]) -> tuple[Record, ...]:
    """The records of the piece that begins where the stream stands; none at its end."""
    length = stream.read(_LENGTH)
    if not length:
        return ()
    packed = stream.read(int.from_bytes(length, "little"))
    return _decoder(kind).decode(zlib.decompress(packed))


@lru_cache
def _decoder(kind: type[Record]) -> msgspec.msgpack.Decoder[tuple[Record, ...]]:
    return msgspec.msgpack.Decoder(tuple[kind, ...], dec_hook=_fraction)  # type: ignore[valid-type]


def _receipt(folder: Path) -> KeptStakes:
    path = folder / _RECEIPT
    try:
        return msgspec.json.decode(path.read_bytes(), type=KeptStakes)
    except _UNREADABLE as error:
        raise _damaged(path, str(error)) from error


def _damaged(path: Path, cause: str) -> SnapshotError:
    return SnapshotError(
        f"{path} is damaged ({cause}): restore it from a backup, or remove its folder and add the "
        "files again with  interdict owners add"
    )


def _is_guess(kept: KeptStakes) -> bool:
    return kept.dated_by == "modification-time"


def _fraction(_wanted: type[Any], value: Any) -> Fraction:
    return _number(value)


@lru_cache(maxsize=100_000)  # ten million stakes have few different shares
def _number(text: str) -> Fraction:
    return Fraction(text)
