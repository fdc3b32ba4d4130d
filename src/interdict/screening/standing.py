"""What the lists in force can answer under a policy, and what they cannot.

The same rules that let a screening answer or refuse (``freshness``, ``verdicts``), told
beforehand and for every list.
"""

import datetime
from collections.abc import Mapping

import msgspec

from interdict.lists.addresses import PUBLICATIONS
from interdict.lists.catalog import SOURCES
from interdict.lists.receipts import Desk
from interdict.party import Edition
from interdict.screening.freshness import confirmed, stale
from interdict.screening.policy import Policy
from interdict.snapshot.archive import Archive
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home
from interdict.snapshot.timing import Hours, Timing, hours, timing
from interdict.snapshot.undated import told, undated

_SHOWN_PARTS = 5


class ListStanding(msgspec.Struct, frozen=True, kw_only=True):
    """One list in force."""

    edition: Edition
    received: datetime.datetime
    """UTC."""
    confirmed: datetime.date
    """The day we last made sure that this edition is the newest."""
    days: int
    """Since then; what the policy's limit is about."""
    limit: int
    """Days the policy allows; 0 means no limit."""
    in_scope: bool
    """Does the policy screen this list?"""
    doubt: str
    """Why screening refuses for it, or empty."""
    findings: int
    trouble: str
    """Why the last download of it failed, or what came is not in force; else empty."""
    timing: Timing
    hours: Hours | None
    """From publication to activation."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, and what is missing."""

    lists: tuple[ListStanding, ...]
    gaps: tuple[str, ...]
    """Regimes of the policy that are ``unknown`` for want of a list, in sentences."""
    refusals: tuple[str, ...]
    """Why screening refuses (exit 3); empty when it answers."""


def standing(
    home: Home, snapshot: Snapshot, policy: Policy, today: datetime.date | None = None
) -> Standing:
    """What the lists of a home's snapshot can answer under a policy."""
    today = today or datetime.datetime.now(datetime.UTC).date()
    days = confirmed(home, snapshot)
    lists = tuple(
        _list(home, snapshot, edition, policy, (days[edition.source], today))
        for edition in snapshot.editions
    )
    held = {edition.source: edition for edition in snapshot.editions}
    missing = [
        f"{source} is asked for by the policy and not loaded"
        for source in policy.lists
        if source not in held
    ]
    doubts = [each.doubt for each in lists if each.doubt]
    return Standing(lists=lists, gaps=_gaps(held, policy), refusals=(*missing, *doubts))


def _list(
    home: Home,
    snapshot: Snapshot,
    edition: Edition,
    policy: Policy,
    span: tuple[datetime.date, datetime.date],
) -> ListStanding:
    last, today = span
    source = edition.source
    noted = timing(home, edition)
    return ListStanding(
        edition=edition,
        received=Archive(home).received(edition),
        confirmed=last,
        days=(today - last).days,
        limit=policy.age_limit(source),
        in_scope=policy.in_scope(source),
        doubt=stale(source, last, policy, today),
        findings=snapshot.manifest.findings.get(source, 0),
        trouble=_trouble(home, source),
        timing=noted,
        hours=hours(edition, noted),
    )


def _trouble(home: Home, source: str) -> str:
    made_by = {publication.source for publication in PUBLICATIONS if source in publication.makes}
    for name in made_by:
        last = Desk(home.path / "downloads" / name).last()
        if last is not None and last.problem:
            return f"{source} was not updated on {last.finished:%Y-%m-%d %H:%M} UTC: {last.problem}"
    archive = Archive(home)
    waiting = undated(archive, source)
    return told(archive, waiting) if waiting else ""


def _gaps(held: Mapping[str, Edition], policy: Policy) -> tuple[str, ...]:
    """A regime that lacks a principal list, or leaves one out, is never ``no-match``."""
    answering = {source for source in held if policy.in_scope(source)}
    gaps: list[str] = []
    for regime in policy.regimes:
        principal = [s for s in SOURCES if s.regime == regime and s.principal]
        lacking = [s for s in principal if s.id not in answering]
        if not principal:
            gaps.append(f"{regime}: no list of this regime is known here")
        for source in lacking:
            cause = "left out by the policy" if source.id in held else "not loaded"
            gaps.append(f"{regime}: {source.list} ({source.id}) is {cause}")
        for source in principal:
            parts = held[source.id].missing if source.id in answering else ()
            if parts:
                gaps.append(
                    f"{regime}: {len(parts)} parts of {source.list} were never loaded "
                    f"({', '.join(parts[:_SHOWN_PARTS])}{' ...' * (len(parts) > _SHOWN_PARTS)})"
                )
    return tuple(gaps)
