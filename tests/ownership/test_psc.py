"""The UK register of people with significant control."""

import datetime
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stake_files import FIXTURES, FileRead, damaged, fixture, is_read_or_refused

from interdict.dates import span
from interdict.errors import MalformedFile
from interdict.ownership import psc
from interdict.ownership.psc_natures import Right, right_of
from interdict.ownership.reading import StakeReader
from interdict.ownership.share import MAYBE_NOTHING, band

reader: StakeReader = psc  # a module fits the protocol, says mypy

TO_50 = band(25, 50, low_open=True)
TO_75 = band(50, 75, low_open=True, high_open=True)
TO_100 = band(75, 100)
MORE_THAN_25 = band(25, 100, low_open=True)


@pytest.fixture(scope="module")
def snapshot() -> FileRead:
    return fixture(psc.read, "psc.jsonl")


def line(**about: Any) -> bytes:
    """A line about company 09999999, whose person is of an individual's kind."""
    about = {"kind": "individual-person-with-significant-control", "name": "Ann Quay", **about}
    return json.dumps({"company_number": "09999999", "data": about}).encode() + b"\n"


# -- natures of control --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nature", "right"),
    [
        ("ownership-of-shares-25-to-50-percent", Right("shares", TO_50)),
        ("ownership-of-shares-50-to-75-percent", Right("shares", TO_75)),
        ("ownership-of-shares-75-to-100-percent", Right("shares", TO_100)),
        ("voting-rights-25-to-50-percent-limited-liability-partnership", Right("votes", TO_50)),
        ("voting-rights-75-to-100-percent-as-trust", Right("votes", TO_100, "trust")),
        ("ownership-of-shares-50-to-75-percent-as-firm", Right("shares", TO_75, "firm")),
        (
            "right-to-share-surplus-assets-75-to-100-percent-limited-liability-partnership",
            Right("shares", TO_100),
        ),
        (
            "right-to-share-surplus-assets-25-to-50-percent-as-firm-limited-liability-partnership",
            Right("shares", TO_50, "firm"),
        ),
        ("part-right-to-share-surplus-assets-25-to-50-percent", Right("shares", TO_50)),
        ("right-to-appoint-and-remove-directors", Right("board")),
        ("right-to-appoint-and-remove-directors-as-trust", Right("board", through="trust")),
        ("right-to-appoint-and-remove-members-limited-liability-partnership", Right("board")),
        ("right-to-appoint-and-remove-person", Right("board")),
        ("significant-influence-or-control", Right("control")),
        ("significant-influence-or-control-registered-overseas-entity", Right("control")),
        (
            "ownership-of-shares-more-than-25-percent-registered-overseas-entity",
            Right("shares", MORE_THAN_25),
        ),
        (
            "voting-rights-more-than-25-percent-as-trust-registered-overseas-entity",
            Right("votes", MORE_THAN_25, "trust", "trust"),
        ),
        (
            "ownership-of-shares-more-than-25-percent-as-control-over-trust-registered-overseas-"
            "entity",
            Right("shares", MORE_THAN_25, "trust", "control"),
        ),
        (
            "right-to-appoint-and-remove-directors-as-firm-registered-overseas-entity",
            Right("board", through="firm", link="other"),
        ),
        (
            "registered-owner-as-nominee-person-england-wales-registered-overseas-entity",
            Right("other"),
        ),
    ],
)
def test_a_published_nature_of_control_has_its_kind_and_band(nature: str, right: Right) -> None:
    found = right_of(nature)
    assert found is not None
    assert (found.kind, found.share, found.through) == (right.kind, right.share, right.through)
    if right.through:
        assert found.link == right.link


@pytest.mark.parametrize(
    "nature",
    ["", "ownership-of-shares", "ownership-of-shares-30-to-40-percent", "voting-rights-of-all",
     "significant-influence-or-control-75-to-100-percent"],
)  # fmt: skip
def test_a_word_that_is_no_nature_of_control_is_none(nature: str) -> None:
    assert right_of(nature) is None


# -- persons and companies -----------------------------------------------------------------------


def test_every_record_is_counted_and_the_last_line_dates_the_snapshot(snapshot: FileRead) -> None:
    assert (snapshot.report.records, snapshot.report.rejected) == (14, 0)
    assert snapshot.report.published == datetime.date(2026, 9, 18)
    assert not snapshot.found("totals")


def test_a_person_holds_each_right_since_the_day_notified(snapshot: FileRead) -> None:
    held = snapshot.held("AnnaQuay", "09000001")
    assert held.keys() == {"shares", "votes", "board"}
    assert held["shares"].share == TO_100
    assert held["shares"].since == datetime.date(2016, 4, 6)


