"""Official numbers under the scheme codes of registers: the entity's id, and our identifier.

Scheme codes are those of org-id.guide (``GB-COH``, ``XI-LEI``) for organizations and
``{ISO 3166-1 alpha-3}-{PASSPORT|TAXID|IDCARD}`` for people, as the Beneficial Ownership Data
Standard prescribes (component *Identifier*). Two entities of one id are one, so a number that
cannot be right gives none.
"""

import re

from interdict import countries, identifiers
from interdict.party import Identifier

_KINDS = {
    "XI-LEI": "lei",
    "RU-INN": "inn",
    "RU-OGRN": "ogrn",
    "RU-OKPO": "okpo",
    "CN-USCC": "uscc",
    "US-DUNS": "duns",
    "XI-DUNS": "duns",
    "XI-BIC": "bic",
}
"""Schemes whose numbers are one of our precise kinds; the others are registrations."""

_TAX = frozenset(("TAXID", "VAT", "EIN", "RFC", "TIN", "RUT", "CUIT", "NIT", "RUC", "CNPJ"))
"""Second parts of codes that stand for a tax office."""

_PERSONAL = {
    "PASSPORT": "passport",
    "TAXID": "tax-id",
    "IDCARD": "national-id",
    "ID": "national-id",
}

_SCHEME = re.compile(r"([A-Z]{2,3})-([A-Z0-9_]{2,20})", re.I | re.ASCII)
_WORDS = {"LEGAL ENTITY IDENTIFIER": "XI-LEI", "LEI": "XI-LEI", "COMPANIES HOUSE": "GB-COH"}
"""Names under which publishers print a scheme without its code."""

_SHORTEST = 3
_COMPANIES_HOUSE = re.compile(r"([A-Z]{0,2})(\d{1,8})", re.ASCII)
"""A number of Companies House has eight characters, with zeros after the letters."""


def scheme_of(code: str, name: str = "") -> str:
    """The scheme code, upper case; empty where neither code nor name tells one."""
    found = _SCHEME.fullmatch(code.strip())
    return found[0].upper() if found else _WORDS.get(name.strip().upper(), "")


def entity_id(scheme: str, number: str) -> str:
    """``lei:5493...``, ``gb-coh:01234567``; empty where the number cannot name anybody.

    That is a number without digits (``none``, ``n/a``), of one sign repeated (``00000000``), of
    fewer than three signs, or with a wrong check digit.
    """
    kind = _KINDS.get(scheme, "registration")
    plain = _plain(scheme, number)
    letters = [c for c in plain if c.isalnum()]
    if len(letters) < _SHORTEST or len(set(letters)) == 1 or not any(map(str.isdigit, letters)):
        return ""
    if kind != "registration" and identifiers.is_valid(kind, plain) is False:
        return ""
    prefix = kind if scheme in _KINDS else scheme.lower()
    return f"{prefix}:{plain}" if scheme else ""


def identifier(scheme: str, name: str, number: str, field: str) -> Identifier:
    """The number as our record: kind, normal form and issuing country as the scheme tells."""
    kind, country = _kind(scheme)
    kind = identifiers.refine(kind, number, country)
    value = (
        _plain(scheme, number) if kind == "registration" else identifiers.normalise(kind, number)
    )
    return Identifier(
        kind=kind,
        value=value,
        raw=number if number != value else "",
        country=country,
        valid=identifiers.is_valid(kind, number),
        note=name or scheme,
        field=field,
    )


def _kind(scheme: str) -> tuple[str, str]:
    """(kind of identifier, issuing country) of a scheme."""
    if scheme in _KINDS:
        return _KINDS[scheme], ""
    issuer, _, office = scheme.partition("-")
    country = countries.code(issuer) or "" if issuer else ""
    if office in _PERSONAL:
        return _PERSONAL[office], country
    if not scheme:
        return "other", ""
    return ("tax-id" if office in _TAX else "registration"), country


def _plain(scheme: str, number: str) -> str:
    plain = identifiers.normalise(_KINDS.get(scheme, "registration"), number)
    found = _COMPANIES_HOUSE.fullmatch(plain) if scheme == "GB-COH" else None
    return f"{found[1]}{found[2].zfill(8 - len(found[1]))}" if found else plain
