"""GLEIF: who consolidates whom, and who is not told."""

import datetime
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stake_files import FIXTURES, FileRead, damaged, fixture, is_read_or_refused

from interdict.errors import MalformedFile
from interdict.ownership import gleif
from interdict.ownership.reading import HEAD_BYTES, Report, StakeReader
from interdict.ownership.share import MAYBE_NOTHING, UNKNOWN, exact

PARENT, SUBSIDIARY = "INVENTED0000PARENT20", "INVENTED00SUBSIDRY51"
TOP, BRANCH, FUND = "INVENTED000TOPMOST68", "INVENTED000BRANCH059", "INVENTED0000FUND0030"
MANAGER, UMBRELLA = "INVENTED000MANAGER35", "INVENTED00UMBRELLA52"
FEEDER, MASTER = "INVENTED000FEEDER014", "INVENTED000MASTER080"
FORMER, ORPHAN = "INVENTED000FORMER002", "INVENTED000ORPHAN004"

reader: StakeReader = gleif  # a module fits the protocol, says mypy


@pytest.fixture(scope="module")
def relationships() -> FileRead:
    return fixture(gleif.read, "gleif_rr.xml")


@pytest.fixture(scope="module")
def exceptions() -> FileRead:
    return fixture(gleif.read, "gleif_repex.xml")


def altered(old: str, new: str) -> FileRead:
    """The relationships with one text replaced."""
    text = (FIXTURES / "gleif_rr.xml").read_text()
    assert old in text
    return FileRead(gleif.read, text.replace(old, new).encode())


# -- relationships -------------------------------------------------------------------------------


def test_the_header_dates_the_file(relationships: FileRead) -> None:
    assert relationships.report.published == datetime.date(2024, 6, 5)
    assert relationships.report.form == "gleif-rr"
    assert relationships.report.records == 10


def test_a_direct_parent_holds_what_the_quantifier_says(relationships: FileRead) -> None:
    held = relationships.held(PARENT, SUBSIDIARY)
    assert held.keys() == {"consolidation", "shares"}
    assert held["shares"].share == exact(75)
    assert "75.00 PERCENTAGE" in held["shares"].says


def test_a_parent_that_is_direct_and_ultimate_states_its_share_once(
    relationships: FileRead,
) -> None:
    shares = [
        s for s in relationships.stakes if s.owned.endswith(SUBSIDIARY) and s.kind == "shares"
    ]
    assert len(shares) == 1


def test_an_ultimate_parent_whose_chain_is_not_stated_may_hold_any_share(
    relationships: FileRead,
) -> None:
    held = relationships.held(TOP, PARENT)
    assert held["shares"].share == MAYBE_NOTHING
    assert "consolidation" in held


def test_a_parent_without_a_percentage_holds_an_unknown_share() -> None:
    held = altered("75.00", "").held(PARENT, SUBSIDIARY)
    assert held["shares"].share == UNKNOWN


@pytest.mark.parametrize("amount", ["1.00", "0.51", "-5", "120", "50,1", "half", "1E999999999"])
def test_a_percentage_that_cannot_be_a_consolidation_is_unknown_and_told(amount: str) -> None:
    file = altered("75.00", amount)
    assert file.held(PARENT, SUBSIDIARY)["shares"].share == UNKNOWN
    assert file.found("unclear-percentage")


def test_a_branch_belongs_wholly_to_its_head_office(relationships: FileRead) -> None:
    assert relationships.held(PARENT, BRANCH)["shares"].share == exact(100)


def test_a_fund_manager_owns_nothing(relationships: FileRead) -> None:
    assert relationships.held(MANAGER, FUND).keys() == {"other"}


def test_an_umbrella_may_hold_its_subfund(relationships: FileRead) -> None:
    assert relationships.held(UMBRELLA, FUND)["shares"].share == MAYBE_NOTHING


def test_a_feeder_holds_a_part_of_its_master(relationships: FileRead) -> None:
    assert relationships.held(FEEDER, MASTER)["shares"].share == UNKNOWN
    assert not relationships.held(MASTER, FEEDER)


def test_the_relationship_period_counts_and_the_accounting_period_does_not(
    relationships: FileRead,
) -> None:
    stake = relationships.held(PARENT, SUBSIDIARY)["shares"]
    assert (stake.since, stake.until) == (datetime.date(2018, 2, 6), None)


