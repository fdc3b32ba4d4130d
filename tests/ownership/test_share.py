"""Shares: one exact number, or a band whose ends count or do not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import UsageError
from interdict.ownership.share import MAYBE_NOTHING, UNKNOWN, Share, band, exact, parse, percent


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("50", "50"), ("49.99", "49.99"), (" 50 ", "50"), ("50%", "50"), ("50 %", "50"),
        ("50\u00a0%", "50"), ("50\u202f%", "50"), ("100.000", "100"), ("0", "0"), ("050", "50"),
        ("33.3333333333333333333333", "33.3333333333333333333333"),
    ],
)  # fmt: skip
def test_a_percentage_is_read_exactly(typed: str, number: str) -> None:
    assert parse(typed) == exact(Fraction(number))


@pytest.mark.parametrize("typed", ["25-50", "25 - 50", "25–50", "25 %-50 %", "25.0-50.00%"])
def test_a_band_is_above_its_first_number_and_up_to_its_second(typed: str) -> None:
    assert parse(typed) == Share(Fraction(25), Fraction(50), low_open=True)


def test_a_band_of_one_number_is_that_number() -> None:
    assert parse("50-50") == exact(50)


@pytest.mark.parametrize("typed", ["", "  ", "\t"])
def test_nothing_typed_is_a_share_of_unknown_size(typed: str) -> None:
    assert parse(typed) == UNKNOWN


@pytest.mark.parametrize(
    "typed",
    [
        "120", "100.001", "-5", "50,1", "half", "1e2", "٥٠", ">50", "<25", "50-25", "25-50-75",
        "1/3", "50.", ".5", "+50", "- 50", "50 % %", "NaN", "inf", "n/a", "25 to 50", "5 0",
        "0." + "3" * 61, "9" * 400, "50-120",
    ],
)  # fmt: skip
def test_what_is_no_percentage_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        parse(typed)


def test_a_decimal_comma_is_told_apart_because_it_may_be_two_numbers() -> None:
    with pytest.raises(UsageError, match="write a decimal point"):
        parse("50,1")


def test_a_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(UsageError) as refused:
        parse("5" * 10_000)
    assert len(str(refused.value)) < 200


def test_unknown_is_above_nothing_and_doubt_may_be_nothing() -> None:
    assert (UNKNOWN.low_open, MAYBE_NOTHING.low_open) == (True, False)
    assert (MAYBE_NOTHING.low, MAYBE_NOTHING.high) == (UNKNOWN.low, UNKNOWN.high) == (0, 100)


@pytest.mark.parametrize("outside", [-1, Fraction(-1, 1000), Fraction(100_001, 1000), 101])
def test_no_share_is_below_nothing_or_above_all(outside: Fraction) -> None:
    with pytest.raises(UsageError, match="is no share"):
        exact(outside)


def test_an_empty_band_is_refused() -> None:
    with pytest.raises(UsageError, match="no share is above 50 and up to 50 %"):
        band(50, 50, low_open=True)
    with pytest.raises(UsageError, match="the smaller first"):
        band(60, 50)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (exact(Fraction("49.990")), "49.99 %"),
        (parse("25-50"), "above 25 to 50 %"),
        (band(50, 75, high_open=True), "50 to below 75 %"),
        (band(0, 10), "0 to 10 %"),
        (UNKNOWN, "an unknown share"),
        (exact(Fraction(100, 3)), "100/3 %"),
    ],
)
def test_a_share_is_shown_with_the_ends_that_count(share: Share, shown: str) -> None:
    assert str(share) == shown


@given(st.decimals(min_value=0, max_value=100, places=12))
def test_a_decimal_is_shown_as_the_number_it_is(typed: object) -> None:
    number = Fraction(str(typed))
    shown = percent(number)
    assert Fraction(shown) == number
    assert shown == "0" or not shown.endswith(".")
    assert parse(shown) == exact(number)


@given(st.fractions(min_value=-100, max_value=100, max_denominator=1000))
def test_a_number_without_a_decimal_form_is_shown_as_a_fraction(number: Fraction) -> None:
    assert Fraction(percent(number)) == number
