"""Japanese names in kana and kanji, and what both scripts' writing says beyond their sound."""

from interdict.writing import japanese
from interdict.writing.syllabic import spelled_alike


def test_kana_are_read_without_marks_for_long_vowels() -> None:
    assert japanese.readings(["タロー"]) == ["taro"]
    assert japanese.readings(["こういち"])[0] == "koichi"


def test_a_foreign_word_in_kana_loses_the_vowels_kana_must_write() -> None:
    assert japanese.readings(["バラク", "オバマ"])[-1] == "barak obama"


def test_kanji_beside_kana_are_read_in_japanese() -> None:
    assert japanese.readings(["オウム真理教"])[0] == "omu shinrikyo"


def test_two_names_that_sound_alike_and_are_written_otherwise_are_not_alike() -> None:
    assert spelled_alike("高石早苗", "高市早苗") is False


def test_simplified_traditional_and_japanese_forms_are_one_character() -> None:
    assert spelled_alike("習近平", "习近平") is True
    assert spelled_alike("髙橋學", "高橋学") is True


def test_hiragana_are_katakana_and_the_norths_first_r_is_the_souths_none() -> None:
    assert spelled_alike("さなえ", "サナエ") is True
    assert spelled_alike("리설주", "이설주") is True


def test_writing_decides_nothing_between_scripts() -> None:
    assert spelled_alike("习近平", "Xi Jinping") is None
    assert spelled_alike("金正恩", "김정은") is None
