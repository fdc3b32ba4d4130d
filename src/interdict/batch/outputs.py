"""Which writer a hits table gets, by the name of its file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from interdict.batch.parquet import ParquetHits
from interdict.errors import UsageError
from interdict.report.hits_table import CsvHits, HitsWriter, JsonLinesHits

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
