"""A virtual environment per peer, made from the versions its module pins."""

import ast
import json
import os
from pathlib import Path
from typing import Any

from benchmarks.processes import ONE_CORE, PYTHON, run

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def measure(peer: str, folder: Path, scratch: Path) -> dict[str, Any]:
    """Install the peer if it is not there, and measure it in a process of its own on one core.

    ``RuntimeError`` with what was said when it cannot be installed or run.
    """
    python, size = installed(peer, scratch)
    command = [str(python), "-m", "benchmarks.peers.measure", peer, str(folder)]
    environment = {**ONE_CORE, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    ran = run(command, environment, core=min(os.sched_getaffinity(0)))
    result: dict[str, Any] = json.loads(ran.output.splitlines()[-1])
    return {**result, "installed_mb": size, "configured": constant(peer, "CONFIGURED")}


def installed(peer: str, scratch: Path) -> tuple[Path, float]:
    """(interpreter, MB of 10**6 bytes of everything pip installed) of a peer."""
    place = scratch / f"environment-{peer}"
    python, ready = place / "bin" / "python", place / "ready"
    if not ready.exists() or "." in constant(peer, "REQUIREMENTS"):  # our own code changes
        run([PYTHON, "-m", "venv", "--clear", str(place)], {})
        before = _size(place)
        wanted = [str(ROOT) if one == "." else one for one in constant(peer, "REQUIREMENTS")]
        run([str(python), "-m", "pip", "install", "--quiet", *wanted], {})
        ready.write_text(f"{(_size(place) - before) / 1e6:.1f}", encoding="ascii")
    return python, float(ready.read_text("ascii"))


def constant(peer: str, name: str) -> Any:
    """A constant of a peer's module, read without importing what we have not installed."""
    tree = ast.parse((HERE / f"{peer}.py").read_text("utf-8"))
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", "") == name:
            if isinstance(statement.value, ast.Attribute):
                return constant(getattr(statement.value.value, "id", ""), name)
            return ast.literal_eval(statement.value)
    raise RuntimeError(f"benchmarks/peers/{peer}.py has no {name}")


def _size(place: Path) -> int:
    return sum(path.lstat().st_size for path in place.rglob("*") if path.is_file())
