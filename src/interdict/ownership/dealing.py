"""Stated dealings of a bank or company with somebody, and the plain table that holds them.

Columns: party, counterparty, what, from, to (or on), bank, amount, source, statement. A dealing is
somebody's dated statement, no more: who paid whom, who keeps whose account, who ships for whom.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from interdict.delimited import Record
from interdict.ownership.reading import Report
from interdict.ownership.stakes_csv import columns, date_of


class Dealing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One dealing of ``party`` with ``counterparty`` (ids of entities), on some days."""

    party: str
    counterparty: str
    what: str = ""
    """In the source's words: payment, account, service, shipment, finance ..."""
    since: datetime.date | None = None
    """First day; None where it is not stated."""
    until: datetime.date | None = None
    """Last day, included; equal to ``since`` for what happened on one day; None while it lasts
    or where it is not stated."""
    is_bank: bool | None = None
    """Is the party a foreign financial institution? None where nobody says."""
    amount: str = ""
    """As stated; no number is compared with anything."""
    source: str = ""
    statement: str = ""
    """The source's own id of the statement."""
    place: str = ""
    """Where it stands: a line, a record."""

    @property
    def is_undated(self) -> bool:
        """Is no day stated at all?"""
        return self.since is None and self.until is None

    @property
    def when(self) -> str:
        """``on 2024-07-01``; ``since 2024-07-01``; ``on a day that is not stated``."""
        if self.is_undated:
            return "on a day that is not stated"
        if self.since == self.until:
            return f"on {self.since}"
        begun = f"since {self.since}" if self.since else ""
        ended = f"until {self.until}" if self.until else ""
        return " ".join(filter(None, (begun, ended)))


COLUMNS: dict[str, tuple[str, ...]] = {
    "party": ("party", "bank_name", "institution"),
    "counterparty": ("counterparty",),
    "what": ("what", "kind"),
    "from": ("from", "since", "start"),
    "to": ("to", "until", "end"),
    "on": ("on", "date", "day"),
    "bank": ("bank", "is_bank"),
    "amount": ("amount",),
    "source": ("source",),
    "statement": ("statement", "id"),
}
"""Field -> the headers it may have, in small letters."""
NEEDED = ("party", "counterparty")

_BANK: dict[str, bool | None] = {
    "": None, "yes": True, "true": True, "1": True, "no": False, "false": False, "0": False,
}  # fmt: skip


def is_known(header: str) -> bool:
    """Is it a header of ``COLUMNS``?"""
    return any(header.strip().lower() in names for names in COLUMNS.values())


def read_dealings(
    header: Sequence[str], records: Iterable[Record], report: Report
) -> Iterator[Dealing]:
    """The dealings of a table; ``UsageError`` for a header without party and counterparty.

    A day that cannot be read leaves the dealing undated, with a finding; it is not dropped.
    """
    at = columns(header, COLUMNS, NEEDED, "dealings")
    unused = [name for name in header if name.strip() and not is_known(name)]
    if unused:
        report.warn("unused-column", f"not read: {', '.join(unused)}")
    for record in records:
        report.records += 1
        if record.problem:
            report.reject("unreadable-dealing", f"line {record.line}: {record.problem}")
            continue
        cells = [record.cells[place].strip() if place is not None else "" for place in at]
        party, counterparty, what, begun, ended, day, bank, amount, source, statement = cells
        if not party or not counterparty:
            says = f"line {record.line}: it does not say who deals with whom"
            report.reject("unreadable-dealing", says)
            continue
        since, until = _days((day or begun, day or ended), record, report)
        if bank.lower() not in _BANK:
            says = f"line {record.line}: {bank!r} is neither yes nor no: taken as not stated"
            report.warn("doubtful-dealing", says, str(record.line), "bank")
        yield Dealing(
            party=party,
            counterparty=counterparty,
            what=what,
            since=since,
            until=until,
            is_bank=_BANK.get(bank.lower()),
            amount=amount,
            source=source,
            statement=statement,
            place=f"line {record.line}",
        )


def _days(
    typed: tuple[str, str], record: Record, report: Report
) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day; neither where one cannot be read or they stand the wrong way round."""
    try:
        since, until = (date_of(text) if text else None for text in typed)
    except ValueError:
        says = f"line {record.line}: {' to '.join(filter(None, typed))} is no date (YYYY-MM-DD)"
        report.warn("doubtful-dealing", f"{says}: of unknown date", str(record.line), "from")
        return None, None
    if since and until and until < since:
        says = f"line {record.line}: it ends ({until}) before it begins ({since}): of unknown date"
        report.warn("doubtful-dealing", says, str(record.line), "to")
        return None, None
    return since, until
