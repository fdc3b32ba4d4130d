"""interdict monitor: registered customer files, rescreened when lists or customers change."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from interdict.audit import AuditLog
from interdict.batch.jobs import MOST_BY_DEFAULT, cores
from interdict.batch.tables import CustomerTable
from interdict.cli.options import (
    audit_log,
    column_mapping,
    day,
    home,
    json_option,
    screener_for,
)
from interdict.cli.screen_file import HITS, NOTHING, REJECTED, Shown, job_count
from interdict.cli.terminal import console, plain, progress_bar, table, warn
from interdict.errors import UsageError
from interdict.monitor.alerts import strongest
from interdict.monitor.changes_table import deliver, refuse_output, write_changes
from interdict.monitor.known import Alert, Report
from interdict.monitor.look_back import look_back
from interdict.monitor.register import Arrived, RegisteredFile, named
from interdict.monitor.rescreen import rescreen
from interdict.monitor.screened import Work
from interdict.monitor.status import Standing, standings
from interdict.report.hits_table import RejectedCsv, rejected_path
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_as_of

_SHOWN_ALERTS = 20

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group()
def monitor() -> None:
    """Customer files that are kept and rescreened when lists or customers change."""


def monitor_options(command: Command) -> Command:
    """Output, policy and processes."""
    for option in reversed((
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Table of changes: .csv, .parquet or .jsonl. Default: NAME.run-N.csv",
        ),
        click.option(
            "--policy",
            "policy_file",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Policy file (TOML). Default: INTERDICT_POLICY, else the built-in policy.",
        ),
        click.option("--threshold", type=float, help="Least score of a hit, 0.5 to 1."),
        click.option(
            "--lists", "lists", multiple=True, help="Screen only this list; may be repeated."
        ),
        click.option(
            "--jobs",
            type=job_count,
            metavar="N",
            help="Worker processes; 0 or all: one per core. Default: one per core, at most 4.",
        ),
    )):  # fmt: skip
        command = option(command)
    return json_option(command)


@monitor.command("add")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--name", help="Name to register it under. Default: the file's, without its ending.")
@click.option("--key", metavar="COLUMN", help="Column that a customer is known by (default: id).")
@click.option("--column", "columns", multiple=True, help="FIELD=HEADER for an unknown header.")
@click.option("--accept-shrunken", is_flag=True, help="Accept that more than 5 % have left.")
@monitor_options
def monitor_add(
    file: Path,
    name: str | None,
    key: str | None,
    columns: tuple[str, ...],
    accept_shrunken: bool,
    output: Path | None,
    as_json: bool,
    **options: Any,
) -> int:
    """Register a customer FILE, or bring a registered one up to date, and screen it.

    A new file of the same name replaces the one before: customers are told apart by their key,
    and those who were added or changed are screened against all lists. Writes one line per hit
    that came, changed or went. Rows that cannot be read go to OUTPUT.rejected.csv, and the
    command exits 2 after screening all others.
    """
    registered = RegisteredFile(home(), name or _name_of(file))
    before = registered.registration()
    chosen = column_mapping(columns) | ({"reference": key} if key else {})
    chosen = chosen or (before.columns if before else {})
    output = output or _next_table(registered)
    source: str | Path = "-" if str(file) == "-" else file
    run = _Run(output, options)
    with CustomerTable.open(source, chosen) as opened, registered.lock():
        if output.exists() and file.exists() and output.samefile(file):
            raise UsageError(f"{output} is the input, and would be overwritten: choose another -o")
        arrived = registered.arrive(opened, chosen, accept_shrunken)
        _write_rejected(arrived, output)
        reports = run.changes(registered, full=False)
    for finding in arrived.findings:
        warn(f"{finding.severity}: {finding.message}")
    _print(registered, reports, output, as_json, len(arrived.rejected))
    if arrived.rejected:
        return REJECTED
    return _code(reports)


@monitor.command("run")
@click.argument("name", required=False)
@click.option(
    "--since",
    type=day,
    metavar="YYYY-MM-DD",
    help="Look back: what hits now and did not with the lists as published by that day.",
)
@click.option("--full", is_flag=True, help="Screen every customer against everything.")
@monitor_options
def monitor_run(
    name: str | None,
    since: datetime.date | None,
    full: bool,
    output: Path | None,
    as_json: bool,
    **options: Any,
) -> int:
    """Rescreen what changed since the last run, for the file registered as NAME or for all.

    Exits 0 when nothing is new or changed (hits may have been withdrawn), 1 when something is,
    3 when lists are missing or stale. A look-back changes nothing of what is known.
    """
    files = named(home(), name)
    if output is not None and len(files) > 1:
        raise UsageError(
            f"-o {output} is one table, and {len(files)} files are registered: name one of "
            f"{', '.join(file.name for file in files)}"
        )
    if since is not None and full:
        raise UsageError("--since and --full exclude each other: a look-back compares two days")
    code = NOTHING
    for file in files:
        told = Path(f"{file.name}.since-{since}.csv") if since else _next_table(file)
        target = output or told
        run = _Run(target, options)
        with file.lock():
            reports = run.look_back(file, since) if since else run.changes(file, full)
        _print(file, reports, target, as_json)
        code = max(code, _code(reports))
    return code


class _Run:
    """What one command screens with, opened before anything is changed."""

    def __init__(self, output: Path, options: dict[str, Any]) -> None:
        jobs = options.pop("jobs")
        self._jobs = min(cores(), MOST_BY_DEFAULT) if jobs is None else jobs
        self._screener: Screener = screener_for(**options, limit=None, starter=False, as_of=None)
        options["jobs"] = jobs
        self._log: AuditLog = audit_log(home())
        self._output = output
        refuse_output(output)

    def changes(self, file: RegisteredFile, full: bool) -> tuple[Report, ...]:
        """Rescreen, and write out what was found and not yet told."""
        with progress_bar() as bar:
            watcher = Shown(bar, f"screening {file.name}")
            work = Work(file=file, log=self._log, jobs=self._jobs, watcher=watcher)
            rescreen(home(), work, self._screener, full)
        return deliver(file.store, self._output)

    def look_back(self, file: RegisteredFile, since: datetime.date) -> tuple[Report, ...]:
        """Compare with the lists of a day, and write out what differs."""
        if since > datetime.datetime.now(datetime.UTC).date():
            raise UsageError(f"--since {since} lies ahead")
        earlier = open_as_of(home(), since)
        held = {edition.source for edition in earlier.editions}
        missing = sorted({e.source for e in self._screener.snapshot.editions} - held)
        if missing:
            warn(
                f"warning: no edition of {', '.join(missing)} published by {since} is kept: all "
                "its parties count as new listings"
            )
        with progress_bar() as bar:
            watcher = Shown(bar, f"screening {file.name}")
            work = Work(file=file, log=self._log, jobs=self._jobs, watcher=watcher)
            report = look_back(work, self._screener, earlier)
        write_changes(self._output, (report,))
        return (report,)


def _next_table(file: RegisteredFile) -> Path:
    """The default output: no run replaces what another one found."""
    state = file.store.state()
    return Path(f"{file.name}.run-{state.run + 1 if state else 1}.csv")


def _name_of(file: Path) -> str:
    if str(file) == "-":
        raise UsageError("standard input has no name: register it under one with  --name NAME")
    return file.name.partition(".")[0]


def _write_rejected(arrived: Arrived, output: Path) -> None:
    """The rows that are not registered, as ``screen file`` writes them."""
    path = rejected_path(output)
    if not arrived.rejected:
        path.unlink(missing_ok=True)
        return
    rejects = RejectedCsv(path)
    for row in arrived.rejected:
        rejects.write(row)
    rejects.close()


def _code(reports: tuple[Report, ...]) -> int:
    found = sum(report.count("new") + report.count("changed") for report in reports)
    return HITS if found else NOTHING


def _print(
    file: RegisteredFile,
    reports: tuple[Report, ...],
    output: Path,
    as_json: bool,
    rejected: int = 0,
) -> None:
    for report in reports:
        if as_json:
            click.echo(msgspec.json.encode(_report_json(file, report, output, rejected)))
        else:
            _print_report(file, report)
    if not as_json:
        lost = f"  rejected rows: {rejected_path(output)}" if rejected else ""
        console().print(f"changes: {output}{lost}", markup=False)


def _print_report(file: RegisteredFile, report: Report) -> None:
    out = console()
    if report.why_all and report.run > 1:
        out.print(f"every customer is screened again: {report.why_all}", markup=False)
    added, changed, removed = report.parties
    came, differ, gone = report.moved
    title = f"{file.name}, run {report.run}" if report.run else f"{file.name}, looking back"
    out.print(
        f"{title}: {report.customers:,} customers ({came:,} added, {differ:,} changed, {gone:,} "
        f"removed); parties: {added:,} added, {changed:,} changed, {removed:,} removed",
        markup=False,
    )
    out.print(
        f"{report.screened:,} screened; hits: {report.count('new'):,} new, "
        f"{report.count('changed'):,} changed, {report.count('withdrawn'):,} withdrawn, in "
        f"{len(report.alerts):,} alerts",
        markup=False,
    )
    for alert in report.alerts[:_SHOWN_ALERTS]:
        out.print(f"  [bold]{plain(alert.customer)}[/bold] {plain(alert.name)}")
        for each in alert.changes:
            out.print(
                f"    {each.became:<9} {each.hit.score:.2f} {each.hit.verdict:<8} "
                f"{plain(each.hit.matched_name)} [dim]{plain(each.hit.party)}, "
                f"{plain(each.because)}[/dim]"
            )
    if len(report.alerts) > _SHOWN_ALERTS:
        out.print(f"  ... and {len(report.alerts) - _SHOWN_ALERTS:,} more alerts in the table")


def _report_json(
    file: RegisteredFile, report: Report, output: Path, rejected: int
) -> dict[str, Any]:
    return {
        "file": file.name,
        "run": report.run,
        "at": report.at,
        "snapshot": report.basis.snapshot,
        "policy": report.basis.policy,
        "engine": report.basis.engine,
        "why_all": report.why_all,
        "customers": _became(report.moved) | {"all": report.customers, "rejected": rejected},
        "parties": _became(report.parties),
        "screened": report.screened,
        "hits": {b: report.count(b) for b in ("new", "changed", "withdrawn")},
        "output": str(output),
        "alerts": [_alert_json(alert) for alert in report.alerts],
    }


def _became(counts: tuple[int, int, int]) -> dict[str, int]:
    return dict(zip(("added", "changed", "removed"), counts, strict=True))


def _alert_json(alert: Alert) -> dict[str, Any]:
    return {
        "customer": alert.customer,
        "row": alert.row,
        "name": alert.name,
        "change": strongest(alert),
        "open_hits": alert.open_hits,
        "hits": [
            msgspec.structs.asdict(each.hit)
            | {"change": each.became, "causes": each.causes, "because": each.because}
            for each in alert.changes
        ],
    }


@monitor.command("status")
@json_option
def monitor_status(as_json: bool) -> int:
    """The registered files: customers, last run, open hits, and how many lists changed since."""
    found = standings(home())
    if as_json:
        click.echo(msgspec.json.encode({"files": found}))
        return 0
    if not found:
        click.echo("no customer file is registered: interdict monitor add FILE")
        return 0
    shown = table(
        "Registered files", "name", "customers#", "last run", "open hits#", "alerts#", "behind",
    )  # fmt: skip
    for each in found:
        shown.add_row(
            plain(each.name),
            f"{each.customers:,}",
            f"{each.last_run:%Y-%m-%d %H:%M} (run {each.run})" if each.last_run else "never",
            f"{each.open_hits:,}",
            f"{each.customers_with_hits:,}",
            plain(_behind(each)),
        )
    console().print(shown)
    return 0


def _behind(each: Standing) -> str:
    waiting = ["the customers themselves"] if each.customers_waiting else []
    told = [f"{len(each.undelivered)} runs not written out"] if each.undelivered else []
    lists = [f"{len(each.lists_behind)} lists: {', '.join(each.lists_behind)}"]
    return "; ".join([*waiting, *told, *(lists if each.lists_behind else [])]) or "no"
