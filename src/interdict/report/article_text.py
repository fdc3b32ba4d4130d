"""The text of an article in pieces for a page: each piece with what is stated there.

Overlapping statements (a number in a quotation that names a party) are cut where one begins or
ends, so that every piece has one set of marks and the pieces in order are the text.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from interdict.articles.article import Article, Line, LineRole, Sentence, Span
from interdict.articles.story import Story

Mark = Literal["mention", "number", "trigger", "epithet", "quote", "said"]
"""What a piece is part of; ``said``: reported words, ``quote``: words within quote marks."""


class Marked(msgspec.Struct, frozen=True):
    """A place that a statement marks."""

    span: Span
    mark: Mark
    statement: str
    """Id of the statement, or key of the party for a mention."""
    says: str


class Piece(msgspec.Struct, frozen=True):
    """Text with one set of marks; plain where there is none."""

    text: str
    marks: tuple[Marked, ...] = ()

    @property
    def kinds(self) -> str:
        """Its marks as the words of an HTML class."""
        return " ".join(dict.fromkeys(each.mark for each in self.marks))

    def first(self, *marks: Mark) -> Marked | None:
        """The first of its marks that is one of these."""
        return next((each for each in self.marks if each.mark in marks), None)


class ShownSentence(msgspec.Struct, frozen=True):
    """A sentence in pieces."""

    number: int
    pieces: tuple[Piece, ...]


class Paragraph(msgspec.Struct, frozen=True):
    """Sentences that stand together."""

    role: LineRole
    sentences: tuple[ShownSentence, ...]


class LeftOut(msgspec.Struct, frozen=True):
    """Lines that are no part of the article, where they stood."""

    lines: tuple[Line, ...]


Block = Paragraph | LeftOut


def blocks(story: Story) -> tuple[Block, ...]:
    """Paragraphs and what was left out between them, in order; no kept character is missing."""
    article = story.article
    by_sentence = _by_sentence(article, marks_of(story))
    dropped = deque(line for line in article.lines if not line.is_kept)
    made: list[Block] = []
    waiting: list[Line] = []
    for paragraph in _paragraphs(article.sentences):
        while dropped and dropped[0].span.start < paragraph[0].span.start:
            waiting.append(dropped.popleft())
        if waiting:
            made.append(LeftOut(tuple(waiting)))
            waiting = []
        shown = tuple(_sentence(article, each, by_sentence) for each in paragraph)
        made.append(Paragraph(paragraph[0].role, shown))
    if dropped:
        made.append(LeftOut(tuple(dropped)))
    return tuple(made)


def marks_of(story: Story) -> tuple[Marked, ...]:
    """Everything that is marked in the text, in reading order."""
    found = [
        *(Marked(m.span, "mention", m.parties[0], m.says) for m in story.mentions if m.parties),
        *(Marked(n.span, "number", n.id, "") for n in story.figures),
        *(Marked(e.trigger, "trigger", e.id, e.kind) for e in story.events),
        *(Marked(w.span, "epithet", w.id, w.says) for w in story.epithets),
    ]
    for claim in story.claims:
        found += [Marked(span, "quote", claim.id, "") for span in claim.quoted]
        found += [Marked(span, "said", claim.id, "") for span in claim.content]
    return tuple(sorted(found, key=lambda each: each.span))


def pieces(article: Article, span: Span, marked: Sequence[Marked]) -> Iterator[Piece]:
    """A place in pieces, each with the marks that hold all of it."""
    edges = {span.start, span.end}
    for each in marked:
        edges |= {at for at in (each.span.start, each.span.end) if span.start < at < span.end}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        piece = Span(start, end)
        held = tuple(each for each in marked if each.span.holds(piece))
        yield Piece(piece.of(article.text), held)


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    together: list[Sentence] = []
    for sentence in sentences:
        if together and sentence.paragraph != together[0].paragraph:
            yield together
            together = []
        together.append(sentence)
    if together:
        yield together


def _by_sentence(article: Article, marked: Sequence[Marked]) -> dict[int, list[Marked]]:
    """Number of a sentence -> the marks that reach into it."""
    found: dict[int, list[Marked]] = {}
    for each in marked:
        first = article.sentence_at(each.span.start)
        number = first.number if first else 0
        while number < len(article.sentences):
            sentence = article.sentences[number]
            if sentence.span.start >= each.span.end:
                break
            found.setdefault(number, []).append(each)
            number += 1
    return found


def _sentence(
    article: Article, sentence: Sentence, by_sentence: Mapping[int, Sequence[Marked]]
) -> ShownSentence:
    here = by_sentence.get(sentence.number, ())
    return ShownSentence(sentence.number, tuple(pieces(article, sentence.span, here)))
