"""Dates of birth as the open formats write them: partial, approximate, or from one to another."""

import calendar
import datetime
import re

from interdict.dates import DateSpan

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def read_span(text: str) -> DateSpan:
    """``1962``, ``1962-05``, ``circa 1962``, ``1969 to 1970`` as the days they may mean."""
    circa = text.startswith("circa ")
    first, _, last = text.removeprefix("circa ").partition(" to ")
    span = DateSpan(earliest=_days(first)[0], latest=_days(last or first)[1], circa=circa)
    if span.latest < span.earliest:
        raise ValueError(f"the date of birth {text!r} ends before it begins")
    return span


def write_span(span: DateSpan) -> str:
    """The shortest text that ``read_span`` reads as this span."""
    circa = "circa " if span.circa else ""
    day = span.earliest.isoformat()
    for short in (day[:4], day[:7], day):
        if _days(short) == (span.earliest, span.latest):
            return circa + short
    first = day[:4] if _days(day[:4])[0] == span.earliest else day
    end = span.latest.isoformat()
    last = end[:4] if _days(end[:4])[1] == span.latest else end
    return f"{circa}{first} to {last}"


def _days(text: str) -> tuple[datetime.date, datetime.date]:
    parts = _DAY.fullmatch(text)
    if parts is None:
        raise ValueError(
            f"{text!r} is not a date: write 1962, 1962-05 or 1962-05-27, with 'circa' before "
            "or 'to' between two of them"
        )
    year, month, day = (int(part) if part else None for part in parts.groups())
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
    except ValueError as wrong:
        raise ValueError(f"{text!r} is not a date: {wrong}") from wrong
    if day is not None:
        return first, first
    last_month = month or 12
    return first, first.replace(
        month=last_month, day=calendar.monthrange(first.year, last_month)[1]
    )
