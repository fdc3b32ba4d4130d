"""Together: what those reached hold is added up, step by step, and never multiplied."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from interdict.ownership.closure import (
    AT_LEAST_HALF,
    FAR,
    MORE_THAN_HALF,
    Line,
    Together,
)
from interdict.ownership.closure import (
    Test as Asking,
)
from interdict.ownership.graph import Graph
from interdict.ownership.table import CODE

from .stake_lines import graph, stake

OWNED = Asking(AT_LEAST_HALF)
CONTROLLED = Asking(AT_LEAST_HALF, MORE_THAN_HALF, frozenset({CODE["board"]}))


def closed(found: Graph, *start: str, test: Asking = OWNED, joint: bool = False) -> Together:
    return Together(found.ground("low", joint), test, [found.table.codes[s] for s in start])


def reached(found: Graph, closure: Together) -> set[str]:
    return {id for id, code in found.table.codes.items() if closure.reached[code]}


def test_a_chain_is_walked_without_multiplying() -> None:
    found = graph("Orlov,A,51", "A,B,51", "B,C,49")
    assert reached(found, closed(found, "Orlov")) == {"Orlov", "A", "B"}


def test_what_several_of_the_reached_hold_is_added_up() -> None:
    found = graph("Orlov,A,50", "Orlov,B,50", "A,C,25", "B,C,25")
    assert reached(found, closed(found, "Orlov")) == {"Orlov", "A", "B", "C"}


def test_a_path_below_the_line_lets_nothing_through() -> None:
    found = graph("Orlov,A,40", "Orlov,C,40", "A,C,30")
    closure = closed(found, "Orlov")
    assert reached(found, closure) == {"Orlov"}
    assert found.percent(int(closure.shares[found.table.codes["C"]]), "low") == 40


def test_a_circle_of_owners_feeds_nobody() -> None:
    found = graph("A,B,60", "B,A,60", "Orlov,A,40")
    assert reached(found, closed(found, "Orlov")) == {"Orlov"}


def test_every_node_has_a_higher_rank_than_those_it_rests_on() -> None:
    found = graph("Orlov,A,60", "A,B,60", "B,A,40", "B,C,60")
    rank = closed(found, "Orlov").rank
    ranks = [int(rank[found.table.codes[name]]) for name in ("Orlov", "A", "B", "C")]
    assert ranks == sorted(set(ranks))
    assert rank[-1] == FAR


def test_without_chains_only_the_listed_themselves_count() -> None:
    found = graph("Orlov,A,60", "A,B,60", "Orlov,C,30", "A,C,30")
    test = Asking(AT_LEAST_HALF, chains=False)
    assert reached(found, closed(found, "Orlov", test=test)) == {"Orlov", "A"}


def test_a_wider_test_goes_on_from_a_narrower_one() -> None:
    lines = ("Orlov,A,60", "A,B,,board", "B,C,60", "Orlov,D,51,votes")
    found = graph(*lines)
    narrow = closed(found, "Orlov")
    assert reached(found, narrow) == {"Orlov", "A"}
    wide = narrow.widened(CONTROLLED)
    assert reached(found, wide) == {"Orlov", "A", "B", "C", "D"}
    assert reached(found, narrow) == {"Orlov", "A"}
    anew = closed(found, "Orlov", test=CONTROLLED)
    assert wide.reached.tolist() == anew.reached.tolist()


def test_beginning_later_gives_the_same_as_beginning_at_once() -> None:
    found = graph("Orlov,A,30", "Belov,A,30", "A,B,60", "B,Orlov,10")
    later = closed(found, "Orlov")
    later.begin([found.table.codes["Belov"]])
    assert reached(found, later) == {"Orlov", "Belov", "A", "B"}
    assert later.shares.tolist() == closed(found, "Orlov", "Belov").shares.tolist()


def test_an_edge_that_grows_reaches_who_waited_for_it() -> None:
    found = graph("Orlov,A,30", "A,B,60")
    closure = closed(found, "Orlov")
    for grown in found.add(stake("Orlov,A,50"), "") or ():
        closure.grow(grown.edge, grown.low)
    assert reached(found, closure) == {"Orlov", "A", "B"}


def test_a_line_says_what_it_asks_for() -> None:
    assert (str(AT_LEAST_HALF), str(MORE_THAN_HALF)) == ("50 % or more", "more than 50 %")
    assert str(Line(Fraction(33), strict=False)) == "33 % or more"


EDGES = st.lists(
    st.tuples(st.sampled_from("XABCD"), st.sampled_from("ABCD"), st.sampled_from([10, 30, 50])),
    max_size=8,
    unique_by=lambda edge: edge[:2],
)


@given(EDGES.flatmap(lambda edges: st.tuples(st.just(edges), st.permutations(edges))))
def test_the_order_of_the_stakes_plays_no_part(
    orders: tuple[list[tuple[str, str, int]], list[tuple[str, str, int]]],
) -> None:
    answers = []
    for edges in orders:
        found = graph("X,Z,10", *(f"{owner},{owned},{share}" for owner, owned, share in edges))
        answers.append(reached(found, closed(found, "X")))
    assert answers[0] == answers[1]
