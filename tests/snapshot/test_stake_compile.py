"""Two sources that contradict each other: the newer is believed, whatever they are called."""

import datetime
from pathlib import Path

import msgspec
import pytest

from interdict.ownership.graph import Graph
from interdict.snapshot.stake_store import StakeStore
from interdict.snapshot.store import Home
from owned import FILINGS, added, table

ORLOV, MILL = "lei:529900T8BM49AURSDO55", "lei:5493001KJTIIGC8Y1R12"
TODAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize("names", [("a-register", "z-register"), ("z-register", "a-register")])
def test_the_newer_of_two_sources_is_believed(tmp_path: Path, names: tuple[str, str]) -> None:
    home = Home(tmp_path / "home")
    for source, year, percent in zip(names, (2019, 2026), (80, 10), strict=True):
        said = msgspec.structs.replace(FILINGS, source=source, published=datetime.date(year, 1, 8))
        added(home, table(tmp_path / f"{source}.csv", f"{ORLOV},{MILL},{percent}"), said)
    stakes = StakeStore(home).open_current()
    graph = Graph(stakes.table(TODAY), TODAY)
    assert [str(graph.stated(graph.edges.owned[0]))] == ["10"]
    assert any(each.code == "repeated-stake" for each in stakes.findings())
