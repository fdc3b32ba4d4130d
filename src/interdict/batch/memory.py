"""Keeps the memory of a worker process small, whatever it is asked.

What was read and looked up before is remembered in many places, each with a limit that suits a
process which has the machine to itself; all together are more than a worker should hold. So
live objects are counted, and when there are too many the readings of names are forgotten,
and if that is not enough everything: a matter of memory, never of results.
"""

import sys
from collections.abc import Callable, Iterator

from interdict.screening.screen import Screener

MOST_OBJECTS = 240_000
"""Small objects beyond those of an idle worker, about 75 bytes each."""
_ENOUGH = 60_000
"""Objects that forgetting readings must free; lookups, which cost more to do again, stay."""

_KEEPS_FEW = 1_000
"""Entries up to which a cache is not worth clearing: tables that are read once."""


class Memory:
    """Counts from its making on: make it before anything is remembered."""

    def __init__(self, most: int = MOST_OBJECTS) -> None:
        self._most = sys.getallocatedblocks() + most

    def relieve(self, screener: Screener) -> bool:
        """Forget as much as is needed; was it everything?"""
        if sys.getallocatedblocks() <= self._most:
            return False
        for clear in _caches():
            clear()
        if sys.getallocatedblocks() <= self._most - _ENOUGH:
            return False
        screener.forget()
        return True


def _caches() -> Iterator[Callable[[], None]]:
    """The large caches of our own functions."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] == "interdict":
            for value in tuple(vars(module).values()):
                parameters = getattr(value, "cache_parameters", None)
                if parameters and (parameters()["maxsize"] or 0) > _KEEPS_FEW:
                    yield value.cache_clear
