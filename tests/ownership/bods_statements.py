"""Statements of the Beneficial Ownership Data Standard 0.4 for tests; nobody in them exists."""

import io
import json
from typing import Any

from interdict.ownership import bods
from interdict.ownership.reading import Report
from interdict.ownership.stake import Entity, Stake
from interdict.party import Finding

LEIS = ("0000INVENTEDMILL0196", "0000INVENTEDMILL0293")
"""Invented, with right check digits."""

Json = dict[str, Any]


def record(key: str, kind: str, details: Json, day: str = "2020-01-01", **more: object) -> Json:
    """One statement of a record; ``more`` are its other fields."""
    return {
        "statementId": f"{key}-{day}",
        "statementDate": day,
        "recordId": key,
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": {"isComponent": False, **details},
        **more,
    }


def company(key: str, name: str = "", numbers: dict[str, str] | None = None, **more: Any) -> Json:
    """A registered company; ``numbers`` are scheme -> number."""
    listed = [{"scheme": scheme, "id": number} for scheme, number in (numbers or {}).items()]
    details = {
        "entityType": {"type": "registeredEntity"},
        "name": name or f"{key.title()} Ltd",
        "identifiers": listed,
    }
    return record(key, "entity", details | more.pop("details", {}), **more)


def person(key: str, name: str = "", **more: Any) -> Json:
    """A known person."""
    names = [{"type": "legal", "fullName": name or key.title()}]
    return record(key, "person", {"personType": "knownPerson", "names": names}, **more)


def held(owner: object, owned: object, *interests: object, **more: Any) -> Json:
    """A relationship with these interests."""
    key = more.pop("key", f"{owner}-in-{owned}")
    details = {"subject": owned, "interestedParty": owner, "interests": list(interests)}
    return record(key, "relationship", details, **more)


def shares(percent: object, **more: object) -> Json:
    """A direct shareholding: of an exact size, or with the ends of a band."""
    share = percent if isinstance(percent, dict) else {"exact": percent}
    return {"type": "shareholding", "directOrIndirect": "direct", "share": share, **more}


class Read:
    """What came of some statements."""

    def __init__(self, *statements: Json) -> None:
        self.report = Report()
        content = io.BytesIO(json.dumps(statements).encode())
        found = list(bods.read(content, self.report))
        self.stakes = [each for each in found if isinstance(each, Stake)]
        self.entities = {each.id: each for each in found if isinstance(each, Entity)}
        assert len(self.entities) + len(self.stakes) == len(found), "an id is given twice"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return self.report.findings()

    @property
    def codes(self) -> list[str]:
        """The causes of all findings but those about who is not described."""
        return [each.code for each in self.findings if each.code != "missing-statement"]

    @property
    def lines(self) -> list[str]:
        """The stakes in short: ``mara > harbour: shares 50 %, 2018-07-01 to 2020-12-31``."""
        return [_line(stake) for stake in self.stakes]


def _line(stake: Stake) -> str:
    size = f" {stake.share}" if stake.kind in ("shares", "votes") else ""
    since = f", from {stake.since}" if stake.since else ""
    until = f", until {stake.until}" if stake.until else ""
    doubt = ", uncertain" if stake.uncertain else ""
    return f"{stake.owner} > {stake.owned}: {stake.kind}{size}{since}{until}{doubt}"
