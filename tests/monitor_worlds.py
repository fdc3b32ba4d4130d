"""A data folder whose lists and registered customers can be set at will, and asked both ways:
what monitoring knows, and what a full screening finds."""

import csv
import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from interdict.audit import AuditLog
from interdict.batch.tables import CustomerTable
from interdict.monitor.known import KnownHit, Report, known_hit
from interdict.monitor.register import Arrived, RegisteredFile
from interdict.monitor.rescreen import rescreen
from interdict.monitor.screened import Work
from interdict.party import Party
from interdict.screening.policy import Policy
from interdict.screening.result import Hit, Screening
from interdict.screening.screen import Screener
from interdict.snapshot.decisions import Decision, append, checked, path_of, read_decisions
from interdict.snapshot.opening import compiled, open_current, rejoined
from interdict.snapshot.store import Home
from listed_parties import edition

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
Customer = tuple[str, ...]
HEADER = ("customer id", "name", "kind", "born", "country", "passport", "imo", "remark")


class World:
    """One home with one registered file, ``people``."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder)
        self.file = RegisteredFile(self.home, "people")
        self.log = AuditLog(self.home.audit)

    def lists(self, parties: Sequence[Party]) -> None:
        """Bring these parties into force, each on the list its id names."""
        sources = dict.fromkeys(party.source for party in parties)
        contents = [edition(s, [p for p in parties if p.source == s]) for s in sources]
        decisions = read_decisions(path_of(self.home))
        self.home.activate(
            compiled(self.home, contents or [edition("un", ())], decisions=decisions)
        )

    def decide(self, what: Literal["join", "part", "withdraw"], one: str, other: str) -> None:
        """Somebody's word on two records, in force at once."""
        path = path_of(self.home)
        append(path, checked(Decision(
            what=what, parties=(one, other), by="A. Analyst", at=NOON, because="a file note",
            despite=what == "join",
        ), "the decision"))  # fmt: skip
        decisions = read_decisions(path)
        self.home.activate(rejoined(self.home, open_current(self.home), decisions))

    def customers(self, rows: Sequence[Customer], accept_shrunken: bool = False) -> Arrived:
        """Register these rows (shorter ones are filled up)."""
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(HEADER)
        writer.writerows((*row, *[""] * (len(HEADER) - len(row))) for row in rows)
        with CustomerTable.open(io.BytesIO(text.getvalue().encode())) as table, self.file.lock():
            return self.file.arrive(table, {}, accept_shrunken)

    def screener(self, policy: Policy | None = None) -> Screener:
        """Of the lists in force."""
        return Screener(open_current(self.home), policy or Policy())

    def run(self, policy: Policy | None = None, everything: bool = False) -> Report:
        """Rescreen what changed."""
        work = Work(file=self.file, log=self.log)
        with self.file.lock():
            return rescreen(self.home, work, self.screener(policy), everything)

    @property
    def known(self) -> dict[str, tuple[KnownHit, ...]]:
        """Customer -> open hits, as monitoring knows them."""
        state = self.file.store.state()
        return state.hits if state else {}

    def full(self, policy: Policy | None = None) -> dict[str, tuple[KnownHit, ...]]:
        """The same, as a screening of every customer finds them."""
        registration = self.file.registration()
        assert registration is not None
        customers = self.file.customers(registration.customers)
        queries = [customers.query(row) for row in range(len(customers))]
        screener = self.screener(policy)
        found = screener.hits(queries)
        return {
            customers.key(row): tuple(
                _known(hit, screener.screening(queries[row], hits)) for hit in hits
            )
            for row, hits in enumerate(found)
            if hits
        }


def _known(hit: Hit, screening: Screening) -> KnownHit:
    same = (each.party.id for each in screening.same_party if each.cluster == hit.cluster)
    return msgspec.structs.replace(known_hit(hit), same_party=tuple(sorted(same)))


def told(report: Report) -> list[tuple[str, str, str, str]]:
    """(customer, party, what became of the hit, why) of all that a run found."""
    return [
        (alert.customer, change.hit.party, change.became, ", ".join(change.causes))
        for alert in report.alerts
        for change in alert.changes
    ]
