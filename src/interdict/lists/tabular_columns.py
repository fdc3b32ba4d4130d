"""What each column of a table means, and which tables belong together."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from interdict.errors import MalformedFile, UsageError
from interdict.lists.table import Table
from interdict.lists.tabular_terms import (
    FIELD_NAMES,
    FIELDS,
    ONE_COLUMN,
    field_of,
    word,
)

_NAMING = frozenset(("name", "family-name", "given-name"))
_TYPED = frozenset(("identifier-kind", "country-role"))


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """A table and the meaning of its columns."""

    table: Table
    given: dict[str, tuple[int, ...]]
    """Field -> the columns that give it."""
    unmapped: tuple[int, ...]
    """Columns that no field fits."""
    key: int | None
    """The column that says which record a row is about."""
    numbering: frozenset[int] = frozenset()
    """Columns that only number the rows of a joined table."""

    def has(self, field: str) -> bool:
        """Does a column give this field?"""
        return field in self.given

    def header(self, index: int) -> str:
        """The header of a column; one without a header goes by its number."""
        return self.table.header[index] or f"column {index + 1}"


def names_parties(header: Sequence[str]) -> bool:
    """Is there a column for a name?"""
    return any(field in _NAMING for field in _meanings(header))


def is_header(header: Sequence[str]) -> bool:
    """Do these cells head a table we can read: a name, or a record's id beside other things?

    A long row of text, or one cell among empty ones, is no header.
    """
    filled = [cell for cell in header if cell]
    known = [field for field in _meanings(filled) if field is not None]
    if any(len(cell) > 80 for cell in filled) or len(filled) * 2 < len(header):
        return False
    if len(filled) == 1:
        return known == ["name"]
    return any(field in _NAMING for field in known) or ("id" in known and len(known) > 1)


def check_mapping(mapping: Mapping[str, str], tables: Sequence[Table]) -> None:
    """``UsageError`` for a field we do not know, or a header that no table has."""
    headers = {word(header) for table in tables for header in table.header}
    for field, header in mapping.items():
        if _field_name(field) not in FIELD_NAMES:
            raise UsageError(
                f"--column {field}={header}: {field!r} is no field; fields are "
                f"{', '.join(FIELD_NAMES)}"
            )
        if word(header) not in headers:
            raise UsageError(
                f"--column {field}={header}: no column is headed {header!r}; the headers are "
                f"{shown_headers(tables)}"
            )


def is_mapped_header(header: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Do these cells contain every header, or the name's, that ``--column`` speaks of?"""
    words = {word(cell) for cell in header}
    wanted = {word(column) for column in mapping.values()}
    return bool(wanted) and wanted <= words


def columns_of(table: Table, mapping: Mapping[str, str], key: str | None) -> Columns:
    """The columns of one table; ``key`` is the header that joins it to others, if any."""
    explicit = {(_field_name(field), word(header)) for field, header in mapping.items()}
    taken = {field for field, _ in explicit if field in ONE_COLUMN}
    said = {header for _, header in explicit}
    meanings = [
        None if word(header) in said or meaning in taken else meaning
        for header, meaning in zip(table.header, _meanings(table.header), strict=True)
    ]
    fields = [
        tuple(field for field, header in sorted(explicit) if header == word(cell))
        or ((meaning,) if meaning else ())
        for cell, meaning in zip(table.header, meanings, strict=True)
    ]
    at = _key_column(table, fields, key)
    numbering = _numbering(table, fields, at) if key is not None else frozenset()
    silent = numbering if at is None else numbering | {at}
    given: dict[str, tuple[int, ...]] = {}
    for index, meant in enumerate(fields):
        for field in () if index in silent else meant:
            given[field] = (*given.get(field, ()), index)
    return Columns(
        table=table,
        given=given,
        unmapped=tuple(i for i, meant in enumerate(fields) if not meant and i not in silent),
        key=at,
        numbering=numbering,
    )


def _key_column(table: Table, fields: Sequence[tuple[str, ...]], key: str | None) -> int | None:
    """The joining column, else an id, else a reference number that tells the rows apart."""
    joining = (index for index, header in enumerate(table.header) if word(header) == key)
    stated = (index for index, meant in enumerate(fields) if "id" in meant)
    telling = (
        index
        for index, meant in enumerate(fields)
        if meant == ("reference",) and _tells_apart(table, index)
    )
    return next(itertools.chain(joining, stated, telling), None)


