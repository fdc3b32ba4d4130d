"""interdict lists join, part, withdraw and proposals: what people decide about records."""

import datetime
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import click
import msgspec

from interdict.cli.options import audit_log, home, json_option
from interdict.cli.terminal import console, shown, warn
from interdict.joining import decide
from interdict.report.merged import join_json
from interdict.snapshot.decisions import Decision
from interdict.snapshot.opening import open_current
from interdict.snapshot.snapshot import Snapshot

Command = TypeVar("Command", bound=Callable[..., Any])


def _decision_options(command: Command) -> Command:
    """A, B, --by and --because."""
    for option in reversed((
        click.argument("one", metavar="A"),
        click.argument("other", metavar="B"),
        click.option("--by", required=True, help="Who decides."),
        click.option("--because", required=True, help="Why, for whoever asks later."),
    )):  # fmt: skip
        command = option(command)
    return command


@click.command("join")
@_decision_options
@click.option("--despite", is_flag=True, help="Join although something tells the two apart.")
@json_option
def lists_join(one: str, other: str, by: str, because: str, despite: bool, as_json: bool) -> int:
    """Say that the records A and B (ids) are one party."""
    return _decide("join", (one, other), (by, because), despite, as_json)


@click.command("part")
@_decision_options
@json_option
def lists_part(one: str, other: str, by: str, because: str, as_json: bool) -> int:
    """Say that the records A and B (ids) are two parties, whatever joins them."""
    return _decide("part", (one, other), (by, because), False, as_json)


@click.command("withdraw")
@_decision_options
@json_option
def lists_withdraw(one: str, other: str, by: str, because: str, as_json: bool) -> int:
    """Take back what was decided about A and B; the rules alone join or part them again."""
    return _decide("withdraw", (one, other), (by, because), False, as_json)


def _decide(
    what: Literal["join", "part", "withdraw"],
    parties: tuple[str, str],
    word: tuple[str, str],
    despite: bool,
    as_json: bool,
) -> int:
    place = home()
    audit_log(place)  # refuses where the log was removed
    by, because = word
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    decision = Decision(what=what, parties=parties, by=by, at=now, because=because, despite=despite)
    snapshot_id = decide(place, decision)
    snapshot = open_current(place)
    cluster = snapshot.cluster_of(parties[0])
    together = [*cluster.parties] if cluster else [parties[0]]
    if as_json:
        answer = {"snapshot": snapshot_id, "decision": decision, "records": together}
        click.echo(msgspec.json.encode(answer))
    else:
        click.echo(f"{parties[0]} is now one party with: {_others(together, parties[0])}")
        click.echo(f"snapshot {snapshot_id[:19]} is in force")
    if what == "join" and parties[1] not in together:
        warn(f"{parties[1]} is not among them: interdict lists findings joins  says why")
    return 0


def _others(together: list[str], party: str) -> str:
    return ", ".join(each for each in together if each != party) or "no other record"


@click.command("proposals")
@click.argument("party", required=False)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Most shown.")
@json_option
def lists_proposals(party: str | None, limit: int, as_json: bool) -> int:
    """Records that may be one party, strongest evidence first, or those of one PARTY (id).

    Nothing is joined until a person says so: see `join` and `part`.
    """
    snapshot = open_current(home())
    proposals = [
        join
        for join in snapshot.waiting().proposals
        if party is None or party in (join.one, join.other)
    ]
    proposals.sort(key=lambda join: (join.rank, join.one, join.other))
    out = console()
    for join in proposals[:limit]:
        if as_json:
            click.echo(msgspec.json.encode(join_json(join)))
            continue
        for party_id in (join.one, join.other):
            out.print(shown(f"{party_id}  {_name(snapshot, party_id)}"), markup=False)
        out.print(shown(f"    {join.says}"), markup=False)
    if not as_json:
        hidden = len(proposals) - limit
        more = f"; {hidden:,} more: --limit" if hidden > 0 else ""
        out.print(f"{len(proposals):,} proposals{more}", markup=False)
    return 0


def _name(snapshot: Snapshot, party_id: str) -> str:
    party = snapshot.find(party_id)
    return party.primary_name if party else ""
