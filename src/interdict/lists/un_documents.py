"""Documents and numbers of the UN list as identifiers.

``TYPE_OF_DOCUMENT`` is one of two words (passport, national identification number) in some
language; ``TYPE_OF_DOCUMENT2`` is free text that may say something else altogether (ration
card, fiscal code), and then it decides.
"""

import re
from typing import NamedTuple

from lxml import etree

from interdict import countries, identifiers
from interdict.lists import xml
from interdict.party import Identifier

KNOWN = frozenset(
    (
        "TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE",
        "DATE_OF_ISSUE", "CITY_OF_ISSUE", "NOTE",
    )
)  # fmt: skip
"""Children of ``INDIVIDUAL_DOCUMENT`` that are read."""

_TYPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bration|birth|certificate|voter|student|military|service ?man|residen|alien"),
     "other"),
    (re.compile(r"pass?(?:e?port|aport)|laissez.?passer|travel document"), "passport"),
    (re.compile(r"driv|permis de conduire"), "driving-licence"),
    (re.compile(r"seaman|seafarer"), "seaman-book"),
    (re.compile(r"fiscal|tax|\bnif\b|\bnit\b"), "tax-id"),
    (re.compile(r"registration|commercial regist|licen[cs]e"), "registration"),
    (re.compile(r"national|identi|personal|tazkira|social security|\bcivil\b|\bcni\b"),
     "national-id"),
)  # fmt: skip
"""Words of a document type -> kind; the first that is found wins."""

_NUMBERED = re.compile(
    r"(?P<label>.*?)(?P<number>(?:\b[A-Z]{1,3}[\s-]+)?[^\s,(;:]*\d[^,(;:]*?)"
    r"(?P<rest>\s*[,(;].*|\s+(?:issued|expire|valid|under|revoked)\b.*)?",
    re.S,
)
"""What may stand around a number in one field: ``CAR diplomatic passport no. D00000898``,
``381110042 (Expired 25 Jan. 2016)``, ``R00012098, South Sudan``."""

_SHORT_LABEL = re.compile(r"^(?:no\.?|n[°º]|№|ssn|nif|cin)\s*(?=\d)", re.I)

_STORY = re.compile(r"\b(?:issue|expir|valid|born|cancel)", re.I)
"""A text with one of these before its first number tells of the document, not its number."""

_COMPANY_IMO = re.compile(
    r"(?:IMO|\(IMO\)|Company)\s+(?:company\s+)?(?:number|no\.?)(?:\s+IMO)?\s*:?\s*(\d{7})\b", re.I
)


def kind_of(description: str) -> str | None:
    """The identifier kind that a description of a document states; None if no word of it does."""
    lowered = description.lower()
    return next((kind for words, kind in _TYPES if words.search(lowered)), None)


class _Printed(NamedTuple):
    """A number and the words around it."""

    label: str
    number: str
    rest: str


def document(element: etree._Element, field: str) -> Identifier | None:
    """The identifier of one ``INDIVIDUAL_DOCUMENT``, or None where no number is printed.

    The number stands in ``NUMBER``; else in the free type or in the note, with words around.
    """
    stated, closer = xml.text(element, "TYPE_OF_DOCUMENT"), xml.text(element, "TYPE_OF_DOCUMENT2")
    note = xml.text(element, "NOTE")
    source = xml.text(element, "NUMBER") or (closer if re.search(r"\d{3}", closer) else note)
    printed = _printed(source)
    if printed is None:
        return None
    kind = kind_of(printed.label) or kind_of(closer) or kind_of(stated) or "other"
    rest = printed.rest.strip(" ,;()")
    country = (
        countries.code(xml.text(element, "ISSUING_COUNTRY"))
        or country_in(printed.label)
        or country_in(closer)
        or countries.code(rest)
        or countries.code(xml.text(element, "COUNTRY_OF_ISSUE"))
        or ""
    )
    kind = identifiers.refine(kind, printed.number, country)
    value = identifiers.normalise(kind, printed.number)
    general = stated if kind_of(stated) != kind else ""
    notes = (general, closer, printed.label, rest, *_issue(element), note)
    return Identifier(
        kind=kind,
        value=value,
        raw="" if value == source else source,
        country=country,
        valid=identifiers.is_valid(kind, value),
        note="; ".join(dict.fromkeys(each for each in notes if each and each != source)),
        field=field,
    )


def company_numbers(comments: str) -> tuple[Identifier, ...]:
    """IMO company numbers that an entity's comments state.

    Owners of ships have theirs printed beside stories about the ships ("IMO number:
    5571322"), so a number is taken only when its check digit proves it a company's and no
    ship's.
    """
    return tuple(
        Identifier(
            kind="company-imo", value=number, valid=True, note="in the comments", field="COMMENTS1"
        )
        for number in dict.fromkeys(_COMPANY_IMO.findall(comments))
        if identifiers.is_valid("company-imo", number) and not identifiers.is_valid("imo", number)
    )


def _printed(source: str) -> _Printed | None:
    """The number in a field; None where the field has none."""
    found = _NUMBERED.fullmatch(source)
    if found is None:
        return _Printed("", source, "") if source and kind_of(source) is None else None
    label, number, rest = found["label"], found["number"], found["rest"] or ""
    if _STORY.search(label) or _STORY.match(number):
        return None
    if not re.search(r"[^\W\d_]{3}", label):
        label, number = "", label + number
    return _Printed(label.strip(), _SHORT_LABEL.sub("", number.strip(" .,;")), rest)


def country_in(label: str) -> str:
    """The country whose name or nationality begins a label (``Tunisian passport number``)."""
    words = label.split()
    for length in range(min(4, len(words)), 0, -1):
        start = " ".join(words[:length])
        if len(start) > 3 or (len(start) == 3 and start.isupper()):
            known = countries.code(start)
            if known is not None:
                return known
    return ""


def _issue(element: etree._Element) -> tuple[str, ...]:
    """When and where it was issued, in words."""
    day, city = xml.text(element, "DATE_OF_ISSUE"), xml.text(element, "CITY_OF_ISSUE")
    where = xml.text(element, "COUNTRY_OF_ISSUE") if xml.text(element, "ISSUING_COUNTRY") else ""
    place = ", ".join(filter(None, (city, where)))
    return (f"issued {day}" if day else "", f"issued in {place}" if place else "")
