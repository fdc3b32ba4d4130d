"""interdict owners verdict: is a party blocked through its owners, under each regime?"""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import msgspec
from rich.console import Console

from interdict.cli.options import audit_log, home, json_option
from interdict.cli.owners_options import asking_options, chosen_regimes, owners_for
from interdict.cli.owners_relations import relations_option, stated_relations
from interdict.cli.terminal import COLOURS, console, plain
from interdict.ownership.nearness import coverage
from interdict.ownership.sham import Relation
from interdict.ownership.stake import Entity
from interdict.party import Regime
from interdict.report.ownership_json import answers_json
from interdict.screening.asked_entity import entity_asked
from interdict.screening.ownership import Answer, Owners
from interdict.screening.ownership_beside import answers_of, asked_solution
from interdict.screening.ownership_record import ownership_record

NOTHING, FOUND = 0, 1


@click.command("verdict")
@click.argument("party")
@asking_options
@relations_option
@json_option
def owners_verdict(
    party: str,
    regimes: tuple[Regime, ...],
    policy_file: Path | None,
    lists: tuple[str, ...],
    starter: bool,
    as_of: datetime.date | None,
    in_force_on: datetime.date | None,
    known_on: datetime.datetime | None,
    relations_file: Path | None,
    as_json: bool,
) -> int:
    """Is PARTY blocked through its owners? A verdict per regime, with its reasons.

    PARTY is an entity's id in the stakes, a listed party's id, or a name; a name that fits several
    is answered by the choices (exit 2). Exits 0 when nothing was found, 1 when something was.
    """
    owners = owners_for(policy_file, lists, starter, (as_of, in_force_on, known_on))
    chosen = chosen_regimes(owners, regimes)
    node = entity_asked(owners, party)
    entity = owners.stakes.entity(node)
    stated = stated_relations(owners, relations_file)
    solved = asked_solution(owners, node)
    answers = recorded(owners, entity, answers_of(owners, solved, node, chosen, stated), stated)
    if as_json:
        click.echo(msgspec.json.encode(answers_json(owners, entity, answers)))
    else:
        out = console()
        print_answers(out, entity, answers)
        print_basis(out, owners)
    return FOUND if any(each.found for each in answers.values()) else NOTHING


def recorded(
    owners: Owners,
    entity: Entity,
    answers: dict[Regime, Answer],
    relations: Sequence[Relation] = (),
) -> dict[Regime, Answer]:
    """The same answers, recorded: one that is not recorded is not given."""
    stated = {"relations": [msgspec.to_builtins(each) for each in relations]} if relations else {}
    audit_log(home()).append("owners", ownership_record(owners, entity.id, answers) | stated)
    return answers


def print_answers(out: Console, entity: Entity, answers: Mapping[Regime, Answer]) -> None:
    """One line per regime, and the reasons below it."""
    name = f"[bold]{plain(entity.name or entity.id)}[/bold]"
    out.print(f"{name} [dim]{plain(entity.id)}[/dim]" if entity.name else name)
    for regime, answer in answers.items():
        verdict = answer.verdict
        colour = COLOURS[verdict.verdict]
        first, *more = verdict.because or ("",)
        out.print(
            f"  {regime.upper():<3} [{colour}]{verdict.verdict:<20}[/{colour}] {plain(first)}"
        )
        for reason in more:
            out.print(f"      {plain(reason)}")
        for party in _listed_above(answer):
            out.print(f"      listed above it: {plain(party)}")
        if verdict.caveat and answer.found:
            out.print(f"      [dim]{plain(verdict.caveat)}[/dim]")
        for note in (*answer.notes, *(licence.says for licence in answer.licences)):
            out.print(f"      {plain(note)}")
        for risk in answer.secondary_risk:
            out.print(f"      [magenta]secondary-risk[/magenta] {plain(risk.says)}")
    stated = next((a.verdict.coverage for a in answers.values()), None)
    if stated is not None:
        out.print(f"  [dim]{coverage(stated)}[/dim]")


def _listed_above(answer: Answer) -> tuple[str, ...]:
    """The listed parties at the top of the chains, where others stand between."""
    if answer.proof is None or len(answer.proof.steps) < 2:
        return ()
    told = (each for step in answer.proof.steps for each in step.owner_listed if each.certain)
    named = (f"{each.name} ({each.party})" if each.party else each.name for each in told)
    return tuple(dict.fromkeys(filter(None, named)))


def print_basis(out: Console, owners: Owners) -> None:
    """What was looked in."""
    lists = "; ".join(
        f"{piece.list} of {piece.published}{piece.doubt}" for piece in owners.screener.coverage
    )
    stakes = "; ".join(
        f"{each.edition.source} of {each.published} ({each.end - each.first:,} stakes)"
        for each in owners.stakes.editions
    )
    out.print(f"[dim]Lists: {plain(lists)}[/dim]")
    out.print(f"[dim]Stakes: {plain(stakes)}; as in force on {owners.day}[/dim]")
    screener = owners.screener
    out.print(
        f"[dim]snapshot {screener.snapshot.id[:19]} | stakes {owners.stakes.id[:19]} | policy "
        f"{plain(screener.policy.id)} | engine {screener.snapshot.manifest.engine}[/dim]"
    )
