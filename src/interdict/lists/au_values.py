"""What one cell of the Australian list may hold: several dates, places, numbers in prose.

Cells list alternatives as ``a) ... b) ...``, with commas, semicolons, ``>>``, "or" or only a
space between two whole dates (``19/12/1962 30/12/1965``). Numbers of dates are day first.
"""

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from interdict import countries, dates, identifiers
from interdict.dates import DateSpan
from interdict.party import Identifier

_ABSENT = frozenset(("", "na", "n/a", "nil", "not available"))
"""How the list fills a cell that has no content, lower case."""

_LETTERED = re.compile(r"(?:^|[\s;,])\(?[a-j]\)\s*")
_DATES = re.compile(
    r"[;,\n]|>>|\bor\b|\balt\.?(?:ernative)? DOB\b:?|(?:^|[\s;,])\(?[a-j]\)|"
    r"(?<=\d{4})(?:\s+|\.\s*)(?=\d)|(?<=\d{4})\.(?=\s)",
    re.I,
)
_BRACKETS = re.compile(r"\([^()]*\)")
_FIRST_YEAR = 1850
"""Earlier years are of another calendar (``24/06/1402``, Hijri)."""

_LISTED = re.compile(
    r"\b(?:listed|designated)\b(?:(?!\bre-?listed\b|\bamended\b)[^().;]){0,120}?\bon:?\s+"
    r"(?P<day>\d{1,2} [a-z]{3,9}\.? \d{4})",
    re.I,
)
"""``Listed by UN 1267 Committee on 25 January 2001 (amended ...)``: the first listing."""
_RELISTED = re.compile(r"\bre-?listed\b.*", re.I | re.S)

_UN_REFERENCE = re.compile(r"^([A-Z]{2}[ei]\.\d{3})\b")

_NUMBERED = re.compile(
    r"(?P<issuer>(?:\b[A-Z][a-z]+ ){0,3})\b(?P<label>(?i:passport|national (?:identification|"
    r"identity|id)|identity card|tax id|company identification|state registration))"
    r"\s*(?i:number|no\.?)\s*:?\s*"
    r"(?P<number>[A-Z]{0,3}[ -]?\d{5,}[A-Z]?)\b(?!/)"
)
_KINDS = {
    "passport": "passport",
    "national identification": "national-id",
    "national identity": "national-id",
    "national id": "national-id",
    "identity card": "national-id",
    "tax id": "tax-id",
    "company identification": "registration",
    "state registration": "registration",
}
"""A label in the prose of ``Additional Information`` -> the kind of number behind it."""


class Births(NamedTuple):
    """The dates of one cell, and the pieces of it that are none."""

    spans: tuple[tuple[DateSpan, str], ...]
    """Each with its printed text, no two alike."""
    unread: tuple[str, ...]


def is_absent(cell: str) -> bool:
    """Does the cell say that nothing is known?"""
    return cell.strip().strip(".").casefold() in _ABSENT


def births(cell: str) -> Births:
    """Every date of birth in a cell; what cannot be read is returned, never guessed at."""
    spans: dict[DateSpan, str] = {}
    unread: list[str] = []
    whole = _BRACKETS.sub(lambda note: " ".join(re.split(r"[\s,;]+", note[0])), cell)
    for piece in _DATES.split(whole):
        printed = " ".join(piece.split()).strip(" .")
        if is_absent(printed):
            continue
        span = dates.parse(" ".join(_BRACKETS.sub(" ", printed).split()))
        if span is None or span.earliest.year < _FIRST_YEAR:
            unread.append(printed)
        else:
            spans.setdefault(span, printed)
    return Births(tuple(spans.items()), tuple(unread))


def places(cell: str) -> tuple[str, ...]:
    """The places of a cell that may list several."""
    if is_absent(cell):
        return ()
    pieces = _LETTERED.split(cell) if _LETTERED.search(cell) else re.split(r";\s*\n|;\s", cell)
    tidy = (" ".join(piece.split()).strip(" ,;") for piece in pieces)
    return tuple(dict.fromkeys(piece for piece in tidy if not is_absent(piece)))


def country_of(place: str) -> str:
    """The country that ends a place or address; empty where it ends in something else."""
    parts = [part.strip(" .") for part in _BRACKETS.sub("", place).split(",")]
    parts = [part for part in parts if part]
    tails = (", ".join(parts[-2:]), parts[-1]) if parts else ()
    return next(filter(None, map(countries.code, tails)), "") or ""


def first_listed(information: str) -> datetime.date | None:
    """The day of first listing that a cell states; relistings and amendments are others."""
    whole = dates.iso_or_none(information)
    if whole is not None:
        return whole
    found = _LISTED.search(_RELISTED.sub("", " ".join(information.split())))
    return dates.iso_or_none(found["day"]) if found else None


def un_reference(information: str) -> str:
    """The UN's reference number that begins the information on a party the UN lists."""
    found = _UN_REFERENCE.match(information.strip())
    return found[1] if found else ""


def numbers(information: str, field: str) -> Iterator[Identifier]:
    """Numbers that the prose names by kind: ``Afghan passport number OR1961825``."""
    for found in _NUMBERED.finditer(information):
        kind = _KINDS[" ".join(found["label"].lower().split())]
        words = found["issuer"].split()
        issuers = (" ".join(words[first:]) for first in range(len(words)))
        country = next(filter(None, map(countries.code, issuers)), "") or ""
        kind = identifiers.refine(kind, found["number"], country)
        value = identifiers.normalise(kind, found["number"])
        yield Identifier(
            kind=kind,
            value=value,
            raw=found["number"] if found["number"] != value else "",
            country=country,
            valid=identifiers.is_valid(kind, value),
            note=f"in the prose: {found[0]}",
            field=field,
        )