def test_an_inactive_relationship_ends_on_its_stated_day(relationships: FileRead) -> None:
    assert relationships.held(PARENT, FORMER)["shares"].until == datetime.date(2022, 6, 30)


def test_an_inactive_relationship_without_an_end_is_uncertain_until_its_last_change() -> None:
    file = altered("<rr:EndDate>2022-06-30T00:00:00.000Z</rr:EndDate>", "")
    stake = file.held(PARENT, FORMER)["shares"]
    assert (stake.until, stake.uncertain) == (datetime.date(2024, 3, 1), True)


def test_an_annulled_record_states_nothing_and_is_counted(relationships: FileRead) -> None:
    assert not relationships.held(PARENT, ORPHAN)
    assert [finding.count for finding in relationships.found("void-record")] == [1]
    assert f"lei:{ORPHAN}" in relationships.entities


def test_a_deleted_record_is_over_on_the_day_of_its_deletion(relationships: FileRead) -> None:
    stake = relationships.held(PARENT, MANAGER)["consolidation"]
    assert stake.until == stake.stated_on == datetime.date(2024, 5, 2)


def test_a_status_that_says_nothing_leaves_the_stake_uncertain() -> None:
    file = altered("<rr:RelationshipStatus>ACTIVE<", "<rr:RelationshipStatus>NULL<")
    assert file.held(PARENT, BRANCH)["shares"].uncertain
    assert file.found("unclear-status")


def test_an_unknown_type_of_relationship_is_kept_as_uncertain() -> None:
    stake = altered("IS_INTERNATIONAL_BRANCH_OF", "IS_FRIEND_OF").held(PARENT, BRANCH)["shares"]
    assert stake.uncertain and stake.share == MAYBE_NOTHING


def test_a_wrong_check_digit_is_told_and_the_stake_kept() -> None:
    wrong = "INVENTED000BRANCH058"
    file = altered(BRANCH, wrong)
    assert file.found("invalid-lei")
    assert file.held(PARENT, wrong)["shares"].share == exact(100)


def test_a_parent_that_is_not_named_is_an_unnamed_owner() -> None:
    file = altered(
        f"<rr:EndNode><rr:NodeID>{TOP}</rr:NodeID><rr:NodeIDType>LEI<",
        "<rr:EndNode><rr:NodeID></rr:NodeID><rr:NodeIDType>LEI<",
    )
    (stake,) = [s for s in file.stakes if s.owned.endswith(PARENT) and s.kind == "shares"]
    assert file.entities[stake.owner].is_unnamed


def test_a_relationship_of_nobody_is_rejected() -> None:
    file = altered(f"<rr:StartNode><rr:NodeID>{BRANCH}<", "<rr:StartNode><rr:NodeID><")
    assert file.report.rejected == 1 and file.found("no-child")


def test_a_header_that_announces_more_records_is_told() -> None:
    file = altered("<rr:RecordCount>10<", "<rr:RecordCount>394970<")
    assert "394,970" in file.found("record-count")[0].message


# -- reporting exceptions ------------------------------------------------------------------------


def test_nobody_who_consolidates_is_no_owner(exceptions: FileRead) -> None:
    owned = {stake.owned for stake in exceptions.stakes}
    assert not owned & {f"lei:{SUBSIDIARY}", f"lei:{PARENT}"}
    assert {f"lei:{SUBSIDIARY}", f"lei:{PARENT}"} <= exceptions.entities.keys()


@pytest.mark.parametrize(
    ("owned", "level", "link", "kind"),
    [
        (ORPHAN, "direct", "control", "person"),
        (ORPHAN, "ultimate", "consolidation", "unknown"),
        (TOP, "ultimate", "consolidation", "unknown"),
    ],
)
def test_a_parent_who_is_not_told_is_an_unnamed_owner_of_an_unknown_share(
    exceptions: FileRead, owned: str, level: str, link: str, kind: str
) -> None:
    held = exceptions.held(f"{owned}/{level}-parent-exception", owned)
    assert held.keys() == {link, "shares"}
    assert held["shares"].share == UNKNOWN
    owner = exceptions.entities[held["shares"].owner]
    assert owner.is_unnamed and owner.kind == kind


