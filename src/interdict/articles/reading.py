"""From a file to a page: what it is, its text, its lines, what it says about itself.

Whether a file is HTML is told by its content, never by its name. Nothing here corrects text.
"""

import hashlib
import itertools
import re
from pathlib import Path

from interdict.articles.article import Line, Page
from interdict.articles.html_article import Chosen, choose, extracted
from interdict.articles.language import language_of
from interdict.articles.markup import Tag, tags
from interdict.articles.page_bytes import Decoded, decoded, read_bytes
from interdict.articles.page_facts import FACT_TAGS, Facts, facts_of
from interdict.articles.plain_text import plain_lines, stated_date
from interdict.articles.visible_text import Visible, visible
from interdict.errors import UsageError
from interdict.party import Finding

TEXT_LIMIT = 2 << 20
"""Characters of plain text: some 350,000 words, longer than the longest reports of UN panels."""

TAG_LIMIT = 150_000
"""Start and end tags of a page; the fullest news pages have a tenth of it. More of them would
keep the library busy for minutes."""

_DOCUMENT = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_STRUCTURE = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|article|section|main|br|title|meta|blockquote)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:rss|feed)[\s>]", re.IGNORECASE)
_LOOK = 1 << 18
_TEXT_PER_TAG = 2000
_PAYWALL = re.compile(
    r"subscri(?:be|ption)s? (?:now )?to (?:continue|read|keep reading|unlock)"
    r"|to (?:continue|keep) reading|continue reading (?:with|by)|subscribers?[- ]only"
    r"|already a (?:subscriber|member)|for subscribers|create a free account to"
    r"|(?:register|sign in|log in) to (?:continue|read)|unlock this article",
    re.IGNORECASE,
)
_STUB_LETTERS = 1200
"""A paywalled page shows less of its article than this."""
_LEAST_LETTERS = 140


def read_file(path: Path) -> Page:
    """Read a file, never more of it than a page may have."""
    return read_page(read_bytes(path), path.name)


def read_page(content: bytes, name: str) -> Page:
    """Read a page, packed or not. ``UsageError`` where it is empty, too large or no text;
    ``MissingExtra`` where it is HTML and the part that reads HTML is not installed."""
    file = decoded(content, name)
    if _FEED.match(file.text):
        raise UsageError(f"{name} is a feed (RSS or Atom): give the page of one article")
    return _html_page(file, name) if is_html(file.text) else _text_page(file, name)


def is_html(text: str) -> bool:
    """A document's tags at its beginning, or tags of paragraphs and lists throughout; a stray
    ``<b>`` makes no web page."""
    look = text[:_LOOK]
    opening = look.lstrip("\ufeff \t\r\n")[:_TEXT_PER_TAG]
    if opening.startswith(("<", "HTTP/")) and _DOCUMENT.search(opening):
        return True
    number = sum(1 for _ in _STRUCTURE.finditer(look))
    if opening.startswith("<") and _STRUCTURE.match(opening):
        return number >= 2
    return number >= 4 and number * _TEXT_PER_TAG >= len(look)


def _text_page(file: Decoded, name: str) -> Page:
    if len(file.text) > TEXT_LIMIT:
        raise UsageError(
            f"{name} holds {len(file.text):,} characters of text, more than the "
            f"{TEXT_LIMIT:,} of one article: give one story per file"
        )
    lines = plain_lines(file.text)
    published, says = stated_date(file.text, lines)
    return Page(
        name=name,
        sha256=hashlib.sha256(file.content).hexdigest(),
        form="text",
        encoding=file.encoding,
        text=file.text,
        lines=lines,
        published=published,
        published_says=says,
        language=language_of(file.text),
        findings=file.findings,
    )


