"""Snapshots of past days: compiled when asked for, found again, and not too many kept."""

import datetime
import os
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from interdict.errors import NoLists, SnapshotError
from interdict.snapshot import opening, past
from interdict.snapshot.archive import Archive
from interdict.snapshot.opening import (
    open_as_of,
    open_current,
    open_known_on,
    recompile_known_on,
)
from interdict.snapshot.store import Home
from interdict.update import recompile

JANUARY = datetime.date(2022, 1, 31)
FEBRUARY = datetime.date(2022, 2, 28)


def folders(home: Home) -> set[str]:
    return {path.name for path in home.snapshots.iterdir()}


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def test_a_past_day_is_compiled_once_and_never_activated(
    three_editions: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = three_editions.current()
    first = open_as_of(three_editions, FEBRUARY)
    monkeypatch.setattr(opening, "compile_snapshot", None)
    assert open_as_of(three_editions, datetime.date(2022, 3, 15)).id == first.id
    assert three_editions.current() == current
    assert len(three_editions.history()) == 1
    assert open_as_of(three_editions, datetime.date(2022, 4, 1)).id == current


def test_an_edition_that_was_read_again_is_compiled_again(three_editions: Home) -> None:
    """The same edition read by a later connector is other content."""
    first = open_as_of(three_editions, JANUARY)
    archive = Archive(three_editions)
    edition = archive.editions()[0]
    parties = archive.listed(edition)
    renamed = msgspec.structs.replace(
        parties[0],
        names=(msgspec.structs.replace(parties[0].names[0], full="OTHER"),),
    )
    archive.keep(
        edition,
        archive.original(edition),
        msgspec.msgpack.encode((renamed, *parties[1:])),
        archive.findings(edition),
        now(),
    )
    again = open_as_of(three_editions, JANUARY)
    assert again.id != first.id
    assert again.party(0).primary_name == "OTHER"


def test_what_was_asked_longest_ago_goes_first(
    three_editions: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "KEPT", 1)
    january = open_as_of(three_editions, JANUARY).id
    for note in three_editions.past.iterdir():
        os.utime(note, (1, 1))
    february = open_as_of(three_editions, FEBRUARY).id
    current = three_editions.current()
    assert folders(three_editions) == {
        name.replace(":", "-") for name in (february, current) if name
    }
    assert len(list(three_editions.past.iterdir())) == 2
    assert open_as_of(three_editions, JANUARY).id == january


def test_a_snapshot_that_somebody_has_open_stays(
    three_editions: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "KEPT", 0)
    january = open_as_of(three_editions, JANUARY)
    for note in three_editions.past.iterdir():
        os.utime(note, (1, 1))
    open_as_of(three_editions, FEBRUARY)
    assert january.folder.is_dir()
    assert january.party(0).id == "ofac-sdn:8001"


def test_what_was_ever_in_force_stays(
    three_editions: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "KEPT", 0)
    before = three_editions.current()
    three_editions.activate(open_as_of(three_editions, JANUARY).id)
    open_as_of(three_editions, FEBRUARY)
    assert before is not None
    assert three_editions.snapshot_folder(before).is_dir()
    assert open_current(three_editions).verify() == []


@pytest.mark.parametrize("damage", ["", "sha256:none", "../.."])
def test_a_damaged_note_is_compiled_again(
    three_editions: Home, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_as_of(three_editions, JANUARY).id
    for note in three_editions.past.iterdir():
        note.write_text(damage)
    monkeypatch.setattr(past, "KEPT", 0)
    assert open_as_of(three_editions, JANUARY).id == first


def test_what_was_known_is_the_very_snapshot_that_was_in_force(three_editions: Home) -> None:
    before, then = three_editions.current(), now()
    three_editions.activate(open_as_of(three_editions, JANUARY).id)
    assert open_known_on(three_editions, then).id == before
    assert open_known_on(three_editions, now()).id != before
    with pytest.raises(NoLists, match="the first list came into force here at"):
        open_known_on(three_editions, datetime.datetime(2022, 3, 1, tzinfo=datetime.UTC))


def test_nothing_was_known_where_nothing_was_loaded(tmp_path: Path) -> None:
    with pytest.raises(NoLists, match="lists add"):
        open_known_on(Home(tmp_path), now())


def test_the_same_editions_compiled_by_this_engine_answer_for_another_ones(
    three_editions: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, then = three_editions.current(), now()
    for name in ("snapshot", "compile", "past", "opening"):
        monkeypatch.setattr(f"interdict.snapshot.{name}.engine_id", lambda: "9.9.9+newer")
    recompile(three_editions)
    known = open_known_on(three_editions, then)
    assert known.id != old
    assert known.editions == open_current(three_editions).editions
    assert old is not None


def test_another_engines_past_is_refused_until_it_is_compiled_again(
    three_editions: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = now()
    current = three_editions.current()
    for name in ("snapshot", "compile", "past", "opening"):
        monkeypatch.setattr(f"interdict.snapshot.{name}.engine_id", lambda: "9.9.9+newer")
    with pytest.raises(SnapshotError, match="interdict lists recompile --known-on"):
        open_known_on(three_editions, then)
    again = recompile_known_on(three_editions, then)
    assert open_known_on(three_editions, then).id == again
    assert three_editions.current() == current


def test_killed_while_making_room_leaves_nothing_half(
    three_editions: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder loses its name first; what remains of it goes with the next compilation."""

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    january = open_as_of(three_editions, JANUARY).id
    monkeypatch.setattr(past, "KEPT", 1)
    with monkeypatch.context() as patched:
        patched.setattr(past, "shutil", SimpleNamespace(rmtree=killed))
        with pytest.raises(KeyboardInterrupt):
            open_as_of(three_editions, FEBRUARY)
    assert not three_editions.snapshot_folder(january).exists()
    assert open_as_of(three_editions, JANUARY).id == january
    assert open_as_of(three_editions, FEBRUARY).verify() == []
    assert not list(three_editions.snapshots.glob(".staging-*"))
