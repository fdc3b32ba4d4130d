"""interdict owners solve: ownership verdicts from two tables, without lists."""

import datetime
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import click
import msgspec

from interdict.batch.outputs import lines_writer
from interdict.batch.ownership import Solved, solve_files
from interdict.cli.options import day, json_option, refuse_overwriting
from interdict.cli.terminal import console, shown, table, warn
from interdict.errors import UsageError
from interdict.ownership.regime_solution import Terms
from interdict.ownership.rules import REGIMES, rule_of
from interdict.ownership.share import parse
from interdict.ownership.verdict import STRENGTH
from interdict.party import Finding
from interdict.report.hits_table import whole
from interdict.report.verdicts_table import FINDING_COLUMNS, HEADER, line

NOTHING, FOUND, BAD_INPUT = 0, 1, 2
_SHOWN = 20
"""Findings printed; all of them stand in the findings file."""


@click.command(name="solve")
@click.argument("stakes", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option(
    "--listed",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Table of listed parties: party[,regime,programme,measure,listed_on].",
)
@click.option("--as-of", type=day, metavar="YYYY-MM-DD", help="The day asked of. Default: today.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("verdicts.csv"),
    show_default=True,
    help="Where the verdicts go: .csv, .jsonl or .parquet.",
)
@click.option(
    "--review-above",
    default="25",
    show_default=True,
    metavar="PERCENT",
    help="A person must look where blocked owners together hold more than this.",
)
@click.option(
    "--no-chains",
    is_flag=True,
    help="EU and Switzerland: do not follow chains, whose rules do not spell them out.",
)
@json_option
def solve(
    stakes: Path,
    listed: Path,
    as_of: datetime.date | None,
    output: Path,
    review_above: str,
    no_chains: bool,
    as_json: bool,
) -> int:
    """Ownership verdicts of every party in the table STAKES, for the US, EU, UK and Switzerland.

    STAKES is owner,owned,percent[,kind,from,to,joint_group]; "-" is standard input. Writes every
    verdict that is not no-match. Needs no lists: who is listed stands in the table --listed.
    """
    refuse_overwriting((stakes, listed), (output, _findings_path(output)))
    asked = as_of or datetime.datetime.now(datetime.UTC).date()
    terms = Terms(review_above=_percent(review_above), chains=not no_chains)
    found = solve_files(stakes, listed, asked, terms)
    counts = _write(found, output)
    written = _write_findings(found.findings, output)
    for finding in found.findings[:_SHOWN]:
        warn(f"{finding.severity}: {finding.message}")
    if len(found.findings) > _SHOWN:
        warn(f"... {len(found.findings) - _SHOWN} more in {written}")
    _print(found, counts, (output, written), as_json)
    if found.rejected or any(f.code.startswith("unreadable-") for f in found.findings):
        return BAD_INPUT
    return FOUND if counts else NOTHING


def _percent(typed: str) -> Fraction:
    share = parse(typed)
    if not share.is_exact:
        raise UsageError(f"--review-above {typed!r}: one number from 0 to 100 is needed")
    return share.low


def _findings_path(output: Path) -> Path:
    return output.with_name(f"{output.name}.findings.csv")


def _write(found: Solved, output: Path) -> Counter[tuple[str, str]]:
    """Write the verdicts whole or not at all; how many of each (regime, word)."""
    counts: Counter[tuple[str, str]] = Counter()
    with whole(lines_writer(output, HEADER, ())) as writer:
        for regime in REGIMES:
            for verdict in found.solution.rows(regime):
                counts[regime, verdict.verdict] += 1
                writer.add(line(verdict))
    return counts


def _write_findings(findings: Sequence[Finding], output: Path) -> Path | None:
    """Every finding in a table beside the verdicts; none where there is nothing to say."""
    path = _findings_path(output)
    if not findings:
        path.unlink(missing_ok=True)
        return None
    with whole(lines_writer(path, FINDING_COLUMNS, ())) as writer:
        for each in findings:
            count = str(each.count)
            writer.add((each.severity, each.code, each.record, each.field, count, each.message))
    return path


def _print(
    found: Solved,
    counts: Counter[tuple[str, str]],
    files: tuple[Path, Path | None],
    as_json: bool,
) -> None:
    if as_json:
        click.echo(msgspec.json.encode(_json(found, counts, files)))
        return
    out = console()
    graph = found.solution.graph
    parties = len(graph.table.ids)
    out.print(
        f"{found.stakes:,} lines of stakes and {found.listed:,} of listed parties, "
        f"{found.rejected:,} rejected; {parties:,} parties, {len(graph.edges.owner):,} stakes "
        f"in force on {graph.day}",
        markup=False,
    )
    words = sorted({word for _, word in counts}, key=STRENGTH.__getitem__)
    shown_table = table("", "verdict", *(regime.upper() for regime in REGIMES))
    for word in words:
        shown_table.add_row(word, *(f"{counts[regime, word]:,}" for regime in REGIMES))
    out.print(shown_table)
    for regime in REGIMES:
        rule = rule_of(regime, graph.day)
        caveat = f"; {rule.caveat}" if rule.caveat else ""
        out.print(shown(f"{regime.upper()}: {rule.line} ({rule.authority}{caveat})"), markup=False)
    out.print(
        f"verdicts: {files[0]}" + (f"  findings: {files[1]}" if files[1] else ""), markup=False
    )
    out.print("Parties that are not in the table: no match in these stakes and this list.")


def _json(
    found: Solved, counts: Counter[tuple[str, str]], files: tuple[Path, Path | None]
) -> dict[str, Any]:
    graph = found.solution.graph
    rules = {regime: rule_of(regime, graph.day) for regime in REGIMES}
    return {
        "as_of": graph.day,
        "stakes": found.stakes,
        "listed": found.listed,
        "rejected": found.rejected,
        "parties": len(graph.table.ids),
        "in_force": len(graph.edges.owner),
        "verdicts": {
            regime: {word: count for (of, word), count in counts.items() if of == regime}
            for regime in REGIMES
        },
        "rules": {
            regime: {"id": rule.id, "line": rule.line, "authority": rule.authority,
                     "caveat": rule.caveat}
            for regime, rule in rules.items()
        },
        "output": str(files[0]),
        "findings_file": str(files[1]) if files[1] else None,
        "findings": found.findings,
    }  # fmt: skip
