"""Figures as people read them: beside each other on a terminal, or a table for the docs."""

import statistics
from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks.machine import Machine


class Figure(NamedTuple):
    """One measured thing."""

    what: str
    value: str
    goal: str = ""
    """What it is to reach; empty where nothing is promised."""
    note: str = ""


Show = Callable[[Machine, Sequence[Figure]], str]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def plain(machine: Machine, figures: Sequence[Figure]) -> str:
    """Lines for a terminal."""
    width = max(len(figure.what) for figure in figures)
    lines = [str(machine), ""]
    for figure in figures:
        goal = f"  (goal: {figure.goal})" if figure.goal else ""
        note = f"  {figure.note}" if figure.note else ""
        lines.append(f"{figure.what:<{width}}  {figure.value:>16}{goal}{note}")
    return "\n".join(lines)


END = "<!-- end -->"


def begin(command: str) -> str:
    """The mark above a block that a command writes."""
    return f"<!-- measured: {command} -->"


def written(page: str, block: str, command: str) -> str:
    """A page with the block of a command replaced; ``ValueError`` without its two marks."""
    before, mark, rest = page.partition(begin(command))
    _, end, after = rest.partition(END)
    if not (mark and end):
        raise ValueError(
            f"the page has no place for the table: put {begin(command)} and {END} in it"
        )
    return f"{before}{mark}\n\n{block}\n\n{end}{after}"


def markdown(machine: Machine, figures: Sequence[Figure]) -> str:
    """The table of docs/performance.md."""
    lines = [
        f"Measured on: {machine}.",
        "",
        "| what | measured | goal | how |",
        "|---|---|---|---|",
    ]
    lines += [f"| {f.what} | {f.value} | {f.goal or '–'} | {f.note or '–'} |" for f in figures]
    return "\n".join(lines)
