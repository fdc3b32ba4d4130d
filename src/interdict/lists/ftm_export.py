"""Parties as FollowTheMoney entities, for every tool of that ecosystem."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from interdict.lists import ftm_terms as terms
from interdict.lists.written_dates import write_span
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    Identifier,
    Link,
    Listing,
    Measure,
    Party,
)

Properties = dict[str, list[str]]

_NAMES = {kind: name for name, kind in terms.NAMES.items()}
_PARTS = {role: name for name, role in reversed(terms.NAME_PARTS.items())}
_NUMBERS = {kind: name for name, kind in reversed(terms.IDENTIFIERS.items())}
_COUNTRIES = {role: name for name, role in terms.COUNTRIES.items()}
_REGIMES = {regime: country for country, regime in terms.REGIMES.items()}
_TIES = {tie.kind: schema for schema, tie in reversed(terms.TIES.items()) if schema != "Membership"}
_COMPANY_NUMBERS = frozenset(("lei", "inn", "ogrn", "kpp", "uscc", "registration", "bic", "isin"))


def export(parties: Iterable[Party]) -> Iterator[bytes]:
    """JSON lines: each party, then its sanctions, documents, addresses and links."""
    for party in parties:
        for entity in _entities(party):
            yield msgspec.json.encode(entity) + b"\n"


def _entities(party: Party) -> Iterator[dict[str, Any]]:
    attached = list(_attached(party))
    places = [entity["id"] for entity in attached if entity["schema"] == "Address"]
    properties = _own(party)
    if places:
        properties["addressEntity"] = places
    yield {
        "id": party.id,
        "caption": party.primary_name,
        "schema": _schema(party),
        "properties": {name: values for name, values in properties.items() if values},
        "datasets": [party.source],
        "target": bool(party.listings),
    }
    yield from attached


def _schema(party: Party) -> str:
    if party.kind != "organization":
        return terms.SCHEMATA[party.kind]
    owned = any(link.kind == "owned-by" for link in party.links)
    numbered = any(number.kind in _COMPANY_NUMBERS for number in party.identifiers)
    return "Company" if owned or numbered else "Organization"


def _own(party: Party) -> Properties:
    properties: Properties = {}

    def add(name: str, value: str) -> None:
        values = properties.setdefault(name, [])
        if value and value not in values:
            values.append(value)

    for spelling in party.names:
        add(_NAMES[spelling.kind], spelling.full)
    for part in party.names[0].parts:
        if part.role in _PARTS:
            add(_PARTS[part.role], part.value)
        else:
            add("notes", f"{part.role} name: {part.value}")
    for number in party.identifiers:
        if (plain := _plain_property(party, number)) is not None:
            add(plain, number.value)
    for birth in party.birth_dates:
        for name, value in _birth(birth):
            add(name, value)
    for place in party.birth_places:
        add("birthPlace", place.full)
    for fact in party.countries:
        add(_COUNTRIES[fact.role], _country(fact))
    for address in party.addresses:
        if _is_one_line(address):
            add("address", address.full)
    add("gender", party.gender)
    for position in party.positions:
        add("position", position)
    for detail in party.details:
        if detail.label in terms.DETAILS:
            add(detail.label, detail.value)
        else:
            add("notes", f"{detail.label}: {detail.value}")
    add("notes", party.remarks)
    return properties


def _plain_property(party: Party, number: Identifier) -> str | None:
    """The property that says all about a number, or None when it needs an Identification."""
    if number.country or number.note or number.raw:
        return None
    for (kind_of_party, name), kind in terms.IDENTIFIERS_BY_KIND.items():
        if kind_of_party == party.kind and kind == number.kind:
            return name
    usual = _NUMBERS.get(number.kind)
    if usual is None or number.kind == "other":
        return None
    return None if (party.kind, usual) in terms.IDENTIFIERS_BY_KIND else usual


def _birth(birth: BirthDate) -> Iterator[tuple[str, str]]:
    """A FollowTheMoney date is a year, a month or a day; a note tells of anything else."""
    written = write_span(birth.span)
    if written[:4].isdigit() and " " not in written:
        yield "birthDate", written
        return
    for year in range(birth.span.earliest.year, birth.span.latest.year + 1):
        yield "birthDate", f"{year:04}"
    yield "notes", terms.BIRTH_NOTE + written


def _country(fact: CountryFact) -> str:
    return fact.code or fact.raw


def _is_one_line(address: Address) -> bool:
    finer = (address.street, address.city, address.region, address.postal_code)
    return not (any(finer) or address.country or address.note)


# Attached entities


def _attached(party: Party) -> Iterator[dict[str, Any]]:
    for place, listing in enumerate(party.listings):
        yield _entity(party, "Sanction", place, {"entity": [party.id]} | _sanction(listing))
    for place, number in enumerate(party.identifiers):
        if _plain_property(party, number) is None:
            yield _entity(
                party, "Identification", place, {"holder": [party.id]} | _document(number)
            )
    for place, address in enumerate(party.addresses):
        if not _is_one_line(address):
            yield _entity(party, "Address", place, _address(address))
    for place, link in enumerate(party.links):
        yield _tie(party, place, link)


def _entity(party: Party, schema: str, place: int, properties: Properties) -> dict[str, Any]:
    return {
        "id": f"{party.id}/{schema.lower()}/{place}",
        "schema": schema,
        "properties": {
            name: kept for name, values in properties.items() if (kept := [*filter(None, values)])
        },
        "datasets": [party.source],
    }


def _sanction(listing: Listing) -> Properties:
    return {
        "authority": [listing.authority],
        "country": [_REGIMES.get(listing.regime, "")],
        "publisher": [listing.list],
        "program": list(listing.programmes),
        "provisions": [_provision(m) for m in listing.measures if m != Measure(kind="unstated")],
        "description": [terms.LEGAL_BASIS + basis for basis in listing.legal_basis],
        "listingDate": [listing.listed_on.isoformat() if listing.listed_on else ""],
        "authorityId": [listing.reference],
        "reason": [listing.reason],
    }


def _provision(measure: Measure) -> str:
    text = f" ({measure.text})" if measure.text else ""
    effective = f", effective {measure.effective_on}" if measure.effective_on else ""
    return f"{measure.kind}{text}{effective}"


def _document(number: Identifier) -> Properties:
    return {
        "number": [number.raw or number.value],
        "type": [number.kind],
        "country": [number.country],
        "summary": [number.note],
    }


def _address(address: Address) -> Properties:
    return {
        "full": [address.full],
        "street": [address.street],
        "city": [address.city],
        "region": [address.region],
        "postalCode": [address.postal_code],
        "country": [address.country],
        "remarks": [address.note],
    }


def _tie(party: Party, place: int, link: Link) -> dict[str, Any]:
    schema = _TIES.get(link.kind, "UnknownLink")
    tie = terms.TIES[schema]
    properties = {
        tie.subject: [party.id],
        tie.object: [link.party],
        "role": [link.kind if schema == "UnknownLink" else "", link.text],
        "summary": [terms.OTHER_PARTY + link.name],
    }
    return _entity(party, schema, place, properties)
