"""How near somebody stands to a line is told exactly, with both ends of what is known."""

from fractions import Fraction

import pytest

from interdict.ownership.closure import AT_LEAST_HALF, MORE_THAN_HALF, Line
from interdict.ownership.nearness import coverage, distance
from interdict.ownership.share import parse


@pytest.mark.parametrize(
    ("held", "line", "expected"),
    [
        ("49.99", AT_LEAST_HALF,
         "49.99 % held by blocked owners; 0.01 % from the line (50 % or more)"),
        ("50", AT_LEAST_HALF,
         "50 % held by blocked owners; exactly on the line, which counts (50 % or more)"),
        ("50", MORE_THAN_HALF,
         "50 % held by blocked owners; exactly on the line, which must be passed (more than 50 %)"),
        ("54.17", AT_LEAST_HALF,
         "54.17 % held by blocked owners; 4.17 % over the line (50 % or more)"),
        ("25-50", AT_LEAST_HALF,
         "above 25 to 50 % held by blocked owners; at the least 25 % from the line, at the most "
         "exactly on the line, which counts (50 % or more)"),
        ("50-75", MORE_THAN_HALF,
         "above 50 to 75 % held by blocked owners; at the least just over the line, at the most "
         "25 % over the line (more than 50 %)"),
    ],
)  # fmt: skip
def test_the_distance_is_exact_and_says_what_the_line_is(
    held: str, line: Line, expected: str
) -> None:
    assert distance(parse(held), line) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (60, "owners are stated for 60 % of the shares; who holds the rest is not known"),
        (100, "owners are stated for all of the shares"),
        (0, "no owner of a share is stated; who holds the shares is not known"),
        (130, "the statements add up to 130 % of the shares: at least one of them is wrong or "
              "out of date"),
    ],
)  # fmt: skip
def test_what_nobody_states_is_told_beside_what_is_stated(stated: int, expected: str) -> None:
    assert coverage(Fraction(stated)) == expected
