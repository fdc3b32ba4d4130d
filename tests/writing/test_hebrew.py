"""Hebrew names: the table, and letters of two values."""

import pytest

from interdict.writing import hebrew


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("משה כהן", "moshe cohen"),
        ("בנימין נתניהו", "binyamin netanyahu"),
        ("ג׳ורג׳", "jorj"),
        ("מיכאל", "michael"),
        ("יששכר", "issachar"),
    ],
)
def test_a_name_has_the_reading_in_use(name: str, wanted: str) -> None:
    assert wanted in hebrew.readings(name.split())


def test_final_letters_read_like_their_usual_forms() -> None:
    assert hebrew.readings(["זרף"]) == hebrew.readings(["זרפ"])
