"""Signs that a sale or a minority is for show."""

import datetime

import pytest

from interdict.ownership.graph import Graph
from interdict.ownership.listed import Listed
from interdict.ownership.reach import reach
from interdict.ownership.sham import (
    Indicium,
    Relation,
    indicia,
    relations_of,
)
from interdict.ownership.share import parse
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable
from interdict.party import Link
from listed_parties import on, party

TODAY = datetime.date(2026, 11, 23)
SPOUSE = Relation(one="X", other="Y", how="spouse", source="OFAC")


def day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def stake(row: str) -> Stake:
    """``X A 60 2019-01-01 2025-10-01``: who, of whom, how much, from, to (- for no day)."""
    owner, owned, share, since, until = (*row.replace(" -", " ").split(" "), "", "")[:5]
    if share == "officer":
        return Stake(owner=owner, owned=owned, kind="officer")
    return Stake(owner=owner, owned=owned, share=parse(share), since=day(since), until=day(until))


def signs(
    *rows: str, listed_on: str = "2025-10-22", relations: tuple[Relation, ...] = (SPOUSE,)
) -> dict[str, Indicium]:
    graph = Graph(StakeTable.of(map(stake, rows)), TODAY)
    listed = Listed(entity="X", regime="us", listed_on=day(listed_on))
    blocked = {"X", *reach(["X"], graph)}
    return {each.sign: each for each in indicia(graph, [listed], blocked, relations)}


def test_a_spouse_beside_a_listed_owner_makes_a_review() -> None:
    """Case 19: a listed owner at 45 %, the unlisted spouse at 10 %."""
    found = signs("X A 45", "Y A 10")
    assert set(found) == {"together with a relative"}
    because = found["together with a relative"].because
    assert "X has 45 % of the shares of A and Y has 10 % of the shares of A" in because
    assert "Y is stated as spouse of X, who is listed: together up to 55 %" in because


def test_a_stranger_beside_a_listed_owner_is_no_sign() -> None:
    assert signs("X A 45", "Z A 10") == {}


def test_a_spouse_who_does_not_reach_the_line_is_no_sign() -> None:
    assert signs("X A 45", "Y A 4.99") == {}
    assert signs("Y A 100") == {}


def test_what_is_blocked_anyway_needs_no_sign() -> None:
    assert signs("X A 60", "Y A 10") == {}


def test_the_share_of_a_holding_counts_as_the_listed_owners() -> None:
    assert set(signs("X H 100", "H A 45", "Y A 10")) == {"together with a relative"}


@pytest.mark.parametrize(
    ("sold", "bought", "is_sign"),
    [
        ("2025-10-01", "2025-10-02", True),
        ("2025-12-01", "2025-12-02", True),
        ("2024-10-21", "2024-10-22", False),  # more than a year before the listing
        ("2025-10-01", "2018-01-01", False),  # the spouse had it long before
    ],
)
def test_a_sale_to_a_relative_around_the_listing_is_a_sign(
    sold: str, bought: str, is_sign: bool
) -> None:
    found = signs(f"X A 60 2015-01-01 {sold}", f"Y A 60 {bought}")
    assert ("sold to a relative" in found) is is_sign


def test_a_sale_to_a_stranger_is_no_sign() -> None:
    assert signs("X A 60 2015-01-01 2025-10-01", "Z A 60 2025-10-02") == {}


def test_a_stake_that_only_changed_its_form_was_not_sold() -> None:
    rows = ("X A 40 2015-01-01 2025-10-01", "X A 45 2025-10-02", "Y A 4 2025-10-02")
    assert signs(*rows) == {}


def test_a_band_that_is_stated_again_was_not_sold() -> None:
    rows = ("X A 25-50 2015-01-01 2025-10-01", "X A 25-50 2025-10-02", "Y A 1 2025-10-02")
    assert set(signs(*rows)) <= {"together with a relative"}


def test_a_later_statement_of_less_is_a_sale_too() -> None:
    found = signs("X A 60 2015-01-01", "X A 5 2025-11-01", "Y A 40 2025-11-01")
    assert "sold to a relative" in found


def test_a_seller_who_stays_in_office_is_a_sign() -> None:
    found = signs("X A 60 2015-01-01 2025-11-01", "X A officer")
    assert "still has an office" in found["sold and still there"].because


def test_a_relation_of_somebody_not_listed_is_no_sign() -> None:
    stranger = Relation(one="V", other="Y", how="spouse")
    assert signs("X A 45", "Y A 10", relations=(stranger,)) == {}


def test_relations_are_read_from_what_a_list_states() -> None:
    links = (
        Link(kind="family", name="Ejemplo, Ana", text="spouse"),
        Link(kind="associate", name="B", party="ofac-sdn:2"),
        Link(kind="leader", name="C", party="ofac-sdn:3"),
        Link(kind="family", name="Nobody in the stakes"),
    )
    listed = party("ofac-sdn:1", "person", "X", listing=on("ofac-sdn"), links=links)
    entities = {"ofac-sdn:2": "b", "ofac-sdn:3": "c"}
    found = relations_of(listed, "x", entities, {"ejemplo ana": "ana"})
    assert [(each.other, each.how) for each in found] == [("ana", "spouse"), ("b", "associate")]
