"""interdict lists update: the official lists, from their publishers or a mirror."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import msgspec
from rich.console import Console
from rich.progress import Progress, TaskID

from interdict.cli.lists_outcome import outcome_json, print_outcome
from interdict.cli.options import home, json_option
from interdict.cli.terminal import DOWNLOAD_COLUMNS, console, plain, progress_bar, warn
from interdict.errors import MissingExtra, UsageError
from interdict.keeping import Outcome
from interdict.lists.addresses import PUBLICATIONS
from interdict.lists.origins import Folder, Mirror, Origin, Publisher
from interdict.refresh import Refreshed, Result, Wanted, Watching, refresh

_FAILED = 2
"""Exit code when a list could not be had, or brought into force (after complete output: the
others are updated)."""

_WHAT_NEXT = (
    "the same command tries again what failed; a proxy is set by HTTPS_PROXY; files that were "
    "downloaded in another way are loaded with  interdict lists update --from FOLDER"
)


@click.command("update")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--from",
    "place",
    metavar="URL|FOLDER",
    help="A mirror with the publishers' file names, instead of their addresses.",
)
@click.option("--form", help="The published form, for a SOURCE that has several.")
@click.option(
    "--accept-shrunken",
    multiple=True,
    metavar="SOURCE",
    help="Accept that this list lost more than 5 % of its parties, or is suspiciously short.",
)
@json_option
def lists_update(
    sources: tuple[str, ...],
    place: str | None,
    form: str | None,
    accept_shrunken: tuple[str, ...],
    as_json: bool,
) -> int:
    """Download official lists, all or each SOURCE named, check them and bring them into force.

    A list that cannot be had, trusted or dated stays as it is; the others are updated, and
    the exit code is 2. A download that was interrupted is gone on with.
    """
    wanted = Wanted(
        sources=sources, form=form, accept_shrunken=accept_shrunken, publications=PUBLICATIONS
    )
    with progress_bar(*DOWNLOAD_COLUMNS) as bar, _origin(place, bar) as origin:
        refreshed = refresh(home(), wanted, origin, _watching(bar))
    if as_json:
        click.echo(msgspec.json.encode(_refreshed_json(refreshed)))
    else:
        _print_refreshed(refreshed)
    failed = any(result.problem for result in refreshed.results)
    return _FAILED if failed or not refreshed.results else 0


@contextmanager
def _origin(place: str | None, bar: Progress) -> Iterator[Origin]:
    """Where to take the lists from; a folder needs no network and no optional part."""
    if place is not None and not place.strip():
        raise UsageError("--from is empty: name a folder or an http or https address")
    scheme = _scheme(place)
    if place is not None and scheme not in ("http", "https"):
        folder = Path(place)
        if not folder.is_dir():
            raise UsageError(f"--from {place}: neither a folder nor an http or https address")
        yield Folder(folder)
        return
    try:
        from interdict.lists.download import Downloader
    except ImportError as absent:
        raise MissingExtra("downloading lists", "update") from absent

    def wait(seconds: float, why: str) -> None:
        bar.console.print(plain(f"  trying again in {seconds:.0f} s: {why}"), soft_wrap=True)
        time.sleep(seconds)

    with Downloader(wait=wait) as downloader:
        if place is None:
            yield Publisher(downloader.fetch)
            return
        if scheme == "http":
            warn("warning: the mirror is asked without https: who is between could change a list")
        yield Mirror(place, downloader.fetch)


def _scheme(place: str | None) -> str:
    """The scheme of a mirror's address, or empty; ``UsageError`` for what is no base."""
    try:
        parts = urlsplit(place or "")
    except ValueError as error:
        raise UsageError(f"--from {place}: the address cannot be read ({error})") from error
    web = parts.scheme in ("http", "https")
    if web and (parts.query or parts.fragment or not parts.hostname):
        raise UsageError(
            "--from URL: file names are put behind it, so it needs a host and cannot have a query"
        )
    return parts.scheme


def _watching(bar: Progress) -> Watching:
    """One line per file that is fetched, and one for reading and compiling."""
    tasks: dict[str, TaskID] = {}

    def fetched(name: str, done: int, of: int) -> None:
        if name not in tasks:
            tasks[name] = bar.add_task(name, total=None, bytes=True)
        bar.update(tasks[name], completed=done, total=of or None)

    def stepped(what: str, done: int, of: int) -> None:
        if "steps" not in tasks:
            tasks["steps"] = bar.add_task(what, total=None, bytes=False)
        bar.update(tasks["steps"], description=what, completed=done, total=of or None)

    return Watching(bytes=fetched, steps=stepped)


def _refreshed_json(refreshed: Refreshed) -> dict[str, Any]:
    return {
        "snapshot": refreshed.snapshot,
        "sources": [_result_json(result) for result in refreshed.results],
        "skipped": refreshed.skipped,
    }


def _result_json(result: Result) -> dict[str, Any]:
    return {
        "source": result.source,
        "state": result.state,
        "problem": result.problem or None,
        "in_force": [
            {
                "list": edition.source,
                "edition": edition.id,
                "published": edition.published.isoformat(),
                "parties": edition.parties,
                "hours_to_activation": msgspec.to_builtins(result.hours.get(edition.source)),
            }
            for edition in result.standing
        ],
        "editions": [outcome_json(outcome) for outcome in result.outcomes],
        "receipts": [msgspec.to_builtins(receipt) for receipt in result.receipts],
    }


def _print_refreshed(refreshed: Refreshed) -> None:
    out = console()
    for result in refreshed.results:
        _print_result(out, result)
    if any(result.state == "failed" for result in refreshed.results):
        warn(f"  {_WHAT_NEXT}")
    for source, why in refreshed.skipped.items():
        out.print(f"{source}: skipped ({why})", markup=False)
    if refreshed.snapshot is None:
        warn("no list is in force")
    else:
        out.print(f"snapshot {refreshed.snapshot[:19]} is in force", markup=False)


def _print_result(out: Console, result: Result) -> None:
    if result.state == "failed":
        out.print(f"{result.source}: not updated", markup=False)
        warn(f"  error: {result.problem}; {_still(result)}")
        return
    if result.problem:
        warn(f"  error: {result.problem}")
    told = {outcome.edition.source for outcome in result.outcomes if not _same(outcome)}
    for outcome in result.outcomes:
        if outcome.edition.source in told:
            print_outcome(out, outcome, _activated(result, outcome))
    for edition in result.standing:
        if edition.source not in told:
            out.print(
                f"{edition.source} of {edition.published} ({edition.form}): "
                f"{edition.parties:,} parties - no newer edition, confirmed",
                markup=False,
            )


def _still(result: Result) -> str:
    if not result.standing:
        return "none is in force"
    return "; ".join(f"{e.source} of {e.published} stays in force" for e in result.standing)


def _same(outcome: Outcome) -> bool:
    return outcome.before is not None and outcome.before.id == outcome.edition.id


def _activated(result: Result, outcome: Outcome) -> str:
    span = result.hours.get(outcome.edition.source)
    return f", {span} after publication" if span and outcome.in_force else ""
