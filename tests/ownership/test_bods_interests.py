"""Interests as stakes: kinds, shares, days."""

import pytest
from bods_statements import Json, Read, held, shares

from interdict.ownership import share
from interdict.ownership.bods_interests import KINDS
from interdict.ownership.share import MAYBE_NOTHING, UNKNOWN, Share
from interdict.ownership.stake import Stake


def only(*interests: object) -> tuple[Stake, list[str]]:
    """The stake of one relationship with these interests, and the causes of findings."""
    read = Read(held("mara", "harbour", *interests))
    (stake,) = read.stakes
    return stake, read.codes


# -- shares --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "size"),
    [
        ({"exact": 49.99}, share.parse("49.99")),
        ({"exact": 0}, share.exact(0)),
        ({"exact": 50, "minimum": 50, "maximum": 50}, share.exact(50)),
        ({"minimum": 25, "maximum": 50}, share.band(25, 50)),
        ({"exclusiveMinimum": 25, "maximum": 50}, share.band(25, 50, low_open=True)),
        ({"minimum": 25, "exclusiveMaximum": 50}, share.band(25, 50, high_open=True)),
        ({"minimum": 25, "maximum": 50, "exclusiveMinimum": True}, share.band(25, 50, True)),
        ({"minimum": 25, "maximum": 50, "exclusiveMaximum": False}, share.band(25, 50)),
        ({"minimum": 25, "exclusiveMinimum": 30}, share.band(30, 100, low_open=True)),
        ({"minimum": 75}, share.band(75, 100)),
        ({"maximum": 25}, share.band(0, 25, low_open=True)),
        ({}, UNKNOWN),
    ],
)
def test_a_share_is_what_its_numbers_say(stated: Json, size: Share) -> None:
    stake, findings = only(shares(stated))
    assert (stake.share, findings) == (size, [])


@pytest.mark.parametrize(
    ("stated", "size", "cause"),
    [
        ({"exact": 120}, UNKNOWN, "unreadable-share"),
        ({"exact": -5}, UNKNOWN, "unreadable-share"),
        ({"exact": "50,1"}, UNKNOWN, "unreadable-share"),
        ({"exact": "half"}, UNKNOWN, "unreadable-share"),
        ({"exact": True}, UNKNOWN, "unreadable-share"),
        ({"exact": float("nan")}, UNKNOWN, "unreadable-share"),
        ({"exact": 10**400}, UNKNOWN, "unreadable-share"),
        ({"exact": 120, "minimum": 50}, share.band(50, 100), "unreadable-share"),
        ({"minimum": 60, "maximum": 40}, UNKNOWN, "contradictory-share"),
        ({"exclusiveMinimum": 50, "maximum": 50}, UNKNOWN, "contradictory-share"),
        ({"exact": 10, "minimum": 25, "maximum": 50}, share.band(10, 50), "contradictory-share"),
    ],
)
def test_a_share_that_cannot_be_read_is_unknown_and_told(
    stated: Json, size: Share, cause: str
) -> None:
    stake, findings = only(shares(stated))
    assert (stake.share, findings) == (size, [cause])


def test_rights_to_capital_are_shares_where_the_statement_gives_no_shareholding() -> None:
    capital = {"type": "rightsToSurplusAssetsOnDissolution", "share": {"exact": 60}}
    assert only(capital)[0].kind == "shares"
    beside = Read(held("mara", "harbour", shares(30), capital))
    assert beside.lines == ["mara > harbour: other", "mara > harbour: shares 30 %"]


def test_two_lots_of_one_kind_are_at_least_the_larger_and_at_most_the_sum() -> None:
    stake, findings = only(shares(20), shares(30))
    assert (stake.share, findings) == (share.band(30, 50), ["several-shares"])


def test_two_lots_add_up_only_on_the_days_they_share() -> None:
    read = Read(
        held(
            "mara",
            "harbour",
            shares(50, startDate="2016-01-01", endDate="2018-12-31"),
            shares(60, startDate="2018-06-01"),
        )
    )
    assert read.lines == [
        "mara > harbour: shares 50 %, from 2016-01-01, until 2018-05-31",
        "mara > harbour: shares 60 to 100 %, from 2018-06-01, until 2018-12-31",
        "mara > harbour: shares 60 %, from 2019-01-01",
    ]


def test_one_stake_after_the_other_is_no_sum() -> None:
    read = Read(
        held(
            "mara", "harbour", shares(50, endDate="2018-12-31"), shares(60, startDate="2019-01-01")
        )
    )
    assert [stake.share for stake in read.stakes] == [share.exact(50), share.exact(60)]
    assert read.codes == []


