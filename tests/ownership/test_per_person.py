"""PerPerson: what each listed person reaches by itself, and what anybody may hold."""

import datetime
from collections.abc import Sequence

from interdict.ownership.closure import FAR, MORE_THAN_HALF
from interdict.ownership.closure import Test as Asking
from interdict.ownership.graph import JOINT, Graph
from interdict.ownership.per_person import PerPerson

from .stake_lines import TODAY, graph, solved, stake, words

OWNING = Asking(MORE_THAN_HALF, MORE_THAN_HALF, frozenset({JOINT}))


def asked(found: Graph, persons: Sequence[str], anybody: Sequence[str] = ()) -> PerPerson:
    codes = found.table.codes
    ground = found.ground("low", joint=True)
    return PerPerson(ground, OWNING, [codes[p] for p in persons], [codes[a] for a in anybody])


def reached(found: Graph, closure: PerPerson) -> set[str]:
    return {id for id, code in found.table.codes.items() if closure.reached[code]}


def test_different_persons_are_not_added_up() -> None:
    found = graph("Orlov,A,30", "Belov,A,30")
    assert reached(found, asked(found, ["Orlov", "Belov"])) == {"Orlov", "Belov"}


def test_one_person_counts_with_those_in_whom_it_has_a_majority() -> None:
    found = graph("Orlov,A,60", "Orlov,C,30", "A,C,30", "Belov,C,10")
    closure = asked(found, ["Orlov", "Belov"])
    assert reached(found, closure) == {"Orlov", "Belov", "A", "C"}
    assert closure.first_person(found.table.codes["C"]) == found.table.codes["Orlov"]


def test_what_a_minority_holds_is_not_the_persons() -> None:
    found = graph("Orlov,A,50", "Orlov,C,30", "A,C,30")
    assert "C" not in reached(found, asked(found, ["Orlov"]))


def test_a_majority_of_the_votes_is_a_majority() -> None:
    found = graph("Orlov,A,40", "Orlov,A,51,votes", "A,B,60")
    assert {"A", "B"} <= reached(found, asked(found, ["Orlov"]))


def test_shares_are_not_added_to_votes() -> None:
    found = graph("Orlov,A,40", "Orlov,A,40,votes")
    assert "A" not in reached(found, asked(found, ["Orlov"]))


def test_each_member_of_an_arrangement_has_what_all_of_them_hold() -> None:
    found = graph("Orlov,A,30,,,,pact", "Titov,A,21,,,,pact")
    closure = asked(found, ["Orlov"])
    assert "A" in reached(found, closure)
    assert found.percent(int(closure.held[found.table.codes["A"]]), "low") == 51


def test_the_largest_holder_is_the_one_who_is_told() -> None:
    found = graph("Orlov,A,30", "Belov,A,40")
    closure = asked(found, ["Orlov", "Belov"])
    assert found.percent(int(closure.held[found.table.codes["A"]]), "low") == 40


def test_what_anybody_may_hold_counts_with_each_person() -> None:
    found = graph("Orlov,A,30", "nobody knows,A,30", "A,B,60")
    closure = asked(found, ["Orlov"], anybody=["nobody knows"])
    assert {"A", "B"} <= reached(found, closure)
    assert closure.anyone.reached.sum() == 1


def test_a_circle_of_owners_feeds_nobody() -> None:
    found = graph("A,B,60", "B,A,60", "Orlov,A,40")
    assert reached(found, asked(found, ["Orlov"])) == {"Orlov"}


def test_ranks_rise_along_a_chain_and_end_at_who_is_not_reached() -> None:
    found = graph("Orlov,A,60", "A,B,60", "B,C,50")
    closure, codes = asked(found, ["Orlov"]), found.table.codes
    ranks = [closure.rank_of(codes["Orlov"], codes[name]) for name in ("Orlov", "A", "B", "C")]
    assert ranks[:3] == sorted(set(ranks[:3]))
    assert ranks[3] == FAR


def test_thousands_of_persons_are_asked_at_once() -> None:
    people = [f"Person {n}" for n in range(3_000)]
    lines = [line for n, p in enumerate(people) for line in (f"{p},Firm {n},60", f"{p},All,1")]
    found = graph(*lines)
    closure = asked(found, people)
    assert len(reached(found, closure)) == 6_000
    assert found.percent(int(closure.held[found.table.codes["All"]]), "low") == 1


def test_asking_of_one_more_person_gives_the_same_as_asking_at_once() -> None:
    found = graph("Orlov,A,60", "Belov,B,60", "A,C,30", "B,C,60")
    later = asked(found, ["Orlov"])
    later.begin([found.table.codes["Belov"]])
    at_once = asked(found, ["Orlov", "Belov"])
    assert later.reached.tolist() == at_once.reached.tolist()
    assert later.held.tolist() == at_once.held.tolist()


def test_an_edge_that_grows_reaches_who_waited_for_it() -> None:
    found = graph("Orlov,A,50", "A,B,60")
    closure = asked(found, ["Orlov"])
    for grown in found.add(stake("Orlov,A,51"), "") or ():
        closure.grow(grown.edge, grown.low)
    assert {"A", "B"} <= reached(found, closure)


def test_before_august_2014_the_united_states_added_nobody_up() -> None:
    lines = ("Orlov,A,25", "Belov,A,25", "Orlov,B,50")
    before = datetime.date(2014, 8, 12)
    found = solved(*lines, blocked=["Orlov", "Belov"], day=before)
    assert found.verdict("A", "us").verdict != "blocked-by-ownership"
    assert found.verdict("B", "us").rule == "us-50-percent-2008"
    today = solved(*lines, blocked=["Orlov", "Belov"], day=TODAY)
    assert words(today, "A").startswith("blocked-by-ownership")
