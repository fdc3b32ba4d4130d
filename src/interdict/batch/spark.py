"""Spark, for tables that one machine is too small for; the same answers as the local runner.

Every Python worker of every executor opens the snapshot once and maps its files, which all
workers of a machine share. It is looked for under the driver's own path (one machine, or
storage that all machines see), then among the archives of the application (``ship``, or
``spark-submit --archives FILE#NAME`` with the snapshot folder's name). Its id is checked, so
no executor ever answers from other lists. pyspark is optional (extra ``spark``).
"""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from interdict.batch.columns import Columns, recognise
from interdict.batch.memory import Memory
from interdict.batch.parquet import texts
from interdict.batch.queries import unread_findings
from interdict.batch.rows import Block, RowReader
from interdict.batch.screened import hits_of
from interdict.delimited import Record
from interdict.errors import MissingExtra, SnapshotError
from interdict.report.hits_table import COLUMNS, HitLines
from interdict.screening.policy import Policy
from interdict.screening.screen import DEFAULT_POLICY, Screener
from interdict.snapshot.snapshot import MANIFEST, Snapshot, open_snapshot
from interdict.snapshot.store import folder_name

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

REJECTED = "rejected"
"""Why a row could not be screened; null in the line of a hit."""

OURS = (*COLUMNS, REJECTED)
"""Columns before those of the input."""

_NUMBER = "number of the row, for interdict"
_log = logging.getLogger(__name__)


class _Task(msgspec.Struct, frozen=True):
    """What every Python worker is told."""

    folder: str
    snapshot: str
    policy: Policy
    columns: Columns


def screen(
    dataframe: "DataFrame",
    snapshot: Snapshot,
    policy: Policy = DEFAULT_POLICY,
    columns: Mapping[str, str] | None = None,
    row: str = "",
) -> "DataFrame":
    """The hits table of a DataFrame: one line per hit, one per row that cannot be screened.

    Columns are recognised by name as those of a customer file; ``columns`` (field -> column)
    goes before that. ``row`` names a column of whole numbers that tells the rows apart; without
    one they get increasing numbers with gaps, because rows of a DataFrame have no order.

    Returns the columns of a hits table, then ``rejected``, then those of ``dataframe`` with
    their types. In the line of a rejected row ``rejected`` is the reason and all other columns
    of ours but ``row`` are null, so ``.where("rejected is null")`` leaves the hits. Lazy, as
    everything in Spark, and written to no audit log.

    Raises ``UsageError`` for a table without a name or an identifier, and ``MissingExtra``
    without pyspark. A worker that cannot find the snapshot fails with ``SnapshotError``.
    """
    functions, types = _pyspark()
    task = _Task(
        str(snapshot.folder.absolute()),
        snapshot.id,
        policy,
        recognise(dataframe.columns, columns or {}),
    )
    number = functions.col(f"`{row}`") if row else functions.monotonically_increasing_id() + 1
    numbered = dataframe.withColumn(_NUMBER, number.cast("bigint"))
    ours = {"row": types.LongType(), "score": types.DoubleType()}
    carried = zip(_carried(dataframe.columns), dataframe.schema.fields, strict=True)
    result = types.StructType(
        [types.StructField(name, ours.get(name, types.StringType())) for name in OURS]
        + [types.StructField(name, field.dataType) for name, field in carried]
    )

    def screened(batches: Iterator[Any]) -> Iterator[Any]:
        return _screened(batches, task)

    return numbered.mapInArrow(screened, result)


def ship(session: "SparkSession", snapshot: Snapshot) -> None:
    """Send the snapshot to every executor, once each: for clusters without shared storage."""
    import atexit
    import shutil
    import tempfile

    name = folder_name(snapshot.id)
    context = session.sparkContext
    if any(archive.endswith(f"#{name}") for archive in context.listArchives):
        return
    packed = tempfile.mkdtemp(prefix="interdict-spark-")
    atexit.register(shutil.rmtree, packed, ignore_errors=True)  # executors may come late
    archive = shutil.make_archive(str(Path(packed, name)), "zip", snapshot.folder)
    context.addArchive(f"{archive}#{name}")


