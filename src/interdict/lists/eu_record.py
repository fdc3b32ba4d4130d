"""One entry of an EU annex as a party."""

import itertools
from collections.abc import Iterator
from typing import Literal

from interdict import countries, dates, identifiers
from interdict.lists.catalog import Source
from interdict.lists.eu_csv import COLUMNS, Row
from interdict.lists.eu_measures import measure_of, rule, title
from interdict.lists.eu_names import names
from interdict.lists.eu_numbers import Numbers, all_of, contacts, numbers, ship_or_owner
from interdict.lists.eu_values import births, country_in, values
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    CountryRole,
    Detail,
    Finding,
    Identifier,
    Kind,
    Listing,
    Name,
    NameKind,
    Party,
    Place,
)
from interdict.statement import Provenance

_KINDS: dict[str, Kind] = {
    "Person": "person",
    "LegalEntity": "organization",
    "Company": "organization",
    "Organization": "organization",
    "PublicBody": "organization",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Asset": "unknown",
}
"""``schema`` of a row. An asset is a port, an airport, an economic zone or a crypto-asset."""

_NAMES: tuple[tuple[str, NameKind], ...] = (
    ("name", "primary"),
    ("alias", "strong-alias"),
    ("previousName", "former"),
    ("weakAlias", "weak-alias"),
)
_NUMBERS = (
    ("passportNumber", "passport"),
    ("taxNumber", "tax-id"),
    ("innCode", "inn"),
    ("ogrnCode", "ogrn"),
    ("kppCode", "kpp"),
    ("okpoCode", "okpo"),
    ("leiCode", "lei"),
    ("swiftBic", "bic"),
    ("mmsi", "mmsi"),
    ("registrationNumber", "registration"),
)
_CONTACTS = (("phone", "phone"), ("email", "email"), ("website", "website"))
_COUNTRIES: tuple[tuple[str, CountryRole], ...] = (
    ("nationality", "nationality"),
    ("jurisdiction", "jurisdiction"),
    ("flag", "flag"),
    ("country", "operations"),
)
_DETAILS: tuple[tuple[str, str], ...] = (
    ("schema", "kind as published"),
    ("measure", "measure as published"),
    ("annex", "annex"),
    ("recordId", "number in the annex"),
    ("appearance", "appearance"),
    ("ethnicity", "ethnicity"),
    ("fatherName", "father's name"),
    ("motherName", "mother's name"),
    ("incorporationDate", "founded"),
    ("legalForm", "legal form"),
    ("sector", "sector"),
    ("ticker", "ticker"),
)
_GENDERS: dict[str, Literal["male", "female"]] = {"male": "male", "female": "female"}


