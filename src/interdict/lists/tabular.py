"""Lists of one's own: any CSV or XLSX with a header, and sets of tables joined by a key.

The last resort among the connectors: it claims what no official form claims and what has a
header with names, or an id beside other things. Headers are recognised by their words
(``tabular_terms``), and ``--column FIELD=HEADER`` says the rest.

Three shapes are read. One row is one party. Rows that say what kind of name they carry
(primary, alias) and share an id are one party. Several tables of which some cannot name
their parties are joined on the id column that all of them have.

A listing's measure is ``unstated`` unless a column states it. A private list's authority is
``private``; only a name of the catalogue (``--source uk``) makes it official, on the word of
whoever says so.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from interdict import dates
from interdict.errors import MalformedFile, UsageError
from interdict.lists.catalog import Source, provenance, source_named
from interdict.lists.connector import (
    FileSet,
    Reading,
    ReadRequest,
    SourceFile,
    each_alone,
)
from interdict.lists.csv_text import first_cells
from interdict.lists.sheet import is_workbook
from interdict.lists.table import HEADER_DEPTH, Table, read_tables
from interdict.lists.tabular_columns import (
    Columns,
    cell,
    check_mapping,
    columns_of,
    is_header,
    is_joined,
    is_mapped_header,
    joining_key,
    names_parties,
    require_names,
)
from interdict.lists.tabular_record import Record
from interdict.lists.tabular_row import Notes, Row
from interdict.lists.tabular_terms import field_of, word
from interdict.party import Party

FORM = "tabular"
_DATED = re.compile(r"updated|publi|as_of|date|edition|generated")
_SLASHED = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-]\d{4}")


class Tabular:
    """The ``Connector`` for tables."""

    form = FORM

    def claims(self, file: SourceFile) -> bool:
        """An XLSX workbook, or text whose first rows hold a header we can use."""
        if is_workbook(file.content):
            return True
        return any(is_header(cells) for cells in first_cells(file.content)[:HEADER_DEPTH])

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Tables that need each other are one edition; every other file is its own."""
        joined = _joined_files(files)
        alone = each_alone(FORM, [file for file in files if file not in joined])
        return (FileSet(form=FORM, files=tuple(joined)), *alone) if joined else alone

    def published(self, files: FileSet) -> datetime.date | None:
        """A date above the header, in a row that says what it is ("Last Updated").

        None for a broken file too: ``read`` says what is broken.
        """
        for file in files.files:
            for row in _above_header(file):
                day = _stated_date(row)
                if day is not None:
                    return day
        return None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """The list under the name ``request.source`` gives it.

        ``UsageError`` without a name for the list, or for a column mapping that fits nothing;
        ``MalformedFile`` where no column holds names or the file cannot be trusted.
        """
        if request.source is None:
            raise UsageError(
                f"{files.files[0].name} does not say whose list it is: name it with  --source "
                "NAME , such as --source my-watchlist"
            )
        source = source_named(request.source)
        builder = _Builder(source, request)
        builder.read(files.files)
        reading = Reading(
            source=source.id,
            parties=tuple(builder.parties),
            findings=(*files.findings, *builder.notes.findings()),
            records=len(builder.parties) + builder.rejected,
            rejected=builder.rejected,
        )
        return (reading,)


TABULAR = Tabular()


# --- which files belong together ----------------------------------------------------------


def _header(file: SourceFile) -> tuple[str, ...]:
    rows = first_cells(file.content)[:HEADER_DEPTH] or [[]]
    return tuple(next((row for row in rows if is_header(row)), rows[0]))


def _joined_files(files: Sequence[SourceFile]) -> list[SourceFile]:
    """The files that make one list together; those that stand alone are not among them."""
    tables = {
        index: Table(title=file.name, header=_header(file))
        for index, file in enumerate(files)
        if not is_workbook(file.content)
    }
    if not is_joined(list(tables.values())):
        return []
    nameless = [table for table in tables.values() if not names_parties(table.header)]
    key = joining_key(nameless, {})
    together = [index for index, table in tables.items() if key in {*map(word, table.header)}]
    if not any(names_parties(tables[index].header) for index in together):
        return []
    together.sort(key=lambda index: (_rank(tables[index].header), files[index].sha256))
    return [files[index] for index in together]


def _rank(header: Sequence[str]) -> tuple[bool, tuple[str, ...]]:
    """Role order, whatever the files are called: what says the kind of party comes first."""
    meanings = [meaning[0] for each in header if (meaning := field_of(each)) is not None]
    return "kind" not in meanings, tuple(header)


# --- when it was published ----------------------------------------------------------------


def _above_header(file: SourceFile) -> list[Sequence[str]]:
    if is_workbook(file.content):
        try:
            tables = read_tables(file, is_header).tables
        except MalformedFile:
            return []
        return [line.cells for table in tables for line in table.preamble]
    rows = first_cells(file.content)[:HEADER_DEPTH]
    at = next((i for i, row in enumerate(rows) if is_header(row)), 0)
    return [*rows[:at]]


def _stated_date(row: Sequence[str]) -> datetime.date | None:
    if not any(_DATED.search(word(each)) for each in row):
        return None
    read = (dates.iso_or_none(part) for each in row for part in (each, each.rpartition(":")[2]))
    return next((day for day in read if day is not None), None)


# --- rows to parties ----------------------------------------------------------------------


