"""Reading articles on the command line: where they lie, and what reads them."""

import datetime
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from interdict.articles.article import Page
from interdict.articles.mentions import Spotter
from interdict.articles.name_index import name_index
from interdict.articles.page_bytes import bounded
from interdict.articles.readers import CommandReader
from interdict.articles.reading import read_file, read_page
from interdict.articles.reviews import FILE, Review, read_reviews
from interdict.articles.teller import Teller
from interdict.cli.options import home, screener_for
from interdict.errors import UsageError

STANDARD_INPUT = "-"


def teller_for(readers: Sequence[str] = (), **options: Any) -> Teller:
    """What reads articles against the lists in force; ``CoverageError`` when it cannot answer."""
    screener = screener_for(**options)
    names = name_index(screener.snapshot, home().path / "article-names")
    return Teller(screener, Spotter(screener, names), [CommandReader(each) for each in readers])


def reviews_kept() -> tuple[Review, ...]:
    """What people said of statements so far."""
    return read_reviews(home().path / FILE)


def article_files(paths: Sequence[Path]) -> dict[Path, str]:
    """The files named, and those that lie in the folders named, each with what it is called: in a
    folder its path from there, since two folders in it may hold the same name. Hidden ones are not
    read.

    Raises ``UsageError`` for a path that is not there and for a folder without a file.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if str(path) == STANDARD_INPUT or path.is_file():
            found[path] = path.name
        elif path.is_dir():
            inside = sorted(each for each in path.rglob("*") if _may_be_article(each, path))
            if not inside:
                raise UsageError(f"{path} holds no file: put pages (.html) or texts (.txt) in it")
            found |= {each: each.relative_to(path).as_posix() for each in inside}
        else:
            raise UsageError(f"{path} is not there, or is no file and no folder")
    return found


def _may_be_article(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden


def read_pages(
    files: Mapping[Path, str], published: datetime.date | None
) -> Iterator[tuple[str, Page | UsageError]]:
    """What each file is called with its page, or with why it cannot be read."""
    for path, name in files.items():
        try:
            page = _standard_input() if str(path) == STANDARD_INPUT else read_file(path)
        except UsageError as error:
            yield name, error
            continue
        page = msgspec.structs.replace(page, name=name)
        yield name, page if published is None else _dated(page, published)


def _standard_input() -> Page:
    return read_page(bounded(sys.stdin.buffer, "standard input"), STANDARD_INPUT)


def _dated(page: Page, published: datetime.date) -> Page:
    return msgspec.structs.replace(page, published=published, published_says="--published")
