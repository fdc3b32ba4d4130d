"""OFAC's plain XML: what SDN.XML and CONSOLIDATED.XML say arrives whole."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
from interdict.lists.connector import Reading, SourceFile
from interdict.lists.ofac_xml import OFAC_XML
from interdict.party import Party

SDN = fixture("ofac-xml-sdn.xml")


def entry(inner: str, *, uid: str = "<uid>7</uid>", count: int = 1) -> SourceFile:
    """A list of one entry; ``inner`` may bring a name of its own."""
    name = "" if "lastName>" in inner else "<lastName>QUAY TRADING</lastName>"
    return source_file(
        f"<sdnList><publshInformation><Publish_Date>01/08/2026</Publish_Date>"
        f"<Record_Count>{count}</Record_Count></publshInformation>"
        f"<sdnEntry>{uid}{name}<sdnType>Entity</sdnType>{inner}</sdnEntry></sdnList>"
    )


def party(inner: str) -> Party:
    (only,) = read_one(OFAC_XML, entry(inner)).parties
    return only


@pytest.fixture(scope="module")
def sdn() -> Reading:
    return read_one(OFAC_XML, *files_at(FIXTURES / "ofac-xml-sdn.xml"))


def test_the_publication_date_is_read_month_first() -> None:
    (edition,) = OFAC_XML.assemble([entry("")])
    assert OFAC_XML.published(edition) == datetime.date(2026, 1, 8)


def test_the_sdn_list_is_told_from_the_programmes(sdn: Reading) -> None:
    assert sdn.source == "ofac-sdn"
    assert sdn.records == len(sdn.parties) == 5


def test_a_list_of_sectoral_entries_is_the_non_sdn_list() -> None:
    programmes = "<programList><program>UKRAINE-EO13662</program></programList>"
    assert read_one(OFAC_XML, entry(programmes)).source == "ofac-nonsdn"


def test_a_namespace_of_any_year_is_accepted() -> None:
    older = re.sub(r'xmlns="[^"]+"', 'xmlns="http://tempuri.org/sdnList.xsd"', SDN)
    file = source_file(older)
    assert OFAC_XML.claims(file)
    assert len(read_one(OFAC_XML, file).parties) == 5


def test_a_persons_name_reads_family_first_with_typed_parts(sdn: Reading) -> None:
    name = by_record(sdn)["101"].names[0]
    assert name.full == "ORLOV, Pavel Igorevich"
    assert [(part.role, part.value) for part in name.parts] == [
        ("family", "ORLOV"),
        ("given", "Pavel Igorevich"),
    ]


def test_the_weak_mark_and_former_names_are_kept(sdn: Reading) -> None:
    parties = by_record(sdn)
    assert name_of(parties["101"], "PASHA").kind == "weak-alias"
    assert name_of(parties["102"], "SOUTH BAY CO.").kind == "former"


def test_what_the_sdn_list_does_is_unstated(sdn: Reading) -> None:
    listing = by_record(sdn)["102"].listings[0]
    assert listing.list == "SDN List"
    assert [measure.kind for measure in listing.measures] == ["unstated"]


def test_a_directive_among_the_ids_is_a_measure_of_a_non_sdn_listing() -> None:
    sectoral = party(
        "<programList><program>UKRAINE-EO13662</program></programList>"
        "<idList><id><uid>1</uid><idType>Executive Order 13662 Directive Determination -</idType>"
        "<idNumber>Subject to Directive 4</idNumber></id></idList>"
    )
    assert [measure.kind for measure in sectoral.listings[0].measures] == ["sectoral-project"]


def test_a_vessel_keeps_number_flag_owner_and_tonnage(sdn: Reading) -> None:
    vessel = by_record(sdn)["103"]
    assert vessel.kind == "vessel"
    assert number_of(vessel, "imo").value == "9187629"
    assert ("flag", "pw") in {(fact.role, fact.code) for fact in vessel.countries}
    assert [(link.kind, link.name) for link in vessel.links] == [("owned-by", "North Bay Co.")]
    assert details_of(vessel, "Vessel Tonnage") == ["12,500"]


def test_a_wallet_keeps_its_currency(sdn: Reading) -> None:
    wallet = number_of(by_record(sdn)["106"], "wallet")
    assert (wallet.raw, wallet.note) == ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "XBT")


def test_a_document_keeps_country_and_dates(sdn: Reading) -> None:
    passport = number_of(by_record(sdn)["101"], "passport")
    assert passport.country == "ru"
    assert passport.note == "issued 01 Feb 2015 expires 01 Feb 2025"


def test_a_party_linked_to_in_the_remarks_is_a_link(sdn: Reading) -> None:
    person = by_record(sdn)["101"]
    assert [link.name for link in person.links] == ["NORTH BAY CO."]
    assert person.remarks == "(Linked To: NORTH BAY CO.)"


def test_a_link_may_have_brackets_in_its_name() -> None:
    linked = party("<remarks>Moscow office; (Linked To: BANK (OVERSEAS) LTD.)</remarks>")
    assert [link.name for link in linked.links] == ["BANK (OVERSEAS) LTD."]


def test_labelled_items_in_the_remarks_are_read_as_in_the_csv() -> None:
    told = party("<remarks>Chairman; Passport K0012345 (Cyprus); Gender Male.</remarks>")
    assert (number_of(told, "passport").value, told.gender) == ("K0012345", "male")


def test_an_unknown_label_is_counted_and_kept() -> None:
    pair = "".join(
        f"<id><uid>{n}</uid><idType>Loyalty Card</idType><idNumber>55-{n}</idNumber></id>"
        for n in (1, 2)
    )
    reading = read_one(OFAC_XML, entry(f"<idList>{pair}</idList>"))
    (finding,) = found(reading, "unmapped-element")
    assert (finding.field, finding.count) == ("Loyalty Card", 2)
    assert details_of(reading.parties[0], "Loyalty Card") == ["55-1", "55-2"]


def test_an_unknown_element_is_counted_and_kept() -> None:
    reading = read_one(OFAC_XML, entry("<shoeSize>43</shoeSize>"))
    assert [finding.field for finding in found(reading, "unmapped-element")] == ["shoeSize"]
    assert details_of(reading.parties[0], "shoeSize") == ["43"]


def test_an_unreadable_country_stays_as_printed() -> None:
    reading = read_one(
        OFAC_XML,
        entry(
            "<addressList><address><uid>1</uid><country>Atlantis</country></address></addressList>"
        ),
    )
    (address,) = reading.parties[0].addresses
    assert (address.full, address.country) == ("Atlantis", "")
    assert len(found(reading, "unreadable-country")) == 1


def test_a_count_that_disagrees_is_an_error_finding() -> None:
    reading = read_one(OFAC_XML, entry("", count=18_000))
    (finding,) = found(reading, "record-count")
    assert finding.severity == "error"
    assert "18000" in finding.message


def test_a_record_without_id_is_rejected_and_counted() -> None:
    reading = read_one(OFAC_XML, source_file(SDN.replace("<uid>102</uid>", "", 1)))
    assert (reading.records, reading.rejected, len(reading.parties)) == (5, 1, 4)
    assert [finding.severity for finding in found(reading, "missing-uid")] == ["error"]


def test_a_record_without_any_name_is_rejected_and_counted() -> None:
    nameless = SDN.replace("<lastName>EP-XYZ</lastName>", "<lastName> </lastName>")
    reading = read_one(OFAC_XML, source_file(nameless))
    assert (reading.records, reading.rejected) == (5, 1)
    assert [finding.record for finding in found(reading, "no-name")] == ["104"]


def test_a_file_of_mostly_unreadable_records_is_refused() -> None:
    with pytest.raises(MalformedFile, match="has no id"):
        read_one(OFAC_XML, entry("", uid=""))


def test_a_repeated_id_keeps_both_records_apart() -> None:
    doubled = SDN.replace("<uid>102</uid>", "<uid>101</uid>", 1)
    reading = read_one(OFAC_XML, source_file(doubled))
    assert len({each.id for each in reading.parties}) == 5
    assert [finding.record for finding in found(reading, "repeated-uid")] == ["101"]


def test_a_private_list_takes_the_file_under_its_own_name() -> None:
    (reading,) = read(OFAC_XML, *files_at(FIXTURES / "ofac-xml-sdn.xml"), source="house-list")
    assert reading.source == "house-list"
    assert reading.parties[0].id == "house-list:101"
    assert reading.parties[0].provenance.authority == "private"


def test_another_root_element_is_not_claimed() -> None:
    assert not OFAC_XML.claims(source_file("<CONSOLIDATED_LIST/>"))


def test_a_list_of_nobody_is_refused() -> None:
    with pytest.raises(MalformedFile, match="lists nobody"):
        read_one(OFAC_XML, source_file("<sdnList/>"))


BOMB = (
    '<!DOCTYPE sdnList [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    "<sdnList><sdnEntry><lastName>&b;</lastName></sdnEntry></sdnList>"
)
THIEF = '<!DOCTYPE sdnList [<!ENTITY x SYSTEM "file:///etc/passwd">]><sdnList>&x;</sdnList>'


@pytest.mark.parametrize("hostile", [BOMB, THIEF], ids=["bomb", "external"])
def test_entities_are_claimed_and_refused(hostile: str) -> None:
    assert OFAC_XML.claims(source_file(hostile))
    with pytest.raises(MalformedFile, match="DOCTYPE"):
        read_one(OFAC_XML, source_file(hostile))


@given(cut=st.integers(min_value=300, max_value=len(SDN.rstrip()) - 1))
def test_a_file_cut_anywhere_is_refused(cut: int) -> None:
    with pytest.raises(MalformedFile):
        read_one(OFAC_XML, source_file(SDN[:cut].encode()))


@pytest.mark.parametrize(("day", "count"), [("2025-10-22", 443), ("2025-12-18", 442)])
def test_the_real_files_keep_every_record(shared_data: Path, day: str, count: int) -> None:
    folder = shared_data / "lists" / "ofac" / "nonsdn-xml-2025-2026"
    reading = read_one(OFAC_XML, *files_at(folder / f"CONSOLIDATED_pub{day}.xml"))
    assert reading.source == "ofac-nonsdn"
    assert reading.records == len(reading.parties) == count
    assert not [finding for finding in reading.findings if finding.severity == "error"]
    assert not found(reading, "unmapped-element")
