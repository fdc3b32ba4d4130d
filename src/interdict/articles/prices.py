"""Prices without their piece: "a cap of $47.60 a barrel ... the discount narrowed to $11".

An article says once what a price is for. Later amounts of the same money are prices of the same
piece where their sentence speaks of prices and they are of the same order; all other money stays
a sum.
"""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from interdict.articles.article import Article
from interdict.articles.number_tokens import Tokens
from interdict.articles.statements import Figure

_PRICE_WORDS = frozenset(
    """price prices priced pricing discount discounts discounted premium premiums cap quote quoted
    quotes trade traded trading trades settled fetch fetched fetches bid bids offer offered offers
    spread spreads differential benchmark assessed narrowed widened slid slipped minus""".split()
)
_TIMES_DEARER = Decimal(12)
"""A discount may be a small part of the price; a sum of money is more than so many prices."""


def with_pieces(article: Article, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, with the piece that the article's other prices in that money are for.

    Nothing is taken over where the article has prices for two different pieces.
    """
    pieces: dict[str, set[str]] = {}
    highest: dict[str, Decimal] = {}
    for one in figures:
        money, _, piece = one.unit.partition("/")
        if piece and money.isupper() and one.low is not None:
            pieces.setdefault(money, set()).add(piece)
            highest[money] = max(highest.get(money, Decimal(0)), one.high or one.low)
    if not pieces:
        return list(figures)
    speaks = {
        number: _speaks_of_prices(article, number)
        for number in {one.sentence for one in figures if one.unit in pieces}
    }
    read: list[Figure] = []
    for one in figures:
        of = pieces.get(one.unit, set())
        is_price = (
            len(of) == 1
            and one.low is not None
            and (one.high or one.low) <= highest[one.unit] * _TIMES_DEARER
            and speaks[one.sentence]
        )
        unit = f"{one.unit}/{next(iter(of))}" if is_price else one.unit
        read.append(msgspec.structs.replace(one, unit=unit))
    return read


def _speaks_of_prices(article: Article, number: int) -> bool:
    """Does a sentence speak of a price, or of "it" behind a sentence that does?"""
    here = article.sentences[number]
    words = Tokens(article.text, here.span).words
    if not _PRICE_WORDS.isdisjoint(words):
        return True
    if "it" not in words or not number:
        return False
    before = article.sentences[number - 1]
    spoken = Tokens(article.text, before.span).words
    return before.paragraph == here.paragraph and not _PRICE_WORDS.isdisjoint(spoken)
