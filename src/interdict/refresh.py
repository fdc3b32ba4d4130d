"""Downloading the lists: each by itself, all good ones compiled together.

One list that cannot be had, or cannot be trusted, leaves the others updated and its own old
edition in force. Nothing is locked while bytes travel; what came is read and kept under the
home's lock, and only then forgotten as a download, so that a run that was killed at any moment
is gone on with by the next.
"""

import datetime
from collections.abc import Sequence
from typing import Literal

import msgspec

from interdict.errors import SourceError, UsageError
from interdict.keeping import Outcome
from interdict.lists.addresses import PUBLICATIONS, Publication, RemoteFile, publications_of
from interdict.lists.intake import CONNECTORS
from interdict.lists.origins import Fetched, NotThere, Origin, Watch
from interdict.lists.receipts import Desk, Latest, Receipt, Validators
from interdict.party import Edition
from interdict.receiving import Receiving
from interdict.snapshot.archive import Archive
from interdict.snapshot.store import Home
from interdict.snapshot.timing import Hours, hours, timing
from interdict.update import Progress, brought_up_to_date, silent

State = Literal["updated", "confirmed", "older", "failed"]
"""A new edition came into force; the one in force is the newest; what is offered is older than
what is in force; or nothing could be had, and what was in force stays."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be downloaded."""

    sources: tuple[str, ...] = ()
    """Catalogue ids; empty means every list that has an address and can be read."""
    form: str | None = None
    """The published form, where a list has several; the fullest unless told."""
    accept_shrunken: tuple[str, ...] = ()
    """Lists that may lose parties, or be smaller than is plausible."""
    publications: tuple[Publication, ...] = PUBLICATIONS
    """The addresses; every list in them unless told."""

    def of(self, source: str) -> tuple[Publication, ...]:
        """The forms in which a list is to be had; ``UsageError`` when there is none."""
        return publications_of(source, self.form, self.publications)


