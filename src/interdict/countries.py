"""Countries: any spelling that lists and forms use -> ISO 3166-1 alpha-2, lower case.

The table ``countries.tsv`` holds, per country, its codes, English short name, nationalities
and other spellings (official long forms, older names, its own and other languages'). Beside
the ISO codes it knows ``xk`` (Kosovo, as the EU uses it) and states that are gone but still
stand in passports and places of birth: ``su``, ``yu``, ``cs``, ``dd``, ``yd``, ``an`` and
``cshh`` (Czechoslovakia, whose ``cs`` was given away; ISO 3166-3).

A region is read as the country to which the sanctioning governments count it: Crimea and the
so-called republics of Donetsk and Luhansk are ``ua``, Gaza and the West Bank ``ps``. What may
be two countries ("Korea", "Congolese", "Dominican") and what is none ("stateless") is None:
the caller keeps the printed text and reports it.
"""

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

_NOISE = frozenset(("the", "of", "and"))
_GONE = frozenset(("su", "yu", "cs", "dd", "yd", "an", "cshh"))

_LONGEST = 500
"""Characters; longer text names no country."""

_INVERTED = re.compile(r"([^,(]+)[,(]\s*([^,()]+)\)?")
_DOUBLED = re.compile(r"(.+?)\s*[(/]\s*([^()/]+?)\s*\)?")
_NOW = re.compile(r".*\b(?:now|currently)\b[\s:]*(.+?)\)?", re.I | re.S)
_ONCE = re.compile(r"(.+?)[.,;]?\s*\(?\b(?:previously|formerly)\b.*", re.I | re.S)
_QUALIFIED = re.compile(r"(?:region:|(?:the\s+)?former)\s+(.+)", re.I)
_SUBDIVISION = re.compile(r"([a-z]{2})-[a-z0-9]{2,4}", re.I)

_NUMBERED = re.compile(r"\(\d+(?:\s*-\s*\d+)?\)(?:\s*to\s*\(\d+\))?|(?:\(|\b)[a-h]\)")
_SEPARATORS = (
    _NUMBERED,
    re.compile(r"[;/\n:]"),
    re.compile(r","),
    re.compile(r"\band/or\b|\band\b"),
)


class Country(NamedTuple):
    """One row of the table."""

    code: str
    alpha3: str
    name: str
    nationalities: tuple[str, ...]
    spellings: tuple[str, ...]


@lru_cache(maxsize=1)
def table() -> tuple[Country, ...]:
    """All countries, in order of the file."""
    lines = resources.files("interdict").joinpath("countries.tsv").read_text("utf-8").splitlines()
    return tuple(_row(line) for line in lines[1:])


def _row(line: str) -> Country:
    code, alpha3, name, nationalities, spellings = line.split("\t")
    return Country(code, alpha3, name, _listed(nationalities), _listed(spellings))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def fold(printed: str) -> str:
    """Case, accents, punctuation and the words the, of, and do not tell countries apart."""
    plain = unicodedata.normalize("NFKD", printed.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c) and c not in ".'’`ʻ")
    words = "".join(c if c.isalnum() else " " for c in bare.replace("&", " ")).split()
    return " ".join("saint" if word == "st" else word for word in words if word not in _NOISE)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, str]:
    return {each: row.code for row in table() for each in (row.code, row.alpha3)}


@lru_cache(maxsize=1)
def _by_spelling() -> dict[str, str]:
    return {
        fold(spelling): row.code
        for row in table()
        for spelling in (row.name, *row.nationalities, *row.spellings)
    }


def code(name_or_code: str) -> str | None:
    """The alpha-2 code, lower case, of a country named by code, name or nationality.

    Reads inverted forms ("Korea, North", "Iran (Islamic Republic of)"), two names of one
    country ("Burma (Myanmar)"), today's name beside the old ("USSR (now Moldova)") and
    FollowTheMoney's subdivisions (``ge-ab``). None when the text names no country, or may
    name two; see ``codes`` for texts that name several.
    """
    return _code(name_or_code.strip()) if len(name_or_code) <= _LONGEST else None


@lru_cache(maxsize=8192)
def _code(text: str) -> str | None:
    known = _by_code().get(text.lower()) or _by_spelling().get(fold(text))
    if known is not None:
        return known
    for pattern in (_NOW, _ONCE, _QUALIFIED):
        if part := pattern.fullmatch(text):
            return code(part[1])
    if inverted := _INVERTED.fullmatch(text):
        known = _by_spelling().get(fold(f"{inverted[2]} {inverted[1]}"))
    if known is None and (doubled := _DOUBLED.fullmatch(text)):
        known = _one_of(code(doubled[1]), code(doubled[2]))
    if known is None and (part := _SUBDIVISION.fullmatch(text)):
        known = _by_code().get(part[1].lower())
    return known


def _one_of(first: str | None, second: str | None) -> str | None:
    """One country under two names; of a state that is gone and one that is, the latter."""
    if first in _GONE and second is not None:
        return second
    return first if second in (None, first) or second in _GONE else None


def codes(printed: str) -> tuple[str, ...]:
    """All countries of a text that may name several, without repeats, in order.

    Reads "(1) Sudan (2) South Sudan", "a) Syria b) Iran", "Russian, Ukrainian" and "Latvia and
    Israel". Empty unless every part can be read, so that nothing is lost unnoticed.
    """
    if len(printed) > _LONGEST:
        return ()
    single = code(printed)
    if single is not None:
        return (single,)
    for separator in _SEPARATORS:
        parts = [part.strip(" .,;\n") for part in separator.split(printed)]
        parts = [part for part in parts if part]
        if len(parts) > 1 or (parts and parts[0] != printed.strip(" .,;\n")):
            each = [codes(part) for part in parts]
            return tuple(dict.fromkeys(c for found in each for c in found)) if all(each) else ()
    return ()


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {row.code: row.name for row in table()}


def name(alpha2: str) -> str:
    """The English short name of a code; a code that is not in the table comes back as it is."""
    return _names().get(alpha2.lower(), alpha2)
