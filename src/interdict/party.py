"""The records everything else speaks in: parties as lists print them, and queries.

All records are frozen ``msgspec`` structs: changing one returns a new one
(``msgspec.structs.replace``). Every fact has a ``field``: the place in the source record
it was read from (see ``statement``). Countries are ISO 3166-1 alpha-2 codes in lower
case; what a list printed stays beside the code.
"""

import datetime
import hashlib
from collections.abc import Iterable
from typing import Literal, Protocol

import msgspec

from interdict.dates import DateSpan
from interdict.statement import Provenance

Kind = Literal["person", "organization", "vessel", "aircraft", "wallet", "unknown"]
"""What a party is. ``unknown`` only where the source does not say."""

NameKind = Literal["primary", "strong-alias", "weak-alias", "former"]
"""``weak-alias`` is the list's own mark (OFAC "weak", UN "Low"); ``former`` is f.k.a."""

PartRole = Literal["family", "given", "middle", "patronymic", "matronymic", "maiden", "title"]
"""Role of a part of a person's name, as the source types it."""

CountryRole = Literal[
    "nationality", "citizenship", "residence", "jurisdiction", "flag", "former-flag", "birth",
    "operations",
]  # fmt: skip

Regime = Literal["us", "eu", "uk", "un", "ch", "ca", "au", "other"]
"""Whose law a listing belongs to; ``other`` is a private or unnamed list."""

MeasureKind = Literal[
    "block", "sectoral-debt", "sectoral-equity", "sectoral-project", "finance-ban",
    "transaction-ban", "correspondent-account", "securities-ban", "visa-ban", "travel-ban",
    "port-ban", "arms-embargo", "trade-ban", "menu", "other", "unstated",
]  # fmt: skip
"""What a listing does. ``unstated``: the published form does not say (never guessed)."""

LinkKind = Literal[
    "owned-by", "controlled-by", "acting-for", "linked-to", "family", "leader", "provided-support",
    "operates", "property", "associate", "other",
]  # fmt: skip

Severity = Literal["error", "warning", "note"]


class Fact(Protocol):
    """Anything that was read from one field of a source record."""

    @property
    def field(self) -> str: ...


class NamePart(msgspec.Struct, frozen=True, omit_defaults=True):
    """One part of a name with the role the source gives it."""

    role: PartRole
    value: str


