"""The home on disk: activation is all or nothing, and killed builders leave no trace."""

import datetime
import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from interdict.durable import write_atomically
from interdict.errors import SnapshotError
from interdict.snapshot.store import Home

BUILDER = """
import os, sys
from pathlib import Path
from interdict.snapshot.store import Home

home = Home(Path(sys.argv[1]))
with home.lock(), home.staging() as staged:
    (staged.folder / "parties.bin").write_bytes(b"x" * 1000)
    print(staged.folder, flush=True)
    sys.stdin.read()
    staged.complete(sys.argv[2])
    home.activate(sys.argv[2])
"""

ACTIVATOR = """
import sys
from pathlib import Path
from interdict.snapshot.store import Home

home = Home(Path(sys.argv[1]))
while True:
    for name in ("one", "two"):
        home.activate(name)
        print(name, flush=True)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    for name in ("one", "two"):
        with home.staging() as staged:
            (staged.folder / "manifest.json").write_text(name)
            staged.complete(name)
    return home


def start(script: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def builder(home: Home, name: str) -> "tuple[subprocess.Popen[str], Path]":
    """A process that is building a snapshot, and the folder it builds in."""
    process = start(BUILDER, str(home.path), name)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def leftovers(home: Home) -> list[Path]:
    return list(home.snapshots.glob(".staging-*"))


def test_reading_an_absent_home_creates_nothing(tmp_path: Path) -> None:
    """Nothing is in force, nothing was, and no folder appears."""
    home = Home(tmp_path / "none")
    assert home.current() is None
    assert home.history() == ()
    assert not home.path.exists()


def test_the_last_activation_is_in_force(home: Home) -> None:
    """``current`` names it; ``history`` has all in order."""
    for name in ("one", "two", "one"):
        home.activate(name)
    assert home.current() == "one"
    assert [activation.snapshot for activation in home.history()] == ["one", "two", "one"]


def test_what_was_in_force_at_a_moment_can_be_asked(home: Home) -> None:
    """Between two activations the first one held; before all, none."""
    first, second = home.activate("one"), home.activate("two")
    microsecond = datetime.timedelta(microseconds=1)
    assert home.in_force_at(first.at - microsecond) is None
    assert home.in_force_at(second.at - microsecond) == "one"
    assert home.in_force_at(second.at) == "two"


def test_a_snapshot_that_is_not_there_cannot_be_activated(home: Home) -> None:
    """The message says what stays in force."""
    home.activate("one")
    with pytest.raises(SnapshotError, match="snapshot one stays in force"):
        home.activate("sha256:0000")
    assert home.current() == "one"


@pytest.mark.parametrize("bad", ["../editions", "", ".hidden", "a/b"])
def test_an_id_never_names_a_place_outside(home: Home, bad: str) -> None:
    """Ids are names of one folder, nothing else."""
    with pytest.raises(SnapshotError, match="is not an id"):
        home.activate(bad)


def test_staging_is_invisible_until_complete(home: Home) -> None:
    """A reader sees the finished folder or none."""
    with home.staging() as staged:
        (staged.folder / "names.bin").write_bytes(b"names")
        assert not home.snapshot_folder("three").exists()
        final = staged.complete("three")
    assert (final / "names.bin").read_bytes() == b"names"
    assert leftovers(home) == []


def test_staging_that_fails_leaves_nothing(home: Home) -> None:
    """An error inside passes through, and the half-built folder goes."""
    with pytest.raises(ZeroDivisionError), home.staging():
        raise ZeroDivisionError
    assert leftovers(home) == []


def test_completing_what_is_already_there_keeps_it(home: Home) -> None:
    """Equal ids are equal contents: the first one stays."""
    with home.staging() as staged:
        (staged.folder / "manifest.json").write_text("again")
        final = staged.complete("one")
    assert (final / "manifest.json").read_text() == "one"
    assert leftovers(home) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_keeps_the_old_snapshot_and_says_so(home: Home) -> None:
    """A real ENOSPC while staging."""
    home.activate("one")
    with (
        pytest.raises(SnapshotError, match=r"disk .* is full.*snapshot one stays in force"),
        home.staging(),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"x")
    assert home.current() == "one"
    assert leftovers(home) == []


def test_a_full_disk_while_activating_keeps_the_old_one(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The switch itself fails whole."""
    home.activate("one")

    def full(handle: int, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("interdict.durable.write_fully", full)
    with pytest.raises(SnapshotError, match="Free space"):
        home.activate("two")
    assert [activation.snapshot for activation in home.history()] == ["one"]


def test_other_errors_are_not_called_a_full_disk(home: Home) -> None:
    """Only ENOSPC and EDQUOT mean full."""
    with pytest.raises(PermissionError), home.staging():
        raise PermissionError(errno.EACCES, "no")


def test_a_killed_builder_leaves_the_old_snapshot_and_is_cleaned_up(home: Home) -> None:
    """kill -9 while building: the old one stays, and the next builder removes the rest."""
    home.activate("one")
    process, folder = builder(home, "three")
    process.kill()
    process.communicate()
    assert folder.exists()
    assert home.current() == "one"
    with home.staging():
        assert not folder.exists()


def test_a_living_builder_is_never_cleaned_up(home: Home) -> None:
    """Another process's staging folder stays while that process lives."""
    process, folder = builder(home, "three")
    with home.staging():
        assert (folder / "parties.bin").exists()
    process.communicate(input="")
    assert process.returncode == 0
    assert home.current() == "three"


def test_two_compiling_processes_queue(home: Home) -> None:
    """The second waits for the lock, then both snapshots are there and one is in force."""
    first, _ = builder(home, "three")
    second = start(BUILDER, str(home.path), "four")
    first.communicate(input="")
    second.communicate(input="")
    assert (first.returncode, second.returncode) == (0, 0)
    assert [activation.snapshot for activation in home.history()] == ["three", "four"]


def test_waiting_for_the_lock_ends_and_names_the_holder(home: Home) -> None:
    """The message gives the pid of the process that holds it."""
    process, _ = builder(home, "three")
    with pytest.raises(SnapshotError, match=f"process {process.pid} holds"), home.lock(0.01):
        pass
    process.communicate(input="")


def test_the_lock_dies_with_its_holder(home: Home) -> None:
    """No lock file has to be removed by hand after a kill."""
    process, _ = builder(home, "three")
    process.kill()
    process.communicate()
    with home.lock(0.01):
        pass


def test_the_lock_may_be_taken_again_inside(home: Home) -> None:
    """Activation locks; a compiler that already holds the lock may activate."""
    with home.lock(), home.lock(0.01):
        home.activate("one")
    assert home.current() == "one"


def test_threads_queue_for_the_lock_too(home: Home) -> None:
    """Two threads, each with its own Home, never hold it together."""
    inside: list[int] = []

    def hold() -> None:
        with Home(home.path).lock(10):
            inside.append(1)
            assert len(inside) == 1
            inside.pop()

    threads = [threading.Thread(target=hold) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert inside == []


def test_activation_survives_kill_9_at_any_moment(home: Home) -> None:
    """Each acknowledged activation is in the history, and ``current`` is always readable."""
    acknowledged = 0
    for wanted in (1, 2, 7, 30):
        process = start(ACTIVATOR, str(home.path))
        assert process.stdout is not None
        for _ in range(wanted):
            process.stdout.readline()
        process.kill()
        acknowledged += wanted + len(process.communicate()[0].split())
        assert home.current() in ("one", "two")
        assert len(home.history()) >= acknowledged


def test_a_damaged_current_file_is_no_guess(home: Home) -> None:
    """What is in force is not guessed."""
    home.activate("one")
    (home.path / "current").write_text("???")
    with pytest.raises(SnapshotError, match="cannot be read"):
        home.current()


def test_an_atomic_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No temporary file stays behind either."""
    path = tmp_path / "policy.json"
    write_atomically(path, b"old")

    def fail(handle: int) -> None:
        raise OSError(errno.EIO, "I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="I/O error"):
            write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
