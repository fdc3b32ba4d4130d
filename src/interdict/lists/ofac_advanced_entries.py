"""The ``SanctionsEntry`` elements of OFAC's Advanced XML: on which lists a party stands."""

import datetime
from collections.abc import Sequence

from lxml import etree

from interdict import dates
from interdict.lists import xml
from interdict.lists.ofac_advanced_reference import EMPTY, Reference, date_of, span_of
from interdict.lists.ofac_draft import Draft
from interdict.lists.ofac_listings import UMBRELLA, ListEntry, Stated, directive

_PROGRAMME = "Program"
"""The sanctions type whose comment is a programme."""
_CREATED = frozenset(("Created", "", "Unknown"))
"""Events that put a party on the list."""
_ENTRY = frozenset(("@ID", "@ProfileID", "@ListID", "EntryEvent", "SanctionsMeasure",
     "ProfileRelationshipReference"))  # fmt: skip


def list_party(entries: Sequence[etree._Element], reference: Reference, draft: Draft) -> None:
    """Entries that state the same set share it out; one that differs speaks for itself."""
    groups: dict[_StatedSet, list[ListEntry]] = {}
    for element in entries:
        draft.take_left_over(element, _ENTRY, "SanctionsEntry")
        groups.setdefault(_stated_set(element, reference), []).append(
            _list_entry(element, reference, draft)
        )
    named = {entry.name for group in groups.values() for entry in group}
    effective = _effective_dates(draft)
    for (types, programmes, authorities), group in groups.items():
        if named != {UMBRELLA} and {entry.name for entry in group} == {UMBRELLA}:
            draft.detail(UMBRELLA, f"since {group[0].listed_on}", group[0].field)
            continue
        stated = Stated(
            types=types, programmes=programmes, authorities=authorities, effective=effective
        )
        draft.list_on(group, stated)
    if not groups:
        draft.list_on((), Stated())


_StatedSet = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""Types, programmes and authorities of an entry, sorted: their order says nothing."""


def _stated_set(entry: etree._Element, reference: Reference) -> _StatedSet:
    types, programmes = set(), set()
    for measure in xml.children(entry, "SanctionsMeasure"):
        label = reference.label("SanctionsType", measure.get("SanctionsTypeID"))
        if label == _PROGRAMME:
            programmes.add(xml.text(measure, "Comment"))
        elif label not in EMPTY:
            types.add(label)
    authorities = {
        reference.said("LegalBasis", event.get("LegalBasisID"))
        for event in xml.children(entry, "EntryEvent")
    }
    return tuple(sorted(types)), tuple(sorted(programmes - {""})), tuple(sorted(authorities - {""}))


def _list_entry(entry: etree._Element, reference: Reference, draft: Draft) -> ListEntry:
    """The entry, listed on the day of its first event; other things it says are details."""
    field = f"SanctionsEntry[@ID={entry.get('ID', '')}]"
    days = []
    for event in xml.children(entry, "EntryEvent"):
        day = date_of(xml.child(event, "Date"))
        kind = reference.label("EntryEventType", event.get("EntryEventTypeID"))
        if day is not None and kind in _CREATED:
            days.append(day)
        else:
            draft.detail(kind, str(day or ""), field)
        draft.detail(f"{kind} (note)", xml.text(event, "Comment"), field)
    for measure in xml.children(entry, "SanctionsMeasure"):
        label = reference.label("SanctionsType", measure.get("SanctionsTypeID"))
        draft.detail(f"{label} (period)", _period(measure), field)
        if label != _PROGRAMME:
            draft.detail(f"{label} (note)", xml.text(measure, "Comment"), field)
    name = reference.label("List", entry.get("ListID"))
    return ListEntry(name, min(days, default=None), field)


def _period(measure: etree._Element) -> str:
    span = span_of(xml.child(measure, "DatePeriod"))
    return str(span or "")


def _effective_dates(draft: Draft) -> dict[str, datetime.date]:
    found: dict[str, datetime.date] = {}
    for label, value in draft.statements:
        day = dates.iso_or_none(value) if label.startswith("Effective Date") else None
        if day is not None:
            found.setdefault(directive(label), day)
    return found
