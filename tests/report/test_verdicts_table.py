"""Ownership verdicts as lines of a table."""

from fractions import Fraction

from interdict.ownership.solution import OwnershipVerdict
from interdict.report.verdicts_table import HEADER, line


def test_the_header_is_the_contract() -> None:
    assert HEADER == ("party", "regime", "verdict", "share_low", "share_high", "because")


def test_shares_are_exact_decimals() -> None:
    verdict = OwnershipVerdict(
        entity="Volna", regime="us", verdict="unknown", share_low=Fraction("33.30"),
        share_high=Fraction(100, 3), because=("Orlov 33.3 %", "one value would block"),
    )  # fmt: skip
    assert line(verdict) == (
        "Volna", "us", "unknown", "33.3", "100/3", "Orlov 33.3 %; one value would block",
    )  # fmt: skip


def test_who_is_listed_is_held_to_nothing() -> None:
    verdict = OwnershipVerdict(entity="Orlov", regime="uk", verdict="blocked")
    assert line(verdict) == ("Orlov", "uk", "blocked", "0", "0", "")
