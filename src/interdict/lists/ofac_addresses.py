"""OFAC's addresses: numbered parts of a printed address, with a country or a region of one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from interdict import countries
from interdict.lists.ofac_terms import is_undetermined
from interdict.party import Address

_STREET = ("ADDRESS1", "ADDRESS2", "ADDRESS3")


class AddressParts(NamedTuple):
    """The parts of an address, as printed."""

    street: Sequence[str] = ()
    city: str = ""
    region: str = ""
    """State or province."""
    postal_code: str = ""
    country: str = ""
    """``Russia``, or a region where OFAC names no state: ``Region: Gaza``."""


def typed_parts(typed: Iterable[tuple[str, str]], country: str) -> AddressParts:
    """From the typed parts of the newer XML forms; a type we do not know counts as street."""
    found: dict[str, list[str]] = {}
    for kind, value in typed:
        found.setdefault(kind.upper(), []).append(value)
    street = [value for line in _STREET for value in found.pop(line, [])]
    city, region, code = (
        ", ".join(found.pop(kind, [])) for kind in ("CITY", "STATE/PROVINCE", "POSTAL CODE")
    )
    area = ", ".join(found.pop("REGION", []))
    if area and not country:
        country = f"Region: {area}"
    elif area:
        region = ", ".join(filter(None, (region, area)))
    street += [value for values in found.values() for value in values]
    return AddressParts(street, city, region, code, country)


def address(parts: AddressParts, field: str, script: str = "") -> Address:
    """One address, in one line as the CSV prints it.

    Its note is the script of a spelling that is not the main one, else the country as
    printed where that has no code.
    """
    street = ", ".join(line for line in parts.street if line)
    country = "" if is_undetermined(parts.country) else parts.country
    area = ", ".join(filter(None, (parts.city, parts.region)))
    pieces = (street, f"{area} {parts.postal_code}".strip(), country)
    code = (countries.code(country) if country else None) or ""
    return Address(
        full=", ".join(piece for piece in pieces if piece),
        street=street,
        city=parts.city,
        region=parts.region,
        postal_code=parts.postal_code,
        country=code,
        note=script or ("" if code else country),
        field=field,
    )
