"""Where every registered file stands: what it holds, and what changed since it was screened."""

import datetime

import msgspec

from interdict.errors import InterdictError
from interdict.monitor.register import RegisteredFile, registered
from interdict.snapshot.opening import open_current
from interdict.snapshot.store import Home


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One registered file."""

    name: str
    source: str
    """The file it was last added from."""
    added: datetime.datetime
    customers: int
    rejected: int
    """Rows of that file that could not be read and are not monitored."""
    run: int
    """Runs so far."""
    last_run: datetime.datetime | None
    snapshot: str
    """What was screened against; empty before the first run."""
    policy: str
    engine: str
    open_hits: int
    customers_with_hits: int
    """Alerts that are open: one per customer."""
    lists_behind: tuple[str, ...]
    """Lists of which another edition, or none, was in force at the last run."""
    snapshot_behind: bool
    """Is another snapshot in force than at the last run? With the same editions: records were
    joined or parted since."""
    customers_waiting: bool
    """Was the file added again since, and its run did not end?"""
    undelivered: tuple[int, ...]
    """Runs whose changes were not written out: the next run writes them."""


class Damaged(msgspec.Struct, frozen=True, kw_only=True):
    """A registered file of which nothing can be told."""

    name: str
    error: str
    """What is wrong, and what to do."""
    exit_code: int


def standings(home: Home) -> tuple[tuple[Standing, ...], tuple[Damaged, ...]]:
    """Every registered file, by name; what is wrong with one keeps no other from being told."""
    editions: dict[str, str] = {}
    in_force = home.current()
    if in_force is not None:
        editions = {each.source: each.id for each in open_current(home).editions}
    found: list[Standing] = []
    damaged: list[Damaged] = []
    for file in registered(home):
        try:
            found.append(_standing(file, editions, in_force))
        except InterdictError as error:
            damaged.append(Damaged(name=file.name, error=str(error), exit_code=error.exit_code))
    return tuple(found), tuple(damaged)


def _standing(file: RegisteredFile, editions: dict[str, str], in_force: str | None) -> Standing:
    registration = file.registered()
    state = file.store.state()
    basis = state.basis if state else None
    seen = basis.editions if basis else {}
    return Standing(
        name=file.name,
        source=registration.source,
        added=registration.added,
        customers=len(file.customers(registration.customers)),
        rejected=registration.rejected,
        run=state.run if state else 0,
        last_run=state.at if state else None,
        snapshot=basis.snapshot if basis else "",
        policy=basis.policy if basis else "",
        engine=basis.engine if basis else "",
        open_hits=sum(map(len, state.hits.values())) if state else 0,
        customers_with_hits=len(state.hits) if state else 0,
        lists_behind=tuple(
            sorted(s for s in editions.keys() | seen.keys() if editions.get(s) != seen.get(s))
        ),
        snapshot_behind=basis is None or basis.snapshot != in_force,
        customers_waiting=state is None or state.customers != registration.customers,
        undelivered=tuple(report.run for report in file.store.undelivered()),
    )
