"""The plain table of stakes: owner, owned, percent[, kind, from, to, joint_group].

Percent is exact or a band ("25-50": above 25, up to 50); kind is one of ``stake.StakeKind``,
shares where it is empty; dates are YYYY-MM-DD, the last day included; holders with one joint_group
act together. A cell that cannot be read makes the statement doubtful and does not drop it: a
share nobody can read is not zero (DESIGN, section 9 and invariant 6).
"""

import datetime
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

from interdict.decoding import TextLines
from interdict.delimited import DelimitedRecords, Record
from interdict.errors import UsageError
from interdict.ownership.reading import Report
from interdict.ownership.share import MAYBE_NOTHING, UNKNOWN, Share, parse
from interdict.ownership.stake import SIZED, Entity, Stake, StakeKind
from interdict.ownership.table import ALWAYS, CODE, FOR_EVER, VOTES, TableBuilder
from interdict.statement import Authority

FORMS: tuple[str, ...] = ("stakes-csv",)
SOURCE = "stakes"
STATED_BY = "the file's author"
AUTHORITY: Authority = "private"

COLUMNS: dict[str, tuple[str, ...]] = {
    "owner": ("owner", "holder", "shareholder"),
    "owned": ("owned", "company", "subsidiary"),
    "percent": ("percent", "percentage", "share", "stake"),
    "kind": ("kind",),
    "from": ("from", "since", "start"),
    "to": ("to", "until", "end"),
    "joint_group": ("joint_group",),
}
"""Field -> the headers it may have, in small letters."""
NEEDED = ("owner", "owned", "percent")

_SHOWN = 20
"""Unused columns named in a finding; the rest are counted."""

Known = Callable[[str], bool]
"""Is a header one of a table's own?"""

UNNAMED = "somebody unnamed, line "
"""Begins the id of an owner whom a line does not name: each is somebody of his own."""


class Cells(NamedTuple):
    """One line as read."""

    owner: str
    owned: str
    kind: StakeKind
    share: Share
    since: datetime.date | None
    until: datetime.date | None
    joint_group: str
    uncertain: bool


def recognises(head: bytes) -> bool:
    """Does the first line name the columns that are needed?"""
    first = head.lstrip().split(b"\n", 1)[0].decode("utf-8", "replace").lower()
    return all(any(name in first for name in COLUMNS[field]) for field in ("owner", "owned"))


def read(stream: BinaryIO, report: Report) -> Iterator[Stake | Entity]:
    """The stakes of such a table, one by one."""
    ended = _Ended(stream)
    records = DelimitedRecords(TextLines(io.BufferedReader(ended)), is_known, ragged=True)
    rows = StakeRows(records.header, report)
    for record in records:
        cells = rows.cells(record)
        if cells is None:
            continue
        owner = cells.owner or f"{UNNAMED}{record.line}"
        if not cells.owner:
            yield Entity(id=owner, is_unnamed=True, place=f"line {record.line}")
        yield Stake(**cells._replace(owner=owner)._asdict(), place=f"line {record.line}")
    if ended.last not in b"\r\n\0":
        says = "the last line has no end: if the file was cut off, 5 may be what is left of 51"
        report.warn("unfinished-line", says)


