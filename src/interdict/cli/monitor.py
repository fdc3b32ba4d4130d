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
from interdict.cli.monitor_shown import behind, print_changes
from interdict.cli.options import (
    audit_log,
    column_mapping,
    damage_refused,
    day,
    home,
    json_option,
    screener_for,
)
from interdict.cli.screen_file import HITS, NOTHING, REJECTED, Shown, job_count
from interdict.cli.terminal import console, plain, progress_bar, table, warn
from interdict.errors import InterdictError, UsageError
from interdict.monitor.changes_table import Target, deliver, refuse_output, write_changes
from interdict.monitor.known import Report
from interdict.monitor.look_back import look_back, unkept_since
from interdict.monitor.register import Arrived, RegisteredFile, named
from interdict.monitor.rescreen import rescreen
from interdict.monitor.screened import Work
from interdict.monitor.status import standings
from interdict.report.hits_table import RejectedCsv, rejected_path
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_as_of

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
            help="Table of changes: .csv, .parquet or .jsonl. Default: NAME.run-N.csv, if any",
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
    target = Target(output or _next_table(registered), asked=output is not None)
    source: str | Path = "-" if str(file) == "-" else file
    run = _Run(options)
    refuse_output(target.path)
    with CustomerTable.open(source, chosen) as opened, registered.lock():
        if target.path.exists() and file.exists() and target.path.samefile(file):
            raise UsageError(
                f"{target.path} is the input, and would be overwritten: choose another -o"
            )
        with progress_bar() as bar:
            watcher = Shown(bar, f"registering {opened.name}")
            arrived = registered.arrive(opened, chosen, accept_shrunken, watcher)
        _write_rejected(arrived, target.path)
        reports = run.changes(registered, target)
    for finding in arrived.findings:
        warn(f"{finding.severity}: {finding.message}")
    print_changes(registered, reports, target, as_json, len(arrived.rejected))
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
    run = _Run(options)
    codes = [NOTHING]
    for file in files:
        told = Path(f"{file.name}.since-{since}.csv") if since else None
        try:
            chosen = output or told  # a look-back is asked for: that nothing differs is told, too
            target = Target(chosen or _next_table(file), asked=chosen is not None)
            reports = _reports(run, file, target, since, full)
            print_changes(file, reports, target, as_json)
            codes.append(_code(reports))
        except InterdictError as error:  # the other files are not to wait for this one
            if len(files) == 1:
                raise
            warn(f"interdict: {file.name}: {error}")
            codes.append(error.exit_code)
    return max(codes)


def _reports(
    run: "_Run", file: RegisteredFile, target: Target, since: datetime.date | None, full: bool
) -> tuple[Report, ...]:
    refuse_output(target.path)
    with file.lock():
        if since is None:
            return run.changes(file, target, full)
        return run.look_back(file, target.path, since)


class _Run:
    """What one command screens with, opened before anything is changed."""

    def __init__(self, options: dict[str, Any]) -> None:
        jobs = options.pop("jobs")
        self._jobs = min(cores(), MOST_BY_DEFAULT) if jobs is None else jobs
        self._screener: Screener = screener_for(**options, limit=None, starter=False, as_of=None)
        self._log: AuditLog = audit_log(home())

    def changes(
        self, file: RegisteredFile, target: Target, full: bool = False
    ) -> tuple[Report, ...]:
        """Rescreen, and write out what was found and not yet told."""
        with progress_bar() as bar:
            watcher = Shown(bar, f"screening {file.name}")
            work = Work(file=file, log=self._log, jobs=self._jobs, watcher=watcher)
            rescreen(home(), work, self._screener, full)
        return deliver(file.store, target)

    def look_back(
        self, file: RegisteredFile, output: Path, since: datetime.date
    ) -> tuple[Report, ...]:
        """Compare with the lists of a day, and write out what differs."""
        if since > datetime.datetime.now(datetime.UTC).date():
            raise UsageError(f"--since {since} lies ahead")
        with damage_refused():
            earlier = open_as_of(home(), since)
        missing = unkept_since(self._screener.snapshot, earlier)
        if missing:
            warn(
                f"warning: no edition of {', '.join(missing)} published by {since} is kept: every "
                "hit on it is told, and whether its party was listed by then is not known"
            )
        with progress_bar() as bar:
            watcher = Shown(bar, f"screening {file.name}")
            work = Work(file=file, log=self._log, jobs=self._jobs, watcher=watcher)
            report = look_back(work, self._screener, earlier)
        write_changes(output, (report,))
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


@monitor.command("status")
@json_option
def monitor_status(as_json: bool) -> int:
    """The registered files: customers, last run, open hits, and how many lists changed since."""
    found, damaged = standings(home())
    code = max((each.exit_code for each in damaged), default=0)
    for each_damaged in damaged:
        warn(f"interdict: {each_damaged.name}: {each_damaged.error}")
    if as_json:
        click.echo(msgspec.json.encode({"files": found, "damaged": damaged}))
        return code
    if not found and not damaged:
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
            plain(behind(each)),
        )
    console().print(shown)
    return code


@monitor.command("remove")
@click.argument("name")
def monitor_remove(name: str) -> int:
    """Stop monitoring the file registered as NAME and delete what is kept of its customers.

    Changes that were not written out yet are deleted with them. The audit log stays.
    """
    (file,) = named(home(), name)
    file.remove(audit_log(home()))
    click.echo(f"{name} is no longer monitored, and its customers are deleted")
    return 0
