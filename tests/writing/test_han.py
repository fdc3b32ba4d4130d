"""Chinese names and the foreign names Chinese writes by sound."""

from rapidfuzz.distance import JaroWinkler

from interdict.writing import han


def test_a_personal_name_is_read_in_pinyin_and_then_as_hong_kong_spells_it() -> None:
    assert han.readings(["黄国强"])[:2] == ["huang guoqiang", "wong kwok keung"]


def test_a_married_woman_of_hong_kong_has_two_family_names() -> None:
    assert han.readings(["林鄭月娥"])[:2] == ["lin zheng yuee", "lam cheng yuet ngo"]


def test_a_koreans_name_in_hanja_is_also_read_in_korean() -> None:
    assert "kim jong un" in han.readings(["金正恩"])


def test_a_name_of_two_japanese_halves_is_read_in_japanese_first() -> None:
    assert han.readings(["安倍晋三"])[0] == "abe shinzo"
    assert han.readings(["小泉純一郎"])[0] == "koizumi junichiro"


def test_a_family_name_that_china_has_too_is_read_in_chinese_first() -> None:
    found = han.readings(["林芳正"])
    assert found[0] == "lin fangzheng"
    assert "hayashi yoshimasa" in found


def test_a_foreigner_chinese_news_often_names_has_the_usual_spelling() -> None:
    assert "barack obama" in han.readings(["贝拉克", "奥巴马"])


def test_a_japanese_company_is_read_in_japanese_first() -> None:
    assert han.readings(["日本郵船株式会社"])[0] == "nippon yusen kabushiki kaisha"


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
