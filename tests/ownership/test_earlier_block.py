"""What was blocked through ownership before a sale stays blocked."""

import datetime

from interdict.ownership.earlier_block import days_to_look_at, earlier_block
from interdict.ownership.graph import Graph
from interdict.ownership.reach import reach
from interdict.ownership.share import exact
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable

TODAY = datetime.date(2026, 11, 23)
SOLD = datetime.date(2025, 11, 30)
"""Case 18: 60 %, then 45 % after the listing; the company holds a subsidiary."""
TABLE = StakeTable.of(
    [
        Stake(owner="X", owned="A", share=exact(60), until=SOLD),
        Stake(owner="X", owned="A", share=exact(45), since=SOLD + datetime.timedelta(days=1)),
        Stake(owner="A", owned="B", share=exact(80)),
        Stake(owner="X", owned="C", share=exact(40), until=SOLD),
    ]
)


def was_blocked(entity: str, on: datetime.date) -> bool:
    return entity in reach(["X"], Graph(TABLE, on))


def last_block(entity: str) -> str:
    days = days_to_look_at(TABLE, entity, TODAY)
    found = earlier_block(entity, days, lambda on: was_blocked(entity, on))
    return found.says if found else ""


def test_what_was_blocked_before_a_sale_is_said_beside_the_verdict() -> None:
    assert not was_blocked("A", TODAY)
    assert last_block("A").startswith("blocked through ownership until 2025-11-30")
    assert "stays blocked after a sale outside the US" in last_block("A")
    assert "OFAC FAQ 402" in last_block("A")


def test_a_sale_further_up_counts_too() -> None:
    assert last_block("B") == last_block("A")


def test_a_later_statement_of_less_ends_a_block_too() -> None:
    rows = [
        Stake(owner="X", owned="A", share=exact(60), stated_on=datetime.date(2020, 1, 1)),
        Stake(
            owner="X",
            owned="A",
            share=exact(45),
            since=SOLD + datetime.timedelta(days=1),
            stated_on=SOLD,
        ),
    ]
    assert days_to_look_at(StakeTable.of(rows), "A", TODAY) == (SOLD,)


def test_what_was_never_blocked_has_no_such_sentence() -> None:
    assert last_block("C") == ""
    assert last_block("nobody") == ""
