"""One block of rows screened: what the run keeps of it, and what the audit log does."""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from interdict.batch.columns import Columns
from interdict.batch.memory import Memory
from interdict.batch.parts import Part, StoredHit, StoredRow
from interdict.batch.rows import Block, Row, RowReader
from interdict.party import Query
from interdict.screening.record import chunk_record
from interdict.screening.result import Hit
from interdict.screening.screen import Screener

ROWS_AT_ONCE = 500
"""Rows in one call of the screener: more would be hardly faster and hold more memory."""


class Screened(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """The outcome of one block."""

    part: Part
    record: dict[str, Any]
    """Its audit record, see ``screening.record.chunk_record``."""


class BlockScreener:
    """Screens the blocks of one table, alike in whatever process and order."""

    def __init__(self, columns: Columns, screener: Screener, memory: Memory | None = None) -> None:
        """``memory`` limits what is remembered from one call of the screener to the next."""
        self._columns = columns
        self._reader = RowReader(columns)
        self._screener = screener
        self._memory = memory

    def __call__(self, block: Block) -> Screened:
        """Screen every row of a block."""
        chunk = self._reader.read(block)
        queries = [row.query for row in chunk.rows]
        found, forgot = hits_of(queries, self._screener, self._memory)
        unread = self._reader.unread()
        if forgot:
            self._reader = RowReader(self._columns)
        part = Part(
            last_row=block.last,
            screened=len(queries),
            rows=tuple(
                _stored(row, hits) for row, hits in zip(chunk.rows, found, strict=True) if hits
            ),
            rejected=chunk.rejected,
            unread=unread,
        )
        return Screened(
            part, chunk_record(self._screener, (block.first, block.last), queries, found)
        )


def hits_of(
    queries: Sequence[Query], screener: Screener, memory: Memory | None
) -> tuple[list[tuple[Hit, ...]], bool]:
    """The hits of each query, and whether memory ran so full on the way that everything
    remembered was forgotten."""
    found: list[tuple[Hit, ...]] = []
    forgot = False
    for first in range(0, len(queries), ROWS_AT_ONCE):
        found += screener.hits(queries[first : first + ROWS_AT_ONCE])
        if memory is not None:
            forgot |= memory.relieve(screener)
    return found, forgot


def _stored(row: Row, hits: tuple[Hit, ...]) -> StoredRow:
    kept = tuple(
        StoredHit(hit.party.id, hit.score, hit.matched_name, hit.evidence, hit.confirmed)
        for hit in hits
    )
    return StoredRow(row.number, row.values, row.query, kept)


def together(parts: Iterable[Part]) -> Part:
    """Consecutive parts as one."""
    parts = tuple(parts)
    chain = itertools.chain.from_iterable
    return Part(
        last_row=parts[-1].last_row,
        screened=sum(part.screened for part in parts),
        rows=tuple(chain(part.rows for part in parts)),
        rejected=tuple(chain(part.rejected for part in parts)),
        unread=tuple(chain(part.unread for part in parts)),
    )
