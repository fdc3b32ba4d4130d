"""Entities and people of the Beneficial Ownership Data Standard as entities of ours.

Somebody is unnamed where the statement says so (``unknownPerson``, ``anonymousPerson``,
``unknownEntity``, ``anonymousEntity``) and where it gives neither name nor official number.
"""

from collections.abc import Iterator

import msgspec

from interdict import countries
from interdict.ownership import official_numbers
from interdict.ownership.bods_fields import Fields
from interdict.ownership.bods_statement import Statement
from interdict.ownership.stake import Entity
from interdict.party import CountryFact, CountryRole, Identifier

_TYPES = frozenset(
    (
        "registeredEntity", "legalEntity", "arrangement", "anonymousEntity", "unknownEntity",
        "state", "stateBody",
    )
)  # fmt: skip
_UNNAMED = frozenset(("anonymousEntity", "unknownEntity", "anonymousPerson", "unknownPerson"))
_STATES = frozenset(("state", "stateBody"))
_PEOPLE = frozenset(("knownPerson", "anonymousPerson", "unknownPerson"))


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as one statement describes him; the id of the entity is still empty."""

    entity: Entity
    numbers: tuple[str, ...]
    """Official numbers as ids (``lei:5493...``), as stated."""
    is_joint: bool = False
    """An arrangement by which several hold jointly."""


def described(statement: Statement) -> Described:
    """The entity or person that a statement describes."""
    person = statement.kind == "person"
    details = statement.details
    stated, words = (_person_type(details), "") if person else _entity_type(details)
    name, others = _person_names(details) if person else _entity_names(details)
    numbers = list(_numbers(details))
    ids = tuple(dict.fromkeys(id_ for id_, _ in numbers if id_))
    entity = Entity(
        id="",
        name=name,
        other_names=others,
        kind="person" if person else "organization",
        identifiers=tuple(number for _, number in numbers),
        countries=tuple(_countries(details, person)),
        birth=details.span("birthDate") if person else None,
        is_state=stated in _STATES,
        is_unnamed=stated in _UNNAMED or not (name or ids),
        place=statement.place,
    )
    told = f"{name} {words}".lower()
    return Described(
        entity=entity, numbers=ids, is_joint=stated == "arrangement" and "joint" in told
    )


def _entity_type(details: Fields) -> tuple[str, str]:
    """Type (until 0.3 a text, since 0.4 an object) and what it says in free text."""
    words = ""
    if isinstance(details.values.get("entityType"), dict):
        inner = details.inner("entityType")
        stated, words = inner.text("type"), inner.text("details")
    else:
        stated = details.text("entityType")
    if stated not in _TYPES:
        details.warn(
            "unknown-entity-type", "entityType", f"{stated!r} is none; read as an organization"
        )
    return stated, words


def _person_type(details: Fields) -> str:
    stated = details.text("personType")
    if stated not in _PEOPLE:
        details.warn("unknown-person-type", "personType", f"{stated!r} is none; read as a person")
    return stated


def _entity_names(details: Fields) -> tuple[str, tuple[str, ...]]:
    names = (details.text("name"), *details.texts("alternateNames"))
    first, *others = dict.fromkeys(filter(None, names)) or [""]
    return first, tuple(others)


def _person_names(details: Fields) -> tuple[str, tuple[str, ...]]:
    """The legal name first (``legal``, until 0.1 ``individual``), else the first given."""
    found: dict[str, bool] = {}
    for each in details.objects("names"):
        parts = (each.text("givenName"), each.text("patronymicName"), each.text("familyName"))
        full = each.text("fullName") or " ".join(filter(None, parts))
        if full:
            found.setdefault(full, each.text("type") in ("legal", "individual"))
    first, *others = sorted(found, key=lambda name: not found[name]) or [""]
    return first, tuple(others)


def _numbers(details: Fields) -> Iterator[tuple[str, Identifier]]:
    """(id or empty, identifier) of every official number."""
    for place, each in enumerate(details.objects("identifiers")):
        number = each.text("id") or each.text("uri")
        if not number:
            continue
        name = each.text("schemeName")
        scheme = official_numbers.scheme_of(each.text("scheme"), name)
        found = official_numbers.identifier(scheme, name, number, f"identifiers[{place}]")
        if not (scheme or name):
            each.warn("unknown-scheme", "scheme", f"whose number {number!r} is cannot be told")
        if found.valid is False:
            each.warn(
                f"invalid-{found.kind}", "id", f"{number!r} has a wrong check digit; it is kept"
            )
        yield official_numbers.entity_id(scheme, number), found


def _countries(details: Fields, person: bool) -> Iterator[CountryFact]:
    if person:
        for place, each in enumerate(details.objects("nationalities")):
            yield from _country(each, "nationality", f"nationalities[{place}]")
    else:
        for name in ("jurisdiction", "incorporatedInJurisdiction"):
            if name in details:
                yield from _country(details.inner(name), "jurisdiction", name)
    for place, each in enumerate(details.objects("addresses")):
        if each.values.get("type") == "placeOfBirth":
            continue
        is_object = isinstance(each.values.get("country"), dict)
        given = each.inner("country") if is_object else each
        yield from _country(
            given, "residence", f"addresses[{place}]", "" if is_object else "country"
        )


def _country(given: Fields, role: CountryRole, field: str, name: str = "") -> Iterator[CountryFact]:
    """A country by its code or, where that is none, by its name."""
    printed = [given.text(name)] if name else [given.text("code"), given.text("name")]
    printed = [text for text in printed if text]
    if not printed:
        return
    code = next(filter(None, map(countries.code, printed)), None)
    if code is None:
        given.warn("unreadable-country", name, f"{printed[0]!r} names no country; it is kept")
    raw = " ".join(printed)
    yield CountryFact(role=role, code=code or "", raw=raw, field=field)
