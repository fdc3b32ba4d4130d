"""interdict owners add, status, remove and recompile: which stakes are loaded."""

import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from interdict.cli.options import audit_log, day, home, json_option
from interdict.cli.terminal import console, shown, table, warn
from interdict.errors import NoLists, SnapshotError, UsageError
from interdict.holdings import StakeOutcome, add, bring_into_force, remove
from interdict.ownership.formats import Attribution
from interdict.snapshot.stake_set import SetEdition, StakeSet
from interdict.snapshot.stake_store import StakeStore

_SHOWN_FINDINGS = 12


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", default="", help="Short name of the source, such as my-research.")
@click.option("--stated-by", default="", metavar="WHO", help="Who asserts it, in words.")
@click.option(
    "--published",
    type=day,
    metavar="YYYY-MM-DD",
    help="Publication date, for files that state none.",
)
@click.option(
    "--authority",
    type=click.Choice(["registry", "filing", "analyst", "private"]),
    help="How far it reaches: a register's, a company's own, an analyst's, your house's.",
)
@click.option("--document", default="", help="For analyst and private: what it was taken from.")
@click.option(
    "--expires",
    type=day,
    metavar="YYYY-MM-DD",
    help="For analyst and private: from when it is uncertain unless looked up again.",
)
@click.option(
    "--accept-shrunken",
    multiple=True,
    metavar="SOURCE",
    help="Accept that this source lost more than 5 % of its stakes.",
)
@json_option
def owners_add(
    files: tuple[Path, ...],
    source: str,
    stated_by: str,
    published: datetime.date | None,
    authority: Any,
    document: str,
    expires: datetime.date | None,
    accept_shrunken: tuple[str, ...],
    as_json: bool,
) -> int:
    """Add ownership FILES: BODS, GLEIF Level 2, UK PSC, FollowTheMoney, or a plain table.

    The form is recognised from the content; .gz, .xz and .zip are read as they are; "-" is
    standard input. All of them are added or, when one is bad, none. A new edition of a source
    takes the place of the one before; other sources stand beside it.
    """
    place = home()
    audit_log(place)  # refuses where the log was removed
    said = Attribution(
        source=source,
        stated_by=stated_by,
        authority=authority,
        published=published,
        document=document,
        expires_on=expires,
    )
    held = add(place, files, said, accept_shrunken)
    if as_json:
        editions = [_outcome_json(each) for each in held.outcomes]
        click.echo(msgspec.json.encode({"stakes": held.stakes, "editions": editions}))
        return 0
    for outcome in held.outcomes:
        _print_outcome(outcome)
    click.echo(f"stakes {held.stakes[:19]} are in force")
    return 0


@click.command("status")
@json_option
def owners_status(as_json: bool) -> int:
    """Every source of stakes in force: edition, counts, age, and what expires when."""
    store = StakeStore(home())
    stakes = store.open_current()
    today = datetime.datetime.now(datetime.UTC).date()
    removed = sorted(store.archive.removed())
    if as_json:
        editions = [_edition_json(each, today) for each in stakes.editions]
        answer = {
            "stakes": stakes.id,
            "entities": len(stakes),
            "owners": len(stakes.owners),
            "editions": editions,
            "removed": removed,
            "findings": stakes.findings(),
        }
        click.echo(msgspec.json.encode(answer))
        return 0
    _print_status(stakes, today)
    for source in removed:
        warn(f"  removed: {source} does not count until its files are added again")
    return 0


@click.command("findings")
@click.argument("source", required=False)
@json_option
def owners_findings(source: str | None, as_json: bool) -> int:
    """Everything odd in the stakes in force, or in those of one SOURCE."""
    store = StakeStore(home())
    editions = store.archive.in_force()
    there = sorted({kept.edition.source for kept in editions})
    if source is not None and source not in there:
        raise UsageError(f"no stakes of {source} are in force; there is {', '.join(there)}")
    wanted = [kept for kept in editions if source in (None, kept.edition.source)]
    own = [finding for kept in wanted for finding in store.archive.findings(kept)]
    for finding in (*own, *(store.open_current().findings() if source is None else ())):
        if as_json:
            click.echo(msgspec.json.encode(finding))
        else:
            times = f" ({finding.count:,} times)" if finding.count > 1 else ""
            place = " ".join(filter(None, (finding.source, finding.record, finding.field)))
            click.echo(shown(f"{finding.severity}: {place}: {finding.message}{times}"))
    return 0


