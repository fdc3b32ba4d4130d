"""From a few entities, everybody whom they own or control."""

import datetime
from collections.abc import Iterable
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from interdict.ownership.flowdown import Line
from interdict.ownership.graph import Graph
from interdict.ownership.reach import CONTROL, chain, reach
from interdict.ownership.share import exact, parse
from interdict.ownership.stake import Stake, StakeKind
from interdict.ownership.table import StakeTable

TODAY = datetime.date(2026, 11, 23)


def graph(stakes: Iterable[Stake], on: datetime.date = TODAY) -> Graph:
    return Graph(StakeTable.of(stakes), on)


def held(*rows: str) -> Graph:
    """``X A 50`` or ``X A board``: who, of whom, how much or what."""
    return graph(map(stake, rows))


def stake(row: str) -> Stake:
    owner, owned, what, *more = row.split()
    kinds: dict[str, StakeKind] = {"board": "board", "control": "control", "officer": "officer"}
    if what in kinds:
        return Stake(owner=owner, owned=owned, kind=kinds[what])
    return Stake(
        owner=owner,
        owned=owned,
        kind="votes" if "votes" in more else "shares",
        share=parse("" if what == "?" else what),
        uncertain="uncertain" in more,
    )


def test_shares_are_never_multiplied_along_a_path() -> None:
    assert list(reach(["X"], held("X A 50", "A B 50", "B C 50"))) == ["A", "B", "C"]


def test_owners_are_added_up() -> None:
    found = reach(["X"], held("X A 50", "X B 50", "A C 25", "B C 25"))
    assert {s.owner for s in found["C"].stakes} == {"A", "B"}


def test_what_falls_short_is_not_reached() -> None:
    assert reach(["X"], held("X A 49.99", "A B 100")) == {}


def test_a_cycle_ends() -> None:
    assert list(reach(["X"], held("X A 60", "A B 60", "B A 20", "A A 5"))) == ["A", "B"]


def test_the_stakes_that_show_it_are_the_fewest() -> None:
    found = reach(["X", "Y"], held("Y A 10", "X A 60"))
    assert [s.owner for s in found["A"].stakes] == ["X"]


def test_a_chain_names_every_stake_from_the_beginnings_down() -> None:
    found = reach(["X", "Y"], held("X A 50", "Y B 60", "A C 25", "B C 25", "C D 100", "A E 90"))
    assert [(s.owner, s.owned) for s in chain(found, "D")] == [
        ("X", "A"), ("Y", "B"), ("A", "C"), ("B", "C"), ("C", "D"),
    ]  # fmt: skip
    assert chain(found, "X") == ()


def test_a_chain_of_a_thousand_is_followed() -> None:
    found = reach(["0"], held(*(f"{n} {n + 1} 50" for n in range(1000))))
    assert len(chain(found, "1000")) == 1000


def test_each_owner_may_count_by_itself() -> None:
    each = Line(percent=Fraction(50), strict=True, owners="each")
    assert reach(["X", "Y"], held("X A 30", "Y A 30"), each) == {}
    assert list(reach(["X"], held("X A 50.01"), each)) == ["A"]


def test_a_band_is_reached_by_its_high_end_and_not_certainly() -> None:
    assert not reach(["X"], held("X A 25-50"))["A"].certain
    assert reach(["X"], held("X A 50-75"))["A"].certain
    assert not reach(["X"], held("X A ?"))["A"].certain


def test_what_hangs_on_an_uncertain_entity_is_uncertain() -> None:
    found = reach(["X"], held("X A 25-50", "A B 100", "X C 100", "C D 100"))
    assert {e: r.certain for e, r in found.items()} == {
        "A": False,
        "B": False,
        "C": True,
        "D": True,
    }


def test_a_statement_that_could_not_be_read_makes_nothing_certain() -> None:
    assert not reach(["X"], held("X A 100 uncertain"))["A"].certain


def test_control_counts_where_it_is_asked_for() -> None:
    stakes = held("X A board", "X B 60 votes", "X C officer", "X D 50 votes")
    assert reach(["X"], stakes) == {}
    found = reach(["X"], stakes, links=CONTROL)
    assert set(found) == {"A", "B"}
    assert found["A"].controlled


def test_a_nominee_holds_for_another() -> None:
    stakes = [Stake(owner="N", owned="A", share=exact(100), nominee_for="X")]
    assert list(reach(["X"], graph(stakes))) == ["A"]
    assert reach(["N"], graph(stakes)) == {}


def test_only_what_is_in_force_that_day_counts() -> None:
    day = datetime.date(2025, 6, 30)
    sold = Stake(owner="X", owned="A", share=exact(60), until=day)
    assert list(reach(["X"], graph([sold], day))) == ["A"]
    assert reach(["X"], graph([sold], day + datetime.timedelta(days=1))) == {}


NODES = "abcdef"
stakes_of_few = st.lists(
    st.builds(
        Stake,
        owner=st.sampled_from(NODES),
        owned=st.sampled_from(NODES),
        share=st.sampled_from([exact(20), exact(50), exact(60), parse("25-50"), parse("")]),
    ),
    max_size=12,
)


@given(stakes_of_few, st.sampled_from(NODES), st.sampled_from(NODES))
def test_more_beginnings_never_reach_less(stakes: list[Stake], one: str, two: str) -> None:
    holdings = graph(stakes)
    alone, both = reach([one], holdings), reach([one, two], holdings)
    assert set(alone) <= set(both) | {two}
    certain = {e for e, r in alone.items() if r.certain}
    assert certain <= {e for e, r in both.items() if r.certain} | {two}


@given(stakes_of_few, st.sampled_from(NODES))
def test_the_stakes_shown_are_held_by_members(stakes: list[Stake], one: str) -> None:
    members = {one}
    for entity, reached in reach([one], graph(stakes)).items():
        assert {s.owner for s in reached.stakes} <= members
        members.add(entity)


@given(stakes_of_few, st.sampled_from(NODES))
def test_a_chain_alone_shows_what_all_stakes_show(stakes: list[Stake], one: str) -> None:
    found = reach([one], graph(stakes))
    for entity, reached in found.items():
        again = reach([one], graph(chain(found, entity)))
        assert again[entity].certain == reached.certain
