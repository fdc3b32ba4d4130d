"""Numbers as the UK's lists print them: several in one cell, with words around.

``(1) D000111 (2) D000222`` beside ``(1) Issued in Kabul (2) -``; ``(1) OGRN – 1027700132195 (2)
INN – 7707083893``; ``1027700132195 (Russia)``.
"""

import re
from collections.abc import Iterator

from interdict import countries, identifiers
from interdict.lists.uk_entry import Entry, Said
from interdict.lists.uk_names import number_in
from interdict.lists.uk_terms import NUMBER_LABELS, word
from interdict.lists.un_documents import country_in, kind_of
from interdict.party import Identifier

_NUMBERED = re.compile(
    r"\(\s*(?P<first>\d{1,2})\s*(?:[-–]\s*(?P<last>\d{1,2})\s*)?\)"
    r"(?:\s*to\s*\(\s*(?P<until>\d{1,2})\s*\))?"
)
_BETWEEN = re.compile(
    r"\s*[;\n]\s*|\.\s+(?=[^\W\d_])|,\s+(?=[^\W\d_]{2,}[^,]*\d)"
    r"|(?<=\d)\s+(?=(?:INN|OGRN|KPP|OKPO|TIN|BIC|SWIFT|LEI)\b)"
)
_BRACKETED = re.compile(r"\(([^()]+)\)")
_LABELLED = re.compile(
    r"(?P<label>[^\W\d_][\w\s./&':-]*?)?\s*(?:[:–—-]|\bno\.?|\bnumber)?\s*"
    r"(?P<number>[A-Z]{0,4}[\s.-]{0,2}\d(?:[\dA-Z./-]|[ ](?=\d))*|[A-Z]{6}[A-Z0-9]{2,5})",
    re.I,
)
_MAILS = re.compile(r"\s+and\s+|[;,\s]+(?=[^\s;,]+@)|(?<=\w)\.\s+")
_PHONES = re.compile(r"\s*;\s*|\.\s+(?=[\d+])|,\s*(?=[\d+(])|\s+and\s+")
_CONTACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phone", _PHONES),
    ("email", _MAILS),
    ("website", re.compile(r"\s*;\s*|,\s+|\s+(?=https?:|www\.)")),
)
"""What separates several of one kind in a cell."""

_LONGEST = 200
"""Characters; a longer text is a story, not a number."""

_NOTHING = frozenset(("", "-", "n/a", "na", "none", "unknown", "not known"))


def numbered(printed: str) -> dict[int, str]:
    """What stands behind ``(1)``, ``(2)`` ...; the whole text under 1 where nothing is numbered.

    ``(1) to (6) Algeria`` and ``(1-6) Algeria`` say the same of six. Numbers must rise from 1, or
    they are part of the text (``Law (2) of 1999``).
    """
    marks = list(_NUMBERED.finditer(printed))
    spans = [(int(m["first"]), int(m["last"] or m["until"] or m["first"])) for m in marks]
    befores = [0, *(last for _, last in spans)]
    rising = all(
        first == before + 1 and last >= first
        for (first, last), before in zip(spans, befores, strict=False)
    )
    if not marks or not rising or spans[-1][1] < 2 or printed[: marks[0].start()].strip():
        return {1: printed.strip()}
    ends = [*(mark.start() for mark in marks[1:]), len(printed)]
    return {
        number: printed[mark.end() : end].strip(" \t\n,;")
        for mark, end, (first, last) in zip(marks, ends, spans, strict=True)
        for number in range(first, last + 1)
    }


def each(printed: str) -> list[str]:
    """The numbered texts of a cell that say anything, each once."""
    found = (text.rstrip(". ") if len(text) < 200 else text for text in numbered(printed).values())
    return [text for text in dict.fromkeys(found) if text.casefold() not in _NOTHING]


def documents(kind: str, printed: str, about: str, field: str) -> list[Identifier]:
    """Passports or national numbers of a cell, each with what is said about it beside.

    The words beside may say that it is something else ("Ration card"), and whose it is.
    """
    numbers, notes = numbered(printed), numbered(about)
    if len(notes) == 1 < len(numbers):
        notes = dict.fromkeys(numbers, notes[1])
    found = []
    for place, number in numbers.items():
        number = number.rstrip(". ")
        if number.casefold() not in _NOTHING:
            found.append(_document(kind, number, notes.get(place, ""), field))
    return found