def test_an_unknown_reason_is_taken_as_an_owner_who_is_not_told(exceptions: FileRead) -> None:
    assert exceptions.held("direct-parent-exception", FEEDER)
    assert exceptions.found("unknown-reason")


def test_reasons_are_counted(exceptions: FileRead) -> None:
    assert sum(finding.count for finding in exceptions.found("exception")) == 6


# -- entities ------------------------------------------------------------------------------------


def test_an_lei_record_names_the_entity_with_its_numbers_and_countries() -> None:
    file = fixture(gleif.read, "gleif_lei.xml")
    entity = file.entities[f"lei:{PARENT}"]
    assert (entity.name, entity.other_names) == ("Harbour Holding plc", ("Quayside Holding plc",))
    numbers = {(n.kind, n.value, n.country) for n in entity.identifiers}
    assert numbers == {("lei", PARENT, ""), ("registration", "1234567", "gb")}
    assert ("jurisdiction", "gb") in {(fact.role, fact.code) for fact in entity.countries}
    assert file.entities[f"lei:{TOP}"].is_state


# -- the other forms -----------------------------------------------------------------------------


RECORD = {
    "Relationship": {
        "StartNode": {"NodeID": SUBSIDIARY, "NodeIDType": "LEI"},
        "EndNode": {"NodeID": PARENT, "NodeIDType": "LEI"},
        "RelationshipType": "IS_DIRECTLY_CONSOLIDATED_BY",
        "RelationshipPeriods": [{"StartDate": "2018-02-06", "PeriodType": "RELATIONSHIP_PERIOD"}],
        "RelationshipStatus": "ACTIVE",
    },
    "Registration": {"LastUpdateDate": "2024-03-01", "RegistrationStatus": "PUBLISHED"},
}


