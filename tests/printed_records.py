"""Records of several lists from a table that a compliance officer can read and correct."""

import csv
from collections import defaultdict
from pathlib import Path

from interdict import identifiers
from interdict.dates import parse
from interdict.party import BirthDate, CountryFact, Detail, Identifier, Kind, Party
from listed_parties import party

RECORDS = Path(__file__).parent / "fixtures" / "clusters" / "records.csv"


def rows() -> list[dict[str, str]]:
    """The rows of the table, as printed."""
    with RECORDS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def records() -> list[Party]:
    """Every record as a party, in the order of ids."""
    return sorted(map(record, rows()), key=lambda each: each.id)


def expected() -> set[frozenset[str]]:
    """Which records are one party, by the column ``party``; those of one record are left out."""
    parties: dict[str, set[str]] = defaultdict(set)
    for row in rows():
        parties[row["party"]].add(row["id"])
    return {frozenset(ids) for ids in parties.values() if len(ids) > 1}


def record(row: dict[str, str]) -> Party:
    """One row as a party of its list."""
    kind: Kind = row["kind"]  # type: ignore[assignment]
    names = [name.strip() for name in row["names"].split(";")]
    span = parse(row["born"]) if row["born"] else None
    label, _, value = row["more"].partition(": ")
    return party(
        row["id"],
        kind,
        names[0],
        *((name, "strong-alias") for name in names[1:]),  # type: ignore[arg-type]
        birth_dates=(BirthDate(span=span),) if span else (),
        countries=(CountryFact(role="nationality", code=row["country"]),) if row["country"] else (),
        identifiers=tuple(numbered(n.strip()) for n in row["numbers"].split(";") if n),
        details=(Detail(label=label, value=value),) if value else (),
    )


def numbered(printed: str) -> Identifier:
    """``passport:750011223:ru`` as an identifier."""
    kind, value, *country = printed.split(":")
    return Identifier(
        kind=kind,
        value=value,
        country=country[0] if country else "",
        valid=identifiers.is_valid(kind, value),
        field=kind,
    )
