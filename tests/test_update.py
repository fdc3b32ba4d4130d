"""From files to the snapshot in force, and what a crash, a full disk or a rival may do to it."""

import datetime
import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from interdict import audit, audit_verify
from interdict.cli.options import audit_log
from interdict.errors import (
    MalformedFile,
    NoLists,
    ShrunkenEdition,
    SnapshotError,
    StaleLists,
    UsageError,
)
from interdict.lists.intake import Instructions
from interdict.party import Query
from interdict.sample import open_starter
from interdict.screening.freshness import confirmed, refuse_missing, refuse_stale
from interdict.screening.policy import Policy
from interdict.screening.screen import screen
from interdict.snapshot import opening
from interdict.snapshot.archive import Archive
from interdict.snapshot.opening import open_as_of, open_current
from interdict.snapshot.snapshot import open_snapshot
from interdict.snapshot.store import Home
from interdict.snapshot.timing import timing
from interdict.update import add, recompile

DAY = datetime.date(2026, 1, 8)
NEW = Instructions(source="house", columns={"name": "who"}, published=DAY)

DYING = """
import os, signal, sys
from pathlib import Path
when, where = sys.argv.pop(1), sys.argv.pop(1)
def deadly(step):
    def renamed(self, target):
        dies = where in str(target)
        if dies and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        step(self, target)
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)
    return renamed
Path.rename, Path.replace = deadly(Path.rename), deadly(Path.replace)
from interdict.cli.main import main
main()
"""
"""``interdict`` that kills itself (SIGKILL) before or after it gives something its name."""

PLAIN = "from interdict.cli.main import main; main()"


def interdict(*args: object, program: str = PLAIN) -> list[str]:
    """The command as ``subprocess`` takes it."""
    return [sys.executable, "-c", program, *map(str, args)]


def environment(home: Home) -> dict[str, str]:
    return os.environ | {"INTERDICT_HOME": str(home.path)}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A private list of 300 made-up names: long enough to be killed in the middle."""
    drawn = random.Random(7)  # noqa: S311 - names, not keys
    letters = "aeioukstnmrlvd"
    words = ["".join(drawn.choices(letters, k=7)).title() for _ in range(900)]
    names = [" ".join(drawn.sample(words, 3)) for _ in range(300)]
    path = tmp_path / "house.csv"
    rows = [f"H-{number},{name}" for number, name in enumerate(names)]
    path.write_text("\n".join(["id,who", *rows, ""]))
    return path


def assert_whole(home: Home, expected: set[str | None]) -> None:
    """What is in force is one of the expected snapshots, opens, and everything verifies."""
    current = home.current()
    assert current in expected
    assert open_current(home).verify() == []
    assert Archive(home).verify() == ()
    assert screen(open_current(home), Query(name="Volna Energo")).hits


# -- what add does -------------------------------------------------------------------------


def test_the_order_of_adding_leaves_no_trace(
    small_lists: Path, tmp_path: Path, loaded_folder: Path
) -> None:
    """Invariant 3: same editions, same snapshot id, on any machine."""
    home = Home(tmp_path / "other")
    add(home, [small_lists / "un.xml"], Instructions())
    ofac = [small_lists / name for name in ("alt.csv", "add.csv", "sdn.csv")]
    added = add(home, ofac, Instructions(published=DAY))
    assert added.snapshot == Home(loaded_folder).current()


def test_adding_the_same_again_compiles_nothing(
    loaded: Home, small_lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unexpected(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr(opening, "compile_snapshot", unexpected)
    before = loaded.current()
    added = add(loaded, [small_lists / "un.xml"], Instructions())
    assert added.snapshot == before
    assert added.outcomes[0].in_force


def test_a_snapshot_of_another_engine_is_compiled_again(
    loaded: Home, small_lists: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("snapshot", "compile"):
        monkeypatch.setattr(f"interdict.snapshot.{module}.engine_id", lambda: "9.9.9+newer")
    with pytest.raises(SnapshotError, match="lists recompile"):
        open_current(loaded)
    add(loaded, [small_lists / "un.xml"], Instructions())
    assert open_current(loaded).manifest.engine == "9.9.9+newer"


def test_a_snapshot_that_was_in_force_is_never_changed(
    loaded: Home, table: Path, small_lists: Path
) -> None:
    before = loaded.current()
    assert before is not None
    add(loaded, [table], NEW)
    assert loaded.current() != before
    assert open_snapshot(loaded.snapshot_folder(before)).verify() == []


def test_what_was_before_and_what_is_standing_is_told(
    loaded: Home, small_lists: Path, tmp_path: Path
) -> None:
    older = tmp_path / "un.xml"
    older.write_bytes((small_lists / "un.xml").read_bytes().replace(b"2026-02-27", b"2025-02-27"))
    (outcome,) = add(loaded, [older], Instructions()).outcomes
    assert not outcome.in_force
    assert outcome.standing == outcome.before
    assert outcome.standing.published == datetime.date(2026, 2, 27)


def watched(*names: str) -> bytes:
    """A list of one's own."""
    return "".join(f"{line}\n" for line in ("who", *names)).encode()


