"""interdict lists: what is loaded, and loading more from disk."""

import datetime
from pathlib import Path

import click
import msgspec

from interdict.cli.lists_diff import lists_diff
from interdict.cli.lists_history import lists_history
from interdict.cli.lists_joins import lists_join, lists_part, lists_proposals, lists_withdraw
from interdict.cli.lists_outcome import outcome_json, print_outcome
from interdict.cli.lists_quality import lists_quality
from interdict.cli.lists_show import lists_show
from interdict.cli.lists_status import lists_status
from interdict.cli.lists_update import lists_update
from interdict.cli.options import column_mapping, day, home, json_option, moment
from interdict.cli.terminal import console, progress_bar
from interdict.errors import SnapshotError, UsageError
from interdict.lists.ftm_export import export
from interdict.lists.intake import Instructions
from interdict.lists.interdict_jsonl import dump
from interdict.report.outfile import OutputFile
from interdict.sample import open_starter
from interdict.snapshot.archive import Archive
from interdict.snapshot.opening import open_current, recompile_known_on
from interdict.update import add, recompile


@click.group()
def lists() -> None:
    """Load lists and show what is loaded."""


for command in (
    lists_quality,
    lists_status,
    lists_update,
    lists_diff,
    lists_history,
    lists_show,
    lists_join,
    lists_part,
    lists_withdraw,
    lists_proposals,
):
    lists.add_command(command)


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
        editions = [outcome_json(outcome) for outcome in added.outcomes]
        click.echo(msgspec.json.encode({"snapshot": added.snapshot, "editions": editions}))
    else:
        out = console()
        for outcome in added.outcomes:
            print_outcome(out, outcome)
        out.print(f"snapshot {added.snapshot[:19]} is in force", markup=False)
    return 0


@lists.command("findings")
@click.argument("source", required=False)
@json_option
def lists_findings(source: str | None, as_json: bool) -> int:
    """Everything odd in the editions in force, or in one SOURCE."""
    snapshot = open_current(home())
    sources = [edition.source for edition in snapshot.editions]
    if source is not None and source not in sources:
        raise UsageError(f"{source} is not loaded; there is {', '.join(sources)}")
    for finding in snapshot.findings():
        if source in (None, finding.source):
            if as_json:
                click.echo(msgspec.json.encode(finding))
            else:
                place = " ".join(filter(None, (finding.source, finding.record, finding.field)))
                times = f" ({finding.count:,} times)" if finding.count > 1 else ""
                click.echo(f"{finding.severity}: {place}: {finding.message}{times}")
    return 0


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
@click.option(
    "--known-on",
    type=moment,
    metavar="YYYY-MM-DD[THH:MM]",
    help="Compile what was in force here then, without bringing it into force.",
)
def lists_recompile(known_on: datetime.datetime | None) -> int:
    """Compile the editions in force again, after an upgrade of Interdict."""
    with progress_bar() as bar:
        task = bar.add_task("compiling", total=None)
        if known_on is not None:
            past = recompile_known_on(
                home(), known_on, lambda done, of: bar.update(task, completed=done, total=of)
            )
            click.echo(f"snapshot {past} holds what was in force here on {known_on}")
            return 0
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
