"""Single words mean what the shipped tables say, and weigh what the shipped counts say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.matching import words


@pytest.mark.parametrize(
    ("word", "digits"),
    [("7", "7"), ("007", "7"), ("0", "0"), ("000", "0"), ("seven", "7"), ("xiv", "14"),
     ("vtoroy", "2"), ("second", "2")],
)  # fmt: skip
def test_numbers_are_read_in_digits_words_and_roman_numerals(word: str, digits: str) -> None:
    assert words.number(word) == digits


@pytest.mark.parametrize("word", ["rosneft", "", "7a", "mig29"])
def test_other_words_are_no_numbers(word: str) -> None:
    assert words.number(word) is None


def test_the_longest_legal_form_is_taken() -> None:
    spelled = "open joint stock company rosneft".split()
    assert words.legal_form(spelled, 0)[0] == 4
    assert words.legal_form(spelled, 4) == (0, "")


@given(st.lists(st.sampled_from(["open", "joint", "stock", "company", "volna", "ooo", "co"])))
def test_a_legal_form_never_reaches_beyond_the_name(spelled: list[str]) -> None:
    for start in range(len(spelled)):
        length, form = words.legal_form(spelled, start)
        assert start + length <= len(spelled)
        assert bool(length) == bool(form)


def test_business_words_have_a_concept_and_a_weight_of_the_table() -> None:
    concept, weight = words.business_word("trdg") or ("", 0.0)
    assert (concept, weight) == words.business_word("trading")
    assert weight in words.BUSINESS_WEIGHTS.values()
    assert words.business_word("rosneft") is None


def test_places_mean_themselves_in_any_form() -> None:
    assert words.place_word("moskovskiy") == words.place_word("moscow") == "moscow"
    assert words.place_word("rosneft") is None


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [("yusuf", "youssef", "spelling"), ("joseph", "yusuf", "equivalent"),
     ("sasha", "alexander", "nickname")],
)  # fmt: skip
def test_given_names_are_related_as_the_table_says(one: str, other: str, relation: str) -> None:
    shared = set(words.name_groups(one)) & set(words.name_groups(other))
    assert relation in {words.relation_of(group) for group in shared}


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [("hussein", "xuseen", "spelling"), ("abdulrahman", "cabdiraxmaan", "spelling"),
     ("geun", "kun", "spelling"), ("moon", "mun", "spelling"), ("wong", "huang", "spelling"),
     ("vladimirovich", "volodymyrovych", "spelling"), ("grigorievich", "hryhorovych", "spelling"),
     ("nikolaevna", "mykolaivna", "spelling"), ("bibi", "benjamin", "nickname"),
     ("lasse", "lars", "nickname"), ("sasha", "aleksandr", "nickname")],
)  # fmt: skip
def test_one_name_in_two_customs_is_one_group(one: str, other: str, relation: str) -> None:
    shared = set(words.name_groups(one)) & set(words.name_groups(other))
    assert relation in {words.relation_of(group) for group in shared}


@pytest.mark.parametrize(
    ("one", "other"),
    [("james", "jaime"), ("jacques", "jaime"), ("carlos", "karl"), ("john", "juan"),
     ("aleksandr", "aleksandra"), ("michel", "michelle"), ("mario", "maria"),
     ("khalid", "walid"), ("kirsten", "kristin"), ("vladimirovich", "vladislavovich"),
     ("mikhailovich", "nikolaevich"), ("ivanovich", "ivanovna")],
)  # fmt: skip
def test_names_of_two_persons_share_no_group(one: str, other: str) -> None:
    assert not set(words.name_groups(one)) & set(words.name_groups(other))


def test_unknown_names_belong_to_no_group() -> None:
    assert words.name_groups("qashqavi") == ()


@pytest.mark.parametrize("word", ["ivanovich", "petrovna", "ilyich", "aliyevich", "mamedogly"])
def test_patronymics_end_like_patronymics(word: str) -> None:
    assert words.is_patronymic(word)


@pytest.mark.parametrize("word", ["ovich", "novak", "evna", "rosneft"])
def test_other_words_are_no_patronymics(word: str) -> None:
    assert not words.is_patronymic(word)


@given(st.sampled_from(["mohammed", "ivan", "bank", "company", "kim"]) | st.text(max_size=8))
def test_rarity_lies_between_a_half_and_one(word: str) -> None:
    assert 0.5 <= words.rarity(word) <= 1.0


def test_rare_words_weigh_more_and_unknown_ones_most() -> None:
    assert words.rarity("mohammed") < words.rarity("yusuf") <= words.rarity("qashqavi") == 1.0
