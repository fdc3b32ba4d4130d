"""The cells of a customer row as a query.

A qualifier that cannot be read does not cost the row its screening: the row is asked
without it, and a finding per column counts how often. Only a row that names nobody is
rejected.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal, TypeVar

import msgspec

from interdict import countries, dates, identifiers, text
from interdict.batch.columns import IDENTIFIER_FIELDS, Columns
from interdict.dates import DateSpan
from interdict.kinds import kind_of
from interdict.party import Finding, Identifier, Kind, Query

Gender = Literal["male", "female", "other", ""]
Value = TypeVar("Value")
_Read = Callable[[str], tuple[Value, bool]]
"""Cell, stripped -> its meaning, and whether all of it could be read."""


_GENDERS: dict[str, Gender] = {
    "m": "male", "male": "male", "man": "male", "mr": "male",
    "f": "female", "female": "female", "woman": "female", "w": "female", "mrs": "female",
    "x": "other", "other": "other", "diverse": "other", "d": "other",
    "u": "", "unknown": "", "unspecified": "",
}  # fmt: skip

_NOTHING = frozenset(("", "-", "--", "n/a", "na", "n.a.", "none", "null", "nil", "unknown", "?"))
"""How people write an empty qualifier. ``na`` is also Namibia's code: see ``_countries``."""

_EITHER_WAY = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}")
_WORD_CHARACTER = re.compile(r"[^\W_]")
_BETWEEN = re.compile(r"[;,|/\n]+")
_CACHE_LIMIT = 30_000
"""Distinct cells remembered per column: about as many as there are birthdays."""


class Unread(msgspec.Struct, frozen=True, array_like=True):
    """How often one column's values could not be read."""

    column: int
    meaning: str
    count: int
    example: str
    """The first of them, with its row."""


class _Position:
    """The row being read, shared by the readers of one table."""

    row = 0


class _Reader(dict[str, Value]):
    """Cell of one column -> its meaning, read once per distinct cell.

    Cells that cannot be read whole are kept apart, so that each occurrence is counted.
    """

    def __init__(self, column: int, read: "_Read[Value]", meaning: str, at: _Position) -> None:
        super().__init__()
        self._column = column
        self._read = read
        self._meaning = meaning
        self._at = at
        self._doubtful: dict[str, Value] = {}
        self._failures = 0
        self._example = ""

    def __missing__(self, cell: str) -> Value:
        if cell not in self._doubtful:
            value, readable = self._read(cell.strip())
            known = self if readable else self._doubtful
            if len(known) >= _CACHE_LIMIT:
                known.clear()
            known[cell] = value
            if readable:
                return value
        self._failures += 1
        self._example = self._example or f"row {self._at.row}: {cell.strip()[:80]!r}"
        return self._doubtful[cell]

    def unread(self) -> Iterator[Unread]:
        """What could not be read since this was last asked."""
        if self._failures:
            yield Unread(self._column, self._meaning, self._failures, self._example)
            self._failures, self._example = 0, ""


def unread_findings(
    unread: Iterable[Unread], header: Sequence[str], source: str
) -> tuple[Finding, ...]:
    """One finding per column from what was counted block by block, in the order of the rows."""
    columns: dict[tuple[int, str], list[Unread]] = {}
    for each in unread:
        columns.setdefault((each.column, each.meaning), []).append(each)
    return tuple(
        _finding(meaning, header[column], counted, source)
        for (column, meaning), counted in sorted(columns.items())
    )


def _finding(meaning: str, header: str, counted: list[Unread], source: str) -> Finding:
    count = sum(each.count for each in counted)
    return Finding(
        severity="warning",
        code=f"unreadable-{meaning.replace(' ', '-')}",
        message=(
            f"{count:,} of the values in column {header!r} cannot be read as a {meaning} "
            f"(first in {counted[0].example}); screened without them"
        ),
        source=source,
        field=header,
        count=count,
    )


