"""Numbers and contacts as the Official Journal prints them: ``AB 123456 (Libya, expires ...)``."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from interdict import countries, identifiers
from interdict.lists.eu_values import values
from interdict.party import Identifier

_BRACKETS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)?")
_NOTE = re.compile(
    r"[\s,;.-]*\b(?:expir\w*|issued?|valid|delivered|under name|under the name|date of issue|"
    r"until|as at|revoked|cancelled)\b.*$",
    re.I | re.S,
)
_LABEL = re.compile(
    r"^\W*(?:(?:passport|registration|identification|identity|id|tax|taxpayer|tin|srn|personal|"
    r"national|card|cedula|reg|number|no|nr|n°|№)\b\.?[\s.:#/()]*)+",
    re.I,
)
_WORDS_FIRST = re.compile(r"((?:[^\W\d_][^\W\d]*[.'’-]*\s+)+)(?:\d{4}\s+No\.?\s+)?(?=\S*\d)")
_LETTERS_OF_A_NUMBER = 3
"""``TR 123456`` may begin with a country's code or with a series: both stay in the number."""
_ISSUER_WORDS = re.compile(
    r"\b(?:passport|number|no|national|identity|identification|id|card|issued|by|in|the|on|"
    r"ordinary|diplomatic|service|under|federal|personal|travel|document|birth|certificate|"
    r"driver's|permit|alien|registration|civil|travel)\b\.?",
    re.I,
)
_BETWEEN = re.compile(r"\s*,\s*|\s+/\s*|\s*/\s+|\s+and\s+")
_NAMED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bINN\b|\bИНН\b", re.I), "inn"),
    (re.compile(r"\bOGRN(?:IP)?\b|\bОГРН\b|\bPSRN\b", re.I), "ogrn"),
    (re.compile(r"\bKPP\b|\bКПП\b", re.I), "kpp"),
    (re.compile(r"\bOKPO\b|\bОКПО\b", re.I), "okpo"),
    (re.compile(r"\bUSCC\b|\bUnified Social Credit\b", re.I), "uscc"),
    (re.compile(r"\bpassport\b", re.I), "passport"),
)
"""Words beside a number that say more exactly what it is."""


_LONGEST = 1_000
"""Characters of a value; longer text is a story with numbers in it."""


class Numbers(NamedTuple):
    """What a cell holds: the numbers, and printed values in which there is none."""

    found: tuple[Identifier, ...]
    unread: tuple[str, ...]


def numbers(cell: str, kind: str, field: str, home: str = "") -> Numbers:
    """The identifiers of a cell.

    ``home`` is the country the party is of, if it is one: it makes a kind more precise where
    the check digit proves it (a registration number that is a valid OGRN), and nothing else.
    """
    found: list[Identifier] = []
    unread: list[str] = []
    for value in values(cell):
        for piece in _pieces(value) if len(value) <= _LONGEST else ():
            number = _number(piece, kind, field, home)
            if number is None:
                unread.append(piece)
            else:
                found.append(number)
    unread += [value for value in values(cell) if len(value) > _LONGEST]
    return Numbers(tuple(dict.fromkeys(found)), tuple(unread))


def _pieces(value: str) -> list[str]:
    """Several numbers with commas or slashes between; commas in brackets are none of them."""
    hidden = _BRACKETS.sub(lambda match: re.sub(r"[,/]| and ", "\0", match[0]), value)
    between = [
        match for match in _BETWEEN.finditer(hidden) if not _NOTE.match(hidden[match.end() :])
    ]
    between += _labels_within(hidden)
    places = [0, *(end for match in sorted(between, key=_start) for end in match.span())]
    parts = [
        value[start:end].strip()
        for start, end in zip(places[::2], [*places[1::2], len(value)], strict=True)
    ]
    return parts if all(len(re.findall(r"\d", part)) > 3 for part in parts) else [value]


def _labels_within(value: str) -> list[re.Match[str]]:
    """The space before each further label: ``INN: 5013044999 KPP: 504001001``."""
    return list(re.finditer(r"(?<=\d)\s+(?=(?:INN|KPP|OGRN|OKPO|PSRN)\b)", value))


def _start(match: re.Match[str]) -> int:
    return match.start()


