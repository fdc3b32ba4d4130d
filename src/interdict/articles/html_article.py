"""Which lines of a web page are the article.

Trafilatura says what the article's text is; its lines are found again on the page, so that
every line, kept or dropped, has its place in the file. Four things are ours, because the
library cuts them or leaves them in: the headline and what stands between it and the text are
told from the text; a paragraph that is nothing but a link is another story's headline; rows of
a table and text that lie between kept paragraphs of one element belong to them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interdict.articles.alignment import Aligned, aligned, squeeze
from interdict.articles.article import DropReason, Line, LineRole
from interdict.articles.visible_lines import Block
from interdict.articles.visible_text import Visible
from interdict.errors import MissingExtra
from interdict.party import Finding

KEPT_SHARE = 0.5
"""Of a line's letters that the library must have taken."""
LINK_SHARE = 0.75
"""Above this, a paragraph is nothing but a link."""
_LISTED = frozenset(("li", "td", "th", "dd", "dt"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LEAST_FILLED = 40
_LEAST_STANDFIRST = 40
_LEAST_PARAGRAPH = 80
_LEAST_TITLE = 10
_HEADLINE_REACH = 60
"""Lines before the text among which a headline is looked for."""


class Chosen(NamedTuple):
    """The page's lines, with those of the article kept."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]

    @property
    def letters(self) -> int:
        """Characters of the article's text, without its headline."""
        return sum(len(line.span) for line in self.lines if line.is_kept and line.role == "body")


def extracted(html: str) -> list[str]:
    """The article's lines as trafilatura gives them."""
    try:
        import trafilatura
    except ImportError:
        raise MissingExtra("reading HTML pages", "articles") from None
    found: str | None = trafilatura.extract(
        f"<html><body>{html.translate(_UNREADABLE)}</body></html>",
        fast=True,
        include_comments=False,
        include_tables=False,
        deduplicate=False,
    )
    return (found or "").split("\n")


_UNREADABLE = {code: " " for code in range(32) if chr(code) not in "\t\n\r"} | {0xFFFE: " "}
"""lxml refuses control characters."""


def choose(visible: Visible, found: Sequence[str], titles: Sequence[str]) -> Chosen:
    """Keep what the library found, and what belongs to it; ``titles`` are the page's names
    for its article."""
    blocks = visible.blocks
    texts = [block.span.of(visible.text) for block in blocks]
    places = aligned(texts, found)
    kept = {at for at in range(len(blocks)) if places.share(at) >= KEPT_SHARE}
    findings = list(_lost(places))
    if not kept:
        kept = _guessed(blocks)
        findings += [_GUESSED] if kept else []
    headlines = _headlines(blocks, texts, kept, titles)
    links = {at for at in kept - headlines if _is_foreign_link(blocks[at])}
    kept = _filled(blocks, kept - links) - headlines
    roles = dict(_roles(blocks, kept))
    if headlines:
        named = {at for at in headlines if _names(texts[at], [*map(_letters, titles)])}
        roles[_best_headline(blocks, named or headlines, kept)] = "headline"
    lines = tuple(
        Line(span=block.span, role=roles[at])
        if at in roles
        else _dropped(block, at in headlines, at in links)
        for at, block in enumerate(blocks)
    )
    return Chosen(lines, tuple(findings))


_GUESSED = Finding(
    severity="warning",
    code="article-guessed",
    message="the library found no article on this page; its longer paragraphs that are no links "
    "were kept, menus and teasers may be among them",
)


def _lost(places: Aligned) -> Iterator[Finding]:
    for line in places.lost:
        yield Finding(
            severity="warning",
            code="unplaced-line",
            message="the library takes this line for article text, but it does not stand in the "
            f"page's visible text, so it was left out: {line[:200]!r}",
        )


def _guessed(blocks: Sequence[Block]) -> set[int]:
    """Paragraphs of the article element, else of the page."""
    long = {
        at
        for at, block in enumerate(blocks)
        if block.link_share < 0.5 and block.around is None and len(block.span) >= _LEAST_PARAGRAPH
    }
    return {at for at in long if blocks[at].in_article} or long


def _headlines(
    blocks: Sequence[Block], texts: Sequence[str], kept: set[int], titles: Sequence[str]
) -> set[int]:
    """Lines near the beginning of the text that are its headline, or say it again."""
    wanted = [title for title in map(_letters, titles) if len(title) >= _LEAST_TITLE]
    body = [at for at in kept if blocks[at].tag != "h1" and not _names(texts[at], wanted)]
    text = [at for at in body if len(texts[at]) >= _LEAST_PARAGRAPH]
    first = min(text or body, default=len(blocks))
    near = range(max(first - _HEADLINE_REACH, 0), first)
    named = {at for at in {*near, *kept} if _names(texts[at], wanted)}
    headings = {at for at in {*near, *kept} if blocks[at].tag == "h1"}
    alone = {at for at in headings - kept if blocks[at].in_article or len(headings) == 1}
    return named | (headings & kept) | ((alone if body else set()) - named)


def _names(text: str, titles: Sequence[str]) -> bool:
    letters = _letters(text)
    return len(letters) >= _LEAST_TITLE and any(title.startswith(letters) for title in titles)


def _letters(text: str) -> str:
    return squeeze(text).casefold()


def _best_headline(blocks: Sequence[Block], headlines: set[int], kept: set[int]) -> int:
    """An ``h1`` rather than others, not a link, not in a menu, the nearest before the text."""
    first = min(kept, default=len(blocks))

    def fitness(at: int) -> tuple[bool, bool, bool, int]:
        block = blocks[at]
        return (
            block.tag == "h1",
            block.link_share < LINK_SHARE,
            block.around != "navigation",
            -abs(first - at),
        )

    return max(headlines, key=fitness)


def _is_foreign_link(block: Block) -> bool:
    return block.link_share >= LINK_SHARE and block.tag not in _LISTED


def _filled(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """With the lines between kept ones that belong to them."""
    if not kept:
        return kept
    between = (at for at in range(min(kept), max(kept)) if at not in kept)
    return kept | {at for at in between if _belongs(blocks, at, kept)}


def _belongs(blocks: Sequence[Block], at: int, kept: set[int]) -> bool:
    block = blocks[at]
    if block.is_row:
        return block.link_share < 0.5
    if block.link_share > 0.3 or block.around:
        return False
    if block.tag in _HEADINGS:
        return any(near in kept and _is_beside(block, blocks[near]) for near in (at + 1, at + 2))
    if len(block.span) < _LEAST_FILLED:
        return False
    return any(
        _is_sibling(block, blocks[near])
        for near in (at - 2, at - 1, at + 1, at + 2)
        if near in kept
    )


def _is_beside(block: Block, other: Block) -> bool:
    """A heading and the paragraph below it: ``extracted`` loses headings of some pages."""
    return other.parent == block.parent and other.tag not in _LISTED


def _is_sibling(block: Block, other: Block) -> bool:
    if other.element in (block.element, block.parent) or other.parent == block.element:
        return True
    return other.parent == block.parent and other.tag == block.tag


def _roles(blocks: Sequence[Block], kept: set[int]) -> Iterator[tuple[int, LineRole]]:
    begun = False
    for at in sorted(kept):
        block = blocks[at]
        if block.tag not in _HEADINGS:
            begun = True
            yield at, "body"
        elif begun or len(block.span) < _LEAST_STANDFIRST:
            yield at, "subhead"
        else:
            yield at, "standfirst"


def _dropped(block: Block, is_headline: bool, is_link: bool) -> Line:
    reason: DropReason = block.around or "navigation"
    says = block.says or "not among the article's text on the page"
    if is_headline:
        reason, says = "repeated", "the article's headline once more"
    elif is_link:
        reason, says = "read-more", "a paragraph that is nothing but a link"
    elif block.around is None and block.in_article and block.link_share >= LINK_SHARE:
        reason, says = "read-more", "nothing but links, within the article's element"
    return Line(span=block.span, dropped=reason, says=says)
