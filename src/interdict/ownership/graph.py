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
        rows, key = _in_force(table, day.toordinal(), self.count)
        self.unit, self._spare, kept = _unit(table, rows)
        self.edges = _weighed(table, rows, key, (self.unit, kept))
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
    """(rows, key) of what is in force, ordered by key: the same owner, owned and kind. The latest
    statement of a key wins, and of equal days the later row; what could not be read never
    replaces what could."""
    rows = np.flatnonzero(
        (table.since <= day) & (day <= table.until) & (table.owner != table.owned)
    )  # what somebody holds of himself is held by nobody
    key = (table.owner[rows] * np.int64(count) + table.owned[rows]) * 16
    key += table.kind[rows] * 2 + table.uncertain[rows]
    stated = table.stated_on[rows]
    order = np.lexsort((stated, key)) if stated.any() else np.argsort(key, kind="stable")
    rows, key = rows[order], key[order]
    last = np.append(key[1:] != key[:-1], True) if len(key) else np.zeros(0, dtype=bool)
    return rows[last], key[last]


def _unit(table: StakeTable, rows: Nodes) -> tuple[int, int, type]:
    """(weight of one percent, weight of the least share but nothing, type that holds every sum)
    for these rows."""
    used = [table.shares[code] for code in np.unique(table.share[rows]).tolist()]
    parts = math.lcm(*(end.denominator for share in used for end in (share.low, share.high)), 1)
    most = int(np.bincount(table.owned[rows]).max()) if len(rows) else 0
    spare = 1 << (2 * most + 1).bit_length()
    unit = parts * spare
    return unit, spare, object if 100 * unit * (most + 1) > _SAFE else np.int64


def _weighed(table: StakeTable, rows: Nodes, key: Nodes, scale: tuple[int, type]) -> Edges:
    unit, kept = scale
    sized = table.kind[rows] <= VOTES
    columns: list[Weights] = []
    each: tuple[Ends, Ends] = ("low", "high")
    for ends in each:
        weights = np.array([_weight(share, unit, ends) for share in table.shares], dtype=object)
        column: Weights = (
            weights.astype(kept)[table.share[rows]] if len(rows) else np.zeros(0, dtype=kept)
        )
        columns.append(np.where(sized, column, 1).astype(kept))
    low, high = columns
    low, high, keep = _doubtful(key, low, high)
    return Edges(
        len(table.ids),
        len(table.ids),
        owner=table.owner[rows][keep].astype(np.int64),
        owned=table.owned[rows][keep].astype(np.int64),
        kind=table.kind[rows][keep],
        low=low[keep],
        high=high[keep],
        row=rows[keep],
    )


def _doubtful(key: Nodes, low: Weights, high: Weights) -> tuple[Weights, Weights, Nodes]:
    """What could not be read may hold or not. Beside a statement that could it widens that one to
    whatever either says; alone its low end is nothing."""
    doubted = key % 2 == 1
    if not doubted.any():
        return low, high, np.arange(len(key))
    beside = np.flatnonzero(doubted[1:] & (key[1:] - 1 == key[:-1]))
    low, high = low.copy(), high.copy()
    low[beside] = np.minimum(low[beside], low[beside + 1])
    high[beside] = np.maximum(high[beside], high[beside + 1])
    low[doubted] = 0
    keep = np.ones(len(key), dtype=bool)
    keep[beside + 1] = False
    return low, high, np.flatnonzero(keep)


def _weight(share: Share, unit: int, ends: Ends) -> int:
    """An end of a share as a whole number, one more or less where the end is open."""
    if ends == "low":
        return int(share.low * unit) + share.low_open
    return int(share.high * unit) - share.high_open


def _with_joint_nodes(edges: Edges, groups: Nodes) -> Edges:
    """Each arrangement becomes a node: it holds the sum, and its members reach it by a link, which
    weighs what the member holds (of nothing nobody is a member)."""
    together = np.flatnonzero((groups > 0) & (edges.kind <= VOTES))
    rest = np.ones(len(edges.owner), dtype=bool)
    rest[together] = False
    key = (edges.owned[together] * 2 + edges.kind[together]) * (int(groups.max()) + 1)
    found, which = np.unique(key + groups[together], return_inverse=True)
    low = np.zeros(len(found), dtype=edges.low.dtype)
    high = np.zeros(len(found), dtype=edges.low.dtype)
    np.add.at(low, which, edges.low[together])
    np.add.at(high, which, edges.high[together])
    first = np.zeros(len(found), dtype=np.int64)
    first[which[::-1]] = together[::-1]
    nodes = edges.count + np.arange(len(found))
    columns: dict[str, tuple[Any, Any, Any]] = {
        "owner": (edges.owner[rest], edges.owner[together], nodes),
        "owned": (edges.owned[rest], nodes[which], edges.owned[first]),
        "kind": (edges.kind[rest], np.full(len(together), JOINT, np.int8), edges.kind[first]),
        "low": (edges.low[rest], edges.low[together], low),
        "high": (edges.high[rest], edges.high[together], high),
        "row": (edges.row[rest], edges.row[together], np.full(len(found), -1)),
    }
    whole = {name: np.concatenate(pieces) for name, pieces in columns.items()}
    order = np.argsort(whole["owner"], kind="stable")
    ordered = {name: column[order] for name, column in whole.items()}
    return Edges(edges.count + len(found), edges.plain, **ordered)
