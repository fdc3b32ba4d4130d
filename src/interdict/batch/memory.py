"""Keeps the memory of a worker process small, whatever it is asked.

What was read and looked up before is remembered in many places, each with a limit of its own,
and all limits together are more than a worker should hold. So live objects are counted, and
when there are too many everything remembered is forgotten: a matter of memory, never of
results.
"""

import sys
from collections.abc import Callable, Iterator

MOST_OBJECTS = 250_000
"""Small objects beyond those of an idle worker, about 75 bytes each."""

_KEEPS_FEW = 1_000
"""Entries up to which a cache is not worth clearing: tables that are read once."""


class Memory:
    """Counts from its making on: make it before anything is remembered."""

    def __init__(self, most: int = MOST_OBJECTS) -> None:
        self._most = sys.getallocatedblocks() + most

    def is_full(self) -> bool:
        """Is more held than should be?"""
        return sys.getallocatedblocks() > self._most


def forget_readings() -> None:
    """Empty every large cache of our own functions."""
    for clear in _caches():
        clear()


def _caches() -> Iterator[Callable[[], None]]:
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] == "interdict":
            for value in tuple(vars(module).values()):
                parameters = getattr(value, "cache_parameters", None)
                if parameters and (parameters()["maxsize"] or 0) > _KEEPS_FEW:
                    yield value.cache_clear
