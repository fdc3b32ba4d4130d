"""The audit log: append-only records, each sealed by the hash of the one before.

On disk a log is a folder of segments, ``000001.jsonl``, ``000002.jsonl`` ..., one record a
line (see ``audit_record``), and ``head.json``, the published head: the number and hash of
the newest record, and where it ends. An edited, removed, inserted or moved record breaks
the chain of hashes (invariant 12); a cut-off tail falls short of the head. The hashes carry
no secret, so someone who may write the folder can rewrite the whole log with its head:
publish the head elsewhere now and then (``SEQ:HASH``) and give it to ``verify``.

The order of writing is record, fsync, head, fsync. A process killed between the two leaves
a record the head does not know: it is whole and chained, nothing was tampered with, and the
next append takes it in. A half-written last line was never acknowledged: the next append
moves it aside to a ``.torn`` file and writes a record that says so.

What a record holds is the caller's business (hashed or in clear, as the policy says).
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from interdict.audit_record import (
    CANONICAL,
    GENESIS,
    Head,
    Line,
    Record,
    canonical_content,
    chain,
    parse_line,
)
from interdict.durable import (
    Busy,
    exclusive,
    keep_private,
    mode_in,
    write_atomically,
    write_fully,
)
from interdict.errors import AuditError

SEGMENT_BYTES = 16 * 2**20
"""A segment at least this long is closed; the next append begins a new one."""
LOCK_SECONDS = 60.0

HEAD_FILE = "head.json"
_LOCK_FILE = "lock"
_SEGMENT_NAME = re.compile(r"[0-9]{6,}\.jsonl")


class Position(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The newest record and where it ends: what ``head.json`` holds."""

    hash: str = GENESIS
    segment: int = 1
    seq: int = 0
    size: int = 0
    """Bytes of the segment up to the end of that record."""

    @property
    def head(self) -> Head:
        """The newest record."""
        return Head(self.seq, self.hash)

    def past(self, line: Line, length: int) -> "Position":
        """After one more line of that many bytes, newline included."""
        return Position(hash=line.hash, segment=self.segment, seq=line.seq, size=self.size + length)

    def next_segment(self) -> "Position":
        """The same record, about to be followed in a new segment."""
        return msgspec.structs.replace(self, segment=self.segment + 1, size=0)


class AuditLog:
    """The writer. Any number of processes and threads may append to one folder at once."""

    def __init__(
        self,
        folder: Path,
        *,
        segment_bytes: int = SEGMENT_BYTES,
        lock_seconds: float = LOCK_SECONDS,
    ) -> None:
        self.folder = folder
        self._segment_bytes = segment_bytes
        self._lock_seconds = lock_seconds

    def append(self, event: str, content: Mapping[str, Any]) -> Record:
        """Write one record; when this returns, it is on disk and the head is published.

        ``AuditError`` when it cannot be written, or when the log was cut or damaged: an
        answer that cannot be recorded must not be given.
        """
        return self.append_many(event, (content,))[0]

    def append_many(self, event: str, contents: Iterable[Mapping[str, Any]]) -> tuple[Record, ...]:
        """Write several records of one event at the price of one: one lock, one fsync."""
        recorded = [canonical_content(content) for content in contents]
        if not recorded:
            return ()
        with self._alone():
            position = self._recover(_position(self.folder))
            position, lines = self._write(position, event, recorded)
            write_atomically(self.folder / HEAD_FILE, CANONICAL.encode(position))
        return tuple(line.record for line in lines)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            keep_private(self.folder)
            with exclusive(self.folder / _LOCK_FILE, self._lock_seconds):
                yield
        except Busy as busy:
            raise AuditError(
                f"the audit log is busy: {busy} since {self._lock_seconds:g} seconds. "
                "Wait for that process or end it, then try again"
            ) from busy
        except OSError as error:
            raise AuditError(
                f"the audit log in {self.folder} cannot be written ({error.strerror or error}), "
                "so nothing is answered: free space or mend its permissions, then try again"
            ) from error

    def _recover(self, position: Position) -> Position:
        """Take in whole records that a killed writer left beyond the head; part off the rest."""
        while True:
            position, torn = _follow(self.folder, position)
            is_last = not segment_path(self.folder, position.segment + 1).exists()
            if torn and not is_last:
                raise _damaged(self.folder, f"segment {position.segment} ends within a line")
            if torn:
                position = self._part_off(position, torn)
            if is_last:
                return position
            position = position.next_segment()

    def _part_off(self, position: Position, torn: bytes) -> Position:
        path = segment_path(self.folder, position.segment)
        aside = path.with_name(f"{path.stem}-{position.seq + 1}.torn")
        write_atomically(aside, torn)
        with path.open("rb+") as segment:
            segment.truncate(position.size)
            os.fsync(segment.fileno())
        content = {
            "bytes": len(torn),
            "file": aside.name,
            "says": "a line left half written by an interrupted append was moved aside",
            "sha256": hashlib.sha256(torn).hexdigest(),
        }
        return self._write(position, "torn-line", [canonical_content(content)])[0]

    def _write(
        self, position: Position, event: str, contents: list[msgspec.Raw]
    ) -> tuple[Position, list[Line]]:
        """Seal the contents and force them to disk as the next lines."""
        if position.size >= self._segment_bytes:
            position = position.next_segment()
        lines = chain(position.head, event, contents)
        block = b"".join(CANONICAL.encode(line) + b"\n" for line in lines)
        _extend(segment_path(self.folder, position.segment), position.size, block)
        return position.past(lines[-1], len(block)), lines


