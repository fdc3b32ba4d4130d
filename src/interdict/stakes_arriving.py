"""Ownership files as they arrive: copied, read and dated, and what must hold before they count.

Copied first and read from the copy, so that what is kept is what was read, whoever writes to
the file meanwhile. Records go to disk as they are read: an edition may hold ten million.
"""

import contextlib
import datetime
import hashlib
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from interdict.errors import MalformedFile, ShrunkenEdition, SourceError, UsageError
from interdict.lists.catalog import SOURCES, source_named
from interdict.lists.files import date_in
from interdict.ownership.formats import Attribution, read_each
from interdict.ownership.stake import Entity, Stake, StakeEdition
from interdict.party import DATING, DatedBy, Finding
from interdict.snapshot.stake_archive import (
    ENTITIES,
    FINDINGS,
    STAKES,
    KeptStakes,
    RecordWriter,
    StakeArchive,
    family,
    keep_file,
    sha256_of,
    write_records,
)

MOST_SHRUNK = 0.05
"""Share of stakes an edition may lose before a person must accept it, as of a list."""
BY_HAND = frozenset({"analyst", "private"})
"""Authorities whose stakes need an author, a document and an expiry."""
OF_ANYBODY = frozenset({"stakes-csv", "bods", "ftm"})
"""Forms that many publish: without the source's name one would take another's place."""
_STDIN = "standard input"
_PAYLOADS = (STAKES, ENTITIES, FINDINGS)
_GUESSED: DatedBy = "modification-time"


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it was read, or several that make one edition."""

    edition: StakeEdition
    published: datetime.date
    dated_by: DatedBy
    folders: tuple[Path, ...]
    """One per file: in it the file, and the payloads that were read from it."""
    stakes: int
    entities: int
    findings: tuple[Finding, ...]

    def packed(self, folder: Path, received: datetime.datetime) -> KeptStakes:
        """Lay out all that is kept of the edition in an empty folder, and describe it."""
        (folder / "files").mkdir()
        for number, each in enumerate(self.folders):
            keep_file(_file_in(each), folder / "files" / f"{number:03}")
        for name in _PAYLOADS:
            with (folder / name).open("wb") as whole:
                for each in self.folders:
                    with (each / name).open("rb") as piece:
                        shutil.copyfileobj(piece, whole)
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return KeptStakes(
            edition=self.edition,
            published=self.published,
            dated_by=self.dated_by,
            received=received,
            stakes=self.stakes,
            entities=self.entities,
            contents={str(path.relative_to(folder)): sha256_of(path) for path in paths},
        )


def arrive(
    archive: StakeArchive, folder: Path, paths: Sequence[Path], said: Attribution
) -> tuple[Arrived, ...]:
    """Read files into a folder of ours, those of one source, form and day as one edition.

    Raises ``SourceError`` for what cannot be used; a copy of it is put aside.
    """
    if len(paths) != len(set(paths)):
        raise UsageError("one file is named twice: name each once")
    read = [
        _read(archive, folder / f"{number:06}", path, said) for number, path in enumerate(paths)
    ]
    groups: dict[tuple[str, str, str], list[Arrived]] = {}
    for each in read:
        day = "" if each.dated_by == _GUESSED else each.published.isoformat()
        groups.setdefault((each.edition.source, each.edition.form, day), []).append(each)
    return tuple(map(_one, groups.values()))


def check(said: Attribution, today: datetime.date) -> None:
    """Refuse what would do harm later; ``UsageError``."""
    if said.source:
        source_named(said.source)
        if said.source in {source.id for source in SOURCES}:
            raise UsageError(
                f"--source {said.source} is a sanctions list: name the register or the document "
                "that the stakes are from, such as uk-psc or my-research"
            )
    for day in (said.published,):
        if day is not None and day > today + datetime.timedelta(days=1):
            raise UsageError(f"--published {day} lies ahead; today is {today}")


def refuse_anonymous(edition: StakeEdition, said: Attribution) -> None:
    """Raise ``UsageError`` for stakes of which nobody says whose they are, and for those entered by
    hand without author, document and expiry."""
    if not said.source and family(edition.form) in OF_ANYBODY:
        raise UsageError(
            f"{edition.files[0][0]} is {edition.form}, which many publish: name the source with "
            "--source, such as --source annual-reports; its next edition takes its place"
        )
    if edition.authority not in BY_HAND:
        return
    needed = (
        ("--stated-by WHO", said.stated_by.strip()),
        ("--document TEXT", said.document.strip()),
        ("--expires DATE", said.expires_on),
    )
    missing = [option for option, value in needed if not value]
    if missing:
        raise UsageError(
            f"{edition.files[0][0]}: {edition.authority} stakes count only with their author, the "
            f"document they were taken from and a day on which they are looked up again: give "
            f"{', '.join(missing)}. Where a register or a company states them, say so with "
            "--authority registry or --authority filing"
        )


def refuse_shrunken(
    archive: StakeArchive,
    arrival: Arrived,
    kept: KeptStakes,
    standing: Mapping[tuple[str, str], KeptStakes],
    accepted: Collection[str],
) -> None:
    """Put aside an edition that lost more stakes than is believable, unless somebody accepted it:
    ``ShrunkenEdition``."""
    old = standing.get(kept.series)
    guessed = kept.dated_by == _GUESSED
    if old is None or kept.edition.source in accepted:
        return
    if guessed != (old.dated_by == _GUESSED):
        counts = not guessed
    else:
        counts = kept.published >= old.published
    now, before = (each.stakes or each.entities for each in (kept, old))
    if counts and now < before * (1 - MOST_SHRUNK):
        raise _put_aside(archive, kept.edition.source, arrival.folders, ShrunkenEdition(
            f"{kept.edition.source} of {kept.published} has {now:,} stakes, the edition in "
            f"force ({old.published}) has {before:,}: more than {MOST_SHRUNK:.0%} are gone. If "
            f"this is real, add it again with  --accept-shrunken {kept.edition.source}"
        ))  # fmt: skip


def _read(archive: StakeArchive, folder: Path, path: Path, said: Attribution) -> Arrived:
    copy, modified = _copied(folder, path)
    try:
        edition, told, counts = _unpacked(folder, copy, said)
        refuse_anonymous(edition, said)
        if not any(counts):
            raise MalformedFile(f"{copy.name} holds no stake and no entity: is it the right file?")
    except SourceError as error:
        raise _put_aside(archive, said.source or "unsorted", (folder,), error) from error
    published, dated_by = _dated(edition, said, copy.name, modified)
    if published > datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1):
        ahead = MalformedFile(f"{copy.name} says it was published on {published}, which lies ahead")
        raise _put_aside(archive, edition.source, (folder,), ahead)
    findings = (*told, *_guessed(edition, dated_by, published))
    write_records(folder / FINDINGS, findings)
    return Arrived(
        edition=edition,
        published=published,
        dated_by=dated_by,
        folders=(folder,),
        stakes=counts[0],
        entities=counts[1],
        findings=findings,
    )


def _unpacked(
    folder: Path, copy: Path, said: Attribution
) -> tuple[StakeEdition, tuple[Finding, ...], tuple[int, int]]:
    """Write the records of a file into its folder as they are read; the edition, its findings, and
    how many stakes and entities there were."""
    with (folder / STAKES).open("wb") as of_stakes, (folder / ENTITIES).open("wb") as of_entities:
        stakes, entities = RecordWriter(of_stakes), RecordWriter(of_entities)

        def take(record: Stake | Entity) -> None:
            (stakes if isinstance(record, Stake) else entities).add(record)

        edition, findings = read_each(copy, said, take)
        stakes.flush()
        entities.flush()
    return edition, findings, (stakes.count, entities.count)


def _copied(folder: Path, path: Path) -> tuple[Path, datetime.date]:
    """A copy in a folder of its own, and the day on which the original was last changed."""
    today = datetime.datetime.now(datetime.UTC).date()
    is_stdin = str(path) == "-"
    (folder / "came").mkdir(parents=True)
    copy = folder / "came" / (_STDIN if is_stdin else path.name)
    try:
        with contextlib.ExitStack() as opened:
            stream = sys.stdin.buffer if is_stdin else opened.enter_context(path.open("rb"))
            shutil.copyfileobj(stream, opened.enter_context(copy.open("wb")))
        if is_stdin:
            return copy, today
        modified = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC).date()
    except IsADirectoryError as error:
        raise SourceError(
            f"{path} is a folder: name the files in it, such as {path}/*; nothing was changed"
        ) from error
    except FileNotFoundError as error:
        raise SourceError(
            f"cannot read {path} ({error.strerror}): check the path; nothing was changed"
        ) from error
    return copy, min(modified, today)


def _file_in(folder: Path) -> Path:
    (copy,) = (folder / "came").iterdir()
    return copy


def _dated(
    edition: StakeEdition, said: Attribution, name: str, modified: datetime.date
) -> tuple[datetime.date, DatedBy]:
    """As of a list: what the content states, then what the user states, then a date in the
    name, then the file's own time."""
    if edition.published is not None:
        return edition.published, "stated" if edition.published == said.published else "file"
    named = date_in(name)
    return (named, "file-name") if named is not None else (modified, _GUESSED)


