"""OFAC's Advanced XML: parts of the file joined by numbers, names put together again."""

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
from interdict.lists.ofac_advanced_xml import OFAC_ADVANCED_XML

SDN = fixture("ofac-advanced-xml-sdn.xml")
REAL = Path("lists", "ofac", "nonsdn-advanced-xml-2020-03", "CONS_ADVANCED.XML")
SCHEMAS = Path("lists", "ofac", "schemas")
PARTY_104 = '<DistinctParty FixedRef="104">'


def changed(old: str, new: str, count: int = 1) -> Reading:
    """The fixture, read with one thing changed."""
    assert old in SDN
    return read_one(OFAC_ADVANCED_XML, source_file(SDN.replace(old, new, count)))


@pytest.fixture(scope="module")
def sdn() -> Reading:
    return read_one(OFAC_ADVANCED_XML, *files_at(FIXTURES / "ofac-advanced-xml-sdn.xml"))


def test_the_fixture_is_what_ofacs_schema_allows(shared_data: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared_data / SCHEMAS / "advanced_xml.xsd"))
    schema.assertValid(etree.fromstring(SDN.encode()))


def test_the_publication_date_is_the_date_of_issue() -> None:
    (edition,) = OFAC_ADVANCED_XML.assemble([source_file(SDN)])
    assert OFAC_ADVANCED_XML.published(edition) == datetime.date(2026, 1, 8)


def test_a_persons_name_is_put_together_family_first(sdn: Reading) -> None:
    name = by_record(sdn)["101"].names[0]
    assert (name.full, name.kind) == ("ORLOV, Pavel Igorevich", "primary")
    assert [part.role for part in name.parts] == ["family", "given", "patronymic"]


def test_an_entitys_name_is_in_upper_case_as_the_other_forms_print_it(sdn: Reading) -> None:
    assert by_record(sdn)["102"].primary_name == "NORTH BAY CO."


def test_a_name_in_another_script_is_an_alias_with_its_script(sdn: Reading) -> None:
    cyrillic = name_of(by_record(sdn)["101"], "ОРЛОВ, Павел Игоревич")
    assert (cyrillic.script, cyrillic.kind) == ("Cyrl", "strong-alias")
    assert name_of(by_record(sdn)["102"], "北灣公司").script == "Hant"


def test_low_quality_is_weak_and_fka_is_former(sdn: Reading) -> None:
    assert name_of(by_record(sdn)["101"], "PASHA").kind == "weak-alias"
    assert name_of(by_record(sdn)["102"], "SOUTH BAY CO.").kind == "former"


def test_a_listing_states_date_programmes_measure_and_authority(sdn: Reading) -> None:
    (listing,) = by_record(sdn)["101"].listings
    assert (listing.list, listing.listed_on) == ("SDN List", datetime.date(2019, 3, 1))
    assert set(listing.programmes) == {"SDGT", "IFSR"}
    assert [(m.kind, m.text) for m in listing.measures] == [("block", "Block")]
    assert listing.legal_basis == ("Executive Order 13224 (Terrorism)",)


def test_kinds_come_from_types_and_subtypes(sdn: Reading) -> None:
    assert {uid: party.kind for uid, party in by_record(sdn).items()} == {
        "101": "person", "102": "organization", "103": "vessel", "104": "aircraft",
        "106": "organization",
    }  # fmt: skip


def test_documents_are_joined_to_their_party(sdn: Reading) -> None:
    passport = number_of(by_record(sdn)["101"], "passport")
    assert (passport.value, passport.country) == ("751234567", "ru")
    assert passport.note == "issued 01 Feb 2015 expires 01 Feb 2025"


def test_addresses_are_joined_through_locations(sdn: Reading) -> None:
    (address,) = by_record(sdn)["101"].addresses
    assert (address.city, address.country) == ("Limassol", "cy")


def test_a_relation_is_a_link_of_the_party_it_starts_from(sdn: Reading) -> None:
    (link,) = by_record(sdn)["101"].links
    assert (link.kind, link.party, link.name) == ("acting-for", "ofac-sdn:102", "NORTH BAY CO.")


def test_a_former_relation_says_so() -> None:
    reading = changed('Former="false"', 'Former="true"')
    assert by_record(reading)["101"].links[0].text == "Acting for or on behalf of (former)"


def test_entries_that_state_different_sets_speak_for_themselves() -> None:
    entry = SDN[SDN.index("<SanctionsEntry ") : SDN.index("</SanctionsEntry>") + 17]
    lists = SDN.replace("</ListValues>", '<List ID="77">CAPTA List</List></ListValues>')
    types = lists.replace(
        "</SanctionsTypeValues>",
        '<SanctionsType ID="78">561 Full Restrictions</SanctionsType></SanctionsTypeValues>',
    )
    list_id = entry.split('ListID="')[1].split('"')[0]
    type_id = entry.split('SanctionsTypeID="')[1].split('"')[0]
    second = entry.replace(f'ListID="{list_id}"', 'ListID="77"').replace(
        f'SanctionsTypeID="{type_id}"', 'SanctionsTypeID="78"'
    )
    both = types.replace("</SanctionsEntries>", f"{second}</SanctionsEntries>")
    reading = read_one(OFAC_ADVANCED_XML, source_file(both))
    assert {
        each.list: [measure.kind for measure in each.measures]
        for each in by_record(reading)["101"].listings
    } == {"SDN List": ["block"], "CAPTA List": ["correspondent-account"]}


