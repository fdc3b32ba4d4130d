"""The Beneficial Ownership Data Standard as a whole: versions, ways, joint holders, bad files."""

import contextlib
import copy
import io
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bods_statements import Json, Read, company, held, person, record, shares
from hypothesis import given
from hypothesis import strategies as st

from interdict.errors import InterdictError
from interdict.ownership import bods, share
from interdict.ownership.formats import StakeReading, read_stakes
from interdict.ownership.reading import Report
from interdict.ownership.share import UNKNOWN
from interdict.ownership.stake import Entity, Stake

SMALL = Path(__file__).parents[1] / "fixtures" / "ownership" / "bods"


def small(name: str) -> StakeReading:
    return read_stakes(SMALL / name)


def placeless(stake: Stake) -> Stake:
    return msgspec.structs.replace(stake, place="")


# -- the small files -----------------------------------------------------------------------------


def test_a_declaration_of_version_0_4_becomes_people_companies_and_stakes() -> None:
    reading = small("harbour-0.4.json")
    harbour, mara = reading.entities
    assert (harbour.id, harbour.name) == ("gb-coh:01234567", "Quill Harbour Ltd")
    assert (mara.id, mara.name, mara.other_names) == ("mara", "Mara Quist", ("M. Quist",))
    assert (mara.kind, str(mara.birth), mara.countries[0].code) == ("person", "1961-04", "no")
    stated = [(s.kind, str(s.share), str(s.since), str(s.until)) for s in reading.stakes]
    assert stated == [
        ("board", "an unknown share", "2018-07-01", "2021-05-09"),
        ("shares", "above 25 to 50 %", "2018-07-01", "2021-05-09"),
        ("votes", "49.99 %", "2018-07-01", "2021-05-09"),
        ("shares", "60 %", "2021-05-10", "None"),
    ]


def test_the_edition_says_who_published_it_and_when() -> None:
    edition = small("harbour-0.4.json").edition
    assert (edition.form, edition.stated_by) == ("bods-0.4", "Register of Atlantis")
    assert (str(edition.published), edition.authority) == ("2022-02-01", "registry")
    assert (edition.records, edition.rejected) == (4, 0)


def test_an_array_and_lines_say_the_same() -> None:
    array, lines = small("harbour-0.4.json"), small("harbour-0.4.jsonl")
    assert [placeless(s) for s in array.stakes] == [placeless(s) for s in lines.stakes]


def test_a_declaration_of_version_0_2_reads_alike() -> None:
    reading = small("mill-0.2.json")
    assert reading.edition.form == "bods-0.2"
    first, second = reading.stakes
    assert (first.owner, first.owned) == ("ivo-1", reading.entities[0].id)
    assert (str(first.share), str(first.until)) == ("above 50 to 75 %", "2018-05-31")
    assert (str(second.share), str(second.since)) == ("50 to 100 %", "2018-06-01")
    assert next(e for e in reading.entities if e.id == second.owner).is_unnamed


# -- indirect interests --------------------------------------------------------------------------

INDIRECT = {"type": "shareholding", "directOrIndirect": "indirect", "share": {"exact": 60}}


def test_an_indirect_interest_adds_nothing_to_the_stakes_it_is_made_of() -> None:
    read = Read(
        held("mara", "mill", shares(100)),
        held("mill", "harbour", shares(60)),
        held("mara", "harbour", INDIRECT),
    )
    assert read.lines == [
        "mara > mill: shares 100 %",
        "mill > harbour: shares 60 %",
        "mara > harbour: other",
    ]
    assert read.stakes[2].says == "indirect shareholding of 60 %, made up of stakes stated apart"
    assert read.codes == ["indirect-interest"]


def test_an_indirect_interest_whose_way_nobody_states_counts_as_stated() -> None:
    read = Read(held("mara", "harbour", INDIRECT), held("mill", "harbour", shares(40)))
    assert (read.lines[0], read.stakes[0].says) == (
        "mara > harbour: shares 60 %",
        "indirect shareholding",
    )


def test_an_indirect_interest_over_control_may_be_the_same_or_more() -> None:
    read = Read(
        held("mara", "mill", {"type": "otherInfluenceOrControl"}),
        held("mill", "harbour", shares(30)),
        held("mara", "harbour", INDIRECT),
    )
    assert read.lines[2] == "mara > harbour: shares 60 %, uncertain"
    assert read.codes == ["indirect-over-links"]