# -- kinds ---------------------------------------------------------------------------------------


def test_every_code_of_every_version_has_a_kind() -> None:
    older = (
        "shareholding", "voting-rights", "appointment-of-board", "influence-or-control",
        "other-influence-or-control", "senior-managing-official", "settlor-of-trust",
        "trustee-of-trust", "protector-of-trust", "beneficiary-of-trust",
        "other-influence-or-control-of-trust", "rights-to-surplus-assets",
        "rights-to-surplus-assets-on-dissolution", "rights-to-profit-or-income",
        "rights-granted-by-contract", "conditional-rights-granted-by-contract",
    )  # fmt: skip
    newer = (
        "votingRights", "appointmentOfBoard", "otherInfluenceOrControl", "seniorManagingOfficial",
        "settlor", "trustee", "protector", "beneficiaryOfLegalArrangement",
        "rightsToSurplusAssetsOnDissolution", "rightsToProfitOrIncome", "rightsGrantedByContract",
        "conditionalRightsGrantedByContract", "controlViaCompanyRulesOrArticles",
        "controlByLegalFramework", "boardMember", "boardChair", "enjoymentAndUseOfAssets",
        "rightToProfitOrIncomeFromAssets", "nominee", "nominator",
    )  # fmt: skip
    for code in (*older, *newer):
        stake, findings = only({"type": code})
        assert findings == [], code
        assert stake.kind == KINDS[code.replace("-", "").lower()] or stake.kind == "shares"


def test_the_right_to_appoint_the_board_is_no_share() -> None:
    stake, _ = only({"type": "appointmentOfBoard", "share": {"exact": 100}})
    assert (stake.kind, stake.says) == ("board", "appointmentOfBoard of 100 %")


def test_two_seats_of_one_person_are_one_link_in_two_words() -> None:
    stake, _ = only({"type": "boardMember"}, {"type": "boardChair"})
    assert (stake.kind, stake.says) == ("officer", "boardMember; boardChair")


@pytest.mark.parametrize("interest", [{}, {"type": "unknownInterest"}, {"details": "held"}])
def test_an_interest_of_unknown_kind_may_be_any_share(interest: Json) -> None:
    stake, _ = only(interest)
    assert (stake.kind, stake.share) == ("shares", MAYBE_NOTHING)


def test_no_interests_at_all_may_be_any_share() -> None:
    stake, _ = only()
    assert (stake.share, stake.says) == (MAYBE_NOTHING, "interest not stated")


def test_a_code_that_nobody_knows_is_kept_as_uncertain() -> None:
    stake, findings = only({"type": "goldenHandshake", "share": {"exact": 60}})
    assert (stake.share, stake.uncertain) == (share.exact(60), True)
    assert findings == ["unknown-interest"]


# -- days ----------------------------------------------------------------------------------------


def test_a_month_or_year_is_sure_only_where_all_it_may_mean_agrees() -> None:
    read = Read(held("mara", "harbour", shares(50, startDate="2018", endDate="2019-02")))
    assert read.lines == [
        "mara > harbour: shares 50 %, from 2018-01-01, until 2018-12-30, uncertain",
        "mara > harbour: shares 50 %, from 2018-12-31, until 2019-02-01",
        "mara > harbour: shares 50 %, from 2019-02-02, until 2019-02-28, uncertain",
    ]
    assert read.codes == ["partial-date", "partial-date"]


@pytest.mark.parametrize("day", ["soon", 20180101, "01/02/2018", "2018-13-45", ["2018"], ""])
@pytest.mark.parametrize("field", ["startDate", "endDate"])
def test_a_day_that_cannot_be_read_leaves_the_stake_uncertain(field: str, day: object) -> None:
    stake, findings = only(shares(50, **{field: day}))
    assert (stake.uncertain, stake.since, stake.until) == (True, None, None)
    assert findings == ["unreadable-date"]


def test_a_beginning_still_bounds_a_stake_whose_end_cannot_be_read() -> None:
    read = Read(held("mara", "harbour", shares(50, startDate="2018-07-01", endDate="soon")))
    assert read.lines == ["mara > harbour: shares 50 %, from 2018-07-01, uncertain"]


def test_a_moment_is_a_day() -> None:
    stake, findings = only(shares(50, startDate="2018-07-01T23:59:59Z"))
    assert (str(stake.since), findings) == ("2018-07-01", [])


def test_an_end_before_the_beginning_leaves_the_stake_uncertain() -> None:
    stake, findings = only(shares(50, startDate="2020-01-01", endDate="2019-01-01"))
    assert (stake.uncertain, stake.since, stake.until) == (True, None, None)
    assert findings == ["ends-before-it-begins"]
