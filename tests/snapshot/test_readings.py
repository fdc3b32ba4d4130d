"""The readings of listed names are stored as the matcher reads them."""

from pathlib import Path

import pytest

from interdict.matching.matcher import read_party
from interdict.snapshot.snapshot import Snapshot
from listed_parties import compiled, editions


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return compiled(tmp_path_factory.mktemp("small") / "snapshot", *editions())


def test_every_name_is_stored_as_it_is_read(snapshot: Snapshot) -> None:
    for row in range(len(snapshot)):
        stored, read = snapshot.listed(row), read_party(snapshot.party(row))
        assert stored.party == read.party
        assert {c: tuple(found) for c, found in stored.spellings.items()} == read.spellings


def test_one_reading_is_the_same_however_it_is_asked_for(snapshot: Snapshot) -> None:
    found = next(
        spellings
        for row in range(len(snapshot))
        for spellings in snapshot.listed(row).spellings.values()
        if len(spellings) > 1
    )
    assert found[-1] == found[len(found) - 1] == found[1:][-1] == list(found)[-1]
    with pytest.raises(IndexError):
        found[len(found)]


def test_a_snapshot_of_nothing_has_no_readings(tmp_path: Path) -> None:
    nobody = compiled(tmp_path / "empty")
    assert len(nobody) == 0
    assert nobody.rows("value", "9074729") == []
