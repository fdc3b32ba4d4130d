"""Every official list we have as a table the tabular reader knows: for scale, not for law.

    python -m benchmarks.official_lists FOLDER_OF_REAL_FILES TABLE.csv

OFAC's and the UN's files are read by their own connectors. The EU, the UK (the list in force
and OFSI's retired one), Australia, Canada and the American Consolidated Screening List are
written here as one CSV: a line per name, the lines of a party sharing an id. Only what
screening compares is kept; measures and reasons are not. SECO publishes an example of three
people and is left out.
"""

import csv
import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from python_calamine import CalamineWorkbook

HEADER = ("id", "kind", "name_type", "name", "birth_date", "country", "imo")
_PIECES = re.compile(r"[;\n|]|\s/\s|(?<=[а-яА-Я])/(?=[А-Я])")
_YEAR = re.compile(r"\b(1[89]|20)\d\d\b")


class Listed(NamedTuple):
    """One party of a list, with what the tables say beside its names."""

    id: str
    kind: str
    names: tuple[str, ...]
    """The primary name first."""
    birth_date: str = ""
    country: str = ""
    imo: str = ""


def write_table(data: Path, table: Path) -> dict[str, int]:
    """Write all lists into one table; returns how many parties each list gave."""
    counts = dict.fromkeys(LISTS, 0)
    with table.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(HEADER)
        for name, parties in LISTS.items():
            for party in parties(data / "lists"):
                counts[name] += 1
                rows.writerows(_lines(f"{name}-{party.id}", party))
    return counts


def _lines(native: str, party: Listed) -> Iterator[tuple[str, ...]]:
    names = dict.fromkeys(" ".join(name.split()) for name in party.names)
    for number, name in enumerate(name for name in names if any(map(str.isalnum, name))):
        kind = "alias" if number else "primary"
        facts = ("", "", "") if number else (party.birth_date, party.country, party.imo)
        yield (native, party.kind, kind, name, *facts)


def european(lists: Path) -> Iterator[Listed]:
    """The annexes of the acts; a row is a party of an act, numbered within it."""
    for act in sorted(lists.glob("eu/*/consolidated/*.csv")):
        for number, row in enumerate(_table(act), 1):
            spellings = ";".join((row["alias"], row["weakAlias"], row["previousName"]))
            yield Listed(
                id=f"{act.stem}-{number}",
                kind=row["schema"],
                names=(*_PIECES.split(row["name"]), *_PIECES.split(spellings)),
                birth_date=_year(row["birthDate"]),
                country=row["nationality"] or row["jurisdiction"] or row["country"],
                imo=row["imoNumber"] if row["schema"] == "Vessel" else "",
            )


def british(lists: Path) -> Iterator[Listed]:
    """The UK Sanctions List as a set of tables."""
    folder = next(lists.glob("uk/uk-sanctions-list-relational-*"))
    names: dict[str, list[str]] = {}
    for row in _table(folder / "subject_names.csv"):
        at = 0 if row["name_type"] == "primary" else 1_000
        names.setdefault(row["unique_id"], []).insert(at, row["full_name"])
    years = {row["unique_id"]: row["year"] for row in _table(folder / "subject_dobs.csv")}
    for row in _table(folder / "subjects.csv"):
        party = row["unique_id"]
        yield Listed(party, row["subject_type"], tuple(names[party]), _year(years.get(party, "")))


def british_financial(lists: Path) -> Iterator[Listed]:
    """OFSI's consolidated list: rows of a group are the names of a party."""
    header, *rows = _sheet(max(lists.glob("uk/ofsi-conlist-*.xlsx")))[1:]
    columns = {name: at for at, name in enumerate(header)}
    parts = [columns[f"Name {n}"] for n in (1, 2, 3, 4, 5, 6)]
    groups: dict[str, list[list[str]]] = {}
    for row in rows:
        groups.setdefault(row[columns["Group ID"]], []).append(row)
    for group, found in groups.items():
        names = [" ".join(row[at] for at in parts) for row in found]
        native = [row[columns["Name Non-Latin Script"]] for row in found]
        yield Listed(
            id=group,
            kind=found[0][columns["Group Type"]],
            names=(*names, *(piece for name in native for piece in _PIECES.split(name))),
            birth_date=_year(found[0][columns["DOB"]]),
            country=found[0][columns["Nationality"]],
        )


def australian(lists: Path) -> Iterator[Listed]:
    """References 12, 12a, 12b are the names of party 12."""
    _, *rows = _sheet(next(lists.glob("au/Australian_*.xlsx")))
    parties: dict[str, list[list[str]]] = {}
    for row in rows:
        number = re.match(r"\d+", row[0])
        parties.setdefault(number[0] if number else row[0], []).append(row)
    for party, found in parties.items():
        first = found[0]
        names = tuple(row[1] for row in found)
        yield Listed(party, first[2], names, _year(first[5]), "", first[11].partition(".")[0])


def canadian(lists: Path) -> Iterator[Listed]:
    """Schedules under the Special Economic Measures Act."""
    path = next(lists.glob("ca/sema_*.xml"))
    for number, record in enumerate(etree.parse(path).iter("record"), 1):
        said = {field.tag: (field.text or "").strip() for field in record}
        person = f"{said.get('GivenName', '')} {said.get('LastName', '')}".strip()
        thing = said.get("EntityOrShip", "")
        imo = said.get("ShipIMONumber", "")
        yield Listed(
            id=str(number),
            kind="vessel" if imo else "entity" if thing else "individual",
            names=(thing or person, *_PIECES.split(said.get("Aliases", ""))),
            birth_date="" if imo else _year(said.get("DateOfBirthOrShipBuildDate", "")),
            imo=imo,
        )


def american_screening(lists: Path) -> Iterator[Listed]:
    """The Consolidated Screening List of the Department of Commerce: thirteen lists."""
    path = next(lists.glob("us_csl/consolidated_*.csv.gz"))
    for row in _table(path):
        yield Listed(
            id=row["_id"],
            kind=row["type"],  # empty for denied persons: not known
            names=(row["name"], *row["alt_names"].split(";")),
            birth_date=_year(row["dates_of_birth"]),
            country=row["nationalities"].partition(";")[0],
        )


LISTS = {
    "eu": european,
    "uk": british,
    "ofsi": british_financial,
    "au": australian,
    "ca": canadian,
    "csl": american_screening,
}
"""Name of the list -> what reads its parties."""


def _year(text: str) -> str:
    """The first year that a cell names; enough for an index of names."""
    found = _YEAR.search(text)
    return found[0] if found else ""


def _table(path: Path) -> Iterator[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _sheet(path: Path) -> list[list[str]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [[str(cell) for cell in row] for row in rows]


if __name__ == "__main__":
    for name, parties in write_table(Path(sys.argv[1]), Path(sys.argv[2])).items():
        print(f"{name}\t{parties}")
