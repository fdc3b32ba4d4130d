"""interdict screen file: a table of customers."""

import datetime
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.progress import Progress

from interdict.batch.jobs import MOST_BY_DEFAULT, cores
from interdict.batch.runner import Summary, Watcher, finish, run
from interdict.batch.tables import CustomerTable
from interdict.cli.options import (
    audit_log,
    column_mapping,
    home,
    json_option,
    screener_for,
    screening_options,
)
from interdict.cli.terminal import console, progress_bar, warn
from interdict.party import Query
from interdict.report.html import Basis, ReportInput, write_report
from interdict.report.tally import Tally
from interdict.screening.screen import Screener

NOTHING, HITS, REJECTED = 0, 1, 2


def job_count(text: str) -> int:
    """``--jobs``: a number of processes; 0 and ``all`` mean one per core."""
    if text.strip().lower() == "all":
        return cores()
    try:
        count = int(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no number of processes, nor all") from error
    if count < 0:
        raise click.BadParameter(f"{count} is no number of processes: give 1 or more, or all")
    return count or cores()


@click.command("file")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Hits table: .csv, .parquet or .jsonl; or .html for a report. Default: FILE.hits.csv",
)
@click.option("--column", "columns", multiple=True, help="FIELD=HEADER for an unknown header.")
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted.")
@click.option(
    "--jobs",
    type=job_count,
    metavar="N",
    help="Worker processes; 0 or all: one per core. Default: one per core, at most 4.",
)
@screening_options
@json_option
def screen_file(
    file: Path,
    output: Path | None,
    columns: tuple[str, ...],
    resume: bool,
    jobs: int | None,
    as_json: bool,
    **options: Any,
) -> int:
    """Screen a customer FILE (CSV, XLSX or Parquet; "-" reads CSV from standard input).

    Writes one line per hit. Rows that cannot be read go to OUTPUT.rejected.csv with line and
    reason, and the command exits 2 after screening all others.
    """
    output = output or Path("hits.csv" if str(file) == "-" else f"{file.name}.hits.csv")
    screener = screener_for(**options)
    workers = min(cores(), MOST_BY_DEFAULT) if jobs is None else jobs
    source: str | Path = "-" if str(file) == "-" else file
    with CustomerTable.open(source, column_mapping(columns)) as table, progress_bar() as bar:
        log = audit_log(home())
        watcher = Shown(bar, f"screening {table.name}")
        parts = run(table, screener, output, log, resume=resume, jobs=workers, watcher=watcher)
        summary, tally = finish(table, parts, screener, output)
        if output.suffix.lower() == ".html":
            _file_report(table, summary, tally, screener, output)
        log.append("screen-file", _file_record(table, summary, screener))
        findings = (*table.findings, *summary.findings)
        parts.remove()
    for finding in findings:
        warn(f"{finding.severity}: {finding.message}")
    _print_summary(summary, output, as_json)
    if summary.rejected_in_all:
        return REJECTED
    return HITS if summary.with_hits else NOTHING


class Shown(Watcher):
    """A run on a progress bar."""

    def __init__(self, bar: Progress, title: str) -> None:
        self._bar = bar
        self._task = bar.add_task(title, total=None, unit="rows")
        self._begun = False

    def advanced(self, rows: int, expected: int | None) -> None:
        """Show how far the run is; what an earlier one had done is not counted as speed."""
        if not self._begun:
            self._begun = True
            self._bar.reset(self._task, completed=rows)
            return
        self._bar.update(self._task, completed=rows, total=expected)

    def noticed(self, says: str) -> None:
        """Say it on standard error, whether or not there is a bar."""
        warn(f"warning: {says}; another takes its place and no row is lost")


def _file_record(table: CustomerTable, summary: Summary, screener: Screener) -> dict[str, Any]:
    return {
        "input": table.name,
        "rows": summary.rows,
        "screened": summary.screened,
        "with_hits": summary.with_hits,
        "rejected": summary.rejected_in_all,
        "snapshot": screener.snapshot.id,
        "policy": screener.policy.id,
    }


def _print_summary(summary: Summary, output: Path, as_json: bool) -> None:
    rejected = str(summary.rejected_file) if summary.rejected_file else None
    if as_json:
        counts = msgspec.structs.asdict(summary)
        del counts["rejected"], counts["findings"]
        files = {"output": str(output), "rejected_file": rejected}
        click.echo(msgspec.json.encode(counts | files))
        return
    out = console()
    beyond = summary.hits_in_all - summary.hits
    more = f", {beyond:,} more beyond --limit" if beyond else ""
    out.print(
        f"{summary.rows:,} rows: {summary.screened:,} screened, {summary.with_hits:,} with hits "
        f"({summary.hits:,} hits{more}), {summary.rejected_in_all:,} rejected",
        markup=False,
    )
    out.print(
        f"hits: {output}" + (f"  rejected rows: {rejected}" if rejected else ""), markup=False
    )


def _file_report(
    table: CustomerTable,
    summary: Summary,
    tally: Tally,
    screener: Screener,
    output: Path,
) -> None:
    write_report(
        output,
        ReportInput(
            title=Path(table.name).name,
            basis=Basis.of(screener.screening(Query(), ())),
            screenings=tally.strongest,
            rows_screened=summary.screened,
            rows_with_hits=summary.with_hits,
            generated_at=datetime.datetime.now(datetime.UTC),
            hits=tally.hits,
            verdict_counts=tally.verdict_counts,
            rows_rejected=summary.rejected_in_all,
            rejected=summary.rejected,
            findings=(*table.findings, *summary.findings),
            rejected_file=summary.rejected_file.name if summary.rejected_file else "",
        ),
    )
