"""Burmese names, syllable by syllable, as the people who bear them spell them in English."""

import pytest

from interdict.writing import burmese


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("မင်းအောင်လှိုင်", "min aung hlaing"),
        ("စိုးဝင်း", "soe win"),
        ("အောင်ဆန်းစုကြည်", "aung san su kyi"),
        ("သန်းရွှေ", "than shwe"),
        ("ခင်ညွန့်", "khin nyunt"),
        ("သိန်းစိန်", "thein sein"),
        ("မောင်မောင်ကျော်", "maung maung kyaw"),
    ],
)
def test_a_name_is_spelled_as_lists_print_it(native: str, latin: str) -> None:
    assert burmese.readings([native])[0] == latin


def test_the_letter_u_is_an_address_before_a_name_and_oo_inside_it() -> None:
    assert burmese.readings(["ဦးသန်းရွှေ"])[0].startswith("u ")
    assert burmese.readings(["မြထွန်းဦး"])[0].endswith(" oo")


def test_stacked_letters_and_light_syllables_hold_a_word_together() -> None:
    assert burmese.readings(["ကမ္ဘောဇဘဏ်"])[0] == "kanbawza bank"
    assert burmese.readings(["သဇင်"])[0] == "thazin"


def test_the_other_custom_is_the_second_reading() -> None:
    assert burmese.readings(["နေဝင်း"]) == ["nay win", "ne win"]
