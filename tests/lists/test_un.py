"""The UN consolidated list: every record becomes a party, and says what the file says."""

import datetime
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import MalformedFile
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.un import UN_XML
from interdict.lists.un_documents import kind_of
from interdict.lists.un_names import noted_spellings, spellings
from interdict.party import Party

SMALL = Path(__file__).parents[1] / "fixtures" / "un" / "small.xml"


def file(content: bytes, name: str = "consolidated.xml") -> SourceFile:
    return SourceFile(name=name, content=content, modified=datetime.date(2026, 3, 1))


def read(content: bytes, name: str = "consolidated.xml") -> Reading:
    (files,) = UN_XML.assemble([file(content, name)])
    published = UN_XML.published(files) or datetime.date(2026, 3, 1)
    (reading,) = UN_XML.read(files, ReadRequest(edition=files.content_id, published=published))
    return reading


def entity(reference: str, name: str, extra: str = "") -> str:
    return (
        f"<ENTITY><FIRST_NAME>{name}</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>{extra}</ENTITY>"
    )


def listing(*records: str) -> bytes:
    body = f"<CONSOLIDATED_LIST><ENTITIES>{''.join(records)}</ENTITIES></CONSOLIDATED_LIST>"
    return body.encode()


@pytest.fixture(scope="module")
def small() -> Reading:
    return read(SMALL.read_bytes())


@pytest.fixture(scope="module")
def person(small: Reading) -> Party:
    return small.parties[0]


@pytest.fixture(scope="module")
def company(small: Reading) -> Party:
    return small.parties[1]


def test_claims_its_root_only() -> None:
    """Recognised by the root element, whatever the file is called."""
    assert UN_XML.claims(file(SMALL.read_bytes(), "x.bin"))
    assert not UN_XML.claims(file(b"<sdnList/>", "consolidated.xml"))


def test_published_is_the_day_generated() -> None:
    """`dateGenerated` dates the edition."""
    (files,) = UN_XML.assemble([file(SMALL.read_bytes())])
    assert UN_XML.published(files) == datetime.date(2026, 2, 27)


def test_ids_kinds_and_provenance(person: Party, company: Party) -> None:
    """The reference number is the id; individuals are persons, entities organizations."""
    assert (person.id, person.kind) == ("un:LYi.900", "person")
    assert (company.id, company.kind) == ("un:KPe.900", "organization")
    assert person.provenance.record == "LYi.900"
    assert person.provenance.stated_on == datetime.date(2026, 2, 27)


def test_names_in_un_order_with_script_and_quality(person: Party) -> None:
    """Name parts are joined (`na` is no part, `NA` is), aliases keep the list's own grade."""
    assert [(name.full, name.kind, name.script) for name in person.names] == [
        ("DARIUS EXAMPLI NA MENA", "primary", "Latn"),
        ("داريوس المثالي", "strong-alias", "Arab"),
        ("Darius Exampley", "strong-alias", "Latn"),
        ("Daryush Exampli", "strong-alias", "Latn"),
        ("D. Exampli", "strong-alias", "Latn"),
        ("Abu Mithal", "weak-alias", "Latn"),
        ("أبو مثال", "weak-alias", "Arab"),
    ]


def test_entities_say_also_and_formerly_known_as(company: Party) -> None:
    """a.k.a. is a strong alias, f.k.a. a former name."""
    assert [(name.full, name.kind) for name in company.names] == [
        ("EXAMPLE SHIPPING COMPANY LTD (ESC)", "primary"),
        ("Beispiel Shipping", "strong-alias"),
        ("Old Example Shipping", "former"),
    ]


def test_births_exact_approximate_and_between(person: Party) -> None:
    """Each published form of a date of birth is a span; a nearer note wins."""
    assert [str(birth.span) for birth in person.birth_dates] == [
        "circa 1961",
        "1960 to 1963",
        "1962-11",
        "1963-07-01",
    ]
    assert [place.country for place in person.birth_places] == ["ly", "tn"]


def test_documents_become_identifiers(person: Party) -> None:
    """By the words of the type; a number that only the note has is found there."""
    assert [(i.kind, i.value, i.country) for i in person.identifiers] == [
        ("passport", "B011641", "ly"),
        ("tax-id", "XMPDRA62S11Z326X", "it"),
    ]
    assert "expires 3 May 2024" in person.identifiers[0].note


