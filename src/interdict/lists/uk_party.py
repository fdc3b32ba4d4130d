"""The party of one UK designation."""

import datetime
import re
from collections.abc import Iterator
from typing import Literal

from interdict import countries, dates
from interdict.lists import uk_names, uk_numbers
from interdict.lists.catalog import Source
from interdict.lists.tabular_row import Notes
from interdict.lists.uk_entry import AddressRow, Entry, Pair
from interdict.lists.uk_terms import KINDS, word
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    CountryRole,
    Detail,
    Identifier,
    Kind,
    Link,
    LinkKind,
    Listing,
    Measure,
    Party,
    Place,
)
from interdict.statement import Provenance

Gender = Literal["male", "female", ""]

_UNKNOWN_DAY = re.compile(r"\b(?:dd|mm|xx)(?=/)", re.I)
"""The list spells out what it does not know: ``dd/mm/1945``; OFSI writes ``00/00/1945``."""

_DOCUMENTS = ("passport", "national-id")

_COUNTRY_ROLES: dict[str, CountryRole] = {
    "nationality": "nationality",
    "flag": "flag",
    "former-flag": "former-flag",
}
_LINKS: dict[str, tuple[LinkKind, str]] = {
    "parent": ("owned-by", "Parent company"),
    "subsidiary": ("linked-to", "Subsidiary"),
    "owner": ("owned-by", "Current owner"),
    "owner-operator": ("linked-to", "Current owner/operator"),
    "former-owner-operator": ("linked-to", "Previous owner/operator"),
}
"""What the list says of another party. It does not tell owners from operators, and prints
parents among subsidiaries, so only what it calls an owner or a parent is one."""

_DETAILS: dict[str, str] = {
    "ofsi-group": "OFSI Group ID",
    "uk-reference": "UK Sanctions List Ref",
    "un-reference": "UN Reference Number",
    "designated": "Date designated",
    "last-updated": "Last Updated",
    "designation-source": "Designation source",
    "entity-type": "Type of entity",
    "ship-type": "Type of ship",
    "tonnage": "Tonnage of ship",
    "length": "Length of ship",
    "built": "Year built",
    "fax": "Fax",
    "detail": "Other",
}


