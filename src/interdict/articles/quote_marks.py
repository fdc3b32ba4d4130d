"""Paragraphs whose double quote marks do not come in pairs."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from interdict.articles.article import Sentence, Span

_MARK = re.compile(r"[\"“”„«»]")
_INCHES = re.compile(r"\d[\"”]")
_LONGEST = 20_000


def odd_quote_marks(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Span, str]]:
    """Where a quote opens and never closes, or closes and never opened.

    A quote over several paragraphs opens anew in each and closes in the last, as printed; a
    paragraph is told only when neither it nor the next one explains it.
    """
    paragraphs = [list(group) for _, group in groupby(sentences, key=lambda s: s.paragraph)]
    spans = [Span(group[0].span.start, group[-1].span.end) for group in paragraphs]
    for at, span in enumerate(spans):
        words = span.of(text)[:_LONGEST]
        marks = _marks(words)
        if len(marks) % 2 == 0:
            continue
        following = spans[at + 1] if at + 1 < len(spans) else None
        if _goes_on(text, following) and _is_opening(words, marks[-1]):
            continue
        place = Span(span.start + marks[-1], span.start + marks[-1] + 1)
        yield place, f"{len(marks)} quote marks in one paragraph: one of them has no partner"


def _marks(words: str) -> list[int]:
    inches = {found.end() - 1 for found in _INCHES.finditer(words)}
    marks = [found.start() for found in _MARK.finditer(words)]
    if len(marks) % 2 and inches:
        marks = [at for at in marks if at not in inches]
    return marks


def _goes_on(text: str, following: Span | None) -> bool:
    return following is not None and text[following.start] in '"“„«”'


def _is_opening(words: str, at: int) -> bool:
    """Has the mark a blank or nothing before it?"""
    return at == 0 or (not words[at - 1].isalnum() and words[at - 1] not in ".,!?…")
