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


def test_a_belarusian_name_also_stands_for_a_russian_one() -> None:
    found = cyrillic.readings(["Дзмітрый", "Уладзіміравіч", "Дзямідаў"])
    assert found[0] == "dzmitryi uladzimiravich dziamidau"
    assert "vladimirovich" in found[-1]


def test_ukrainian_is_told_by_its_words_where_it_has_no_letter_of_its_own() -> None:
    assert cyrillic.readings(["Володимир", "Зеленський"])[0] == "volodymyr zelenskyi"
