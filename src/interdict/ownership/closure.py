"""The least fixpoint of a rule: who is reached from the listed, step by step.

Nothing is multiplied along a path. A node is reached when those already reached hold enough of it,
so every step adds and none takes away, cycles feed nobody from nothing, and the answer does
not depend on the order of the steps. ``Together`` adds up what all who are reached hold, as the
50 percent rules of the United States, the European Union and Switzerland do.
"""

from collections.abc import Iterable
from copy import copy
from fractions import Fraction

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.ownership.graph import Ground, Nodes, Weights
from interdict.ownership.table import SHARES, VOTES

FAR = np.iinfo(np.int32).max
"""Rank of what is not reached."""


class Line(msgspec.Struct, frozen=True):
    """A share from which something counts."""

    percent: Fraction
    strict: bool
    """True where the share must be above it, False where it may be equal."""

    def passed(self, sums: Weights, unit: int) -> npt.NDArray[np.bool_]:
        """Which sums of weights pass it; see ``graph`` for why one comparison is enough."""
        line = int(self.percent * unit)
        found: npt.NDArray[np.bool_] = sums > line if self.strict else sums >= line
        return found

    def __str__(self) -> str:
        shown = f"{float(self.percent):g} %"
        return f"more than {shown}" if self.strict else f"{shown} or more"


AT_LEAST_HALF = Line(Fraction(50), strict=False)
MORE_THAN_HALF = Line(Fraction(50), strict=True)


class Test(msgspec.Struct, frozen=True):
    """What suffices to be reached from those already reached."""

    shares: Line
    votes: Line | None = None
    """None where votes alone reach nobody."""
    links: frozenset[int] = frozenset()
    """Kinds of link (``table.CODE``), one of which suffices."""
    tells_votes: bool = False
    """Are votes added up although they reach nobody?"""
    chains: bool = True
    """False where only what the listed themselves hold counts."""


class Together:
    """What is reached when everybody who is reached counts together.

    ``reached`` and the sums have an item per node; ``rank`` says in which step a node was reached,
    so that every node's reasons have a lower rank than it has.
    """

    def __init__(self, ground: Ground, test: Test, start: Iterable[int]) -> None:
        self.ground, self.test = ground, test
        self.started: set[int] = set()
        """Nodes that are reached without a reason in the stakes."""
        count, kept = ground.edges.count, ground.weight.dtype
        self.shares: Weights = np.zeros(count, dtype=kept)
        """Weight of the shares that those reached hold of each node."""
        self.votes: Weights = np.zeros(count, dtype=kept)
        self.linked = np.zeros(count, dtype=bool)
        """Does one of those reached have a link to the node that suffices?"""
        self.reached = np.zeros(count, dtype=bool)
        self.rank = np.full(count, FAR, dtype=np.int32)
        self._step = 0
        self.begin(start)

    def began(self, node: int) -> bool:
        """Was a node reached from the start, with no reason in the stakes?"""
        return node in self.started

    @property
    def held(self) -> Weights:
        """Weight of the shares of each node that count together."""
        return self.shares

    @property
    def held_votes(self) -> Weights:
        """The same of the votes, where the test adds them up."""
        return self.votes

    def begin(self, nodes: Iterable[int]) -> None:
        """Count these nodes as reached, and whoever is reached through them."""
        fresh = np.unique(np.fromiter(nodes, dtype=np.int64))
        fresh = fresh[[node not in self.started for node in fresh.tolist()]]
        self.started.update(fresh.tolist())
        new = fresh[~self.reached[fresh]]
        self._step += 1
        self.reached[new] = True
        self.rank[new] = self._step
        self._walk(new if self.test.chains else fresh)

    def widened(self, test: Test) -> "Together":
        """The same, going on with a test that more nodes pass."""
        wider = copy(self)
        wider.test = test
        wider.started = self.started.copy()
        wider.shares, wider.votes = self.shares.copy(), np.zeros_like(self.votes)
        wider.reached, wider.rank = self.reached.copy(), self.rank.copy()
        wider.linked = np.zeros_like(self.linked)
        edges, others = self.ground.edges, np.flatnonzero(self.ground.edges.kind != SHARES)
        others = others[self._counts(edges.owner[others])]
        wider._add_others(edges.owned[others], edges.kind[others], self.ground.weight[others])
        fresh = wider._enter(np.flatnonzero(~wider.reached))
        if test.chains:
            wider._walk(fresh)
        return wider

    def grow(self, edge: int, weight: int) -> None:
        """Take a new edge, or one that has become heavier by so much at this end."""
        edges = self.ground.edges
        if not self._counts(edges.owner[edge : edge + 1])[0]:
            return
        owned = edges.owned[edge : edge + 1]
        self._add(owned, edges.kind[edge : edge + 1], np.array([weight], self.shares.dtype))
        fresh = self._enter(owned)
        if self.test.chains:
            self._walk(fresh)

    def _counts(self, owners: Nodes) -> npt.NDArray[np.bool_]:
        """Whose stakes count: those reached, or where chains do not count the first alone."""
        if self.test.chains:
            return self.reached[owners]
        return np.isin(owners, list(self.started))

    def _walk(self, fresh: Nodes) -> None:
        edges = self.ground.edges
        while len(fresh):
            out = edges.out_of(fresh)
            touched = edges.owned[out]
            self._add(touched, edges.kind[out], self.ground.weight[out])
            fresh = self._enter(touched)
            if not self.test.chains:
                break

    def _add(self, touched: Nodes, kind: npt.NDArray[np.int8], weight: Weights) -> None:
        shares = kind == SHARES
        np.add.at(self.shares, touched[shares], weight[shares])
        self._add_others(touched, kind, weight)

    def _add_others(self, touched: Nodes, kind: npt.NDArray[np.int8], weight: Weights) -> None:
        """Votes and links, where they count: what is never written takes no memory."""
        if self.test.votes is not None or self.test.tells_votes:
            votes = kind == VOTES
            np.add.at(self.votes, touched[votes], weight[votes])
        if self.test.links:
            links = np.isin(kind, list(self.test.links)) & (weight > 0)
            self.linked[touched[links]] = True

    def _enter(self, touched: Nodes) -> Nodes:
        """Those of the touched nodes that now pass the test, and did not before."""
        passing = touched[self._passes(touched) & ~self.reached[touched]]
        fresh: Nodes = np.unique(passing)
        self._step += 1
        self.reached[fresh] = True
        self.rank[fresh] = self._step
        return fresh

    def passes(self, node: int) -> bool:
        """Is enough held of a node to reach it, had it not been reached from the start?"""
        return bool(self._passes(np.array([node]))[0])

    def _passes(self, nodes: Nodes) -> npt.NDArray[np.bool_]:
        test, unit = self.test, self.ground.unit
        found = test.shares.passed(self.shares[nodes], unit)
        if test.votes is not None:
            found |= test.votes.passed(self.votes[nodes], unit)
        if test.links:
            found |= self.linked[nodes]
        return found
