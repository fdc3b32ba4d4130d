"""Paragraphs that come twice: the later copy is dropped, the earlier one stays.

Two wordings of one quotation are no copies, nor are two sentences that differ in a number or in
a "not": those must stay, because they may be what disagrees.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from interdict.articles.blocks import Block
from interdict.articles.furniture import Verdict

_FEWEST_WORDS = 4
"""A shorter line may be said twice: "Why?", "No comment."."""

_FEWEST_NEAR_WORDS = 12
_LONGEST_NEAR = 300
_RUN = 4
"""Words in a row that are compared."""

_SAME = 0.85
"""Share of the later block's runs of words that stand in one earlier block."""

_NEGATION = frozenset(("not", "no", "never", "denied", "denies", "n't", "without"))
_DIGIT = re.compile(r"\d")


class Earlier:
    """The blocks that came before."""

    def __init__(self) -> None:
        self._whole: set[tuple[str, ...]] = set()
        self._runs: dict[tuple[str, ...], int] = {}
        self._facts: list[frozenset[str]] = []

    def verdict(self, block: Block) -> Verdict | None:
        """Is the block a copy of one before? If not, it is kept in mind."""
        words = tuple(token.lower() for token in block.tokens)
        if len(words) < _FEWEST_WORDS or (block.is_label and len(words) < _FEWEST_NEAR_WORDS):
            return None
        if words in self._whole:
            return Verdict("repeated", "word for word as before")
        if (block.is_quote or block.is_closed) and self._is_pulled(words):
            return Verdict("repeated", "words from before, pulled out")
        runs = list(_runs(words)) if _FEWEST_NEAR_WORDS <= len(words) <= _LONGEST_NEAR else []
        if runs and self._is_near(words, runs):
            return Verdict("repeated", "nearly word for word as before")
        self._whole.add(words)
        for run in runs:
            self._runs.setdefault(run, len(self._facts))
        self._facts.append(_facts(words))
        return None

    def _is_pulled(self, words: Sequence[str]) -> bool:
        """Do all its words stand in a row in one earlier block?"""
        if not _RUN < len(words) <= _LONGEST_NEAR:
            return False
        places = {self._runs.get(run) for run in _runs(words)}
        return len(places) == 1 and None not in places

    def _is_near(self, words: Sequence[str], runs: list[tuple[str, ...]]) -> bool:
        before = Counter(self._runs[run] for run in runs if run in self._runs)
        if not before:
            return False
        where, shared = before.most_common(1)[0]
        return shared >= _SAME * len(runs) and _facts(words) <= self._facts[where]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(words) - _RUN + 1):
        yield tuple(words[at : at + _RUN])


def _facts(words: Sequence[str]) -> frozenset[str]:
    """What must not differ between copies: numbers and denials."""
    return frozenset(w for w in words if _DIGIT.search(w) or w in _NEGATION or w.endswith("n't"))