def unnumbered_notes(printed: str, about: str) -> str:
    """What is said of documents whose number is not printed."""
    numbers = numbered(printed)
    if any(number.rstrip(". ").casefold() not in _NOTHING for number in numbers.values()):
        return ""
    return "" if about.casefold() in _NOTHING else about


def _document(kind: str, number: str, note: str, field: str) -> Identifier:
    stated = NUMBER_LABELS.get(word(note)) or kind_of(note) or kind
    return _identifier(stated, number, _issuer(note), (note, number, field))


def _identifier(kind: str, number: str, country: str, printed: tuple[str, str, str]) -> Identifier:
    """``printed`` is the note, the whole text the number stands in, and the field."""
    note, raw, field = printed
    kind = identifiers.refine(kind, number, country)
    value = identifiers.normalise(kind, number)
    return Identifier(
        kind=kind,
        value=value,
        raw="" if value == raw else raw,
        country=country,
        valid=identifiers.is_valid(kind, value),
        note="" if note.casefold() in _NOTHING else note,
        field=field,
    )


def _issuer(note: str) -> str:
    """The country that a note begins with or has in brackets; empty without exactly one."""
    bracketed = [countries.code(text) for text in _BRACKETED.findall(note)]
    known = dict.fromkeys(code for code in bracketed if code)
    found = country_in(note.replace("(", " ").replace(")", " ").replace(".", " ").strip())
    return found or (next(iter(known)) if len(known) == 1 else "")


def registrations(printed: str, field: str) -> list[Identifier] | None:
    """Business registration numbers; None where the cell holds more than labelled numbers."""
    found = []
    for text in numbered(printed).values():
        for piece in filter(None, _BETWEEN.split(text)):
            read = _registration(piece.strip(" .,"), field)
            if read is None:
                return None
            found.append(read)
    return found


def is_label(printed: str) -> bool:
    """Is this the name of a number (``Tax ID No.``, ``SWIFT/BIC``)?"""
    return word(printed) in NUMBER_LABELS


def _registration(piece: str, field: str) -> Identifier | None:
    if len(piece) > _LONGEST:
        return None
    bracketed = _BRACKETED.findall(piece)
    bare = " ".join(_BRACKETED.sub(" ", piece).split()).strip(" .,:;")
    read = _LABELLED.fullmatch(bare)
    if read is None:
        return None
    words = (read["label"] or "").strip(" .:-–—")
    country, label = _country_of(words, bracketed)
    kind = NUMBER_LABELS.get(word(label.rpartition(":")[2])) if label else "registration"
    if kind is None:
        kind = next((NUMBER_LABELS[word(b)] for b in bracketed if word(b) in NUMBER_LABELS), None)
    if kind is None:
        kind = kind_of(label) or "registration"
    return _identifier(kind, read["number"].strip(), country, (words, piece, field))


def _country_of(label: str, bracketed: list[str]) -> tuple[str, str]:
    """The country in brackets or at the beginning of a label, and the rest of the label."""
    for text in bracketed:
        if code := countries.code(text):
            return code, label
    words = label.split()
    for length in range(min(3, len(words)), 0, -1):
        start = " ".join(words[:length])
        code = countries.code(start) if len(start) > 3 else None
        if code:
            return code, " ".join(words[length:])
    return "", label


def plain_numbers(entry: Entry) -> Iterator[Identifier]:
    """IMO numbers, hull numbers, wallets, telephones, e-mail and web addresses."""
    for kind, what in (("imo", "imo"), ("other", "hull"), ("wallet", "wallet")):
        for said in entry.all(what):
            for printed in each(said.value):
                note = "hull identification number" if what == "hull" else ""
                yield _number(kind, printed, said, note)
    for name in entry.names:
        if number := number_in(name):
            yield _number("imo", number, Said(number, name.field), "in the name")
    for kind, separator in _CONTACTS:
        for said in entry.all(kind):
            for numbered in each(said.value):
                for printed in filter(None, separator.split(numbered)):
                    yield _number(kind, printed.strip(" .,;"), said, "")


def _number(kind: str, printed: str, said: Said, note: str) -> Identifier:
    value = identifiers.normalise(kind, printed)
    return Identifier(
        kind=kind, value=value, raw="" if value == printed else printed,
        valid=identifiers.is_valid(kind, value), note=note, field=said.field,
    )  # fmt: skip
