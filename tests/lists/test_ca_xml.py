"""Canada's list: every record becomes a party, and says what the file says."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import MalformedFile
from interdict.lists.ca_names import aliases, bracketed, entity_names
from interdict.lists.ca_regulations import REGULATIONS, english, place, regulation
from interdict.lists.ca_xml import CA_XML
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.party import Party

SMALL = Path(__file__).parents[1] / "fixtures" / "ca" / "small.xml"
A_DAY = datetime.date(2025, 6, 1)


def file(content: bytes, name: str = "sema-lmes.xml") -> SourceFile:
    return SourceFile(name=name, content=content, modified=A_DAY)


def read(content: bytes) -> Reading:
    (files,) = CA_XML.assemble([file(content)])
    assert CA_XML.published(files) is None
    (reading,) = CA_XML.read(files, ReadRequest(edition=files.content_id, published=A_DAY))
    return reading


def record(country: str, name: str, item: str, schedule: str = "Part 1") -> str:
    return (
        f"<record><Country>{country}</Country><EntityOrShip>{name}</EntityOrShip>"
        f"<Schedule>{schedule}</Schedule><Item>{item}</Item></record>"
    )


def listing(*records: str) -> bytes:
    return f"<data-set>{''.join(records)}</data-set>".encode()


@pytest.fixture(scope="module")
def small() -> Reading:
    return read(SMALL.read_bytes())


@pytest.fixture(scope="module")
def by_id(small: Reading) -> dict[str, Party]:
    return {party.id: party for party in small.parties}


def test_claims_its_own_kind_of_data_set_only() -> None:
    """Recognised by root and field, whatever the file is called."""
    assert CA_XML.claims(file(SMALL.read_bytes(), "x.bin"))
    assert CA_XML.claims(file(SMALL.read_bytes()[:900]))
    assert not CA_XML.claims(file(b"<data-set><record><a/></record></data-set>"))
    assert not CA_XML.claims(file(b"<html><body>Country</body></html>"))


def test_ids_are_regulation_schedule_and_item(by_id: dict[str, Party]) -> None:
    """The place in the law is the id; kinds follow from the fields."""
    assert {party.id: party.kind for party in by_id.values()} == {
        "ca:belarus-part-1-7": "person",
        "ca:russia-part-2-12": "organization",
        "ca:russia-1.1-1": "vessel",
        "ca:iran-part-1-3": "organization",
        "ca:haiti-part-1-2": "person",
    }


def test_a_person_has_typed_parts_and_every_spelling(by_id: dict[str, Party]) -> None:
    """Brackets, language labels, commas and "or" each separate spellings."""
    person = by_id["ca:belarus-part-1-7"]
    assert [name.full for name in person.names] == [
        "Obraz Vymyslovich Primerov",
        "Obraz Vymyslovich Prymerau",
        "Abraz Vymyslavich PRYMERAU",
        "Абраз Вымыславiч ПРЫМЕРАЎ",
        "Образ Вымыслович Примеров",
        "Примерский",
    ]
    assert [part.value for part in person.names[0].parts] == ["Obraz Vymyslovich", "Primerov"]
    assert [name.kind for name in person.names[:2]] == ["primary", "strong-alias"]
    assert [str(birth.span) for birth in person.birth_dates] == ["1963", "1964"]
    assert person.positions == ("Major General", "major-général")


def test_a_listing_names_its_law_and_no_measure(by_id: dict[str, Party]) -> None:
    """What the schedule forbids is not in the file, so it is unstated."""
    (listed,) = by_id["ca:belarus-part-1-7"].listings
    assert listed.programmes == ("Belarus",)
    assert listed.legal_basis == ("Special Economic Measures (Belarus) Regulations, SOR/2020-214",)
    assert listed.reference == "Schedule 1, Part 1, item 7"
    assert listed.listed_on == datetime.date(2020, 9, 28)
    assert [measure.kind for measure in listed.measures] == ["unstated"]


def test_entities_have_english_french_and_other_names(by_id: dict[str, Party]) -> None:
    """The slash parts languages, "also known as" and semicolons part names, not every comma."""
    assert [name.full for name in by_id["ca:iran-part-1-3"].names] == [
        "Example Navy",
        "Force navale d'exemple",
    ]
    assert [name.full for name in by_id["ca:russia-part-2-12"].names] == [
        "Vymysel Plant JSC",
        "Joint Stock Company “Zavod Vymysel”",
        "Завод вымыслов, сказок и небылиц",
        "Вымысел Сервис, ООО",
    ]


def test_ships_have_an_imo_number_and_a_build_date(by_id: dict[str, Party]) -> None:
    """One field holds births and build dates; a ship was not born."""
    ship = by_id["ca:russia-1.1-1"]
    assert [(i.kind, i.value, i.valid) for i in ship.identifiers] == [("imo", "9074729", True)]
    assert ship.birth_dates == ()
    assert {d.label: d.value for d in ship.details} == {
        "Vessel type": "Oil Tanker",
        "Ship build date": "1994",
    }


def test_words_in_a_date_field_are_kept_and_reported(
    by_id: dict[str, Party], small: Reading
) -> None:
    """No date is guessed from words; an unknown element is a detail too."""
    person = by_id["ca:haiti-part-1-2"]
    assert person.birth_dates == ()
    assert {d.value for d in person.details} == {"born in the early 1970s", "red"}
    assert [f.code for f in small.findings] == ["unreadable-date", "unmapped-element"]


def test_what_was_taken_apart_is_kept_as_printed(by_id: dict[str, Party]) -> None:
    """A reviewer can see how the list prints its aliases."""
    details = {d.label: d.value for d in by_id["ca:belarus-part-1-7"].details}
    assert details["Aliases as printed"].startswith("Abraz Vymyslavich PRYMERAU, Belarusian:")


def test_a_repeated_item_gets_a_stable_id_of_its_own() -> None:
    """Two records of one item stay two parties, in either order; the item is neither's id."""
    one, two = record("Iran", "Alpha Works", "1"), record("Iran", "Beta Works", "1")
    reading = read(listing(one, two))
    ids = [party.id for party in reading.parties]
    assert all(each.startswith("ca:iran-part-1-1-") for each in ids)
    assert [party.id for party in read(listing(two, one)).parties] == ids[::-1]
    assert [f.code for f in reading.findings] == ["repeated-reference"] * 2


