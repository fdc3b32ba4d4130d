"""Where the lines that a library took for the article stand on the page.

Libraries change blanks, punctuation and characters as they extract, so lines are compared by
their letters and digits alone. A line that stands on the page once is sure of its place; one
that stands there several times (a headline in the menu and above the article) belongs between
its neighbours.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

_NOT_WORD = re.compile(r"[\W_]+")
_WINDOW = 24
"""Letters of a line that are looked for on their own where the whole line is not found."""
_MOST_PLACES = 50


class Aligned(NamedTuple):
    """Which share of each block the lines cover."""

    covered: tuple[int, ...]
    """Per block: how many of its letters and digits."""
    letters: tuple[int, ...]
    """Per block: how many it has."""
    lost: tuple[str, ...]
    """Lines that are not on the page, not even in part."""

    def share(self, block: int) -> float:
        """Of the block's letters, 0 to 1."""
        return self.covered[block] / self.letters[block] if self.letters[block] else 0.0


def aligned(blocks: Sequence[str], lines: Iterable[str]) -> Aligned:
    """Find the lines, which come in the page's order, in its blocks."""
    squeezed = [squeeze(block) for block in blocks]
    page = _Letters(squeezed)
    needles = [(line, squeeze(line)) for line in lines]
    needles = [(line, needle) for line, needle in needles if needle]
    places = [page.places(needle) for _, needle in needles]
    lost = []
    before = 0
    following = _following(places)
    for (line, needle), found, limit in zip(needles, places, following, strict=True):
        if found:
            at = _between(found, before, limit)
            page.cover(at, at + len(needle))
            before = at + len(needle)
        elif not (before_ := page.cover_parts(needle, before, limit)):
            lost.append(line)
        else:
            before = before_
    return Aligned(tuple(page.covered), tuple(map(len, squeezed)), tuple(lost))


def squeeze(text: str) -> str:
    """Its letters and digits alone."""
    return _NOT_WORD.sub("", text)


def _following(places: Sequence[Sequence[int]]) -> list[int]:
    """Per line, where the next line stands that is sure of its place."""
    limits = []
    limit = -1
    for found in reversed(places):
        limits.append(limit)
        if len(found) == 1 and (limit < 0 or found[0] < limit):
            limit = found[0]
    return limits[::-1]


def _between(places: Sequence[int], before: int, limit: int) -> int:
    """The place that fits: behind the line before, ahead of the next; the nearest if none."""
    fitting = [at for at in places if at >= before and (limit < 0 or at < limit)]
    if fitting:
        return fitting[0] if before else fitting[-1] if limit >= 0 else fitting[0]
    behind = [at for at in places if at >= before]
    return behind[0] if behind else places[-1]


class _Letters:
    """The page's letters in one string, and which block each is of."""

    def __init__(self, squeezed: Sequence[str]) -> None:
        self._page = "".join(squeezed)
        self._starts = [0, *accumulate(map(len, squeezed))]
        self._is_start = frozenset(self._starts)
        self.covered = [0] * len(squeezed)

    def places(self, needle: str) -> list[int]:
        """Where it stands; at the beginning of a block if it stands at any."""
        found: list[int] = []
        at = self._page.find(needle)
        while at >= 0 and len(found) < _MOST_PLACES:
            found.append(at)
            at = self._page.find(needle, at + 1)
        starting = [at for at in found if at in self._is_start]
        whole = [at for at in starting if at + len(needle) in self._is_start]
        if len(needle) < _WINDOW // 2:
            return whole
        return whole or starting or found

    def cover(self, start: int, end: int) -> None:
        """Count these letters for the blocks they are of."""
        block = bisect_right(self._starts, start) - 1
        while start < end and block < len(self.covered):
            upto = min(self._starts[block + 1], end)
            full = self._starts[block + 1] - self._starts[block]
            self.covered[block] = min(self.covered[block] + upto - start, full)
            start = upto
            block += 1

    def cover_parts(self, needle: str, before: int, limit: int) -> int:
        """Find it piece by piece; behind the last piece found, or 0 where none is."""
        last = 0
        end = len(self._page) if limit < 0 else limit
        for start in range(0, len(needle), _WINDOW):
            part = needle[start : start + _WINDOW]
            if len(part) < _WINDOW // 2 and last:
                continue
            at = self._page.find(part, before, end) if before < end else -1
            at = at if at >= 0 else self._page.find(part)
            if at >= 0:
                self.cover(at, at + len(part))
                last = before = at + len(part)
        return last
