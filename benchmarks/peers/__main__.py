"""Measure the peers that pip can install beside ours, on the same list and queries.

    python -m benchmarks.peers                          all of them
    python -m benchmarks.peers --peer logic_v2          one; repeatable
    python -m benchmarks.peers --scratch FOLDER         keep the environments for next time
    python -m benchmarks.peers --write                  into docs/performance.md

Each peer gets a virtual environment of its own in the scratch folder, its versions pinned in
its module. A peer that cannot be installed or run is left out of the table with what it said.
nomenklatura needs ICU (Debian: apt-get install libicu-dev pkg-config g++).
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import figures, inputs, machine
from benchmarks.peers import environments, table
from benchmarks.place import Place
from benchmarks.processes import ONE_CORE, PYTHON, run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
COMMAND = "python -m benchmarks.peers --write"
PEERS = ("ours", "logic_v2", "emm", "splink", "rapidfuzz_token_sort", "rapidfuzz_wratio")


def main() -> int:
    """Prepare the inputs once, then measure one peer after the other."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="interdict-peers-") as temporary:
        scratch = Path(options.scratch or temporary).resolve()
        folder = Path(temporary) / "inputs"
        try:
            place = Place(Path(temporary) / "home")
        except inputs.NoData as absent:
            print(f"benchmarks: {absent}", file=sys.stderr)
            return 2
        prepare = [PYTHON, "-m", "benchmarks.peers.prepare", str(place.snapshot()), str(folder)]
        run(prepare, ONE_CORE)
        measured, failed = {}, {}
        for peer in options.peer or PEERS:
            print(f"measuring {peer} ...", file=sys.stderr)
            try:
                measured[peer] = environments.measure(peer, folder, scratch)
            except RuntimeError as problem:
                failed[peer] = str(problem).strip().splitlines()[-1]
                print(f"benchmarks: {peer}: {problem}", file=sys.stderr)
        sizes = table.sizes(folder)
    block = table.markdown(machine.describe(), measured, failed, sizes)
    if options.write:
        PAGE.write_text(figures.written(PAGE.read_text("utf-8"), block, COMMAND), encoding="utf-8")
    print(block)
    return 1 if failed and not measured else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--peer", action="append", choices=PEERS, help="only this; repeatable")
    parser.add_argument("--scratch", metavar="FOLDER", help="where environments are made and kept")
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
