"""Korean names in the spellings of North and South."""

import pytest

from interdict.writing import hangul


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("김정은", "gim jeong eun"),
        ("김정은", "kim jong un"),
        ("리영길", "ri yong gil"),
        ("이명박", "lee myung bak"),
        ("최룡해", "choe ryong hae"),
        ("박근혜", "park keun hye"),
        ("김 정은", "kim jong un"),
        ("남궁민", "namgung min"),
    ],
)
def test_a_personal_name_is_spaced_by_syllable(name: str, wanted: str) -> None:
    assert wanted in hangul.readings(name.split())


def test_known_words_of_a_company_name_stay_whole() -> None:
    assert hangul.readings(["조선무역회사"])[0] == "joseon muyeok hoesa"


def test_an_imitated_foreign_word_loses_its_filler_vowels() -> None:
    assert "rosnept" in hangul.readings(["로스네프트"])
