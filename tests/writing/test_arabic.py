"""Arabic-script names: the table, the compounds, and the vowels that are not written."""

import pytest

from interdict.writing import arabic


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("محمد", "mohammed"),
        ("عبد الله", "abdullah"),
        ("عبدالله", "abdullah"),
        ("عبد الرحمن", "abdul rahman"),
        ("عبد الرحمن", "abd al rahman"),
        ("أسامة بن لادن", "osama bin laden"),
        ("حسین", "hossein"),
        ("حبیب الله", "habibullah"),
        ("شمس الدين", "shamsuddin"),
        ("القحطاني", "al qahtani"),
        ("علیرضا", "alireza"),
    ],
)
def test_a_name_has_the_reading_in_use(name: str, wanted: str) -> None:
    assert wanted in arabic.readings(name.split())


def test_letters_of_one_sound_are_unified() -> None:
    assert arabic.unified("کریمی") == arabic.unified("كريمي")


def test_a_word_outside_the_table_gets_its_short_vowels_by_pattern() -> None:
    assert arabic.readings(["فالح"])[0] == "falih"


@pytest.mark.parametrize(
    ("native", "latin"),
    [("مصدق", "musaddiq"), ("الحبيشي", "al hubayshi"), ("الدويك", "al duwaik"),
     ("جوهر", "jawhar"), ("ايهم", "ayham"), ("محمدیان", "mohammedian")],
)  # fmt: skip
def test_a_word_outside_the_table_is_read_by_its_shape(native: str, latin: str) -> None:
    assert arabic.readings([native])[0] == latin


def test_the_faith_and_god_close_a_name_in_one_word() -> None:
    assert arabic.readings(["شهاب", "الدين"])[0] == "shahabuddin"
    assert arabic.readings(["سيف", "الله"])[0] == "saifullah"
