"""One record of a table on its way to a party: cells in, facts out, findings beside.

A flat table gives a record in one row; joined tables give it in many, often with the same
fact over and over. Equal facts count once.
"""

import datetime
import hashlib
import re
from typing import Literal

import msgspec

from interdict import countries, dates, identifiers, text
from interdict.dates import DateSpan
from interdict.lists.catalog import Source
from interdict.lists.tabular_row import EMPTY, Notes, Row
from interdict.lists.tabular_terms import (
    COUNTRY_FIELDS,
    PART_ROLES,
    country_role_of,
    identifier_kind,
    kind_of,
    measure_of,
    name_kind_of,
)
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    CountryRole,
    Detail,
    Identifier,
    Kind,
    Listing,
    Measure,
    Name,
    NameKind,
    NamePart,
    Party,
    Place,
)
from interdict.statement import Provenance

_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_LETTERED = re.compile(r"(?:^|\s+)\(?[a-z0-9]\)\s*")
_COMMAS = re.compile(r"\s*,\s*")
_NO_ALIAS = EMPTY | {"na"}  # elsewhere NA may be Namibia
_WHOLE_FLOAT = re.compile(r"(\d+)\.0")
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")
_GENDERS: dict[str, Literal["male", "female"]] = {
    "m": "male", "male": "male", "man": "male",
    "f": "female", "female": "female", "woman": "female",
}  # fmt: skip
_ALIAS_FIELDS: dict[str, NameKind] = {
    "alias": "strong-alias",
    "weak-alias": "weak-alias",
    "former-name": "former",
}
_PARTS_IN_ORDER = tuple(
    (field, PART_ROLES[field])
    for field in ("given-name", "middle-name", "patronymic", "family-name")
)
_NAME_ORDER: tuple[NameKind, ...] = ("primary", "strong-alias", "former", "weak-alias")


