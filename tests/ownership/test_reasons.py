"""The sentences of a verdict: who, how much, which line, and what is not known."""

import datetime

from interdict.ownership.listed import Listed
from interdict.ownership.regime_solution import Terms
from interdict.party import Regime

from .stake_lines import solved

SSI = Listed(
    entity="Titov", regime="us", measure="sectoral-debt", text="13662 Sectoral Directive 1",
    programmes=("UKRAINE-EO13662",), list="SSI List", listed_on=datetime.date(2014, 7, 16),
)  # fmt: skip


def because(found: object, entity: str, regime: Regime = "us") -> str:
    return "; ".join(found.verdict(entity, regime).because)  # type: ignore[attr-defined]


def test_a_block_names_the_holders_the_sum_and_the_rule() -> None:
    says = because(solved("Orlov,A,30", "Belov,A,25", blocked=["Orlov", "Belov"]), "A")
    assert says == (
        "Orlov 30 %; Belov 25 %: 55 % (owners added up); blocks at 50 % or more, all blocked "
        "owners added up (OFAC guidance of 13 August 2014; FAQ 398 to 402)"
    )


def test_the_uk_tells_of_the_largest_holder() -> None:
    assert "60 % (the largest holder counts)" in because(solved("Orlov,A,60"), "A", "uk")


def test_a_listing_is_told_with_list_programme_and_day() -> None:
    says = because(solved("Titov,A,10", blocked=[SSI]), "Titov")
    assert says.startswith(
        "listed on SSI List (UKRAINE-EO13662) since 2014-07-16: sectoral-debt, "
        "13662 Sectoral Directive 1"
    )


def test_a_likeness_says_what_joins_the_two() -> None:
    likely = Listed(
        entity="Orlov", regime="us", name="ORLOV, Ivan", certain=False, says="a similar name"
    )
    found = solved("Orlov,A,60", blocked=[likely])
    assert because(found, "Orlov").startswith("may be ORLOV, Ivan, listed: a similar name")
    assert "a likeness that a person must confirm stands above it" in because(found, "A")


def test_a_band_is_told_as_it_is_stated() -> None:
    says = because(solved("Orlov,A,25-50"), "A")
    assert says.startswith("Orlov above 25 to 50 %: 25 to 50 % (owners added up); ")
    assert says.endswith("one value would block, another would not")


def test_a_measure_of_which_nobody_knows_whether_it_flows_down_is_named() -> None:
    odd = Listed(entity="Orlov", regime="us", measure="other", text="stern warning")
    found = solved("Orlov,A,60", blocked=[odd])
    assert found.verdict("A", "us").verdict == "unknown"
    says = because(found, "A")
    assert "stern warning: whether it reaches what the party holds is not in this table" in says
    assert "one value would block" not in says


def test_an_unnamed_owner_is_told_as_somebody() -> None:
    assert because(solved("?1,A,60", unnamed=["?1"]), "A").startswith("somebody unnamed 60 %")


def test_votes_and_links_are_told_in_words() -> None:
    found = solved("Orlov,A,60,votes", "Orlov,A,,board", "Orlov,A,,officer")
    says = because(found, "A")
    assert "Orlov 60 % of the votes" in says
    assert "Orlov may appoint or remove the board's majority of it" in says
    assert "Orlov is an officer of it" in says


def test_of_many_holders_the_largest_are_named_and_the_rest_counted() -> None:
    owners = [f"Owner {n}" for n in range(10)]
    found = solved(*(f"{o},A,{n + 1}" for n, o in enumerate(owners)), blocked=owners)
    says = because(found, "A")
    assert says.startswith("Owner 9 10 %; Owner 8 9 %; ")
    assert "Owner 4 5 % and 4 more: 55 %" in says


def test_holders_who_do_not_count_are_not_named() -> None:
    assert "Free" not in because(solved("Orlov,A,60", "Free,A,40"), "A")


def test_a_narrower_measure_is_named() -> None:
    says = because(solved("Titov,A,50", blocked=[SSI]), "A")
    assert "13662 Sectoral Directive 1: reaches what is held to 50 % or more" in says


def test_measures_that_reach_the_line_only_together_are_said_to_be_unresolved() -> None:
    both = [SSI, Listed(entity="Orlov", regime="us")]
    says = because(solved("Titov,A,25", "Orlov,A,25", blocked=both), "A")
    assert "not resolved by the regulator" in says


def test_a_chain_that_the_policy_does_not_follow_is_named() -> None:
    found = solved("Orlov,A,60", "A,B,60", terms=Terms(chains=False))
    assert "reached through a chain, which the policy does not follow" in because(found, "B", "eu")


def test_nothing_is_said_of_who_is_free() -> None:
    assert because(solved("Orlov,A,10"), "A") == ""
