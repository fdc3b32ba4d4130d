"""May the lists loaded here answer at all? Fail closed: invariant 7."""

import datetime

from interdict.errors import NoLists, StaleLists
from interdict.lists.catalog import ONLY_HINTS
from interdict.piecemeal import last_sure
from interdict.screening.policy import Policy
from interdict.snapshot.archive import Archive
from interdict.snapshot.opening import HOW_TO_LOAD
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home

HOW_TO_FRESHEN = (
    ". Run  interdict lists update,  or add the newest files with  interdict lists add FILE...  "
    "(the same files again confirm a list); max_age_days_of in the policy makes an exception for "
    "a list by name"
)


def confirmed(home: Home, snapshot: Snapshot) -> dict[str, datetime.date]:
    """The day each edition of a snapshot was last confirmed to be the newest of its list."""
    archive = Archive(home)
    return {edition.source: last_sure(archive, edition).date() for edition in snapshot.editions}


def received(home: Home, snapshot: Snapshot) -> dict[str, datetime.date]:
    """The day each edition of a snapshot first came. Of a past day this is what was sure, and
    unlike ``confirmed`` it says the same whenever it is asked."""
    archive = Archive(home)
    return {edition.source: archive.received(edition).date() for edition in snapshot.editions}


def refuse_missing(snapshot: Snapshot, policy: Policy) -> None:
    """Raise ``NoLists`` when the policy asks for a list that the snapshot does not hold."""
    held = {edition.source for edition in snapshot.editions}
    if "starter" in held:
        held = {snapshot.party(row).source for row in range(len(snapshot))}
    missing = [name for name in policy.lists if name not in held]
    if missing:
        raise NoLists(
            f"{', '.join(missing)} is asked for but not loaded here "
            f"({', '.join(sorted(held))} is): {HOW_TO_LOAD}"
        )


def refuse_stale(
    home: Home, snapshot: Snapshot, policy: Policy, today: datetime.date | None = None
) -> None:
    """Raise ``StaleLists`` when a list in scope is older than the policy allows.

    Lists that only hint (``catalog.ONLY_HINTS``) do not go stale: nobody relies on their silence.
    """
    today = today or datetime.datetime.now(datetime.UTC).date()
    ages = confirmed(home, snapshot).items()
    doubts = [stale(source, last, policy, today) for source, last in ages]
    told = [doubt for doubt in doubts if doubt]
    if told:
        raise StaleLists("; ".join(told) + HOW_TO_FRESHEN)


def stale(source: str, last: datetime.date, policy: Policy, today: datetime.date) -> str:
    """Why a list last confirmed on a day may not answer today, or empty when it may.

    A confirmation ahead of the clock says that the clock was set back: how old a list is
    cannot be told then, and a list whose age is not known is too old. One day is allowed, for
    a clock that was corrected.
    """
    limit = policy.age_limit(source)
    if not limit or not policy.in_scope(source) or source in ONLY_HINTS:
        return ""
    days = (today - last).days
    if days < -1:
        return (
            f"{source} was last confirmed on {last}, which lies ahead of this machine's clock "
            f"({today}): its age is not known until the clock is right"
        )
    if days > limit:
        return f"{source} was last confirmed on {last}; the policy allows {limit} days"
    return ""
