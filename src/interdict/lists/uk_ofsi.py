"""OFSI's consolidated list in XLSX: retired on 28 January 2026, read for what was known before.

Since then the UK Sanctions List is the only list of UK designations ("Moving to a single list
for UK sanctions designations", gov.uk). The file has its date above the header and a row per
name; the rows of one ``Group ID`` are one party. The form states no measure: it is read where
an entry's text says it ("in addition to an asset freeze"), and ``unstated`` otherwise.
"""

import datetime
from collections.abc import Sequence

from interdict import dates
from interdict.errors import MalformedFile
from interdict.lists.connector import FileSet, Reading, ReadRequest, SourceFile, each_alone
from interdict.lists.csv_text import Line
from interdict.lists.sheet import Sheet, Workbook, first_texts, read_workbook
from interdict.lists.uk_entry import AddressRow, Entry, ListedUnder, NameRow, NativeName, Pair
from interdict.lists.uk_measures import in_words
from interdict.lists.uk_ofsi_notes import take_apart
from interdict.lists.uk_reading import Builder
from interdict.lists.uk_rows import Columns, by_id
from interdict.party import Finding

_MARKS = frozenset((
    "Name Non-Latin Script", "Non-Latin Script Type", "Post/Zip Code", "Group Type", "Alias Type",
    "Alias Quality", "Listed On", "UK Sanctions List Date Designated", "Group ID",
))  # fmt: skip
_ENOUGH = 5
"""So many of these headers, and it is this list: one that is missing is for ``read`` to say."""

_NAMES = tuple(f"Name {number}" for number in range(1, 7))
_ADDRESS = tuple(f"Address {number}" for number in range(1, 7))
_NEEDED = (*_NAMES, "Group Type", "Alias Type", "Regime", "Listed On", "Group ID")
_SAID: dict[str, str] = {
    "Group Type": "kind",
    "Title": "title",
    "Position": "position",
    "DOB": "birth-date",
    "Nationality": "nationality",
    "UK Sanctions List Date Designated": "designated",
    "Last Updated": "last-updated",
}
_PAIRS: dict[str, tuple[str, str]] = {
    "birth-place": ("Town of Birth", "Country of Birth"),
    "passport": ("Passport Number", "Passport Details"),
    "national-id": ("National Identification Number", "National Identification Details"),
}
_KNOWN = (
    *_NEEDED, *_ADDRESS, *_SAID, *sorted(_MARKS), "Non-Latin Script Language", "Country",
    *(header for pair in _PAIRS.values() for header in pair), "Other Information",
)  # fmt: skip
_RETIRED = Finding(
    severity="warning",
    code="retired-list",
    message="OFSI's consolidated list was retired on 28 January 2026 and is no longer kept: use it "
    "for the past, and the UK Sanctions List for today",
    source="uk-ofsi",
)


class UkOfsi:
    """Reads ``uk-ofsi-xlsx`` files."""

    form = "uk-ofsi-xlsx"

    def claims(self, file: SourceFile) -> bool:
        """A workbook that begins with this list's headers."""
        return len(first_texts(file.content) & _MARKS) >= _ENOUGH

    def assemble(self, files: Sequence[SourceFile]) -> tuple[FileSet, ...]:
        """Every file is an edition of its own."""
        return each_alone(self.form, files)

    def published(self, files: FileSet) -> datetime.date | None:
        """The day beside ``Last Updated`` above the header; None for a broken file too:
        ``read`` says what is broken."""
        try:
            sheet = _sheet(read_workbook(files.files[0]))
        except MalformedFile:
            return None
        for line in sheet.lines[: _header_at(sheet)]:
            if line.cells[0].casefold() == "last updated":
                return next(filter(None, map(dates.iso_or_none, line.cells[1:])), None)
        return None

    def read(self, files: FileSet, request: ReadRequest) -> tuple[Reading, ...]:
        """One reading; ``MalformedFile`` for a damaged workbook or a missing column."""
        file = files.files[0]
        workbook = read_workbook(file)
        sheet = _sheet(workbook)
        at = _header_at(sheet)
        builder = Builder("uk-ofsi", request)
        builder.lost(workbook.findings, 0)
        columns = Columns(file.name, sheet.lines[at].cells, builder.notes)
        columns.expect(_NEEDED, _KNOWN)
        for native, lines in by_id(sheet.lines[at + 1 :], columns, "Group ID", builder).items():
            entry = Entry(native)
            for line in lines:
                _take(entry, columns, line)
            builder.take(entry, in_words("\n".join(said.value for said in entry.all("remark"))))
        return (builder.reading(_RETIRED),)


UK_OFSI = UkOfsi()


def _sheet(workbook: Workbook) -> Sheet:
    """The sheet that has the list's header, or the first."""
    return max(
        workbook.sheets, key=lambda sheet: len(_MARKS & {*sheet.lines[_header_at(sheet)].cells})
    )


def _header_at(sheet: Sheet) -> int:
    """Index of the header: of the first rows, the one with most of this list's headers."""
    first = range(min(10, len(sheet.lines)))
    return max(first, key=lambda at: len({*_KNOWN} & {*sheet.lines[at].cells}))


def _take(entry: Entry, columns: Columns, line: Line) -> None:
    """What one row says."""
    cell = columns.of(line)
    entry.name(
        NameRow(tuple(map(cell, _NAMES)), cell("Alias Type"), cell("Alias Quality"), "Name 6")
    )
    entry.native_name(
        NativeName(
            cell("Name Non-Latin Script"),
            cell("Non-Latin Script Type"),
            cell("Non-Latin Script Language"),
            "Name Non-Latin Script",
        )
    )
    for header, what in _SAID.items():
        entry.say(what, cell(header), header)
    for what, (first, second) in _PAIRS.items():
        entry.pair(what, Pair(cell(first), cell(second), first))
    lines = tuple(map(cell, _ADDRESS))
    entry.address(AddressRow(lines, cell("Post/Zip Code"), cell("Country"), "Address 1"))
    entry.list_under(ListedUnder(cell("Regime"), cell("Listed On"), "Regime"))
    if cell("Other Information") not in {said.value for said in entry.all("other-information")}:
        entry.say("other-information", cell("Other Information"), "Other Information")
        take_apart(entry, cell("Other Information"))
    for header, text in columns.unmapped(line):
        entry.say("detail", f"{header}: {text}", header)
