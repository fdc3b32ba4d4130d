"""One ``sanctionEntity`` of the EU's Financial Sanctions Files as a party."""

import datetime
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from lxml import etree

from interdict import countries, dates, identifiers, text
from interdict.dates import DateSpan
from interdict.lists import eu_fsf_documents as documents
from interdict.lists import xml
from interdict.lists.catalog import Source
from interdict.lists.eu_fsf_documents import at
from interdict.lists.eu_measures import freeze_under
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    Detail,
    Finding,
    Identifier,
    Kind,
    Listing,
    Measure,
    Name,
    NamePart,
    PartRole,
    Party,
    Place,
)
from interdict.statement import Provenance

_KINDS: dict[str, Kind] = {
    "person": "person", "P": "person", "enterprise": "organization", "E": "organization",
}  # fmt: skip
_PARTS: tuple[tuple[str, PartRole], ...] = (
    ("firstName", "given"),
    ("middleName", "middle"),
    ("lastName", "family"),
)
_PLACE = ("street", "poBox", "city", "place", "zipCode", "region")
_GENDERS: dict[str, Literal["male", "female"]] = {"M": "male", "F": "female"}
_NO_COUNTRY = ("", "00")
_NUMBER = re.compile(r"\d+/\d+")

_META = frozenset(("@logicalId", "@regulationLanguage", "regulationSummary", "remark"))
_KNOWN: dict[str, frozenset[str]] = {
    "nameAlias": frozenset(("@firstName", "@middleName", "@lastName", "@wholeName", "@function",
                            "@gender", "@title", "@nameLanguage", "@strong")),
    "citizenship": frozenset(("@region", "@countryIso2Code", "@countryDescription")),
    "birthdate": frozenset(("@circa", "@calendarType", "@birthdate", "@dayOfMonth", "@monthOfYear",
                            "@year", "@yearRangeFrom", "@yearRangeTo", "@countryIso2Code",
                            "@countryDescription", "@city", "@place", "@region", "@zipCode")),
    "address": frozenset(("@countryIso2Code", "@countryDescription", "@asAtListingTime",
                          "contactInfo", *(f"@{part}" for part in _PLACE))),
    "identification": documents.KNOWN,
    "regulation": frozenset(("@regulationType", "@organisationType", "@publicationDate",
                             "@entryIntoForceDate", "@numberTitle", "@programme",
                             "publicationUrl")),
    "subjectType": frozenset(("@code", "@classificationCode")),
}  # fmt: skip
_ENTITY = frozenset(("@designationDate", "@designationDetails", "@unitedNationId",
                     "@euReferenceNumber", "@logicalId", "remark", *_KNOWN))  # fmt: skip


