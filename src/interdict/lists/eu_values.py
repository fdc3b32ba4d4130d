"""Cells of the Official Journal's tables taken apart.

A cell may hold several values: with semicolons between them (a value that holds one itself
stands in double quotes), or lettered ``(a) ..., (b) ...`` as the Journal prints them.
"""

import re
from collections.abc import Iterator

from interdict import countries, dates
from interdict.dates import DateSpan

_LETTERED = re.compile(r"(?:^|(?<=[\s,;]))\(?(?:[a-z]|[ivx]{1,4}|[1-9])\)\s*")
_STARTS_LETTERED = re.compile(r"\(?(?:a|i|1)\)\s*")
_EDGES = " \t\n,;"

_EITHER = re.compile(r"\s+or\s+|\s*/\s*|\s*,\s*(?=\D*\d{1,2}\.\d|\d{4}\b)|\s*\((?:or\s+)?(?=\d)")
_LABEL = re.compile(r"\s*\b(?:POB|Gender|Nationality|for (?:the )?alias|DOB)\b.*$", re.I | re.S)
_GUESSED = re.compile(
    r"\(?\b(?:probably|possibly|presumed|presumably|on or around)\b\s*:?\)?", re.I
)
_OTHER_CALENDAR = re.compile(r"\bhijri\b", re.I)
_APPROXIMATELY = re.compile(r"\s*\(approximately\s*\)", re.I)
_LONGEST = 500
"""Characters of a value; longer text is a story, not a date."""
_EARLIEST = 1850
"""A year before this is of another calendar."""


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell in printed order, without quotes, letters and repeats."""
    found = (value for part in _top_level(cell) for value in _lettered(part))
    return tuple(dict.fromkeys(filter(None, (value.strip(_EDGES) for value in found))))


def _top_level(cell: str) -> Iterator[str]:
    """Split at semicolons outside double quotes."""
    if cell.count('"') % 2:
        yield from cell.replace('"', "").split(";")
        return
    current = ""
    for piece in re.split(r'("[^"]*"|;)', cell):
        if piece == ";":
            yield current
            current = ""
        else:
            current += piece.strip('"') if piece.startswith('"') else piece
    yield current


def _lettered(value: str) -> Iterator[str]:
    """``(a) x, (b) y`` are two; only what begins with its first letter is such a list."""
    value = value.strip()
    if _STARTS_LETTERED.match(value):
        yield from _LETTERED.split(value)
    else:
        yield value


def births(cell: str) -> tuple[tuple[tuple[DateSpan, str], ...], tuple[str, ...]]:
    """Dates of birth as (days it may be, printed), and what of the cell could not be read."""
    read: list[tuple[DateSpan, str]] = []
    unread: list[str] = []
    for value in values(cell):
        if _OTHER_CALENDAR.search(value) and not re.search("gregorian", value, re.I):
            unread.append(value)
            continue
        if len(value) > _LONGEST:
            unread.append(value)
            continue
        label = _LABEL.search(value)
        found = _dates_in(value[: label.start()] if label else value)
        read += [(span, value) for span in found]
        if not found or label:
            unread.append(value)
    return tuple(dict.fromkeys(read)), tuple(unread)


def _dates_in(value: str) -> list[DateSpan]:
    whole = _one(value)
    if whole is not None:
        return [whole]
    circa = bool(re.match(r"\s*(?:circa|approx)", value, re.I))
    found: list[DateSpan] = []
    for piece in _EITHER.split(value):
        span = _one(piece.strip(" ()"))
        if span is not None:
            is_day = span.earliest == span.latest
            found.append(DateSpan(span.earliest, span.latest, span.circa or (circa and not is_day)))
    return found


def _one(piece: str) -> DateSpan | None:
    if _OTHER_CALENDAR.search(piece):
        return None
    tidy = re.sub(r"(?<=[A-Za-z]\.)(?=\d)", " ", piece.strip())
    tidy = re.sub(r"(?<=\d)\.\s+(?=\d)", ".", tidy)
    tidy = re.sub(r"^(\d\d)\.(\d\d)\s(?=\d{4}$)", r"\1.\2.", tidy)
    bare = _GUESSED.sub("", _APPROXIMATELY.sub("", tidy)).strip(" ()")
    span = dates.parse(bare)
    if span is None or span.earliest.year < _EARLIEST:
        return None
    return DateSpan(span.earliest, span.latest, span.circa or bare != tidy.strip(" ()"))


def country_in(place: str) -> str:
    """The country that an address or a place names last; empty when it names none."""
    bare = re.sub(r"\s*\((?:residence|as at|previous|at the time)[^)]*\)", "", place)
    for part in reversed(bare.split(",")):
        code = countries.code(part.strip(" .0123456789"))
        if code:
            return code
    return ""
