"""Bring the hits of a registered file up to date: changed customers against all lists, all
customers against what changed in the lists.

After a run the known hits are those that a screening of every current customer against the
current snapshot finds. Where that cannot be reached from what is known (another policy, another
engine, no snapshot to compare with) every customer is screened again, and the report says why.
"""

import contextlib
import datetime
from collections.abc import Mapping, Set

import numpy as np

from interdict.errors import SnapshotError
from interdict.matching.ranges import Ints, distinct
from interdict.monitor.alerts import Reasons, alerts
from interdict.monitor.between import Causes, between, snapshot_of
from interdict.monitor.customers import FORM, Customers, Moved, moved
from interdict.monitor.joined import Joined
from interdict.monitor.known import Basis, Known, KnownHit, Report, State
from interdict.monitor.reach import reached
from interdict.monitor.register import RegisteredFile
from interdict.monitor.screened import Work, screened
from interdict.ownership.verdict import STRENGTH
from interdict.screening.screen import Screener
from interdict.snapshot.diff import Changes
from interdict.snapshot.snapshot import Snapshot, open_snapshot
from interdict.snapshot.store import Home

Hits = dict[int, tuple[KnownHit, ...]]
"""Row -> hits."""


def rescreen(home: Home, work: Work, screener: Screener, everything: bool = False) -> Report:
    """Screen what changed since the last run; keep and return what became of the hits.

    The caller holds ``work.file.lock()`` and has made sure that the lists may answer. With
    ``everything`` nothing that is known is relied on.
    """
    file = work.file
    customers = current(file)
    state = file.store.state()
    run = _Run(home, work, screener, customers, state)
    why_all = "it was asked for (--full)" if state and everything else run.why_all
    hits, count = run.all_again() if why_all else run.changes_only()
    joined = Joined(screener.snapshot, screener.policy)
    hits = {key: joined.hits(each) for key, each in hits.items()}
    reasons = Reasons(Causes(run.changes), run.moved, joined, why_all)
    report = Report(
        run=state.run + 1 if state else 1,
        at=datetime.datetime.now(datetime.UTC),
        header=customers.columns.header,
        why_all=why_all,
        basis=basis_of(screener),
        customers=len(customers),
        screened=count,
        parties=counts(run.changes.material),
        moved=(len(run.moved.added), len(run.moved.changed), len(run.moved.removed)),
        alerts=tuple(alerts(run.known, hits, reasons, customers, run.earlier)),
    )
    after = State(
        run=report.run, at=report.at, customers=customers.id, basis=report.basis, hits=hits
    )
    work.log.append("monitor-run", record(file, report))  # what is not recorded does not count
    with home.disk_full_explained():
        file.store.commit(after, report)
    file.tidy(customers.id)
    return report


def current(file: RegisteredFile) -> Customers:
    """The current customers of a file; ``UsageError`` when it was never added."""
    return file.current(file.registered())


def basis_of(screener: Screener) -> Basis:
    """What a screener's answers are computed from."""
    snapshot = screener.snapshot
    return Basis(
        snapshot=snapshot.id,
        policy=screener.policy.id,
        engine=snapshot.manifest.engine,
        editions={edition.source: edition.id for edition in snapshot.editions},
    )


def counts(changes: Changes) -> tuple[int, int, int]:
    """Parties added, changed and removed."""
    return len(changes.added), len(changes.changed), len(changes.removed)


def record(file: RegisteredFile, report: Report) -> dict[str, object]:
    """What the audit log keeps of a run beside its chunks."""
    return {
        "input": file.name,
        "run": report.run,
        "snapshot": report.basis.snapshot,
        "policy": report.basis.policy,
        "engine": report.basis.engine,
        "customers": report.customers,
        "screened": report.screened,
        "why_all": report.why_all,
        "parties_changed": list(report.parties),
        "customers_changed": list(report.moved),
        "hits": {became: report.count(became) for became in ("new", "changed", "withdrawn")},
    }


