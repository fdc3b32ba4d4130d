"""The UK Sanctions List in CSV, as the FCDO publishes it.

The first line says ``Report Date: 21-Sep-2026``, the second is the header. A designation has
a row for every combination of its names, addresses, numbers and dates; ``uk_entry`` takes the
combinations apart again. No real file could be had for tests: the columns are those that the
FCDO publishes, in whatever order they stand.
"""

import datetime
from collections.abc import Sequence

from interdict import dates
from interdict.errors import MalformedFile
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.csv_text import Line, first_cells, read_delimited
from interdict.lists.uk_entry import AddressRow, Entry, ListedUnder, NameRow, NativeName, Pair
from interdict.lists.uk_measures import dated, stated
from interdict.lists.uk_reading import Builder
from interdict.lists.uk_rows import Columns, by_id, plain

_MARKS = frozenset(map(plain, (
    "Unique ID", "OFSI Group ID", "UN Reference Number", "Name non-latin script", "Regime Name",
    "Designation source", "Sanctions Imposed", "UK Statement of Reasons", "Date Designated",
)))  # fmt: skip
_ENOUGH = 5
"""So many of these headers, and it is this list: one that is missing is for ``read`` to say."""
_HEADER_DEPTH = 10

_NAMES = tuple(f"Name {number}" for number in range(1, 7))
_ADDRESS = tuple(f"Address Line {number}" for number in range(1, 7))
_NEEDED = (
    "Unique ID", *_NAMES, "Name type", "Regime Name", "Designation Type", "Sanctions Imposed",
    "Date Designated",
)  # fmt: skip
_FORMER = {plain("Individual, Entity, Ship"): "Designation Type"}
"""Headers of editions before January 2026."""

_SAID: dict[str, str] = {
    "Last Updated": "last-updated",
    "OFSI Group ID": "ofsi-group",
    "UN Reference Number": "un-reference",
    "Title": "title",
    "Designation Type": "kind",
    "Designation source": "designation-source",
    "Sanctions Imposed": "measure",
    "Other Information": "remark",
    "UK Statement of Reasons": "reason",
    "Phone number": "phone",
    "Website": "website",
    "Email address": "email",
    "D.O.B": "birth-date",
    "Nationality(/ies)": "nationality",
    "Position": "position",
    "Gender": "gender",
    "Type of entity": "entity-type",
    "Subsidiaries": "subsidiary",
    "Parent company": "parent",
    "Business registration number (s)": "registration",
    "IMO number": "imo",
    "Current owner/operator (s)": "owner-operator",
    "Previous owner/operator (s)": "former-owner-operator",
    "Current believed flag of ship": "flag",
    "Previous flags": "former-flag",
    "Type of ship": "ship-type",
    "Tonnage of ship": "tonnage",
    "Length of ship": "length",
    "Year Built": "built",
    "Hull identification number (HIN)": "hull",
}
_PAIRS: dict[str, tuple[str, str]] = {
    "birth-place": ("Town of birth", "Country of birth"),
    "passport": ("Passport number", "Passport additional information"),
    "national-id": ("National Identifier number", "National Identifier additional information"),
}
_NATIVE = ("Name non-latin script", "Non-latin script type", "Non-latin script language")
_KNOWN = (
    *_NEEDED, *_ADDRESS, *_SAID, *_NATIVE, *(header for pair in _PAIRS.values() for header in pair),
    "Alias strength", "Address Postal Code", "Address Country",
)  # fmt: skip


class UkCsv:
    """Reads ``uk-csv`` files."""

    form = "uk-csv"

    def claims(self, file: SourceFile) -> bool:
        """Do the first rows hold this list's header?"""
        rows = first_cells(file.content)[:_HEADER_DEPTH]
        return any(len(_MARKS & {*map(plain, row)}) >= _ENOUGH for row in rows)

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The day of ``Report Date``, above the header."""
        for row in first_cells(files.files[0].content)[:_HEADER_DEPTH]:
            said = ":".join(cell for cell in row if cell)
            if plain(said).startswith("reportdate"):
                return dates.iso_or_none(said.partition(":")[2].strip(" :"))
        return None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading; ``MalformedFile`` for a file that cannot be trusted or lacks a column."""
        file = files.files[0]
        text = read_delimited(file)
        builder = Builder("uk", request)
        builder.lost(text.findings, text.rejected)
        at = _header_at(text.lines)
        header = [_FORMER.get(plain(cell), cell) for cell in text.lines[at].cells]
        columns = Columns(file.name, header, builder.notes)
        columns.expect(_NEEDED, _KNOWN)
        if len(text.lines[-1].cells) < len(header):
            raise MalformedFile(
                f"{file.name}, line {text.lines[-1].number}: the file ends in the middle of a row; "
                "it was cut short. Nothing was loaded: download it again"
            )
        for native, lines in by_id(text.lines[at + 1 :], columns, "Unique ID", builder).items():
            entry = Entry(native)
            for line in lines:
                _take(entry, columns, line)
            measures = stated(entry.all("measure"), (), builder.notes, native)
            builder.take(entry, dated(measures, entry.first("remark")))
        return (builder.reading(),)


UK_CSV = UkCsv()


def _header_at(lines: Sequence[Line]) -> int:
    """Index of the header: of the first rows, the one with most of this list's headers."""
    first = range(min(_HEADER_DEPTH, len(lines)))
    return max(first, key=lambda at: len(_MARKS & {*map(plain, lines[at].cells)}))


def _take(entry: Entry, columns: Columns, line: Line) -> None:
    """What one row says."""
    cell = columns.of(line)
    names = tuple(map(cell, _NAMES))
    entry.name(NameRow(names, cell("Name type"), cell("Alias strength"), "Name 6"))
    text, script, language = map(cell, _NATIVE)
    entry.native_name(NativeName(text, script, language, _NATIVE[0]))
    for header, what in _SAID.items():
        entry.say(what, cell(header), header)
    for what, (first, second) in _PAIRS.items():
        entry.pair(what, Pair(cell(first), cell(second), first))
    lines = tuple(map(cell, _ADDRESS))
    place = AddressRow(lines, cell("Address Postal Code"), cell("Address Country"), _ADDRESS[0])
    entry.address(place)
    entry.list_under(ListedUnder(cell("Regime Name"), cell("Date Designated"), "Regime Name"))
    for header, text in columns.unmapped(line):
        entry.say("detail", f"{header}: {text}", header)
