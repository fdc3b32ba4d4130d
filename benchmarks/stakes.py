"""Invented stakes at the size of a country's register: companies, people, chains and cycles.

Two stakes a company: some companies have one owner, most a few; an owner is a person or another
company, earlier or later in the register, so there are long chains, cross-holdings and cycles of
every length. One stake in ten is a band of the UK's register, one in fifty is of votes, one in
a hundred a seat on a board. One person in ``LISTED_IN`` is listed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

COMPANIES_PER_PERSON = 2
LISTED_IN = 200
BANDS = ("25-50", "50-75", "75-100")
_CHUNK = 500_000


def write_stakes(path: Path, stakes: int, seed: int) -> None:
    """A table of ``stakes`` lines over half as many companies."""
    dice = np.random.default_rng(seed)
    companies = stakes // 2
    with path.open("w", encoding="ascii") as file:
        file.write("owner,owned,percent,kind,from\n")
        for begin in range(0, stakes, _CHUNK):
            count = min(_CHUNK, stakes - begin)
            file.writelines(_lines(dice, count, companies))


def write_listed(path: Path, stakes: int, seed: int) -> None:
    """Who of the people in these stakes is listed, everywhere."""
    dice = np.random.default_rng(seed + 1)
    people = _people(stakes // 2)
    chosen = dice.choice(people, size=max(1, people // LISTED_IN), replace=False)
    path.write_text("party\n" + "".join(f"P{each}\n" for each in sorted(chosen.tolist())))


def _people(companies: int) -> int:
    return max(1, companies // COMPANIES_PER_PERSON)


def _lines(dice: Any, count: int, companies: int) -> Iterator[str]:
    owned = dice.integers(0, companies, count)
    by_person = dice.random(count) < 0.4
    person = dice.integers(0, _people(companies), count)
    # most companies are held by one registered nearby, some by any
    near = (owned + dice.geometric(0.01, count) * dice.choice((-1, 1), count)) % companies
    holder = np.where(dice.random(count) < 0.7, near, dice.integers(0, companies, count))
    whole = dice.random(count) < 0.35
    share = np.where(whole, 100, dice.integers(1, 10_000, count) / 100)
    band, kind = dice.random(count), dice.random(count)
    year = dice.integers(1990, 2026, count)
    for place in range(count):
        owner = f"P{person[place]}" if by_person[place] else f"C{holder[place]}"
        percent = BANDS[int(band[place] * 30)] if band[place] < 0.1 else f"{share[place]:g}"
        what = "votes" if kind[place] < 0.02 else "board" if kind[place] < 0.03 else "shares"
        yield f"{owner},C{owned[place]},{percent},{what},{year[place]}-01-01\n"
