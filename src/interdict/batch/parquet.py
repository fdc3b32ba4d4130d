"""Parquet in and out. pyarrow is optional (extra ``batch``), so it is imported where it is
used, and its absence is a message, not a traceback."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from interdict.batch.sheets import cell_text
from interdict.delimited import Record
from interdict.errors import MissingExtra, UsageError
from interdict.party import Query
from interdict.report.hits_table import HitLines, Line
from interdict.report.outfile import OutputFile
from interdict.screening.result import Hit

SIGNATURE = b"PAR1"
READ_ROWS = 10_000
GROUP_ROWS = 20_000
"""Rows held in memory before a row group is written."""


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as absent:
        raise MissingExtra("reading and writing Parquet", "batch") from absent
    return pyarrow, pyarrow.parquet


class ParquetRecords:
    """Iterates over the rows of a Parquet file, one batch in memory at a time."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        arrow, parquet = _pyarrow()
        self._arrow_error = arrow.ArrowException
        self._name = name
        self.damage = ""
        """Why the file could not be read to its end; empty while it can."""
        try:
            self._file = parquet.ParquetFile(stream)
        except (arrow.ArrowException, OSError) as error:
            raise UsageError(f"{name} is a damaged Parquet file ({error}): get it again") from error
        self.header: tuple[str, ...] = tuple(self._file.schema_arrow.names)
        self.count: int | None = self._file.metadata.num_rows

    def __iter__(self) -> Iterator[Record]:
        number = 1
        try:
            for batch in self._batches():
                columns = [texts(column) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    yield Record(number, cells)
                    number += 1
        except (self._arrow_error, OSError) as error:
            self.damage = f"the Parquet file is damaged from here on ({error})"
            yield Record(number, (), self.damage)

    def _batches(self) -> Iterator[Any]:
        """Row group by row group: a reader of them all holds more memory with each."""
        for group in range(self._file.num_row_groups):
            yield from self._file.iter_batches(batch_size=READ_ROWS, row_groups=[group])


def texts(column: Any) -> list[str]:
    """The cells of an Arrow column as a person would have typed them."""
    return [value if type(value) is str else cell_text(value) for value in column.to_pylist()]


class ParquetLines:
    """A table as Parquet; see ``report.hits_table.LinesWriter``."""

    def __init__(
        self, path: Path, header: Sequence[str], whole_numbers: Sequence[str] = ("row",)
    ) -> None:
        """All columns are text but ``score`` and those of ``whole_numbers``."""
        self._arrow, parquet = _pyarrow()
        types = dict.fromkeys(whole_numbers, self._arrow.int64())
        types["score"] = self._arrow.float64()
        self._schema = self._arrow.schema(
            [(name, types.get(name, self._arrow.string())) for name in header]
        )
        self._output = OutputFile(path)
        self._writer = parquet.ParquetWriter(self._output.path, self._schema, compression="zstd")
        self._rows: list[Line] = []

    def add(self, line: Line) -> None:
        """Add one line."""
        self._rows.append(line)
        if len(self._rows) >= GROUP_ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is held and give the file its name."""
        self._flush()
        self._writer.close()
        self._output.keep()

    def discard(self) -> None:
        """Leave no file behind."""
        self._writer.close()
        self._output.drop()

    def _flush(self) -> None:
        columns = zip(*self._rows, strict=True) if self._rows else ((),) * len(self._schema)
        arrays = [
            self._arrow.array(column, field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(self._arrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []


class ParquetHits:
    """A hits table as Parquet; see ``report.hits_table.HitsWriter``."""

    def __init__(self, path: Path, input_header: Sequence[str]) -> None:
        self._lines = HitLines(input_header)
        self._parquet = ParquetLines(path, self._lines.header)
        self.close = self._parquet.close
        self.discard = self._parquet.discard

    def write(
        self, row_number: int, input_values: Sequence[str], query: Query, hits: Sequence[Hit]
    ) -> None:
        """Add one line per hit."""
        for line in self._lines.of(row_number, input_values, query, hits):
            self._parquet.add(line)
