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
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from interdict.ownership.share import MAYBE_NOTHING, Share
from interdict.ownership.stake import SIZED, Stake
from interdict.ownership.table import CODE, KINDS, SHARES, VOTES, StakeTable

Ends = Literal["low", "high"]
"""Which end of a band counts: the least that is held, or the most that may be."""

Nodes = npt.NDArray[np.signedinteger[Any]]
"""Numbers of nodes, edges or rows."""
Weights = npt.NDArray[Any]
"""int64; Python integers (dtype object) where those would overflow."""

_RIGHTS = (SHARES, VOTES, CODE["board"])
"""What holders can hold jointly: "shares or rights" (Schedule 1 of the UK's regulations); an office
is neither."""
JOINT: int = len(KINDS)
"""In ``Edges.kind``: member of a joint arrangement."""
_SAFE = 2**62
_LONG_AGO = datetime.date.min
_ROOM = 1_024
"""Nodes, edges and owners of one entity that may be added before all is made anew."""


class Edges:
    """Directed edges from owners to what they own, sorted by owner; also found by owned.

    ``owner``, ``owned``, ``kind``, ``low``, ``high`` and ``row`` (of the table) have one item per
    edge, ``count`` is the number of nodes; those from ``plain`` on are joint arrangements.
    Edges that are added later stand at the end.
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
        self._store: dict[str, Any] = {}
        self._later_out: dict[int, list[int]] = {}
        self._later_in: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self.owner)

    @cached_property
    def _by_owned(self) -> tuple[Nodes, Nodes]:
        order = np.argsort(self.owned, kind="stable")
        return order, np.searchsorted(self.owned[order], np.arange(self.count + 1))

    def out_of(self, nodes: Nodes) -> Nodes:
        """The edges out of some nodes."""
        return self.out_by(nodes)[0]

    def out_by(self, nodes: Nodes) -> tuple[Nodes, Nodes]:
        """(the edges out of some nodes, for each the place of its node in ``nodes``)."""
        begin, end = self.start[nodes], self.start[nodes + 1]
        counts = end - begin
        shift = np.repeat(begin - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        found = shift + np.arange(len(shift))
        places = np.repeat(np.arange(len(nodes)), counts)
        if self._later_out:
            later = [
                (edge, place)
                for place, node in enumerate(nodes.tolist())
                for edge in self._later_out.get(node, ())
            ]
            more = np.array(later, dtype=np.int64).reshape(-1, 2)
            found = np.concatenate((found, more[:, 0]))
            places = np.concatenate((places, more[:, 1]))
        return found, places

    def into(self, node: int) -> Nodes:
        """The edges into one node, in the order of their owners."""
        order, start = self._by_owned
        found = order[start[node] : start[node + 1]]
        later = self._later_in.get(node)
        return np.concatenate((found, later)) if later else found

    def between(self, owner: int, owned: int, kind: int) -> int | None:
        """The edge of one kind from one node to another."""
        out = self.out_of(np.array([owner]))
        found = out[(self.owned[out] == owned) & (self.kind[out] == kind)]
        return int(found[0]) if len(found) else None

    def weights(self, ends: Ends) -> Weights:
        """The weight of each edge at one end of its band."""
        return self.low if ends == "low" else self.high

    def append(self, **edge: int) -> int:
        """Add an edge (a value per column); its place. Columns have room for more, so that few
        additions copy them."""
        self._by_owned  # noqa: B018 - is of the edges that were there from the start
        place = len(self.owner)
        for name in ("owner", "owned", "kind", "low", "high", "row"):
            column = getattr(self, name)
            room = self._store.get(name)
            if room is None or len(room) == place:
                more = np.zeros(place // 8 + _ROOM, dtype=column.dtype)
                room = self._store[name] = np.concatenate((column, more))
            room[place] = edge[name]
            setattr(self, name, room[: place + 1])
        self._later_out.setdefault(edge["owner"], []).append(place)
        self._later_in.setdefault(edge["owned"], []).append(place)
        return place


class Ground:
    """What a closure walks on: edges, the weight of one percent, and which end of bands counts."""

    def __init__(self, edges: Edges, unit: int, ends: Ends) -> None:
        self.edges, self.unit, self.ends = edges, unit, ends

    @property
    def weight(self) -> Weights:
        """The weight of each edge."""
        return self.edges.weights(self.ends)

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
        self.count = len(table.ids) + _ROOM
        """Nodes, with those that wait for entities to come."""
        rows, begins = _in_force(table, day.toordinal(), self.count)
        self.unit, self._spare, kept = _unit(table, rows)
        self.edges = _weighed(table, rows, begins, (self.count, self.unit, kept))
        self._began_with = len(self.edges)
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

    def add(self, stake: Stake, source: str) -> tuple["Growth", ...] | None:
        """Take one more statement: what it adds to edges. None where all must be made anew, because
        a share shrinks, is doubtful or joint, or does not fit the weights."""
        holder = stake.nominee_for or stake.owner
        first, last = stake.since or datetime.date.min, stake.until or datetime.date.max
        row = self.table.append(stake, source)
        if len(self.table.ids) > self.count:
            return None
        if not first <= self.day <= last or holder == stake.owned:
            return ()
        low, high = 1, 1
        if stake.kind in SIZED:
            low, high = (_weight(stake.share, self.unit, ends) for ends in ("low", "high"))
            if any(end * self.unit % self._spare for end in (stake.share.low, stake.share.high)):
                return None
        if stake.uncertain or stake.joint_group or stake.nominee_for:
            return None
        if len(self.edges) - self._began_with >= _ROOM:
            return None
        if low != high and self.is_exact:
            return None
        codes = self.table.codes
        edge = {"owner": codes[holder], "owned": codes[stake.owned], "kind": CODE[stake.kind]}
        before = self.edges.between(**edge)
        if before is not None:
            said = self.table.stated(int(self.edges.row[before])).stake
            if said.joint_group or said.nominee_for or self._is_doubted(**edge):
                return None
            if said.stated_on is not None and (said.stated_on > (stake.stated_on or _LONG_AGO)):
                return ()
        places = [self.edges] if self.joined is self.edges else [self.edges, self.joined]
        grown = [_grown(edges, {**edge, "low": low, "high": high, "row": row}) for edges in places]
        return None if None in grown else tuple(each for each in grown if each is not None)

    def _is_doubted(self, owner: int, owned: int, kind: int) -> bool:
        """Is there a statement of the same that may hold or not?"""
        table = self.table
        rows = np.flatnonzero(table.uncertain)
        same = (table.owner[rows] == owner) & (table.owned[rows] == owned)
        return bool((same & (table.kind[rows] == kind)).any())

    @cached_property
    def joined(self) -> Edges:
        """The edges with joint arrangements as nodes of their own."""
        groups = self.table.group[self.edges.row]
        if not groups.any():
            return self.edges
        return _with_joint_nodes(self.edges, groups.astype(np.int64))


class Growth(NamedTuple):
    """An edge that is new, or has become heavier, and by how much at each end."""

    edges: Edges
    edge: int
    low: int
    high: int


def _grown(edges: Edges, new: dict[str, int]) -> Growth | None:
    """Add an edge, or make the one that says the same heavier; None where it would be lighter."""
    before = edges.between(new["owner"], new["owned"], new["kind"])
    if before is None:
        return Growth(edges, edges.append(**new), new["low"], new["high"])
    low, high = new["low"] - int(edges.low[before]), new["high"] - int(edges.high[before])
    if low < 0 or high < 0:
        return None
    edges.low[before] += low
    edges.high[before] += high
    edges.row[before] = new["row"]
    return Growth(edges, before, low, high)


def _in_force(table: StakeTable, day: int, count: int) -> tuple[Nodes, Nodes]:
    """(rows, where those of one key begin) of what is in force, ordered by key: the same owner,
    owned and kind. The latest statement of a key wins, and of equal days the later row. What
    could not be read may hold or not, so it stands beside the latest that certainly holds; what
    could not be read at all may be of another kind, which nothing later of this kind settles."""
    rows = np.flatnonzero(
        (table.since <= day) & (day <= table.until) & (table.owner != table.owned)
    )  # what somebody holds of himself is held by nobody
    key = (table.owner[rows] * np.int64(count) + table.owned[rows]) * len(KINDS)
    key += table.kind[rows]
    stated = table.stated_on[rows]
    if np.array_equal(table.holder, table.owner):
        order = np.lexsort((stated, key)) if stated.any() else np.argsort(key, kind="stable")
        rows, key = rows[order], key[order]
    else:  # what nominees hold for one person are different stakes
        holder = table.holder[rows]
        order = np.lexsort((stated, holder, key))
        rows, key, holder = rows[order], key[order], holder[order]
        key = _numbered(key, holder)
    doubted = table.uncertain[rows]
    if not len(rows):
        return rows, np.zeros(0, dtype=np.int64)
    last = np.append(key[1:] != key[:-1], True)
    apart = np.zeros(len(rows), dtype=bool)
    if doubted.any():
        group = np.concatenate(([0], last[:-1].cumsum()))
        settled = np.full(int(group[-1]) + 1, -1)
        certain = np.flatnonzero(~doubted)
        settled[group[certain]] = certain  # the last of each group stays
        keep = np.arange(len(rows)) >= settled[group]
        apart = ~keep & doubted & _says_nothing(table)[table.share[rows]]
        last = keep | apart
    rows, key, apart = rows[last], key[last], apart[last]
    begins = np.flatnonzero(np.concatenate(([True], (key[1:] != key[:-1]) | apart[:-1])))
    return rows, begins


def _says_nothing(table: StakeTable) -> npt.NDArray[np.bool_]:
    """Which of the table's shares stand for a statement that could not be read at all."""
    return np.array([share == MAYBE_NOTHING for share in table.shares])


