"""Which listed words are similar to the asked ones; each distinct word is looked up once."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from interdict.matching.alignment import INITIAL_LISTED
from interdict.matching.index import Floats, Ints, Vocabulary, expand, may_hold
from interdict.matching.keys import (
    ABJAD,
    AGREEING,
    JOINED_ALIKE,
    LEVELLED,
    OTHER_SYLLABLE,
    OTHER_VOWEL,
    SHORT_DIFFERS,
    SIMILARITY,
    SOUND_AGREES,
    SOUND_DIFFERS,
    WORD,
    Words,
    keys,
    levelled,
    syllables,
)


class SimilarWords:
    """Listed words similar to asked ones; remembers what it found, up to a limit.

    What is asked is a *unit*: all spellings under which one part of a name may meet a listed
    word. Each distinct unit is looked up once.
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

    def learn(self, units: Mapping[str, tuple[str, ...]]) -> None:
        """Look up new units by their spellings."""
        spellings = [word for unit in units.values() for word in unit]
        words = np.array(spellings, dtype=WORD)
        owner = np.repeat(np.arange(len(units)), [len(unit) for unit in units.values()])
        mine, listed, alike = self._found(words, np.zeros(len(words), dtype=bool))
        is_exact = np.array([unit.rstrip("~").endswith("!") for unit in units], dtype=bool)
        kept = (alike == 1.0) | ~is_exact[owner[mine]]
        mine, listed, alike = mine[kept], listed[kept], alike[kept]
        initial = np.array([word[-1] == "." for word in spellings])
        alike[initial[mine]] *= INITIAL_LISTED
        mine = owner[mine]
        first = int(self.start[-1])
        self.start = np.concatenate(
            [self.start, first + np.cumsum(np.bincount(mine, minlength=len(units)))]
        )
        end = int(self.start[-1])
        while end > len(self.word):
            self.word = np.concatenate([self.word, np.empty_like(self.word)])
            self.alike = np.concatenate([self.alike, np.empty_like(self.alike)])
        self.word[first:end], self.alike[first:end] = listed, alike
        self.ids.update(zip(units, range(len(self.ids), len(self.ids) + len(units)), strict=True))

    def of_joined(self, strings: Words) -> tuple[Ints, Ints, Floats]:
        """(string, listed word, similarity) for neighbours run together; nothing is kept,
        because hardly any such string comes twice."""
        return self._found(strings, np.ones(len(strings), dtype=bool))

    def _found(self, words: Words, joined: npt.NDArray[np.bool_]) -> tuple[Ints, Ints, Floats]:
        mine, listed, agrees = self._meeting(words, joined)
        alike = self._alike(words, mine, listed, agrees)
        strict = joined[mine] | self._vocabulary.word_joined[listed]
        kept = (alike > 0) & (~strict | (alike >= np.float32(JOINED_ALIKE)))
        return mine[kept], listed[kept], alike[kept]

    def _meeting(
        self, words: Words, joined: npt.NDArray[np.bool_]
    ) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
        """Pairs (asked word, listed word) that share a key, ordered and distinct, and whether
        they sound the same."""
        vocabulary = self._vocabulary
        key, asked = keys(words, joined)
        possible = may_hold(vocabulary.key_filter, key)
        key, asked = key[possible], asked[possible]
        order = np.argsort(key)  # neighbouring look-ups stay in the cache
        key, asked = key[order], asked[order]
        at = np.searchsorted(vocabulary.key, key)
        at[at == len(vocabulary.key)] = 0
        known = vocabulary.key[at] == key if len(vocabulary.key) else np.zeros(len(key), dtype=bool)
        key, asked, at = key[known], asked[known], at[known]
        rows, within = expand(
            vocabulary.key_start[at].astype(np.int64), vocabulary.key_start[at + 1].astype(np.int64)
        )
        sounding = (key[rows] & np.uint64(1)).astype(np.int64)
        listed = vocabulary.key_word[within].astype(np.int64)
        many = np.int64(len(vocabulary.word_start))
        met = np.sort((asked[rows] * many + listed) * 2 + sounding)
        pair = met >> 1
        last = np.ones(len(met), dtype=bool)
        last[:-1] = pair[1:] != pair[:-1]
        pair = pair[last]
        return pair // many, pair % many, (met[last] & 1) == 1

    def _alike(
        self, words: Words, asked: Ints, listed: Ints, agrees: npt.NDArray[np.bool_]
    ) -> Floats:
        """``keys.similarity`` for many pairs that meet."""
        if not len(asked):
            return np.empty(0, dtype=np.float32)
        mine, to_mine = np.unique(asked, return_inverse=True)
        theirs, to_theirs = np.unique(listed, return_inverse=True)
        my_words = words[mine].astype(str).tolist()
        their_words = self._vocabulary.words(theirs)
        my_lengths = np.array([len(word) for word in my_words])
        their_lengths = np.array([len(word) for word in their_words])
        length = np.maximum(my_lengths[to_mine], their_lengths[to_theirs])
        distance = _distances(my_words, to_mine, their_words, to_theirs)
        column = _columns(my_words, to_mine, their_words, to_theirs, agrees)
        alike: Floats = SIMILARITY[column, length, distance]
        near = np.flatnonzero(np.isin(column, AGREEING) & (distance > 1))
        if len(near):
            plain = 1 + _distances(
                [levelled(word) for word in my_words],
                to_mine[near],
                [levelled(word) for word in their_words],
                to_theirs[near],
            )
            closer = SIMILARITY[column[near], length[near], np.minimum(plain, distance[near])]
            alike[near] = np.maximum(alike[near], np.minimum(closer, LEVELLED))
        return alike


def _distances(words: list[str], asked: Ints, spelled: list[str], listed: Ints) -> Ints:
    """Edits between pairs of words."""
    found: Ints = process.cpdist(
        np.array(words, dtype=object)[asked],
        np.array(spelled, dtype=object)[listed],
        scorer=OSA.distance,
        dtype=np.int32,
        workers=1,
    )
    return found


def _columns(
    words: list[str], asked: Ints, spelled: list[str], listed: Ints, agrees: npt.NDArray[np.bool_]
) -> Ints:
    """``keys.sound_column`` for many pairs."""
    shapes = {"": 0}
    mine = np.array([shapes.setdefault(syllables(word), len(shapes)) for word in words])[asked]
    theirs = np.array([shapes.setdefault(syllables(word), len(shapes)) for word in spelled])[listed]
    long_ = np.array([shape[:1] == "*" for shape in shapes], dtype=bool)
    my_long, their_long = long_[mine], long_[theirs]
    vowels = (mine > 0) & (theirs > 0)
    bare = np.unique([shape.lstrip(".") for shape in shapes], return_inverse=True)[1]
    one_syllable = vowels & ~my_long & ~their_long & ~(agrees & (bare[mine] == bare[theirs]))
    dotted = np.array([shape[:1] == "." for shape in shapes], dtype=bool)
    other_syllable = one_syllable & dotted[mine] & dotted[theirs]
    other_vowel = my_long & their_long & (mine != theirs)
    columns: Ints = np.select(
        [other_syllable, one_syllable, ~agrees, other_vowel, vowels],
        [OTHER_SYLLABLE, SHORT_DIFFERS, SOUND_DIFFERS, OTHER_VOWEL, SOUND_AGREES],
        ABJAD,
    )
    return columns
