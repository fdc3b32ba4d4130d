"""One vocabulary for all of OFAC's forms: what a label, alias word or programme means.

The same facts stand in CSV Remarks (``Tax ID No. 7722854607 (Russia)``), in SDN.XML
``idType`` elements and as feature and document types of the newer XML forms. Every form
looks its labels up here, so that one party reads the same from each of them. The tables
are in ``ofac_labels``.
"""

import re
from collections.abc import Iterable

from interdict import countries, identifiers
from interdict.lists.ofac_labels import (
    ALIAS_KINDS,
    COUNTRY_LABELS,
    DETAIL_LABELS,
    IDENTIFIER_LABELS,
    LABEL_FAMILIES,
    NON_SDN_PROGRAMMES,
    OTHER_LABELS,
    RELATIONSHIPS,
    Term,
    labels,
)
from interdict.party import Identifier, LinkKind, NameKind, NamePart

_SPACES = re.compile(r"\s+")
_CODE = re.compile(r"[a-z]{2}")
_BRACKETED = re.compile(r"(.+?)\s*\(([^()]+)\)\.?", re.S)
_LEI_LENGTH = 20
"""OFAC also prints nine-digit D-U-N-S numbers as "Legal Entity Number"."""
_IMO = re.compile(r"^IMO\b[\s:.#]*(?=\d)", re.I)


def _key(label: str) -> str:
    """A label as it is compared: case, spacing and end punctuation differ between forms."""
    return _SPACES.sub(" ", label).strip(" :-.#").casefold()


_TERMS: dict[str, Term] = (
    {_key(label): Term("identifier", kind) for label, kind in IDENTIFIER_LABELS.items()}
    | {_key(label): Term("country", role) for label, role in COUNTRY_LABELS.items()}
    | {_key(label): Term("detail") for label in DETAIL_LABELS}
    | {_key(label): term for label, term in OTHER_LABELS.items()}
)
_PRINTED = {_key(label): label for label in reversed(tuple(labels()))}
"""Compared form of a label -> the form in the tables, for notes and details."""
_FAMILIES = tuple((re.compile(pattern, re.I), term) for pattern, term in LABEL_FAMILIES)
_PLAIN = frozenset(
    _key(label)
    for label in (
        "Passport", "National ID No.", "Tax ID No.", "Registration Number", "Registration ID",
        "Driver's License No.", "Seafarer's Identification Document", "Legal Entity Number",
        "D-U-N-S Number", "SWIFT/BIC", "ISIN", "MMSI", "Vessel Call Sign", "Aircraft Tail Number",
        "Aircraft Manufacturer's Serial Number (MSN)", "Aircraft Mode S Transponder Code",
        "Unified Social Credit Code (USCC)", "Email Address", "Website", "Phone Number",
    )
)  # fmt: skip
"""Labels that say no more than the kind does."""
_RELATIONSHIPS = {_key(label): kind for label, kind in RELATIONSHIPS.items()}


def term_for(label: str) -> Term | None:
    """What a label means, whatever its case and end punctuation; None for an unknown one."""
    known = _TERMS.get(_key(label))
    if known is not None:
        return known
    stripped = label.strip()
    return next((term for family, term in _FAMILIES if family.fullmatch(stripped)), None)


def printed_label(label: str) -> str:
    """A label as the tables print it, without end punctuation that only introduces a value:
    ``C.R. No`` and ``c.r. no.`` are ``C.R. No.``."""
    return _PRINTED.get(_key(label), label).strip(" :-")


def identifier_for(
    label: str, value: str, country: str = "", field: str = "", note: str = ""
) -> Identifier:
    """The identifier that OFAC prints as ``label value (country)``.

    ``country`` is the issuing country as printed or its code. A label that names no kind
    gives kind ``other``. The note keeps what kind and number do not say: OFAC's label where
    it is narrower than the kind, the wallet's currency, dates of issue and expiry.
    """
    value, country = _without_country(value.strip(), country)
    issuer = country if _CODE.fullmatch(country) else countries.code(country) or ""
    kind, number = _kind_and_number(label, value, issuer)
    notes = (_label_note(label, kind), note)
    return Identifier(
        kind=kind,
        value=identifiers.normalise(kind, number),
        raw=value,
        country=issuer,
        valid=identifiers.is_valid(kind, number),
        note="; ".join(part for part in notes if part),
        field=field,
    )


