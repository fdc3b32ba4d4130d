"""What is paid to the blocked owners of an entity that is not blocked."""

import datetime

import pytest

from interdict.ownership.listed import Listed
from interdict.ownership.payments import LAWS, Payments, payments
from interdict.ownership.rules import REGIMES
from interdict.ownership.share import parse
from interdict.ownership.solution import solve
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable
from interdict.party import Regime

TODAY = datetime.date(2026, 11, 23)


def paid(regime: Regime, *stakes: str, certain: bool = True) -> Payments | None:
    """Of A, where X is listed in every regime."""
    rows = [Stake(owner=o, owned=e, share=parse(s)) for o, e, s in map(str.split, stakes)]
    listed = [Listed(entity="X", regime=each, certain=certain) for each in REGIMES]
    return payments(solve(StakeTable.of(rows), listed, TODAY), "A", regime)


@pytest.mark.parametrize("regime", REGIMES)
def test_a_minority_of_a_listed_owner_is_told_in_every_regime_with_its_law(regime: Regime) -> None:
    """Case 27: X holds 30 % of A."""
    found = paid(regime, "X A 30")
    assert found is not None
    assert found.says.startswith("X is blocked and has 30 % of the shares of A: dividends")
    assert LAWS[regime].authority in found.says
    assert "exceptions and licences are for a person to examine" in found.says


def test_what_is_blocked_itself_needs_no_sentence_about_its_owners() -> None:
    assert paid("us", "X A 50") is None
    assert paid("uk", "X A 50") is not None


def test_an_owner_that_is_blocked_through_ownership_counts() -> None:
    found = paid("us", "X H 60", "H A 30")
    assert found is not None
    assert "H is blocked and has 30 % of the shares of A" in found.says


def test_a_likeness_is_no_blocked_owner() -> None:
    assert paid("us", "X A 30", certain=False) is None


def test_nobody_blocked_above_is_no_sentence() -> None:
    assert paid("us", "Y A 30") is None
    assert paid("us", "Y B 30") is None


def test_many_owners_are_counted() -> None:
    stakes = [f"H{n} A 5" for n in range(9)] + [f"X H{n} 100" for n in range(9)]
    found = paid("uk", *stakes)
    assert found is not None
    assert "3 more have shares" in found.says
    assert len(found.stakes) == 9
