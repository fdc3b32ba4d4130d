"""Integrated ownership: what somebody holds of an entity when every path is multiplied out.

A useful other number, shown beside a verdict and never instead of it: no sanctions rule asks for
it. With a matrix A of direct shares it is the row of A + A² + A³ + ... (Brioschi, Buzzacchi and
Colombo 1989), cycles included. Solving for one entity starts from it and walks up, and what is
left over shrinks with every step, so that only its surroundings are looked at.
"""

from collections import deque

from interdict.ownership.graph import Ends, Graph
from interdict.ownership.table import SHARES

_LEFT = 1e-9
"""Fraction below which what is left at a node is no longer passed on."""
_MOST = 200_000
"""Steps after which the walk is given up: shares add up to more than there is, in a circle."""


def look_through(graph: Graph, node: int, ends: Ends) -> dict[int, float] | None:
    """Node -> percent of ``node`` that it holds through every path, at one end of the bands.

    Floats, for display. None where no number is reached, because stated shares in a circle add up
    to more than 100 percent.
    """
    edges, weight = graph.edges, graph.edges.weights(ends)
    whole = 100.0 * graph.unit
    found: dict[int, float] = {}
    left: dict[int, float] = {node: 1.0}
    waiting = deque([node])
    for _ in range(_MOST):
        if not waiting:
            return {owner: 100 * share for owner, share in found.items()}
        owned = waiting.popleft()
        part = left.pop(owned)
        for edge in edges.into(owned).tolist():
            if edges.kind[edge] != SHARES:
                continue
            owner = int(edges.owner[edge])
            passed = part * (float(weight[edge]) / whole)
            found[owner] = found.get(owner, 0.0) + passed
            before = left.get(owner, 0.0)
            left[owner] = before + passed
            if before < _LEFT <= left[owner]:
                waiting.append(owner)
    return None