def test_a_seat_on_a_board_is_no_way_to_what_the_company_holds() -> None:
    read = Read(
        held("mara", "mill", {"type": "boardMember"}),
        held("mill", "harbour", shares(30)),
        held("mara", "harbour", INDIRECT),
    )
    assert read.lines[2] == "mara > harbour: shares 60 %"


def test_a_direct_and_an_indirect_interest_of_one_statement_stay_two() -> None:
    read = Read(
        held("mara", "mill", {}),
        held("mill", "harbour", shares(50)),
        held("mara", "harbour", INDIRECT, shares(50)),
    )
    assert read.lines[2:] == ["mara > harbour: other", "mara > harbour: shares 50 %"]


def test_looking_for_a_way_ends_where_stakes_run_in_circles() -> None:
    read = Read(
        held("mill", "harbour", shares(50)),
        held("dock", "mill", shares(50)),
        held("mill", "dock", shares(50)),
        held("mara", "harbour", INDIRECT),
    )
    assert read.lines[3] == "mara > harbour: shares 60 %"


# -- arrangements --------------------------------------------------------------------------------


def arrangement(key: str, name: str, subtype: str = "") -> Json:
    kind = {"type": "arrangement"} | ({"subtype": subtype} if subtype else {})
    return record(key, "entity", {"entityType": kind, "name": name})


def test_those_who_hold_through_a_joint_arrangement_act_together() -> None:
    read = Read(
        arrangement("both", "Joint shareholding"),
        held("both", "harbour", shares(100)),
        held("mara", "both", shares(50)),
        held("ivo", "both", shares(50)),
    )
    assert [stake.joint_group for stake in read.stakes] == ["", "both", "both"]


def test_what_a_nominee_holds_is_held_for_the_only_nominator() -> None:
    read = Read(
        arrangement("mandate", "Quist mandate", "nomination"),
        held("mara", "mandate", {"type": "nominator"}),
        held("ivo", "mandate", {"type": "nominee"}),
        held("mandate", "harbour", shares(60)),
    )
    stated = [(s.owner, s.kind, s.nominee_for) for s in read.stakes]
    assert stated == [
        ("mara", "control", ""),
        ("ivo", "other", "mara"),
        ("mandate", "shares", "mara"),
    ]


def test_of_two_nominators_nobody_is_taken_for_the_holder() -> None:
    read = Read(
        held("mara", "mandate", {"type": "nominator"}),
        held("ivo", "mandate", {"type": "nominator"}),
        held("mandate", "harbour", shares(60)),
    )
    assert [s.nominee_for for s in read.stakes] == ["", "", ""]


# -- bad records ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "cause"),
    [
        ("a text", "unreadable-record"),
        (None, "unreadable-record"),
        ({"statementId": "x"}, "unknown-statement"),
        ({"statementId": "x", "recordType": "goose", "recordDetails": {}}, "unknown-statement"),
        ({"statementId": "x", "recordType": "entity"}, "no-details"),
        (
            {"statementId": "x", "recordType": "relationship", "recordDetails": {"a": 1}},
            "no-parties",
        ),
    ],
)
def test_a_record_that_states_nothing_is_rejected_and_counted(broken: Any, cause: str) -> None:
    read = Read(company("harbour"), broken)
    assert [f.code for f in read.findings if f.severity == "error"] == [cause]
    assert (read.report.records, read.report.rejected) == (2, 1)


def test_a_statement_of_a_wrong_type_is_read_by_its_fields() -> None:
    goose = held("mara", "harbour", shares(60)) | {"recordType": "goose"}
    read = Read(goose)
    assert (read.lines, read.codes) == (["mara > harbour: shares 60 %"], ["unknown-statement"])


def test_what_is_not_read_is_counted() -> None:
    note = {"annotations": [{"motivation": "commenting"}, {}]}
    read = Read(company("harbour", **note), company("mill", details={"colour": "red"}))
    assert [(f.code, f.count) for f in read.findings] == [
        ("annotations", 2),
        ("unmapped-element", 1),
    ]


@pytest.mark.parametrize(
    "number", ["1e-999999999", "1e999999999", "1e99999999999999999999", "9" * 5000]
)
def test_a_number_that_no_memory_holds_is_an_unknown_share(number: str) -> None:
    statement = json.dumps(held("mara", "harbour", shares({"exact": 77})))
    report = Report()
    found = list(bods.read(io.BytesIO(statement.replace("77", number).encode()), report))
    (stake,) = (each for each in found if isinstance(each, Stake))
    assert stake.share == UNKNOWN


