"""Days that a text states in full, with their year; nothing is guessed or completed."""

import datetime
import re
from collections.abc import Iterator

from interdict.articles.article import Span

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH_OF = {name: at for at, name in enumerate(_MONTHS, 1)}
_MONTH_OF |= {name[:3]: at for at, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ \xa0-]{_MONTH}\.?,?[ \xa0-]"
        r"(?P<year>(?:19|20)\d\d)\b",
        rf"\b{_MONTH}\.?[ \xa0](?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ \xa0]"
        r"(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<year>(?:19|20)\d\d)(?P<part>[-/.])(?P<month>\d{1,2})(?P=part)(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<year>(?:19|20)\d\d)[년年] ?(?P<month>\d{1,2})[월月] ?(?P<day>\d{1,2})[일日]",
    )
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


def written_dates(
    text: str, start: int = 0, end: int | None = None
) -> Iterator[tuple[Span, datetime.date]]:
    """Each full date between two places, in order. ``3/4/2026`` may be either day: left out."""
    end = len(text) if end is None else end
    found = [
        (Span(*match.span()), day)
        for form in _FORMS
        for match in form.finditer(text, start, end)
        if (day := _day(match["year"], match["month"], match["day"]))
    ]
    for match in _SLASHED.finditer(text, start, end):
        ways = {_day(match[3], match[1], match[2]), _day(match[3], match[2], match[1])} - {None}
        found += [(Span(*match.span()), day) for day in ways if day and len(ways) == 1]
    last = -1
    for span, day in sorted(found):
        if span.start >= last:
            yield span, day
            last = span.end


def machine_date(stated: str) -> datetime.date | None:
    """The day of ``2026-03-02T10:15:00+09:00`` as stated, in its own time zone; else the first
    full date in it."""
    iso = _ISO.match(stated)
    if iso:
        return _day(iso[1], iso[2], iso[3])
    return next((day for _, day in written_dates(stated[:200])), None)


def _day(year: str, month: str, day: str) -> datetime.date | None:
    number = int(month) if month.isdigit() else _MONTH_OF.get(month.lower())
    if number is None:
        number = _MONTH_OF[month.lower()[:3]]
    try:
        return datetime.date(int(year), number, int(day))
    except ValueError:
        return None
