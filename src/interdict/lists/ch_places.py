"""Places of SECO's list, which stand apart from the targets that refer to them."""

from typing import NamedTuple

from lxml import etree

from interdict import countries
from interdict.lists import xml


class SpokenPlace(NamedTuple):
    """A place in words."""

    location: str
    area: str
    country: str
    code: str
    """Alpha-2; empty where the country is not known."""
    also: tuple[str, ...]
    """Other spellings of location and area."""

    @property
    def full(self) -> str:
        """In one line."""
        return ", ".join(part for part in (self.location, self.area, self.country) if part)


def read_place(element: etree._Element) -> SpokenPlace:
    """One ``place``."""
    country = xml.child(element, "country")
    code, printed = ("", "") if country is None else read_country(country)
    also = (*xml.texts(element, "location-variant"), *xml.texts(element, "area-variant"))
    return SpokenPlace(
        xml.text(element, "location"), xml.text(element, "area"), printed, code, also
    )


def read_country(element: etree._Element) -> tuple[str, str]:
    """Code and printed name of a ``country`` or ``issuer``."""
    printed = xml.text(element)
    stated = element.get("iso-code") or element.get("code") or ""
    code = countries.code(stated) or (countries.code(printed) if printed else "") or ""
    return code, printed or stated
