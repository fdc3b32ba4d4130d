"""FollowTheMoney: who owns, directs or controls whom."""

import datetime
import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stake_files import FIXTURES, FileRead, damaged, fixture, is_read_or_refused

from interdict.dates import span
from interdict.errors import MalformedFile
from interdict.ownership import ftm_stakes
from interdict.ownership.ftm_percentages import share_of
from interdict.ownership.reading import StakeReader
from interdict.ownership.share import UNKNOWN, Share, band, exact

reader: StakeReader = ftm_stakes  # a module fits the protocol, says mypy


@pytest.fixture(scope="module")
def file() -> FileRead:
    return fixture(ftm_stakes.read, "ftm.jsonl")


def ownership(**properties: Any) -> FileRead:
    """A file of one ownership of a by b, read."""
    stated = {"owner": ["b"], "asset": ["a"], **properties}
    entity = {"id": "o", "schema": "Ownership", "properties": stated}
    return FileRead(ftm_stakes.read, json.dumps(entity).encode() + b"\n")


# -- percentages ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [("51", "51"), ("51%", "51"), (" 49.99 percent", "49.99"), ("0.5", "0.5"), ("100 %", "100")],
)
def test_a_plain_percentage_is_exact(text: str, value: str) -> None:
    assert share_of(text) == exact(Fraction(value))


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("25-50", band(25, 50, low_open=True)),
        ("25 % to 50 %", band(25, 50, low_open=True)),
        ("between 25 and 50", band(25, 50, low_open=True)),
        (">50", band(50, 100, low_open=True)),
        ("more than 25 percent", band(25, 100, low_open=True)),
        (">= 50", band(50, 100)),
        ("75 or more", band(75, 100)),
        ("50+", band(50, 100)),
        ("less than 5%", band(0, 5, high_open=True)),
        ("up to 10", band(0, 10)),
    ],
)
def test_a_band_in_words_keeps_its_open_end(text: str, share: Share) -> None:
    assert share_of(text) == share


@pytest.mark.parametrize("text", ["", "unknown", "N/A", "not stated", "-"])
def test_a_percentage_that_nobody_knows_is_unknown(text: str) -> None:
    assert share_of(text) == UNKNOWN


