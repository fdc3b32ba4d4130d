"""The Commission's Financial Sanctions Files: what the XML states, and no more."""

import datetime

import pytest
from eu_acts import DAY, fixture

from interdict.errors import MalformedFile
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.eu_fsf import EU_FSF_XML, NAMESPACE
from interdict.lists.intake import recognise
from interdict.party import Party


def file(content: bytes) -> SourceFile:
    return SourceFile(name="x.xml", content=content, modified=DAY)


def read(source: SourceFile) -> Reading:
    (files,) = EU_FSF_XML.assemble([source])
    (reading,) = EU_FSF_XML.read(files, ReadRequest(edition="e", published=DAY))
    return reading


def export(*records: str) -> SourceFile:
    body = "".join(records)
    return file(f'<export xmlns="{NAMESPACE}" generationDate="2026-08-21">{body}</export>'.encode())


def entity(reference: str, name: str, inside: str = "", regulation: str = "") -> str:
    regulation = regulation or '<regulation numberTitle="269/2014" programme="UKR"/>'
    return (
        f'<sanctionEntity euReferenceNumber="{reference}">{regulation}'
        f'<subjectType code="enterprise"/><nameAlias wholeName="{name}" strong="true"/>{inside}'
        "</sanctionEntity>"
    )


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(fixture("fsf.xml"))


@pytest.fixture(scope="module")
def person(reading: Reading) -> Party:
    return reading.parties[0]


@pytest.fixture(scope="module")
def company(reading: Reading) -> Party:
    return reading.parties[1]


def test_recognised_by_its_root_and_namespace() -> None:
    ((connector, _),) = recognise([fixture("fsf.xml")])
    assert connector is EU_FSF_XML
    assert not EU_FSF_XML.claims(file(b"<export><row/></export>"))


def test_the_day_it_was_generated_is_its_publication_date() -> None:
    (files,) = EU_FSF_XML.assemble([fixture("fsf.xml")])
    assert EU_FSF_XML.published(files) == datetime.date(2026, 8, 21)


def test_every_record_is_a_party_of_a_source_of_its_own(reading: Reading) -> None:
    assert (reading.source, reading.records, reading.rejected) == ("eu-fsf", 2, 0)
    assert [party.id for party in reading.parties] == ["eu-fsf:EU.9001.11", "eu-fsf:EU.9002.22"]
    assert [party.kind for party in reading.parties] == ["person", "organization"]


def test_names_have_parts_script_and_strength(person: Party) -> None:
    assert [(name.full, name.kind, name.script) for name in person.names] == [
        ("Darius Viktorovich Exampli", "primary", "Latn"),
        ("Дариус Викторович Экзампли", "strong-alias", "Cyrl"),
        ("Dasha", "weak-alias", "Latn"),
    ]
    assert [(part.role, part.value) for part in person.names[0].parts] == [
        ("given", "Darius"), ("middle", "Viktorovich"), ("family", "Exampli")
    ]  # fmt: skip


def test_births_exact_and_between_and_of_another_calendar(person: Party, reading: Reading) -> None:
    assert [str(born.span) for born in person.birth_dates] == ["1972-11-26", "circa 1970 to 1973"]
    assert [place.country for place in person.birth_places] == ["ru"]
    assert "unreadable-date" in {finding.code for finding in reading.findings}
    assert "1392 ISLAMIC" in {detail.value for detail in person.details}


def test_documents_contacts_addresses_and_the_rest(person: Party) -> None:
    assert [(i.kind, i.value, i.country) for i in person.identifiers] == [
        ("passport", "753129173", "ru"),
        ("email", "darius@beispiel.example", ""),
    ]
    assert "knownExpired" in person.identifiers[0].note
    address = person.addresses[0]
    assert (address.city, address.postal_code, address.country) == ("Testograd", "101000", "ru")
    assert address.note == "as at listing time"
    assert [(fact.role, fact.code) for fact in person.countries] == [("citizenship", "ru")]
    assert (person.gender, person.positions) == ("male", ("Dr", "Director of the Example Bureau"))
    assert person.remarks == "Invented for a test."


def test_which_act_added_an_alias_is_kept(person: Party) -> None:
    said = {(detail.label, detail.value) for detail in person.details}
    assert ("nameAlias stated by", "2023/429 (OJ L59I) of 2023-02-25") in said
    assert ("nameAlias remark", "nickname") in said
    assert ("contact FAX", "+7 000") in said


