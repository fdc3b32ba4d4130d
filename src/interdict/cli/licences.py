"""interdict licences: the general licences known here, on a day."""

import datetime
import zoneinfo
from collections.abc import Sequence
from typing import Any

import click
import msgspec

from interdict.cli.options import day, home, json_option, licence_table
from interdict.cli.terminal import console, shown, table
from interdict.errors import CoverageError, SnapshotError, UsageError
from interdict.ownership.licence_calendar import (
    Gap,
    Standing,
    ending,
    gaps_on,
    in_force,
)
from interdict.ownership.licence_candidates import CLOSURE, candidates, concerns, names
from interdict.ownership.licences import Licence, LicenceTable
from interdict.party import Party
from interdict.snapshot.opening import open_current

_OWNED = "[+]"
"""Beside a subject in a table."""
_MOST_DAYS = 36_500
_YEARS = range(1900, 3000)
"""In which a licence may begin or end."""


@click.command()
@click.option(
    "--on",
    type=day,
    metavar="YYYY-MM-DD",
    help="The day asked about, in each licence's own zone. Default: today.",
)
@click.option("--zone", default="", metavar="ZONE", help="Count the day in this zone instead.")
@click.option(
    "--party",
    help="Only what names this party: an id on a list, KIND:VALUE, or an exact name.",
)
@click.option(
    "--ending-within",
    type=click.IntRange(0, _MOST_DAYS),
    metavar="DAYS",
    help="Only what ends within so many days, the soonest first.",
)
@json_option
def licences(
    on: datetime.date | None,
    zone: str,
    party: str | None,
    ending_within: int | None,
    as_json: bool,
) -> int:
    """General licences in force on a day, as far as this version's table knows.

    A licence never changes a verdict: a blocked party stays blocked, and whether a licence covers
    a transaction is for a person who evidences every condition. Your own licences.toml in the
    data folder adds to the table.
    """
    today = datetime.datetime.now(datetime.UTC).date()
    asked = on or today
    _check(asked, zone)
    if party is not None and not party.strip():
        raise UsageError("--party names nobody: give an id on a list, KIND:VALUE, or an exact name")
    known = licence_table(home())
    found = _standing(known, asked, zone, ending_within)
    lapsed = gaps_on(known, asked, zone) if ending_within is None else ()
    if party:
        listed = _listed(party)
        found = tuple(each for each in found if _about(each.licence, party, listed))
        lapsed = tuple(gap for gap in lapsed if _about(gap.lapsed, party, listed))
    else:
        listed = None
    if as_json:
        content = _json(known, asked, found, lapsed) | {"caution": known.caution(today)}
        click.echo(msgspec.json.encode(content))
        return 0
    _print(asked, zone, found)
    out = console()
    for gap in lapsed:
        out.print(shown(f"lapsed: {gap.says}"), markup=False)
    if party:
        _print_party(known, asked, party, listed)
    for line in known.caution(today):
        out.print(shown(line), markup=False)
    return 0


def _check(asked: datetime.date, zone: str) -> None:
    if asked.year not in _YEARS:
        raise UsageError(f"--on {asked}: ask of a day of the years {_YEARS[0]} to {_YEARS[-1]}")
    if zone:
        try:
            zoneinfo.ZoneInfo(zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise UsageError(
                f"--zone {zone!r} is no time zone: write Europe/Berlin, America/New_York ..."
            ) from error


def _standing(
    known: LicenceTable, asked: datetime.date, zone: str, within: int | None
) -> tuple[Standing, ...]:
    if within is None:
        return in_force(known, asked, zone)
    if zone:
        raise UsageError("--ending-within counts in each licence's own zone: leave --zone out")
    return ending(known, asked, within)


def _listed(asked: str) -> Party | None:
    """The listed party of that id, where lists are loaded: it has more names to match by."""
    try:
        return open_current(home()).find(asked.strip())
    except (CoverageError, SnapshotError):
        return None


def _about(licence: Licence, asked: str, listed: Party | None) -> bool:
    return names(licence, asked) or (listed is not None and concerns(licence, listed))


def _json(
    known: LicenceTable,
    asked: datetime.date,
    found: Sequence[Standing],
    lapsed: Sequence[Gap],
) -> dict[str, Any]:
    return {
        "on": asked.isoformat(),
        "table": known.id,
        "reviewed": known.reviewed.isoformat(),
        "knows_until": known.knows_until.isoformat() if known.knows_until else None,
        "licences": [_standing_json(each) for each in found],
        "lapsed": [
            {
                "lapsed": gap.lapsed.id,
                "ended": gap.begins.latest.isoformat(),
                "renewed": gap.renewed.id,
                "renewed_from": gap.ends.earliest.isoformat(),
                "says": gap.says,
            }
            for gap in lapsed
        ],
    }


def _standing_json(standing: Standing) -> dict[str, Any]:
    licence = standing.licence
    own_end = licence.ends
    record: dict[str, Any] = msgspec.to_builtins(licence)
    for key, edge in (("from", licence.begins), ("until", own_end)):
        record[key] = str(edge) if edge else None
    record["loaded_by"] = licence.loaded_by and licence.unproven[0]
    return record | {
        "cover": standing.cover,
        "ends": standing.ends.earliest.isoformat() if standing.ends else None,
        "ends_hour_stated": bool(standing.ends and standing.ends.is_exact),
        "replaced_by": standing.replaced_by or None,
        "conditions_unproven": list(licence.unproven),
        "closure": CLOSURE if any(subject.owned for subject in licence.subjects) else None,
        "says": standing.says,
    }


def _print(asked: datetime.date, zone: str, found: Sequence[Standing]) -> None:
    out = console()
    where = f"the day in {zone}" if zone else "the day in each issuer's own zone"
    if not found:
        out.print(f"no licence of this table on {asked} ({where})", markup=False)
        return
    rows = table(f"Licences on {asked} ({where})", "licence", "when", "subjects")
    for each in found:
        licence = each.licence
        rows.add_row(
            shown(f"{licence.id}\n{licence.title}"),
            shown(each.says),
            shown("; ".join(_subjects(licence))),
        )
    out.print(rows, markup=False)
    out.print(f"{_OWNED}: and entities it owns to 50 % or more: {CLOSURE}", markup=False)


def _subjects(licence: Licence) -> list[str]:
    return [f"{each.name}{f' {_OWNED}' if each.owned else ''}" for each in licence.subjects]


def _print_party(
    known: LicenceTable, asked: datetime.date, typed: str, listed: Party | None
) -> None:
    """What there is to prove before relying on a licence, for one party."""
    out = console()
    if listed is not None:
        regimes = {listing.regime for listing in listed.listings}
        for each in candidates(in_force(known, asked), listed, regimes):
            out.print(shown(each.says), markup=False)
            for condition in each.conditions_unproven:
                out.print(shown(f"  unproven: {condition}"), markup=False)
    out.print(
        shown(
            f"{typed} was compared by id, identifier and exact name; entities that a subject "
            f"owns to 50 % or more: {CLOSURE}"
        ),
        markup=False,
    )
