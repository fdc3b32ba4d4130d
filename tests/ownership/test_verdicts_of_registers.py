"""What registers state, down to the verdict: from a file to each regime's answer."""

import datetime

import pytest
from stake_files import FileRead, fixture

from interdict.ownership import gleif, psc
from interdict.ownership.listed import Listed
from interdict.ownership.solution import Solution, solve
from interdict.ownership.table import StakeTable
from interdict.party import Regime

TODAY = datetime.date(2026, 11, 23)
REGIMES: tuple[Regime, ...] = ("us", "eu", "uk", "ch")


def solved(file: FileRead, listed: str, day: datetime.date = TODAY) -> Solution:
    """Everybody's verdicts, with one entity blocked in every regime."""
    unnamed = [entity.id for entity in file.entities.values() if entity.is_unnamed]
    table = StakeTable.of(file.stakes, unnamed=unnamed)
    return solve(table, [Listed(entity=listed, regime=regime) for regime in REGIMES], day)


def words(solution: Solution, entity: str) -> list[str]:
    """The four verdicts of an entity."""
    return [str(solution.verdict(entity, regime).verdict) for regime in REGIMES]


PARENT, TOP = "lei:INVENTED0000PARENT20", "lei:INVENTED000TOPMOST68"


@pytest.fixture(scope="module")
def relationships() -> FileRead:
    return fixture(gleif.read, "gleif_rr.xml")


def test_a_subsidiary_of_which_a_blocked_parent_states_its_share_is_blocked(
    relationships: FileRead,
) -> None:
    assert (
        words(solved(relationships, PARENT), "lei:INVENTED00SUBSIDRY51")
        == ["blocked-by-ownership"] * 4
    )


def test_consolidation_without_a_share_is_unknown_in_the_us_and_control_in_the_eu(
    relationships: FileRead,
) -> None:
    us, eu, *_ = words(solved(relationships, TOP), PARENT)
    assert (us, eu) == ("unknown", "blocked-by-control")


def test_a_branch_of_a_blocked_head_office_is_blocked_everywhere(relationships: FileRead) -> None:
    verdicts = words(solved(relationships, PARENT), "lei:INVENTED000BRANCH059")
    assert verdicts == ["blocked-by-ownership"] * 4


def test_a_fund_that_a_listed_manager_runs_is_for_a_person_to_look_at(
    relationships: FileRead,
) -> None:
    solution = solved(relationships, "lei:INVENTED000MANAGER35")
    assert words(solution, "lei:INVENTED0000FUND0030") == ["review"] * 4


def test_a_subsidiary_that_was_sold_is_free_after_its_last_day(relationships: FileRead) -> None:
    former, last = "lei:INVENTED000FORMER002", datetime.date(2022, 6, 30)
    before = solved(relationships, PARENT, last)
    after = solved(relationships, PARENT, last + datetime.timedelta(days=1))
    assert words(before, former)[0] == "unknown"
    assert words(after, former) == ["no-match"] * 4


def test_an_entity_whose_parent_is_not_told_is_unknown_and_one_without_a_parent_is_not() -> None:
    solution = solved(fixture(gleif.read, "gleif_repex.xml"), "lei:SOMEBODYELSE")
    assert words(solution, "lei:INVENTED000ORPHAN004") == ["unknown"] * 4
    assert words(solution, "lei:INVENTED00SUBSIDRY51") == ["no-match"] * 4


@pytest.fixture(scope="module")
def register() -> FileRead:
    return fixture(psc.read, "psc.jsonl")


def test_a_chain_of_british_companies_is_followed_by_their_numbers(register: FileRead) -> None:
    solution = solved(register, "gb-psc:09000001/AnnaQuay")
    assert words(solution, "gb-coh:09000002") == ["blocked-by-ownership"] * 4


def test_a_band_up_to_50_percent_is_unknown_where_50_blocked_in_2018(register: FileRead) -> None:
    day = datetime.date(2018, 5, 14)
    verdicts = words(solved(register, "gb-psc:09000001/BenPier", day), "gb-coh:09000001")
    assert verdicts == ["unknown", "review", "review", "review"]


def test_who_controls_a_trust_that_holds_a_company_controls_it_where_control_counts() -> None:
    about = (
        b'{"company_number": "09000004", "data": {"kind": "individual-beneficial-owner", '
        b'"name": "Carl Dock", "links": {"self": "/CarlDock"}, '
        b'"natures_of_control": ["ownership-of-shares-75-to-100-percent-as-trust"]}}\n'
    )
    solution = solved(FileRead(psc.read, about), "gb-psc:09000004/CarlDock")
    us, eu, uk, _ = words(solution, "gb-coh:09000004")
    assert (us, eu, uk) == ("unknown", "blocked-by-control", "blocked-by-control")


def test_a_company_with_a_secret_controller_is_unknown(register: FileRead) -> None:
    assert words(solved(register, "nobody"), "gb-coh:09000005") == ["unknown"] * 4
