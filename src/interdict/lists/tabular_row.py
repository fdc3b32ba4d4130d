"""One row of a table, asked by field, and what was odd while reading rows."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from interdict.lists.csv_text import Line
from interdict.lists.tabular_columns import Columns, cell
from interdict.lists.tabular_terms import IDENTIFIER_KINDS
from interdict.party import Finding, Severity

EMPTY = frozenset(("", "-", "--", "n/a", "#n/a", "nan", "null", "none", "-0-"))
"""Cells that say there is nothing, lower case."""


class Notes:
    """Findings of one reading; what repeats is reported once with a count."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._single: list[Finding] = []
        self._tally: Counter[tuple[Severity, str, str, str]] = Counter()

    def add(self, severity: Severity, code: str, message: str, record: str, field: str) -> None:
        """One thing that is wrong at one place."""
        self._single.append(
            Finding(severity=severity, code=code, message=message, record=record, field=field)
        )

    def again(self, severity: Severity, code: str, message: str, field: str = "") -> None:
        """One more of something that is reported once."""
        self._tally[severity, code, message, field] += 1

    def take(self, findings: Iterable[Finding]) -> None:
        """What a reader below found."""
        self._single += findings

    def findings(self) -> tuple[Finding, ...]:
        """All of them, of this source."""
        tallied = (
            Finding(severity=severity, code=code, message=message, field=field, count=count)
            for (severity, code, message, field), count in self._tally.items()
        )
        found = (*self._single, *tallied)
        return tuple(msgspec.structs.replace(each, source=self._source) for each in found)


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table, asked by field."""

    columns: Columns
    line: Line
    place: str = ""
    """Goes before a header to say where a fact stands: empty where one row is one record."""
    month_first: frozenset[int] = frozenset()
    """Columns whose dates are written the American way."""

    @property
    def identifier_kinds(self) -> list[str]:
        """The kinds of identifiers that have a column here."""
        return [kind for kind in IDENTIFIER_KINDS if kind in self.columns.given]

    def each(self, field: str) -> list[tuple[str, str]]:
        """(text, place) of every filled cell that gives a field."""
        if field not in self.columns.given:  # most fields, in most tables
            return []
        return [(text, place) for text, place, _ in self._cells(field)]

    def dates(self, field: str) -> list[tuple[str, str, bool]]:
        """(text, place, month first?) of every filled cell that gives a date."""
        return [(text, place, at in self.month_first) for text, place, at in self._cells(field)]

    def first(self, field: str) -> str:
        """The first filled cell of a field, or empty."""
        if field not in self.columns.given:
            return ""
        return next((text for text, _, _ in self._cells(field)), "")

    def unmapped(self) -> list[tuple[str, str, str]]:
        """(header, text, place) of filled cells that no field fits."""
        return [
            (self.columns.header(index), text, self._at(index))
            for index in self.columns.unmapped
            if (text := self._text(index))
        ]

    def _cells(self, field: str) -> list[tuple[str, str, int]]:
        return [
            (text, self._at(index), index)
            for index in self.columns.given.get(field, ())
            if (text := self._text(index))
        ]

    def _text(self, index: int) -> str:
        text = cell(self.line.cells, index)
        return "" if text.casefold() in EMPTY else text

    def _at(self, index: int) -> str:
        header = self.columns.header(index)
        return f"{self.place}, {header}" if self.place else header
