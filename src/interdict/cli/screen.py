"""interdict screen: one name, or a file of customers."""

import datetime
import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from interdict import countries, dates, identifiers
from interdict.audit import AuditLog
from interdict.batch.runner import Summary, finish, run
from interdict.batch.tables import CustomerTable
from interdict.cli.options import home, json_option, screener_for, screening_options
from interdict.cli.terminal import console, print_screening, progress_bar, warn
from interdict.errors import UsageError
from interdict.kinds import kind_named
from interdict.party import Identifier, Query
from interdict.report.html import Basis, ReportInput, write_report
from interdict.report.json import screening_json
from interdict.screening.record import screening_record
from interdict.screening.result import Screening
from interdict.screening.screen import Screener

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

    Exits 0 when nothing was found, 1 when there are hits.
    """
    names = [line.strip() for line in sys.stdin if line.strip()] if name == "-" else [name]
    base = Query(
        kind=kind_named(kind) if kind else None,
        birth=_birth(born) if born else None,
        countries=tuple(_country(given) for given in nations),
        gender=gender or "",
        identifiers=tuple(_identifier(given) for given in ids),
    )
    screener = screener_for(**options)
    log = AuditLog(home().audit)
    found = NOTHING
    for asked in names:
        screening = screener.screen(msgspec.structs.replace(base, name=asked))
        log.append("screen", screening_record(screening, screener.policy.record_queries == "clear"))
        _print(screening, as_json)
        found = HITS if screening.hits else found
        if output is not None:
            _report([(None, screening)], screening.query.name, output)
    return found


def _print(screening: Screening, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(screening_json(screening)))
    else:
        print_screening(console(), screening)


def _birth(text: str) -> dates.DateSpan:
    span = dates.parse(text)
    if span is None:
        raise UsageError(
            f"--born {text!r} is not a date: write 1952, 1952-10-07, 'circa 1952' or '1950 to 1954'"
        )
    return span


def _country(text: str) -> str:
    code = countries.code(text)
    if code is None:
        raise UsageError(
            f"--country {text!r} is not known: give an ISO 3166 code or an English name"
        )
    return code


def _identifier(text: str) -> Identifier:
    kind, _, rest = text.partition(":")
    value, _, country = rest.partition(":")
    if not value:
        raise UsageError(f"--id {text!r} is not KIND:VALUE, such as imo:9234563 or lei:2138...")
    code = _country(country) if country else ""
    kind = identifiers.refine(kind.strip().lower(), value, code)
    return Identifier(
        kind=kind,
        value=identifiers.normalise(kind, value),
        raw=value,
        country=code,
        valid=identifiers.is_valid(kind, value),
    )


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
    with CustomerTable.open(source, _mapping(columns)) as table, progress_bar() as bar:
        task = bar.add_task(f"screening {table.name}", total=None)

        def advance(rows: int, read: int | None, total: int | None) -> None:
            expected = rows * total // read if read and total else None
            bar.update(task, completed=rows, total=expected)

        log = AuditLog(home().audit)
        parts = run(table, screener, output, log, resume=resume, progress=advance)
        summary, shown = finish(table, parts, screener, output)
        if output.suffix.lower() == ".html":
            _file_report(table, summary, shown, screener, output)
        log.append("screen-file", _file_record(table, summary, screener))
        findings = table.findings
        parts.remove()
    for finding in findings:
        warn(f"{finding.severity}: {finding.message}")
    _print_summary(summary, output, as_json)
    if summary.rejected_in_all:
        return REJECTED
    return HITS if summary.with_hits else NOTHING


def _mapping(columns: tuple[str, ...]) -> dict[str, str]:
    pairs = [given.partition("=") for given in columns]
    wrong = [field for field, sign, header in pairs if not (sign and header)]
    if wrong:
        raise UsageError(f"--column {wrong[0]!r} is not FIELD=HEADER, such as name='Client name'")
    return {field.strip(): header.strip() for field, _, header in pairs}


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
        counts = msgspec.to_builtins(msgspec.structs.replace(summary, rejected=()))
        del counts["rejected"]
        click.echo(msgspec.json.encode(counts | {"output": str(output)}))
        return
    out = console()
    out.print(
        f"{summary.rows:,} rows: {summary.screened:,} screened, {summary.with_hits:,} with hits "
        f"({summary.hits:,} hits), {summary.rejected_in_all:,} rejected",
        markup=False,
    )
    out.print(
        f"hits: {output}" + (f"  rejected rows: {rejected}" if rejected else ""), markup=False
    )


def _report(screenings: list[tuple[int | None, Screening]], title: str, output: Path) -> None:
    write_report(
        output,
        ReportInput(
            title=title,
            basis=Basis.of(screenings[0][1]),
            screenings=screenings,
            rows_screened=len(screenings),
            rows_with_hits=sum(bool(screening.hits) for _, screening in screenings),
            generated_at=datetime.datetime.now(datetime.UTC),
        ),
    )


def _file_report(
    table: CustomerTable,
    summary: Summary,
    shown: list[tuple[int, Screening]],
    screener: Screener,
    output: Path,
) -> None:
    write_report(
        output,
        ReportInput(
            title=Path(table.name).name,
            basis=Basis.of(screener.screening(Query(), ())),
            screenings=shown,
            rows_screened=summary.screened,
            rows_with_hits=summary.with_hits,
            generated_at=datetime.datetime.now(datetime.UTC),
            rejected=summary.rejected,
            findings=table.findings,
            rejected_file=summary.rejected_file.name if summary.rejected_file else "",
        ),
    )