def test_half_a_character_in_a_name_can_still_be_written() -> None:
    read = Read(company("harbour", "Quill \ud83d Harbour"))
    assert read.entities["harbour"].name == "Quill \ufffd Harbour"


# -- any order, any damage -----------------------------------------------------------------------

STORY: list[Json] = [
    company("harbour", numbers={"GB-COH": "1234567"}),
    company("mill"),
    person("mara"),
    held("mara", "mill", shares(60)),
    held("mill", "harbour", shares({"minimum": 25, "maximum": 50}, startDate="2019-01-01")),
    held("mara", "harbour", INDIRECT),
    held({"reason": "unknown"}, "mill", shares(5), key="k"),
    arrangement("both", "Joint holding"),
    held("mara", "both", shares(50)),
    held("both", "harbour", {"type": "votingRights", "share": {"exact": 12.5}}),
]


@given(st.permutations(STORY))
def test_the_order_of_statements_changes_no_stake(story: list[Json]) -> None:
    assert sorted(Read(*story).lines) == sorted(Read(*STORY).lines)


JUNK = st.sampled_from(
    [None, True, 0, -1, 1e308, 10**30, "", "x", "\ud800", "0001-01-01", "9999-12-31", 50, "50"]
) | st.sampled_from([[], {}, [[]], [None], {"reason": 5}, "direct", "mara", "harbour", 50.5])


@st.composite
def damaged(draw: st.DrawFn) -> list[Any]:
    """The story with some values lost, doubled or replaced."""
    story: list[Any] = copy.deepcopy(STORY)
    for _ in range(draw(st.integers(1, 6))):
        place: Any = story
        while isinstance(place, dict | list) and place:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            key = draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or draw(st.integers(0, 4)) == 0:
                place[key] = copy.deepcopy(draw(JUNK))
                break
            place = place[key]
    return story


@given(damaged())
def test_no_damage_to_values_breaks_the_reading(story: list[Any]) -> None:
    report = Report()
    found = list(bods.read(io.BytesIO(json.dumps(story).encode()), report))
    known = {each.id for each in found if isinstance(each, Entity)}
    for stake in (each for each in found if isinstance(each, Stake)):
        assert {stake.owner, stake.owned} <= known
        assert share.NONE <= stake.share.low <= stake.share.high <= share.ALL
        assert not (stake.since and stake.until and stake.since > stake.until)
    assert report.records == len(story)
    assert report.rejected == sum(f.count for f in report.findings() if f.severity == "error")


@given(st.binary(max_size=4), st.integers(0, 10_000))
def test_no_damage_to_bytes_breaks_more_than_the_file(junk: bytes, place: int) -> None:
    content = json.dumps(STORY).encode()
    cut = place % len(content)
    with contextlib.suppress(InterdictError):
        list(bods.read(io.BytesIO(content[:cut] + junk), Report()))


def test_every_cause_of_a_finding_stands_in_the_docs() -> None:
    sources = Path(bods.__file__).parent.glob("bods*.py")
    quoted = {
        c for p in sources for c in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', p.read_text("utf-8"))
    }
    page = (Path(__file__).parents[2] / "docs" / "ownership-files.md").read_text("utf-8")
    assert [code for code in sorted(quoted) if f"`{code}`" not in page] == []


# -- the real files ------------------------------------------------------------------------------


def test_every_published_example_reads_or_is_refused(shared_data: Path) -> None:
    """Valid and invalid ones: no traceback, and what goes in comes out or is told."""
    read = refused = 0
    for path in sorted((shared_data / "ownership" / "bods").rglob("*.json")):
        try:
            reading = read_stakes(path)
        except InterdictError:
            refused += 1
            continue
        read += 1
        known = [entity.id for entity in reading.entities]
        assert len(known) == len(set(known)), path
        assert {s.owner for s in reading.stakes} | {s.owned for s in reading.stakes} <= set(known)
        errors = sum(f.count for f in reading.findings if f.severity == "error")
        assert reading.edition.rejected == errors <= reading.edition.records, path
    assert (read, refused) == (522, 3)


def test_every_record_of_the_valid_examples_is_read(shared_data: Path) -> None:
    folder = shared_data / "ownership" / "bods" / "lib-cove-bods_fixtures" / "0.4" / "valid-schema"
    for path in sorted(folder.glob("*.json")):
        reading = read_stakes(path)
        assert reading.edition.rejected == 0, path
        told = {f.code for f in reading.findings if f.severity == "warning"}
        assert told <= {"missing-statement", "unnamed-party", "unknown-scheme"}, (path, told)
