"""FollowTheMoney JSON lines, as far as they say who owns, directs or controls whom.

One entity a line, ``{"id", "schema", "properties": {name: [values]}}``, in any order: things, and
links between them. Words of the published model (schemata Ownership, Directorship, Control,
LegalEntity, Company, Person ...). Links that say nothing about owning (Family, UnknownLink ...)
are counted and left out.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from interdict.ownership.ftm_percentages import share_of
from interdict.ownership.ftm_thing import THINGS, Thing, entity_of, things_of
from interdict.ownership.json_records import records as json_records
from interdict.ownership.lifetime import Lifetime, Span, day_of, lifetime
from interdict.ownership.psc_natures import right_of
from interdict.ownership.reading import Report
from interdict.ownership.share import MAYBE_NOTHING, UNKNOWN, Share, either
from interdict.ownership.stake import Entity, Stake, StakeKind
from interdict.ownership.tally import Tally
from interdict.statement import Authority

FORMS: tuple[str, ...] = ("ftm",)
SOURCE = "ftm"
STATED_BY = "the publisher of a FollowTheMoney file"
AUTHORITY: Authority = "registry"

_SCHEMA = re.compile(rb'"schema"\s*:\s*"\w+"')
_PROPERTIES = re.compile(rb'"properties"\s*:\s*\{')


class _Link(NamedTuple):
    owner: str
    """Property that names who holds."""
    owned: str
    kind: StakeKind


_LINKS: dict[str, _Link] = {
    "Ownership": _Link("owner", "asset", "shares"),
    "Directorship": _Link("director", "organization", "officer"),
    "Control": _Link("controller", "controlled", "control"),
}

_NESTED: dict[str, str] = {
    "ownershipOwner": "owner",
    "ownershipAsset": "asset",
    "directorshipDirector": "director",
    "directorshipOrganization": "organization",
    "controlController": "controller",
    "controlControlled": "controlled",
}
"""Property of a thing in which exports nest a link -> the link's property that names the thing."""

_VOTES = frozenset(("votes", "voting", "voting rights", "voting-rights"))
"""Types of an ownership that are one of votes."""


def recognises(head: bytes) -> bool:
    """Is the first line an object with ``schema`` and ``properties``?"""
    first = head.lstrip().partition(b"\n")[0]
    return (
        first.startswith(b"{")
        and _SCHEMA.search(first) is not None
        and _PROPERTIES.search(first) is not None
    )


def read(stream: BinaryIO, report: Report) -> Iterator[Stake | Entity]:
    """Every thing as an entity and every link as stakes; entities in several parts come again.

    A line that is no entity is rejected with its number. Raises ``MalformedFile`` for a file that
    is cut off in the middle of its last line.
    """
    tally = Tally()
    for record in json_records(stream):
        things = None if record.problem else things_of(record.value, record.place)
        if things is None:
            report.records += 1
            why = record.problem or "it has no id, schema and properties"
            report.reject("unreadable-line", f"{record.place}: {why}; left out", record.place)
            continue
        for thing in _linked_back(things):
            report.records += 1
            yield from _read(thing, report, tally)
    tally.tell(report)


def _linked_back(things: Sequence[Thing]) -> list[Thing]:
    """Nested links name only their other end; the thing they are nested in is the first."""
    ends: dict[str, dict[str, list[str]]] = {}
    for thing in things:
        for name, end in _NESTED.items():
            for link in thing.all(name):
                ends.setdefault(link, {}).setdefault(end, []).append(thing.id)
    return [
        thing._replace(values={**ends[thing.id], **thing.values}) if thing.id in ends else thing
        for thing in things
    ]


def _read(thing: Thing, report: Report, tally: Tally) -> Iterator[Stake | Entity]:
    link = _LINKS.get(thing.schema)
    if link is not None:
        yield from _linked(thing, link, report)
    elif thing.schema in THINGS:
        yield entity_of(thing, report)
        for parent in thing.all("parent"):
            yield Stake(
                owner=parent, owned=thing.id, share=UNKNOWN, place=thing.place, says="parent"
            )
    else:
        tally.count(
            "unread-schema",
            f"{thing.schema[:60]} entities say nothing about owners that is read; left out",
            "error",
        )


