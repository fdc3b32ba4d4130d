"""Folding and reading names, as the matcher and the lists rely on it."""

import random
import re
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interdict import text
from name_lists import invented_people

NAME_LETTERS = st.text(
    alphabet=st.sampled_from(
        "abcRОSNEFТéüßøłđžşа́яьъїґ김정은習近平محمدעבΩµ.&'’\"-/ \t\n\u200b\u202e0123$@"
    ),
    max_size=40,
)
ANY_TEXT = st.one_of(st.text(max_size=60), NAME_LETTERS)


@given(ANY_TEXT)
def test_fold_leaves_latin_letters_digits_and_single_spaces(name: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", text.fold(name))


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(name: str) -> None:
    once = text.fold(name)
    assert text.fold(once) == once


@given(ANY_TEXT)
def test_the_first_reading_is_the_folded_name(name: str) -> None:
    found = text.readings(name)
    assert found[0] == text.fold(name)
    assert len(found) <= text.MAXIMUM_READINGS
    assert len(set(found)) == len(found)


@given(ANY_TEXT)
def test_every_reading_is_folded(name: str) -> None:
    assert all(text.fold(reading) == reading for reading in text.readings(name))


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=60))
def test_a_folded_name_is_words_with_single_spaces(name: str) -> None:
    folded = text.fold(name)
    assert " ".join(folded.split()) == folded


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("O'Neil & Co., L.L.C.", "oneil and co llc"),
        ("Sp. z o.o.", "sp z oo"),
        ("S.A. de C.V.", "sa de cv"),
        ("U.S.S.R.", "ussr"),
        ("Т.О.В. Ромашка", "tov romashka"),
        ("Qur’an", "quran"),
        ("Al-Qāʿida", "al qaida"),
        ('Ob"yedineniye', "obyedineniye"),
        ('OOO "ROSNEFT"', "ooo rosneft"),
        ("Weiß", "weiss"),
        ("Łódź", "lodz"),
        ("Øresund", "oresund"),
        ("İstanbul Işık", "istanbul isik"),
        ("Əliyev", "aliyev"),
        ("Ｒｏｓｎｅｆｔ", "rosneft"),
        ("ﬁnance Ⅻ №5", "finance xii no 5"),
        ("R\u200bOS\u200dNEFT\ufeff", "rosneft"),
        ("ʀᴏsɴᴇғᴛ", "rosneft"),
        ("🅡🅞🅢 😀", "ros"),
        ("H₂O", "h2o"),
        ("Рос'нефть", "rosneft"),
    ],
)
def test_fold_gives_the_plain_spelling(name: str, folded: str) -> None:
    assert text.fold(name) == folded


@pytest.mark.parametrize("name", ["RОSNEFT", "ROSNЕFТ", "RΟSNEFΤ", "ROSNEFТЬ"])
def test_a_word_with_foreign_look_alikes_is_read_in_one_script(name: str) -> None:
    assert text.fold(name) == "rosneft"


def test_a_latin_i_in_a_cyrillic_word_is_cyrillic() -> None:
    assert text.fold("Вiктар") == text.fold("Віктар")


def test_a_wholly_cyrillic_look_alike_beside_latin_is_also_read_by_its_looks() -> None:
    assert "texaco company" in text.readings("ТЕХАСО Company")


@pytest.mark.parametrize(
    "name",
    [
        "R O S N E F T",
        "R-O-S-N-E-F-T",
        "R.O.S.N.E.F.T.",
        "R_O_S_N_E_F_T",
        "R0SNEFT",
        "RO$NEFT",
        "ROSN\r\nEFT",
        "\u202eTFENSOR\u202c",
        "Роснефть",
        "Rósnèft",
        "Ｒ０ＳＮＥＦＴ",
    ],
)
def test_an_obfuscated_name_has_its_plain_reading(name: str) -> None:
    assert "rosneft" in text.readings(name)


