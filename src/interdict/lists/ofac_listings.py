"""OFAC's lists, and which of a party's measures, programmes and authorities belong to which.

The newer XML forms state, for one party, its lists, sanctions types, programmes and legal
authorities, but not which type goes with which list (Advanced XML repeats the whole set
under every list). Where a party stands on one list nothing is open. Where it stands on
several, ``listings`` uses only what the words themselves say:

- a type, programme or authority made for one list belongs to it: ``Block`` to the SDN List,
  ``13662 Sectoral Directive n`` and ``UKRAINE-EO13662`` to the Sectoral Sanctions
  Identifications List, ``NS-PLC`` to the Palestinian Legislative Council List;
- the rest belongs to the lists that are not made for one programme only (SDN, CAPTA,
  menu-based);
- what still fits nowhere stands with every list, as Advanced XML prints it.

A list to which no type could be given is ``unstated``: nothing is invented. So is an entry
on the SDN List whose types do not say ``Block`` (two of January 2026), beside the types it
has. The "Consolidated List" is the file of all non-SDN lists, not a sanction of its own: it
counts as a list only where a party stands on no other.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from interdict.directives import directive_measures
from interdict.lists.ofac_measures import (
    MENU_LABELS,
    SANCTIONS_TYPES,
    UNSTATED,
    sanctions_type_measures,
    stated_measures,
)
from interdict.party import Listing, Measure

SDN = "SDN List"
UMBRELLA = "Consolidated List"


class OfacList(NamedTuple):
    """A list of OFAC, by its printed name."""

    name: str
    types: re.Pattern[str] | None = None
    """Sanctions types made for this list."""
    own: re.Pattern[str] | None = None
    """Programmes and authorities made only for it; None for a list open to many."""


LISTS = {
    known.name: known
    for known in (
        OfacList(SDN, re.compile(r"^Block\b")),
        OfacList(
            "Non-SDN Palestinian Legislative Council List",
            re.compile(r"^Reject$"),
            re.compile(r"^NS-PLC$|General License 4 Under EO 13224"),
        ),
        OfacList(
            "Sectoral Sanctions Identifications List",
            re.compile(r"13662 .*Directive"),
            re.compile(r"^UKRAINE-EO13662$|Executive Order 13662\b"),
        ),
        OfacList(
            "Non-SDN CMIC List",
            re.compile(r"\b(?:CMIC|13959|14032)\b"),
            re.compile(r"^CMIC-|Executive Order (?:13959|14032)\b"),
        ),
        OfacList(
            "FSE List",
            re.compile(r"^Reject$"),
            re.compile(r"^FSE-|Executive Order 13608\b"),
        ),
        OfacList("CAPTA List", re.compile(r"^561\b|^NDAA\b|14024 Directive 2\b")),
        OfacList(
            "Non-SDN Menu-Based Sanctions List",
            re.compile(r"14024 Directive (?:1a?|3|4)\b|14014|14059|Section 231/235"),
        ),
        OfacList(UMBRELLA),
    )
}
"""The lists that OFAC publishes (reference values of the Enhanced XML, January 2026)."""


class ListEntry(NamedTuple):
    """A party's entry on one list."""

    name: str
    listed_on: datetime.date | None
    field: str


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """What a record states for all its lists together."""

    types: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    effective: Mapping[str, datetime.date] = msgspec.field(default_factory=dict)
    """Effective dates by ``directive`` key."""


def listings(
    entries: Sequence[ListEntry], stated: Stated, menu: tuple[Measure, ...] = ()
) -> tuple[Listing, ...]:
    """One listing per list, the umbrella only where it stands alone.

    ``menu`` are the sanctions chosen from a menu; they stand where the menu does.
    """
    kept = [entry for entry in entries if entry.name != UMBRELLA] or list(entries)
    names = [entry.name for entry in kept]
    types = _shared_out(stated.types, names, _made_for)
    programmes = _shared_out(stated.programmes, names, _own)
    authorities = _shared_out(stated.authorities, names, _own)
    return tuple(
        Listing(
            authority="OFAC",
            regime="us",
            list=entry.name,
            programmes=programmes[entry.name] or stated.programmes,
            measures=_with_menu(_measures_on(entry.name, types[entry.name], stated), menu),
            legal_basis=authorities[entry.name] or stated.authorities,
            listed_on=entry.listed_on,
            field=entry.field,
        )
        for entry in kept
    )


_DIRECTIVE = re.compile(r"\b(\d{5})\b.*?\bDirective (\w+)", re.IGNORECASE)
_CMIC = re.compile(r"\b(?:CMIC|13959)\b")


def directive(wording: str) -> str:
    """The directive that a wording names, as ``14024/3`` or ``CMIC``; empty when none.

    Joins a type ("Executive Order 14024 Directive 3") to its date feature ("Effective Date
    (EO 14024 Directive 3):").
    """
    found = _DIRECTIVE.search(wording)
    if found:
        return f"{found[1]}/{found[2].lower()}"
    return "CMIC" if _CMIC.search(wording) else ""


def sources_of(names: Iterable[str]) -> frozenset[str]:
    """The sources a party on these lists belongs to: ``ofac-sdn``, ``ofac-nonsdn`` or both.

    Every list but the SDN List is part of the consolidated non-SDN list, also one that OFAC
    has added since.
    """
    return frozenset("ofac-sdn" if name == SDN else "ofac-nonsdn" for name in names)


def is_known_type(published: str) -> bool:
    """Whether ``ofac_measures`` can say what this sanctions type does."""
    return published in SANCTIONS_TYPES or bool(directive_measures(published))


def menu_measures(statements: Iterable[tuple[str, str]]) -> tuple[Measure, ...]:
    """The sanctions that labelled features choose from the menu of a statute or order."""
    return stated_measures(each for each in statements if MENU_LABELS.match(each[0]))


def _with_menu(found: tuple[Measure, ...], menu: tuple[Measure, ...]) -> tuple[Measure, ...]:
    return found + menu if any(measure.kind == "menu" for measure in found) else found


def _measures_on(name: str, types: Sequence[str], stated: Stated) -> tuple[Measure, ...]:
    found = tuple(measure for text in types for measure in _dated(text, stated.effective))
    is_silent = not found or (name == SDN and all(m.kind != "block" for m in found))
    return UNSTATED + found if is_silent else found


def _dated(published: str, effective: Mapping[str, datetime.date]) -> tuple[Measure, ...]:
    """The measures of a type in OFAC's wording, with their effective date where stated."""
    since = effective.get(directive(published))
    return tuple(
        msgspec.structs.replace(measure, text=published, effective_on=since)
        for measure in sanctions_type_measures(published)
    )


def _shared_out(
    values: Sequence[str], names: Sequence[str], homes: Callable[[str], Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """The values of each list: made for it, else on all open lists, else on all lists."""
    elsewhere = [name for name in names if _is_open(name)] or names
    belongs = {
        value: [name for name in names if name in homes(value)] or elsewhere for value in values
    }
    return {
        name: tuple(value for value, lists in belongs.items() if name in lists) for name in names
    }


def _is_open(name: str) -> bool:
    known = LISTS.get(name)
    return known is None or known.own is None


def _own(value: str) -> tuple[str, ...]:
    return tuple(name for name, known in LISTS.items() if known.own and known.own.search(value))


def _made_for(published: str) -> tuple[str, ...]:
    return tuple(
        name for name, known in LISTS.items() if known.types and known.types.search(published)
    )
