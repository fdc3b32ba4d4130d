"""What in a record says whose it is: exact names, numbers, birth dates, countries.

Everything that joining records across lists looks at, read once per party. Names are compared
here only for equality after normalisation, never by likeness: two spellings of one sound are
two names.
"""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from interdict.dates import DateSpan
from interdict.identifiers import kind_named
from interdict.matching.thing_words import begins_several, business_word, legal_form, place_word
from interdict.party import Identifier, Kind, Link, Name, Party
from interdict.text import fold

NameKey = tuple[str, ...]
"""The words of a name in alphabetical order: families come first on some lists, last on others."""

_OF_KIND: dict[Kind, frozenset[str]] = {
    "vessel": frozenset(("imo",)),
    "aircraft": frozenset(("tail",)),
    "wallet": frozenset(("wallet",)),
    "person": frozenset((
        "passport", "national-id", "tax-id", "inn", "ogrn", "registration", "seaman-book", "wallet",
    )),
    "organization": frozenset((
        "company-imo", "lei", "bic", "isin", "inn", "ogrn", "okpo", "duns", "uscc", "registration",
        "tax-id", "national-id", "wallet",
    )),
}  # fmt: skip
"""Numbers that a party of each kind has itself. A ship's record may print its owner's company
number, a company's record the numbers of its ships: those name somebody else."""

_OF_ANOTHER = re.compile(r"\b(?:parent|owner|holding|head ?office|subsidiar|branch|former)", re.I)
"""A note that says that a number is another party's, or nobody's any more."""

_UN_REFERENCE = re.compile(r"[A-Z]{2}[iev]\.\d{3}")
"""The Security Council's permanent reference number (QDi.001, KPe.010)."""
_UK_REFERENCE = re.compile(r"[A-Z]{3}\d{4}")
"""The unique id of the UK Sanctions List (RUS0273), which OFSI's list quoted."""
_COPIES = frozenset(("copy of", "same as"))
"""What a record says of the one it repeats; any other link is to somebody else."""
_QUOTED_REFERENCE = re.compile(r"\bUN Ref\w*\)?[\s.:)]*(?:No\.?\s*)?([A-Z]{2}[iev]\.\d{3})\b", re.I)
"""The same as lists that repeat UN listings quote it in a text; other numbers in a text are those
of associates."""

_SHORTEST_NUMBER = 5
_FEWEST_DIGITS = 4


class Identity(msgspec.Struct, frozen=True):
    """What one record offers for telling whether it is another's party."""

    id: str
    kind: Kind
    source: str
    names: dict[NameKey, Name]
    """Exact names by key: primary, former and strong aliases; weak aliases name many."""
    primary: frozenset[NameKey]
    """Keys of the name that the list prints first."""
    numbers: tuple[Identifier, ...]
    """Valid numbers of the party's own, of a kind that can identify it."""
    references: dict[str, str]
    """Numbers of the UN and the UK for this listing, in words -> the field they were read from."""
    copies: dict[str, str]
    """Ids of records that this one says it repeats -> field."""
    published_as: tuple[str, str]
    """(publisher, the publisher's own number of the record)."""
    birth_days: dict[str, str]
    """Exact days (ISO) -> field. 1 January is left out: forms put it where only a year is known."""
    births: tuple[DateSpan, ...]
    countries: frozenset[str]
    headings: frozenset[tuple[str, ...]]
    """(list, programme, legal basis) under which the record stands: a publisher does not print
    one party twice under one heading."""
    lists: frozenset[str]
    gender: str
    linked: frozenset[str]
    """Ids of records that this one is linked to: owner, family, associate."""
    linked_names: frozenset[NameKey]
    """Names of parties it is linked to, unless they are its own."""


def identity(party: Party) -> Identity:
    """Read what identifies a party."""
    names = {
        key: name
        for name in reversed(party.names)
        if name.kind != "weak-alias"
        for key in name_keys(name.full, party.kind)
    }
    lists = frozenset(listing.list for listing in party.listings)
    return Identity(
        id=party.id,
        kind=party.kind,
        source=party.source,
        names=names,
        primary=frozenset(name_keys(party.primary_name, party.kind)),
        numbers=tuple(_numbers(party)),
        references=dict(_references(party)),
        copies={link.party: link.field for link in party.links if _is_copy(link)},
        published_as=(party.provenance.stated_by, party.provenance.record),
        birth_days=dict(_birth_days(party)),
        births=tuple(born.span for born in party.birth_dates) if party.kind == "person" else (),
        countries=frozenset(_countries(party)),
        headings=frozenset(_headings(party)),
        lists=lists,
        gender=party.gender if party.kind == "person" else "",
        linked=frozenset(each.party for each in party.links if each.party and not _is_copy(each)),
        linked_names=frozenset(_linked_names(party)) - names.keys(),
    )


def name_keys(name: str, kind: Kind) -> tuple[NameKey, ...]:
    """The keys of a name; of a party whose kind is not known, as a person and otherwise."""
    kinds: tuple[Kind, ...] = ("person", "organization") if kind == "unknown" else (kind,)
    found = dict.fromkeys(name_key(name, each) for each in kinds)
    return tuple(key for key in found if key)


