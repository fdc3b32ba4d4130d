"""Which countries make a registration number unique."""

import pytest

from interdict.ownership.registers import issuer


@pytest.mark.parametrize(("country", "expected"), [("gb", "gb"), ("lu", "lu"), ("", "")])
def test_a_country_with_one_register_makes_its_numbers_unique(country: str, expected: str) -> None:
    assert issuer(country) == expected


@pytest.mark.parametrize("country", ["de", "us", "it"])
def test_a_country_whose_courts_or_states_count_apart_does_not(country: str) -> None:
    assert issuer(country) == ""
