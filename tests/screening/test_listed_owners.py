"""What a party's listings say of an entity that it is: the same facts as for the party itself."""

import datetime

import pytest

from interdict.ownership.listed import Listed
from interdict.party import Listing, Measure, Party
from interdict.screening.listed_owners import listed
from interdict.screening.result import Hit
from listed_parties import DAY, on, party

BLOCK = Measure(kind="block", text="Block")


def told(one: Party, asked_on: datetime.date | None = None, certain: bool = True) -> list[Listed]:
    hit = Hit(
        party=one, score=1.0, matched_name="", evidence=(), confirmed=certain, asked_on=asked_on
    )
    return list(listed("a:1", hit, certain, "the same LEI"))


def test_each_measure_is_told_with_its_wording_and_where_it_stands() -> None:
    measures = (BLOCK, Measure(kind="sectoral-debt", text="Directive 2"))
    one = party("ofac-nonsdn:1", "organization", "X", listing=on("ofac-nonsdn", *measures))
    assert [(each.measure, each.text, each.list, each.party) for each in told(one)] == [
        ("block", "Block", "Consolidated Non-SDN List", "ofac-nonsdn:1"),
        ("sectoral-debt", "Directive 2", "Consolidated Non-SDN List", "ofac-nonsdn:1"),
    ]


def test_who_is_on_the_sdn_list_is_blocked_though_the_form_does_not_say() -> None:
    (one,) = told(party("ofac-sdn:1", "organization", "X"))
    assert (one.measure, one.certain) == ("block", True)
    assert "31 CFR" in one.text


def test_a_measure_that_is_not_stated_is_handed_on_as_that() -> None:
    (one,) = told(party("uk:1", "organization", "X", listing=on("uk")))
    assert one.measure == "unstated"


def test_only_an_official_source_is_certain() -> None:
    """Invariant 11."""
    wallets = party("ofac-wallets:1", "organization", "X", listing=on("ofac-wallets", BLOCK))
    retired = party("uk-ofsi:1", "organization", "X", listing=on("uk-ofsi", BLOCK))
    for one in (wallets, retired):
        (doubtful,) = told(one)
        assert not doubtful.certain
    assert "only an official source" in told(wallets)[0].says


def test_a_private_list_has_no_ownership_rule() -> None:
    assert (
        told(party("my-watchlist:1", "organization", "X", listing=on("my-watchlist", BLOCK))) == []
    )


def test_a_likeness_stays_one_whatever_the_list_says() -> None:
    (one,) = told(party("ofac-sdn:1", "organization", "X"), certain=False)
    assert not one.certain


def dated(listed_on: datetime.date | None) -> Party:
    listing = Listing(
        authority="OFAC", regime="us", list="SDN List", measures=(BLOCK,), listed_on=listed_on
    )
    return party("ofac-sdn:1", "organization", "X", listing=listing)


def test_what_had_not_taken_effect_on_the_day_is_left_out() -> None:
    day = datetime.date(2025, 10, 22)
    assert told(dated(day), asked_on=day - datetime.timedelta(days=1)) == []
    assert len(told(dated(day), asked_on=day)) == 1


@pytest.mark.parametrize(("days", "certain"), [(-1, False), (0, True)])
def test_an_undated_listing_of_a_later_edition_is_for_a_person(days: int, certain: bool) -> None:
    (one,) = told(dated(None), asked_on=DAY + datetime.timedelta(days=days))
    assert one.certain == certain
