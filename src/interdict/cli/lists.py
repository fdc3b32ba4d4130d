"""interdict lists: what is loaded, and loading more from disk."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from interdict.cli.lists_quality import lists_quality
from interdict.cli.options import column_mapping, day, home, identifier, json_option
from interdict.cli.terminal import console, progress_bar, shown, table, warn
from interdict.errors import SnapshotError, UsageError
from interdict.identifiers import KINDS
from interdict.lists.catalog import ONLY_HINTS
from interdict.lists.ftm_export import export
from interdict.lists.intake import Instructions
from interdict.lists.interdict_jsonl import dump
from interdict.party import Party
from interdict.report.outfile import OutputFile
from interdict.sample import open_starter
from interdict.screening.beside import secondary_risks
from interdict.screening.freshness import confirmed
from interdict.snapshot.archive import Archive
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot
from interdict.update import Added, Outcome, add, recompile

_SHOWN_FINDINGS = 12
_OLD_DAYS = 30


@click.group()
def lists() -> None:
    """Load lists and show what is loaded."""


lists.add_command(lists_quality)


@lists.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", help="Name of a list of your own (tables, FollowTheMoney files).")
@click.option(
    "--published",
    type=day,
    metavar="YYYY-MM-DD",
    help="Publication date, for files that state none.",
)
@click.option("--column", "columns", multiple=True, help="FIELD=HEADER for tables.")
@click.option(
    "--accept-shrunken",
    multiple=True,
    metavar="SOURCE",
    help="Accept that this list lost more than 5 % of its parties.",
)
@json_option
def lists_add(
    files: tuple[Path, ...],
    source: str | None,
    published: datetime.date | None,
    columns: tuple[str, ...],
    accept_shrunken: tuple[str, ...],
    as_json: bool,
) -> int:
    """Add official list FILES from disk, all of them or, when one is bad, none.

    The form is recognised from the content. Files that make one edition (SDN.CSV, ALT, ADD,
    COMMENTS) go in one call; .gz, .xz and .zip are read as they are; "-" is standard input.
    """
    instructions = Instructions(source=source, published=published, columns=column_mapping(columns))
    with progress_bar() as bar:
        task = bar.add_task("reading", total=None)
        added = add(
            home(),
            files,
            instructions,
            accept_shrunken,
            lambda what, done, of: bar.update(task, description=what, completed=done, total=of),
        )
    if as_json:
        click.echo(msgspec.json.encode(_added_json(added)))
    else:
        _print_added(added)
    return 0


def _added_json(added: Added) -> dict[str, Any]:
    return {
        "snapshot": added.snapshot,
        "editions": [
            {
                "source": outcome.edition.source,
                "edition": outcome.edition.id,
                "form": outcome.edition.form,
                "published": outcome.edition.published.isoformat(),
                "dated_by": outcome.edition.dated_by,
                "records": outcome.edition.records,
                "parties": outcome.edition.parties,
                "rejected": outcome.edition.rejected,
                "findings": [msgspec.to_builtins(finding) for finding in outcome.findings],
                "in_force": outcome.in_force,
            }
            for outcome in added.outcomes
        ],
    }


def _print_added(added: Added) -> None:
    out = console()
    today = datetime.datetime.now(datetime.UTC).date()
    for outcome in added.outcomes:
        edition = outcome.edition
        state = _state(outcome)
        out.print(
            f"{edition.source} of {edition.published} ({edition.form}): {edition.records:,} "
            f"records, {edition.parties:,} parties, {edition.rejected:,} rejected - {state}",
            markup=False,
        )
        for finding in outcome.findings[:_SHOWN_FINDINGS]:
            times = f" ({finding.count:,} times)" if finding.count > 1 else ""
            where = f"record {finding.record}: " if finding.record else ""
            warn(f"  {finding.severity}: {where}{finding.message}{times}")
        hidden = len(outcome.findings) - _SHOWN_FINDINGS
        if hidden > 0:
            more = f"interdict lists findings {edition.source}" if outcome.in_force else "--json"
            warn(f"  ... and {hidden:,} more findings: {more}")
        if outcome.in_force:
            _warn_old(edition.source, edition.published, today)
    out.print(f"snapshot {added.snapshot[:19]} is in force", markup=False)


def _state(outcome: Outcome) -> str:
    if outcome.in_force:
        return "confirmed, in force" if outcome.before == outcome.edition else "in force"
    standing = outcome.standing
    return f"kept, not in force: that of {standing.published} ({standing.form}) is"


def _warn_old(source: str, published: datetime.date, today: datetime.date) -> None:
    """Publication age does not stop anybody, but nobody should miss it (invariant 7)."""
    days = (today - published).days
    if source in ONLY_HINTS:
        warn(f"  warning: {source} only hints: {ONLY_HINTS[source]}")
    elif days > _OLD_DAYS:
        warn(f"  warning: {source} was published {days:,} days ago; is there a newer edition?")


@lists.command("status")
@json_option
def lists_status(as_json: bool) -> int:
    """Every list in force: edition, age, counts and findings."""
    place = home()
    snapshot = open_current(place)
    days = confirmed(place, snapshot)
    today = datetime.datetime.now(datetime.UTC).date()
    rows = [
        {
            "list": edition.source,
            "form": edition.form,
            "edition": edition.id,
            "published": edition.published.isoformat(),
            "dated_by": edition.dated_by,
            "published_days_ago": (today - edition.published).days,
            "confirmed": days[edition.source].isoformat() if edition.source in days else None,
            "records": edition.records,
            "parties": edition.parties,
            "rejected": edition.rejected,
            "findings": snapshot.manifest.findings.get(edition.source, 0),
        }
        for edition in snapshot.editions
    ]
    if as_json:
        click.echo(msgspec.json.encode({"snapshot": snapshot.id, "lists": rows}))
        return 0
    in_force = table(
        "Lists in force", "list", "published", "age#", "confirmed", "parties#", "findings#"
    )
    for row in rows:
        in_force.add_row(
            str(row["list"]),
            f"{row['published']} (by {row['dated_by']})",
            f"{row['published_days_ago']} d",
            str(row["confirmed"] or "never"),
            f"{row['parties']:,}",
            f"{row['findings']:,}",
        )
    out = console()
    out.print(in_force, markup=False)
    out.print(f"snapshot {snapshot.id}, engine {snapshot.manifest.engine}", markup=False)
    for edition in snapshot.editions:
        _warn_old(edition.source, edition.published, today)
    return 0


@lists.command("findings")
@click.argument("source", required=False)
@json_option
def lists_findings(source: str | None, as_json: bool) -> int:
    """Everything odd in the editions in force, or in one SOURCE."""
    for finding in open_current(home()).findings():
        if source in (None, finding.source):
            if as_json:
                click.echo(msgspec.json.encode(finding))
            else:
                place = " ".join(filter(None, (finding.source, finding.record, finding.field)))
                times = f" ({finding.count:,} times)" if finding.count > 1 else ""
                click.echo(f"{finding.severity}: {place}: {finding.message}{times}")
    return 0


@lists.command("show")
@click.argument("party")
@click.option("--starter", is_flag=True, help="Look in the embedded sample list.")
@json_option
def lists_show(party: str, starter: bool, as_json: bool) -> int:
    """One PARTY by id (ofac-sdn:17022) or identifier (imo:9234563), with its provenance."""
    place = home()
    snapshot = open_starter(place) if starter else open_current(place)
    found = _find(snapshot, party)
    if not found:
        raise UsageError(
            f"{party} is in none of the loaded lists "
            f"({', '.join(f'{e.source} of {e.published}' for e in snapshot.editions)}); "
            "ids look like ofac-sdn:17022: see  interdict screen name"
        )
    for each in found:
        if as_json:
            click.echo(msgspec.json.encode(each))
        else:
            _print_party(each)
    return 0


def _find(snapshot: Snapshot, asked: str) -> list[Party]:
    by_id = snapshot.find(asked)
    if by_id is not None:
        return [by_id]
    if asked.partition(":")[0].strip().lower() not in {each.kind for each in KINDS}:
        return []
    wanted = identifier(asked)
    parties = (snapshot.party(row) for row in snapshot.rows("value", wanted.value))
    same = (wanted.kind, wanted.value)
    return [p for p in parties if any((i.kind, i.value) == same for i in p.identifiers)]


def _print_party(party: Party) -> None:
    out = console()
    out.print(f"{party.id}  {party.kind}", style="bold", markup=False)
    facts = table("", "fact", "value", "read from")
    facts.show_header = False
    for label, value, field in _facts(party):
        facts.add_row(shown(label), shown(value), shown(field))
    out.print(facts, markup=False)
    for risk in secondary_risks(party, datetime.datetime.now(datetime.UTC).date()):
        out.print(shown(f"secondary-risk: {risk.says}"), markup=False)
    out.print(shown(f"stated by {party.provenance}"), markup=False)


def _facts(party: Party) -> Iterator[tuple[str, str, str]]:
    """(label, value, where it was read) of everything the list says of a party."""
    for name in party.names:
        yield f"name ({name.kind})", name.full, name.field
    for listing in party.listings:
        measures = ", ".join(f"{m.kind} {m.text}".strip() for m in listing.measures)
        since = f" since {listing.listed_on}" if listing.listed_on else ""
        programmes = ", ".join(listing.programmes)
        yield "listing", f"{listing.list}: {programmes}: {measures}{since}", listing.field
        if listing.reason:
            yield "reason", listing.reason, listing.field
    for each in party.identifiers:
        wrong = " (check digit wrong)" if each.valid is False else ""
        issuer = f" ({each.country})" if each.country else ""
        yield each.kind, f"{each.value}{issuer}{wrong}", each.field
    if party.gender:
        yield "gender", party.gender, ""
    for born in party.birth_dates:
        yield "born", str(born.span), born.field
    for place in party.birth_places:
        yield "born in", place.full, place.field
    for nation in party.countries:
        yield nation.role, nation.raw or nation.code, nation.field
    for address in party.addresses:
        yield "address", address.full, address.field
    for position in party.positions:
        yield "position", position, ""
    for link in party.links:
        yield link.kind, f"{link.name} {link.party}".strip(), link.field
    for detail in party.details:
        yield detail.label, detail.value, detail.field
    if party.remarks:
        yield "remarks", party.remarks, ""


@lists.command("export")
@click.argument("source", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["ftm", "interdict"]),
    default="ftm",
    show_default=True,
    help="FollowTheMoney JSON lines, or our own list form (needs SOURCE).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("/dev/stdout"),
    help="Default: standard output.",
)
@click.option("--starter", is_flag=True, help="Export the embedded sample list.")
def lists_export(source: str | None, form: str, output: Path, starter: bool) -> int:
    """Write the parties in force, or those of one SOURCE, for other programs."""
    place = home()
    snapshot = open_starter(place) if starter else open_current(place)
    parties = [
        party
        for party in map(snapshot.party, range(len(snapshot)))
        if source in (None, party.source)
    ]
    if not parties:
        raise UsageError(f"{source} is not loaded: see  interdict lists status")
    if form == "ftm":
        lines = b"".join(export(parties))
    elif source is None:
        raise UsageError("our own form holds one list: name the SOURCE to export")
    else:
        dates = [party.provenance.stated_on for party in parties if party.provenance.stated_on]
        lines = dump(parties, source, max(dates))
    file = OutputFile(output)
    file.path.write_bytes(lines)
    file.keep()
    click.echo(f"{len(parties):,} parties written", err=True)
    return 0


@lists.command("recompile")
def lists_recompile() -> int:
    """Compile the editions in force again, after an upgrade of Interdict."""
    with progress_bar() as bar:
        task = bar.add_task("compiling", total=None)
        snapshot = recompile(
            home(), lambda what, done, of: bar.update(task, completed=done, total=of)
        )
    click.echo(f"snapshot {snapshot} is in force")
    return 0


@lists.command("verify")
@json_option
def lists_verify(as_json: bool) -> int:
    """Check every kept edition and the snapshot in force against their hashes."""
    place = home()
    problems = [finding.message for finding in Archive(place).verify()]
    try:
        problems += open_current(place).verify()
    except SnapshotError as error:
        problems.append(str(error))
    if as_json:
        click.echo(msgspec.json.encode({"ok": not problems, "problems": problems}))
    else:
        for problem in problems:
            click.echo(problem)
    if problems:
        raise SnapshotError(
            f"{len(problems)} problems: restore editions from a backup or add their files again, "
            "then run  interdict lists recompile"
        )
    if not as_json:
        click.echo("every kept edition and the snapshot in force are as they were written")
    return 0
