"""Screen a customer file of any size: chunk by chunk, audited, resumable, in bounded memory."""

import contextlib
import hashlib
import itertools
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

import msgspec

from interdict.audit import AuditLog
from interdict.batch.columns import Columns
from interdict.batch.jobs import Workers
from interdict.batch.outputs import hits_writer
from interdict.batch.parts import Part, Parts, Plan, StoredHit, StoredRow
from interdict.batch.queries import Unread, unread_findings
from interdict.batch.rows import Block, Rejected
from interdict.batch.screened import BlockScreener, Screened, together
from interdict.batch.tables import CustomerTable
from interdict.batch.worker import Task
from interdict.errors import SnapshotError, UsageError
from interdict.party import Finding
from interdict.report.hits_table import HitsWriter, RejectedCsv, rejected_path
from interdict.report.tally import Tally
from interdict.screening.result import Hit
from interdict.screening.screen import Screener

ROWS_PER_PART = 20_000
"""Rows between two commits to disk; at most this much is done again after a kill."""

ROWS_PER_CHUNK = 2_000
"""Rows screened at a time."""

REPORTED = 2_000
"""Rejected rows that a report shows; the rejects file holds them all."""


class Watcher:
    """Told how a run goes on; this one does not listen."""

    def advanced(self, rows: int, expected: int | None) -> None:
        """So many rows are done, of so many (reckoned where nothing says it) or None."""

    def noticed(self, says: str) -> None:
        """Something odd happened that did no harm."""


NOBODY = Watcher()


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did. ``screened + rejected`` is the number of data rows of the input."""

    rows: int
    screened: int
    with_hits: int
    hits: int
    """Lines of the hits table: at most the policy's limit per row."""
    hits_in_all: int
    """The same without that limit."""
    rejected: tuple[Rejected, ...]
    """The first rejected rows; ``rejected_in_all`` counts them."""
    rejected_in_all: int
    rejected_file: Path | None
    findings: tuple[Finding, ...]
    """What could not be read in the rows that were screened, once per column."""


def run(
    table: CustomerTable,
    screener: Screener,
    output: Path,
    log: AuditLog | None,
    *,
    resume: bool = False,
    jobs: int = 1,
    watcher: Watcher = NOBODY,
) -> Parts:
    """Screen every row into parts beside ``output``; see ``finish`` for what comes then.

    With ``jobs`` above 1 that many worker processes screen; the outcome is the same to the
    byte. Raises ``UsageError`` before the first row when the output cannot be written, or when
    it would replace the input; ``WorkerError`` when a worker fails, with what was finished kept
    for ``resume``.
    """
    _refuse_output(table, output)
    plan = _plan(table, screener)
    if resume and not plan.input_sha256:
        raise UsageError(f"{table.name} cannot be resumed: save it to a file and screen that")
    parts = Parts(output)
    number = parts.begin(plan, resume)
    last = 0
    for part in parts:
        last = part.last_row
    watcher.advanced(last, None)
    per_part = ROWS_PER_PART // ROWS_PER_CHUNK
    with contextlib.closing(_screened(table, screener, last, jobs, watcher)) as outcomes:
        watched = _watched(outcomes, table, watcher)
        while batch := list(itertools.islice(watched, per_part)):
            if log is not None:
                log.append_many("screen-chunk", ({"input": table.name} | s.record for s in batch))
            parts.add(number, together(screened.part for screened in batch))
            number += 1
    return parts


def _screened(
    table: CustomerTable, screener: Screener, after: int, jobs: int, watcher: Watcher
) -> Generator[Screened, None, None]:
    """Every block after a row."""
    blocks = table.blocks(ROWS_PER_CHUNK, after)
    return screened_blocks(blocks, table.columns, screener, jobs, watcher)


def screened_blocks(
    blocks: Iterator[Block], columns: Columns, screener: Screener, jobs: int, watcher: Watcher
) -> Generator[Screened, None, None]:
    """Every block in order, by worker processes where there is more than one part to do."""
    per_part = ROWS_PER_PART // ROWS_PER_CHUNK
    first = list(itertools.islice(blocks, per_part + 1))
    if jobs == 1 or len(first) <= per_part:
        yield from map(BlockScreener(columns, screener), itertools.chain(first, blocks))
        return
    snapshot = screener.snapshot
    folder = str(snapshot.folder.absolute())
    task = Task(folder, snapshot.id, screener.policy, columns, screener.when.as_of)
    with Workers(task, jobs, watcher.noticed) as workers:
        yield from workers.screened(itertools.chain(first, blocks))


