"""Reading what was downloaded: is it the list it should be, and all of it?

A server in trouble sends pages, halves and other lists under the right address. What is not
the form expected, not of a plausible size, or not the list asked for is put aside.
"""

import datetime
import traceback
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from interdict.errors import InterdictError, MalformedFile, ShrunkenEdition, SourceError
from interdict.keeping import (
    Outcome,
    keep,
    outcome,
    put_aside,
    read_set,
    refuse_unless_accepted,
    without_parties,
)
from interdict.lists.addresses import Publication
from interdict.lists.answers import moment_of
from interdict.lists.connector import Connector, FileSet, SourceFile
from interdict.lists.files import open_files
from interdict.lists.intake import Arrival, Instructions, recognise
from interdict.lists.origins import Fetched
from interdict.lists.receipts import Latest
from interdict.party import Edition
from interdict.snapshot.archive import Archive
from interdict.snapshot.store import Home
from interdict.snapshot.timing import note_published


class Receiving:
    """Takes in what came for one list after the other; the caller holds the home's lock."""

    def __init__(
        self, home: Home, accepted: Collection[str], official: bool, steps: Callable[[str], None]
    ) -> None:
        self._home = home
        self._steps = steps
        self._archive = Archive(home)
        self._accepted = accepted
        self._official = official

    def take_in(
        self, publication: Publication, fetched: Sequence[Fetched], latest: Latest | None
    ) -> tuple[Outcome, ...]:
        """Read what came and keep it: one outcome per list in it.

        ``latest`` is what came the last time. Raises ``SourceError`` with a copy put aside, and
        then nothing of it was kept.
        """
        connector, files = self._recognised(publication, fetched)
        served = _served(fetched) if self._official else None
        same = self._same(publication, files.content_id, latest)
        if same and not (served and same[0].dated_by == "modification-time"):
            return tuple(map(self._again, same))
        self._steps(f"reading {files.files[0].name}")
        arrivals = self._read(publication, connector, files, served)
        self._refuse_vanished(publication, arrivals, latest)
        before = [self._archive.in_force(arrival.edition.source) for arrival in arrivals]
        accepted = self._accepted_of(publication)
        for arrival, old in zip(arrivals, before, strict=True):
            refuse_unless_accepted(self._archive, arrival, old, accepted)
        outcomes: list[Outcome] = []
        for arrival, old in zip(arrivals, before, strict=True):
            keep(self._home, arrival, datetime.datetime.now(datetime.UTC))
            if self._official:
                self._note_moment(arrival.edition, fetched[0])
            outcomes.append(outcome(self._archive, without_parties(arrival), old))
        return tuple(outcomes)

    def _same(
        self, publication: Publication, content: str, latest: Latest | None
    ) -> tuple[Edition, ...]:
        """The best dated editions of these very bytes, when all lists in them were kept before."""
        alike = self._archive.of_content(content)
        newest = {edition.source: edition for edition in alike}
        alone = publication.makes if len(publication.makes) == 1 else ()
        came = latest is not None and any(edition.id == latest.edition for edition in alike)
        lists = latest.lists if latest and came else alone
        return tuple(newest[name] for name in lists) if newest.keys() >= {*lists} else ()

    def _again(self, edition: Edition) -> Outcome:
        before = self._archive.in_force(edition.source)
        return Outcome(edition=edition, standing=before or edition, before=before, findings=())

    def _accepted_of(self, publication: Publication) -> frozenset[str]:
        """Lists that may lose parties: those named, or all of a publication that was named."""
        whole = publication.makes if publication.source in self._accepted else ()
        return frozenset((*self._accepted, *whole))

    def _refuse_vanished(
        self, publication: Publication, arrivals: Sequence[Arrival], latest: Latest | None
    ) -> None:
        """A list that was in the file the last time and is not now has lost all its parties."""
        came = {arrival.edition.source for arrival in arrivals}
        gone = sorted({*(latest.lists if latest else ())} - came - self._accepted_of(publication))
        if gone:
            error = ShrunkenEdition(
                f"{publication.source} had {', '.join(gone)} in it the last time and has not now. "
                f"If that is meant, pass  --accept-shrunken {gone[0]}"
            )
            raise put_aside(self._archive, publication.source, arrivals[0].files, error)

    def _recognised(
        self, publication: Publication, fetched: Sequence[Fetched]
    ) -> tuple[Connector, FileSet]:
        """The one edition that the files make, in the form expected and of a plausible size."""
        opened: list[SourceFile] = []
        paths = [each.path for each in fetched if each.path is not None]
        try:
            least = {file.name: file.least_bytes for file in publication.files}
            for each, path in zip(fetched, paths, strict=True):
                inside = open_files([path])
                opened += inside
                if not self._accepted_of(publication) >= {*publication.makes}:
                    size = sum(len(file.content) for file in inside)
                    _refuse_small(publication.source, each.receipt.file, size, least)
            return _only(publication, recognise(opened))
        except SourceError as error:
            raw = opened or [_raw(path) for path in paths]
            raise put_aside(self._archive, publication.source, raw, error) from error

    def _read(
        self,
        publication: Publication,
        connector: Connector,
        files: FileSet,
        served: datetime.date | None,
    ) -> tuple[Arrival, ...]:
        today = datetime.datetime.now(datetime.UTC).date()
        try:
            arrivals = read_set(connector, files, Instructions(served=served), today, self._archive)
            _refuse_strangers(publication, arrivals)
        except SourceError as error:
            raise put_aside(self._archive, publication.source, files.files, error) from error
        except (InterdictError, OSError):
            raise
        except Exception as error:  # a mistake of ours must not keep all other lists old
            told = our_mistake(f"{files.files[0].name} could not be read", error)
            raise put_aside(self._archive, publication.source, files.files, told) from error
        return arrivals

    def _note_moment(self, edition: Edition, primary: Fetched) -> None:
        """A server's time counts where it fits the day of publication: files are also moved."""
        moment = moment_of(primary.receipt.last_modified)
        if moment is not None and abs((moment.date() - edition.published).days) <= 1:
            note_published(self._home, edition, moment, "server")


