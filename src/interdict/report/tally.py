"""What a report needs of a run of any length, kept in bounded memory while it goes on."""

import heapq
from collections import Counter

from interdict.report.cards import rank
from interdict.screening.result import Screening

MAX_CARDS = 300
"""Queries that one page shows."""


class Tally:
    """Counts every row with hits and keeps the strongest ``cards`` of them."""

    def __init__(self, cards: int = MAX_CARDS) -> None:
        self.rows_with_hits = 0
        self.hits = 0
        self.verdict_counts: dict[str, Counter[str]] = {}
        """Regime -> verdict -> rows, of the rows added."""
        self._cards = cards
        self._strongest: list[tuple[tuple[int, float, int], int, Screening]] = []

    def add(self, row: int, screening: Screening) -> None:
        """Count one row that has hits; rows are added once each."""
        self.rows_with_hits += 1
        self.hits += screening.hits_in_all
        for regime, verdict in screening.verdicts.items():
            self.verdict_counts.setdefault(regime, Counter())[verdict.verdict] += 1
        strength, score, number = rank(row, screening)
        heapq.heappush(self._strongest, ((-strength, -score, -number), row, screening))
        if len(self._strongest) > self._cards:
            heapq.heappop(self._strongest)

    @property
    def strongest(self) -> list[tuple[int, Screening]]:
        """(row, answer) of the rows kept, strongest first."""
        return [(row, screening) for _, row, screening in sorted(self._strongest, reverse=True)]
