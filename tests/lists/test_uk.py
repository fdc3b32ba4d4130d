"""The UK Sanctions List: XML and CSV say the same, and measures are read, not guessed."""

import csv
import datetime
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import MalformedFile
from interdict.lists import intake
from interdict.lists.connector import Connector, Reading, ReadRequest, SourceFile
from interdict.lists.intake import Instructions
from interdict.lists.uk_csv import UK_CSV
from interdict.lists.uk_xml import UK_XML
from interdict.party import Party, Query
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_current
from interdict.snapshot.store import Home
from interdict.update import add

FIXTURES = Path(__file__).parents[1] / "fixtures" / "uk"
XML = (FIXTURES / "uk-sanctions-list.xml").read_bytes()
CSV = (FIXTURES / "uk-sanctions-list.csv").read_bytes()


def source_file(content: bytes, name: str = "list") -> SourceFile:
    return SourceFile(name=name, content=content, modified=datetime.date(2026, 9, 22))


def read(connector: Connector, content: bytes) -> Reading:
    (files,) = connector.assemble([source_file(content)])
    request = ReadRequest(edition="e" * 64, published=datetime.date(2026, 9, 21))
    (reading,) = connector.read(files, request)
    assert reading.records == len(reading.parties) + reading.rejected
    assert sum(f.severity == "error" for f in reading.findings) == reading.rejected
    return reading


def codes(reading: Reading) -> Counter[str]:
    return Counter({finding.code: finding.count for finding in reading.findings})


def designation(*fields: str, name: str = "SAMPLE") -> str:
    return (
        f"<Designation>{''.join(fields)}<Names><Name><Name6>{name}</Name6>"
        "<NameType>Primary Name</NameType></Name></Names>"
        "<IndividualEntityShip>Entity</IndividualEntityShip></Designation>"
    )


def listing(*designations: str) -> bytes:
    return f"<Designations>{''.join(designations)}</Designations>".encode()


@pytest.fixture(scope="module", params=["xml", "csv"])
def either(request: pytest.FixtureRequest) -> Reading:
    return read(UK_XML, XML) if request.param == "xml" else read(UK_CSV, CSV)


@pytest.fixture
def person(either: Reading) -> Party:
    return either.parties[0]


@pytest.fixture
def company(either: Reading) -> Party:
    return either.parties[1]


@pytest.fixture
def ship(either: Reading) -> Party:
    return either.parties[2]


# --- recognised, dated ---------------------------------------------------------------------


@pytest.mark.parametrize(("connector", "content"), [(UK_XML, XML), (UK_CSV, CSV)])
def test_recognised_by_content_and_dated_by_its_own_date(
    connector: Connector, content: bytes
) -> None:
    """``DateGenerated`` and ``Report Date`` date the edition, whatever the file is called."""
    ((found, files),) = intake.recognise([source_file(content, "download.bin")])
    assert found is connector
    assert connector.published(files) == datetime.date(2026, 9, 21)


def test_ids_and_kinds(either: Reading) -> None:
    """The Unique ID is the id; it stays when the OFSI Group ID is retired."""
    assert [(party.id, party.kind) for party in either.parties] == [
        ("uk:EXA0001", "person"),
        ("uk:EXA0002", "organization"),
        ("uk:EXA0003", "vessel"),
    ]


# --- what a lawyer can check ---------------------------------------------------------------


def test_names_in_spoken_order_with_kind_and_strength(person: Party) -> None:
    """Name 1 to Name 6; a variation is no weaker than an alias; only Low quality is weak."""
    assert [(name.full, name.kind, name.script) for name in person.names] == [
        ("Darius Petrovich EXEMPLAROV", "primary", "Latn"),
        ("Darius EXEMPLAROW", "strong-alias", "Latn"),
        ("Дариус Петрович ЭКЗЕМПЛАРОВ", "strong-alias", "Cyrl"),
        ("Abu Mithal", "weak-alias", "Latn"),
    ]
    assert [(part.role, part.value) for part in person.names[0].parts] == [
        ("given", "Darius"),
        ("middle", "Petrovich"),
        ("family", "EXEMPLAROV"),
    ]


