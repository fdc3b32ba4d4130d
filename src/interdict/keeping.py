"""What becomes of an edition that was read: checked, kept, or put aside with the reason.

Shared by what adds files from disk and what downloads them; both hold the home's lock. What is
in force is not changed here.
"""

import datetime
from collections.abc import Collection, Iterator, Sequence

import msgspec

from interdict.errors import ShrunkenEdition, SourceError
from interdict.lists.admission import refuse_ahead, refuse_shrunken, refuse_unusable
from interdict.lists.connector import Connector, FileSet, SourceFile
from interdict.lists.intake import Arrival, Instructions, read
from interdict.lists.moments import stated_moment
from interdict.ownership.programmes import unknown_programmes
from interdict.party import Edition, Finding
from interdict.piecemeal import kept_in, refuse_shrunken_part, stayed
from interdict.snapshot.archive import Archive
from interdict.snapshot.compile import nameless
from interdict.snapshot.store import Home
from interdict.snapshot.timing import note_published

_ENCODER = msgspec.msgpack.Encoder()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one edition that came."""

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


def read_set(
    connector: Connector,
    files: FileSet,
    instructions: Instructions,
    today: datetime.date,
    archive: Archive,
) -> tuple[Arrival, ...]:
    """Read one set of files; ``MalformedFile`` for what can be no list of today or before."""
    found = read(connector, files, instructions, kept_in(archive), archive.dating)
    arrivals = tuple(map(_with_programmes, found))
    for arrival in arrivals:
        refuse_unusable(arrival)
        refuse_ahead(arrival.edition, today)
    return arrivals


def _with_programmes(arrival: Arrival) -> Arrival:
    """An arrival whose findings also name the programme codes that no table knows."""
    reading = arrival.reading
    unknown = unknown_programmes(reading.source, reading.parties)
    if not unknown:
        return arrival
    reading = msgspec.structs.replace(reading, findings=(*reading.findings, *unknown))
    return msgspec.structs.replace(arrival, reading=reading)


def put_aside(
    archive: Archive, place: str, files: Sequence[SourceFile], error: SourceError
) -> SourceError:
    """Keep a copy of what cannot be used; the same error, saying where."""
    raw = [(file.name, file.content) for file in files]
    aside = archive.put_aside(place, raw, str(error))
    return type(error)(f"{error} (what was in force stays; a copy was put aside in {aside})")


def refuse_unless_accepted(
    archive: Archive, arrival: Arrival, before: Edition | None, accepted: Collection[str]
) -> None:
    """Put aside what lost more parties than is believable, unless a person accepted it."""
    source = arrival.edition.source
    if source in accepted:
        return
    try:
        refuse_shrunken_part(archive, arrival, before)
        refuse_shrunken(arrival.edition, before)
    except ShrunkenEdition as error:
        raise put_aside(archive, source, arrival.files, error) from error


def keep(home: Home, arrival: Arrival, received: datetime.datetime) -> bool:
    """Keep an edition; False when it was kept before, with the same reading."""
    archive, edition = Archive(home), arrival.edition
    parties = _ENCODER.encode(arrival.reading.parties)
    findings = _ENCODER.encode(arrival.reading.findings)
    for kept in archive.editions(edition.source):
        if nameless(kept) == nameless(edition) and archive.parties(kept) == parties:
            known = msgspec.msgpack.decode(archive.findings(kept), type=tuple[Finding, ...])
            if [_cause(f) for f in known] == [_cause(f) for f in arrival.reading.findings]:
                return False
    raw = [(file.name, file.content) for file in arrival.files]
    archive.keep(edition, raw, parties, findings, received)
    moment = stated_moment(edition.form, arrival.files[0].content)
    if moment is not None:
        note_published(home, edition, moment, "file")
    return True


def without_parties(arrival: Arrival) -> Arrival:
    """What is told of an arrival once its parties are kept: a million of them take gigabytes,
    and compiling reads them again."""
    reading = msgspec.structs.replace(arrival.reading, parties=())
    return msgspec.structs.replace(arrival, reading=reading)


def _cause(finding: Finding) -> tuple[str, str, str, int]:
    """A finding without its sentence, which names files."""
    return finding.code, finding.record, finding.field, finding.count


def outcome(archive: Archive, arrival: Arrival, before: Edition | None) -> Outcome:
    """What became of an edition that was kept."""
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
