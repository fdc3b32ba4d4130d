"""One regime's answer: must, may, and what lies between."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.ownership.listed import Listed
from interdict.ownership.regime_solution import WORDS, Terms
from interdict.ownership.rules import REGIMES

from .stake_lines import solved, table, words

SSI = Listed(
    entity="Titov", regime="us", measure="sectoral-debt", text="13662 Sectoral Directive 1",
    programmes=("UKRAINE-EO13662",),
)  # fmt: skip
LINES = st.lists(
    st.builds(
        "{},{},{},{}".format,
        st.sampled_from(["Orlov", "A", "B", "C", "?1"]),
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(["10", "25", "30", "50", "60", "25-50", "50-75", ""]),
        st.sampled_from(["shares", "shares", "votes", "board", "officer"]),
    ),
    max_size=10,
)


@given(LINES)
def test_the_word_of_one_is_the_word_among_all(lines: list[str]) -> None:
    found = solved(*lines, "Titov,A,10", blocked=[*_everywhere("Orlov"), SSI], unnamed=["?1"])
    for regime in REGIMES:
        one_by_one = found.regime(regime)
        nodes = range(len(found.graph.table.ids))
        alone = [one_by_one.word(node) for node in nodes]
        together = one_by_one.words
        assert alone == [WORDS[together[node]] for node in nodes]


def _everywhere(party: str) -> list[Listed]:
    return [Listed(entity=party, regime=regime) for regime in REGIMES]


def test_a_band_across_the_line_is_unknown_and_one_beside_it_is_not() -> None:
    assert words(solved("Orlov,A,25-50"), "A") == "unknown unknown review review"
    assert words(solved("Orlov,A,50-75"), "A") == " ".join(["blocked-by-ownership"] * 4)


def test_bands_vary_independently() -> None:
    found = solved("Orlov,A,10-30", "Belov,A,10-30", blocked=["Orlov", "Belov"])
    assert words(found, "A").split()[0] == "unknown"
    verdict = found.verdict("A", "us")
    assert (verdict.share_low, verdict.share_high) == (20, 60)


def test_an_unnamed_owner_may_be_anybody() -> None:
    found = solved("?1,A,60", "A,B,60", unnamed=["?1"])
    assert words(found, "A") == words(found, "B") == "unknown unknown unknown unknown"
    assert words(found, "?1") == "no-match no-match no-match no-match"


def test_an_unnamed_owner_of_little_changes_nothing() -> None:
    assert words(solved("?1,A,20", unnamed=["?1"]), "A").startswith("no-match")


@pytest.mark.parametrize(
    ("percent", "word"), [("25", "no-match"), ("25.01", "review"), ("49.99", "review")]
)
def test_review_begins_above_a_quarter(percent: str, word: str) -> None:
    assert words(solved(f"Orlov,A,{percent}"), "A") == " ".join([word] * 4)


def test_where_review_begins_is_a_matter_of_policy() -> None:
    terms = Terms(review_above=Fraction(10))
    assert words(solved("Orlov,A,10.01", terms=terms), "A").startswith("review")
    assert words(solved("Orlov,A,10", terms=terms), "A").startswith("no-match")


def test_review_does_not_flow_down() -> None:
    assert words(solved("Orlov,A,30", "A,B,100"), "B") == " ".join(["no-match"] * 4)


def test_without_chains_what_they_would_reach_is_for_review() -> None:
    found = solved("Orlov,A,60", "A,B,60", terms=Terms(chains=False))
    assert words(found, "A") == " ".join(["blocked-by-ownership"] * 4)
    assert words(found, "B") == "blocked-by-ownership review blocked-by-ownership review"


def test_a_likeness_is_for_review_and_so_is_what_it_would_block() -> None:
    likely = Listed(entity="Orlov", regime="us", certain=False, says="a similar name")
    found = solved("Orlov,A,60", "A,B,60", blocked=[likely])
    assert [found.verdict(name, "us").verdict for name in ("Orlov", "A", "B")] == ["review"] * 3


def test_a_likeness_takes_nothing_away_from_what_is_certain() -> None:
    likely = Listed(entity="A", regime="us", certain=False, says="a similar name")
    found = solved("Orlov,A,60", blocked=[*_everywhere("Orlov"), likely])
    assert found.verdict("A", "us").verdict == "blocked-by-ownership"


def test_a_directive_flows_down_as_itself() -> None:
    found = solved("Titov,A,50", "A,B,50", "Titov,C,49.99", blocked=[SSI])
    answers = {name: found.verdict(name, "us").verdict for name in ("Titov", "A", "B", "C")}
    assert answers == {"Titov": "restricted", "A": "restricted", "B": "restricted", "C": "review"}
    assert found.verdict("A", "eu").verdict == "no-match"


def test_a_directive_and_a_block_over_the_line_together_are_unknown() -> None:
    found = solved("Titov,A,25", "Orlov,A,25", blocked=[SSI, *_everywhere("Orlov")])
    assert found.verdict("A", "us").verdict == "unknown"


def test_a_measure_that_flows_to_nobody_leaves_what_is_held_free() -> None:
    cmic = Listed(
        entity="Titov", regime="us", measure="securities-ban", text="CMIC",
        programmes=("CMIC-EO13959",),
    )  # fmt: skip
    found = solved("Titov,A,100", blocked=[cmic])
    assert found.verdict("Titov", "us").verdict == "restricted"
    assert found.verdict("A", "us").verdict == "no-match"


def test_a_listing_of_another_regime_blocks_nobody() -> None:
    found = solved("Orlov,A,60", blocked=[Listed(entity="Orlov", regime="uk")])
    assert words(found, "A") == "no-match no-match blocked-by-ownership no-match"


def test_a_listing_never_climbs() -> None:
    assert words(solved("Parent,Orlov,100"), "Parent") == " ".join(["no-match"] * 4)


def test_a_listing_counts_from_its_day() -> None:
    dated = Listed(entity="Orlov", regime="us", listed_on=datetime.date(2025, 10, 22))
    for day, word in ((21, "no-match"), (22, "blocked-by-ownership")):
        found = solved("Orlov,A,60", blocked=[dated], day=datetime.date(2025, 10, day))
        assert found.verdict("A", "us").verdict == word


def test_nobody_is_blocked_where_nobody_is_listed() -> None:
    found = solved("A,B,60", "B,A,60", blocked=[])
    assert {*words(found, "A").split(), *words(found, "B").split()} == {"no-match"}


def test_the_listed_who_are_in_no_stake_have_a_verdict() -> None:
    found = solved("A,B,60")
    assert words(found, "Orlov") == "blocked blocked blocked blocked"
    assert [each.entity for each in found.rows("us")] == ["Orlov"]
    assert table("A,B,60").codes.get("Orlov") is None