def test_a_person_is_described_with_month_of_birth_and_every_nationality(
    snapshot: FileRead,
) -> None:
    anna = snapshot.entities["gb-psc:09000001/AnnaQuay"]
    assert (anna.name, anna.other_names) == ("Mrs Anna Maria Quay", ("Anna Maria Quay",))
    assert anna.birth == span(1977, 2)
    assert [f.code for f in anna.countries if f.role == "nationality"] == ["gb", "ie"]


def test_a_person_who_ceased_held_it_until_that_day(snapshot: FileRead) -> None:
    assert snapshot.held("BenPier", "09000001")["shares"].until == datetime.date(2018, 5, 14)


def test_a_british_company_is_the_same_entity_as_owner_and_as_owned(snapshot: FileRead) -> None:
    assert snapshot.held("gb-coh:09000001", "gb-coh:09000002")["shares"].share == TO_75
    assert snapshot.entities["gb-coh:09000001"].name == "Quay Trading Limited"


@pytest.mark.parametrize(
    ("number", "country", "id_"),
    [
        ("9000001", "England", "gb-coh:09000001"),
        ("sc 12345", "Scotland", "gb-coh:SC012345"),
        ("OC300001", "United Kingdom", "gb-coh:OC300001"),
        ("9000001", "Germany", "psc-line-1:09999999"),
        ("9000001", "", "psc-line-1:09999999"),
        ("HRB 1000", "England", "psc-line-1:09999999"),
    ],
)
def test_only_a_british_number_makes_a_british_company(number: str, country: str, id_: str) -> None:
    about = {"registration_number": number, "country_registered": country}
    kind = "corporate-entity-person-with-significant-control"
    file = FileRead(psc.read, line(kind=kind, identification=about))
    assert {stake.owner for stake in file.stakes} == {id_}


def test_a_number_of_a_country_with_many_registers_does_not_prove_identity(
    snapshot: FileRead,
) -> None:
    (number,) = snapshot.entities["gb-psc:09000003/Insel"].identifiers
    assert (number.value, number.country) == ("HRB32000", "")


def test_two_bands_of_one_right_leave_room_for_either(snapshot: FileRead) -> None:
    assert snapshot.held("Insel", "09000003")["shares"].share == MORE_THAN_25
    assert snapshot.found("contradictory-natures")


def test_what_trustees_hold_is_held_by_the_trust_that_the_person_controls(
    snapshot: FileRead,
) -> None:
    assert snapshot.held("CarlDock#trust", "09000004")["shares"].share == TO_100
    over = snapshot.held("CarlDock", "CarlDock#trust")
    assert over.keys() == {"control", "shares"}
    assert over["shares"].share == MAYBE_NOTHING
    assert snapshot.held("CarlDock", "09000004").keys() == {"control"}


def test_a_right_to_surplus_assets_is_a_partners_share(snapshot: FileRead) -> None:
    held = snapshot.held("DoraDock", "OC300001")
    assert held.keys() == {"shares", "board"}
    assert held["shares"].share == TO_75


def test_a_trustee_of_an_overseas_entity_has_a_role_in_the_trust(snapshot: FileRead) -> None:
    assert "trust" in snapshot.held("IsleLtd", "IsleLtd#trust")


def test_whom_the_register_marks_as_sanctioned_is_told(snapshot: FileRead) -> None:
    assert "Isle Ltd" in snapshot.found("stated-sanctioned")[0].message


# -- whom the register does not name -------------------------------------------------------------


def test_a_super_secure_person_is_an_unnamed_owner_of_any_share(snapshot: FileRead) -> None:
    assert snapshot.entities["gb-psc:09000005/Hidden1"].is_unnamed
    assert snapshot.held("Hidden1", "09000005")["shares"].share == MAYBE_NOTHING


def test_what_ended_on_no_stated_day_is_uncertain(snapshot: FileRead) -> None:
    assert snapshot.held("Hidden2", "09000006")["shares"].uncertain
    assert snapshot.found("no-end")


def test_a_company_without_controllers_has_no_owner(snapshot: FileRead) -> None:
    assert not [stake for stake in snapshot.stakes if stake.owned == "gb-coh:09000008"]
    assert "gb-coh:09000008" in snapshot.entities


