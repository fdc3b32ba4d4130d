"""What is in force on a day, of several statements the latest, and weights that are exact."""

import datetime
from collections.abc import Sequence
from fractions import Fraction

import msgspec
import numpy as np
import pytest

from interdict.ownership.graph import JOINT, Graph
from interdict.ownership.share import MAYBE_NOTHING, Share, band, exact, parse
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable

from .stake_lines import TODAY, graph, solved, stake, table, words

HALF = Fraction(50)


def held(found: Graph, owner: str, owned: str) -> list[tuple[Fraction, Fraction]]:
    """(low, high) of the edges from one entity to another."""
    edges = found.edges
    return [
        (found.percent(int(edges.low[edge]), "low"), found.percent(int(edges.high[edge]), "high"))
        for edge in edges.into(found.table.codes[owned])
        if edges.owner[edge] == found.table.codes[owner]
    ]


# -- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "shares"),
    [("2019-12-31", []), ("2020-01-01", [(60, 60)]), ("2025-06-30", [(60, 60)]),
     ("2025-07-01", [])],
)  # fmt: skip
def test_the_first_and_the_last_day_are_included(day: str, shares: Sequence[object]) -> None:
    on = datetime.date.fromisoformat(day)
    found = graph("Orlov,Volna,60,,2020-01-01,2025-06-30", day=on)
    assert held(found, "Orlov", "Volna") == shares


def test_of_two_statements_the_later_row_counts() -> None:
    assert held(graph("Orlov,Volna,60", "Orlov,Volna,40"), "Orlov", "Volna") == [(40, 40)]


def test_a_later_day_of_statement_goes_before_a_later_row() -> None:
    def said(percent: str, day: str) -> Stake:
        on = datetime.date.fromisoformat(day)
        return msgspec.structs.replace(stake(f"Orlov,Volna,{percent}"), stated_on=on)

    found = graph(said("60", "2024-05-02"), said("40", "2024-05-01"))
    assert held(found, "Orlov", "Volna") == [(60, 60)]
    assert held(graph(said("60", "2024-05-01"), "Orlov,Volna,40"), "Orlov", "Volna") == [(60, 60)]


def test_a_statement_of_another_kind_is_no_later_word() -> None:
    assert len(held(graph("Orlov,Volna,60", "Orlov,Volna,40,votes"), "Orlov", "Volna")) == 2


def test_a_later_statement_that_is_over_gives_way_to_the_one_that_lasts() -> None:
    found = graph("Orlov,Volna,60", "Orlov,Volna,40,,2020-01-01,2020-12-31")
    assert held(found, "Orlov", "Volna") == [(60, 60)]


# -- doubt -----------------------------------------------------------------------------------


def doubtful(line: str) -> Stake:
    return msgspec.structs.replace(stake(line), uncertain=True)


def test_a_doubtful_statement_may_hold_or_not() -> None:
    assert held(graph(doubtful("Orlov,Volna,60")), "Orlov", "Volna") == [(0, 60)]


def test_a_doubtful_statement_stands_beside_the_certain_one_before_it() -> None:
    found = graph("Orlov,Volna,10", doubtful("Orlov,Volna,60"))
    assert held(found, "Orlov", "Volna") == [(10, 60)]


def test_a_certain_statement_settles_the_doubtful_ones_before_it() -> None:
    found = graph(doubtful("Orlov,Volna,60"), "Orlov,Volna,10")
    assert held(found, "Orlov", "Volna") == [(10, 10)]


def test_of_many_doubtful_statements_any_may_be_the_last_word() -> None:
    found = graph("Orlov,Volna,30", doubtful("Orlov,Volna,60"), doubtful("Orlov,Volna,20"))
    assert held(found, "Orlov", "Volna") == [(20, 60)]


