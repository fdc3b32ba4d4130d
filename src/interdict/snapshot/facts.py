"""What a party's record says, fact by fact, so that two editions of it can be compared.

A fact is compared by what it says: white space, capitals and compatibility forms of letters,
the place it was read from and the edition it was read from make no other fact. Facts that
decide who is found and with what verdict are material; the rest is told and changes no answer.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from interdict.party import Detail, Listing, Name, Party

Aspect = Literal[
    "name", "alias", "name form", "kind", "identifier", "birth date", "country", "gender",
    "listing", "programme", "measure", "sanctions note",
    "address", "birth place", "position", "link", "legal basis", "detail", "remark", "wording",
]  # fmt: skip
"""What a fact is about. ``name`` is the primary name, ``name form`` how a name is marked (weak,
former) and which part of it is which, ``sanctions note`` what a record says of further sanctions
(OFAC: Secondary sanctions risk), ``wording`` anything else that is printed differently."""

MATERIAL: frozenset[Aspect] = frozenset({
    "name", "alias", "name form", "kind", "identifier", "birth date", "country", "gender",
    "listing", "programme", "measure", "sanctions note",
})  # fmt: skip
"""Aspects that may change whom a screening finds, or with what verdict."""

Facts = Mapping[str, str]
"""What is compared -> how it is shown."""


def same_text(text: str) -> str:
    """Text as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _stated(texts: Iterable[str]) -> Facts:
    return {same_text(text): text for text in texts if text}


def _name(party: Party) -> Facts:
    return _stated([party.primary_name])


def _alias(party: Party) -> Facts:
    return {same_text(name.full): f"{name.full}{_marked(name)}" for name in party.names[1:]}


def _marked(name: Name) -> str:
    return f" ({name.kind})" if name.kind in ("weak-alias", "former") else ""


def _name_form(party: Party) -> Facts:
    """How each name is marked and typed. Which one comes first is told as ``name``."""
    forms: dict[str, str] = {}
    for name in party.names:
        parts = ", ".join(f"{part.role} {part.value}" for part in name.parts)
        shown = f"{name.full}{_marked(name)}" + (f": {parts}" if parts else "")
        forms.setdefault(same_text(name.full), shown)
    return forms


def _identifier(party: Party) -> Facts:
    return {
        f"{each.kind}\0{each.value}\0{each.country}": f"{each.kind} {each.value}"
        + (f" ({each.country})" if each.country else "")
        for each in party.identifiers
    }


def _country(party: Party) -> Facts:
    roles = [f"{fact.role} {fact.code or fact.raw}" for fact in party.countries]
    return _stated([*roles, *(f"address {a.country}" for a in party.addresses if a.country)])


def _listing(party: Party) -> Facts:
    return _stated(_listing_says(listing) for listing in party.listings)


def _listing_says(listing: Listing) -> str:
    since = f" since {listing.listed_on}" if listing.listed_on else ""
    return f"{listing.authority}: {listing.list}{since}"


def _programme(party: Party) -> Facts:
    return _stated(programme for listing in party.listings for programme in listing.programmes)


def _measure(party: Party) -> Facts:
    return _stated(
        f"{listing.list}: {measure.kind} {measure.text}".rstrip()
        + (f" from {measure.effective_on}" if measure.effective_on else "")
        for listing in party.listings
        for measure in listing.measures
    )


def _is_sanctions_note(detail: Detail) -> bool:
    return "sanctions" in detail.label.casefold()


def _basis(party: Party) -> Facts:
    return _stated(
        text for each in party.listings for text in (*each.legal_basis, each.reference, each.reason)
    )


def _details(party: Party, sanctions: bool) -> Facts:
    return _stated(
        f"{detail.label}: {detail.value}"
        for detail in party.details
        if _is_sanctions_note(detail) == sanctions
    )


ASPECTS: tuple[tuple[Aspect, Callable[[Party], Facts]], ...] = (
    ("name", _name),
    ("alias", _alias),
    ("name form", _name_form),
    ("kind", lambda party: _stated([party.kind])),
    ("identifier", _identifier),
    ("birth date", lambda party: _stated(str(born.span) for born in party.birth_dates)),
    ("country", _country),
    ("gender", lambda party: _stated([party.gender])),
    ("listing", _listing),
    ("programme", _programme),
    ("measure", _measure),
    ("sanctions note", lambda party: _details(party, sanctions=True)),
    ("address", lambda party: _stated(address.full for address in party.addresses)),
    ("birth place", lambda party: _stated(place.full for place in party.birth_places)),
    ("position", lambda party: _stated(party.positions)),
    ("link", lambda party: _stated(f"{e.kind} {e.name} {e.party}".strip() for e in party.links)),
    ("legal basis", _basis),
    ("detail", lambda party: _details(party, sanctions=False)),
    ("remark", lambda party: _stated([party.remarks])),
)
"""Every aspect with what reads it, in the order in which changes are told."""
