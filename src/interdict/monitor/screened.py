"""Some customers of a registered file screened, audited chunk by chunk and resumable."""

import contextlib
import hashlib
import itertools
from typing import Any

import msgspec

from interdict.audit import AuditLog
from interdict.batch import runner
from interdict.batch.parts import Parts, Plan
from interdict.batch.runner import NOBODY, Watcher, hit_of, screened_blocks
from interdict.batch.screened import together
from interdict.matching.ranges import Ints
from interdict.monitor.customers import Customers
from interdict.monitor.known import KnownHit, known_hit
from interdict.monitor.register import RegisteredFile
from interdict.screening.screen import Screener

EVENT = "monitor-chunk"
"""One audit record per chunk, as of any bulk screening (invariant 12)."""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """How a run screens, whatever it screens."""

    file: RegisteredFile
    log: AuditLog
    jobs: int = 1
    watcher: Watcher = NOBODY


def screened(
    work: Work, customers: Customers, rows: Ints, screener: Screener, of: str
) -> dict[int, tuple[KnownHit, ...]]:
    """Row -> hits, best first, of those of the ``rows`` that have any.

    ``of`` is the id of the snapshot whose parties the screener's are. What was finished before
    a kill is not screened again.
    """
    plan = _plan(customers, rows, screener)
    digest = hashlib.sha256(msgspec.json.encode(plan, order="deterministic")).hexdigest()
    parts = Parts(work.file.folder / digest[:32])
    number = parts.begin(plan, resume=True)
    done = 0
    for part in parts:
        done = part.last_row
    blocks = customers.blocks(rows, runner.ROWS_PER_CHUNK, done)
    outcomes = screened_blocks(blocks, customers.columns, screener, work.jobs, work.watcher)
    told: dict[str, Any] = {"input": work.file.name, "customers": customers.id, "snapshot": of}
    if screener.snapshot.id != of:
        told["parties"] = len(screener.snapshot)
    per_part = runner.ROWS_PER_PART // runner.ROWS_PER_CHUNK
    with contextlib.closing(outcomes):
        while batch := list(itertools.islice(outcomes, per_part)):
            work.log.append_many(EVENT, (each.record | told for each in batch))
            parts.add(number, together(each.part for each in batch))
            number += 1
            work.watcher.advanced(batch[-1].part.last_row, len(rows))
    found = {
        int(rows[stored.number - 1]): tuple(known_hit(hit_of(hit, screener)) for hit in stored.hits)
        for part in parts
        for stored in part.rows
    }
    parts.close()
    return found


def _plan(customers: Customers, rows: Ints, screener: Screener) -> Plan:
    return Plan(
        input=customers.id,
        input_sha256=hashlib.sha256(rows.tobytes()).hexdigest(),
        snapshot=screener.snapshot.id,
        policy=screener.policy.id,
        engine=screener.snapshot.manifest.engine,
        columns=dict(customers.columns.fields),
    )
