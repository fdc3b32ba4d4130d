"""Every query with every name: rapidfuzz's own loop over all pairs, on one core."""

from collections.abc import Callable, Sequence

import numpy
from rapidfuzz import process, utils

from benchmarks.peers.contract import Asked, Finder, Party

REQUIREMENTS = ("rapidfuzz==3.14.6", "numpy==2.4.6")
ROWS = 50
"""Queries a call, so that the matrix of scores stays small."""


def finder(parties: Sequence[Party], scorer: Callable[..., float], threshold: float) -> Finder:
    """What finds the parties with a name that scores from the threshold."""
    names = [utils.default_process(name) for party in parties for name in party.names]
    owners = [party.id for party in parties for _ in party.names]

    def find(queries: Sequence[Asked]) -> list[set[str]]:
        found = []
        for at in range(0, len(queries), ROWS):
            asked = [utils.default_process(query.name) for query in queries[at : at + ROWS]]
            scores = process.cdist(
                asked, names, scorer=scorer, score_cutoff=threshold, dtype=numpy.float32, workers=1
            )
            found += [{owners[i] for i in numpy.flatnonzero(row)} for row in scores]
        return found

    return find
