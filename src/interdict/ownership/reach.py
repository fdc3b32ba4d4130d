"""From a few entities, everybody whom they own or control, with the stakes that show it.

A least fixpoint over the stakes in force: whoever members hold to the line becomes a member, and
what it holds counts in full from then on; shares are never multiplied along a path. Made for few
beginnings (the subjects of a licence, a government, the Entity List's owners): only what they
hold is looked at, where ``closure`` solves for everybody at once. What bands and unreadable
statements leave open is reached, and not ``certain``.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from fractions import Fraction

import msgspec
import numpy as np

from interdict.ownership.flowdown import Line
from interdict.ownership.graph import Ends, Graph
from interdict.ownership.stake import SIZED, Stake, StakeKind
from interdict.ownership.table import CODE, SHARES, VOTES

HALF = Line(percent=Fraction(50))
"""50 % or more, owners added up."""
CONTROL: frozenset[StakeKind] = frozenset({"board", "control", "votes"})
"""Links that make control: a majority of the board or of the votes, or control stated as such."""


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """An entity that was reached, and the direct stakes that show it."""

    entity: str
    stakes: tuple[Stake, ...]
    """Their holders are beginnings or were reached before; as few as show it."""
    certain: bool = True
    """False where it takes the high end of a band, or a statement that could not be read."""
    controlled: bool = False
    """Through a link of control, and not by what is owned."""


def reach(
    beginnings: Iterable[str],
    graph: Graph,
    line: Line = HALF,
    links: frozenset[StakeKind] = frozenset(),
) -> dict[str, Reached]:
    """Everybody owned to the line, or controlled through one of ``links``, directly or through
    others; the beginnings themselves are not in it. In the order in which they are reached."""
    nodes = (graph.node(entity) for entity in beginnings)
    members = {node for node in nodes if node is not None}
    found: dict[str, Reached] = {}
    walk = _Walk(graph, line, links)
    for ends in ("low", "high"):
        for node, reached in walk.on_from(members, ends):
            members.add(node)
            found[reached.entity] = reached
    return found


def chain(found: Mapping[str, Reached], entity: str) -> tuple[Stake, ...]:
    """All stakes that show why an entity was reached, from the beginnings down to it: every
    holder is a beginning or is held by stakes before. Empty for who was not reached."""
    stakes: list[Stake] = []
    done: set[str] = set()
    waiting = [(entity, False)]
    while waiting:
        each, is_shown = waiting.pop()
        if each in done or each not in found:
            continue
        if is_shown:  # everybody above it is
            done.add(each)
            stakes += found[each].stakes
            continue
        waiting.append((each, True))
        waiting += [(holder(stake), False) for stake in reversed(found[each].stakes)]
    return tuple(stakes)


def holder(stake: Stake) -> str:
    """For whom a stake is held."""
    return stake.nominee_for or stake.owner


class _Walk:
    """One line and its links on one graph."""

    def __init__(self, graph: Graph, line: Line, links: frozenset[StakeKind]) -> None:
        self._graph, self._edges = graph, graph.edges
        self._line = line
        self._majority = Line(percent=Fraction(50), strict=True, owners=line.owners)
        self._links = frozenset(CODE[kind] for kind in links if kind not in SIZED)
        self._votes = "votes" in links

    def on_from(self, members: set[int], ends: Ends) -> Iterable[tuple[int, Reached]]:
        """(node, how) of whoever is reached; it is a member when the next is asked for."""
        waiting = deque(sorted(members))
        while waiting:
            out = self._edges.out_of(np.array([waiting.popleft()]))
            for node in sorted(set(self._edges.owned[out].tolist()) - members):
                reached = self._shows(node, members, ends)
                if reached is not None:
                    waiting.append(node)
                    yield node, reached

    def _shows(self, node: int, members: set[int], ends: Ends) -> Reached | None:
        """The fewest stakes held by members that put a node over the line."""
        weight = self._edges.weights(ends)
        into = [
            edge
            for edge in self._edges.into(node).tolist()
            if int(self._edges.owner[edge]) in members and weight[edge] > 0
        ]
        owned = self._enough([e for e in into if self._edges.kind[e] == SHARES], self._line, ends)
        if owned:
            return self._reached(owned, ends, controlled=False)
        link = [edge for edge in into if int(self._edges.kind[edge]) in self._links][:1]
        votes = [e for e in into if self._votes and self._edges.kind[e] == VOTES]
        control = link or self._enough(votes, self._majority, ends)
        return self._reached(control, ends, controlled=True) if control else None

    def _enough(self, edges: list[int], line: Line, ends: Ends) -> list[int]:
        """The largest stakes that together reach the line; empty where all of them do not."""
        weight = self._edges.weights(ends)
        largest = sorted(edges, key=lambda edge: -int(weight[edge]))
        if line.owners == "each":
            largest = largest[:1]
        wanted, total = int(line.percent * self._graph.unit), 0
        for count, edge in enumerate(largest, start=1):
            total += int(weight[edge])
            if total > wanted or (total == wanted and not line.strict):
                return largest[:count]
        return []

    def _reached(self, edges: list[int], ends: Ends, controlled: bool) -> Reached:
        table = self._graph.table
        stakes = tuple(table.stated(int(self._edges.row[edge])).stake for edge in edges)
        return Reached(
            entity=stakes[0].owned, stakes=stakes, certain=ends == "low", controlled=controlled
        )


def held(stake: Stake, name: str) -> str:
    """``60 % of the shares of A``: what a stake gives of an entity that is called so."""
    if stake.kind in SIZED:
        return f"{stake.share} of the {stake.kind} of {name}"
    return f"{LINKS.get(stake.kind, stake.kind)} of {name}"


LINKS: dict[StakeKind, str] = {
    "board": "the right to a majority of the board",
    "control": "control",
    "consolidation": "consolidated accounts",
    "trust": "a role in the trust",
    "officer": "an office",
    "other": "an interest",
}
"""A link without a size, in words."""
