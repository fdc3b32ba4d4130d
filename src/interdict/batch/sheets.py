"""Spreadsheets (XLSX, XLS, ODS) as records: the first sheet that holds anything."""

import datetime
import io
from collections.abc import Iterator
from typing import IO

import python_calamine

from interdict.delimited import Record, joined
from interdict.errors import UsageError
from interdict.lists.sheet import reach

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""First bytes of a zip container (XLSX, ODS) and of an OLE one (XLS)."""

MAX_CELLS = 200_000_000
"""Cells of one sheet, empty ones counted: the most rows a sheet can have, and 190 columns. The
reader takes room for all of them at once."""


class SheetRecords:
    """Iterates over the rows below the header row. A sheet is read whole into memory; the
    format holds at most 1,048,576 rows."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        content = stream.read()
        if (cells := reach(content)) > MAX_CELLS:
            raise UsageError(
                f"{name} has a sheet that reaches over {cells:,} cells: something stands far "
                "outside the table. Delete it, or save the table as CSV"
            )
        try:
            book = python_calamine.load_workbook(io.BytesIO(content))
            sheets = [(title, book.get_sheet_by_name(title)) for title in book.sheet_names]
        except (python_calamine.CalamineError, OSError) as error:
            raise UsageError(
                f"{name} looks like a spreadsheet but cannot be opened ({error}): "
                "save it again as XLSX without a password, or as CSV"
            ) from error
        filled = [(title, sheet) for title, sheet in sheets if sheet.height]
        self.unread = tuple(title for title, _ in filled[1:])
        """Titles of further sheets with content."""
        self.count: int | None = filled[0][1].height - 1 if filled else 0
        """Rows from the header to the last that holds anything."""
        self._rows = _numbered(filled[0][1]) if filled else iter(())
        self.header = next((cells for _, cells in self._rows if any(cells)), ())
        while self.header and not self.header[-1]:
            self.header = self.header[:-1]

    def __iter__(self) -> Iterator[Record]:
        width = len(self.header)
        for number, cells in self._rows:
            if any(cells[width:]):
                problem = f"has a value to the right of the last header (column {width})"
                yield Record(number, (), problem, joined(cells))
            elif any(cells):
                yield Record(number, cells[:width] + ("",) * (width - len(cells)))


def _numbered(sheet: python_calamine.CalamineSheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    first = sheet.start[0] if sheet.start else 0
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), first + 1):
        yield number, tuple(map(cell_text, row))


def cell_text(value: object) -> str:
    """A typed cell as the text a person would have typed: no ``.0``, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(map(cell_text, value))
    return str(value)