def test_the_listing_has_programme_regulation_and_dates(person: Party) -> None:
    (listing,) = person.listings
    assert (listing.regime, listing.programmes) == ("eu", ("UKR",))
    assert listing.legal_basis[0] == "council amendment 2022/336 (OJ L58) of 2022-02-23"
    assert listing.listed_on == datetime.date(2022, 2, 23)
    assert listing.measures[0].effective_on == datetime.date(2022, 2, 23)


def test_a_programme_whose_acts_only_freeze_is_a_freeze(person: Party) -> None:
    assert person.listings[0].measures[0].kind == "block"
    assert "Regulation (EU) No 269/2014, Article 2" in person.listings[0].measures[0].text


def test_a_programme_with_other_measures_says_nothing(company: Party) -> None:
    """Regulation 2017/1509 also closes ports: the form does not say which it is."""
    assert company.listings[0].measures[0].kind == "unstated"
    assert company.listings[0].reference == "KPe.900"


def test_imo_numbers_of_ships_and_owners_are_told_apart(company: Party) -> None:
    assert [(i.kind, i.valid) for i in company.identifiers] == [
        ("company-imo", True), ("imo", True)
    ]  # fmt: skip


def test_a_record_without_a_regulation_is_listed_all_the_same() -> None:
    """It stands on the list; what that does to it is not stated, and that is reported."""
    without = '<sanctionEntity euReferenceNumber="A"><nameAlias wholeName="One"/></sanctionEntity>'
    reading = read(export(without))
    (listing,) = reading.parties[0].listings
    assert (listing.regime, [m.kind for m in listing.measures]) == ("eu", ["unstated"])
    assert "no-regulation" in [f.code for f in reading.findings]


def test_what_nobody_mapped_is_kept_and_reported(reading: Reading, company: Party) -> None:
    assert ("hairColour", "none") in [(d.label, d.value) for d in company.details]
    unmapped = [f.field for f in reading.findings if f.code == "unmapped-element"]
    assert unmapped == ["hairColour"]


def test_repeated_and_missing_references_keep_everybody() -> None:
    first = read(export(entity("A", "One"), entity("A", "Two"), entity("", "Three")))
    again = read(export(entity("", "Three"), entity("A", "One"), entity("A", "Two")))
    assert first.records == len(first.parties) == 3
    assert sorted(p.id for p in first.parties) == sorted(p.id for p in again.parties)
    assert "eu-fsf:A" not in {p.id for p in first.parties}


def test_a_record_that_names_nobody_is_rejected_with_a_finding() -> None:
    reading = read(export(entity("A", "One"), entity("B", "")))
    assert (reading.records, len(reading.parties), reading.rejected) == (2, 1, 1)
    assert [f.code for f in reading.findings if f.severity == "error"] == ["no-name"]


def test_a_file_that_lists_nobody_is_refused() -> None:
    with pytest.raises(MalformedFile, match="lists nobody"):
        read(export())


@pytest.mark.parametrize(
    "renamed",
    ["regulation ", "numberTitle", "programme", "subjectType", "nameAlias", "wholeName"],
)
def test_many_records_without_an_element_of_the_list_are_refused(renamed: str) -> None:
    """Reading on would leave everybody without names, kind or listing."""
    many = export(*(entity(f"A{number}", f"One {number}") for number in range(50)))
    assert len(read(many).parties) == 50
    with pytest.raises(MalformedFile, match="its form has changed"):
        read(file(many.content.replace(renamed.encode(), b"renamed ")))


def test_a_truncated_file_is_refused() -> None:
    content = fixture("fsf.xml").content
    with pytest.raises(MalformedFile, match="cut short"):
        read(file(content[: len(content) // 2]))


def test_a_file_in_another_encoding_is_refused() -> None:
    content = fixture("fsf.xml").content.decode().encode("cp1251", errors="replace")
    with pytest.raises(MalformedFile, match="not UTF-8"):
        read(file(content))


def test_an_error_page_is_not_claimed() -> None:
    assert not EU_FSF_XML.claims(file(b"<!DOCTYPE html><html><body>sorry</body></html>"))
