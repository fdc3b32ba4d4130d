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

from benchmarks import inputs, noisy_copies
from interdict.batch.columns import recognise
from interdict.batch.queries import Asker
from interdict.party import Query
from interdict.screening.screen import CHUNK, Screener
from interdict.snapshot.snapshot import Snapshot, open_snapshot

OPENINGS = 21
SINGLE_QUERIES = 2_000
LISTED_NAMES = 500
MANY_LISTED_NAMES = 5_000


COLUMNS = {
    "name": ("full_name",),
    "noisy": ("full_name",),
    "worst": ("full_name",),
    "all": ("full_name", "gender", "date_of_birth", "nationality"),
}
"""Mix of queries -> the columns that are asked: ``noisy`` has 1 % listed names with a typo,
``worst`` nothing else."""


def queries(snapshot: Snapshot, columns: str) -> Iterator[Query]:
    """The rows as the queries that ``screen file`` makes of them."""
    rows = inputs.negatives(inputs.folder())
    if columns == "noisy":
        rows = inputs.with_noisy_names(rows, names(snapshot, LISTED_NAMES))
    elif columns == "worst":
        rows = inputs.with_noisy_names(rows, names(snapshot, MANY_LISTED_NAMES), every=1)
    header = COLUMNS[columns]
    asker = Asker(recognise(header, {}))
    for number, row in enumerate(rows, 1):
        query = asker.ask(tuple(row.get(column, "") for column in header), number)
        if isinstance(query, Query):
            yield query


def names(snapshot: Snapshot, wanted: int) -> list[str]:
    """Primary names spread evenly over the snapshot."""
    step = max(len(snapshot) // wanted, 1)
    return [snapshot.party(row).primary_name for row in range(0, len(snapshot), step)]


def bulk(folder: Path, columns: str, rows: str = "") -> dict[str, Any]:
    """Screen all rows, or so many, in chunks: retrieval, scoring and evidence; reading them is
    not timed. ``private_mb`` is memory of this process alone, without what it maps."""
    snapshot = open_snapshot(folder)
    screener = Screener(snapshot)
    arriving = islice(queries(snapshot, columns), int(rows) if rows else None)
    asked = alerted = 0
    seconds = 0.0
    while chunk := list(islice(arriving, CHUNK)):
        started = time.perf_counter()
        found = screener.hits(chunk)
        seconds += time.perf_counter() - started
        asked += len(chunk)
        alerted += sum(bool(hits) for hits in found)
    return {
        "names": asked,
        "seconds": seconds,
        "alerted": alerted,
        "private_mb": _private_mb(),
    }


def _private_mb() -> float:
    """Anonymous memory now, in MB of 10**6 bytes (Linux; 0 elsewhere)."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    kilobytes = (int(line.split()[1]) for line in lines if line.startswith("Anonymous:"))
    return next(kilobytes, 0) * 1024 / 1e6


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


def opening(folder: Path) -> dict[str, Any]:
    """Open the snapshot again and again, and touch its indexes."""
    times = []
    for _repeat in range(OPENINGS):
        started = time.perf_counter()
        open_snapshot(folder).indexes  # noqa: B018 - the indexes are mapped on first use
        times.append(time.perf_counter() - started)
    return {"times": times}


def size(folder: Path) -> dict[str, Any]:
    """How many parties there are, and how many names they have."""
    snapshot = open_snapshot(folder)
    counts = [len(snapshot.party(row).names) for row in range(len(snapshot))]
    return {"parties": len(counts), "names": sum(counts)}


def copied(folder: Path) -> dict[str, Any]:
    """Noisy copies of listed names: see ``noisy_copies``."""
    return noisy_copies.measure(open_snapshot(folder))


TASKS: dict[str, Callable[..., dict[str, Any]]] = {
    "bulk": bulk,
    "single": single,
    "open": opening,
    "size": size,
    "copies": copied,
}


def main() -> None:
    """``TASK FOLDER [MIX [ROWS]]``"""
    task, folder, *arguments = sys.argv[1:]
    result = TASKS[task](Path(folder), *arguments)
    print(json.dumps(result | {"cores": len(os.sched_getaffinity(0))}))


if __name__ == "__main__":
    main()