class Name(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One spelling of a party's name, as printed."""

    full: str
    """The whole name as the source prints it; persons of OFAC lists read ``FAMILY, Given``."""
    kind: NameKind = "primary"
    script: str = "Latn"
    """ISO 15924 code of the script the name is written in."""
    parts: tuple[NamePart, ...] = ()
    """Typed parts where the source types them; empty otherwise."""
    field: str = ""


class Identifier(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number or code that names a party; see ``identifiers`` for kinds and check digits."""

    kind: str
    """A kind of ``identifiers.KINDS``: ``imo``, ``lei``, ``passport``, ``wallet`` ..."""
    value: str
    """Normalised for exact comparison."""
    raw: str = ""
    """As printed, where that differs from ``value``."""
    country: str = ""
    """Issuing country, alpha-2, where stated."""
    valid: bool | None = None
    """Check digit right, wrong, or None where the kind has none."""
    note: str = ""
    field: str = ""


class Address(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An address; the finer fields are empty where the source gives one line."""

    full: str
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    note: str = ""
    field: str = ""


class CountryFact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A country in a role. ``code`` is empty (and a finding stands) when it is unreadable."""

    role: CountryRole
    code: str
    raw: str = ""
    field: str = ""


class BirthDate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A date of birth, exact, partial, approximate or a range."""

    span: DateSpan
    raw: str = ""
    field: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place of birth as printed."""

    full: str
    country: str = ""
    field: str = ""


class Measure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a listing does to the party, in our word and in the source's."""

    kind: MeasureKind
    text: str = ""
    """The published wording ("13662 Sectoral Directive 2"); empty when unstated."""
    effective_on: datetime.date | None = None


class Listing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why and how a party stands on one list."""

    authority: str
    """Who lists: ``OFAC``, ``UN Security Council``."""
    regime: Regime
    list: str
    """The list's printed name: ``SDN List``."""
    programmes: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = (Measure(kind="unstated"),)
    legal_basis: tuple[str, ...] = ()
    listed_on: datetime.date | None = None
    reference: str = ""
    """The list's own reference number where it differs from the record id."""
    reason: str = ""
    field: str = ""


class Link(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A relation to another party that the source states."""

    kind: LinkKind
    name: str
    """The other party's name as printed."""
    party: str = ""
    """The other party's id where the source gives it."""
    text: str = ""
    """The source's wording of the relation."""
    field: str = ""


class Detail(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Anything else the source says, kept under its own label (vessel type, e-mail, a tag)."""

    label: str
    value: str
    field: str = ""


class Party(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One record of one source."""

    id: str
    """``source:native``, stable between editions (DESIGN, section 5)."""
    kind: Kind
    provenance: Provenance
    names: tuple[Name, ...]
    """The first is the primary name."""
    listings: tuple[Listing, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    birth_dates: tuple[BirthDate, ...] = ()
    birth_places: tuple[Place, ...] = ()
    countries: tuple[CountryFact, ...] = ()
    addresses: tuple[Address, ...] = ()
    gender: Literal["male", "female", "other", ""] = ""
    positions: tuple[str, ...] = ()
    """Titles and functions as printed."""
    links: tuple[Link, ...] = ()
    details: tuple[Detail, ...] = ()
    remarks: str = ""
    """Free text of the source, verbatim."""

    @property
    def source(self) -> str:
        """Catalogue id of the list the record stands on."""
        return self.provenance.source

    @property
    def primary_name(self) -> str:
        """The name the source prints first."""
        return self.names[0].full

    def provenance_of(self, fact: Fact) -> Provenance:
        """Who states this fact, when, and at which place of the record."""
        return self.provenance.at(fact.field)


DatedBy = Literal["file", "stated", "file-name", "server", "modification-time"]
"""Where a publication date comes from, strongest first; ``server`` is the publisher's own."""

DATING: tuple[DatedBy, ...] = ("modification-time", "server", "file-name", "stated", "file")
"""How an edition came by its date, weakest first."""


class Edition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One published state of a source. Times of our own (received, confirmed) are not here:
    the same bytes give the same edition on every machine."""

    source: str
    regime: Regime = "other"
    """Whose law the list belongs to; ``other`` for the starter and private lists."""
    id: str
    """Names the edition: ``edition_id`` of its content and, where the content does not state its
    date, of that date. The same bytes published again on another day are another edition."""
    form: str
    """The published form: ``ofac-csv``, ``ofac-enhanced-xml``, ``un-xml`` ..."""
    files: tuple[tuple[str, str, int], ...]
    """(name, SHA-256, bytes) of each file as read, decompressed."""
    published: datetime.date
    dated_by: DatedBy
    records: int
    """Records in the file(s); equals ``parties`` plus ``rejected``."""
    parties: int
    rejected: int = 0
    """Records that became no party; each has a finding."""
    missing: tuple[str, ...] = ()
    """Parts of the source that were never loaded: silence about them means nothing."""

    @property
    def content(self) -> str:
        """Names the bytes alone: equal for editions of one content and different dates."""
        return content_id(self.form, (sha256 for _, sha256, _ in self.files))


def content_id(form: str, hashes: Iterable[str]) -> str:
    """SHA-256 (hex) of a form and the hashes of its files in role order; names play no part."""
    return hashlib.sha256("\n".join((form, *hashes)).encode()).hexdigest()


def edition_id(content: str, published: datetime.date, dated_by: DatedBy) -> str:
    """The id of an edition of this content, dated so."""
    if dated_by == "file":
        return content
    return hashlib.sha256(f"{content}\n{published}".encode()).hexdigest()


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something wrong or odd in input data; reported, never dropped."""

    severity: Severity
    code: str
    """Stable kebab-case word, one per cause: ``invalid-imo``, ``unmapped-element``."""
    message: str
    """A sentence with the value in question and what was done with it."""
    source: str = ""
    record: str = ""
    field: str = ""
    count: int = 1
    """How often, for findings that are reported once each."""


class Query(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is screened: a name and what is known beside it. Name or identifier is needed."""

    name: str = ""
    kind: Kind | None = None
    birth: DateSpan | None = None
    countries: tuple[str, ...] = ()
    """Alpha-2 codes, any role."""
    gender: Literal["male", "female", "other", ""] = ""
    identifiers: tuple[Identifier, ...] = ()
    reference: str = ""
    """The asker's own key: a row number, a field path, a text offset."""
