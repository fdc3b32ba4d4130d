"""The product's verdicts against those of the exact solver, on graphs drawn at random."""

from fractions import Fraction

import numpy as np
import pytest
from exact_court import REGIMES, Court, Holding, Listing
from exact_solver import Answer, solve
from exact_worlds import every_world
from hypothesis import assume, given, settings
from product import files_of, listed, solution_of, stake
from random_graphs import DAY, Day, band, exact, graphs

from interdict.batch.ownership import solve_files
from interdict.ownership.solution import Solution

Graph = tuple[list[Holding], list[Listing], Day]


def compared(graph: Graph, solution: Solution) -> None:
    """Assert that both give the same word for everybody, and the same shares.

    Where a narrower measure decides, the shares shown are those of its owners, and not compared.
    """
    stakes, listings, day = graph
    for (entity, regime), answer in solve(stakes, listings, day).items():
        verdict = solution.verdict(entity, regime)  # type: ignore[arg-type]
        found = Answer(verdict.verdict, verdict.share_low, verdict.share_high)
        court = Court.of(regime, day, listings)
        narrow = court.narrow or court.unclear
        if narrow and answer.word in ("restricted", "unknown"):
            found = Answer(found.word, answer.low, answer.high)
        assert found == answer, f"{entity} {regime}"


@settings(max_examples=400)
@given(graph=graphs())
def test_random_graphs_are_answered_alike(graph: Graph) -> None:
    compared(graph, solution_of(*graph))


@settings(max_examples=100)
@given(graph=graphs(most=4, lines=6, open_ends=True))
def test_bands_whose_ends_are_open_or_closed_are_answered_alike(graph: Graph) -> None:
    compared(graph, solution_of(*graph))


@settings(max_examples=100)
@given(graph=graphs(most=3, lines=4, open_ends=True))
def test_unknown_is_what_some_worlds_block_and_others_do_not(graph: Graph) -> None:
    """Every combination of ends, values between them and unnamed owners is tried."""
    solution = solution_of(*graph)
    for (entity, regime), expected in every_world(*graph).items():
        assert solution.verdict(entity, regime).verdict == expected  # type: ignore[arg-type]


@settings(max_examples=100)
@given(graph=graphs(most=5, lines=8))
def test_files_are_answered_like_the_records_in_them(
    graph: Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("graph")
    compared(graph, solve_files(*files_of(folder, *graph[:2]), graph[2]).solution)


@settings(max_examples=150)
@given(graph=graphs(most=5))
def test_what_is_added_is_answered_as_if_it_had_been_there(graph: Graph) -> None:
    """The last listing, and the last line where its owner is named."""
    stakes, listings, day = graph
    assume(listings and stakes and stakes[-1].owner)
    solution = solution_of(stakes[:-1], listings[:-1], day)
    for regime in REGIMES:
        solution.verdict("A", regime)  # type: ignore[arg-type]
    solution.add_listed(listed(listings[-1]))
    solution.add_stake(stake(len(stakes) - 1, stakes[-1]))
    compared(graph, solution)


@settings(max_examples=150)
@given(graph=graphs(most=5, lines=8, early=True))
def test_the_older_rules_are_answered_alike(graph: Graph) -> None:
    """Before 13 August 2014 (us) and before 3 July 2024 (eu); the others had no such rule."""
    stakes, listings, day = graph
    solution = solution_of(stakes, listings, day)
    answers = solve(stakes, listings, day)
    for (entity, regime), answer in answers.items():
        if regime in ("us", "eu"):
            found = solution.verdict(entity, regime).verdict  # type: ignore[arg-type]
            assert found == answer.word, f"{entity} {regime}"


def large(seed: int, entities: int = 200) -> Graph:
    """A dense graph, full of cycles: about six stakes into each entity, a tenth of them listed."""
    dice = np.random.default_rng(seed)
    names = [f"E{number}" for number in range(entities)]
    sizes = [exact(each) for each in ("5", "10", "16.67", "25", "33", "51")]
    sizes += [band(each) for each in ("0-25", "20-30", "25-50", "50-75")]
    stakes = []
    for owned in names:
        for owner in dice.choice(names, size=dice.integers(1, 7), replace=False).tolist():
            kind = dice.choice(["shares", "votes", "board", "officer"], p=[0.8, 0.16, 0.01, 0.03])
            low, high, low_open = sizes[dice.integers(len(sizes))]
            if kind in ("board", "officer"):
                low = high = Fraction(100)
            label = "pact" if kind == "shares" and dice.random() < 0.1 else ""
            stakes.append(Holding(owner, owned, str(kind), low, high, low_open, joint=label))
    regimes = dice.choice(["", "", "us", "uk"], size=entities // 10)
    parties = dice.choice(names, size=entities // 10, replace=False)
    return stakes, [Listing(str(p), str(r)) for p, r in zip(parties, regimes, strict=True)], DAY


@pytest.mark.parametrize("seed", range(4))
def test_large_graphs_full_of_cycles_are_answered_alike(seed: int) -> None:
    graph = large(seed)
    words = {answer.word for answer in solve(*graph).values()}
    assert words >= {"blocked", "blocked-by-ownership", "unknown", "review", "no-match"}
    compared(graph, solution_of(*graph))


@pytest.mark.parametrize("regime", REGIMES)
def test_nothing_is_blocked_from_nothing(regime: str) -> None:
    """The same dense graphs, with nobody listed."""
    stakes, _, day = large(7)
    solution = solution_of(stakes, [Listing("nobody of these")], day)
    named = {holding.owned for holding in stakes}
    assert {solution.verdict(e, regime).verdict for e in named} == {"no-match"}  # type: ignore[arg-type]
