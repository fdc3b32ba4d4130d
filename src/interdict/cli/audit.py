"""interdict audit: check and export the log of what was asked and answered."""

import sys
from pathlib import Path

import click
import msgspec

from interdict.audit import export
from interdict.audit_record import parse_head
from interdict.audit_verify import verify
from interdict.cli.options import home, json_option
from interdict.errors import AuditError, UsageError


@click.group()
def audit() -> None:
    """The hash-chained log of every screening."""


@audit.command("verify")
@click.option("--head", help="A head published elsewhere (SEQ:HASH): finds a cut-off tail.")
@json_option
def audit_verify(head: str | None, as_json: bool) -> int:
    """Find any edit, removal, reorder or cut of the log."""
    place = home()
    folder = place.audit
    result = verify(folder, parse_head(head) if head else None)
    if not result.records and place.current() is not None:
        raise AuditError(
            f"{folder} holds no record although lists were activated here, which is recorded: "
            "the log was removed. Restore it from a backup"
        )
    if as_json:
        click.echo(
            msgspec.json.encode(
                {
                    "ok": result.ok,
                    "records": result.records,
                    "head": str(result.head),
                    "problems": [str(problem) for problem in result.problems],
                    "notes": list(result.notes),
                }
            )
        )
    else:
        for line in (*result.problems, *result.notes):
            click.echo(str(line))
    if not result.ok:
        raise AuditError(f"{len(result.problems)} problems in {folder}: the log was altered")
    if not as_json:
        click.echo(f"{result.records:,} records, unbroken; head {result.head}")
    return 0


@audit.command("export")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
def audit_export(output: Path | None) -> int:
    """Write all records as JSON lines, to standard output or a file."""
    if output is None:
        export(home().audit, sys.stdout.buffer)
        return 0
    try:
        with output.open("wb") as out:
            count = export(home().audit, out)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}") from error
    click.echo(f"{count:,} records written to {output}", err=True)
    return 0