class Asker:
    """Turns rows of one table into queries."""

    def __init__(self, columns: Columns) -> None:
        self._names = columns.fields.get("name", ())
        parts = (columns.first(f) for f in ("first_name", "middle_name", "last_name"))
        self._parts = tuple(index for index in parts if index is not None)
        self._reference = columns.first("reference")
        self._at = _Position()
        self._kind = self._readers(columns, "kind", _kind, "kind of party")
        self._birth = self._readers(columns, "birth_date", _birth, "date")
        self._gender = self._readers(columns, "gender", _gender, "gender")
        self._countries = self._readers(columns, "country", _countries, "country")
        self._identifiers = tuple(
            (index, kind) for kind in IDENTIFIER_FIELDS for index in columns.fields.get(kind, ())
        )

    def ask(self, cells: tuple[str, ...], row: int) -> Query | str:
        """The query of one row, or the reason why there is none."""
        self._at.row = row
        name = self._full_name(cells)
        nations = self._nations(cells)
        known = self._identified(cells, nations) if self._identifiers else ()
        if len(name) > text.MAXIMUM_LENGTH:
            return (
                f"has a name of {len(name):,} characters; "
                f"the limit is {text.MAXIMUM_LENGTH:,}, so it is no name"
            )
        if not name and not known:
            return "has neither a name nor an identifier"
        if not _comparable(name):
            if not known:
                return "has a name without a single letter or digit"
            name = ""
        if not name and all(identifier.valid is False for identifier in known):
            return f"has no name, and {known[0].kind} {known[0].value} has a wrong check digit"
        gender = _first(self._gender, cells) or ""
        kind = _first(self._kind, cells)
        return Query(
            name=name,
            kind=self._implied_kind(gender) if kind is None else kind,
            birth=_first(self._birth, cells),
            countries=nations,
            gender=gender,
            identifiers=known,
            reference="" if self._reference is None else cells[self._reference].strip(),
        )

    def _implied_kind(self, gender: Gender) -> Kind | None:
        """Only people are male or female: a file without a column for the kind says so there."""
        return "person" if gender in ("male", "female") and not self._kind else None

    def unread(self) -> tuple[Unread, ...]:
        """What could not be read since this was last asked, one entry per column."""
        readers: list[tuple[int, _Reader[Any]]] = [
            *self._kind, *self._birth, *self._gender, *self._countries,
        ]  # fmt: skip
        return tuple(each for _, reader in readers for each in reader.unread())

    def _readers(
        self, columns: Columns, field: str, read: "_Read[Value]", meaning: str
    ) -> tuple[tuple[int, _Reader[Value]], ...]:
        indices = columns.fields.get(field, ())
        return tuple((i, _Reader(i, read, meaning, self._at)) for i in indices)

    def _full_name(self, cells: tuple[str, ...]) -> str:
        for index in self._names:
            name = cells[index].strip()
            if name:
                return name
        return " ".join(part for index in self._parts if (part := cells[index].strip()))

    def _nations(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        if len(self._countries) == 1:
            ((index, reader),) = self._countries
            return reader[cells[index]]
        found = (code for index, reader in self._countries for code in reader[cells[index]])
        return tuple(dict.fromkeys(found))

    def _identified(
        self, cells: tuple[str, ...], nations: tuple[str, ...]
    ) -> tuple[Identifier, ...]:
        """Issuing countries stay unstated: nationality is not the office that issued."""
        country = nations[0] if len(nations) == 1 else ""
        return tuple(
            _identifier(kind, cell, country)
            for index, kind in self._identifiers
            if (cell := cells[index].strip()) and any(map(str.isalnum, cell))
        )


def _first(readers: tuple[tuple[int, _Reader[Value]], ...], cells: tuple[str, ...]) -> Value | None:
    """The first column of a field that says something."""
    for index, reader in readers:
        value = reader[cells[index]]
        if value:
            return value
    return None


@lru_cache(maxsize=65_536)
def _survives(character: str) -> bool:
    return text.has_letters(character)


def _comparable(name: str) -> bool:
    """``text.has_letters``, asking mostly for one character that was asked before: folding a
    whole name of another script costs more than all the rest of its row."""
    first = _WORD_CHARACTER.search(name)
    return first is not None and (_survives(first[0]) or text.has_letters(name))


def _letters(cell: str) -> str:
    return "".join(filter(str.isalpha, cell.casefold()))


def _kind(cell: str) -> tuple[Kind | None, bool]:
    kind = kind_of(cell)
    return kind, kind is not None or cell.casefold() in _NOTHING


def _gender(cell: str) -> tuple[Gender, bool]:
    gender = _GENDERS.get(_letters(cell))
    return gender or "", gender is not None or cell.casefold() in _NOTHING


def _birth(cell: str) -> tuple[DateSpan | None, bool]:
    """Day and month of ``03/04/1970`` may stand either way round: the span covers both.

    A row is read alone, never in the light of its neighbours, so that it gets the same answer
    in every batch (invariant 2).
    """
    if cell.casefold() in _NOTHING:
        return None, True
    spans = [dates.parse(cell)]
    if _EITHER_WAY.match(cell):
        spans.append(dates.parse(cell, month_first=True))
    read = [span for span in spans if span is not None]
    if len(read) < 2 or read[0] == read[1]:
        return (read[0], True) if read else (None, False)
    first, second = read
    earliest = min(first.earliest, second.earliest)
    return DateSpan(earliest, max(first.latest, second.latest), first.circa), True


def _countries(cell: str) -> tuple[tuple[str, ...], bool]:
    """One country or several; of a cell that is readable in part, the readable part."""
    codes = countries.codes(cell) if cell else ()
    if codes or cell.casefold() in _NOTHING:
        return codes, True
    pieces = [countries.codes(piece) for piece in _BETWEEN.split(cell)]
    return tuple(dict.fromkeys(code for found in pieces for code in found)), False


def _identifier(kind: str, cell: str, country: str) -> Identifier:
    kind = identifiers.refine(kind, cell, country)
    value = identifiers.normalise(kind, cell)
    return Identifier(
        kind=kind,
        value=value,
        raw="" if cell == value else cell,
        valid=identifiers.is_valid(kind, cell),
    )
