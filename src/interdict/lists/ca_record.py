"""One record of the Canadian list as a party."""

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from interdict import dates, identifiers
from interdict.lists import ca_regulations, xml
from interdict.lists.bracketed_names import with_plain_spellings
from interdict.lists.ca_names import aliases, bracketed, entity_names
from interdict.lists.catalog import Source
from interdict.party import (
    BirthDate,
    Detail,
    Finding,
    Identifier,
    Kind,
    Listing,
    Name,
    NamePart,
    Party,
)
from interdict.statement import Provenance
from interdict.text import script

_ENTITY = ("EntityOrShip", "Entity")
_TITLE = ("TitleOrShip", "Title")
_DATE = ("DateOfBirthOrShipBuildDate", "DateOfBirth")
"""Names of a field since ships are listed (2025), and before."""

_KNOWN = frozenset(
    ("Country", "LastName", "GivenName", "Aliases", "Schedule", "Item", "DateOfListing",
     "ShipIMONumber", *_ENTITY, *_TITLE, *_DATE)
)  # fmt: skip

_NONE = "N/A"
"""How older editions print that a regulation has one schedule without a number."""
_EITHER = re.compile(r"\s+or\s+", re.I)


class Record:
    """Reads one record element; what was odd about it collects in ``findings``."""

    def __init__(self, element: etree._Element, source: Source, unmapped: xml.Unmapped) -> None:
        self.findings: list[Finding] = []
        self._element = element
        self._source = source
        self._unmapped = unmapped
        self._unread: list[Detail] = []
        schedule = self._text("Schedule")
        self._schedule = "" if schedule == _NONE else schedule
        self._item = self._text("Item")
        self.regulation = ca_regulations.regulation(self._text("Country"))
        self.place = ca_regulations.place(self._schedule, self._item)
        """Schedule and item; empty where the record has none."""

    @property
    def kind(self) -> Kind:
        """Persons have a family or given name; ships an IMO number or a type of ship."""
        if self._text("LastName") or self._text("GivenName"):
            return "person"
        ship = self._text("ShipIMONumber") or self._text("TitleOrShip")
        return "vessel" if ship else "organization"

    def names(self) -> tuple[Name, ...]:
        """The primary name, its other spellings, then the aliases, without repeats."""
        found = [*self._person_names(), *self._entity_names()]
        printed = xml.verbatim(xml.child(self._element, "Aliases"))
        found += [_name(full, "Aliases") for full in aliases(printed, self._text("LastName"))]
        found[:1] = [msgspec.structs.replace(name, kind="primary") for name in found[:1]]
        first: dict[str, Name] = {}
        for name in with_plain_spellings(found, self.kind == "person"):
            first.setdefault(name.full, name)
        return tuple(first.values())

    def _person_names(self) -> Iterator[Name]:
        for family in bracketed(self._text("LastName")) or ("",):
            for given in bracketed(self._text("GivenName")) or ("",):
                parts = (NamePart("given", given), NamePart("family", family))
                if full := f"{given} {family}".strip():
                    yield msgspec.structs.replace(
                        _name(full, "LastName"), parts=tuple(part for part in parts if part.value)
                    )

    def _entity_names(self) -> Iterator[Name]:
        for tag in _ENTITY:
            for full in entity_names(xml.verbatim(xml.child(self._element, tag))):
                yield _name(full, tag)

    def party(self, party_id: str, origin: Provenance, names: tuple[Name, ...]) -> Party:
        """The whole party; call once."""
        person = self.kind == "person"
        return Party(
            id=party_id,
            kind=self.kind,
            provenance=origin,
            names=names,
            listings=(self._listing(),),
            identifiers=tuple(self._imo()),
            birth_dates=tuple(self._birth_dates()) if person else (),
            positions=self._titles() if person else (),
            details=(*self._kept(), *self._unmapped.details(self._element, _KNOWN)),
        )

    def _text(self, tag: str) -> str:
        return xml.text(self._element, tag)

    def _first(self, tags: tuple[str, ...]) -> tuple[str, str]:
        """(tag, text) of the one of two names of a field that is there."""
        return next(((tag, self._text(tag)) for tag in tags if self._text(tag)), (tags[0], ""))

    def _listing(self) -> Listing:
        printed = self._text("DateOfListing")
        listed_on = dates.iso_or_none(printed)
        if printed and listed_on is None:
            self._unreadable("DateOfListing", printed, "is no date")
        numbered = self._schedule[:1].isdigit()
        where = (f"Schedule {self._schedule}" if numbered else self._schedule, f"item {self._item}")
        title = self.regulation.title
        return Listing(
            authority=self._source.stated_by,
            regime=self._source.regime,
            list=self._source.list,
            programmes=(self.regulation.programme,),
            legal_basis=(title,) if title else (),
            listed_on=listed_on,
            reference=", ".join(filter(None, where)),
            field="Country",
        )

    def _imo(self) -> Iterator[Identifier]:
        printed = self._text("ShipIMONumber")
        if not printed:
            return
        value, valid = identifiers.normalise("imo", printed), identifiers.is_valid("imo", printed)
        if not valid:
            self._note("invalid-imo", f"{printed!r} is no IMO number; kept and marked so")
        yield Identifier(
            kind="imo",
            value=value,
            raw="" if value == printed else printed,
            valid=valid,
            field="ShipIMONumber",
        )

    def _birth_dates(self) -> Iterator[BirthDate]:
        """One date, or each of two that are joined by "or"; words are kept, not guessed at."""
        tag, printed = self._first(_DATE)
        spans = [(part, dates.parse(part)) for part in _EITHER.split(printed) if part]
        for part, span in spans:
            if span is None:
                self._unreadable(tag, part, "is no date of birth")
            else:
                yield BirthDate(span=span, raw=printed, field=tag)

    def _titles(self) -> tuple[str, ...]:
        """A title in English and French: ``Captain/capitaine``."""
        _, printed = self._first(_TITLE)
        return tuple(part.strip() for part in printed.split("/") if part.strip())

    def _kept(self) -> Iterator[Detail]:
        """The ship's type and build date, aliases that were taken apart, unreadable values."""
        if self.kind != "person":
            for label, tags in (("Vessel type", _TITLE), ("Ship build date", _DATE)):
                tag, printed = self._first(tags)
                if printed:
                    yield Detail(label=label, value=printed, field=tag)
        whole = {name.full for name in self.names()}
        for tag in ("Aliases", *_ENTITY):
            printed = self._text(tag)
            if printed and printed not in whole:
                yield Detail(label=f"{tag} as printed", value=printed, field=tag)
        yield from self._unread

    def _unreadable(self, tag: str, printed: str, cause: str) -> None:
        self._unread.append(Detail(label=tag, value=printed, field=tag))
        self._note("unreadable-date", f"{tag} {printed!r} {cause}; it was kept as a detail", tag)

    def _note(self, code: str, message: str, field: str = "ShipIMONumber") -> None:
        where = f"{self.regulation.key}-{self.place}"
        self.findings.append(
            Finding(
                severity="warning",
                code=code,
                message=message,
                source=self._source.id,
                record=where,
                field=field,
            )
        )


def _name(full: str, field: str) -> Name:
    return Name(full=full, kind="strong-alias", script=script(full), field=field)
