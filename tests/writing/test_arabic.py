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
