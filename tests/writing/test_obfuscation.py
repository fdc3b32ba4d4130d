"""Tricks undone, and ordinary names left alone."""

import pytest

from interdict.writing import obfuscation


@pytest.mark.parametrize(
    "name", ["Rosneft Oil Company", "O'Neil & Co., Ltd.", "John Smith", "Société Générale"]
)
def test_an_ordinary_name_is_not_odd(name: str) -> None:
    assert not obfuscation.is_odd(name)


@pytest.mark.parametrize(
    "name",
    ["MIG29", "747", "X5", "1st Bank", "GATE 21", "3D Systems", "TU154", "4U", "K9", "G4S", "H1N1",
     "Boeing737", "Area51", "Company2", "Team6", "AHL1", "21st"],
)  # fmt: skip
def test_digits_that_belong_to_a_name_stay(name: str) -> None:
    assert obfuscation.unmasked(name) == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [("I9or Sech1n", "Igor Sechin"), ("LOTF1", "LOTFi"), ("8erlin", "berlin"),
     ("DJERMAN3", "DJERMANe"), ("6azprom", "gazprom"), ("2abihullah", "zabihullah")],
)  # fmt: skip
def test_a_digit_inside_or_beside_a_word_may_be_a_letter(name: str, plain: str) -> None:
    assert obfuscation.unmasked(name)[0] == plain


def test_a_six_may_be_g_or_b() -> None:
    assert obfuscation.unmasked("Sber6ank") == ["Sbergank", "Sberbank"]


def test_a_one_may_be_i_or_l() -> None:
    assert obfuscation.unmasked("K0M1D") == ["KoMiD", "KoMlD"]


def test_letters_spaced_by_a_sign_join_and_leave_the_rest() -> None:
    assert obfuscation.unmasked("R-O-S-N-E-F-T OIL") == ["ROSNEFT OIL"]
