"""What would have hit with the lists as they are, had they been so since a day.

A report beside the state of a registered file: nothing that is known changes. All current
customers are compared with the parties that came, changed or went since then, as they were and
as they are.
"""

import datetime
from collections.abc import Iterable

import numpy as np

from interdict.monitor.alerts import Reasons, alerts
from interdict.monitor.between import Causes, between, snapshot_of
from interdict.monitor.customers import Customers, Moved
from interdict.monitor.joined import Joined
from interdict.monitor.known import Known, Report
from interdict.monitor.reach import reached
from interdict.monitor.rescreen import basis_of, counts, current, record
from interdict.monitor.screened import Work, screened
from interdict.party import Party
from interdict.screening.screen import Screener
from interdict.snapshot.snapshot import Snapshot


def look_back(work: Work, screener: Screener, since: Snapshot) -> Report:
    """Compare with the lists of an earlier day (``snapshot.opening.open_as_of``); nothing of it
    is kept but the audit records."""
    customers = current(work.file)
    changed = between(since, screener.snapshot).material
    was = (*changed.removed, *(each.before for each in changed.changed))
    now = (*changed.added, *(each.after for each in changed.changed))
    before, first = _hits(work, customers, screener, was, since)
    after, second = _hits(work, customers, screener, now, screener.snapshot)
    nobody = np.empty(0, dtype=np.int64)
    joined = Joined(screener.snapshot, screener.policy)
    causes = Causes(changed, unkept_since(screener.snapshot, since))
    reasons = Reasons(causes, Moved(nobody, nobody, nobody), joined)
    report = Report(
        run=0,
        at=datetime.datetime.now(datetime.UTC),
        header=customers.columns.header,
        why_all="",
        basis=basis_of(screener),
        customers=len(customers),
        screened=first + second,
        parties=counts(changed),
        moved=(0, 0, 0),
        alerts=tuple(alerts(before, after, reasons, customers, None)),
    )
    work.log.append("monitor-look-back", record(work.file, report) | {"since": since.id})
    return report


def unkept_since(now: Snapshot, since: Snapshot) -> tuple[str, ...]:
    """The lists of which the earlier day has no edition to compare with."""
    held = {edition.source for edition in since.editions}
    return tuple(sorted({edition.source for edition in now.editions} - held))


def _hits(
    work: Work, customers: Customers, screener: Screener, listed: Iterable[Party], of: Snapshot
) -> tuple[Known, int]:
    """(hits of all customers on some parties of a snapshot, customers screened)."""
    parties = tuple(listed)
    if not parties:
        return {}, 0
    with snapshot_of(parties, of) as small:
        asking = Screener(small, screener.policy)
        rows = reached(customers.index, small, screener.policy.lowest_threshold)
        found = screened(work, customers, rows, asking, of.id) if len(rows) else {}
    return {customers.key(row): hits for row, hits in found.items()}, len(rows)
