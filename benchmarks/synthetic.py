"""A list of any size that looks like the real ones: ``python -m benchmarks.synthetic --names
1000000 OUT`` writes FollowTheMoney JSON lines that ``interdict lists add`` reads.

The words are those of the official lists and of the invented people, drawn as often as they
occur there and put together anew: given and family names of one script, the first, inner and
last words of companies' names. A share of the words is made of the halves of two, because a
longer list has more distinct words. The same number of names always gives the same file.
"""

import argparse
import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import inputs
from interdict.text import script

SEED = 20251022
PERSONS, COMPANIES = 0.70, 0.28
"""Shares of parties; the others are vessels."""
MADE = 0.12
"""Share of words made of the halves of two."""
WITH_ALIASES = 0.35
MOST_ALIASES = 3
YEARS = (1935, 2004)
COUNTRIES = "ru ir kp cn sy ae tr by ve mm iq af pk lb ye sd ly so zw cu".split()


class Words(NamedTuple):
    """What names are drawn from; a word stands there as often as it occurs."""

    people: list[tuple[str, str, str]]
    """(given name, middle name or empty, family name) of one person each."""
    scripts: dict[str, list[str]]
    """Family names by the script they are written in."""
    first: list[str]
    inner: list[str]
    last: list[str]
    """Words of organisations by their place."""
    vessels: list[str]


def words(place: Path) -> Words:
    """Count the words of the real files."""
    people = [
        (row["first_name"], row["middle_name"], row["last_name"])
        for row in inputs.negatives(place)
        if row["first_name"] and row["last_name"]
    ]
    first: list[str] = []
    inner: list[str] = []
    last: list[str] = []
    vessels: list[str] = []
    with (place / inputs.SDN / "sdn.csv").open(encoding="utf-8", newline="") as sdn:
        for row in csv.DictReader(sdn):
            name, kind = row["SDN_Name"], row["SDN_Type"].strip()
            spelled = name.split()
            if kind == "individual":
                family, _, given = name.partition(",")
                if given.strip():
                    names = given.split()
                    people.append((names[0].title(), " ".join(names[1:]).title(), family.title()))
            elif kind == "vessel":
                vessels += spelled
            elif len(spelled) > 1:
                first.append(spelled[0])
                inner += spelled[1:-1]
                last.append(spelled[-1])
    scripts: dict[str, list[str]] = defaultdict(list)
    for *_, family in people:
        scripts[script(family)].append(family)
    return Words(people, scripts, first, inner, last, vessels)


def parties(names: int, known: Words) -> Iterator[dict[str, Any]]:
    """FollowTheMoney entities that have ``names`` names in all, aliases included."""
    dice = random.Random(SEED)
    left, number = names, 0
    while left > 0:
        kind = dice.random()
        made = _person if kind < PERSONS else _company if kind < PERSONS + COMPANIES else _vessel
        schema, name, properties = made(known, dice)
        aliases = dice.randint(1, MOST_ALIASES) if dice.random() < WITH_ALIASES else 0
        spelled = [_respelled(name, dice) for _ in range(min(aliases, left - 1))]
        properties |= {"name": [name]} | ({"alias": spelled} if spelled else {})
        yield {
            "id": f"syn-{number}",
            "schema": schema,
            "properties": properties,
            "datasets": ["synthetic"],
        }
        left -= 1 + len(spelled)
        number += 1


def _person(known: Words, dice: random.Random) -> tuple[str, str, dict[str, list[str]]]:
    given, middle, family = dice.choice(known.people)
    family = dice.choice(known.scripts[script(family)])
    spelled = [_perhaps_made(given, given, dice), middle, _perhaps_made(family, given, dice)]
    born = f"{dice.randint(*YEARS)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    facts = {"birthDate": [born], "nationality": [dice.choice(COUNTRIES)]}
    return "Person", " ".join(word for word in spelled if word), facts


def _company(known: Words, dice: random.Random) -> tuple[str, str, dict[str, list[str]]]:
    inner = [dice.choice(known.inner) for _ in range(dice.choice((0, 1, 1, 2, 2, 3)))]
    begins = _perhaps_made(dice.choice(known.first), dice.choice(known.first), dice)
    spelled = [begins, *inner, dice.choice(known.last)]
    return "Company", " ".join(spelled), {"jurisdiction": [dice.choice(COUNTRIES)]}


def _vessel(known: Words, dice: random.Random) -> tuple[str, str, dict[str, list[str]]]:
    spelled = [dice.choice(known.vessels) for _ in range(dice.choice((1, 2, 2)))]
    return "Vessel", " ".join(spelled), {"flag": [dice.choice(COUNTRIES)]}


def _perhaps_made(word: str, other: str, dice: random.Random) -> str:
    """Mostly the word; at times its beginning with the end of another."""
    if dice.random() >= MADE or min(len(word), len(other)) < 4:
        return word
    return word[: len(word) // 2 + 1] + other[len(other) // 2 :].lower()


def _respelled(name: str, dice: random.Random) -> str:
    """An alias: a letter changed, a word left out, or the words in another order."""
    spelled = name.split()
    way = dice.randrange(3)
    if way == 0 or len(spelled) < 2:
        return inputs.with_typo(name, dice)
    if way == 1 and len(spelled) > 2:
        del spelled[dice.randrange(1, len(spelled) - 1)]
        return " ".join(spelled)
    return " ".join([*spelled[1:], spelled[0]])


def main() -> None:
    """``--names N OUT``"""
    parser = argparse.ArgumentParser(prog="benchmarks.synthetic", description=__doc__)
    parser.add_argument("--names", type=int, default=1_000_000, help="names in all, with aliases")
    parser.add_argument("out", type=Path, help="file to write, JSON lines")
    asked = parser.parse_args()
    known = words(inputs.folder())
    written = 0
    with asked.out.open("w", encoding="utf-8") as out:
        for party in parties(asked.names, known):
            out.write(json.dumps(party, ensure_ascii=False) + "\n")
            written += 1
    print(f"{asked.names:,} names of {written:,} parties in {asked.out}")


if __name__ == "__main__":
    main()