class _Run:
    """What one rescreening starts from, and the two ways to go on."""

    def __init__(
        self, home: Home, work: Work, screener: Screener, customers: Customers, state: State | None
    ) -> None:
        self._work = work
        self._screener = screener
        self._customers = customers
        self._state = state
        self.known: Known = state.hits if state else {}
        self.earlier: Customers | None = None
        """The customers of the last run, if they are kept."""
        before: Snapshot | None = None
        if state:
            with contextlib.suppress(SnapshotError):  # not kept, or another engine's
                before = open_snapshot(home.snapshot_folder(state.basis.snapshot))
            with contextlib.suppress(SnapshotError):
                self.earlier = work.file.customers(state.customers)
        self._is_comparable = before is not None
        self.changes = between(before, screener.snapshot) if before is not None else Changes()
        self.moved = _moved(state, self.earlier, customers)

    @property
    def why_all(self) -> str:
        """Why every customer must be screened against everything; empty when that need not be."""
        if self._state is None:
            return "it is the first run"
        was, now = self._state.basis, basis_of(self._screener)
        if was.policy != now.policy:
            return f"the policy changed from {was.policy} to {now.policy}"
        if was.engine != now.engine:
            return f"the engine changed from {was.engine} to {now.engine}"
        if not self._is_comparable:
            return f"snapshot {was.snapshot}, that of the last run, is not kept"
        if self.earlier is None:
            return "the customers of the last run are not kept"
        if self.earlier.meta.form != FORM:
            return "the customers of the last run were stored by another version"
        return ""

    def all_again(self) -> tuple[Known, int]:
        """(hits of every customer, customers screened)."""
        every = np.arange(len(self._customers))
        found = self._screened(every, self._screener)
        return {self._customers.key(row): hits for row, hits in found.items()}, len(every)

    def changes_only(self) -> tuple[Known, int]:
        """The same from what is known and what changed."""
        fresh = distinct(np.concatenate([self.moved.added, self.moved.changed]))
        found = self._screened(fresh, self._screener)
        rows = self._customers.rows_of(list(self.known))
        hits = self._standing(rows, frozenset(fresh.tolist()))
        hits |= {self._customers.key(row): each for row, each in found.items()}
        count = len(fresh)
        for again, screened_again in (self._reached(fresh, rows), self._reworded(fresh, rows)):
            count += screened_again
            for row, each in again.items():
                key = self._customers.key(row)
                hits[key] = tuple(sorted((*hits.get(key, ()), *each), key=_order))
        return hits, count

    def _standing(
        self, rows: Mapping[str, int], fresh: frozenset[int]
    ) -> dict[str, tuple[KnownHit, ...]]:
        """Known hits that nothing changed about: neither the customer nor the party."""
        other = {party.id for party in self.changes.removed}
        other |= {each.after.id for each in self.changes.changed}
        hits = {}
        for key, known in self.known.items():
            if key in rows and rows[key] not in fresh:
                kept = tuple(hit for hit in known if hit.party not in other)
                if kept:
                    hits[key] = kept
        return hits

    def _reached(self, fresh: Ints, rows: Mapping[str, int]) -> tuple[Hits, int]:
        """Hits of all customers but the ``fresh`` on parties that came or changed, and how many
        customers were screened."""
        changed = [each.after for each in self.changes.material.changed]
        listed = (*self.changes.added, *changed)
        if not listed:
            return {}, 0
        hit_before = self._hit_before({party.id for party in changed}, rows)
        with snapshot_of(listed, self._screener.snapshot) as small:
            screener = Screener(small, self._screener.policy)
            may = reached(self._customers.index, small, screener.policy.lowest_threshold)
            chosen = distinct(np.concatenate([may, hit_before]))
            chosen = chosen[~np.isin(chosen, fresh)]
            return self._screened(chosen, screener), len(chosen)

    def _reworded(self, fresh: Ints, rows: Mapping[str, int]) -> tuple[Hits, int]:
        """The same for parties that changed without altering an answer: who hit them before hits
        them still, only the words may be others."""
        reworded = {each.after.id: each.after for each in self.changes.changed}
        for each in self.changes.material.changed:
            del reworded[each.after.id]
        hit = {hit.party for known in self.known.values() for hit in known} & reworded.keys()
        if not hit:
            return {}, 0
        chosen = distinct(self._hit_before(hit, rows))
        chosen = chosen[~np.isin(chosen, fresh)]
        with snapshot_of((reworded[party] for party in hit), self._screener.snapshot) as small:
            return self._screened(chosen, Screener(small, self._screener.policy)), len(chosen)

    def _hit_before(self, parties: Set[str], rows: Mapping[str, int]) -> Ints:
        """Rows of the customers who are known to hit one of these parties."""
        found = [
            rows[key]
            for key, known in self.known.items()
            if key in rows and any(hit.party in parties for hit in known)
        ]
        return np.array(found, dtype=np.int64)

    def _screened(self, rows: Ints, screener: Screener) -> Hits:
        if not len(rows):
            return {}
        return screened(self._work, self._customers, rows, screener, self._screener.snapshot.id)


def _moved(state: State | None, earlier: Customers | None, now: Customers) -> Moved:
    nobody = np.empty(0, dtype=np.int64)
    if state is None:
        return Moved(np.arange(len(now)), nobody, nobody)
    return moved(earlier, now) if earlier is not None else Moved(nobody, nobody, nobody)


def _order(hit: KnownHit) -> tuple[float, int, str]:
    """As a screening orders hits."""
    return -hit.score, STRENGTH[hit.verdict], hit.party