def test_what_cannot_be_read_at_all_is_settled_by_no_later_share() -> None:
    """It may have been a majority of the board."""
    lost = msgspec.structs.replace(doubtful("Orlov,Volna,"), share=MAYBE_NOTHING)
    found = graph(lost, "Orlov,Volna,10")
    assert held(found, "Orlov", "Volna") == [(0, 100), (10, 10)]
    assert words(solved(lost, "Orlov,Volna,60"), "Volna").startswith("blocked-by-ownership")
    assert held(graph("Orlov,Volna,60", lost), "Orlov", "Volna") == [(0, 100)]


# -- exact weights ---------------------------------------------------------------------------


def sums(*shares: Share) -> str:
    """The words of a company of whose shares blocked owners hold these."""
    stakes = [
        Stake(owner=f"Orlov {n}", owned="Volna", share=share) for n, share in enumerate(shares)
    ]
    return words(solved(*stakes, blocked=[s.owner for s in stakes]), "Volna").split()[0]


@pytest.mark.parametrize(
    ("shares", "word"),
    [
        ([exact(HALF)], "blocked-by-ownership"),
        ([exact(Fraction("49.99999999999999999999"))], "review"),
        ([exact(Fraction(100, 6))] * 3, "blocked-by-ownership"),
        ([exact(Fraction(100, 6))] * 2 + [exact(Fraction("16.66666666666666666666"))], "review"),
        ([band(HALF, 75, low_open=True)], "blocked-by-ownership"),
        ([band(25, HALF, low_open=True)], "unknown"),
        ([band(25, HALF, high_open=True)], "review"),
        ([band(25, 30, low_open=True), exact(25)], "blocked-by-ownership"),
        ([band(10, 25, high_open=True), exact(25)], "review"),
        ([band(10, 25, high_open=True), band(10, 25, low_open=True)], "review"),
        ([band(10, 25), exact(25)], "unknown"),
    ],
)
def test_a_sum_at_the_line_is_decided_exactly(shares: list[Share], word: str) -> None:
    assert sums(*shares) == word


def test_open_ends_tell_above_the_line_from_at_it() -> None:
    """More than half is asked for by the UK; "above 50" is more, exactly 50 is not."""
    for share, word in ((exact(HALF), "review"), (band(50, 75, low_open=True), "blocked")):
        held_so = Stake(owner="Orlov", owned="Volna", share=share)
        assert words(solved(held_so), "Volna").split()[2].startswith(word)


def test_twenty_decimals_are_counted_in_python_integers() -> None:
    found = graph("Orlov,Volna,33.33333333333333333333", "Belov,Volna,16.66666666666666666667")
    assert found.edges.low.dtype == object
    assert found.stated(found.table.codes["Volna"]) == HALF


def test_thirds_and_decimals_have_one_unit() -> None:
    third = Stake(owner="Orlov", owned="Volna", share=exact(Fraction(100, 3)))
    found = graph(third, "Belov,Volna,0.01")
    assert found.stated(found.table.codes["Volna"]) == Fraction(100, 3) + Fraction(1, 100)


def test_usual_shares_are_machine_integers() -> None:
    lines = [f"Owner {n},Volna,0.01" for n in range(5_000)]
    found = graph(*lines)
    assert found.edges.low.dtype == np.int64
    assert found.stated(found.table.codes["Volna"]) == HALF


def test_very_many_open_ends_do_not_add_up_to_a_share() -> None:
    lines = [f"Owner {n},Volna,0-1" for n in range(3_000)]
    found = solved(
        "Orlov,Volna,49", *lines, blocked=["Orlov", *(f"Owner {n}" for n in range(3_000))]
    )
    assert found.verdict("Volna", "us").share_low == 49
    assert found.verdict("Volna", "us").verdict == "unknown"


def test_what_somebody_holds_of_himself_counts_for_nothing() -> None:
    assert held(graph("Volna,Volna,60", "Orlov,Volna,40"), "Volna", "Volna") == []


# -- joint arrangements ----------------------------------------------------------------------


