"""The demo inputs are well-formed and mean what their expectations say."""

import csv
from fractions import Fraction
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest
from lxml import etree, html

from interdict.identifiers import is_valid
from interdict.party import Party

PACS = {"p": "urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"}


@pytest.fixture(scope="module")
def demo() -> Traversable:
    return files("interdict.starter").joinpath("demo")


def rows(demo: Traversable, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(demo.joinpath(name).read_text(encoding="utf-8").splitlines()))


def test_every_customer_has_one_expectation(demo: Traversable) -> None:
    customers, expected = rows(demo, "customers.csv"), rows(demo, "expected.csv")
    assert [row["row"] for row in expected] == [str(n) for n in range(1, len(customers) + 1)]
    assert {row["expected"] for row in expected} == {"hit", "no-hit"}
    assert all(row["reason"] for row in expected)
    assert all(bool(row["party_id"]) == (row["expected"] == "hit") for row in expected)


def test_hits_name_parties_of_the_embedded_list(
    demo: Traversable, starter: dict[str, Party]
) -> None:
    hits = [row for row in rows(demo, "expected.csv") if row["expected"] == "hit"]
    assert len(hits) >= 20
    for row in hits:
        assert row["party_id"] in starter


def test_no_innocent_customer_bears_a_listed_name(
    demo: Traversable, starter: dict[str, Party]
) -> None:
    listed = {name.full.casefold() for party in starter.values() for name in party.names}
    told_apart = {"Kim Yong Chol", "Lady R"}  # by birth date and by IMO number
    for customer, row in zip(rows(demo, "customers.csv"), rows(demo, "expected.csv"), strict=True):
        if row["expected"] == "no-hit" and customer["name"] not in told_apart:
            assert customer["name"].casefold() not in listed


def test_numbers_of_customers_are_valid_and_agree_with_the_expected_party(
    demo: Traversable, starter: dict[str, Party]
) -> None:
    for customer, row in zip(rows(demo, "customers.csv"), rows(demo, "expected.csv"), strict=True):
        for kind in ("imo", "lei"):
            if customer[kind]:
                assert is_valid(kind, customer[kind])
        numbers = {customer[kind] for kind in ("imo", "lei", "registration")} - {""}
        if row["expected"] == "hit":
            assert numbers <= {i.value for i in starter[row["party_id"]].identifiers}


def test_a_customer_without_a_name_has_a_number(demo: Traversable) -> None:
    nameless = [row for row in rows(demo, "customers.csv") if not row["name"]]
    assert [row["imo"] for row in nameless] == ["9179842"]


def test_the_payment_is_a_pacs_008_that_pays_a_subsidiary(
    demo: Traversable, starter: dict[str, Party]
) -> None:
    payment = etree.fromstring(demo.joinpath("payment.xml").read_bytes())
    creditor = payment.findtext(".//p:Cdtr/p:Nm", namespaces=PACS)
    assert creditor == "RN Tuapse Oil Refinery LLC"
    assert starter["ofac-sdn:53698"].links[0].party == "ofac-sdn:17022"
    assert "9179842" in (payment.findtext(".//p:RmtInf/p:Ustrd", namespaces=PACS) or "")
    amount = payment.find(".//p:IntrBkSttlmAmt", namespaces=PACS)
    assert amount is not None
    assert amount.get("Ccy") == "EUR"


def test_recorded_shares_never_exceed_the_whole(demo: Traversable) -> None:
    held: dict[str, Fraction] = {}
    for stake in rows(demo, "stakes.csv"):
        upper = Fraction(stake["percent"].rpartition("-")[2])
        held[stake["owned"]] = held.get(stake["owned"], Fraction(0)) + upper
    assert max(held.values()) <= 100


def test_expected_verdicts_speak_of_unlisted_companies_in_the_stakes(demo: Traversable) -> None:
    owned = {stake["owned"] for stake in rows(demo, "stakes.csv")}
    listed = {row["party"] for row in rows(demo, "listed.csv")}
    verdicts = rows(demo, "expected_verdicts.csv")
    assert {row["party"] for row in verdicts} <= owned - listed
    assert {row["verdict"] for row in verdicts} == {
        "blocked-by-ownership",
        "review",
        "unknown",
        "no-match",
    }


def test_listed_owners_carry_the_dates_of_the_embedded_list(
    demo: Traversable, starter: dict[str, Party]
) -> None:
    ids = {
        ("Rosneft", "us", "block"): "ofac-sdn:17022",
        ("Rosneft", "us", "sectoral-debt"): "ofac-nonsdn:17022",
        ("Rosneft", "uk", "block"): "uk:RUS3064",
        ("Lukoil", "us", "block"): "ofac-sdn:17248",
        ("Lukoil", "us", "sectoral-project"): "ofac-nonsdn:17248",
        ("Lukoil", "uk", "block"): "uk:RUS3094",
    }
    for row in rows(demo, "listed.csv"):
        if row["listed_on"]:
            party = starter[ids[row["party"], row["regime"], row["measure"]]]
            assert f"{party.listings[0].listed_on}" == row["listed_on"]


def test_the_news_page_keeps_the_story_apart_from_its_clutter(demo: Traversable) -> None:
    page = html.document_fromstring(demo.joinpath("news.html").read_text(encoding="utf-8"))
    headings = [heading.text_content() for heading in page.iter("h2")]
    assert headings[:3] == [
        "What the governments say",
        "What the companies say",
        "What an analyst estimates",
    ]
    clutter = page.xpath("//aside | //nav | //footer | //*[@class='share' or @class='comments']")
    assert len(clutter) == 5


def test_the_read_me_counts_the_customers(demo: Traversable) -> None:
    read_me = demo.joinpath("README.md").read_text(encoding="utf-8")
    expected = [row["expected"] for row in rows(demo, "expected.csv")]
    assert f"{len(expected)} customers" in read_me
    assert f"{expected.count('hit')} rows hit" in read_me
    assert f"{expected.count('no-hit')} must not" in read_me