# --- odd and broken ---------------------------------------------------------------------


def test_a_number_that_the_file_does_not_explain_is_told_and_kept() -> None:
    at = SDN.index(">Aircraft Model<")
    number = SDN[SDN.rindex('ID="', 0, SDN.rindex("FeatureTypeGroupID", 0, at)) + 4 : at][:4]
    reading = changed(f'FeatureTypeID="{number}"', 'FeatureTypeID="8888"')
    (finding,) = found(reading, "unknown-reference")
    assert finding.field == "FeatureType 8888"
    assert details_of(by_record(reading)["104"], "8888") == ["A340-313"]


def test_an_unknown_feature_is_counted_and_kept(sdn: Reading) -> None:
    (finding,) = found(sdn, "unmapped-element")
    assert (finding.field, finding.count) == ("Loyalty Card", 1)
    assert details_of(by_record(sdn)["106"], "Loyalty Card") == ["55-12"]


def test_an_unknown_element_is_counted_and_kept() -> None:
    reading = changed(PARTY_104, f"{PARTY_104}<Motto>Onward</Motto>")
    assert details_of(by_record(reading)["104"], "Motto") == ["Onward"]
    assert "Motto" in {finding.field for finding in found(reading, "unmapped-element")}


def test_a_document_of_nobody_is_an_error_finding() -> None:
    at = SDN.index('IdentityID="', SDN.index("<IDRegDocument "))
    old = SDN[at : SDN.index('"', at + 12) + 1]
    start = SDN.index("<IDRegDocuments>")
    text = SDN[:start] + SDN[start:].replace(old, 'IdentityID="9999"', 1)
    reading = read_one(OFAC_ADVANCED_XML, source_file(text))
    assert [finding.severity for finding in found(reading, "orphan-reference")] == ["error"]


def test_a_party_without_id_is_rejected() -> None:
    reading = changed(PARTY_104, '<DistinctParty FixedRef="">')
    assert (reading.records, reading.rejected) == (5, 1)


def test_a_repeated_id_keeps_both_records_apart() -> None:
    reading = changed(PARTY_104, '<DistinctParty FixedRef="103">')
    assert len({party.id for party in reading.parties}) == 5
    assert len(found(reading, "repeated-uid")) == 1


def test_a_party_without_entry_is_told_by_its_lack_of_lists() -> None:
    reading = changed('ProfileID="104" ListID', 'ProfileID="9104" ListID')
    assert [finding.record for finding in found(reading, "no-list")] == ["104"]


def test_a_file_of_changes_is_not_an_edition() -> None:
    delta = SDN.replace('Version="1"', 'Version="2" DeltaBaseVersion="1"', 1)
    with pytest.raises(MalformedFile, match="only the changes"):
        read(OFAC_ADVANCED_XML, source_file(delta))


def test_a_cut_file_is_refused() -> None:
    with pytest.raises(MalformedFile):
        read(OFAC_ADVANCED_XML, source_file(SDN[: len(SDN) // 2]))


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE Sanctions [<!ENTITY a "b">]><Sanctions>&a;</Sanctions>'
    assert OFAC_ADVANCED_XML.claims(source_file(bomb))
    with pytest.raises(MalformedFile, match="DOCTYPE"):
        read(OFAC_ADVANCED_XML, source_file(bomb))


def test_a_file_of_nobody_is_refused() -> None:
    with pytest.raises(MalformedFile, match="lists nobody"):
        read(OFAC_ADVANCED_XML, source_file("<Sanctions/>"))


# --- the real file ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def march(shared_data: Path) -> Reading:
    return read_one(OFAC_ADVANCED_XML, *files_at(shared_data / REAL))


def test_the_file_of_2020_is_valid_against_its_schema(shared_data: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared_data / SCHEMAS / "sdn_advanced_2020_asdm.xsd"))
    schema.assertValid(etree.parse(shared_data / REAL))


def test_the_file_of_2020_gives_375_parties_and_276_relations(march: Reading) -> None:
    assert (march.source, march.records, len(march.parties)) == ("ofac-nonsdn", 375, 375)
    links = [link for party in march.parties for link in party.links]
    assert len(links) == 276
    assert all(link.name and link.party for link in links)


def test_every_party_of_2020_has_names_programmes_and_dated_listings(march: Reading) -> None:
    for party in march.parties:
        assert party.names[0].kind == "primary"
        assert party.listings
        assert all(each.programmes and each.listed_on for each in party.listings)
    assert {finding.code for finding in march.findings} <= {"invalid-email"}


def test_all_573_documents_of_2020_are_kept(march: Reading) -> None:
    documents = [
        each for party in march.parties for each in party.identifiers
        if each.field.startswith("IDRegDocument")
    ]  # fmt: skip
    assert len(documents) == 573


def test_rosneft_of_2020_is_sectoral_only(march: Reading) -> None:
    (listing,) = by_record(march)["17022"].listings
    assert listing.listed_on == datetime.date(2014, 7, 16)
    assert [m.kind for m in listing.measures] == ["sectoral-debt", "sectoral-project"]
