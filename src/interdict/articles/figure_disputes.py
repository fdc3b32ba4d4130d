"""Numbers of one thing that differ: between sources, and between a headline and its own text.

Two numbers are set side by side when they count the same (``same_count``) and come from different
sources, when one sentence refers to the other ("put the figure at", "three, not two"), or when a
headline gives what its own text does not. Nothing is chosen, nothing averaged.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from interdict.articles.article import Article
from interdict.articles.same_count import Context, are_one_count, context_of, differ
from interdict.articles.statements import Disagreement, Figure, Side

_COUNTS = frozenset(
    """dead wounded casualties missing captured troops people workers vessels aircraft drones
    missiles shells containers""".split()
)
"""Units whose numbers two sources often give differently; others need more words in common."""
_KIN = {"rounds": "shells", "projectiles": "shells", "munitions": "shells"}
"""Counted nouns that news uses for one thing."""
_NEVER = frozenset("times percent percentage-points USD/barrel days hours minutes cents".split())
"""Units that one sentence uses for many things; only a plain reference sets them side by side."""
_REFERS = re.compile(
    r"\b(?:put|puts|putting|place[sd]?|estimate[sd]?|gave|gives?|spoken|spoke|revised)\b"
    r"[^.;]{0,40}\b(?:figure|sum|number|toll|total|count|amount|losses|of|at)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:earlier|previous|initial|first|another|rival)\b", re.IGNORECASE)
_NEAR = 3
"""Sentences between a number and one that refers to it, at most."""
_ROUNDED = Decimal("0.05")
_HEADS = ("headline", "standfirst")


def figure_disputes(article: Article, figures: Sequence[Figure]) -> Iterator[Disagreement]:
    """Every set of numbers of one thing that differ, headline first."""
    contexts = {id(figure): context_of(article, figure) for figure in figures}
    body = [figure for figure in figures if _role(article, figure) not in _HEADS]
    for figure in figures:
        if _role(article, figure) in _HEADS:
            yield from _against_body(article, figure, body, contexts)
    taken: set[int] = set()
    for number, figure in enumerate(body):
        if number in taken:
            continue
        group = [figure]
        for later in range(number + 1, min(number + 60, len(body))):
            other = body[later]
            is_new = later not in taken and all(differ(other, each) for each in group)
            if is_new and _disputes(article, figure, other, contexts):
                group.append(other)
                taken.add(later)
        if len(group) > 1:
            yield _side_by_side(article, "figures", group)


def _role(article: Article, figure: Figure) -> str:
    return article.sentences[figure.sentence].role


def _disputes(article: Article, one: Figure, other: Figure, contexts: dict[int, Context]) -> bool:
    if _unit(one) != _unit(other) or (one.sentence == other.sentence and _same_source(one, other)):
        return False
    first, second = contexts[id(one)], contexts[id(other)]
    if _contradicts(article, one, other):
        return True
    if _same_source(one, other) and not _refers(article, one, other):
        return False
    if other.sentence - one.sentence <= _NEAR and _refers(article, one, other):
        return are_one_count(first, second, 0)
    if one.unit in _NEVER:
        return False
    return are_one_count(first, second, 2 if _unit(one) in _COUNTS else 4)


def _unit(figure: Figure) -> str:
    return _KIN.get(figure.unit or "", figure.unit or "")


def _same_source(one: Figure, other: Figure) -> bool:
    mine, yours = _who(one), _who(other)
    return mine == yours or bool(mine and yours and (mine in yours or yours in mine))


def _who(figure: Figure) -> str:
    return " ".join(figure.source.name.lower().removeprefix("the ").split())


def _refers(article: Article, one: Figure, other: Figure) -> bool:
    """ "The defence put the sum at ...", "an earlier post had spoken of three dead"."""
    del one
    sentence = article.sentences[other.sentence].span
    before = article.text[max(sentence.start, other.span.start - 90) : other.span.start]
    return _REFERS.search(before) is not None and (
        _EARLIER.search(before) is not None or " the " in f" {before}"
    )


def _contradicts(article: Article, one: Figure, other: Figure) -> bool:
    """ "three aircraft, not two": the later number takes the place of the earlier."""
    rest = article.text[other.span.end : other.span.end + 40].split(".")[0]
    said = article.words(one.span).lower()
    return re.search(rf"\bnot\s+{re.escape(said)}\b", rest.lower()) is not None


def _against_body(
    article: Article, head: Figure, body: Sequence[Figure], contexts: dict[int, Context]
) -> Iterator[Disagreement]:
    """A number of the headline that its own text gives differently and nowhere as it stands."""
    same = [figure for figure in body if figure.unit == head.unit and figure.low is not None]
    if head.unit in _NEVER or any(not differ(head, figure, _ROUNDED) for figure in same):
        return
    mine = contexts[id(head)]
    rivals = [figure for figure in same if are_one_count(mine, contexts[id(figure)], 1)]
    if not rivals and head.unit in _COUNTS:
        rivals = [figure for figure in same if are_one_count(mine, contexts[id(figure)], 0)]
    if rivals and head.low is not None:
        yield _side_by_side(article, "headline", [head, rivals[0]])


def _side_by_side(article: Article, kind: str, group: Sequence[Figure]) -> Disagreement:
    about = group[0].unit
    sides = tuple(_side(article, figure) for figure in group)
    if kind == "headline":
        return Disagreement(kind="headline", about=f"number of {about}", sides=sides)
    return Disagreement(kind="figures", about=about, sides=sides)


def _side(article: Article, figure: Figure) -> Side:
    role = _role(article, figure)
    source = figure.source.name or (role if role in _HEADS else "the article")
    if not figure.source.name and figure.source.how != "writer":
        span = figure.source.span
        source = "a source left open" if span is None else article.words(span)
    return Side(
        statement=figure.id, source=source, says=article.words(figure.span), span=figure.span
    )
