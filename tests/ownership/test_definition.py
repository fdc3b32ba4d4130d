"""Who is blocked by definition, and what those own or control."""

import datetime

import pytest

from interdict.ownership.definition import Definition, by_definition
from interdict.ownership.graph import Graph
from interdict.ownership.share import exact, parse
from interdict.ownership.stake import Entity, Stake
from interdict.ownership.table import StakeTable
from interdict.party import CountryFact, CountryRole, Kind

TODAY = datetime.date(2026, 11, 23)


def entity(
    name: str,
    country: str = "",
    *,
    kind: Kind = "organization",
    role: CountryRole = "jurisdiction",
    state: bool = False,
) -> Entity:
    facts = (CountryFact(role=role, code=country, raw=country),) if country else ()
    return Entity(id=name, name=name, kind=kind, countries=facts, is_state=state)


def found(
    *entities: Entity, stakes: tuple[Stake, ...] = (), on: datetime.date = TODAY
) -> dict[str, Definition]:
    graph = Graph(StakeTable.of(stakes), on)
    return {each.entity: each for each in by_definition(entities, graph)}


MINISTRY = entity("Ministry of Harbours", "kp", state=True)


def test_a_body_of_a_blocked_government_is_blocked() -> None:
    (only,) = found(MINISTRY).values()
    assert (only.verdict, only.id) == ("blocked-by-definition", "north-korea")
    assert "31 CFR 510.201" in only.sources


def test_what_it_owns_to_half_is_blocked_with_the_stakes_that_show_it() -> None:
    stakes = (
        Stake(owner="Ministry of Harbours", owned="Hanbit Shipping", share=exact(50)),
        Stake(owner="Hanbit Shipping", owned="Hanbit Malta", share=exact(51)),
        Stake(owner="Hanbit Shipping", owned="Somebody's Quay", share=exact(49)),
    )
    verdicts = found(MINISTRY, stakes=stakes)
    assert set(verdicts) == {"Ministry of Harbours", "Hanbit Shipping", "Hanbit Malta"}
    assert verdicts["Hanbit Malta"].stakes == stakes[:2]
    assert "51 % of the shares of Hanbit Malta" in verdicts["Hanbit Malta"].because


@pytest.mark.parametrize("kind", ["board", "control"])
def test_what_it_controls_is_blocked_without_a_share(kind: str) -> None:
    links = {"board": Stake(owner="Ministry of Harbours", owned="A", kind="board"),
             "control": Stake(owner="Ministry of Harbours", owned="A", kind="control")}  # fmt: skip
    assert found(MINISTRY, stakes=(links[kind],))["A"].verdict == "blocked-by-definition"


def test_an_office_is_no_control() -> None:
    seat = Stake(owner="Ministry of Harbours", owned="A", kind="officer")
    assert "A" not in found(MINISTRY, stakes=(seat,))


def test_a_band_leaves_it_open() -> None:
    band = Stake(owner="Ministry of Harbours", owned="A", share=parse("25-50"))
    assert found(MINISTRY, stakes=(band,))["A"].verdict == "unknown"


def test_a_party_that_the_rule_names_is_blocked_with_its_country() -> None:
    (only,) = found(entity("WORKERS' PARTY OF KOREA", "kp")).values()
    assert only.verdict == "blocked-by-definition"


def test_a_name_alone_is_a_review_and_does_not_flow_down() -> None:
    stakes = (Stake(owner="Central Bank of Iran", owned="A", share=exact(100)),)
    verdicts = found(entity("Central Bank of Iran"), stakes=stakes)
    assert {e: v.verdict for e, v in verdicts.items()} == {"Central Bank of Iran": "review"}


def test_a_country_is_not_guessed_from_a_name() -> None:
    assert found(entity("Havana Cigar Trading"), entity("Tehran Carpets"), entity("Kim Il")) == {}


def test_a_private_firm_of_north_korea_or_iran_is_not_its_government() -> None:
    assert found(entity("Hanbit Noodles", "kp"), entity("Alborz Pistachio", "ir")) == {}


def test_a_firm_organised_in_cuba_is_a_national_of_cuba() -> None:
    (only,) = found(entity("Tabacos Ejemplo", "cu")).values()
    assert (only.verdict, only.id) == ("blocked-by-definition", "cuba")
    assert "515.505" in only.caveat


def test_a_national_of_cuba_is_a_review_because_many_are_unblocked() -> None:
    person = entity("Ana Ejemplo", "cu", kind="person", role="nationality")
    assert found(person)["Ana Ejemplo"].verdict == "review"


def test_an_embassy_is_not_of_the_state_in_which_it_stands() -> None:
    address = CountryFact(role="residence", code="cu", raw="Cuba")
    abroad = CountryFact(role="jurisdiction", code="no", raw="Norway")
    embassy = Entity(id="e", name="Embassy", is_state=True, countries=(abroad, address))
    assert found(embassy) == {}
    unstated = Entity(id="o", name="Office", is_state=True, countries=(address,))
    assert found(unstated)["o"].verdict == "review"


def test_another_state_is_of_no_class() -> None:
    assert found(entity("Ministry of Fish", "no", state=True)) == {}


@pytest.mark.parametrize(
    ("country", "name", "day", "is_blocked"),
    [
        ("sy", "syria", "2025-06-30", True),
        ("sy", "syria", "2025-07-01", False),
        ("kp", "north-korea", "2016-03-15", False),
        ("kp", "north-korea", "2016-03-16", True),
        ("ve", "venezuela", "2019-08-04", False),
        ("ve", "venezuela", "2019-08-05", True),
    ],
)
def test_a_class_has_its_days(country: str, name: str, day: str, is_blocked: bool) -> None:
    state = entity("The Ministry", country, state=True)
    verdicts = found(state, on=datetime.date.fromisoformat(day))
    assert [each.id for each in verdicts.values()] == ([name] if is_blocked else [])


def test_a_place_in_an_embargoed_region_is_a_review_and_no_block() -> None:
    there = CountryFact(role="residence", code="ua", raw="Sevastopol, Crimea")
    quay = Entity(id="q", name="Quay", kind="organization", countries=(there,))
    stakes = (Stake(owner="q", owned="A", share=exact(100)),)
    verdicts = found(quay, stakes=stakes)
    assert {e: v.verdict for e, v in verdicts.items()} == {"q": "review"}
    assert verdicts["q"].id == "crimea"
