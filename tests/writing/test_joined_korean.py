"""Korean given names written as one word, taken apart; other names left alone."""

import pytest

from interdict.writing.joined_korean import spaced


@pytest.mark.parametrize(
    ("written", "apart"),
    [
        ("kim yeojeong", "kim yeo jeong"),
        ("kim jongun", "kim jong un"),
        ("choe ryonghae", "choe ryong hae"),
        ("jaein moon", "jae in moon"),
    ],
)
def test_a_given_name_is_two_syllables(written: str, apart: str) -> None:
    assert spaced(written.split()) == apart


@pytest.mark.parametrize("written", ["kim kardashian", "lee harvey", "chang jones", "kim jong un"])
def test_a_name_with_other_sounds_stays(written: str) -> None:
    assert spaced(written.split()) == ""