def test_an_arrangement_is_a_node_that_holds_what_its_members_hold() -> None:
    found = graph("Orlov,Volna,30,,,,pact", "Belov,Volna,21,,,,pact", "Titov,Volna,10")
    joined, volna = found.joined, found.table.codes["Volna"]
    weights = sorted(found.percent(int(joined.low[edge]), "low") for edge in joined.into(volna))
    assert weights == [10, 51]
    assert sorted(joined.kind.tolist()) == [0, 0, JOINT, JOINT]


def test_labels_join_holders_of_one_entity_only() -> None:
    found = graph("Orlov,Volna,30,,,,pact", "Belov,Hafen,30,,,,pact")
    assert found.joined.count == found.count + 2


def test_an_office_is_no_part_of_an_arrangement() -> None:
    found = graph("Orlov,Volna,,officer,,,pact")
    assert found.joined is found.edges


# -- adding ----------------------------------------------------------------------------------


def test_a_new_stake_is_added_without_making_all_anew() -> None:
    found = graph("Orlov,Volna,30")
    (grown,) = found.add(stake("Belov,Volna,40"), "an analyst") or ()
    assert held(found, "Belov", "Volna") == [(40, 40)]
    assert found.percent(grown.low, "low") == 40


def test_a_larger_share_grows_the_edge_by_the_difference() -> None:
    found = graph("Orlov,Volna,30")
    (grown,) = found.add(stake("Orlov,Volna,40"), "") or ()
    assert found.percent(grown.low, "low") == 10
    assert held(found, "Orlov", "Volna") == [(40, 40)]


@pytest.mark.parametrize(
    "line", ["Orlov,Volna,20", "Orlov,Volna,30.001", "Orlov,Volna,30-50", "Belov,Volna,30,,,,pact"]
)
def test_what_shrinks_or_does_not_fit_is_made_anew(line: str) -> None:
    assert graph("Orlov,Volna,30").add(stake(line), "") is None


def test_what_is_not_in_force_on_the_day_adds_nothing() -> None:
    assert graph("Orlov,Volna,30").add(stake("Belov,Volna,40,,2027-01-01"), "") == ()


def test_no_more_is_added_than_open_ends_have_room_for() -> None:
    people = [f"Owner {n}" for n in range(2_500)]
    lines = [f"{person},Volna,0-1,,2030-01-01" for person in people]
    found = Graph(table("Orlov,Volna,0-1", *lines), TODAY)
    answers = [found.add(stake(f"{person},Volna,0-1"), "") for person in people]
    assert answers[0] is not None
    assert answers[-1] is None


def test_what_nominees_hold_for_one_person_adds_up_with_what_he_holds_himself() -> None:
    stakes = [
        Stake(owner="Orlov", owned="Mill", share=parse("30")),
        Stake(owner="Nominee A", owned="Mill", share=parse("20"), nominee_for="Orlov"),
        Stake(owner="Nominee B", owned="Mill", share=parse("10"), nominee_for="Orlov"),
    ]
    found = Graph(StakeTable.of(stakes), datetime.date(2026, 1, 1))
    mill = found.node("Mill")
    assert mill is not None
    assert found.stated(mill) == 60
    assert {found.table.ids[owner] for owner in found.edges.owner} == {"Orlov"}


def test_a_nominee_s_later_statement_replaces_his_own_earlier_one_alone() -> None:
    stakes = [
        Stake(owner="Nominee A", owned="Mill", share=parse("20"), nominee_for="Orlov"),
        Stake(owner="Nominee B", owned="Mill", share=parse("10"), nominee_for="Orlov"),
        Stake(owner="Nominee A", owned="Mill", share=parse("5"), nominee_for="Orlov"),
    ]
    found = Graph(StakeTable.of(stakes), datetime.date(2026, 1, 1))
    mill = found.node("Mill")
    assert mill is not None
    assert found.stated(mill) == 15
