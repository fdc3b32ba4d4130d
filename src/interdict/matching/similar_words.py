"""Which listed words are similar to the asked ones; each distinct word is looked up once."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from interdict.matching.compiled_words import CompiledWords
from interdict.matching.growing import Growing
from interdict.matching.kernel import compiled
from interdict.matching.keys import (
    ABJAD,
    AGREEING,
    JOINED_ALIKE,
    LEVELLED,
    MOST_ALIKE,
    OTHER_SYLLABLE,
    OTHER_VOWEL,
    SHORT_DIFFERS,
    SIMILARITY,
    SOUND_AGREES,
    SOUND_DIFFERS,
    WORD,
    Hashes,
    Words,
    keys,
)
from interdict.matching.likeness import (
    INITIAL_LISTED,
    LONG_ACRONYM,
    OTHER_NAME,
    VARIANTS,
    are_two_common_names,
)
from interdict.matching.listed_words import ListedWords
from interdict.matching.parts import Part, as_acronym, spellings_of
from interdict.matching.ranges import Floats, Ints, expand
from interdict.matching.sounds import levelled
from interdict.matching.vocabulary import Vocabulary
from interdict.matching.words import is_common, relation_of


class SimilarWords:
    """Listed words similar to asked ones; remembers what it found, up to a limit.

    What is asked is a *unit*: all spellings under which one part of a name may meet a listed
    word. Each distinct unit is looked up once.
    """

    LIMIT = 300_000
    """Units remembered before the memory is emptied; a matter of RAM, never of results."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._listed = ListedWords(vocabulary)
        kernel = compiled()
        self.compiled = CompiledWords(kernel, vocabulary) if kernel else None
        """The library's way to look up words, where there is one."""
        self.times_emptied = 0
        """What was numbered before the memory was last emptied is void."""
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.ids: dict[str, int] = {}
        """Unit -> its number."""
        self._start = Growing(np.int64)
        self._start.add([0])
        self._word = Growing(np.int64)
        self._alike = Growing(np.float32)
        self.times_emptied += 1

    @property
    def start(self) -> Ints:
        """Where each unit's matches begin; one more than there are units."""
        return self._start.array

    @property
    def word(self) -> Ints:
        """Listed words, unit by unit."""
        return self._word.array

    @property
    def alike(self) -> Floats:
        """How alike each of them is to its unit."""
        return self._alike.array

    def numbers(self, parts: Sequence[Part]) -> Ints:
        """The unit of each part, -1 for initials; new ones are looked up."""
        number = self.ids.get
        units = [(part.unit, part) for part in parts]
        new = {
            unit: (*spellings_of(part), f"{part.text[0]}.", as_acronym(part.meaning))
            for unit, part in units
            if unit and unit not in self.ids
        }
        if new:
            self.learn(new)
        return np.array([number(unit, -1) for unit, _ in units], dtype=np.int64)

    def learn(self, units: Mapping[str, tuple[str, ...]]) -> None:
        """Look up new units by their spellings."""
        spellings = [word for unit in units.values() for word in unit]
        words = np.array(spellings, dtype=WORD)
        owner = np.repeat(np.arange(len(units)), [len(unit) for unit in units.values()])
        mine, listed, alike = self._found(words, np.zeros(len(words), dtype=bool))
        is_exact = np.array([unit.rstrip("~").endswith("!") for unit in units], dtype=bool)
        kept = (alike == 1.0) | ~is_exact[owner[mine]]
        mine, listed, alike = mine[kept], listed[kept], alike[kept]
        alike *= np.array([_share(word) for word in spellings], dtype=np.float32)[mine]
        self._tell_names_apart(units, words, owner, (mine, listed, alike))
        mine = owner[mine]
        begun = int(self.start[-1])
        self._start.add(begun + np.cumsum(np.bincount(mine, minlength=len(units))))
        self._word.add(listed)
        self._alike.add(alike)
        self.ids.update(zip(units, range(len(self.ids), len(self.ids) + len(units)), strict=True))

    def _tell_names_apart(
        self,
        units: Mapping[str, tuple[str, ...]],
        words: Words,
        owner: Ints,
        met: tuple[Ints, Ints, Floats],
    ) -> None:
        """What ``likeness`` says of two common names, where the listed word is nothing else."""
        mine, listed, alike = met
        ordinary = np.array([not unit.rstrip("~").endswith("=") for unit in units], dtype=bool)
        asked = words.astype(str).tolist()
        common = np.array([is_common(word) for word in asked], dtype=bool) & ordinary[owner]
        if not common.any():
            return
        bent = common[mine] & (alike < 1.0) & self._vocabulary.word_plain[listed]
        near = bent.nonzero()[0]
        if not len(near):
            return
        spelled, _ = self._listed.of(listed[near])
        of = [asked[number] for number in mine[near].tolist()]
        for place, one, other in zip(near.tolist(), of, spelled.tolist(), strict=True):
            if are_two_common_names(one, other):
                alike[place] = OTHER_NAME

    def of_joined(self, strings: Words) -> tuple[Ints, Ints, Floats]:
        """(string, listed word, similarity) for neighbours run together; nothing is kept,
        because hardly any such string comes twice."""
        return self._found(strings, np.ones(len(strings), dtype=bool))

    def are_keys(self, key: Hashes) -> npt.NDArray[np.bool_]:
        """Which keys are those of a listed word."""
        known, _ = self._vocabulary.find(key)
        found = np.zeros(len(key), dtype=bool)
        found[known] = True
        return found

    def _found(self, words: Words, joined: npt.NDArray[np.bool_]) -> tuple[Ints, Ints, Floats]:
        if self.compiled is not None:
            return self.compiled(words, joined)
        mine, listed, agrees = self._meeting(words, joined)
        alike = self._likeness(words, mine, listed, agrees)
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
        known, at = vocabulary.find(key)
        key, asked = key[known], asked[known]
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

    def _likeness(
        self, words: Words, asked: Ints, listed: Ints, agrees: npt.NDArray[np.bool_]
    ) -> Floats:
        """``keys.similarity`` for many pairs that meet."""
        if not len(asked):
            return np.empty(0, dtype=np.float32)
        lengths = np.strings.str_len(words).astype(np.int64)
        starts = self._vocabulary.word_start
        mine, theirs = lengths[asked], starts[listed + 1].astype(np.int64) - starts[listed]
        length = np.maximum(mine, theirs)
        near = MOST_ALIKE[length, np.abs(mine - theirs)] > 0
        alike = np.zeros(len(asked), dtype=np.float32)
        asked, listed, agrees, length = asked[near], listed[near], agrees[near], length[near]
        spelled = np.array(words.astype(str).tolist(), dtype=object)
        theirs_spelled, shapes = self._listed.of(listed)
        distance = _distances(spelled[asked], theirs_spelled)
        column = self._columns(self._listed.shapes(spelled)[asked], shapes, agrees)
        likeness: Floats = SIMILARITY[column, length, distance]
        sounding = np.flatnonzero(np.isin(column, AGREEING) & (distance > 1))
        if len(sounding):
            apart = _distances(
                [levelled(word) for word in spelled[asked[sounding]]],
                [levelled(word) for word in theirs_spelled[sounding]],
            )
            closer = SIMILARITY[
                column[sounding], length[sounding], np.minimum(apart + 1, distance[sounding])
            ]
            likeness[sounding] = np.maximum(likeness[sounding], np.minimum(closer, LEVELLED))
        alike[near] = likeness
        return alike

    def _columns(self, mine: Ints, theirs: Ints, agrees: npt.NDArray[np.bool_]) -> Ints:
        """``keys.sound_column`` for many pairs of shapes."""
        long_, dotted, bare = self._listed.kinds_of_shapes()
        my_long, their_long = long_[mine], long_[theirs]
        vowels = (mine > 0) & (theirs > 0)
        one_syllable = vowels & ~my_long & ~their_long & ~(agrees & (bare[mine] == bare[theirs]))
        other_syllable = one_syllable & dotted[mine] & dotted[theirs]
        other_vowel = my_long & their_long & (mine != theirs)
        columns: Ints = np.select(
            [other_syllable, one_syllable, ~agrees, other_vowel, vowels],
            [OTHER_SYLLABLE, SHORT_DIFFERS, SOUND_DIFFERS, OTHER_VOWEL, SOUND_AGREES],
            ABJAD,
        )
        return columns


def _share(spelling: str) -> float:
    """How alike a part is to what is found under one of its spellings, at most: an initial, an
    acronym, a variant of a given name."""
    if spelling[0] == "~":
        return VARIANTS[relation_of(spelling)]
    return {".": INITIAL_LISTED, "&": LONG_ACRONYM}.get(spelling[-1], 1.0)


def _distances(one: Any, other: Any) -> Ints:
    """Edits between the words of each pair."""
    found: Ints = process.cpdist(one, other, scorer=OSA.distance, dtype=np.int32, workers=1)
    return found