class Record:
    """What the rows about one party say."""

    def __init__(self, native: str, notes: Notes) -> None:
        self.native = native
        self._notes = notes
        self._kind: Kind | None = None
        self._gender: Literal["male", "female", "other", ""] = ""
        self._names: dict[tuple[str, NameKind], Name] = {}
        self._identifiers: dict[tuple[str, str, str], Identifier] = {}
        self._births: dict[DateSpan, BirthDate] = {}
        self._places: dict[str, Place] = {}
        self._countries: dict[tuple[CountryRole | None, str, str], tuple[str, str, str]] = {}
        self._addresses: dict[str, Address] = {}
        self._positions: dict[str, None] = {}
        self._details: dict[tuple[str, str], Detail] = {}
        self._remarks: dict[str, None] = {}
        self._listing: dict[str, dict[str, None]] = {}
        self._measures: dict[str, Measure] = {}
        self._listed_on: datetime.date | None = None

    def take(self, row: Row) -> None:
        """Add what one row says."""
        self._take_kind(row)
        self._take_names(row)
        self._take_births(row)
        self._take_countries(row)
        self._take_addresses(row)
        self._take_identifiers(row)
        self._take_listing(row)
        self._take_rest(row)

    def _take_kind(self, row: Row) -> None:
        for printed, place in row.each("kind"):
            kind = kind_of(printed)
            if kind is None:
                says = f"{printed!r} is no kind of party we know; it is kept as a detail"
                self._notes.again("warning", "unknown-kind", says, place if not row.place else "")
                self._detail("kind", printed, place)
            elif self._kind is None:
                self._kind = kind
            elif kind != self._kind:
                says = f"the record is both {self._kind} and {kind}; it is read as {self._kind}"
                self._notes.add("warning", "conflicting-kind", says, self.native, place)
        for printed, place in row.each("gender"):
            gender = _GENDERS.get(printed.casefold())
            if gender is None:
                self._detail("gender", printed, place)
            self._gender = self._gender or gender or ""

    def _take_names(self, row: Row) -> None:
        parts = tuple(
            NamePart(role, text)
            for field, role in _PARTS_IN_ORDER
            for text, _ in row.each(field)
        )  # fmt: skip
        printed = row.each("name")
        if not printed and parts:
            whole = " ".join(part.value for part in parts)
            place = next(place for field, _ in _PARTS_IN_ORDER for _, place in row.each(field))
            printed = [(whole, place)]
        typed = parts if len(parts) > 1 else ()
        for full, place in printed:
            self._name(full, self._name_kind(row), place, typed)
        for field, kind in _ALIAS_FIELDS.items():
            for cell_text, place in row.each(field):
                for alias in _SEVERAL.split(cell_text):
                    if alias.casefold() not in _NO_ALIAS:
                        self._name(alias, kind, place)

    def _name_kind(self, row: Row) -> NameKind:
        stated, strength = row.first("name-kind"), row.first("alias-strength")
        kind = name_kind_of(stated) if stated else "primary"
        if kind is None:
            says = f"{stated!r} is no kind of name we know; such names are read as aliases"
            self._notes.again("warning", "unknown-name-kind", says)
            kind = "strong-alias"
        if kind == "strong-alias" and name_kind_of(strength) == "weak-alias":
            return "weak-alias"
        return kind

    def _name(
        self, full: str, kind: NameKind, place: str, parts: tuple[NamePart, ...] = ()
    ) -> None:
        full = " ".join(full.split())
        if text.has_letters(full):
            script = text.script(full)
            name = Name(full=full, kind=kind, script=script, parts=parts, field=place)
            self._names.setdefault((full, kind), name)
        elif full:
            self._detail("name", full, place)

    def _take_births(self, row: Row) -> None:
        for printed, place, month_first in row.dates("birth-date"):
            spans = _spans(printed, month_first)
            for span in spans:
                self._births.setdefault(span, BirthDate(span=span, raw=printed, field=place))
            if not spans:
                self._unreadable_date("birth date", printed, place)
        year = row.each("birth-year")
        if year:
            self._birth_in_parts(row, *year[0])
        for printed, place in row.each("birth-place"):
            code = countries.code(printed.rsplit(",", 1)[-1]) or ""
            self._places.setdefault(printed, Place(full=printed, country=code, field=place))

    def _birth_in_parts(self, row: Row, year: str, place: str) -> None:
        stated = (year, row.first("birth-month"), row.first("birth-day"))
        numbers = [part.removesuffix(".0").lstrip("0") for part in stated]
        raw = "-".join(part for part in stated if part)
        span = dates.parse("-".join(number.zfill(2) for number in numbers if number))
        if span is None:
            self._unreadable_date("birth date", raw, place)
        else:
            self._births.setdefault(span, BirthDate(span=span, raw=raw, field=place))

    def _unreadable_date(self, label: str, printed: str, place: str) -> None:
        says = f"{printed!r} is no date we can read; it is kept as a detail"
        self._notes.add("warning", "unreadable-date", says, self.native, place)
        self._detail(label, printed, place)

    def _take_countries(self, row: Row) -> None:
        for field, role in COUNTRY_FIELDS.items():
            for printed, place in row.each(field):
                self._country(role, printed, "", place)
        stated = row.first("country-role")
        coded = row.first("country-code")
        if stated:
            role_named = country_role_of(stated)
            if role_named is None:
                says = f"{stated!r} is no role of a country we know; read as country of operations"
                self._notes.again("warning", "unknown-country-role", says)
            for printed, place in row.each("value") or row.each("country") or [(coded, row.place)]:
                if printed:
                    self._country(role_named or "operations", printed, coded, place)
            return
        for printed, place in row.each("country") or row.each("country-code"):
            self._country(None, printed, coded, place)

    def _country(self, role: CountryRole | None, printed: str, coded: str, place: str) -> None:
        """``None`` for a country in no stated role: the kind of party decides in the end."""
        one = countries.code(coded) if coded else None
        found = (one,) if one else countries.codes(printed)
        if not found:
            says = f"{printed!r} names no country we know; it is kept as printed"
            self._notes.again("warning", "unreadable-country", says)
        for code in found or ("",):
            key = (role, code, "" if code else printed)
            self._countries.setdefault(key, (code, printed, place))

    def _take_addresses(self, row: Row) -> None:
        lines = row.each("address")
        towns = [row.first(field) for field in ("city", "region", "postal-code")]
        country = row.first("address-country")
        if len(lines) == 1 and not any((*towns, country)):
            printed, place = lines[0]
            for full in _SEVERAL.split(printed):
                self._addresses.setdefault(full, Address(full=full, field=place))
            return
        street = ", ".join(line for line, _ in lines)
        full = ", ".join(part for part in (street, *towns, country) if part)
        if full:
            city, region, postal_code = towns
            address = Address(
                full=full, street=street, city=city, region=region, postal_code=postal_code,
                country=countries.code(country) or "" if country else "",
                field=lines[0][1] if lines else row.place,
            )  # fmt: skip
            self._addresses.setdefault(full, address)

    def _take_identifiers(self, row: Row) -> None:
        country, note = row.first("identifier-country"), row.first("identifier-note")
        stated = row.first("identifier-kind")
        if stated:
            kind = identifier_kind(stated)
            if kind is None:
                says = f"{stated!r} is no kind of identifier we know; it is kept as other"
                self._notes.again("warning", "unknown-identifier-kind", says)
                note = f"{stated}: {note}" if note else stated
            for printed, place in row.each("value"):
                self._identifier(kind or "other", printed, country, note, place)
            return
        for kind in row.identifier_kinds:
            for cell_text, place in row.each(kind):
                for printed in _SEVERAL.split(cell_text):
                    self._identifier(kind, printed, country, note, place)
        if note and not any(row.first(kind) for kind in row.identifier_kinds):
            self._detail("identifier note", note, row.place)

    def _identifier(self, kind: str, printed: str, country: str, note: str, place: str) -> None:
        if not printed or printed.casefold() in EMPTY:
            return
        number = _WHOLE_FLOAT.sub(r"\1", printed) if _WHOLE_FLOAT.fullmatch(printed) else printed
        if _ROUNDED.fullmatch(number):
            says = f"{number!r} was rounded by a spreadsheet: its last digits are lost"
            self._notes.add("warning", "rounded-number", says, self.native, place)
        issuer = countries.code(country) or "" if country else ""
        if country and not issuer:
            note = f"issued by {country}; {note}" if note else f"issued by {country}"
        kind = identifiers.refine(kind, number, issuer)
        value = identifiers.normalise(kind, number)
        before = self._identifiers.get((kind, value, issuer))
        if before is not None:
            notes = dict.fromkeys(part for part in (*before.note.split("; "), note) if part)
            merged = msgspec.structs.replace(before, note="; ".join(notes))
            self._identifiers[kind, value, issuer] = merged
            return
        valid = identifiers.is_valid(kind, value)
        if valid is False:
            says = f"{printed!r} is not a right {identifiers.kind_named(kind).label}; it is kept"
            self._notes.add("warning", f"invalid-{kind}", says, self.native, place)
        self._identifiers[kind, value, issuer] = Identifier(
            kind=kind, value=value, raw=printed if printed != value else "", country=issuer,
            valid=valid, note=note, field=place,
        )  # fmt: skip

    def _take_listing(self, row: Row) -> None:
        for field in ("programme", "legal-basis"):
            for cell_text, _ in row.each(field):
                stated = self._listing.setdefault(field, {})
                stated.update(dict.fromkeys(part for part in _SEVERAL.split(cell_text) if part))
        for field in ("reference", "reason"):
            for printed, _ in row.each(field):
                self._listing.setdefault(field, {})[printed] = None
        for cell_text, _ in row.each("measure"):
            for printed in filter(None, _SEVERAL.split(cell_text)):
                measure = Measure(kind=measure_of(printed), text=printed)
                self._measures.setdefault(printed, measure)
        for printed, place, month_first in row.dates("listed-on"):
            day = dates.iso_or_none(printed, month_first=month_first)
            if day is None:
                self._unreadable_date("listed on", printed, place)
            elif self._listed_on not in (None, day):
                self._detail("listed on", printed, place)
            else:
                self._listed_on = day

    def _take_rest(self, row: Row) -> None:
        self._positions.update(dict.fromkeys(printed for printed, _ in row.each("position")))
        self._remarks.update(dict.fromkeys(printed for printed, _ in row.each("remark")))
        for header, printed, place in row.unmapped():
            says = f"no field fits the column {header!r}; its cells are kept as details"
            self._notes.again("note", "unmapped-element", says, header)
            self._detail(header, printed, place)

    def _detail(self, label: str, value: str, place: str) -> None:
        self._details.setdefault((label, value), Detail(label=label, value=value, field=place))

    @property
    def fingerprint(self) -> str:
        """A short id for a record whose list gives none: the same while name, kind, births and
        identifiers stay."""
        said = [self._kind or "unknown", *sorted(full for full, _ in self._names)]
        said += sorted(str(span) for span in self._births)
        said += sorted(":".join(key) for key in self._identifiers)
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]

    def party(self, source: Source, provenance: Provenance) -> Party | None:
        """The party, or None for a record without a name."""
        names = sorted(self._names.values(), key=lambda name: _NAME_ORDER.index(name.kind))
        if not names:
            return None
        if names[0].kind != "primary":
            names[0] = msgspec.structs.replace(names[0], kind="primary")
        kind = self._kind or "unknown"
        return Party(
            id=f"{source.id}:{self.native}",
            kind=kind,
            provenance=provenance,
            names=tuple(name if kind == "person" else _whole(name) for name in names),
            listings=(self._listing_of(source),),
            identifiers=tuple(self._identifiers.values()),
            birth_dates=tuple(self._births.values()),
            birth_places=tuple(self._places.values()),
            countries=tuple(
                CountryFact(role=role or _role_for(kind), code=code, raw=raw, field=place)
                for (role, _, _), (code, raw, place) in self._countries.items()
            ),
            addresses=tuple(self._addresses.values()),
            gender=self._gender,
            positions=tuple(self._positions),
            details=tuple(self._details.values()),
            remarks="\n".join(self._remarks),
        )

    def _listing_of(self, source: Source) -> Listing:
        stated = {field: tuple(values) for field, values in self._listing.items()}
        return Listing(
            authority=source.stated_by,
            regime=source.regime,
            list=source.list,
            programmes=stated.get("programme", ()),
            measures=tuple(self._measures.values()) or (Measure(kind="unstated"),),
            legal_basis=stated.get("legal-basis", ()),
            listed_on=self._listed_on,
            reference="; ".join(stated.get("reference", ())),
            reason="\n".join(stated.get("reason", ())),
        )


def _whole(name: Name) -> Name:
    """Only persons' names have parts; other parties' are spread over columns by length."""
    return msgspec.structs.replace(name, parts=())


def _role_for(kind: Kind) -> CountryRole:
    """What a column headed only "country" says of a party."""
    if kind in ("vessel", "aircraft"):
        return "flag"
    return "jurisdiction" if kind == "organization" else "residence"


def _spans(printed: str, month_first: bool) -> tuple[DateSpan, ...]:
    """All dates of a cell that may hold several; empty unless every one can be read."""
    printed = _WHOLE_FLOAT.sub(r"\1", printed) if _WHOLE_FLOAT.fullmatch(printed) else printed
    for separator in (None, _SEVERAL, _LETTERED, _COMMAS):
        pieces = [printed] if separator is None else separator.split(printed)
        spans = [dates.parse(piece, month_first=month_first) for piece in pieces if piece.strip()]
        if spans and all(spans):
            return tuple(span for span in spans if span is not None)
    return ()