def _without_country(value: str, country: str) -> tuple[str, str]:
    """Number and country of ``1026303117642 (Russia)``; ``818178-2 (Cali)`` stays whole."""
    bracketed = None if country else _BRACKETED.fullmatch(value)
    if bracketed is None or not countries.code(bracketed[2]):
        return value, country
    return bracketed[1].strip(), bracketed[2]


def _kind_and_number(label: str, value: str, issuer: str) -> tuple[str, str]:
    """Kind as precise as label, value and country make it, and the number without ``IMO``.

    Ships print their IMO number as a vessel registration, their owners as an identification
    number: company IMO numbers are another number space with another check digit.
    """
    term = term_for(label)
    kind = term.kind if term is not None and term.what == "identifier" else "other"
    if _IMO.match(value):
        ship = "vessel" in label.casefold()
        return ("imo" if ship else "company-imo"), _IMO.sub("", value)
    if kind == "okpo" and issuer not in ("ru", ""):
        return "registration", value
    if kind == "lei" and len(value.split("(")[0].strip()) != _LEI_LENGTH:
        return "other", value
    return identifiers.refine(kind, value, issuer), value


def _label_note(label: str, kind: str) -> str:
    printed = printed_label(label)
    if kind == "wallet":
        return printed.rpartition("-")[2].strip()
    if kind == "other":
        return printed
    return "" if _key(label) in _PLAIN or kind in ("imo", "company-imo") else printed


def validity_note(issued: str, expires: str) -> str:
    """Issue and expiry of a document in one wording for all forms."""
    dated = (("issued", issued.strip()), ("expires", expires.strip()))
    return " ".join(f"{word} {date}" for word, date in dated if date)


def alias_kind(word: str, weak: bool = False) -> NameKind:
    """Name kind of an alias type (``aka``, ``a.k.a.``, ``F.K.A.``).

    OFAC's weak mark outranks the type: whether a former name that is weak may alert is
    decided as for any other weak name.
    """
    kind = ALIAS_KINDS.get(word.replace(".", "").strip().casefold(), "strong-alias")
    return "weak-alias" if weak and kind != "primary" else kind


def relationship_kind(text: str) -> LinkKind:
    """Link kind of a relationship type; ``other`` for one that OFAC has added since."""
    return _RELATIONSHIPS.get(_key(text), "other")


def split_programmes(text: str) -> tuple[str, ...]:
    """Programmes of the CSV's Program column: ``SDGT] [IFSR`` are two."""
    parts = (part.strip(" []") for part in re.split(r"\]\s*\[|;", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def person_parts(full: str) -> tuple[NamePart, ...]:
    """Typed parts of a person printed as ``FAMILY, Given``; none without a comma."""
    family, comma, given = full.partition(",")
    if not comma:
        return ()
    typed = (NamePart("family", family.strip()), NamePart("given", given.strip()))
    return tuple(part for part in typed if part.value)


def is_non_sdn(programmes: Iterable[Iterable[str]]) -> bool:
    """Is a file without list names the non-SDN one? Given the programmes of each record.

    True when most records carry a programme of a list without blocking: 98 of 100 do in the
    non-SDN files, 2 of 100 in the SDN files.
    """
    marks = [any(map(NON_SDN_PROGRAMMES.match, each)) for each in programmes]
    return sum(marks) * 2 > len(marks)


def is_non_sdn_programme(programme: str) -> bool:
    """Is it a programme of a list without blocking? Parties may carry one on the SDN List
    too, beside the programme that blocks them."""
    return NON_SDN_PROGRAMMES.match(programme) is not None


def is_undetermined(country: str) -> bool:
    """Does OFAC print here that it knows no country?"""
    return country.strip().casefold() in ("undetermined", "none identified", "unknown")