def test_measures_are_those_imposed(person: Party, company: Party, ship: Party) -> None:
    """A ship that may not enter ports is not frozen; an unknown measure keeps its wording."""
    kinds = [[(m.kind, m.text) for m in p.listings[0].measures] for p in (person, company, ship)]
    assert kinds == [
        [
            ("block", "Asset freeze"),
            ("travel-ban", "Travel Ban"),
            ("other", "Trust Services Sanctions"),
        ],
        [("block", "Asset freeze"), ("other", "Prohibition of moonlight")],
        [("other", "De-flag"), ("port-ban", "Prohibition of port entry")],
    ]


def test_an_unknown_measure_is_reported_a_known_narrow_one_is_not(either: Reading) -> None:
    assert codes(either)["unknown-measure"] == 1


def test_listing_says_since_when_and_on_what_basis(person: Party) -> None:
    (listing_,) = person.listings
    regulations = "The Example (Sanctions) (EU Exit) Regulations 2019"
    assert (listing_.regime, listing_.list) == ("uk", "UK Sanctions List")
    assert (listing_.programmes, listing_.legal_basis) == ((regulations,), (regulations,))
    assert listing_.listed_on == datetime.date(2022, 2, 24)
    assert listing_.reason.startswith("Colonel Exemplarov is an involved person.\n\nHe supplied")


def test_births_spelled_out_as_unknown_are_years(person: Party) -> None:
    """``dd/mm/1961`` is a year, ``07/03/1962`` is the seventh of March."""
    assert [str(birth.span) for birth in person.birth_dates] == ["1961", "1962-03-07"]
    assert [(place.full, place.country) for place in person.birth_places] == [
        ("Sampleton, Former USSR Currently Ukraine", "ua"),
        ("Exampleburg, Russia", "ru"),
    ]


def test_numbered_cells_are_taken_apart(person: Party) -> None:
    """(1) and (2) of a number belong to (1) and (2) of what is said about it."""
    assert [(i.kind, i.value, i.country) for i in person.identifiers] == [
        ("passport", "750000001", "ru"),
        ("passport", "D00000002", "af"),
        ("inn", "500100732259", ""),
        ("phone", "74950000001", ""),
        ("email", "darius@exemplarov.example", ""),
    ]
    assert person.positions == ("Colonel", "Minister of Samples", "Deputy Minister of Examples")
    assert [fact.code for fact in person.countries] == ["ru", "cy"]


def test_registration_numbers_are_what_their_labels_say(company: Party) -> None:
    numbers = [(i.kind, i.value, i.valid) for i in company.identifiers]
    assert numbers == [
        ("ogrn", "1027700132195", True),
        ("kpp", "770701001", True),
        ("inn", "7707083893", True),
        ("website", "sample.example", None),
    ]
    assert [(link.kind, link.name) for link in company.links] == [
        ("owned-by", "Sample Holding JSC"),
        ("linked-to", "Sample Branch"),
    ]


def test_a_ship_named_by_its_number_is_found_by_name_and_number(ship: Party) -> None:
    assert [name.full for name in ship.names] == ['IMO 9187629 ("SAMPLE STAR")', "SAMPLE STAR"]
    assert [(i.kind, i.value, i.valid) for i in ship.identifiers] == [("imo", "9187629", True)]
    assert [(fact.role, fact.code) for fact in ship.countries] == [
        ("flag", "km"),
        ("former-flag", "pa"),
    ]
    # the list does not tell owners from operators
    assert [(link.kind, link.name) for link in ship.links] == [("linked-to", "Sample Shipping")]


def test_both_forms_say_the_same() -> None:
    """All but the places in the file where it stands, and the edition."""

    def said(party: Party) -> object:
        listed = party.listings[0]
        return (
            [(name.full, name.kind, name.parts) for name in party.names],
            [(i.kind, i.value, i.country, i.note) for i in party.identifiers],
            [birth.span for birth in party.birth_dates],
            [(place.full, place.country) for place in party.birth_places],
            [(fact.role, fact.code) for fact in party.countries],
            [address.full for address in party.addresses],
            (party.gender, party.positions, party.remarks),
            [(link.kind, link.name, link.text) for link in party.links],
            {(detail.label, detail.value) for detail in party.details},
            (listed.measures, listed.programmes, listed.listed_on, listed.reason),
        )

    forms = (read(UK_XML, XML), read(UK_CSV, CSV))
    assert [said(party) for party in forms[0].parties] == [
        said(party) for party in forms[1].parties
    ]


