"""Where a place of the gold text lies in the text an article was read to.

A text file is read as it stands, and places are the same. A page is read by two readers (ours
and ``visible``), so its words are laid beside each other.
"""

import re
from bisect import bisect_left, bisect_right
from difflib import SequenceMatcher

from interdict.articles.article import Span

_WORD = re.compile(r"\w+")


class Aligned:
    """Leads from spans of one text to spans of another that has mostly the same words."""

    def __init__(self, gold: str, read: str) -> None:
        self._same = gold == read
        if self._same:
            return
        here, there = (list(_WORD.finditer(text)) for text in (gold, read))
        matcher = SequenceMatcher(None, [m[0] for m in here], [m[0] for m in there], autojunk=False)
        pairs = [
            (here[block.a + n], there[block.b + n])
            for block in matcher.get_matching_blocks()
            for n in range(block.size)
        ]
        self._starts = [one.start() for one, _ in pairs]
        self._ends = [one.end() for one, _ in pairs]
        self._others = [Span(*other.span()) for _, other in pairs]

    def place(self, span: Span) -> Span | None:
        """The same words there, from the first to the last that are found; None without any."""
        if self._same:
            return span
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end)
        if first >= last:
            return None
        return Span(self._others[first].start, self._others[last - 1].end)
