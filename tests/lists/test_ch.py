"""SECO's list: who is listed on its day, and what its own words say that means."""

import datetime
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import MalformedFile
from interdict.lists import intake
from interdict.lists.ch_programmes import measures_in
from interdict.lists.ch_xml import CH_XML
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.party import Party

FIXTURE = Path(__file__).parents[1] / "fixtures" / "ch" / "whole-list.xml"
WHOLE = FIXTURE.read_bytes()
DAY = datetime.date(2026, 8, 27)


def source_file(content: bytes, name: str = "list.xml") -> SourceFile:
    return SourceFile(name=name, content=content, modified=DAY)


def read(content: bytes, published: datetime.date = DAY) -> Reading:
    (files,) = CH_XML.assemble([source_file(content)])
    (reading,) = CH_XML.read(files, ReadRequest(edition="e" * 64, published=published))
    assert reading.records == len(reading.parties) + reading.rejected
    assert sum(f.severity == "error" for f in reading.findings) == reading.rejected
    return reading


def codes(reading: Reading) -> Counter[str]:
    return Counter(finding.code for finding in reading.findings)


def target(ssid: str, inner: str, modifications: str = "") -> str:
    return (
        f'<target ssid="{ssid}"><sanctions-set-id>201</sanctions-set-id><entity>'
        f'<identity ssid="1{ssid}" main="true">{inner}</identity></entity>{modifications}</target>'
    )


def name(value: str, kind: str = "primary-name", part: str = "whole-name") -> str:
    return (
        f'<name name-type="{kind}" quality="good"><name-part order="1" name-part-type="{part}">'
        f"<value>{value}</value></name-part></name>"
    )


def change(kind: str, day: str) -> str:
    return f'<modification modification-type="{kind}" effective-date="{day}"/>'


def listing(*targets: str, kind: str = "whole-list") -> bytes:
    return (
        f'<swiss-sanctions-list list-type="{kind}" date="2026-08-27">{"".join(targets)}'
        "</swiss-sanctions-list>"
    ).encode()


@pytest.fixture(scope="module")
def whole() -> Reading:
    return read(WHOLE)


def by_id(reading: Reading, ssid: str) -> Party:
    return next(party for party in reading.parties if party.id == f"ch:{ssid}")


# --- recognised, dated ------------------------------------------------------------------------


def test_recognised_by_its_root_and_dated_by_it() -> None:
    ((found, files),) = intake.recognise([source_file(WHOLE, "download.bin")])
    assert found is CH_XML
    assert CH_XML.published(files) == DAY


def test_kinds_follow_the_element(whole: Reading) -> None:
    assert [(party.id, party.kind) for party in whole.parties] == [
        ("ch:5001", "person"),
        ("ch:5040", "organization"),
        ("ch:5050", "vessel"),
        ("ch:5070", "organization"),
    ]


# --- who is listed ----------------------------------------------------------------------------


def test_a_delisted_target_is_a_finding_and_no_party(whole: Reading) -> None:
    """The file keeps its history; whoever reads it as a list accuses the free."""
    found = [f for f in whole.findings if f.code == "de-listed"]
    assert [(f.record, f.severity) for f in found] == [("5060", "note")]
    assert "Delista Anna was de-listed on 2016-03-01" in found[0].message


def test_a_delisting_counts_from_its_day(whole: Reading) -> None:
    """Sample Bank is on the list of 27 August and free on 1 September."""
    assert by_id(whole, "5070").primary_name == "Sample Bank"
    later = read(WHOLE, datetime.date(2026, 9, 1))
    assert "ch:5070" not in [party.id for party in later.parties]


def test_a_target_listed_again_is_listed_since_then(whole: Reading) -> None:
    (listed,) = by_id(whole, "5040").listings
    assert listed.listed_on == datetime.date(2025, 1, 10)


def test_the_date_of_a_modification_counts_not_its_place() -> None:
    """A delisting may stand below an amendment of an earlier day."""
    changes = change("amended", "2025-06-03") + change("de-listed", "2025-06-20")
    kept = read(listing(target("2", name("KEPT")), target("1", name("SAMPLE"), changes)))
    assert [party.primary_name for party in kept.parties] == ["KEPT"]


def test_copies_inside_modifications_are_history(whole: Reading) -> None:
    names = [name.full for party in whole.parties for name in party.names]
    assert "Only In History" not in names


# --- measures ---------------------------------------------------------------------------------


