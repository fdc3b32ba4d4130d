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

from interdict.batch.columns import NAME_FIELDS, Columns, is_known, recognise
from interdict.batch.parquet import SIGNATURE as PARQUET
from interdict.batch.parquet import ParquetRecords
from interdict.batch.queries import Unread, unread_findings
from interdict.batch.rows import Block, Chunk, RowReader
from interdict.batch.sheets import SIGNATURES as SHEETS
from interdict.batch.sheets import SheetRecords
from interdict.decoding import TextLines, unpacked
from interdict.delimited import DelimitedRecords, Record
from interdict.errors import UsageError
from interdict.party import Finding

CHUNK_ROWS = 10_000
BLOCK_CHARACTERS = 1 << 22
"""A block is cut short where its cells hold more text: rows may be long."""
_STEP = 100
"""Records between two looks at how much text there is."""

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
    count: int | None
    """How many records there are, where the format says so before they are read."""

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
        self._reader = RowReader(self.columns)
        self._unread: tuple[Unread, ...] = ()
        self._at = (0, 0)
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

    def blocks(self, rows: int = CHUNK_ROWS, after: int = 0) -> Iterator[Block]:
        """The records after the row numbered ``after`` in order, at most ``rows`` at a time."""
        records = itertools.islice(self._records, after, None)
        number = after + 1
        while taken := _taken(records, rows):
            block = Block(number, taken)
            self._at = (block.last, taken[-1].line)
            yield block
            number += len(taken)

    def chunks(self, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
        """The data rows in order, at most ``rows`` of them at a time."""
        for block in self.blocks(rows):
            chunk = self._reader.read(block)
            self._unread += self._reader.unread()
            yield chunk

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was odd in the table, and in the ``chunks`` read so far, once per cause with a
        count."""
        found = [*self._findings, *unread_findings(self._unread, self.header, self.name)]
        if self._text and self._text.encoding == "cp1252":
            found.append(self._note("encoding-assumed", _WINDOWS.format(self.name)))
        return tuple(found)

    @property
    def expected_rows(self) -> int | None:
        """How many rows there will be: said by the format, or reckoned from how far reading has
        come; None where the end is not known."""
        if self._records.count is not None or self._text is None:
            return self._records.count
        rows, line = self._at
        path = Path(self.name)
        stored = path.stat().st_size if path.is_file() else 0
        share = self._text.share_given(line) * self._stream.tell() / stored if stored else 0.0
        return round(rows / share) if share else None

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


def _taken(records: Iterator[Record], rows: int) -> tuple[Record, ...]:
    taken: list[Record] = []
    size = 0
    while len(taken) < rows and size < BLOCK_CHARACTERS:
        step = list(itertools.islice(records, min(_STEP, rows - len(taken))))
        if not step:
            break
        taken += step
        size += sum(map(len, itertools.chain.from_iterable(record.cells for record in step)))
        size += sum(len(record.raw) for record in step)
    return tuple(taken)


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
