"""Which writer a hits table gets, by the name of its file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from interdict.batch.parquet import ParquetHits, ParquetLines
from interdict.errors import UsageError
from interdict.report.hits_table import (
    CsvHits,
    CsvLines,
    HitsWriter,
    JsonLines,
    JsonLinesHits,
    LinesWriter,
)

_Writer = Callable[[Path, Sequence[str]], HitsWriter]

WRITERS: dict[str, _Writer] = {
    ".csv": CsvHits,
    ".jsonl": JsonLinesHits,
    ".ndjson": JsonLinesHits,
    ".parquet": ParquetHits,
}


def hits_writer(path: Path, input_header: Sequence[str]) -> HitsWriter:
    """The writer for the file's ending; ``UsageError`` names the endings there are."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsageError(
            f"cannot tell the format of {path.name}: end it in {', '.join(WRITERS)} or .html"
        )
    return writer(path, input_header)


def lines_writer(path: Path, header: Sequence[str], whole_numbers: Sequence[str]) -> LinesWriter:
    """The same for a table with a header of its own; a report is no such table.

    ``whole_numbers`` are columns whose values are integers; of the others only ``score`` is no
    text.
    """
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise UsageError(f"cannot tell the format of {path.name}: end it in {', '.join(WRITERS)}")
    if ending == ".parquet":
        return ParquetLines(path, header, whole_numbers)
    return CsvLines(path, header) if ending == ".csv" else JsonLines(path, header)
