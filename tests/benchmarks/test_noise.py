"""Noise does to a name what it is called, and nothing else."""

import random

import pytest

from benchmarks import noise


def made(maker: noise.Maker, name: str, times: int = 40) -> set[str | None]:
    """What a maker makes of a name, thrown often enough to see all of it."""
    return {maker(name, random.Random(seed)) for seed in range(times)}


EVERY = sorted({maker for makers in noise.MAKERS.values() for maker in makers}, key=noise.label)


@pytest.mark.parametrize("maker", EVERY, ids=noise.label)
def test_the_same_die_makes_the_same_noise(maker: noise.Maker) -> None:
    name = "Anna Maria SHIPPING Example LLC"
    assert maker(name, random.Random(7)) == maker(name, random.Random(7))


def test_a_typo_changes_one_letter_and_keeps_capitals() -> None:
    for typed in made(noise.typo, "ANNA"):
        assert typed is not None and typed.isupper()
        assert sum(a != b for a, b in zip(typed, "ANNA", strict=True)) == 1


def test_a_dropped_vowel_stood_within_a_word() -> None:
    assert made(noise.dropped_vowel, "Anna Mori") == {"Anna Mri"}


def test_swapped_letters_are_neighbours() -> None:
    assert made(noise.swapped_letters, "Abc") == {"Bac", "Acb"}


def test_a_roman_numeral_is_left_alone() -> None:
    assert made(noise.dropped_vowel, "III") == {None}
    assert all(str(ship).endswith(" XIV") for ship in made(noise.typo, "STAR XIV"))


def test_a_digit_looks_like_the_letter_it_replaces() -> None:
    assert made(noise.ocr_digit, "Sol") == {"5ol", "S0l", "So1"}


def test_a_transliteration_goes_both_ways() -> None:
    assert made(noise.transliteration_variant, "Khan") == {"Han"}
    assert made(noise.transliteration_variant, "Iulia") == {"Yulia", "Iulya"}


def test_words_are_left_out_moved_and_shortened() -> None:
    assert made(noise.missing_middle_name, "Anna Maria Example") == {"Anna Example"}
    assert made(noise.other_order, "Anna Maria EXAMPLE") == {"EXAMPLE Anna Maria"}
    assert made(noise.given_initial, "Anna Maria Example") == {"A. Maria Example"}
    assert made(noise.middle_initial, "Anna Maria Example") == {"Anna M. Example"}
    assert made(noise.joined_words, "Sea Star 2") == {"SeaStar 2"}


def test_a_name_of_two_words_has_no_middle() -> None:
    assert made(noise.missing_middle_name, "Anna Example") == {None}
    assert made(noise.given_initial, "Anna Example") == {None}


def test_a_legal_form_is_dropped_or_exchanged_within_its_kind() -> None:
    assert made(noise.legal_form_dropped, "Example Steel, Ltd.") == {"Example Steel"}
    changed = made(noise.legal_form_changed, "Example Steel LLC")
    assert "Example Steel GMBH" in changed and "Example Steel LLC" not in changed


def test_a_form_that_an_adjective_changes_is_left_alone() -> None:
    assert made(noise.legal_form_dropped, "Example CLOSED JOINT STOCK COMPANY") == {None}


def test_a_word_of_business_is_abbreviated() -> None:
    assert made(noise.abbreviation, "Example Trading") == {"Example Trdg"}
    assert made(noise.abbreviation, "Example") == {None}


def test_a_listed_name_is_copied_in_the_order_customers_are_recorded_in() -> None:
    assert noise.natural("EXAMPLE, Anna Maria") == "Anna Maria EXAMPLE"
    assert noise.natural("Example Steel") == "Example Steel"
