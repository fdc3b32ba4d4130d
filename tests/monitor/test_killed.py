"""A run that is killed (SIGKILL) at any point loses no hit and gives none to two runs."""

import csv
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import interdict
from interdict.monitor.register import RegisteredFile
from interdict.snapshot.store import Home
from listed_parties import party
from monitor_worlds import World

PEOPLE = tuple((f"C-{n}", "Boris Petrenko" if n % 3 == 0 else f"Lindqvist {n}") for n in range(60))
PETRENKO = party("ofac-sdn:1", "person", "PETRENKO, Boris")
LINDQVIST = party("ofac-sdn:2", "person", "LINDQVIST 7")

KILLED = """
import os, signal, sys
from interdict.batch import runner
from interdict.batch.parts import Parts
from interdict.cli.main import main
from interdict.monitor import changes_table, known, register
runner.ROWS_PER_PART, runner.ROWS_PER_CHUNK = 20, 10
where = sys.argv.pop(1)

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def dying_after(function):
    def last(*arguments, **named):
        function(*arguments, **named)
        die()
    return last

add = Parts.add
def add_and_die(self, number, part):
    add(self, number, part)
    if number == 1:
        die()

write = known.write_atomically
def write_or_die(path, content):
    if path.name == "known.msgpack":
        die()
    write(path, content)

if where == "after its second part":
    Parts.add = add_and_die
elif where == "between what it found and its state":
    known.write_atomically = write_or_die
elif where == "after its state":
    known.Store.commit = dying_after(known.Store.commit)
elif where == "before its table":
    changes_table.write_changes = die
elif where == "after its table":
    changes_table.write_changes = dying_after(changes_table.write_changes)
elif where == "after the customers were stored":
    register.RegisteredFile._register = die
main()
"""
WHERE = (
    "after its second part", "between what it found and its state", "after its state",
    "before its table", "after its table", "after the customers were stored",
)  # fmt: skip


def interdict_(home: Home, *words: str, where: str = "") -> int:
    """The exit code of a command in a process of its own, killed at some point."""
    script = KILLED if where else "from interdict.cli.main import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", script, *([where] if where else []), *words],
        cwd=home.path,
        env={
            "INTERDICT_HOME": str(home.path),
            "PYTHONPATH": str(Path(interdict.__file__).parents[1]),
        },
        capture_output=True,
        check=False,
    )
    return ran.returncode


def lines_of(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(table.read_text().splitlines()))


@pytest.mark.parametrize("where", WHERE)
def test_a_killed_run_is_made_up_for_by_the_next_one(loaded: Home, where: str) -> None:
    people, told = loaded.path / "people.csv", loaded.path / "told.csv"
    with people.open("w", newline="") as out:
        csv.writer(out).writerows([("id", "name"), *PEOPLE])
    words = ("monitor", "add", "people.csv", "--jobs", "1", "-o", "told.csv")
    assert interdict_(loaded, *words, where=where) == -signal.SIGKILL
    assert told.exists() == (where == "after its table")
    assert interdict_(loaded, *words) == 1
    lines = lines_of(told)
    assert [line["customer"] for line in lines] == sorted(f"C-{n}" for n in range(0, 60, 3))
    assert {line["run"] for line in lines} == {"1"}
    file = RegisteredFile(loaded, "people")
    assert file.store.undelivered() == ()
    assert list(file.folder.glob("*.parts")) == []
    assert interdict_(loaded, "audit", "verify") == 0
    assert interdict_(loaded, *words) == 0
    assert lines_of(told) == []


def test_what_a_killed_run_found_and_did_not_tell_is_told_with_the_next_one(world: World) -> None:
    world.lists([PETRENKO])
    world.customers(PEOPLE)
    first = world.run()
    world.lists([PETRENKO, LINDQVIST])
    second = world.run()
    assert world.file.store.undelivered() == (first, second)
    world.file.store.delivered((first,))
    assert world.file.store.undelivered() == (second,)
