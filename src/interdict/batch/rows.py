"""Records of a customer file as rows to be screened, or rejected with a reason.

Every record comes out exactly once (invariant 1), and none is read in the light of another
(invariant 2): blocks of records can be read in any process, in any order.
"""

import msgspec

from interdict.batch.columns import Columns
from interdict.batch.queries import Asker, Unread
from interdict.delimited import Record, joined
from interdict.party import Query


class Block(msgspec.Struct, frozen=True, array_like=True):
    """Consecutive records of the input, as they were read."""

    first: int
    """Number of its first row; rows are numbered from 1 below the header."""
    records: tuple[Record, ...]

    @property
    def last(self) -> int:
        """Number of its last row."""
        return self.first + len(self.records) - 1


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row to be screened."""

    number: int
    """1-based data row of the input."""
    values: tuple[str, ...]
    """Every input cell, in the order of ``CustomerTable.header``."""
    query: Query


class Rejected(msgspec.Struct, frozen=True):
    """One row that cannot be screened."""

    row: int
    line: int
    """1-based physical line of the file; for spreadsheets the sheet's row."""
    reason: str
    """What is wrong, as the predicate of a sentence about the row."""
    raw: str
    """The row's text."""


class Chunk(msgspec.Struct, frozen=True):
    """Consecutive rows of the input; either tuple may be empty, not both."""

    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...]


class RowReader:
    """Reads blocks of one table."""

    def __init__(self, columns: Columns) -> None:
        self._asker = Asker(columns)

    def read(self, block: Block) -> Chunk:
        """The rows of a block, in order."""
        answers = [self._answer(number, r) for number, r in enumerate(block.records, block.first)]
        return Chunk(
            tuple(answer for answer in answers if type(answer) is Row),
            tuple(answer for answer in answers if type(answer) is Rejected),
        )

    def unread(self) -> tuple[Unread, ...]:
        """Values that could not be read since this was last asked, one entry per column."""
        return self._asker.unread()

    def _answer(self, number: int, record: Record) -> Row | Rejected:
        if record.problem:
            return Rejected(number, record.line, record.problem, record.raw)
        query = self._asker.ask(record.cells, number)
        if type(query) is Query:
            return Row(number, record.cells, query)
        return Rejected(number, record.line, str(query), joined(record.cells))