def _numbered(key: Nodes, holder: Nodes) -> Nodes:
    """A number for each run of equal keys and holders, in ascending order."""
    new = np.concatenate(([0], (key[1:] != key[:-1]) | (holder[1:] != holder[:-1])))
    return np.cumsum(new[: len(key)])


def _unit(table: StakeTable, rows: Nodes) -> tuple[int, int, type]:
    """(weight of one percent, weight of the least share but nothing, type that holds every sum)
    for these rows."""
    used = [table.shares[code] for code in np.unique(table.share[rows]).tolist()]
    parts = math.lcm(*(end.denominator for share in used for end in (share.low, share.high)), 1)
    most = int(np.bincount(table.owned[rows]).max()) if len(rows) else 0
    spare = 1 << (2 * most + _ROOM).bit_length()
    unit = parts * spare
    return unit, spare, object if 100 * unit * (most + _ROOM) > _SAFE else np.int64


def _weighed(table: StakeTable, rows: Nodes, begins: Nodes, scale: tuple[int, int, type]) -> Edges:
    count, unit, kept = scale
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
        count,
        count,
        owner=table.owner[first],
        owned=table.owned[first],
        kind=table.kind[first],
        low=low,
        high=high,
        row=first.astype(np.int32),
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
    joint = (groups > 0) & np.isin(edges.kind, _RIGHTS)
    together, rest = np.flatnonzero(joint), ~joint
    if not len(together):
        return edges
    key = edges.owned[together] * np.int64(groups.max() + 1) + groups[together]
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
