"""Tables with a header, whatever file they come in: CSV and its kin, or sheets of an XLSX."""

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

import msgspec
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from interdict.errors import MalformedFile
from interdict.lists.connector import SourceFile
from interdict.lists.csv_text import Line, read_delimited
from interdict.party import Finding

HEADER_DEPTH = 20
"""A header stands among this many first rows; above it there may be a title and a date."""
MAX_BYTES = 512 * 1024 * 1024
_ERROR_CELL = re.compile(rb"<c\b(?=[^>]*\bt=\"e\")[^>]*\br=\"([A-Z]+[0-9]+)\"")
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
"""What ``zipfile`` raises for damage: unknown methods and encryption are RuntimeErrors."""
_MIDNIGHT = datetime.time()

IsHeader = Callable[[Sequence[str]], bool]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A header and the rows under it."""

    title: str
    """File name, with the sheet's name where a workbook has several."""
    header: tuple[str, ...]
    preamble: tuple[Line, ...] = ()
    """Rows above the header: a title, a date."""
    lines: tuple[Line, ...] = ()


class Tables(msgspec.Struct, frozen=True, kw_only=True):
    """All tables of one file."""

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()
    rejected: int = 0
    """Rows that could not be read; each has a finding of severity ``error``."""


def is_workbook(content: bytes) -> bool:
    """An XLSX by its bytes: a ZIP that names a workbook, even if it is cut off."""
    return content.startswith(b"PK\x03\x04") and b"xl/" in content


def read_tables(file: SourceFile, is_header: IsHeader) -> Tables:
    """Every table of a file; ``is_header`` tells a header from the rows above it.

    Raises ``MalformedFile`` when the file as a whole cannot be trusted.
    """
    if is_workbook(file.content):
        return _read_workbook(file, is_header)
    text = read_delimited(file)
    table = _table(file.name, text.lines, is_header)
    return Tables(tables=(table,), findings=text.findings, rejected=text.rejected)


def _table(title: str, lines: Sequence[Line], is_header: IsHeader) -> Table:
    at = next((i for i, line in enumerate(lines[:HEADER_DEPTH]) if is_header(line.cells)), 0)
    return Table(
        title=title,
        header=lines[at].cells,
        preamble=tuple(lines[:at]),
        lines=tuple(lines[at + 1 :]),
    )


def _read_workbook(file: SourceFile, is_header: IsHeader) -> Tables:
    findings = _check_archive(file)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        sheets = [(sheet, _sheet_lines(workbook, sheet.name)) for sheet in workbook.sheets_metadata]
    except CalamineError as error:
        raise MalformedFile(
            f"{file.name} is not a readable XLSX workbook ({error}); it is damaged or protected "
            "by a password. Save it again without one, or as CSV"
        ) from error
    tables = []
    alone = sum(bool(lines) for _, lines in sheets) == 1
    for sheet, lines in sheets:
        if not lines:
            continue
        if sheet.visible != SheetVisibleEnum.Visible:
            findings.append(_hidden(file, sheet.name, len(lines)))
            continue
        title = file.name if alone else f"{file.name} [{sheet.name}]"
        tables.append(_table(title, lines, is_header))
    if not tables:
        raise MalformedFile(f"{file.name} has no visible sheet with rows: check the workbook")
    return Tables(tables=tuple(tables), findings=tuple(findings))


def _check_archive(file: SourceFile) -> list[Finding]:
    """Refuse a workbook that unpacks without measure; find cells whose formula failed.

    The reader gives those cells as empty, which would lose them without a word.
    """
    findings: list[Finding] = []
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
                raise MalformedFile(f"{file.name} unpacks to more than {MAX_BYTES} bytes: refused")
            for member in archive.namelist():
                content = archive.read(member)  # checks its CRC; the workbook's reader does not
                if member.startswith("xl/worksheets/") and member.endswith(".xml"):
                    findings += _failed_formulas(file.name, member, content)
    except _BROKEN_ZIP as error:
        raise MalformedFile(
            f"{file.name} is a damaged or cut-off XLSX workbook ({error}), or protected by a "
            "password: save it again without one"
        ) from error
    return findings


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


def _sheet_lines(workbook: CalamineWorkbook, name: str) -> list[Line]:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = tuple(_cell_text(cell) for cell in row)
        if any(cells):
            lines.append(Line(number, cells))
    return lines


def _cell_text(cell: object) -> str:
    """A cell as one would read it: whole numbers without ``.0``, days without midnight."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == _MIDNIGHT:
        return cell.date().isoformat()
    return str(cell).strip()
