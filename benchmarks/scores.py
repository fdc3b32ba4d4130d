"""The arithmetic of quality: counts of right and wrong, ranking, calibration."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Judged(NamedTuple):
    """One labelled pair with the score it got."""

    name1: str
    """As a customer's."""
    name2: str
    """As a list's."""
    schema: str
    is_match: bool
    """What the label says."""
    quality: str
    """How sure the label is: STRONG, MEDIUM or WEAK."""
    category: str
    score: float
    called: bool
    """What the command said at its threshold."""


class Tally(NamedTuple):
    """Right and wrong among labelled pairs; a share of nothing is None, not zero."""

    found: int
    """Matches called a match."""
    missed: int
    false: int
    """Others called a match."""
    rejected: int

    @property
    def pairs(self) -> int:
        """How many pairs were judged."""
        return sum(self)

    @property
    def precision(self) -> float | None:
        """Of what was called a match, the share that is one."""
        return _share(self.found, self.found + self.false)

    @property
    def recall(self) -> float | None:
        """Of the matches, the share that was called one."""
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where no pair is or was called a match."""
        return _share(2 * self.found, 2 * self.found + self.false + self.missed)


def tally(pairs: Iterable[Judged]) -> Tally:
    """Count what the command called right and wrong."""
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for pair in pairs:
        counts[pair.is_match, pair.called] += 1
    return Tally(*counts.values())


def auc(pairs: Sequence[Judged]) -> float | None:
    """How often a match scores above a non-match, ties counting half: 1 is a perfect order.

    None without both. (Mann-Whitney U from mid-ranks.)
    """
    matches = sum(pair.is_match for pair in pairs)
    others = len(pairs) - matches
    if not matches or not others:
        return None
    by_score: dict[float, list[bool]] = defaultdict(list)
    for pair in pairs:
        by_score[pair.score].append(pair.is_match)
    below, ranks = 0, 0.0
    for _, labels in sorted(by_score.items()):
        ranks += sum(labels) * (below + (len(labels) + 1) / 2)
        below += len(labels)
    return (ranks - matches * (matches + 1) / 2) / (matches * others)


def best_threshold(pairs: Sequence[Judged]) -> tuple[float, float]:
    """(threshold, F1) of the threshold that would have served these pairs best; the highest
    of several. For orientation: a threshold fitted to the pairs it is judged on flatters."""
    candidates = sorted({pair.score for pair in pairs}, reverse=True)
    best = (1.0, 0.0)
    for threshold in candidates:
        counts = tally(pair._replace(called=pair.score >= threshold) for pair in pairs)
        if counts.f1 is not None and counts.f1 > best[1]:
            best = (threshold, counts.f1)
    return best


STEPS = tuple(
    (quality, is_match)
    for qualities, is_match in (
        (("STRONG", "MEDIUM", "WEAK"), True),
        (("WEAK", "MEDIUM", "STRONG"), False),
    )
    for quality in qualities
)
"""From the surest match to the surest non-match: mean scores are to fall along it."""


class Step(NamedTuple):
    """One step of the calibration check."""

    quality: str
    is_match: bool
    pairs: int
    mean: float

    def __str__(self) -> str:
        return f"{self.quality} {'match' if self.is_match else 'non-match'}"


def calibration(pairs: Iterable[Judged]) -> list[Step]:
    """Mean score per step, for the steps that have pairs."""
    scores: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for pair in pairs:
        scores[pair.quality, pair.is_match].append(pair.score)
    return [
        Step(*step, len(scores[step]), sum(scores[step]) / len(scores[step]))
        for step in STEPS
        if scores[step]
    ]


def rises(steps: Sequence[Step]) -> list[tuple[Step, Step]]:
    """Where a mean score does not fall from one step to the next; empty when calibrated."""
    return [(a, b) for a, b in pairwise(steps) if b.mean >= a.mean]


def wrong_strong(pairs: Iterable[Judged]) -> list[Judged]:
    """Pairs whose label is sure and whose call was wrong, the furthest off first."""
    wrong = [p for p in pairs if p.quality == "STRONG" and p.called != p.is_match]
    return sorted(wrong, key=lambda pair: pair.score if pair.is_match else -pair.score)


def groups(pairs: Iterable[Judged], field: str) -> dict[str, list[Judged]]:
    """The pairs by one of their fields, in the field's order; an empty value is a dash."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for pair in pairs:
        found[getattr(pair, field) or "-"].append(pair)
    return dict(sorted(found.items()))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
