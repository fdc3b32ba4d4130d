"""What became of hits, customer by customer, and why."""

from collections.abc import Iterator

from interdict.matching.ranges import Ints
from interdict.monitor.between import Causes
from interdict.monitor.customers import Customers, Moved
from interdict.monitor.joined import Joined
from interdict.monitor.known import Alert, Became, HitChange, Known, KnownHit, compared


class Reasons:
    """Why hits came, changed or went: the party, the customer, or the way of screening."""

    def __init__(self, causes: Causes, moved: Moved, joined: Joined, why_all: str = "") -> None:
        self._causes = causes
        self._moved = moved
        self._joined = joined
        self._why_all = why_all

    def of(
        self, hit: KnownHit, was: KnownHit | None, row: int | None
    ) -> tuple[tuple[str, ...], str]:
        """(in few words, in full) for a hit of the customer in that row; None: who is gone.

        ``was`` is the hit before, if it stands.
        """
        if row is None:
            return ("customer removed",), "customer removed"
        if _holds(self._moved.added, row):
            return ("customer added",), "customer added"
        customer = ("customer changed",) if _holds(self._moved.changed, row) else ()
        joins = tuple(self._joins(hit, was)) if was is not None else ()
        kinds = (*customer, *self._causes.kinds(hit.party), *(("same-party",) if joins else ()))
        if kinds:
            return kinds, "; ".join((*customer, *self._causes.says(hit.party), *joins))
        if self._why_all:
            return ("screened again",), f"every customer was screened again: {self._why_all}"
        return ("record reworded",), "the party's record reads otherwise"

    def _joins(self, hit: KnownHit, was: KnownHit) -> Iterator[str]:
        """What became of the records that are the same party."""
        for other in hit.same_party:
            if other not in was.same_party:
                yield f"same-party: {other}, {self._joined.because(hit.party, other)}"
            elif other in self._causes:
                yield f"same-party: {other}, {'; '.join(self._causes.says(other))}"
        for other in was.same_party:
            if other not in hit.same_party:
                yield f"same-party: no longer {other}"

    def is_party_changed(self, hit: KnownHit) -> bool:
        """Did the party itself change, or a record that is the same party?"""
        return any(each in self._causes for each in (hit.party, *hit.same_party))


def _holds(rows: Ints, row: int) -> bool:
    """Is a row among ascending ones?"""
    place = int(rows.searchsorted(row))
    return place < len(rows) and int(rows[place]) == row


def alerts(
    before: Known, after: Known, reasons: Reasons, now: Customers, earlier: Customers | None
) -> Iterator[Alert]:
    """One alert per customer of whom a hit came, changed or went, in the order of the keys.

    A hit that stands is changed when it reads otherwise (score, verdict, programmes) or its
    party changed materially.
    """
    touched = sorted(
        key
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
        or any(reasons.is_party_changed(hit) for hit in after.get(key, ()))
    )
    rows = now.rows_of(touched)
    gone = (
        earlier.rows_of([key for key in touched if key not in rows]) if earlier is not None else {}
    )
    for key in touched:
        row = rows.get(key)
        changes = tuple(_changes(before.get(key, ()), after.get(key, ()), reasons, row))
        if not changes:
            continue
        place = (now, row) if row is not None else (earlier, gone.get(key))
        values, name = _asked(*place)
        number = 0 if row is None else row + 1
        yield Alert(key, number, values, name, changes, len(after.get(key, ())))


def _changes(
    before: tuple[KnownHit, ...],
    after: tuple[KnownHit, ...],
    reasons: Reasons,
    row: int | None,
) -> Iterator[HitChange]:
    stood = {hit.party: hit for hit in before}
    for became, hit, differs in compared(before, after):
        if differs or reasons.is_party_changed(hit):
            was = stood.get(hit.party) if became == "changed" else None
            causes, because = reasons.of(hit, was, row)
            yield HitChange(became, causes, because, hit)


def _asked(customers: Customers | None, row: int | None) -> tuple[tuple[str, ...], str]:
    """(cells, name) of a customer; nothing when the row is not kept."""
    if customers is None or row is None:
        return (), ""
    return customers.cells(row), customers.query(row).name


def strongest(alert: Alert) -> Became:
    """What became of a customer as a whole: anything new comes first, then what changed."""
    every = {change.became for change in alert.changes}
    if "new" in every:
        return "new"
    return "changed" if "changed" in every else "withdrawn"
