"""Pictures of what several articles tell: days per party, and numbers that differ.

Each is an SVG that loads and runs nothing, coloured by the page's own variables; every mark has a
title in words, and the table under a picture says the same.
"""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from interdict.articles.spread import Spread, SpreadRow
from interdict.articles.timeline import Timeline, TimelineEntry
from interdict.report.picture_text import printable, wrap

WIDTH = 960
LABELS = 250
"""Room for names, left of the marks."""
RIGHT = 40
STEP = 13
"""Between marks of one day."""
SIZE = 14
MOST_PARTIES = 14
WRITER = "the article itself"
_SOLID = {"asserted": True, "planned": False, "conditional": False}


def timeline_picture(found: Sequence[Timeline]) -> str:
    """A lane per party, a mark per entry at its day; empty where fewer than two days are known."""
    shown = found[:MOST_PARTIES]
    days = sorted({entry.on for lane in shown for entry in lane.entries if entry.on})
    if len(days) < 2:
        return ""
    parts: list[str] = []
    top = 34
    for lane in shown:
        drawn = list(_lane(lane, top, days))
        height = max([30, *(STEP * len(stack) + 14 for stack in _stacks(lane).values())])
        parts += [_name(lane.name, top + height / 2), *drawn, _rule(top + height)]
        top += height
    return _svg("Timeline of the parties", top + 10, [*_axis(days, top), *parts])


def _stacks(lane: Timeline) -> dict[datetime.date, list[TimelineEntry]]:
    stacks: dict[datetime.date, list[TimelineEntry]] = {}
    for entry in lane.entries:
        if entry.on is not None:
            stacks.setdefault(entry.on, []).append(entry)
    return stacks


def _lane(lane: Timeline, top: float, days: Sequence[datetime.date]) -> Iterator[str]:
    for day, stack in _stacks(lane).items():
        for number, entry in enumerate(stack):
            yield _dot(entry, _x(day, days), top + 14 + STEP * number)


def _dot(entry: TimelineEntry, x: float, y: float) -> str:
    certainty = entry.label.rpartition(", ")[2]
    solid = _SOLID.get(certainty, True) and certainty != "denied"
    kind = f"tl-{entry.what}{'' if solid else ' open'}{' denied' if certainty == 'denied' else ''}"
    told = printable(f"{entry.on}, {entry.label}: {entry.words} ({entry.article})")
    title = f"<title>{escape(told)}</title>"
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="5">{title}</circle>'


def _x(day: datetime.date, days: Sequence[datetime.date]) -> float:
    share = (day - days[0]).days / max((days[-1] - days[0]).days, 1)
    return LABELS + 12 + share * (WIDTH - LABELS - RIGHT - 12)


def _axis(days: Sequence[datetime.date], bottom: float) -> Iterator[str]:
    """The first and last day, and those between that leave room for their label."""
    last = -1000.0
    for day in (*days[:-1], days[-1]):
        x = _x(day, days)
        if x - last < 92 or (day != days[-1] and _x(days[-1], days) - x < 92):
            continue
        last = x
        yield f'<line class="tl-grid" x1="{x:.1f}" y1="26" x2="{x:.1f}" y2="{bottom:.1f}"/>'
        yield f'<text class="tl-day" x="{x:.1f}" y="16" text-anchor="middle">{day}</text>'


def _name(name: str, middle: float) -> str:
    lines = wrap(name, SIZE, LABELS - 16, 2)
    first = middle - (len(lines) - 1) * 8 + 4
    return "".join(
        f'<text class="tl-name" x="0" y="{first + 16 * number:.1f}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _rule(y: float) -> str:
    return f'<line class="tl-grid" x1="0" y1="{y:.1f}" x2="{WIDTH}" y2="{y:.1f}"/>'


def spread_picture(found: Spread) -> str:
    """A row per telling of one number: a point, or a bar that is open where its bound is open."""
    rows = [row for row in found.rows if row.low is not None]
    if len(rows) < 2:
        return ""
    most = max(row.high or row.low or Decimal(0) for row in rows)
    parts: list[str] = []
    for number, row in enumerate(rows):
        y = 30 + 40 * number
        parts += [
            _name(f"{row.source or WRITER} · {row.publisher or row.key}", y),
            *_bar(row, y, most),
        ]
    bottom = 30 + 40 * len(rows)
    ends = [(0, "0", "start"), (1, f"{most:,f}", "end")]
    axis = [
        f'<text class="tl-day" x="{_at(Decimal(at), Decimal(1)):.1f}" y="{bottom:.1f}" '
        f'text-anchor="{anchor}">{label}</text>'
        for at, label, anchor in ends
    ]
    return _svg(f"Spread of {found.about}", bottom + 12, [*parts, *axis])


def _at(value: Decimal, most: Decimal) -> float:
    room = WIDTH - LABELS - RIGHT - 90
    return LABELS + 12 + (float(value / most) if most else 0.0) * room


def _bar(row: SpreadRow, y: float, most: Decimal) -> Iterator[str]:
    low = row.low or Decimal(0)
    x, end = _at(low, most), _at(row.high or low, most)
    title = f"<title>{escape(printable(row.sentence))}</title>"
    if row.bound in ("at-least", "more-than"):
        end = WIDTH - RIGHT - 70
        yield f'<line class="sp-open" x1="{x:.1f}" y1="{y}" x2="{end:.1f}" y2="{y}">{title}</line>'
        end = x
    elif row.bound in ("at-most", "less-than"):
        left = _at(Decimal(0), most)
        yield f'<line class="sp-open" x1="{left:.1f}" y1="{y}" x2="{x:.1f}" y2="{y}">{title}</line>'
    elif end > x:
        yield f'<line class="sp-bar" x1="{x:.1f}" y1="{y}" x2="{end:.1f}" y2="{y}">{title}</line>'
    yield f'<circle class="tl-event" cx="{x:.1f}" cy="{y}" r="6">{title}</circle>'
    digits = f"{low:,f}" + (f" to {row.high:,f}" if row.high is not None else "")
    word = "" if row.bound in ("exact", "between") else f"{row.bound.replace('-', ' ')} "
    yield f'<text class="sp-value" x="{x:.1f}" y="{y - 10}">{escape(word + digits)}</text>'


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg class="telling" role="img" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
        f'height="{height:.0f}" xmlns="http://www.w3.org/2000/svg"><title>{escape(printable(title))}'
        f"</title>{''.join(parts)}</svg>"
    )
