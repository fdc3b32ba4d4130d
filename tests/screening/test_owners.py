"""Owners and listed parties: who is joined at once, and who waits for a person."""

import datetime
from pathlib import Path

import pytest

from interdict.ownership.stake import Entity
from interdict.party import CountryFact, Identifier
from interdict.screening.owners import Join, decided, fingerprint, joins, queries
from interdict.screening.screen import Screener
from interdict.snapshot.decisions import Decision
from interdict.snapshot.snapshot import open_snapshot
from interdict.snapshot.store import Home
from listed_parties import INN, compiled, edition, on, party
from printed_records import numbered

NOW = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)


@pytest.fixture
def screener(loaded: Home) -> Screener:
    current = loaded.current()
    assert current is not None
    return Screener(open_snapshot(loaded.snapshot_folder(current)))


def found(screener: Screener, *entities: Entity) -> dict[tuple[str, str], bool]:
    return {(join.entity, join.party): join.certain for join in joins(screener, entities)}


def test_an_exact_identifier_joins_at_once_whatever_the_name(screener: Screener) -> None:
    owner = Entity(id="a:1", name="Volna, formerly something else", identifiers=(INN,))
    assert found(screener, owner) == {("a:1", "ofac-sdn:7002"): True}


def test_an_uncontradicted_full_name_joins_at_once(screener: Screener) -> None:
    assert found(screener, Entity(id="a:1", name="Volna Energo"))["a:1", "ofac-sdn:7002"]


def test_a_name_that_is_only_alike_waits_for_a_person(screener: Screener) -> None:
    assert found(screener, Entity(id="a:1", name="Volna Energo Holding")) == {
        ("a:1", "ofac-sdn:7002"): False
    }


def test_every_name_of_an_owner_is_screened_and_the_best_counts(screener: Screener) -> None:
    owner = Entity(id="a:1", name="VE Holding", other_names=("Volna Energo Holding", "Volna Neft"))
    assert found(screener, owner)["a:1", "ofac-sdn:7002"]


def test_a_namesake_of_another_kind_is_not_joined(screener: Screener) -> None:
    ship = Entity(id="a:1", name="Volna Energo", kind="vessel")
    assert found(screener, ship) == {}


def test_what_is_known_beside_a_name_is_asked_with_it() -> None:
    number = Identifier(kind="inn", value="7707083893", country="ru", valid=True)
    owner = Entity(
        id="a:1",
        name="Volna",
        other_names=("Wave",),
        kind="organization",
        identifiers=(number,),
        countries=(CountryFact(role="jurisdiction", code="ru"), CountryFact(role="birth", code="")),
    )
    asked = queries(owner)
    assert [query.name for query in asked] == ["Volna", "Wave"]
    assert {(q.kind, q.countries, q.identifiers) for q in asked} == {
        ("organization", ("ru",), (number,))
    }


def test_somebody_unnamed_is_not_screened() -> None:
    assert queries(Entity(id="a:1", is_unnamed=True)) == ()
    assert queries(Entity(id="a:1", name="...")) == ()


def test_the_place_in_a_file_does_not_change_what_is_screened() -> None:
    one, other = (Entity(id="a:1", name="Volna", place=place) for place in ("line 2", "line 3"))
    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint(Entity(id="a:1", name="Volga"))


def decision(what: str, *parties: str) -> Decision:
    return Decision(
        what=what,  # type: ignore[arg-type]
        parties=(min(parties), max(parties)),
        by="A. Analyst",
        at=NOW,
        because="register extract",
    )


LIKELY = Join(entity="a:1", party="uk:2", certain=False, score=0.8, says="alike", asked=b"")


def test_a_person_confirms_refuses_and_takes_back() -> None:
    confirmed = decision("join", "a:1", "uk:2")
    (join,) = decided([LIKELY], [confirmed])
    assert (join.certain, "by decision of A. Analyst" in join.says) == (True, True)
    assert decided([LIKELY], [confirmed, decision("part", "a:1", "uk:2")]) == ()
    assert decided([LIKELY], [confirmed, decision("withdraw", "a:1", "uk:2")]) == (LIKELY,)


def test_a_certain_join_can_be_refused_too() -> None:
    sure = Join(entity="a:1", party="uk:2", certain=True, score=1.0, says="same", asked=b"")
    assert decided([sure], [decision("part", "a:1", "uk:2")]) == ()


def test_the_answer_does_not_depend_on_the_neighbours(screener: Screener) -> None:
    """Invariant 2."""
    owners = [Entity(id=f"a:{n}", name=f"Volna Energo {n}") for n in range(40)]
    together = {(j.entity, j.party, j.score) for j in joins(screener, owners)}
    alone = {(j.entity, j.party, j.score) for owner in owners for j in joins(screener, [owner])}
    assert together == alone


def test_the_same_party_on_another_list_is_uncertain_as_in_a_screening(tmp_path: Path) -> None:
    """Its regime cannot be silent, and what did not match cannot block."""
    number = numbered("imo:9234563")
    ours = party("ofac-sdn:1", "vessel", "GREY HERON", identifiers=(number,))
    theirs = party("eu:1", "vessel", "SUN RISE SEVEN", identifiers=(number,), listing=on("eu"))
    snapshot = compiled(tmp_path / "joined", edition("ofac-sdn", [ours]), edition("eu", [theirs]))
    owner = Entity(id="a:1", name="Grey Heron", kind="vessel")
    assert found(Screener(snapshot), owner) == {
        ("a:1", "ofac-sdn:1"): True,
        ("a:1", "eu:1"): False,
    }
