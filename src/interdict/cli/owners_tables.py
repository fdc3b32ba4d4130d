"""Tables of one's own beside an ownership question: who is related to whom, who deals with whom."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interdict.batch.own_tables import opened
from interdict.cli.terminal import warn
from interdict.errors import UsageError
from interdict.ownership import relations_csv
from interdict.ownership.dealing import Dealing, is_known, read_dealings
from interdict.ownership.reading import Report
from interdict.ownership.sham import Relation
from interdict.screening.ownership import Owners
from interdict.screening.table_names import related

Command = TypeVar("Command", bound=Callable[..., Any])


def relations_option(command: Command) -> Command:
    """--relations FILE."""
    return click.option(
        "--relations",
        "relations_file",
        type=click.Path(path_type=Path, allow_dash=True, dir_okay=False),
        help="Table of family and associates: one,other[,how,source]. Those of the lists count.",
    )(command)


def stated_relations(owners: Owners, path: Path | None) -> tuple[Relation, ...]:
    """The relations of a table; ``UsageError`` where a line cannot be read: nothing is answered
    from a part of them."""
    if path is None:
        return ()
    report = Report()
    with opened(path, relations_csv.is_known, report) as records:
        found = tuple(relations_csv.read_relations(records.header, records, report))
    for finding in report.findings():
        if finding.severity == "error":
            raise UsageError(f"{path.name}: {finding.message}: correct that line")
        warn(f"{finding.severity}: {finding.message}")
    return tuple(related(owners, found))


def stated_dealings(path: Path) -> tuple[tuple[Dealing, ...], Report]:
    """The dealings of a table, with what was odd about its lines."""
    report = Report()
    with opened(path, is_known, report) as records:
        return tuple(read_dealings(records.header, records, report)), report
