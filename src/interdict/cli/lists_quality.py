"""interdict lists quality: how good the data of the kept editions is."""

import datetime
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import click
import msgspec
from rich.table import Table

from interdict.cli.options import day, home, json_option
from interdict.cli.terminal import console, progress_bar, shown, table
from interdict.errors import NoLists, UsageError
from interdict.party import Edition
from interdict.snapshot.archive import Archive
from interdict.snapshot.opening import HOW_TO_LOAD, editions_in_force
from interdict.snapshot.quality import Line, Quality, before, compared, quality_of

_LONGEST = 160
"""Characters of an example on a terminal."""

_SUMS: dict[str, tuple[str, ...]] = {
    "wrong identifiers": (
        "invalid-imo", "invalid-company-imo", "invalid-bic", "invalid-lei", "invalid-other",
    ),
    "repeated ids": ("repeated-ids", "repeated-records"),
    "unreadable dates": ("unreadable-dates",),
    "unknown programmes": ("unknown-programmes",),
    "without programme": ("no-programme",),
    "without measure": ("no-measure",),
    "weak aliases": ("weak-aliases",),
    "of one word": ("one-word-names",),
}  # fmt: skip
"""What the line of one of many editions says, each the sum of some counts."""


@click.command("quality")
@click.argument("source", required=False)
@click.option("--as-of", type=day, metavar="YYYY-MM-DD", help="The editions published by that day.")
@click.option("--editions", is_flag=True, help="One line for every kept edition.")
@json_option
def lists_quality(
    source: str | None, as_of: datetime.date | None, editions: bool, as_json: bool
) -> int:
    """Data quality of the editions in force, or of one SOURCE, beside the edition before.

    Repeated ids, weak aliases, wrong check digits, unknown programmes, parties without programme
    or measure, names of one word, and the readers' findings by code, each with examples.
    """
    archive = Archive(home())
    asked = _editions(archive, source, as_of, editions)
    reports = _reports(archive, asked)
    if as_json:
        click.echo(msgspec.json.encode({"editions": [_json(each) for each in reports]}))
    elif editions:
        _print_editions(reports)
    else:
        for report in reports:
            _print(report, with_examples=source is not None)
    return 0


def _editions(
    archive: Archive, source: str | None, as_of: datetime.date | None, every: bool
) -> tuple[Edition, ...]:
    kept = archive.editions() if every else editions_in_force(archive, as_of)
    if not kept:
        raise NoLists(f"no list edition is kept here: {HOW_TO_LOAD}")
    if every and as_of is not None:
        kept = tuple(edition for edition in kept if edition.published <= as_of)
    found = tuple(edition for edition in kept if source in (None, edition.source))
    if not found:
        sources = ", ".join(sorted({edition.source for edition in kept}))
        raise UsageError(f"no edition of {source} is kept here; there are editions of {sources}")
    return tuple(sorted(found, key=lambda edition: edition.source))


def _reports(archive: Archive, asked: Sequence[Edition]) -> list[Quality]:
    """The report of each edition, beside that of the edition before it; each read once."""
    known: dict[str, Quality] = {}
    with progress_bar() as bar:
        task = bar.add_task("counting", total=len(asked))
        found = []
        for edition in asked:
            earlier = before(archive, edition)
            report = _once(archive, edition, known)
            if earlier is not None:
                report = compared(report, _once(archive, earlier, known))
            found.append(report)
            bar.advance(task)
    return found


def _once(archive: Archive, edition: Edition, known: dict[str, Quality]) -> Quality:
    if edition.id not in known:
        known[edition.id] = quality_of(archive, edition)
    return known[edition.id]


def _json(report: Quality) -> dict[str, Any]:
    content: dict[str, Any] = msgspec.to_builtins(report)
    return content | {"worse": [line.code for line in report.worse]}


def _print(report: Quality, with_examples: bool) -> None:
    out = console()
    beside = ""
    if report.compared_with is not None:
        form = f", another form: {report.compared_form}" if report.compared_form else ""
        beside = f"; beside the edition of {report.compared_with}{form}"
    out.print(
        f"{report.source} of {report.published} ({report.form}): {report.records:,} records, "
        f"{report.parties:,} parties, {report.rejected:,} rejected{beside}",
        style="bold",
        markup=False,
    )
    rows = table("", "what", "now#", "before#", "")
    for line in (*report.lines, *report.findings):
        if line.count or line.before or line.is_fault:
            _add(rows, line, line in report.findings)
    out.print(rows, markup=False)
    if with_examples:
        for line in (*report.lines, *report.findings):
            for example in line.examples:
                out.print(shown(f"  {line.code}: {_cut(example)}"), markup=False)
    out.print()


def _add(rows: Table, line: Line, is_finding: bool) -> None:
    what = f"finding {line.code} ({line.says})" if is_finding else line.says
    was = "" if line.before is None else f"{line.before:,}"
    rows.add_row(shown(what), f"{line.count:,}", was, "worse" if line.is_worse else "")


def _print_editions(reports: Sequence[Quality]) -> None:
    """One line per edition, under its list's name."""
    out = console()
    for source, own in groupby(reports, key=lambda report: report.source):
        out.print(source, style="bold", markup=False)
        for report in own:
            counted = {line.code: line.count for line in report.lines}
            sums = {what: sum(map(counted.__getitem__, codes)) for what, codes in _SUMS.items()}
            said = ", ".join(f"{count:,} {what}" for what, count in sums.items() if count)
            worse = ", ".join(line.code for line in report.worse)
            out.print(
                shown(
                    f"  {report.published} {report.form} {report.parties:>7,} parties, "
                    f"{sum(line.count for line in report.findings):,} findings"
                    f"{f': {said}' if said else ''}{f'; worse: {worse}' if worse else ''}"
                ),
                markup=False,
            )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
