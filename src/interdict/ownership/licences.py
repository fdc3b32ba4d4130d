"""General licences as dated facts: the records, and the table they stand in.

A licence never changes a party's verdict: whether it covers a transaction is for a person, who
must evidence every condition (OFAC FAQ 1225). What ships here comes from secondary reports and
carries that caveat; it is what this version of the table knows, never what is current.

``licences.toml`` beside this module is the shipped table. A file of the same name in the data
folder adds to it, and replaces a record of the same id.
"""

import datetime
import hashlib
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from interdict.errors import UsageError
from interdict.ownership.dated_table import DatedTable
from interdict.party import Kind, Regime

FILE = "licences.toml"
BLOCK = "licence"
OLD_DAYS = 30
"""Days after which a table that nobody reviewed says so with every answer."""


class Edge(NamedTuple):
    """Where a licence begins or ends: between two instants, equal where the hour is stated."""

    earliest: datetime.datetime
    latest: datetime.datetime

    @property
    def is_exact(self) -> bool:
        """Is the hour stated?"""
        return self.earliest == self.latest

    def __str__(self) -> str:
        """``2025-11-21 00:01 EST``, or the day alone where no hour is stated."""
        if self.is_exact:
            return f"{self.earliest:%Y-%m-%d %H:%M %Z}"
        return f"{self.earliest:%Y-%m-%d}, hour not stated"


class Subject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose dealings a licence is about: somebody named, or a class of listed parties."""

    name: str
    """As the licence or its report names it."""
    parties: tuple[str, ...] = ()
    """Ids of its records on the lists: ``ofac-sdn:17248``."""
    names: tuple[str, ...] = ()
    """Other exact spellings."""
    identifiers: tuple[str, ...] = ()
    """``kind:value``, such as ``inn:7708004767``."""
    kinds: tuple[Kind, ...] = ()
    """Of a class: the kinds of party in it."""
    programmes: tuple[str, ...] = ()
    """Of a class: listed under one of these."""
    owned: bool = False
    """Are entities that it owns to 50 % or more, directly or indirectly, included?"""

    @property
    def is_class(self) -> bool:
        """Does this describe a class rather than name somebody?"""
        return bool(self.kinds or self.programmes)


class Licence(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}
):
    """One version of a general licence."""

    id: str
    """Printed name of this version, unique: ``OFAC GL 128A``."""
    title: str
    regime: Regime
    issuer: str
    zone: str
    """IANA name of the zone its hours are in: ``America/New_York``."""
    from_: Any
    """A ``date`` (the hour is not stated) or a ``datetime`` in ``zone``."""
    sources: tuple[str, ...]
    subjects: tuple[Subject, ...]
    version: str = ""
    supersedes: str = ""
    """Id of the version that ends when this one begins."""
    issued: datetime.date | None = None
    """None where the day is not known."""
    until: Any = None
    """As ``from_``; None where no end is stated."""
    loaded_by: Any = None
    """A condition: the cargo was loaded by then; as ``from_``."""
    activities: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    reporting: str = ""
    """Reporting duty; empty where none is known here."""
    caveat: str = ""

    @property
    def begins(self) -> Edge:
        """When it comes into force."""
        return _edge(self.from_, self.zone)

    @property
    def ends(self) -> Edge | None:
        """When it ends by its own words, replaced or not; None where no end is stated."""
        return None if self.until is None else _edge(self.until, self.zone)

    @property
    def unproven(self) -> tuple[str, ...]:
        """Every condition that somebody must evidence before relying on the licence."""
        loaded = (
            ()
            if self.loaded_by is None
            else (f"the cargo was loaded by {_edge(self.loaded_by, self.zone)}",)
        )
        return (*loaded, *self.conditions)


class LicenceTable(msgspec.Struct, frozen=True, kw_only=True):
    """All licences known here."""

    licences: tuple[Licence, ...]
    """In the order of the files."""
    reviewed: datetime.date
    """When the older of its files was last reviewed."""
    id: str
    """``licences@DATE#hash`` over the content of its files."""

    @property
    def knows_until(self) -> datetime.date | None:
        """The latest day of issue in it: what was issued later is not known here."""
        return max((each.issued for each in self.licences if each.issued), default=None)

    def named(self, licence: str) -> Licence | None:
        """The licence of that id."""
        return next((each for each in self.licences if each.id == licence), None)

    def successor(self, licence: Licence) -> Licence | None:
        """The version that replaces a licence, if there is one."""
        return next((each for each in self.licences if each.supersedes == licence.id), None)

    def caution(self, today: datetime.date) -> tuple[str, ...]:
        """What must be said with every answer out of this table."""
        days = (today - self.reviewed).days
        old = f": {days} days ago, check for newer licences" if days > OLD_DAYS else ""
        newest = f"; it knows nothing issued after {self.knows_until}" if self.knows_until else ""
        return (
            f"as known to this version of the table, last reviewed {self.reviewed}{old}{newest}",
            "from secondary reports unless a record says otherwise; never to be read as current",
        )