@click.command("remove")
@click.argument("source")
@json_option
def owners_remove(source: str, as_json: bool) -> int:
    """Let the stakes of SOURCE no longer count; its editions stay kept."""
    place = home()
    audit_log(place)
    stakes = remove(place, source)
    if as_json:
        click.echo(msgspec.json.encode({"removed": source, "stakes": stakes}))
    else:
        click.echo(f"{source} does not count any more; stakes {stakes[:19]} are in force")
    return 0


@click.command("recompile")
@json_option
def owners_recompile(as_json: bool) -> int:
    """Compile the stakes in force again, after an upgrade of Interdict."""
    place = home()
    if not StakeStore(place).archive.in_force():
        raise NoLists("no stakes are kept here: add files with  interdict owners add FILE...")
    stakes = bring_into_force(place)
    click.echo(msgspec.json.encode({"stakes": stakes}) if as_json else f"stakes {stakes} in force")
    return 0


@click.command("verify")
@json_option
def owners_verify(as_json: bool) -> int:
    """Check every kept edition of stakes and the set in force against their hashes."""
    store = StakeStore(home())
    problems = store.archive.verify()
    try:
        problems += store.open_current().verify()
    except SnapshotError as error:
        problems.append(str(error))
    if as_json:
        click.echo(msgspec.json.encode({"ok": not problems, "problems": problems}))
    else:
        for problem in problems:
            click.echo(problem)
    if problems:
        raise SnapshotError(
            f"{len(problems)} problems: restore the editions from a backup or add their files "
            "again, then run  interdict owners recompile"
        )
    if not as_json:
        click.echo("every kept edition and the stakes in force are as they were written")
    return 0


def _outcome_json(outcome: StakeOutcome) -> dict[str, Any]:
    kept = outcome.kept
    edition = kept.edition
    return {
        "source": edition.source,
        "form": edition.form,
        "edition": edition.id,
        "published": kept.published.isoformat(),
        "dated_by": kept.dated_by,
        "stated_by": edition.stated_by,
        "authority": edition.authority,
        "records": edition.records,
        "rejected": edition.rejected,
        "stakes": kept.stakes,
        "entities": kept.entities,
        "in_force": outcome.in_force,
        "findings": outcome.findings,
    }


def _print_outcome(outcome: StakeOutcome) -> None:
    kept = outcome.kept
    state = "in force" if outcome.in_force else "kept, not in force: a newer edition is"
    console().print(
        shown(
            f"{kept.edition.source} of {kept.published} ({kept.edition.form}): "
            f"{kept.edition.records:,} records, {kept.stakes:,} stakes, {kept.entities:,} "
            f"entities, {kept.edition.rejected:,} rejected - {state}"
        ),
        markup=False,
    )
    for finding in outcome.findings[:_SHOWN_FINDINGS]:
        times = f" ({finding.count:,} times)" if finding.count > 1 else ""
        warn(f"  {finding.severity}: {finding.message}{times}")
    hidden = len(outcome.findings) - _SHOWN_FINDINGS
    if hidden > 0:
        warn(f"  ... and {hidden:,} more findings: interdict owners findings")


def _edition_json(each: SetEdition, today: datetime.date) -> dict[str, Any]:
    edition = each.edition
    return {
        "source": edition.source,
        "form": edition.form,
        "edition": edition.id,
        "published": each.published.isoformat(),
        "dated_by": each.dated_by,
        "stated_by": edition.stated_by,
        "authority": edition.authority,
        "document": edition.document or None,
        "expires_on": edition.expires_on,
        "expired": each.is_expired(today),
        "stakes": each.end - each.first,
    }


def _print_status(stakes: StakeSet, today: datetime.date) -> None:
    out = console()
    made = table("Stakes in force", "source", "form", "published", "age#", "stakes#", "authority")
    for each in stakes.editions:
        edition = each.edition
        made.add_row(
            edition.source,
            edition.form,
            str(each.published),
            f"{(today - each.published).days}d",
            f"{each.end - each.first:,}",
            edition.authority,
        )
    out.print(made, markup=False)
    for each in stakes.editions:
        out.print(shown(f"{each.edition.source}: {each.words(today)}"), markup=False)
    out.print(
        f"stakes {stakes.id}: {len(stakes):,} entities, {len(stakes.owners):,} of them owners",
        markup=False,
    )
    for finding in stakes.findings():
        warn(f"  {finding.severity}: {finding.message}")
