"""A committed run to compare with: figures only, never the rows they were measured on.

Every figure is a share that is better when greater, so that a fall is always a loss. A run
names its inputs by a hash: figures of other inputs are not comparable and are said to be so.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

REFERENCE = Path(__file__).with_name("reference") / "quality.json"
TOLERANCE = 0.0005
"""Differences below it are noise of rounding: figures are kept to four places."""


class Run(NamedTuple):
    """The figures of one input."""

    inputs: str
    """Hash of what was measured on."""
    figures: dict[str, float]


class Reference(NamedTuple):
    """All figures of an engine."""

    engine: str
    runs: dict[str, Run]


class Change(NamedTuple):
    """One figure then and now; None where it was not or is no longer measured."""

    run: str
    figure: str
    before: float | None
    now: float | None

    @property
    def is_drop(self) -> bool:
        """Did it fall, or is it no longer measured?"""
        if self.before is None:
            return False
        return self.now is None or self.now < self.before - TOLERANCE

    def __str__(self) -> str:
        before = "none" if self.before is None else f"{self.before:.4f}"
        now = "none" if self.now is None else f"{self.now:.4f}"
        return f"{self.run}: {self.figure} {before} -> {now}"


def load(path: Path = REFERENCE) -> Reference | None:
    """The committed run; None when there is none yet."""
    if not path.exists():
        return None
    stored = json.loads(path.read_text("utf-8"))
    runs = {name: Run(run["inputs"], run["figures"]) for name, run in stored["runs"].items()}
    return Reference(stored["engine"], runs)


def save(reference: Reference, path: Path = REFERENCE) -> None:
    """Write it so that a change shows as a small difference between lines."""
    runs = {
        name: {
            "inputs": run.inputs,
            "figures": {figure: round(value, 4) for figure, value in run.figures.items()},
        }
        for name, run in sorted(reference.runs.items())
    }
    stored = {"engine": reference.engine, "runs": runs}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def merged(before: Reference | None, now: Reference) -> Reference:
    """The new figures over the old ones of inputs that were not measured this time."""
    return Reference(now.engine, {**(before.runs if before else {}), **now.runs})


def changes(before: Reference, now: Reference) -> Iterator[Change]:
    """What is different, for the inputs that both were measured on."""
    for name, run in now.runs.items():
        known = before.runs.get(name)
        if known is None or known.inputs != run.inputs:
            continue
        for figure in dict.fromkeys([*known.figures, *run.figures]):
            was, is_ = known.figures.get(figure), _rounded(run.figures, figure)
            if was is None or is_ is None or abs(is_ - was) > TOLERANCE:
                yield Change(name, figure, was, is_)


def not_compared(before: Reference, now: Reference) -> list[str]:
    """Runs whose inputs the reference does not have, or has otherwise."""
    return [
        name
        for name, run in now.runs.items()
        if name not in before.runs or before.runs[name].inputs != run.inputs
    ]


def _rounded(figures: Mapping[str, float], figure: str) -> float | None:
    value = figures.get(figure)
    return None if value is None else round(value, 4)


def compared(before: Reference | None, now: Reference) -> str:
    """What changed since the committed run, drops first, as text."""
    if before is None:
        return "\nThere is no committed run to compare with: --update-reference makes one."
    found = sorted(changes(before, now), key=lambda change: not change.is_drop)
    lines = ["", f"Compared with the committed run of interdict {before.engine}:"]
    lines += [f"  {'DROP ' if change.is_drop else '     '}{change}" for change in found]
    lines += [f"       {name}: other inputs, not compared" for name in not_compared(before, now)]
    if len(lines) == 2:
        lines.append("       nothing changed")
    return "\n".join(lines)