def _guessed(
    edition: StakeEdition, dated_by: DatedBy, published: datetime.date
) -> Iterator[Finding]:
    if dated_by == _GUESSED:
        yield Finding(
            severity="note",
            code="dated-by-modification",
            message=f"nothing says when it was published, so the file's own time ({published}) "
            "counts: give --published DATE",
            source=edition.source,
        )


def _one(group: Sequence[Arrived]) -> Arrived:
    """One edition of the files of one source, form and day."""
    first = group[0]
    published = max(each.published for each in group)
    edition = msgspec.structs.replace(
        first.edition,
        published=published,
        files=tuple(file for each in group for file in each.edition.files),
        records=sum(each.edition.records for each in group),
        rejected=sum(each.edition.rejected for each in group),
    )
    weakest = min((each.dated_by for each in group), key=DATING.index)
    return Arrived(
        edition=msgspec.structs.replace(edition, id=_edition_id(edition)),
        published=published,
        dated_by=weakest,
        folders=tuple(folder for each in group for folder in each.folders),
        stakes=sum(each.stakes for each in group),
        entities=sum(each.entities for each in group),
        findings=tuple(finding for each in group for finding in each.findings),
    )


def _edition_id(edition: StakeEdition) -> str:
    """Names the content and all that was said of it: the same file with another author, day or
    expiry is another edition."""
    hashes = [sha256 for _, sha256, _ in edition.files]
    told = msgspec.structs.replace(edition, id="", files=(), records=0, rejected=0)
    return hashlib.sha256(msgspec.json.encode([hashes, told])).hexdigest()


def _put_aside(
    archive: StakeArchive, source: str, folders: Iterable[Path], error: SourceError
) -> SourceError:
    """Keep a copy of what cannot be used; the same error, saying where."""
    places = [archive.put_aside(source, folder / "came", str(error)) for folder in folders]
    return type(error)(f"{error} (what was in force stays; a copy was put aside in {places[0]})")
