"""A folder of pages about several articles: one each, and one that lays them side by side."""

import datetime
from pathlib import Path

from interdict.articles.collection import Collection
from interdict.errors import UsageError
from interdict.report.article_page import write_story
from interdict.report.article_pictures import WRITER, spread_picture, timeline_picture
from interdict.report.html import environment
from interdict.report.outfile import OutputFile

INDEX = "index.html"
MOST_ENTRIES = 60
"""Entries of one party that the page shows; the JSON has all."""


def render_index(found: Collection, pages: dict[str, str], made: datetime.datetime) -> str:
    """The page that lays the articles side by side; ``pages``: article -> its page."""
    return _ENVIRONMENT.get_template("articles.html.j2").render(
        found=found,
        pages=pages,
        timeline=timeline_picture(found.timelines),
        spreads=[(each, spread_picture(each)) for each in found.spreads],
        names={party.key: party.name for told in found.stories for party in told.story.parties},
        most=MOST_ENTRIES,
        writer=WRITER,
        made=made,
    )


def write_folder(found: Collection, folder: Path) -> None:
    """Write the pages, the index last; ``UsageError`` when the folder cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {folder}: {error.strerror or error}") from error
    pages: dict[str, str] = {}
    for number, told in enumerate(found.stories, 1):
        name = f"{number:03d}.html"
        pages[told.story.article.page.name] = name
        write_story(told, folder / name)
    output = OutputFile(folder / INDEX)
    text = render_index(found, pages, datetime.datetime.now(datetime.UTC))
    try:
        output.path.write_text(text, encoding="utf-8", errors="replace")
        output.keep()
    except OSError:
        output.drop()
        raise


_ENVIRONMENT = environment()