def read(folder: Path) -> Iterator[Record]:
    """The records in order, oldest first. ``AuditError`` at the first line that is no record."""
    for text, place in whole_lines(folder):
        line = parse_line(text)
        if line is None:
            raise AuditError(f"{place} is not an audit record: run  interdict audit verify")
        yield line.record


def export(folder: Path, out: BinaryIO) -> int:
    """Write the log as JSON lines, byte for byte as recorded; returns how many records."""
    count = 0
    for text, _ in whole_lines(folder):
        out.write(text + b"\n")
        count += 1
    return count


def whole_lines(folder: Path) -> Iterator[tuple[bytes, str]]:
    """Every line that has its newline, without it, and its place in words."""
    for path in segment_paths(folder):
        with path.open("rb") as segment:
            for number, text in enumerate(segment, start=1):
                if text.endswith(b"\n"):
                    yield text[:-1], f"line {number} of {path.name}"


def segment_path(folder: Path, number: int) -> Path:
    """Where a segment lies; the first is number 1."""
    return folder / f"{number:06}.jsonl"


def segment_paths(folder: Path) -> list[Path]:
    """The segments present, in order of their numbers."""
    found = [path for path in folder.glob("*.jsonl") if _SEGMENT_NAME.fullmatch(path.name)]
    return sorted(found, key=lambda path: int(path.stem))


def published_position(folder: Path) -> Position | None:
    """What ``head.json`` says; None when there is none. ``AuditError`` when it is unreadable."""
    try:
        stored = (folder / HEAD_FILE).read_bytes()
    except FileNotFoundError:
        return None
    try:
        position = msgspec.json.decode(stored, type=Position)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise _damaged(folder, f"{HEAD_FILE} is not readable") from None
    if CANONICAL.encode(position) != stored:
        raise _damaged(folder, f"{HEAD_FILE} is not as it was written")
    return position


def _position(folder: Path) -> Position:
    """Where to append. A new log publishes its empty head before its first record, so a
    head that is missing beside records was removed."""
    position = published_position(folder)
    if position is not None:
        return position
    if any(path.stat().st_size for path in segment_paths(folder)):
        raise _damaged(folder, f"{HEAD_FILE} is missing")
    write_atomically(folder / HEAD_FILE, CANONICAL.encode(Position()))
    return Position()


def _follow(folder: Path, position: Position) -> tuple[Position, bytes]:
    """The last record of a segment at or after ``position``, and what is torn behind it.

    A crash leaves a line without its end, or blocks of NULs. A whole line that does not
    follow is not a crash's work.
    """
    beyond = _beyond(folder, position)
    while beyond:
        text, newline, rest = beyond.partition(b"\n")
        line = parse_line(text) if newline else None
        if line is None or not _follows(line, position):
            if newline and b"\0" not in beyond:
                raise _damaged(folder, f"what follows record {position.seq} does not continue it")
            return position, beyond
        position = position.past(line, len(text) + 1)
        beyond = rest
    return position, b""


def _follows(line: Line, position: Position) -> bool:
    expected = (position.seq + 1, position.hash)
    return (line.seq, line.previous) == expected and line.hash == line.seal


def _beyond(folder: Path, position: Position) -> bytes:
    """What a segment holds after a position: nothing, unless a writer was killed."""
    path = segment_path(folder, position.segment)
    try:
        with path.open("rb") as segment:
            if os.fstat(segment.fileno()).st_size < position.size:
                raise _damaged(folder, f"{path.name} is shorter than {HEAD_FILE} says")
            segment.seek(position.size)
            return segment.read()
    except FileNotFoundError:
        if position.size:
            raise _damaged(folder, f"{path.name} is missing") from None
        return b""


def _extend(path: Path, size: int, block: bytes) -> None:
    """Add a block at the end, durably; a failed write (full disk) is taken back."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, mode_in(path.parent))
    try:
        os.lseek(handle, size, os.SEEK_SET)
        try:
            write_fully(handle, block)
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def _damaged(folder: Path, cause: str) -> AuditError:
    return AuditError(
        f"the audit log in {folder} was cut or damaged ({cause}), so nothing more is written "
        "to it: run  interdict audit verify , restore the folder from a backup, or move it "
        "away whole to keep as evidence and begin a new log"
    )
