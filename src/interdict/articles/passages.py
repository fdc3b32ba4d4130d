"""Passages: the sentences of an article in words, a spoken quotation counting as one word.

A quotation that somebody speaks ("We will answer," he said) is one word of its passage and
holds sentences together; quoted words inside a sentence (a "special operation") stay words of
that sentence.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interdict.articles.article import Article, Span
from interdict.articles.quotations import Paragraph, Quotation, paragraphs, quotations
from interdict.articles.reporting_verbs import reporting_verbs

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Lt|Col|Maj|Capt|Adm|Gov|Prof|St|Jr|Sr|Inc|Ltd"
    r"|Corp|Co|Cmdr|Brig|Sgt|[A-Z])\.(?=\s)|\d+(?:[.,:]\d+)*%?|\w+(?:[-'’./&]\w+|-\r?\n[a-z]\w*)*|[^\w\s]"
)
_SPEECH_END = re.compile(r"[.,!?…—–-]$")
_CAPITAL = re.compile(r"[\W_]*[A-Z0-9]")
_BROKEN = re.compile(r"-\r?\n")
MARKS = frozenset(",;:()[]—–-.!?…\"'“”‘’«»„/*•")


_MOST_WORDS = 300
"""Words of a passage; a longer sentence is none, and is read in pieces to stay quick."""


class Word(NamedTuple):
    """A word, a mark, or a whole spoken quotation, of a passage."""

    start: int
    end: int
    text: str
    low: str
    """Lower case; a straight apostrophe for a curly one; ``""`` for a spoken quotation."""
    quoted: bool = False
    """Within quote marks."""
    quotation: Quotation | None = None

    @property
    def is_mark(self) -> bool:
        """Is it punctuation?"""
        return self.low in MARKS

    @property
    def is_capital(self) -> bool:
        """Does it begin with a capital letter?"""
        return self.text[:1].isupper()


class Passage(NamedTuple):
    """One sentence, or several that one quotation holds together."""

    span: Span
    words: tuple[Word, ...]
    paragraph: Paragraph
    quoted: tuple[Quotation, ...]
    """All quotations in it, spoken ones and others."""


def passages(article: Article) -> tuple[Passage, ...]:
    """The whole article, in order."""
    held = paragraphs(article)
    marked = quotations(article.text, held)
    found: list[Passage] = []
    place = 0
    for paragraph in held:
        own = []
        while place < len(marked) and marked[place].paragraph == paragraph.number:
            own.append(marked[place])
            place += 1
        found += _of_paragraph(article, paragraph, own)
    return tuple(found)


def _of_paragraph(
    article: Article, paragraph: Paragraph, own: Sequence[Quotation]
) -> Iterator[Passage]:
    spoken = [q for q in own if _is_spoken(article.text, q, paragraph)]
    uttered = frozenset(spoken)
    place = 0
    for span in _units(article, paragraph, spoken):
        first = place
        while place < len(own) and own[place].outer.start < span.end:
            place += 1
        words = tuple(_words(article.text, span, own[first:place], uttered))
        for start in range(0, len(words), _MOST_WORDS):
            part = words[start : start + _MOST_WORDS]
            held = Span(part[0].start, part[-1].end)
            inside = tuple(q for q in own[first:place] if held.meets(q.outer))
            yield Passage(held, part, paragraph, inside)


def _units(article: Article, paragraph: Paragraph, spoken: Sequence[Quotation]) -> Iterator[Span]:
    """Sentences, joined where a spoken quotation crosses their bound."""
    held = article.sentences[paragraph.first : paragraph.last + 1]
    start = held[0].span.start
    crossing = iter(spoken)
    quotation = next(crossing, None)
    for sentence in held:
        end = sentence.span.end
        while quotation is not None and quotation.outer.end <= end:
            quotation = next(crossing, None)
        if quotation is not None and quotation.outer.start < end:
            continue
        yield Span(start, end)
        start = article.sentences[sentence.number + 1].span.start if sentence != held[-1] else end
    if start < paragraph.span.end:
        yield Span(start, paragraph.span.end)


def _is_spoken(text: str, quotation: Quotation, paragraph: Paragraph) -> bool:
    """Is it an utterance of its own, and not some words within the writer's sentence?"""
    inner = quotation.inner.of(text)
    before = text[max(paragraph.span.start, quotation.outer.start - 60) : quotation.outer.start]
    before = before.rstrip()
    behind = text[quotation.outer.end : min(paragraph.span.end, quotation.outer.end + 40)]
    ended = _SPEECH_END.search(inner) is not None
    closed = (
        ended or behind[:1] in ("", ",", ".", ":", "!", "?") or behind[:2] in (" —", " –", " -")
    )
    capital = _CAPITAL.match(inner) is not None
    if quotation.runs_on:
        return True
    if not before or before[-1] in '.!?…•"”’»':
        return closed or (capital and _cue_follows(behind) and " " in inner)
    if before[-1] == ":":
        return capital or ended
    if before[-1] in ",—–-":
        return (capital and closed and " " in inner) or _goes_on(before, ended or closed)
    last = re.findall(r"[\w’']+", before[-20:])
    return bool(last) and last[-1].lower() in reporting_verbs() and capital and closed


_INTERRUPTED = re.compile(r"[\"”’'»],?\s([^\"”»“‘«]{2,60})[,—–-]$")


def _goes_on(before: str, closed: bool) -> bool:
    """ "We will," he said, "answer"."""
    interrupted = _INTERRUPTED.search(before)
    if interrupted is None or not closed:
        return False
    return any(w in reporting_verbs() for w in re.findall(r"\w+", interrupted[1].lower()))


def _cue_follows(behind: str) -> bool:
    return any(word in reporting_verbs() for word in re.findall(r"\w+", behind)[:5])


def _words(
    text: str, span: Span, inside: Sequence[Quotation], uttered: frozenset[Quotation]
) -> Iterator[Word]:
    at = span.start
    for quotation in inside:
        yield from _plain(text, at, quotation.outer.start, quoted=False)
        start, end = quotation.outer.start, quotation.outer.end
        if quotation in uttered:
            yield Word(start, end, text[start:end], "", True, quotation)
        else:
            yield from _plain(text, start, end, quoted=True)
        at = end
    yield from _plain(text, at, span.end, quoted=False)


def _plain(text: str, start: int, end: int, *, quoted: bool) -> Iterator[Word]:
    for found in _WORD.finditer(text, start, end):
        word = _BROKEN.sub("", found[0])  # "gover-/nor" of a hard-wrapped line
        yield Word(found.start(), found.end(), word, word.lower().replace("’", "'"), quoted)
