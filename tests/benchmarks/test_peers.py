"""Peers are measured alike, on files that any environment can read."""

from pathlib import Path

import pytest
from benchmarks.machine import Machine
from benchmarks.peers import environments, table
from benchmarks.peers.__main__ import COMMAND, PAGE, PEERS
from benchmarks.peers.contract import Asked, Files, Party

from benchmarks import figures

MACHINE = Machine("A processor", 2, 24.0, "Linux 6", "3.11.7", "numpy 2", "0.1.0+ab")
PARTIES = [Party("a:1", "Person", ("Anna Example", "Анна Пример"))]
QUERIES = [Asked("Ana Example", "Person", "a:1")]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    files = Files(tmp_path)
    files.write_parties(PARTIES)
    files.write_asked("copies", QUERIES)
    files.write_asked("ordinary", QUERIES * 2)
    return files


def test_inputs_come_out_as_they_went_in(files: Files) -> None:
    assert files.parties() == PARTIES
    assert files.asked("copies") == QUERIES


@pytest.mark.parametrize("peer", PEERS)
def test_every_peer_pins_what_it_installs_and_says_how_it_is_set_up(peer: str) -> None:
    for requirement in environments.constant(peer, "REQUIREMENTS"):
        assert requirement == "." or "==" in requirement
    assert environments.constant(peer, "BATCH") > 0
    assert environments.constant(peer, "CONFIGURED")
    assert peer in table.TITLES


def test_a_peer_that_could_not_run_is_named_with_the_reason(files: Files) -> None:
    result = {
        "rate": 1234.5,
        "asked": 2000,
        "copies_rate": 99.0,
        "single_ms": [1.0, 2.0, 3.0],
        "built": 0.5,
        "peak_mb": 100.0,
        "installed_mb": 50.0,
        "recall": 0.9,
        "alarms": 0.01,
        "configured": "as shipped",
        "pairs": 396,
        "f1": 0.8,
        "auc": 0.85,
    }
    shown = table.markdown(
        MACHINE, {"ours": result}, {"emm": "no wheel"}, table.sizes(files.folder)
    )
    assert "1,234 (2,000 asked)" in shown and "0.800 / 0.850" in shown
    assert "1 parties with 2 names" in shown
    assert "EMM (ING) could not be measured: no wheel" in shown


def test_the_page_on_performance_has_a_place_for_the_peers() -> None:
    assert figures.begin(COMMAND) in PAGE.read_text(encoding="utf-8")
