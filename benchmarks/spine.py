"""The main job on official files: load them, open what was compiled, screen names."""

import csv
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import inputs
from benchmarks.figures import Figure, median, percentile
from benchmarks.place import Place
from benchmarks.processes import ONE_CORE, PYTHON, interdict, run

Part = Callable[[Place, int], Iterator[Figure]]


def compiling(place: Place, runs: int) -> Iterator[Figure]:
    """Files from disk to a snapshot in force, as one command in an empty data folder."""
    ran = [place.load(place.home.with_name(f"{place.home.name}-{n}")) for n in range(runs)]
    status = place.status()
    parties = sum(edition["parties"] for edition in status["lists"])
    each = ", ".join(f"{e['list']} {e['parties']:,}" for e in status["lists"])
    yield Figure("parties in force", f"{parties:,}", note=each)
    seconds = median([one.seconds for one in ran])
    how = f"`interdict lists add`, whole command: read, check, archive, compile; median of {runs}"
    yield Figure("load and compile", f"{seconds:.1f} s", "under 20 s", how)
    peak = max(one.peak_mb for one in ran)
    yield Figure(
        "load and compile, peak memory", f"{peak:,.0f} MB", "under 1,000 MB", "largest run"
    )
    size = sum(path.stat().st_size for path in place.snapshot().iterdir())
    yield Figure("compiled snapshot on disk", f"{size / 1e6:,.0f} MB")


def opening(place: Place, runs: int) -> Iterator[Figure]:
    """Import time and the time to open a snapshot."""
    result, _ = place.worker("open")
    first, rest = result["times"][0], median(result["times"][1:])
    note = f"all indexes mapped; the first time in a process {first * 1e3:.1f} ms"
    yield Figure("open a snapshot", f"{rest * 1e3:.1f} ms", "under 50 ms", note)
    bare = [run([PYTHON, "-c", "pass"], ONE_CORE).seconds for _ in range(3 * runs)]
    with_us = [run([PYTHON, "-c", "import interdict"], ONE_CORE).seconds for _ in range(3 * runs)]
    spent = median(with_us) - median(bare)
    note = f"less a bare interpreter's {median(bare) * 1e3:.0f} ms; median of {3 * runs}"
    yield Figure("import interdict", f"{spent * 1e3:.0f} ms", "under 300 ms", note)


def commands(place: Place, runs: int) -> Iterator[Figure]:
    """One name as a whole process, start to exit."""
    place.status()
    for label, name in (("a listed name", "Eric Badege"), ("an unlisted name", "Amelia Thornbury")):
        command = interdict("screen", "name", name)
        ran = [run(command, place.environment, expected=(0, 1)) for _ in range(3 * runs)]
        seconds = median([one.seconds for one in ran])
        note = f"median of {3 * runs}, peak memory {max(one.peak_mb for one in ran):.0f} MB"
        yield Figure(f"`interdict screen name`, {label}", f"{seconds:.2f} s", "under 0.5 s", note)


def singles(place: Place, runs: int) -> Iterator[Figure]:
    """One query after another in one process."""
    for columns, label in (("noisy", "name only"), ("all", "name, birth, country, gender")):
        results = [place.worker("single", columns)[0] for _ in range(runs)]
        middle = median([percentile(result["times"], 0.5) for result in results])
        slow = median([percentile(result["times"], 0.99) for result in results])
        first = median([result["first"] for result in results])
        mix = "1 % listed names with a typo; " if columns == "noisy" else ""
        note = f"{mix}the first query of the process {first * 1e3:.0f} ms"
        yield Figure(f"one query in process, {label}: p50", f"{middle * 1e3:.2f} ms", "", note)
        yield Figure(f"one query in process, {label}: p99", f"{slow * 1e3:.2f} ms")


_BULK = (
    ("name", "unlisted people, name only"),
    ("all", "unlisted people, all columns"),
    ("noisy", "name only, 1 % listed names with a typo"),
)


def bulk(place: Place, runs: int) -> Iterator[Figure]:
    """50,000 names in chunks on one core; the share of people on no list that alert."""
    for columns, label in _BULK:
        results = [place.worker("bulk", columns) for _ in range(runs)]
        rate = median([result["names"] / result["seconds"] for result, _ in results])
        peak = max(ran.peak_mb for _, ran in results)
        one = results[0][0]
        note = f"{one['names']:,} rows, one core, median of {runs}; peak memory {peak:.0f} MB"
        yield Figure(label, f"{rate:,.0f} names/s", "at least 10,000", note)
        if columns != "noisy":
            share = one["alerted"] / one["names"]
            yield Figure(f"{label}: alerted", f"{share:.2%}", "under 1 %", "default threshold")


def files(place: Place, runs: int) -> Iterator[Figure]:
    """The same rows as a customer file, read and written by the command line."""
    place.status()
    table = place.home / "customers.csv"
    count = _write(table, inputs.negatives(place.data))
    command = interdict("screen", "file", str(table), "-o", str(place.home / "hits.csv"))
    ran = [
        run(command, place.environment, expected=(0, 1, 2), core=place.core) for _ in range(runs)
    ]
    rate = count / median([one.seconds for one in ran])
    note = f"whole command, one core, with audit records; peak memory {ran[0].peak_mb:.0f} MB"
    yield Figure("`interdict screen file`, all columns", f"{rate:,.0f} rows/s", "", note)


def _write(table: Path, rows: Iterator[dict[str, str]]) -> int:
    """A customer file; returns its number of rows."""
    first = next(rows)
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, first)
        writer.writeheader()
        return sum(1 for _ in map(writer.writerow, itertools.chain([first], rows)))


PARTS: dict[str, Part] = {
    "compile": compiling,
    "open": opening,
    "command": commands,
    "single": singles,
    "bulk": bulk,
    "file": files,
}
"""What can be measured, in the order in which it is."""
