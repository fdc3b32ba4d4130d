"""The fields of one JSON object of a statement, with a finding for each that cannot be read."""

import datetime
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from interdict import dates
from interdict.dates import DateSpan
from interdict.ownership.reading import Report

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:T.*)?", re.ASCII | re.S)
_MOST_PLACES = 60
_LONGEST_SHOWN = 80


class Fields:
    """One object, its place in the statement, and whom to tell."""

    def __init__(self, values: Mapping[str, object], report: Report, record: str, path: str = ""):
        self.values = values
        self.record = record
        """Id of the statement, or its place in the file."""
        self._report = report
        self._path = path

    def __contains__(self, name: str) -> bool:
        """Is it there, and not null?"""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """A text, or empty. A number is read as its digits, with a finding."""
        value = self.values.get(name)
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            self.warn("wrong-type", name, f"{value} is a number; it is read as text")
            return str(value)
        self._wrong(name, "a text")
        return ""

    def inner(self, name: str) -> "Fields":
        """The object of that name; an empty one where there is none."""
        value = self.values.get(name)
        if isinstance(value, dict):
            return Fields(value, self._report, self.record, self._at(name))
        self._wrong(name, "an object")
        return Fields({}, self._report, self.record, self._at(name))

    def objects(self, name: str) -> Iterator["Fields"]:
        """The objects of a list; an item that is none is told and is an empty object."""
        for place, item in enumerate(self._list(name)):
            inner = Fields(
                item if isinstance(item, dict) else {},
                self._report,
                self.record,
                f"{self._at(name)}[{place}]",
            )
            if not isinstance(item, dict):
                inner.warn("wrong-type", "", f"{shown(item)} is no object; it is not read")
            yield inner

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a list, those that are empty left out."""
        found = []
        for item in self._list(name):
            if isinstance(item, str):
                found.append(item.strip())
            else:
                self.warn("wrong-type", name, f"{shown(item)} is no text; it is not read")
        return tuple(filter(None, found))

    def span(self, name: str) -> DateSpan | None:
        """The days that a date (``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY``, with a time or not) may
        mean; None where there is none or, with a finding, where it cannot be read."""
        if name not in self:
            return None
        value = self.values[name]
        found = _days(value) if isinstance(value, str) else None
        if found is None:
            self.warn("unreadable-date", name, f"{shown(value)} is no date of the form YYYY-MM-DD")
        return found

    def day(self, name: str) -> datetime.date | None:
        """The last day that a date may mean."""
        found = self.span(name)
        return found.latest if found else None

    def percentage(self, name: str) -> Fraction | None:
        """An exact number from 0 to 100; None where there is none or, with a finding, where it
        cannot be read."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.warn("unreadable-share", name, f"{shown(value)} is no number; it is not counted")
            return None
        number = Decimal(value)
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int) or exponent < -_MOST_PLACES or not 0 <= number <= 100:
            self.warn(
                "unreadable-share", name, f"{shown(value)} is not from 0 to 100; it is not counted"
            )
            return None
        return Fraction(number)

    def warn(self, code: str, name: str, what: str) -> None:
        """Tell of something odd in the field ``name`` (empty: in the object itself)."""
        place = self._at(name)
        self._report.warn(
            code, f"statement {self.record}, {place}: {what}", record=self.record, field=place
        )

    def _list(self, name: str) -> list[object]:
        value = self.values.get(name)
        if isinstance(value, list):
            return value
        self._wrong(name, "a list")
        return []

    def _wrong(self, name: str, expected: str) -> None:
        if name in self:
            self.warn(
                "wrong-type", name, f"{shown(self.values[name])} is not {expected}; it is not read"
            )

    def _at(self, name: str) -> str:
        return ".".join(filter(None, (self._path, name)))


@lru_cache(maxsize=1 << 16)
def _days(text: str) -> DateSpan | None:
    """Kept, because the statements of a register share a few thousand days."""
    day = text.strip()
    return dates.parse(day.partition("T")[0]) if _ISO.fullmatch(day) else None


def shown(value: object) -> str:
    """A value as a message shows it."""
    text = f"{value:.12}" if isinstance(value, Decimal) else repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]} ..."
