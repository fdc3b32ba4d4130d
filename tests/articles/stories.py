"""Articles for tests, made from text that stands in the test."""

import hashlib
import re

from interdict.articles.article import Article, Line, Page, Span
from interdict.articles.sentences import sentences


def story(text: str, headline: str = "", **page: object) -> Article:
    """An article of this text alone: all lines kept, a headline above where one is given."""
    whole = f"{headline}\n\n{text}" if headline else text
    lines = []
    for found in re.finditer(r"[^\n]*\S[^\n]*", whole):
        stripped = found[0].strip()
        start = found.start() + found[0].index(stripped)
        role = "headline" if headline and not lines else "body"
        lines.append(Line(span=Span(start, start + len(stripped)), role=role))
    read = Page(
        name="story.txt",
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
        form="text",
        encoding="utf-8",
        text=whole,
        lines=tuple(lines),
        title=headline,
        **page,  # type: ignore[arg-type]
    )
    return Article(page=read, lines=read.lines, sentences=sentences(whole, read.lines))


def place(article: Article, words: str, nth: int = 1) -> Span:
    """Where these words stand for the nth time; fails when they do not."""
    at = -1
    for _ in range(nth):
        at = article.text.index(words, at + 1)
    return Span(at, at + len(words))
