"""Tables of one's own (stakes, listed parties, dealings, relations), opened: CSV, packed or
not, or Parquet."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from interdict.batch.parquet import SIGNATURE as PARQUET
from interdict.batch.parquet import ParquetRecords
from interdict.decoding import TextLines, unpacked
from interdict.delimited import DelimitedRecords, Record
from interdict.errors import UsageError
from interdict.ownership.reading import Report
from interdict.ownership.stakes_csv import Known
from interdict.party import Finding


class Records(Protocol):
    """A table's header and records, whatever file they are in."""

    header: tuple[str, ...]

    def __iter__(self) -> Iterator[Record]: ...


@contextmanager
def opened(path: Path, known: Known, report: Report) -> Iterator[Records]:
    """The records of a table; ``-`` is standard input. ``known`` tells headers that are its own.

    ``UsageError`` for a file that cannot be read as such a table.
    """
    with ExitStack() as files:
        try:
            raw = _stream(path, files)
            _warn_of_cut(raw, path.name, report)
        except OSError as error:
            raise UsageError(f"cannot read {path}: {error.strerror}") from error
        stream = unpacked(raw)
        records: Records
        if stream.peek(8)[:8].startswith(PARQUET):
            records = ParquetRecords(raw, path.name)
        else:
            records = _text(stream, known, path.name)
        try:
            yield records
        except UsageError as error:
            raise UsageError(f"{path.name}: {error}") from error


def _text(stream: io.BufferedReader, known: Known, name: str) -> DelimitedRecords:
    records = DelimitedRecords(TextLines(stream), known, ragged=True)
    if records.header_problem:
        raise UsageError(f"{name}: {records.header_problem}: correct that line")
    return records


def _warn_of_cut(raw: io.BufferedReader, name: str, report: Report) -> None:
    """A file that was cut off ends in the middle of a line, and 50 may be what is left of 501."""
    if not raw.seekable():
        return
    size = raw.seek(0, os.SEEK_END)
    raw.seek(0)
    start = raw.peek(4)[:4]
    if size and not start.startswith((PARQUET, b"\x1f\x8b", b"\xfd7zX")):
        raw.seek(-1, os.SEEK_END)
        if raw.read(1) not in (b"\n", b"\r", b"\x00"):
            says = f"{name}: the last line has no end: if the file was cut off, it is not whole"
            report.note(Finding(severity="note", code="unfinished-line", message=says))
        raw.seek(0)


def _stream(path: Path, files: ExitStack) -> io.BufferedReader:
    """The file, closed with the others, or standard input, taken as it comes."""
    if str(path) == "-":
        return io.BufferedReader(io.BytesIO(sys.stdin.buffer.read()))
    return files.enter_context(path.open("rb"))
