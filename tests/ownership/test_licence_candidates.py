"""Who comes under a licence: by id, number or exact name, never by similarity."""

import datetime

import pytest
from licence_tables import small

from interdict.ownership.licence_calendar import in_force
from interdict.ownership.licence_candidates import CLOSURE, candidates, concerns, names
from interdict.party import Identifier, Link, Party
from listed_parties import on, party

IN_OCTOBER = datetime.date(2025, 10, 30)
IN_MARCH = datetime.date(2026, 3, 20)
INN = Identifier(kind="inn", value="7707083893", country="ru", valid=True)


def found(listed: Party, day: datetime.date = IN_OCTOBER, regime: str = "us") -> list[str]:
    return [each.id for each in candidates(in_force(small(), day), listed, (regime,))]


@pytest.mark.parametrize(
    "listed",
    [
        party("ofac-sdn:7002", "organization", "WAVE POWER"),
        party("ofac-sdn:1", "organization", "WAVE POWER", identifiers=(INN,)),
        party("ofac-sdn:1", "organization", "VOLNA-ENERGO"),
        party("ofac-sdn:1", "organization", "WAVE POWER", ("Volna Énergo", "strong-alias")),
    ],
    ids=["id", "number", "name", "alias"],
)
def test_a_subject_is_known_by_its_id_a_number_or_an_exact_name(listed: Party) -> None:
    assert found(listed) == ["GL 1"]


@pytest.mark.parametrize(
    "listed",
    [
        party("ofac-sdn:1", "organization", "VOLNA ENERGO TRADING"),
        party("ofac-sdn:1", "organization", "VOLNA ENERGI"),
        party("ofac-sdn:1", "organization", "WAVE POWER", ("Volna Energo", "weak-alias")),
    ],
    ids=["longer", "similar", "weak alias"],
)
def test_a_similar_name_is_no_subject(listed: Party) -> None:
    assert found(listed) == []


def test_a_licence_of_another_regime_is_no_candidate() -> None:
    assert found(party("ofac-sdn:7002", "organization", "VOLNA ENERGO"), regime="uk") == []


def test_a_licence_that_is_not_in_force_is_no_candidate() -> None:
    assert found(party("ofac-sdn:7002", "organization", "X"), datetime.date(2026, 1, 1)) == []


def test_a_candidate_lists_every_condition_as_unproven() -> None:
    listed = party("ofac-sdn:7002", "organization", "VOLNA ENERGO")
    (candidate,) = candidates(in_force(small(), IN_OCTOBER), listed, ("us",))
    assert candidate.conditions_unproven == ("the transaction is a wind-down", "no funds to Russia")
    assert candidate.until.startswith("2025-11-14")  # GL 1A takes its place
    assert candidate.reach == "named"
    assert CLOSURE in candidate.closure
    assert "2 conditions unproven" in candidate.says


def test_a_party_that_the_list_links_to_a_subject_may_be_owned_by_it_which_is_not_computed() -> (
    None
):
    link = Link(kind="linked-to", name="VOLNA ENERGO", text="Linked To")
    listed = party("ofac-sdn:9", "organization", "VOLNA PORT", links=(link,))
    (candidate,) = candidates(in_force(small(), IN_OCTOBER), listed, ("us",))
    assert candidate.reach == CLOSURE
    assert CLOSURE in candidate.says


def test_a_link_to_a_subject_without_its_subsidiaries_means_nothing() -> None:
    link = Link(kind="owned-by", name="Hanbit Bulgaria EOOD")
    listed = party("uk:9", "organization", "HANBIT PORT", links=(link,))
    assert found(listed, regime="uk") == []


def test_a_class_is_met_by_kind_and_programme() -> None:
    ship = party(
        "ofac-sdn:4", "vessel", "GREY HERON", listing=on("ofac-sdn", programmes=("DPRK4",))
    )
    firm = party(
        "ofac-sdn:5", "organization", "HERON", listing=on("ofac-sdn", programmes=("DPRK4",))
    )
    other = party("ofac-sdn:6", "vessel", "NORTH", listing=on("ofac-sdn", programmes=("SDGT",)))
    (candidate,) = candidates(in_force(small(), IN_MARCH), ship, ("us",))
    assert (candidate.id, candidate.reach) == ("GL 2", "class")
    assert candidate.conditions_unproven == ("the cargo was loaded by 2026-03-12 00:01 EDT",)
    assert found(firm, IN_MARCH) == found(other, IN_MARCH) == []


@pytest.mark.parametrize(
    "asked", ["ofac-sdn:7002", "inn:7707083893", "Volna Energo", "volna-energo"]
)
def test_a_party_is_asked_for_by_what_a_person_types(asked: str) -> None:
    licence = small().named("GL 1")
    assert licence is not None
    assert names(licence, asked)
    assert not names(licence, "Volna")


def test_a_class_is_not_a_name() -> None:
    licence = small().named("GL 2")
    assert licence is not None
    assert not names(licence, "listed vessels")
    assert not concerns(licence, party("ofac-sdn:1", "organization", "LISTED VESSELS"))
