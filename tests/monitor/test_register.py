"""Registered files on disk: what is damaged is found, never taken for nobody."""

import os
import shutil
from pathlib import Path

import pytest

from interdict import audit
from interdict.batch import runner
from interdict.cli.monitor_shown import behind
from interdict.errors import SnapshotError, UsageError
from interdict.monitor.changes_table import Target, deliver
from interdict.monitor.register import RegisteredFile, named, registered
from interdict.monitor.rescreen import rescreen
from interdict.monitor.screened import Work
from interdict.monitor.status import standings
from interdict.snapshot.store import leftover_name
from listed_parties import party
from monitor_worlds import World

PETRENKO = party("ofac-sdn:1", "person", "PETRENKO, Boris")
BORIS, ANNA = ("C-1", "Boris Petrenko"), ("C-2", "Anna Lindqvist")
FILES = ("rows.msgpack", "unit_key.npy", "join_key.npy", "person_unit.npy", "customers.json")


def stored(world: World) -> Path:
    registration = world.file.registration()
    assert registration is not None
    return world.file.folder / "customers" / registration.customers


@pytest.mark.parametrize("name", FILES)
def test_damaged_customers_are_refused_until_they_are_added_again(world: World, name: str) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS, ANNA])
    world.run()
    content = (stored(world) / name).read_bytes()
    (stored(world) / name).write_bytes(content[: len(content) // 2] + b"\0" * (len(content) // 2))
    with pytest.raises(SnapshotError, match="interdict monitor add FILE"):
        world.run()
    world.customers([BORIS, ANNA])
    assert world.run().alerts == ()
    assert world.known == world.full()


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone_is_missed(world: World, name: str) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    (stored(world) / name).unlink()
    with pytest.raises(SnapshotError, match="interdict monitor add FILE"):
        world.run()


def test_a_damaged_state_is_no_empty_state(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    world.run()
    (world.file.folder / "known.msgpack").write_bytes(b"\x81")
    with pytest.raises(SnapshotError, match=r"known\.msgpack is damaged"):
        world.run()


def test_a_file_of_which_no_row_can_be_screened_changes_nothing(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    before = world.file.registration()
    with pytest.raises(UsageError, match="stays as it was"):
        world.customers([("C-1", "")])
    assert world.file.registration() == before


def test_a_file_that_was_cut_off_withdraws_nothing(world: World) -> None:
    """Invariant 8, for customers."""
    world.lists([PETRENKO])
    many = [(f"C-{n}", f"Anna Lindqvist {n}") for n in range(60)]
    world.customers([*many, ("B-1", "Boris Petrenko")])
    world.run()
    with pytest.raises(UsageError, match="--accept-shrunken"):
        world.customers(many[:30])
    assert world.run().alerts == ()
    world.customers(many[:30], accept_shrunken=True)
    assert [alert.customer for alert in world.run().alerts] == ["B-1"]


def test_worker_processes_find_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Invariant 2."""
    monkeypatch.setattr(runner, "ROWS_PER_PART", 20)
    monkeypatch.setattr(runner, "ROWS_PER_CHUNK", 10)
    world.lists([PETRENKO])
    world.customers([(f"C-{n}", "Boris Petrenko" if n % 7 else "Anna") for n in range(50)])
    work = Work(file=world.file, log=world.log, jobs=2)
    with world.file.lock():
        report = rescreen(world.home, work, world.screener())
    assert (report.screened, len(report.alerts)) == (50, 42)
    assert world.known == world.full()


def test_old_customers_are_kept_only_until_the_run_is_done(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    world.run()
    world.customers([ANNA])
    assert len(list((world.file.folder / "customers").iterdir())) == 2
    world.run()
    assert len(list((world.file.folder / "customers").iterdir())) == 1


def test_two_runs_on_one_file_exclude_each_other(world: World) -> None:
    world.customers([BORIS])
    other = RegisteredFile(world.home, "people")
    with world.file.lock(), pytest.raises(UsageError, match="another run"), other.lock():
        pass


def test_files_are_listed_by_name(world: World) -> None:
    assert registered(world.home) == ()
    with pytest.raises(UsageError, match="registered: none"):
        named(world.home, None)
    world.customers([BORIS])
    assert [file.name for file in named(world.home, None)] == ["people"]


def test_the_status_says_what_is_behind(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    ((before,), _) = standings(world.home)
    assert (before.run, before.customers_waiting, before.lists_behind) == (0, True, ("ofac-sdn",))
    world.run()
    ((after,), _) = standings(world.home)
    assert (after.run, after.open_hits, after.customers_waiting) == (1, 1, False)
    assert (after.lists_behind, after.undelivered) == ((), (1,))
    assert not after.snapshot_behind
    world.lists([party("un:1", "person", "Somebody Else")])
    assert standings(world.home)[0][0].lists_behind == ("ofac-sdn", "un")


def test_the_status_is_behind_when_records_were_joined(world: World) -> None:
    world.lists([PETRENKO, party("un:1", "person", "Somebody Else")])
    world.customers([BORIS])
    world.run()
    deliver(world.file.store, Target(world.home.path / "told.csv", True))
    assert behind(standings(world.home)[0][0]) == "no"
    world.decide("join", "ofac-sdn:1", "un:1")
    ((standing,), _) = standings(world.home)
    assert (standing.lists_behind, standing.snapshot_behind) == ((), True)
    assert behind(standing) == "which records are one party"


@pytest.mark.parametrize("name", ["file.json", "known.msgpack", "run-00000001.msgpack"])
def test_the_status_of_a_damaged_file_does_not_hide_the_others(world: World, name: str) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    world.run()
    shutil.copytree(world.file.folder, world.file.folder.with_name("broken"))
    (world.home.path / "monitor" / "broken" / name).write_bytes(b"x")
    found, damaged = standings(world.home)
    assert [each.name for each in found] == ["people"]
    assert [(each.name, each.exit_code) for each in damaged] == [("broken", 4)]
    assert name in damaged[0].error


def test_a_removed_file_is_gone_and_its_removal_recorded(world: World) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    world.run()
    (world.file.folder / "known.msgpack").write_bytes(b"damaged")
    world.file.remove(world.log)
    assert list((world.home.path / "monitor").iterdir()) == []
    assert registered(world.home) == ()
    *_, last = audit.read(world.home.audit)
    assert (last.event, last.content) == ("monitor-remove", {"input": "people"})
    world.customers([BORIS])
    assert world.run().run == 1


def test_what_a_killed_removal_left_is_no_registered_file_and_goes_with_the_next_change(
    world: World,
) -> None:
    world.lists([PETRENKO])
    world.customers([BORIS])
    left = world.file.folder.with_name(leftover_name())
    shutil.copytree(world.file.folder, left)
    assert [file.name for file in registered(world.home)] == ["people"]
    world.run()
    assert not left.exists()


def test_what_tells_of_customers_is_the_owners_alone(world: World) -> None:
    """Under the umask of most systems, also what an earlier version left open."""
    before = os.umask(0o022)
    try:
        world.lists([PETRENKO])
        world.customers([BORIS, ANNA])
        world.run()
        world.customers([BORIS, ANNA, ("C-3", "Boris I. Petrenko")])
        world.run()
        private = (world.home.path / "monitor", world.home.audit)
        assert open_to_others(*private) == []
        for folder in private:
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o755 if path.is_dir() else 0o644)
        world.run()
        assert open_to_others(*private) == []
        assert world.home.snapshots.stat().st_mode & 0o777 == 0o755
    finally:
        os.umask(before)


def open_to_others(*folders: Path) -> list[Path]:
    every = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    return [path for path in every if path.stat().st_mode & 0o077]
