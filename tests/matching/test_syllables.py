"""Chinese and Korean syllables are told from words that only are as short."""

import pytest

from interdict.matching.syllables import is_syllabic, is_syllable


@pytest.mark.parametrize("word", ["wang", "zhang", "xi", "chol", "kim", "jong", "hsieh", "guang"])
def test_a_romanised_syllable_is_one(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["blair", "cook", "mark", "luis", "yomg", "petrov", "", "7"])
def test_other_short_words_are_none(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize("name", ["xi jinping", "kim jong un", "wang xiaoming", "li na"])
def test_a_name_of_syllables_with_a_family_name_is_syllabic(name: str) -> None:
    assert is_syllabic(name.split())


@pytest.mark.parametrize("name", ["kim", "anna maria", "john lee", "ali reza", "ha ha ha ha ha"])
def test_names_without_a_family_name_or_with_other_words_are_not(name: str) -> None:
    assert not is_syllabic(name.split())
