"""What changed between two states of the lists, as JSON and as one HTML page.

The page loads nothing and runs nothing, like every report (``html``). Where a list changed more
than a person reads on one page, the first of each sort are shown and the rest counted.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2
import msgspec

from interdict.lists.catalog import SOURCES
from interdict.party import Edition, Party
from interdict.report.html import environment
from interdict.report.outfile import OutputFile
from interdict.snapshot.diff import Change, Changes, Difference, programmes_of
from interdict.snapshot.states import ListChanges, State
from interdict.snapshot.timeline import Event

MOST_ON_PAGE = 500
"""Parties of one sort (added, removed, changed) shown of one list."""


def changes_json(before: State, after: State, lists: Sequence[ListChanges]) -> dict[str, Any]:
    """The whole comparison; keys in a fixed order, parties in the order of their ids."""
    return {
        "before": before.label,
        "after": after.label,
        "lists": [_list(each) for each in lists],
    }


def _list(each: ListChanges) -> dict[str, Any]:
    found = each.changes
    return {
        "list": each.list,
        "before": _edition(each.before),
        "after": _edition(each.after),
        "caveats": list(each.caveats),
        "counts": {
            "added": len(found.added),
            "removed": len(found.removed),
            "renumbered": len(found.renumbered),
            "changed": len(found.changed),
            "changed_materially": len(found.material.changed),
            "kinds": found.kinds,
        },
        "programmes": {
            name: msgspec.structs.asdict(count) for name, count in found.programmes.items()
        },
        "added": [_party(party) for party in found.added],
        "removed": [_party(party) for party in found.removed],
        "renumbered": [
            {**_party(each.after), "id_before": each.before.id} for each in found.renumbered
        ],
        "changed": [_change(change) for change in found.changed],
    }


def _edition(edition: Edition | None) -> dict[str, Any] | None:
    if edition is None:
        return None
    return {
        "edition": edition.id,
        "form": edition.form,
        "published": edition.published.isoformat(),
        "dated_by": edition.dated_by,
        "parties": edition.parties,
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "id": party.id,
        "name": party.primary_name,
        "kind": party.kind,
        "names": [name.full for name in party.names],
        "programmes": sorted(programmes_of(party)),
        "listed_on": _day(listed_on(party)),
    }


def listed_on(party: Party) -> datetime.date | None:
    """The first day on which a list says the party is listed; None when none says."""
    stated = [listing.listed_on for listing in party.listings if listing.listed_on]
    return min(stated, default=None)


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.after.id,
        "name": change.after.primary_name,
        "kind": change.after.kind,
        "programmes": sorted(programmes_of(change.after)),
        "material": change.material,
        "differences": [_difference(each) for each in change.differences],
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "material": each.material,
        "before": each.before or None,
        "after": each.after or None,
    }


def event_json(event: Event) -> dict[str, Any]:
    """One event of a list's history."""
    return {
        "what": event.what,
        "party": event.party,
        "id_before": event.former or None,
        "name": event.name,
        "kind": event.kind,
        "not_yet_in": _day(event.unseen),
        "first_in": _day(event.seen),
        "listed_on": _day(event.listed_on),
        "programmes": list(event.programmes),
        "names": list(event.names),
        "material": event.material,
        "differences": [_difference(each) for each in event.differences],
    }


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def write_page(
    path: Path,
    states: tuple[State, State],
    lists: Sequence[ListChanges],
    made: datetime.datetime,
) -> None:
    """Write the comparison as HTML; the file gets its name when it is complete."""
    output = OutputFile(path)
    try:
        output.path.write_text(page(states, lists, made), encoding="utf-8")
        output.keep()
    except OSError:
        output.drop()
        raise


def page(states: tuple[State, State], lists: Sequence[ListChanges], made: datetime.datetime) -> str:
    """The comparison as an HTML document; ``made`` has a time zone."""
    return _PAGES.get_template("changes.html.j2").render(
        before=states[0],
        after=states[1],
        lists=lists,
        totals=_totals(lists),
        made=made,
        most=MOST_ON_PAGE,
        list_names={source.id: source.list for source in SOURCES},
    )


def _totals(lists: Sequence[ListChanges]) -> dict[str, int]:
    return {
        "added": sum(len(each.changes.added) for each in lists),
        "removed": sum(len(each.changes.removed) for each in lists),
        "renumbered": sum(len(each.changes.renumbered) for each in lists),
        "changed": sum(len(each.changes.changed) for each in lists),
        "material": sum(len(each.changes.material.changed) for each in lists),
    }


def moved(found: Changes) -> dict[str, dict[str, int]]:
    """Programmes that parties came to or left, with their counts."""
    counts = {name: msgspec.structs.asdict(count) for name, count in found.programmes.items()}
    return {
        name: count
        for name, count in counts.items()
        if any(count[key] for key in ("added", "removed", "joined", "left"))
    }


def _environment() -> jinja2.Environment:
    pages = environment()
    pages.filters["programmes"] = lambda party: ", ".join(sorted(programmes_of(party)))
    pages.filters["listed_on"] = listed_on
    pages.filters["moved"] = moved
    return pages


_PAGES = _environment()