# --- measures --------------------------------------------------------------------------------


def measured(*fields: str) -> tuple[list[str], Counter[str]]:
    reading = read(UK_XML, listing(designation("<UniqueID>A1</UniqueID>", *fields)))
    (party,) = reading.parties
    return [m.kind for m in party.listings[0].measures], codes(reading)


def test_no_measure_is_unstated_and_reported() -> None:
    """Nothing is assumed of a designation that names no measure."""
    kinds, found = measured("<SanctionsImposed/>")
    assert kinds == ["unstated"]
    assert found["no-measure"] == 1


def test_indicators_count_where_the_wording_is_silent() -> None:
    indicators = (
        "<SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze>"
        "<TravelBan>false</TravelBan></SanctionsImposedIndicators>"
    )
    kinds, found = measured(indicators)
    assert kinds == ["block"]
    assert found["measure-only-indicated"] == 1


def test_a_measure_denied_by_its_indicator_is_kept_and_reported() -> None:
    """The more severe reading holds until a person has looked."""
    kinds, found = measured(
        "<SanctionsImposed>Asset freeze</SanctionsImposed>",
        "<SanctionsImposedIndicators><AssetFreeze>false</AssetFreeze></SanctionsImposedIndicators>",
    )
    assert kinds == ["block"]
    assert found["measure-denied"] == 1


def test_a_measure_imposed_later_has_its_own_date() -> None:
    """``OtherInformation`` says since when, where that is not the day of designation."""
    said = "Date trust services sanctions imposed: 21/03/2023. The Director Disqualification "
    fields = (
        "<SanctionsImposed>Asset freeze|Trust Services Sanctions|Director Disqualification Sanction"
        "</SanctionsImposed>",
        f"<OtherInformation>{said}Sanction was imposed on 09/04/2025.</OtherInformation>",
    )
    (party,) = read(UK_XML, listing(designation("<UniqueID>A1</UniqueID>", *fields))).parties
    assert [str(measure.effective_on) for measure in party.listings[0].measures] == [
        "None",
        "2023-03-21",
        "2025-04-09",
    ]


# --- screened --------------------------------------------------------------------------------


def test_verdicts_follow_the_measure(tmp_path: Path) -> None:
    """A freeze blocks, a port ban restricts, and both say on what list since when."""
    home = Home(tmp_path)
    add(home, [FIXTURES / "uk-sanctions-list.xml"], Instructions())
    screener = Screener(open_current(home))
    asked = (
        Query(name="Darius Petrovich Exemplarov", kind="person"),
        Query(name="Sample Star", kind="vessel"),
        Query(name="Nobody Atall"),
    )
    found = [screener.screen(query).verdicts["uk"] for query in asked]
    assert [verdict.verdict for verdict in found] == ["blocked", "restricted", "no-match"]
    assert "since 2022-02-24: Asset freeze" in found[0].because[0]
    assert "Prohibition of port entry" in found[1].because[0]


# --- nothing lost ----------------------------------------------------------------------------


def test_unknown_elements_are_kept_and_counted_once() -> None:
    extra = "<EntityDetails><Entity><Motto>Samples first</Motto></Entity></EntityDetails>"
    reading = read(
        UK_XML,
        listing(
            designation("<UniqueID>A1</UniqueID>", extra, "<Colour>blue</Colour>"),
            designation("<UniqueID>A2</UniqueID>", extra),
        ),
    )
    found = {f.field: f.count for f in reading.findings if f.code == "unmapped-element"}
    assert found == {"EntityDetails/Entity/Motto": 2, "Colour": 1}
    details = [detail.value for detail in reading.parties[0].details]
    assert {"Motto: Samples first", "Colour: blue"} <= set(details)


def test_missing_and_repeated_ids_get_one_of_their_own() -> None:
    """A record is not lost for want of an id; the same record twice is rejected."""
    reading = read(
        UK_XML,
        listing(
            designation("<UniqueID>A1</UniqueID>"),
            designation("<UniqueID>A1</UniqueID>", name="OTHER"),
            designation(name="NAMELESS ID"),
            designation(name="NAMELESS ID"),
        ),
    )
    assert len({party.id for party in reading.parties}) == 3
    assert reading.rejected == 1
    assert [f.code for f in reading.findings if f.code.endswith("-id")] == [
        "repeated-id",
        "repeated-id",
        "missing-id",
    ]
    assert "uk:A1" not in {party.id for party in reading.parties}


