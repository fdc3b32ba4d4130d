"""What runs found as a table: one line per hit that came, changed or went, with all customer
columns, in the forms of a hits table."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from interdict.batch.outputs import lines_writer
from interdict.monitor.known import Report, Store
from interdict.report.hits_table import Line, table_header

COLUMNS = (
    "change", "because", "customer", "run", "row", "query_name", "score", "verdict", "party_id",
    "matched_name", "kind", "lists", "programmes", "says",
)  # fmt: skip
"""Our columns; those of the customer file follow."""

_WHOLE_NUMBERS = ("run", "row")
_BETWEEN = "; "


def write_changes(path: Path, reports: Sequence[Report]) -> None:
    """Write what these runs found; the file appears whole. ``UsageError`` for an ending that
    names no form, and when the place cannot be written.

    The columns of a file that was added again with others between two runs are those of all.
    """
    carried = tuple(dict.fromkeys(name for report in reports for name in report.header))
    with contextlib.ExitStack() as undo:
        writer = lines_writer(path, table_header(carried, COLUMNS), _WHOLE_NUMBERS)
        undo.callback(writer.discard)
        for report in reports:
            for line in _lines(report, carried):
                writer.add(line)
        undo.pop_all()
        writer.close()


def refuse_output(path: Path) -> None:
    """``UsageError`` when no table could be written there: better before the run than after."""
    lines_writer(path, COLUMNS, _WHOLE_NUMBERS).discard()


class Target(msgspec.Struct, frozen=True):
    """Where changes are written."""

    path: Path
    asked: bool
    """Asked for by name: written even when there is nothing to tell."""

    def is_written(self, reports: Sequence[Report]) -> bool:
        """Is there a table of these reports?"""
        return self.asked or any(report.alerts for report in reports)


def deliver(store: Store, target: Target) -> tuple[Report, ...]:
    """Write out what committed runs found and nobody has been told, and remember that it was.

    A kill between the two writes the same lines, of the same runs, once more.
    """
    reports = store.undelivered()
    if target.is_written(reports):
        write_changes(target.path, reports)
    store.delivered(reports)
    return reports


def _lines(report: Report, carried: Sequence[str]) -> Iterator[Line]:
    place = {name: number for number, name in reversed(tuple(enumerate(report.header)))}
    same = report.header == tuple(carried)
    for alert in report.alerts:
        cells = alert.values or ("",) * len(report.header)
        if not same:
            cells = tuple(cells[place[name]] if name in place else "" for name in carried)
        for change in alert.changes:
            hit = change.hit
            yield (
                change.became,
                change.because,
                alert.customer,
                report.run,
                alert.row,
                alert.name,
                hit.score,
                hit.verdict,
                hit.party,
                hit.matched_name,
                hit.kind,
                _BETWEEN.join(hit.lists),
                _BETWEEN.join(hit.programmes),
                hit.says,
                *cells,
            )
