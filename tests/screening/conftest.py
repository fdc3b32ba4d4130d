"""Snapshots to screen against: a few parties whom nobody is, and thousands of real ones."""

from pathlib import Path

import pytest
from ofac_editions import files_at, read_one

from interdict.lists.ofac_csv import OFAC_CSV
from interdict.snapshot.snapshot import Snapshot
from listed_parties import compiled, edition, editions


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """OFAC's two lists, the UN's and a private one, a few parties each."""
    return compiled(tmp_path_factory.mktemp("small") / "snapshot", *editions())


@pytest.fixture(scope="session")
def real_snapshot(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Every fifth party of OFAC's list as re-exported in March 2024."""
    folder = shared_data / "lists" / "ofac" / "sdn-csv-reexported-2024-03"
    files = files_at(*(folder / name for name in ("sdn.csv", "alt.csv", "add.csv")))
    parties = read_one(OFAC_CSV, *files).parties[::5]
    return compiled(tmp_path_factory.mktemp("real") / "snapshot", edition("ofac-sdn", parties))