def test_measures_are_read_from_the_record_s_own_words(person: Party, company: Party) -> None:
    """Only what the comments state, with its date; otherwise unstated."""
    measures = person.listings[0].measures
    assert [(measure.kind, measure.effective_on) for measure in measures] == [
        ("travel-ban", None),
        ("block", datetime.date(2011, 3, 17)),
    ]
    assert person.listings[0].legal_basis == (
        "paragraph 15 of resolution 1970 (2011)",
        "paragraph 17 of resolution 1970",
    )
    assert [measure.kind for measure in company.listings[0].measures] == ["unstated"]


def test_a_basis_without_measure_beside_one_with_is_unstated() -> None:
    """What one paragraph means is not carried over to another."""
    text = (
        "Listed pursuant to paragraph 15 of resolution 1970 (Travel Ban). "
        "Listed pursuant to paragraph 4 of resolution 2048 (2012)."
    )
    reading = read(listing(entity("A", "B", f"<COMMENTS1>{text}</COMMENTS1>")))
    kinds = [measure.kind for measure in reading.parties[0].listings[0].measures]
    assert kinds == ["travel-ban", "unstated"]


def test_the_rest_of_a_person(person: Party) -> None:
    """Gender, positions, nationality, addresses, listing date and remarks."""
    assert person.gender == "male"
    assert person.positions == ("Colonel", "a) Head of the Example Bureau")
    assert [country.code for country in person.countries] == ["ly"]
    assert [(a.full, a.note) for a in person.addresses] == [
        ("1 Example Street, Tripoli, 218, Libya", "previous")
    ]
    assert person.listings[0].listed_on == datetime.date(2015, 4, 7)
    assert person.listings[0].programmes == ("Libya",)
    assert person.remarks.startswith("Listed pursuant to paragraph 15 of resolution 1970 (2011)")


def test_owner_numbers_are_read_and_ship_numbers_left(company: Party) -> None:
    """Of two IMO numbers in the comments, the check digit tells the company's."""
    assert [(i.kind, i.value) for i in company.identifiers] == [("company-imo", "5571322")]


def test_what_has_no_field_is_kept_and_reported_once(person: Party, small: Reading) -> None:
    """An element the specification does not know becomes a detail and a finding."""
    assert ("EYE_COLOUR", "brown") in [(d.label, d.value) for d in person.details]
    assert [(f.code, f.field) for f in small.findings] == [("unmapped-element", "EYE_COLOUR")]


def test_every_text_of_the_record_is_somewhere_in_the_party(person: Party) -> None:
    """Nothing lost: notes, update dates and remarks beside names are details."""
    details = {detail.label: detail.value for detail in person.details}
    assert details["LAST_DAY_UPDATED"] == "2014-09-26; 2015-03-26"
    notes = [detail.value for detail in person.details if detail.label == "alias note"]
    assert notes == [
        "Abu Mithal (أبو مثال): nom de guerre",
        "D. Exampli, born in 1963: born in 1963",
    ]


def test_repeated_and_missing_references_get_stable_ids() -> None:
    """Both records stay, with a finding each; the id comes from list, kind and name."""
    first = read(listing(entity("A", "One"), entity("A", "Two"), entity("", "Three")))
    again = read(listing(entity("", "Three"), entity("A", "One"), entity("A", "Two")))
    assert first.records == len(first.parties) == 3
    assert sorted(p.id for p in first.parties) == sorted(p.id for p in again.parties)
    assert "un:A" not in {p.id for p in first.parties}
    assert {f.code for f in first.findings} == {"repeated-reference", "missing-reference"}


def test_records_that_name_nobody_are_rejected_with_a_finding() -> None:
    """No name, an unknown kind of record, copies: counted, reported, left out."""
    copies = [entity("A", "One")] * 3
    reading = read(listing(*copies, entity("B", ""), "<VESSEL><FIRST_NAME>X</FIRST_NAME></VESSEL>"))
    assert (reading.records, len(reading.parties), reading.rejected) == (5, 1, 4)
    errors = [finding.code for finding in reading.findings if finding.severity == "error"]
    assert sorted(errors) == ["duplicate-record", "duplicate-record", "no-name", "unknown-record"]


def test_unreadable_values_are_reported_and_kept() -> None:
    """An impossible date and an unknown country are findings, and details."""
    extra = (
        "<LISTED_ON>2015-02-31</LISTED_ON>"
        "<ENTITY_ADDRESS><COUNTRY>Atlantis</COUNTRY></ENTITY_ADDRESS>"
    )
    reading = read(listing(entity("A", "One", extra)))
    assert {f.code for f in reading.findings} == {"unreadable-date", "unreadable-country"}
    assert {d.value for d in reading.parties[0].details} == {"2015-02-31", "Atlantis"}


