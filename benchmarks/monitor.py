"""A change of a hundred parties against a million registered customers.

    python -m benchmarks.monitor                      a million customers, 100 parties
    python -m benchmarks.monitor --customers 100000   fewer
    python -m benchmarks.monitor --write              into docs/performance.md

The customers are invented (``benchmarks.synthetic``: the words of the official lists and of
the invented people put together anew), with kind, birth date and country. Screening everybody
once is a bulk run like any other, and is left out: the file is registered as if nobody were
known to hit. The lists are the official ones our connectors read. The change takes them from a
state in which 70 of 100 parties chosen at random are not yet listed, 20 have fewer names and
other programmes and 10 are still listed under another id, to the state they are in, and back.
Each run is a whole command, with its start, audit records and output.
"""

import argparse
import csv
import itertools
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import figures, inputs, machine
from benchmarks.figures import Figure, median
from benchmarks.place import Place
from benchmarks.processes import PYTHON, Ran, interdict, run
from benchmarks.synthetic import parties, words

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
COMMAND = "python -m benchmarks.monitor --write"
HEADER = ("customer id", "name", "kind", "birth date", "country")
SEED = 20251022


def customers(place: Path, number: int) -> Iterator[tuple[str, ...]]:
    """Rows of a customer file."""
    made = parties(10 * number, words(place))
    for count, party in enumerate(itertools.islice(made, number)):
        facts = party["properties"]
        born = facts.get("birthDate", [""])
        nation = facts.get("nationality") or facts.get("jurisdiction") or facts.get("flag")
        yield f"C{count:07}", facts["name"][0], party["schema"], born[0], nation[0]


_EARLIER = """
import random, sys
from pathlib import Path
import msgspec
from interdict.snapshot.compile import EditionContent
from interdict.snapshot.opening import compiled, open_current
from interdict.snapshot.store import Home

home, number, seed = Home(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3])
now = open_current(home)
everybody = [now.party(row) for row in range(len(now))]
chosen = random.Random(seed).sample(everybody, number)
absent = {party.id for party in chosen[: number * 7 // 10]}
poorer = {party.id for party in chosen[number * 7 // 10 : number * 9 // 10]}
renamed = {party.id for party in chosen[number * 9 // 10 :]}

def before(party):
    if party.id in renamed:
        return msgspec.structs.replace(party, id=party.id + "-old")
    if party.id in poorer:
        listings = tuple(
            msgspec.structs.replace(each, programmes=("EARLIER",)) for each in party.listings
        )
        return msgspec.structs.replace(party, names=party.names[:1], listings=listings)
    return party

kept = [before(party) for party in everybody if party.id not in absent]
print(now.id, compiled(home, [
    EditionContent(
        edition=edition,
        parties=tuple(p for p in kept if p.source == edition.source),
        findings=(),
    )
    for edition in now.editions
]))
"""
"""Compiles the lists as they might have been before, and says both snapshots' ids."""

_REGISTER = """
import datetime, sys
from pathlib import Path
import msgspec
from interdict.batch.tables import CustomerTable
from interdict.monitor.known import State
from interdict.monitor.register import RegisteredFile
from interdict.monitor.rescreen import basis_of
from interdict.screening.screen import Screener
from interdict.snapshot.opening import open_current
from interdict.snapshot.store import Home

home = Home(Path(sys.argv[1]))
file = RegisteredFile(home, "customers")
with CustomerTable.open(sys.argv[2]) as table, file.lock():
    arrived = file.arrive(table, {})
state = State(
    run=1,
    at=datetime.datetime.now(datetime.UTC),
    customers=arrived.registration.customers,
    basis=basis_of(Screener(open_current(home))),
    hits={},
)
(file.folder / "known.msgpack").write_bytes(msgspec.msgpack.encode(state))
"""
"""Registers a file as ``monitor add`` does, as if it had been screened and nobody hit."""

_ACTIVATE = """
import sys
from pathlib import Path
from interdict.snapshot.store import Home
Home(Path(sys.argv[1])).activate(sys.argv[2])
"""


class Scene:
    """A data folder with lists in two states, and a customer file."""

    def __init__(self, scratch: Path, number: int, change: int) -> None:
        self._place = Place(scratch / "home")
        self._place.load(self._place.home)
        self._scratch = scratch
        self.table = scratch / "customers.csv"
        with self.table.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(HEADER)
            writer.writerows(customers(self._place.data, number))
        home = str(self._place.home)
        made = run([PYTHON, "-c", _EARLIER, home, str(change), str(SEED)], {})
        self.now, self.earlier = made.output.split()[-2:]

    def in_force(self, snapshot: str) -> None:
        """Bring one of the two states into force."""
        run([PYTHON, "-c", _ACTIVATE, str(self._place.home), snapshot], {})

    def register(self) -> Ran:
        """Store and index the customers."""
        home, table = str(self._place.home), str(self.table)
        return run([PYTHON, "-c", _REGISTER, home, table], self._place.environment)

    def monitor(self) -> Ran:
        """``interdict monitor run``; what it finds goes to a file."""
        output = str(self._scratch / "changes.csv")
        command = interdict("monitor", "run", "-o", output)
        return run(command, self._place.environment, expected=(0, 1))

    @property
    def on_disk(self) -> int:
        """Bytes of the registered file."""
        folder = self._place.home / "monitor"
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measure(scratch: Path, number: int, change: int, runs: int) -> Iterator[Figure]:
    """Register, then change the lists to and fro."""
    scene = Scene(scratch, number, change)
    scene.in_force(scene.earlier)
    first = scene.register()
    yield Figure(
        "register and index a customer file",
        f"{first.processor_seconds:,.0f} s",
        "",
        f"{number:,} customers; peak memory {first.peak_mb:,.0f} MB",
    )
    yield Figure("registered file on disk", f"{scene.on_disk / 1e6:,.0f} MB", "", "rows and index")
    ran = []
    for snapshot in [scene.now, scene.earlier] * runs:
        scene.in_force(snapshot)
        ran.append(scene.monitor())
    busy = median([each.processor_seconds for each in ran])
    peak = max(each.peak_mb for each in ran)
    said = next(line for line in ran[-2].output.splitlines() if "screened; hits" in line)
    goal = "under 10 s" if (number, change) == (1_000_000, 100) else ""
    yield Figure(
        f"`interdict monitor run` after a change of {change} parties",
        f"{busy:.1f} s",
        goal,
        f"whole command, processor time, median of {len(ran)} (by the clock "
        f"{min(each.seconds for each in ran):.1f} to {max(each.seconds for each in ran):.1f} s); "
        f"{said}",
    )
    yield Figure("the same: peak memory", f"{peak:,.0f} MB", "under 2,000 MB", "mapped files too")
    still = scene.monitor()
    yield Figure("`interdict monitor run` when nothing changed", f"{still.processor_seconds:.1f} s")


def main() -> int:
    """Measure and print, or write into the docs."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.monitor",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--parties", type=int, default=100, help="parties that change")
    parser.add_argument("--runs", type=int, default=2, help="changes to and fro")
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="interdict-monitor-") as scratch:
        try:
            found = tuple(measure(Path(scratch), options.customers, options.parties, options.runs))
        except inputs.NoData as absent:
            print(f"benchmarks: {absent}", file=sys.stderr)
            return 2
    show = figures.markdown if options.write else figures.plain
    text = show(machine.describe(), found)
    if options.write:
        PAGE.write_text(figures.written(PAGE.read_text("utf-8"), text, COMMAND), encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