def _pyspark() -> tuple[Any, Any]:
    try:
        import pandas  # noqa: F401 - what Spark itself needs to take and give Arrow tables
        import pyarrow  # noqa: F401
        from pyspark.sql import functions, types
    except ImportError as absent:
        raise MissingExtra("screening in Spark", "spark") from absent
    return functions, types


def _carried(header: list[str]) -> list[str]:
    """The input's names beside ours, as in ``hits_table.table_header``; Spark's ignore case."""
    taken = {name.casefold() for name in OURS}
    names = []
    for number, printed in enumerate(header, 1):
        name = printed.strip() or f"input_column_{number}"
        while name.casefold() in taken:
            name = f"input_{name}"
        taken.add(name.casefold())
        names.append(name)
    return names


# --- in the Python workers of the executors -----------------------------------------------


_OPEN: dict[tuple[str, str], tuple[Screener, Memory]] = {}
"""The screener of this process, by the ids of snapshot and policy."""


def _screened(batches: Iterator[Any], task: _Task) -> Iterator[Any]:
    screener, memory = _opened(task)
    reader = RowReader(task.columns)
    lines = _Lines(screener)
    for batch in batches:
        cells = zip(*map(texts, batch.columns[:-1]), strict=True)
        chunk = reader.read(Block(1, tuple(Record(n, row) for n, row in enumerate(cells, 1))))
        found, _ = hits_of([row.query for row in chunk.rows], screener, memory)
        for row, hits in zip(chunk.rows, found, strict=True):
            if hits:
                lines.add_hits(row.number - 1, row.query, hits)
        for rejected in chunk.rejected:
            lines.add_rejected(rejected.row - 1, rejected.reason)
        yield lines.taken(batch)
    for finding in unread_findings(reader.unread(), task.columns.header, "a partition"):
        _log.warning("%s", finding.message)


class _Lines:
    """Lines of the result of one batch, each with the place of its row in the batch."""

    def __init__(self, screener: Screener) -> None:
        self._limit = screener.policy.limit
        self._hits = HitLines(())
        self._lines: list[tuple[int, tuple[object, ...]]] = []

    def add_hits(self, place: int, query: Any, hits: Any) -> None:
        """One line per hit, as many as the policy shows."""
        for line in self._hits.of(0, (), query, hits[: self._limit]):
            self._lines.append((place, (*line[1:], None)))

    def add_rejected(self, place: int, reason: str) -> None:
        """One line for the row."""
        self._lines.append((place, (*(None for _ in COLUMNS[1:]), reason)))

    def taken(self, batch: Any) -> Any:
        """The lines so far as an Arrow batch, with the cells of their rows; begins anew."""
        import pyarrow

        self._lines.sort(key=lambda line: line[0])
        places = pyarrow.array([place for place, _ in self._lines], pyarrow.int64())
        ours = list(zip(*(line for _, line in self._lines), strict=True))
        ours = ours or [()] * len(COLUMNS)
        self._lines = []
        types = [pyarrow.float64() if name == "score" else pyarrow.string() for name in COLUMNS[1:]]
        arrays = [
            batch.columns[-1].take(places),
            *map(pyarrow.array, ours, [*types, pyarrow.string()]),
            *(column.take(places) for column in batch.columns[:-1]),
        ]
        names = [*OURS, *_carried(batch.schema.names[:-1])]
        return pyarrow.RecordBatch.from_arrays(arrays, names)


def _opened(task: _Task) -> tuple[Screener, Memory]:
    key = task.snapshot, task.policy.id
    if key not in _OPEN:
        _OPEN.clear()
        screener = Screener(_found(task), task.policy)
        _OPEN[key] = screener, Memory()
    return _OPEN[key]


def _found(task: _Task) -> Snapshot:
    """The snapshot, from the first place that holds it."""
    from pyspark import SparkFiles

    name = folder_name(task.snapshot)
    places = [Path(task.folder), Path(SparkFiles.getRootDirectory(), name), Path(name).absolute()]
    for place in places:
        if (place / MANIFEST).exists():
            snapshot = open_snapshot(place)
            if snapshot.id == task.snapshot:
                return snapshot
    raise SnapshotError(
        f"snapshot {task.snapshot} is not in {', '.join(map(str, places))}: put it where every "
        "executor sees it under the driver's path, call  interdict.batch.spark.ship , or submit "
        f"with  --archives FILE#{name}"
    )
