"""What forbids two records to be one party."""

import pytest

from interdict.dates import parse
from interdict.party import BirthDate, Kind, Link, Party
from interdict.snapshot.contradictions import contradiction, side_by_side
from interdict.snapshot.identity import identity
from listed_parties import on, party
from printed_records import numbered


def why(one: Party, other: Party) -> str:
    said = contradiction(identity(one), identity(other))
    assert bool(said) == bool(contradiction(identity(other), identity(one)))
    return said


def of_kind(source: str, kind: Kind, *numbers: str, **facts: object) -> Party:
    return party(
        f"{source}:1", kind, "GREY HERON", identifiers=tuple(map(numbered, numbers)), **facts
    )


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("person", "organization", True),
        ("vessel", "organization", True),
        ("wallet", "person", True),
        ("unknown", "vessel", False),
        ("vessel", "vessel", False),
    ],
)
def test_different_kinds_contradict(one: Kind, other: Kind, contradict: bool) -> None:
    assert bool(why(of_kind("eu", one), of_kind("uk", other))) is contradict


@pytest.mark.parametrize(
    ("kind", "one", "other", "contradict"),
    [
        ("vessel", "imo:9234563", "imo:9179842", True),
        ("vessel", "imo:9234563", "imo:9179840", False),  # a wrong check digit proves nothing
        ("organization", "inn:7707083893", "inn:7744002860", True),
        ("organization", "registration:R00001:ru", "registration:R00002:ru", False),
        ("person", "passport:645120378:kp", "passport:745120378:kp", False),  # renewed
        ("organization", "bic:FTBDKPPY", "bic:RFCBRUMM", False),
    ],
)
def test_two_numbers_for_life_contradict(
    kind: Kind, one: str, other: str, contradict: bool
) -> None:
    assert bool(why(of_kind("eu", kind, one), of_kind("uk", kind, other))) is contradict


def test_one_number_in_common_is_enough() -> None:
    several = of_kind("eu", "organization", "inn:7707083893", "inn:7744002860")
    assert why(several, of_kind("uk", "organization", "inn:7744002860")) == ""


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("1952-10-07", "1952", False),
        ("1952-10-07", "1952-03-01", False),
        ("1952", "1953", True),
        ("circa 1952", "1954", False),
        ("circa 1952", "1955", True),
        ("1950 to 1955", "1953", False),
    ],
)
def test_different_birth_years_contradict(one: str, other: str, contradict: bool) -> None:
    said = [
        of_kind(source, "person", birth_dates=(BirthDate(span=parse(day)),))  # type: ignore[arg-type]
        for source, day in (("eu", one), ("uk", other))
    ]
    assert bool(why(*said)) is contradict


def test_different_genders_contradict_unless_name_and_birthday_agree() -> None:
    born = (BirthDate(span=parse("1968-09-16")),)  # type: ignore[arg-type]
    she, he = (of_kind(s, "person", gender=g) for s, g in (("eu", "female"), ("uk", "male")))
    assert why(she, he) == "one is female, the other male"
    she, he = (
        of_kind(s, "person", gender=g, birth_dates=born)
        for s, g in (("eu", "female"), ("uk", "male"))
    )
    assert why(she, he) == ""


def test_a_publisher_that_prints_two_records_side_by_side_means_two_parties() -> None:
    dprk = on("uk", programmes=("DPRK",))
    one = party("uk:1", "organization", "VOLNA", listing=dprk)
    other = party("uk:2", "organization", "OSTROV", listing=dprk)
    elsewhere = party("uk:3", "organization", "OSTROV", listing=on("uk", programmes=("Russia",)))
    assert "side by side under DPRK" in why(one, other)
    assert why(one, elsewhere) == ""


def test_a_list_that_repeats_itself_prints_one_party_twice() -> None:
    twice = [
        party(f"uk:{n}", "organization", "VOLNA", identifiers=(numbered("inn:7707083893"),))
        for n in (1, 2)
    ]
    assert not side_by_side(*map(identity, twice))
    assert why(*twice) == ""


@pytest.mark.parametrize(
    "link",
    [
        Link(kind="owned-by", name="Someone", party="uk:1"),
        Link(kind="family", name="GREY HERON", party=""),
    ],
)
def test_who_is_linked_to_another_is_not_that_other(link: Link) -> None:
    linked = party("eu:7", "unknown", "SUN RISE", links=(link,))
    assert why(linked, of_kind("uk", "unknown")).endswith("states a link to the other")
