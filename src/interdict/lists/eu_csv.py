"""The Official Journal's tables: consolidated acts, and notices of amendments.

A consolidated file has a row per entry of an act's annexes. An amendment's file has the act
it amends and its own number, and says of no row whether it is added, changed or removed.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from interdict.errors import MalformedFile
from interdict.lists.connector import SourceFile
from interdict.lists.csv_text import decoded, first_cells, read_delimited
from interdict.party import Finding

ACT = "celex"
AMENDED, AMENDING = "amendedCelex", "amendmentCelex"
_CORE = frozenset(("recordId", "programKey", "annex", "measure", "schema", "name"))
REQUIRED = (*sorted(_CORE), "startDate", "alias", "birthDate", "imoNumber")
"""Without one of these a record is placed, named or told apart wrongly."""

COLUMNS = frozenset((
    ACT, AMENDED, AMENDING, *REQUIRED, "reason", "weakAlias", "previousName", "country",
    "nationality", "jurisdiction", "birthPlace", "position", "passportNumber", "gender",
    "appearance", "ethnicity", "fatherName", "motherName", "incorporationDate", "legalForm",
    "sector", "registrationNumber", "taxNumber", "idNumber", "innCode", "ogrnCode", "kppCode",
    "okpoCode", "leiCode", "swiftBic", "ticker", "mmsi", "flag", "address", "phone", "email",
    "website", "notes",
))  # fmt: skip

_CELEX = re.compile(r"3[12]\d{3}[RD]\d{4}")
_CELEX_IN_NAME = re.compile(r"(?<![0-9A-Za-z])3[12]\d{3}[RD]\d{4}(?![0-9A-Za-z])")
_DAMAGED = "Nothing was loaded: get the file again"


class Row(NamedTuple):
    """One entry of an annex."""

    act: str
    """CELEX number of the act whose annex it is, such as ``32014R0269``."""
    line: int
    cells: Mapping[str, str]
    """Column -> what is printed; empty cells are left out."""


class ActFile(NamedTuple):
    """One file, read."""

    name: str
    is_notice: bool
    rows: tuple[Row, ...]
    acts: frozenset[str]
    """The acts it holds, or amends; from its name where it has no row."""
    findings: tuple[Finding, ...]
    rejected: int
    """Rows that could not be read; each has a finding of severity ``error``."""


def is_act_file(file: SourceFile) -> bool:
    """Does the first row have the Journal's columns, or all but some of them?"""
    header = frozenset((first_cells(file.content) or [[]])[0])
    return len(header & _CORE) >= 4 and bool(header & {ACT, AMENDED, "programKey"})


def read_acts(file: SourceFile) -> ActFile:
    """All rows of a file; ``MalformedFile`` where it cannot be trusted as a whole."""
    text = read_delimited(file)
    header = text.lines[0].cells
    is_notice = AMENDED in header
    _check_header(file, header, is_notice)
    _check_end(file, len(text.lines), len(text.lines[-1].cells) < len(header))
    rows: list[Row] = []
    findings = [*text.findings, *_odd_columns(file, header)]
    rejected = text.rejected
    for line in text.lines[1:]:
        cells = dict(zip(header, line.cells, strict=False))
        act = cells.get(AMENDED if is_notice else ACT, "")
        problem = _problem(line.cells, header, act)
        if problem:
            rejected += 1
            findings.append(_unusable(file, line.number, problem))
            continue
        kept = {column: cell for column, cell in cells.items() if cell}
        rows.append(Row(act, line.number, kept))
    _check_rows(file, len(text.lines) - 1, len(rows), findings)
    named = _CELEX_IN_NAME.findall(file.name)
    acts = frozenset(row.act for row in rows) or frozenset(named[:1])
    return ActFile(file.name, is_notice, tuple(rows), acts, tuple(findings), rejected)


def _check_header(file: SourceFile, header: tuple[str, ...], is_notice: bool) -> None:
    wanted = (AMENDED, AMENDING) if is_notice else (ACT,)
    missing = [column for column in (*wanted, *REQUIRED) if column not in header]
    if missing:
        raise MalformedFile(
            f"{file.name} has no column {', '.join(missing)}; it is no whole table of the "
            f"Official Journal's annexes. {_DAMAGED}"
        )
    twice = sorted({column for column in header if header.count(column) > 1})
    if twice:
        raise MalformedFile(f"{file.name} has the column {twice[0]} twice. {_DAMAGED}")


def _check_end(file: SourceFile, lines: int, is_short: bool) -> None:
    """A last line without an end is cut off where it lacks cells, or where it is the header."""
    if (is_short or lines == 1) and not decoded(file).endswith(("\n", "\r")):
        raise MalformedFile(f"{file.name} ends in the middle of a line; it is cut off. {_DAMAGED}")


def _odd_columns(file: SourceFile, header: tuple[str, ...]) -> list[Finding]:
    absent = sorted(COLUMNS - {ACT, AMENDED, AMENDING} - {*header})
    found = [
        Finding(
            severity="warning",
            code="missing-column",
            message=f"the column {column} is not in every file; what it said is gone",
            field=column,
        )
        for column in absent
    ]
    return found + [
        Finding(
            severity="note",
            code="unmapped-element",
            message=f"the column {column} has no field here; its cells were kept as details",
            field=column,
        )
        for column in header
        if column not in COLUMNS
    ]


def _problem(cells: tuple[str, ...], header: tuple[str, ...], act: str) -> str:
    if len(cells) != len(header):
        return f"has {len(cells)} cells under {len(header)} headers"
    if not _CELEX.fullmatch(act):
        return f"has {act!r} where an act's CELEX number stands"
    return ""


def _unusable(file: SourceFile, line: int, problem: str) -> Finding:
    return Finding(
        severity="error",
        code="unusable-row",
        message=f"{file.name}, line {line}: the row {problem}; it was left out",
        record=f"{file.name}, line {line}",
    )


def _check_rows(file: SourceFile, rows: int, usable: int, findings: list[Finding]) -> None:
    if rows and usable * 2 < rows:
        first = next(finding for finding in findings if finding.code == "unusable-row")
        raise MalformedFile(
            f"{file.name}: {rows - usable} of {rows} rows cannot be read; the first: "
            f"{first.message}. {_DAMAGED}"
        )