class _Ended(io.RawIOBase):
    """A stream that is not closed with its reader, and the last byte read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.last = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        piece = self._stream.read(len(view))
        view[: len(piece)] = piece
        self.last = piece[-1:] or self.last
        return len(piece)


def is_known(header: str) -> bool:
    """Is it a header of ``COLUMNS``?"""
    return any(header.strip().lower() in names for names in COLUMNS.values())


class StakeRows:
    """Reads records under one header. ``UsageError`` for a header that lacks what is needed."""

    def __init__(self, header: Sequence[str], report: Report) -> None:
        self.report = report
        self.width = len(header)
        self.at = columns(header, COLUMNS, NEEDED, "stakes")
        """Where each field of ``COLUMNS`` stands in a record; None where no column has it."""
        self._shares: dict[str, Share | None] = {}
        self._days: dict[str, datetime.date | None] = {"": None}
        unused = [name for at, name in enumerate(header) if name.strip() and at not in self.at]
        if unused:
            more = len(unused) - _SHOWN
            rest = f" and {more:,} more" if more > 0 else ""
            report.warn("unused-column", f"not read: {', '.join(unused[:_SHOWN])}{rest}")

    def cells(self, record: Record) -> Cells | None:
        """A record as a statement; None for what states nothing, with a finding."""
        self.report.records += 1
        if record.problem:
            self._reject(record, record.problem)
            return None
        owner, owned, percent, kind, since, until, group = cells_at(record, self.at)
        if not owned:
            self._reject(record, "it does not say what is held")
            return None
        if not owner:
            self._warn(record, "unnamed-owner", "names no owner: he may be anybody")
        word, known = self._kind(record, kind)
        if len(record.cells) > self.width:
            says = f"has {len(record.cells)} cells for {self.width} columns: which is which is open"
            self._warn(record, "unreadable-line", says)
            word, known, percent, since, until = "shares", False, "0", "", ""
        share = self._share(record, percent) if word in SIZED else UNKNOWN
        begin, sure_begin = self._day(record, since)
        end, sure_end = self._day(record, until)
        sure = sure_begin and sure_end
        if begin is not None and end is not None and begin > end:
            says = f"ends ({end}) before it begins ({begin}): it may hold on any day"
            self._warn(record, "unreadable-dates", says)
            sure = False
        if not sure:  # on any day: a date that stands in the wrong column ends nothing
            begin, end = None, None
        if owner == owned:
            says = f"{owner} is stated to own itself: it counts for nothing"
            self._warn(record, "self-owned", says)
        return Cells(
            owner, owned, word, share if known else MAYBE_NOTHING, begin, end, group,
            uncertain=not (sure and known),
        )  # fmt: skip

    def _kind(self, record: Record, typed: str) -> tuple[StakeKind, bool]:
        word = typed.lower() or "shares"
        if word in CODE:
            return word, True  # type: ignore[return-value]
        known = ", ".join(CODE)
        says = f"{typed!r} is no kind of stake ({known}): it may be any share"
        self._warn(record, "unreadable-kind", says)
        return "shares", False

    def _share(self, record: Record, typed: str) -> Share:
        if typed not in self._shares:
            try:
                self._shares[typed] = parse(typed)
            except UsageError:
                self._shares[typed] = None
        found = self._shares[typed]
        if found is None:
            try:
                parse(typed)
            except UsageError as error:
                self._warn(record, "unreadable-percent", f"{error}; counted as an unknown share")
            return UNKNOWN
        if not typed:
            self._warn(record, "unstated-share", "states no share: counted as an unknown one")
        return found

    def _day(self, record: Record, typed: str) -> tuple[datetime.date | None, bool]:
        """(the day, could it be read)."""
        if typed not in self._days:
            try:
                self._days[typed] = date_of(typed)
            except ValueError:
                says = f"{typed!r} is no date (YYYY-MM-DD): the stake may hold on any day"
                self._warn(record, "unreadable-dates", says)
                return None, False
        return self._days[typed], True

    def _reject(self, record: Record, says: str) -> None:
        self.report.reject("unreadable-stake", f"line {record.line}: {says}", str(record.line))

    def _warn(self, record: Record, code: str, says: str) -> None:
        self.report.warn(code, f"line {record.line}: {says}", str(record.line))


def cells_at(record: Record, places: Sequence[int | None]) -> tuple[str, ...]:
    """The cells of some columns; empty where the column, or the end of the line, is not there."""
    cells = record.cells
    return tuple(cells[at].strip() if at is not None and at < len(cells) else "" for at in places)


def columns(
    header: Sequence[str], known: dict[str, tuple[str, ...]], needed: Iterable[str], what: str
) -> tuple[int | None, ...]:
    """Where each field stands; ``UsageError`` for a header that lacks one that is needed."""
    places = {name.strip().lower(): at for at, name in reversed(list(enumerate(header)))}
    found = {
        field: next((places[name] for name in names if name in places), None)
        for field, names in known.items()
    }
    missing = [field for field in needed if found[field] is None]
    if missing:
        shown = ", ".join(header) or "nothing"
        raise UsageError(
            f"the table of {what} has no column {', '.join(missing)} (it has: {shown}): the first "
            f"line must name the columns {', '.join(known)}"
        )
    return tuple(found.values())


def date_of(typed: str) -> datetime.date:
    """A day; the midnight that spreadsheets write after it says nothing."""
    day, _, hour = typed.replace("T", " ").partition(" ")
    if hour.strip("0:. ") or len(day) != len("YYYY-MM-DD"):
        raise ValueError(typed)
    return datetime.date.fromisoformat(day)


class _Known:
    """Texts of cells that were read before -> what stands in the columns for them."""

    def __init__(self) -> None:
        self.percent: dict[str, int] = {}
        self.kind: dict[str, int] = {}
        self.since: dict[str, int] = {"": ALWAYS}
        self.until: dict[str, int] = {"": FOR_EVER}
        self.group: dict[str, int] = {"": 0}


def fill(builder: TableBuilder, records: Iterable[Record], rows: StakeRows) -> None:
    """Take all records of a table into a builder.

    Ten million lines repeat few percentages and dates, so each text is read once; a line with
    one that is new, or that nobody can read, goes the way of ``StakeRows.cells``.
    """
    known, take = _Known(), builder.plain_row()
    at = [-1 if place is None else place for place in rows.at]
    width, sizeless = rows.width + 1, builder.share_code(UNKNOWN)
    line = builder.places.append
    for record in records:
        cells = (*record.cells, "")  # the last stands for columns that are not there
        try:
            owner, owned = cells[at[0]], cells[at[1]]
            share, kind = known.percent[cells[at[2]]], known.kind[cells[at[3]]]
            since, until = known.since[cells[at[4]]], known.until[cells[at[5]]]
            group = known.group[cells[at[6]]]
        except (KeyError, IndexError):
            _read(builder, record, rows, known)
            continue
        plain = owner and owned and owner == owner.strip() != owned.strip() == owned
        if not plain or since > until or record.problem or len(cells) > width:
            _read(builder, record, rows, known)
            continue
        take(owner, owned, kind, share if kind <= VOTES else sizeless, since, until, group)
        line(record.line)
    rows.report.records = len(builder.owner) + rows.report.rejected


def _read(builder: TableBuilder, record: Record, rows: StakeRows, known: _Known) -> None:
    """One record in full; texts that were read without doubt are remembered."""
    cells = rows.cells(record)
    if cells is None:
        return
    owner = builder.code(cells.owner or f"{UNNAMED}{record.line}")
    if not cells.owner:
        builder.unnamed.add(owner)
    owned, kind = builder.code(cells.owned), CODE[cells.kind]
    share, group = builder.share_code(cells.share), builder.group_code(cells.joint_group)
    since = cells.since.toordinal() if cells.since else ALWAYS
    until = cells.until.toordinal() if cells.until else FOR_EVER
    builder.row((owner, owned, kind), share, (since, until), group, cells.uncertain)
    builder.places.append(record.line)
    if cells.uncertain or not cells.owner:
        return
    texts = [
        record.cells[at] if at is not None and at < len(record.cells) else "" for at in rows.at
    ]
    known.kind[texts[3]], known.group[texts[6]] = kind, group
    known.since[texts[4]], known.until[texts[5]] = since, until
    if cells.kind in SIZED and cells.share != UNKNOWN:
        known.percent[texts[2]] = share
