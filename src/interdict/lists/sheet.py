"""Spreadsheets as their publishers save them: bytes to sheets of rows of text, or a clear no.

XLSX (ECMA-376) is a ZIP of XML parts. It is read whole, so what would exhaust the machine is
refused before it is opened: an archive that unpacks without measure, and a sheet whose few
cells lie so far apart that the table between them would fill the memory.
"""

import datetime
import html
import io
import re
import zipfile
import zlib
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from interdict.errors import MalformedFile
from interdict.lists.connector import SourceFile
from interdict.lists.csv_text import Line
from interdict.party import Finding

MAX_BYTES = 512 * 1024 * 1024
"""Unpacked size of all parts together."""
MAX_CELLS = 10_000_000
"""Cells of one sheet, empty ones between others counted: fifteen times the largest list."""

_SNIFFED = 1024 * 1024
_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of the old Office container: XLS, or an XLSX protected by a password."""
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)<")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*)?(?<!/)>")
_REFERENCE = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Z]+)([0-9]+)[\"'][^<>]*(?<!/)>")
_ERROR_CELL = re.compile(rb"<c\b(?=[^>]*\bt=\"e\")[^>]*\br=\"([A-Z]+[0-9]+)\"")
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What ``zipfile`` raises for damage: unknown methods and encryption are RuntimeErrors."""
_MIDNIGHT = datetime.time()


class Sheet(NamedTuple):
    """One visible sheet that holds anything."""

    title: str
    lines: tuple[Line, ...]
    """Rows with content, all of one width; ``number`` is the row of the sheet, from 1."""


class Workbook(NamedTuple):
    """What a workbook holds."""

    sheets: tuple[Sheet, ...]
    """At least one."""
    findings: tuple[Finding, ...]
    """Hidden sheets that were not read, formulas that failed."""


def is_workbook(content: bytes) -> bool:
    """An XLSX by its bytes: a ZIP that names a workbook, even if it is cut off."""
    return content.startswith(b"PK\x03\x04") and b"xl/" in content


def first_texts(content: bytes) -> frozenset[str]:
    """The texts a workbook begins with, for ``claims``: headers are among them.

    Looks at the first MB of each part that holds text. Never raises: empty for what is no
    workbook or a broken one.
    """
    if not is_workbook(content):
        return frozenset()
    found: set[bytes] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                if member.startswith("xl/") and re.search(r"sharedStrings|sheet\d*\.xml$", member):
                    with archive.open(member) as part:
                        found.update(_TEXT.findall(part.read(_SNIFFED)))
    except _BROKEN_ZIP:
        pass
    return frozenset(html.unescape(text.decode("utf-8", "replace")).strip() for text in found)


def read_workbook(file: SourceFile) -> Workbook:
    """The visible sheets of an XLSX, cells as one would read them.

    Dates come as ``2026-01-08``, truth values as ``True`` and ``False``. Raises
    ``MalformedFile`` for a file that is damaged, cut off, protected by a password, too large,
    or without a row.
    """
    refuse_container(file)
    findings = _check_archive(file)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        sheets = [(sheet, _lines(workbook, sheet.name)) for sheet in workbook.sheets_metadata]
    except CalamineError as error:
        raise MalformedFile(
            f"{file.name} is not a readable XLSX workbook ({error}); it is damaged or protected "
            "by a password. Save it again without one, or as CSV"
        ) from error
    found = []
    for sheet, lines in sheets:
        if lines and sheet.visible != SheetVisibleEnum.Visible:
            findings.append(_hidden(file, sheet.name, len(lines)))
        elif lines:
            found.append(Sheet(sheet.name, lines))
    if not found:
        raise MalformedFile(f"{file.name} has no visible sheet with rows: check the workbook")
    return Workbook(tuple(found), tuple(findings))


