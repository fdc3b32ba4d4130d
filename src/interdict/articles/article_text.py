"""From a page to an article: clutter told from text, the text in sentences."""

from collections.abc import Iterator, Sequence

import msgspec

from interdict.articles.article import Article, Line, Page
from interdict.articles.clutter import Sorted, sorted_blocks
from interdict.articles.corruptions import corruptions
from interdict.articles.language import language_of
from interdict.articles.sentences import sentences


def article_of(page: Page) -> Article:
    """The article on a page; nothing is lost, dropped lines carry their reason."""
    language = page.language or language_of(page.text)
    in_english = language in ("", "en")
    told = sorted_blocks(page.text, page.lines, page.title, in_english)
    lines = tuple(_lines(page, told))
    cut = sentences(page.text, lines)
    flagged = corruptions(page.text, cut) if in_english else ()
    return Article(
        page=msgspec.structs.replace(page, language=language, title=_title(page, lines)),
        lines=lines,
        sentences=cut,
        findings=(*page.findings, *flagged),
    )


def _title(page: Page, lines: Sequence[Line]) -> str:
    """The page's own title; where it states none, as no plain text does, its headline."""
    headline = next((line for line in lines if line.role == "headline"), None)
    if page.title or headline is None:
        return page.title
    return " ".join(headline.span.of(page.text).split())


def _lines(page: Page, told: Sorted) -> Iterator[Line]:
    """The page's lines with what was found of the block they are in."""
    at = 0
    for number, line in enumerate(page.lines):
        while at < len(told.blocks) and told.blocks[at].last < number:
            at += 1
        if not line.is_kept or at == len(told.blocks):
            yield line
            continue
        verdict = told.drops.get(at)
        if verdict is None:
            subhead = line.role == "subhead"  # a page's own tags know better than our rules
            yield line if subhead else msgspec.structs.replace(line, role=told.roles[at])
        else:
            yield msgspec.structs.replace(line, dropped=verdict.reason, role="", says=verdict.says)
