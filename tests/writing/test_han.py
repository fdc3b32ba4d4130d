"""Chinese names and the foreign names Chinese writes by sound."""

from rapidfuzz.distance import JaroWinkler

from interdict.writing import han


def test_a_personal_name_joins_its_given_name_first_and_then_spaces_it() -> None:
    assert han.readings(["习近平"])[:2] == ["xi jinping", "xi jin ping"]


def test_a_double_family_name_is_one_word() -> None:
    assert han.readings(["欧阳修"])[0] == "ouyang xiu"


def test_a_surname_of_two_sounds_takes_the_one_for_names() -> None:
    assert han.readings(["单春"])[0] == "shan chun"


def test_known_words_of_a_company_name_stay_whole() -> None:
    assert han.readings(["深圳市大疆创新科技有限公司"])[0].endswith("keji youxian gongsi")


def test_traditional_characters_read_like_simplified_ones() -> None:
    assert han.readings(["貿易有限公司"]) == han.readings(["贸易有限公司"])


def test_a_foreign_name_is_also_read_by_its_sounds() -> None:
    found = han.readings(["弗拉迪米尔"])
    assert max(JaroWinkler.similarity(reading, "vladimir") for reading in found) > 0.9
