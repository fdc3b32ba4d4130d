"""Stakes as they would be after sales that are only supposed: the same table with rows added.

A sale ends what is stated of the seller's shares the day before, and states what is left from
the day of the sale on. Who buys is not said: what was sold counts as held by nobody known.
"""

import copy
import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.errors import UsageError
from interdict.ownership.graph import Graph
from interdict.ownership.share import ALL, NONE, Share, percent
from interdict.ownership.stake import Stake
from interdict.ownership.table import ALWAYS, FOR_EVER, SHARES, StakeTable, Stated

SOURCE = "supposed"


class Sale(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody sells a part of what he holds."""

    owner: str
    """Ids of entities."""
    owned: str
    percent: Fraction
    """Of all shares of ``owned``, 0 to 100."""
    on: datetime.date


class SupposedTable(StakeTable):
    """A table with rows of its own after those of the one it was made from."""

    def __init__(self, before: StakeTable, stakes: Sequence[Stake]) -> None:
        self._before = before
        self._own = tuple(stakes)
        self.ids, self.codes = before.ids, before.codes
        self.groups, self.unnamed = before.groups, before.unnamed
        self.shares = [*before.shares, *(stake.share for stake in stakes)]
        codes = before.codes
        holders = (codes[stake.nominee_for or stake.owner] for stake in stakes)
        self.owner = _with(before.owner, holders)
        self.holder = _with(before.holder, (codes[stake.owner] for stake in stakes))
        self.owned = _with(before.owned, (codes[stake.owned] for stake in stakes))
        self.kind = _with(before.kind, (SHARES for _ in stakes))
        first = len(before.shares)
        self.share = _with(before.share, range(first, first + len(stakes)))
        begins = (stake.since.toordinal() if stake.since else ALWAYS for stake in stakes)
        self.since = _with(before.since, begins)
        ends = (stake.until.toordinal() if stake.until else FOR_EVER for stake in stakes)
        self.until = _with(before.until, ends)
        self.stated_on = _with(before.stated_on, (FOR_EVER for _ in stakes))
        self.group = _with(before.group, (self.groups.index(s.joint_group) for s in stakes))
        self.uncertain = _with(before.uncertain, (stake.uncertain for stake in stakes))

    def is_company(self, node: int) -> bool:
        """The same as before."""
        return self._before.is_company(node)

    def _as_read(self, row: int) -> Stated:
        """One row as it was stated, or supposed."""
        first = len(self._before)
        return self._before.stated(row) if row < first else Stated(self._own[row - first], SOURCE)

    def name(self, entity: str) -> str:
        """What an entity is called."""
        return self._before.name(entity)


def sold(table: StakeTable, sales: Iterable[Sale]) -> StakeTable:
    """The table after some sales, in their order; ``UsageError`` for a sale of what is not held."""
    for sale in sales:
        table = _after(table, sale)
    return table


def _after(table: StakeTable, sale: Sale) -> StakeTable:
    graph = Graph(table, sale.on)
    owner, owned = graph.node(sale.owner), graph.node(sale.owned)
    edges = graph.edges
    held = [
        edge
        for edge in (edges.into(owned).tolist() if owned is not None else ())
        if edges.owner[edge] == owner and edges.kind[edge] == SHARES
    ]
    if not held:
        raise UsageError(
            f"{sale.owner} holds no shares of {sale.owned} on {sale.on} that could be sold: "
            "interdict owners explain  shows what is held"
        )
    row = int(edges.row[held[0]])
    before = table.stated(row).stake
    share = before.share
    if sale.percent > share.high:
        raise UsageError(
            f"{sale.owner} holds {share} of {sale.owned} on {sale.on}: "
            f"{percent(sale.percent)} % cannot be sold"
        )
    ended = copy.copy(table)
    ended.until = np.array(table.until)
    mine = (table.owner == owner) & (table.owned == owned) & (table.kind == SHARES)
    mine &= table.holder == table.holder[row]  # what others hold for him stays
    standing = mine & (table.since <= sale.on.toordinal()) & (sale.on.toordinal() <= table.until)
    ended.until[standing] = sale.on.toordinal() - 1
    left = msgspec.structs.replace(  # all else that is stated of it still is
        before,
        share=_less(share, sale.percent),
        since=sale.on,
        uncertain=bool(table.uncertain[row]),
        statement="",
        stated_on=None,
        place="",
        says=f"after the supposed sale of {percent(sale.percent)} %",
    )
    return SupposedTable(ended, (left,))


def _less(share: Share, sold_part: Fraction) -> Share:
    low = share.low - sold_part
    return Share(
        max(low, NONE),
        min(share.high - sold_part, ALL),
        share.low_open and low >= NONE,
        share.high_open and share.high > sold_part,
    )


def _with(column: npt.NDArray[Any], values: Iterable[int]) -> npt.NDArray[Any]:
    return np.append(column, np.fromiter(values, column.dtype)).astype(column.dtype)