def dollars(value: object) -> object:
    """The same as GLEIF's own JSON writes it."""
    if isinstance(value, dict):
        return {name: dollars(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return {"RelationshipPeriod": [dollars(each) for each in value]}
    return {"$": value}


@pytest.mark.parametrize(
    "written",
    [
        json.dumps([RECORD]),
        json.dumps({"relations": [{"RelationshipRecord": dollars(RECORD)}]}),
        json.dumps({"relations": [dollars(RECORD)]}, indent=2) + "\n",
        json.dumps(
            {
                "data": {
                    "type": "relationship-records",
                    "attributes": {
                        "relationship": {
                            "startNode": {"id": SUBSIDIARY, "type": "LEI"},
                            "endNode": {"id": PARENT, "type": "LEI"},
                            "type": "IS_DIRECTLY_CONSOLIDATED_BY",
                            "status": "ACTIVE",
                            "periods": [{"startDate": "2018-02-06", "type": "RELATIONSHIP_PERIOD"}],
                        },
                        "registration": {"lastUpdateDate": "2024-03-01", "status": "PUBLISHED"},
                        "extension": {"deletedAt": None},
                    },
                }
            }
        ),
    ],
    ids=["array", "golden copy", "golden copy without wrapper", "API"],
)
def test_every_json_form_states_the_same(written: str) -> None:
    assert gleif.recognises(written.encode())
    stake = FileRead(gleif.read, written.encode()).held(PARENT, SUBSIDIARY)["shares"]
    assert (stake.share, stake.since) == (UNKNOWN, datetime.date(2018, 2, 6))
    assert stake.statement == f"lei:{SUBSIDIARY}/IS_DIRECTLY_CONSOLIDATED_BY"


def test_a_page_of_an_answer_says_that_there_are_more() -> None:
    page = {"data": [], "meta": {"pagination": {"currentPage": 1, "lastPage": 8, "total": 106}}}
    file = FileRead(gleif.read, json.dumps(page).encode())
    assert "page 1 of 8" in file.found("one-page")[0].message


def test_an_answer_about_something_else_is_refused() -> None:
    with pytest.raises(MalformedFile, match="about isins"):
        FileRead(gleif.read, b'{"data": [{"type": "isins"}]}')


@pytest.mark.parametrize("name", ["psc.jsonl", "ftm.jsonl"])
def test_other_formats_are_not_recognised(name: str) -> None:
    assert not gleif.recognises((FIXTURES / name).read_bytes())


# -- broken files --------------------------------------------------------------------------------


def test_a_file_that_is_cut_off_is_refused_wherever_it_ends() -> None:
    content = (FIXTURES / "gleif_rr.xml").read_bytes().rstrip()
    for end in range(700, len(content) - 1, 97):
        with pytest.raises(MalformedFile, match="line"):
            FileRead(gleif.read, content[:end])


def test_a_document_type_is_refused_before_anything_is_read() -> None:
    evil = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
    <rr:RelationshipData xmlns:rr="x"><rr:Header><rr:ContentDate>&b;</rr:ContentDate></rr:Header>
    </rr:RelationshipData>"""
    assert gleif.recognises(evil)
    with pytest.raises(MalformedFile, match="DOCTYPE"):
        FileRead(gleif.read, evil)


def test_bytes_of_another_encoding_are_refused() -> None:
    content = (FIXTURES / "gleif_lei.xml").read_bytes().replace(b"Harbour ", b"H\xe4fen ")
    with pytest.raises(MalformedFile, match="line"):
        FileRead(gleif.read, content)


def test_a_record_without_an_end_is_refused_before_memory_is_full() -> None:
    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.start = b'<rr:RelationshipData xmlns:rr="x"><rr:x>'
            self.given = 0

        def read(self, size: int = -1) -> bytes:
            start, self.start = self.start[:size], self.start[size:]
            self.given += size
            assert self.given < 1 << 27
            return start or (b"<y/>" * size)[:size]

    with pytest.raises(MalformedFile, match="without the end of a record"):
        list(gleif.read(Endless(), Report()))  # type: ignore[arg-type]


@settings(max_examples=150)
@given(
    st.one_of(
        damaged("gleif_rr.xml"), damaged("gleif_repex.xml"), damaged("gleif_lei.xml"), st.binary()
    )
)
def test_no_damage_raises_anything_but_our_own_errors(content: bytes) -> None:
    gleif.recognises(content)
    is_read_or_refused(gleif.read, content)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(
            ["Relationship", "StartNode", "NodeID", "$", "LEI", "Entity", "data", "attributes",
             "type", "ExceptionReason", "RelationshipPeriods", "Registration"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.lists(json_values, max_size=3) | json_values)
def test_json_of_any_shape_is_read_or_refused(value: object) -> None:
    is_read_or_refused(gleif.read, json.dumps(value).encode())


# -- real files ----------------------------------------------------------------------------------


def test_every_real_file_is_read_or_refused_and_counted(shared_data: Path) -> None:
    files = [path for path in (shared_data / "ownership" / "gleif").rglob("*") if path.is_file()]
    read = [path for path in files if is_read_or_refused(gleif.read, path.read_bytes())]
    assert len(files) > 100 and len(read) > 90


def test_xml_and_json_of_one_real_file_state_the_same(shared_data: Path) -> None:
    folder = shared_data / "ownership" / "gleif" / "bodspipelines_fixtures"
    pairs = [path for path in folder.glob("*.xml") if path.with_suffix(".json").exists()]
    assert pairs
    for path in pairs:
        one, other = (
            FileRead(gleif.read, each.read_bytes()) for each in (path, path.with_suffix(".json"))
        )
        assert one.stakes == other.stakes
        assert one.entities == other.entities


def test_the_real_percentages_are_the_whole_or_unclear(shared_data: Path) -> None:
    folder = shared_data / "ownership" / "gleif" / "bodspipelines_fixtures"
    file = FileRead(gleif.read, (folder / "rr-updates-data2.xml").read_bytes())
    lows = {s.share.low for s in file.stakes if s.kind == "shares"}
    assert lows == {Fraction(0), Fraction(100)}
    assert file.found("unclear-percentage")


def test_only_files_about_owners_are_recognised(shared_data: Path) -> None:
    api = shared_data / "ownership" / "gleif" / "gleif-rs_api_json"
    for folder, expected in (("countries", False), ("relationships", True), ("regions", False)):
        for path in (api / folder).iterdir():
            assert gleif.recognises(path.read_bytes()[:HEAD_BYTES]) is expected, path.name
