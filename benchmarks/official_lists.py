"""Names of listed parties as their lists print them beside each other, in Latin and in native
letters. Which of them belong together is lost once a connector has read them as a party's names."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineWorkbook

_PIECES = re.compile(r"[;\n|]|\s/\s|(?<=[а-яА-Я])/(?=[А-Я])")


class Listed(NamedTuple):
    """One party of a list."""

    id: str
    kind: str
    names: tuple[str, ...]
    """The primary name first."""


def european(lists: Path) -> Iterator[Listed]:
    """The annexes of the acts; a row is a party of an act, numbered within it."""
    for act in sorted(lists.glob("eu/*/consolidated/*.csv")):
        for number, row in enumerate(_table(act), 1):
            spellings = ";".join((row["alias"], row["weakAlias"], row["previousName"]))
            yield Listed(
                id=f"{act.stem}-{number}",
                kind=row["schema"],
                names=(*_PIECES.split(row["name"]), *_PIECES.split(spellings)),
            )


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
        )


def australian(lists: Path) -> Iterator[Listed]:
    """References 12, 12a, 12b are the names of party 12."""
    _, *rows = _sheet(next(lists.glob("au/Australian_*.xlsx")))
    parties: dict[str, list[list[str]]] = {}
    for row in rows:
        number = re.match(r"\d+", row[0])
        parties.setdefault(number[0] if number else row[0], []).append(row)
    for party, found in parties.items():
        yield Listed(party, found[0][2], tuple(row[1] for row in found))


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _sheet(path: Path) -> list[list[str]]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [[str(cell) for cell in row] for row in rows]
