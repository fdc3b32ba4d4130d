"""Loaded words outside all quotations and claims: the writer's voice, neither fact nor source's."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from interdict.articles.article import Article, Sentence, Span
from interdict.articles.quotations import paragraphs, quotations
from interdict.articles.statements import Claim, Epithet

_FILE = resources.files("interdict.articles") / "tables" / "epithets.tsv"
_KINDS = {
    "person": "names a person by a judgment",
    "state": "names a state or its rulers by a judgment",
    "judging": "judges what it describes",
    "praising": "praises what it describes",
    "scorning": "puts what it describes in doubt or ridicule",
    "heated": "tells it in heated words",
}


def epithets(article: Article, claims: Sequence[Claim]) -> tuple[Epithet, ...]:
    """Every loaded word that the article uses in its own voice, in order."""
    taken = sorted([span for claim in claims for span in claim.content] + _quoted(article))
    return tuple(_outside(article, taken))


def _quoted(article: Article) -> list[Span]:
    return [q.outer for q in quotations(article.text, paragraphs(article))]


def _outside(article: Article, taken: Sequence[Span]) -> Iterator[Epithet]:
    place = 0
    for sentence in article.sentences:
        for span, kind in _loaded(article.text, sentence):
            while place < len(taken) and taken[place].end <= span.start:
                place += 1
            near = taken[place : place + 4]
            if not any(held.meets(span) for held in near):
                words = article.words(span)
                says = f"“{words}” {_KINDS[kind]}: the article's own word, outside all quotations"
                yield Epithet(span=span, says=says)


def _loaded(text: str, sentence: Sentence) -> Iterator[tuple[Span, str]]:
    pattern, kinds = _table()
    for found in pattern.finditer(text, sentence.span.start, sentence.span.end):
        phrase = " ".join(found[0].lower().replace("’", "'").split())
        yield Span(found.start(), found.end()), kinds[phrase]


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all phrases, the longest first, and the kind of each."""
    kinds = {phrase: kind for kind, phrase in _rows()}
    longest = sorted(kinds, key=lambda phrase: (-len(phrase), phrase))
    parts = (r"\s+".join(map(re.escape, phrase.split())) for phrase in longest)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b(?![-’'](?!s\b))", re.I), kinds


def _rows() -> Iterator[tuple[str, str]]:
    for line in _FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, cells = line.split("\t")
            for phrase in cells.split("|"):
                yield kind, phrase.strip()