def test_spaced_out_words_keep_their_wider_gap() -> None:
    assert "rosneft oil" in text.readings("R O S N E F T  O I L")


@pytest.mark.parametrize(
    "name", ["ROSNEFT TRADING SA", "MIG29", "X5 Retail 747", "1st Bank", "3M Company", "MV OCEAN 3"]
)
def test_an_ordinary_name_has_one_reading(name: str) -> None:
    assert len(text.readings(name)) == 1


def test_umlauts_are_also_read_as_two_letters() -> None:
    assert text.readings("Müller") == ("muller", "mueller")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("김정은", "kim jong un"),
        ("习近平", "xi jinping"),
        ("محمد عبد الرحمن", "mohammed abdul rahman"),
        ("משה כהן", "moshe cohen"),
        ("Евгений Пригожин", "yevgeniy prigozhin"),
        ("Γιώργος Παπαδόπουλος", "giorgos papadopoulos"),
        ("გიორგი", "giorgi"),
        ("Սարգսյան", "sargsyan"),
    ],
)
def test_a_native_name_has_the_spelling_of_the_lists(name: str, wanted: str) -> None:
    assert wanted in text.readings(name)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Rosneft", "Latn"),
        ("Роснефть", "Cyrl"),
        ("محمد", "Arab"),
        ("משה", "Hebr"),
        ("김정은", "Hang"),
        ("习近平", "Hani"),
        ("株式会社たなか", "Jpan"),
        ("ΑΕ", "Grek"),
        ("Սարգսյան", "Armn"),
        ("გიორგი", "Geor"),
        ("मोदी", "Deva"),
        ("ไทย", "Thai"),
        ("မင်း", "Mymr"),
        ("123 !", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_script_is_that_of_most_letters(name: str, code: str) -> None:
    assert text.script(name) == code


@pytest.mark.parametrize("name", ["", " ", "!!!", "😀😀", "\u202e\u200b", "'"])
def test_a_name_of_signs_only_has_no_letters(name: str) -> None:
    assert not text.has_letters(name)


def test_a_digit_is_enough_to_have_letters() -> None:
    assert text.has_letters("7")


def test_a_stress_mark_does_not_break_a_cyrillic_word() -> None:
    assert text.fold("Алекса\u0301ндр Ива\u0301нов") == "aleksandr ivanov"


def test_a_non_joiner_separates_arabic_words() -> None:
    assert text.fold("احمدی\u200cنژاد") == "ahmadi nejad"


# -- word by word or whole -----------------------------------------------------------------

SHARED_WORDS = (
    "Soňa Kolář Müller Ødegård José Smith ﬁn ŁÓDŹ علی حسین عبد الله عبدالرحمن دین محمد ال الدين "
    "कीर्ति राम สมชาย ใจดี Владимир ТЕХАСО RОSNEFT Ελένη משה כהן 王 秀英 김 정은 ナオミ Նարեկ "
    "x é 7 № ㈜"
).split()


def read_whole(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Readings of names none of whose words is read alone."""
    with mock.patch.object(text, "_word_by_word", return_value=()):
        return [text.readings(name) for name in names]


@settings(deadline=None)
@given(st.lists(st.sampled_from(SHARED_WORDS), min_size=1, max_size=5).map(" ".join))
@example("علی عبد الله")
@example("محمد الدين")
@example("Soňa\nKolář")
@example("Soňa\u00a0 Kolář  ")
def test_a_name_is_read_alike_word_by_word_and_as_a_whole(name: str) -> None:
    assert [text.readings(name)] == read_whole([name])


@given(ANY_TEXT)
def test_any_text_is_read_alike_word_by_word_and_as_a_whole(name: str) -> None:
    assert [text.readings(name)] == read_whole([name])


def test_real_names_are_read_alike_word_by_word_and_as_a_whole(shared_data: Path) -> None:
    names = random.Random(5).sample(invented_people(shared_data), 4000)  # noqa: S311
    assert list(map(text.readings, names)) == read_whole(names)
