"""Australia's consolidated list (DFAT), as XLSX: one row per name.

Form: the workbook "Australian Sanctions Consolidated List" (until 2025
``regulation8_consolidated.xlsx``) of the Department of Foreign Affairs and Trade; it has no
published schema. The rows ``2``, ``2a``, ``2b1`` are names of party 2 and repeat its facts. Since
2025 columns of yes and no state the measures. The file states no publication date: a control
date is the day on which a party's entry was last changed.
"""

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from interdict.errors import MalformedFile
from interdict.lists import sheet
from interdict.lists.au_party import KNOWN, NAME, NEEDED, REFERENCE, Group, Row
from interdict.lists.catalog import provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.own_ids import Claim, own_ids
from interdict.lists.table import Table, read_tables
from interdict.party import Finding, Party

_REFERENCE = re.compile(r"(?P<party>\d+)(?:[a-z]{1,2}\d*)?", re.I)


class AuXlsx:
    """Reads ``au-xlsx`` files."""

    form = "au-xlsx"

    def claims(self, file: SourceFile) -> bool:
        """A workbook with the column ``Name of Individual or Entity``, which no other has?"""
        return NAME in sheet.first_texts(file.content)

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The file never says."""
        return None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading; ``MalformedFile`` where a column is missing or nobody is listed."""
        file = files.files[0]
        found = read_tables(file, lambda cells: NAME in _header(cells))
        (table, *others) = sorted(found.tables, key=lambda each: NAME not in _header(each.header))
        missing = [column for column in NEEDED if column not in _header(table.header)]
        if missing or not table.lines:
            cause = f"has no column {', '.join(missing)}" if missing else "has no row"
            raise MalformedFile(
                f"{file.name} {cause}: it lists nobody. Nothing was loaded: download the file "
                "again from the Department of Foreign Affairs and Trade"
            )
        reader = _Reader(request, (*found.findings, *(_other_sheet(each) for each in others)))
        for row in _rows(table):
            reader.sort(row)
        return (reader.reading(),)


AU_XLSX = AuXlsx()


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)


def _rows(table: Table) -> tuple[Row, ...]:
    header = _header(table.header)
    return tuple(
        Row(line.number, dict(zip(header, line.cells, strict=False))) for line in table.lines
    )


def _other_sheet(table: Table) -> Finding:
    return Finding(
        severity="warning",
        code="other-sheet",
        message=f"{table.title} ({len(table.lines)} rows) has no column {NAME!r} and was not read",
        count=len(table.lines),
    )


class _Reader:
    """Sorts rows into parties, and keeps what was odd."""

    def __init__(self, request: ReadRequest, findings: Sequence[Finding]) -> None:
        self._request = request
        self._source = source_named(request.source or "au")
        self._findings = list(findings)
        self._groups: list[tuple[str, list[Row]]] = []
        """The number, empty where there is none, and the rows of each party."""
        self._latest: dict[str, list[Row]] = {}
        """Number, or type and name -> the group that its further rows belong to."""
        self._unmapped: Counter[str] = Counter()

    def sort(self, row: Row) -> None:
        """Put a row with the others of its reference number."""
        for column in row.cells.keys() - KNOWN:
            self._unmapped[column] += bool(row.text(column))
        reference = row.text(REFERENCE)
        found = _REFERENCE.fullmatch(reference)
        number = found["party"] if found else ""
        group = self._latest.get(number or _said(row))
        is_primary = found is not None and reference == number
        if group is None or (
            is_primary and any(each.text(REFERENCE) == reference for each in group)
        ):
            group = self._latest[number or _said(row)] = []
            self._groups.append((number, group))
        group.append(row)

    def _note_own_id(self, number: str, row: Row, native: str) -> None:
        told = (
            f"repeats the reference number {number}"
            if number
            else "has no reference number of the list's form"
        )
        self._findings.append(
            Finding(
                severity="warning",
                code="repeated-reference" if number else "missing-reference",
                message=f"row {row.number}: {row.text(NAME)} {told}; its id here is "
                f"{self._source.id}:{native}",
                source=self._source.id,
                record=native,
                field=REFERENCE,
            )
        )

    def reading(self) -> Reading:
        """Parties in order of their first rows; a group without a name is rejected."""
        parties: list[Party] = []
        claims = [
            Claim(number, _said(rows[0]), repr([row.cells for row in rows]))
            for number, rows in self._groups
        ]
        for native, (number, rows) in zip(own_ids(claims), self._groups, strict=True):
            if native is None:
                says = f"{number or rows[0].text(NAME)} repeats earlier rows word for word"
                self._reject("duplicate-record", says, number, rows[0].number)
                continue
            if native != number:
                self._note_own_id(number, rows[0], native)
            group = Group(native, rows, self._source)
            names = group.names()
            if names:
                origin = provenance(
                    self._source, self._request.edition, self._request.published, native
                )
                parties.append(group.party(f"{self._source.id}:{native}", origin, names))
                self._findings += group.findings
            else:
                says = f"reference {native} has no name and cannot be screened"
                self._reject("no-name", says, native, rows[0].number)
        return Reading(
            source=self._source.id,
            parties=tuple(parties),
            findings=(*self._findings, *self._unmapped_columns()),
            records=len(self._groups),
            rejected=len(self._groups) - len(parties),
        )

    def _reject(self, code: str, cause: str, record: str, row: int) -> None:
        self._findings.append(
            Finding(
                severity="error",
                code=code,
                message=f"row {row}: {cause}; it was left out",
                source=self._source.id,
                record=record,
                field=NAME if code == "no-name" else REFERENCE,
            )
        )

    def _unmapped_columns(self) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                severity="note",
                code="unmapped-element",
                message=f"column {column!r} has no field here; its text was kept as a detail",
                source=self._source.id,
                field=column,
                count=count,
            )
            for column, count in sorted(self._unmapped.items())
            if count
        )


def _said(row: Row) -> str:
    return f"{row.text('Type')}\n{row.text(NAME)}"
