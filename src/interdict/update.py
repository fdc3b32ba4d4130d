"""From files to the snapshot in force: read, check, archive, compile, activate.

Everything happens under the home's lock, and what is in force changes only by the last,
atomic step: whatever fails or is killed before it leaves the old snapshot in force.
"""

import datetime
import errno
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

import msgspec

from interdict.durable import write_atomically
from interdict.errors import (
    MalformedFile,
    NoLists,
    ShrunkenEdition,
    SnapshotError,
    SourceError,
    UsageError,
)
from interdict.lists.admission import (
    refuse_rivals,
    refuse_shrunken,
    refuse_unusable,
    richness,
)
from interdict.lists.catalog import source_named
from interdict.lists.connector import Connector, FileSet, SourceFile
from interdict.lists.files import open_files
from interdict.lists.intake import Arrival, Instructions, read, recognise
from interdict.matching.engine import engine_id
from interdict.party import Edition, Finding, Party
from interdict.screening.freshness import HOW_TO_LOAD
from interdict.snapshot.archive import Archive
from interdict.snapshot.compile import EditionContent, compile_snapshot
from interdict.snapshot.snapshot import Snapshot, open_snapshot
from interdict.snapshot.store import Home, folder_name

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, done, of)."""

_ENCODER = msgspec.msgpack.Encoder()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one edition that was added."""

    edition: Edition
    standing: Edition
    """What is in force now: this edition, or one that is newer or better dated."""
    before: Edition | None
    """The edition in force until now."""
    findings: tuple[Finding, ...]

    @property
    def in_force(self) -> bool:
        """Did this edition come, or stay, into force?"""
        return self.standing.id == self.edition.id


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
        archive = Archive(home)
        arrivals = _read_all(archive, paths, instructions, progress)
        refuse_rivals(arrivals)
        before = {a.edition.source: archive.in_force(a.edition.source) for a in arrivals}
        _refuse_shrunken(archive, arrivals, before, accept_shrunken)
        news = [_keep(archive, a, now, place) for place, a in enumerate(arrivals)]
        snapshot = home.current()
        if snapshot is None or any(news) or not _is_right(home, archive, snapshot):
            snapshot = recompile(home, progress)
        outcomes = tuple(_outcome(archive, a, before[a.edition.source]) for a in arrivals)
        for outcome in outcomes:
            if outcome.in_force:
                archive.confirm(outcome.edition.source, outcome.edition.id, now)
    return Added(outcomes=outcomes, snapshot=snapshot)


def _check(instructions: Instructions, today: datetime.date) -> None:
    """Refuse what would do harm later: a date ahead would keep every later edition out."""
    if instructions.source is not None:
        source_named(instructions.source)
    published = instructions.published
    if published is not None and published > today + datetime.timedelta(days=1):
        raise UsageError(f"--published {published} lies ahead; today is {today}")


def _read_all(
    archive: Archive, paths: Sequence[Path], instructions: Instructions, progress: Progress
) -> tuple[Arrival, ...]:
    """Every edition of the files, in the order in which they are to be kept."""
    opened = open_files(paths)
    try:
        sets = recognise(opened, instructions.columns)
    except MalformedFile as error:
        raise _put_aside(archive, instructions.source or "unsorted", opened, error) from error
    arrivals: list[Arrival] = []
    for done, (connector, files) in enumerate(sets):
        progress(f"reading {files.files[0].name}", done, len(sets))
        try:
            arrivals += _read_set(connector, files, instructions)
        except SourceError as error:
            place = instructions.source or files.form
            raise _put_aside(archive, place, files.files, error) from error
    return tuple(sorted(arrivals, key=richness))


def _read_set(
    connector: Connector, files: FileSet, instructions: Instructions
) -> tuple[Arrival, ...]:
    arrivals = read(connector, files, instructions)
    for arrival in arrivals:
        refuse_unusable(arrival)
    return arrivals


def _put_aside(
    archive: Archive, place: str, files: Sequence[SourceFile], error: SourceError
) -> SourceError:
    """Keep a copy of what cannot be used; the same error, saying where."""
    raw = [(file.name, file.content) for file in files]
    aside = archive.put_aside(place, raw, str(error))
    return type(error)(f"{error} (what was in force stays; a copy was put aside in {aside})")


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
    for arrival in arrivals:
        source = arrival.edition.source
        if source in accepted:
            continue
        try:
            refuse_shrunken(arrival.edition, before[source])
        except ShrunkenEdition as error:
            raise _put_aside(archive, source, arrival.files, error) from error


def _keep(archive: Archive, arrival: Arrival, now: datetime.datetime, place: int) -> bool:
    """Keep an edition; False when it was kept before, with the same reading.

    ``place`` orders what came in one call: of two with the same date the later one counts.
    """
    edition = arrival.edition
    parties = _ENCODER.encode(arrival.reading.parties)
    findings = _ENCODER.encode(arrival.reading.findings)
    for kept in archive.editions(edition.source):
        if _nameless(kept) == _nameless(edition) and archive.parties(kept) == parties:
            known = msgspec.msgpack.decode(archive.findings(kept), type=tuple[Finding, ...])
            if [_cause(f) for f in known] == [_cause(f) for f in arrival.reading.findings]:
                return False
    raw = [(file.name, file.content) for file in arrival.files]
    received = now + datetime.timedelta(microseconds=place)
    archive.keep(edition, raw, parties, findings, received)
    return True