@pytest.mark.parametrize(
    "text", ["120", "-5", "50,1", "half", "51 % or so", "1e2", "> 120", "50-25", "٥٠", "9" * 500]
)
def test_a_percentage_that_is_not_clear_is_not_read(text: str) -> None:
    assert share_of(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_share_or_none(text: str) -> None:
    share = share_of(text)
    assert share is None or 0 <= share.low <= share.high <= 100


# -- links ---------------------------------------------------------------------------------------


def test_an_ownership_is_a_stake_in_shares_with_its_days(file: FileRead) -> None:
    stake = file.held("f-state", "f-harbour")["shares"]
    assert stake.share == band(25, 50, low_open=True)
    assert (stake.since, stake.until) == (datetime.date(2019, 3, 1), datetime.date(2020, 6, 30))
    assert (stake.statement, stake.place) == ("o-2", "line 6")


def test_an_ownership_since_some_day_of_a_year_is_uncertain_in_that_year(file: FileRead) -> None:
    held = [s for s in file.stakes if s.owner == "f-anna" and s.owned == "f-harbour"]
    assert [(s.since, s.uncertain) for s in held] == [
        (datetime.date(2019, 1, 1), True),
        (datetime.date(2019, 12, 31), False),
    ]


def test_an_unreadable_percentage_is_unknown_and_told(file: FileRead) -> None:
    (stake,) = [s for s in file.stakes if s.statement == "o-4"]
    assert stake.share == UNKNOWN
    assert "'about half'" in file.found("unreadable-share")[0].message


def test_an_ownership_without_an_owner_has_an_unnamed_one(file: FileRead) -> None:
    (stake,) = [s for s in file.stakes if s.statement == "o-5"]
    assert file.entities[stake.owner].is_unnamed
    assert stake.share == exact(10)


def test_an_ownership_of_nothing_is_rejected(file: FileRead) -> None:
    assert [finding.record for finding in file.found("no-owned")] == ["o-6"]


def test_an_ownership_of_voting_rights_is_one_of_votes(file: FileRead) -> None:
    assert file.held("f-anna", "f-port")["votes"].share == UNKNOWN


def test_roles_in_the_words_of_the_uk_register_mean_what_they_mean_there(file: FileRead) -> None:
    held = file.held("f-anna", "f-state")
    assert held["shares"].share == band(75, 100)
    assert "board" in held


def test_a_director_is_an_officer_and_a_controller_controls(file: FileRead) -> None:
    assert file.held("f-anna", "f-port")["officer"].says == "Chair of the board"
    assert file.held("f-state", "f-port")["control"].says == "appointment"


def test_a_parent_company_holds_an_unknown_share(file: FileRead) -> None:
    assert file.held("f-harbour", "f-port")["shares"].share == UNKNOWN


def test_links_that_say_nothing_of_owning_are_counted(file: FileRead) -> None:
    assert sorted(f.message.split()[0] for f in file.found("unread-schema")) == [
        "Family",
        "UnknownLink",
    ]
    assert (file.report.records, file.report.rejected) == (16, 3)


def test_several_percentages_leave_room_for_each() -> None:
    file = ownership(percentage=["30", "40"])
    assert file.stakes[0].share == band(30, 40)
    assert file.found("several-shares")


def test_several_owners_of_one_link_are_uncertain() -> None:
    file = ownership(owner=["b", "c"], percentage=["60"])
    assert [(s.owner, s.uncertain) for s in file.stakes] == [("b", True), ("c", True)]


@pytest.mark.parametrize("value", [50, 50.5, "50"])
def test_a_value_that_is_no_list_is_read_all_the_same(value: object) -> None:
    assert ownership(percentage=value).stakes[0].share == share_of(str(value))


def test_a_link_nested_in_its_owner_names_both_ends() -> None:
    nested = {
        "id": "b",
        "schema": "Person",
        "properties": {
            "name": ["Ben Pier"],
            "ownershipOwner": [
                {
                    "id": "o",
                    "schema": "Ownership",
                    "properties": {
                        "asset": [{"id": "a", "schema": "Company", "properties": {"name": ["A"]}}],
                        "percentage": ["60"],
                    },
                }
            ],
        },
    }
    file = FileRead(ftm_stakes.read, json.dumps(nested).encode())
    assert file.held("b", "a")["shares"].share == exact(60)
    assert file.entities.keys() == {"a", "b"}


# -- things --------------------------------------------------------------------------------------


def test_a_thing_is_described_with_names_numbers_and_birth(file: FileRead) -> None:
    anna, harbour = file.entities["f-anna"], file.entities["f-harbour"]
    assert (anna.name, anna.other_names, anna.kind) == ("Anna Quay", ("A. Quay",), "person")
    assert anna.birth == span(1977, 2, 3)
    numbers = {(n.kind, n.value, n.valid) for n in harbour.identifiers}
    assert ("inn", "7706107510", True) in numbers
    assert file.entities["f-state"].is_state


# -- broken files --------------------------------------------------------------------------------


def test_a_broken_line_is_rejected_with_its_number() -> None:
    lines = (FIXTURES / "ftm.jsonl").read_bytes().splitlines(keepends=True)
    file = FileRead(ftm_stakes.read, lines[0] + b'{"id": 5}\nnonsense\n' + lines[1])
    assert [f.record for f in file.found("unreadable-line")] == ["line 2", "line 3"]
    assert file.entities.keys() == {"f-anna", "f-harbour"}


def test_a_file_cut_off_in_its_last_line_is_refused() -> None:
    with pytest.raises(MalformedFile, match="cut off"):
        FileRead(ftm_stakes.read, (FIXTURES / "ftm.jsonl").read_bytes()[:-20])


def test_the_format_is_recognised_by_its_first_line() -> None:
    assert ftm_stakes.recognises((FIXTURES / "ftm.jsonl").read_bytes())
    assert not ftm_stakes.recognises((FIXTURES / "psc.jsonl").read_bytes())


@settings(max_examples=150)
@given(damaged("ftm.jsonl"))
def test_no_damage_raises_anything_but_our_own_errors(content: bytes) -> None:
    ftm_stakes.recognises(content)
    is_read_or_refused(ftm_stakes.read, content)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(
    st.sampled_from(["Ownership", "Directorship", "Person", "Company", "PublicBody"]),
    st.dictionaries(
        st.sampled_from(
            ["owner", "asset", "director", "percentage", "startDate", "endDate", "name", "role",
             "birthDate", "leiCode", "imoNumber", "country", "parent", "ownershipOwner"]
        ),
        values,
        max_size=8,
    ),
)  # fmt: skip
def test_properties_of_any_type_raise_nothing(schema: str, properties: dict[str, Any]) -> None:
    entity = {"id": "x", "schema": schema, "properties": properties}
    assert is_read_or_refused(ftm_stakes.read, json.dumps(entity).encode() + b"\n")
