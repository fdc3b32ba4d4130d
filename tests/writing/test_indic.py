"""The scripts of India, whose letters Unicode names alike."""

import pytest

from interdict.writing import indic


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("नरेन्द्र", "narendra"),
        ("राहुल", "rahul"),
        ("मनमोहन", "manmohan"),
        ("सिंह", "singh"),
        ("হাসিনা", "hasina"),
        ("ਜਗਮੀਤ", "jagmit"),
        ("රාජපක්ෂ", "rajapaksa"),
        ("വിജയൻ", "vijayan"),
    ],
)
def test_a_name_is_spelled_as_it_is_said(native: str, latin: str) -> None:
    assert indic.readings([native])[0] == latin


def test_the_south_keeps_the_vowel_the_north_drops() -> None:
    assert indic.readings(["राम"])[0] == "ram"
    assert indic.readings(["රාම"])[0] == "rama"
