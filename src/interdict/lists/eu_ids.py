"""Ids of the entries of EU annexes, which have numbers in some annexes and none in others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from interdict.lists.eu_csv import Row

_HASHED = 12
"""Hexadecimal digits of an id: 48 bits for some ten thousand entries."""


def ids(rows: Sequence[Row]) -> list[str]:
    """An id for each row, the same whatever the order of the rows.

    ``act-annex-number`` where the number is the only one of its annex. Else a hash of act,
    annex, measure and name; of rows that agree in all four, a hash of the whole row. Only
    rows that agree in everything share one.
    """
    numbered = Counter(_numbered(row) for row in rows if "recordId" in row.cells)
    named = Counter(map(_named, rows))
    return [
        _numbered(row)
        if "recordId" in row.cells and numbered[_numbered(row)] == 1
        else _hashed(row, (_named(row) if named[_named(row)] == 1 else _whole(row)))
        for row in rows
    ]


def _numbered(row: Row) -> str:
    parts = (row.act, row.cells.get("annex", ""), row.cells["recordId"])
    return "-".join(filter(None, map(_plain, parts)))


def _plain(printed: str) -> str:
    """Fit for an id: ``5 (a)`` is ``5(a)``."""
    return "".join(printed.split()).replace("-", "_")


def is_numbered(native: str) -> bool:
    """Does an id hold the entry's number in its annex?"""
    return native.count("-") > 1


def _named(row: Row) -> tuple[str, ...]:
    return (row.act, *(row.cells.get(part, "") for part in ("annex", "measure", "name")))


def _whole(row: Row) -> tuple[str, ...]:
    return (*_named(row), *(f"{column}={cell}" for column, cell in sorted(row.cells.items())))


def _hashed(row: Row, said: Iterable[str]) -> str:
    joined = "\n".join(said)
    return f"{row.act}-{sha256(joined.encode()).hexdigest()[:_HASHED]}"
