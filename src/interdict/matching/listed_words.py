"""Spellings of listed words as they are compared: made from the snapshot's letters once each."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from interdict.matching.growing import Growing
from interdict.matching.ranges import Bools, Ints, distinct
from interdict.matching.sounds import syllables
from interdict.matching.vocabulary import Vocabulary

Objects = npt.NDArray[np.object_]


class ListedWords:
    """Listed words that were compared so far, up to a limit."""

    LIMIT = 200_000
    """Words remembered before the memory is emptied; a matter of RAM, never of results."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._shapes = {"": 0}
        nothing = np.empty(0, dtype=bool)
        self._kinds: tuple[Bools, Bools, Ints] = (nothing, nothing, np.empty(0, dtype=np.int64))
        self._empty()

    def _empty(self) -> None:
        self._place = np.zeros(len(self._vocabulary.word_joined), dtype=np.int32)
        self._spelling = Growing(np.object_)
        self._shape = Growing(np.int64)
        self._spelling.add([""])  # place 0 is that of words not yet spelled
        self._shape.add([0])

    def of(self, words: Ints) -> tuple[Objects, Ints]:
        """(spelling, shape) of each listed word."""
        place = self._place[words]
        if not place.all():
            new = distinct(words[place == 0])
            if len(self._shape) + len(new) > self.LIMIT:
                self._empty()
                new = distinct(words)
            spelled = self._vocabulary.words(new)
            self._place[new] = np.arange(len(self._shape), len(self._shape) + len(new))
            self._spelling.add(np.array(spelled, dtype=object))
            self._shape.add(self.shapes(spelled))
            place = self._place[words]
        return self._spelling.array[place], self._shape.array[place]

    def shapes(self, words: Iterable[str]) -> Ints:
        """Numbers of their ``keys.syllables``; 0 is that of words without a vowel."""
        known = self._shapes
        return np.array([known.setdefault(syllables(w), len(known)) for w in words], dtype=np.int64)

    def kinds_of_shapes(self) -> tuple[Bools, Bools, Ints]:
        """Per shape: is it that of words of several syllables, that of a Chinese or Korean
        syllable, and the number of its vowels alone."""
        if len(self._kinds[0]) < len(self._shapes):
            shapes = list(self._shapes)
            self._kinds = (
                np.array([shape[:1] == "*" for shape in shapes], dtype=bool),
                np.array([shape[:1] == "." for shape in shapes], dtype=bool),
                np.unique([shape.lstrip(".") for shape in shapes], return_inverse=True)[1],
            )
        return self._kinds
