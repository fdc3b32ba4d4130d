"""The hits of a customer file as a table: one line per hit, the input columns carried.

The same table in three forms: CSV and JSON lines here, Parquet in ``batch.parquet``. Writers
stream, and the file gets its name when it is complete (see ``outfile``).
"""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import msgspec

from interdict.party import Query
from interdict.report.outfile import OutputFile
from interdict.screening.result import Hit
from interdict.screening.verdicts import hit_verdict

COLUMNS = (
    "row", "query_name", "score", "verdict", "party_id", "cluster", "matched_name", "kind",
    "lists", "programmes", "says",
)  # fmt: skip
"""Our columns; those of the input follow."""

REJECTED_COLUMNS = ("row", "line", "reason", "raw")

Line = tuple[int | float | str, ...]

_BETWEEN = "; "
_FORMULA_STARTS = frozenset("=+-@\t\r")
_SIGNED_NUMBER = re.compile(r"[+-][\d\s().,/-]*")


class HitsWriter(Protocol):
    """Takes the hits of one query after another; call ``close`` or ``discard`` once."""

    def write(
        self, row_number: int, input_values: Sequence[str], query: Query, hits: Sequence[Hit]
    ) -> None:
        """Add one line per hit; ``input_values`` in the order of the input's header."""
        ...

    def close(self) -> None:
        """Finish the file and give it its name."""
        ...

    def discard(self) -> None:
        """Give up: leave no file behind."""
        ...


class RejectedRow(Protocol):
    """What the rejects file needs of a row (``batch.tables.Rejected``)."""

    @property
    def row(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def reason(self) -> str: ...
    @property
    def raw(self) -> str: ...


class HitLines:
    """What a hits table says, whatever form it is written in."""

    def __init__(self, input_header: Sequence[str]) -> None:
        self.header = table_header(input_header)

    def of(
        self, row_number: int, input_values: Sequence[str], query: Query, hits: Sequence[Hit]
    ) -> Iterator[Line]:
        """One tuple per hit, in the order of ``header``."""
        for hit in hits:
            listings = hit.party.listings
            programmes = dict.fromkeys(word for each in listings for word in each.programmes)
            yield (
                row_number,
                query.name,
                hit.score,
                hit_verdict(hit),
                hit.party.id,
                hit.cluster,
                hit.matched_name,
                hit.party.kind,
                _BETWEEN.join(hit.lists),
                _BETWEEN.join(programmes),
                hit.says,
                *input_values,
            )


def table_header(input_header: Sequence[str], ours: Sequence[str] = COLUMNS) -> tuple[str, ...]:
    """Our columns and the input's, every name once.

    An input column that is called like one before it becomes ``input_NAME``; one without a
    name becomes ``input_column_N`` (1-based).
    """
    names: dict[str, None] = dict.fromkeys(ours)
    for number, printed in enumerate(input_header, 1):
        name = printed.strip() or f"input_column_{number}"
        while name in names:
            name = f"input_{name}"
        names[name] = None
    return tuple(names)


class CsvHits:
    """A hits table as CSV: comma, UTF-8 without byte order mark, CRLF (RFC 4180)."""

    def __init__(self, path: Path, input_header: Sequence[str]) -> None:
        self._lines = HitLines(input_header)
        self._csv = CsvLines(path, self._lines.header)
        self.close = self._csv.close
        self.discard = self._csv.discard

    def write(
        self, row_number: int, input_values: Sequence[str], query: Query, hits: Sequence[Hit]
    ) -> None:
        """Add one line per hit."""
        for line in self._lines.of(row_number, input_values, query, hits):
            self._csv.add(line)


class JsonLinesHits:
    """A hits table as JSON lines: one object per hit, the header's names as keys."""

    def __init__(self, path: Path, input_header: Sequence[str]) -> None:
        self._lines = HitLines(input_header)
        self._json = JsonLines(path, self._lines.header)
        self.close = self._json.close
        self.discard = self._json.discard

    def write(
        self, row_number: int, input_values: Sequence[str], query: Query, hits: Sequence[Hit]
    ) -> None:
        """Add one line per hit."""
        for line in self._lines.of(row_number, input_values, query, hits):
            self._json.add(line)


class RejectedCsv:
    """``OUTPUT.rejected.csv``: the rows that could not be screened, with line and reason."""

    def __init__(self, path: Path) -> None:
        self._csv = CsvLines(path, REJECTED_COLUMNS)
        self.close = self._csv.close
        self.discard = self._csv.discard

    def write(self, rejected: RejectedRow) -> None:
        """Add one row."""
        self._csv.add((rejected.row, rejected.line, rejected.reason, rejected.raw))


def rejected_path(output: Path) -> Path:
    """Where the rejected rows of a run with this output go."""
    return output.with_name(f"{output.name}.rejected.csv")


class LinesWriter(Protocol):
    """Takes the lines of any table of ours; call ``close`` or ``discard`` once."""

    def add(self, line: Line) -> None:
        """Add one line, in the order of the header."""
        ...

    def close(self) -> None:
        """Finish the file and give it its name."""
        ...

    def discard(self) -> None:
        """Give up: leave no file behind."""
        ...


@contextmanager
def whole(writer: LinesWriter) -> Iterator[LinesWriter]:
    """A table that appears when all of it was written, and not at all where anything stops it."""
    written = False
    try:
        yield writer
        written = True
    finally:
        if written:
            writer.close()
        else:
            writer.discard()


class JsonLines:
    """A table as JSON lines: one object per line, the header's names as keys."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self._header = tuple(header)
        self._output = OutputFile(path)
        self._file = self._output.path.open("wb")

    def add(self, line: Line) -> None:
        """Add one line."""
        record = dict(zip(self._header, line, strict=True))
        self._file.write(msgspec.json.encode(record) + b"\n")

    def close(self) -> None:
        """Finish the file and give it its name."""
        self._file.close()
        self._output.keep()

    def discard(self) -> None:
        """Leave no file behind."""
        self._file.close()
        self._output.drop()


class CsvLines:
    """A table as CSV: comma, UTF-8 without byte order mark, CRLF (RFC 4180)."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self._output = OutputFile(path)
        self._file = self._output.path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(map(inert, header))

    def add(self, line: Line) -> None:
        """Add one line."""
        self._writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in line])

    def close(self) -> None:
        """Finish the file and give it its name."""
        self._file.close()
        self._output.keep()

    def discard(self) -> None:
        """Leave no file behind."""
        self._file.close()
        self._output.drop()


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    CSV is what people open in a spreadsheet, and a customer may call himself
    ``=HYPERLINK(...)``: a cell that begins like a formula gets an apostrophe in front. Signed
    numbers and telephone numbers stay as they are. JSON lines and Parquet carry every cell
    unchanged; nothing evaluates those. (OWASP, "CSV Injection".)
    """
    if cell[:1] not in _FORMULA_STARTS or not cell or _SIGNED_NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"
