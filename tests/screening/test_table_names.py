"""Whom a cell of one's own table means."""

from pathlib import Path

import pytest

from interdict.sample import open_starter
from interdict.screening.ownership import Owners
from interdict.screening.screen import Screener
from interdict.screening.table_names import joined, meant
from interdict.snapshot.stake_store import StakeStore
from interdict.snapshot.store import Home
from owned import added, table


@pytest.fixture
def owners(tmp_path: Path) -> Owners:
    home = Home(tmp_path / "home")
    added(home, table(tmp_path / "stakes.csv", "Orlov,Works Oy,60"))
    return Owners(Screener(open_starter(home)), StakeStore(home).open_current(), ())


def test_a_full_name_means_the_entity_that_bears_it(owners: Owners) -> None:
    found = meant(owners, "WORKS oy")
    assert found.in_stakes
    assert [each.name for each in found.entities] == ["Works Oy"]


def test_a_name_that_no_stake_has_means_somebody_new(owners: Owners) -> None:
    found = meant(owners, "Work Oy")
    assert not found.in_stakes
    assert [(each.id, each.name) for each in found.entities] == [("Work Oy", "Work Oy")]


def test_an_identifier_is_asked_as_one(owners: Owners) -> None:
    (entity,) = meant(owners, "imo:9187629").entities
    assert [(each.kind, each.value) for each in entity.identifiers] == [("imo", "9187629")]
    assert entity.name == ""


def test_the_id_of_a_listed_party_joins_at_once(owners: Owners) -> None:
    (join,) = joined(owners, [meant(owners, "ofac-sdn:17022")])
    assert (join.party, join.certain) == ("ofac-sdn:17022", True)


def test_a_colon_in_a_name_is_no_identifier(owners: Owners) -> None:
    (entity,) = meant(owners, "Trading: Ltd").entities
    assert entity.name == "Trading: Ltd"
