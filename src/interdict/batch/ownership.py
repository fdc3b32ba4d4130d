"""Ownership verdicts from two tables of one's own, without lists: ``owners solve``."""

import datetime
import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol, cast

import msgspec

from interdict.batch import stake_columns
from interdict.batch.parquet import SIGNATURE as PARQUET
from interdict.batch.parquet import ParquetRecords
from interdict.decoding import TextLines, unpacked
from interdict.delimited import DelimitedRecords, Record
from interdict.errors import UsageError
from interdict.ownership import dealing, listed_csv, relations_csv, stakes_csv
from interdict.ownership.dealing import Dealing
from interdict.ownership.listed import Listed
from interdict.ownership.overlaps import above_all, nearly_named, repeated
from interdict.ownership.reading import Report
from interdict.ownership.regime_solution import Terms
from interdict.ownership.sham import Relation
from interdict.ownership.solution import Solution, solve
from interdict.ownership.table import StakeTable, TableBuilder
from interdict.party import Finding

_PACKED = (b"\x1f\x8b", b"\xfd7zX")


class Records(Protocol):
    """A table's header and records, whatever file they are in."""

    header: tuple[str, ...]

    def __iter__(self) -> Iterator[Record]: ...


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
    solve them for a day. ``UsageError`` for a file that cannot be read as such a table, or to its
    end: a stake that was cut off would free whom it blocks."""
    table, of_stakes = read_stakes(stakes)
    roll, of_listed = read_listed(listed)
    found = solve(table, roll, day, terms)
    findings = (
        *of_stakes.findings(),
        *of_listed.findings(),
        *repeated(table),
        *above_all(found.graph),
        *nearly_named(table, roll),
    )
    rejected = of_stakes.rejected + of_listed.rejected
    return Solved(found, of_stakes.records, of_listed.records, rejected, findings)


def read_stakes(path: Path) -> tuple[StakeTable, Report]:
    """A table of stakes (``-``: standard input), with what was odd about its lines."""
    clean = _clean(path)
    if clean is not None:
        return clean
    report, builder = Report(), TableBuilder()
    builder.source = _name(path)
    with _opened(path, stakes_csv.is_known, report) as records:
        stakes_csv.fill(builder, records, stakes_csv.StakeRows(records.header, report))
    return StakeTable(builder), report


def _clean(path: Path) -> tuple[StakeTable, Report] | None:
    """The table by columns, where it is a large file with nothing to report."""
    try:
        if not path.is_file() or path.stat().st_size < stake_columns.LEAST_BYTES:
            return None
        with path.open("rb") as file:
            start = file.read(8)
    except OSError:
        return None
    if start.startswith(_PACKED):
        return None
    report = Report()
    table = stake_columns.read_clean(path, start.startswith(PARQUET), report)
    if table is None:
        return None
    with path.open("rb") as raw:
        _warn_of_cut(raw, path.name, report)
    return table, report


def read_listed(path: Path) -> tuple[tuple[Listed, ...], Report]:
    """A table of listed parties, with what was odd about its lines."""
    report = Report()
    with _opened(path, listed_csv.is_known, report) as records:
        return tuple(listed_csv.read_listed(records.header, records, report)), report


def read_dealings(path: Path) -> tuple[tuple[Dealing, ...], Report]:
    """A table of stated dealings, with what was odd about its lines."""
    report = Report()
    with _opened(path, dealing.is_known, report) as records:
        return tuple(dealing.read_dealings(records.header, records, report)), report


def read_relations(path: Path) -> tuple[tuple[Relation, ...], Report]:
    """A table of stated relatives and associates, with what was odd about its lines."""
    report = Report()
    with _opened(path, relations_csv.is_known, report) as records:
        return tuple(relations_csv.read_relations(records.header, records, report)), report


@contextmanager
def _opened(path: Path, known: stakes_csv.Known, report: Report) -> Iterator[Records]:
    name = _name(path)
    with ExitStack() as files:
        try:
            raw = _raw(path, files)
            _warn_of_cut(raw, name, report)
        except OSError as error:
            raise UsageError(f"cannot read {path}: {error.strerror}") from error
        read: TextLines | ParquetRecords
        records: Records
        try:
            if raw.peek(8)[:8].startswith(PARQUET):
                records = read = _parquet(raw)
            else:
                read = TextLines(unpacked(raw))
                records = _text(read, known)
            yield records
        except UsageError as error:
            raise UsageError(f"{name}: {error}") from error
        if read.damage:
            raise UsageError(f"{name}: {read.damage}")


def _raw(path: Path, files: ExitStack) -> io.BufferedReader:
    if str(path) == "-":
        stdin = cast(io.BufferedReader, sys.stdin.buffer)
        return stdin if isinstance(stdin, io.BufferedReader) else io.BufferedReader(stdin)
    return files.enter_context(path.open("rb"))


def _name(path: Path) -> str:
    return "standard input" if str(path) == "-" else path.name


def _parquet(raw: io.BufferedReader) -> ParquetRecords:
    if not raw.seekable():
        raise UsageError("Parquet is read from its end, which a pipe has not: name the file")
    return ParquetRecords(raw, "this")


def _text(lines: TextLines, known: stakes_csv.Known) -> DelimitedRecords:
    records = DelimitedRecords(lines, known, ragged=True)
    if lines.damage and not records.header:
        raise UsageError(lines.damage)
    if records.header_problem:
        raise UsageError(f"{records.header_problem}: correct that line")
    return records


def _warn_of_cut(raw: io.BufferedReader, name: str, report: Report) -> None:
    """A file that was cut off ends in the middle of a line, and 50 may be what is left of 501."""
    if not raw.seekable():
        return
    size = raw.seek(0, os.SEEK_END)
    raw.seek(0)
    start = raw.peek(4)[:4]
    if size and not start.startswith((PARQUET, *_PACKED)):
        raw.seek(-1, os.SEEK_END)
        if raw.read(1) not in (b"\n", b"\r", b"\x00"):
            says = f"{name}: the last line has no end: if the file was cut off, it is not whole"
            report.note(Finding(severity="note", code="unfinished-line", message=says))
        raw.seek(0)
