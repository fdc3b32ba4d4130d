"""May the lists loaded here answer at all? Fail closed: invariant 7."""

import datetime

from interdict.errors import NoLists, StaleLists
from interdict.lists.catalog import ONLY_HINTS
from interdict.party import Edition
from interdict.screening.policy import Policy
from interdict.snapshot.archive import Archive
from interdict.snapshot.opening import HOW_TO_LOAD
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home


def confirmed(home: Home, snapshot: Snapshot) -> dict[str, datetime.date]:
    """The day each edition of a snapshot was last confirmed to be the newest of its list.

    An edition that was never confirmed counts from the day it was received: another edition
    of the list was confirmed since, or the run that added this one was killed.
    """
    archive = Archive(home)
    return {edition.source: _last_sure(archive, edition).date() for edition in snapshot.editions}


def _last_sure(archive: Archive, edition: Edition) -> datetime.datetime:
    confirmation = archive.confirmation(edition.source)
    if confirmation is not None and confirmation.edition == edition.id:
        return confirmation.at
    return archive.received(edition)


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
    for source, last in confirmed(home, snapshot).items():
        limit = policy.age_limit(source)
        if source in ONLY_HINTS:
            continue
        if limit and policy.in_scope(source) and (today - last).days > limit:
            raise StaleLists(
                f"{source} was last confirmed on {last}; the policy allows {limit} days. Add its "
                "newest files with  interdict lists add FILE...  (the same files again confirm "
                f"it), or set max_age_days_of.{source} in the policy"
            )
