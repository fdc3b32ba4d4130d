"""Commands run as a person runs them, with the time and memory they took.

Linux counts what a process held before it became the command, its parent's memory, into the
command's peak. So the process that starts the commands imports nothing of ``interdict`` and
keeps no rows: its own 20 MB are the least peak that can be told.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

PYTHON = sys.executable
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""Keeps libraries from using more than one core behind our back."""


class Ran(NamedTuple):
    """One command that has ended."""

    seconds: float
    peak_mb: float
    """Most memory it held at once (resident set), in MB of 10**6 bytes."""
    output: str
    processor_seconds: float = 0.0
    """Of it and of the processes it started."""


def run(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    expected: Sequence[int] = (0,),
    core: int | None = None,
) -> Ran:
    """Run a command to its end, on one core when one is named.

    Raises ``RuntimeError`` with what it said when it exits otherwise than expected.
    """
    started = time.perf_counter()
    child = subprocess.Popen(
        arguments,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **environment},
        preexec_fn=None if core is None else lambda: os.sched_setaffinity(0, {core}),
    )
    if child.stdout is None:
        raise RuntimeError("the child has no output to read")
    with child.stdout:
        output = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in expected:
        raise RuntimeError(f"{' '.join(arguments)} exited {child.returncode}: {output[-2_000:]}")
    busy = used.ru_utime + used.ru_stime
    return Ran(seconds, used.ru_maxrss * 1024 / 1e6, output, busy)


def interdict(*arguments: str) -> list[str]:
    """The command line of this interpreter's installation."""
    return [PYTHON, "-c", "from interdict.cli.main import main; main()", *arguments]
