"""Tables with a header, whatever file they come in: CSV and its kin, or sheets of an XLSX."""

from collections.abc import Callable, Sequence

import msgspec

from interdict.lists.connector import SourceFile
from interdict.lists.csv_text import Line, read_delimited
from interdict.lists.sheet import is_workbook, read_workbook
from interdict.party import Finding

HEADER_DEPTH = 20
"""A header stands among this many first rows; above it there may be a title and a date."""

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
    workbook = read_workbook(file)
    alone = len(workbook.sheets) == 1 and not any(
        finding.code == "hidden-sheet" for finding in workbook.findings
    )
    titles = (file.name if alone else f"{file.name} [{sheet.title}]" for sheet in workbook.sheets)
    return Tables(
        tables=tuple(
            _table(title, sheet.lines, is_header)
            for title, sheet in zip(titles, workbook.sheets, strict=True)
        ),
        findings=workbook.findings,
    )
