"""Numbers as the Official Journal prints them: number, issuer and note apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.lists.eu_numbers import contacts, numbers, ship_or_owner
from interdict.lists.eu_values import values


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("753129173", [("753129173", "")]),
        ("D 000769 (Afghan passport issued on 2.2.1997)", [("D000769", "af")]),
        ("Libya B/001897", [("B001897", "ly")]),
        ("Egyptian passport number 6487, issued 30 Jan. 1986", [("6487", "eg")]),
        ("AB0664715 (Republic of Moldova); 058117566 (Romania)",
         [("AB0664715", "md"), ("058117566", "ro")]),
        ("563410081 / 472410022", [("563410081", ""), ("472410022", "")]),
        ("(a) 1461558 (Qatari passport), (b) 868774 (Qatari passport)",
         [("1461558", "qa"), ("868774", "qa")]),
        ("DE 473900", [("DE473900", "")]),
    ],
)  # fmt: skip
def test_passports(cell: str, found: list[tuple[str, str]]) -> None:
    read = numbers(cell, "passport", "passportNumber")
    assert [(each.value, each.country) for each in read.found] == found


@pytest.mark.parametrize(
    ("cell", "home", "found"),
    [
        ("7707083893 (Tax ID/INN)", "", [("inn", "7707083893")]),
        ("7707083893, KPP 773601001", "", [("inn", "7707083893"), ("kpp", "773601001")]),
        ("1027700132195", "ru", [("ogrn", "1027700132195")]),
        ("1027700132195", "", [("registration", "1027700132195")]),
        ("309628784 (Tax ID/INN)", "uz", [("tax-id", "309628784")]),
        ("CH-550.1.031.089-0", "ch", [("registration", "CH55010310890")]),
    ],
)
def test_a_kind_is_as_precise_as_words_country_and_check_digit(
    cell: str, home: str, found: list[tuple[str, str]]
) -> None:
    kind = "inn" if "KPP" in cell else "registration"
    read = numbers(cell, kind, "registrationNumber", home)
    assert [(each.kind, each.value) for each in read.found] == found


def test_what_holds_no_number_is_handed_back() -> None:
    assert numbers("never issued", "passport", "passportNumber").unread == ("never issued",)
    assert ship_or_owner("Does not exist", True, "imoNumber").unread == ("Does not exist",)


def test_an_imo_number_is_the_ship_s_or_its_owner_s() -> None:
    (ship,) = ship_or_owner("9074729", True, "imoNumber").found
    (owner,) = ship_or_owner("5571322", False, "imoNumber").found
    assert (ship.kind, ship.valid) == ("imo", True)
    assert (owner.kind, owner.valid) == ("company-imo", True)


@pytest.mark.parametrize(
    ("kind", "cell", "found"),
    [
        ("phone", "+7 (495) 000-00-01; +7 495 0000002", ["74950000001", "74950000002"]),
        ("email", "a@b.example and c@d.example", ["a@b.example", "c@d.example"]),
        ("website", "https://www.a.example/; b.example", ["a.example", "b.example"]),
    ],
)
def test_contacts(kind: str, cell: str, found: list[str]) -> None:
    assert [each.value for each in contacts(cell, kind, kind).found] == found


@given(st.text(max_size=80), st.sampled_from(["passport", "registration", "inn", "bic"]))
def test_every_value_is_a_number_or_handed_back(cell: str, kind: str) -> None:
    read = numbers(cell, kind, "x", "ru")
    assert bool(read.found or read.unread) == bool(values(cell))
    assert all(each.value for each in read.found)
