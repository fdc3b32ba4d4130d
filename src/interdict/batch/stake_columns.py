"""A clean table of stakes read column by column, for the size of a country's register.

pyarrow (extra ``batch``) cuts ten million lines into columns of numbered texts, and each text is
read once. The few lines with a cell that needs a finding are read by ``stakes_csv``, which says
what and where; where lines are of different widths, name no owner or are doubtful in great number,
all of them are. Both ways give the same table.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from interdict.delimited import Record
from interdict.errors import UsageError
from interdict.ownership.reading import Report
from interdict.ownership.share import UNKNOWN, parse
from interdict.ownership.stakes_csv import COLUMNS, NEEDED, StakeRows, columns, date_of
from interdict.ownership.table import ALWAYS, CODE, FOR_EVER, VOTES, StakeTable, TableBuilder

LEAST_BYTES = 8 << 20
"""Below it reading line by line is as quick."""

_BLOCK = 32 << 20
_MOST_ODD = 20_000
"""Rows that are read one by one, before all of them are."""
_UNREAD = -1
"""Stands for a cell that a row must be read for."""
Codes = npt.NDArray[np.int32]


class _Doubtful(Exception):
    """Something in the table needs a finding."""


def read_clean(path: Path, parquet: bool, report: Report) -> StakeTable | None:
    """The table of a file, CSV as published or Parquet; None where it must be read line by line
    (then nothing was reported), or pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.compute
    except ImportError:
        return None
    try:
        table = _parquet(path) if parquet else _csv(path)
        columns_read = _Columns(table, path.name, 1 if parquet else 2)
    except (_Doubtful, UsageError, pyarrow.ArrowException, UnicodeError, OSError):
        return None
    found = columns_read.table(report)
    del table, columns_read
    pyarrow.default_memory_pool().release_unused()
    return found


def _csv(path: Path) -> Any:
    from pyarrow import csv

    with path.open("rb") as file:
        header = file.readline(1 << 16).decode("utf-8-sig").rstrip("\r\n")
        lines = 0
        for piece in iter(lambda: file.read(_BLOCK), b""):
            lines += piece.count(b"\n")
            if b"\x00" in piece:  # no text: the reader of lines says which line
                raise _Doubtful
        file.seek(-1, 2)
        lines += file.read(1) != b"\n"
    delimiter = max(",;\t|", key=header.count)
    names = header.split(delimiter)
    if '"' in header or len(set(names)) < len(names):
        raise _Doubtful
    table = csv.read_csv(
        path,
        read_options=csv.ReadOptions(column_names=names, skip_rows=1, block_size=_BLOCK),
        parse_options=csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(names, _texts()),
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
        ),
    )
    if table.num_rows != lines:  # a cell goes over lines: which line a row is on is open
        raise _Doubtful
    return table


def _parquet(path: Path) -> Any:
    from pyarrow import parquet

    table = parquet.read_table(path)
    if any(str(field.type) != "string" for field in table.schema):
        raise _Doubtful  # numbers and dates are written out as the reader of lines does
    return table.cast(_schema(table.column_names))


def _texts() -> Any:
    import pyarrow

    return pyarrow.dictionary(pyarrow.int32(), pyarrow.string())


def _schema(names: Sequence[str]) -> Any:
    import pyarrow

    return pyarrow.schema([(name, _texts()) for name in names])


