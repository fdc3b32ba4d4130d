"""Latin names of other systems: one more reading where a name needs it, and none else."""

import pytest

from interdict.writing.respelled import respelled


@pytest.mark.parametrize(
    "written",
    ["abd al rahman", "abdur rahman", "abdurrahman", "abdelrahman", "abdulrahman", "abdirahman"],
)
def test_a_servant_of_god_is_two_words_however_the_article_is_written(written: str) -> None:
    assert respelled(written) == ["abdul rahman"]


@pytest.mark.parametrize(
    ("written", "joined"),
    [
        ("saif al din", "saifuddin"),
        ("seif eddine", "seifuddin"),
        ("nasr allah", "nasrullah"),
        ("hojatollah", "hojatullah"),
    ],
)
def test_god_and_the_faith_end_a_word_in_one_way(written: str, joined: str) -> None:
    assert respelled(written) == [joined]


@pytest.mark.parametrize(
    "written", ["abdullah", "abdul rahman", "abdul", "abdi hassan", "abdulla", "medina"]
)
def test_a_name_that_is_written_so_already_needs_no_reading(written: str) -> None:
    assert respelled(written) == []


@pytest.mark.parametrize(
    ("written", "pinyin"),
    [
        ("mao tse tung", "mao ze dong"),
        ("hsu chih yung", "xu zhi yong"),
        ("teng hsiao ping", "deng xiao ping"),
        ("tsai ing wen", "cai ying wen"),
        ("wong kwok keung", "huang guo qiang"),
        ("lam cheng yuet ngor", "lin zheng yue e"),
    ],
)
def test_older_chinese_spellings_are_read_in_pinyin(written: str, pinyin: str) -> None:
    assert pinyin in respelled(written)


@pytest.mark.parametrize("written", ["wang wei", "kim jong un", "john lee", "ali hassan", "lee"])
def test_other_names_are_not_taken_for_chinese(written: str) -> None:
    assert respelled(written) == []


def test_japanese_long_vowels_are_read_short() -> None:
    assert respelled("tarou asou") == ["taro aso"]
    assert respelled("shinichi ohno") == ["shinichi ono"]
