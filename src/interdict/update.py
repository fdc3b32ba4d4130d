"""From files to the snapshot in force: read, check, archive, compile, activate.

Everything happens under the home's lock, and what is in force changes only by the last,
atomic step: whatever fails or is killed before it leaves the old snapshot in force.
"""

import datetime
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from pathlib import Path

import msgspec

from interdict.durable import write_atomically
from interdict.errors import NoLists, ShrunkenEdition, SourceError, StaleLists
from interdict.lists.connector import SourceFile
from interdict.lists.files import open_files
from interdict.lists.intake import Arrival, Instructions, read, recognise
from interdict.matching.engine import engine_id
from interdict.party import Edition, Finding, Party
from interdict.screening.policy import Policy
from interdict.snapshot.archive import Archive
from interdict.snapshot.compile import EditionContent, compile_snapshot
from interdict.snapshot.snapshot import Snapshot, open_snapshot
from interdict.snapshot.store import Home, folder_name

MOST_SHRUNK = 0.05
"""Share of parties an edition may lose before a person must accept it (invariant 8)."""

Progress = Callable[[str, int, int], None]
"""Called with (what is being done, done, of)."""

_ENCODER = msgspec.msgpack.Encoder()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one edition that was added."""

    edition: Edition
    in_force: bool
    """False when a newer or better dated edition of the source stays in force."""
    before: Edition | None
    """The edition in force until now."""
    findings: tuple[Finding, ...]


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

    Raises ``SourceError`` for files that cannot be used (a copy is put aside when the form
    was recognised) and ``SnapshotError`` when compiling fails.
    """
    now = datetime.datetime.now(datetime.UTC)
    with home.lock():
        archive = Archive(home)
        arrivals = _read_all(archive, paths, instructions, progress)
        before = {a.edition.source: archive.in_force(a.edition.source) for a in arrivals}
        _refuse_shrunken(archive, arrivals, before, accept_shrunken)
        for arrival in arrivals:
            _keep(archive, arrival, now)
        snapshot = recompile(home, progress)
    outcomes = tuple(_outcome(archive, a, before[a.edition.source]) for a in arrivals)
    return Added(outcomes=outcomes, snapshot=snapshot)


def _read_all(
    archive: Archive, paths: Sequence[Path], instructions: Instructions, progress: Progress
) -> tuple[Arrival, ...]:
    sets = recognise(open_files(paths))
    arrivals: list[Arrival] = []
    for done, (connector, files) in enumerate(sets):
        progress(f"reading {files.files[0].name}", done, len(sets))
        try:
            arrivals += read(connector, files, instructions)
        except SourceError as error:
            raw = [(file.name, file.content) for file in files.files]
            aside = archive.put_aside(instructions.source or files.form, raw, str(error))
            raise type(error)(f"{error} (a copy was put aside in {aside})") from error
    return tuple(arrivals)


def _refuse_shrunken(
    archive: Archive,
    arrivals: Sequence[Arrival],
    before: Mapping[str, Edition | None],
    accepted: Sequence[str],
) -> None:
    for arrival in arrivals:
        edition, old = arrival.edition, before[arrival.edition.source]
        if old is None or edition.source in accepted or edition.published < old.published:
            continue
        if edition.parties < old.parties * (1 - MOST_SHRUNK):
            reason = (
                f"{edition.source} of {edition.published} has {edition.parties:,} parties, the "
                f"edition in force ({old.published}) has {old.parties:,}: more than "
                f"{MOST_SHRUNK:.0%} are gone"
            )
            raw = [(file.name, file.content) for file in arrival.files]
            aside = archive.put_aside(edition.source, raw, reason)
            raise ShrunkenEdition(
                f"{reason}. Nothing was changed; the files were put aside in {aside}. If this "
                f"is a real mass delisting, add  --accept-shrunken {edition.source}"
            )


def _keep(archive: Archive, arrival: Arrival, now: datetime.datetime) -> None:
    edition = arrival.edition
    archive.keep(
        edition,
        [(file.name, file.content) for file in arrival.files],
        _ENCODER.encode(arrival.reading.parties),
        _ENCODER.encode(arrival.reading.findings),
        now,
    )
    in_force = archive.in_force(edition.source)
    if in_force is not None and in_force.id == edition.id:
        archive.confirm(edition.source, edition.id, now)


