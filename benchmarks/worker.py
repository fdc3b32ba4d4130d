"""What is timed inside one process; started by ``spine`` and not meant to be called by hand.

Prints one JSON object. The process screens and does nothing else, so that its peak memory is
what screening holds.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import inputs
from interdict.batch.columns import recognise
from interdict.batch.queries import Asker
from interdict.party import Query
from interdict.screening.screen import CHUNK, Screener
from interdict.snapshot.snapshot import Snapshot, open_snapshot

OPENINGS = 21
SINGLE_QUERIES = 2_000
LISTED_NAMES = 500


COLUMNS = {
    "name": ("full_name",),
    "noisy": ("full_name",),
    "all": ("full_name", "gender", "date_of_birth", "nationality"),
}


def queries(snapshot: Snapshot, columns: str) -> Iterator[Query]:
    """The rows as the queries that ``screen file`` makes of them."""
    rows = inputs.negatives(inputs.folder())
    if columns == "noisy":
        rows = inputs.with_noisy_names(rows, names(snapshot))
    header = COLUMNS[columns]
    asker = Asker(recognise(header, {}))
    for number, row in enumerate(rows, 1):
        query = asker.ask(tuple(row.get(column, "") for column in header), number)
        if isinstance(query, Query):
            yield query


def names(snapshot: Snapshot) -> list[str]:
    """Primary names spread evenly over the snapshot."""
    step = max(len(snapshot) // LISTED_NAMES, 1)
    return [snapshot.party(row).primary_name for row in range(0, len(snapshot), step)]


def bulk(folder: Path, columns: str) -> dict[str, Any]:
    """Screen all rows in chunks: retrieval, scoring and evidence; reading them is not timed."""
    snapshot = open_snapshot(folder)
    screener = Screener(snapshot)
    arriving = queries(snapshot, columns)
    asked = alerted = 0
    seconds = 0.0
    while chunk := list(islice(arriving, CHUNK)):
        started = time.perf_counter()
        found = screener.hits(chunk)
        seconds += time.perf_counter() - started
        asked += len(chunk)
        alerted += sum(bool(hits) for hits in found)
    return {"names": asked, "seconds": seconds, "alerted": alerted}


def single(folder: Path, columns: str) -> dict[str, Any]:
    """Screen rows one at a time, as a service would; the first query is told apart."""
    snapshot = open_snapshot(folder)
    screener = Screener(snapshot)
    times = []
    for query in islice(queries(snapshot, columns), SINGLE_QUERIES + 1):
        started = time.perf_counter()
        screener.screen(query)
        times.append(time.perf_counter() - started)
    return {"first": times[0], "times": times[1:]}


def opening(folder: Path, _: str) -> dict[str, Any]:
    """Open the snapshot again and again, and touch its indexes."""
    times = []
    for _repeat in range(OPENINGS):
        started = time.perf_counter()
        open_snapshot(folder).indexes  # noqa: B018 - the indexes are mapped on first use
        times.append(time.perf_counter() - started)
    return {"times": times}


TASKS: dict[str, Callable[[Path, str], dict[str, Any]]] = {
    "bulk": bulk,
    "single": single,
    "open": opening,
}


def main() -> None:
    """``TASK FOLDER COLUMNS``"""
    task, folder, columns = sys.argv[1:4]
    result = TASKS[task](Path(folder), columns)
    print(json.dumps(result | {"cores": len(os.sched_getaffinity(0))}))


if __name__ == "__main__":
    main()
