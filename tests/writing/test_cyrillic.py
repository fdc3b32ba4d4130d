"""Cyrillic languages, each by its own letters."""

import pytest

from interdict.writing import cyrillic


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Юрий", "yuriy"),
        ("Юрий", "yury"),
        ("Юрий", "iurii"),
        ("Юрий", "jurij"),
        ("Щёголев", "shchyogolev"),
        ("Дмитриевич", "dmitriyevich"),
        ("Хасан", "hasan"),
        ("Джамал", "jamal"),
        ("Володимир", "volodymyr"),
        ("Олександр Юрійович", "oleksandr yuriiovych"),
        ("Лукашэнка Рыгор", "lukashenka rygor"),
        ("Ђорђевић", "djordjevic"),
        ("Търговия", "targoviya"),
        ("Қасым", "kasym"),
    ],
)
def test_a_name_has_the_reading_in_use(name: str, wanted: str) -> None:
    assert wanted in cyrillic.readings(name.split())


def test_russian_main_reading_is_the_bgn_one() -> None:
    assert cyrillic.readings(["Евгений", "Алексеевич"])[0] == "yevgeniy alekseyevich"


def test_ukrainian_h_comes_first_when_the_letters_are_ukrainian() -> None:
    assert cyrillic.readings(["Гриценко", "Ігор"])[0] == "hrytsenko ihor"
