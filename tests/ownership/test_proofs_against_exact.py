"""A proof's stakes prove the verdict by themselves, and none of them can be missed."""

from dataclasses import replace
from fractions import Fraction

import pytest
from exact_court import Day, Holding, Listing
from exact_solver import solve
from hypothesis import given, settings
from product import solution_of
from random_graphs import graphs
from test_against_exact import large
from worked_cases import holding, stake_row

from interdict.ownership.proof import Proof
from interdict.ownership.solution import Solution

Graph = tuple[list[Holding], list[Listing], Day]

BLOCKS = ("blocked-by-ownership", "blocked-by-control")
PROVEN = dict.fromkeys(BLOCKS, BLOCKS) | {
    "restricted": (*BLOCKS, "restricted"),
    "unknown": (*BLOCKS, "restricted", "unknown"),
}
"""By the word of a proof: the words that its stakes alone may give."""


def proofs(solution: Solution, graph: Graph) -> list[Proof]:
    """Every proof of a word that something follows from."""
    named = sorted({holding.owned for holding in graph[0]})
    found = [solution.proof(e, regime) for regime in ("us", "eu", "uk", "ch") for e in named]  # type: ignore[arg-type]
    return [proof for proof in found if proof is not None and proof.verdict in PROVEN]


def holds(proof: Proof, numbers: set[int], graph: Graph) -> bool:
    """Do these lines alone give the proof's word, or a stronger one?

    A line is known by its number in the graph; lines that are left out are as if they
    stated nothing, so that an unnamed owner keeps his number.
    """
    stakes, listed, day = graph
    nothing = Holding("nobody", "nothing")
    kept = [each if n in numbers else nothing for n, each in enumerate(stakes)]
    answer = solve(kept, listed, day).get((proof.entity, proof.regime))
    return answer is not None and answer.word in PROVEN[proof.verdict]


def proven(graph: Graph) -> None:
    """Assert that every proof of a graph suffices, has nothing to spare and is in order."""
    solution = solution_of(*graph)
    for proof in proofs(solution, graph):
        numbers = {int(step.stake.statement) for step in proof.steps}
        words = f"{proof.regime} {proof.entity} {proof.verdict} by lines {sorted(numbers)}"
        assert proof.assumption == ("highest" if proof.verdict == "unknown" else "stated")
        assert holds(proof, numbers, graph), f"{words} does not suffice"
        if proves_more(proof, numbers, graph):
            continue
        for number in numbers:
            assert not holds(proof, numbers - {number}, graph), f"{words} does not need {number}"


def proves_more(proof: Proof, numbers: set[int], graph: Graph) -> bool:
    """May a proof show more than its word needs?

    A proof of ``unknown`` shows that a block may be, where a narrower measure may be for less; or
    that ownership may be, where somebody of the arrangement may appoint the board.
    """
    lines = [graph[0][number] for number in numbers]
    narrow = any(each.measure for each in graph[1])
    joint_board = any(each.kind == "board" and each.joint for each in lines)
    return proof.verdict == "unknown" and (narrow or joint_board)


def certain(graph: Graph) -> Graph:
    """The graph without lines that may never have held: what they replace depends on others."""
    stakes, listed, day = graph
    return [replace(h, since=None) if h.is_inverted else h for h in stakes], listed, day


@settings(max_examples=300)
@given(graph=graphs())
def test_a_proof_suffices_and_has_no_stake_to_spare(graph: Graph) -> None:
    proven(certain(graph))


def test_a_proof_out_of_a_large_graph_suffices_too() -> None:
    graph = large(1, entities=60)
    proven(graph)


@settings(max_examples=200)
@given(graph=graphs())
def test_in_a_proof_every_owner_is_listed_or_owned_before(graph: Graph) -> None:
    """Unnamed owners, and members of a joint arrangement with somebody who counts, stand in for
    the listed."""
    graph = certain(graph)
    for proof in proofs(solution_of(*graph), graph):
        known: set[str] = {listing.party for listing in graph[1]}
        for step in proof.steps:
            owner = step.owner
            assert owner in known or owner.startswith("?") or step.stake.joint_group, proof.entity
            known.add(step.owned)


@pytest.mark.parametrize("regime", ["us", "eu", "uk", "ch"])
def test_the_listed_and_the_free_have_no_proof(regime: str) -> None:
    stakes = [Holding("X", "A", low=Fraction(10), high=Fraction(10))]
    solution = solution_of(stakes, [Listing("X")], Day(2026, 11, 23))
    assert solution.proof("X", regime) is None  # type: ignore[arg-type]
    assert solution.proof("A", regime) is None  # type: ignore[arg-type]


def test_a_project_is_proven_by_what_reaches_a_third() -> None:
    stakes = [holding(stake_row(words)) for words in ("S -> P 49.99", "S -> P 33 votes")]
    listed = [Listing("S", "us", "UKRAINE-EO13662", "13662 Sectoral Directive 4")]
    proof = solution_of(stakes, listed, Day(2026, 11, 23)).proof("P", "us")
    assert proof is not None
    assert [step.stake.statement for step in proof.steps] == ["0"]


def test_a_listed_person_needs_no_unnamed_owner_for_what_is_his() -> None:
    stakes = [holding(stake_row(words)) for words in ("? -> A 25-75", "A -> B 25-75 votes")]
    proof = solution_of(stakes, [Listing("A")], Day(2026, 11, 23)).proof("B", "uk")
    assert proof is not None
    assert [step.stake.statement for step in proof.steps] == ["1"]