@pytest.mark.parametrize(
    ("statement", "unnamed", "uncertain"),
    [
        ("no-individual-or-entity-with-signficant-control-partnership", False, False),
        ("psc-exists-but-not-identified", True, False),
        ("psc-details-not-confirmed-partnership", True, False),
        ("steps-to-find-psc-not-yet-completed", True, True),
        ("all-beneficial-owners-identified", False, False),
        ("at-least-one-beneficial-owner-unidentified", True, False),
        ("no-beneficial-owner-identified", True, True),
        ("a-statement-of-next-year", True, True),
    ],
)
def test_a_statement_means_an_unnamed_owner_or_none(
    statement: str, unnamed: bool, uncertain: bool
) -> None:
    kind = "persons-with-significant-control-statement"
    file = FileRead(psc.read, line(kind=kind, statement=statement))
    assert [s.uncertain for s in file.stakes] == ([uncertain] if unnamed else [])
    assert all(file.entities[s.owner].is_unnamed for s in file.stakes)


# -- what cannot be read -------------------------------------------------------------------------


def test_an_unknown_nature_may_be_a_share_of_any_size(snapshot: FileRead) -> None:
    assert snapshot.held("EveMole", "09000007")["shares"].share == MAYBE_NOTHING
    assert snapshot.found("unknown-nature")


def test_a_date_range_that_ends_before_it_begins_is_uncertain(snapshot: FileRead) -> None:
    assert snapshot.held("EveMole", "09000007")["shares"].uncertain
    assert snapshot.found("unreadable-dates")


@pytest.mark.parametrize(
    "about",
    [
        {"natures_of_control": None},
        {"natures_of_control": "ownership-of-shares-25-to-50-percent"},
        {"natures_of_control": [7, {"a": 1}]},
        {"name": 17, "name_elements": "Quay"},
        {"date_of_birth": {"year": 99999, "month": "x"}},
        {"notified_on": 20160406, "ceased_on": ["2020"]},
        {"nationality": ["British"], "links": "self", "identification": []},
        {"kind": None},
        {"kind": {"of": "another"}},
    ],
)
def test_a_field_of_a_wrong_type_loses_no_stake(about: dict[str, Any]) -> None:
    file = FileRead(
        psc.read, line(**{"natures_of_control": ["voting-rights-25-to-50-percent"]} | about)
    )
    assert file.report.rejected == 0
    assert any(stake.owned == "gb-coh:09999999" for stake in file.stakes)


def test_a_broken_line_is_rejected_with_its_number_and_the_others_are_read() -> None:
    content = line(name="One") + b'{"company_number": \n' + b"[]\n" + line(name="Two")
    file = FileRead(psc.read, content)
    assert (file.report.records, file.report.rejected) == (4, 2)
    assert [finding.record for finding in file.found("unreadable-line")] == ["line 2", "line 3"]
    assert len({stake.owner for stake in file.stakes}) == 2


def test_a_file_cut_off_in_its_last_line_is_refused() -> None:
    content = (FIXTURES / "psc.jsonl").read_bytes()
    with pytest.raises(MalformedFile, match="cut off in the middle of line 9"):
        FileRead(psc.read, b"\n".join(content.splitlines()[:9])[:-30])


def test_a_part_of_a_snapshot_says_so() -> None:
    lines = (FIXTURES / "psc.jsonl").read_bytes().splitlines(keepends=True)
    file = FileRead(psc.read, b"".join(lines[5:]))
    assert "counts 10 persons and the file holds 5" in file.found("totals")[0].message


def test_the_format_is_recognised_by_its_first_line() -> None:
    assert psc.recognises((FIXTURES / "psc.jsonl").read_bytes())
    assert not psc.recognises((FIXTURES / "ftm.jsonl").read_bytes())


@settings(max_examples=150)
@given(damaged("psc.jsonl"))
def test_no_damage_raises_anything_but_our_own_errors(content: bytes) -> None:
    psc.recognises(content)
    is_read_or_refused(psc.read, content)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
FIELDS = (
    "kind", "name", "name_elements", "natures_of_control", "notified_on", "ceased_on", "ceased",
    "date_of_birth", "nationality", "identification", "links", "statement", "is_sanctioned",
    "persons_of_significant_control_count", "generated_at",
)  # fmt: skip
KINDS = (
    "individual-beneficial-owner", "exemptions", "persons-with-significant-control-statement",
    "totals#persons-of-significant-control-snapshot",
)  # fmt: skip


@given(
    st.dictionaries(st.sampled_from(FIELDS), json_values | st.sampled_from(KINDS), max_size=8),
    json_values,
)
def test_fields_of_any_type_raise_nothing(about: dict[str, Any], number: object) -> None:
    record = {"company_number": number, "data": about}
    is_read_or_refused(psc.read, json.dumps(record).encode() + b"\n")
