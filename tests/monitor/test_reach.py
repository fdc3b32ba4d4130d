"""Nobody is lost on the way from a listed party to the customers."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interdict.monitor import reach
from interdict.monitor.between import snapshot_of
from interdict.monitor.reach import reached
from interdict.party import Party
from interdict.screening.screen import Screener
from listed_parties import IMO, party
from monitor_worlds import World

CUSTOMERS = (
    ("1", "Boris Petrenko", "person"),
    ("2", "B. Petrenko", "person"),
    ("3", "Petrenkoboris"),
    ("4", "Abdul Rahman Saleh", "person"),
    ("5", "Korea Mining Development Trading Corporation", "organization"),
    ("6", "KMDTC"),
    ("7", "김철수", "person"),
    ("8", "Ocean Star", "vessel", "", "", "", IMO.value),
    ("9", IMO.value),
    ("10", "R O S N E F T"),
    ("11", "Anna Lindqvist", "person"),
)
LISTED = {
    "a typo": ("person", "Boris Petrenka", {"1"}),
    "a word run together": ("person", "Abdulrahman Salih", {"4"}),
    "another script": ("person", "Kim Chol Su", {"7"}),
    "an acronym": ("organization", "KOREA MINING DEVELOPMENT TRADING CORPORATION", {"5", "6"}),
    "spaced letters": ("organization", "Rosneft", {"10"}),
}


def asked(world: World, *parties: Party) -> tuple[set[str], set[str]]:
    """(customers who may be one of the parties, customers who hit one)."""
    world.lists(parties)
    registration = world.file.registration()
    assert registration is not None
    customers = world.file.customers(registration.customers)
    whole = world.screener()
    with snapshot_of(parties, whole.snapshot) as small:
        rows = reached(customers.index, small, whole.policy.lowest_threshold)
        everybody = [customers.query(row) for row in range(len(customers))]
        hits = Screener(small, whole.policy).hits(everybody)
    found = {customers.key(row) for row, each in enumerate(hits) if each}
    return {customers.key(int(row)) for row in rows}, found


@pytest.mark.parametrize("what", LISTED)
def test_customers_are_reached_by(world: World, what: str) -> None:
    kind, name, expected = LISTED[what]
    world.customers(CUSTOMERS)
    may, hit = asked(world, party("ofac-sdn:1", kind, name))
    assert hit <= may
    assert expected <= may


def test_an_equal_identifier_reaches_whatever_the_names_are(world: World) -> None:
    world.customers(CUSTOMERS)
    may, hit = asked(world, party("ofac-sdn:1", "vessel", "GREY HERON", identifiers=(IMO,)))
    assert may == hit == {"8", "9"}


def test_most_customers_are_not_reached(world: World) -> None:
    world.customers([(f"L{n}", f"Karin Lindqvist {n}") for n in range(50)])
    assert asked(world, party("un:1", "person", "Boris Petrenko")) == (set(), set())


def test_the_size_of_blocks_changes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.customers(CUSTOMERS)
    parties = [party(f"un:{n}", *LISTED[what][:2]) for n, what in enumerate(LISTED)]
    usual = asked(world, *parties)
    monkeypatch.setattr(reach, "READINGS_AT_A_TIME", 1)
    assert asked(world, *parties) == usual


WORDS = st.sampled_from(
    "al abd rahman abdul karim kareem j b bank volna wolna energo trading co ltd kim chol su "
    "muhammad mohammed ali hassan husayn van der bilt vanderbilt 7 star petrenko petrenka".split()
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reach")


@settings(max_examples=20)
@given(
    st.lists(NAMES, min_size=1, max_size=8),
    st.lists(NAMES, min_size=1, max_size=4),
    st.sampled_from(("person", "organization", "unknown")),
)
def test_whoever_hits_is_reached(
    folder: Path, customers: list[str], names: list[str], kind: str
) -> None:
    world = World(folder / str(np.random.default_rng().integers(1 << 60)))
    world.customers([(str(number), name) for number, name in enumerate(customers)])
    parties = [party(f"un:{number}", kind, name) for number, name in enumerate(names)]
    may, hit = asked(world, *parties)
    assert hit <= may
