"""interdict lists show: one party as all loaded lists print it."""

import datetime

import click
import msgspec
from rich.console import Console

from interdict.cli.lists_record import print_record
from interdict.cli.options import home, identifier, json_option
from interdict.cli.terminal import console, shown, table
from interdict.errors import UsageError
from interdict.identifiers import KINDS
from interdict.party import Measure, Party, Query
from interdict.report.merged import Merged, merged, merged_json
from interdict.sample import open_starter
from interdict.screening.beside import secondary_risks
from interdict.screening.screen import Screener
from interdict.snapshot.identity import name_key
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot
from interdict.text import has_letters

_CANDIDATES = 10


@click.command("show")
@click.argument("party")
@click.option("--record", is_flag=True, help="The record alone, each fact with its place.")
@click.option("--starter", is_flag=True, help="Look in the embedded sample list.")
@json_option
def lists_show(party: str, record: bool, starter: bool, as_json: bool) -> int:
    """One PARTY on all lists, by id (ofac-sdn:17022), identifier (imo:9234563) or whole name.

    Shows which regimes list it, on which list, under which measure, since when and on what
    basis, why the lists' records are one party, and which others may be the same.
    """
    place = home()
    snapshot = open_starter(place) if starter else open_current(place)
    found = _find(snapshot, party)
    if record:
        for each in found:
            _show_record(each, as_json)
        return 0
    waiting = snapshot.waiting()
    told: set[str] = set()
    for each in found:
        whole = merged(snapshot, each, waiting)
        if whole.id in told:
            continue
        told.add(whole.id)
        if as_json:
            click.echo(msgspec.json.encode(merged_json(whole)))
        else:
            _print_merged(console(), whole)
    return 0


def _show_record(party: Party, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(party))
    else:
        print_record(party)


def _find(snapshot: Snapshot, asked: str) -> list[Party]:
    """The records asked for; ``UsageError`` with what else there is when that is not clear."""
    by_id = snapshot.find(asked)
    if by_id is not None:
        return [by_id]
    if asked.partition(":")[0].strip().lower() in {each.kind for each in KINDS}:
        wanted = identifier(asked)
        parties = (snapshot.party(row) for row in snapshot.rows("value", wanted.value))
        same = (wanted.kind, wanted.value)
        found = [p for p in parties if any((i.kind, i.value) == same for i in p.identifiers)]
        return found or _nobody(snapshot, asked)
    return _by_name(snapshot, asked)


def _by_name(snapshot: Snapshot, asked: str) -> list[Party]:
    """The one party that bears exactly this name; names are unclear more often than not."""
    hits = Screener(snapshot).hits([Query(name=asked)])[0] if has_letters(asked) else ()
    whole = [hit for hit in hits if _bears(hit.party, asked)]
    if whole and len({hit.cluster for hit in whole}) == 1:
        return [hit.party for hit in whole]
    if not hits:
        return _nobody(snapshot, asked)
    few = (whole or hits)[:_CANDIDATES]
    candidates = "".join(
        f"\n  {hit.party.id}  {shown(hit.party.primary_name)} ({hit.party.kind})" for hit in few
    )
    what = "is the name of several parties" if whole else "is nobody's whole name"
    raise UsageError(f"{asked} {what} in {_loaded(snapshot)}; name one by its id:{candidates}")


def _bears(party: Party, asked: str) -> bool:
    key = name_key(asked, party.kind)
    return bool(key) and any(name_key(name.full, party.kind) == key for name in party.names)


def _nobody(snapshot: Snapshot, asked: str) -> list[Party]:
    raise UsageError(
        f"{asked} is in none of the loaded lists ({_loaded(snapshot)}); "
        "ids look like ofac-sdn:17022: see  interdict screen name"
    )


def _loaded(snapshot: Snapshot) -> str:
    return ", ".join(f"{each.source} of {each.published}" for each in snapshot.editions)


def _print_merged(out: Console, found: Merged) -> None:
    first = found.records[0]
    count = len(found.records)
    records = f"{count} records" if count > 1 else "1 record"
    title = f"{shown(first.primary_name)}  {first.kind}, {records}"
    out.print(title, style="bold", markup=False)
    for party, listing in found.listings:
        since = f"since {listing.listed_on}" if listing.listed_on else "since when is not stated"
        line = f"  {listing.regime.upper():<5} {listing.list}, {since}, {party.id}"
        out.print(shown(line), markup=False)
        for measure in listing.measures:
            out.print(shown(f"          {_measure(measure)}"), markup=False)
        basis = "; ".join((*listing.programmes, *listing.legal_basis))
        out.print(shown(f"          {basis or 'no programme stated'}"), markup=False)
    names = table("", "name", "on")
    names.show_header = False
    for name, ids in found.names.items():
        names.add_row(shown(name), shown(", ".join(ids)))
    out.print(names, markup=False)
    _print_joins(out, found)
    today = datetime.datetime.now(datetime.UTC).date()
    for party in found.records:
        for risk in secondary_risks(party, today):
            out.print(shown(f"secondary-risk: {party.id}: {risk.says}"), markup=False)
        out.print(shown(f"stated by {party.provenance}"), markup=False)
    out.print(f"every fact of a record: interdict lists show {first.id} --record", markup=False)


def _print_joins(out: Console, found: Merged) -> None:
    for join in found.joins:
        out.print(shown(f"one party: {join.one} = {join.other}: {join.says}"), markup=False)
    for join in found.proposals:
        other = join.other if join.other in found.named else join.one
        line = f"may be the same: {other} {found.named[other]}: {join.says}"
        out.print(shown(line), markup=False)
    for conflict in found.conflicts:
        join = conflict.join
        line = f"not joined: {join.one} and {join.other} ({join.says}): {conflict.why}"
        out.print(shown(line), markup=False)
    if found.proposals:
        out.print("a person decides: interdict lists join A B, or part A B", markup=False)


def _measure(measure: Measure) -> str:
    if measure.kind == "unstated":
        return "unstated: the published form does not say which measure"
    text = f": {measure.text}" if measure.text else ""
    effective = f" (effective {measure.effective_on})" if measure.effective_on else ""
    return f"{measure.kind}{text}{effective}"
