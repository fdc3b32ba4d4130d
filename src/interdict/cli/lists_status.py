"""interdict lists status: what is in force, how old it is, and what it cannot answer."""

import datetime
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console

from interdict.cli.lists_outcome import warn_old
from interdict.cli.options import chosen_policy, home, json_option
from interdict.cli.terminal import console, table, warn
from interdict.lists.catalog import ONLY_HINTS
from interdict.party import Edition
from interdict.screening.freshness import HOW_TO_FRESHEN
from interdict.screening.standing import ListStanding, Standing, standing
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot

_DATED_BY = {"modification-time": "file time", "file-name": "file name", "stated": "--published"}
"""How a date came about, in words."""


@click.command("status")
@click.option(
    "--policy",
    "policy_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Policy file (TOML). Default: INTERDICT_POLICY, else the built-in policy.",
)
@json_option
def lists_status(policy_file: Path | None, as_json: bool) -> int:
    """Every list in force: edition, age, counts and findings; what is missing or too old.

    Says whether screening would refuse under the policy (exit code 3 there; here it is 0).
    """
    place = home()
    policy = chosen_policy(policy_file, None, None, ())
    snapshot = open_current(place)
    found = standing(place, snapshot, policy)
    if as_json:
        click.echo(msgspec.json.encode(_status_json(snapshot, found, policy.id)))
    else:
        _print_status(console(), snapshot, found)
    return 0


def _status_json(snapshot: Snapshot, found: Standing, policy: str) -> dict[str, Any]:
    return {
        "snapshot": snapshot.id,
        "policy": policy,
        "lists": [_list_json(each) for each in found.lists],
        "gaps": found.gaps,
        "would_refuse": bool(found.refusals),
        "refusals": found.refusals,
    }


def _list_json(each: ListStanding) -> dict[str, Any]:
    edition, noted = each.edition, each.timing
    return {
        "list": edition.source,
        "form": edition.form,
        "edition": edition.id,
        "published": edition.published.isoformat(),
        "dated_by": edition.dated_by,
        "published_days_ago": _days_ago(each),
        "published_at": noted.published_at,
        "published_at_stated_by": noted.stated_by,
        "received": each.received,
        "activated": noted.activated,
        "hours_to_activation": msgspec.to_builtins(each.hours),
        "confirmed": each.confirmed.isoformat(),
        "confirmed_days_ago": each.days,
        "max_age_days": 0 if edition.source in ONLY_HINTS else each.limit,
        "in_scope": each.in_scope,
        "stale": bool(each.doubt),
        "records": edition.records,
        "parties": edition.parties,
        "rejected": edition.rejected,
        "findings": each.findings,
        "trouble": each.trouble or None,
    }


def _days_ago(each: ListStanding) -> int:
    return (datetime.datetime.now(datetime.UTC).date() - each.edition.published).days


def _print_status(out: Console, snapshot: Snapshot, found: Standing) -> None:
    columns = ("list", "published", "age#", "confirmed", "limit#", "parties#", "findings#")
    in_force = table("Lists in force", *columns)
    in_force.pad_edge = in_force.show_edge = False  # so that 80 columns hold it
    for column in in_force.columns:
        column.no_wrap = True  # nothing in two halves
    for each in found.lists:
        edition = each.edition
        in_force.add_row(
            edition.source,
            str(edition.published),
            f"{_days_ago(each)}d",
            str(each.confirmed),
            _limit(each),
            f"{edition.parties:,}",
            f"{each.findings:,}",
        )
    out.print(in_force, markup=False)
    for each in found.lists:
        out.print(
            f"{each.edition.source}: {_dating(each.edition)}, {_activation(each)}", markup=False
        )
    out.print(f"snapshot {snapshot.id}, engine {snapshot.manifest.engine}", markup=False)
    for gap in found.gaps:
        out.print(f"unknown for want of a list: {gap}", markup=False)
    for each in found.lists:
        warn_old(each.edition)
        if each.trouble:
            warn(f"  warning: {each.trouble}")
    for refusal in found.refusals:
        warn(f"  screening refuses (exit 3): {refusal}")
    if any(each.doubt for each in found.lists):
        warn(f"  {HOW_TO_FRESHEN.removeprefix('. ')}")


def _limit(each: ListStanding) -> str:
    if not each.in_scope:
        return "-"
    limit = 0 if each.edition.source in ONLY_HINTS else each.limit  # they never go stale
    return f"{limit}d{' !' if each.doubt else ''}" if limit else "none"


def _dating(edition: Edition) -> str:
    return f"dated by {_DATED_BY.get(edition.dated_by, edition.dated_by)}"


def _activation(each: ListStanding) -> str:
    """From publication to activation, and how well that is known."""
    activated = each.timing.activated
    since = f"in force since {activated:%Y-%m-%d %H:%M} UTC" if activated else "in force"
    if each.hours is None:
        return f"{since}; when it was published is not stated"
    doubt = "" if each.hours.exact else " (only the day of publication is stated)"
    return f"{since}, {each.hours} after publication{doubt}"
