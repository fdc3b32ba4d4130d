"""interdict compare: two names, or a file of pairs."""

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click
import msgspec

from interdict.cli.options import json_option
from interdict.cli.terminal import console, shown, warn
from interdict.decoding import TextLines, unpacked
from interdict.delimited import DelimitedRecords, Record
from interdict.errors import QueryError, UsageError
from interdict.kinds import kind_named, kind_of
from interdict.matching.evidence import Match
from interdict.matching.matcher import compare as compare_names
from interdict.party import Kind, Query
from interdict.screening.policy import DEFAULT_THRESHOLD
from interdict.screening.screen import check

NAMES = ("name1", "name2")
KINDS = ("schema", "kind")
ADDED = ("score", "match")

DONE, SOME_UNREADABLE = 0, 2


@click.command()
@click.argument("names", nargs=-1)
@click.option("--kind", help="person, organization, vessel, aircraft; or a FollowTheMoney schema.")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path, allow_dash=True, dir_okay=False),
    help='CSV with the columns name1, name2 and, if known, schema; "-" is standard input.',
)
@click.option("--threshold", type=float, default=DEFAULT_THRESHOLD, show_default=True)
@json_option
def compare(
    names: tuple[str, ...], kind: str | None, pairs: Path | None, threshold: float, as_json: bool
) -> int:
    """Compare the first name, as a customer's, with the second, as a list's.

    With --pairs, reads a CSV with the columns name1, name2 and schema (a kind) and writes it
    to standard output with score and match added. A row without two comparable names gets
    neither, is named on standard error, and makes the command exit 2.
    """
    if not 0.0 <= threshold <= 1.0:
        raise UsageError(f"--threshold {threshold} is no score: give 0 to 1")
    named = kind_named(kind) if kind else None
    if pairs is not None:
        if names:
            raise UsageError("give two names or --pairs FILE, not both")
        with _opened(pairs) as stream:
            return _Pairs(stream, str(pairs), named, threshold).compare_all(as_json)
    if len(names) != 2:
        raise UsageError("give two names:  interdict compare 'Muammar Gaddafi' 'QADHAFI, Muammar'")
    match = _compared(names[0], names[1], named)
    if as_json:
        content = msgspec.to_builtins(match) | {"match": match.score >= threshold}
        click.echo(msgspec.json.encode(content))
    else:
        _print(names[0], names[1], match, threshold)
    return DONE


def _compared(one: str, other: str, kind: Kind | None) -> Match:
    for name in (one, other):
        check(Query(name=name))
    return compare_names(one, other, kind)


def _print(one: str, other: str, match: Match, threshold: float) -> None:
    out = console()
    word = "match" if match.score >= threshold else "no match"
    out.print(shown(f"{one}  |  {other}"), markup=False, style="bold")
    out.print(f"{match.score:.4f}  {word} at threshold {threshold:.2f}", markup=False)
    for piece in match.evidence:
        if piece.says:
            out.print(shown(f"  {piece.points:+.4f}  {piece.says}"), markup=False)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise UsageError(f"cannot read {path} ({error.strerror}): check the path") from error
    with stream:
        yield stream


class _Pairs:
    """A file of pairs, read as tolerantly as a customer file: one bad row costs one row."""

    def __init__(self, stream: IO[bytes], place: str, kind: Kind | None, threshold: float) -> None:
        self._place = "standard input" if place == "-" else place
        self._kind = kind
        self._threshold = threshold
        self._records = DelimitedRecords(TextLines(unpacked(stream)), _is_known)
        self._header = [name.strip() for name in self._records.header]
        self._unreadable = 0
        if self._records.header_problem:
            raise UsageError(f"{self._place}: {self._records.header_problem}: correct that line")
        missing = [name for name in NAMES if name not in self._header]
        if missing:
            raise UsageError(
                f"{self._place} has no column {' and '.join(missing)}: the header must have "
                "name1, name2 and, if known, schema; it has "
                f"{', '.join(self._header) or 'nothing'}"
            )

    def compare_all(self, as_json: bool) -> int:
        """Write every row to standard output; returns the exit code."""
        rows = csv.writer(sys.stdout)
        header = [f"input_{name}" if name in ADDED else name for name in self._header]
        if not as_json:
            rows.writerow([*header, *ADDED])
        for record in self._records:
            cells = (*record.cells, *[""] * (len(header) - len(record.cells)))
            match = self._match(record, cells)
            is_match = None if match is None else match.score >= self._threshold
            if as_json:
                score = None if match is None else match.score
                row = dict(zip(header, cells, strict=True)) | dict(
                    zip(ADDED, (score, is_match), strict=True)
                )
                click.echo(msgspec.json.encode(row))
            else:
                score_cell = "" if match is None else f"{match.score:.4f}"
                match_cell = "" if is_match is None else str(is_match).lower()
                rows.writerow([*cells, score_cell, match_cell])
        return SOME_UNREADABLE if self._unreadable else DONE

    def _match(self, record: Record, cells: tuple[str, ...]) -> Match | None:
        row = dict(zip(self._header, cells, strict=True))
        word = next((row[name].strip() for name in KINDS if row.get(name, "").strip()), "")
        kind = kind_of(word) if word else self._kind
        problem = record.problem
        if not problem:
            try:
                return _compared(row["name1"], row["name2"], kind)
            except QueryError as error:
                problem = str(error)
        self._unreadable += 1
        warn(f"interdict: {self._place}, line {record.line}: {problem}")
        return None


def _is_known(header: str) -> bool:
    return header.strip() in (*NAMES, *KINDS)
