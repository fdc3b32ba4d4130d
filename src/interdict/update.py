"""From files to the snapshot in force: read, check, archive, compile, activate.

Everything happens under the home's lock, and what is in force changes only by the last,
atomic step: whatever fails or is killed before it leaves the old snapshot in force.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from interdict.audit import AuditLog
from interdict.errors import (
    MalformedFile,
    NoLists,
    ShrunkenEdition,
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
from interdict.lists.intake import Arrival, Instructions, Kept, read, recognise
from interdict.ownership.programmes import unknown_programmes
from interdict.party import Edition, Finding
from interdict.piecemeal import confirm, kept_in, refuse_shrunken_part, stayed
from interdict.snapshot.archive import Archive
from interdict.snapshot.compile import nameless
from interdict.snapshot.opening import (
    HOW_TO_LOAD,
    compile_editions,
    editions_in_force,
    is_damaged,
)
from interdict.snapshot.snapshot import open_snapshot
from interdict.snapshot.store import Home

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
        arrivals = tuple(map(_without_parties, arrivals))
        snapshot = home.current()
        if snapshot is None or any(news) or not _is_right(home, archive, snapshot):
            snapshot = recompile(home, progress)
        outcomes = tuple(_outcome(archive, a, before[a.edition.source]) for a in arrivals)
        for arrival, outcome in zip(arrivals, outcomes, strict=True):
            if outcome.in_force:
                confirm(archive, arrival, now)
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
            arrivals += _read_set(connector, files, instructions, kept_in(archive))
        except SourceError as error:
            place = instructions.source or files.form
            raise _put_aside(archive, place, files.files, error) from error
    return tuple(sorted(arrivals, key=richness))


def _read_set(
    connector: Connector, files: FileSet, instructions: Instructions, kept: Kept
) -> tuple[Arrival, ...]:
    arrivals = tuple(map(_with_programmes, read(connector, files, instructions, kept)))
    for arrival in arrivals:
        refuse_unusable(arrival)
    return arrivals


def _with_programmes(arrival: Arrival) -> Arrival:
    """An arrival whose findings also name the programme codes that no table knows."""
    reading = arrival.reading
    unknown = unknown_programmes(reading.source, reading.parties)
    if not unknown:
        return arrival
    reading = msgspec.structs.replace(reading, findings=(*reading.findings, *unknown))
    return msgspec.structs.replace(arrival, reading=reading)


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
            refuse_shrunken_part(archive, arrival, before[source])
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


def _without_parties(arrival: Arrival) -> Arrival:
    """What is told of an arrival once its parties are kept: a million of them take gigabytes,
    and compiling reads them again."""
    reading = msgspec.structs.replace(arrival.reading, parties=())
    return msgspec.structs.replace(arrival, reading=reading)


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
    counts = standing.id == edition.id
    fewer = tuple(_fewer_files(edition, before)) if counts and not arrival.came else ()
    return Outcome(
        edition=edition,
        standing=standing,
        before=before,
        findings=(*stayed(archive, arrival), *fewer, *arrival.reading.findings),
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
    """Bring a compiled snapshot into force and say so in the audit log."""
    home.activate(snapshot)
    listed = [[edition.source, edition.id, edition.published.isoformat()] for edition in editions]
    AuditLog(home.audit).append("activate", {"snapshot": snapshot, "editions": listed})


def _is_right(home: Home, archive: Archive, snapshot: str) -> bool:
    """Is the snapshot whole, of this engine, and of the editions that count?"""
    folder = home.snapshot_folder(snapshot)
    return not is_damaged(folder) and (
        open_snapshot(folder).editions == tuple(map(nameless, editions_in_force(archive)))
    )
