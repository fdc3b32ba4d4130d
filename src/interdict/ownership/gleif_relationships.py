"""Who consolidates, manages or feeds whom: GLEIF's relationship records as stakes (RR-CDF 1.0-2.1).

A relationship points from the child (start node) to the parent (end node); a feeder fund alone
points to the master fund of which it holds a part. GLEIF states consolidation of accounts and
hardly ever a share. A parent that consolidates may hold any share, so beside the link stands a
stake of unknown size: what it leaves open is ``unknown``, never ``no-match``.
"""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from interdict.errors import UsageError
from interdict.ownership.gleif_lei import lei_entity, unnamed_entity
from interdict.ownership.gleif_record import Plain, elements, members, text
from interdict.ownership.lifetime import ALWAYS, Lifetime, Span, day_of, lifetime, until_at_most
from interdict.ownership.reading import Report
from interdict.ownership.share import ALL, MAYBE_NOTHING, UNKNOWN, Share, exact, parse
from interdict.ownership.stake import Entity, Stake, StakeKind
from interdict.ownership.tally import Tally

_DIRECT = "IS_DIRECTLY_CONSOLIDATED_BY"
_ULTIMATE = "IS_ULTIMATELY_CONSOLIDATED_BY"
_FEEDER = "IS_FEEDER_TO"


class _Holding(NamedTuple):
    kind: StakeKind
    share: Share = UNKNOWN


_TYPES: dict[str, tuple[_Holding, ...]] = {
    _DIRECT: (_Holding("consolidation"), _Holding("shares", UNKNOWN)),
    # Held through others, so of its own it may hold nothing at all.
    _ULTIMATE: (_Holding("consolidation"), _Holding("shares", MAYBE_NOTHING)),
    # A branch is no person of its own: what meets the head office meets it whole.
    "IS_INTERNATIONAL_BRANCH_OF": (_Holding("shares", exact(ALL)),),
    # A manager runs a fund that others own; whether that is control is for a person to say.
    "IS_FUND-MANAGED_BY": (_Holding("other"),),
    # In some countries a part of the umbrella's person, in others a person of its own.
    "IS_SUBFUND_OF": (_Holding("other"), _Holding("shares", MAYBE_NOTHING)),
    _FEEDER: (_Holding("shares", UNKNOWN),),
}
"""What each type of relationship says that one holds of the other."""

_ENDED = frozenset(("RETIRED", "INACTIVE"))
_VOID = frozenset(("ANNULLED", "DUPLICATE"))
_STATUSES = frozenset((
    "PUBLISHED", "LAPSED", "RETIRED", "ANNULLED", "DUPLICATE", "TRANSFERRED", "PENDING_TRANSFER",
    "PENDING_ARCHIVAL",
))  # fmt: skip
"""Of a record; any other (``PENDING_VALIDATION``, none) leaves it uncertain."""


def is_relationship(record: Plain) -> bool:
    """Is it a relationship record?"""
    return bool(elements(record, "Relationship"))


