"""Which of a party's measures, programmes and authorities belong to which of OFAC's lists."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from interdict.lists.ofac_listings import (
    LISTS,
    UMBRELLA,
    ListEntry,
    Stated,
    directive,
    listings,
    sources_of,
)
from interdict.party import Listing

SSI = "Sectoral Sanctions Identifications List"
PLC = "Non-SDN Palestinian Legislative Council List"
MENU = "Non-SDN Menu-Based Sanctions List"
TYPES = ("Block", "Reject", "13662 Sectoral Directive 1", "Executive Order 14024 Directive 2",
         "CMIC Executive Order", "A type of tomorrow")  # fmt: skip


def entries(*names: str) -> list[ListEntry]:
    return [ListEntry(name, datetime.date(2022, 4, 6), f"list {name}") for name in names]


def on(found: tuple[Listing, ...], name: str) -> Listing:
    return next(listing for listing in found if listing.list == name)


def kinds(listing: Listing) -> list[str]:
    return [measure.kind for measure in listing.measures]


def test_a_block_belongs_to_the_sdn_list_and_a_sectoral_directive_to_its_own() -> None:
    stated = Stated(
        types=("13662 Sectoral Directive 2", "Block"),
        programmes=("UKRAINE-EO13662", "RUSSIA-EO14024"),
        authorities=("Executive Order 13662 (Ukraine)", "Executive Order 14024 (Russia)"),
    )
    found = listings(entries(SSI, UMBRELLA, "SDN List"), stated)
    assert [listing.list for listing in found] == [SSI, "SDN List"]
    assert kinds(on(found, SSI)) == ["sectoral-debt"]
    assert on(found, SSI).programmes == ("UKRAINE-EO13662",)
    assert kinds(on(found, "SDN List")) == ["block"]
    assert on(found, "SDN List").legal_basis == ("Executive Order 14024 (Russia)",)


def test_on_one_list_everything_belongs_to_it() -> None:
    stated = Stated(types=("Block", "Reject"), programmes=("FSE-IR",))
    (found,) = listings(entries("FSE List", UMBRELLA), stated)
    assert kinds(found) == ["block", "transaction-ban"]


def test_a_list_without_a_type_of_its_own_is_unstated() -> None:
    found = listings(entries(PLC, "SDN List"), Stated(types=("Block",), programmes=("NS-PLC",)))
    assert kinds(on(found, PLC)) == ["unstated"]


def test_an_sdn_entry_whose_types_do_not_block_stays_unstated_beside_them() -> None:
    stated = Stated(types=("Executive Order 14024 Directive 2",), programmes=("RUSSIA-EO14024",))
    (found,) = listings(entries("SDN List"), stated)
    assert kinds(found) == ["unstated", "correspondent-account"]


def test_the_umbrella_counts_where_it_stands_alone() -> None:
    (found,) = listings(entries(UMBRELLA), Stated(types=("Reject",)))
    assert (found.list, kinds(found)) == (UMBRELLA, ["transaction-ban"])


def test_a_type_keeps_its_published_words_and_its_effective_date() -> None:
    since = datetime.date(2022, 3, 26)
    effective = {directive("Effective Date (EO 14024 Directive 3):"): since}
    stated = Stated(types=("Executive Order 14024 Directive 3",), effective=effective)
    (found,) = listings(entries(MENU), stated)
    assert {(each.text, each.effective_on) for each in found.measures} == {
        ("Executive Order 14024 Directive 3", since)
    }


def test_every_list_but_the_sdn_list_is_part_of_the_non_sdn_list() -> None:
    assert sources_of(["SDN List"]) == {"ofac-sdn"}
    assert sources_of(["A list of tomorrow"]) == {"ofac-nonsdn"}


@given(
    names=st.lists(st.sampled_from([*LISTS, "A list of tomorrow"]), min_size=1, unique=True),
    types=st.lists(st.sampled_from(TYPES), unique=True),
    programmes=st.lists(st.sampled_from(["UKRAINE-EO13662", "SDGT", "NS-PLC"]), unique=True),
)
def test_nothing_stated_is_lost(names: list[str], types: list[str], programmes: list[str]) -> None:
    """Every type and programme stands on at least one listing, every list has a measure."""
    stated = Stated(types=tuple(types), programmes=tuple(programmes))
    found = listings(entries(*names), stated)
    assert {m.text for each in found for m in each.measures if m.text} == set(types)
    assert {text for each in found for text in each.programmes} == set(programmes)
    assert all(each.measures for each in found)
