"""Integrated ownership: every path multiplied out, beside a verdict and never instead of it."""

import pytest

from interdict.ownership.graph import Ends
from interdict.ownership.integrated import look_through

from .stake_lines import graph, solved

RULES_EXAMPLE = ("P,A,60", "A,B,80", "B,A,30", "A,T,30", "B,T,50")
"""Of the project's rules: products along paths give 42 %, the circle 55.3 %, the rule 80 %."""


def held(lines: tuple[str, ...], owner: str, owned: str, ends: Ends = "low") -> float | None:
    found = graph(*lines)
    shares = look_through(found, found.table.codes[owned], ends)
    return None if shares is None else shares.get(found.table.codes[owner], 0.0)


def test_a_circle_between_two_owners_is_counted_to_its_end() -> None:
    assert held(RULES_EXAMPLE, "P", "T") == pytest.approx(55.263, abs=0.001)


def test_the_rule_blocks_at_what_the_number_does_not_show() -> None:
    verdict = solved(*RULES_EXAMPLE, blocked=["P"]).verdict("T", "us")
    assert (verdict.verdict, verdict.share_low) == ("blocked-by-ownership", 80)


def test_a_chain_is_multiplied() -> None:
    assert held(("X,A,51", "A,B,51"), "X", "B") == pytest.approx(26.01)


def test_paths_are_added_up() -> None:
    assert held(("X,C,40", "X,A,40", "A,C,30"), "X", "C") == pytest.approx(52)


def test_a_band_is_counted_at_the_end_asked_for() -> None:
    lines = ("X,A,25-50", "A,B,100")
    assert held(lines, "X", "B", "low") == pytest.approx(25, abs=0.1)
    assert held(lines, "X", "B", "high") == pytest.approx(50, abs=0.1)


def test_votes_and_links_are_no_part_of_it() -> None:
    assert held(("X,A,60,votes", "X,A,,board", "Y,A,10"), "X", "A") == 0


def test_who_is_above_is_not_asked_about_who_is_below() -> None:
    assert held(("X,A,60", "A,B,60"), "B", "A") == 0


@pytest.mark.parametrize(
    "lines", [("A,B,100", "B,A,100", "X,A,10"), ("A,B,100", "B,A,100", "A,A,50")]
)
def test_a_circle_that_holds_all_of_itself_has_no_number(lines: tuple[str, ...]) -> None:
    assert held(lines, "A", "B") is None


def test_a_circle_that_nearly_feeds_itself_ends() -> None:
    assert held(("X,A,1", "A,B,99", "B,A,99"), "X", "A") == pytest.approx(50.25, abs=0.01)


def test_a_thousand_long_chain_is_walked() -> None:
    lines = tuple(f"Firm {n},Firm {n + 1},100" for n in range(1_000))
    assert held(lines, "Firm 0", "Firm 1000") == pytest.approx(100)