def refuse_container(file: SourceFile) -> None:
    """Say of a workbook in the old container that this is why it is not read."""
    if file.content.startswith(_CONTAINER):
        raise MalformedFile(
            f"{file.name} is a workbook of an old version of Excel (XLS), or protected by a "
            "password: save it again as XLSX without one; nothing was changed"
        )


def _check_archive(file: SourceFile) -> list[Finding]:
    """Refuse a workbook that grows without measure; find cells whose formula failed.

    The reader gives those cells as empty, which would lose them without a word.
    """
    findings: list[Finding] = []
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
                raise MalformedFile(f"{file.name} unpacks to more than {MAX_BYTES} bytes: refused")
            for member in archive.namelist():
                content = archive.read(member)  # checks its CRC; the workbook's reader does not
                if member.endswith("workbook.bin"):
                    raise MalformedFile(f"{file.name} is a binary workbook (XLSB): save it as XLSX")
                if b"sheetData" in content:
                    _refuse_vast(file, member, content)
                    findings += _failed_formulas(file.name, member, content)
    except _BROKEN_ZIP as error:
        raise MalformedFile(
            f"{file.name} is a damaged or cut-off XLSX workbook ({error}), or protected by a "
            "password: save it again without one"
        ) from error
    return findings


def _refuse_vast(file: SourceFile, member: str, sheet: bytes) -> None:
    """The reader takes room for every cell up to the last row and column, and dies without."""
    cells = _reach(sheet)
    if cells > MAX_CELLS:
        raise MalformedFile(
            f"{file.name}, {member}: the sheet reaches over {cells:,} cells, more than the "
            f"{MAX_CELLS:,} that any list needs; something stands far outside the table. Delete "
            "it, or save the table as CSV"
        )


def reach(content: bytes) -> int:
    """The most cells that a sheet of a workbook reaches over, empty ones between others counted;
    0 for what is no XLSX or a broken one."""
    if not is_workbook(content):
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = (member for member in archive.infolist() if member.file_size <= MAX_BYTES)
            sheets = (archive.read(part) for part in parts if "sheet" in part.filename)
            return max((_reach(sheet) for sheet in sheets if b"sheetData" in sheet), default=0)
    except _BROKEN_ZIP:
        return 0


def _reach(sheet: bytes) -> int:
    rows = _ROW.split(sheet)
    widest = max(len(_CELL.findall(row)) for row in rows)
    named = _REFERENCE.findall(sheet)
    last_row = max((int(row) for row in {row for _, row in named}), default=0)
    last_column = max(map(_column, {column for column, _ in named}), default=0)
    return max(len(rows), last_row) * max(widest, last_column)


def _column(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _failed_formulas(name: str, member: str, sheet: bytes) -> list[Finding]:
    cells = [cell.decode() for cell in _ERROR_CELL.findall(sheet)]
    if not cells:
        return []
    shown = ", ".join(cells[:5]) + (" ..." if len(cells) > 5 else "")
    return [
        Finding(
            severity="warning",
            code="formula-error",
            message=f"{name}, {member}: {len(cells)} cell(s) hold a formula's error instead of a "
            f"value ({shown}) and were read as empty: mend the formulas and save again",
            count=len(cells),
        )
    ]


def _hidden(file: SourceFile, sheet: str, rows: int) -> Finding:
    return Finding(
        severity="warning",
        code="hidden-sheet",
        message=f"{file.name}: the hidden sheet {sheet!r} ({rows} rows) was not read: unhide it "
        "if its rows belong to the list",
        count=rows,
    )


def _lines(workbook: CalamineWorkbook, title: str) -> tuple[Line, ...]:
    rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
    lines = (Line(number, tuple(map(_cell_text, row))) for number, row in enumerate(rows, start=1))
    return tuple(line for line in lines if any(line.cells))


def _cell_text(cell: object) -> str:
    """A cell as one would read it: whole numbers without ``.0``, days without midnight."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == _MIDNIGHT:
        return cell.date().isoformat()
    return str(cell).strip()
