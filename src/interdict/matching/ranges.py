"""Arithmetic on ranges in arrays, and the types of arrays that matching works on."""

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Numbers = npt.NDArray[Any]
"""Of a kind that does not matter."""


def expand(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Ranges to rows: (index of the range, position) for every position in every range."""
    counts = right - left
    ends = counts.cumsum()
    rows = np.arange(len(left)).repeat(counts)
    place = np.arange(len(rows))
    place += (left - (ends - counts)).repeat(counts)
    return rows, place


def distinct(numbers: Ints) -> Ints:
    """The different ones, ascending; numpy's own ``unique`` hashes them, which takes ten times as
    long as sorting."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def starts_of(counts: Ints) -> Ints:
    """Where each of neighbouring ranges begins, and where the last one ends."""
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    counts.cumsum(out=starts[1:])
    return starts
