"""Names put together from parts read as OFAC prints them elsewhere."""

from pathlib import Path

import pytest
from ofac_editions import files_at

from interdict.lists import xml
from interdict.lists.ofac_names import TypedPart, name_parts, printed_name, script_code


def parts(*typed: tuple[str, str]) -> list[TypedPart]:
    return [TypedPart(kind, value) for kind, value in typed]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ([("Last Name", "Haniya"), ("First Name", "Ismail")], "HANIYA, Ismail"),
        ([("Last Name", "DOE"), ("First Name", "Jo"), ("Middle Name", "Ann")], "DOE, Jo Ann"),
        ([("Last Name", "ROJAS"), ("Matronymic", "LEON"), ("First Name", "Ana")],
         "ROJAS LEON, Ana"),
        ([("First Name", "Ana"), ("Patronymic", "ROJAS"), ("Matronymic", "LEON")],
         "ROJAS LEON, Ana"),
        ([("Last Name", "ORLOV"), ("First Name", "Pavel"), ("Patronymic", "Igorevich")],
         "ORLOV, Pavel Igorevich"),
        ([("Entity Name", "Rosneft Oil Company")], "ROSNEFT OIL COMPANY"),
        ([("Vessel Name", "Sea Lark")], "SEA LARK"),
        ([("Nickname", "Sweet Micky")], "Sweet Micky"),
    ],
)  # fmt: skip
def test_parts_are_printed_family_first(typed: list[tuple[str, str]], printed: str) -> None:
    assert printed_name(parts(*typed)) == printed


def test_only_roles_of_a_persons_name_become_typed_parts() -> None:
    typed = name_parts(parts(("Last Name", "ORLOV"), ("Nickname", "Pasha")))
    assert [(part.role, part.value) for part in typed] == [("family", "ORLOV")]


@pytest.mark.parametrize(
    ("stated", "code"),
    [("215", "Latn"), ("Cyrillic", "Cyrl"), ("Hant", "Hant"), ("287", "Kore"), ("Klingon", "")],
)
def test_a_script_is_known_by_number_name_or_code(stated: str, code: str) -> None:
    assert script_code(stated) == code


def test_all_formatted_names_of_enhanced_xml_follow_from_their_parts(shared_data: Path) -> None:
    folder = shared_data / "lists" / "ofac" / "nonsdn-enhanced-xml-2026-01"
    (file,) = files_at(folder / "CONS_ENHANCED.XML")
    path = "entities/entity/names/name/translations/translation"
    names = xml.children(xml.root(file), path)
    assert len(names) == 1633
    for name in names:
        typed = [
            TypedPart(xml.text(part, "type"), xml.text(part, "value"))
            for part in xml.children(name, "nameParts/namePart")
        ]
        assert printed_name(typed) == xml.text(name, "formattedFullName")