def test_a_nameless_designation_is_rejected_with_a_finding() -> None:
    reading = read(UK_XML, listing("<Designation><UniqueID>A1</UniqueID></Designation>"))
    assert (reading.records, reading.rejected) == (1, 1)


def test_columns_may_stand_in_any_order() -> None:
    """Cells are read by header."""
    first, *rows = csv.reader(io.StringIO(CSV.decode()))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(first)
    writer.writerows(row[::-1] for row in rows)
    assert read(UK_CSV, out.getvalue().encode()).parties == read(UK_CSV, CSV).parties


def test_a_column_nobody_knows_is_kept_and_counted() -> None:
    lines = CSV.decode().replace("Year Built,", "Moon Phase,", 1)
    reading = read(UK_CSV, lines.encode())
    assert codes(reading)["unmapped-element"] == 1
    assert "Moon Phase: 1999" in [detail.value for detail in reading.parties[2].details]
    assert codes(reading)["missing-column"] == 1


def test_a_row_without_an_id_is_rejected() -> None:
    reading = read(UK_CSV, CSV.replace(b"EXA0003", b""))
    assert (reading.records, reading.rejected) == (3, 1)


# --- bad files -------------------------------------------------------------------------------


def test_a_missing_column_is_named() -> None:
    """Without its measures the list would say nothing; it is refused and the column named."""
    content = CSV.replace(b"Sanctions Imposed", b"Sanctions", 1)
    assert UK_CSV.claims(source_file(content))
    with pytest.raises(MalformedFile, match="'Sanctions Imposed' is missing"):
        read(UK_CSV, content)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_truncated_list_is_refused(cut: float) -> None:
    with pytest.raises(MalformedFile):
        read(UK_XML, XML[: int(len(XML) * cut)])


def test_a_csv_cut_off_inside_a_row_is_refused() -> None:
    with pytest.raises(MalformedFile):
        read(UK_CSV, CSV[:-60])


def test_a_list_that_designates_nobody_is_refused() -> None:
    with pytest.raises(MalformedFile, match="designates nobody"):
        read(UK_XML, b"<Designations><DateGenerated>21/09/2026</DateGenerated></Designations>")


@pytest.mark.parametrize("tag", ["SanctionsImposed", "RegimeName", "UniqueID"])
def test_an_element_renamed_in_all_records_refuses_the_file(tag: str) -> None:
    """One designation may state no measure; that of sixty none does is a changed form."""
    fields = "<UniqueID>A{}</UniqueID><RegimeName>R</RegimeName><SanctionsImposed>Asset freeze{}"
    many = [designation(fields.format(n, "</SanctionsImposed>"), name=f"S{n}") for n in range(60)]
    assert read(UK_XML, listing(*many)).records == 60
    with pytest.raises(MalformedFile, match=f"has the element {tag}"):
        read(UK_XML, listing(*many).replace(tag.encode(), b"Renamed"))


def test_another_encoding_is_read_or_refused_never_garbled() -> None:
    """UTF-16 with its mark is read; bytes that are not what the file states are refused."""
    assert read(UK_CSV, CSV.decode().encode("utf-16")).parties == read(UK_CSV, CSV).parties
    with pytest.raises(MalformedFile, match="UTF-8"):
        read(UK_XML, XML.decode().replace("Дариус", "Dárius").encode("cp1252", "ignore"))


def test_a_web_page_is_no_list() -> None:
    page = source_file(b"<!DOCTYPE html><html><body>UK Sanctions List: not found</body></html>")
    assert not UK_XML.claims(page)
    assert not UK_CSV.claims(page)


@given(data=st.data())
def test_a_damaged_list_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever byte changes: a reading that counts its records, or a clear no."""
    connector, content = data.draw(st.sampled_from([(UK_XML, XML), (UK_CSV, CSV)]))
    at = data.draw(st.integers(0, len(content) - 1))
    damaged = content[:at] + bytes([data.draw(st.integers(0, 255))]) + content[at + 1 :]
    if connector.claims(source_file(damaged)):
        try:
            read(connector, damaged)
        except MalformedFile as refusal:
            assert str(refusal)
