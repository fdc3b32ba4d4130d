"""The machine figures were measured on; a figure without it says little."""

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks.processes import PYTHON, run

LIBRARIES = ("numpy", "rapidfuzz", "msgspec", "lxml")


class Machine(NamedTuple):
    """What decides how fast it goes."""

    processor: str
    cores: int
    """Cores this process may use."""
    memory_gib: float
    system: str
    python: str
    libraries: str
    engine: str
    """Interdict's version and the hash of its word tables."""

    def __str__(self) -> str:
        return (
            f"{self.processor}, {self.cores} cores, {self.memory_gib:.0f} GiB memory, "
            f"{self.system}, Python {self.python}, {self.libraries}, interdict {self.engine}"
        )


def describe() -> Machine:
    """This machine."""
    return Machine(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)),
        memory_gib=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
        system=f"{platform.system()} {platform.release().partition('-')[0]}",
        python=".".join(map(str, sys.version_info[:3])),
        libraries=", ".join(f"{name} {version(name)}" for name in LIBRARIES),
        engine=_engine(),
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _engine() -> str:
    """Asked of another process, so that this one stays small (see ``processes``)."""
    asked = "from interdict.matching.engine import engine_id; print(engine_id())"
    return run([PYTHON, "-c", asked], {}).output.strip()