class _Columns:
    """The columns of a table, and the rows that must be read one by one."""

    def __init__(self, table: Any, name: str, first: int) -> None:
        self.header = tuple(table.column_names)
        at = columns(self.header, COLUMNS, NEEDED, "stakes")
        if len(set(at) - {None}) < len(self.header):
            raise _Doubtful  # a column that is not read has a finding
        self._table, self._first, count = table, first, table.num_rows
        picked = {
            field: None if column is None else table.column(column)
            for field, column in zip(COLUMNS, at, strict=True)
        }
        builder: Any = TableBuilder()
        self.builder, builder.source = builder, name
        builder.owner, builder.owned, builder.ids = _entities(picked["owner"], picked["owned"])
        builder.codes = {entity: code for code, entity in enumerate(builder.ids)}
        kind = _read(picked["kind"], count, _kind, 0)
        share = _read(picked["percent"], count, lambda text: _share(builder, text), _UNREAD)
        share = np.where(kind <= VOTES, share, builder.share_code(UNKNOWN))
        builder.since = _read(picked["from"], count, lambda text: _day(text, ALWAYS), ALWAYS)
        builder.until = _read(picked["to"], count, lambda text: _day(text, FOR_EVER), FOR_EVER)
        builder.group = _read(
            picked["joint_group"], count, lambda text: builder.group_code(text.strip()), 0
        )
        builder.kind, builder.share = kind.astype(np.int8), share.astype(np.int32)
        builder.places = np.arange(first, count + first, dtype=np.int32)
        unread = [kind, share, builder.since, builder.until]
        odd = (builder.owner == builder.owned) | (builder.since > builder.until)
        for column in unread:
            odd |= column == _UNREAD
        self.odd = np.flatnonzero(odd)
        if len(self.odd) > _MOST_ODD:
            raise _Doubtful

    def table(self, report: Report) -> StakeTable:
        """The whole table, with what was odd about some of its rows."""
        rows, builder = StakeRows(self.header, report), self.builder
        builder.fill()
        for row in self.odd.tolist():
            texts = self._table.slice(row, 1).to_pylist()[0]
            record = Record(row + self._first, tuple(texts[name] for name in self.header))
            cells = rows.cells(record)
            if cells is not None:
                builder.kind[row] = CODE[cells.kind]
                builder.share[row] = builder.share_code(cells.share)
                builder.since[row] = cells.since.toordinal() if cells.since else ALWAYS
                builder.until[row] = cells.until.toordinal() if cells.until else FOR_EVER
                builder.uncertain[row] = cells.uncertain
        report.records = len(builder.owner)
        return StakeTable(builder)


def _entities(owner: Any, owned: Any) -> tuple[Codes, Codes, list[str]]:
    """(codes of the owners, codes of what they own, ids), numbered as they are first met."""
    import pyarrow as arrow

    both = arrow.chunked_array([*owner.chunks, *owned.chunks]).unify_dictionaries()
    texts = both.chunk(0).dictionary
    trimmed = arrow.compute.utf8_trim_whitespace(texts)
    if both.null_count or not trimmed.equals(texts) or _has_empty(texts, arrow):
        raise _Doubtful
    codes = np.concatenate([chunk.indices.to_numpy() for chunk in both.chunks])
    half = len(owner)
    met = np.full(len(texts), 2 * half)  # where each is met first, line by line
    np.minimum.at(met, codes[:half], np.arange(half) * 2)
    np.minimum.at(met, codes[half:], np.arange(half) * 2 + 1)
    named = np.argsort(met, kind="stable")[: np.count_nonzero(met < 2 * half)]
    number = np.zeros(len(texts), dtype=np.int32)
    number[named] = np.arange(len(named), dtype=np.int32)
    codes = number[codes]
    return codes[:half], codes[half:], texts.take(arrow.array(named)).to_pylist()


def _has_empty(texts: Any, arrow: Any) -> bool:
    return bool(len(texts)) and arrow.compute.min(arrow.compute.utf8_length(texts)).as_py() == 0


def _read(column: Any, count: int, read: Callable[[str], int], absent: int) -> Codes:
    """What each text of a column stands for; of a column that is not there ``absent``."""
    if column is None:
        return np.full(count, absent, dtype=np.int32)
    if column.null_count:
        raise _Doubtful
    column = column.unify_dictionaries()
    texts = column.chunk(0).dictionary.to_pylist() if column.num_chunks else []
    values = np.array([read(text) for text in texts], dtype=np.int32)
    found: Codes = values[np.concatenate([chunk.indices.to_numpy() for chunk in column.chunks])]
    return found


def _kind(text: str) -> int:
    return CODE.get(text.strip().lower() or "shares", _UNREAD)


def _share(builder: TableBuilder, text: str) -> int:
    try:
        return builder.share_code(parse(text)) if text.strip() else _UNREAD
    except UsageError:
        return _UNREAD


def _day(text: str, absent: int) -> int:
    try:
        return date_of(text.strip()).toordinal() if text.strip() else absent
    except ValueError:
        return _UNREAD
