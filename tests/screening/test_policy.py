"""A policy is a file people can read: what it says holds, and what it cannot mean is refused."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from interdict.errors import UsageError
from interdict.screening.policy import (
    DEFAULT_THRESHOLD,
    OwnershipTerms,
    Policy,
    Thresholds,
    changed,
    load,
)
from listed_parties import party

WHOLE = """
name = "retail"
version = "2026-11"
threshold = 0.72
lists = ["ofac-sdn", "un"]
regimes = ["us", "un"]
limit = 5
max_age_days = 3
record_queries = "clear"

[thresholds.kind]
vessel = 0.80
[thresholds.list]
un = 0.68
[max_age_days_of]
my-watchlist = 365
[weak_aliases_alert]
us = true
un = false
"""

SHIP = party("ofac-sdn:4", "vessel", "GREY HERON")
PERSON = party("ofac-sdn:1", "person", "PETRENKO, Boris")
UN_SHIP = party("un:KPv.904", "vessel", "NORTHERN PINE")
OWN = party("my-watchlist:1", "person", "QUARTERMAIN, Zebulon")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "policy.toml"


def test_every_key_of_a_file_is_read(written: Path) -> None:
    written.write_text(WHOLE)
    assert load(written) == Policy(
        name="retail",
        version="2026-11",
        threshold=0.72,
        thresholds=Thresholds(kind={"vessel": 0.80}, list={"un": 0.68}),
        lists=("ofac-sdn", "un"),
        regimes=("us", "un"),
        limit=5,
        max_age_days=3,
        max_age_days_of={"my-watchlist": 365},
        record_queries="clear",
        weak_aliases_alert={"us": True, "un": False},
    )


def test_every_key_is_optional(written: Path) -> None:
    written.write_text("")
    assert load(written) == Policy()
    assert load(written).id == Policy().id


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("treshold = 0.8", "treshold"),
        ("threshold = 'high'", "threshold"),
        ("regimes = ['mars']", "regimes"),
        ("record_queries = 'never'", "record_queries"),
        ("[thresholds.kind]\ngoose = 0.8", "goose"),
        ("[thresholds]\nkinds = {vessel = 0.8}", "kinds"),
        ("threshold = 0.3", "0.5"),
        ("threshold = 1.1", "1.0"),
        ("[thresholds.list]\nun = 0.1", "0.5"),
        ("limit = 0", "limit"),
        ("threshold = ", "TOML"),
    ],
)
def test_what_a_policy_cannot_mean_is_refused_by_name(written: Path, line: str, named: str) -> None:
    written.write_text(line)
    with pytest.raises(UsageError, match=named) as refused:
        load(written)
    assert str(written) in str(refused.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(written: Path) -> None:
    with pytest.raises(UsageError, match="cannot read"):
        load(written)
    written.write_bytes(b"name = \xff\xfe")
    with pytest.raises(UsageError, match="TOML"):
        load(written)


# -- what it says holds --------------------------------------------------------------------


def test_a_lists_threshold_comes_before_its_kinds_and_that_before_the_default() -> None:
    policy = Policy(threshold=0.72, thresholds=Thresholds(kind={"vessel": 0.80}, list={"un": 0.68}))
    found = [policy.threshold_for(listed) for listed in (PERSON, SHIP, UN_SHIP)]
    assert found == [0.72, 0.80, 0.68]
    assert policy.lowest_threshold == 0.68
    assert Policy().lowest_threshold == DEFAULT_THRESHOLD


def test_every_list_is_in_scope_until_some_are_named() -> None:
    assert Policy().in_scope("my-watchlist")
    some = Policy(lists=("un",))
    assert some.in_scope("un")
    assert not some.in_scope("ofac-sdn")


def test_weak_aliases_alert_alone_unless_every_regime_of_the_party_says_no() -> None:
    assert not Policy().weak_alias_alerts(PERSON)
    assert Policy().weak_alias_alerts(UN_SHIP)
    assert Policy().weak_alias_alerts(OWN)
    assert Policy(weak_aliases_alert={"us": True}).weak_alias_alerts(PERSON)
    assert not Policy(weak_aliases_alert={"other": False}).weak_alias_alerts(OWN)


def test_an_age_limit_may_differ_for_one_list() -> None:
    policy = Policy(max_age_days=3, max_age_days_of={"my-watchlist": 365})
    assert (policy.age_limit("un"), policy.age_limit("my-watchlist")) == (3, 365)


# -- identity ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        Policy(threshold=0.71), Policy(lists=("un",)), Policy(limit=21), Policy(version="2"),
        Policy(thresholds=Thresholds(kind={"vessel": 0.8})), Policy(regimes=("us",)),
        Policy(weak_aliases_alert={}), Policy(max_age_days=8), Policy(record_queries="clear"),
        Policy(max_age_days_of={"un": 1}), Policy(name="retail"),
    ],
)  # fmt: skip
def test_changing_anything_gives_another_id(other: Policy) -> None:
    assert other.id != Policy().id
    assert other.id.startswith(f"{other.name}@{other.version}#")


def test_the_order_of_keys_in_the_file_does_not_matter(written: Path) -> None:
    written.write_text("[max_age_days_of]\nun = 1\neu = 2\n")
    one = load(written).id
    written.write_text("[max_age_days_of]\neu = 2\nun = 1\n")
    assert load(written).id == one


def test_another_process_gives_a_policy_the_same_id() -> None:
    script = (
        "from interdict.screening.policy import Policy; "
        "print(Policy(max_age_days_of={'un': 1, 'eu': 2}).id)"
    )
    ids = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert ids == {Policy(max_age_days_of={"eu": 2, "un": 1}).id}


# -- options -------------------------------------------------------------------------------


def test_options_replace_single_values_and_show_in_the_name() -> None:
    stricter = changed(Policy(name="retail", limit=5), threshold=0.9, lists=("un",), limit=None)
    assert (stricter.threshold, stricter.lists, stricter.limit) == (0.9, ("un",), 5)
    assert stricter.name == "retail+options"


def test_without_options_the_policy_stays_itself() -> None:
    policy = Policy(name="retail")
    assert changed(policy, threshold=None, lists=None) is policy


@pytest.mark.parametrize(
    "wrong", [{"threshold": 0.2}, {"limit": 0}, {"regimes": ("mars",)}, {"colour": "red"}]
)
def test_options_a_policy_cannot_mean_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="options"):
        changed(Policy(), **wrong)


def test_a_policy_that_says_nothing_of_ownership_keeps_the_name_it_had() -> None:
    assert Policy().id == "default@1#ccaa8d743817"


def test_what_a_policy_says_of_ownership_is_in_its_name() -> None:
    assert Policy(ownership=OwnershipTerms(chains=False)).id != Policy().id


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_review_line_that_is_no_percentage_is_refused(tmp_path: Path, percent: int) -> None:
    (tmp_path / "p.toml").write_text(f"[ownership]\nreview_above = {percent}\n")
    with pytest.raises(UsageError, match="percentage"):
        load(tmp_path / "p.toml")
