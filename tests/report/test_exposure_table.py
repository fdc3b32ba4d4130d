"""Exposure as a table: one line per dealing and ground, and none is left out."""

import datetime

from interdict.ownership.dealing import Dealing
from interdict.ownership.secondary import Ground
from interdict.report.exposure_table import HEADER, lines
from interdict.screening.exposure import Evidence, Exposed

DAY = datetime.date(2025, 3, 1)
EVIDENCE = Evidence(
    verdict="secondary-risk",
    dealing=Dealing(party="Ejemplo Bank", counterparty="Volna", since=DAY, source="a filing"),
    record="ofac-sdn:7002",
    listed="VOLNA ENERGO",
    joined_by="full name",
    ground=Ground(entity="Volna", id="x", says="a remark", authority="an order", risk="banks"),
    owned=("Orlov has 60 % of the shares of Volna",),
    because="because",
    caveats=("one", "two"),
)


def told(*evidence: Evidence) -> list[dict[str, object]]:
    party = Exposed(
        party="Ejemplo Bank",
        verdict="secondary-risk" if evidence else "no-match",
        because=("nothing in these lists",),
        evidence=evidence,
        aside=(),
        dealings=1,
        itself=(),
    )
    return [dict(zip(HEADER, line, strict=True)) for line in lines(party)]


def test_a_line_has_the_dealing_the_ground_and_what_joins_them() -> None:
    (line,) = told(EVIDENCE)
    assert line["from"] == "2025-03-01"
    assert line["to"] == ""
    assert line["stated_by"] == "a filing"
    assert line["party_id"] == "ofac-sdn:7002"
    assert line["owned"] == "Orlov has 60 % of the shares of Volna"
    assert line["caveats"] == "one; two"


def test_a_party_without_evidence_has_one_line_that_says_why() -> None:
    (line,) = told()
    assert (line["party_verdict"], line["because"]) == ("no-match", "nothing in these lists")
