"""One quotation in two wordings: two translations, or a headline's short form; neither verbatim.

Two quotations are linked when their words lie close and in the same order, though they differ.
Different remarks of one speaker share a subject, but not most of their words.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from interdict.articles.article import Article, Span
from interdict.articles.statements import Claim, Disagreement, Side

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LITTLE = frozenset(
    "a an the of to in on at by for from with and or but that this it its is was are were be been "
    "has have had will would shall should can could may might do does did not he she they we i you "
    "his her their our my your as so if then there here who which what when all any some".split()
)
_LIKE = tuple(
    frozenset(group.split())
    for group in """
        war conflict fight battle | stand side remain | end finish last | until till
        answer respond reply retaliate retaliation response | never ever | act deed
        comrade comrades friend friends brother brothers ally allies | lie lies falsehood
        crush destroy annihilate smash wipe | enemy enemies foe foes | live lives alive
        hero heroes martyr martyrs | forever eternally always eternal | ready prepared
        soldier soldiers troops warriors fighters | country nation state homeland motherland people
        strong powerful mighty | support back help | big large great huge | stop halt end cease
        roof house home | buy purchase | sell sale | threat menace | leader ruler | fire flames
        sea ocean waters | punish punished punishment | blood bloody | whole entire
    """.split("|")
)
_LEAST = 0.5
"""Share of the shorter wording's content words that the longer one must have, or their like."""
_LEAST_WORDS = 3
_MOST_COMPARED = 400
"""Quotations of one article beyond which only neighbours are compared."""


class _Quote(NamedTuple):
    claim: Claim
    span: Span
    words: tuple[str, ...]


def quote_variants(article: Article, claims: Sequence[Claim]) -> tuple[Disagreement, ...]:
    """Pairs of quotations that seem to be one, in different words."""
    return tuple(_variants(article, list(_quotes(article, claims))))


def _quotes(article: Article, claims: Sequence[Claim]) -> Iterator[_Quote]:
    for claim in claims:
        for span in claim.quoted:
            words = tuple(w[0].lower() for w in _WORD.finditer(span.of(article.text)))
            if len(words) >= _LEAST_WORDS:
                yield _Quote(claim, span, words)


def _variants(article: Article, quotes: Sequence[_Quote]) -> Iterator[Disagreement]:
    reach = len(quotes) if len(quotes) <= _MOST_COMPARED else 20
    for n, one in enumerate(quotes):
        for other in quotes[n + 1 : n + 1 + reach]:
            if one.claim is not other.claim and _is_variant(one, other):
                about = f"how it was said: “{article.words(one.span)[:60]}”"
                sides = (_side(article, one), _side(article, other))
                yield Disagreement(kind="quote-variants", about=about, sides=sides)


def _side(article: Article, quote: _Quote) -> Side:
    sentence = article.sentence_at(quote.span.start)
    in_headline = sentence is not None and sentence.role == "headline"
    source = quote.claim.source.name or ("headline" if in_headline else "the article")
    return Side(
        statement=quote.claim.id, source=source, says=article.words(quote.span), span=quote.span
    )


def _is_variant(one: _Quote, other: _Quote) -> bool:
    if one.words == other.words or _are_others(one.claim, other.claim):
        return False
    mine, theirs = _telling(one.words), _telling(other.words)
    few, many = sorted((mine, theirs), key=len)
    if len(few) < 2 or len(many) > 4 * len(few):
        return False
    alike = sum(1 for word in few if any(_alike(word, w) for w in many))
    same = len(set(few) & set(many))
    if alike < _LEAST * len(few) or same < 1 or alike < 2:
        return False
    if alike >= 0.8 * len(few) and len(few) >= 3 and len(many) <= 2 * len(few):
        return True
    order = SequenceMatcher(None, one.words[:120], other.words[:120], autojunk=False)
    matched = sum(block.size for block in order.get_matching_blocks())
    return matched >= 0.5 * min(len(one.words), len(other.words))


def _are_others(one: Claim, other: Claim) -> bool:
    """Said by two who are both known and not the same."""
    mine, theirs = one.source.name.lower(), other.source.name.lower()
    return bool(mine and theirs) and mine not in theirs and theirs not in mine


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _LITTLE]


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) >= 5 and one[:5] == other[:5]:
        return True
    return any(one in group and other in group for group in _LIKE)
