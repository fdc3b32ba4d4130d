"""A long word of a table is known by a likely slip of the pen, and by no other likeness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.matching.misspellings import Misspellings

WORDS = frozenset("limited shipping carrier company trading electro hangyun corporation".split())
WORDS |= {"aktiengesellschaft"}
TABLE = Misspellings(WORDS)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("aktiengeselschaft", "aktiengesellschaft"),
        ("corportation", "corporation"),
        ("corparation", "corporation"),
        ("tradng", "trading"),
        ("limted", "limited"),
        ("limtied", "limited"),
        ("compan", "company"),
    ],
)
def test_a_slip_of_the_pen_is_understood(slip: str, meant: str) -> None:
    assert TABLE.of(slip) == {meant}


@pytest.mark.parametrize(
    "word",
    ["cartier", "carter", "shopping", "electron", "hangyuan", "compa", "rosneft", "", "imited"],
)
def test_another_word_stays_another_word(word: str) -> None:
    assert TABLE.of(word) == set()


@given(st.text(max_size=12))
def test_whatever_is_written_means_words_of_the_table_only(word: str) -> None:
    assert TABLE.of(word) <= WORDS


def test_inside_a_long_phrase_any_slip_of_a_shorter_word_will_do() -> None:
    assert Misspellings(["joint"], 5).of("joynt", lax=True) == {"joint"}
    assert Misspellings(["joint"], 5).of("joynt") == set()
