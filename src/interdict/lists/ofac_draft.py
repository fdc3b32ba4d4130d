"""One OFAC record on its way to a party: what the three XML forms share.

A connector names what it meets by OFAC's own labels; ``Draft`` sorts it through
``ofac_terms`` into the fields of a party, so that the forms cannot disagree.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal, NamedTuple, cast

import msgspec
from lxml import etree

from interdict import countries, dates
from interdict.dates import DateSpan
from interdict.lists.ofac_labels import labels
from interdict.lists.ofac_listings import (
    LISTS,
    SDN,
    UMBRELLA,
    ListEntry,
    Stated,
    is_known_type,
    listings,
    menu_measures,
    sources_of,
)
from interdict.lists.ofac_notes import Notes
from interdict.lists.ofac_remarks import PROSE, Context, birth_place, read_remarks, split_items
from interdict.lists.ofac_terms import identifier_for, is_non_sdn, is_undetermined, term_for
from interdict.party import (
    Address,
    BirthDate,
    CountryFact,
    CountryRole,
    Detail,
    Identifier,
    Kind,
    Link,
    Listing,
    Name,
    Party,
    Place,
)
from interdict.statement import Provenance

KINDS: dict[str, Kind] = {
    "individual": "person",
    "entity": "organization",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
"""``sdnType``, ``entityType`` and party types, lower case."""

_PRINTED = {label.rstrip(" :-").casefold(): label.rstrip(" :-") for label in labels()}
"""Labels as the CSV prints them; the newer forms have ``VESSEL TYPE``."""

_LINKED = "(Linked To:"


class Statement(NamedTuple):
    """A value under OFAC's own label, and what is said about it."""

    label: str
    value: str
    field: str
    country: str = ""
    """Issuing country, as printed."""
    note: str = ""
    span: DateSpan | None = None
    """The date as the form types it; None where it must be read from ``value``."""


class RelatedParty(NamedTuple):
    """A relation to another record, before its source is known."""

    uid: str
    name: str
    type: str
    field: str
    note: str = ""


