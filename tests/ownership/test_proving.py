"""A proof: stakes that suffice, in an order that can be followed, and none to spare."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interdict.ownership.listed import Listed
from interdict.ownership.proof import Proof
from interdict.ownership.rules import REGIMES
from interdict.ownership.solution import Solution
from interdict.party import Regime

from .stake_lines import listed, solved

BLOCKED = ("blocked-by-ownership", "blocked-by-control")


def proof(found: Solution, entity: str, regime: Regime = "us") -> Proof:
    given = found.proof(entity, regime)
    assert given is not None
    return given


def lines(given: Proof) -> list[str]:
    return [step.stake.place for step in given.steps]


def test_a_proof_names_entity_word_rule_and_line() -> None:
    given = proof(solved("Orlov,A,60"), "A")
    assert (given.entity, given.verdict, given.rule) == (
        "A", "blocked-by-ownership", "us-50-percent-2014",
    )  # fmt: skip
    assert given.line == "50 % or more, all blocked owners added up"
    (step,) = given.steps
    assert (step.owner, step.owned, step.source) == ("Orlov", "A", "the register")
    assert [each.entity for each in step.owner_listed] == ["Orlov"]


def test_the_largest_stakes_are_taken_and_no_more_than_needed() -> None:
    found = solved("Orlov,A,10", "Belov,A,30", "Titov,A,25", blocked=["Orlov", "Belov", "Titov"])
    assert lines(proof(found, "A")) == ["Belov,A,30", "Titov,A,25"]


def test_a_stake_that_larger_ones_make_needless_is_dropped() -> None:
    found = solved("Orlov,A,30", "Belov,A,25", "Titov,A,25", blocked=["Orlov", "Belov", "Titov"])
    assert len(lines(proof(found, "A"))) == 2


def test_a_chain_is_told_from_the_listed_owner_down() -> None:
    found = solved("B,C,60", "A,B,60", "Orlov,A,60")
    assert lines(proof(found, "C")) == ["Orlov,A,60", "A,B,60", "B,C,60"]


def test_a_circle_does_not_prove_itself() -> None:
    found = solved("Orlov,A,55", "A,B,60", "B,A,45")
    assert lines(proof(found, "A")) == ["Orlov,A,55"]
    assert lines(proof(found, "B")) == ["Orlov,A,55", "A,B,60"]


def test_a_stake_shared_by_two_paths_is_told_once() -> None:
    found = solved("Orlov,A,60", "A,B,50", "A,C,50", "B,D,25", "C,D,25")
    assert sorted(lines(proof(found, "D"))) == [
        "A,B,50", "A,C,50", "B,D,25", "C,D,25", "Orlov,A,60",
    ]  # fmt: skip


def test_a_thousand_long_chain_is_proved() -> None:
    chain = [f"Firm {n},Firm {n + 1},51" for n in range(1_000)]
    given = proof(solved("Orlov,Firm 0,51", *chain), "Firm 1000", "uk")
    assert lines(given) == ["Orlov,Firm 0,51", *chain]


def test_a_joint_arrangement_is_proved_by_its_members() -> None:
    found = solved("Orlov,A,30,,,,pact", "Titov,A,21,,,,pact", "Free,A,40")
    given = proof(found, "A", "uk")
    assert sorted(lines(given)) == ["Orlov,A,30,,,,pact", "Titov,A,21,,,,pact"]
    assert {step.owner: bool(step.owner_listed) for step in given.steps} == {
        "Orlov": True, "Titov": False,
    }  # fmt: skip


def test_the_uk_is_proved_from_one_person() -> None:
    found = solved("Orlov,A,30", "Belov,A,55", blocked=["Orlov", "Belov"])
    assert lines(proof(found, "A", "uk")) == ["Belov,A,55"]


def test_control_is_proved_by_the_link() -> None:
    found = solved("Orlov,A,,board", "A,B,60", "Orlov,B,10")
    assert lines(proof(found, "B", "eu")) == ["Orlov,A,,board", "A,B,60"]


def test_what_may_be_is_proved_at_the_high_ends() -> None:
    given = proof(solved("Orlov,A,25-50"), "A")
    assert (given.verdict, given.assumption) == ("unknown", "highest")
    assert str(given.steps[0].counted) == "50 %"


def test_a_review_shows_what_a_person_must_look_at() -> None:
    found = solved("Orlov,A,60", "A,B,30", "Free,B,70")
    assert lines(proof(found, "B")) == ["Orlov,A,60", "A,B,30"]


def test_the_listed_and_the_free_have_no_proof() -> None:
    found = solved("Orlov,A,10")
    assert found.proof("Orlov", "us") is None
    assert found.proof("A", "us") is None
    assert found.proof("nobody", "us") is None


def test_who_is_listed_for_less_than_a_block_may_be_blocked_through_ownership() -> None:
    cmic = Listed(
        entity="A", regime="us", measure="securities-ban", text="CMIC",
        programmes=("CMIC-EO13959",),
    )  # fmt: skip
    found = solved("Orlov,A,60", blocked=[*listed("Orlov"), cmic])
    assert lines(proof(found, "A")) == ["Orlov,A,60"]


@pytest.mark.parametrize("regime", REGIMES)
@given(
    stakes=st.lists(
        st.tuples(
            st.sampled_from(["Orlov", "Belov", "A", "B", "C"]),
            st.sampled_from(["A", "B", "C"]),
            st.sampled_from([10, 25, 30, 50, 60]),
        ),
        min_size=2,
        max_size=9,
        unique_by=lambda stake: stake[:2],
    )
)
def test_every_proof_suffices_and_nothing_of_it_can_be_missed(
    regime: Regime, stakes: list[tuple[str, str, int]]
) -> None:
    blocked = ["Orlov", "Belov"]
    stated = [f"{owner},{owned},{share}" for owner, owned, share in stakes]
    found = solved(*stated, blocked=blocked)
    proved = [name for name in "ABC" if found.verdict(name, regime).verdict in BLOCKED]
    assume(proved)
    for name in proved:
        given = proof(found, name, regime)
        assert solved(*lines(given), blocked=blocked).verdict(name, regime).verdict in BLOCKED
        for fewer in itertools.combinations(lines(given), len(given.steps) - 1):
            short = solved(*fewer, blocked=blocked).verdict(name, regime).verdict
            assert short not in BLOCKED
        told = set(blocked)
        for step in given.steps:
            assert step.owner in told
            told.add(step.owned)