def test_each_sanctions_set_is_a_listing_with_its_own_measure(whole: Reading) -> None:
    person = by_id(whole, "5001")
    assert [
        (each.programmes, [(m.kind, m.text) for m in each.measures]) for each in person.listings
    ] == [
        (("Exampleland",), [("block", "Financial sanctions, annex 2")]),
        (("Exampleland",), [("travel-ban", "Reisesanktionen, Anhang 1")]),
    ]
    assert person.listings[0].listed_on == datetime.date(2022, 3, 4)
    assert "Ordinance of 15 June 2016" in person.listings[0].legal_basis[0]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Financial measures, annex 2", ["block"]),
        ("Finanzsanktionen, Anhang 2", ["block"]),
        ("Sanctions financières, annexe 2", ["block"]),
        ("Sanzioni finanziarie, allegato 2", ["block"]),
        ("Travel ban, annex 1", ["travel-ban"]),
        ("Sanctions de voyage, annexe 1", ["travel-ban"]),
        ("Financial sanctions and travel ban, annex 3", ["block", "travel-ban"]),
        ("article 16 and 17 -- Restrictions on the money and capital market", ["finance-ban"]),
        ("Vessel-related measures", ["other"]),
        ("article 12 -- Restrictions on named individuals and entities", ["unstated"]),
        ("annexe 13", ["unstated"]),
        ("Art. 15 Abs. 1, Anhang 8", ["unstated"]),
    ],
)
def test_measures_are_what_the_set_says(text: str, kinds: list[str]) -> None:
    """An annex says where a party stands, not what is done to it."""
    found = measures_in(text, [text])
    assert found is not None
    assert [measure.kind for measure in found] == kinds


def test_words_no_rule_knows_are_other_and_reported(whole: Reading) -> None:
    assert measures_in("Interdiction des lunes", ["Interdiction des lunes"]) is None
    bank = by_id(whole, "5070")
    assert [each.measures[0].kind for each in bank.listings] == ["finance-ban", "other"]
    assert codes(whole)["unknown-measure"] == 1


# --- facts ------------------------------------------------------------------------------------


def test_names_in_order_with_their_variants_as_whole_names(whole: Reading) -> None:
    """A part without a variant in a script keeps its value; titles are no part of the name."""
    person = by_id(whole, "5001")
    assert [(name.full, name.kind, name.script) for name in person.names] == [
        ("Exemplarov Darius Petrovich", "primary", "Latn"),
        ("Exemplarow Darius Petrovich", "strong-alias", "Latn"),
        ("Экземпларов Дариус Петрович", "strong-alias", "Cyrl"),
        ("Dario Muestra", "strong-alias", "Latn"),
        ("Abu Mithal", "weak-alias", "Latn"),
    ]
    assert [part.role for part in person.names[0].parts] == ["family", "given", "patronymic"]
    assert person.positions == ("Colonel",)


def test_a_maiden_name_is_a_former_name() -> None:
    parts = "".join(
        f'<name-part order="{order}" name-part-type="{kind}"><value>{value}</value></name-part>'
        for order, kind, value in (
            (1, "family-name", "Muster"), (2, "given-name", "Anna"), (3, "maiden-name", "Beispiel"),
        )
    )  # fmt: skip
    reading = read(listing(target("1", f'<name name-type="primary-name">{parts}</name>')))
    assert [(name.full, name.kind) for name in reading.parties[0].names] == [
        ("Muster Anna", "primary"),
        ("Anna Beispiel", "former"),
    ]


def test_births_places_and_addresses(whole: Reading) -> None:
    """A date of low quality is approximate; places stand apart from the targets."""
    person = by_id(whole, "5001")
    assert [str(birth.span) for birth in person.birth_dates] == ["1962-03-07", "circa 1961"]
    assert [(place.full, place.country) for place in person.birth_places] == [
        ("Sampleton, Sample Oblast, Ukraine", "ua")
    ]
    (address,) = person.addresses
    assert (address.city, address.country, address.note) == ("Moscow", "ru", "former address")
    assert [fact.code for fact in person.countries] == ["ru", "ar"]


def test_numbers_from_documents_and_from_labelled_words(whole: Reading) -> None:
    numbers = {p.id: [(i.kind, i.value, i.country) for i in p.identifiers] for p in whole.parties}
    assert numbers["ch:5001"] == [
        ("passport", "D00000002", "ru"),
        ("email", "darius@exemplarov.example", ""),
    ]
    assert numbers["ch:5040"] == [("tax-id", "7707083893", ""), ("bic", "DEUTDEFF", "")]
    assert numbers["ch:5050"] == [("imo", "9187629", "")]


def test_relations_name_the_other_party(whole: Reading) -> None:
    (link,) = by_id(whole, "5001").links
    assert (link.kind, link.name, link.party) == ("controlled-by", "Sample Trading LLC", "ch:5040")
    assert link.text == "controlled-by: since 2014"


# --- nothing lost -----------------------------------------------------------------------------


def test_unknown_elements_are_kept_and_counted_once() -> None:
    inner = name("SAMPLE") + "<shoe-size>44</shoe-size>"
    reading = read(listing(target("1", inner), target("2", inner.replace("SAMPLE", "OTHER"))))
    (found,) = [f for f in reading.findings if f.code == "unmapped-element"]
    assert (found.field, found.count) == ("identity/shoe-size", 2)
    assert ("shoe-size", "44") in [(d.label, d.value) for d in reading.parties[0].details]


def test_nameless_and_bodiless_targets_are_rejected_repeated_ids_are_kept() -> None:
    reading = read(
        listing(
            target("1", name("SAMPLE")),
            target("1", name("OTHER")),
            target("2", ""),
            '<target ssid="3"/>',
        )
    )
    assert (reading.records, reading.rejected) == (4, 2)
    assert codes(reading)["repeated-id"] == 2
    assert not {"ch:1"} & {party.id for party in reading.parties}


def test_an_amendment_is_a_list_of_its_own() -> None:
    """Three changed targets must never stand in the place of eight thousand listed ones."""
    reading = read(listing(target("1", name("SAMPLE")), kind="amendment"))
    assert reading.source == "ch-amendment"
    assert codes(reading)["amendment-only"] == 1


# --- bad files --------------------------------------------------------------------------------


@pytest.mark.parametrize("cut", [0.2, 0.6, 0.99])
def test_a_truncated_list_is_refused(cut: float) -> None:
    with pytest.raises(MalformedFile):
        read(WHOLE[: int(len(WHOLE) * cut)])


def test_a_list_of_nobody_is_refused() -> None:
    with pytest.raises(MalformedFile, match="lists nobody"):
        read(listing())


def test_a_file_without_any_modification_is_refused() -> None:
    """If they were renamed, everybody de-listed would be accused again."""
    many = [target(str(n), name(f"S{n}"), change("listed", "2024-01-01")) for n in range(60)]
    assert read(listing(*many)).records == 60
    with pytest.raises(MalformedFile, match="has the element modification"):
        read(listing(*many).replace(b"<modification ", b"<change "))


def test_entities_and_document_types_are_refused() -> None:
    bomb = b'<!DOCTYPE swiss-sanctions-list [<!ENTITY a "b">]>' + listing(target("1", name("&a;")))
    assert CH_XML.claims(source_file(bomb))
    with pytest.raises(MalformedFile, match="document type"):
        read(bomb)


def test_a_web_page_is_no_list() -> None:
    assert not CH_XML.claims(source_file(b"<html><body>SESAM: error 500</body></html>"))


@given(data=st.data())
def test_a_damaged_list_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever byte changes: a reading that counts its records, or a clear no."""
    at = data.draw(st.integers(0, len(WHOLE) - 1))
    damaged = WHOLE[:at] + bytes([data.draw(st.integers(0, 255))]) + WHOLE[at + 1 :]
    if CH_XML.claims(source_file(damaged)):
        try:
            read(damaged)
        except MalformedFile as refusal:
            assert str(refusal)


# --- the real file ----------------------------------------------------------------------------


def test_the_published_example_is_read_whole(shared_data: Path) -> None:
    """Three targets, one of them under both sets of the programme."""
    content = next((shared_data / "lists" / "ch").glob("*.xml")).read_bytes()
    (files,) = CH_XML.assemble([source_file(content)])
    assert CH_XML.published(files) == datetime.date(2024, 1, 17)
    reading = read(content, datetime.date(2024, 1, 17))
    assert (reading.records, reading.rejected) == (3, 0)
    kinds = {
        party.primary_name: [m.kind for listed in party.listings for m in listed.measures]
        for party in reading.parties
    }
    assert kinds == {
        "Test A": ["block", "travel-ban"],
        "Test B": ["block"],
        "Test C": ["travel-ban"],
    }
