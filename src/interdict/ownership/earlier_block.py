"""What was blocked through ownership before a sale: the sentence beside a verdict of today.

OFAC FAQ 402: an entity whose listed owners sold below the line, outside the US, is no longer
blocked by its ownership; property that was blocked while it was stays blocked.
"""

import datetime
from collections.abc import Callable, Iterable

import msgspec
import numpy as np

from interdict.ownership.table import StakeTable


class EarlierBlock(msgspec.Struct, frozen=True, kw_only=True):
    """An entity was blocked through ownership on an earlier day and no longer is."""

    entity: str
    last_day: datetime.date
    """The last day, of those looked at, on which it was."""
    is_certain: bool = True
    """False where since when an owner is listed is not stated: it may be since a later day."""

    @property
    def says(self) -> str:
        """The sentence beside its verdict of today."""
        begun = f"blocked through ownership until {self.last_day}"
        if not self.is_certain:
            begun = (
                f"held over the line until {self.last_day} by owners of whom it is not stated "
                "since when they are listed; if they were by then"
            )
        return (
            f"{begun}: property that was blocked by then stays blocked after a sale outside the "
            "US, and a sale with a US link is not recognised (OFAC FAQ 402)"
        )


def days_to_look_at(
    table: StakeTable, entity: str, before: datetime.date
) -> tuple[datetime.date, ...]:
    """The last days of stakes in an entity and in those above it, and the days before new ones
    begin, before a day; latest first.

    Only on such a day can it have been blocked through ownership for the last time, unless an
    owner was taken off the lists, which frees the property.
    """
    code = table.codes.get(entity)
    above: set[int] = set() if code is None else {code}
    frontier, ends = set(above), set[int]()
    while frontier:
        rows = np.flatnonzero(np.isin(table.owned, sorted(frontier)))
        ends |= set(table.until[rows].tolist()) | set((table.since[rows] - 1).tolist())
        frontier = set(table.owner[rows].tolist()) - above
        above |= frontier
    last = before.toordinal()
    return tuple(
        datetime.date.fromordinal(end) for end in sorted(ends, reverse=True) if 0 < end < last
    )


def earlier_block(
    entity: str, days: Iterable[datetime.date], was_blocked: Callable[[datetime.date], bool]
) -> EarlierBlock | None:
    """The last of some days (latest first) on which an entity was blocked through ownership."""
    for day in days:
        if was_blocked(day):
            return EarlierBlock(entity=entity, last_day=day)
    return None
