"""Verdicts of everybody, and what is added to them equals solving anew."""

import datetime
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from interdict.ownership.listed import Listed
from interdict.ownership.rules import REGIMES
from interdict.ownership.share import parse
from interdict.ownership.solution import Solution, solve
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable

from .stake_lines import TODAY, listed, solved, stake, table, words

KNOWN = ["A", "B", "C", "D", "E"]
NEW = ["New 1", "New 2"]
UNNAMED = ["?1"]
DIRECTIVE = Listed(
    entity="C", regime="us", measure="sectoral-debt", text="13662 Sectoral Directive 1",
    programmes=("UKRAINE-EO13662",),
)  # fmt: skip


def stakes(entities: list[str]) -> st.SearchStrategy[Stake]:
    """Stakes of all kinds, dated, joint and doubtful ones among them."""
    return st.builds(
        Stake,
        owner=st.sampled_from(entities + UNNAMED),
        owned=st.sampled_from(entities),
        kind=st.sampled_from(["shares"] * 6 + ["votes", "votes", "board", "officer"]),
        share=st.sampled_from(
            [parse(p) for p in ("50", "25", "30", "60", "40", "25-50", "50-75", "10", "100", "")]
        ),
        joint_group=st.sampled_from(["", "", "", "", "", "pact", "trust"]),
        since=st.sampled_from([None, None, datetime.date(2020, 1, 1)]),
        until=st.sampled_from([None, None, None, datetime.date(2025, 1, 1)]),
        uncertain=st.sampled_from([False] * 9 + [True]),
    )


STATED = st.lists(stakes(KNOWN), min_size=2, max_size=20)
LATER = st.lists(st.one_of(stakes(KNOWN + NEW), st.sampled_from(KNOWN + NEW)), max_size=5)


def roll(parties: list[str]) -> list[Listed]:
    return [Listed(entity=party, regime=regime) for party in parties for regime in REGIMES]


def grown(stated: list[Stake], roll: list[Listed], later: list[Stake | str]) -> Solution:
    """Solved first, and the rest added one by one."""
    found = solve(StakeTable.of(stated, "t", UNNAMED), roll, TODAY)
    for regime in REGIMES:
        found.regime(regime)
    for each in later:
        if isinstance(each, Stake):
            found.add_stake(each, "t")
        else:
            found.add_listed(listed(each))
    return found


@settings(max_examples=60)
@given(STATED, st.lists(st.sampled_from(KNOWN), max_size=2, unique=True), LATER, st.booleans())
def test_what_is_added_equals_solving_anew(
    stated: list[Stake], first: list[str], later: list[Stake | str], directive: bool
) -> None:
    listings = roll(first) + [DIRECTIVE] * directive
    added = grown(stated, listings, later)
    everything = stated + [each for each in later if isinstance(each, Stake)]
    everybody = listings + roll([each for each in later if isinstance(each, str)])
    anew = solve(StakeTable.of(everything, "t", UNNAMED), everybody, TODAY)
    for entity in KNOWN + NEW:
        for regime in REGIMES:
            one, other = added.verdict(entity, regime), anew.verdict(entity, regime)
            assert (one.verdict, one.share_low, one.share_high) == (
                other.verdict, other.share_low, other.share_high,
            )  # fmt: skip
            assert one.coverage == other.coverage
            proofs = added.proof(entity, regime), anew.proof(entity, regime)
            assert (proofs[0] is None) == (proofs[1] is None)


@settings(max_examples=30)
@given(STATED, st.lists(st.sampled_from(KNOWN), max_size=2, unique=True))
def test_rows_are_the_verdicts_one_by_one(stated: list[Stake], first: list[str]) -> None:
    found = solve(StakeTable.of(stated, "t", UNNAMED), roll(first), TODAY)
    for regime in REGIMES:
        rows = list(found.rows(regime))
        assert len({row.entity for row in rows}) == len(rows)
        assert rows == [found.verdict(row.entity, regime) for row in rows]
        silent = set(KNOWN) - {row.entity for row in rows}
        assert {found.verdict(entity, regime).verdict for entity in silent} <= {"no-match"}


def test_a_new_listing_reaches_down_at_once() -> None:
    found = solved("Orlov,A,60", "A,B,60", blocked=[])
    assert words(found, "B") == "no-match no-match no-match no-match"
    found.add_listed(listed("Orlov"))
    assert words(found, "B") == " ".join(["blocked-by-ownership"] * 4)


def test_a_new_stake_reaches_down_at_once() -> None:
    found = solved("A,B,60")
    assert words(found, "B").startswith("no-match")
    found.add_stake(stake("Orlov,A,60"), "an analyst")
    assert words(found, "B") == " ".join(["blocked-by-ownership"] * 4)
    proof = found.proof("B", "us")
    assert proof is not None
    assert [step.source for step in proof.steps] == ["an analyst", "the register"]


def test_a_sale_frees_what_it_blocked() -> None:
    found = solved("Orlov,A,60", "A,B,60")
    assert words(found, "B").startswith("blocked-by-ownership")
    found.add_stake(stake("Orlov,A,0"), "")
    assert words(found, "A") == words(found, "B") == "no-match no-match no-match no-match"


def test_coverage_says_of_how_much_the_holder_is_stated() -> None:
    found = solved("Orlov,A,33.3", "Belov,A,20-30", "Orlov,A,90,votes")
    assert found.verdict("A", "us").coverage == Fraction("53.3")
    assert found.verdict("Orlov", "us").coverage == 0
    assert found.verdict("nobody", "us").coverage is None


def test_a_verdict_names_its_rule_and_authority() -> None:
    verdict = solved("Orlov,A,60").verdict("A", "uk")
    assert verdict.rule == "uk-regulation-7"
    assert "regulation 7 and Schedule 1" in verdict.authority


def test_a_listing_under_a_regime_without_an_ownership_rule_is_left_out() -> None:
    found = solve(table("Orlov,A,60"), [Listed(entity="Orlov", regime="un")], TODAY)
    assert words(found, "Orlov") == "no-match no-match no-match no-match"


def test_a_thousand_long_chain_is_solved() -> None:
    lines = [f"Firm {n},Firm {n + 1},51" for n in range(1_000)]
    found = solved("Orlov,Firm 0,51", *lines)
    assert words(found, "Firm 1000") == " ".join(["blocked-by-ownership"] * 4)


def test_more_than_all_of_an_entity_is_no_crash() -> None:
    found = solved("Orlov,A,90", "Belov,A,90", blocked=["Orlov", "Belov"])
    assert found.verdict("A", "us").share_low == 180
