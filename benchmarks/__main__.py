"""Print figures with the machine they were measured on.

    python -m benchmarks                        everything, medians of 3 runs
    python -m benchmarks --part bulk --runs 5   one part
    python -m benchmarks --markdown             as a table
    python -m benchmarks --write                into docs/performance.md

The real files are read from INTERDICT_DATA, else from ../shared/data beside the clone.
Further commands, each with --help:  python -m benchmarks.quality, .speed, .peers
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks import figures, inputs, machine
from benchmarks.place import Place
from benchmarks.spine import PARTS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
COMMAND = "python -m benchmarks --write"


def main() -> int:
    """Measure the chosen parts, one after the other."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--part", action="append", choices=PARTS, help="only this; repeatable")
    parser.add_argument("--runs", type=int, default=3, help="runs behind each median")
    parser.add_argument("--markdown", action="store_true", help="print a table for the docs")
    parser.add_argument("--write", action="store_true", help="put that table into the docs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="interdict-bench-") as scratch:
        try:
            place = Place(Path(scratch) / "home")
        except inputs.NoData as absent:
            print(f"benchmarks: {absent}", file=sys.stderr)
            return 2
        measured: list[figures.Figure] = []
        for part in options.part or PARTS:
            print(f"measuring {part} ...", file=sys.stderr)
            measured += PARTS[part](place, options.runs)
    show = figures.markdown if options.markdown or options.write else figures.plain
    table = show(machine.describe(), measured)
    if options.write:
        PAGE.write_text(figures.written(PAGE.read_text("utf-8"), table, COMMAND), encoding="utf-8")
    print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
