"""Which listed words are similar to the asked ones; each distinct word is looked up once."""

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from interdict.matching.alignment import INITIAL_LISTED
from interdict.matching.index import Floats, Ints, Vocabulary, expand, may_hold
from interdict.matching.keys import (
    ABJAD,
    JOINED_ALIKE,
    OTHER_SYLLABLE,
    SIMILARITY,
    SOUND_AGREES,
    SOUND_DIFFERS,
    keys,
    syllables,
)


class SimilarWords:
    """Listed words similar to asked ones; remembers what it found, up to a limit.

    What is asked is a *unit*: all spellings under which one part of a name may meet a listed
    word, or neighbouring parts run together. Each distinct unit is looked up once.
    """

    LIMIT = 300_000
    """Units remembered before the memory is emptied; a matter of RAM, never of results."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.ids: dict[str, int] = {}
        """Unit -> its number."""
        self.start = np.zeros(1, dtype=np.int64)
        """Where each unit's matches begin; one more than there are units."""
        self.word = np.empty(1 << 16, dtype=np.int64)
        """Listed words, with room for more behind the last match."""
        self.alike = np.empty(1 << 16, dtype=np.float32)

    def learn(self, units: list[tuple[tuple[str, ...], bool]]) -> None:
        """Look up new units, numbered from the last one on: (spellings, run together)."""
        words = [word for spellings, _ in units for word in spellings]
        owner = np.repeat(np.arange(len(units)), [len(spellings) for spellings, _ in units])
        joined = np.array([flag for _, flag in units], dtype=bool)[owner]
        mine, listed, agrees = self._meeting(words, joined)
        alike = self._alike(words, mine, listed, agrees)
        initial = np.array([word[-1] == "." for word in words])
        alike[initial[mine]] *= INITIAL_LISTED
        strict = joined[mine] | self._vocabulary.word_joined[listed]
        kept = (alike > 0) & (~strict | (alike >= np.float32(JOINED_ALIKE)))
        mine, listed, alike = owner[mine[kept]], listed[kept], alike[kept]
        counts = np.bincount(mine, minlength=len(units))
        first = int(self.start[-1])
        self.start = np.concatenate([self.start, first + np.cumsum(counts)])
        end = int(self.start[-1])
        while end > len(self.word):
            self.word = np.concatenate([self.word, np.empty_like(self.word)])
            self.alike = np.concatenate([self.alike, np.empty_like(self.alike)])
        self.word[first:end], self.alike[first:end] = listed, alike

    def _meeting(
        self, words: list[str], joined: npt.NDArray[np.bool_]
    ) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
        """Pairs (asked word, listed word) that share a key, ordered and distinct, and whether
        they sound the same."""
        key, asked = keys(words, joined)
        vocabulary = self._vocabulary
        possible = may_hold(vocabulary.key_filter, key)
        key, asked = key[possible], asked[possible]
        order = np.argsort(key)  # neighbouring look-ups stay in the cache
        key, asked = key[order], asked[order]
        left = np.searchsorted(vocabulary.key, key, side="left")
        right = np.searchsorted(vocabulary.key, key, side="right")
        rows, within = expand(left, right)
        sounding = (key[rows] & np.uint64(1)).astype(np.int64)
        listed = vocabulary.key_word[within].astype(np.int64)
        met = np.sort((asked[rows] * np.int64(len(vocabulary.word_start)) + listed) * 2 + sounding)
        pair = met >> 1
        last = np.ones(len(met), dtype=bool)
        last[:-1] = pair[1:] != pair[:-1]
        pair = pair[last]
        agrees = (met[last] & 1) == 1
        return pair // len(vocabulary.word_start), pair % len(vocabulary.word_start), agrees

    def _alike(
        self, words: list[str], asked: Ints, listed: Ints, agrees: npt.NDArray[np.bool_]
    ) -> Floats:
        """``keys.similarity`` for many pairs that meet."""
        if not len(asked):
            return np.empty(0, dtype=np.float32)
        distinct, back = np.unique(listed, return_inverse=True)
        spelled = self._vocabulary.words(distinct)
        asked_length = np.array([len(word) for word in words])[asked]
        listed_length = np.diff(self._vocabulary.word_start.astype(np.int64))[distinct][back]
        length = np.maximum(asked_length, listed_length)
        mine = np.array(words, dtype=object)[asked]
        theirs = np.array(spelled, dtype=object)[back]
        distance = process.cpdist(mine, theirs, scorer=OSA.distance, dtype=np.int32, workers=1)
        column = _columns(words, asked, spelled, back, agrees)
        alike: Floats = SIMILARITY[column, length, distance]
        return alike


def _columns(
    words: list[str], asked: Ints, spelled: list[str], listed: Ints, agrees: npt.NDArray[np.bool_]
) -> Ints:
    """``keys.sound_column`` for many pairs."""
    shapes = {"": 0, "*": 1}
    mine = np.array([shapes.setdefault(syllables(word), len(shapes)) for word in words])[asked]
    theirs = np.array([shapes.setdefault(syllables(word), len(shapes)) for word in spelled])[listed]
    one_syllable = (mine > 1) & (theirs > 1) & ~(agrees & (mine == theirs))
    vowels = (mine > 0) & (theirs > 0)
    columns: Ints = np.select(
        [one_syllable, ~agrees, vowels], [OTHER_SYLLABLE, SOUND_DIFFERS, SOUND_AGREES], ABJAD
    )
    return columns
