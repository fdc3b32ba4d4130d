"""Single words weigh what the shipped counts say and relate as the shipped tables do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.matching import words


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
