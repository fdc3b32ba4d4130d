"""Which statement of a relationship holds when others stand in its place.

Since 0.4 the statements of one record follow each other (``recordStatus`` new, updated,
closed); until 0.3 a statement names those it replaces. The latest wins: what an older one says
ends the day before, and a finding says so. A correction of the same day leaves nothing of it.
"""

import datetime
import itertools
from collections.abc import Iterator, Sequence

import msgspec

from interdict.ownership.bods_interests import Interest
from interdict.ownership.bods_statement import Status
from interdict.ownership.reading import Report
from interdict.party import Finding

_DAY = datetime.timedelta(days=1)
_FIRST = datetime.date.min

_Held = tuple[str, str, str]
"""Owner, owned and kind."""


class Relationship(msgspec.Struct, frozen=True, kw_only=True):
    """One statement about a relationship; owner and owned of its stakes are still keys."""

    key: str
    statement: str
    turn: int
    """Its place in the order of the file."""
    status: Status
    stated_on: datetime.date | None
    replaces: tuple[str, ...]
    interests: tuple[Interest, ...]

    @property
    def order(self) -> tuple[datetime.date, int]:
        """Later statements are greater; of one day, those that follow in the file."""
        return self.stated_on or datetime.date.min, self.turn


def in_force(stated: Sequence[Relationship], report: Report) -> Iterator[Interest]:
    """The interests of all statements in file order, each for as long as its statement stands.

    Owner and owned of their stakes are ids already, so that one holder is seen to be one.
    """
    successors = _successors(stated, report)
    told_before: dict[int, set[_Held]] = {}
    standing: dict[int, tuple[Interest, ...]] = {}
    for each in sorted(stated, key=lambda each: each.order):
        before = told_before.pop(each.turn, None)
        interests = each.interests
        if before is not None and each.stated_on is not None:
            interests = tuple(_beginning(each.stated_on, interests, before))
        if each.status == "closed":
            interests = tuple(_ending(each.stated_on, interests))
            if not interests:
                _tell(each, report, "closed-record", "closes its record; nothing more holds")
        later = successors.get(each.turn)
        if later is not None:
            interests = _superseded(each, later, interests, report)
            told = told_before.setdefault(later.turn, set())
            told |= {_held(interest) for interest in interests} | (before or set())
        standing[each.turn] = interests
    for each in stated:
        yield from standing[each.turn]


def _successors(stated: Sequence[Relationship], report: Report) -> dict[int, Relationship]:
    """Turn of a statement -> the first that stands in its place."""
    by_key: dict[str, list[Relationship]] = {}
    for each in stated:
        by_key.setdefault(each.key, []).append(each)
    found: dict[int, Relationship] = {}
    for series in by_key.values():
        series.sort(key=lambda each: each.order)
        found.update({a.turn: b for a, b in itertools.pairwise(series)})
    for later in sorted(stated, key=lambda each: each.order):
        for earlier in (each for key in later.replaces for each in by_key.get(key, ())):
            if earlier.order < later.order:
                found.setdefault(earlier.turn, later)
            else:
                report.warn(
                    "replaces-later",
                    f"statement {later.statement} replaces {earlier.statement}, which is not older "
                    "than it: both stand",
                    record=later.statement,
                )
    return found


def _beginning(
    day: datetime.date, interests: tuple[Interest, ...], before: set[_Held]
) -> Iterator[Interest]:
    """Of a statement in place of others: it begins to hold on its day where they told of the
    same until then, and where it says no beginning."""
    for each in interests:
        lasts = each.stake.until is None or each.stake.until >= day
        begins = each.stake.since is None or (each.stake.since < day and _held(each) in before)
        yield _with_days(each, day, each.stake.until) if lasts and begins else each


def _ending(day: datetime.date | None, interests: tuple[Interest, ...]) -> Iterator[Interest]:
    """Until a day at the latest; nothing of what begins after it, or of an unknown end."""
    for each in interests:
        last = min((d for d in (each.stake.until, day) if d is not None), default=None)
        if last is not None and (each.stake.since is None or each.stake.since <= last):
            yield _with_days(each, each.stake.since, last)


def _superseded(
    earlier: Relationship, later: Relationship, interests: tuple[Interest, ...], report: Report
) -> tuple[Interest, ...]:
    """What is left of the earlier; an end that the later one states is known better."""
    last = earlier.stated_on
    if later.stated_on is not None:
        last = later.stated_on - _DAY if later.stated_on > _FIRST else None
    left: tuple[Interest, ...] = ()
    if later.stated_on is None or later.stated_on != earlier.stated_on:
        ends = _ends(later.interests)
        left = tuple(
            kept
            for each in interests
            for end in [ends.get(_held(each))]
            for kept in _ending(min(filter(None, (last, end)), default=None), (each,))
        )
    until = f"what it says is held until {last} at the latest" if left else "nothing of it is kept"
    what = f"stands no longer: {later.statement} came in its place; {until}"
    _tell(earlier, report, "superseded-statement", what)
    return left


def _ends(interests: Sequence[Interest]) -> dict[_Held, datetime.date]:
    """The last day of what ends."""
    found: dict[_Held, datetime.date] = {}
    for each in interests:
        last = each.stake.until or datetime.date.max
        found[_held(each)] = max(last, found.get(_held(each), last))
    return found


def _held(interest: Interest) -> _Held:
    return interest.stake.owner, interest.stake.owned, interest.stake.kind


def _with_days(
    interest: Interest, since: datetime.date | None, until: datetime.date | None
) -> Interest:
    stake = msgspec.structs.replace(interest.stake, since=since, until=until)
    return msgspec.structs.replace(interest, stake=stake)


def _tell(stated: Relationship, report: Report, code: str, what: str) -> None:
    report.note(
        Finding(
            severity="note",
            code=code,
            message=f"statement {stated.statement} {what}",
            record=stated.statement,
        )
    )
