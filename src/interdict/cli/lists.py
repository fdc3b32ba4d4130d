"""interdict lists: what is loaded, and loading more from disk."""

import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from interdict.cli.options import Day, home, json_option
from interdict.cli.terminal import console, progress_bar, table, warn
from interdict.errors import SnapshotError, UsageError
from interdict.lists.intake import Instructions
from interdict.party import Party
from interdict.snapshot.archive import Archive
from interdict.snapshot.snapshot import Snapshot
from interdict.update import Added, add, confirmed, open_current, open_starter, recompile

_SHOWN_FINDINGS = 12


@click.group()
def lists() -> None:
    """Load lists and show what is loaded."""


@lists.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", help="Name of a list of your own (tables, FollowTheMoney files).")
@click.option("--published", type=Day(), help="Publication date, for files that state none.")
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
    COMMENTS) go in one call; .gz, .xz and .zip are read as they are.
    """
    instructions = Instructions(source=source, published=published, columns=_mapping(columns))
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


def _mapping(columns: tuple[str, ...]) -> dict[str, str]:
    pairs = [given.partition("=") for given in columns]
    wrong = [field for field, sign, header in pairs if not (sign and header)]
    if wrong:
        raise UsageError(f"--column {wrong[0]!r} is not FIELD=HEADER, such as name='Full name'")
    return {field.strip(): header.strip() for field, _, header in pairs}


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
    for outcome in added.outcomes:
        edition = outcome.edition
        state = "in force" if outcome.in_force else "kept; a newer edition stays in force"
        out.print(
            f"{edition.source} of {edition.published} ({edition.form}): {edition.records:,} "
            f"records, {edition.parties:,} parties, {edition.rejected:,} rejected - {state}",
            markup=False,
        )
        for finding in outcome.findings[:_SHOWN_FINDINGS]:
            times = f" ({finding.count:,} times)" if finding.count > 1 else ""
            warn(f"  {finding.severity}: {finding.message}{times}")
        hidden = len(outcome.findings) - _SHOWN_FINDINGS
        if hidden > 0:
            warn(f"  ... and {hidden:,} more findings: interdict lists findings {edition.source}")
    out.print(f"snapshot {added.snapshot[:19]} is in force", markup=False)


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
    shown = table(
        "Lists in force", "list", "published", "age#", "confirmed", "parties#", "findings#"
    )
    for row in rows:
        shown.add_row(
            str(row["list"]),
            f"{row['published']} (by {row['dated_by']})",
            f"{row['published_days_ago']} d",
            str(row["confirmed"] or "never"),
            f"{row['parties']:,}",
            f"{row['findings']:,}",
        )
    out = console()
    out.print(shown)
    out.print(f"snapshot {snapshot.id}, engine {snapshot.manifest.engine}", markup=False)
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
    kind, _, value = asked.partition(":")
    rows = snapshot.rows("value", value.upper()) or snapshot.rows("value", value)
    parties = (snapshot.party(row) for row in rows)
    return [p for p in parties if any(i.kind == kind.lower() for i in p.identifiers)]


def _print_party(party: Party) -> None:
    out = console()
    out.print(f"[bold]{party.id}[/bold]  {party.kind}", highlight=False)
    facts = table("", "fact", "value", "read from")
    facts.show_header = False
    for name in party.names:
        facts.add_row(f"name ({name.kind})", name.full, name.field)
    for listing in party.listings:
        measures = ", ".join(f"{m.kind} {m.text}".strip() for m in listing.measures)
        since = f" since {listing.listed_on}" if listing.listed_on else ""
        programmes = ", ".join(listing.programmes)
        facts.add_row("listing", f"{listing.list}: {programmes}: {measures}{since}", listing.field)
    for identifier in party.identifiers:
        wrong = " (check digit wrong)" if identifier.valid is False else ""
        country = f" ({identifier.country})" if identifier.country else ""
        facts.add_row(identifier.kind, f"{identifier.value}{country}{wrong}", identifier.field)
    for born in party.birth_dates:
        facts.add_row("born", str(born.span), born.field)
    for place in party.birth_places:
        facts.add_row("born in", place.full, place.field)
    for nation in party.countries:
        facts.add_row(nation.role, nation.raw or nation.code, nation.field)
    for address in party.addresses:
        facts.add_row("address", address.full, address.field)
    for position in party.positions:
        facts.add_row("position", position, "")
    for link in party.links:
        facts.add_row(link.kind, f"{link.name} {link.party}".strip(), link.field)
    for detail in party.details:
        facts.add_row(detail.label, detail.value, detail.field)
    if party.remarks:
        facts.add_row("remarks", party.remarks, "")
    out.print(facts, markup=False)
    out.print(f"stated by {party.provenance}", markup=False)


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
    problems += open_current(place).verify()
    if as_json:
        click.echo(msgspec.json.encode({"ok": not problems, "problems": problems}))
    else:
        for problem in problems:
            click.echo(problem)
    if problems:
        raise SnapshotError(f"{len(problems)} problems: restore from a backup, or add again")
    if not as_json:
        click.echo("every kept edition and the snapshot in force are as they were written")
    return 0
