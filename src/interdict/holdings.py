"""From ownership files to the stakes in force: read, check, keep, compile, activate.

Everything happens under the home's lock, and what is in force changes only by the last, atomic
step: whatever fails or is killed before it leaves the old stakes in force.
"""

import contextlib
import datetime
from collections.abc import Sequence
from pathlib import Path

import msgspec

from interdict.audit import AuditLog
from interdict.errors import UsageError
from interdict.ownership.formats import Attribution
from interdict.party import Finding
from interdict.snapshot.stake_archive import KeptStakes, complete
from interdict.snapshot.stake_store import StakeStore
from interdict.snapshot.store import Home
from interdict.stakes_arriving import Arrived, arrive, check, refuse_shrunken


class StakeOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one edition that came."""

    kept: KeptStakes
    in_force: bool
    before: KeptStakes | None
    """The edition of its series that was in force until now."""
    findings: tuple[Finding, ...]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What ``add`` did."""

    outcomes: tuple[StakeOutcome, ...]
    stakes: str
    """The set of stakes now in force."""


def add(
    home: Home, paths: Sequence[Path], said: Attribution, accept_shrunken: Sequence[str] = ()
) -> Held:
    """Add ownership files from disk; all of them or, when one is bad, none.

    Raises ``SourceError`` for files that cannot be used (a copy is put aside) and ``UsageError``
    for what is said of them and does not fit.
    """
    now = datetime.datetime.now(datetime.UTC)
    check(said, now.date())
    store = StakeStore(home)
    archive = store.archive
    with home.lock(), home.staging(store.folder / "arriving") as arriving:
        arrivals = arrive(archive, arriving.folder, paths, said)
        _refuse_unknown(accept_shrunken, arrivals)
        before = {kept.series: kept for kept in archive.in_force()}
        standing = dict(before)
        kept: list[KeptStakes] = []
        with contextlib.ExitStack() as building:
            ready = []
            for place, arrival in enumerate(arrivals):
                staged = building.enter_context(home.staging(archive.folder))
                # Of two editions with one date that which came later counts.
                moment = now + datetime.timedelta(microseconds=place)
                each = arrival.packed(staged.folder, moment)
                refuse_shrunken(archive, arrival, each, standing, accept_shrunken)
                standing[each.series] = each
                ready.append((staged, each))
            with archive.together(each.name for _, each in ready):
                for staged, each in ready:
                    complete(staged, each)
                    kept.append(each)
        _count_again(store, {each.edition.source for each in kept})
        stakes = bring_into_force(home)
        counting = {each.name for each in archive.in_force()}
    return Held(
        stakes=stakes,
        outcomes=tuple(
            StakeOutcome(
                kept=each,
                in_force=each.name in counting,
                before=before.get(each.series),
                findings=arrival.findings,
            )
            for arrival, each in zip(arrivals, kept, strict=True)
        ),
    )


def remove(home: Home, source: str) -> str:
    """Let a source's stakes no longer count; returns the set now in force.

    Its editions stay kept, and what was known on a past day stays as it was; adding a file of
    the source takes all of them back. Raises ``UsageError`` for a source that does not count.
    """
    store = StakeStore(home)
    with home.lock():
        there = {kept.edition.source for kept in store.archive.in_force()}
        removed = store.archive.removed()
        if source not in there and source not in removed:
            raise UsageError(
                f"no stakes of {source} are in force; there is {', '.join(sorted(there)) or 'none'}"
            )
        if source not in removed:
            now = datetime.datetime.now(datetime.UTC)
            store.archive.note_removed(removed | {source: now})
        return bring_into_force(home)


def bring_into_force(home: Home) -> str:
    """Compile the editions that count and activate the result, unless it is in force already.

    Logged first: nothing is ever in force that the log does not know.
    """
    store = StakeStore(home)
    with home.lock():
        editions = store.archive.in_force()
        stakes = store.compiled(editions)
        history = store.history()
        if not history or history[-1].snapshot != stakes:
            told = [
                [each.edition.source, each.edition.form, each.name, each.published.isoformat()]
                for each in editions
            ]
            AuditLog(home.audit).append("activate-stakes", {"stakes": stakes, "editions": told})
            store.activate(stakes)
    return stakes


def _count_again(store: StakeStore, sources: set[str]) -> None:
    """What is added counts, also of a source that was removed."""
    removed = store.archive.removed()
    still = {source: at for source, at in removed.items() if source not in sources}
    if still != removed:
        store.archive.note_removed(still)


def _refuse_unknown(accepted: Sequence[str], arrivals: Sequence[Arrived]) -> None:
    came = {arrival.edition.source for arrival in arrivals}
    unknown = sorted({*accepted} - came)
    if unknown:
        raise UsageError(
            f"--accept-shrunken {unknown[0]}: none of the files is of that source; they are "
            f"{', '.join(sorted(came))}"
        )
