"""The ownership rules: each names its authority, and one is in force on every day."""

import datetime
import itertools

import pytest

from interdict.ownership.rules import REGIMES, RULES, Rule, rule_of
from interdict.party import Regime

from .stake_lines import solved

A_DAY = datetime.timedelta(days=1)
WORDS_OF_SOURCES = ("OFAC", "Council", "Regulations", "SECO")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_explains_itself_and_names_its_authority(rule: Rule) -> None:
    assert len(rule.explanation) > 100
    assert any(word in rule.explanation for word in WORDS_OF_SOURCES)
    assert any(word in rule.authority for word in WORDS_OF_SOURCES)
    assert "50 %" in rule.line


def test_no_two_rules_share_an_id() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("regime", REGIMES)
def test_the_rules_of_a_regime_cover_every_day_once(regime: Regime) -> None:
    own = [rule for rule in RULES if rule.regime == regime]
    own.sort(key=lambda rule: rule.since or datetime.date.min)
    assert own[0].since is None
    assert own[-1].until is None
    for earlier, later in itertools.pairwise(own):
        assert earlier.until is not None
        assert later.since == earlier.until + A_DAY


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.since], ids=lambda rule: rule.id)
def test_a_rule_is_applied_from_its_first_day(rule: Rule) -> None:
    assert rule.since is not None
    assert rule_of(rule.regime, rule.since) is rule
    assert rule_of(rule.regime, rule.since - A_DAY) is not rule


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max])
def test_the_first_and_the_last_day_of_the_calendar_have_a_rule(day: datetime.date) -> None:
    assert {rule_of(regime, day).regime for regime in REGIMES} == set(REGIMES)


@pytest.mark.parametrize(
    ("regime", "day", "word"),
    [
        ("us", "2014-08-12", "review"),
        ("us", "2014-08-13", "blocked-by-ownership"),
        ("eu", "2024-07-02", "review"),
        ("eu", "2024-07-03", "blocked-by-ownership"),
        ("uk", "2026-11-23", "review"),
        ("ch", "2026-11-23", "review"),
    ],
)
def test_two_listed_owners_of_a_quarter_each(regime: Regime, day: str, word: str) -> None:
    on = datetime.date.fromisoformat(day)
    found = solved("Orlov,A,25", "Belov,A,25", blocked=["Orlov", "Belov"], day=on)
    assert found.verdict("A", regime).verdict == word


@pytest.mark.parametrize("regime", ["eu", "uk", "ch"])
def test_control_blocks_outside_the_united_states(regime: Regime) -> None:
    found = solved("Orlov,A,,board", "A,B,100")
    assert found.verdict("A", regime).verdict == "blocked-by-control"
    assert found.verdict("B", regime).verdict == "blocked-by-control"
    assert found.verdict("A", "us").verdict == "review"


def test_consolidated_accounts_are_control_for_the_eu_and_switzerland_alone() -> None:
    found = solved("Orlov,A,,consolidation")
    words = {regime: found.verdict("A", regime).verdict for regime in REGIMES}
    assert words == {
        "us": "review", "eu": "blocked-by-control", "uk": "review", "ch": "blocked-by-control",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["officer", "trust", "other"])
def test_a_lesser_link_is_for_a_person_to_look_at(kind: str) -> None:
    found = solved(f"Orlov,A,,{kind}")
    assert {found.verdict("A", regime).verdict for regime in REGIMES} == {"review"}


def test_a_caveat_travels_with_the_verdict() -> None:
    assert "by policy" in solved("Orlov,A,60").verdict("A", "eu").caveat
