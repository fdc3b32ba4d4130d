"""Legal entities by their LEI: who they are, as GLEIF's Level 1 data describe them (LEI-CDF)."""

from functools import lru_cache

from interdict import countries, identifiers
from interdict.ownership.gleif_record import Plain, text, texts
from interdict.ownership.reading import Report
from interdict.ownership.stake import Entity
from interdict.ownership.tally import Tally
from interdict.party import CountryFact, CountryRole, Identifier, Kind

_CATEGORIES: dict[str, Kind] = {
    "GENERAL": "organization",
    "FUND": "organization",
    "BRANCH": "organization",
    "RESIDENT_GOVERNMENT_ENTITY": "organization",
    "INTERNATIONAL_ORGANIZATION": "organization",
    "SOLE_PROPRIETOR": "person",
}

_COUNTRIES: tuple[tuple[str, CountryRole], ...] = (
    ("LegalJurisdiction", "jurisdiction"),
    ("LegalAddress/Country", "residence"),
    ("HeadquartersAddress/Country", "operations"),
)

_REGISTERS = {"RA000585": "gb", "RA000586": "gb", "RA000587": "gb"}
"""Registers whose country is certain (Companies House, one code per part of the country). Others
keep their code as a note, so that no number is joined to one of another country."""

_ALSO_NAMED = (
    "OtherEntityNames/OtherEntityName",
    "TransliteratedOtherEntityNames/TransliteratedOtherEntityName",
)


def is_lei_record(record: Plain) -> bool:
    """Is it a record that describes an entity?"""
    return "LEI" in record and "Entity" in record


def lei_entity(number: str, report: Report) -> Entity:
    """The entity of an LEI of which a record says no more; a wrong check digit is told."""
    identifier = _identifier(number)
    if identifier.valid is False:
        report.warn(
            "invalid-lei",
            f"LEI {number[:60]!r} has a wrong check digit or form (ISO 17442); it is kept",
            identifier.value[:60],
        )
    return Entity(id=f"lei:{identifier.value}", identifiers=(identifier,))


def unnamed_entity(id_: str, kind: Kind = "unknown") -> Entity:
    """Somebody who is there and whom nobody names."""
    return Entity(id=id_, kind=kind, is_unnamed=True)


@lru_cache(maxsize=1 << 16)
def _identifier(number: str) -> Identifier:
    value = identifiers.normalise("lei", number)
    raw = number if number != value else ""
    return Identifier(kind="lei", value=value, raw=raw, valid=identifiers.is_valid("lei", number))


def described(record: Plain, report: Report, tally: Tally) -> Entity | None:
    """The entity of an LEI record; None, and a finding, where it has no LEI."""
    number = text(record, "LEI")
    if not number:
        report.reject("no-lei", f"an LEI record names no LEI ({text(record, 'Entity/LegalName')})")
        return None
    bare = lei_entity(number, report)
    category = text(record, "Entity/EntityCategory")
    name = text(record, "Entity/LegalName")
    others = [other for path in _ALSO_NAMED for other in texts(record, f"Entity/{path}")]
    _count(record, tally)
    return Entity(
        id=bare.id,
        name=name,
        other_names=tuple(other for other in dict.fromkeys(others) if other != name),
        kind=_CATEGORIES.get(category, "organization"),
        identifiers=(*bare.identifiers, *_numbers(record)),
        countries=_countries(record, bare.id, report),
        is_state=category == "RESIDENT_GOVERNMENT_ENTITY",
        place=bare.id,
    )


def _numbers(record: Plain) -> tuple[Identifier, ...]:
    found = [
        Identifier(kind="bic", value=identifiers.normalise("bic", bic), field="BIC")
        for bic in texts(record, "BIC")
    ]
    number = text(record, "Entity/RegistrationAuthority/RegistrationAuthorityEntityID")
    if number:
        register = text(record, "Entity/RegistrationAuthority/RegistrationAuthorityID")
        normal = identifiers.normalise("registration", number)
        found.append(
            Identifier(
                kind="registration",
                value=normal,
                raw=number if number != normal else "",
                country=_REGISTERS.get(register, ""),
                note=register,
                field="RegistrationAuthority",
            )
        )
    return tuple(found)


def _countries(record: Plain, id_: str, report: Report) -> tuple[CountryFact, ...]:
    found = []
    for path, role in _COUNTRIES:
        raw = text(record, f"Entity/{path}")
        code = countries.code(raw) if raw else None
        if raw and code is None:
            report.warn(
                "unreadable-country", f"{id_}: {path} {raw[:60]!r} names no country we know", id_
            )
        if raw:
            found.append(CountryFact(role=role, code=code or "", raw=raw, field=path))
    return tuple(found)


def _count(record: Plain, tally: Tally) -> None:
    status = text(record, "Registration/RegistrationStatus")
    if status in ("DUPLICATE", "ANNULLED"):
        tally.count(
            "void-record", f"LEI records {status}: kept, because relationships may name them"
        )
    for element in ("SuccessorEntity", "AssociatedEntity"):
        if texts(record, f"Entity/{element}/{element.removesuffix('Entity')}LEI"):
            tally.count("not-read", f"LEI records with {element}, which is not read")
