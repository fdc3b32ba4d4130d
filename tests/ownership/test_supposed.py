"""Stakes after sales that are only supposed."""

import datetime
from fractions import Fraction

import pytest

from interdict.errors import UsageError
from interdict.ownership.graph import Graph
from interdict.ownership.share import Share, band, exact
from interdict.ownership.stake import Stake
from interdict.ownership.supposed import Sale, sold
from interdict.ownership.table import StakeTable

DAY = datetime.date(2026, 6, 1)
BEFORE = DAY - datetime.timedelta(days=1)


def held(share: Share, part: str, on: datetime.date = DAY) -> Share | None:
    """What is left on a day of a share of which a part is sold on ``DAY``."""
    table = StakeTable.of([Stake(owner="A", owned="B", share=share)])
    after = sold(table, [Sale(owner="A", owned="B", percent=Fraction(part), on=DAY)])
    graph = Graph(after, on)
    node = graph.node("B")
    assert node is not None
    edges = graph.edges.into(node).tolist()
    return after.stated(int(graph.edges.row[edges[0]])).stake.share if edges else None


def test_a_sale_counts_from_its_day_on() -> None:
    assert held(exact(60), "20", BEFORE) == exact(60)
    assert held(exact(60), "20") == exact(40)


def test_who_sells_all_holds_nothing_more() -> None:
    assert held(exact(60), "60") in (None, exact(0))


def test_both_ends_of_a_band_are_less_by_what_is_sold() -> None:
    assert held(band(25, 50, low_open=True), "10") == band(15, 40, low_open=True)
    assert held(band(25, 50, low_open=True), "30") == band(0, 20)


def test_what_is_not_held_cannot_be_sold() -> None:
    with pytest.raises(UsageError, match="61 % cannot be sold"):
        held(exact(60), "61")
    table = StakeTable.of([Stake(owner="A", owned="B", share=exact(60), kind="votes")])
    with pytest.raises(UsageError, match="holds no shares"):
        sold(table, [Sale(owner="A", owned="B", percent=Fraction(1), on=DAY)])


def test_several_sales_follow_each_other_and_the_table_itself_stays() -> None:
    table = StakeTable.of([Stake(owner="A", owned="B", share=exact(60))])
    sale = Sale(owner="A", owned="B", percent=Fraction(20), on=DAY)
    after = sold(table, [sale, sale])
    node = Graph(after, DAY).node("B")
    assert node is not None
    assert Graph(after, DAY).stated(node) == 20
    assert (len(table), Graph(table, DAY).stated(node)) == (1, 60)
