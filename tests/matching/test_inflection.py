"""Forms of one Slavic word share a stem, however they are romanised."""

import pytest

from interdict.matching.inflection import stem


@pytest.mark.parametrize(
    "forms",
    [
        "mashinostroitelnyy mashinostroitelny mashinostroitelnoye mashinostroitelnaia",
        "promyshlennaya promyshlennoe promyshlennogo promyshlennykh",
        "kommercheskiy kommercheski kommercheskii komercheskiy",
        "sudostroenie sudostroeniye sudostroyeniya",
        "obshchestvo obschestvo obshestva",
    ],
)
def test_forms_of_one_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("word", ["", "bank", "volna", "neft", "mig29", "georgiy"])
def test_short_words_and_short_stems_stay_as_they_are(word: str) -> None:
    assert stem(word) == word


def test_different_words_keep_different_stems() -> None:
    assert stem("tsentralnyy") != stem("natsionalnyy")
