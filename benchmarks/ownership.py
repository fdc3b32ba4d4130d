"""Ownership verdicts at the size of a country's register.

    python -m benchmarks.ownership                     10 million stakes, 5 million companies
    python -m benchmarks.ownership --stakes 1000000    fewer
    python -m benchmarks.ownership --write             into docs/performance.md

The stakes are invented (``benchmarks.stakes``), cycles, bands, votes and boards included, and are
read from a table as ``owners solve`` reads it. Each run is a process of its own.
"""

from pathlib import Path

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
