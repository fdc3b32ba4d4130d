"""Several processes answer like one, and none is missed when it dies."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from interdict.batch.columns import recognise
from interdict.batch.jobs import Workers, cores
from interdict.batch.rows import Block
from interdict.batch.screened import BlockScreener, Screened
from interdict.batch.worker import Task
from interdict.delimited import Record
from interdict.errors import WorkerError
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot
from interdict.snapshot.store import Home

COLUMNS = recognise(("name", "country"), {})
NAMES = ("Boris Petrenko", "Anna Lindqvist", "", "Volna Energo", "Grey Heron", "Otto Weber")


@pytest.fixture(scope="module")
def snapshot(loaded_folder: Path) -> Snapshot:
    return open_current(Home(loaded_folder))


@pytest.fixture
def task(snapshot: Snapshot) -> Task:
    return Task(str(snapshot.folder), snapshot.id, Screener(snapshot).policy, COLUMNS)


def blocks(count: int = 8, rows: int = 6) -> Iterator[Block]:
    """Blocks of rows that turn through ``NAMES``; one in six has no name."""
    for block in range(count):
        records = (Record(n, (NAMES[(block + n) % 6], "Russia")) for n in range(rows))
        yield Block(1 + block * rows, tuple(records))


def notices(said: list[str]) -> list[int]:
    return [line.count("SIGKILL") for line in said]


def test_workers_answer_as_one_process_does_and_in_its_order(
    snapshot: Snapshot, task: Task
) -> None:
    """Invariant 2."""
    alone = list(map(BlockScreener(COLUMNS, Screener(snapshot)), blocks()))
    assert sum(len(each.part.rows) for each in alone) > 8
    with Workers(task, 2, print) as workers:
        assert list(workers.screened(blocks())) == alone


def test_a_worker_that_is_killed_is_replaced_and_no_row_is_lost(
    snapshot: Snapshot, task: Task
) -> None:
    alone = list(map(BlockScreener(COLUMNS, Screener(snapshot)), blocks(20)))
    said: list[str] = []
    found: list[Screened] = []
    with Workers(task, 2, said.append) as workers:
        for screened in workers.screened(blocks(20)):
            if len(found) in (3, 9):
                os.kill(workers.pids[0], signal.SIGKILL)
            found.append(screened)
    assert found == alone
    assert all("SIGKILL" in line for line in said)


def test_a_block_that_ends_two_workers_stops_the_run_and_says_what_to_do(
    task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying = "import os, sys; sys.stdin.buffer.read(8); os.kill(os.getpid(), 9)"
    monkeypatch.setattr("interdict.batch.jobs._START", dying)
    said: list[str] = []
    with (
        pytest.raises(
            WorkerError, match=r"\(signal SIGKILL\) while they screen rows 1 to 6.*--res"
        ),
        Workers(task, 1, said.append) as workers,
    ):
        list(workers.screened(blocks()))
    assert len(said) == 2


def test_what_a_worker_cannot_do_is_said_in_its_words(task: Task) -> None:
    other = Task(task.folder, "sha256:other", task.policy, task.columns)
    with (
        pytest.raises(WorkerError, match="rows 1 to 6 cannot be screened: the snapshot in"),
        Workers(other, 1, print) as workers,
    ):
        list(workers.screened(blocks()))


def test_no_worker_outlives_a_run_that_is_given_up(task: Task) -> None:
    with Workers(task, 2, print) as workers:
        outcomes = workers.screened(blocks(30))
        next(outcomes)
        pids = workers.pids
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_worker_is_started_only_when_there_is_a_block_for_it(task: Task) -> None:
    with Workers(task, 8, print) as workers:
        list(workers.screened(blocks(1)))
        assert len(workers.pids) == 1


def test_the_cores_are_those_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 2, 5}, raising=False)
    assert cores() == 3
