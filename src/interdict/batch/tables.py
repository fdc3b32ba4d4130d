"""Customer files as chunks of queries: CSV, XLSX and Parquet, compressed or not.

Every data row of the file comes out exactly once, as a ``Row`` to be screened or as a
``Rejected`` with its line and reason (invariant 1). Rows are numbered from 1 below the
header; blank lines are no rows and have no number.
"""

import contextlib
import io
import itertools
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Protocol, Self

import msgspec

from interdict.batch.columns import NAME_FIELDS, Columns, is_known, recognise
from interdict.batch.decoding import TextLines, unpacked
from interdict.batch.delimited import DelimitedRecords, Record, joined
from interdict.batch.parquet import SIGNATURE as PARQUET
from interdict.batch.parquet import ParquetRecords
from interdict.batch.queries import Asker
from interdict.batch.sheets import SIGNATURES as SHEETS
from interdict.batch.sheets import SheetRecords
from interdict.errors import UsageError
from interdict.party import Finding, Query

CHUNK_ROWS = 10_000


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row to be screened."""

    number: int
    """1-based data row of the input."""
    values: tuple[str, ...]
    """Every input cell, in the order of ``CustomerTable.header``."""
    query: Query


class Rejected(msgspec.Struct, frozen=True):
    """One row that cannot be screened."""

    row: int
    line: int
    """1-based physical line of the file; for spreadsheets the sheet's row."""
    reason: str
    """What is wrong, as the predicate of a sentence about the row."""
    raw: str
    """The row's text."""


class Chunk(msgspec.Struct, frozen=True):
    """Consecutive rows of the input; either tuple may be empty, not both."""

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]


_SHEETS = "only the first sheet with content was read; save these as files of their own: {}"
_NAMELESS = (
    "no column was recognised as the name, so only identifiers are screened; say which one is the "
    "name with  --column name=HEADER  (columns not used: {})"
)
_WINDOWS = (
    "{} is not UTF-8 and was read as Windows-1252; "
    "if accented letters look wrong in the output, save it as UTF-8"
)


class _Records(Protocol):
    header: tuple[str, ...]

    def __iter__(self) -> Iterator[Record]: ...


class CustomerTable:
    """A customer file, read once from front to back in bounded memory."""

    def __init__(
        self,
        stream: IO[bytes],
        name: str,
        columns: Mapping[str, str],
        files: contextlib.ExitStack,
    ) -> None:
        """See ``open``. ``files`` closes what was opened on the way."""
        self.name = name
        """The file's name as given; ``standard input`` for ``-``."""
        self._stream = stream
        self._files = files
        self._findings: list[Finding] = []
        self._text: TextLines | None = None
        self._records = self._opened(unpacked(stream))
        self.header = self._records.header
        """Headers of the input columns, as printed."""
        if not self.header:
            raise UsageError(f"{name} is empty: a header line and one line per customer are needed")
        self.columns: Columns = recognise(self.header, columns)
        """Which column was taken for what."""
        self._asker = Asker(self.columns)
        if not any(field in self.columns.fields for field in NAME_FIELDS):
            message = _NAMELESS.format(", ".join(self.columns.ignored))
            self._findings.append(self._note("no-name-column", message))

    @classmethod
    def open(
        cls, source: str | Path | IO[bytes], columns: Mapping[str, str] | None = None
    ) -> "CustomerTable":
        """Open a path, ``-`` for standard input, or a binary stream.

        ``columns`` maps our fields to headers of the file (``--column FIELD=HEADER``). Raises
        ``UsageError`` when the file is not there, is empty, has no header that can be read, or
        has no column that names anybody; ``MissingExtra`` for Parquet without pyarrow.
        """
        with contextlib.ExitStack() as files:
            stream, name = _stream(source, files)
            table = cls(stream, name, columns or {}, files)
            table._files = files.pop_all()
            return table

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close what ``open`` opened; a stream that was given stays open."""
        self._files.close()

    def chunks(self, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
        """The data rows in order, at most ``rows`` of them at a time."""
        numbered = enumerate(self._records, 1)
        while batch := tuple(itertools.islice(numbered, rows)):
            answers = [self._answer(number, record) for number, record in batch]
            yield Chunk(
                tuple(answer for answer in answers if type(answer) is Row),
                tuple(answer for answer in answers if type(answer) is Rejected),
            )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was odd in the rows read so far, once per cause with a count."""
        found = [*self._findings, *self._asker.findings(self.name)]
        if self._text and self._text.encoding == "cp1252":
            found.append(self._note("encoding-assumed", _WINDOWS.format(self.name)))
        return tuple(found)

    @property
    def bytes_read(self) -> int:
        """How far into the file (as stored, packed or not) reading has come."""
        return self._stream.tell() if self._stream.seekable() else 0

    @property
    def total_bytes(self) -> int | None:
        """Size of the file as stored; None for a stream whose end is not known."""
        path = Path(self.name)
        return path.stat().st_size if path.is_file() else None

    def _answer(self, number: int, record: Record) -> Row | Rejected:
        if record.problem:
            return Rejected(number, record.line, record.problem, record.raw)
        query = self._asker.ask(record.cells, number)
        if type(query) is Query:
            return Row(number, record.cells, query)
        return Rejected(number, record.line, str(query), joined(record.cells))

    def _opened(self, stream: io.BufferedReader) -> _Records:
        start = stream.peek(8)[:8]
        if start.startswith(PARQUET):
            return ParquetRecords(_seekable(stream, self._files), self.name)
        if start.startswith(SHEETS):
            sheet = SheetRecords(_seekable(stream, self._files), self.name)
            if sheet.unread:
                titles = ", ".join(sheet.unread)
                self._findings.append(self._note("sheets-not-read", _SHEETS.format(titles)))
            return sheet
        self._text = TextLines(stream)
        records = DelimitedRecords(self._text, is_known)
        if records.header_problem:
            raise UsageError(f"{self.name}: {records.header_problem}: correct that line")
        return records

    def _note(self, code: str, message: str) -> Finding:
        return Finding(severity="warning", code=code, message=message, source=self.name)


def _stream(source: str | Path | IO[bytes], files: contextlib.ExitStack) -> tuple[IO[bytes], str]:
    if not isinstance(source, str | Path):
        return source, str(getattr(source, "name", "input"))
    if str(source) == "-":
        return sys.stdin.buffer, "standard input"
    try:
        return files.enter_context(Path(source).open("rb")), str(source)
    except OSError as error:
        raise UsageError(f"cannot read {source}: {error.strerror}") from error


def _seekable(stream: IO[bytes], files: contextlib.ExitStack) -> IO[bytes]:
    """The stream itself if it is a file on disk, else a temporary copy on disk."""
    if isinstance(getattr(stream, "raw", None), io.FileIO) and stream.seekable():
        return stream
    copy = files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - ``files`` closes it
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy
