"""OFAC's Enhanced XML: lists with their measures, names in every script, typed facts."""

import datetime
from pathlib import Path

import pytest
from lxml import etree
from ofac_editions import (
    FIXTURES,
    by_record,
    details_of,
    files_at,
    fixture,
    found,
    name_of,
    number_of,
    read,
    read_one,
    source_file,
)

from interdict.errors import MalformedFile
from interdict.lists.connector import Reading
from interdict.lists.ofac_enhanced_xml import OFAC_ENHANCED_XML
from interdict.party import Listing, Party

SDN = fixture("ofac-enhanced-xml-sdn.xml")
FILTER = '<sanctionsList refId="1401">SDN List</sanctionsList>'
SSI = "Sectoral Sanctions Identifications List"


def changed(old: str, new: str, count: int = 1) -> Reading:
    """The fixture, read with one thing changed."""
    assert old in SDN
    return read_one(OFAC_ENHANCED_XML, source_file(SDN.replace(old, new, count)))


@pytest.fixture(scope="module")
def sdn() -> Reading:
    return read_one(OFAC_ENHANCED_XML, *files_at(FIXTURES / "ofac-enhanced-xml-sdn.xml"))


def test_the_fixture_is_what_ofacs_schema_allows(shared_data: Path) -> None:
    schema = shared_data / "lists" / "ofac" / "schemas" / "enhanced_xml.xsd"
    etree.XMLSchema(etree.parse(schema)).assertValid(etree.fromstring(SDN.encode()))


def test_the_publication_date_is_the_day_of_the_data() -> None:
    (edition,) = OFAC_ENHANCED_XML.assemble([source_file(SDN)])
    assert OFAC_ENHANCED_XML.published(edition) == datetime.date(2026, 1, 8)


def test_a_listing_states_date_programme_measure_and_authority(sdn: Reading) -> None:
    listing = by_record(sdn)["102"].listings[0]
    assert (listing.list, listing.listed_on) == ("SDN List", datetime.date(2018, 2, 23))
    assert listing.programmes == ("DPRK4",)
    assert [(m.kind, m.text) for m in listing.measures] == [("block", "Block")]
    assert listing.legal_basis == ("Executive Order 13810 (North Korea)",)


def test_a_name_in_another_script_is_an_alias_with_its_script(sdn: Reading) -> None:
    names = by_record(sdn)["101"].names
    assert [(name.script, name.kind) for name in names[:2]] == [
        ("Latn", "primary"),
        ("Cyrl", "strong-alias"),
    ]
    assert name_of(by_record(sdn)["102"], "北灣公司").script == "Hant"


def test_name_parts_keep_their_roles(sdn: Reading) -> None:
    parts = by_record(sdn)["101"].names[0].parts
    assert [part.role for part in parts] == ["family", "given", "patronymic"]


def test_low_quality_is_weak_and_fka_is_former(sdn: Reading) -> None:
    assert name_of(by_record(sdn)["101"], "PASHA").kind == "weak-alias"
    assert name_of(by_record(sdn)["102"], "SOUTH BAY CO.").kind == "former"


def test_an_approximate_birth_date_is_circa(sdn: Reading) -> None:
    born = by_record(sdn)["101"].birth_dates
    assert [str(date.span) for date in born] == ["1962-06-12", "circa 1963"]


def test_a_relation_names_the_other_party_and_its_id(sdn: Reading) -> None:
    (link,) = by_record(sdn)["101"].links
    assert (link.kind, link.party, link.name) == ("acting-for", "ofac-sdn:102", "NORTH BAY CO.")


def test_a_related_party_that_is_not_in_the_file_is_on_the_other_list() -> None:
    reading = changed('entityId="102"', 'entityId="999"')
    assert by_record(reading)["101"].links[0].party == "ofac-nonsdn:999"


def test_a_document_marked_not_valid_says_so() -> None:
    reading = changed("<isValid>true</isValid>", "<isValid>false</isValid>")
    assert number_of(by_record(reading)["101"], "passport").note.endswith("not valid")


def test_reliability_and_comments_stay_with_the_value() -> None:
    said = '<isPrimary>true</isPrimary><reliability refId="1">False</reliability></feature>'
    place = SDN.index("Odesa, Ukraine")
    end = SDN.index("</feature>", place) + len("</feature>")
    start = SDN.index("<isPrimary>", place)
    reading = read_one(OFAC_ENHANCED_XML, source_file(SDN[:start] + said + SDN[end:]))
    assert details_of(by_record(reading)["101"], "Place of Birth (note)") == [
        "Odesa, Ukraine: False"
    ]


# --- whose list is it -------------------------------------------------------------------


def test_the_filter_says_which_list_the_file_is() -> None:
    consolidated = FILTER.replace("SDN List", "Consolidated List")
    reading = changed(FILTER, consolidated)
    assert (reading.source, len(reading.parties)) == ("ofac-nonsdn", 5)


def test_an_export_of_everything_is_an_edition_of_each_list() -> None:
    listed = 'datePublished="2022-04-20">SDN List'
    only_sectoral = 'datePublished="2014-07-16">' + SSI
    everything = SDN.replace(FILTER, "").replace(listed, only_sectoral)
    blocked, sectoral = read(OFAC_ENHANCED_XML, source_file(everything))
    assert (blocked.source, len(blocked.parties), blocked.records) == ("ofac-sdn", 4, 4)
    assert (sectoral.source, len(sectoral.parties), sectoral.records) == ("ofac-nonsdn", 1, 1)


def test_a_party_on_both_lists_stands_in_both_editions_with_both_listings() -> None:
    sectoral = f'<sanctionsList refId="2" id="8" datePublished="2014-07-16">{SSI}</sanctionsList>'
    text = SDN.replace(FILTER, "")
    at = text.index("<sanctionsLists>", text.index('<entity id="106"')) + len("<sanctionsLists>")
    both = text[:at] + sectoral + text[at:]
    alone = both.replace('datePublished="2012-09-19">SDN List', f'datePublished="2014-07-16">{SSI}')
    readings = read(OFAC_ENHANCED_XML, source_file(alone))
    assert [len(reading.parties) for reading in readings] == [4, 2]
    for reading in readings:
        party = by_record(reading)["106"]
        assert party.id == f"{reading.source}:106"
        assert {listing.list for listing in party.listings} == {SSI, "SDN List"}


def test_an_export_of_one_programme_is_not_the_list() -> None:
    programme = '<sanctionsProgram refId="1">CUBA</sanctionsProgram>'
    part = f"</sanctionsLists><sanctionsPrograms>{programme}</sanctionsPrograms>"
    partial = source_file(SDN.replace("</sanctionsLists>", part, 1))
    with pytest.raises(MalformedFile, match=r"only a part .* CUBA"):
        read(OFAC_ENHANCED_XML, partial)
    (own,) = read(OFAC_ENHANCED_XML, partial, source="cuba-watch")
    assert len(own.parties) == 5


# --- odd and broken ---------------------------------------------------------------------


def test_an_unknown_list_is_kept_and_told() -> None:
    reading = changed('datePublished="2018-02-23">SDN List', 'datePublished="2018-02-23">New List')
    assert [finding.field for finding in found(reading, "unknown-list")] == ["New List"]
    assert by_record(reading)["102"].listings[0].list == "New List"


def test_an_unknown_sanctions_type_is_other_and_told() -> None:
    reading = changed(">Block</sanctionsType>", ">Freeze</sanctionsType>", count=5)
    (finding,) = found(reading, "unmapped-sanctions-type")
    assert (finding.field, finding.count) == ("Freeze", 5)
    measures = by_record(reading)["102"].listings[0].measures
    assert [measure.kind for measure in measures] == ["unstated", "other"]


def test_an_unknown_feature_is_counted_and_kept(sdn: Reading) -> None:
    (finding,) = found(sdn, "unmapped-element")
    assert (finding.field, finding.count) == ("Loyalty Card", 1)
    assert details_of(by_record(sdn)["106"], "Loyalty Card") == ["55-12"]


def test_an_unknown_element_is_counted_and_kept() -> None:
    reading = changed("<names>", "<motto>Onward</motto><names>")
    assert "motto" in {finding.field for finding in found(reading, "unmapped-element")}
    assert details_of(by_record(reading)["101"], "motto") == ["Onward"]


