"""Identifiers in an article: numbers and codes that name one party exactly.

IMO numbers and LEIs must have a right check digit, wallet addresses must not have a wrong one; a
BIC has no check, so a word must say that it is one.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from interdict import wallets
from interdict.articles.article import Article, Span
from interdict.identifiers import is_valid, normalise
from interdict.party import Identifier

_IMO = re.compile(r"\bIMO\b(?: ?\(?(?:number|no\.?|nr\.?)?\)?)?[:#\s]{0,3}(\d{7})\b", re.I)
_LEI = re.compile(r"\b[A-Z0-9]{18}\d{2}\b")
_BIC = re.compile(
    r"\b(?:BIC|SWIFT)(?:/BIC|/SWIFT)?(?: codes?| address)?[:\s]{1,3}"
    r"([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b"
)
_ADDRESS = re.compile(r"(?<![\w/.@-])(?:0x)?[0-9A-Za-z]{25,110}(?![\w@])")


class Numbered(NamedTuple):
    """An identifier and its place."""

    span: Span
    identifier: Identifier


def numbers(article: Article) -> list[Numbered]:
    """Every identifier in the kept sentences, in order."""
    found = [
        Numbered(Span(start, end), _identifier(kind, article.text[start:end]))
        for sentence in article.sentences
        for kind, start, end in _found(article.text, sentence.span)
    ]
    return [each for each in found if each.identifier.valid is not False]


def _identifier(kind: str, raw: str) -> Identifier:
    value = normalise(kind, raw)
    return Identifier(kind=kind, value=value, raw=raw, valid=is_valid(kind, raw))


def _found(text: str, span: Span) -> Iterator[tuple[str, int, int]]:
    for match in _IMO.finditer(text, span.start, span.end):
        yield "imo", match.start(1), match.end(1)
    for match in _BIC.finditer(text, span.start, span.end):
        yield "bic", match.start(1), match.end(1)
    for match in _LEI.finditer(text, span.start, span.end):
        if is_valid("lei", match[0]):
            yield "lei", match.start(), match.end()
    for match in _ADDRESS.finditer(text, span.start, span.end):
        if wallets.may_be(match[0]) and not is_valid("lei", match[0]):
            yield "wallet", match.start(), match.end()
