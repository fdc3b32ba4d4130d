"""interdict screen: one name, or a file of customers."""

import datetime
import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from interdict import dates
from interdict.batch.runner import Summary, finish, run
from interdict.batch.tables import CustomerTable
from interdict.cli.options import (
    audit_log,
    column_mapping,
    country,
    home,
    identifier,
    json_option,
    screener_for,
    screening_options,
)
from interdict.cli.terminal import console, print_screening, progress_bar, warn
from interdict.errors import QueryError, UsageError
from interdict.kinds import kind_named
from interdict.party import Query
from interdict.report.html import Basis, ReportInput, write_report
from interdict.report.json import screening_bytes
from interdict.report.tally import Tally
from interdict.screening.record import screening_record
from interdict.screening.result import Screening
from interdict.screening.screen import Screener, check

NOTHING, HITS, REJECTED = 0, 1, 2


@click.group()
def screen() -> None:
    """Screen a name or a customer file against the loaded lists."""


@screen.command("name")
@click.argument("name", required=False, default="")
@click.option("--kind", help="person, organization, vessel, aircraft or wallet.")
@click.option("--born", help="Date of birth: 1952, 1952-10-07, circa 1952, 1950 to 1954.")
@click.option("--country", "nations", multiple=True, help="Code or name; may be repeated.")
@click.option("--gender", type=click.Choice(["male", "female", "other"]))
@click.option("--id", "ids", multiple=True, help="KIND:VALUE[:COUNTRY], such as imo:9234563.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write an HTML report.",
)
@screening_options
@json_option
def screen_name(
    name: str,
    kind: str | None,
    born: str | None,
    nations: tuple[str, ...],
    gender: Any,
    ids: tuple[str, ...],
    output: Path | None,
    as_json: bool,
    **options: Any,
) -> int:
    """Screen NAME; "-" reads one name per line from standard input.

    Exits 0 when nothing was found, 1 when there are hits, 2 when a line could not be screened
    (after all others were).
    """
    if output is not None and output.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"-o {output}: a single name's report is HTML; end it in .html")
    base = Query(
        kind=kind_named(kind) if kind else None,
        birth=_birth(born) if born else None,
        countries=tuple(country(given) for given in nations),
        gender=gender or "",
        identifiers=tuple(identifier(given) for given in ids),
    )
    for given in base.identifiers:
        if given.valid is False:
            warn(f"warning: {given.kind} {given.value} has a wrong check digit or form")
    asked = _names_read() if name == "-" else [(0, name)]
    screener = screener_for(**options)
    screenings: list[Screening] = []
    unreadable = 0
    for line, each in asked:
        query = msgspec.structs.replace(base, name=each)
        try:
            _check(query)
        except QueryError as error:
            if not line:
                raise
            unreadable += 1
            warn(f"interdict: line {line}: {error}")
            continue
        screenings.append(_answered(query, screener, as_json))
    if output is not None and screenings:
        _report(screenings, asked[0][1] if len(asked) == 1 else "Names", output)
    if unreadable:
        return REJECTED
    return HITS if any(screening.hits for screening in screenings) else NOTHING


def _names_read() -> list[tuple[int, str]]:
    """(line, name) of standard input; blank lines are no names."""
    try:
        lines = sys.stdin.buffer.read().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError(
            f"standard input is not UTF-8 at byte {error.start}: convert it, or screen it as a "
            "file with  interdict screen file"
        ) from error
    names = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    if not names:
        raise UsageError("standard input holds no name: give one name per line")
    return names


def _check(query: Query) -> None:
    """``check``, and bytes of the command line that are no text."""
    if not query.name.isascii() and any("\ud800" <= letter <= "\udfff" for letter in query.name):
        raise QueryError("the name holds bytes that are not UTF-8: set the terminal to UTF-8")
    check(query)


def _answered(query: Query, screener: Screener, as_json: bool) -> Screening:
    """Screen, record, and only then print: an answer that is not recorded is not given."""
    screening = screener.screen(query)
    clear = screener.policy.record_queries == "clear"
    audit_log(home()).append("screen", screening_record(screening, clear))
    _print(screening, as_json)
    return screening


def _print(screening: Screening, as_json: bool) -> None:
    if as_json:
        click.echo(screening_bytes(screening))
    else:
        print_screening(console(), screening)


def _birth(text: str) -> dates.DateSpan:
    span = dates.parse(text)
    if span is None:
        raise UsageError(
            f"--born {text!r} is not a date: write 1952, 1952-10-07, 'circa 1952' or '1950 to 1954'"
        )
    return span


@screen.command("file")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Hits table: .csv, .parquet or .jsonl; or .html for a report. Default: FILE.hits.csv",
)
@click.option("--column", "columns", multiple=True, help="FIELD=HEADER for an unknown header.")
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted.")
@screening_options
@json_option
def screen_file(
    file: Path,
    output: Path | None,
    columns: tuple[str, ...],
    resume: bool,
    as_json: bool,
    **options: Any,
) -> int:
    """Screen a customer FILE (CSV, XLSX or Parquet; "-" reads CSV from standard input).

    Writes one line per hit. Rows that cannot be read go to OUTPUT.rejected.csv with line and
    reason, and the command exits 2 after screening all others.
    """
    output = output or Path("hits.csv" if str(file) == "-" else f"{file.name}.hits.csv")
    screener = screener_for(**options)
    source: str | Path = "-" if str(file) == "-" else file
    with CustomerTable.open(source, column_mapping(columns)) as table, progress_bar() as bar:
        task = bar.add_task(f"screening {table.name}", total=None)

        def advance(rows: int, read: int | None, total: int | None) -> None:
            expected = rows * total // read if read and total else None
            bar.update(task, completed=rows, total=expected)

        log = audit_log(home())
        parts = run(table, screener, output, log, resume=resume, progress=advance)
        summary, tally = finish(table, parts, screener, output)
        if output.suffix.lower() == ".html":
            _file_report(table, summary, tally, screener, output)
        log.append("screen-file", _file_record(table, summary, screener))
        findings = table.findings
        parts.remove()
    for finding in findings:
        warn(f"{finding.severity}: {finding.message}")
    _print_summary(summary, output, as_json)
    if summary.rejected_in_all:
        return REJECTED
    return HITS if summary.with_hits else NOTHING


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
        del counts["rejected"]
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


def _report(screenings: list[Screening], title: str, output: Path) -> None:
    write_report(
        output,
        ReportInput(
            title=title,
            basis=Basis.of(screenings[0]),
            screenings=[(None, screening) for screening in screenings],
            rows_screened=len(screenings),
            rows_with_hits=sum(bool(screening.hits) for screening in screenings),
            generated_at=datetime.datetime.now(datetime.UTC),
        ),
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
            findings=table.findings,
            rejected_file=summary.rejected_file.name if summary.rejected_file else "",
        ),
    )
