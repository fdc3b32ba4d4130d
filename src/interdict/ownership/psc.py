"""The UK register of people with significant control: Companies House's daily snapshot.

JSON lines, one record a line: a company's number and who controls it since when, or what the
company says where it registers nobody; the last line counts them. The full snapshot has some 16
million lines, in no order. Shares are bands, and may be held "directly or indirectly": through
companies in which the person has a majority (Companies Act 2006, schedule 1A), so they count as the
person's own.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from interdict.ownership.json_records import JsonRecord
from interdict.ownership.json_records import records as json_records
from interdict.ownership.lifetime import Lifetime, Span, day_of, lifetime
from interdict.ownership.psc_natures import Right, right_of
from interdict.ownership.psc_person import company, controller
from interdict.ownership.psc_statements import meaning_of
from interdict.ownership.reading import Report
from interdict.ownership.share import MAYBE_NOTHING, Share, either
from interdict.ownership.stake import SIZED, Entity, Stake, StakeKind
from interdict.ownership.tally import Tally
from interdict.party import Kind
from interdict.statement import Authority

FORMS: tuple[str, ...] = ("uk-psc",)
SOURCE = "uk-psc"
STATED_BY = "Companies House"
AUTHORITY: Authority = "registry"

_FIRST_LINE = re.compile(rb'\s*\{[^\n]*"company_number"\s*:[^\n]*"data"\s*:\s*\{')

_CONTROLLERS: dict[str, Kind] = {
    "individual-person-with-significant-control": "person",
    "corporate-entity-person-with-significant-control": "organization",
    "legal-person-person-with-significant-control": "organization",
    "super-secure-person-with-significant-control": "person",
    "individual-beneficial-owner": "person",
    "corporate-entity-beneficial-owner": "organization",
    "legal-person-beneficial-owner": "organization",
    "super-secure-beneficial-owner": "person",
}
_STATEMENT = "persons-with-significant-control-statement"
_EXEMPTIONS = "exemptions"
_TOTALS = "totals#persons-of-significant-control-snapshot"

_TOLD_TOTALS = {
    "persons_of_significant_control_count": "persons",
    "statements_count": "statements",
    "exemptions_count": "exemptions",
}


def recognises(head: bytes) -> bool:
    """Is the first line an object with ``company_number`` and ``data``?"""
    return _FIRST_LINE.match(head) is not None


def read(stream: BinaryIO, report: Report) -> Iterator[Stake | Entity]:
    """Every record as its company, its controller and the stakes; companies may come again.

    A line that is no JSON is rejected with its number. Raises ``MalformedFile`` for a file that is
    cut off in the middle of its last line.
    """
    snapshot = _Snapshot(report)
    for record in json_records(stream):
        yield from snapshot.read(record)
    snapshot.tell()


class _Record(NamedTuple):
    """One line that could be read."""

    company: Entity
    about: Mapping[str, Any]
    id: str
    """Of the person or statement, stable between snapshots where the line has a link."""
    place: str


class _Snapshot:
    """One file, its counts, and what its last line says they should be."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._tally = Tally()
        self._met = {"persons": 0, "statements": 0, "exemptions": 0}
        self._last_company = ""

    def read(self, line: JsonRecord) -> Iterator[Stake | Entity]:
        """What one line says."""
        value = line.value if isinstance(line.value, Mapping) else {}
        about = value.get("data")
        if isinstance(about, Mapping) and about.get("kind") == _TOTALS:
            self._compare(about)
            return
        self._report.records += 1
        number = _written(value.get("company_number"))
        if not isinstance(about, Mapping) or not number:
            why = line.problem or "it has no company number and data"
            self._report.reject("unreadable-line", f"{line.place}: {why}; left out", line.place)
            return
        record = _Record(company(number), about, _id(number, about, line), line.place)
        if record.company.id != self._last_company:
            self._last_company = record.company.id
            yield record.company
        yield from self._meant(record, str(about.get("kind") or ""))

    def _meant(self, record: _Record, kind: str) -> Iterator[Stake | Entity]:
        if kind in _CONTROLLERS:
            self._met["persons"] += 1
            yield from self._controlled(record, _CONTROLLERS[kind])
        elif kind == _STATEMENT:
            self._met["statements"] += 1
            yield from self._stated(record)
        elif kind == _EXEMPTIONS:
            self._met["exemptions"] += 1
            self._tally.count("exempt", "companies exempt from the register: nobody is recorded")
        else:
            self._report.warn(
                "unknown-kind",
                f"{record.place}: {kind[:80]!r} is no kind of record that is known here; taken as "
                "somebody who is not named",
                record.id,
            )
            yield from self._unnamed(record, uncertain=True)

    def _controlled(self, record: _Record, kind: Kind) -> Iterator[Stake | Entity]:
        about = record.about
        owner = controller(about, record.id, kind, self._report)
        if owner.is_unnamed:
            self._tally.count("unnamed", "controllers whose names are withheld or missing")
        if about.get("is_sanctioned") is True:
            marked = f"{record.id}: the register marks {owner.name!r} as sanctioned"
            self._report.warn("stated-sanctioned", marked, record.id)
        yield owner
        life = self._lifetime(record)
        rights = self._rights(record)
        for through in ("trust", "firm"):
            links = [right.link for _, right in rights if right.through == through]
            if links:
                yield Entity(id=f"{record.id}#{through}", kind="organization", place=record.place)
                held: tuple[tuple[str, StakeKind, Share], ...] = (
                    (f"over or in a {through}", links[0], MAYBE_NOTHING),
                    (f"perhaps a part of a {through}", "shares", MAYBE_NOTHING),
                )
                for says, link, share in held:
                    stake = Stake(owner=owner.id, owned=f"{record.id}#{through}", kind=link)
                    yield from _each_span(stake, share, life, record, says)
        for natures, right in _merged(rights, record, self._report):
            holder = f"{record.id}#{right.through}" if right.through else owner.id
            stake = Stake(owner=holder, owned=record.company.id, kind=right.kind)
            yield from _each_span(stake, right.share, life, record, natures)

    def _rights(self, record: _Record) -> list[tuple[str, Right]]:
        """The natures of control and what they mean; an unknown one may mean anything."""
        stated = record.about.get("natures_of_control")
        natures = stated if isinstance(stated, list) else [stated] if stated else []
        found: list[tuple[str, Right]] = []
        for nature in natures:
            right = right_of(nature) if isinstance(nature, str) else None
            if right is None:
                self._report.warn(
                    "unknown-nature",
                    f"{record.id}: {str(nature)[:80]!r} is no nature of control that is known "
                    "here; it may be a share of any size",
                    record.id,
                )
                right = Right("shares", MAYBE_NOTHING)
            found.append((str(nature)[:120], right))
        if not natures:
            self._tally.count("no-nature", "controllers without a nature of control: any share")
            found.append(("", Right("shares", MAYBE_NOTHING)))
        return found

    def _stated(self, record: _Record) -> Iterator[Stake | Entity]:
        statement = str(record.about.get("statement") or "")
        meaning = meaning_of(statement)
        if meaning is None:
            self._report.warn(
                "unknown-statement",
                f"{record.id}: {statement[:80]!r} is no statement that is known here; perhaps "
                "somebody is there who is not named",
                record.id,
            )
        else:
            self._tally.count("statement", f"companies that state: {statement}")
        if meaning in ("somebody", "perhaps", None):
            yield from self._unnamed(record, uncertain=meaning != "somebody")

    def _unnamed(self, record: _Record, *, uncertain: bool) -> Iterator[Stake | Entity]:
        yield Entity(id=record.id, is_unnamed=True, place=record.place)
        life = self._lifetime(record)
        spans = tuple(Span(s.since, s.until, s.uncertain or uncertain) for s in life.spans)
        stake = Stake(owner=record.id, owned=record.company.id)
        says = str(record.about.get("statement") or record.about.get("kind") or "")[:120]
        yield from _each_span(stake, MAYBE_NOTHING, Lifetime(spans), record, says)

    def _lifetime(self, record: _Record) -> Lifetime:
        since, until = (_written(record.about.get(key)) for key in ("notified_on", "ceased_on"))
        life = lifetime(since, until)
        if life.problem:
            self._report.warn("unreadable-dates", f"{record.id}: {life.problem}", record.id)
        if record.about.get("ceased") is True and not until:
            self._report.warn(
                "no-end", f"{record.id}: it is over, and no day says since when", record.id
            )
            return Lifetime(tuple(Span(s.since, s.until, True) for s in life.spans))
        return life

    def _compare(self, about: Mapping[str, Any]) -> None:
        self._report.published = day_of(_written(about.get("generated_at")))
        for key, what in _TOLD_TOTALS.items():
            told = about.get(key)
            if isinstance(told, int) and told != self._met[what]:
                self._report.warn(
                    "totals",
                    f"the last line counts {told:,} {what} and the file holds {self._met[what]:,}: "
                    "it is one part of a snapshot, or not whole",
                )

    def tell(self) -> None:
        """The counts, after the last line."""
        self._tally.tell(self._report)


