"""interdict owners explain: the proof of a verdict, stake by stake, and what stands beside it."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from interdict.cli.options import json_option
from interdict.cli.owners_options import asking_options, chosen_regimes, owners_for
from interdict.cli.owners_relations import relations_option, stated_relations
from interdict.cli.owners_verdict import FOUND, NOTHING, print_basis, recorded
from interdict.cli.terminal import COLOURS, console, plain, shown
from interdict.errors import UsageError
from interdict.ownership.nearness import coverage, distance
from interdict.ownership.proof_words import sentences
from interdict.party import Regime
from interdict.report.ownership import LookThrough, write_report
from interdict.report.ownership_filling import looked_through, report_of, told
from interdict.report.ownership_json import answers_json
from interdict.screening.asked_entity import entity_asked
from interdict.screening.ownership import Answer
from interdict.screening.ownership_beside import answers_of, asked_solution


@click.command("explain")
@click.argument("party")
@asking_options
@relations_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write an HTML report with the picture of the proof.",
)
@json_option
def owners_explain(
    party: str,
    regimes: tuple[Regime, ...],
    policy_file: Path | None,
    lists: tuple[str, ...],
    starter: bool,
    as_of: datetime.date | None,
    in_force_on: datetime.date | None,
    known_on: datetime.datetime | None,
    relations_file: Path | None,
    output: Path | None,
    as_json: bool,
) -> int:
    """Why has PARTY its verdict? Every stake that it rests on, none of which can be left out.

    Beside it: how far the entity is from the line, for how much of it owners are stated, licences
    that a person may examine, and the risk of secondary sanctions. PARTY as for `verdict`.
    """
    if output is not None and output.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"-o {output}: the report is HTML; end it in .html")
    owners = owners_for(policy_file, lists, starter, (as_of, in_force_on, known_on))
    chosen = chosen_regimes(owners, regimes)
    node = entity_asked(owners, party)
    entity = owners.stakes.entity(node)
    solved = asked_solution(owners, node)
    stated = stated_relations(owners, relations_file)
    answers = recorded(owners, entity, answers_of(owners, solved, node, chosen, stated), stated)
    if as_json:
        click.echo(msgspec.json.encode(answers_json(owners, entity, answers, proofs=True)))
    else:
        out = console()
        out.print(f"[bold]{plain(entity.name or entity.id)}[/bold] [dim]{plain(entity.id)}[/dim]")
        for regime, answer in answers.items():
            word = answer.verdict.verdict
            out.print()
            out.print(f"[bold]{regime.upper()}[/bold] [{COLOURS[word]}]{word}[/{COLOURS[word]}]")
            near = told(solved, regime, answer)
            if near.line is not None and answer.found:
                out.print(f"  {distance(near.held, near.line)}")
            for line in _told(answer):
                out.print(shown(f"  {line}"), markup=False)
        out.print()
        for each in looked_through(owners, solved, entity.id):
            out.print(
                shown(f"looked through: {_size(each)} by {each.name} (no rule asks for it)"),
                markup=False,
            )
        named = next((each.verdict.coverage for each in answers.values()), None)
        if named is not None:
            out.print(coverage(named))
        print_basis(out, owners)
    if output is not None:
        write_report(output, report_of(owners, solved, entity, answers))
    return FOUND if any(each.found for each in answers.values()) else NOTHING


def _told(answer: Answer) -> Iterator[str]:
    """The proof in words, then what stands beside the verdict."""
    if answer.proof is None:
        yield from answer.verdict.because
    else:
        yield from sentences(answer.proof)
        yield from (f"{each.because} ({each.source}; {each.caveat})" for each in answer.signs)
    for licence in answer.licences:
        yield licence.says
        yield from (f"  {each}" for each in licence.shown_by)
    yield from answer.notes
    for risk in answer.secondary_risk:
        yield f"secondary-risk {risk.says}"


def _size(each: LookThrough) -> str:
    low, high = f"{each.percent_low:.4g}", f"{each.percent_high:.4g}"
    return f"{low} %" if low == high else f"{low} to {high} %"
