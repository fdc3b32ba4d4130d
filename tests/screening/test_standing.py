"""What the lists in force can answer under a policy, told beforehand."""

import datetime

import msgspec
import pytest

from interdict.errors import StaleLists
from interdict.screening.freshness import confirmed, refuse_stale, stale
from interdict.screening.policy import Policy
from interdict.screening.standing import standing
from interdict.snapshot.opening import open_current
from interdict.snapshot.store import Home

DAY = datetime.date(2026, 9, 21)
NO_NON_SDN = "us: Consolidated Non-SDN List (ofac-nonsdn) is not loaded"


def sure(home: Home) -> datetime.date:
    """The day on which the lists of the test were confirmed."""
    (day,) = set(confirmed(home, open_current(home)).values())
    return day


def after(home: Home, days: int) -> datetime.date:
    return sure(home) + datetime.timedelta(days=days)


def test_fresh_lists_answer_and_their_gaps_are_named(loaded: Home) -> None:
    found = standing(loaded, open_current(loaded), Policy(), sure(loaded))
    assert found.refusals == ()
    assert [each.edition.source for each in found.lists] == ["ofac-sdn", "un"]
    assert [gap.partition(":")[0] for gap in found.gaps][:3] == ["us", "eu", "uk"]
    assert found.gaps[0] == NO_NON_SDN
    assert "EU restrictive measures (eu) is not loaded" in found.gaps[1]
    assert all((each.days, each.limit, each.doubt) == (0, 7, "") for each in found.lists)


def test_only_the_regimes_of_the_policy_have_gaps(loaded: Home) -> None:
    found = standing(loaded, open_current(loaded), Policy(regimes=("us", "un")), sure(loaded))
    assert found.gaps == (NO_NON_SDN,)


def test_a_list_left_out_by_the_policy_is_a_gap_too(loaded: Home) -> None:
    policy = Policy(lists=("un",), regimes=("us", "un"))
    found = standing(loaded, open_current(loaded), policy, sure(loaded))
    assert found.gaps == ("us: SDN List (ofac-sdn) is left out by the policy", NO_NON_SDN)
    assert [each.in_scope for each in found.lists] == [False, True]


def test_a_principal_list_without_some_of_its_parts_is_a_gap(
    loaded: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = open_current(loaded)
    parts = tuple(f"32014R{number:04}" for number in range(7))
    editions = [msgspec.structs.replace(e, missing=parts) for e in snapshot.editions]
    changed = msgspec.structs.replace(snapshot.manifest, editions=tuple(editions))
    monkeypatch.setattr(snapshot, "manifest", changed)
    found = standing(loaded, snapshot, Policy(regimes=("un",)), sure(loaded))
    assert "un: 7 parts of UN Security" in found.gaps[0]
    assert found.gaps[0].endswith("32014R0004 ...)")


def test_what_screening_refuses_is_told_for_every_list(loaded: Home) -> None:
    late = after(loaded, 8)
    found = standing(loaded, open_current(loaded), Policy(), late)
    assert [refusal.partition(" ")[0] for refusal in found.refusals] == ["ofac-sdn", "un"]
    with pytest.raises(StaleLists, match=r"ofac-sdn was .*; un was .*lists update"):
        refuse_stale(loaded, open_current(loaded), Policy(), late)


def test_a_list_asked_for_and_not_loaded_is_a_refusal(loaded: Home) -> None:
    found = standing(loaded, open_current(loaded), Policy(lists=("un", "eu")), sure(loaded))
    assert found.refusals == ("eu is asked for by the policy and not loaded",)


@pytest.mark.parametrize(
    ("policy", "days", "refused"),
    [
        (Policy(max_age_days=7), 7, False),
        (Policy(max_age_days=7), 8, True),
        (Policy(max_age_days=7, max_age_days_of={"un": 30}), 30, False),
        (Policy(max_age_days=7, max_age_days_of={"un": 30}), 31, True),
        (Policy(max_age_days=30, max_age_days_of={"un": 1}), 2, True),
        (Policy(max_age_days_of={"un": 0}), 3_000, False),
        (Policy(lists=("ofac-sdn",)), 3_000, False),
        (Policy(), -1, False),
        (Policy(), -2, True),
    ],
)
def test_each_list_has_its_limit_and_exceptions_go_by_name(
    policy: Policy, days: int, refused: bool
) -> None:
    today = DAY + datetime.timedelta(days=days)
    assert bool(stale("un", DAY, policy, today)) == refused


def test_a_clock_that_was_set_back_makes_no_list_fresh(loaded: Home) -> None:
    with pytest.raises(StaleLists, match="lies ahead of this machine's clock"):
        refuse_stale(loaded, open_current(loaded), Policy(), after(loaded, -400))