class Record:
    """Reads one record; what was odd about it collects in ``findings``."""

    def __init__(self, element: etree._Element, source: Source, unmapped: xml.Unmapped) -> None:
        self.findings: list[Finding] = []
        self.native = element.get("euReferenceNumber", "").strip()
        if not self.native and element.get("logicalId"):
            self.native = f"logical-{element.get('logicalId')}"
        self._element = element
        self._source = source
        self._unmapped = unmapped
        self._unread: list[Detail] = []

    def party(self, party_id: str, origin: Provenance, names: tuple[Name, ...]) -> Party:
        """The whole party; call once."""
        return Party(
            id=party_id,
            kind=self.kind,
            provenance=origin,
            names=names,
            listings=tuple(self._listings()),
            identifiers=tuple(dict.fromkeys(self._identifiers())),
            birth_dates=tuple(self._births()),
            birth_places=tuple(self._birth_places()),
            countries=tuple(self._citizenships()),
            addresses=tuple(self._addresses()),
            gender=self._gender(),
            positions=tuple(self._positions()),
            details=tuple(self._details()),
            remarks="\n".join(map(xml.verbatim, xml.children(self._element, "remark"))),
        )

    def names(self) -> tuple[Name, ...]:
        """All names, the first strong one as the primary; no repeats."""
        found: dict[str, Name] = {}
        for element, field in self._each("nameAlias"):
            stated = ((role, at(element, attribute)) for attribute, role in _PARTS)
            parts = tuple(NamePart(role, value) for role, value in stated if value)
            full = at(element, "wholeName") or " ".join(part.value for part in parts)
            if text.has_letters(full):
                is_weak = at(element, "strong") == "false"
                name = Name(
                    full=full,
                    kind="weak-alias" if is_weak else "strong-alias",
                    script=text.script(full),
                    parts=parts if len(parts) > 1 else (),
                    field=f"{field}/@wholeName",
                )
                before = found.get(full)
                if before is None or (before.kind == "weak-alias" and not is_weak):
                    found[full] = name
        ordered = sorted(found.values(), key=lambda name: name.kind == "weak-alias")
        return tuple(
            Name(full=n.full, kind="primary", script=n.script, parts=n.parts, field=n.field)
            if place == 0
            else n
            for place, n in enumerate(ordered)
        )

    def _each(self, tag: str) -> Iterator[tuple[etree._Element, str]]:
        for number, element in enumerate(xml.children(self._element, tag), start=1):
            yield element, f"{tag}[{number}]"

    @cached_property
    def kind(self) -> Kind:
        """What the subject is; an unknown word is reported once."""
        element = xml.child(self._element, "subjectType")
        printed = "" if element is None else at(element, "code")
        sign = "" if element is None else at(element, "classificationCode")
        kind = _KINDS.get(printed) or _KINDS.get(sign)
        if kind is None:
            self._odd(
                "unknown-kind", f"subjectType {printed or sign!r} is new", printed, "subjectType"
            )
        return kind or "unknown"

    def _listings(self) -> Iterator[Listing]:
        """One for each regulation; a record without any is listed all the same."""
        designated = self._day(at(self._element, "designationDate"), "@designationDate")
        if xml.child(self._element, "regulation") is None:
            says = "no regulation is stated; it is listed, and what that means is unstated"
            self._add("no-regulation", says, "regulation")
            yield Listing(
                authority=self._source.stated_by,
                regime=self._source.regime,
                list=self._source.list,
                listed_on=designated,
                reference=at(self._element, "unitedNationId"),
            )
        for element, field in self._each("regulation"):
            programme, number = at(element, "programme"), at(element, "numberTitle")
            in_force = self._day(at(element, "entryIntoForceDate"), f"{field}/@entryIntoForceDate")
            cited = _NUMBER.search(number)
            under = freeze_under(cited[0] if cited else "", programme)
            measure = (
                Measure(
                    kind="block",
                    text=f"EU financial sanctions, {programme}: assets frozen under {under}",
                    effective_on=in_force,
                )
                if under
                else Measure(kind="unstated", effective_on=in_force)
            )
            printed = " ".join(
                filter(
                    None, (at(element, "organisationType"), at(element, "regulationType"), number)
                )
            )
            published = at(element, "publicationDate")
            url = xml.text(element, "publicationUrl")
            basis = (f"{printed} of {published}" if published else printed, url)
            yield Listing(
                authority=self._source.stated_by,
                regime=self._source.regime,
                list=self._source.list,
                programmes=(programme,) if programme else (),
                measures=(measure,),
                legal_basis=tuple(filter(None, basis)),
                listed_on=designated,
                reference=at(self._element, "unitedNationId"),
                field=field,
            )

    def _identifiers(self) -> Iterator[Identifier]:
        for element, field in self._each("identification"):
            found = documents.document(element, self._country(element, field), field)
            if found is None:
                told = documents.notes(element)
                self._unread.append(Detail(label="identification", value=told, field=field))
                continue
            if found.valid is False:
                label = identifiers.kind_named(found.kind).label
                says = f"{found.raw or found.value!r} is no right {label}; it is kept"
                self._add(f"invalid-{found.kind}", says, field)
            yield found
        for element, field in self._each("address"):
            for number, contact in enumerate(xml.children(element, "contactInfo"), start=1):
                place = f"{field}/contactInfo[{number}]"
                known = documents.contact(contact, place)
                if known is not None:
                    yield known
                elif value := at(contact, "value") or xml.text(contact):
                    label = f"contact {at(contact, 'key')}"
                    self._unread.append(Detail(label=label, value=value, field=place))

    def _births(self) -> Iterator[BirthDate]:
        for element, field in self._each("birthdate"):
            printed = _printed_birth(element)
            if not printed:
                continue
            calendar = at(element, "calendarType")
            span = dates.parse(printed) if calendar in ("", "GREGORIAN") else None
            if span is None:
                says = f"date of birth {printed!r} ({calendar or 'no calendar'}) cannot be read"
                self._odd("unreadable-date", says, f"{printed} {calendar}".strip(), field)
                continue
            circa = at(element, "circa") == "true"
            span = DateSpan(span.earliest, span.latest, circa=circa or span.circa)
            yield BirthDate(span=span, raw=printed, field=field)

    def _birth_places(self) -> Iterator[Place]:
        for element, field in self._each("birthdate"):
            country = self._country(element, field)
            parts = [at(element, part) for part in ("city", "place", "region", "zipCode")]
            full = ", ".join(filter(None, (*parts, _described(element))))
            if full:
                yield Place(full=full, country=country, field=field)

    def _citizenships(self) -> Iterator[CountryFact]:
        for element, field in self._each("citizenship"):
            code, printed = self._country(element, field), _described(element)
            region = at(element, "region")
            raw = f"{printed}, {region}" if printed and region else printed or region
            if code or raw:
                yield CountryFact(role="citizenship", code=code, raw=raw, field=field)

    def _addresses(self) -> Iterator[Address]:
        for element, field in self._each("address"):
            parts = {part: at(element, part) for part in _PLACE}
            full = ", ".join(filter(None, (*parts.values(), _described(element))))
            notes = xml.texts(element, "remark")
            if at(element, "asAtListingTime") == "true":
                notes.append("as at listing time")
            if full or notes:
                yield Address(
                    full=full or "; ".join(notes),
                    street=parts["street"],
                    city=parts["city"],
                    region=parts["region"],
                    postal_code=parts["zipCode"],
                    country=self._country(element, field),
                    note="; ".join(notes) if full else "",
                    field=field,
                )

    def _gender(self) -> Literal["male", "female", "other", ""]:
        stated = {at(element, "gender") for element, _ in self._each("nameAlias")} - {""}
        if len(stated) > 1 or any(each not in _GENDERS for each in stated):
            printed = ", ".join(sorted(stated))
            self._odd("conflicting-gender", f"gender is {printed}", printed, "nameAlias/@gender")
            return ""
        return _GENDERS[stated.pop()] if stated else ""

    def _positions(self) -> Iterator[str]:
        for attribute in ("title", "function"):
            found = (at(element, attribute) for element, _ in self._each("nameAlias"))
            yield from dict.fromkeys(filter(None, found))

    def _details(self) -> Iterator[Detail]:
        for attribute, label in (
            ("designationDetails", "designation details"),
            ("unitedNationId", "United Nations id"),
            ("logicalId", "logical id"),
        ):
            if value := at(self._element, attribute):
                yield Detail(label=label, value=value, field=f"@{attribute}")
        yield from self._unread
        yield from self._beside()
        yield from self._unmapped.details(self._element, _ENTITY)
        for tag, known in _KNOWN.items():
            for element, _ in self._each(tag):
                yield from self._unmapped.details(element, known | _META, within=tag)

    def _beside(self) -> Iterator[Detail]:
        """Remarks beside names and dates, and which act a fact comes from if not the listing's."""
        own = {at(element, "numberTitle") for element, _ in self._each("regulation")}
        for tag in ("nameAlias", "citizenship", "birthdate", "address", "identification"):
            for element, field in self._each(tag):
                if tag not in ("identification", "address"):
                    for remark in xml.texts(element, "remark"):
                        yield Detail(label=f"{tag} remark", value=remark, field=field)
                for act in xml.children(element, "regulationSummary"):
                    number = at(act, "numberTitle")
                    if number and number not in own:
                        day = at(act, "publicationDate")
                        value = f"{number} of {day}" if day else number
                        yield Detail(label=f"{tag} stated by", value=value, field=field)

    def _country(self, element: etree._Element, field: str) -> str:
        """The code of an element's country; empty, with a finding, when it cannot be read."""
        printed, described = at(element, "countryIso2Code"), _described(element)
        if printed in _NO_COUNTRY and not described:
            return ""
        code = countries.code(printed) if printed not in _NO_COUNTRY else None
        code = code or countries.code(described)
        if code is None:
            says = f"country {printed or described!r} is not known"
            self._odd("unreadable-country", says, printed or described, field)
        return code or ""

    def _day(self, printed: str, field: str) -> datetime.date | None:
        day = dates.iso_or_none(printed)
        if printed and day is None:
            self._odd("unreadable-date", f"{field} {printed!r} is no date", printed, field)
        return day

    def _odd(self, code: str, says: str, printed: str, field: str) -> None:
        """A finding about a value, and the value itself as a detail."""
        if printed:
            self._unread.append(Detail(label=field, value=printed, field=field))
        self._add(code, f"{says}; the printed text was kept as a detail", field)

    def _add(self, code: str, says: str, field: str) -> None:
        self.findings.append(
            Finding(
                severity="warning",
                code=code,
                message=says,
                source=self._source.id,
                record=self.native,
                field=field,
            )
        )


def _described(element: etree._Element) -> str:
    printed = at(element, "countryDescription")
    return "" if printed.upper() == "UNKNOWN" else printed


def _printed_birth(element: etree._Element) -> str:
    """The date as one text: ``1937-04-28``, ``1962-05``, ``1962``, ``1969 to 1970``."""
    if whole := at(element, "birthdate"):
        return whole
    year, month, day = (at(element, part) for part in ("year", "monthOfYear", "dayOfMonth"))
    if year:
        return "-".join([year, *(part.zfill(2) for part in (month, day if month else "") if part)])
    first, last = at(element, "yearRangeFrom"), at(element, "yearRangeTo")
    return f"{first} to {last}" if first and last else first or last
