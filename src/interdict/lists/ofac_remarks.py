"""The grammar of OFAC's Remarks column.

A remark is a list of items, ``label value (country) issued ... expires ...``, set apart by
semicolons and closed by a full stop:

    DOB 12 Jun 1989; alt. DOB 1990; POB Manizales, Colombia; Passport K30861618 (Iran)
    expires 06 Feb 2023; a.k.a. 'ABU X'; Linked To: AVICAL S.A.

Labels come from ``ofac_terms``. An item without a known label is prose and kept as such.
"""

import re
from collections.abc import Callable, Container

import msgspec

from interdict import countries, dates
from interdict.lists.ofac_labels import LABEL_FAMILIES, Term, labels
from interdict.lists.ofac_terms import (
    alias_kind,
    identifier_for,
    is_undetermined,
    person_parts,
    printed_label,
    term_for,
    validity_note,
)
from interdict.party import BirthDate, CountryFact, Detail, Finding, Identifier, Link, Name, Place

FIELD = "Remarks"
LIMIT = 1000
"""Characters of a remark in SDN.CSV; the rest stands in SDN_COMMENTS.CSV (dat_spec.txt)."""

PROSE = "Remark"
"""Label of a ``Detail`` that keeps an item without label."""


class Item(msgspec.Struct, frozen=True):
    """One item of a remark."""

    label: str
    """As printed, without ``alt.``; empty for prose."""
    value: str
    term: Term | None = None


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader of a remark must know about its record and edition."""

    record: str = ""
    person: bool = False
    """Only persons' aliases are printed ``FAMILY, Given``."""
    known_names: Container[str] = ()
    """The edition's primary names: OFAC closes a remark with a full stop only where there
    is none, so only they tell whether ``X CO.`` ends in one."""
    is_cut: bool = False
    """The remark breaks off (see ``is_cut``)."""


class Remarks(msgspec.Struct, kw_only=True):
    """Everything one remark says, sorted into the fields of a party."""

    record: str
    person: bool
    names: list[Name] = []
    identifiers: list[Identifier] = []
    birth_dates: list[BirthDate] = []
    birth_places: list[Place] = []
    countries: list[CountryFact] = []
    genders: list[str] = []
    positions: list[str] = []
    links: list[Link] = []
    details: list[Detail] = []
    findings: list[Finding] = []
    unmapped: list[str] = []
    """Labels that no table has, once per occurrence."""


def _label_pattern() -> re.Pattern[str]:
    """Longest label first; end punctuation is optional, as it varies between editions."""
    bare = sorted({label.rstrip(" :-.#") for label in labels()}, key=len, reverse=True)
    words = [pattern.rstrip(":?") for pattern, _ in LABEL_FAMILIES] + [re.escape(b) for b in bare]
    return re.compile(
        rf"(?:alt\.\s+)?({'|'.join(words)})([.:#-]*)(?:\s+-\s+|\s*#\s*|\s+|$|(?<=:))", re.I
    )


_LABEL = _label_pattern()
_ALIAS = re.compile(r"(?:alt\.\s+)?[afn]\.k\.a\.\s+'", re.I)
_UNKNOWN_LABEL = re.compile(
    r"(?:alt\. )?([A-Z][^\s\d:,]*(?: (?:of|the|and|or|[A-Z(/#][^\s\d:,]*)){0,6})"
    r"(?::\s?|\s+(?=[\w./-]*\d)(?!\d+(?:st|nd|rd|th)\b))"
)
"""Capitalised words before a colon or a number: what a label of OFAC's looks like."""
_DOCUMENT = re.compile(
    r"(?P<number>.*?)(?:\s*\((?P<country>[^()]+)\))?"
    r"(?:\s+issued\s+(?P<issued>.+?))?(?:\s+expires\s+(?P<expires>.+?))?\.?$",
    re.S,
)
_DOUBT = re.compile(r"^(?:possibly|probably|of)\s+", re.I)
_COLON_ONLY = frozenset(("position", "title", "occupation"))
"""Words that also begin prose, so that only a colon makes labels of them."""
_WITHOUT_DIGITS = frozenset(("bic", "tail", "email", "website", "call-sign", "wallet", "other"))


def split_items(text: str) -> list[str]:
    """The items of a remark, each as printed, without the separating semicolons.

    A semicolon inside brackets or inside a quoted alias belongs to the item; an opening
    bracket or quote that is never closed (a cut remark) holds nothing together.
    """
    pieces = [piece.strip() for piece in text.split(";")]
    items: list[str] = []
    position = 0
    while position < len(pieces):
        end = _end_of_item(pieces, position)
        items.append("; ".join(pieces[position:end]))
        position = end
    return [item for item in items if item]


def _end_of_item(pieces: list[str], start: int) -> int:
    """Index after the last piece that belongs to the item beginning at ``start``."""
    first = pieces[start]
    if _ALIAS.match(first) and not _closes(first):
        for end in range(start + 1, len(pieces)):
            if _LABEL.match(pieces[end]):
                break
            if _closes(pieces[end]):
                return end + 1
        return start + 1
    depth = first.count("(") - first.count(")")
    for end in range(start + 1, len(pieces)) if depth > 0 else ():
        depth += pieces[end].count("(") - pieces[end].count(")")
        if depth <= 0:
            return end + 1
    return start + 1


def _closes(piece: str) -> bool:
    return piece.rstrip(".").endswith("'")


def read_item(text: str) -> Item:
    """Label and value of one item; the label is empty for prose."""
    match = _LABEL.match(text)
    if match is None:
        return Item("", text)
    label, value = match.group(1), text[match.end() :].strip()
    term = term_for(label)
    if label.casefold() in _COLON_ONLY and ":" not in match.group(2):
        return Item("", text)
    if not value or (term is not None and not _plausible(term, value)):
        return Item("", text)
    return Item(label, value, term)