def _html_page(file: Decoded, name: str) -> Page:
    html = file.text
    found = tuple(itertools.islice(tags(html), TAG_LIMIT + 1))
    if len(found) > TAG_LIMIT:
        raise UsageError(
            f"{name} has more than {TAG_LIMIT:,} tags, which is no single article: "
            "give the page of one story"
        )
    facts = facts_of(html, [tag for tag in found if tag.name in FACT_TAGS])
    seen, chosen = _article(html, found, facts)
    if not seen.text and not any(tag.name == "script" for tag in found):
        raise UsageError(f"{name} holds no text: the page has tags but no words")
    kept = "\n".join(line.span.of(seen.text) for line in chosen.lines if line.is_kept)
    published, says = facts.published, facts.published_says
    if published is None:
        published, says = stated_date(seen.text, _near_headline(chosen.lines))
    return Page(
        name=name,
        sha256=hashlib.sha256(file.content).hexdigest(),
        form="html",
        encoding=file.encoding,
        text=seen.text,
        lines=chosen.lines,
        pieces=seen.pieces,
        title=_title(seen, chosen, facts),
        publisher=facts.publisher,
        author=facts.author,
        url=facts.url,
        published=published,
        published_says=says,
        language=language_of(kept) or facts.language,
        findings=(*file.findings, *chosen.findings, *_stub(seen, chosen, kept, facts)),
    )


def _article(html: str, found: tuple[Tag, ...], facts: Facts) -> tuple[Visible, Chosen]:
    """The visible text and the lines of the article, with hidden parts if only they hold it."""
    seen = visible(html, found)
    chosen = choose(seen, extracted(_shown(html, seen)), facts.titles)
    if chosen.letters >= _LEAST_LETTERS:
        return seen, chosen
    whole = visible(html, found, hidden_too=True)
    if len(whole.text) <= len(seen.text):
        return seen, chosen
    unhidden = choose(whole, extracted(_shown(html, whole)), facts.titles)
    if unhidden.letters < max(_LEAST_LETTERS, 2 * chosen.letters):
        return seen, chosen
    return whole, unhidden._replace(findings=(*unhidden.findings, _HIDDEN))


_HIDDEN = Finding(
    severity="warning",
    code="hidden-text",
    message="the article's text is hidden by the page until its scripts run; it was read all the "
    "same, and other hidden parts of the page with it",
)


def _shown(html: str, seen: Visible) -> str:
    return "".join(html[part.start : part.end] for part in seen.shown)


def _near_headline(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines around the headline, where bylines and dates stand."""
    at = next((n for n, line in enumerate(lines) if line.role == "headline"), None)
    if at is None:
        return ()
    body = next((n for n in range(at, len(lines)) if lines[n].role == "body"), at)
    return lines[max(at - 3, 0) : min(body + 2, at + 13)]


def _title(seen: Visible, chosen: Chosen, facts: Facts) -> str:
    headline = (line.span.of(seen.text) for line in chosen.lines if line.role == "headline")
    return next(iter(facts.titles), "") or next(headline, "")


def _stub(seen: Visible, chosen: Chosen, kept: str, facts: Facts) -> list[Finding]:
    """Says when the article's text is not all there."""
    short = chosen.letters < _STUB_LETTERS
    walled = not facts.is_free or bool(_PAYWALL.search(seen.text))
    cut = kept.rstrip().endswith(("...", "…"))
    found = []
    if short and (walled or (cut and len(facts.body) < 2 * len(kept))):
        why = "the page says so" if walled else "its text breaks off"
        message = f"only the beginning of the article is on this page ({why}): "
        found.append(("paywall", message + "what follows it is not known here"))
    elif chosen.letters < _LEAST_LETTERS:
        message = f"only {chosen.letters} characters of article text were found on this page"
        message += "; the rest may be made by scripts: save the page from a browser, or its text"
        found.append(("no-article-text", message))
    if short and len(facts.body) > 2 * max(chosen.letters, _LEAST_LETTERS):
        message = f"the page's scripts hold {len(facts.body):,} characters of the article that it "
        found.append(("unseen-text", message + "does not show; they were not read"))
    return [Finding(severity="warning", code=code, message=said) for code, said in found]
