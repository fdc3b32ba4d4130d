"""Checking an audit log: every record, the chain between them, and where it must end.

Reads only, so an auditor can check a copy on a read-only disk.
"""

from pathlib import Path

import msgspec

from interdict.audit import (
    HEAD_FILE,
    Position,
    published_position,
    segment_path,
    segment_paths,
)
from interdict.audit_record import GENESIS, Head, Line, parse_line
from interdict.errors import AuditError


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a log is not what was written."""

    says: str
    """A plain sentence."""
    seq: int | None = None
    """The record concerned, where it still says its number."""
    file: str = ""
    line: int = 0
    """1-based line of ``file``; 0 where no line is concerned."""

    def __str__(self) -> str:
        place = f"{self.file} line {self.line}: " if self.line else ""
        return place + self.says


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """What ``verify`` found."""

    records: int
    """Readable records checked."""
    head: Head
    """The newest record found: publish it elsewhere to protect the tail."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """Traces of interrupted writes: not tampering, and nothing acknowledged was lost."""

    @property
    def ok(self) -> bool:
        """No problem was found."""
        return not self.problems


def verify(folder: Path, published_head: Head | None = None) -> Verification:
    """Check every record of the log in ``folder``.

    Finds any edit, removal, insertion, reorder or renumbering, a missing segment, and a tail
    cut off, against ``head.json`` and against ``published_head``, the one kept elsewhere.
    Others may append meanwhile: the head is read first, and a line still being written
    counts as interrupted, which is a note.
    """
    walk = _Walk(published_head)
    position = _read_head(folder, walk)
    walk.expect(position)
    paths = segment_paths(folder)
    _check_numbers(folder, paths, walk)
    for path in paths:
        walk.segment(path, is_last=path == paths[-1])
    walk.compare_heads(position)
    for aside in sorted(folder.glob("*.torn")):
        walk.notes.append(f"{aside.name} keeps a half-written line that an append moved aside")
    return Verification(
        records=walk.records,
        head=walk.newest,
        problems=tuple(walk.problems),
        notes=tuple(walk.notes),
    )


def _read_head(folder: Path, walk: "_Walk") -> Position | None:
    try:
        position = published_position(folder)
    except AuditError:
        walk.problem(f"{HEAD_FILE} was changed: it is not as an append writes it")
        return None
    if position is None and any(path.stat().st_size for path in segment_paths(folder)):
        walk.problem(f"{HEAD_FILE} is missing, so nothing here shows where the log must end")
    return position


def _check_numbers(folder: Path, paths: list[Path], walk: "_Walk") -> None:
    for number, path in enumerate(paths, start=1):
        if path != segment_path(folder, number):
            missing = segment_path(folder, number).name
            walk.problem(
                f"segment {missing} is missing or was renamed: {path.name} is in its place"
            )
            return


class _Walk:
    """One pass over the records, remembering what the next one must say."""

    def __init__(self, given: Head | None) -> None:
        self.records = 0
        self.newest = Head()
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self._given = given
        self._next_seq = 1
        self._previous: str | None = GENESIS
        """Hash the next record must name; None after a line that could not be read."""
        self._file = ""
        self._line = 0
        self._watched: dict[int, Position | None] = {0: Position()}
        """Where the records that the heads name were found."""

    def expect(self, position: Position | None) -> None:
        """Watch for the records that the heads name."""
        for head in (position, self._given):
            if head is not None and head.seq:
                self._watched[head.seq] = None

    def problem(self, says: str, seq: int | None = None) -> None:
        """Note a problem at the line being read."""
        self.problems.append(Problem(says=says, seq=seq, file=self._file, line=self._line))

    def segment(self, path: Path, is_last: bool) -> None:
        """Check the lines of one segment."""
        self._file, size = path.name, 0
        with path.open("rb") as lines:
            for self._line, text in enumerate(lines, start=1):
                size += len(text)
                if text.endswith(b"\n"):
                    self._check(text[:-1], int(path.stem), size)
                else:
                    self._torn(len(text), is_last)
        self._file, self._line = "", 0

    def _check(self, text: bytes, segment: int, size: int) -> None:
        line = parse_line(text)
        if line is None:
            self.problem(f"this is not a record as it was written; record {self._next_seq} is due")
            self._next_seq += 1
            self._previous = None
            return
        self.records += 1
        self._check_order(line)
        if line.hash != line.seal:
            self.problem(
                f"record {line.seq} was changed: its hash is not that of its content", line.seq
            )
        self._next_seq, self._previous = line.seq + 1, line.hash
        self.newest = Head(line.seq, line.hash)
        if line.seq in self._watched:
            self._watched[line.seq] = Position(
                hash=line.hash, segment=segment, seq=line.seq, size=size
            )

    def _check_order(self, line: Line) -> None:
        if line.seq > self._next_seq:
            self.problem(
                f"records {self._next_seq} to {line.seq - 1} are missing before this one", line.seq
            )
        elif line.seq < self._next_seq:
            self.problem(
                f"record {line.seq} is out of order or repeated; {self._next_seq} is due", line.seq
            )
        elif self._previous is not None and line.previous != self._previous:
            self.problem(
                f"record {line.seq} does not continue record {line.seq - 1}: "
                "one of the two was changed, or others stood between them",
                line.seq,
            )

    def _torn(self, length: int, is_last: bool) -> None:
        if not is_last:
            self.problem("the segment ends within a line, though another follows it")
            return
        self.notes.append(
            f"{self._file} ends with {length} bytes of a line that was never finished; "
            "the next append moves them aside"
        )

    def compare_heads(self, position: Position | None) -> None:
        """Is the record that each head names there, with that hash, at that place?"""
        if position is not None:
            self._compare(position.head, f"the published head ({HEAD_FILE})")
            found = self._watched.get(position.seq)
            if (
                found is not None
                and found.hash == position.hash
                and position.seq
                and found != position
            ):
                self.problem(f"record {position.seq} does not lie where {HEAD_FILE} says")
            if self.newest.seq > position.seq:
                self.notes.append(
                    f"{self.newest.seq - position.seq} whole record(s) after the published head "
                    f"{position.seq}: a writer was interrupted; the next append publishes them"
                )
        if self._given is not None:
            self._compare(self._given, "the head you gave")

    def _compare(self, head: Head, whose: str) -> None:
        found = self._watched.get(head.seq)
        if found is None:
            self.problem(
                f"the tail was cut off: {whose} names record {head.seq}, "
                f"but the log ends at {self.newest.seq}",
                head.seq,
            )
        elif found.hash != head.hash:
            self.problem(f"record {head.seq} is not the one that {whose} names", head.seq)
