"""Numbers of SECO's list: identity documents, and what free text states behind a label."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from interdict import identifiers
from interdict.lists import uk_numbers, xml
from interdict.lists.ch_places import SpokenPlace, read_country
from interdict.lists.un_documents import kind_of
from interdict.party import Detail, Identifier

PARTS = ("number", "issuer", "date-of-issue", "expiry-date", "place-of-issue", "remark")
"""Children of ``identification-document``."""

_NOTED = ("date-of-issue", "expiry-date", "remark")
_IMO = re.compile(
    r"\bIMO\b(?:\s*(?:ship|vessel|identification))?(?:\s*(?:number|no\.?))?\s*:?\s*(\d{7})\b", re.I
)
_LABELLED = re.compile(r"(?P<label>[^:]{2,40}?)\s*:\s*(?P<value>.+)", re.S)
_PIECES = re.compile(r"\s*[;\n]\s*")
_CONTACTS = {
    "phone": "phone", "telephone": "phone", "tel": "phone", "telephonenumber": "phone",
    "phonenumber": "phone", "email": "email", "emailaddress": "email", "website": "website",
    "web": "website",
}  # fmt: skip
_DOCUMENT_FIELD, _WORDS_FIELD = "identity/identification-document", "other-information"


def document(element: etree._Element, places: Mapping[str, SpokenPlace]) -> Identifier | None:
    """The identifier of an identity document; None where no number is printed."""
    number = xml.text(element, "number")
    if not number:
        return None
    code, _ = _issuer(element)
    stated = element.get("document-type", "")
    kind = kind_of(stated.replace("-", " ")) or ("national-id" if "id" in stated else "other")
    kind = identifiers.refine(kind, number, code)
    return _identifier(kind, number, code, (_note(element, places), _DOCUMENT_FIELD))


def unnumbered(element: etree._Element, places: Mapping[str, SpokenPlace]) -> Detail | None:
    """What is said of a document whose number is not printed."""
    if xml.text(element, "number"):
        return None
    return Detail(label="document", value=_note(element, places), field=_DOCUMENT_FIELD)


def in_words(others: Sequence[str], is_vessel: bool) -> Iterator[Identifier]:
    """Numbers that other information states behind a label.

    IMO numbers are taken for ships only: others' are those of ships they own.
    """
    for text in others:
        if is_vessel:
            for number in _IMO.findall(text):
                yield _identifier("imo", number, "", ("", _WORDS_FIELD))
        for piece in _PIECES.split(text):
            labelled = _LABELLED.fullmatch(piece.strip(" ."))
            if labelled is None:
                continue
            contact = _CONTACTS.get(re.sub(r"[\W_]+", "", labelled["label"]).casefold())
            if contact:
                yield _identifier(contact, labelled["value"], "", ("", _WORDS_FIELD))
            elif uk_numbers.is_label(labelled["label"]):
                yield from uk_numbers.registrations(piece, _WORDS_FIELD) or ()


def _issuer(element: etree._Element) -> tuple[str, str]:
    issuer = xml.child(element, "issuer")
    return ("", "") if issuer is None else read_country(issuer)


def _note(element: etree._Element, places: Mapping[str, SpokenPlace]) -> str:
    code, printed = _issuer(element)
    said = [element.get("document-type", "")]
    said += [f"{tag}: {text}" for tag in _NOTED if (text := xml.text(element, tag))]
    issued = xml.child(element, "place-of-issue")
    place = None if issued is None else places.get(issued.get("place-id", ""))
    said.append("" if place is None else f"issued in {place.full}")
    said.append(f"issued by {printed}" if printed and not code else "")
    return "; ".join(part for part in said if part)


def _identifier(kind: str, printed: str, country: str, about: tuple[str, str]) -> Identifier:
    note, field = about
    value = identifiers.normalise(kind, printed)
    return Identifier(
        kind=kind,
        value=value,
        raw="" if value == printed else printed,
        country=country,
        valid=identifiers.is_valid(kind, value),
        note=note,
        field=field,
    )