def _merged(
    rights: list[tuple[str, Right]], record: _Record, report: Report
) -> Iterator[tuple[str, Right]]:
    """One right of each kind and way; two bands of one kind contradict, and either may hold."""
    kept: dict[tuple[StakeKind, str], tuple[str, Right]] = {}
    for nature, right in rights:
        key = right.kind, right.through
        natures, before = kept.get(key, (nature, right))
        if right.kind in SIZED and before.share != right.share:
            report.warn(
                "contradictory-natures",
                f"{record.id}: {natures} and {nature} cannot both be; either may hold",
                record.id,
            )
            kept[key] = (
                f"{natures} or {nature}",
                before._replace(share=either((before.share, right.share))),
            )
        else:
            kept[key] = natures, before
    yield from kept.values()


def _each_span(
    stake: Stake, share: Share, life: Lifetime, record: _Record, says: str
) -> Iterator[Stake]:
    for span in life.spans:
        yield Stake(
            owner=stake.owner,
            owned=stake.owned,
            kind=stake.kind,
            share=share,
            since=span.since,
            until=span.until,
            uncertain=span.uncertain,
            statement=record.id,
            place=record.place,
            says=says,
        )


def _id(number: str, about: Mapping[str, Any], line: JsonRecord) -> str:
    """The register's own id; without one the line's, which names nobody in any other file."""
    links = about.get("links")
    own = links.get("self") if isinstance(links, Mapping) else None
    tail = own.rpartition("/")[2] if isinstance(own, str) else ""
    return f"gb-psc:{number}/{tail}" if tail else f"psc-{line.place.replace(' ', '-')}:{number}"


def _written(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value)[:40] if isinstance(value, int) else ""
