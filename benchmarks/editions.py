"""What keeping editions costs: loading many, comparing all neighbours, asking the past.

    python -m benchmarks.editions            the 34 monthly SDN.CSV editions of 2021 to 2024,
                                             and nine of 2026
    python -m benchmarks.editions --write    the table into docs/performance.md

Every figure is one command as a person runs it. Processor time is told, not the clock's: other
work on the machine makes that one longer. The editions of 2026 are transforms of OFAC's list (names
and programmes alone); they are written as tables here and read by the tabular reader.
"""

import argparse
import csv
import json
import lzma
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import figures, inputs, machine
from benchmarks.figures import Figure
from benchmarks.processes import ONE_CORE, Ran, interdict, run

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
COMMAND = "python -m benchmarks.editions --write"
MONTHLY = inputs.LISTS / "ofac" / "sdn-csv-monthly-2021-2024"
DERIVED = inputs.LISTS / "ofac" / "sdn-derived-history-2026"
ASKED = "VTB Bank Public Joint Stock Company"
"""On the SDN List since 24 February 2022."""
MOST_CPU, MOST_MB = 300, 2_000


class Installation:
    """A data folder that commands are run in."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *arguments: str, expected: Sequence[int] = (0,)) -> Ran:
        """Run ``interdict ARGUMENTS``."""
        environment = {"INTERDICT_HOME": str(self.home), **ONE_CORE}
        return run(interdict(*arguments), environment, expected)

    def megabytes(self, folder: str) -> float:
        """What a folder of the data folder takes on disk, in MB of 10**6 bytes."""
        files = (path for path in (self.home / folder).rglob("*") if path.is_file())
        return sum(path.stat().st_size for path in files) / 1e6


def monthly(place: Path, home: Path) -> Iterator[Figure]:
    """The editions of 2021 to 2024: loaded in one call, compared, asked one by one."""
    files = sorted((place / MONTHLY).glob("*.csv.xz"))
    days = [file.name.removeprefix("sdn_").removesuffix(".csv.xz") for file in files]
    here = Installation(home)
    loaded = here("lists", "add", *map(str, files), "--json")
    count = len(files)
    yield _cpu(f"load {count} editions, one `lists add`", loaded, "compiled once")
    compared = here("lists", "history", "--what", "delisted", "--json")
    delisted = len(json.loads(compared.output)["events"])
    how = f"`lists history --what delisted`, the first time: {delisted:,} delistings"
    yield _cpu(f"compare {count - 1} pairs of neighbours", compared, how)
    both = loaded.processor_seconds + compared.processor_seconds
    peak = max(loaded.peak_mb, compared.peak_mb)
    yield Figure("load and compare, together", f"{both:.0f} s", f"under {MOST_CPU} s", "processor")
    yield Figure("load and compare, peak memory", f"{peak:,.0f} MB", f"under {MOST_MB:,} MB")
    yield _cpu("the same question again", here("lists", "history", "--what", "delisted"), "")
    ends = here("lists", "diff", f"ofac-sdn@{days[0]}", days[-1], "--json")
    yield _cpu("`lists diff` of the first and the last", ends, _counts(ends.output))
    yield Figure(
        f"{count} editions on disk", f"{here.megabytes('editions'):,.0f} MB", "", "gzipped"
    )
    yield from _replay(here, days)


def _replay(here: Installation, days: Sequence[str]) -> Iterator[Figure]:
    """One name screened as of each edition, twice."""
    first, again = ([_asked(here, day) for day in days] for _ in range(2))
    verdicts = [json.loads(ran.output)["verdicts"]["us"]["verdict"] for ran in first]
    turned = days[verdicts.index("blocked")] if "blocked" in verdicts else "never"
    same = sum(one.output == other.output for one, other in zip(first, again, strict=True))
    cpu = sum(ran.processor_seconds for ran in first)
    how = f"`screen name --as-of`, each compiled; blocked from {turned} on"
    yield Figure(f"screen as of {len(days)} editions", f"{cpu:.0f} s", "", how)
    yield Figure(
        "answers that came out byte for byte again", f"{same} of {len(days)}", str(len(days))
    )
    yield Figure("compiled snapshots on disk", f"{here.megabytes('snapshots'):,.0f} MB", "",
                 "the one in force and the twelve past ones asked last")  # fmt: skip


def _asked(here: Installation, day: str) -> Ran:
    return here("screen", "name", ASKED, "--as-of", day, "--json", expected=(0, 1))


def derived(place: Path, home: Path) -> Iterator[Figure]:
    """Nine editions of 2026, names and programmes alone."""
    tables = home.with_name("tables")
    tables.mkdir()
    files = [_table(file, tables) for file in sorted((place / DERIVED).glob("*.json.xz"))]
    here = Installation(home)
    loaded = here("lists", "add", *map(str, files), "--source", "sdn-2026", "--json")
    parties = max(edition["parties"] for edition in json.loads(loaded.output)["editions"])
    yield _cpu(f"load {len(files)} editions of 2026", loaded, f"{parties:,} parties at most")
    compared = here("lists", "history", "--what", "delisted", "--what", "listed", "--json")
    events = json.loads(compared.output)["events"]
    gone = sum(event["what"] == "delisted" for event in events)
    how = f"{len(events) - gone:,} listed, {gone:,} delisted"
    yield _cpu(f"compare {len(files) - 1} pairs of neighbours", compared, how)


def _table(file: Path, folder: Path) -> Path:
    """One edition as a table, dated by its name."""
    with lzma.open(file, "rt", encoding="utf-8") as stream:
        entries: list[dict[str, Any]] = json.load(stream)["entries"]
    day = file.name.split("_")[-1][:10] if "haumino" not in file.name else file.name.split("_")[2]
    path = folder / f"sdn_{day}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("id", "name", "type", "programmes", "aliases"))
        for entry in entries:
            programmes = entry.get("programs") or entry.get("program", "").split("] [")
            aliases = entry.get("alternateNames") or entry.get("aliases") or []
            row = (entry["uid"], entry["name"], entry["type"])
            writer.writerow((*row, "; ".join(programmes), "; ".join(aliases)))
    return path


def _cpu(what: str, ran: Ran, how: str) -> Figure:
    memory = f"peak memory {ran.peak_mb:,.0f} MB"
    return Figure(
        what, f"{ran.processor_seconds:.1f} s", "", "; ".join(filter(None, (how, memory)))
    )


def _counts(output: str) -> str:
    counts = json.loads(output)["lists"][0]["counts"]
    return ", ".join(f"{counts[what]:,} {what}" for what in ("added", "removed", "changed"))


def main() -> int:
    """Measure and show."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.editions",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    options = parser.parse_args()
    try:
        place = inputs.folder()
    except inputs.NoData as absent:
        print(f"benchmarks: {absent}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="interdict-editions-") as scratch:
        measured = [
            *monthly(place, Path(scratch) / "monthly"),
            *derived(place, Path(scratch) / "derived"),
        ]
    show = figures.markdown if options.write else figures.plain
    text = show(machine.describe(), measured)
    if options.write:
        PAGE.write_text(figures.written(PAGE.read_text("utf-8"), text, COMMAND), encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
