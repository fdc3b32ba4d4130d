"""Words that mix scripts."""

import pytest

from interdict.writing import homoglyphs


def test_one_cyrillic_letter_in_a_latin_word_is_latin() -> None:
    assert homoglyphs.repaired("RОSNEFT") == "ROSNEFT"


def test_one_latin_letter_in_a_cyrillic_word_is_cyrillic() -> None:
    assert homoglyphs.repaired("ЦАPЁВ") == "ЦАРЁВ"


@pytest.mark.parametrize("word", ["ROSNEFT", "РОСНЕФТЬ", "김", ""])
def test_a_word_of_one_script_is_left_alone(word: str) -> None:
    assert homoglyphs.repaired(word) == word


def test_only_a_word_of_look_alikes_has_a_latin_look() -> None:
    assert homoglyphs.latin_lookalike("ТЕХАСО") == "TEXACO"
    assert homoglyphs.latin_lookalike("РОСНЕФТЬ") is None
