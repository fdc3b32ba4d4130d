"""A worker forgets what it remembers when it holds too much, and answers the same."""

from pathlib import Path

import pytest

from interdict import text
from interdict.batch.columns import recognise
from interdict.batch.memory import Memory
from interdict.batch.rows import Block
from interdict.batch.screened import BlockScreener
from interdict.delimited import Record
from interdict.party import Query
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home

COLUMNS = recognise(("name", "birth date"), {})


@pytest.fixture
def snapshot(loaded_folder: Path) -> Snapshot:
    return open_current(Home(loaded_folder))


def test_nothing_is_forgotten_while_there_is_room(snapshot: Snapshot) -> None:
    screener = Screener(snapshot)
    memory = Memory(10_000_000)
    screener.hits([Query(name="Boris Petrenko")])
    assert not memory.relieve(screener)
    assert text._read.cache_info().currsize > 0


def test_readings_and_then_everything_is_forgotten_when_there_is_none(snapshot: Snapshot) -> None:
    screener = Screener(snapshot)
    memory = Memory(-1_000_000)
    screener.hits([Query(name="Boris Petrenko")])
    assert memory.relieve(screener)
    assert text._read.cache_info().currsize == 0


def test_forgetting_after_every_call_changes_no_answer(snapshot: Snapshot) -> None:
    names = ("Boris Petrenko", "Volna Energo", "Anna Lind", "Grey Heron")
    records = tuple(Record(n, (names[n % 4], f"{1940 + n % 50}-03-0x")) for n in range(40))
    blocks = [Block(1 + first, records[first : first + 10]) for first in range(0, 40, 10)]
    usual = BlockScreener(COLUMNS, Screener(snapshot))
    forgetful = BlockScreener(COLUMNS, Screener(snapshot), Memory(-1_000_000))
    assert list(map(forgetful, blocks)) == list(map(usual, blocks))


def test_a_snapshot_keeps_as_many_parties_decoded_as_it_is_told(snapshot: Snapshot) -> None:
    snapshot.keep = 2
    first = snapshot.listed(0)
    snapshot.listed(1)
    assert snapshot.listed(0) is first
    snapshot.listed(2)
    assert snapshot.listed(0) is first
    assert len(snapshot._kept) == 2
