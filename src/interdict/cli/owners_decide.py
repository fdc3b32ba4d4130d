"""interdict owners confirm, refuse, withdraw and joins: what people decide about owners."""

import datetime
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import click
import msgspec

from interdict.cli.options import audit_log, home, json_option
from interdict.cli.owners_options import owners_for
from interdict.cli.terminal import console, shown
from interdict.screening.owner_decisions import decide
from interdict.screening.owners import Join
from interdict.snapshot.decisions import Decision
from interdict.snapshot.opening import open_current
from interdict.snapshot.stake_store import StakeStore

Command = TypeVar("Command", bound=Callable[..., Any])


def _decision_options(command: Command) -> Command:
    """ENTITY, PARTY, --by and --reason."""
    for option in reversed((
        click.argument("entity"),
        click.argument("party"),
        click.option("--by", required=True, metavar="WHO", help="Who decides."),
        click.option("--reason", required=True, help="Why, for whoever asks later."),
    )):  # fmt: skip
        command = option(command)
    return command


@click.command("confirm")
@_decision_options
@json_option
def owners_confirm(entity: str, party: str, by: str, reason: str, as_json: bool) -> int:
    """Say that ENTITY (id in the stakes) is the listed PARTY (id on a list)."""
    return _decide("join", (entity, party), (by, reason), as_json)


@click.command("refuse")
@_decision_options
@json_option
def owners_refuse(entity: str, party: str, by: str, reason: str, as_json: bool) -> int:
    """Say that ENTITY (id in the stakes) is not the listed PARTY (id on a list)."""
    return _decide("part", (entity, party), (by, reason), as_json)


@click.command("withdraw")
@_decision_options
@json_option
def owners_withdraw(entity: str, party: str, by: str, reason: str, as_json: bool) -> int:
    """Take back what was decided about ENTITY and PARTY; screening alone decides again."""
    return _decide("withdraw", (entity, party), (by, reason), as_json)


@click.command("joins")
@click.option("--open", "only_open", is_flag=True, help="Only those that wait for a person.")
@click.option("--starter", is_flag=True, help="Of the embedded sample list and stakes.")
@json_option
def owners_joins(only_open: bool, starter: bool, as_json: bool) -> int:
    """Which owners are, or may be, listed parties, and why."""
    owners = owners_for(None, (), starter, (None, None, None))
    waiting = [join for join in owners.joined if not (only_open and join.certain)]
    out = console()
    for join in waiting:
        if as_json:
            click.echo(msgspec.json.encode(_json(join)))
            continue
        mark = "is" if join.certain else "may be"
        out.print(shown(f"{join.entity} {mark} {join.party}: {join.says}"), markup=False)
    if not as_json:
        uncertain = sum(not join.certain for join in owners.joined)
        out.print(f"{len(owners.joined):,} joins, {uncertain:,} wait for a person", markup=False)
    return 0


def _decide(
    what: Literal["join", "part", "withdraw"],
    pair: tuple[str, str],
    word: tuple[str, str],
    as_json: bool,
) -> int:
    place = home()
    audit_log(place)  # refuses where the log was removed
    by, because = word
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    decision = Decision(what=what, parties=pair, by=by, at=now, because=because)
    decide(place, StakeStore(place).open_current(), open_current(place), decision)
    if as_json:
        click.echo(msgspec.json.encode({"decision": decision}))
    else:
        means = {"join": "is", "part": "is not", "withdraw": "is not decided to be"}[what]
        click.echo(f"{pair[0]} {means} {pair[1]}, by decision of {by}")
    return 0


def _json(join: Join) -> dict[str, Any]:
    return {
        "entity": join.entity,
        "party": join.party,
        "certain": join.certain,
        "score": join.score,
        "says": join.says,
    }
