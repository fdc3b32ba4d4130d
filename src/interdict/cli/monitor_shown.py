"""How ``interdict monitor`` shows what it found."""

from pathlib import Path
from typing import Any

import click
import msgspec

from interdict.cli.terminal import console, plain
from interdict.monitor.alerts import strongest
from interdict.monitor.changes_table import Target
from interdict.monitor.known import Alert, Report
from interdict.monitor.register import RegisteredFile
from interdict.monitor.status import Standing
from interdict.report.hits_table import rejected_path

_SHOWN_ALERTS = 20


def print_changes(
    file: RegisteredFile,
    reports: tuple[Report, ...],
    target: Target,
    as_json: bool,
    rejected: int = 0,
) -> None:
    """What one file's runs found: for people, or one JSON object per run."""
    written = target.path if target.is_written(reports) else None
    for report in reports:
        if as_json:
            click.echo(msgspec.json.encode(_report_json(file, report, written, rejected)))
        else:
            _print_report(file, report)
    if not as_json:
        lost = f"  rejected rows: {rejected_path(target.path)}" if rejected else ""
        console().print(f"changes: {written or 'none, no table written'}{lost}", markup=False)


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
    file: RegisteredFile, report: Report, output: Path | None, rejected: int
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
        "output": str(output) if output else None,
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


def behind(each: Standing) -> str:
    """What changed since a file was last screened."""
    waiting = ["the customers themselves"] if each.customers_waiting else []
    told = [f"{len(each.undelivered)} runs not written out"] if each.undelivered else []
    lists = []
    if each.lists_behind:
        lists = [f"{len(each.lists_behind)} lists: {', '.join(each.lists_behind)}"]
    elif each.snapshot_behind and each.last_run:
        lists = ["which records are one party"]
    return "; ".join([*waiting, *told, *lists]) or "no"
