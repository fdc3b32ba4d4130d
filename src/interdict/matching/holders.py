"""Which entries hold a word like a common one (Mohammad, Kim, Ali), a bit each.

The postings of a common word are too many to be read for every name that has it. Whether one
entry is among them is one bit, made once for each common word that is asked.
"""

import numpy as np

from interdict.matching.growing import Growing
from interdict.matching.index import Index
from interdict.matching.ranges import Bools, Ints, distinct, expand
from interdict.matching.similar_words import SimilarWords

_NONE = -1


class Holders:
    """The holders of asked units in one index; remembers them, up to a limit."""

    LIMIT = 16_000_000
    """Bytes remembered before the memory is emptied; a matter of RAM, never of results."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._width = len(index.entry_party) // 8 + 1
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._row = Growing(np.int32)
        self._bits = Growing(np.uint8, self._width)

    def hold(self, entry: Ints, unit: Ints, similar: SimilarWords) -> Bools:
        """Does each entry hold a word like the unit beside it?"""
        self._learn(distinct(unit), similar)
        held = self._bits.array[self._row.array[unit], entry >> 3]
        found: Bools = (held >> (entry & 7).astype(np.uint8)) & np.uint8(1) == 1
        return found

    def _learn(self, units: Ints, similar: SimilarWords) -> None:
        """Make the bits of those that are new."""
        if len(self._bits) * self._width > self.LIMIT:
            self.clear()
        known = len(similar.start) - 1
        if len(self._row) < known:
            self._row.add(np.full(known - len(self._row), _NONE))
        new = units[self._row.array[units] == _NONE]
        if not len(new):
            return
        self._row.array[new] = np.arange(len(self._bits), len(self._bits) + len(new))
        which, within = expand(similar.start[new], similar.start[new + 1])
        word = similar.word[within]
        start = self._index.posting_start
        posted, at = expand(start[word].astype(np.int64), start[word + 1].astype(np.int64))
        entry = self._index.posting[at].astype(np.int64)
        bits = np.zeros(len(new) * self._width, dtype=np.uint8)
        place = which[posted] * self._width + (entry >> 3)
        np.bitwise_or.at(bits, place, np.uint8(1) << (entry & 7).astype(np.uint8))
        self._bits.add(bits.reshape(len(new), self._width))
