"""Compiled snapshots of past days: found again by what they are made of, and not too many kept.

    INTERDICT_HOME/past/<key>   the id of the snapshot that holds these editions

The key is a hash of the engine, of the decisions about joins and of every edition with its
reading, so an edition that was read again, or another engine, never answers with what was
compiled before. What was compiled for a question and never activated goes when ``KEPT`` younger
ones are there; it is compiled again, to the same id, when it is asked for. A snapshot that a
process has open stays.
"""

import contextlib
import hashlib
import os
import shutil
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from interdict.durable import lock_now, share, write_atomically
from interdict.errors import SnapshotError
from interdict.matching.engine import engine_id
from interdict.party import Edition
from interdict.snapshot.archive import Archive
from interdict.snapshot.compile import nameless
from interdict.snapshot.decisions import digest, path_of, read_decisions
from interdict.snapshot.snapshot import FORMAT, Snapshot, open_snapshot
from interdict.snapshot.store import Home, folder_name, leftover_name

KEPT = 12
"""Snapshots of past days that are kept compiled: one of all official lists takes some 200 MB."""


def key_of(home: Home, archive: Archive, editions: Sequence[Edition]) -> str:
    """Names what a snapshot of these editions holds, before it is compiled."""
    made_of = [[edition.source, edition.id, archive.reading(edition)] for edition in editions]
    joins = digest(read_decisions(path_of(home)))
    content = msgspec.json.encode([FORMAT, engine_id(), joins, sorted(made_of)])
    return hashlib.sha256(content).hexdigest()


def remember(home: Home, key: str, snapshot: str) -> None:
    """Note which snapshot holds the editions of a key, and make room."""
    with home.disk_full_explained():
        write_atomically(home.past / key, snapshot.encode())
    _make_room(home, key)


def recall(home: Home, key: str, editions: Sequence[Edition]) -> Snapshot | None:
    """The snapshot of a key, held open; None when it must be compiled."""
    note = home.past / key
    try:
        snapshot = open_held(home.snapshot_folder(note.read_text(encoding="ascii")))
    except (OSError, UnicodeDecodeError, SnapshotError):
        return None
    with contextlib.suppress(OSError):  # a read-only disk
        os.utime(note)  # what was asked last goes last
    return snapshot if is_of(home, snapshot, editions) else None


def is_of(home: Home, snapshot: Snapshot, editions: Sequence[Edition]) -> bool:
    """Was a snapshot compiled from these editions under the decisions that now hold?"""
    return snapshot.editions == tuple(map(nameless, editions)) and (
        snapshot.manifest.joins == digest(read_decisions(path_of(home)))
    )


def open_held(folder: Path) -> Snapshot:
    """``open_snapshot``, and nobody makes room by removing it while it is in use."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise SnapshotError(f"the snapshot in {folder} is gone: {error.strerror}") from error
    try:
        share(handle)
        snapshot = open_snapshot(folder)
    except BaseException:
        os.close(handle)
        raise
    weakref.finalize(snapshot, os.close, handle)
    return snapshot


def _make_room(home: Home, youngest: str) -> None:
    """Remove what was compiled for a question longest ago, beyond ``KEPT``; never the youngest,
    whatever the clock says."""
    notes = sorted(home.past.glob("[!.]*"), key=_age)
    ever_in_force = {activation.snapshot for activation in home.history()}
    named = [(note, _read(note)) for note in notes]
    spare = [(n, s) for n, s in named if s not in ever_in_force and n.name != youngest]
    for note, snapshot in spare[: max(len(spare) + 1 - KEPT, 0)]:
        shared = any(other == snapshot for each, other in named if each != note)
        if shared or not snapshot or _removed(home, home.snapshot_folder(snapshot)):
            note.unlink(missing_ok=True)


def _removed(home: Home, folder: Path) -> bool:
    """Remove a snapshot unless somebody has it open. It first gets the name of a leftover: who
    is killed here leaves nothing that could be opened half."""
    with _locked(folder) as mine:
        if mine:
            aside = folder.with_name(leftover_name())
            folder.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)
        return mine


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        yield False
        return
    try:
        yield lock_now(handle)
    finally:
        os.close(handle)


def _read(note: Path) -> str:
    """The id in a note; empty where there is none."""
    try:
        snapshot = note.read_text(encoding="ascii")
        folder_name(snapshot)
    except (OSError, UnicodeDecodeError, SnapshotError):
        return ""
    return snapshot


def _age(note: Path) -> tuple[float, str]:
    return note.stat().st_mtime, note.name
