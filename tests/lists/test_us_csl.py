"""The Consolidated Screening List: every record on the list it is of, no copy in OFAC's place."""

import csv
import datetime
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import MalformedFile
from interdict.lists import files
from interdict.lists.catalog import SOURCES, source_named
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.us_csl import US_CSL_CSV
from interdict.lists.us_csl_lists import CSL_LISTS, NONPROLIFERATION
from interdict.lists.us_csl_row import mended
from interdict.party import Party

SMALL = Path(__file__).parents[1] / "fixtures" / "us_csl" / "small.csv"
A_DAY = datetime.date(2022, 4, 20)


def file(content: bytes, name: str = "consolidated.csv") -> SourceFile:
    return SourceFile(name=name, content=content, modified=A_DAY)


def read(content: bytes, source: str | None = None) -> dict[str, Reading]:
    (file_set,) = US_CSL_CSV.assemble([file(content)])
    assert US_CSL_CSV.published(file_set) is None
    request = ReadRequest(edition=file_set.content_id, published=A_DAY, source=source)
    return {reading.source: reading for reading in US_CSL_CSV.read(file_set, request)}


def rows() -> list[list[str]]:
    with SMALL.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def text(*lines: list[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(lines)
    return written.getvalue().encode()


@pytest.fixture(scope="module")
def small() -> dict[str, Reading]:
    return read(SMALL.read_bytes())


def only(readings: dict[str, Reading], source: str) -> Party:
    (party,) = readings[source].parties
    return party


def test_claims_by_its_columns_only() -> None:
    """Recognised by content; one renamed column does not hide whose file it is."""
    content = SMALL.read_bytes()
    assert US_CSL_CSV.claims(file(content, "x.bin"))
    assert US_CSL_CSV.claims(file(content.replace(b"alt_names", b"aliases", 1)))
    assert not US_CSL_CSV.claims(file(b"name,type,programs\nA,B,C\n"))
    assert not US_CSL_CSV.claims(file(b"<html><body>license_policy</body></html>"))


def test_each_list_is_a_source_of_its_own(small: dict[str, Reading]) -> None:
    """Ten records: six lists of Commerce and State, and OFAC's copies together."""
    assert {source: reading.records for source, reading in small.items()} == {
        "us-entity-list": 1,
        "us-denied-persons": 1,
        "us-isn": 2,
        "us-dtc": 1,
        "us-unverified": 1,
        "us-meu": 1,
        "us-csl-ofac": 3,
    }
    assert not [finding for reading in small.values() for finding in reading.findings]


def test_every_list_has_a_source_and_a_law() -> None:
    """The table names catalogue sources, and a legal basis wherever it names a measure."""
    known = {source.id for source in SOURCES}
    assert {each.source for each in CSL_LISTS} < known
    assert all(each.legal_basis for each in CSL_LISTS if each.measure != "unstated")
    assert all(law.legal_basis and law.text for law in NONPROLIFERATION)
    assert not [each for each in CSL_LISTS if source_named(each.source).principal]


def test_an_affiliate_is_not_called_like_its_parent(small: dict[str, Reading]) -> None:
    """The name is the affiliate's own; the parent is a link."""
    party = only(small, "us-entity-list")
    assert [name.full for name in party.names] == [
        "Example Mobile Ltd.",
        "Exmob",
        "Example Handsets",
    ]
    assert [link.name for link in party.links] == ["Example Parent Co., Ltd. (Parent)"]
    assert [(a.full, a.country) for a in party.addresses] == [
        ("1 Example Road, Shenzhen, CN", "cn"),
        ("2 Example Road, Nowhere, Hong Kong", "hk"),
    ]


def test_an_entity_list_measure_says_what_needs_a_licence(small: dict[str, Reading]) -> None:
    """Our phrase, then the record's own requirement and review policy."""
    (listed,) = only(small, "us-entity-list").listings
    (measure,) = listed.measures
    assert measure.kind == "trade-ban"
    assert "For all items subject to the EAR" in measure.text
    assert measure.text.endswith("review Presumption of denial")
    assert "15 CFR part 744, supplement no. 4" in listed.legal_basis
    assert (listed.listed_on, listed.reference) == (datetime.date(2019, 5, 21), "84 FR 99999")


def test_a_denial_says_until_when(small: dict[str, Reading]) -> None:
    """The end date is part of what the order says."""
    (listed,) = only(small, "us-denied-persons").listings
    assert [m.text for m in listed.measures] == ["export privileges denied: until 2029-07-05"]
    assert listed.legal_basis[0] == "15 CFR 764.3(a)(2)"


def test_nonproliferation_measures_follow_the_law_named(small: dict[str, Reading]) -> None:
    """Each programme has its own; one that is not in the table adds none."""
    company, person = small["us-isn"].parties
    assert [m.kind for m in company.listings[0].measures] == ["trade-ban"]
    assert [m.kind for m in person.listings[0].measures] == ["block"]
    assert person.listings[0].programmes == ("E.O. 13382", "Law of Tomorrow")


def test_notes_beside_a_name_are_no_part_of_it(small: dict[str, Reading]) -> None:
    """Aliases, successors and "individual" stand in the name field; all is kept as printed."""
    company, person = small["us-isn"].parties
    assert [name.full for name in company.names] == [
        "Example Composites",
        "Ex Com",
        "Ex Composites",
    ]
    assert person.names[0].full == "Petr Vymysel"
    assert {d.label for d in person.details} >= {"Name as printed"}


def test_a_copy_says_that_it_is_one(small: dict[str, Reading]) -> None:
    """An SDN copy states no measure under another list's name, and points at the original."""
    person, company, _ = small["us-csl-ofac"].parties
    assert person.id == "us-csl-ofac:sdn-90001"
    (listed,) = person.listings
    assert listed.list == "SDN List (copy in the Consolidated Screening List)"
    assert [m.kind for m in listed.measures] == ["unstated"]
    assert [m.kind for m in company.listings[0].measures] == ["sectoral-debt"]
    assert [link.party for link in (*person.links, *company.links) if link.party] == [
        "ofac-sdn:90001",
        "ofac-nonsdn:90002",
    ]


def test_ofac_numbers_are_read_with_label_and_country(small: dict[str, Reading]) -> None:
    """``country, value, label`` and ``value, label``, wallets and ships among them."""
    person, company, ship = small["us-csl-ofac"].parties
    found = [(i.kind, i.value, i.country, i.note) for i in person.identifiers]
    assert found == [
        ("passport", "123456789", "ru", ""),
        ("wallet", "1bvbmseystwetqtfn5au4m4gfg7xjanvn2", "", "XBT"),
    ]
    assert [(i.kind, i.valid) for i in company.identifiers] == [("inn", True)]
    assert {(i.kind, i.value) for i in ship.identifiers} == {
        ("call-sign", "HMXX9"),
        ("imo", "9074729"),
    }
    assert [(c.role, c.code) for c in ship.countries] == [("flag", "pa")]
    assert (person.gender, str(person.birth_dates[0].span)) == ("male", "circa 1960")


def test_a_list_added_since_is_kept_and_reported() -> None:
    """Nothing is left out because a table is old."""
    header, *_, last = rows()
    last[1] = "List of Tomorrow (LOT) - Department of Tomorrow"
    readings = read(text(header, last))
    party = only(readings, "us-csl-other")
    assert party.listings[0].list == "List of Tomorrow (LOT) - Department of Tomorrow"
    assert [m.kind for m in party.listings[0].measures] == ["unstated"]
    assert [f.code for f in readings["us-csl-other"].findings] == ["unknown-list"]


def test_equal_names_get_ids_of_their_own_and_copies_are_rejected() -> None:
    """Another address is another record; the same row twice is counted and reported."""
    header, first, *_ = rows()
    moved = [cell.replace("1 Example Road", "9 Other Road") for cell in first]
    again = ["another-id", *first[1:]]
    reading = read(text(header, first, moved, again))["us-entity-list"]
    assert (reading.records, len(reading.parties), reading.rejected) == (3, 2, 1)
    assert len({party.id for party in reading.parties}) == 2
    assert [f.code for f in reading.findings] == ["duplicate-record"]
    ids = {party.id for party in reading.parties}
    alone = {party.id for party in read(text(header, moved))["us-entity-list"].parties}
    assert not ids & alone, "the one that stays would get the id of the one that went"


def test_an_id_does_not_change_with_an_address() -> None:
    """The file's own ``_id`` does."""
    header, first, *_ = rows()
    moved = ["changed", *(cell.replace("1 Example Road", "9 Other Road") for cell in first[1:])]
    ids = [only(read(text(header, row)), "us-entity-list").id for row in (first, moved)]
    assert ids[0] == ids[1]


def test_a_nameless_record_is_rejected_with_a_finding() -> None:
    header, first, *_ = rows()
    first[5] = " "
    reading = read(text(header, first))["us-entity-list"]
    assert (reading.records, reading.rejected) == (1, 1)
    assert [f.severity for f in reading.findings] == ["error"]


@pytest.mark.parametrize("column", ["alt_names", "ids", "type"])
def test_a_missing_column_is_named(column: str) -> None:
    """Without it most aliases, all numbers or all kinds would be gone unnoticed."""
    header, *lines = rows()
    renamed = ["renamed" if each == column else each for each in header]
    with pytest.raises(MalformedFile, match=f"no column {column}:"):
        read(text(renamed, *lines))


def test_an_empty_or_cut_off_file_is_refused() -> None:
    with pytest.raises(MalformedFile, match="lists nobody"):
        read(text(rows()[0]))
    with pytest.raises(MalformedFile, match=r"middle of a row|not closed"):
        read(SMALL.read_bytes()[:-120])


def test_columns_may_stand_in_any_order() -> None:
    """They are found by their headers, and a new one is kept and reported."""
    header, *lines = rows()
    turned = read(text([*header[::-1], "new"], *([*line[::-1], "x"] for line in lines)))
    assert sum(reading.records for reading in turned.values()) == 10
    codes = {f.code for reading in turned.values() for f in reading.findings}
    assert codes == {"unmapped-element"}
    parties = [party for reading in turned.values() for party in reading.parties]
    assert all("new" in {detail.label for detail in party.details} for party in parties)


@given(st.text(max_size=50))
def test_mending_leaves_what_was_not_broken(printed: str) -> None:
    """Only control characters change."""
    kept = "".join(c for c in printed if not "\x80" <= c <= "\x9f")
    assert "".join(c for c in mended(printed) if c in kept) == kept or kept == ""
    assert mended("Xi\x92an") == "Xi’an"


def test_the_real_file_reads_whole(shared_data: Path) -> None:
    """14,160 records of 13 lists: each a party or a finding, one of them there twice."""
    path = shared_data / "lists" / "us_csl" / "consolidated_2022-04_moov.csv.gz"
    (opened,) = files.open_files([path])
    readings = read(opened.content)
    assert sum(reading.records for reading in readings.values()) == 14_160
    rejected = {source: reading.rejected for source, reading in readings.items()}
    assert Counter(rejected) == Counter({"us-csl-ofac": 1})
    counts = {source: len(reading.parties) for source, reading in readings.items()}
    assert counts == {
        "us-entity-list": 2_001,
        "us-denied-persons": 462,
        "us-unverified": 201,
        "us-meu": 71,
        "us-isn": 163,
        "us-dtc": 727,
        "us-csl-ofac": 10_534,
    }


def test_the_real_file_says_what_huawei_needs_a_licence_for(shared_data: Path) -> None:
    """Spot facts: Huawei of Shenzhen since 21 May 2019, its affiliates by their own names."""
    path = shared_data / "lists" / "us_csl" / "consolidated_2022-04_moov.csv.gz"
    (opened,) = files.open_files([path])
    entities = read(opened.content)["us-entity-list"].parties
    huawei = [p for p in entities if p.names[0].full == "Huawei Technologies Co., Ltd. (Huawei)"]
    assert len(huawei) == 3
    assert {p.listings[0].listed_on for p in huawei} == {datetime.date(2019, 5, 21)}
    assert "Hangzhou Huawei Enterprises" in {p.names[0].full for p in entities}
    assert not [n.full for p in entities for n in p.names if "Affiliated Entity" in n.full]
