"""Documents and contacts of a ``sanctionEntity`` of the EU's Financial Sanctions Files."""

from lxml import etree

from interdict import identifiers
from interdict.lists import xml
from interdict.party import Identifier

_DOCUMENTS: dict[str, str] = {
    "passport": "passport",
    "id": "national-id",
    "ssn": "national-id",
    "fiscalcode": "tax-id",
    "taxid": "tax-id",
    "regnumber": "registration",
    "tradelic": "registration",
    "imo": "imo",
    "swiftbic": "bic",
    "drivinglicence": "driving-licence",
    "drivinglicense": "driving-licence",
}
"""``identificationTypeCode``, lower case; any other is kept as ``other`` with its words."""

_CONTACTS = {"phone": "phone", "mobile": "phone", "email": "email", "web": "website"}
_DOUBTS = ("diplomatic", "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer")
_DATED = (
    ("issuedBy", "issued by"),
    ("issuedDate", "issued"),
    ("validFrom", "from"),
    ("validTo", "expires"),
    ("nameOnDocument", "in the name of"),
    ("region", "region"),
)
KNOWN = frozenset((
    "@number", "@latinNumber", "@countryIso2Code", "@countryDescription",
    "@identificationTypeCode", "@identificationTypeDescription",
    *(f"@{name}" for name in _DOUBTS), *(f"@{name}" for name, _ in _DATED),
))  # fmt: skip
"""Attributes of ``identification`` that are read."""


def at(element: etree._Element, attribute: str) -> str:
    """An attribute with white space collapsed; empty when absent."""
    return " ".join(element.get(attribute, "").split())


def document(element: etree._Element, country: str, field: str) -> Identifier | None:
    """The identifier of an ``identification``; None for one without a number."""
    printed = at(element, "number") or at(element, "latinNumber")
    if not printed:
        return None
    stated = _DOCUMENTS.get(at(element, "identificationTypeCode").lower(), "other")
    exact = identifiers.refine(_number_space(stated, printed), printed, country)
    value = identifiers.normalise(exact, printed)
    return Identifier(
        kind=exact,
        value=value,
        raw=printed if printed != value else "",
        country=country,
        valid=identifiers.is_valid(exact, value),
        note=notes(element),
        field=f"{field}/@number",
    )


def _number_space(stated: str, printed: str) -> str:
    """An IMO number that only a company's check digit fits is a company's: the form calls both
    ``imo``, and has no kind of party for vessels."""
    if stated != "imo" or identifiers.is_valid("imo", printed):
        return stated
    return "company-imo" if identifiers.is_valid("company-imo", printed) else "imo"


def notes(element: etree._Element) -> str:
    """What the document is called, doubts about it, who issued it and when."""
    code = at(element, "identificationTypeCode").lower()
    words = at(element, "identificationTypeDescription")
    said = [words or code]
    said += [name for name in _DOUBTS if at(element, name) == "true"]
    said += [f"{word} {value}" for name, word in _DATED if (value := at(element, name))]
    return "; ".join(filter(None, (*said, *xml.texts(element, "remark"))))


def contact(element: etree._Element, field: str) -> Identifier | None:
    """A telephone number, e-mail address or website; None for any other contact."""
    kind = _CONTACTS.get(at(element, "key").lower())
    value = at(element, "value") or xml.text(element)
    if kind is None or not value:
        return None
    clean = identifiers.normalise(kind, value)
    return Identifier(
        kind=kind,
        value=clean,
        raw=value if value != clean else "",
        valid=identifiers.is_valid(kind, clean),
        field=field,
    )