def _number(piece: str, kind: str, field: str, home: str) -> Identifier | None:
    notes = [match[1].strip() for match in _BRACKETS.finditer(piece)]
    bare = _BRACKETS.sub("", piece).strip(" .,;")
    if tail := _NOTE.search(bare):
        notes.append(tail[0].strip(" ,;.-"))
        bare = bare[: tail.start()]
    country = next(filter(None, map(_issuer, notes)), "")
    said = f"{bare} {' '.join(notes)}"
    kind = next((exact for words, exact in _NAMED if words.search(said)), kind)
    bare, stated = _without_words(bare)
    country = country or stated
    if len(bare) > 40 or (not re.search(r"\d", bare) and kind != "bic"):
        return None
    if kind == "inn" and home != "ru" and not identifiers.is_valid(kind, bare):
        kind = "tax-id"  # Uzbekistan and others call their tax number INN too
    precise = identifiers.refine(kind, bare, country or home)
    if precise != kind:
        country = country or home
    value = identifiers.normalise(precise, bare)
    if not value:  # signs alone
        return None
    return Identifier(
        kind=precise,
        value=value,
        raw=piece if piece != value else "",
        country=country,
        valid=identifiers.is_valid(precise, value),
        note="; ".join(filter(None, notes)),
        field=field,
    )


def _without_words(bare: str) -> tuple[str, str]:
    """The number without labels, and the country that is named before it."""
    plain = bare
    for words, _ in _NAMED:
        plain = words.sub("", plain)
    plain = _LABEL.sub("", plain).strip(" .:,;")
    leading = _WORDS_FIRST.match(plain)
    if leading is None or len(leading[1].strip()) <= _LETTERS_OF_A_NUMBER:
        return plain, ""
    country = _issuer(leading[1])
    if not country and not _ISSUER_WORDS.search(leading[1]):
        return plain, ""
    return _LABEL.sub("", plain[leading.end() :]).strip(" .:,;"), country


def _issuer(note: str) -> str:
    """The country of ``Kuwaiti passport number`` or ``issued by the DPRK on ...``."""
    for part in re.split(r"[,;]| on ", note):
        code = countries.code(_ISSUER_WORDS.sub("", part).strip())
        if code:
            return code
    return ""


def ship_or_owner(cell: str, is_vessel: bool, field: str) -> Numbers:
    """IMO numbers: a vessel's is the ship's, anybody else's is that of an owner or manager,
    which is another number space with another check digit (IMO Res. A.1117)."""
    kind = "imo" if is_vessel else "company-imo"
    found: list[Identifier] = []
    unread: list[str] = []
    for value in values(cell):
        number = identifiers.normalise(kind, value)
        if re.fullmatch(r"\d{6,8}", number):
            valid = identifiers.is_valid(kind, number)
            raw = value if value != number else ""
            found.append(Identifier(kind=kind, value=number, raw=raw, valid=valid, field=field))
        else:
            unread.append(value)
    return Numbers(tuple(dict.fromkeys(found)), tuple(unread))


_CONTACT: dict[str, re.Pattern[str]] = {
    "phone": re.compile(r"\+?\s*\(?\+?\d[\d\s().+–‐-]{4,}\d"),
    "email": re.compile(r"[^\s;,()<>@]{1,100}@[^\s;,()<>@]+\.[^\s;,()<>@]+"),
    "website": re.compile(r"(?:https?://)?[^\s;,()@]{1,200}\.[^\s;,()@]+"),
}


def contacts(cell: str, kind: str, field: str) -> Numbers:
    """Telephone numbers, e-mail addresses and websites of a cell."""
    printed = [match[0].strip(" .") for match in _CONTACT[kind].finditer(cell)]
    found = [_contact(each, kind, field) for each in dict.fromkeys(printed)]
    rest = _CONTACT[kind].sub("", cell)
    unread = (cell,) if not found or re.search(r"\d{4}|@", rest) else ()
    return Numbers(tuple(found), unread)


def _contact(printed: str, kind: str, field: str) -> Identifier:
    value = identifiers.normalise(kind, printed)
    valid = identifiers.is_valid(kind, value)
    raw = printed if printed != value else ""
    return Identifier(kind=kind, value=value, raw=raw, valid=valid, field=field)


def all_of(*parts: Numbers) -> Iterator[Identifier]:
    """The identifiers of several cells, each value once."""
    seen: set[tuple[str, str]] = set()
    for part in parts:
        for each in part.found:
            if (each.kind, each.value) not in seen:
                seen.add((each.kind, each.value))
                yield each
