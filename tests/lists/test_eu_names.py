"""Names of the Official Journal: one spelling each, nothing that is no name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict import text
from interdict.lists.eu_names import names, spellings
from interdict.party import Kind


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("Darius EXAMPLI", ["Darius EXAMPLI"]),
        ("Darius EXAMPLI (Дариус ЭКЗАМПЛИ)", ["Darius EXAMPLI", "Дариус ЭКЗАМПЛИ"]),
        ("Darius EXAMPLI (Russian:Дариус ЭКЗАМПЛИ)", ["Darius EXAMPLI", "Дариус ЭКЗАМПЛИ"]),
        ("Darius EXAMPLI Russian: Дариус ЭКЗАМПЛИ", ["Darius EXAMPLI", "Дариус ЭКЗАМПЛИ"]),
        ("Darius EXAMPLI – داريوس المثالي", ["Darius EXAMPLI", "داريوس المثالي"]),
        ("Darius EXAMPLI / Dariusz EXAMPLEY", ["Darius EXAMPLI", "Dariusz EXAMPLEY"]),
        ("Muhamad (a.k.a. Mohammed, Muhammed) TESTI",
         ["Muhamad TESTI", "Mohammed TESTI", "Muhammed TESTI"]),
        ("Darius EXAMPLI (a.k.a. Hammer)", ["Darius EXAMPLI", "Hammer"]),
        ("Daria EXAMPLI (NOVAKOVA)", ["Daria EXAMPLI", "Daria NOVAKOVA"]),
        ("Darius EXAMPLI (a.k.a. Max BEISPIEL, Moritz BEISPIEL)",
         ["Darius EXAMPLI", "Max BEISPIEL", "Moritz BEISPIEL"]),
        ("EXAMPLI, Darius", ["EXAMPLI, Darius"]),
        ("Darius EXAMPLI, Max BEISPIEL", ["Darius EXAMPLI", "Max BEISPIEL"]),
        ("Darius EXAMPLI (deceased)", ["Darius EXAMPLI"]),
    ],
)  # fmt: skip
def test_spellings_of_a_person(printed: str, found: list[str]) -> None:
    assert [spelling.full for spelling in spellings(printed, "person")] == found


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("Beispiel Works (BEWO)", ["Beispiel Works (BEWO)", "Beispiel Works", "BEWO"]),
        (
            "Muster Forschung Institut (MFI)",
            ["Muster Forschung Institut (MFI)", "Muster Forschung Institut"],
        ),
        ("Musterbank (Belarus)", ["Musterbank (Belarus)"]),
        ("Musterbank (JSC)", ["Musterbank (JSC)"]),
        ("Muster (Ethiopia branch)", ["Muster (Ethiopia branch)"]),
        ("Leader (Hong Kong) International", ["Leader (Hong Kong) International"]),
        ("ООО ‘AK БЕЙШПИЛЬ’", ["ООО ‘AK БЕЙШПИЛЬ’"]),
        ("LLC AK BEISPIEL (ООО ‘AK БЕЙШПИЛЬ’)", ["LLC AK BEISPIEL", "ООО ‘AK БЕЙШПИЛЬ’"]),
        ("LLC Eins, OOO Zwei, OOO Drei", ["LLC Eins", "OOO Zwei", "OOO Drei"]),
        ("Beispiel Co., Ltd", ["Beispiel Co., Ltd"]),
        ("Neu Werke (formerly known as Alt Werke)", ["Neu Werke", "Alt Werke"]),
    ],
)
def test_spellings_of_a_company(printed: str, found: list[str]) -> None:
    assert [spelling.full for spelling in spellings(printed, "organization")] == found


def test_a_vessel_s_brackets_hold_its_other_names() -> None:
    found = spellings("Chong Example (Greenlight) (Blue Example)", "vessel")
    assert [each.full for each in found] == ["Chong Example", "Greenlight", "Blue Example"]


def test_each_name_has_the_script_of_its_letters_and_its_kind() -> None:
    found = names("Neu Werke (formerly Alt Werke); Нойверке", "strong-alias", "organization", "a")
    assert [(name.full, name.kind, name.script) for name in found] == [
        ("Neu Werke", "strong-alias", "Latn"),
        ("Alt Werke", "former", "Latn"),
        ("Нойверке", "strong-alias", "Cyrl"),
    ]


@given(
    printed=st.text(alphabet='AbĄяЖعم家 ()/,;.-–‘’"a.k.1', max_size=60),
    kind=st.sampled_from(["person", "organization", "vessel", "unknown"]),
)
def test_every_spelling_can_be_compared_and_nothing_raises(printed: str, kind: Kind) -> None:
    for spelling in spellings(printed, kind):
        assert text.has_letters(spelling.full)
        assert spelling.full == " ".join(spelling.full.split())


@given(st.lists(st.sampled_from(["Anna", "BEISPIEL", "Musterwerk", "Probe"]), min_size=1))
def test_a_name_without_marks_is_one_spelling(words: list[str]) -> None:
    printed = " ".join(words)
    assert [each.full for each in spellings(printed, "organization")] == [printed]
