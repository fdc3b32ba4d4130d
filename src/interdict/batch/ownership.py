"""Ownership verdicts from two tables of one's own, without lists: ``owners solve``."""

import datetime
from pathlib import Path

import msgspec

from interdict.batch.own_tables import opened
from interdict.ownership import listed_csv, stakes_csv
from interdict.ownership.listed import Listed
from interdict.ownership.overlaps import above_all, repeated
from interdict.ownership.reading import Report
from interdict.ownership.regime_solution import Terms
from interdict.ownership.solution import Solution, solve
from interdict.ownership.table import StakeTable, TableBuilder
from interdict.party import Finding


class Solved(msgspec.Struct, frozen=True):
    """What two tables give."""

    solution: Solution
    stakes: int
    """Lines of the table of stakes, readable or not."""
    listed: int
    rejected: int
    """Lines that became nothing; each has a finding of severity ``error``."""
    findings: tuple[Finding, ...]


def solve_files(
    stakes: Path, listed: Path, day: datetime.date, terms: Terms | None = None
) -> Solved:
    """Read both tables (CSV, also packed, or Parquet; the contract is DESIGN, section 9) and
    solve them for a day. ``UsageError`` for a file that cannot be read as such a table."""
    table, of_stakes = read_stakes(stakes)
    roll, of_listed = read_listed(listed)
    found = solve(table, roll, day, terms)
    findings = (
        *of_stakes.findings(),
        *of_listed.findings(),
        *repeated(table),
        *above_all(found.graph),
    )
    rejected = of_stakes.rejected + of_listed.rejected
    return Solved(found, of_stakes.records, of_listed.records, rejected, findings)


def read_stakes(path: Path) -> tuple[StakeTable, Report]:
    """A table of stakes, with what was odd about its lines."""
    report, builder = Report(), TableBuilder()
    builder.source = path.name
    with opened(path, stakes_csv.is_known, report) as records:
        stakes_csv.fill(builder, records, stakes_csv.StakeRows(records.header, report))
    return StakeTable(builder), report


def read_listed(path: Path) -> tuple[tuple[Listed, ...], Report]:
    """A table of listed parties, with what was odd about its lines."""
    report = Report()
    with opened(path, listed_csv.is_known, report) as records:
        return tuple(listed_csv.read_listed(records.header, records, report)), report
