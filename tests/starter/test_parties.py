"""The embedded list: whole, true to the official publications, and telling the demo story."""

import csv
import datetime
import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

from lxml import etree

from interdict import identifiers
from interdict.lists.catalog import SOURCES
from interdict.lists.connector import Reading, ReadRequest, SourceFile
from interdict.lists.ftm import FTM_JSONL, export
from interdict.lists.interdict_jsonl import dump
from interdict.party import Party

Starter = dict[str, Party]

ROSNEFT, LUKOIL = "ofac-sdn:17022", "ofac-sdn:17248"
DESIGNATIONS = datetime.date(2025, 10, 22)


def native_ids(starter: Starter, source: str) -> list[str]:
    return [party_id.partition(":")[2] for party_id in starter if party_id.startswith(f"{source}:")]


def test_every_line_is_read_without_a_finding(starter_reading: Reading) -> None:
    assert starter_reading.source == "starter"
    assert starter_reading.findings == ()
    assert starter_reading.rejected == 0
    assert len(starter_reading.parties) >= 140


def test_the_lines_are_written_in_the_shortest_form(starter_reading: Reading) -> None:
    shipped = files("interdict.starter").joinpath("parties.jsonl").read_text().splitlines()
    parties = starter_reading.parties
    written = dump(parties, "starter", datetime.date(2026, 8, 22)).decode().splitlines()
    assert [json.loads(line) for line in shipped[1:]] == [json.loads(line) for line in written[1:]]


def test_the_list_survives_a_journey_through_followthemoney(starter: Starter) -> None:
    content = b"".join(export(starter.values()))
    file = SourceFile(name="starter.ftm.json", content=content, modified=DESIGNATIONS)
    (files_read,) = FTM_JSONL.assemble([file])
    request = ReadRequest(edition="", published=DESIGNATIONS)
    back = {p.id: p for reading in FTM_JSONL.read(files_read, request) for p in reading.parties}
    assert back.keys() == starter.keys()
    for party_id, party in starter.items():
        returned = back[party_id]
        assert {n.full for n in returned.names} == {n.full for n in party.names}
        assert {i.value for i in returned.identifiers} == {i.value for i in party.identifiers}
        assert [x.measures for x in returned.listings] == [x.measures for x in party.listings]
        assert {x.party for x in returned.links} == {x.party for x in party.links}


def test_every_party_stands_on_a_list_of_an_official_source(starter: Starter) -> None:
    official = {source.id: source for source in SOURCES}
    for party in starter.values():
        source = official[party.source]
        assert party.listings, party.id
        assert party.provenance.authority == "official"
        assert party.provenance.stated_on is not None
        for listing in party.listings:
            assert (listing.authority, listing.regime) == (source.stated_by, source.regime)
            assert listing.programmes, party.id


def test_no_number_has_a_wrong_check_digit(starter: Starter) -> None:
    for party in starter.values():
        for identifier in party.identifiers:
            assert identifier.value == identifiers.normalise(identifier.kind, identifier.value)
            assert identifiers.is_valid(identifier.kind, identifier.value) is not False, (
                party.id,
                identifier,
            )
            assert identifier.valid == identifiers.is_valid(identifier.kind, identifier.value)


def test_both_oil_firms_are_blocked_and_were_under_directives_before(starter: Starter) -> None:
    for party_id, since in ((ROSNEFT, (2014, 7, 16)), (LUKOIL, (2014, 9, 12))):
        (block,) = starter[party_id].listings
        assert block.listed_on == DESIGNATIONS
        assert [measure.kind for measure in block.measures] == ["block"]
        (sectoral,) = starter[party_id.replace("sdn", "nonsdn")].listings
        assert sectoral.listed_on == datetime.date(*since)
        assert "13662 Sectoral Directive 4" in [measure.text for measure in sectoral.measures]


def test_the_34_subsidiaries_of_that_day_name_their_parent(starter: Starter) -> None:
    parents = Counter(
        link.party
        for party in starter.values()
        if party.listings[0].listed_on == DESIGNATIONS
        for link in party.links
        if link.kind == "owned-by" and link.party in (ROSNEFT, LUKOIL)
    )
    assert parents == {ROSNEFT: 28, LUKOIL: 6}


def test_every_linked_name_that_is_here_is_linked_by_id(starter: Starter) -> None:
    names = {party.primary_name: party.id for party in starter.values()}
    for party in starter.values():
        for link in party.links:
            assert link.party, (party.id, link.name)
            assert link.party in starter or link.name not in names, (party.id, link.name)


