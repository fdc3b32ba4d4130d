"""Many asked names read at once, as arrays instead of parts: most of them match nobody, and what
their parts say in words is never asked for.

Only names whose parts follow from their words one by one are read so: no comma, no initials
written together, no legal form or generic word in the name of a thing. All others, the
*unusual* ones, are read one by one (``names``), and both ways give the same slots.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from interdict.matching.asked_words import AS_INITIAL, AS_TRAIT, UNTOLD, AskedWords, factors, roles
from interdict.matching.joined_words import NOTHING, Rows, Runs, joined
from interdict.matching.keys import MAXIMUM_WORD
from interdict.matching.names import (
    THING_READINGS,
    is_read_as_written,
    is_read_word_by_word,
    is_spelled,
    is_syllabic,
    spelled,
)
from interdict.matching.parts import MAXIMUM_PARTS, NameClass
from interdict.matching.ranges import Bools, Ints, starts_of
from interdict.matching.slots import Facts, Slots
from interdict.matching.syllables import MOST_WORDS
from interdict.matching.thing_names import SHIP_PREFIXES


class Batch:
    """The readings of names, row by row, as far as they can be read at once."""

    def __init__(
        self, names: Sequence[str], wanted: dict[NameClass, Bools], words: AskedWords
    ) -> None:
        """``wanted`` tells of each name whether it is to be read in that class."""
        self._words = words
        self._names = len(names)
        folded = [spelled(name) for name in names]
        counts = np.array([len(found) for found in folded], dtype=np.int64)
        rows = [reading.split() for reading in chain.from_iterable(folded)]
        self._lengths = np.array([len(row) for row in rows], dtype=np.int64)
        self._owner = np.arange(len(names)).repeat(counts)
        self._number = np.arange(len(rows)) - (counts.cumsum() - counts).repeat(counts)
        numbers = words.numbers(list(chain.from_iterable(rows)))
        self._rows = Rows(numbers, self._lengths)
        person = [is_syllabic(name, "person") for name in names]
        thing = [
            is_one and is_syllabic(n, "thing") for n, is_one in zip(names, person, strict=True)
        ]
        self._is_exact: dict[NameClass, Bools] = {
            "person": np.array(person, dtype=bool)[self._owner],
            "thing": np.array(thing, dtype=bool)[self._owner],
        }
        latin = np.array([is_spelled(name) for name in names], dtype=bool)
        self._told = self._roles(latin[self._owner])
        self._counts = self._factors()
        odd = self._names_of(self._are_odd())
        respelled = np.array([not is_read_word_by_word(name) for name in names], dtype=bool)
        translated = np.array([not is_read_as_written(name) for name in names], dtype=bool)
        self.unusual: dict[NameClass, Bools] = {
            "person": wanted["person"]
            & (odd | respelled | self._names_of(self._hold(self._told == UNTOLD))),
            "thing": wanted["thing"]
            & (odd | translated | self._names_of(self._hold(self._counts == 0))),
        }
        """Names that must be read one by one in that class."""
        self._wanted = {
            name_class: (wanted[name_class] & ~unusual)[self._owner]
            for name_class, unusual in self.unusual.items()
        }
        self._wanted["thing"] &= self._number < THING_READINGS
        self._near = self._run_together()

    def slots(self, name_class: NameClass) -> tuple[Slots, Ints, Ints]:
        """(slots, name of each row, which of its readings) of the usual names of a class."""
        kept = self._wanted[name_class]
        words = self._rows.words
        if name_class == "person":
            told = np.minimum(self._told, AS_TRAIT)
            weight = self._words.person_weight[words, told]
            rarity = self._words.person_rarity[words, (told == AS_TRAIT).astype(np.int64)]
            free = self._told == AS_INITIAL
        else:
            weight = self._words.thing_weight[words] * self._counts
            rarity = np.ones(len(words))
            free = np.zeros(len(words), dtype=bool)
        units = np.full(len(words), -1)
        row = self._rows.row
        exact = self._is_exact[name_class][row]
        looked_up = kept[row] & ~free
        for kind, is_one in ((name_class, ~exact), (f"{name_class} exact", exact)):
            of_kind = is_one & looked_up
            if of_kind.any():
                units[of_kind] = self._words.units(words[of_kind], kind)
        near = self._near
        if exact.any():
            fits = (near.alike == 1.0) | ~exact[near.first]
            near = Runs(near.first[fits], near.end[fits], near.word[fits], near.alike[fits])
        facts = Facts(weight, units, self._words.letter[words], rarity)
        start, syllabic = self._rows.start, self._are_syllabic()
        slots = Slots(start, facts, near, syllabic, self._words.similar).only(kept)
        return slots, self._owner[kept], self._number[kept]

    def _roles(self, latin: Bools) -> npt.NDArray[np.uint8]:
        """What each word is in the name of a person (``asked_words.roles``); ``latin`` tells which
        rows are written in Latin letters."""
        traits = self._words.trait[self._rows.words].tobytes()
        start = self._rows.start.tolist()
        exact = self._is_exact["person"].tolist()
        told = [
            roles(traits[first:end], is_exact, is_latin)
            for first, end, is_exact, is_latin in zip(
                start[:-1], start[1:], exact, latin.tolist(), strict=True
            )
        ]
        return np.frombuffer(b"".join(told), dtype=np.uint8)

    def _are_syllabic(self) -> Bools:
        """Rows that are Chinese or Korean names (``syllables.is_syllabic``)."""
        told = self._words.syllables[self._rows.words]
        several = (self._lengths > 1) & (self._lengths <= MOST_WORDS)
        found: Bools = several & ~self._hold(told & 1 == 0) & self._hold(told > 1)
        return found

    def _are_odd(self) -> Bools:
        """Rows that are empty or longer than names are."""
        total = starts_of(self._words.length[self._rows.words])
        letters = total[self._rows.start[1:]] - total[self._rows.start[:-1]]
        odd = (self._lengths == 0) | (self._lengths > MAXIMUM_PARTS) | (letters > MAXIMUM_WORD)
        return np.asarray(odd)

    def _factors(self) -> npt.NDArray[np.uint8]:
        """How much each word counts in the name of a thing (``asked_words.factors``)."""
        words, start = self._rows.words, self._rows.start
        traits = self._words.thing_trait[words]
        found = np.ones(len(words), dtype=np.uint8)
        telling = traits != 0
        for row in self._hold(telling).nonzero()[0].tolist() if telling.any() else ():
            first, end = start[row], start[row + 1]
            found[first:end] = np.frombuffer(factors(traits[first:end].tobytes()), np.uint8)
        several = (self._lengths > 2).nonzero()[0]
        if not len(several):
            return found
        first, second = words[start[several]], words[start[several] + 1]
        short = self._words.length[first] + self._words.length[second] <= _LONGEST_PREFIX
        for row, one, two in zip(
            several[short].tolist(), first[short].tolist(), second[short].tolist(), strict=True
        ):  # M/V, M/T
            if self._words.spelling(one) + self._words.spelling(two) in SHIP_PREFIXES:
                found[start[row]] = 0
        return found

    def _hold(self, such: Bools) -> Bools:
        """Rows that hold such a word."""
        found: Bools = np.bincount(self._rows.row[such], minlength=len(self._lengths)) > 0
        return found

    def _names_of(self, rows: Bools) -> Bools:
        """Names that have such a row."""
        found = np.zeros(self._names, dtype=bool)
        found[self._owner[rows]] = True
        return found

    def _run_together(self) -> Runs:
        """Runs of neighbours like listed words, in rows that any class wants."""
        kept = self._wanted["person"] | self._wanted["thing"]
        equal_only = ~(
            (self._wanted["person"] & ~self._is_exact["person"])
            | (self._wanted["thing"] & ~self._is_exact["thing"])
        )
        if not kept.any():
            return NOTHING
        place = kept[self._rows.row].nonzero()[0]
        rows = Rows(self._rows.words[place], self._lengths[kept])
        near = joined(rows, equal_only[kept], self._words)
        return Runs(place[near.first], place[near.end - 1] + 1, near.word, near.alike)


_LONGEST_PREFIX = max(map(len, SHIP_PREFIXES))