def test_a_list_of_nobody_is_malformed() -> None:
    """An empty list would delist everybody."""
    with pytest.raises(MalformedFile, match="lists nobody"):
        read(b"<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>")


@pytest.mark.parametrize(
    ("printed", "names", "remark"),
    [
        ("Jin Tiesan (金铁三)", ("Jin Tiesan", "金铁三"), ""),
        ("حسن (Hassan Ghul; Hasan Gul)", ("حسن", "Hassan Ghul", "Hasan Gul"), ""),
        ("Abu B (original script: Абу Б)", ("Abu B", "Абу Б"), ""),
        ("A Sabet; B Sabet b) C Sabet", ("A Sabet", "B Sabet", "C Sabet"), ""),
        ("Agha Jan اغا جان", ("Agha Jan", "اغا جان"), ""),
        ("Ezat (previously listed as)", ("Ezat",), "previously listed as"),
        ("Ishaq Akhund born in 1963", ("Ishaq Akhund",), "born in 1963"),
        ("華信船務(香港)有限公司", ("華信船務(香港)有限公司",), ""),
        ("GREAT LAKES (GLBC)", ("GREAT LAKES (GLBC)",), ""),
        ("M. Javad", ("M. Javad",), ""),
        ("Korea Mirae Shipping Co., Ltd.", ("Korea Mirae Shipping Co., Ltd.",), ""),
    ],
)
def test_spellings_of_one_field(printed: str, names: tuple[str, ...], remark: str) -> None:
    """One name per spelling, each in one script; remarks are no names."""
    assert spellings(printed) == (names, remark)


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("In Arabic: سيف العدل", ("سيف العدل",)),
        ("(Abu Du’a; Abu Duaa’) nom de guerre", ("Abu Du’a", "Abu Duaa’")),
        ("Yunis al-M; Younis al-M", ("Yunis al-M", "Younis al-M")),
        ("DOB: 1948; POB: Anefif", ()),
        ("nom de guerre", ()),
    ],
)
def test_names_in_notes(note: str, names: tuple[str, ...]) -> None:
    """Notes that list spellings give names; all others stay notes."""
    assert noted_spellings(note) == names


@given(st.text(max_size=60))
def test_any_field_is_taken_apart_without_error(printed: str) -> None:
    """Spellings never come out empty, and never longer than what was printed."""
    found = spellings(printed)
    assert all(name.strip() and len(name) <= len(printed) for name in found.names)


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("Numéro de passeport", "passport"),
        ("Número de pasaporte", "passport"),
        ("National Identification Number", "national-id"),
        ("Ration card no.", "other"),
        ("alien registration number", "other"),
        ("Driver's Permit", "driving-licence"),
        ("Italian Fiscal Code:", "tax-id"),
        ("number:", None),
    ],
)
def test_document_types_in_words(description: str, kind: str | None) -> None:
    """The words of a type decide, in the languages the list uses."""
    assert kind_of(description) == kind


def test_real_editions_lose_no_record(shared_data: Path) -> None:
    """Counts in are counts out, in every edition; no two parties share an id."""
    readable = [path for path in sorted((shared_data / "lists/un").glob("*.xml"))
                if not path.name.startswith("MALFORMED")]  # fmt: skip
    assert readable
    for path in readable:
        content = path.read_bytes()
        printed = content.count(b"<INDIVIDUAL>") + content.count(b"<ENTITY>")
        reading = read(content, path.name)
        assert (reading.records, len(reading.parties), reading.rejected) == (printed, printed, 0)
        assert len({party.id for party in reading.parties}) == printed


def test_the_newest_edition_has_730_persons_and_273_entities(shared_data: Path) -> None:
    """As its publisher counts."""
    reading = read((shared_data / "lists/un/UN_consolidated_moov.xml").read_bytes())
    assert Counter(p.kind for p in reading.parties) == {"person": 730, "organization": 273}
    assert reading.findings == ()


def test_wrong_bytes_in_a_real_file_are_named(shared_data: Path) -> None:
    """The whole file is refused, with line, byte and what to do."""
    path = next((shared_data / "lists/un").glob("MALFORMED_*"))
    assert UN_XML.claims(file(path.read_bytes()))
    with pytest.raises(MalformedFile, match=r"line 54: byte 0xE9 .* download the file again"):
        read(path.read_bytes(), path.name)
