"""What a bulk run costs beside screening: memory over rows, memory of each worker, its own time.

    python -m benchmarks.bulk                           400,000 rows, 1 and 2 jobs
    python -m benchmarks.bulk --rows 10000000 --jobs 2  ten million rows
    python -m benchmarks.bulk --input parquet --output jsonl

Memory is what the kernel says while the command runs, asked twenty times a second. A worker's
own memory is its private pages (USS: ``Private_Clean`` and ``Private_Dirty``); so that a page
of the snapshot counts as shared even where only one worker happens to have touched it, this
process maps the snapshot too.
"""

import argparse
import csv
import itertools
import mmap
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks import figures, inputs, machine
from benchmarks.figures import Figure
from benchmarks.processes import PYTHON, interdict, run
from benchmarks.spine import Place

ROWS = 400_000
TENTHS = 10
OWN_LIMIT_MB, RUN_LIMIT_MB = 80, 1_000


class Watched(NamedTuple):
    """A command that has ended, and its memory in MB of 10**6 bytes, as long as it ran."""

    seconds: float
    own: dict[int, float]
    """Most private memory of each worker process."""
    total: list[tuple[float, float]]
    """(second, private memory of all its processes and the pages they share)."""


def watch(arguments: Sequence[str], environment: dict[str, str]) -> Watched:
    """Run a command and look at the memory of it and its children until it ends."""
    started = time.perf_counter()
    own: dict[int, float] = defaultdict(float)
    total = []
    child = subprocess.Popen(
        arguments, stdout=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    while child.poll() is None:
        memory = {pid: _memory(pid) for pid in (child.pid, *_children(child.pid))}
        for pid, (private, _) in memory.items():
            if pid != child.pid:
                own[pid] = max(own[pid], private)
        whole = sum(private for private, _ in memory.values())
        shared = max((shared for _, shared in memory.values()), default=0.0)
        total.append((time.perf_counter() - started, whole + shared))
        time.sleep(0.05)
    if child.returncode not in (0, 1, 2):
        raise RuntimeError(f"{' '.join(arguments)} exited {child.returncode}")
    return Watched(time.perf_counter() - started, dict(own), total)


def _children(pid: int) -> list[int]:
    found = []
    for task in Path("/proc", str(pid), "task").glob("*/children"):
        try:
            found += [int(word) for word in task.read_text().split()]
        except OSError:  # that thread has just ended
            continue
    return found


def _memory(pid: int) -> tuple[float, float]:
    """(private, shared) resident memory in MB; zeros when the process has just ended."""
    try:
        lines = Path("/proc", str(pid), "smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return 0.0, 0.0
    kb = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    private = kb.get("Private_Clean", 0) + kb.get("Private_Dirty", 0)
    return private * 1024 / 1e6, (kb.get("Rss", 0) - private) * 1024 / 1e6


def customers(place: Path, rows: int) -> Iterator[list[str]]:
    """Rows of invented people: those at hand, then their given and family names mixed anew."""
    known = list(inputs.negatives(place))
    yield ["customer_id", *known[0]]
    dice = random.Random(20251022)
    for number in range(rows):
        row = known[number % len(known)]
        if number >= len(known):
            family = dice.choice(known)["last_name"]
            born = f"{dice.randint(1930, 2005)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            row = row | {
                "full_name": f"{row['first_name']} {family}",
                "last_name": family,
                "date_of_birth": born,
            }
        yield [f"C-{number}", *row.values()]


def write_csv(path: Path, rows: Iterator[list[str]]) -> None:
    """The customer file as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write_parquet(path: Path, rows: Iterator[list[str]]) -> None:
    """The customer file as Parquet, all columns text."""
    import pyarrow
    import pyarrow.parquet

    schema = pyarrow.schema([(name, pyarrow.string()) for name in next(rows)])
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:
        while group := list(itertools.islice(rows, 50_000)):
            writer.write_table(pyarrow.table(list(map(list, zip(*group, strict=True))), schema))


def hold(snapshot: Path, files: ExitStack) -> None:
    """Map every file of the snapshot and touch every page."""
    for path in snapshot.glob("*"):
        if path.stat().st_size:
            mapped = mmap.mmap(
                files.enter_context(path.open("rb")).fileno(), 0, access=mmap.ACCESS_READ
            )
            sum(mapped[:: mmap.PAGESIZE])
            files.callback(mapped.close)


def measured(
    place: Place, table: Path, rows: int, jobs: Sequence[int], form: str
) -> Iterator[Figure]:
    """Rows per second, memory of the run and of its workers, per number of jobs."""
    for count in jobs:
        output = table.with_name(f"hits-{count}.{form}")
        command = interdict("screen", "file", str(table), "-o", str(output), "--jobs", str(count))
        ran = watch(command, dict(place.environment))
        what = f"{rows:,} rows, {table.suffix[1:]} to {form}, {count} job{'s' * (count > 1)}"
        yield Figure(what, f"{rows / ran.seconds:,.0f} rows/s", "", "whole command")
        peak = max(memory for _, memory in ran.total)
        tenths = [0.0] * TENTHS
        for second, memory in ran.total:
            tenth = min(int(second / ran.seconds * TENTHS), TENTHS - 1)
            tenths[tenth] = max(tenths[tenth], memory)
        note = "all processes; most in each tenth of the run: " + ", ".join(
            f"{memory:.0f}" for memory in tenths
        )
        yield Figure(f"{what}: memory", f"{peak:.0f} MB", f"under {RUN_LIMIT_MB:,} MB", note)
        if ran.own:
            each = ", ".join(f"{memory:.0f}" for memory in ran.own.values())
            note = f"the most each held at any time: {each}"
            largest = f"{max(ran.own.values()):.0f} MB"
            yield Figure(f"{what}: a worker's own", largest, f"under {OWN_LIMIT_MB} MB", note)


def overhead(place: Place, table: Path, rows: int) -> Iterator[Figure]:
    """Time of everything but screening: the screener is told to find nothing."""
    command = [PYTHON, "-c", _STUB, "screen", "file", str(table), "--jobs", "1"]
    output = table.with_name("nothing.csv")
    ran = run([*command, "-o", str(output)], place.environment, core=place.core)
    note = "reading, hashing for the audit log, writing; one core, whole command, nothing screened"
    yield Figure("the runner alone", f"{ran.seconds / rows * 1e6:.1f} µs per row", "", note)


_STUB = """
from interdict.screening.screen import Screener
Screener.hits = lambda self, queries: [()] * len(queries)
from interdict.cli.main import main
main()
"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bulk",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--jobs", type=int, action="append", help="repeatable")
    parser.add_argument("--input", choices=("csv", "parquet"), default="csv")
    parser.add_argument("--output", choices=("csv", "parquet", "jsonl"), default="csv")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="interdict-bulk-") as scratch, ExitStack() as files:
        try:
            place = Place(Path(scratch) / "home")
        except inputs.NoData as absent:
            print(f"benchmarks: {absent}", file=sys.stderr)
            return 2
        hold(place.snapshot(), files)
        table = Path(scratch, f"customers.{options.input}")
        write = write_csv if options.input == "csv" else write_parquet
        write(table, customers(place.data, options.rows))
        found = [*overhead(place, table, options.rows)]
        found += measured(place, table, options.rows, options.jobs or (1, 2), options.output)
    print(figures.plain(machine.describe(), found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
