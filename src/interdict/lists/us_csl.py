"""The US Consolidated Screening List, as CSV: one file of many lists, one reading for each.

Form: ``consolidated.csv`` of the International Trade Administration (trade.gov); its columns are
described with its API. Which list is which source, and why, is in ``us_csl_lists``. The file
states no publication date.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from interdict.errors import MalformedFile
from interdict.lists.catalog import Source, provenance, source_named
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.csv_text import first_cells
from interdict.lists.ofac_notes import Notes
from interdict.lists.own_ids import Claim, own_ids
from interdict.lists.sheet import is_workbook
from interdict.lists.table import read_tables
from interdict.lists.us_csl_lists import OTHER, CslList, list_named
from interdict.lists.us_csl_ofac import copied_party
from interdict.lists.us_csl_record import Record
from interdict.lists.us_csl_row import COLUMNS, NAME, NEEDED, SOURCE, Row
from interdict.party import Finding, Party
from interdict.text import has_letters

_MARKS = frozenset(
    ("entity_number", "federal_register_notice", "standard_order", "license_requirement",
     "license_policy", "source_list_url", "source_information_url")
)  # fmt: skip
_ENOUGH_MARKS = 4
"""Of the columns that no other list has; one or two may be renamed."""


class UsCslCsv:
    """Reads ``us-csl-csv`` files."""

    form = "us-csl-csv"

    def claims(self, file: SourceFile) -> bool:
        """Delimited text whose header has the columns of this list?"""
        if is_workbook(file.content):
            return False
        return any(_is_header(cells) for cells in first_cells(file.content)[:1])

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The file never says."""
        return None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading per source; ``MalformedFile`` without a needed column or any row."""
        file = files.files[0]
        found = read_tables(file, _is_header)
        (table,) = found.tables
        missing = [column for column in NEEDED if column not in table.header]
        if missing or not table.lines:
            cause = f"has no column {', '.join(missing)}" if missing else "has no row"
            raise MalformedFile(
                f"{file.name} {cause}: it lists nobody. Nothing was loaded: download the file "
                "again from trade.gov"
            )
        readers: dict[str, _Reader] = {}
        for line in table.lines:
            row = Row(line.number, dict(zip(table.header, line.cells, strict=False)))
            listed = list_named(row.text(SOURCE))
            source = request.source or listed.source
            if source not in readers:
                readers[source] = _Reader(source_named(source), request)
            readers[source].take(row, listed)
        first = next(iter(readers.values()))
        first.add_unread(found.findings, found.rejected)
        return tuple(reader.reading() for reader in readers.values())


US_CSL_CSV = UsCslCsv()


def _is_header(cells: Sequence[str]) -> bool:
    return len(_MARKS.intersection(cells)) >= _ENOUGH_MARKS


class _Reader:
    """Turns the rows of one source into parties, and keeps what was odd."""

    def __init__(self, source: Source, request: ReadRequest) -> None:
        self._source = source
        self._request = request
        self._notes = Notes("")
        self._taken: list[tuple[Row, CslList, Record | None, Claim]] = []
        self._parties: list[Party] = []
        self._findings: list[Finding] = []
        self._unmapped: Counter[str] = Counter()
        self._records = 0
        self._rejected = 0

    def add_unread(self, findings: Sequence[Finding], rejected: int) -> None:
        """Rows that could not be read at all, of whatever list they are."""
        self._findings += findings
        self._records += rejected
        self._rejected += rejected

    def take(self, row: Row, listed: CslList) -> None:
        """One row becomes one party, or one finding of severity ``error``."""
        self._records += 1
        for column in row.cells.keys() - COLUMNS:
            self._unmapped[column] += bool(row.text(column))
        if listed is OTHER:
            told = f"list {row.text(SOURCE)!r} is not known here; its measure is unstated"
            self._notes.again("unknown-list", told, SOURCE)
        if not has_letters(row.text(NAME)):
            self._reject("no-name", "the record has no name and cannot be screened", row)
            return
        record = None if listed.source == "us-csl-ofac" else Record(row, listed, self._source)
        claim = _claim(row, listed, record.name if record else row.text(NAME))
        self._taken.append((row, listed, record, claim))

    def _finish(self, row: Row, listed: CslList, record: Record | None, native: str) -> None:
        """A party under an id of its own."""
        origin = provenance(self._source, self._request.edition, self._request.published, native)
        if record is None:
            self._parties.append(copied_party(row, listed, origin, self._notes))
        else:
            self._parties.append(record.party(f"{self._source.id}:{native}", origin))
            self._findings += record.findings

    def _reject(self, code: str, message: str, row: Row) -> None:
        self._rejected += 1
        self._findings.append(
            Finding(
                severity="error",
                code=code,
                message=f"{message}; it was left out",
                source=self._source.id,
                record=f"line {row.line}",
            )
        )

    def reading(self) -> Reading:
        """All parties in file order, and the findings, unmapped columns last."""
        ids = own_ids([claim for *_, claim in self._taken])
        for native, (row, listed, record, _) in zip(ids, self._taken, strict=True):
            if native is None:
                told = f"{row.text(NAME)} is there already, word by word"
                self._reject("duplicate-record", told, row)
            else:
                self._finish(row, listed, record, native)
        unmapped = (
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
        return Reading(
            source=self._source.id,
            parties=tuple(self._parties),
            findings=(*self._findings, *self._notes.findings(self._source.id), *unmapped),
            records=self._records,
            rejected=self._rejected,
        )


def _claim(row: Row, listed: CslList, name: str) -> Claim:
    """OFAC's number, or a hash of list and name; beside it kind and name, and the content.

    The file's own ``_id`` will not do: it changes with every change of an address.
    """
    columns = sorted(column for column in row.cells if not _is_bookkeeping(column))
    number = row.text("entity_number")
    told = f"{listed.mark or row.text(SOURCE)}\n{name.casefold()}"
    native = f"{listed.mark.strip('()').lower()}-{number}" if number else _digest(told)
    whole = "\n".join(row.text(column) for column in columns)
    return Claim(native, f"{row.text('type')}\n{name.casefold()}", whole)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def _is_bookkeeping(column: str) -> bool:
    """Links and keys of the file itself, which differ where the record does not."""
    return column == "_id" or column.endswith("_url")
