"""An article as it was read: its page, its lines (kept or dropped, never lost), its sentences.

Every place is a ``Span`` of ``Page.text``. For plain text that is the decoded file itself; for
HTML it is the page's visible text, one block per line, and ``Page.origin_of`` leads from there
to the characters of the file.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

from interdict.party import Finding

DropReason = Literal[
    "navigation", "share-bar", "read-more", "foreign-headline", "foreign-teaser", "caption",
    "cookie-notice", "repeated", "advertisement", "newsletter", "byline", "timestamp", "comments",
    "copyright", "correction", "other-clutter",
]  # fmt: skip
"""Why a line is no part of the article's text. ``foreign``: of another story; ``navigation``:
menus and all else of the page around the article; ``byline``: who wrote it, from where."""

LineRole = Literal["headline", "standfirst", "subhead", "body", ""]
"""What a kept line is. ``headline``: the article's own; ``standfirst``: the teaser under it."""

REASONS: tuple[DropReason, ...] = get_args(DropReason)


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters ``start`` up to, not including, ``end`` of ``Page.text``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Does the other lie in this one?"""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Do the two share a character?"""
        return self.start < other.end and other.start < self.end


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the text that is not blank."""

    span: Span
    """Without the blanks around it."""
    dropped: DropReason | None = None
    role: LineRole = ""
    says: str = ""
    """Why it was dropped, in words a reader can check."""

    @property
    def is_kept(self) -> bool:
        """Is it part of the article's own text?"""
        return self.dropped is None


class Sentence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One sentence, headline or list item of the kept text."""

    number: int
    """From 0, in reading order: the place in ``Article.sentences``."""
    span: Span
    paragraph: int
    """From 0; a headline and a subhead are paragraphs of their own."""
    role: LineRole = "body"


class Piece(msgspec.Struct, frozen=True):
    """From ``text`` on, characters of the text come from ``origin`` on in the file."""

    text: int
    origin: int
    length: int
    """Characters of the text; behind them the next piece begins."""
    width: int = 0
    """Characters of the file they stand for, where that is another number: 5 for ``&amp;``.
    0: the two run in step."""


class Page(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One file as it was read, before our own rules for clutter."""

    name: str
    """File name, or ``-`` for standard input."""
    sha256: str
    """Of the bytes as they came (after unpacking)."""
    form: Literal["html", "text"]
    encoding: str
    text: str
    lines: tuple[Line, ...]
    """Every line of ``text`` that is not blank; for HTML those outside the article are dropped."""
    pieces: tuple[Piece, ...] = ()
    """For HTML: how ``text`` lies in the file; empty where the text is the file."""
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: datetime.date | None = None
    published_says: str = ""
    """Where the date was read: ``article:published_time``, ``the line "2 March 2026"``."""
    language: str = ""
    """ISO 639-1 code; empty where it cannot be told."""
    findings: tuple[Finding, ...] = ()

    def origin_of(self, span: Span) -> Span:
        """The same place in the file, in characters of its decoded text."""
        if not self.pieces:
            return span
        first, last = self._piece(span.start), self._piece(max(span.end - 1, span.start))
        start = first.origin if first.width else first.origin + _within(first, span.start)
        if last.width:
            return Span(start, last.origin + last.width)
        return Span(start, last.origin + _within(last, max(span.end - 1, span.start)) + 1)

    def _piece(self, at: int) -> Piece:
        return self.pieces[max(bisect_right(self.pieces, at, key=lambda p: p.text) - 1, 0)]


def _within(piece: Piece, at: int) -> int:
    """How far into a piece; a blank behind it, which no file character is, counts as its last."""
    return min(max(at - piece.text, 0), max(piece.length - 1, 0))


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A page with its clutter told from its text, and the text in sentences."""

    page: Page
    lines: tuple[Line, ...]
    """Every line that is not blank, kept or dropped, in order."""
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...] = ()
    """Of the page and of the text: apparent corruptions with a suggestion, odd quote marks."""

    @property
    def text(self) -> str:
        """The text that all spans point into."""
        return self.page.text

    def words(self, span: Span) -> str:
        """The words at a place, line breaks as single spaces."""
        return " ".join(span.of(self.page.text).split())

    def kept(self) -> Iterator[Line]:
        """The lines of the article's own text."""
        return (line for line in self.lines if line.is_kept)

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that holds a character; None where it was dropped or is blank."""
        number = bisect_right(self.sentences, at, key=lambda s: s.span.start) - 1
        if number < 0 or at >= self.sentences[number].span.end:
            return None
        return self.sentences[number]
