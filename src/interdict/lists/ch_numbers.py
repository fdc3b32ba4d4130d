"""Numbers of SECO's list: identity documents, and what free text states behind a label."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from interdict import countries, identifiers
from interdict.lists import uk_numbers, xml
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


def document(element: etree._Element) -> Identifier | None:
    """The identifier of an identity document; None where no number is printed."""
    number = xml.text(element, "number")
    if not number:
        return None
    code, _ = _issuer(element)
    stated = element.get("document-type", "")
    kind = kind_of(stated.replace("-", " ")) or ("national-id" if "id" in stated else "other")
    kind = identifiers.refine(kind, number, code)
    return _identifier(kind, number, code, (_note(element), _DOCUMENT_FIELD))


def unnumbered(element: etree._Element) -> Detail | None:
    """What is said of a document whose number is not printed."""
    if xml.text(element, "number"):
        return None
    return Detail(label="document", value=_note(element), field=_DOCUMENT_FIELD)


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


def read_country(element: etree._Element) -> tuple[str, str]:
    """Code and printed name of a ``country`` or ``issuer``."""
    printed = xml.text(element)
    stated = element.get("iso-code") or element.get("code") or ""
    code = countries.code(stated) or (countries.code(printed) if printed else "") or ""
    return code, printed or stated


def _issuer(element: etree._Element) -> tuple[str, str]:
    issuer = xml.child(element, "issuer")
    return ("", "") if issuer is None else read_country(issuer)


def _note(element: etree._Element) -> str:
    code, printed = _issuer(element)
    said = [element.get("document-type", "")]
    said += [f"{tag}: {text}" for tag in _NOTED if (text := xml.text(element, tag))]
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
