"""Screen a customer file of any size: chunk by chunk, audited, resumable, in bounded memory."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from interdict.audit import AuditLog
from interdict.batch.outputs import hits_writer
from interdict.batch.parts import Part, Parts, Plan, StoredHit, StoredRow
from interdict.batch.tables import Chunk, CustomerTable, Rejected, Row
from interdict.errors import SnapshotError
from interdict.report.hits_table import RejectedCsv, rejected_path
from interdict.screening.record import chunk_record
from interdict.screening.result import Hit, Screening
from interdict.screening.screen import Screener
from interdict.snapshot.snapshot import Snapshot

ROWS_PER_PART = 20_000
"""Rows between two commits to disk; at most this much is done again after a kill."""

ROWS_PER_CHUNK = 4_000
"""Rows screened at a time."""

REPORTED = 2_000
"""Rows with hits that a report shows; the table holds them all."""

Progress = Callable[[int, int | None, int | None], None]
"""Called with (rows done, bytes read, bytes in all)."""


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did. ``screened + rejected`` is the number of data rows of the input."""

    rows: int
    screened: int
    with_hits: int
    hits: int
    rejected: tuple[Rejected, ...]
    """The first rejected rows; ``rejected_in_all`` counts them."""
    rejected_in_all: int
    rejected_file: Path | None


def run(
    table: CustomerTable,
    screener: Screener,
    output: Path,
    log: AuditLog | None,
    *,
    resume: bool = False,
    progress: Progress = lambda rows, read, total: None,
) -> Parts:
    """Screen every row into parts beside ``output``; see ``finish`` for what comes then."""
    parts = Parts(output)
    done = parts.begin(_plan(table, screener), resume)
    last = 0
    for part in parts:
        last = part.last_row
    chunks = _after(last, table.chunks(ROWS_PER_CHUNK))
    for number in itertools.count(done):
        batch = list(itertools.islice(chunks, ROWS_PER_PART // ROWS_PER_CHUNK))
        if not batch:
            return parts
        part, records = _screened(batch, screener)
        if log is not None:
            log.append_many("screen-chunk", ({"input": table.name} | r for r in records))
        parts.add(number, part)
        progress(part.last_row, table.bytes_read, table.total_bytes)
    raise AssertionError("unreachable: the loop ends with the input")


def _plan(table: CustomerTable, screener: Screener) -> Plan:
    return Plan(
        input=table.name,
        input_bytes=table.total_bytes,
        snapshot=screener.snapshot.id,
        policy=screener.policy.id,
        engine=screener.snapshot.manifest.engine,
        columns={field: str(index) for field, index in _columns(table).items()},
    )


def _columns(table: CustomerTable) -> Mapping[str, Any]:
    content: Mapping[str, Any] = msgspec.to_builtins(table.columns)
    return content


def _after(last: int, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Chunks without the rows that earlier parts cover."""
    for chunk in chunks:
        rows = tuple(row for row in chunk.rows if row.number > last)
        rejected = tuple(row for row in chunk.rejected if row.row > last)
        if rows or rejected:
            yield Chunk(rows, rejected)


def _screened(batch: list[Chunk], screener: Screener) -> tuple[Part, list[dict[str, Any]]]:
    stored: list[StoredRow] = []
    rejected: list[Rejected] = []
    records: list[dict[str, Any]] = []
    screened = last = 0
    for chunk in batch:
        queries = [row.query for row in chunk.rows]
        found = screener.hits(queries)
        stored += [_stored(row, hits) for row, hits in zip(chunk.rows, found, strict=True) if hits]
        rejected += chunk.rejected
        screened += len(chunk.rows)
        numbers = [row.number for row in chunk.rows] + [row.row for row in chunk.rejected]
        last = max(last, *numbers)
        records.append(chunk_record(screener, (min(numbers), max(numbers)), queries, found))
    return Part(last, screened, tuple(stored), tuple(rejected)), records


def _stored(row: Row, hits: tuple[Hit, ...]) -> StoredRow:
    kept = tuple(
        StoredHit(hit.party.id, hit.score, hit.matched_name, hit.evidence, hit.confirmed)
        for hit in hits
    )
    return StoredRow(row.number, row.values, row.query, kept)


def finish(
    table: CustomerTable, parts: Parts, screener: Screener, output: Path
) -> tuple[Summary, list[tuple[int, Screening]]]:
    """Write the hits table and the rejected rows; returns a summary and what a report shows.

    An output that ends in ``.html`` is the report itself, which the caller writes.
    """
    writer = None if output.suffix.lower() == ".html" else hits_writer(output, table.header)
    refused = RejectedCsv(rejected_path(output))
    shown: list[tuple[int, Screening]] = []
    first: list[Rejected] = []
    rows = screened = with_hits = hits_in_all = rejected = 0
    for part in parts:
        rows, screened = part.last_row, screened + part.screened
        for stored in part.rows:
            hits = _hits(stored, screener.snapshot)
            with_hits, hits_in_all = with_hits + 1, hits_in_all + len(hits)
            if len(shown) < REPORTED:
                shown.append((stored.number, screener.screening(stored.query, hits)))
            if writer is not None:
                writer.write(
                    stored.number, stored.values, stored.query, hits[: screener.policy.limit]
                )
        for row in part.rejected:
            refused.write(row)
            rejected += 1
            first += [row] if len(first) < REPORTED else []
    refused.close() if rejected else refused.discard()
    if writer is not None:
        writer.close()
    summary = Summary(
        rows=rows,
        screened=screened,
        with_hits=with_hits,
        hits=hits_in_all,
        rejected=tuple(first),
        rejected_in_all=rejected,
        rejected_file=rejected_path(output) if rejected else None,
    )
    return summary, shown


def _hits(stored: StoredRow, snapshot: Snapshot) -> tuple[Hit, ...]:
    return tuple(_hit(kept, snapshot) for kept in stored.hits)


def _hit(kept: StoredHit, snapshot: Snapshot) -> Hit:
    party = snapshot.find(kept.party)
    if party is None:
        raise SnapshotError(f"{kept.party} is not in snapshot {snapshot.id}: start the run again")
    return Hit(
        party=party,
        score=kept.score,
        matched_name=kept.matched_name,
        evidence=kept.evidence,
        confirmed=kept.confirmed,
    )