def _outcome(archive: Archive, arrival: Arrival, before: Edition | None) -> Outcome:
    in_force = archive.in_force(arrival.edition.source)
    return Outcome(
        edition=arrival.edition,
        in_force=in_force is not None and in_force.id == arrival.edition.id,
        before=before,
        findings=arrival.reading.findings,
    )


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
    with home.staging() as staging:
        snapshot = compile_snapshot(
            staging.folder, contents, lambda done, of: progress("compiling", done, of)
        )
        staging.complete(folder_name(snapshot))
    return snapshot


def _content(archive: Archive, edition: Edition) -> EditionContent:
    return EditionContent(
        edition=edition,
        parties=msgspec.msgpack.decode(archive.parties(edition), type=tuple[Party, ...]),
        findings=msgspec.msgpack.decode(archive.findings(edition), type=tuple[Finding, ...]),
    )


# -- opening what is in force --------------------------------------------------------------

HOW_TO_LOAD = (
    "load official files with  interdict lists add FILE...  or try the embedded sample with "
    "--starter"
)


def open_current(home: Home) -> Snapshot:
    """The snapshot in force; ``NoLists`` when nothing is loaded (invariant 7)."""
    current = home.current()
    if current is None:
        raise NoLists(f"no list is loaded in {home.path}: {HOW_TO_LOAD}")
    return open_snapshot(home.snapshot_folder(current))


def open_as_of(home: Home, as_of: datetime.date) -> Snapshot:
    """The lists as they were published on a date, compiled now if they never were together."""
    archive = Archive(home)
    editions = editions_in_force(archive, as_of)
    if not editions:
        raise NoLists(f"no list edition published on or before {as_of} is kept: {HOW_TO_LOAD}")
    with home.lock():
        snapshot = compile_editions(home, archive, editions)
    return open_snapshot(home.snapshot_folder(snapshot))


def confirmed(home: Home, snapshot: Snapshot) -> dict[str, datetime.date]:
    """The day each list of a snapshot was last confirmed to be the newest."""
    archive = Archive(home)
    times = {edition.source: archive.confirmed(edition.source) for edition in snapshot.editions}
    return {source: time.date() for source, time in times.items() if time is not None}


def refuse_stale(
    home: Home, snapshot: Snapshot, policy: Policy, today: datetime.date | None = None
) -> None:
    """Raise ``StaleLists`` when a list in scope is older than the policy allows."""
    today = today or datetime.datetime.now(datetime.UTC).date()
    times = confirmed(home, snapshot)
    for edition in snapshot.editions:
        limit = policy.age_limit(edition.source)
        if not limit or not policy.in_scope(edition.source):
            continue
        last = times.get(edition.source)
        if last is None or (today - last).days > limit:
            raise StaleLists(
                f"{edition.source} was last confirmed on {last or 'no known day'}; the policy "
                f"allows {limit} days. Add its newest files with  interdict lists add FILE...  "
                f"(the same file again confirms it), or set max_age_days_of.{edition.source}"
            )
    missing = [name for name in policy.lists if name not in {e.source for e in snapshot.editions}]
    if missing:
        raise NoLists(f"the policy asks for {', '.join(missing)}, not loaded here: {HOW_TO_LOAD}")


# -- the embedded list ---------------------------------------------------------------------


def open_starter(home: Home) -> Snapshot:
    """The embedded sample list, compiled on first use.

    It lies in the home's snapshots like any other but is never activated. Where the home
    cannot be written (a read-only disk), it is compiled into a temporary folder.
    """
    content = (resources.files("interdict.starter") / "parties.jsonl").read_bytes()
    file = SourceFile(name="parties.jsonl", content=content, modified=datetime.date.min)
    ((connector, files),) = recognise([file])
    (arrival,) = read(connector, files, Instructions())
    edition = msgspec.structs.replace(arrival.edition, source="starter")
    marker = home.path / "starter" / f"{edition.id[:16]}-{engine_id().replace('+', '-')}"
    if marker.exists():
        folder = home.snapshot_folder(marker.read_text(encoding="utf-8"))
        if folder.is_dir():
            return open_snapshot(folder)
    contents = [
        EditionContent(
            edition=edition, parties=arrival.reading.parties, findings=arrival.reading.findings
        )
    ]
    try:
        with home.staging() as staging:
            snapshot = compile_snapshot(staging.folder, contents)
            staging.complete(folder_name(snapshot))
        marker.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(marker, snapshot.encode())
        return open_snapshot(home.snapshot_folder(snapshot))
    except PermissionError:
        folder = Path(tempfile.mkdtemp(prefix="interdict-starter-"))
        compile_snapshot(folder, contents)
        return open_snapshot(folder)