def _linked(thing: Thing, link: _Link, report: Report) -> Iterator[Stake | Entity]:
    owners, owned = thing.all(link.owner), thing.all(link.owned)
    if not owned:
        what = f"{thing.schema} {thing.id} names no {link.owned}: nobody knows of what"
        report.reject("no-owned", f"{what}; left out", thing.id, link.owned)
        return
    if not owners:
        unnamed = f"{thing.id}#{link.owner}"
        what = f"{thing.schema} {thing.id} names no {link.owner}; somebody unnamed holds it"
        report.warn("no-owner", what, thing.id, link.owner)
        yield Entity(id=unnamed, is_unnamed=True, place=thing.place)
        owners = (unnamed,)
    several = len(set(owners)) > 1 or len(set(owned)) > 1
    if several:
        what = f"{thing.schema} {thing.id} names several ends; which belongs to which is uncertain"
        report.warn("several-ends", what, thing.id)
    life = _lifetime(thing, report)
    for kind, share, says in _holdings(thing, link.kind, report):
        for owner in dict.fromkeys(owners):
            for each in dict.fromkeys(owned):
                for span in life.spans:
                    yield Stake(
                        owner=owner,
                        owned=each,
                        kind=kind,
                        share=share,
                        since=span.since,
                        until=span.until,
                        uncertain=span.uncertain or several,
                        statement=thing.id,
                        stated_on=_stated_on(thing),
                        place=thing.place,
                        says=says,
                    )


def _holdings(
    thing: Thing, kind: StakeKind, report: Report
) -> Iterator[tuple[StakeKind, Share, str]]:
    """What the link says is held; an ownership whose roles are the UK register's says it so."""
    says = thing.words("role", "ownershipType", "controlType", "sharesType", "legalBasis")
    if thing.schema != "Ownership":
        yield kind, UNKNOWN, says
        return
    rights = [right for role in thing.all("role") if (right := right_of(role)) is not None]
    if rights and not thing.all("percentage"):
        bands: dict[StakeKind, list[Share]] = {}
        for right in rights:
            # Held by a trust or firm: how much of it is this owner's is not said.
            share = MAYBE_NOTHING if right.through else right.share
            bands.setdefault(right.kind, []).append(share)
        for held, shares in bands.items():
            yield held, either(shares), says
        return
    votes = {text.lower() for text in thing.all("ownershipType")} & _VOTES
    yield "votes" if votes else kind, _share(thing, report), says


def _share(thing: Thing, report: Report) -> Share:
    shares = []
    for text in dict.fromkeys(thing.all("percentage")):
        share = share_of(text)
        if share is None:
            what = f"Ownership {thing.id}: {text[:60]!r} is no percentage from 0 to 100"
            report.warn("unreadable-share", f"{what}; the share is unknown", thing.id, "percentage")
            return UNKNOWN
        shares.append(share)
    if len(set(shares)) > 1:
        what = f"Ownership {thing.id} states several percentages; each may hold"
        report.warn("several-shares", what, thing.id, "percentage")
    return either(shares) if shares else UNKNOWN


def _lifetime(thing: Thing, report: Report) -> Lifetime:
    """From the earliest start to the latest end; where several are stated, all days between are
    uncertain but those that all of them agree on are not told apart."""
    lives = [
        lifetime(since, until)
        for since in thing.all("startDate") or ("",)
        for until in thing.all("endDate") or ("",)
    ]
    for life in lives:
        if life.problem:
            what = f"{thing.schema} {thing.id}: {life.problem}; uncertain when"
            report.warn("unreadable-dates", what, thing.id)
    if len(lives) == 1:
        return lives[0]
    report.warn("several-dates", f"{thing.schema} {thing.id} states several dates", thing.id)
    return Lifetime((_whole([span for life in lives for span in life.spans]),))


def _whole(spans: Sequence[Span]) -> Span:
    since = [span.since for span in spans if span.since is not None]
    until = [span.until for span in spans if span.until is not None]
    first = min(since) if len(since) == len(spans) else None
    last = max(until) if len(until) == len(spans) else None
    return Span(first, last, uncertain=True)


def _stated_on(thing: Thing) -> datetime.date | None:
    days = [day_of(text) for name in ("date", "modifiedAt") for text in thing.all(name)]
    return max((day for day in days if day is not None), default=None)