class Draft:
    """The growing record of one party; lists are in the order of the file."""

    def __init__(self, uid: str, kind: Kind, notes: Notes) -> None:
        self.uid = uid
        self.kind = kind
        self.names: list[Name] = []
        self.listings: tuple[Listing, ...] = ()
        self.sources: frozenset[str] = frozenset()
        """``ofac-sdn``, ``ofac-nonsdn`` or both: where its lists belong."""
        self.related: list[RelatedParty] = []
        self.addresses: list[Address] = []
        self.positions: list[str] = []
        self.details: list[Detail] = []
        self.remarks = ""
        self.statements: list[tuple[str, str]] = []
        """Every (label, value) said, for ``ofac_measures.stated_measures``."""
        self._gender: Literal["male", "female", ""] = ""
        self._links: list[Link] = []
        self._identifiers: list[Identifier] = []
        self._birth_dates: list[BirthDate] = []
        self._birth_places: list[Place] = []
        self._countries: list[CountryFact] = []
        self._notes = notes

    def odd(self, code: str, message: str, field: str) -> None:
        """Note a bad value of this record."""
        self._notes.add("warning", code, message, self.uid, field)

    def name(self, name: Name) -> None:
        """Add a name; an empty one is a finding."""
        if name.full.strip():
            self.names.append(name)
        else:
            self.odd("empty-name", "a name without text was left out", name.field)

    def detail(self, label: str, value: str, field: str) -> None:
        """Keep a value under its own label; nothing is kept of an empty one."""
        if value.strip():
            bare = label.rstrip(" :-")
            label = _PRINTED.get(bare.casefold(), bare)
            self.details.append(Detail(label=label, value=value, field=field))

    def take_left_over(
        self, element: etree._Element, known: AbstractSet[str], within: str = ""
    ) -> None:
        """Keep what an element has beside its known children and attributes."""
        self.details += self._notes.left_over(element, known, within)

    def address(self, address: Address) -> None:
        """Add an address; one without any text (OFAC's "undetermined") says nothing."""
        if not address.full:
            return
        self.addresses.append(address)
        country = address.full.rpartition(", ")[2]
        if address.note and not address.country and address.note == country:
            self.odd("unreadable-country", f"country {country!r} is not known", address.field)

    def state(self, said: Statement) -> None:
        """Put a labelled value where ``ofac_terms`` says it belongs."""
        if not said.value.strip() and said.span is None:
            self.odd("empty-value", f"{said.label} has no value", said.field)
            return
        self.statements.append((said.label, said.value))
        term = term_for(said.label)
        if term is None:
            unknown = f"label {said.label!r} is not known here; its text was kept as a detail"
            self._notes.again("unmapped-element", unknown, said.label)
        sorter = _SORTERS.get(term.what, Draft._keep) if term else Draft._keep
        if said.label.casefold() == "vessel owner":
            sorter = Draft._own
        sorter(self, said, term.kind if term else "")
        is_noted = term is not None and term.what == "identifier"
        if said.note and not is_noted:
            label = said.label.rstrip(" :-")
            self.detail(f"{label} (note)", f"{said.value}: {said.note}", said.field)

    def list_on(self, entries: Sequence[ListEntry], stated: Stated) -> None:
        """Put the party on these lists; one without any goes where its programmes belong."""
        for entry in entries:
            if entry.name not in LISTS:
                told = f"list {entry.name!r} is not known here; it counts as a non-SDN list"
                self._notes.again("unknown-list", told, entry.name)
        for published in stated.types:
            if not is_known_type(published):
                told = f"sanctions type {published!r} is not known here; its measure is 'other'"
                self._notes.again("unmapped-sanctions-type", told, published)
        if not entries:
            self.odd("no-list", "the record stands on no list; told by its programmes", "")
            name = UMBRELLA if is_non_sdn([stated.programmes]) else SDN
            entries = [ListEntry(name, None, "")]
        self.sources |= sources_of(entry.name for entry in entries)
        self.listings += listings(entries, stated, menu_measures(self.statements))
        umbrella = [entry for entry in entries if entry.name == UMBRELLA]
        for entry in umbrella if len(umbrella) < len(entries) else ():
            self.detail(UMBRELLA, f"since {entry.listed_on}", entry.field)

    def remark(self, text: str, field: str) -> None:
        """Keep free text verbatim, and read the labelled items in it as in the CSV."""
        self.remarks = text
        prose: list[str] = []
        for item in split_items(text):
            if item.startswith(_LINKED) and item.endswith(")"):
                linked = item[len(_LINKED) : -1].strip()
                self._links.append(
                    Link(kind="linked-to", name=linked, text="Linked To", field=field)
                )
            else:
                prose.append(item)
        self._take_remarks("; ".join(prose), field)

    def _take_remarks(self, text: str, field: str) -> None:
        found = read_remarks(text, Context(record=self.uid, person=self.kind == "person"))
        for each in found.findings:
            self.odd(each.code, each.message, field)
        for word in found.genders:
            self._gendered(Statement("Gender", word, field), "")
        self._identifiers += found.identifiers
        self._birth_dates += found.birth_dates
        self._birth_places += found.birth_places
        self._countries += found.countries
        self.positions += found.positions
        self.names += found.names
        self._links += found.links
        labelled = [item for item in found.details if item.label != PROSE]
        self.details += [msgspec.structs.replace(item, field=field) for item in labelled]
        self.statements += [(item.label, item.value) for item in labelled]

    def _identify(self, said: Statement, kind: str) -> None:
        issuer = said.country
        unread = "" if countries.code(issuer) or is_undetermined(issuer) else issuer
        if unread:
            self.odd("unreadable-country", f"issuing country {unread!r} is not known", said.field)
        note = noted(f"issued by {unread}" if unread else "", said.note)
        found = identifier_for(said.label, said.value, issuer, said.field, note)
        if found.valid is False:
            told = f"{found.raw or found.value!r} is not a valid {found.kind}; kept and marked so"
            self.odd(f"invalid-{found.kind}", told, said.field)
        self._identifiers.append(found)

    def _locate(self, said: Statement, role: str) -> None:
        code = countries.code(said.value) or ""
        if not code and not is_undetermined(said.value):
            self.odd("unreadable-country", f"{said.label} {said.value!r} is not known", said.field)
        self._countries.append(
            CountryFact(role=cast(CountryRole, role), code=code, raw=said.value, field=said.field)
        )

    def _born_on(self, said: Statement, _: str) -> None:
        span = said.span or dates.parse(said.value)
        if span is None:
            self.odd("unreadable-date", f"{said.label} {said.value!r} is no date", said.field)
            self._keep(said, "")
        else:
            self._birth_dates.append(BirthDate(span=span, raw=said.value, field=said.field))

    def _born_in(self, said: Statement, _: str) -> None:
        self._birth_places.append(birth_place(said.value, said.field))

    def _gendered(self, said: Statement, _: str) -> None:
        match said.value.strip().lower():
            case "male":
                self._gender = "male"
            case "female":
                self._gender = "female"
            case _:
                self._keep(said, "")

    def _positioned(self, said: Statement, _: str) -> None:
        self.positions.append(said.value)

    def _link(self, said: Statement, _: str) -> None:
        self._links.append(
            Link(kind="linked-to", name=said.value, text=said.label.rstrip(" :-"), field=said.field)
        )

    def _own(self, said: Statement, _: str) -> None:
        self._links.append(
            Link(kind="owned-by", name=said.value, text="Vessel Owner", field=said.field)
        )

    def _keep(self, said: Statement, _: str) -> None:
        value = said.value or str(said.span or "")
        printed = f"{value} ({said.country})" if said.country else value
        self.detail(said.label, printed, said.field)

    def party(self, provenance: Provenance, related: Iterable[Link]) -> Party:
        """The party of this provenance; ``names`` must not be empty."""
        return Party(
            id=f"{provenance.source}:{self.uid}",
            kind=self.kind,
            provenance=provenance,
            names=tuple(sorted(self.names, key=lambda name: name.kind != "primary")),
            listings=self.listings,
            identifiers=tuple(self._identifiers),
            birth_dates=tuple(self._birth_dates),
            birth_places=tuple(self._birth_places),
            countries=tuple(self._countries),
            addresses=tuple(self.addresses),
            gender=self._gender,
            positions=tuple(dict.fromkeys(self.positions)),
            links=(*self._links, *related),
            details=tuple(self.details),
            remarks=self.remarks,
        )


_SORTERS: dict[str, Callable[[Draft, Statement, str], None]] = {
    "identifier": Draft._identify,
    "country": Draft._locate,
    "birth-date": Draft._born_on,
    "birth-place": Draft._born_in,
    "gender": Draft._gendered,
    "position": Draft._positioned,
    "link": Draft._link,
}


def noted(*remarks: str) -> str:
    """What is said about a value, in one line."""
    return "; ".join(remark for remark in remarks if remark)


def day(text: str | None) -> datetime.date | None:
    """An ISO date or the date of an ISO date-time, else None."""
    try:
        return datetime.date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None
