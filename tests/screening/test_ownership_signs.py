"""Beside one entity's verdicts: what a dated listing says of sales before and after it."""

import datetime
from pathlib import Path

import pytest

from interdict.ownership.sham import Relation
from interdict.sample import open_starter
from interdict.screening.asked_entity import entity_asked
from interdict.screening.owners import joins
from interdict.screening.ownership import Answer, Owners
from interdict.screening.ownership_beside import answers_of, asked_solution
from interdict.screening.screen import Screener
from interdict.screening.table_names import related
from interdict.screening.when import When
from interdict.snapshot.stake_store import StakeStore
from interdict.snapshot.store import Home
from owned import added

STAKES = """owner,owned,percent,kind,from,to
Rosneft,Early Oy,60,shares,2019-01-01,2025-06-30
Rosneft,Early Oy,30,shares,2025-07-01,
Rosneft,Late Oy,60,shares,2019-01-01,2025-12-31
Rosneft,Late Oy,30,shares,2026-01-01,
Rosneft,Holding Oy,60,shares,2019-01-01,2025-12-31
Rosneft,Holding Oy,10,shares,2026-01-01,
Holding Oy,Below Oy,50,shares,,
Rosneft,Kin Oy,45,shares,,
Example Spouse,Kin Oy,10,shares,,
"""


@pytest.fixture
def owners(tmp_path: Path) -> Owners:
    """The sample list, on which Rosneft is blocked since 22 October 2025, and some sales."""
    home = Home(tmp_path / "home")
    path = tmp_path / "sales.csv"
    path.write_text(STAKES, encoding="utf-8")
    added(home, path)
    on = datetime.date(2026, 8, 22)
    screener = Screener(open_starter(home), when=When(as_of=on))
    stakes = StakeStore(home).open_current()
    holders = (stakes.entity(node) for node in stakes.owners.tolist())
    return Owners(screener, stakes, tuple(joins(screener, holders)))


def american(owners: Owners, name: str, *relations: Relation) -> Answer:
    node = entity_asked(owners, name)
    stated = tuple(related(owners, relations))
    return answers_of(owners, asked_solution(owners, node), node, ("us",), stated)["us"]


def test_a_sale_after_the_listing_leaves_what_was_blocked(owners: Owners) -> None:
    earlier = american(owners, "Late Oy").earlier_block
    assert earlier is not None
    assert (earlier.last_day, earlier.is_certain) == (datetime.date(2025, 12, 31), True)
    assert earlier.says.startswith("blocked through ownership until 2025-12-31")


def test_a_sale_before_the_listing_leaves_nothing(owners: Owners) -> None:
    assert american(owners, "Early Oy").earlier_block is None


def test_a_sale_higher_up_counts_for_what_lies_below(owners: Owners) -> None:
    earlier = american(owners, "Below Oy").earlier_block
    assert earlier is not None
    assert earlier.last_day == datetime.date(2025, 12, 31)


def test_a_sign_makes_no_word_weaker_and_keeps_the_other_reasons(owners: Owners) -> None:
    kin = Relation(one="Rosneft", other="Example Spouse", how="spouse", source="a filing")
    without, found = american(owners, "Kin Oy"), american(owners, "Kin Oy", kin)
    assert found.verdict.verdict == without.verdict.verdict
    assert [each.sign for each in found.signs] == ["together with a relative"]
    assert set(without.verdict.because) < set(found.verdict.because)


def test_a_relative_whom_no_stake_names_is_no_sign(owners: Owners) -> None:
    kin = Relation(one="Rosneft", other="Somebody Else", how="brother")
    assert american(owners, "Kin Oy", kin).signs == ()