def _watched(
    outcomes: Iterable[Screened], table: CustomerTable, watcher: Watcher
) -> Iterator[Screened]:
    for screened in outcomes:
        watcher.advanced(screened.part.last_row, table.expected_rows)
        yield screened


def _refuse_output(table: CustomerTable, output: Path) -> None:
    source = Path(table.name)
    for target in (output, rejected_path(output)):
        if source.exists() and target.exists() and source.samefile(target):
            raise UsageError(f"{target} is the input, and would be overwritten: choose another -o")
    writer = _writer(table, output)
    if writer is not None:
        writer.discard()


def _writer(table: CustomerTable, output: Path) -> HitsWriter | None:
    """None for a report, which the caller writes."""
    return None if output.suffix.lower() == ".html" else hits_writer(output, table.header)


def _plan(table: CustomerTable, screener: Screener) -> Plan:
    return Plan(
        input=table.name,
        input_sha256=file_hash(Path(table.name)),
        snapshot=screener.snapshot.id,
        policy=screener.policy.id,
        engine=screener.snapshot.manifest.engine,
        columns=dict(table.columns.fields),
        as_of=screener.when.as_of,
    )


def file_hash(path: Path) -> str:
    """Hash of a file on disk; empty for a stream or a pipe, which can be read but once."""
    if not path.is_file():
        return ""
    with path.open("rb") as stored:
        return hashlib.file_digest(stored, "sha256").hexdigest()


def finish(
    table: CustomerTable, parts: Parts, screener: Screener, output: Path
) -> tuple[Summary, Tally]:
    """Write the hits table and the rejected rows; returns a summary and what a report needs.

    Both files appear whole or not at all; a rejects file of an earlier run goes when this one
    rejects nothing. An output that ends in ``.html`` is the report itself, which the caller
    writes.
    """
    with contextlib.ExitStack() as undo:  # once closed, there is nothing left to discard
        rejects = RejectedCsv(rejected_path(output))
        undo.callback(rejects.discard)
        writer = _writer(table, output)
        if writer is not None:
            undo.callback(writer.discard)
        outcome = _Outcome(screener, writer, rejects)
        for part in parts:
            outcome.take(part)
        if writer is not None:
            writer.close()
        if outcome.rejected:
            rejects.close()
    if not outcome.rejected:
        rejected_path(output).unlink(missing_ok=True)
    return outcome.summary(table, output), outcome.tally


class _Outcome:
    """Writes the parts out and counts what is in them."""

    def __init__(self, screener: Screener, writer: HitsWriter | None, rejects: RejectedCsv) -> None:
        self.tally = Tally()
        self.rejected = 0
        self._screener = screener
        self._writer = writer
        self._rejects = rejects
        self._first: list[Rejected] = []
        self._unread: list[Unread] = []
        self._rows = self._screened = self._hits = 0

    def take(self, part: Part) -> None:
        """The next part."""
        self._rows = part.last_row
        self._screened += part.screened
        self._unread += part.unread
        for stored in part.rows:
            self._take_row(stored)
        for row in part.rejected:
            self._rejects.write(row)
            self._first += [row] if self.rejected < REPORTED else []
            self.rejected += 1

    def _take_row(self, stored: StoredRow) -> None:
        hits = tuple(hit_of(kept, self._screener) for kept in stored.hits)
        shown = hits[: self._screener.policy.limit]
        self._hits += len(shown)
        self.tally.add(stored.number, self._screener.screening(stored.query, hits))
        if self._writer is not None:
            self._writer.write(stored.number, stored.values, stored.query, shown)

    def summary(self, table: CustomerTable, output: Path) -> Summary:
        """What was counted."""
        return Summary(
            rows=self._rows,
            screened=self._screened,
            with_hits=self.tally.rows_with_hits,
            hits=self._hits,
            hits_in_all=self.tally.hits,
            rejected=tuple(self._first),
            rejected_in_all=self.rejected,
            rejected_file=rejected_path(output) if self.rejected else None,
            findings=unread_findings(self._unread, table.header, table.name),
        )


def hit_of(kept: StoredHit, screener: Screener) -> Hit:
    """A stored hit with its party again."""
    snapshot = screener.snapshot
    party = snapshot.find(kept.party)
    if party is None:
        raise SnapshotError(f"{kept.party} is not in snapshot {snapshot.id}: start the run again")
    return Hit(
        party=party,
        score=kept.score,
        matched_name=kept.matched_name,
        evidence=kept.evidence,
        confirmed=kept.confirmed,
        asked_on=screener.when.as_of,
        cluster=cluster.id if (cluster := snapshot.cluster_of(party.id)) else party.id,
    )
