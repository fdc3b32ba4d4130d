"""interdict screen article: pages and texts, one by one or a folder of them."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from interdict.articles.collection import Collection, collection
from interdict.articles.record import story_record
from interdict.articles.reviewed import ReviewedStory, reviewed
from interdict.cli.article_options import (
    article_files,
    read_pages,
    reviews_kept,
    teller_for,
)
from interdict.cli.article_shown import print_collection, print_story
from interdict.cli.options import (
    audit_log,
    day,
    home,
    json_option,
    refuse_overwriting,
    screening_options,
)
from interdict.cli.terminal import console, warn
from interdict.errors import UsageError
from interdict.report.article_folder import write_folder
from interdict.report.article_json import collection_json, story_bytes
from interdict.report.article_page import write_story

NOTHING, FOUND, REJECTED = 0, 1, 2


@click.command("article")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Also write an HTML page (PAGE.html); of several articles, a folder of pages.",
)
@click.option(
    "--published",
    type=day,
    metavar="YYYY-MM-DD",
    help="When the article appeared, where it does not say so itself.",
)
@click.option(
    "--reader",
    "readers",
    multiple=True,
    metavar="COMMAND",
    help="A program that adds statements; may be repeated.",
)
@screening_options
@json_option
def screen_article(
    paths: tuple[Path, ...],
    output: Path | None,
    published: datetime.date | None,
    readers: tuple[str, ...],
    as_json: bool,
    **options: Any,
) -> int:
    """Read news: who on the lists is named, who says what, and what happened.

    PATHS are web pages (HTML), plain texts, folders of them, or - for standard input. Nothing an
    article says changes a legal status; what it reports is checked against the loaded lists.

    Exits 0 when no listed party is named, 1 when one is, 2 when a file could not be read (after
    all others were).
    """
    files = article_files(paths)
    several = len(files) > 1 or any(path.is_dir() for path in paths)
    _check_output(output, list(files), several)
    teller = teller_for(readers, **options)
    reviews = reviews_kept()
    log = audit_log(home())
    stories: list[ReviewedStory] = []
    unreadable: dict[str, str] = {}
    for name, page in read_pages(files, published):
        if isinstance(page, UsageError):
            if not several:
                raise page
            unreadable[name] = str(page)
            warn(f"interdict: {page}")
            continue
        told = reviewed(teller.tell(page), reviews)
        log.append("screen-article", story_record(told))
        stories.append(told)
        if not several:
            _print_one(told, as_json)
    found = collection(stories, unreadable)
    if several:
        _print_several(found, as_json)
    if output is not None:
        _write(found, output, several)
    if unreadable:
        return REJECTED
    return FOUND if any(told.standing_parties() for told in stories) else NOTHING


def _check_output(output: Path | None, files: Sequence[Path], several: bool) -> None:
    if output is None:
        return
    is_page = output.suffix.lower() in (".html", ".htm")
    if several and is_page:
        raise UsageError(f"-o {output}: of several articles name a folder, which gets a page each")
    if not several and not is_page:
        raise UsageError(f"-o {output}: the report of an article is HTML; end it in .html")
    refuse_overwriting(files, [output])


def _print_one(told: ReviewedStory, as_json: bool) -> None:
    if as_json:
        click.echo(story_bytes(told))
    else:
        print_story(console(), told)


def _print_several(found: Collection, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(collection_json(found)))
    else:
        print_collection(console(), found)


def _write(found: Collection, output: Path, several: bool) -> None:
    if several:
        write_folder(found, output)
    elif found.stories:
        write_story(found.stories[0], output)
    warn(f"report: {output}")
