"""A copy of one of OFAC's records in the US Consolidated Screening List.

The copy has OFAC's number and words, rearranged: ``ids`` holds what OFAC prints as remarks, as
``value, label`` or ``country, value, label`` (``RU, 7702235133, Tax ID No.``).
"""

import re
from collections.abc import Iterator

from interdict import countries
from interdict.lists.ofac_draft import KINDS, Draft, Statement
from interdict.lists.ofac_measures import UNSTATED, stated_measures
from interdict.lists.ofac_notes import Notes
from interdict.lists.ofac_terms import person_parts
from interdict.lists.us_csl_lists import COPY, CslList
from interdict.lists.us_csl_row import NAME, Row, addresses, others
from interdict.party import Kind, Link, Listing, Name, NameKind, Party
from interdict.statement import Provenance
from interdict.text import has_letters

_ITEM = re.compile(r"(?:(?P<country>[A-Z]{2}), )?(?P<value>.+), (?P<label>[^,]+)", re.S)

_LABELS = {
    "call_sign": "Vessel Call Sign",
    "vessel_type": "Vessel Type",
    "gross_tonnage": "Vessel Tonnage",
    "gross_registered_tonnage": "Vessel Gross Registered Tonnage",
    "vessel_flag": "Vessel Flag",
    "vessel_owner": "Vessel Owner",
    "title": "Title",
}
"""Columns with one value -> OFAC's label for it."""

_SEVERAL = {
    "dates_of_birth": "DOB",
    "places_of_birth": "POB",
    "citizenships": "Citizen",
    "nationalities": "Nationality",
}
"""Columns with several values -> OFAC's label for each."""

_READ = frozenset((NAME, "source", "_id", "entity_number", "type", "programs", "addresses",
                   "remarks", "alt_names", "ids", *_LABELS, *_SEVERAL))  # fmt: skip


def copied_party(row: Row, listed: CslList, origin: Provenance, notes: Notes) -> Party:
    """The party of a copied record; its name must not be empty."""
    kind = KINDS.get(row.text("type").casefold(), "unknown")
    draft = Draft(origin.record, kind, notes)
    for name in _names(row, kind):
        draft.name(name)
    for address in addresses(row):
        draft.address(address)
    draft.remark(row.text("remarks"), "remarks")
    for said in _statements(row):
        draft.state(said)
    draft.details += others(row, _READ)
    is_sectoral = "(SDN)" not in listed.mark
    draft.listings = (
        Listing(
            authority="OFAC",
            regime="us",
            list=COPY.format(listed.name),
            programmes=row.several("programs"),
            measures=(stated_measures(draft.statements) if is_sectoral else ()) or UNSTATED,
            field="source",
        ),
    )
    return draft.party(origin, _original(row, is_sectoral))


def _original(row: Row, is_sectoral: bool) -> Iterator[Link]:
    """OFAC's own record, which the copy names by its number."""
    if number := row.text("entity_number"):
        yield Link(
            kind="other",
            name=row.text(NAME),
            party=f"{'ofac-nonsdn' if is_sectoral else 'ofac-sdn'}:{number}",
            text="copy of",
            field="entity_number",
        )


def _names(row: Row, kind: Kind) -> Iterator[Name]:
    named: list[tuple[str, NameKind, str]] = [(row.text(NAME), "primary", NAME)]
    named += [(full, "strong-alias", "alt_names") for full in row.several("alt_names")]
    for full, name_kind, field in named:
        if has_letters(full):
            parts = person_parts(full) if kind == "person" else ()
            yield Name(full=full, kind=name_kind, parts=parts, field=field)


def _statements(row: Row) -> Iterator[Statement]:
    for column, label in _LABELS.items():
        if value := row.text(column):
            yield Statement(label, value, column)
    for column, label in _SEVERAL.items():
        for value in row.several(column):
            yield Statement(label, countries.name(value) if len(value) == 2 else value, column)
    for item in row.several("ids"):
        found = _ITEM.fullmatch(item)
        if found is None:
            yield Statement("Remark", item, "ids")
        else:
            country = countries.name(found["country"]) if found["country"] else ""
            yield Statement(found["label"], found["value"], "ids", country)
