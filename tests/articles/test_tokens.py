"""Words of a text, their places and their keys."""

from hypothesis import given
from hypothesis import strategies as st

from interdict.articles.tokens import keys, tokens


def test_a_possessive_is_no_part_of_the_word() -> None:
    (word, _) = tokens("Rosneft’s output")
    assert (word.key, word.end, word.whole) == ("rosneft", 7, 9)


def test_initials_with_dots_are_one_word() -> None:
    assert keys("S.A. Lukoil") == ("sa", "lukoil")


def test_a_hyphen_parts_words_and_says_so() -> None:
    assert [word.joint for word in tokens("Kim Jong-un Ros-\nneft")] == [
        "start", "blank", "hyphen", "blank", "broken",
    ]  # fmt: skip


def test_an_address_has_no_words() -> None:
    assert keys("press@rosneft.ru and www.lukoil.com/news") == ("and",)


def test_a_script_without_blanks_is_cut_into_characters() -> None:
    assert keys("김정은은") == ("김", "정", "은", "은")


@given(st.text())
def test_words_stand_in_order_and_do_not_overlap(text: str) -> None:
    ends = 0
    for word in tokens(text):
        assert ends <= word.start < word.end <= word.whole <= len(text)
        ends = word.whole


def test_a_long_text_without_blanks_is_read() -> None:
    assert len(tokens("a." * 100_000)) > 0
    assert len(tokens("a-" * 100_000)) == 100_000
