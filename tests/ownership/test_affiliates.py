"""Commerce's affiliates rule: a dated switch, shown with its caveat, apart from OFAC's rule."""

import datetime

import pytest

from interdict.ownership.affiliates import Affiliate, affiliates, is_on_commerce_list
from interdict.ownership.graph import Graph
from interdict.ownership.listed import Listed
from interdict.ownership.share import parse
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable

TODAY = datetime.date(2026, 11, 23)
CHIPS = Listed(entity="Chips", regime="us", party="us-entity-list:1", measure="trade-ban")
WRITTEN = Listed(entity="Drones", regime="us", measure="trade-ban", text="Entity List")
BLOCKED = Listed(entity="Bank", regime="us", party="ofac-sdn:1", measure="block")


def found(
    *rows: str, listed: tuple[Listed, ...] = (CHIPS,), on: datetime.date = TODAY
) -> dict[str, Affiliate]:
    stakes = [Stake(owner=o, owned=e, share=parse(s)) for o, e, s in map(str.split, rows)]
    graph = Graph(StakeTable.of(stakes), on)
    return {each.entity: each for each in affiliates(listed, graph)}


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2025-09-28", None),
        ("2025-09-29", "restricted"),
        ("2025-11-09", "restricted"),
        ("2025-11-10", "no-match"),
        ("2026-11-09", "no-match"),
        ("2026-11-10", "restricted"),
    ],
)
def test_the_rule_holds_by_its_dates(day: str, verdict: str | None) -> None:
    answer = found("Chips A 50", on=datetime.date.fromisoformat(day)).get("A")
    assert (answer.verdict if answer else None) == verdict


def test_after_the_suspension_the_caveat_is_loud() -> None:
    answer = found("Chips A 50")["A"]
    assert answer.in_force
    assert answer.caveat.startswith("NOT CONFIRMED")


def test_owners_are_added_up_and_chains_followed() -> None:
    answers = found("Chips A 25", "Drones A 25", "A B 50", "B C 49", listed=(CHIPS, WRITTEN))
    assert set(answers) == {"A", "B"}
    assert answers["A"].owners == ("us-entity-list:1", "Drones")


def test_it_restricts_and_says_why() -> None:
    answer = found("Chips A 60")["A"]
    assert answer.because.startswith("Chips has 60 % of the shares of A: an export licence")


def test_a_band_leaves_it_open() -> None:
    assert found("Chips A 25-50")["A"].verdict == "unknown"


def test_an_owner_to_be_confirmed_makes_a_review() -> None:
    maybe = Listed(
        entity="Chips", regime="us", party="us-meu:1", measure="trade-ban", certain=False
    )
    assert found("Chips A 60", listed=(maybe,))["A"].verdict == "review"


def test_blocked_persons_are_not_on_commerces_lists() -> None:
    assert not is_on_commerce_list(BLOCKED)
    assert found("Bank A 100", listed=(BLOCKED,)) == {}
