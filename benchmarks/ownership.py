"""Ownership verdicts at the size of a country's register.

    python -m benchmarks.ownership                     10 million stakes, 5 million companies
    python -m benchmarks.ownership --stakes 1000000    fewer
    python -m benchmarks.ownership --write             into docs/performance.md

The stakes are invented (``benchmarks.stakes``), cycles, bands, votes and boards included, and are
read from a table as ``owners solve`` reads it. Each run is a process of its own.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import figures, machine
from benchmarks.figures import Figure, median
from benchmarks.processes import PYTHON, run
from benchmarks.stakes import write_listed, write_stakes

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
COMMAND = "python -m benchmarks.ownership --write"
SEED = 50
ASKED = 300
"""Verdicts with proof, and changes, that are timed one by one."""

MEASURED = """
import datetime, json, random, resource, statistics, sys, time
from pathlib import Path
from interdict.batch.ownership import read_listed, read_stakes
from interdict.ownership.listed import Listed
from interdict.ownership.rules import REGIMES
from interdict.ownership.solution import solve
from interdict.ownership.stake import Stake
from interdict.ownership.share import parse

stakes, listed, asked = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
day = datetime.date(2026, 1, 1)
said = {}

def timed(name, act):
    begun = time.process_time()
    result = act()
    said[name] = time.process_time() - begun
    return result

def each(name, acts):
    took = []
    for act in acts:
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    said[name] = [statistics.median(took), took[int(len(took) * 0.99)], took[-1]]

table, _ = timed("read", lambda: read_stakes(stakes))
roll, _ = read_listed(listed)
solution = timed("graph", lambda: solve(table, roll, day))
timed("ways", lambda: (solution.graph.edges.into(0), solution.graph.joined.into(0)))
for regime in REGIMES:
    timed(regime, lambda: solution.regime(regime).words)
dice = random.Random(7)
found = {}
for regime in REGIMES:
    words = solution.regime(regime).words
    places = [n for n in (words < 8).nonzero()[0].tolist()]
    found[regime] = len(places)
    chosen = dice.sample(places, min(asked, len(places)))
    ids = [table.ids[n] for n in chosen]
    solution.verdict(ids[0], regime), solution.proof(ids[0], regime)
    each("proof " + regime, [
        lambda i=i: (solution.verdict(i, regime), solution.proof(i, regime)) for i in ids
    ])
said["found"] = found
companies = [i for i in table.ids if i.startswith("C")]
names = dice.sample(companies, asked)
def list_it(name):
    solution.add_listed([Listed(entity=name, regime=regime) for regime in REGIMES])
    return [solution.verdict(name, regime) for regime in REGIMES]

def hold_it(owner, owned):
    solution.add_stake(Stake(owner=owner, owned=owned, share=parse("60")))
    return [solution.verdict(owned, regime) for regime in REGIMES]

each("listing", [lambda n=n: list_it(n) for n in names])
pairs = [(dice.choice(companies), dice.choice(companies)) for _ in range(asked)]
each("stake", [lambda o=o, d=d: hold_it(o, d) for o, d in pairs])
said["parties"], said["edges"] = solution.graph.count, len(solution.graph.edges.owner)
said["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(json.dumps(said))
"""


def measure(scratch: Path, stakes: int, runs: int) -> Sequence[Figure]:
    """Make the tables, then measure in processes of their own."""
    table, listed = scratch / "stakes.csv", scratch / "listed.csv"
    write_stakes(table, stakes, SEED)
    write_listed(listed, stakes, SEED)
    command = [PYTHON, "-c", MEASURED, str(table), str(listed), str(ASKED)]
    said = [json.loads(run(command, {}).output) for _ in range(runs)]
    return tuple(_figures(said, stakes == 10_000_000))


def _figures(said: Sequence[dict[str, Any]], whole: bool) -> Sequence[Figure]:
    def middle(name: str, place: int | None = None) -> float:
        return median([each[name] if place is None else each[name][place] for each in said])

    first = said[0]
    found = [
        Figure(
            "read the table of stakes",
            f"{middle('read') + middle('graph') + middle('ways'):.1f} s",
            "under 60 s" if whole else "",
            f"{first['edges']:,} stakes in force of {first['parties']:,} parties; with their graph",
        )
    ]
    for regime in ("us", "eu", "uk", "ch"):
        reached = f"{first['found'][regime]:,} verdicts that are not no-match"
        goal = "under 3 s" if whole else ""
        found.append(Figure(f"solve {regime}", f"{middle(regime):.2f} s", goal, reached))
    four = sum(middle(regime) for regime in ("us", "eu", "uk", "ch"))
    found.append(Figure("solve all four", f"{four:.2f} s", "under 10 s" if whole else ""))
    slowest = max(("us", "eu", "uk", "ch"), key=lambda regime: middle(f"proof {regime}", 1))
    for what, name, goal in (
        ("one verdict with its proof", f"proof {slowest}", "under 20 ms"),
        ("one new listing in four regimes, with the verdicts", "listing", "under 50 ms"),
        ("one new stake in four regimes, with the verdicts", "stake", "under 50 ms"),
    ):
        value = f"{middle(name, 0):.1f} / {middle(name, 1):.1f} ms"
        found.append(Figure(what, value, goal if whole else "", "median / 99th percentile"))
    peak = f"{max(each['memory'] for each in said):.2f} GB"
    found.append(Figure("peak memory", peak, "under 4 GB" if whole else ""))
    return found


def main() -> int:
    """Measure and print, or write into the docs."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ownership",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stakes", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="interdict-ownership-") as scratch:
        found = measure(Path(scratch), options.stakes, options.runs)
    show = figures.markdown if options.write else figures.plain
    text = show(machine.describe(), found)
    if options.write:
        PAGE.write_text(figures.written(PAGE.read_text("utf-8"), text, COMMAND), encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
