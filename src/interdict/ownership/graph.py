"""Who holds what on one day: the statements in force, as a graph that can be walked both ways.

Weights are whole numbers, so that sums of any length are exact. One percent is ``unit`` of them,
and the last digits of a weight hold how many ends of it are open: "above 25" weighs a little
more than 25, "below 75" a little less than 75, and no sum of such little weights reaches the
next share that can be stated. So one comparison of whole numbers answers "can the sum be 50",
"must it be more than 50", open ends included.
"""

import datetime
import math
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from interdict.ownership.share import Share
from interdict.ownership.table import KINDS, SHARES, VOTES, StakeTable

Ends = Literal["low", "high"]
"""Which end of a band counts: the least that is held, or the most that may be."""

Nodes = npt.NDArray[np.int64]
Weights = npt.NDArray[Any]
"""int64; Python integers (dtype object) where those would overflow."""

JOINT: int = len(KINDS)
"""In ``Edges.kind``: member of a joint arrangement."""
_SAFE = 2**62


class Edges:
    """Directed edges from owners to what they own, sorted by owner; also found by owned.

    ``owner``, ``owned``, ``kind``, ``low``, ``high`` and ``row`` (of the table) have one item per
    edge, ``count`` is the number of nodes; those from ``plain`` on are joint arrangements.
    """

    def __init__(self, count: int, plain: int, **columns: Any) -> None:
        self.count = count
        self.plain = plain
        self.owner: Nodes = columns["owner"]
        self.owned: Nodes = columns["owned"]
        self.kind: npt.NDArray[np.int8] = columns["kind"]
        self.low: Weights = columns["low"]
        self.high: Weights = columns["high"]
        self.row: Nodes = columns["row"]
        self.start = np.searchsorted(self.owner, np.arange(count + 1))

    @cached_property
    def _by_owned(self) -> tuple[Nodes, Nodes]:
        order = np.argsort(self.owned, kind="stable")
        return order, np.searchsorted(self.owned[order], np.arange(self.count + 1))

    def out_of(self, nodes: Nodes) -> Nodes:
        """The edges out of some nodes."""
        begin, end = self.start[nodes], self.start[nodes + 1]
        counts = end - begin
        shift = np.repeat(begin - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        return shift + np.arange(len(shift))

    def into(self, node: int) -> Nodes:
        """The edges into one node, in the order of their owners."""
        order, start = self._by_owned
        return order[start[node] : start[node + 1]]

    def weights(self, ends: Ends) -> Weights:
        """The weight of each edge at one end of its band."""
        return self.low if ends == "low" else self.high


class Ground:
    """What a closure walks on: edges, the weight of one percent, and which end of bands counts."""

    def __init__(self, edges: Edges, unit: int, ends: Ends) -> None:
        self.edges, self.unit, self.ends = edges, unit, ends
        self.weight: Weights = edges.weights(ends)

    def links(self, kinds: frozenset[int]) -> Nodes:
        """The edges of some kinds of link that hold."""
        found: Nodes = np.flatnonzero(np.isin(self.edges.kind, list(kinds)) & (self.weight > 0))
        return found


class Graph:
    """The stakes of a table that are in force on a day; of several statements of one thing the
    latest.

    ``edges`` are the statements as they stand; in ``joined`` every member of a joint arrangement
    reaches what all of them hold together, through a node of its own at ``count`` or above.
    """

    def __init__(self, table: StakeTable, day: datetime.date) -> None:
        self.table = table
        self.day = day
        self.count = len(table.ids)
        rows, begins = _in_force(table, day.toordinal(), self.count)
        self.unit, self._spare, kept = _unit(table, rows)
        self.edges = _weighed(table, rows, begins, (self.unit, kept))
        self._grounds: dict[tuple[Ends, bool], Ground] = {}

    def node(self, entity: str) -> int | None:
        """The node of an entity; None where no stake names it."""
        return self.table.codes.get(entity)

    @cached_property
    def unnamed(self) -> Nodes:
        """Nodes of owners whom nobody names."""
        return np.array(sorted(self.table.unnamed), dtype=np.int64)

    def percent(self, weight: int, ends: Ends) -> Fraction:
        """The share that a weight stands for: the end itself where it is open."""
        whole = weight // self._spare if ends == "low" else -(-weight // self._spare)
        return Fraction(whole * self._spare, self.unit)

    def stated(self, node: int) -> Fraction:
        """Percent of the shares of one node whose holder is stated; at least so many."""
        edges = self.edges.into(node)
        sized = edges[self.edges.kind[edges] == SHARES]
        return self.percent(sum(self.edges.low[sized].tolist()), "low")

    def ground(self, ends: Ends, joint: bool = False) -> "Ground":
        """What a closure walks on; ``joint`` where joint arrangements count as one holder."""
        found = self._grounds.get((ends, joint))
        if found is None:
            edges = self.joined if joint else self.edges
            found = self._grounds[ends, joint] = Ground(edges, self.unit, ends)
        return found

    @cached_property
    def is_exact(self) -> bool:
        """Does every stake state one number, so that both ends say the same?"""
        return bool(np.array_equal(self.edges.low, self.edges.high))

    @cached_property
    def joined(self) -> Edges:
        """The edges with joint arrangements as nodes of their own."""
        groups = self.table.group[self.edges.row]
        if not groups.any():
            return self.edges
        return _with_joint_nodes(self.edges, groups.astype(np.int64))


def _in_force(table: StakeTable, day: int, count: int) -> tuple[Nodes, Nodes]:
    """(rows, where those of one key begin) of what is in force, ordered by key: the same owner,
    owned and kind. The latest statement of a key wins, and of equal days the later row. What
    could not be read may hold or not, so it stands beside the latest that certainly holds."""
    rows = np.flatnonzero(
        (table.since <= day) & (day <= table.until) & (table.owner != table.owned)
    )  # what somebody holds of himself is held by nobody
    key = (table.owner[rows] * np.int64(count) + table.owned[rows]) * len(KINDS)
    key += table.kind[rows]
    stated = table.stated_on[rows]
    order = np.lexsort((stated, key)) if stated.any() else np.argsort(key, kind="stable")
    rows, key = rows[order], key[order]
    doubted = table.uncertain[rows]
    if not len(rows):
        return rows, np.zeros(0, dtype=np.int64)
    last = np.append(key[1:] != key[:-1], True)
    if doubted.any():
        group = np.concatenate(([0], last[:-1].cumsum()))
        settled = np.full(int(group[-1]) + 1, -1)
        certain = np.flatnonzero(~doubted)
        settled[group[certain]] = certain  # the last of each group stays
        keep = np.arange(len(rows)) >= settled[group]
        rows, key = rows[keep], key[keep]
    else:
        rows, key = rows[last], key[last]
    begins = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    return rows, begins


def _unit(table: StakeTable, rows: Nodes) -> tuple[int, int, type]:
    """(weight of one percent, weight of the least share but nothing, type that holds every sum)
    for these rows."""
    used = [table.shares[code] for code in np.unique(table.share[rows]).tolist()]
    parts = math.lcm(*(end.denominator for share in used for end in (share.low, share.high)), 1)
    most = int(np.bincount(table.owned[rows]).max()) if len(rows) else 0
    spare = 1 << (2 * most + 1).bit_length()
    unit = parts * spare
    return unit, spare, object if 100 * unit * (most + 1) > _SAFE else np.int64


def _weighed(table: StakeTable, rows: Nodes, begins: Nodes, scale: tuple[int, type]) -> Edges:
    unit, kept = scale
    sized = table.kind[rows] <= VOTES
    columns: list[Weights] = []
    each: tuple[Ends, Ends] = ("low", "high")
    for ends in each:
        weights = np.array([_weight(share, unit, ends) for share in table.shares], dtype=object)
        column: Weights = weights.astype(kept)[table.share[rows]] if len(rows) else rows
        columns.append(np.where(sized, column, 1).astype(kept))
    low, high = columns
    first = rows[begins]  # the one that certainly holds, where there is one
    if len(begins) < len(rows):
        low, high = np.minimum.reduceat(low, begins), np.maximum.reduceat(high, begins)
    low = np.where(table.uncertain[first], 0, low).astype(kept)
    return Edges(
        len(table.ids),
        len(table.ids),
        owner=table.owner[first].astype(np.int64),
        owned=table.owned[first].astype(np.int64),
        kind=table.kind[first],
        low=low,
        high=high,
        row=first,
    )


def _weight(share: Share, unit: int, ends: Ends) -> int:
    """An end of a share as a whole number, one more or less where the end is open."""
    if ends == "low":
        return int(share.low * unit) + share.low_open
    return int(share.high * unit) - share.high_open


def _with_joint_nodes(edges: Edges, groups: Nodes) -> Edges:
    """Each arrangement about an entity becomes a node: it holds what its members hold together,
    of every kind, and they reach it by a link, which weighs what the member holds (of nothing
    nobody is a member)."""
    together = np.flatnonzero(groups > 0)
    rest = groups == 0
    key = edges.owned[together] * (int(groups.max()) + 1) + groups[together]
    _, which = np.unique(key, return_inverse=True)
    arrangements = int(which.max()) + 1
    kinds = len(KINDS)
    held, part = np.unique(which * kinds + edges.kind[together], return_inverse=True)
    low = np.zeros(len(held), dtype=edges.low.dtype)
    high = np.zeros(len(held), dtype=edges.low.dtype)
    np.add.at(low, part, edges.low[together])
    np.add.at(high, part, edges.high[together])
    first = np.zeros(len(held), dtype=np.int64)
    first[part[::-1]] = together[::-1]
    columns: dict[str, tuple[Any, Any, Any]] = {
        "owner": (edges.owner[rest], edges.owner[together], edges.count + held // kinds),
        "owned": (edges.owned[rest], edges.count + which, edges.owned[first]),
        "kind": (edges.kind[rest], np.full(len(together), JOINT, np.int8), edges.kind[first]),
        "low": (edges.low[rest], edges.low[together], low),
        "high": (edges.high[rest], edges.high[together], high),
        "row": (edges.row[rest], edges.row[together], np.full(len(held), -1)),
    }
    whole = {name: np.concatenate(pieces) for name, pieces in columns.items()}
    order = np.argsort(whole["owner"], kind="stable")
    ordered = {name: column[order] for name, column in whole.items()}
    return Edges(edges.count + arrangements, edges.plain, **ordered)