def name_key(name: str, kind: Kind) -> NameKey:
    """The key under which a name of a kind of party is equal to another; empty when the name
    cannot name one party: a person's single word, an organization's bare legal form.

    Case, accents, punctuation and word order do not count, nor do the legal forms of
    organizations, which lists translate, abbreviate and leave out.
    """
    if not _is_alphabetic(name):
        return tuple(sorted(_as_written(name)))
    words = fold(name).split()
    if kind == "person":
        return tuple(sorted(words)) if len(words) > 1 else ()
    return tuple(sorted(_without_forms(words) if kind == "organization" else words))


def _is_alphabetic(name: str) -> bool:
    """Is every letter Latin, Greek or Cyrillic? Romanising those keeps different names apart;
    Han, Hangul and Arabic names that sound alike become one, so they are compared as written."""
    return name.isascii() or all(
        ord(letter) < 0x530 or 0x1E00 <= ord(letter) < 0x2000 or not letter.isalpha()
        for letter in name
    )


def _as_written(name: str) -> list[str]:
    composed = unicodedata.normalize("NFKC", name)
    return "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in composed).split()


def _without_forms(words: list[str]) -> list[str]:
    kept: list[str] = []
    place = 0
    while place < len(words):
        length = legal_form(words, place)[0] if begins_several(words[place]) else 0
        if not length:
            kept.append(words[place])
        place += length or 1
    return kept if any(map(_tells, kept)) else words


def _tells(word: str) -> bool:
    """Is this a name, and not what any organization might be called (bank, oil, Moscow)?"""
    return len(word) > 2 and business_word(word) is None and place_word(word) is None


def _numbers(party: Party) -> Iterator[Identifier]:
    own = _OF_KIND.get(party.kind)
    distinct = {(each.kind, each.value, each.country): each for each in party.identifiers}
    for each in distinct.values():
        if own is not None and each.kind not in own:
            continue
        if each.valid is False or _OF_ANOTHER.search(each.note):
            continue
        if kind_named(each.kind).proof != "corroborates" and _is_telling(each):
            yield each


def _is_telling(each: Identifier) -> bool:
    """Is a number without check digit long and varied enough not to be a filler?"""
    digits = [c for c in each.value if c.isdigit()]
    if each.valid:
        return True
    return (
        len(each.value) >= _SHORTEST_NUMBER
        and len(digits) >= _FEWEST_DIGITS
        and len(set(each.value)) > 1 + (len(digits) < len(each.value))
    )


def _references(party: Party) -> Iterator[tuple[str, str]]:
    """A regime's own number where its record is this one, or says that it repeats it."""
    for listing in party.listings:
        for pattern, regime in ((_UN_REFERENCE, "un"), (_UK_REFERENCE, "uk")):
            record = party.provenance.record
            if listing.regime == regime and pattern.fullmatch(record):
                yield f"the {regime.upper()}'s {record}", ""
    quoted: dict[str, str] = {}
    for printed, field in _printed_references(party):
        for number in map(str.strip, printed.split(";")):
            if _UN_REFERENCE.fullmatch(number):
                quoted.setdefault(number, field)
            elif _UK_REFERENCE.fullmatch(number) and party.listings[0].regime == "uk":
                yield f"the UK's {number}", field
    if len(quoted) == 1:  # of several, others are those of associates
        yield from ((f"the UN's {number}", field) for number, field in quoted.items())


def _printed_references(party: Party) -> Iterator[tuple[str, str]]:
    for identifier in party.identifiers:
        if identifier.kind == "other":
            yield identifier.raw or identifier.value, identifier.field
    for listing in party.listings:
        yield listing.reference, listing.field
    for detail in party.details:
        quoted = _QUOTED_REFERENCE.search(detail.value)
        yield quoted[1] if quoted else detail.value, detail.field
    if quoted := _QUOTED_REFERENCE.search(party.remarks):
        yield quoted[1], "remarks"


def _birth_days(party: Party) -> Iterator[tuple[str, str]]:
    if party.kind == "person":
        for born in party.birth_dates:
            first = born.span.earliest
            exact = first == born.span.latest and not born.span.circa
            if exact and (first.month, first.day) != (1, 1):
                yield first.isoformat(), born.field


def _countries(party: Party) -> Iterator[str]:
    for fact in party.countries:
        if fact.code and fact.role not in ("birth", "former-flag"):
            yield fact.code
    for address in party.addresses:
        if address.country:
            yield address.country


def _headings(party: Party) -> Iterator[tuple[str, ...]]:
    for listing in party.listings:
        for programme in listing.programmes or ("",):
            for basis in listing.legal_basis or ("",):
                yield party.source, listing.list, programme, basis


def _linked_names(party: Party) -> Iterator[NameKey]:
    for link in party.links:
        if not _is_copy(link):
            yield from name_keys(link.name, "unknown")


def _is_copy(link: Link) -> bool:
    return link.text in _COPIES