def test_records_that_name_nobody_are_rejected_with_a_finding() -> None:
    """No name, copies, a foreign element: counted, reported, left out."""
    copy = record("Iran", "Alpha Works", "1")
    reading = read(listing(copy, copy, copy, record("Iran", "", "2"), "<note>x</note>"))
    assert (reading.records, len(reading.parties), reading.rejected) == (5, 1, 4)
    errors = [f.code for f in reading.findings if f.severity == "error"]
    assert errors == ["no-name", "unknown-record", "duplicate-record", "duplicate-record"]


def test_a_record_with_both_kinds_of_name_keeps_both() -> None:
    """No file has one yet; neither name may be lost."""
    both = record("Iran", "Alpha Works", "1").replace(
        "</record>", "<LastName>Primer</LastName></record>"
    )
    (party,) = read(listing(both)).parties
    assert [name.full for name in party.names] == ["Primer", "Alpha Works"]


def test_a_wrong_imo_number_is_kept_and_marked() -> None:
    """The number stands as printed, is not valid, and is a finding."""
    ship = record("Russia", "Nowhere Star", "1").replace(
        "</record>", "<ShipIMONumber>9074720</ShipIMONumber></record>"
    )
    reading = read(listing(ship))
    assert [i.valid for i in reading.parties[0].identifiers] == [False]
    assert [f.code for f in reading.findings] == ["invalid-imo"]


def test_a_file_without_its_columns_lists_nobody() -> None:
    """Renamed elements would give parties without a place in the law."""
    renamed = SMALL.read_bytes().replace(b"Item>", b"Number>")
    with pytest.raises(MalformedFile, match="has a Item"):
        read(renamed)


def test_many_records_without_an_element_of_the_list_are_refused() -> None:
    """Each record may lack it, the list may not: a renamed name would cut everybody's short."""
    many = SMALL.read_bytes()
    body = many[many.index(b"<record>") : many.rindex(b"</data-set>")]
    many = many.replace(body, body * 12)
    assert len(read(many).parties) == 5
    for renamed in (b"LastName", b"GivenName", b"EntityOrShip", b"Aliases"):
        with pytest.raises(MalformedFile, match="its form has changed"):
            read(many.replace(renamed + b">", b"Renamed>"))


def test_a_truncated_file_is_refused() -> None:
    """A download cut short delists nobody."""
    with pytest.raises(MalformedFile, match="cut short"):
        read(SMALL.read_bytes()[:1500])


def test_a_file_in_another_encoding_is_refused() -> None:
    """Latin-1 bytes under a UTF-8 declaration."""
    content = SMALL.read_text("utf-8").replace("Ў", "").encode("cp1251", errors="replace")
    with pytest.raises(MalformedFile, match="UTF-8"):
        read(content)


