"""A table of one's own beside an ownership question: who is related to whom."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interdict.batch.ownership import read_relations
from interdict.cli.terminal import warn
from interdict.errors import UsageError
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
    found, report = read_relations(path)
    for finding in report.findings():
        if finding.severity == "error":
            raise UsageError(f"{path.name}: {finding.message}: correct that line")
        warn(f"{finding.severity}: {finding.message}")
    return tuple(related(owners, found))
