"""Single words of things' names mean what the shipped tables say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.matching import thing_words


@pytest.mark.parametrize(
    ("word", "digits"),
    [("7", "7"), ("007", "7"), ("0", "0"), ("000", "0"), ("seven", "7"), ("xiv", "14"),
     ("vtoroy", "2"), ("second", "2")],
)  # fmt: skip
def test_numbers_are_read_in_digits_words_and_roman_numerals(word: str, digits: str) -> None:
    assert thing_words.number(word) == digits


@pytest.mark.parametrize("word", ["rosneft", "", "7a", "mig29"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert thing_words.number(word) is None


def test_the_longest_legal_form_is_taken() -> None:
    spelled = "open joint stock company rosneft".split()
    assert thing_words.legal_form(spelled, 0)[0] == 4
    assert thing_words.legal_form(spelled, 4) == (0, "")


@given(st.lists(st.sampled_from(["open", "joint", "stock", "company", "volna", "ooo", "co"])))
def test_a_legal_form_never_reaches_beyond_the_name(spelled: list[str]) -> None:
    for start in range(len(spelled)):
        length, form = thing_words.legal_form(spelled, start)
        assert start + length <= len(spelled)
        assert bool(length) == bool(form)


def test_business_words_have_a_concept_and_a_weight_of_the_table() -> None:
    concept, weight = thing_words.business_word("trdg") or ("", 0.0)
    assert (concept, weight) == thing_words.business_word("trading")
    assert weight in thing_words.BUSINESS_WEIGHTS.values()
    assert thing_words.business_word("rosneft") is None


def test_places_mean_themselves_in_any_form() -> None:
    assert thing_words.place_word("moskovskiy") == thing_words.place_word("moscow") == "moscow"
    assert thing_words.place_word("rosneft") is None


@pytest.mark.parametrize(
    ("word", "digits"),
    [("21st", "21"), ("3rd", "3"), ("1yy", "1"), ("2nd", "2"), ("2eme", "2")],
)
def test_ordinals_in_digits_are_numbers(word: str, digits: str) -> None:
    assert thing_words.number(word) == digits


def test_a_number_in_two_words_is_one_number() -> None:
    assert thing_words.compound_number("twenty", "first") == "21"
    assert thing_words.compound_number("five", "first") is None
    assert thing_words.compound_number("twenty", "thirty") is None


@pytest.mark.parametrize(
    ("name", "words_taken"),
    [
        ("joynt stock company volna", 3),
        ("joint stock compan", 3),
        ("obshchestvo s ogranichennoi otvestvennostyu volna", 4),
        ("aktsionernoye obschestvo volna", 2),
        ("aktiengeselschaft", 1),
    ],
)
def test_a_legal_form_is_known_with_a_slip_or_another_ending(name: str, words_taken: int) -> None:
    assert thing_words.legal_form(name.split(), 0)[0] == words_taken


@pytest.mark.parametrize("name", ["joy stock company", "point stack market", "carter llc"])
def test_likely_words_of_other_names_begin_no_legal_form(name: str) -> None:
    assert thing_words.legal_form(name.split(), 0) == (0, "")


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("mashinostroitelnoye", "machine"),
        ("proizvodstvennoye", "industries"),
        ("managment", "management"),
    ],
)
def test_other_forms_and_misspellings_of_a_generic_word_are_known(word: str, concept: str) -> None:
    assert (thing_words.business_word(word) or ("",))[0] == concept


@pytest.mark.parametrize("word", ["alexandr", "shopping", "ivanov", "rosneft"])
def test_names_that_look_like_a_table_word_stay_names(word: str) -> None:
    assert thing_words.business_word(word) is None
    assert thing_words.place_word(word) is None


def test_several_words_may_stand_for_one_place() -> None:
    found = thing_words.phrase("bank hong kong".split(), 1)
    assert found is not None
    assert (found.length, found.role, found.meaning) == (2, "place", "hong kong")
    assert found.meaning == thing_words.place_word("hongkong")
