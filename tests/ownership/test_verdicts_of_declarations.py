"""What declarations state, down to the verdict: from statements to each regime's answer."""

import datetime

import pytest
from bods_statements import Json, Read, held, person, record, shares

from interdict.ownership.listed import Listed
from interdict.ownership.solution import solve
from interdict.ownership.table import StakeTable
from interdict.party import Regime

TODAY = datetime.date(2026, 11, 23)
REGIMES: tuple[Regime, ...] = ("us", "eu", "uk", "ch")
INDIRECT = {"type": "shareholding", "directOrIndirect": "indirect"}


def verdicts(entity: str, *statements: Json, day: datetime.date = TODAY) -> list[str]:
    """US, EU, UK, CH, with Mara blocked in all of them."""
    read = Read(*statements)
    unnamed = [each.id for each in read.entities.values() if each.is_unnamed]
    table = StakeTable.of(read.stakes, unnamed=unnamed)
    solution = solve(table, [Listed(entity="mara", regime=regime) for regime in REGIMES], day)
    return [str(solution.verdict(entity, regime).verdict) for regime in REGIMES]


def named(*keys: str) -> list[Json]:
    return [person(key) for key in keys]


def test_a_holding_told_a_second_time_as_indirect_does_not_block() -> None:
    story = (
        held("mara", "mill", shares(100)),
        held("mill", "harbour", shares(30)),
        held("mara", "harbour", {**INDIRECT, "share": {"exact": 30}}),
    )
    assert verdicts("harbour", *named("mara", "mill", "harbour"), *story) == ["review"] * 4


def test_an_indirect_majority_that_nobody_explains_blocks() -> None:
    story = held("mara", "harbour", {**INDIRECT, "share": {"exact": 60}})
    found = verdicts("harbour", *named("mara", "harbour"), story)
    assert found == ["blocked-by-ownership"] * 4


def test_a_band_up_to_half_is_unknown_where_half_blocks() -> None:
    story = held("mara", "harbour", shares({"exclusiveMinimum": 25, "maximum": 50}))
    found = verdicts("harbour", *named("mara", "harbour"), story)
    assert found == ["unknown", "unknown", "review", "review"]


def test_a_band_below_half_is_not_unknown() -> None:
    story = held("mara", "harbour", shares({"exclusiveMinimum": 25, "exclusiveMaximum": 50}))
    assert verdicts("harbour", *named("mara", "harbour"), story) == ["review"] * 4


@pytest.mark.parametrize("percent", [60, {"minimum": 75}])
def test_a_holder_whom_nobody_names_may_be_blocked(percent: object) -> None:
    story = held({"reason": "unknown"}, "harbour", shares(percent), key="k")
    assert verdicts("harbour", *named("harbour"), story) == ["unknown"] * 4


def test_a_company_held_through_a_joint_arrangement_is_held_by_each_of_its_members() -> None:
    both = record(
        "both", "entity", {"entityType": {"type": "arrangement"}, "name": "Joint holding"}
    )
    story = (
        held("both", "harbour", shares(100)),
        held("mara", "both", shares(30)),
        held("ivo", "both", shares(70)),
    )
    found = verdicts("harbour", *named("mara", "ivo", "harbour"), both, *story)
    assert found[2] == "blocked-by-ownership"
    assert "blocked-by-ownership" not in found[:2]


def test_what_a_nominee_holds_is_the_nominators() -> None:
    mandate = {"entityType": {"type": "arrangement", "subtype": "nomination"}, "name": "Mandate"}
    story = (
        record("mandate", "entity", mandate),
        held("mara", "mandate", {"type": "nominator"}),
        held("ivo", "mandate", {"type": "nominee"}),
        held("mandate", "harbour", shares(60)),
    )
    found = verdicts("harbour", *named("mara", "ivo", "harbour"), *story)
    assert found == ["blocked-by-ownership"] * 4


def test_a_stake_sold_by_a_later_statement_no_longer_blocks() -> None:
    before = held("mara", "harbour", shares(60, startDate="2018-01-01"), day="2018-01-01")
    after = held(
        "mara",
        "harbour",
        shares(10, startDate="2018-01-01"),
        day="2021-06-01",
        recordStatus="updated",
    )
    story = (*named("mara", "harbour"), before, after)
    assert (
        verdicts("harbour", *story, day=datetime.date(2021, 5, 31)) == ["blocked-by-ownership"] * 4
    )
    assert "blocked-by-ownership" not in verdicts("harbour", *story)


def test_two_halves_of_a_majority_under_one_number_are_a_majority() -> None:
    numbers = {"identifiers": [{"scheme": "NOR-TAXID", "id": "12345678"}]}
    mara = [
        record(
            key, "person", {"personType": "knownPerson", "names": [{"fullName": "Mara"}], **numbers}
        )
        for key in ("mara", "mara-again")
    ]
    story = (*mara, held("mara", "harbour", shares(30)), held("mara-again", "mill", shares(60)),
             held("mill", "harbour", shares(25)))  # fmt: skip
    read = Read(*story, *named("harbour", "mill"))
    table = StakeTable.of(read.stakes)
    solution = solve(table, [Listed(entity="nor-taxid:12345678", regime="us")], TODAY)
    assert str(solution.verdict("harbour", "us").verdict) == "blocked-by-ownership"