def _tells_apart(table: Table, index: int) -> bool:
    values = [cell(line.cells, index) for line in table.lines]
    return all(values) and len(set(values)) * 10 >= len(values) * 9


def _numbering(table: Table, fields: Sequence[tuple[str, ...]], key: int | None) -> frozenset[int]:
    """Columns of a joined table that count its rows (``name_id``), beside the key."""
    unknown_ids = (
        index
        for index, header in enumerate(table.header)
        if index != key
        and (fields[index] in ((), ("id",)))
        and (word(header) == "id" or word(header).endswith("_id"))
    )
    return frozenset(index for index in unknown_ids if _counts_rows(table, index, key))


def _counts_rows(table: Table, index: int, key: int | None) -> bool:
    """Small whole numbers that no two records share."""
    owner: dict[str, str] = {}
    for line in table.lines:
        number = cell(line.cells, index)
        if not number.isdecimal() or int(number) > 10 * len(table.lines):
            return False
        if owner.setdefault(number, cell(line.cells, key)) != cell(line.cells, key):
            return False
    return bool(owner)


def cell(cells: Sequence[str], index: int | None) -> str:
    """A cell of a row that may be shorter than the header."""
    return cells[index] if index is not None and index < len(cells) else ""


def joining_key(tables: Sequence[Table], mapping: Mapping[str, str]) -> str | None:
    """The header (as ``word``) that all tables share and that tells one record from another."""
    shared = set.intersection(*({word(header) for header in table.header} for table in tables))
    shared.discard("")
    stated = word(mapping.get("id", ""))
    if stated in shared:
        return stated
    likely = [header for header in FIELDS["id"][1:] if header in shared]
    likely += sorted(header for header in shared if header.endswith("_id") and header not in likely)
    likely += [header for header in ("id",) if header in shared]
    return likely[0] if likely else None


def is_joined(tables: Sequence[Table]) -> bool:
    """Do these tables make one list together: one of them cannot name its parties alone?"""
    naming = [names_parties(table.header) for table in tables]
    return len(tables) > 1 and any(naming) and not all(naming)


def shown_headers(tables: Sequence[Table]) -> str:
    """The headers of tables, for messages."""
    return "; ".join(
        f"{table.title}: {', '.join(header for header in table.header if header)}"
        for table in tables
    )


def require_names(columns: Sequence[Columns]) -> None:
    """``MalformedFile`` that shows the headers when no column gives a name."""
    if not any(each.has(field) for each in columns for field in _NAMING):
        tables = [each.table for each in columns]
        raise MalformedFile(
            f"{tables[0].title}, line 1: no column is known to hold the names. The headers are "
            f"{shown_headers(tables)}. Say which with  --column name=HEADER"
        )


def _meanings(header: Sequence[str]) -> list[str | None]:
    """Per column the field it means by itself, where two compete the likelier one."""
    found = [field_of(cell) for cell in header]
    words = [word(cell) for cell in header]
    best: dict[str, int] = {}
    for meaning in found:
        if meaning is not None:
            best[meaning[0]] = min(meaning[1], best.get(meaning[0], meaning[1]))
    typed = any(meaning is not None and meaning[0] in _TYPED for meaning in found)
    counted: Counter[str] = Counter()
    meanings: list[str | None] = []
    for meaning, label in zip(found, words, strict=True):
        meanings.append(None)
        if meaning is None or (meaning[0] == "value" and not typed):
            continue
        if label in ("year", "month", "day") and "year" not in words:
            continue
        field, likelihood = meaning
        if field in ONE_COLUMN and (likelihood > best[field] or counted[field]):
            continue
        counted[field] += 1
        meanings[-1] = field
    return meanings


def _field_name(field: str) -> str:
    """``birth_date`` as people type it is our ``birth-date``; ``programs`` our ``programme``."""
    if field in FIELD_NAMES:
        return field
    known = field_of(field)
    return known[0] if known is not None else field.replace("_", "-")