class Record:
    """Reads one row; what was odd about it collects in ``findings``."""

    def __init__(self, row: Row, source: Source, native: str) -> None:
        self.findings: list[Finding] = []
        self._row = row
        self._cells = row.cells
        self._source = source
        self._native = native
        self._unread: list[Detail] = []
        schema = row.cells.get("schema", "")
        self._kind = _KINDS.get(schema, "unknown")
        if schema not in _KINDS:
            self._note("unknown-kind", f"schema {schema!r} is new", schema, "schema")

    def party(self, origin: Provenance) -> Party | None:
        """The whole party, or None where the row names nobody; call once."""
        found = self._names()
        if not found or origin.stated_on is None:
            return None
        nationalities = tuple(self._countries())
        addresses = tuple(self._addresses())
        return Party(
            id=f"{self._source.id}:{self._native}",
            kind=self._kind,
            provenance=origin,
            names=found,
            listings=(self._listing(origin),),
            identifiers=tuple(self._identifiers(_home(nationalities, addresses))),
            birth_dates=tuple(self._births()),
            birth_places=tuple(
                Place(full=place, country=country_in(place), field="birthPlace")
                for place in values(self._cells.get("birthPlace", ""))
            ),
            countries=nationalities,
            addresses=addresses,
            gender=self._gender(),
            positions=values(self._cells.get("position", "")),
            details=tuple(self._details()),
            remarks=self._cells.get("notes", ""),
        )

    def _names(self) -> tuple[Name, ...]:
        found: dict[str, Name] = {}
        for column, kind in _NAMES:
            cell = self._cells.get(column, "")
            read = names(cell, kind, self._kind, column, divided=column != "name")
            for name in read:
                found.setdefault(name.full, name)
            if column == "previousName" and self._kind == "person":
                for name in list(_with_family_name(found, read)):
                    found.setdefault(name.full, name)
            as_read = {name.full for name in read}
            printed = values(cell) if column != "name" else (cell,)
            for value in printed:
                if value and value not in as_read:
                    self._unread.append(
                        Detail(label=f"{column} as published", value=value, field=column)
                    )
        every = tuple(found.values())
        return every if every and every[0].kind == "primary" else ()

    def _listing(self, origin: Provenance) -> Listing:
        act, annex = self._row.act, self._cells.get("annex", "")
        published = self._cells.get("measure", "")
        on = origin.stated_on
        assert on is not None  # noqa: S101 - `party` has looked
        measure = measure_of(act, annex, published, on)
        known = rule(act, annex, published, on)
        basis = [f"{title(act)}, Annex {annex}"]
        if known is not None and known.article:
            basis.append(f"{title(act)}, Article {known.article}")
        printed = self._cells.get("startDate", "")
        listed_on = dates.iso_or_none(printed)
        if printed and listed_on is None:
            self._note("unreadable-date", f"startDate {printed!r} is no date", printed, "startDate")
        programme = self._cells.get("programKey", "")
        return Listing(
            authority=self._source.stated_by,
            regime=self._source.regime,
            list=self._source.list,
            programmes=(programme,) if programme else (),
            measures=(measure,),
            legal_basis=tuple(basis),
            listed_on=listed_on,
            reference=self._cells.get("recordId", ""),
            reason=self._cells.get("reason", ""),
            field="measure",
        )

    def _identifiers(self, home: str) -> Iterator[Identifier]:
        own_number = "national-id" if self._kind == "person" else "registration"
        read = [
            self._read(ship_or_owner(cell, self._kind == "vessel", "imoNumber"), "imoNumber")
            for cell in filter(None, [self._cells.get("imoNumber", "")])
        ]
        for column, kind in (*_NUMBERS, ("idNumber", own_number)):
            if cell := self._cells.get(column, ""):
                read.append(self._read(numbers(cell, kind, column, home), column))
        for column, kind in _CONTACTS:
            if cell := self._cells.get(column, ""):
                read.append(self._read(contacts(cell, kind, column), column))
        for identifier in all_of(*read):
            if identifier.valid is False:
                label = identifiers.kind_named(identifier.kind).label
                message = f"{identifier.raw or identifier.value!r} is no right {label}; it is kept"
                self._add("warning", f"invalid-{identifier.kind}", message, identifier.field)
            yield identifier

    def _read(self, found: Numbers, column: str) -> Numbers:
        for printed in found.unread:
            self._note("unreadable-number", f"{column} {printed!r} is no number", printed, column)
        return found

    def _births(self) -> Iterator[BirthDate]:
        spans, unread = births(self._cells.get("birthDate", ""))
        for span, printed in spans:
            yield BirthDate(span=span, raw=printed, field="birthDate")
        for printed in unread:
            message = f"of the date of birth {printed!r} not all is a date"
            self._note("unreadable-date", message, printed, "birthDate")

    def _countries(self) -> Iterator[CountryFact]:
        for column, role in _COUNTRIES:
            for printed in values(self._cells.get(column, "")):
                codes = countries.codes(printed)
                if not codes:
                    message = f"{column} {printed!r} names no country we know"
                    self._note("unreadable-country", message, printed, column)
                for code in codes or ("",):
                    yield CountryFact(role=role, code=code, raw=printed, field=column)

    def _addresses(self) -> Iterator[Address]:
        for full in values(self._cells.get("address", "")):
            yield Address(full=full, country=country_in(full), field="address")

    def _gender(self) -> Literal["male", "female", "other", ""]:
        printed = self._cells.get("gender", "")
        gender = _GENDERS.get(printed.strip(" .").casefold())
        if printed and gender is None:
            self._note("unknown-gender", f"gender {printed!r} is new", printed, "gender")
        return gender or ""

    def _details(self) -> Iterator[Detail]:
        for column, label in _DETAILS:
            if cell := self._cells.get(column):
                yield Detail(label=label, value=cell, field=column)
        for column, cell in self._cells.items():
            if column not in COLUMNS:
                yield Detail(label=column, value=cell, field=column)
        yield from self._unread

    def _note(self, code: str, message: str, printed: str, field: str) -> None:
        """A finding about a value, and the value itself as a detail."""
        if printed:
            self._unread.append(Detail(label=f"{field} as published", value=printed, field=field))
        self._add("warning", code, f"{message}; it was kept as a detail", field)

    def _add(self, severity: Literal["warning", "note"], code: str, says: str, field: str) -> None:
        self.findings.append(
            Finding(
                severity=severity,
                code=code,
                message=says,
                source=self._source.id,
                record=self._native,
                field=field,
            )
        )


def _with_family_name(known: dict[str, Name], former: tuple[Name, ...]) -> Iterator[Name]:
    """The whole former name of ``Diana GARIPOVA-TESTA``, formerly ``GARIPOVA``: the capitals of
    the first name are its family name, and one former word stands in their place."""
    words = next(iter(known), "").split()
    given = list(itertools.takewhile(lambda word: not word.isupper(), words))
    for name in former:
        if (
            given
            and len(given) < len(words)
            and len(name.full.split()) < 3
            and name.script == "Latn"
        ):
            full = " ".join((*given, name.full))
            yield Name(full=full, kind="former", script=name.script, field=name.field)


def _home(nationalities: tuple[CountryFact, ...], addresses: tuple[Address, ...]) -> str:
    """The country of a party whose nationalities and addresses name one; else empty."""
    codes = {fact.code for fact in nationalities} | {address.country for address in addresses}
    named = codes - {""}
    return named.pop() if len(named) == 1 else ""
