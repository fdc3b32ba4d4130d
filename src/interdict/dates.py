"""Partial, approximate and ranged dates, as lists print them."""

import calendar
import datetime
import re

import msgspec

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
"""Written out: ``calendar.month_name`` follows the locale, lists do not."""

_MONTHS = {
    spelling: number
    for number, name in enumerate(_MONTH_NAMES, start=1)
    for spelling in (name, name[:3])
} | {"sept": 9}

_LONGEST = 200
"""Characters; longer text is a story, not a date."""

_CIRCA = re.compile(r"(?:circa|approximately|approx|about|around|ca|c)(?:\.|\b)\s*|~\s*", re.I)
_CIRCA_AFTER = re.compile(r"\s*\(?(?:circa|approximately|approx\.?)\)?$", re.I)
_TIME = re.compile(r"(?<=\d)(?:T|\s+)\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_ZONE = re.compile(r"(?<=\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)$")
"""XML dates may carry a time zone (``2015-04-07-04:00``)."""

_RANGE = (
    re.compile(r"between\s+(.+?)\s+(?:and|to)\s+(.+)", re.I),
    re.compile(r"(?:from\s+)?(.+?)\s+(?:to|until|-|–|—)\s+(.+)", re.I),
    re.compile(r"((?:\D*\s)?\d{4})\s*[-–—]\s*(\d{4})"),
)
_ISO = re.compile(r"(\d{4})(?:[-/.](\d\d?)(?:[-/.](\d\d?))?)?")
_MONTH_YEAR = re.compile(r"(\d\d?)[/.-](\d{4})")
_NUMERIC = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})")
_WORDED = re.compile(r"(?:(\d\d?)(?:st|nd|rd|th)?[\s.-]+)?([a-z]+)\.?[\s,-]+(\d{4})", re.I)
_WORDED_US = re.compile(r"([a-z]+)\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{4})", re.I)
_DECADE = re.compile(r"(\d{3})0['’]?s")


class DateSpan(msgspec.Struct, frozen=True, omit_defaults=True):
    """The days a stated date may mean: ``1962`` is 1962-01-01 to 1962-12-31.

    An exact date has ``earliest == latest``. ``circa`` marks a source's own doubt; how many
    years of tolerance that earns is the matcher's business, not the record's.
    """

    earliest: datetime.date
    latest: datetime.date
    circa: bool = False

    def overlaps(self, other: "DateSpan") -> bool:
        """Is there a day that both may mean?"""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __str__(self) -> str:
        """The shortest form that says the same: ``1962``, ``1951-03``, ``circa 1969 to 1970``."""
        first, last = self.earliest.isoformat(), self.latest.isoformat()
        whole_months = first.endswith("-01") and _ends_month(self.latest)
        if whole_months and first.endswith("-01-01") and last.endswith("-12-31"):
            first, last = first[:4], last[:4]
        elif whole_months:
            first, last = first[:7], last[:7]
        return ("circa " if self.circa else "") + (first if first == last else f"{first} to {last}")


def _ends_month(day: datetime.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def span(
    year: int, month: int | None = None, day: int | None = None, circa: bool = False
) -> DateSpan:
    """The span of a year, a month or a day; ``ValueError`` where there is no such date."""
    if month is None:
        return DateSpan(datetime.date(year, 1, 1), datetime.date(year, 12, 31), circa)
    first = datetime.date(year, month, 1 if day is None else day)
    if day is not None:
        return DateSpan(first, first, circa)
    return DateSpan(first, first.replace(day=calendar.monthrange(year, month)[1]), circa)


def parse(text: str, *, month_first: bool = False) -> DateSpan | None:
    """Read a date as lists print it; None where the text is no date, or an impossible one.

    Years (``1962``, ``1960s``), months (``Mar 1951``, ``1951-03``, ``09/1962``), days (``2 March
    1951``, ``1951-03-02``, ``02/03/1951``, ``2.3.1951``), ranges (``1969 to 1970``, ``Between
    1970 and 1973``, ``1955-1957``), each with or without ``circa``. Numbers are read day first
    unless ``month_first``; ``00`` stands for an unknown day or month (``00/00/1962``).
    """
    if len(text) > _LONGEST:
        return None
    text = _ZONE.sub("", _TIME.sub("", " ".join(text.split()).rstrip(".,;")))
    for pattern in _RANGE:
        ends = pattern.fullmatch(_CIRCA.sub("", text) if pattern is _RANGE[2] else text)
        if ends is not None:
            return _range(ends[1], ends[2], circa=_says_circa(text), month_first=month_first)
    return _single(text, month_first)


def _says_circa(text: str) -> bool:
    return bool(_CIRCA.match(text) or _CIRCA_AFTER.search(text))


def _range(first: str, last: str, *, circa: bool, month_first: bool) -> DateSpan | None:
    start, end = _single(first, month_first), _single(last, month_first)
    if start is None or end is None or start.earliest > end.latest:
        return None
    return DateSpan(start.earliest, end.latest, circa or start.circa or end.circa)


def _single(text: str, month_first: bool) -> DateSpan | None:
    circa = _says_circa(text)
    bare = _CIRCA_AFTER.sub("", _CIRCA.sub("", text, count=1) if _CIRCA.match(text) else text)
    decade = _DECADE.fullmatch(bare)
    if decade is not None:
        start = int(decade[1]) * 10
        return _range(str(start), str(start + 9), circa=circa, month_first=False)
    parts = _parts(bare.strip(), month_first)
    if parts is None:
        return None
    year, month, day = parts
    if day and not month:
        return None
    try:
        return span(year, month or None, day or None, circa)
    except ValueError:
        return None


def _parts(text: str, month_first: bool) -> tuple[int, int, int] | None:
    """Year, month and day of one date; 0 where not stated."""
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found := _MONTH_YEAR.fullmatch(text):
        return int(found[2]), int(found[1]), 0
    if found := _NUMERIC.fullmatch(text):
        day, month = (2, 1) if month_first else (1, 2)
        return int(found[3]), int(found[month]), int(found[day])
    if found := _WORDED.fullmatch(text):
        day_word, month_word, year = found.groups()
    elif found := _WORDED_US.fullmatch(text):
        month_word, day_word, year = found.groups()
    else:
        return None
    named = _MONTHS.get(month_word.lower())
    return None if named is None else (int(year), named, int(day_word or 0))


def iso_or_none(text: str, *, month_first: bool = False) -> datetime.date | None:
    """A plain date (``2026-01-08``, ``22 Oct 2025``, ``22/10/2025``), or None.

    The American ``01/08/2026`` must be asked for with ``month_first``: nothing in the text
    tells it from a European date. Partial and approximate dates are None.
    """
    read = parse(text, month_first=month_first)
    if read is None or read.circa or read.earliest != read.latest:
        return None
    return read.earliest
