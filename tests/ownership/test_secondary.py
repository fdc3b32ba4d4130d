"""Exposure to US secondary sanctions: dated evidence, apart from blocked."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.ownership.dealing import Dealing
from interdict.ownership.graph import Graph
from interdict.ownership.listed import Listed
from interdict.ownership.reach import reach
from interdict.ownership.secondary import (
    OWNED,
    SIGNIFICANT,
    Exposure,
    Ground,
    exposures,
    grounds_of_listed,
    grounds_of_party,
)
from interdict.ownership.share import parse
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable
from interdict.party import Detail
from listed_parties import on, party

TODAY = datetime.date(2026, 11, 23)
VOLNA = Listed(
    entity="Volna", regime="us", programmes=("RUSSIA-EO14024",), listed_on=datetime.date(2023, 5, 1)
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def paid(counterparty: str, when: str, bank: bool | None = True) -> Dealing:
    return Dealing(
        party="Ejemplo Bank",
        counterparty=counterparty,
        what="payment",
        since=day(when),
        until=day(when),
        is_bank=bank,
        source="a filing",
    )


def found(
    *dealings: Dealing,
    stakes: tuple[str, ...] = (),
    grounds: tuple[Ground, ...] | None = None,
    asked: datetime.date = TODAY,
) -> tuple[Exposure, ...]:
    rows = [Stake(owner=o, owned=e, share=parse(s)) for o, e, s in map(str.split, stakes)]
    graph = Graph(StakeTable.of(rows), asked)
    own = grounds_of_listed(VOLNA, asked) if grounds is None else grounds
    return exposures(dealings, own, lambda ids: reach(ids, graph), asked)


def test_a_bank_that_pays_somebody_blocked_under_eo_14024_is_exposed_and_not_blocked() -> None:
    (only,) = found(paid("Volna", "2024-07-01"))
    assert only.verdict == "secondary-risk"
    assert only.party == "Ejemplo Bank"
    assert "E.O. 14024, section 11" in only.because
    assert "stated by a filing" in only.because


def test_no_number_says_what_is_significant() -> None:
    (only,) = found(paid("Volna", "2024-07-01"))
    assert SIGNIFICANT in only.caveats


@pytest.mark.parametrize(
    ("when", "counts"), [("2024-06-11", False), ("2024-06-12", True), ("2026-11-24", False)]
)
def test_a_dealing_counts_from_the_ground_on_and_to_the_day_asked(when: str, counts: bool) -> None:
    assert bool(found(paid("Volna", when))) is counts


def test_nothing_is_exposed_on_a_day_before_the_ground() -> None:
    assert found(paid("Volna", "2024-06-12"), asked=day("2024-06-11")) == ()


def test_a_dealing_with_somebody_listed_later_does_not_count() -> None:
    later = Listed(
        entity="Volna", regime="us", programmes=("RUSSIA-EO14024",), listed_on=day("2025-10-22")
    )
    grounds = grounds_of_listed(later, TODAY)
    assert found(paid("Volna", "2025-10-21"), grounds=grounds) == ()
    assert found(paid("Volna", "2025-10-22"), grounds=grounds)


def test_a_dealing_of_unknown_date_counts_with_a_caveat() -> None:
    (only,) = found(Dealing(party="Ejemplo Bank", counterparty="Volna", is_bank=True))
    assert only.verdict == "secondary-risk"
    assert any("not stated" in caveat for caveat in only.caveats)


def test_an_account_that_was_opened_before_and_not_closed_counts() -> None:
    account = Dealing(
        party="Ejemplo Bank", counterparty="Volna", what="account", since=day("2019-01-01"),
        is_bank=True,
    )  # fmt: skip
    (only,) = found(account)
    assert any("counts as lasting" in caveat for caveat in only.caveats)


def test_whoever_is_blocked_through_ownership_exposes_too_with_a_caveat() -> None:
    (only,) = found(paid("Baker", "2024-07-01"), stakes=("Volna Holding 50", "Holding Baker 100"))
    assert only.verdict == "secondary-risk"
    assert [stake.owner for stake in only.stakes] == ["Volna", "Holding"]
    assert OWNED in only.caveats


def test_the_ground_shown_is_that_of_somebody_above() -> None:
    earlier = Listed(
        entity="Elsewhere", regime="us", programmes=("RUSSIA-EO14024",), listed_on=day("2022-03-01")
    )
    grounds = (*grounds_of_listed(earlier, TODAY), *grounds_of_listed(VOLNA, TODAY))
    (only,) = found(paid("Baker", "2024-07-01"), stakes=("Volna Baker 50",), grounds=grounds)
    assert only.ground.entity == "Volna"


def test_a_band_leaves_it_open() -> None:
    (only,) = found(paid("Baker", "2024-07-01"), stakes=("Volna Baker 25-50",))
    assert only.verdict == "unknown"


def test_somebody_free_exposes_nobody() -> None:
    assert found(paid("Baker", "2024-07-01"), stakes=("Volna Baker 49",)) == ()


@pytest.mark.parametrize("bank", [None, False])
def test_a_ground_for_banks_makes_a_review_of_others(bank: bool | None) -> None:
    (only,) = found(paid("Volna", "2024-07-01", bank=bank))
    assert only.verdict == "review"


def test_a_likeness_makes_a_review() -> None:
    maybe = Listed(entity="Volna", regime="us", programmes=("RUSSIA-EO14024",), certain=False)
    (only,) = found(paid("Volna", "2024-07-01"), grounds=grounds_of_listed(maybe, TODAY))
    assert only.verdict == "review"


def test_a_remark_of_ofac_exposes_any_foreign_person() -> None:
    detail = Detail(
        label="Secondary sanctions risk", value="North Korea Sanctions Regulations, 510.201"
    )
    listed = party(
        "ofac-sdn:1", "organization", "HANBIT",
        listing=on("ofac-sdn", programmes=("DPRK3",)), details=(detail,),
    )  # fmt: skip
    (ground,) = grounds_of_party("Hanbit", listed, TODAY)
    assert ground.id == "north-korea" and ground.blocks
    (only,) = found(paid("Hanbit", "2020-01-01", bank=False), grounds=(ground,))
    assert only.verdict == "secondary-risk"


def test_a_directive_under_the_order_is_no_ground() -> None:
    narrower = Listed(
        entity="Volna", regime="us", programmes=("RUSSIA-EO14024",), measure="sectoral-debt"
    )
    assert grounds_of_listed(narrower, TODAY) == ()


@given(
    st.lists(
        st.builds(
            Dealing,
            party=st.sampled_from("AB"),
            counterparty=st.sampled_from(["Volna", "C", "A"]),
            since=st.none() | st.dates(day("2020-01-01"), day("2027-01-01")),
            until=st.none() | st.dates(day("2020-01-01"), day("2027-01-01")),
            is_bank=st.sampled_from([True, False, None]),
        ),
        max_size=6,
    )
)
def test_nobody_is_ever_blocked_by_a_dealing(dealings: list[Dealing]) -> None:
    for each in found(*dealings, stakes=("Volna C 60",)):
        assert each.verdict in ("secondary-risk", "unknown", "review")