def test_the_story_has_ships_aircraft_wallets_and_banks(starter: Starter) -> None:
    kinds = Counter(party.kind for party in starter.values())
    assert kinds["vessel"] >= 4
    assert kinds["aircraft"] >= 1
    assert kinds["person"] >= 30
    numbers = Counter(i.kind for party in starter.values() for i in party.identifiers)
    assert numbers["wallet"] >= 4
    assert numbers["bic"] >= 3
    assert numbers["imo"] >= 6


def test_all_four_regimes_tell_the_story(starter: Starter) -> None:
    regimes = Counter(listing.regime for p in starter.values() for listing in p.listings)
    assert {regime for regime, count in regimes.items() if count >= 15} == {"us", "eu", "un", "uk"}


def test_names_come_in_every_script_the_lists_print(starter: Starter) -> None:
    scripts = Counter(name.script for party in starter.values() for name in party.names)
    assert scripts["Cyrl"] >= 20
    assert scripts["Hang"] >= 10
    assert scripts["Hani"] + scripts["Hans"] + scripts["Hant"] >= 3


def test_weak_and_former_names_are_marked(starter: Starter) -> None:
    kinds = Counter(name.kind for party in starter.values() for name in party.names)
    assert kinds["weak-alias"] >= 10
    assert kinds["former"] >= 1


def test_birth_dates_are_exact_partial_circa_and_ranged(starter: Starter) -> None:
    spans = [birth.span for party in starter.values() for birth in party.birth_dates]
    assert any(span.earliest == span.latest for span in spans)
    assert any(span.circa for span in spans)
    assert any((span.latest - span.earliest).days > 366 for span in spans)


def test_ofac_uids_names_and_programmes_agree_with_the_list(
    starter: Starter, shared_data: Path
) -> None:
    path = shared_data / "lists/ofac/sdn-derived-2026-08-20/ofac-sdn.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        listed = {row["uid"]: row for row in csv.DictReader(lines)}
    for uid in native_ids(starter, "ofac-sdn"):
        party = starter[f"ofac-sdn:{uid}"]
        assert party.primary_name == listed[uid]["name"]
        assert list(party.listings[0].programmes) == listed[uid]["programs"].split("; ")


def test_nonsdn_uids_and_names_agree_with_the_list(starter: Starter, shared_data: Path) -> None:
    path = shared_data / "lists/ofac/nonsdn-csv-2025-12/cons_prim.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        listed = {row[0]: row[1] for row in csv.reader(lines) if len(row) > 1}
    for uid in native_ids(starter, "ofac-nonsdn"):
        assert starter[f"ofac-nonsdn:{uid}"].primary_name == listed[uid]


def test_un_reference_numbers_dates_and_names_agree_with_the_list(
    starter: Starter, shared_data: Path
) -> None:
    root = etree.parse(shared_data / "lists/un/UN_consolidated_moov.xml").getroot()
    listed = {
        entry.findtext("REFERENCE_NUMBER", "").strip(): entry
        for entry in root.iter("INDIVIDUAL", "ENTITY")
    }
    for number in native_ids(starter, "un"):
        party, entry = starter[f"un:{number}"], listed[number]
        parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
        name = " ".join((entry.findtext(part) or "").strip() for part in parts)
        assert party.primary_name == " ".join(name.split())
        assert f"{party.listings[0].listed_on}" == entry.findtext("LISTED_ON")


def test_eu_records_exist_in_the_acts(starter: Starter, shared_data: Path) -> None:
    folder = shared_data / "lists/eu/official-journal-2026-08-22/consolidated"
    records: dict[str, str] = {}
    for act in ("32014R0269", "32014R0833", "32017R1509"):
        with (folder / f"{act}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                records[f"{act}-{row['annex']}-{row['recordId']}"] = row["name"]
    numbered = [native for native in native_ids(starter, "eu") if "-" in native]
    assert len(numbered) >= 20
    for native in numbered:
        assert records[native].startswith(starter[f"eu:{native}"].primary_name)


def test_uk_ids_dates_and_names_agree_with_the_list(starter: Starter, shared_data: Path) -> None:
    folder = shared_data / "lists/uk/uk-sanctions-list-relational-2026-04"
    with (folder / "subjects.csv").open(encoding="utf-8", newline="") as lines:
        dates = {row["unique_id"]: row["date_designated"] for row in csv.DictReader(lines)}
    names: dict[str, list[str]] = {}
    with (folder / "subject_names.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names.setdefault(row["unique_id"], []).append(" ".join(row["full_name"].split()))
    for native in native_ids(starter, "uk"):
        party = starter[f"uk:{native}"]
        assert party.primary_name in names[native]
        listed_on = party.listings[0].listed_on
        assert listed_on is not None
        assert f"{listed_on:%d/%m/%Y}" == dates[native]