def test_a_regulation_is_known_by_any_wording_and_a_new_one_by_its_own() -> None:
    """Burma became Myanmar; a regulation made tomorrow still has an id."""
    assert regulation("Myanmar (Burma) / Myanmar (Birmanie)").key == "burma"
    assert regulation("Venezuela ").key == "venezuela"
    assert regulation("South Sudan / Soudan du sud").key == "south-sudan"
    assert regulation("Justice for Victims of Corrupt Foreign Officials (JVCFOR) / X").key == (
        "jvcfor"
    )
    assert (regulation("Atlantis / Atlantide").key, english("A / B")) == ("atlantis", "A")
    assert all(row.programme for row in REGULATIONS.values())


def test_the_same_place_in_the_law_has_one_id() -> None:
    """ "1, Part 2" and "Part 2" are one schedule; 1.1 and 3 are others."""
    places = [place(schedule, "4") for schedule in ("1, Part 2", "1,Part 2", "Part 2", "1.1", "")]
    assert places == ["part-2-4", "part-2-4", "part-2-4", "1.1-4", "4"]


@pytest.mark.parametrize(
    ("printed", "family", "names"),
    [
        ("Barclay Ann, or Barkley Ann", "Barclay", ("Barclay Ann", "Barkley Ann")),
        ("Примеров, Олег Иванович", "PRIMEROV", ("Примеров, Олег Иванович",)),
        ("A Sabet, B Sabet and C Sabet", "Sabet", ("A Sabet", "B Sabet", "C Sabet")),
        ("Trade and Investment Bank", "", ("Trade and Investment Bank",)),
        ("Bin Misal\nArabic: بن مثال", "Misal", ("Bin Misal", "بن مثال")),
        ("Nom Prenom نام مثال", "Nom", ("Nom Prenom", "نام مثال")),
        ("АО «Завод» / АО «З»; АО", "", ("АО «Завод»", "АО «З»")),
        ('Концерн "Вымысел, сказка", АО; МТС', "", ('Концерн "Вымысел, сказка", АО', "МТС")),
        ("GORT/ORTAS", "", ("GORT", "ORTAS")),
        ("Vymysel A/S", "", ("Vymysel A/S",)),
    ],
)
def test_aliases_are_taken_apart(printed: str, family: str, names: tuple[str, ...]) -> None:
    """One claim each: what separates names, and what belongs to one."""
    assert aliases(printed, family) == names


def test_a_mill_with_places_in_brackets_is_one_name() -> None:
    """A slash inside brackets separates nothing; an unclosed bracket ends with the text."""
    assert entity_names("Example Mills (Hmaw/Pyi/Ywa)") == ("Example Mills (Hmaw/Pyi/Ywa)",)
    assert entity_names("A Works (also known as\nB Works, C Works and D Works") == (
        "A Works",
        "B Works",
        "C Works",
        "D Works",
    )
    assert bracketed("DUBL (DUBBL)") == ("DUBL", "DUBBL")


@given(st.text(max_size=80))
def test_no_text_upsets_the_names(printed: str) -> None:
    """Whatever a field holds, names come out tidy, once each, and the second time the same."""
    for names in (aliases(printed), aliases(printed, "X"), entity_names(printed)):
        assert len(set(names)) == len(names)
        assert all(name == " ".join(name.split()) for name in names)


@pytest.mark.parametrize(
    ("name", "records", "ships"),
    [("sema_2025-06_kebalkhadka.xml", 4_759, 109), ("sema-lmes_2020-10.xml", 1_369, 0)],
)
def test_the_real_list_reads_whole(shared_data: Path, name: str, records: int, ships: int) -> None:
    """Counts in are counts out, every ship has a valid number, every law is known."""
    reading = read((shared_data / "lists" / "ca" / name).read_bytes())
    assert (reading.records, len(reading.parties), reading.rejected) == (records, records, 0)
    vessels = [party for party in reading.parties if party.kind == "vessel"]
    assert len(vessels) == ships
    assert all(number.valid for ship in vessels for number in ship.identifiers)
    assert all(party.listings[0].legal_basis for party in reading.parties)
    assert {f.code for f in reading.findings} <= {"unreadable-date"}


def test_the_real_list_says_when_maduro_was_listed(shared_data: Path) -> None:
    """A spot fact of the published list."""
    path = shared_data / "lists" / "ca" / "sema_2025-06_kebalkhadka.xml"
    party = next(p for p in read(path.read_bytes()).parties if p.id == "ca:jvcfor-1")
    assert party.names[0].full == "Nicolás MADURO MOROS"
    assert party.listings[0].listed_on == datetime.date(2017, 11, 3)
