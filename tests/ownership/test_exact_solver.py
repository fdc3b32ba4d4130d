"""The solver that judges the product's: it agrees with the worked cases, and with every world."""

import pytest
from exact_court import REGIMES, Holding, Listing
from exact_solver import in_force, solve
from exact_worlds import every_world
from hypothesis import assume, given, settings
from random_graphs import Day, graphs
from worked_cases import Case, read_cases


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: case.number)
def test_the_exact_solver_gives_what_the_case_says(case: Case) -> None:
    answers = solve(case.holdings, case.listings, case.day)
    for regime in REGIMES:
        answer, expected = answers[case.asked, regime], case.expected(regime)
        assert expected in (answer.word, "not asked"), f"{case.number} {regime}: {answer}"
        held = case.held_under(regime)
        assert held in (None, (answer.low, answer.high)), f"{case.number} {regime}: {answer}"


SMALL = graphs(most=4, lines=6, open_ends=True) | graphs(most=3, lines=4, early=True)


@settings(max_examples=200)
@given(graph=SMALL)
def test_the_two_extreme_worlds_say_what_all_worlds_say(
    graph: tuple[list[Holding], list[Listing], Day],
) -> None:
    """``unknown`` exactly where some value inside the bands would block and another would not."""
    stakes, listed, day = graph
    held = in_force(stakes, day)
    assume(sum(h.low < h.high for h in held) + 2 * sum("?" in h.owner for h in held) <= 5)
    answers = solve(stakes, listed, day)
    assert {key: answer.word for key, answer in answers.items()} == every_world(stakes, listed, day)