class Relationships:
    """Turns relationship records into stakes, a child's records together where they stand so.

    GLEIF's files are in order of the child. Its ultimate parents wait until its direct ones are
    known: a parent that is both states its share once, as the direct one.
    """

    def __init__(self, report: Report, tally: Tally) -> None:
        self._report = report
        self._tally = tally
        self._child = ""
        self._direct: set[str] = set()
        self._waiting: list[Stake] = []

    def read(self, record: Plain) -> Iterator[Stake | Entity]:
        """The stakes of one record, and whom it names."""
        type_ = text(record, "Relationship/RelationshipType")
        child = text(record, "Relationship/StartNode/NodeID")
        if not child:
            self._report.reject("no-child", f"a relationship record ({type_}) names no start node")
            return
        if child != self._child:
            yield from self.rest()
            self._child = child
        start = lei_entity(child, self._report)
        end = self._parent(record, f"{start.id}/{type_}")
        yield start
        yield end
        if text(record, "Registration/RegistrationStatus") in _VOID:
            status = text(record, "Registration/RegistrationStatus")
            self._tally.count("void-record", f"{status} relationship records: they state nothing")
            return
        owner, owned = (start, end) if type_ == _FEEDER else (end, start)
        for stake in self._stakes(record, Stake(owner=owner.id, owned=owned.id)):
            if type_ == _ULTIMATE and stake.kind == "shares":
                self._waiting.append(stake)
                continue
            if type_ == _DIRECT and stake.until is None:
                self._direct.add(owner.id)
            yield stake

    def rest(self) -> Iterator[Stake]:
        """The stakes that waited; call it again after the last record."""
        yield from (stake for stake in self._waiting if stake.owner not in self._direct)
        self._waiting, self._direct = [], set()

    def _parent(self, record: Plain, statement: str) -> Entity:
        number = text(record, "Relationship/EndNode/NodeID")
        if text(record, "Relationship/EndNode/NodeIDType") == "PNI" or not number:
            if not number:
                self._report.warn("no-parent", f"{statement}: the parent is not named", statement)
            return unnamed_entity(f"gleif-pni:{number}" if number else f"{statement}/parent")
        return lei_entity(number, self._report)

    def _stakes(self, record: Plain, ends: Stake) -> Iterator[Stake]:
        type_ = text(record, "Relationship/RelationshipType")
        statement = f"{lei_entity(self._child, self._report).id}/{type_}"
        life = self._lifetime(record, statement)
        holdings = _TYPES.get(type_)
        if holdings is None:
            self._report.warn(
                "unknown-relationship",
                f"{statement}: {type_!r} is no type of relationship that is known here; the stake "
                "is kept as uncertain",
                statement,
            )
        for holding in holdings or (_Holding("shares", MAYBE_NOTHING),):
            share, says = holding.share, type_
            if type_ == _DIRECT and holding.kind == "shares":
                share, said = self._quantified(record, statement)
                says = f"{type_}{said}"
            inferred = holding.kind == "shares" and not share.is_exact
            for span in life.spans:
                yield msgspec.structs.replace(
                    ends,
                    kind=holding.kind,
                    share=share,
                    since=span.since,
                    until=span.until,
                    uncertain=span.uncertain or holdings is None,
                    statement=statement,
                    # A share nobody stated must not stand in for one that somebody did.
                    stated_on=None if inferred else _stated_on(record),
                    place=statement,
                    says=says,
                )

    def _quantified(self, record: Plain, statement: str) -> tuple[Share, str]:
        """The percentage of a quantifier, and its words; unknown where there is none."""
        for each in members(
            record, "Relationship/RelationshipQuantifiers", "RelationshipQuantifier"
        ):
            amount = text(each, "QuantifierAmount")
            if text(each, "QuantifierUnits") != "PERCENTAGE" or not amount:
                continue
            said = f", {amount} PERCENTAGE by {text(each, 'MeasurementMethod')}"
            share = _percentage(amount)
            if share is None:
                self._report.warn(
                    "unclear-percentage",
                    f"{statement}: {amount!r} PERCENTAGE of a consolidation is no share that can "
                    "be relied on (1 may mean the whole); the share is unknown",
                    statement,
                    "QuantifierAmount",
                )
                return UNKNOWN, said
            return share, said
        return UNKNOWN, ""

    def _lifetime(self, record: Plain, statement: str) -> Lifetime:
        life = self._period(record, statement)
        status = text(record, "Relationship/RelationshipStatus")
        registration = text(record, "Registration/RegistrationStatus")
        if {status, registration} & _ENDED:
            life = self._ended(life, record, statement)
        elif status != "ACTIVE" or registration not in _STATUSES:
            self._tally.count(
                "unclear-status",
                f"relationships of status {status or 'none'}, record {registration or 'none'}: "
                "uncertain whether they hold",
                "warning",
            )
            life = Lifetime(tuple(Span(s.since, s.until, True) for s in life.spans))
        if registration == "LAPSED":
            self._tally.count("lapsed-record", "relationship records LAPSED: not confirmed in time")
        deleted = deleted_on(record)
        if deleted is not None:
            self._tally.count("deleted-record", "records deleted by this file: over that day")
            life = until_at_most(life, deleted)
        return life

    def _period(self, record: Plain, statement: str) -> Lifetime:
        periods = members(record, "Relationship/RelationshipPeriods", "RelationshipPeriod")
        own = [each for each in periods if text(each, "PeriodType") == "RELATIONSHIP_PERIOD"]
        # The other periods say which accounts were looked at, not how long it lasts.
        lives = [lifetime(text(each, "StartDate"), text(each, "EndDate")) for each in own]
        for life in lives:
            if life.problem:
                self._report.warn("unreadable-period", f"{statement}: {life.problem}", statement)
        return Lifetime(tuple(span for life in lives for span in life.spans)) if lives else ALWAYS

    def _ended(self, life: Lifetime, record: Plain, statement: str) -> Lifetime:
        """Over: on its stated last day, else on some day up to the record's last change."""
        if all(span.until is not None for span in life.spans):
            return life
        changed = day_of(text(record, "Registration/LastUpdateDate"))
        if changed is None:
            self._report.warn(
                "no-end", f"{statement}: it is over, and no day says since when", statement
            )
            return Lifetime(tuple(Span(s.since, s.until, True) for s in life.spans))
        return until_at_most(life, changed, uncertain=True)


def deleted_on(record: Plain) -> datetime.date | None:
    """The day on which a delta file takes the record out of publication, or None."""
    return day_of(text(record, "Extension/Deletion/DeletedAt"))


def _stated_on(record: Plain) -> datetime.date | None:
    changed = day_of(text(record, "Registration/LastUpdateDate"))
    days = [day for day in (changed, deleted_on(record)) if day is not None]
    return max(days, default=None)


def _percentage(amount: str) -> Share | None:
    """A share above 1 and up to 100; a consolidation at 1 % or less is none."""
    try:
        share = parse(amount)
    except UsageError:
        return None
    return share if share.is_exact and share.low > 1 else None
