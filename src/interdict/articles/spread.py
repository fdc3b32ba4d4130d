"""The spread of a disputed number over several articles: who gave which value, where and when."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from interdict.articles.same_count import Context, are_one_count, context_of, differ
from interdict.articles.statements import Bound, Figure
from interdict.articles.story import Story

_SPREAD_UNITS = frozenset(
    """dead wounded casualties missing captured troops workers people vessels aircraft drones
    missiles shells containers companies barrels barrels/day tonnes USD EUR GBP RUB KRW CNY JPY
    INR""".split()
)
"""Units whose numbers are worth laying side by side; a percentage is of too many things."""
_ENOUGH = 2
_ENOUGH_MONEY = 3
"""Telling words that two sentences about one thing share, at least; of money a word more."""


class SpreadRow(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a disputed number, as one article gives it."""

    source: str
    """Whose number it is; empty in the writer's own voice."""
    bound: Bound
    low: Decimal | None
    high: Decimal | None
    words: str
    """The number with its qualifier as printed."""
    key: str
    publisher: str
    published: datetime.date | None
    sentence: str
    figure: str
    """Id of the figure in its article."""


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """One disputed number: what it counts, and every value of it, by date."""

    about: str
    """What is counted, in words: "North Korean soldiers, dead"."""
    unit: str
    rows: tuple[SpreadRow, ...]


class _Placed(NamedTuple):
    story: Story
    figure: Figure
    context: Context


def spread(stories: Iterable[Story]) -> tuple[Spread, ...]:
    """Every number that at least two values are given for, the widest dispute first.

    Two numbers belong together when their unit is the same, no different nations or dates stand
    at them, and their sentences share telling words; see ``same_count``.
    """
    groups: dict[str, list[list[_Placed]]] = {}
    for placed in _placed(stories):
        of_unit = groups.setdefault(placed.figure.unit, [])
        group = next((group for group in of_unit if _belongs(placed, group)), None)
        if group is None:
            of_unit.append([placed])
        else:
            group.append(placed)
    found = [
        _spread_of(group) for of_unit in groups.values() for group in of_unit if _varies(group)
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.rows), one.about)))


def _placed(stories: Iterable[Story]) -> Iterator[_Placed]:
    for story in stories:
        for figure in story.figures:
            if figure.unit not in _SPREAD_UNITS or figure.low is None:
                continue
            context = context_of(story.article, figure)
            if not context.is_part:
                yield _Placed(story, figure, context)


def _belongs(placed: _Placed, group: Sequence[_Placed]) -> bool:
    """Alike the first of the group: what is only alike the last would drift away."""
    enough = _ENOUGH_MONEY if placed.figure.unit.isupper() else _ENOUGH
    return are_one_count(placed.context, group[0].context, enough)


def _varies(group: Sequence[_Placed]) -> bool:
    return any(differ(group[0].figure, other.figure) for other in group[1:])


def _spread_of(group: Sequence[_Placed]) -> Spread:
    rows = sorted(map(_row, group), key=_order)
    return Spread(about=_about(group), unit=group[0].figure.unit, rows=tuple(dict.fromkeys(rows)))


def _order(row: SpreadRow) -> tuple[datetime.date, str, Decimal]:
    return (row.published or datetime.date.max, row.key, row.low or Decimal(0))


def _row(placed: _Placed) -> SpreadRow:
    story, figure = placed.story, placed.figure
    page = story.article.page
    return SpreadRow(
        source=figure.source.name,
        bound=figure.bound,
        low=figure.low,
        high=figure.high,
        words=story.article.words(figure.span),
        key=page.name,
        publisher=page.publisher,
        published=page.published,
        sentence=story.article.words(story.article.sentences[figure.sentence].span),
        figure=figure.id,
    )


def _about(group: Sequence[_Placed]) -> str:
    unit = group[0].figure.unit
    for story, figure, _ in group:
        if figure.of is not None and (words := story.article.words(figure.of)) != unit:
            return words if unit in words else f"{words}, {unit}"
    return unit
