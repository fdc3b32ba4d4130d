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

from interdict.errors import InterdictError, SourceError, UsageError
from interdict.keeping import Outcome
from interdict.lists.addresses import PUBLICATIONS, Publication, publications_of
from interdict.lists.intake import CONNECTORS
from interdict.lists.origins import Fetched, NotThere, Origin, Watch, every_file
from interdict.lists.receipts import Desk, Latest, Receipt, Validators
from interdict.party import Edition
from interdict.piecemeal import confirm_whole
from interdict.receiving import Receiving, our_mistake
from interdict.snapshot.archive import Archive
from interdict.snapshot.store import Home
from interdict.snapshot.timing import Hours, hours, timing
from interdict.snapshot.undated import told, undated
from interdict.update import Progress, brought_up_to_date, silent

State = Literal["updated", "confirmed", "older", "undated", "failed"]
"""A new edition came into force; the one in force is the newest; what is offered is older than
what is in force; it may be newer, but nothing dates it; or nothing could be had. In the last
three what was in force stays."""


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
    """What became of one publication."""

    source: str
    state: State
    problem: str = ""
    """Why it failed, or did not come into force."""
    standing: tuple[Edition, ...] = ()
    """What is in force now, of each list in it."""
    outcomes: tuple[Outcome, ...] = ()
    """Of the editions that came, where any came."""
    receipts: tuple[Receipt, ...] = ()
    hours: dict[str, Hours] = {}
    """List -> from publication to activation of what is in force."""


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
    if wanted.form and not wanted.sources:
        raise UsageError(f"--form {wanted.form} of which list? Name the SOURCE")
    asked = [p for p in wanted.publications if p.source in (wanted.sources or (p.source,))]
    names = {name for publication in asked for name in (publication.source, *publication.makes)}
    stray = sorted({*wanted.accept_shrunken} - names)
    if stray:
        raise UsageError(
            f"--accept-shrunken {stray[0]}: not among the lists to update, which are "
            f"{', '.join(sorted(names))}"
        )


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
        self._sure: list[tuple[Edition, datetime.datetime]] = []
        """Editions that their origin says are the newest, and when it said so."""

    def take(self, source: str) -> None:
        """Download one publication and keep what came, or note why not."""
        publications = _readable(self._wanted.of(source))
        if not publications:
            self._unreadable(source)
            return
        desk = Desk(self._home.path / "downloads" / source)
        try:
            with self._home.disk_full_explained(), desk.alone():
                desk.tidy()
                self._results.append(self._taken(publications, desk))
                desk.tidy()
        except NotThere as error:
            if self._may_lack(publications[0]):
                self._skipped[source] = str(error)
                return
            if error.receipt is not None:
                desk.add(error.receipt)
            self._results.append(self._failed(publications[0], error))
        except SourceError as error:
            self._results.append(self._failed(publications[0], error))
        except (InterdictError, OSError):
            raise
        except Exception as error:  # a mistake of ours must not keep all other lists old
            told = our_mistake(f"{source} could not be updated", error)
            self._results.append(self._failed(publications[0], told))

    def finish(self) -> Refreshed:
        """Compile what is good, all at once, and confirm what is in force."""
        with self._home.lock():
            snapshot = None
            if self._archive.editions():
                news = any(result.state == "updated" for result in self._results)
                snapshot = brought_up_to_date(self._home, news, self._watching.steps)
            for edition, moment in self._sure:
                if self._archive.in_force(edition.source) == edition:
                    confirm_whole(self._archive, edition, moment)
        return Refreshed(
            results=tuple(map(self._timed, self._results)),
            skipped=self._skipped,
            snapshot=snapshot,
        )

    def _may_lack(self, publication: Publication) -> bool:
        """May a mirror be without it? Not when it was named, nor when it is in force."""
        named = self._origin.official or self._wanted.sources
        return not named and not self._standing(publication)

    def _unreadable(self, source: str) -> None:
        forms = ", ".join(p.form for p in self._wanted.of(source))
        why = f"{source} is published as {forms}, which this version cannot read yet"
        if self._wanted.sources:
            raise UsageError(why)
        self._skipped[source] = why

    def _standing(self, publication: Publication) -> tuple[Edition, ...]:
        found = (self._archive.in_force(name) for name in publication.makes)
        return tuple(edition for edition in found if edition is not None)

    def _failed(self, publication: Publication, error: SourceError) -> Result:
        return Result(
            source=publication.source,
            state="failed",
            problem=str(error),
            standing=self._standing(publication),
        )

    def _timed(self, result: Result) -> Result:
        spans = {e.source: hours(e, timing(self._home, e)) for e in result.standing}
        known = {source: span for source, span in spans.items() if span is not None}
        return msgspec.structs.replace(result, hours=known)

    def _taken(self, publications: Sequence[Publication], desk: Desk) -> Result:
        publication, fetched = self._fetched(publications, desk)
        receipts = tuple(each.receipt for each in fetched)
        outcomes: tuple[Outcome, ...] = ()
        if any(each.path is not None for each in fetched):
            with self._home.lock():
                outcomes = self._received(publication, fetched, desk)
        standing = self._standing(publication)
        undatable = [each for o in outcomes if (each := undated(self._archive, o.edition.source))]
        problem = "; ".join(told(self._archive, each) for each in undatable)
        newest = {outcome.edition.id for outcome in outcomes} or {_latest(desk)}
        self._sure += [(e, receipts[0].finished) for e in standing if e.id in newest]
        return Result(
            source=publication.source,
            state="undated" if problem else _state(outcomes),
            problem=problem,
            standing=standing,
            outcomes=outcomes,
            receipts=receipts,
        )

    def _received(
        self, publication: Publication, fetched: Sequence[Fetched], desk: Desk
    ) -> tuple[Outcome, ...]:
        """Keep what came and remember how it was served, or note in a receipt why not."""
        try:
            outcomes = self._receiving.take_in(publication, fetched, desk.latest())
        except SourceError as error:
            refused = fetched[0].receipt
            desk.add(msgspec.structs.replace(refused, outcome="refused", problem=str(error)))
            raise
        desk.remember(
            Latest(
                edition=outcomes[0].edition.id,
                lists=tuple(outcome.edition.source for outcome in outcomes),
                files={each.receipt.file: each.validators for each in fetched},
            )
        )
        return outcomes

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
                known, watch = self._known(desk), self._watching.bytes
                return publication, every_file(self._origin, publication, known, desk, watch)
            except NotThere as error:
                missing = missing or error
        raise missing or NotThere(f"{publications[0].source} is not there")

    def _known(self, desk: Desk) -> dict[str, Validators]:
        """How the editions in force were served; nothing when one of them came in another way."""
        latest = desk.latest()
        if latest is None:
            return {}
        standing = [self._archive.in_force(source) for source in latest.lists]
        same = all(edition and edition.id == latest.edition for edition in standing)
        return latest.files if same else {}


def _latest(desk: Desk) -> str:
    """The edition that is not modified."""
    latest = desk.latest()
    return latest.edition if latest else ""


def _readable(publications: Sequence[Publication]) -> list[Publication]:
    forms = {connector.form for connector in CONNECTORS}
    return [publication for publication in publications if publication.form in forms]


def _state(outcomes: Sequence[Outcome]) -> State:
    if any(_is_new(outcome) for outcome in outcomes):
        return "updated"
    return "confirmed" if all(outcome.in_force for outcome in outcomes) else "older"


def _is_new(outcome: Outcome) -> bool:
    before = outcome.before
    return outcome.in_force and (before is None or before.id != outcome.edition.id)
