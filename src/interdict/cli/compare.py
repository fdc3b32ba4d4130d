"""interdict compare: two names, or a file of pairs."""

import csv
import sys
from pathlib import Path
from typing import TextIO

import click
import msgspec

from interdict.cli.options import json_option
from interdict.cli.terminal import console
from interdict.errors import UsageError
from interdict.kinds import kind_named, kind_of
from interdict.matching.evidence import Match
from interdict.matching.matcher import compare as compare_names
from interdict.screening.policy import DEFAULT_THRESHOLD


@click.command()
@click.argument("names", nargs=-1)
@click.option("--kind", help="person, organization, vessel, aircraft; or a FollowTheMoney schema.")
@click.option("--pairs", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option("--threshold", type=float, default=DEFAULT_THRESHOLD, show_default=True)
@json_option
def compare(
    names: tuple[str, ...], kind: str | None, pairs: Path | None, threshold: float, as_json: bool
) -> int:
    """Compare the first name, as a customer's, with the second, as a list's.

    With --pairs, reads a CSV with the columns name1, name2 and schema (a kind) and writes it
    to standard output with score and match added.
    """
    if pairs is not None:
        if names:
            raise UsageError("give two names or --pairs FILE, not both")
        _compare_file(pairs, threshold, as_json)
        return 0
    if len(names) != 2:
        raise UsageError("give two names:  interdict compare 'Muammar Gaddafi' 'QADHAFI, Muammar'")
    match = compare_names(names[0], names[1], kind_named(kind) if kind else None)
    if as_json:
        content = msgspec.to_builtins(match) | {"match": match.score >= threshold}
        click.echo(msgspec.json.encode(content))
    else:
        _print(names[0], names[1], match, threshold)
    return 0


def _print(one: str, other: str, match: Match, threshold: float) -> None:
    out = console()
    word = "match" if match.score >= threshold else "no match"
    out.print(f"{one}  |  {other}", markup=False, style="bold")
    out.print(f"{match.score:.4f}  {word} at threshold {threshold:.2f}", markup=False)
    for piece in match.evidence:
        if piece.says:
            out.print(f"  {piece.points:+.4f}  {piece.says}", markup=False)


def _compare_file(path: Path, threshold: float, as_json: bool) -> None:
    if str(path) == "-":
        _compare_rows(sys.stdin, "standard input", threshold, as_json)
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            _compare_rows(lines, str(path), threshold, as_json)
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 at byte {error.start}: save it as UTF-8") from error


def _compare_rows(lines: TextIO, place: str, threshold: float, as_json: bool) -> None:
    reader = csv.DictReader(lines)
    header = list(reader.fieldnames or [])
    missing = [name for name in ("name1", "name2") if name not in header]
    if missing:
        raise UsageError(
            f"{place} has no column {' and '.join(missing)}: the header must have name1, name2 "
            f"and, if known, schema; it has {', '.join(header) or 'nothing'}"
        )
    writer = None if as_json else csv.writer(sys.stdout)
    if writer is not None:
        writer.writerow([*header, "score", "match"])
    for row in reader:
        kind = kind_of(row.get("schema") or row.get("kind") or "")
        match = compare_names(row["name1"] or "", row["name2"] or "", kind)
        hit = match.score >= threshold
        if writer is None:
            click.echo(msgspec.json.encode(row | {"score": match.score, "match": hit}))
        else:
            cells = [row.get(name) or "" for name in header]
            writer.writerow([*cells, f"{match.score:.4f}", str(hit).lower()])
