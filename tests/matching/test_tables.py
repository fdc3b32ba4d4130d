"""The shipped word tables: every line as its header promises, so a reviewer can trust a diff."""

from importlib.resources import files

import pytest

from interdict.text import fold

FOLDER = files("interdict.matching").joinpath("tables")
COLUMNS = {
    "business_words": 3, "legal_forms": 4, "name_suffixes": 2, "native_words": 2,
    "nicknames": 2, "numbers": 2, "particles": 2, "place_words": 4, "titles": 2,
}  # fmt: skip
CLOSED = {
    ("business_words", 2): {"generic", "common", "telling"},
    ("nicknames", 0): {"spelling", "equivalent", "nickname"},
    ("particles", 1): {"joins-next", "article", "filiation", "preposition"},
    ("place_words", 2): {"country", "city", "region", "compass"},
    ("titles", 1): {"courtesy", "academic", "religious", "military", "office", "mention"},
}


def _rows(name: str) -> list[list[str]]:
    lines = FOLDER.joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_line_has_its_columns(name: str) -> None:
    assert {len(row) for row in _rows(name)} == {COLUMNS[name]}


@pytest.mark.parametrize("name", COLUMNS)
def test_lines_are_sorted_without_duplicates(name: str) -> None:
    rows = _rows(name)
    assert rows == sorted(rows)
    keys = [tuple(row) if name == "nicknames" else row[0] for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", sorted(COLUMNS.keys() - {"native_words"}))
def test_words_are_written_as_fold_writes_them(name: str) -> None:
    column = 1 if name == "nicknames" else 0
    assert [row[column] for row in _rows(name)] == [fold(row[column]) for row in _rows(name)]


@pytest.mark.parametrize(("name", "column"), CLOSED)
def test_classes_are_those_the_header_names(name: str, column: int) -> None:
    assert {row[column] for row in _rows(name)} <= CLOSED[name, column]


def test_native_words_are_written_in_their_own_script_and_mean_english() -> None:
    rows = _rows("native_words")
    assert not any(native.isascii() for native, _ in rows)
    assert [english for _, english in rows] == [fold(english) for _, english in rows]


def test_number_words_mean_digits() -> None:
    assert all(digits.isdigit() for _, digits in _rows("numbers"))


@pytest.mark.parametrize(
    ("table", "word", "meaning"),
    [
        ("legal_forms", "obshchestvo s ogranichennoy otvetstvennostyu", "llc"),
        ("legal_forms", "gesellschaft mit beschraenkter haftung", "llc"),
        ("legal_forms", "sp z oo", "llc"),
        ("legal_forms", "pao", "jsc"),
        ("legal_forms", "gufen youxian gongsi", "jsc"),
        ("business_words", "torgovyy", "trading"),
        ("business_words", "maoyi", "trading"),
        ("business_words", "muyeok", "trading"),
        ("business_words", "sherkat", "company"),
        ("business_words", "neft", "oil"),
        ("place_words", "moskovskiy", "moscow"),
        ("place_words", "rossiyskaya", "russia"),
        ("numbers", "pervyy", "1"),
        ("numbers", "xiv", "14"),
        ("particles", "abdul", "joins-next"),
    ],
)
def test_a_word_means_what_the_field_says(table: str, word: str, meaning: str) -> None:
    assert {row[0]: row[1] for row in _rows(table)}[word] == meaning


def test_every_business_word_of_a_native_table_is_known_to_the_matcher() -> None:
    known = {row[0] for table in ("business_words", "place_words") for row in _rows(table)}
    assert {"gongsi", "hoesa", "eunhaeng", "gaebal", "jituan", "touzi", "joseon"} <= known
