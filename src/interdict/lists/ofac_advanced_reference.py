"""What the records of OFAC's Advanced XML refer to: value sets, locations and dates.

The form (ASDM, the model of the UN's Advanced Sanctions Data Model) prints numbers for
nearly everything; the words stand in ``ReferenceValueSets`` and the addresses in
``Locations``. A number that the file does not explain is a finding, and stays as printed.
"""

import datetime
from collections.abc import Iterator

from lxml import etree

from interdict import dates
from interdict.dates import DateSpan
from interdict.lists import xml
from interdict.lists.ofac_addresses import AddressParts, typed_parts
from interdict.lists.ofac_names import script_code
from interdict.lists.ofac_notes import Notes

EMPTY = frozenset(("", "Unknown", "undetermined"))
"""Labels by which the form says nothing."""

_LOCATION = frozenset(
    ("@ID", "LocationAreaCode", "LocationCountry", "LocationPart", "FeatureVersionReference",
     "IDRegDocumentReference")
)  # fmt: skip


class Reference:
    """The value sets and locations of one file."""

    def __init__(self, root: etree._Element, notes: Notes) -> None:
        self._notes = notes
        self._values: dict[str, dict[str, etree._Element]] = {}
        for values in xml.children(root, "ReferenceValueSets/*"):
            for value in values:
                self._values.setdefault(xml.local(value), {})[value.get("ID", "")] = value
        self._locations = {
            element.get("ID", ""): element for element in xml.children(root, "Locations/Location")
        }
        for element in self._locations.values():
            notes.left_over(element, _LOCATION, "Location")

    def value(self, kind: str, number: str | None) -> etree._Element | None:
        """The value of a set (``List``, ``SanctionsType``) that a number refers to."""
        if not number:
            return None
        found = self._values.get(kind, {}).get(number)
        if found is None:
            told = f"the file explains no {kind} with the number {number}; kept as the number"
            self._notes.again("unknown-reference", told, f"{kind} {number}")
        return found

    def label(self, kind: str, number: str | None) -> str:
        """Its word; the number itself where the file does not explain it."""
        found = self.value(kind, number)
        return (number or "") if found is None else xml.text(found)

    def said(self, kind: str, number: str | None) -> str:
        """Its word, empty where that says nothing (``Unknown``, ``undetermined``)."""
        label = self.label(kind, number)
        return "" if label in EMPTY else label

    def script(self, number: str | None) -> str:
        """ISO 15924 code of a script; its ids are the standard's own numbers."""
        value = self.value("Script", number)
        if value is None:
            return script_code(number)
        return script_code(value.get("ScriptCode"), xml.text(value), number)

    def party_type(self, number: str | None) -> str:
        """The word for what a party is: its subtype, else its type."""
        subtype = self.said("PartySubType", number)
        value = self.value("PartySubType", number)
        return subtype or self.said(
            "PartyType", None if value is None else value.get("PartyTypeID")
        )

    def spellings(self, number: str | None) -> Iterator[AddressParts]:
        """A location as an address, first in its main spelling, then in others."""
        location = self._locations.get(number or "")
        if location is None:
            told = f"the file has no location {number}"
            self._notes.again("unknown-reference", told, f"Location {number}")
            return
        country = self._country(location)
        main: list[tuple[str, str]] = []
        others: list[tuple[str, str]] = []
        for part in xml.children(location, "LocationPart"):
            kind = self.label("LocPartType", part.get("LocPartTypeID"))
            for value in xml.children(part, "LocationPartValue"):
                spelled = main if value.get("Primary") == "true" else others
                spelled.append((kind, xml.text(value, "Value")))
        yield typed_parts(main, country)
        if others:
            yield typed_parts(others, country)

    def place(self, number: str | None) -> str:
        """A location in one line."""
        parts = next(self.spellings(number), AddressParts())
        pieces = (*parts.street, parts.city, parts.region, parts.postal_code, parts.country)
        return ", ".join(piece for piece in pieces if piece)

    def _country(self, location: etree._Element) -> str:
        for element in xml.children(location, "LocationCountry"):
            if country := self.said("Country", element.get("CountryID")):
                return country
        for element in xml.children(location, "LocationAreaCode"):
            area = self.value("AreaCode", element.get("AreaCodeID"))
            description = "" if area is None else area.get("Description", "")
            if description not in EMPTY:
                return description
        return ""


def date_of(element: etree._Element | None) -> datetime.date | None:
    """A ``Date`` or ``DateOfIssue`` of year, month and day."""
    if element is None:
        return None
    span = _point(element)
    return span.earliest if span is not None and span.earliest == span.latest else None


def span_of(period: etree._Element | None) -> DateSpan | None:
    """The days a ``DatePeriod`` may mean: from the first of its start to the last of its end."""
    if period is None:
        return None
    points = [
        point
        for path in ("Start/From", "Start/To", "End/From", "End/To")
        if (element := xml.child(period, path)) is not None
        and (point := _point(element)) is not None
    ]
    if not points:
        return None
    bounds = xml.children(period, "Start") + xml.children(period, "End")
    return DateSpan(
        min(point.earliest for point in points),
        max(point.latest for point in points),
        any(bound.get("Approximate") == "true" for bound in bounds),
    )


def printed(span: DateSpan | None) -> str:
    """A period as OFAC prints dates elsewhere: ``06 Feb 2023``, ``1962``."""
    if span is None:
        return ""
    return span.earliest.strftime("%d %b %Y") if span.earliest == span.latest else str(span)


def _point(element: etree._Element) -> DateSpan | None:
    year, month, day = (
        int(part) if part.isdigit() else 0
        for part in (xml.text(element, name) for name in ("Year", "Month", "Day"))
    )
    try:
        return dates.span(year, month or None, (day or None) if month else None)
    except ValueError:
        return None