class PartyMaker:
    """Makes parties of one edition of one list; what is odd goes into ``notes``."""

    def __init__(self, source: Source, notes: Notes) -> None:
        self._source = source
        self._notes = notes

    def party(
        self, entry: Entry, origin: Provenance, measures: tuple[Measure, ...]
    ) -> Party | None:
        """The party, or None for an entry without a name."""
        kind = self._kind(entry)
        names = uk_names.names(entry, kind, self._notes)
        if not names:
            return None
        births, unread = self._births(entry)
        numbers, kept = self._numbers(entry)
        return Party(
            id=f"{self._source.id}:{entry.native}",
            kind=kind,
            provenance=origin,
            names=names,
            listings=tuple(self._listings(entry, measures)),
            identifiers=numbers,
            birth_dates=births,
            birth_places=tuple(self._birth_places(entry)),
            countries=tuple(self._countries(entry)),
            addresses=tuple(self._address(each, entry) for each in entry.addresses),
            gender=self._gender(entry),
            positions=tuple(dict.fromkeys(self._positions(entry))),
            links=tuple(_links(entry)),
            details=(*_details(entry), *unread, *kept),
            remarks="\n".join(said.value for said in entry.all("remark")),
        )

    def _kind(self, entry: Entry) -> Kind:
        printed = entry.first("kind")
        kind = KINDS.get(word(printed))
        if kind is None:
            says = f"{printed!r} is no kind of party known here; the kind is unknown"
            self._notes.add("warning", "unknown-kind", says, entry.native, "Designation Type")
        return kind or "unknown"

    # --- listing ---------------------------------------------------------------------------

    def _listings(self, entry: Entry, measures: tuple[Measure, ...]) -> Iterator[Listing]:
        reference = "; ".join(said.value for said in entry.all("uk-reference"))
        for listed in entry.listed:
            yield Listing(
                authority=self._source.stated_by,
                regime=self._source.regime,
                list=self._source.list,
                programmes=(listed.regime,) if listed.regime else (),
                measures=measures,
                legal_basis=(listed.regime,) if "regulation" in listed.regime.lower() else (),
                listed_on=self._day(listed.listed_on, entry, listed.field),
                reference=reference,
                reason="\n".join(said.value for said in entry.all("reason")),
                field=listed.field,
            )
        if not entry.listed:
            yield Listing(
                authority=self._source.stated_by,
                regime=self._source.regime,
                list=self._source.list,
                measures=measures,
                reference=reference,
                reason="\n".join(said.value for said in entry.all("reason")),
            )

    def _day(self, printed: str, entry: Entry, field: str) -> datetime.date | None:
        day = dates.iso_or_none(printed)
        if printed and day is None:
            self._unreadable("unreadable-date", f"{printed!r} is no date", entry, field)
        return day

    # --- who it is -------------------------------------------------------------------------

    def _births(self, entry: Entry) -> tuple[tuple[BirthDate, ...], list[Detail]]:
        found: dict[object, BirthDate] = {}
        unread = []
        for said in entry.all("birth-date"):
            for printed in uk_numbers.each(said.value):
                span = dates.parse(_UNKNOWN_DAY.sub("00", printed))
                if span is None:
                    self._unreadable(
                        "unreadable-date",
                        f"date of birth {printed!r} is no date",
                        entry,
                        said.field,
                    )
                    unread.append(Detail(label="Date of birth", value=printed, field=said.field))
                else:
                    found.setdefault(span, BirthDate(span=span, raw=printed, field=said.field))
        return tuple(found.values()), unread

    def _birth_places(self, entry: Entry) -> Iterator[Place]:
        found: dict[tuple[str, str], Place] = {}
        for pair in entry.pairs("birth-place"):
            for town, country in _side_by_side(pair):
                full = ", ".join(part for part in (town, country) if part)
                code = self._country(country, entry, pair.field)
                found.setdefault((full, code), Place(full=full, country=code, field=pair.field))
        yield from found.values()

    def _countries(self, entry: Entry) -> Iterator[CountryFact]:
        for what, role in _COUNTRY_ROLES.items():
            seen: set[str] = set()
            for said in entry.all(what):
                codes = countries.codes(said.value)
                pieces = [""] if codes else uk_numbers.each(said.value.replace(". ", "; "))
                found = codes or tuple(
                    self._country(piece, entry, said.field)
                    for printed in pieces
                    for piece in re.split(r"\s*;\s*", printed)
                    if piece
                )
                for code in found:
                    if not code or code not in seen:
                        seen.add(code)
                        yield CountryFact(role=role, code=code, raw=said.value, field=said.field)

    def _country(self, printed: str, entry: Entry, field: str) -> str:
        code = countries.code(printed.rstrip(".")) if printed.strip(" -") else ""
        if code is None:
            self._unreadable(
                "unreadable-country", f"{printed!r} names no country known here", entry, field
            )
        return code or ""

    def _address(self, row: AddressRow, entry: Entry) -> Address:
        *street, city = row.lines
        lines = ", ".join(line for line in street if line)
        full = ", ".join(part for part in (lines, city, row.postal_code, row.country) if part)
        code = countries.code(row.country) or next(iter(_only(countries.codes(row.country))), "")
        if row.country and not code:
            self._unreadable(
                "unreadable-country",
                f"{row.country!r} names no country known here",
                entry,
                row.field,
            )
        return Address(
            full=full, street=lines, city=city, postal_code=row.postal_code, country=code,
            note="" if code else row.country, field=row.field,
        )  # fmt: skip

    def _gender(self, entry: Entry) -> Gender:
        for said in entry.all("gender"):
            match word(said.value):
                case "male" | "m":
                    return "male"
                case "female" | "f":
                    return "female"
            says = f"gender {said.value!r} is not known here"
            self._notes.again("warning", "unknown-gender", says, said.field)
        return ""

    def _positions(self, entry: Entry) -> Iterator[str]:
        for what in ("title", "position"):
            for said in entry.all(what):
                yield from uk_numbers.each(said.value)

    # --- numbers ---------------------------------------------------------------------------

    def _numbers(self, entry: Entry) -> tuple[tuple[Identifier, ...], list[Detail]]:
        found: list[Identifier] = []
        kept: list[Detail] = []
        for kind in _DOCUMENTS:
            for pair in entry.pairs(kind):
                found += uk_numbers.documents(kind, pair.first, pair.second, pair.field)
                if about := uk_numbers.unnumbered_notes(pair.first, pair.second):
                    kept.append(Detail(label=kind, value=about, field=pair.field))
        for said in entry.all("registration"):
            numbers = uk_numbers.registrations(said.value, said.field)
            if numbers is None:
                says = f"{said.value!r} is more than numbers with labels; kept as a detail"
                self._notes.add("note", "unreadable-number", says, entry.native, said.field)
                kept.append(
                    Detail(label="Business registration number", value=said.value, field=said.field)
                )
            found += numbers or []
        found += uk_numbers.plain_numbers(entry)
        different: dict[tuple[str, str, str], Identifier] = {}
        for number in found:
            different.setdefault((number.kind, number.value, number.country), number)
        for number in different.values():
            if number.valid is False:
                printed = number.raw or number.value
                says = f"{printed!r} is not a valid {number.kind}; kept and marked so"
                self._notes.add(
                    "warning", f"invalid-{number.kind}", says, entry.native, number.field
                )
        return tuple(different.values()), kept

    def _unreadable(self, code: str, message: str, entry: Entry, field: str) -> None:
        says = f"{message}; the printed text is kept"
        self._notes.add("warning", code, says, entry.native, field)


def _side_by_side(pair: Pair) -> list[tuple[str, str]]:
    """Numbered towns with the countries of the same number; one text each where they differ."""
    towns, lands = uk_numbers.numbered(pair.first), uk_numbers.numbered(pair.second)
    if len(towns) == len(lands):
        return [
            (town.strip(" .-"), lands[number].strip(" .-"))
            for number, town in towns.items()
            if town.strip(" .-") or lands[number].strip(" .-")
        ]
    if len(lands) == 1:
        return [(town.strip(" ."), lands[1]) for town in towns.values()]
    return [(pair.first, pair.second if countries.code(pair.second) else "")]


def _only(codes: tuple[str, ...]) -> tuple[str, ...]:
    return codes if len(codes) == 1 else ()


def _links(entry: Entry) -> Iterator[Link]:
    for what, (kind, label) in _LINKS.items():
        for said in entry.all(what):
            for name in uk_numbers.each(said.value):
                yield Link(kind=kind, name=name, text=label, field=said.field)


def _details(entry: Entry) -> Iterator[Detail]:
    for what, label in _DETAILS.items():
        for said in entry.all(what):
            yield Detail(label=label, value=said.value, field=said.field)
    scripts = {
        ", ".join(part for part in (name.script, name.language) if part): name.field
        for name in entry.native_names
        if name.script or name.language
    }
    for stated, field in scripts.items():
        yield Detail(label="Non-Latin script", value=stated, field=field)
