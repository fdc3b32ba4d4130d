"""Generic words of other scripts are put into English; names keep their own letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.matching.matcher import compare
from interdict.matching.native_words import in_english


@pytest.mark.parametrize(
    ("native", "english"),
    [
        ("المصرف التجاري السوري", "bank commercial syria"),
        ("שירותי בנק", "services bank"),
        ("وزارة الدفاع", "ministry defence"),
        ("وزارت دفاع جمهوری اسلامی ایران", "ministry defence islamic republic of iran"),
        ("للاستثمار", "investment"),
        ("Εθνική Τράπεζα", "national bank"),
        ("भारतीय बैंक", "india bank"),
    ],
)
def test_generic_words_are_put_into_english(native: str, english: str) -> None:
    assert in_english(native) == english


@pytest.mark.parametrize(
    "name", ["", "Bank Melli", "Роснефть", "中国银行", "شهيد", "لولا", "רוסנפט"]
)
def test_other_names_stay_as_they_are(name: str) -> None:
    assert in_english(name) == name


def test_words_written_together_are_set_apart() -> None:
    assert in_english("ธนาคารกรุงไทย").split() == ["bank", "กรุงไทย"]


@pytest.mark.parametrize("name", ["تجارة", "تجاره", "التِّجارة", "والتجارة"])
def test_one_word_is_known_in_all_its_spellings(name: str) -> None:
    assert in_english(name) == "trading"


@given(st.text(st.sampled_from('البنك شركة בנקה ธนาคาร Τράπεζα ab \u200c\u064b"-'), max_size=25))
def test_any_text_is_read(name: str) -> None:
    assert in_english(in_english(name)) == in_english(name)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Commercial Bank of Syria", "المصرف التجاري السوري"),
        ("Ministry of Defence of Iran", "وزارت دفاع ایران"),
        ("National Bank of Greece", "Εθνική Τράπεζα της Ελλάδος"),
        ("State Bank of India", "भारतीय स्टेट बैंक"),
    ],
)
def test_a_name_of_generic_words_matches_across_scripts(asked: str, listed: str) -> None:
    assert compare(asked, listed, "organization").score > 0.7
