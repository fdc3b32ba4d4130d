"""A data folder of our own with lists loaded, in which workers measure."""

import importlib.util
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import inputs
from benchmarks.processes import ONE_CORE, PYTHON, Ran, interdict, run

Additions = list[list[str]]
"""The arguments of one ``lists add`` after another."""
Lists = Callable[[Path, Path], Additions]
"""(folder of real files, scratch folder) -> what to load."""


class Place:
    """A data folder, loaded once for all who measure in it."""

    def __init__(self, home: Path, lists: Lists | None = None) -> None:
        self.home = home
        self.data = inputs.folder()
        self.environment: Mapping[str, str] = {"INTERDICT_HOME": str(home), **ONE_CORE}
        self.core = min(os.sched_getaffinity(0))
        self._lists = lists or official
        self._additions: Additions | None = None

    def load(self, home: Path) -> Ran:
        """``interdict lists add`` with all files, into a data folder: the time of all calls
        together, the memory of the largest. Preparing files is not timed."""
        if self._additions is None:
            self._additions = self._lists(self.data, self.home.parent)
        environment = {"INTERDICT_HOME": str(home), **ONE_CORE}
        ran = [run(interdict("lists", "add", *files), environment) for files in self._additions]
        return Ran(sum(one.seconds for one in ran), max(one.peak_mb for one in ran), ran[-1].output)

    def status(self) -> dict[str, Any]:
        """What is in force here, loaded first if nothing is."""
        if not (self.home / "current").exists():
            self.load(self.home)
        shown = run(interdict("lists", "status", "--json"), self.environment)
        status: dict[str, Any] = json.loads(shown.output)
        return status

    def snapshot(self) -> Path:
        """The compiled snapshot's folder."""
        snapshot: str = self.status()["snapshot"]
        return self.home / "snapshots" / snapshot.replace(":", "-")

    def worker(self, task: str, *arguments: str) -> tuple[dict[str, Any], Ran]:
        """Run one of ``worker.TASKS`` in a process of its own, on one core."""
        command = [PYTHON, "-m", "benchmarks.worker", task, str(self.snapshot()), *arguments]
        ran = run(command, self.environment, core=self.core)
        return json.loads(ran.output.splitlines()[-1]), ran


# --- what can be loaded -------------------------------------------------------------------


def official(data: Path, scratch: Path) -> Additions:
    """What our connectors read: OFAC's two lists and the UN's."""
    return [[str(path) for path in inputs.official_files(data)]]


def every_official(data: Path, scratch: Path) -> Additions:
    """All official lists together. The UK Sanctions List is a transcript in tables."""
    lists = data / "lists"
    uk = lists / "uk" / "uk-sanctions-list-relational-2026-04"
    tables = ("subjects", "subject_names", "subject_dobs", "subject_identifiers")
    eu = sorted(lists.glob("eu/*/consolidated/*.csv"))
    return [
        *official(data, scratch),
        [*map(str, eu), "--published", "2026-08-22"],
        [str(max(lists.glob("uk/ofsi-conlist-*.xlsx")))],
        [*(str(uk / f"{table}.csv") for table in tables), *_named("uk-transcript", "2026-04-29")],
        [str(next(lists.glob("au/Australian_*.xlsx"))), "--published", "2026-02-24"],
        [str(max(lists.glob("ca/sema_*.xml"))), "--published", "2025-06-01"],
        [str(next(lists.glob("us_csl/consolidated_*.csv.gz"))), "--published", "2022-04-01"],
    ]


def _named(source: str, published: str) -> list[str]:
    return ["--source", source, "--published", published]


def synthetic(names: int) -> Lists:
    """An invented list of that many names (``benchmarks.synthetic``)."""

    def additions(data: Path, scratch: Path) -> Additions:
        if importlib.util.find_spec("benchmarks.synthetic") is None:
            raise inputs.NoData("benchmarks.synthetic, which invents the large list, is not here")
        made = scratch / "synthetic.ftm.json"
        run([PYTHON, "-m", "benchmarks.synthetic", "--names", str(names), str(made)], ONE_CORE)
        return [[str(made), "--published", "2026-11-01"]]

    return additions
