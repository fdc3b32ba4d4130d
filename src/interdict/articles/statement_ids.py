"""Ids of statements, made of what they say: the same words give the same id in every run."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from interdict.articles.article import Article, Span
from interdict.articles.statements import (
    Claim,
    Disagreement,
    Epithet,
    Event,
    Figure,
    Mention,
)

Statement = Mention | Claim | Epithet | Figure | Event
"""What a person can confirm, correct or reject."""
Named = TypeVar("Named", Mention, Claim, Epithet, Figure, Event, Disagreement)

LETTERS: dict[type, str] = {
    Mention: "m", Claim: "c", Epithet: "w", Figure: "n", Event: "e", Disagreement: "d",
}  # fmt: skip
"""First letter of an id: what kind of statement it names (``w``: a loaded word)."""
_DIGITS = 8


def with_ids(article: Article, statements: Sequence[Named]) -> tuple[Named, ...]:
    """The statements with their ids; equal words in one article are told apart by a number.

    An id is a letter and a short hash of the words and of the sentence they stand in, so that it
    survives another scrape of the same page and rules that change elsewhere.
    """
    seen: dict[str, int] = {}
    named: list[Named] = []
    for each in statements:
        digest = hashlib.sha256("\0".join(_words(article, each)).encode()).hexdigest()
        base = f"{LETTERS[type(each)]}-{digest[:_DIGITS]}"
        seen[base] = seen.get(base, 0) + 1
        own = base if seen[base] == 1 else f"{base}-{seen[base]}"
        named.append(msgspec.structs.replace(each, id=own))
    return tuple(named)


def places(statement: Statement) -> tuple[Span, ...]:
    """The spans that a statement consists of, in order."""
    if isinstance(statement, Claim):
        return statement.content
    if isinstance(statement, Event):
        return (statement.trigger,)
    return (statement.span,)


def _words(article: Article, statement: Statement | Disagreement) -> list[str]:
    if isinstance(statement, Disagreement):
        return [statement.kind, *(side.statement or side.says for side in statement.sides)]
    where = places(statement)
    sentence = article.sentence_at(where[0].start)
    around = article.words(sentence.span) if sentence else ""
    kind = statement.kind if isinstance(statement, Event) else ""
    return [kind, *map(article.words, where), around]
