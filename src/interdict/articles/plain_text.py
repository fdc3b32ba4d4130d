"""Plain text of an article: its lines, and the day of publication where a line states it."""

import datetime
import re
from collections.abc import Iterator, Sequence

from interdict.articles.article import Line, Span
from interdict.articles.written_dates import written_dates

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = " \t\xa0\ufeff\u200b\x00"
_NEAR_TOP = 15
_LONGEST_DATE_LINE = 160
_DATELINE_REACH = 120
_PUBLISHED = re.compile(
    r"\W*(?:first )?(?:published|posted|issued|released|publication date|date|"
    r"press release|for immediate release)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\W*(?:last )?(?:updated|modified|changed|accessed|retrieved)\b", re.I)
_BYLINE = re.compile(r"\W*(?:by|from|reported by|written by)\b", re.IGNORECASE)
_DATELINE_END = re.compile(r"\s*(?:\([^)\n]{2,40}\)|/[^/\n]{2,30}/|\[[^]\n]{2,40}\])?\s*[-–—:]")
_DATELINE_START = re.compile(r"[^\W\d_][^.!?\n]{1,60}[,(]\s*(?:\w+day,? )?")
_BESIDE_DATE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b[ap]\.?m\b\.?"
    r"|\b(?:gmt|utc|est|edt|cet|cest|bst|kst|jst|ist|msk|et|pt)\b|\bat\b|\d|[^\w]",
    re.IGNORECASE,
)


def plain_lines(text: str) -> tuple[Line, ...]:
    """Every line that is not blank, without the blanks around it."""
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    for found in _LINE.finditer(text):
        left = found[0].lstrip(_BLANK)
        core = left.rstrip(_BLANK)
        if core.strip():
            start = found.end() - len(left)
            yield Line(span=Span(start, start + len(core)))


def stated_date(text: str, lines: Sequence[Line]) -> tuple[datetime.date | None, str]:
    """The day of publication, and the line that states it: a line near the top that is a date,
    a byline or dateline with a full date, or one anywhere that begins with "Published"."""
    for number, line in enumerate(lines):
        near_top = number < _NEAR_TOP
        words = line.span.of(text)[:_LONGEST_DATE_LINE]
        if not near_top and not _PUBLISHED.match(words):
            continue
        day = _day_of(text, line.span, near_top)
        if day is not None:
            shown = words if len(words) < 80 else words[:79] + "…"
            return day, f'the line "{shown}"'
    return None, ""


def _day_of(text: str, span: Span, near_top: bool) -> datetime.date | None:
    """The first full date of the line, where its place there says that it is the story's."""
    end = min(span.end, span.start + _LONGEST_DATE_LINE)
    found = next(written_dates(text, span.start, end), None)
    if found is None or _CHANGED.match(text, span.start, end):
        return None
    place, day = found
    before, behind = text[span.start : place.start], text[place.end : end]
    is_short = len(span) < _LONGEST_DATE_LINE and not behind.rstrip().endswith((".", "!", "?"))
    if is_short and (_PUBLISHED.match(before) or (near_top and _BYLINE.match(before))):
        return day
    if is_short and not _BESIDE_DATE.sub("", before + " " + behind):
        return day
    opening = place.start - span.start < _DATELINE_REACH
    is_dateline = opening and _DATELINE_START.fullmatch(before) and _DATELINE_END.match(behind)
    return day if near_top and is_dateline else None