@lru_cache(maxsize=1)
def shipped() -> LicenceTable:
    """The table that comes with Interdict."""
    text = resources.files("interdict.ownership").joinpath(FILE).read_text(encoding="utf-8")
    return table_of([DatedTable(text, f"the shipped {FILE}")])


def read(own: Path) -> LicenceTable:
    """The shipped table with the file ``own`` over it, where that exists.

    Raises ``UsageError`` naming file, line and what is wrong.
    """
    text = resources.files("interdict.ownership").joinpath(FILE).read_text(encoding="utf-8")
    files = [DatedTable(text, f"the shipped {FILE}")]
    try:
        text = own.read_text(encoding="utf-8-sig")  # some editors begin a file with a mark
        files.append(DatedTable(text, str(own)))
    except FileNotFoundError:
        return shipped()
    except OSError as error:
        raise UsageError(f"cannot read {own}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{own} is not UTF-8 at byte {error.start}: save it as UTF-8") from error
    _refuse_ahead(files[-1])
    return table_of(files)


def _refuse_ahead(file: DatedTable) -> None:
    """A review that lies ahead would keep the table young for ever. One day is allowed, for the
    other side of the date line."""
    today = datetime.datetime.now(datetime.UTC).date()
    if file.reviewed > today + datetime.timedelta(days=1):
        raise UsageError(
            f"{file.place} says reviewed = {file.reviewed}, which lies ahead (today is {today}): "
            "write the day on which it was last reviewed"
        )


def table_of(files: Sequence[DatedTable]) -> LicenceTable:
    """One table of several files, a later one over an earlier; ``UsageError`` as ``read``."""
    found: dict[str, Licence] = {}
    for file in files:
        file.refuse_other(BLOCK)
        own = file.records(BLOCK, Licence)
        found |= {licence.id: licence for licence in own}
        _check(file, own, found)
    reviewed = min(file.reviewed for file in files)
    digest = hashlib.sha256("".join(file.hash for file in files).encode()).hexdigest()
    return LicenceTable(
        licences=tuple(found.values()), reviewed=reviewed, id=f"licences@{reviewed}#{digest[:12]}"
    )


def _check(file: DatedTable, own: Sequence[Licence], found: Mapping[str, Licence]) -> None:
    """Raise ``UsageError`` for the first record that is wrong, alone or beside the others."""
    seen: set[str] = set()
    for number, licence in enumerate(own):
        for key, problem in _problems(licence):
            raise file.wrong(BLOCK, number, key, problem)
        if licence.id in seen:
            raise file.wrong(BLOCK, number, "id", "this id stands twice in the file")
        seen.add(licence.id)
    for number, licence in enumerate(own):  # each is sound by itself, so their hours can be read
        for key, problem in _misfits(licence, found):
            raise file.wrong(BLOCK, number, key, problem)


def _misfits(licence: Licence, found: Mapping[str, Licence]) -> Iterator[tuple[str, str]]:
    """(key, what is wrong) of a record as the next version of another."""
    if not licence.supersedes:
        return
    before = found.get(licence.supersedes)
    if before is None:
        yield "supersedes", f"no licence is called {licence.supersedes!r}"
    elif licence.begins.earliest <= before.begins.earliest:
        yield "supersedes", f"it begins no later than {before.id}, which it replaces"
    for other in found.values():
        if other.supersedes == licence.supersedes and other.id != licence.id:
            yield "supersedes", f"{other.id} replaces {licence.supersedes} already"


def _problems(licence: Licence) -> Iterator[tuple[str, str]]:
    """(key, what is wrong with it and what to write) of one record on its own."""
    try:
        zoneinfo.ZoneInfo(licence.zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        yield "zone", f"{licence.zone!r} is no time zone: write America/New_York, Europe/London ..."
        return
    for key, value in (
        ("from", licence.from_),
        ("until", licence.until),
        ("loaded_by", licence.loaded_by),
    ):
        absent = value is None and key != "from"
        if not absent and not isinstance(value, datetime.date):
            yield key, "write a day, 2025-11-21, or a day and hour, 2025-11-21T00:01:00"
            return
        if isinstance(value, datetime.datetime) and value.tzinfo is not None:
            yield key, "write the hour without an offset: the zone is stated by the key zone"
            return
    ends = licence.ends
    if ends is not None and ends.latest <= licence.begins.earliest:
        yield "until", f"it ends ({ends}) before it begins ({licence.begins})"
    if not licence.subjects:
        yield "subjects", "name at least one subject, { name = ... }"
    if not licence.sources:
        yield "sources", "name where this is known from"


def _edge(value: datetime.date | datetime.datetime, zone: str) -> Edge:
    place = zoneinfo.ZoneInfo(zone)
    if isinstance(value, datetime.datetime):
        instant = value.replace(tzinfo=place)
        return Edge(instant, instant)
    first = datetime.datetime.combine(value, datetime.time(), place)
    day_after = value + datetime.timedelta(days=1)
    return Edge(first, datetime.datetime.combine(day_after, datetime.time(), place))
