"""Thai, Lao and Khmer names."""

import pytest

from interdict.writing import khmer, thai


@pytest.mark.parametrize(
    ("native", "latin"),
    [("ประยุทธ์", "prayut"), ("สมชาย", "somchai"), ("ทักษิณ", "thaksin"), ("ທອງລຸນ", "thonglun")],
)
def test_thai_and_lao_vowels_stand_where_they_are_said(native: str, latin: str) -> None:
    assert thai.readings([native])[0] == latin


def test_a_thai_family_name_is_also_read_by_its_sanskrit_letters() -> None:
    assert thai.readings(["ชินวัตร"]) == ["chinwat", "shinvatra"]


def test_a_thai_bank_keeps_its_words() -> None:
    assert thai.readings(["ธนาคารกรุงไทย", "จำกัด"])[0] == "bank krungthai limited"


@pytest.mark.parametrize(
    ("native", "latin"), [("ប៉ុល", "pol"), ("ពត", "pot"), ("ហ៊ុន", "hun"), ("សុខា", "sokha")]
)
def test_khmer_consonants_give_a_vowel_the_sound_of_their_series(native: str, latin: str) -> None:
    assert khmer.readings([native])[0] == latin
