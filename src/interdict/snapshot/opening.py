"""Opening what answers: the snapshot in force, the lists as published on a day, or what was
known here at a moment. The last two are different questions and never mixed.

Light on purpose: a screening opens a snapshot without loading any reader of list files.
"""

import datetime
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from interdict.errors import NoLists, SnapshotError
from interdict.matching.engine import engine_id
from interdict.party import Edition, Finding, Party
from interdict.snapshot.archive import Archive
from interdict.snapshot.compile import EditionContent, compile_snapshot, rejoin
from interdict.snapshot.decisions import Decision, path_of, read_decisions
from interdict.snapshot.past import key_of, open_held, recall, remember
from interdict.snapshot.snapshot import Snapshot, open_snapshot, read_manifest
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
    snapshot = compiled(home, contents, progress, read_decisions(path_of(home)))
    remember(home, key_of(home, archive, editions), snapshot)
    return snapshot


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
    return open_editions(home, archive, editions)


def open_editions(home: Home, archive: Archive, editions: Sequence[Edition]) -> Snapshot:
    """The snapshot of these editions, compiled now if it is not there."""
    key = key_of(home, archive, editions)
    known = recall(home, key, editions)
    if known is not None:
        return known
    with home.lock():
        known = recall(home, key, editions)  # another process may have compiled it meanwhile
        if known is not None:
            return known
        snapshot = compile_editions(home, archive, editions)
        return open_held(home.snapshot_folder(snapshot))


def open_known_on(home: Home, moment: datetime.datetime) -> Snapshot:
    """What was in force here at a moment (aware): the same snapshot, by its id.

    One of another engine is answered for by the same editions compiled by this one, if
    ``recompile_known_on`` did that; the snapshot's id shows it. Raises ``NoLists`` when nothing
    was in force yet, ``SnapshotError`` when it cannot be opened.
    """
    known = known_on(home, moment)
    folder = home.snapshot_folder(known)
    manifest = read_manifest(folder)
    if manifest.engine == engine_id():
        return open_held(folder)
    archive = Archive(home)
    editions = _kept(archive, manifest.editions)
    again = recall(home, key_of(home, archive, editions), editions)
    if again is not None:
        return again
    raise SnapshotError(
        f"what was in force here on {moment:%Y-%m-%d %H:%M %Z} was compiled by engine "
        f"{manifest.engine}; this is {engine_id()}, which cannot read its index and may score "
        "otherwise. To ask the same editions with this engine, compile them again:  interdict "
        f"lists recompile --known-on {moment.isoformat()}  ; to get the very answer that was "
        "given then, use that version of Interdict"
    )


def known_on(home: Home, moment: datetime.datetime) -> str:
    """Id of the snapshot that was in force here at a moment (aware); ``NoLists`` before all."""
    known = home.in_force_at(moment)
    if known is not None:
        return known
    history = home.history()
    said = HOW_TO_LOAD
    if history:
        said = f"the first list came into force here at {history[0].at:%Y-%m-%d %H:%M:%S} UTC"
    raise NoLists(f"nothing was in force here on {moment:%Y-%m-%d %H:%M %Z}: {said}")


def recompile_known_on(
    home: Home, moment: datetime.datetime, progress: CompileProgress = unwatched
) -> str:
    """Compile what was in force at a moment with this engine, without activating it."""
    manifest = read_manifest(home.snapshot_folder(known_on(home, moment)))
    archive = Archive(home)
    with home.lock():
        return compile_editions(home, archive, _kept(archive, manifest.editions), progress)


def _kept(archive: Archive, editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """The same editions as the archive keeps them, with what is read from them today."""
    kept = {(edition.source, edition.id): edition for edition in archive.editions()}
    lost = [e for e in editions if (e.source, e.id) not in kept]
    if lost:
        raise SnapshotError(
            f"edition {lost[0].id} of {lost[0].source} ({lost[0].published}) is not kept here any "
            "more: add its files again with  interdict lists add"
        )
    return tuple(kept[edition.source, edition.id] for edition in editions)
