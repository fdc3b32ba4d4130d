"""Speed on all official lists together and on a large invented one.

    python -m benchmarks.speed                       both lists, medians of 3 runs
    python -m benchmarks.speed --on official         one of them
    python -m benchmarks.speed --names 100000        another size of the invented list
    python -m benchmarks.speed --write               into docs/performance.md

Three mixes are asked, names alone: people on no list; the same with 1 % listed names with a
typo; and nothing but listed names with a typo, which is the worst that can be asked.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import figures, inputs, machine
from benchmarks.figures import Figure, median, percentile
from benchmarks.place import Lists, Place, every_official, synthetic
from benchmarks.spine import opening

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
COMMAND = "python -m benchmarks.speed --write"


class Goals(NamedTuple):
    """What is to be reached on a list."""

    rate: str = ""
    memory: str = ""
    p50: str = ""
    p99: str = ""


class Scene(NamedTuple):
    """A list and what is to be reached on it."""

    lists: Lists
    goals: Goals
    worst_rows: int
    """How many queries are asked when each is a noisy listed name."""


OFFICIAL_GOALS = Goals("at least 50,000", "under 250 MB", "under 0.5 ms", "under 3 ms")
SYNTHETIC_GOALS = Goals("at least 10,000", "under 2,000 MB")
MIXES = {
    "noisy": "1 % listed names with a typo",
    "name": "people on no list",
    "worst": "every query a listed name with a typo",
}


TITLES = {
    "official": "All official lists together",
    "synthetic": "An invented list",
}


def size(place: Place) -> Iterator[Figure]:
    """How much is screened against, and what loading it took."""
    loaded = place.load(place.home)
    status = place.status()
    counts, _ = place.worker("size")
    each = ", ".join(f"{e['list']} {e['parties']:,}" for e in status["lists"])
    yield Figure(
        "names listed", f"{counts['names']:,}", "", f"{counts['parties']:,} parties: {each}"
    )
    note = f"`interdict lists add`; peak memory {loaded.peak_mb:,.0f} MB"
    yield Figure("load and compile", f"{loaded.seconds:.1f} s", "", note)
    on_disk = sum(path.stat().st_size for path in place.snapshot().iterdir())
    yield Figure("compiled snapshot on disk", f"{on_disk / 1e6:,.0f} MB")


def bulk(place: Place, scene: Scene, runs: int) -> Iterator[Figure]:
    """Names a second in chunks on one core: retrieval, scoring and evidence."""
    for mix, label in MIXES.items():
        rows = str(scene.worst_rows) if mix == "worst" else ""
        results = [place.worker("bulk", mix, rows) for _ in range(runs)]
        rates = [result["names"] / result["seconds"] for result, _ in results]
        one = results[0][0]
        note = f"{one['names']:,} names, one core, median of {runs}; {_alerted(one)}"
        goal = scene.goals.rate if mix == "noisy" else ""
        yield Figure(f"bulk, {label}", f"{median(rates):,.0f} names/s", goal, note)
        peak = max(ran.peak_mb for _, ran in results)
        own = max(result["private_mb"] for result, _ in results)
        note = f"largest resident set; the process's own at the end {own:.0f} MB"
        goal = scene.goals.memory if mix == "noisy" else ""
        yield Figure(f"bulk, {label}: memory", f"{peak:,.0f} MB", goal, note)


def singles(place: Place, scene: Scene, runs: int) -> Iterator[Figure]:
    """One query after another in one process."""
    for mix in ("noisy", "worst"):
        results = [place.worker("single", mix)[0] for _ in range(runs)]
        middle = median([percentile(result["times"], 0.5) for result in results])
        slow = median([percentile(result["times"], 0.99) for result in results])
        first = median([result["first"] for result in results])
        goals = scene.goals if mix == "noisy" else Goals()
        note = f"2,000 queries; the first query of the process {first * 1e3:.0f} ms"
        label = f"one query, {MIXES[mix]}"
        yield Figure(f"{label}: p50", f"{middle * 1e3:.2f} ms", goals.p50, note)
        yield Figure(f"{label}: p99", f"{slow * 1e3:.2f} ms", goals.p99)


def measure(scene: Scene, scratch: Path, runs: int) -> list[Figure]:
    """Everything about one list."""
    scratch.mkdir()
    place = Place(scratch / "home", scene.lists)
    measured = [*size(place)]
    measured += opening(place, runs)
    measured += bulk(place, scene, runs)
    return [*measured, *singles(place, scene, runs)]


def _alerted(result: dict[str, float]) -> str:
    return f"{result['alerted'] / result['names']:.2%} alerted"


def main() -> int:
    """Measure the chosen lists, one after the other."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--on", action="append", choices=("official", "synthetic"))
    parser.add_argument("--names", type=int, default=1_000_000, help="size of the invented list")
    parser.add_argument("--runs", type=int, default=3, help="runs behind each median")
    parser.add_argument("--write", action="store_true", help="put the tables into the docs")
    options = parser.parse_args()
    scenes = {
        "official": Scene(every_official, OFFICIAL_GOALS, 10_000),
        "synthetic": Scene(synthetic(options.names), SYNTHETIC_GOALS, 2_000),
    }
    shown = []
    described = machine.describe()
    show = figures.markdown if options.write else figures.plain
    with tempfile.TemporaryDirectory(prefix="interdict-speed-") as scratch:
        for name in options.on or scenes:
            print(f"measuring on the {name} lists ...", file=sys.stderr)
            try:
                measured = measure(scenes[name], Path(scratch) / name, options.runs)
            except inputs.NoData as absent:
                print(f"benchmarks: {absent}", file=sys.stderr)
                continue
            title = TITLES[name]
            shown.append(f"**{title}**\n\n{show(described, measured)}")
    if not shown:
        return 2
    text = "\n\n".join(shown)
    if options.write:
        PAGE.write_text(figures.written(PAGE.read_text("utf-8"), text, COMMAND), encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