def _nameless(edition: Edition) -> Edition:
    """The same content under another file name is no other edition."""
    files = tuple(("", sha256, size) for _, sha256, size in edition.files)
    return msgspec.structs.replace(edition, files=files)


def _cause(finding: Finding) -> tuple[str, str, str, int]:
    """A finding without its sentence, which names files."""
    return finding.code, finding.record, finding.field, finding.count


def _outcome(archive: Archive, arrival: Arrival, before: Edition | None) -> Outcome:
    edition = arrival.edition
    standing = archive.in_force(edition.source) or edition
    fewer = tuple(_fewer_files(edition, before)) if standing.id == edition.id else ()
    return Outcome(
        edition=edition,
        standing=standing,
        before=before,
        findings=(*fewer, *arrival.reading.findings),
    )


def _fewer_files(edition: Edition, before: Edition | None) -> Iterator[Finding]:
    """SDN.CSV without the ALT file it came with last time has lost every alias."""
    if before and before.form == edition.form and len(edition.files) < len(before.files):
        yield Finding(
            severity="warning",
            code="fewer-files",
            message=f"the edition before was made of {_named(before)}, this one only of "
            f"{_named(edition)}: what the missing files say (aliases, addresses) is gone. Add "
            "all files of the edition in one call",
            source=edition.source,
        )


def _named(edition: Edition) -> str:
    return ", ".join(name for name, _, _ in edition.files)


def editions_in_force(archive: Archive, as_of: datetime.date | None = None) -> tuple[Edition, ...]:
    """The edition of every source that counts, by source."""
    sources = sorted({edition.source for edition in archive.editions()})
    found = (archive.in_force(source, as_of) for source in sources)
    return tuple(edition for edition in found if edition is not None)


def recompile(home: Home, progress: Progress = silent) -> str:
    """Compile the editions in force and activate the result; returns the snapshot's id."""
    with home.lock():
        archive = Archive(home)
        editions = editions_in_force(archive)
        if not editions:
            raise NoLists(f"no list edition is kept in {home.path}: {HOW_TO_LOAD}")
        snapshot = compile_editions(home, archive, editions, progress)
        home.activate(snapshot)
    return snapshot


def compile_editions(
    home: Home, archive: Archive, editions: Sequence[Edition], progress: Progress = silent
) -> str:
    """Compile editions into a snapshot of this home, without activating it."""
    contents = [_content(archive, edition) for edition in editions]
    return _compiled(home, contents, lambda done, of: progress("compiling", done, of))


def _compiled(
    home: Home,
    contents: Sequence[EditionContent],
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> str:
    with home.staging() as staging:
        snapshot = compile_snapshot(staging.folder, contents, progress)
        final = home.snapshot_folder(snapshot)
        if final.is_dir() and _is_damaged(final):
            shutil.rmtree(final)  # else ``complete`` would leave it where it is
        staging.complete(folder_name(snapshot))
    return snapshot


def _is_damaged(folder: Path) -> bool:
    try:
        return bool(open_snapshot(folder).verify())
    except SnapshotError:
        return True


def _is_right(home: Home, archive: Archive, snapshot: str) -> bool:
    """Is the snapshot whole, of this engine, and of the editions that count?"""
    folder = home.snapshot_folder(snapshot)
    return not _is_damaged(folder) and (
        open_snapshot(folder).editions == editions_in_force(archive)
    )


def _content(archive: Archive, edition: Edition) -> EditionContent:
    return EditionContent(
        edition=edition,
        parties=msgspec.msgpack.decode(archive.parties(edition), type=tuple[Party, ...]),
        findings=msgspec.msgpack.decode(archive.findings(edition), type=tuple[Finding, ...]),
    )


# -- opening what is in force --------------------------------------------------------------


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
        if snapshot.editions == tuple(editions):
            return snapshot
    return None


# -- the embedded list ---------------------------------------------------------------------


def open_starter(home: Home) -> Snapshot:
    """The embedded sample list, compiled on first use.

    It lies in the home's snapshots like any other but is never activated. Where the home
    cannot be written (a read-only disk), it is compiled into a temporary folder.
    """
    content = (resources.files("interdict.starter") / "parties.jsonl").read_bytes()
    file = SourceFile(name="parties.jsonl", content=content, modified=datetime.date.min)
    ((connector, files),) = recognise([file])
    marker = home.path / "starter" / f"{files.edition_id[:16]}-{engine_id().replace('+', '-')}"
    known = _marked(home, marker)
    if known is not None:
        return known
    (arrival,) = read(connector, files, Instructions())
    starter = EditionContent(
        edition=msgspec.structs.replace(arrival.edition, source="starter"),
        parties=arrival.reading.parties,
        findings=arrival.reading.findings,
    )
    try:
        snapshot = _compiled(home, [starter])
        write_atomically(marker, snapshot.encode())
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        return _open_temporary(starter)
    return open_snapshot(home.snapshot_folder(snapshot))


def _marked(home: Home, marker: Path) -> Snapshot | None:
    """The starter snapshot compiled before, if it is there and whole."""
    try:
        return open_snapshot(home.snapshot_folder(marker.read_text(encoding="ascii")))
    except (OSError, UnicodeDecodeError, SnapshotError):
        return None


def _open_temporary(content: EditionContent) -> Snapshot:
    """A snapshot in a folder that goes when the snapshot does."""
    folder = Path(tempfile.mkdtemp(prefix="interdict-starter-"))
    compile_snapshot(folder, [content])
    snapshot = open_snapshot(folder)
    weakref.finalize(snapshot, shutil.rmtree, folder, ignore_errors=True)
    return snapshot
