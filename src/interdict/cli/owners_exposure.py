"""interdict owners exposure: who risks US secondary sanctions by stated dealings, and why."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console

from interdict.batch.outputs import lines_writer
from interdict.batch.ownership import read_dealings
from interdict.cli.options import audit_log, home, json_option, refuse_overwriting
from interdict.cli.owners_options import opening_options, owners_for
from interdict.cli.owners_verdict import FOUND, NOTHING, print_basis
from interdict.cli.terminal import COLOURS, console, plain, warn
from interdict.errors import UsageError
from interdict.ownership.dealing import Dealing
from interdict.ownership.secondary import SIGNIFICANT
from interdict.party import Finding
from interdict.report.exposure_table import HEADER, lines
from interdict.report.hits_table import whole
from interdict.screening.exposure import Evidence, Exposed, exposed
from interdict.screening.ownership import Owners
from interdict.screening.ownership_record import basis
from interdict.text import fold

BAD_INPUT = 2
APART = (
    "secondary-risk is apart from blocked: it blocks nobody and frees nobody; "
    "`interdict owners verdict` and `interdict screen` tell who is blocked"
)
_SHOWN = 20
"""Findings, and dealings of one party, that are printed."""
_SHOWN_SELVES = 3
"""Listed parties that are printed of those that a party is, or may be, itself."""


@click.command("exposure")
@click.argument("dealings", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option("--party", "only", default="", metavar="NAME", help="Only this party of the table.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write the evidence: .csv, .jsonl or .parquet.",
)
@opening_options
@json_option
def owners_exposure(
    dealings: Path,
    only: str,
    output: Path | None,
    policy_file: Path | None,
    lists: tuple[str, ...],
    starter: bool,
    as_of: datetime.date | None,
    in_force_on: datetime.date | None,
    known_on: datetime.datetime | None,
    as_json: bool,
) -> int:
    """Who risks US secondary sanctions by the DEALINGS stated in a table, with the evidence.

    DEALINGS is party,counterparty,what,from,to (or on), with bank (yes or no), amount, source and
    statement. A counterparty may be written as a name, the id of an entity or of a listed party,
    or an identifier (lei:...). Exits 1 when there is evidence, 0 when there is none.
    """
    if output is not None:
        refuse_overwriting([dealings], [output])
    stated, report = read_dealings(dealings)
    chosen = _chosen(stated, only)
    owners = owners_for(policy_file, lists, starter, (as_of, in_force_on, known_on))
    found = exposed(owners, chosen)
    _record(owners, chosen, found)
    if output is not None:
        _write(output, found)
    findings = report.findings()
    for finding in findings[:_SHOWN]:
        warn(f"{finding.severity}: {finding.message}")
    if len(findings) > _SHOWN:
        warn(f"... {len(findings) - _SHOWN} more: --json shows all")
    if as_json:
        click.echo(msgspec.json.encode(_json(owners, found, findings), enc_hook=str))
    else:
        _print(owners, found)
    if report.rejected:
        return BAD_INPUT
    return FOUND if any(each.evidence for each in found) else NOTHING


def _chosen(dealings: tuple[Dealing, ...], only: str) -> tuple[Dealing, ...]:
    """The dealings of one party, or all; ``UsageError`` when the table has none of it."""
    if not only:
        return dealings
    chosen = tuple(each for each in dealings if fold(each.party) == fold(only))
    if not chosen:
        parties = list(dict.fromkeys(each.party for each in dealings))
        shown = ", ".join(parties[:10]) or "nobody"
        raise UsageError(f"--party {only!r}: the table has dealings of {shown}")
    return chosen


def _record(owners: Owners, dealings: Sequence[Dealing], found: Sequence[Exposed]) -> None:
    """An answer that is not recorded is not given."""
    record = basis(owners) | {
        "dealings_sha256": _hash(dealings),
        "dealings": len(dealings),
        "verdicts": {each.party: each.verdict for each in found},
        "answer_sha256": _hash(found),
    }
    audit_log(home()).append("owners-exposure", record)


def _hash(content: object) -> str:
    return hashlib.sha256(msgspec.json.encode(content, order="sorted", enc_hook=str)).hexdigest()


def _write(output: Path, found: Iterable[Exposed]) -> None:
    """Write the evidence whole or not at all."""
    with whole(lines_writer(output, HEADER, ())) as writer:
        for party in found:
            for line in lines(party):
                writer.add(line)


def _json(owners: Owners, found: Iterable[Exposed], findings: Sequence[Finding]) -> dict[str, Any]:
    return {**basis(owners), "regime": "us", "parties": found, "findings": findings}


def _print(owners: Owners, found: Sequence[Exposed]) -> None:
    out = console()
    if not found:
        out.print("the table has no dealing that could be read")
    for party in found:
        _print_party(out, party)
        out.print()
    out.print(f"{SIGNIFICANT}; {APART}", markup=False)
    print_basis(out, owners)


def _print_party(out: Console, party: Exposed) -> None:
    colour = COLOURS[party.verdict]
    out.print(f"[bold]{plain(party.party)}[/bold]  US [{colour}]{party.verdict}[/{colour}]")
    for reason in party.because:
        out.print(f"  {plain(reason)}")
    sure = [join for join in party.itself if join.certain]
    themselves = sure or party.itself  # a likeness matters where nothing is certain
    for join in themselves[:_SHOWN_SELVES]:
        mark = "is" if join.certain else "may be"
        out.print(f"  itself {mark} {plain(join.party)}, which is listed: {plain(join.says)}")
    if len(themselves) > _SHOWN_SELVES:
        out.print(f"  ... or one of {len(themselves) - _SHOWN_SELVES:,} more listed parties")
    dealings = [tuple(same) for _, same in groupby(party.evidence, lambda e: e.dealing.place)]
    for same in dealings[:_SHOWN]:
        _print_dealing(out, same)
    if len(dealings) > _SHOWN:
        out.print(f"  ... and {len(dealings) - _SHOWN:,} more dealings: --json or -o shows all")
    for each in party.aside[:_SHOWN]:
        out.print(f"  [dim]not counted:[/dim] {plain(_deal(each.dealing))}")
        out.print(f"      {plain(each.because)}: {plain(each.ground.says)}")


def _print_dealing(out: Console, same: Sequence[Evidence]) -> None:
    """One dealing and every ground on which it counts; what holds of all of them once."""
    out.print(f"  {plain(_deal(same[0].dealing))}")
    for (listed, joined_by), records in _grouped(same).items():
        who = "an owner of the counterparty" if records[0].owned else "the counterparty"
        mark = "is" if records[0].ground.certain else "may be"
        out.print(f"    {who} {mark} {plain(listed)} ({plain(joined_by)})")
        for each in records:
            ground, colour = each.ground, COLOURS[each.verdict]
            out.print(f"      [{colour}]{each.verdict}[/{colour}] {plain(ground.says)}")
            since = f", since {ground.since}" if ground.since else ""
            known = ground.authority or "the authority is not known here"
            out.print(f"        by {plain(known)}{since}")
            out.print(f"        at risk: {plain(ground.risk or 'not known here')}")
            _print_caveats(out, (c for c in each.caveats if c not in _shared(same)), "        ")
    for line in dict.fromkeys(line for each in same for line in each.owned):
        out.print(f"      owned: {plain(line)}")
    _print_caveats(out, _shared(same), "      ")


def _grouped(same: Sequence[Evidence]) -> dict[tuple[str, str], list[Evidence]]:
    found: dict[tuple[str, str], list[Evidence]] = {}
    for each in same:
        found.setdefault((each.listed, each.joined_by), []).append(each)
    return found


def _shared(same: Sequence[Evidence]) -> tuple[str, ...]:
    """The caveats of all the grounds of a dealing."""
    return tuple(c for c in same[0].caveats if all(c in each.caveats for each in same))


def _print_caveats(out: Console, caveats: Iterable[str], indent: str) -> None:
    for caveat in caveats:
        if caveat != SIGNIFICANT:
            out.print(f"{indent}[dim]{plain(caveat)}[/dim]")


def _deal(dealing: Dealing) -> str:
    """``payment, EUR 40, with Volna on 2024-07-01; stated by the bank's report (line 2)``."""
    what = ", ".join(filter(None, (dealing.what or "a dealing", dealing.amount)))
    who = f"stated by {dealing.source}" if dealing.source else "nobody named states it"
    place = ", ".join(filter(None, (dealing.statement, dealing.place)))
    return f"{what}, with {dealing.counterparty} {dealing.when}; {who} ({place})"
