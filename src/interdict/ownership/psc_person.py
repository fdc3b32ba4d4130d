"""The person or company behind a record of the UK register of significant control."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from interdict import countries, identifiers
from interdict.dates import DateSpan, span
from interdict.ownership.reading import Report
from interdict.ownership.registers import issuer
from interdict.ownership.stake import Entity
from interdict.party import CountryFact, CountryRole, Identifier, Kind

_DIGITS = re.compile(r"\d{1,8}", re.ASCII)
_PREFIXED = re.compile(r"([A-Z]{2})(\d{1,6})", re.ASCII)
_PREFIXES = frozenset(
    "SC NI OC SO NC FC SF NF OE SL LP NL NP IP SP IC SI RC SR NR AC SA NA GE GS GN ES CE CS PC "
    "RS SZ ZC".split()
)
"""Of company numbers, by register and part of the country (Companies House)."""


def company_id(number: str) -> str:
    """``gb-coh:01234567`` of a number as the register writes it, or nearly so."""
    return f"gb-coh:{_padded(number) or number}"


def company(number: str) -> Entity:
    """The company of which a record speaks; the register's snapshot holds no names of them."""
    id_ = company_id(number)
    return Entity(id=id_, kind="organization", identifiers=(_company_number(id_),))


def controller(about: Mapping[str, Any], id_: str, kind: Kind, report: Report) -> Entity:
    """Whom a record describes, under the id given; a British company under its number."""
    registered = about.get("identification")
    identification = registered if isinstance(registered, Mapping) else {}
    number = _text(identification.get("registration_number"))
    issued_in = _country(_text(identification.get("country_registered")))
    issued_in = issued_in or _country(_text(identification.get("place_registered")))
    found: tuple[Identifier, ...] = ()
    if kind == "organization" and number:
        padded = _padded(number) if issued_in == "gb" else ""
        if padded:
            id_ = f"gb-coh:{padded}"
            found = (_company_number(id_, number),)
        else:
            found = (_number(number, issuer(issued_in)),)
    name = _text(about.get("name"))
    plain = _plain_name(about.get("name_elements"))
    return Entity(
        id=id_,
        name=name or plain,
        other_names=(plain,) if name and plain and plain != name else (),
        kind=kind,
        identifiers=found,
        countries=_countries(about, identification, id_, report),
        birth=_birth(about.get("date_of_birth"), id_, report),
        is_unnamed=not (name or plain),
        place=id_,
    )


def _company_number(id_: str, raw: str = "") -> Identifier:
    value = id_.removeprefix("gb-coh:")
    return Identifier(
        kind="registration", value=value, raw=raw if raw != value else "", country="gb"
    )


def _number(number: str, country: str) -> Identifier:
    value = identifiers.normalise("registration", number)
    return Identifier(
        kind="registration", value=value, raw=number if number != value else "", country=country
    )


def _padded(number: str) -> str:
    """The eight characters that the register gives a company; empty for another number."""
    compact = "".join(number.split()).upper()
    if _DIGITS.fullmatch(compact):
        return compact.zfill(8)
    prefixed = _PREFIXED.fullmatch(compact)
    if prefixed and prefixed[1] in _PREFIXES:
        return f"{prefixed[1]}{prefixed[2].zfill(6)}"
    return compact if re.fullmatch(r"R\d{7}", compact, re.ASCII) else ""


def _plain_name(elements: object) -> str:
    """The name without the title that the register puts before it."""
    if not isinstance(elements, Mapping):
        return ""
    parts = (elements.get(part) for part in ("forename", "middle_name", "surname"))
    return " ".join(filter(None, map(_text, parts)))


def _birth(stated: object, id_: str, report: Report) -> DateSpan | None:
    """Month and year, which is all that the register publishes."""
    if not isinstance(stated, Mapping):
        return None
    year, month = stated.get("year"), stated.get("month")
    try:
        return span(int(str(year)), int(str(month)) if month is not None else None)
    except (ValueError, OverflowError):
        report.warn("unreadable-birth", f"{id_}: born in month {month!r} of {year!r}?", id_)
        return None


def _countries(
    about: Mapping[str, Any], identification: Mapping[str, Any], id_: str, report: Report
) -> tuple[CountryFact, ...]:
    stated: tuple[tuple[CountryRole, str], ...] = (
        ("nationality", _text(about.get("nationality"))),
        ("residence", _text(about.get("country_of_residence"))),
        ("jurisdiction", _text(identification.get("country_registered"))),
    )
    found = []
    for role, raw in stated:
        if not raw:
            continue
        codes = _codes(raw)
        if not codes:
            report.warn("unreadable-country", f"{id_}: {role} {raw[:60]!r} is no country", id_)
        found += [CountryFact(role=role, code=code, raw=raw) for code in codes or ("",)]
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _codes(raw: str) -> tuple[str, ...]:
    return countries.codes(raw)


def _country(raw: str) -> str:
    codes = _codes(raw) if raw else ()
    return codes[0] if len(codes) == 1 else ""


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