def test_an_entity_without_id_is_rejected() -> None:
    reading = changed('<entity id="104">', "<entity>")
    assert (reading.rejected, len(reading.parties)) == (1, 4)
    assert len(found(reading, "missing-uid")) == 1


def test_a_repeated_id_keeps_both_records_apart() -> None:
    reading = changed('<entity id="104">', '<entity id="103">')
    assert len({party.id for party in reading.parties}) == 5
    assert len(found(reading, "repeated-uid")) == 1


def test_a_cut_file_is_refused() -> None:
    with pytest.raises(MalformedFile):
        read(OFAC_ENHANCED_XML, source_file(SDN[: len(SDN) // 2]))


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE sanctionsData [<!ENTITY a "b">]><sanctionsData>&a;</sanctionsData>'
    assert OFAC_ENHANCED_XML.claims(source_file(bomb))
    with pytest.raises(MalformedFile, match="DOCTYPE"):
        read(OFAC_ENHANCED_XML, source_file(bomb))


def test_a_file_of_nobody_is_refused() -> None:
    with pytest.raises(MalformedFile, match="lists nobody"):
        read(OFAC_ENHANCED_XML, source_file("<sanctionsData/>"))


# --- the real files ---------------------------------------------------------------------


def edition(shared_data: Path, month: str) -> Reading:
    folder = shared_data / "lists" / "ofac" / f"nonsdn-enhanced-xml-{month}"
    return read_one(OFAC_ENHANCED_XML, *files_at(folder / "CONS_ENHANCED.XML"))


@pytest.fixture(scope="module")
def january(shared_data: Path) -> Reading:
    return edition(shared_data, "2026-01")


def on_list(party: Party, name: str) -> Listing | None:
    return next((listing for listing in party.listings if listing.list == name), None)


def test_the_consolidated_file_is_one_edition_of_442(january: Reading) -> None:
    assert (january.source, january.records, len(january.parties)) == ("ofac-nonsdn", 442, 442)
    assert not [finding for finding in january.findings if finding.severity == "error"]
    assert not found(january, "unmapped-element")


def test_88_of_442_are_also_on_the_sdn_list_and_86_marked_block(january: Reading) -> None:
    also = [listing for party in january.parties if (listing := on_list(party, "SDN List"))]
    assert len(also) == 88
    assert sum(any(m.kind == "block" for m in listing.measures) for listing in also) == 86
    assert sum(any(m.kind == "unstated" for m in listing.measures) for listing in also) == 2


@pytest.mark.parametrize("uid", ["17022", "17248"], ids=["Rosneft", "Lukoil"])
def test_rosneft_and_lukoil_were_sectoral_then_blocked(
    shared_data: Path, january: Reading, uid: str
) -> None:
    before = by_record(edition(shared_data, "2024-07"))[uid]
    after = by_record(january)[uid]
    assert [listing.list for listing in before.listings] == [SSI]
    blocked = on_list(after, "SDN List")
    assert blocked is not None
    assert blocked.listed_on == datetime.date(2025, 10, 22)
    assert blocked.programmes == ("RUSSIA-EO14024",)
    assert [measure.kind for measure in blocked.measures] == ["block"]
    assert on_list(after, SSI) == on_list(before, SSI)


def test_measures_are_dated_where_the_file_dates_them(january: Reading) -> None:
    listing = on_list(by_record(january)["30942"], "Non-SDN CMIC List")
    assert listing is not None
    assert {(m.kind, m.effective_on) for m in listing.measures} == {
        ("securities-ban", datetime.date(2021, 8, 2))
    }


def test_every_name_is_marked_with_its_script(january: Reading) -> None:
    scripts = [name.script for party in january.parties for name in party.names]
    assert len(scripts) == 1633
    assert {script: scripts.count(script) for script in set(scripts)} == {
        "Latn": 1586, "Cyrl": 41, "Hans": 5, "Hant": 1,
    }  # fmt: skip


def test_every_relation_is_a_link(january: Reading) -> None:
    links = [link for party in january.parties for link in party.links]
    assert len(links) == 283
    assert all(link.party and link.name and link.kind != "other" for link in links)
    (acting,) = [link for link in links if link.kind == "acting-for"]
    assert (acting.name, acting.party) == ("HAMAS", "ofac-sdn:4695")
