"""What stands within quote marks: straight or curly, double or single, over several paragraphs.

Marks are paired within a paragraph. A quotation that is still open at the end of a paragraph
runs on only where the next paragraph opens with a mark again; else the odd mark counts for
nothing, so that one slip of a pen never swallows an article.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from interdict.articles.article import Article, Span

_MARK = re.compile(r"[\"“”„«»‘’']")
_OPENS = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'’"}
_SINGLE = "‘’'"
_BEFORE_OPENING = re.compile(r"[\s(\[—–:,\"“-]")
_CONTRACTED = re.compile(r"\d0s\b|(?:em|til|tis|twas|n)\b", re.I)


class Quotation(NamedTuple):
    """The words within one pair of marks, or one paragraph's share of a longer quotation."""

    outer: Span
    """With the marks."""
    inner: Span
    """Without them, and without blanks at either end."""
    paragraph: int
    runs_on: bool = False
    """The next paragraph goes on with the same quotation."""


class Paragraph(NamedTuple):
    """Sentences that stand together."""

    number: int
    span: Span
    role: str
    first: int
    """Number of its first sentence."""
    last: int


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """The article's paragraphs, in order."""
    return tuple(_paragraphs(article))


def _paragraphs(article: Article) -> Iterator[Paragraph]:
    for number, group in groupby(article.sentences, key=lambda s: s.paragraph):
        held = list(group)
        span = Span(held[0].span.start, held[-1].span.end)
        yield Paragraph(number, span, held[0].role, held[0].number, held[-1].number)


def quotations(text: str, held: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    """Every quotation of these paragraphs, in order; marks nested in another's are its words."""
    found: list[Quotation] = []
    for place, paragraph in enumerate(held):
        pairs, loose = _pairs(text, paragraph.span)
        found += [_quotation(text, pair, paragraph.number) for pair in pairs]
        following = held[place + 1] if place + 1 < len(held) else None
        if loose is not None and following is not None and _reopens(text, loose, following):
            open_to_end = Span(loose, paragraph.span.end)
            found.append(_quotation(text, open_to_end, paragraph.number, runs_on=True))
    return tuple(q for q in found if q.inner.start < q.inner.end)


def _quotation(text: str, outer: Span, number: int, *, runs_on: bool = False) -> Quotation:
    start = outer.start + 1
    end = outer.end if runs_on else outer.end - 1
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = max(end - (len(words) - len(words.rstrip())), start)
    return Quotation(outer, Span(start, end), number, runs_on)


def _reopens(text: str, loose: int, following: Paragraph) -> bool:
    """Does the next paragraph of the body open with the mark that is still open?"""
    return following.role == "body" and _kind(text[following.span.start]) == _kind(text[loose])


def _kind(mark: str) -> str:
    if mark in '"“”„':
        return "double"
    return "single" if mark in _SINGLE else mark


def _pairs(text: str, span: Span) -> tuple[list[Span], int | None]:
    """Pairs of marks, and the double mark that is left open at the paragraph's end."""
    pairs: list[Span] = []
    marks = [m.start() for m in _MARK.finditer(text, span.start, span.end)]
    closers = _Closers(text, marks, span)
    opened: int | None = None
    behind = span.start
    for at in marks:
        mark = text[at]
        if at < behind:
            continue
        if opened is not None and mark in _OPENS[text[opened]] and closers.may_close(at, opened):
            pairs.append(Span(opened, at + 1))
            opened = None
        elif mark in _SINGLE:
            closed = closers.single(at) if opened is None else None
            if closed is not None:
                pairs.append(Span(at, closed + 1))
                behind = closed + 1
        elif mark in _OPENS and closers.may_open(at):
            # one that opens twice was never closed: the later one holds
            opened = at if opened is None or text[opened] == mark else opened
    return pairs, opened


class _Closers:
    """Which marks of a paragraph may open or close, told by the characters beside them."""

    def __init__(self, text: str, marks: Sequence[int], span: Span) -> None:
        self.text = text
        self.span = span
        self._single = [at for at in marks if text[at] in "’'" and self._ends_word(at)]
        self._next = 0

    def may_open(self, at: int) -> bool:
        """Blank or bracket before, a word behind."""
        before = at == self.span.start or _BEFORE_OPENING.match(self.text, at - 1) is not None
        behind = at + 1 < self.span.end and not self.text[at + 1].isspace()
        return behind and (before or self.text[at] in "“„«")

    def may_close(self, at: int, opened: int) -> bool:
        """Not a straight mark with a blank before it and a word behind it: that one opens."""
        if self.text[at] != '"' or at == opened + 1:
            return True
        behind = self.text[at + 1] if at + 1 < self.span.end else " "
        return not (self.text[at - 1].isspace() and behind.isalnum())

    def single(self, at: int) -> int | None:
        """Where the single quotation that opens here closes; None for an apostrophe."""
        if self.text[at] == "’" or not self.may_open(at) or _CONTRACTED.match(self.text, at + 1):
            return None
        while self._next < len(self._single) and self._single[self._next] <= at + 1:
            self._next += 1
        for place in range(self._next, min(self._next + 8, len(self._single))):
            closing = self._single[place]
            if not self._is_possessive(closing, place):
                return closing
        return None

    def _is_possessive(self, at: int, place: int) -> bool:
        """ "the officials' claims" with another mark still to come."""
        follows = self.text[at + 1 : at + 3]
        plural = self.text[at - 1] == "s" and follows[:1].isspace() and follows[1:].islower()
        return plural and place + 1 < len(self._single)

    def _ends_word(self, at: int) -> bool:
        if at == self.span.start or self.text[at - 1].isspace():
            return False
        return at + 1 >= self.span.end or not self.text[at + 1].isalnum()
