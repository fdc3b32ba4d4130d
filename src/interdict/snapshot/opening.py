"""Opening what answers: the snapshot in force, or the lists as published on a day.

Light on purpose: a screening opens a snapshot without loading any reader of list files.
"""

import datetime
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from interdict.errors import NoLists, SnapshotError
from interdict.party import Edition, Finding, Party
from interdict.snapshot.archive import Archive
from interdict.snapshot.compile import EditionContent, compile_snapshot, nameless, rejoin
from interdict.snapshot.decisions import Decision, digest, path_of, read_decisions
from interdict.snapshot.snapshot import Snapshot, open_snapshot
from interdict.snapshot.store import Home, Staging, folder_name

HOW_TO_LOAD = (
    "download the official lists with  interdict lists update,  load files with  interdict lists "
    "add FILE...  or try the embedded sample with --starter"
)

CompileProgress = Callable[[int, int], None]
"""Called with (parties done, parties in all)."""


def unwatched(_done: int, _of: int) -> None:
    """Progress that nobody watches."""


def editions_in_force(archive: Archive, as_of: datetime.date | None = None) -> tuple[Edition, ...]:
    """The edition of every source that counts, by source."""
    sources = sorted({edition.source for edition in archive.editions()})
    found = (archive.in_force(source, as_of) for source in sources)
    return tuple(edition for edition in found if edition is not None)


def compile_editions(
    home: Home,
    archive: Archive,
    editions: Sequence[Edition],
    progress: CompileProgress = unwatched,
) -> str:
    """Compile editions into a snapshot of this home, without activating it."""
    contents = [_content(archive, edition) for edition in editions]
    return compiled(home, contents, progress, read_decisions(path_of(home)))


def compiled(
    home: Home,
    contents: Sequence[EditionContent],
    progress: CompileProgress = unwatched,
    decisions: Sequence[Decision] = (),
) -> str:
    """Compile into a snapshot of this home, without activating it; returns its id."""
    with home.staging() as staging:
        snapshot = compile_snapshot(staging.folder, contents, progress, decisions)
        _complete(home, staging, snapshot)
    return snapshot


def rejoined(home: Home, before: Snapshot, decisions: Sequence[Decision]) -> str:
    """The same editions under other decisions about joins, not activated; returns the id."""
    with home.staging() as staging:
        snapshot = rejoin(staging.folder, before, decisions)
        _complete(home, staging, snapshot)
    return snapshot


def _complete(home: Home, staging: Staging, snapshot: str) -> None:
    final = home.snapshot_folder(snapshot)
    if final.is_dir() and is_damaged(final):
        shutil.rmtree(final)  # else ``complete`` would leave it where it is
    staging.complete(folder_name(snapshot))


def is_damaged(folder: Path) -> bool:
    """Is the snapshot in this folder not whole, or another engine's?"""
    try:
        return bool(open_snapshot(folder).verify())
    except SnapshotError:
        return True


def is_of(home: Home, snapshot: Snapshot, editions: Sequence[Edition]) -> bool:
    """Was a snapshot compiled from these editions under the decisions that now hold?"""
    return snapshot.editions == tuple(map(nameless, editions)) and (
        snapshot.manifest.joins == digest(read_decisions(path_of(home)))
    )


def _content(archive: Archive, edition: Edition) -> EditionContent:
    return EditionContent(
        edition=edition,
        parties=msgspec.msgpack.decode(archive.parties(edition), type=tuple[Party, ...]),
        findings=msgspec.msgpack.decode(archive.findings(edition), type=tuple[Finding, ...]),
    )


def open_current(home: Home) -> Snapshot:
    """The snapshot in force; ``NoLists`` when nothing is loaded (invariant 7)."""
    current = home.current()
    if current is None:
        raise NoLists(f"no list is loaded in {home.path}: {HOW_TO_LOAD}")
    return open_snapshot(home.snapshot_folder(current))


def open_as_of(home: Home, as_of: datetime.date) -> Snapshot:
    """The lists as they were published on a date, compiled now if they never were together.

    Raises ``NoLists`` when nothing so old is kept.
    """
    archive = Archive(home)
    editions = editions_in_force(archive, as_of)
    if not editions:
        raise NoLists(f"no list edition published on or before {as_of} is kept: {HOW_TO_LOAD}")
    known = _found(home, editions)
    if known is not None:
        return known
    with home.lock():
        snapshot = compile_editions(home, archive, editions)
    return open_snapshot(home.snapshot_folder(snapshot))


def _found(home: Home, editions: Sequence[Edition]) -> Snapshot | None:
    """The latest compiled snapshot of these editions by this engine, if there is one."""
    folders = sorted(home.snapshots.glob("sha256-*"), key=lambda path: path.stat().st_mtime)
    for folder in reversed(folders):
        try:
            snapshot = open_snapshot(folder)
        except SnapshotError:  # another engine's, or damaged: compiled anew
            continue
        if is_of(home, snapshot, editions):
            return snapshot
    return None