def _served(fetched: Sequence[Fetched]) -> datetime.date:
    """The day the publisher's server says the primary file changed, else the day it came."""
    receipt = fetched[0].receipt
    moment = moment_of(receipt.last_modified)
    return (min(moment, receipt.finished) if moment else receipt.finished).date()


def _refuse_small(source: str, name: str, size: int, least: dict[str, int]) -> None:
    if size < least.get(name, 0):
        raise MalformedFile(
            f"{name} has {size:,} bytes, and {source} has never had fewer than "
            f"{least[name]:,}: it is not all there. If the list really is that short now, pass  "
            f"--accept-shrunken {source}"
        )


def _only(
    publication: Publication, sets: Sequence[tuple[Connector, FileSet]]
) -> tuple[Connector, FileSet]:
    forms = ", ".join(files.form for _, files in sets)
    if len(sets) != 1 or sets[0][1].form != publication.form:
        names = ", ".join(file.name for file in publication.files)
        raise MalformedFile(
            f"{publication.source} should come as {publication.form} ({names}), and what came "
            f"is {forms}: it is another file. If the publisher changed the form, load the file "
            "with  interdict lists add"
        )
    return sets[0]


def _refuse_strangers(publication: Publication, arrivals: Sequence[Arrival]) -> None:
    strangers = {arrival.edition.source for arrival in arrivals} - {*publication.makes}
    if strangers:
        raise MalformedFile(
            f"what came for {publication.source} is {', '.join(sorted(strangers))}: the address "
            "or the mirror has another list under this name"
        )


def our_mistake(what: str, error: Exception) -> MalformedFile:
    """What to say of an error that nobody raised on purpose."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    return MalformedFile(
        f"{what} because of a mistake in Interdict "
        f"({type(error).__name__}: {error}, {Path(where.filename).name} line {where.lineno}); "
        "please report it with the file"
    )


def _raw(path: Path) -> SourceFile:
    today = datetime.datetime.now(datetime.UTC).date()
    return SourceFile(name=path.name, content=path.read_bytes(), modified=today)
