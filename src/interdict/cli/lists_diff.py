"""interdict lists diff: what changed between two states of the lists."""

import datetime
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table

from interdict.cli.options import home, json_option
from interdict.cli.terminal import console, shown, table, warn
from interdict.errors import UsageError
from interdict.party import Party
from interdict.report.changes import changes_json, listed_on, moved, write_page
from interdict.snapshot.archive import Archive
from interdict.snapshot.diff import Change, programmes_of
from interdict.snapshot.states import (
    KNOWN,
    ListChanges,
    State,
    compared,
    last_activations,
    last_editions,
    of_one_list,
    state_named,
)
from interdict.snapshot.store import Home

_SHOWN = 20


@click.command("diff")
@click.argument("before", required=False)
@click.argument("after", required=False)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=_SHOWN,
    show_default=True,
    help="Most parties shown of each sort; 0 shows all.",
)
@click.option("--material", is_flag=True, help="Leave out what can alter no screening.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write the comparison as an HTML page.",
)
@json_option
def lists_diff(
    before: str | None,
    after: str | None,
    limit: int,
    material: bool,
    page: Path | None,
    as_json: bool,
) -> int:
    """What changed between BEFORE and AFTER: added, removed, renamed, re-programmed parties.

    BEFORE and AFTER are days (2022-02-28: all lists as published by then), lists on a day
    (ofac-sdn@2022-02-28), what was in force here on a day (known@2022-02-28), or the beginning
    of the id of a snapshot or an edition. AFTER may be a day alone; without it the newest
    edition counts. A list alone (ofac-sdn) compares its last two editions; nothing at all, what
    came into force here last with what it took the place of.
    """
    states = _states(home(), before, after)
    lists = compared(Archive(home()), *states)
    if material:
        lists = tuple(
            msgspec.structs.replace(each, changes=each.changes.material) for each in lists
        )
    if page is not None:
        if page.suffix.lower() not in (".html", ".htm"):
            raise UsageError(f"--html {page}: the page is HTML; end it in .html")
        write_page(page, states, lists, datetime.datetime.now(datetime.UTC))
    if as_json:
        click.echo(msgspec.json.encode(changes_json(*states, lists)))
        return 0
    out = console()
    out.print(shown(f"{states[0].label} -> {states[1].label}"), style="bold", markup=False)
    for each in lists:
        _print_list(out, each, limit)
    return 0


def _states(place: Home, before: str | None, after: str | None) -> tuple[State, State]:
    if before is None:
        return last_activations(place)
    archive = Archive(place)
    if after is None and before in {edition.source for edition in archive.editions()}:
        return last_editions(archive, before)
    first = state_named(place, archive, before)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    newest = first.source or (f"{KNOWN}@{today}" if before.startswith(f"{KNOWN}@") else today)
    return of_one_list(first, state_named(place, archive, after or newest))


def _print_list(out: Console, each: ListChanges, limit: int) -> None:
    out.print()
    out.print(shown(_headline(each)), style="bold", markup=False)
    for caveat in each.caveats:
        warn(f"  note: {caveat}")
    found = each.changes
    if not found:
        return
    if found.kinds:
        counted = ", ".join(f"{kind} {number:,}" for kind, number in found.kinds.items())
        out.print(shown(f"changed records: {counted}"), markup=False)
    _print_programmes(out, each)
    for title, parties in (("Added", found.added), ("Removed", found.removed)):
        if parties:
            dated = ("since",) if any(map(listed_on, parties)) else ()
            columns = ("id", "name", "kind", "programme", *dated)
            made = table(f"{title} ({len(parties):,})", *columns)
            for party in parties[: limit or None]:
                made.add_row(*map(shown, _party(party)[: len(columns)]))
            _print_table(out, made, len(parties) - (limit or len(parties)))
    if found.renumbered:
        title = f"Renumbered ({len(found.renumbered):,}): the same party under another id"
        made = table(title, "id before", "id after", "name")
        for each_one in found.renumbered[: limit or None]:
            ids = shown(each_one.before.id), shown(each_one.after.id)
            made.add_row(*ids, shown(each_one.after.primary_name))
        _print_table(out, made, len(found.renumbered) - (limit or len(found.renumbered)))
    if found.changed:
        title = f"Changed ({len(found.changed):,}, {len(found.material.changed):,} for screening)"
        made = table(title, "id", "name", "what changed")
        for change in found.changed[: limit or None]:
            made.add_row(
                change.after.id, shown(change.after.primary_name), shown(_differences(change))
            )
        _print_table(out, made, len(found.changed) - (limit or len(found.changed)))


def _headline(each: ListChanges) -> str:
    found = each.changes
    if each.before is None or each.after is None:
        return f"{each.list}: in one state only"
    if each.before.id == each.after.id:
        return f"{each.list} of {each.after.published}: the same edition"
    renumbered = f", {len(found.renumbered):,} renumbered" if found.renumbered else ""
    return (
        f"{each.list} of {each.before.published} -> {each.after.published}: "
        f"{each.before.parties:,} -> {each.after.parties:,} parties, {len(found.added):,} added, "
        f"{len(found.removed):,} removed, {len(found.changed):,} changed{renumbered}"
    )


def _print_programmes(out: Console, each: ListChanges) -> None:
    counts = moved(each.changes)
    if not counts:
        return
    made = table(
        "By programme", "programme", "before#", "added#", "removed#", "joined#", "left#", "after#"
    )
    for name, count in counts.items():
        numbers = (count[key] for key in ("before", "added", "removed", "joined", "left", "after"))
        made.add_row(shown(name), *(f"{number:,}" if number else "" for number in numbers))
    out.print(made, markup=False)


def _print_table(out: Console, made: Table, hidden: int) -> None:
    out.print(made, markup=False)
    if hidden > 0:
        out.print(f"... and {hidden:,} more: --limit 0 shows all", markup=False)


def _party(party: Party) -> tuple[str, str, str, str, str]:
    since = listed_on(party)
    programmes = ", ".join(sorted(programmes_of(party)))
    return party.id, party.primary_name, party.kind, programmes, since.isoformat() if since else ""


def _differences(change: Change) -> str:
    """One line each, without the remark that other lines have taken apart."""
    told = [each for each in change.differences if each.aspect != "remark"]
    return "\n".join(each.says for each in told or change.differences)