class _Builder:
    """Turns tables into parties, so that each record becomes one or is reported."""

    def __init__(self, source: Source, request: ReadRequest) -> None:
        self.notes = Notes(source.id)
        self.parties: list[Party] = []
        self.rejected = 0
        self._source = source
        self._request = request
        self._taken: dict[str, int] = {}

    def read(self, files: Sequence[SourceFile]) -> None:
        """All tables of all files."""
        tables: list[Table] = []
        for file in files:
            read = read_tables(file, self._is_header)
            tables += read.tables
            self.rejected += read.rejected
            self.notes.take(read.findings)
        mapping = self._request.columns
        check_mapping(mapping, tables)
        tables = self._listing_tables(tables)
        key = (
            joining_key(tables, mapping) if is_joined(tables) or _splits(tables, mapping) else None
        )
        columns = [columns_of(table, mapping, key) for table in tables]
        require_names(columns)
        if key is None:
            self._each_alone(columns)
        else:
            self._joined(columns)

    def _is_header(self, cells: Sequence[str]) -> bool:
        return is_mapped_header(cells, self._request.columns) or is_header(cells)

    def _listing_tables(self, tables: list[Table]) -> list[Table]:
        """Without the sheets that hold no list, such as a page of explanations."""
        lists = [table for table in tables if self._is_header(table.header)]
        for table in tables:
            if lists and table not in lists:
                says = (
                    f"{table.title}: no header with names or ids was found, so its "
                    f"{len(table.lines) + 1} rows were not read"
                )
                self.notes.add("warning", "unread-sheet", says, "", "")
        return lists or tables

    def _each_alone(self, columns: Sequence[Columns]) -> None:
        """Tables in which a row is a party, or rows of one id say each other's names."""
        merged: dict[str, Record] = {}
        seen: set[tuple[str, ...]] = set()
        for each in columns:
            is_long = each.has("name-kind") and each.key is not None
            for row in self._rows(each, is_joined=False):
                native = cell(row.line.cells, each.key)
                if is_long and native:
                    merged.setdefault(native, Record(native, self.notes)).take(row)
                elif row.line.cells in seen:
                    says = "a row repeats an earlier one word for word; it is read once"
                    self.notes.again("note", "repeated-row", says)
                else:
                    seen.add(row.line.cells)
                    record = Record(native, self.notes)
                    record.take(row)
                    self._finish(record, f"{each.table.title}, line {row.line.number}")
        for record in merged.values():
            self._finish(record, f"record {record.native}")

    def _joined(self, columns: Sequence[Columns]) -> None:
        records: dict[str, Record] = {}
        for each in columns:
            for row in self._rows(each, is_joined=True):
                native = cell(row.line.cells, each.key)
                if native:
                    records.setdefault(native, Record(native, self.notes)).take(row)
                else:
                    header = each.header(each.key or 0)
                    self._reject(row.place, f"the row has no {header}, so it joins to no record")
            for index in each.numbering:
                says = f"the column {each.header(index)!r} of {each.table.title} only numbers rows"
                self.notes.again("note", "row-numbers", f"{says}; it was not kept")
        for record in records.values():
            self._finish(record, f"record {record.native}")

    def _rows(self, columns: Columns, is_joined: bool) -> Iterator[Row]:
        table = columns.table
        month_first = _american(columns)
        for line in table.lines:
            place = f"{table.title}, line {line.number}"
            if any(line.cells[len(table.header) :]):
                says = f"the row has {len(line.cells)} cells under {len(table.header)} headers"
                self._reject(place, f"{says}: quote the cells that contain the delimiter")
                continue
            if len(line.cells) < len(table.header):
                says = f"{table.title}: a row has fewer cells than headers; the rest is empty"
                self.notes.again("warning", "short-row", says)
            yield Row(
                columns=columns,
                line=line,
                place=place if is_joined else "",
                month_first=month_first,
            )

    def _reject(self, place: str, cause: str) -> None:
        self.rejected += 1
        self.notes.add("error", "unusable-row", f"{place}: {cause}; it was left out", place, "")

    def _finish(self, record: Record, place: str) -> None:
        """A party under an id of its own, or a rejection."""
        record.native = self._own_id(record.native or record.fingerprint, place)
        origin = provenance(
            self._source, self._request.edition, self._request.published, record.native
        )
        party = record.party(self._source, origin)
        if party is None:
            self._reject(place, "the record has no name")
        else:
            self.parties.append(party)

    def _own_id(self, native: str, place: str) -> str:
        self._taken[native] = self._taken.get(native, 0) + 1
        count = self._taken[native]
        if count == 1:
            return native
        own = f"{native}~{count}"
        says = f"{place}: the id {native} was used before; the record is kept as {own}"
        self.notes.add("warning", "repeated-id", says, own, "")
        return own


def _splits(tables: Sequence[Table], mapping: Mapping[str, str]) -> bool:
    """Do several tables share the id that ``--column`` names, though each has names?"""
    shared = word(mapping.get("id", ""))
    return (
        len(tables) > 1
        and shared != ""
        and all(shared in map(word, table.header) for table in tables)
    )


def _american(columns: Columns) -> frozenset[int]:
    """Date columns that can only be month first: some 12/31/2025, and no 31/12/2025."""
    found = set()
    dated = {
        index for field in ("birth-date", "listed-on") for index in columns.given.get(field, ())
    }
    for index in dated:
        pairs = [
            (int(slashed[1]), int(slashed[2]))
            for line in columns.table.lines
            if (slashed := _SLASHED.fullmatch(cell(line.cells, index)))
        ]
        if any(second > 12 for _, second in pairs) and all(first <= 12 for first, _ in pairs):
            found.add(index)
    return frozenset(found)
