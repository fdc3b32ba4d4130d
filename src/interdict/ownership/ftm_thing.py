"""Who stakes are about in FollowTheMoney: persons, companies and other things with a name."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from interdict import countries, identifiers
from interdict.dates import DateSpan, parse
from interdict.ownership.reading import Report
from interdict.ownership.registers import issuer
from interdict.ownership.stake import Entity
from interdict.party import CountryFact, CountryRole, Identifier, Kind

THINGS: dict[str, Kind] = {
    "Person": "person",
    "Organization": "organization",
    "Company": "organization",
    "PublicBody": "organization",
    "LegalEntity": "unknown",  # may be a person or a company
    "Asset": "unknown",
    "Vessel": "vessel",
    "Airplane": "aircraft",
}
"""Schema -> kind, of what may own or be owned."""

_OTHER_NAMES = ("alias", "weakAlias", "previousName", "abbreviation")

_NUMBERS: dict[str, str] = {
    "leiCode": "lei",
    "imoNumber": "imo",
    "swiftBic": "bic",
    "isin": "isin",
    "isinCode": "isin",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "kppCode": "kpp",
    "okpoCode": "okpo",
    "uscCode": "uscc",
    "dunsCode": "duns",
    "registrationNumber": "registration",
    "idNumber": "national-id",
    "taxNumber": "tax-id",
    "vatCode": "tax-id",
    "passportNumber": "passport",
}
"""Property -> kind of number. An organization's ``imoNumber`` counts in another number space."""

_COUNTRIES: dict[str, CountryRole] = {
    "nationality": "nationality",
    "citizenship": "citizenship",
    "country": "residence",
    "mainCountry": "operations",
    "jurisdiction": "jurisdiction",
    "birthCountry": "birth",
    "flag": "flag",
}


class Thing(NamedTuple):
    """One entity of the file: any node or link of FollowTheMoney's model."""

    id: str
    schema: str
    values: Mapping[str, Sequence[str]]
    place: str

    def all(self, name: str) -> Sequence[str]:
        """The values of a property, without empty ones."""
        return self.values.get(name, ())

    def words(self, *names: str) -> str:
        """Values of several properties as one text."""
        return "; ".join(value for name in names for value in self.all(name))[:500]


def things_of(value: object, place: str) -> list[Thing] | None:
    """The entity of a record, and those that an export nests in it; None where it is none."""
    found: list[Thing] = []
    return found if _collect(value, place, found, levels=8) else None


def _collect(value: object, place: str, found: list[Thing], levels: int) -> str:
    """Put the entity and the nested ones in order; the entity's id, empty where it is none."""
    if not isinstance(value, Mapping) or not levels:
        return ""
    id_, schema, properties = (value.get(key) for key in ("id", "schema", "properties"))
    if not (isinstance(id_, str) and id_ and isinstance(schema, str) and schema):
        return ""
    if not isinstance(properties, Mapping):
        return ""
    values: dict[str, list[str]] = {}
    nested: list[Thing] = []
    for name, stated in properties.items():
        for each in stated if isinstance(stated, list) else [stated]:
            text = (
                _collect(each, place, nested, levels - 1)
                if isinstance(each, Mapping)
                else _text(each)
            )
            if text:
                values.setdefault(name, []).append(text)
    found.append(Thing(id_, schema, values, place))
    found.extend(nested)
    return id_


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else ""


def entity_of(thing: Thing, report: Report) -> Entity:
    """What the file says about somebody or something."""
    kind = THINGS[thing.schema]
    names = [*thing.all("name"), *(name for each in _OTHER_NAMES for name in thing.all(each))]
    distinct = tuple(dict.fromkeys(names))
    if not distinct:
        report.warn("no-name", f"{thing.schema} {thing.id} has no name; it is kept", thing.id)
    return Entity(
        id=thing.id,
        name=distinct[0] if distinct else "",
        other_names=distinct[1:],
        kind=kind,
        identifiers=tuple(_identifiers(thing, kind, report)),
        countries=tuple(_countries(thing, report)),
        birth=_birth(thing, report),
        is_state=thing.schema == "PublicBody",
        place=thing.place,
    )


def _identifiers(thing: Thing, kind: Kind, report: Report) -> list[Identifier]:
    issued = {countries.code(text) for text in thing.all("jurisdiction") or thing.all("country")}
    country = (issued.pop() or "") if len(issued) == 1 else ""
    found = []
    for name, stated in _NUMBERS.items():
        for value in thing.all(name):
            of = "company-imo" if name == "imoNumber" and kind in ("organization", "unknown") else (
                identifiers.refine(stated, value, country)
            )  # fmt: skip
            valid = identifiers.is_valid(of, value)
            if valid is False:
                what = f"{thing.schema} {thing.id}: {name} {value[:60]!r} has a wrong check digit"
                report.warn(f"invalid-{of}", f"{what} or form; it is kept", thing.id, name)
            normal = identifiers.normalise(of, value)
            found.append(
                Identifier(
                    kind=of,
                    value=normal,
                    raw=value if value != normal else "",
                    country=issuer(country) if name == "registrationNumber" else "",
                    valid=valid,
                    field=name,
                )
            )
    return found


def _countries(thing: Thing, report: Report) -> list[CountryFact]:
    found = []
    for name, role in _COUNTRIES.items():
        if name == "country" and thing.schema == "PublicBody":
            role = "jurisdiction"  # a body of a state is that state's, wherever it sits
        for raw in thing.all(name):
            code = countries.code(raw)
            if code is None:
                what = f"{thing.schema} {thing.id}: {name} {raw[:60]!r} names no country we know"
                report.warn("unreadable-country", what, thing.id, name)
            found.append(CountryFact(role=role, code=code or "", raw=raw, field=name))
    return found


def _birth(thing: Thing, report: Report) -> DateSpan | None:
    """The most exact date of birth; None where two exclude each other or none can be read."""
    spans = []
    for text in thing.all("birthDate"):
        read = parse(text)
        if read is None:
            what = f"{thing.schema} {thing.id}: born {text[:60]!r} is no date"
            report.warn("unreadable-birth", what, thing.id, "birthDate")
        else:
            spans.append(read)
    spans.sort(key=lambda span: span.latest - span.earliest)
    if all(spans[0].overlaps(other) for other in spans[1:]):
        return spans[0] if spans else None
    what = f"{thing.schema} {thing.id}: several dates of birth exclude each other; none is used"
    report.warn("contradictory-birth", what, thing.id, "birthDate")
    return None