def house(day: str) -> Instructions:
    published = datetime.date.fromisoformat(day)
    return Instructions(source="house", columns={"name": "who"}, published=published)


def test_the_same_bytes_of_another_day_are_another_edition(loaded: Home, tmp_path: Path) -> None:
    """Delisted and listed again: the days before and between keep their own answer."""
    full, less = tmp_path / "full.csv", tmp_path / "less.csv"
    full.write_bytes(watched("Volna Energo", "Anna Example"))
    less.write_bytes(watched("Volna Energo"))
    for path, day in ((full, "2026-08-22"), (less, "2026-09-05"), (full, "2026-09-20")):
        add(loaded, [path], house(day), accept_shrunken=("house",) if path == less else ())
    counts = {
        day: len(open_as_of(loaded, datetime.date.fromisoformat(day)))
        for day in ("2026-08-25", "2026-09-06", "2026-09-21")
    }
    assert counts["2026-08-25"] == counts["2026-09-21"] == counts["2026-09-06"] + 1


def test_an_older_date_for_what_is_in_force_brings_nothing_older_into_force(
    loaded: Home, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_bytes(watched("Volna Energo"))
    new.write_bytes(watched("Volna Energo", "Anna Example"))
    for path, day in ((old, "2026-08-22"), (new, "2026-09-05"), (new, "2020-01-01")):
        add(loaded, [path], house(day))
    standing = Archive(loaded).in_force("house")
    assert standing is not None
    assert (standing.parties, standing.published) == (2, datetime.date(2026, 9, 5))
    with pytest.raises(ShrunkenEdition):
        add(loaded, [old], house("2026-10-01"))


def test_what_comes_again_without_a_date_keeps_the_one_it_has(loaded: Home, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(watched("Volna Energo"))
    add(loaded, [path], house("2026-08-22"))
    undated = Instructions(source="house", columns={"name": "who"})
    (outcome,) = add(loaded, [path], undated).outcomes
    assert (outcome.in_force, outcome.edition.published) == (True, datetime.date(2026, 8, 22))
    assert len(Archive(loaded).editions("house")) == 1


def test_a_shrunken_edition_changes_nothing(
    loaded: Home, small_lists: Path, tmp_path: Path
) -> None:
    """Invariant 8."""
    few = (small_lists / "sdn.csv").read_bytes().splitlines(keepends=True)[:2]
    (tmp_path / "sdn.csv").write_bytes(b"".join(few))
    later = Instructions(published=datetime.date(2026, 2, 2))
    before = loaded.current(), Archive(loaded).editions()
    with pytest.raises(ShrunkenEdition):
        add(loaded, [tmp_path / "sdn.csv"], later)
    assert (loaded.current(), Archive(loaded).editions()) == before
    add(loaded, [tmp_path / "sdn.csv"], later, accept_shrunken=["ofac-sdn"])
    assert len(open_current(loaded)) == 4


def test_a_bad_name_for_a_list_is_refused_before_anything_is_read(
    loaded: Home, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="cannot name a list"):
        add(loaded, [tmp_path / "nowhere"], Instructions(source="my list"))


def test_parties_under_another_lists_name_are_refused(loaded: Home, tmp_path: Path) -> None:
    """They would clash with that list's own parties for ever after."""
    (tmp_path / "x.jsonl").write_text(
        '{"format": "interdict-list", "version": 1, "list": "house", "published": "2026-03-01"}\n'
        '{"id": "ofac-sdn:7001", "kind": "person", "names": ["Boris Petrenko"]}\n'
    )
    with pytest.raises(MalformedFile, match="begin with its own name"):
        add(loaded, [tmp_path / "x.jsonl"], Instructions())
    recompile(loaded)


def test_nothing_kept_is_nothing_to_recompile(tmp_path: Path) -> None:
    with pytest.raises(NoLists):
        recompile(Home(tmp_path / "home"))


# -- the past, freshness, the sample -------------------------------------------------------


def test_as_of_opens_the_past_and_compiles_it_once(
    loaded: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = open_as_of(loaded, datetime.date(2026, 1, 31))
    assert [edition.source for edition in past.editions] == ["ofac-sdn"]
    monkeypatch.setattr(opening, "compile_snapshot", None)
    assert open_as_of(loaded, datetime.date(2026, 2, 1)).id == past.id
    assert open_as_of(loaded, datetime.date(2026, 3, 1)).id == loaded.current()
    with pytest.raises(NoLists, match="on or before 2020-01-01"):
        open_as_of(loaded, datetime.date(2020, 1, 1))


def test_age_counts_from_the_last_confirmation(loaded: Home) -> None:
    """Invariant 7."""
    snapshot = open_current(loaded)
    (day,) = set(confirmed(loaded, snapshot).values())
    refuse_stale(loaded, snapshot, Policy(), day + datetime.timedelta(days=7))
    late = day + datetime.timedelta(days=8)
    with pytest.raises(StaleLists, match="the policy allows 7 days"):
        refuse_stale(loaded, snapshot, Policy(), late)
    refuse_stale(loaded, snapshot, Policy(max_age_days=0), late)
    refuse_stale(loaded, snapshot, Policy(max_age_days_of={"ofac-sdn": 9, "un": 9}), late)


def test_a_list_that_only_hints_does_not_go_stale(tmp_path: Path) -> None:
    """Nobody can confirm a retired list or an amendment, and nobody relies on its silence."""
    changed = tmp_path / "changed.xml"
    whole = (Path(__file__).parent / "fixtures" / "ch" / "whole-list.xml").read_text("utf-8")
    changed.write_text(whole.replace('"whole-list"', '"amendment"'), "utf-8")
    home = Home(tmp_path / "home")
    add(home, [changed], Instructions())
    snapshot = open_current(home)
    assert [edition.source for edition in snapshot.editions] == ["ch-amendment"]
    refuse_stale(home, snapshot, Policy(), datetime.date(2099, 1, 1))


def test_an_edition_nobody_confirmed_counts_from_its_receipt(loaded: Home) -> None:
    for path in loaded.confirmations.iterdir():
        path.unlink()
    snapshot = open_current(loaded)
    received = {e.source: Archive(loaded).received(e).date() for e in snapshot.editions}
    assert confirmed(loaded, snapshot) == received


def test_a_failed_add_confirms_nothing(
    loaded: Home, small_lists: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new edition is kept, but the old snapshot must not look fresh for it."""
    before = Archive(loaded).confirmation("un")
    newer = tmp_path / "un.xml"
    newer.write_bytes((small_lists / "un.xml").read_bytes().replace(b"2026-02-27", b"2026-03-27"))
    monkeypatch.setattr(opening, "compile_snapshot", failing(errno.ENOSPC))
    with pytest.raises(SnapshotError):
        add(loaded, [newer], Instructions())
    assert Archive(loaded).confirmation("un") == before


def test_a_list_asked_for_but_not_loaded_is_never_silence(loaded: Home) -> None:
    refuse_missing(open_current(loaded), Policy(lists=("un",)))
    with pytest.raises(NoLists, match=r"eu is asked for but not loaded here \(ofac-sdn, un is\)"):
        refuse_missing(open_current(loaded), Policy(lists=("un", "eu")))


def test_the_sample_list_is_compiled_once_and_never_activated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home")
    first = open_starter(home)
    monkeypatch.setattr(opening, "compile_snapshot", None)
    assert open_starter(home).id == first.id
    assert home.current() is None
    assert [edition.source for edition in first.editions] == ["starter"]


def test_a_damaged_sample_is_compiled_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    first = open_starter(home)
    (first.folder / "parties.msgpack").write_bytes(b"")
    assert open_starter(home).verify() == []


# -- crashes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "where"),
    [
        ("before", "editions/house"),
        ("after", "editions/house"),
        ("before", "snapshots/sha256"),
        ("after", "snapshots/sha256"),
        ("before", "past/"),
        ("after", "past/"),
        ("after", "history.json"),
        ("before", "current"),
        ("after", "current"),
    ],
)
def test_killed_at_any_step_the_old_or_the_new_is_in_force_whole(
    loaded: Home, table: Path, when: str, where: str
) -> None:
    """Invariant 3, with a real SIGKILL."""
    old = loaded.current()
    call = ("lists", "add", table, "--source", "house", "--column", "name=who")
    command = interdict(when, where, *call, "--published", DAY, program=DYING)
    ended = subprocess.run(command, env=environment(loaded), capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    activated = (when, where) == ("after", "current")
    assert_whole(loaded, {loaded.current()} if activated else {old})
    assert (loaded.current() != old) == activated
    refuse_stale(loaded, open_current(loaded), Policy())
    added = add(loaded, [table], NEW)
    assert_whole(loaded, {added.snapshot})
    assert len(open_current(loaded)) == 308
    assert not list(loaded.path.rglob(".staging-*"))


@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("where", ["audit/head.json", "history.json", "current", "timing.json"])
def test_killed_while_activating_nothing_is_in_force_that_the_log_does_not_know(
    loaded: Home, tmp_path: Path, table: Path, first: bool, when: str, where: str
) -> None:
    """A real SIGKILL at every step of an activation; the same command again makes it good."""
    home = Home(tmp_path / "new") if first else loaded
    words = ("lists", "add", table, "--source", "house", "--column", "name=who")
    call = (*words, "--published", DAY)
    command = interdict(when, where, *call, program=DYING)
    ended = subprocess.run(command, env=environment(home), capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert_every_activation_is_logged(home)
    killed = home.history()
    again = subprocess.run(
        interdict(*call), env=environment(home), capture_output=True, check=False
    )
    assert again.returncode == 0, again.stderr
    audit_log(home)
    assert_every_activation_is_logged(home)
    house = Archive(home).in_force("house")
    assert house is not None
    put_in_force = [each for each in home.history() if each not in {*killed}]
    at = put_in_force[0].at if put_in_force else killed[-1].at
    assert timing(home, house).activated == at


def assert_every_activation_is_logged(home: Home) -> None:
    assert audit_verify.verify(home.audit).ok
    logged = [r.content["snapshot"] for r in audit.read(home.audit) if r.event == "activate"]
    assert {activation.snapshot for activation in home.history()} <= {*logged}
    assert len(logged) >= len(home.history())


def test_killed_at_random_moments_the_old_stays_until_the_new_is_whole(
    loaded: Home, table: Path
) -> None:
    old = loaded.current()
    call = ("lists", "add", table, "--source", "house", "--column", "name=who")
    for _ in range(4):
        with subprocess.Popen(
            interdict(*call, "--published", DAY),
            env=environment(loaded),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            time.sleep(random.uniform(0.2, 1.2))  # noqa: S311 - any moment will do
            process.kill()
        assert open_current(loaded).verify() == []
    added = add(loaded, [table], NEW)
    assert added.snapshot != old
    assert_whole(loaded, {added.snapshot})


def test_two_processes_adding_at_once_both_succeed(
    tmp_path: Path, table: Path, small_lists: Path
) -> None:
    home = Home(tmp_path / "home")
    calls = (
        ("lists", "add", small_lists / "un.xml"),
        ("lists", "add", small_lists / "sdn.csv", "--published", DAY),
        ("lists", "add", table, "--source", "house", "--column", "name=who", "--published", DAY),
    )
    running = [
        subprocess.Popen(
            interdict(*call),
            env=environment(home),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for call in calls
    ]
    for process in running:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    editions = open_current(home).editions
    assert [edition.source for edition in editions] == ["house", "ofac-sdn", "un"]
    assert_whole(home, {home.current()})


def failing(number: int) -> Callable[..., str]:
    def fail(*_: object, **__: object) -> str:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("where", ["compile.np.save", "store.sync", "archive._write_packed"])
def test_a_full_disk_keeps_the_old_snapshot_and_says_so(
    loaded: Home, table: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    old = loaded.current()
    with monkeypatch.context() as patched:
        patched.setattr(f"interdict.snapshot.{where}", failing(errno.ENOSPC))
        with pytest.raises(SnapshotError, match=f"is full, .*{old} stays in force.*Free space"):
            add(loaded, [table], NEW)
    assert_whole(loaded, {old})
    add(loaded, [table], NEW)
    assert len(open_current(loaded)) == 308


def test_a_real_limit_on_what_may_be_written_keeps_the_old_snapshot(
    loaded: Home, table: Path
) -> None:
    """The kernel refuses (RLIMIT_FSIZE), not a stand-in."""
    old = loaded.current()
    program = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)); {PLAIN}"
    call = ("lists", "add", table, "--source", "house", "--column", "name=who")
    ended = subprocess.run(
        interdict(*call, "--published", DAY, program=program),
        env=environment(loaded) | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "is full" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert_whole(loaded, {old})


def test_the_real_lists_load_together_and_find_their_own(tmp_path: Path, shared_data: Path) -> None:
    lists, home = shared_data / "lists", Home(tmp_path / "home")
    files = [
        lists / "ofac" / "nonsdn-enhanced-xml-2026-01" / "CONS_ENHANCED.XML",
        lists / "un" / "consolidated_2026-01-28_pakote.xml",
    ]
    add(home, files, Instructions())
    answer = screen(open_current(home), Query(name="Rosneft"))
    assert "ofac-nonsdn:17022" in {hit.party.id for hit in answer.hits}
