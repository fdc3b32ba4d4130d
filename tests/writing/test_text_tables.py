"""The text tables: clean, sorted, without duplicates, and in the letters they promise."""

from importlib.resources import files

import pytest

from interdict.text import fold
from interdict.writing.tables import rows, segmented

TABLES = sorted(
    entry.name.removesuffix(".tsv")
    for entry in files("interdict").joinpath("text_tables").iterdir()
    if entry.name.endswith(".tsv")
)
KEY_COLUMNS = {"hangul_syllables": 2, "japanese_names": 2}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_sorted_without_duplicates(name: str) -> None:
    keys = [row[: KEY_COLUMNS.get(name, 1)] for row in rows(name)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", TABLES)
def test_latin_columns_are_folded(name: str) -> None:
    latin = [cell for row in rows(name) for cell in row[1:] if cell.isascii()]
    assert latin == [fold(cell) for cell in latin]
    assert all(len(row) >= 2 for row in rows(name))


def test_segmentation_prefers_the_longest_word_and_keeps_what_is_unknown() -> None:
    lexicon = {"有限公司": "youxian gongsi", "公司": "gongsi"}
    assert segmented("甲乙有限公司", lexicon, 4) == [("甲乙", ""), ("有限公司", "youxian gongsi")]