def _plausible(term: Term, value: str) -> bool:
    """Does the value look like one? ``passport place of issue: Anbar`` is no passport."""
    if term.what != "identifier" or term.kind in _WITHOUT_DIGITS:
        return True
    return any(character.isdigit() for character in value)


def is_cut(text: str) -> bool:
    """Does a remark of the primary file break off at the column's limit?"""
    return len(text.rstrip()) >= LIMIT - 1 and not text.rstrip().endswith(".")


def joined(text: str, continuation: str) -> str:
    """A cut remark and its continuation, which begins in mid-word or at a blank that a
    re-export trimmed from the end of the first part."""
    trimmed = len(text) < LIMIT and not text.endswith(" ") and not continuation.startswith(" ")
    return text + (" " if trimmed else "") + continuation


def read_remarks(text: str, context: Context) -> Remarks:
    """Sort a whole remark into the fields of a party.

    The last item of a cut remark is half an item and kept as prose: half a number must not
    become an identifier.
    """
    facts = Remarks(record=context.record, person=context.person)
    items = split_items(text)
    half = items.pop() if items and context.is_cut else ""
    for number, printed in enumerate(items, 1):
        is_last = number == len(items) and not half
        item = read_item(_without_stop(printed, context.known_names) if is_last else printed)
        if item.term is None:
            _keep_prose(facts, item)
        else:
            _SORTERS[item.term.what](facts, item)
    if half:
        facts.details.append(Detail(label=PROSE, value=half, field=FIELD))
    return facts


def _without_stop(printed: str, known_names: Container[str]) -> str:
    item = read_item(printed)
    if item.term is not None and item.term.what == "link" and item.value in known_names:
        return printed
    return printed.removesuffix(".")


def _keep_prose(facts: Remarks, item: Item) -> None:
    facts.details.append(Detail(label=PROSE, value=item.value, field=FIELD))
    unknown = _UNKNOWN_LABEL.match(item.value)
    if unknown is not None:
        facts.unmapped.append(unknown.group(1).strip())


def _add_identifier(facts: Remarks, item: Item) -> None:
    parts = _DOCUMENT.fullmatch(item.value)
    number, country, issued, expires = item.value, "", "", ""
    if parts is not None:
        number, country, issued, expires = (part or "" for part in parts.groups())
    if country and not countries.code(country):
        number, country = f"{number} ({country})".strip(), ""
    facts.identifiers.append(
        identifier_for(item.label, number, country, FIELD, validity_note(issued, expires))
    )


def _add_country(facts: Remarks, item: Item) -> None:
    value = item.value.rstrip(".")
    code = countries.code(_DOUBT.sub("", value)) or ""
    if not code and not is_undetermined(value):
        _odd(facts, "unreadable-country", item, "as printed, without code")
    facts.countries.append(
        CountryFact(role=item.term.kind, code=code, raw=value, field=FIELD)  # type: ignore
    )


def _add_birth_date(facts: Remarks, item: Item) -> None:
    span = dates.parse(item.value.rstrip("."))
    if span is None:
        _odd(facts, "unreadable-date", item, "as a detail")
        facts.details.append(Detail(label=item.label, value=item.value, field=FIELD))
    else:
        facts.birth_dates.append(BirthDate(span=span, raw=item.value, field=FIELD))


def _add_birth_place(facts: Remarks, item: Item) -> None:
    facts.birth_places.append(birth_place(item.value, FIELD))


def birth_place(printed: str, field: str) -> Place:
    """A place of birth; its country is the last part, or the last two (``Korea, North``)."""
    parts = [part.strip() for part in printed.rstrip(".").split(",")]
    tails = (", ".join(parts[-2:]), parts[-1])
    code = next(filter(None, map(countries.code, tails)), "") or ""
    return Place(full=printed, country=code, field=field)


def _add_gender(facts: Remarks, item: Item) -> None:
    facts.genders.append(item.value.rstrip("."))


def _add_position(facts: Remarks, item: Item) -> None:
    facts.positions.append(item.value)


def _add_alias(facts: Remarks, item: Item) -> None:
    full = item.value.removesuffix(".") if item.value.endswith("'.") else item.value
    full = full.removeprefix("'").removesuffix("'").strip()
    quoted = item.value.startswith("'")
    kind = alias_kind(item.label, weak=quoted)
    parts = person_parts(full) if facts.person else ()
    facts.names.append(Name(full=full, kind=kind, parts=parts, field=FIELD))


def _add_link(facts: Remarks, item: Item) -> None:
    facts.links.append(Link(kind="linked-to", name=item.value, text=item.label, field=FIELD))


def _add_detail(facts: Remarks, item: Item) -> None:
    facts.details.append(Detail(label=printed_label(item.label), value=item.value, field=FIELD))


def _odd(facts: Remarks, code: str, item: Item, kept: str) -> None:
    facts.findings.append(
        Finding(
            severity="warning",
            code=code,
            message=f"{item.label} {item.value!r} cannot be read; kept {kept}",
            record=facts.record,
            field=FIELD,
        )
    )


_SORTERS: dict[str, Callable[[Remarks, Item], None]] = {
    "identifier": _add_identifier,
    "country": _add_country,
    "birth-date": _add_birth_date,
    "birth-place": _add_birth_place,
    "gender": _add_gender,
    "position": _add_position,
    "alias": _add_alias,
    "link": _add_link,
    "detail": _add_detail,
}
