"""The real files the figures are measured on, and where they are."""

import csv
import lzma
import os
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

LISTS = Path("lists")
SDN = LISTS / "ofac" / "sdn-csv-reexported-2024-03"
NONSDN = LISTS / "ofac" / "nonsdn-enhanced-xml-2026-01" / "CONS_ENHANCED.XML"
UN = LISTS / "un"
NEGATIVES = Path("names") / "negatives-global.csv.xz"

_GENERATED = re.compile(rb'dateGenerated="([^"]+)"')
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class NoData(Exception):
    """The real files are not on this machine."""


def folder() -> Path:
    """Where the real files lie: INTERDICT_DATA, else ``../shared/data`` beside the clone."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    place = Path(os.environ.get("INTERDICT_DATA", beside))
    if not (place / LISTS).is_dir():
        raise NoData(
            f"no official files in {place}: set INTERDICT_DATA to a folder that holds lists/ and "
            "names/ as the project's data description lays them out. Nothing was measured"
        )
    return place


def official_files(place: Path) -> list[Path]:
    """OFAC's SDN, ALT and ADD tables, its non-SDN list and the newest UN list."""
    sdn = [place / SDN / name for name in ("sdn.csv", "alt.csv", "add.csv")]
    return [*sdn, place / NONSDN, newest_un(place / UN)]


def newest_un(lists: Path) -> Path:
    """The UN file whose own date of generation is the latest; broken ones are left aside."""
    dated = {}
    for path in sorted(lists.glob("*.xml")):
        with path.open("rb") as stream:
            stated = _GENERATED.search(stream.read(4_096))
        if stated and not path.name.startswith("MALFORMED"):
            dated[path] = stated[1]
    return max(dated, key=dated.__getitem__)


def negatives(place: Path) -> Iterator[dict[str, str]]:
    """50,000 invented people who are on no list, as rows of a customer file."""
    with lzma.open(place / NEGATIVES, "rt", encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows)


def with_noisy_names(rows: Iterable[dict[str, str]], listed: list[str]) -> Iterator[dict[str, str]]:
    """The same rows, every hundredth one asking for a listed name with one letter changed."""
    dice = random.Random(20251022)  # noqa: S311 - the same mix in every run
    for number, row in enumerate(rows):
        yield row if number % 100 else {"full_name": with_typo(dice.choice(listed), dice)}


def with_typo(name: str, dice: random.Random) -> str:
    """The name with one letter changed, as far as it has letters."""
    places = [place for place, letter in enumerate(name) if letter.isalpha()]
    if not places:
        return name
    place = dice.choice(places)
    return name[:place] + dice.choice(_LETTERS) + name[place + 1 :]
