"""One target of SECO's list as a party."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from lxml import etree

from interdict import dates
from interdict.lists import ch_numbers, xml
from interdict.lists.catalog import Source
from interdict.lists.ch_names import Names
from interdict.lists.ch_places import SpokenPlace, read_country
from interdict.lists.ch_programmes import SanctionsSet
from interdict.lists.tabular_row import Notes
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    Detail,
    Identifier,
    Kind,
    Link,
    LinkKind,
    Listing,
    Measure,
    Name,
    NameKind,
    Party,
    Place,
)
from interdict.statement import Provenance

KINDS: dict[str, Kind] = {"individual": "person", "entity": "organization", "object": "unknown"}
_OBJECTS: dict[str, Kind] = {"vessel": "vessel", "ship": "vessel", "aircraft": "aircraft"}
_GENDERS: dict[str, Literal["male", "female", ""]] = {"male": "male", "female": "female"}
_NAME_ORDER: tuple[NameKind, ...] = ("primary", "strong-alias", "former", "weak-alias")

_RELATIONS: tuple[tuple[re.Pattern[str], LinkKind], ...] = (
    (re.compile(r"owned"), "owned-by"),
    (re.compile(r"controlled"), "controlled-by"),
    (re.compile(r"acting|behalf"), "acting-for"),
    (
        re.compile(r"father|mother|parent|brother|sister|son|daughter|child|spouse|wife|husband"
                   r"|cousin|uncle|aunt|nephew|niece|family|married|relative"),
        "family",
    ),
)  # fmt: skip
"""``relation-type`` -> link; every other one is a link of its own wording."""

_KNOWN: dict[str, frozenset[str]] = {
    "target": frozenset((
        "@ssid", "@sanctions-set-id", "sanctions-set-id", "foreign-identifier", "individual",
        "entity", "object", "generic-attribute", "modification",
    )),
    "body": frozenset((
        "@sex", "@object-type", "@ssid", "identity", "justification", "relation",
        "other-information", "generic-attribute",
    )),
    "identity": frozenset((
        "@ssid", "@main", "name", "day-month-year", "place-of-birth", "address", "nationality",
        "identification-document",
    )),
    "day-month-year": frozenset(("@ssid", "@day", "@month", "@year", "@calendar", "@quality")),
    "place-of-birth": frozenset(("@ssid", "@place-id", "@quality")),
    "nationality": frozenset(("@ssid", "country")),
    "address": frozenset((
        "@ssid", "@place-id", "@quality", "@current", "c-o", "address-details", "p-o-box",
        "zip-code", "remark", "remarks",
    )),
    "identification-document": frozenset(("@ssid", "@document-type", *ch_numbers.PARTS)),
    "relation": frozenset(("@ssid", "@target-id", "@relation-type", "remark")),
}  # fmt: skip
"""Children and attributes that are read, by element."""


WHEN = ("effective-date", "enactment-date", "publication-date")
"""Dates of a modification, the one that counts first."""


class Edition(NamedTuple):
    """What targets refer to, and what is shared in reading them."""

    source: Source
    sets: Mapping[str, SanctionsSet]
    places: Mapping[str, SpokenPlace]
    names: Mapping[str, str]
    """ssid -> primary name of every target in the file, for relations."""
    notes: Notes
    unmapped: xml.Unmapped


def body(target: etree._Element) -> etree._Element | None:
    """The ``individual``, ``entity`` or ``object`` of a target."""
    return next((child for child in target if xml.local(child) in KINDS), None)


def set_ids(target: etree._Element) -> list[str]:
    """The sanctions sets: elements today, one attribute before 2023."""
    found = [*xml.texts(target, "sanctions-set-id"), target.get("sanctions-set-id", "")]
    return list(dict.fromkeys(ssid for ssid in found if ssid))


class Target:
    """Reads one target that is listed."""

    def __init__(self, element: etree._Element, what: etree._Element, edition: Edition) -> None:
        self.kind = self._kind_of(what)
        self._element = element
        self._body = what
        self._edition = edition
        self._record = element.get("ssid", "")
        self._details: list[Detail] = []
        self._names = Names(edition.notes, self._record, edition.unmapped)
        self._left_over(element, "target")
        self._left_over(what, "body")
        for identity in xml.children(what, "identity"):
            self._left_over(identity, "identity")
            is_main = identity.get("main", "true") != "false"
            for name in xml.children(identity, "name"):
                self._names.take(name, is_main, "identity/name")

    def names(self) -> tuple[Name, ...]:
        """Primary first, no spelling twice."""
        strongest: dict[str, Name] = {}
        for name in sorted(self._names.found, key=lambda each: _NAME_ORDER.index(each.kind)):
            strongest.setdefault(name.full, name)
        return tuple(strongest.values())

    def party(self, party_id: str, origin: Provenance, listed_on: datetime.date | None) -> Party:
        """The whole party; call once, and only with a name."""
        others = [xml.verbatim(each) for each in xml.children(self._body, "other-information")]
        return Party(
            id=party_id,
            kind=self.kind,
            provenance=origin,
            names=self.names(),
            listings=tuple(self._listings(listed_on)),
            identifiers=tuple(self._identifiers(others)),
            birth_dates=tuple(self._births()),
            birth_places=tuple(self._birth_places()),
            countries=tuple(self._nationalities()),
            addresses=tuple(self._addresses()),
            gender=self._gender(),
            positions=tuple(dict.fromkeys(self._names.titles)),
            links=tuple(self._links()),
            details=tuple(dict.fromkeys(self._kept_details())),
            remarks="\n".join(others),
        )

    def _kind_of(self, what: etree._Element) -> Kind:
        return _OBJECTS.get(what.get("object-type", "").lower(), KINDS[xml.local(what)])

    def _left_over(self, element: etree._Element, name: str) -> None:
        self._details += self._edition.unmapped.details(element, _KNOWN[name], name)

    def _identities(self, tag: str) -> Iterator[etree._Element]:
        for element in xml.children(self._body, f"identity/{tag}"):
            self._left_over(element, tag)
            yield element

    # --- listing ---------------------------------------------------------------------------

    def _listings(self, listed_on: datetime.date | None) -> Iterator[Listing]:
        source = self._edition.source
        reason = "\n".join(xml.verbatim(e) for e in xml.children(self._body, "justification"))
        reference = "; ".join(xml.texts(self._element, "foreign-identifier"))
        sets = set_ids(self._element)
        if not sets:
            self._odd("no-sanctions-set", "the target names no sanctions set", "sanctions-set-id")
        for ssid in sets or [""]:
            found = self._edition.sets.get(ssid)
            if ssid and found is None:
                says = f"the sanctions set {ssid} is not in the file; its measure is unstated"
                self._odd("unknown-sanctions-set", says, "sanctions-set-id")
            yield Listing(
                authority=source.stated_by,
                regime=source.regime,
                list=source.list,
                programmes=(found.programme,) if found else (),
                measures=found.measures if found else (Measure(kind="unstated"),),
                legal_basis=tuple(filter(None, (found.ordinance, found.text))) if found else (),
                listed_on=listed_on,
                reference=reference,
                reason=reason,
                field=f"sanctions-set-id {ssid}",
            )

    # --- who it is -------------------------------------------------------------------------

    def _births(self) -> Iterator[BirthDate]:
        for element in self._identities("day-month-year"):
            day, month, year = (element.get(part, "") for part in ("day", "month", "year"))
            printed = "-".join(part.zfill(2) for part in (year, month, day) if part)
            calendar = element.get("calendar", "Gregorian")
            span = dates.parse(printed) if calendar.lower() == "gregorian" else None
            if self.kind != "person" or span is None:
                if self.kind == "person":
                    says = f"date {printed!r} ({calendar}) cannot be read; kept as a detail"
                    self._odd("unreadable-date", says, "day-month-year")
                label = f"day-month-year ({calendar})"
                self._details.append(Detail(label=label, value=printed, field="day-month-year"))
                continue
            if element.get("quality") == "low":
                span = dates.DateSpan(span.earliest, span.latest, circa=True)
            yield BirthDate(span=span, raw=printed, field="identity/day-month-year")

    def _birth_places(self) -> Iterator[Place]:
        for element in self._identities("place-of-birth"):
            place = self._place(element)
            if place is not None and place.full:
                yield Place(full=place.full, country=place.code, field="identity/place-of-birth")

    def _nationalities(self) -> Iterator[CountryFact]:
        seen = set()
        for element in self._identities("nationality"):
            for country in xml.children(element, "country"):
                code, printed = self._country(country)
                if (code, printed) not in seen:
                    seen.add((code, printed))
                    yield CountryFact(
                        role="nationality", code=code, raw=printed, field="identity/nationality"
                    )

    def _addresses(self) -> Iterator[Address]:
        for element in self._identities("address"):
            place = self._place(element) or SpokenPlace("", "", "", "", ())
            care, street, box, code = (
                xml.text(element, tag) for tag in ("c-o", "address-details", "p-o-box", "zip-code")
            )
            lines = (f"c/o {care}" if care else "", street, f"P.O. Box {box}" if box else "")
            town = f"{code} {place.location}".strip()
            full = ", ".join(part for part in (*lines, town, place.area, place.country) if part)
            notes = [xml.text(element, tag) for tag in ("remark", "remarks")]
            if element.get("current") == "false":
                notes.append("former address")
            if full or any(notes):
                yield Address(
                    full=full or "; ".join(filter(None, notes)),
                    street=", ".join(line for line in lines if line),
                    city=place.location,
                    region=place.area,
                    postal_code=code,
                    country=place.code,
                    note="; ".join(note for note in notes if note),
                    field="identity/address",
                )

    def _gender(self) -> Literal["male", "female", ""]:
        return _GENDERS.get(self._body.get("sex", "").lower(), "")

    def _place(self, element: etree._Element) -> SpokenPlace | None:
        place_id = element.get("place-id", "")
        place = self._edition.places.get(place_id)
        if place is not None and place.also:
            also = f"{place.full}: also {', '.join(place.also)}"
            self._details.append(Detail(label="place", value=also, field=f"place {place_id}"))
        if place is None and place_id:
            self._odd("unknown-place", f"place {place_id} is not in the file", xml.local(element))
        return place

    def _country(self, element: etree._Element) -> tuple[str, str]:
        code, printed = read_country(element)
        if not code and printed:
            says = f"{printed!r} names no country known here; the printed text is kept"
            self._odd("unreadable-country", says, "country")
        return code, printed

    def _identifiers(self, others: list[str]) -> Iterator[Identifier]:
        documents = list(self._identities("identification-document"))
        for element in documents:
            if (kept := ch_numbers.unnumbered(element, self._edition.places)) is not None:
                self._details.append(kept)
        numbers = [ch_numbers.document(each, self._edition.places) for each in documents]
        said = ch_numbers.in_words(others, is_vessel=self.kind == "vessel")
        different: dict[tuple[str, str, str], Identifier] = {}
        for number in (*filter(None, numbers), *said):
            different.setdefault((number.kind, number.value, number.country), number)
        for number in different.values():
            if number.valid is False:
                printed = number.raw or number.value
                says = f"{printed!r} is not a valid {number.kind}; kept and marked so"
                self._odd(f"invalid-{number.kind}", says, number.field)
        yield from different.values()

    # --- others ------------------------------------------------------------------------------

    def _links(self) -> Iterator[Link]:
        for element in xml.children(self._body, "relation"):
            self._left_over(element, "relation")
            stated, other = element.get("relation-type", ""), element.get("target-id", "")
            remark = xml.text(element, "remark")
            yield Link(
                kind=_link_kind(stated),
                name=self._edition.names.get(other, f"target {other}"),
                party=f"{self._edition.source.id}:{other}" if other in self._edition.names else "",
                text=": ".join(part for part in (stated, remark) if part),
                field="relation",
            )

    def _kept_details(self) -> Iterator[Detail]:
        for element in (self._element, self._body):
            for attribute in xml.children(element, "generic-attribute"):
                label = attribute.get("name", "generic-attribute")
                yield Detail(label=label, value=xml.text(attribute), field="generic-attribute")
        for text in xml.texts(self._element, "foreign-identifier"):
            yield Detail(label="foreign-identifier", value=text, field="foreign-identifier")
        for change in xml.children(self._element, "modification"):
            when = "; ".join(f"{day} {change.get(day)}" for day in WHEN if change.get(day))
            label = f"modification {change.get('modification-type', '')}".strip()
            yield Detail(label=label, value=when or "no date", field="modification")
        for ssid in set_ids(self._element):
            found = self._edition.sets.get(ssid)
            if found is not None and found.origin:
                yield Detail(label="origin", value=found.origin, field="sanctions-program/origin")
        yield from self._details

    def _odd(self, code: str, message: str, field: str) -> None:
        self._edition.notes.add("warning", code, message, self._record, field)


def _link_kind(stated: str) -> LinkKind:
    return next((kind for words, kind in _RELATIONS if words.search(stated)), "linked-to")
