"""One INDIVIDUAL or ENTITY of the UN list as a party."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from lxml import etree

from interdict import countries, dates
from interdict.lists import un_documents, xml
from interdict.lists.catalog import Source
from interdict.lists.un_names import QUALITIES, name, noted_spellings, spellings
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    Detail,
    Finding,
    Identifier,
    Kind,
    Listing,
    Measure,
    MeasureKind,
    Name,
    NameKind,
    Party,
    Place,
)
from interdict.statement import Provenance

_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ABSENT = ("na", "n/a", "-", "null")
"""How the list fills a field that has no content (``NA`` in capitals is a name part)."""

_KEPT = ("DATAID", "VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD", "SUBMITTED_BY", "SUBMITTED_ON")
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
_ALIAS_PLACE = ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")
_ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")

_MAPPED: dict[str, frozenset[str]] = {
    "TITLE": frozenset(("VALUE",)),
    "DESIGNATION": frozenset(("VALUE",)),
    "NATIONALITY": frozenset(("VALUE",)),
    "NATIONALITY2": frozenset(("VALUE",)),
    "LIST_TYPE": frozenset(("VALUE",)),
    "LAST_DAY_UPDATED": frozenset(("VALUE",)),
    "ALIAS": frozenset(
        ("QUALITY", "ALIAS_NAME", "NOTE", "DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")
    ),
    "ADDRESS": frozenset((*_ADDRESS, "NOTE")),
    "DATE_OF_BIRTH": frozenset(("TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE")),
    "PLACE_OF_BIRTH": frozenset((*_PLACE, "NOTE")),
    "DOCUMENT": un_documents.KNOWN,
}
"""Elements with parts, without their prefix ``INDIVIDUAL_`` or ``ENTITY_``, and the parts."""

_KNOWN = frozenset(
    (*_NAME_PARTS, *_KEPT, "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "NAME_ORIGINAL_SCRIPT",
     "COMMENTS1", "GENDER", *_MAPPED, *(f"INDIVIDUAL_{part}" for part in _MAPPED),
     *(f"ENTITY_{part}" for part in _MAPPED))
)  # fmt: skip

_PURSUANT = re.compile(
    r"\blisted\b(?:\s+on\s+(?P<day>\d{1,2} \w+\.? \d{4}))?[^.;]{0,60}?\s+pursuant to\s+"
    r"(?P<basis>paragraphs?\b.{1,200}?\bresolution \d{3,4}(?:\s*\(\d{4}\))?)",
    re.I | re.S,
)
"""``Listed on 17 March 2011 pursuant to paragraph 17 of resolution 1970``: what follows in the
same sentence may say in brackets which measures that means (``(Travel Ban, Asset Freeze)``)."""

_MEASURES: tuple[tuple[re.Pattern[str], MeasureKind], ...] = (
    (re.compile(r"travel ban", re.I), "travel-ban"),
    (re.compile(r"assets? freeze", re.I), "block"),
    (re.compile(r"arms embargo", re.I), "arms-embargo"),
)

UNSTATED = Measure(kind="unstated")

Gender = Literal["male", "female", ""]

_STRENGTH: dict[NameKind, int] = {"primary": 0, "strong-alias": 1, "former": 2, "weak-alias": 3}


class Record:
    """Reads one record element; what was odd about it collects in ``findings``."""

    def __init__(
        self, element: etree._Element, source: Source, unmapped: xml.Unmapped, reference: str
    ) -> None:
        self.findings: list[Finding] = []
        self.programme = xml.text(element, "UN_LIST_TYPE")
        self._unread: list[Detail] = []
        self._element = element
        self._source = source
        self._unmapped = unmapped
        self._reference = reference
        self._prefix = f"{xml.local(element)}_"

    def party(
        self, party_id: str, kind: Kind, origin: Provenance, names: tuple[Name, ...]
    ) -> Party:
        """The whole party; call once."""
        comments = xml.verbatim(xml.child(self._element, "COMMENTS1"))
        return Party(
            id=party_id,
            kind=kind,
            provenance=origin,
            names=names,
            listings=(self._listing(comments),),
            identifiers=(*self._documents(), *self._company_numbers(kind, comments)),
            birth_dates=tuple(self._birth_dates()),
            birth_places=tuple(self._birth_places()),
            countries=tuple(self._nationalities()),
            addresses=tuple(self._addresses()),
            gender=self._gender(),
            positions=(*self._values("TITLE"), *self._values("DESIGNATION")),
            details=tuple(self._details()),
            remarks=comments,
        )

    def names(self) -> tuple[Name, ...]:
        """The primary name, its spelling in the original script, then the aliases, no repeats."""
        parts = (xml.text(self._element, part) for part in _NAME_PARTS)
        printed = " ".join(part for part in parts if part and part not in _ABSENT)
        full_names = spellings(printed).names
        found = [name(full, "strong-alias", "FIRST_NAME") for full in full_names]
        for text in xml.texts(self._element, "NAME_ORIGINAL_SCRIPT"):
            full_names = spellings(text).names
            found += [name(full, "strong-alias", "NAME_ORIGINAL_SCRIPT") for full in full_names]
        found += self._aliases()
        found[:1] = [name(each.full, "primary", each.field) for each in found[:1]]
        strongest: dict[str, Name] = {}
        for each in sorted(found, key=lambda one: _STRENGTH[one.kind]):
            strongest.setdefault(each.full, each)
        return tuple(strongest.values())

    def _parts(self, group: str) -> Iterator[tuple[etree._Element, str]]:
        """The elements ``INDIVIDUAL_<group>`` or ``ENTITY_<group>`` with their places."""
        tag = self._prefix + group
        for number, element in enumerate(xml.children(self._element, tag), start=1):
            yield element, f"{tag}[{number}]"

    def _values(self, tag: str) -> tuple[str, ...]:
        found = xml.texts(self._element, f"{tag}/VALUE")
        return tuple(value for value in found if value.lower() not in _ABSENT)

    def _aliases(self) -> Iterator[Name]:
        for element, field in self._parts("ALIAS"):
            printed, quality = xml.text(element, "ALIAS_NAME"), xml.text(element, "QUALITY")
            kind = QUALITIES.get(quality.lower())
            if kind is None:
                kind = "strong-alias"
                if printed:
                    message = f"alias quality {quality!r} is new; taken as a strong alias"
                    self._unreadable("unknown-quality", message, quality, f"{field}/QUALITY")
            noted = noted_spellings(xml.text(element, "NOTE"))
            for full in (*spellings(printed).names, *noted):
                yield name(full, kind, f"{field}/ALIAS_NAME")

    def _listing(self, comments: str) -> Listing:
        measures, basis = _stated_measures(comments)
        printed = xml.text(self._element, "LISTED_ON")
        listed_on = dates.iso_or_none(printed)
        if printed and listed_on is None:
            message = f"LISTED_ON {printed!r} is no date"
            self._unreadable("unreadable-date", message, printed, "LISTED_ON")
        return Listing(
            authority=self._source.stated_by,
            regime=self._source.regime,
            list=self._source.list,
            programmes=(self.programme,) if self.programme else (),
            measures=measures,
            legal_basis=basis,
            listed_on=listed_on,
            reference=self._reference,
            field="LISTED_ON",
        )

    def _documents(self) -> Iterator[Identifier]:
        for element, field in self._parts("DOCUMENT"):
            for tag in ("ISSUING_COUNTRY", "COUNTRY_OF_ISSUE"):
                self._country(xml.text(element, tag), f"{field}/{tag}")
            found = un_documents.document(element, field)
            if found is not None:
                yield found

    def _company_numbers(self, kind: Kind, comments: str) -> tuple[Identifier, ...]:
        return un_documents.company_numbers(comments) if kind == "organization" else ()

    def _birth_dates(self) -> Iterator[BirthDate]:
        for element, field in self._parts("DATE_OF_BIRTH"):
            printed, note = _printed_birth(element), xml.text(element, "NOTE")
            if printed or dates.parse(note):
                yield from self._birth_date(printed, note, field)
        for element, field in self._parts("ALIAS"):
            printed = xml.text(element, "DATE_OF_BIRTH")
            if printed and printed.lower() not in _ABSENT:
                yield from self._birth_date(printed, "", f"{field}/DATE_OF_BIRTH")

    def _birth_date(self, printed: str, note: str, field: str) -> Iterator[BirthDate]:
        """One date; a note may be nearer (``Nov. 1973``) or doubt it (``Approximately``)."""
        span, noted = dates.parse(printed), dates.parse(note)
        if span is None and noted is None:
            message = f"date of birth {printed!r} cannot be read"
            self._unreadable("unreadable-date", message, printed, field)
            return
        if span is None or (noted is not None and _within(noted, span)):
            span = noted
        if span is not None and note.lower().startswith("approx"):
            span = dates.DateSpan(span.earliest, span.latest, circa=True)
        if span is not None:
            raw = f"{printed} ({note})" if printed and note else printed or note
            yield BirthDate(span=span, raw=raw, field=field)

    def _birth_places(self) -> Iterator[Place]:
        for group, tags in (("PLACE_OF_BIRTH", _PLACE), ("ALIAS", _ALIAS_PLACE)):
            for element, field in self._parts(group):
                if full := _joined(element, tags):
                    country = self._country(xml.text(element, tags[-1]), f"{field}/{tags[-1]}")
                    yield Place(full=full, country=country, field=field)

    def _nationalities(self) -> Iterator[CountryFact]:
        for tag in ("NATIONALITY", "NATIONALITY2"):
            printed = self._values(tag) or tuple(xml.texts(self._element, tag))
            for text in printed:
                if text.lower() in _ABSENT:
                    continue
                for code in countries.codes(text) or (self._country(text, tag),):
                    yield CountryFact(role="nationality", code=code, raw=text, field=tag)

    def _addresses(self) -> Iterator[Address]:
        for element, field in self._parts("ADDRESS"):
            full, note = _joined(element, _ADDRESS), xml.text(element, "NOTE")
            if full or note:
                yield Address(
                    full=full or note,
                    street=xml.text(element, "STREET"),
                    city=xml.text(element, "CITY"),
                    region=xml.text(element, "STATE_PROVINCE"),
                    postal_code=xml.text(element, "ZIP_CODE"),
                    country=self._country(xml.text(element, "COUNTRY"), f"{field}/COUNTRY"),
                    note=note if full else "",
                    field=field,
                )

    def _gender(self) -> Gender:
        printed = xml.text(self._element, "GENDER").lower()
        known: dict[str, Gender] = {"male": "male", "m": "male", "female": "female", "f": "female"}
        if printed and printed not in known:
            self._unreadable("unknown-gender", f"gender {printed!r} is new", printed, "GENDER")
        return known.get(printed, "")

    def _details(self) -> Iterator[Detail]:
        """What has no field of its own: notes, update dates, keys, and all that is unmapped."""
        for tag in _KEPT:
            for value in xml.texts(self._element, tag):
                yield Detail(label=tag, value=value, field=tag)
        for tag in ("LIST_TYPE", "LAST_DAY_UPDATED"):
            if values := self._values(tag):
                yield Detail(label=tag, value="; ".join(values), field=f"{tag}/VALUE")
        yield from self._unread
        yield from self._notes()
        yield from self._unmapped.details(self._element, _KNOWN)
        for group, known in _MAPPED.items():
            for tag in (group, self._prefix + group):
                for element in xml.children(self._element, tag):
                    yield from self._unmapped.details(element, known, within=tag)

    def _notes(self) -> Iterator[Detail]:
        """Notes beside aliases and places, whole, and documents without a number."""
        for element, field in self._parts("ALIAS"):
            printed, note = xml.text(element, "ALIAS_NAME"), xml.text(element, "NOTE")
            remark = "; ".join(filter(None, (spellings(printed).remark, note)))
            if remark:
                yield Detail(label="alias note", value=f"{printed}: {remark}", field=field)
        for element, field in self._parts("PLACE_OF_BIRTH"):
            if note := xml.text(element, "NOTE"):
                yield Detail(label="place of birth note", value=note, field=f"{field}/NOTE")
        for element, field in self._parts("DOCUMENT"):
            if un_documents.document(element, field) is None and (text := xml.text(element)):
                yield Detail(label="document", value=text, field=field)
        for element, field in self._parts("DATE_OF_BIRTH"):
            note = xml.text(element, "NOTE")
            if note and dates.parse(_printed_birth(element)) is None and dates.parse(note) is None:
                yield Detail(label="date of birth note", value=note, field=field)

    def _country(self, printed: str, field: str) -> str:
        """The code of a printed country; empty, with a finding, when it cannot be read."""
        if not printed or printed.lower() in _ABSENT:
            return ""
        code = countries.code(printed)
        if code is None:
            message = f"country {printed!r} is not known"
            self._unreadable("unreadable-country", message, printed, field)
        return code or ""

    def _unreadable(self, code: str, message: str, printed: str, field: str) -> None:
        """A finding about a value, and the value itself as a detail."""
        self._unread.append(Detail(label=field.rpartition("/")[2], value=printed, field=field))
        self.findings.append(
            Finding(
                severity="warning",
                code=code,
                message=f"{message}; the printed text was kept as a detail",
                source=self._source.id,
                record=self._reference,
                field=field,
            )
        )


def _joined(element: etree._Element, tags: Sequence[str]) -> str:
    return ", ".join(filter(None, (xml.text(element, tag) for tag in tags)))


def _within(inner: dates.DateSpan, outer: dates.DateSpan) -> bool:
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def _printed_birth(element: etree._Element) -> str:
    """The date as one text: ``1962``, ``circa 1962``, ``1969 to 1970``."""
    first, last = xml.text(element, "FROM_YEAR"), xml.text(element, "TO_YEAR")
    years = f"{first} to {last}" if first and last else first or last
    printed = xml.text(element, "DATE") or years or xml.text(element, "YEAR")
    if printed and xml.text(element, "TYPE_OF_DATE").upper().startswith("APPROX"):
        return f"circa {printed}"
    return printed


def _stated_measures(comments: str) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """The measures that the record's own text states, and the paragraphs it is listed under."""
    measures: list[Measure] = []
    basis: list[str] = []
    line = " ".join(comments.split())
    for found in _PURSUANT.finditer(line):
        basis.append(found["basis"])
        bracketed = re.findall(r"\(([^()]*)\)", re.split(r"[.;]", line[found.end() :])[0])
        day = dates.iso_or_none(found["day"] or "")
        stated = [
            Measure(kind=kind, text=text.strip(), effective_on=day)
            for text in bracketed
            for words, kind in _MEASURES
            if words.search(text)
        ]
        measures += stated or [UNSTATED]
    return tuple(dict.fromkeys(measures)) or (UNSTATED,), tuple(dict.fromkeys(basis))
