"""From files to the snapshot in force: read, check, archive, compile, activate.

Everything happens under the home's lock, and what is in force changes only by the last,
atomic step: whatever fails or is killed before it leaves the old snapshot in force.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from interdict.audit import AuditLog
from interdict.errors import MalformedFile, NoLists, SourceError, UsageError
from interdict.keeping import (
    Outcome,
    keep,
    outcome,
    put_aside,
    read_set,
    refuse_unless_accepted,
    without_parties,
)
from interdict.lists.admission import refuse_rivals, richness, would_count
from interdict.lists.catalog import source_named
from interdict.lists.files import open_files
from interdict.lists.intake import Arrival, Instructions, recognise
from interdict.party import Edition
from interdict.piecemeal import confirm
from interdict.snapshot.archive import Archive
from interdict.snapshot.decisions import path_of, read_decisions
from interdict.snapshot.opening import (
    HOW_TO_LOAD,
    compile_editions,
    editions_in_force,
    is_damaged,
)
from interdict.snapshot.past import is_of
from interdict.snapshot.snapshot import open_snapshot
from interdict.snapshot.store import Home
from interdict.snapshot.timing import note_activated, note_standing

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, done, of)."""
_OLDEST = 1945
"""The year of the United Nations: a list from before is a mistyped date."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What ``add`` did."""

    outcomes: tuple[Outcome, ...]
    snapshot: str
    """The snapshot now in force."""


def silent(_what: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


def add(
    home: Home,
    paths: Sequence[Path],
    instructions: Instructions,
    accept_shrunken: Sequence[str] = (),
    progress: Progress = silent,
) -> Added:
    """Add list files from disk; all of them or, when one is bad, none.

    An edition that is in force already is confirmed and nothing else. Raises ``SourceError``
    for files that cannot be used (a copy is put aside when the form was recognised),
    ``UsageError`` for instructions that fit nothing and ``SnapshotError`` when compiling
    fails.
    """
    now = datetime.datetime.now(datetime.UTC)
    _check(instructions, now.date())
    with home.lock():
        read_decisions(path_of(home))  # what cannot be read stops all before anything is kept
        archive = Archive(home)
        arrivals = _read_all(archive, paths, instructions, progress)
        refuse_rivals(arrivals)
        before = {a.edition.source: archive.in_force(a.edition.source) for a in arrivals}
        _refuse_shrunken(archive, arrivals, before, accept_shrunken)
        # Of two editions with the same date the one that came later counts: the order stays.
        moments = [now + datetime.timedelta(microseconds=place) for place in range(len(arrivals))]
        news = [keep(home, a, moment) for a, moment in zip(arrivals, moments, strict=True)]
        arrivals = tuple(map(without_parties, arrivals))
        snapshot = brought_up_to_date(home, any(news), progress)
        outcomes = tuple(outcome(archive, a, before[a.edition.source]) for a in arrivals)
        for arrival, became in zip(arrivals, outcomes, strict=True):
            if became.in_force:
                confirm(archive, arrival, now)
    return Added(outcomes=outcomes, snapshot=snapshot)


def _check(instructions: Instructions, today: datetime.date) -> None:
    """Refuse what would do harm later: a date ahead would keep every later edition out."""
    if instructions.source is not None:
        source_named(instructions.source)
    published = instructions.published
    if published is not None and published > today + datetime.timedelta(days=1):
        raise UsageError(f"--published {published} lies ahead; today is {today}")
    if published is not None and published.year < _OLDEST:
        raise UsageError(f"--published {published}: no list is older than {_OLDEST}")


def _read_all(
    archive: Archive, paths: Sequence[Path], instructions: Instructions, progress: Progress
) -> tuple[Arrival, ...]:
    """Every edition of the files, in the order in which they are to be kept."""
    today = datetime.datetime.now(datetime.UTC).date()
    opened = open_files(paths)
    try:
        sets = recognise(opened, instructions.columns)
    except MalformedFile as error:
        raise put_aside(archive, instructions.source or "unsorted", opened, error) from error
    arrivals: list[Arrival] = []
    for done, (connector, files) in enumerate(sets):
        progress(f"reading {files.files[0].name}", done, len(sets))
        try:
            arrivals += read_set(connector, files, instructions, today, archive)
        except SourceError as error:
            place = instructions.source or files.form
            raise put_aside(archive, place, files.files, error) from error
    return tuple(sorted(arrivals, key=richness))


def _refuse_shrunken(
    archive: Archive,
    arrivals: Sequence[Arrival],
    before: Mapping[str, Edition | None],
    accepted: Sequence[str],
) -> None:
    unknown = sorted({*accepted} - {*before})
    if unknown:
        raise UsageError(
            f"--accept-shrunken {unknown[0]}: none of the files is that list; they are "
            f"{', '.join(sorted(before))}"
        )
    standing = dict(before)  # of several editions in one call each follows the one before it
    for arrival in sorted(arrivals, key=lambda each: each.edition.published):
        edition, old = arrival.edition, standing[arrival.edition.source]
        refuse_unless_accepted(archive, arrival, old, accepted)
        if old is None or would_count(edition, old):
            standing[edition.source] = edition


def brought_up_to_date(home: Home, news: bool, progress: Progress = silent) -> str:
    """The id of the snapshot in force, compiled anew when there is news or it is not right."""
    with home.lock():
        snapshot = home.current()
        if snapshot is None or news or not _is_right(home, Archive(home), snapshot):
            snapshot = recompile(home, progress)
    return snapshot


def recompile(home: Home, progress: Progress = silent) -> str:
    """Compile the editions in force and activate the result; returns the snapshot's id."""
    with home.lock():
        archive = Archive(home)
        editions = editions_in_force(archive)
        if not editions:
            raise NoLists(f"no list edition is kept in {home.path}: {HOW_TO_LOAD}")
        snapshot = compile_editions(
            home, archive, editions, lambda done, of: progress("compiling", done, of)
        )
        activate(home, snapshot, editions)
    return snapshot


def activate(home: Home, snapshot: str, editions: Sequence[Edition]) -> None:
    """Bring a compiled snapshot into force, and say so in the audit log and per edition.

    Logged first: killed in between, the log has an activation too many, and the next run makes
    it again; nothing is ever in force that the log does not know.
    """
    note_standing(home)  # what a process killed just after activating could not note
    listed = [[edition.source, edition.id, edition.published.isoformat()] for edition in editions]
    AuditLog(home.audit).append("activate", {"snapshot": snapshot, "editions": listed})
    at = home.activate(snapshot).at
    for edition in editions:
        note_activated(home, edition, at)


def _is_right(home: Home, archive: Archive, snapshot: str) -> bool:
    """Is the snapshot whole, of this engine, and of the editions that count?"""
    folder = home.snapshot_folder(snapshot)
    return not is_damaged(folder) and is_of(home, open_snapshot(folder), editions_in_force(archive))