class Watching(msgspec.Struct, frozen=True, kw_only=True):
    """Who is told how far it is."""

    bytes: Watch = silent
    steps: Progress = silent


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one list."""

    source: str
    state: State
    problem: str = ""
    """Why it failed, and what is in force all the same."""
    standing: Edition | None = None
    """What is in force now."""
    outcome: Outcome | None = None
    """Of the edition that came, where one came."""
    receipts: tuple[Receipt, ...] = ()
    hours: Hours | None = None
    """From publication to activation of what is in force."""


class Refreshed(msgspec.Struct, frozen=True, kw_only=True):
    """What ``refresh`` did."""

    results: tuple[Result, ...]
    skipped: dict[str, str]
    """Lists that nobody named and that cannot be had here -> why."""
    snapshot: str | None
    """The snapshot in force; None when nothing is loaded at all."""


def refresh(
    home: Home, wanted: Wanted, origin: Origin, watching: Watching | None = None
) -> Refreshed:
    """Download, check, keep, compile and activate; report on every list.

    Raises ``UsageError`` for a list or form that has no address here, and ``SnapshotError``
    when compiling fails. What is wrong with one list is in its ``Result``.
    """
    _check(wanted)
    run = _Run(home, wanted, origin, watching or Watching())
    every = dict.fromkeys(publication.source for publication in wanted.publications)
    for source in dict.fromkeys(wanted.sources or every):
        run.take(source)
    return run.finish()


def _check(wanted: Wanted) -> None:
    for source in wanted.sources:
        wanted.of(source)
    for source in wanted.accept_shrunken:
        publications_of(source, None, wanted.publications)
    if wanted.form and not wanted.sources:
        raise UsageError(f"--form {wanted.form} of which list? Name the SOURCE")
    stray = sorted({*wanted.accept_shrunken} - {*wanted.sources}) if wanted.sources else []
    if stray:
        raise UsageError(f"--accept-shrunken {stray[0]}: that list is not among those to update")


class _Run:
    """One call of ``refresh``."""

    def __init__(self, home: Home, wanted: Wanted, origin: Origin, watching: Watching) -> None:
        self._home = home
        self._archive = Archive(home)
        self._receiving = Receiving(
            home,
            wanted.accept_shrunken,
            origin.official,
            lambda what: watching.steps(what, 0, 0),
        )
        self._wanted = wanted
        self._origin = origin
        self._watching = watching
        self._results: list[Result] = []
        self._skipped: dict[str, str] = {}
        self._sure: dict[str, tuple[str, datetime.datetime]] = {}
        """Source -> the edition that its origin says is the newest, and when it said so."""

    def take(self, source: str) -> None:
        """Download one list and keep what came, or note why not."""
        publications = _readable(self._wanted.of(source))
        if not publications:
            self._unreadable(source)
            return
        desk = Desk(self._home.path / "downloads" / source)
        receipts: list[Receipt] = []
        try:
            with self._home.disk_full_explained(), desk.alone():
                desk.tidy()
                self._results.append(self._taken(publications, desk, receipts))
                desk.tidy()
        except NotThere as error:
            named = self._origin.official or self._wanted.sources
            if named or self._archive.in_force(source) is not None:
                if error.receipt is not None:
                    desk.add(error.receipt)
                self._results.append(self._failed(source, error, receipts))
            else:
                self._skipped[source] = str(error)
        except SourceError as error:
            self._results.append(self._failed(source, error, receipts))

    def finish(self) -> Refreshed:
        """Compile what is good, all at once, and confirm what is in force."""
        with self._home.lock():
            snapshot = None
            if self._archive.editions():
                news = any(result.state == "updated" for result in self._results)
                snapshot = brought_up_to_date(self._home, news, self._watching.steps)
            for source, (edition, moment) in self._sure.items():
                standing = self._archive.in_force(source)
                if standing is not None and standing.id == edition:
                    self._archive.confirm(source, edition, moment)
        return Refreshed(
            results=tuple(map(self._timed, self._results)),
            skipped=self._skipped,
            snapshot=snapshot,
        )

    def _unreadable(self, source: str) -> None:
        forms = ", ".join(p.form for p in self._wanted.of(source))
        why = f"{source} is published as {forms}, which this version cannot read yet"
        if self._wanted.sources:
            raise UsageError(why)
        self._skipped[source] = why

    def _failed(self, source: str, error: SourceError, receipts: Sequence[Receipt]) -> Result:
        return Result(
            source=source,
            state="failed",
            problem=str(error),
            standing=self._archive.in_force(source),
            receipts=tuple(receipts),
        )

    def _timed(self, result: Result) -> Result:
        if result.standing is None:
            return result
        span = hours(result.standing, timing(self._home, result.standing))
        return msgspec.structs.replace(result, hours=span)

    def _taken(
        self, publications: Sequence[Publication], desk: Desk, receipts: list[Receipt]
    ) -> Result:
        publication, fetched = self._fetched(publications, desk)
        receipts += [each.receipt for each in fetched]
        source = publication.source
        if all(each.path is None for each in fetched):
            came, standing = None, self._archive.in_force(source)
            state: State = "confirmed"
        else:
            with self._home.lock():
                came = self._receiving.take_in(publication, fetched)
                validators = {each.receipt.file: each.validators for each in fetched}
                desk.remember(Latest(edition=came.edition.id, files=validators))
            standing, state = came.standing, _state(came)
        if state != "older" and standing is not None:
            self._sure[source] = standing.id, receipts[0].finished
        return Result(
            source=source,
            state=state,
            standing=standing,
            outcome=came,
            receipts=tuple(receipts),
        )

    def _fetched(
        self, publications: Sequence[Publication], desk: Desk
    ) -> tuple[Publication, list[Fetched]]:
        """The files of the first publication that is there.

        A publisher is asked for the best form only: another one could be poorer, and would
        come into force without anybody having asked for it.
        """
        missing: NotThere | None = None
        for publication in publications[: 1 if self._origin.official else None]:
            try:
                return publication, self._files(publication, desk)
            except NotThere as error:
                missing = missing or error
        raise missing or NotThere(f"{publications[0].source} is not there")

    def _files(self, publication: Publication, desk: Desk) -> list[Fetched]:
        """Every file of an edition; when one of them is new, all of them, so that they fit."""
        known = self._known(publication.source, desk)
        fetched = [
            each
            for file in publication.files
            if (each := self._file(publication, file, known.get(file.name), desk)) is not None
        ]
        if all(each.path is None for each in fetched):
            return fetched
        named = {file.name: file for file in publication.files}
        again = (
            each
            if each.path is not None
            else self._file(publication, named[each.receipt.file], None, desk)
            for each in fetched
        )
        return [each for each in again if each is not None]

    def _file(
        self, publication: Publication, file: RemoteFile, known: Validators | None, desk: Desk
    ) -> Fetched | None:
        """One file; None for one that a mirror need not have."""
        try:
            return self._origin.fetch(publication, file, known, desk, self._watching.bytes)
        except NotThere:
            if self._origin.official or not file.optional:
                raise
        return None

    def _known(self, source: str, desk: Desk) -> dict[str, Validators]:
        """How the edition in force was served; nothing when it came in another way."""
        latest, standing = desk.latest(), self._archive.in_force(source)
        return latest.files if latest and standing and latest.edition == standing.id else {}


def _readable(publications: Sequence[Publication]) -> list[Publication]:
    forms = {connector.form for connector in CONNECTORS}
    return [publication for publication in publications if publication.form in forms]


def _state(came: Outcome) -> State:
    if not came.in_force:
        return "older"
    return "confirmed" if came.before and came.before.id == came.edition.id else "updated"
