"""The listed names as arrays: which words each of them holds, and their postings.

Built once by ``snapshot.compile`` and memory-mapped afterwards; nothing here is specific to
where the arrays come from.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.matching.acronyms import acronyms_of
from interdict.matching.keys import MAXIMUM_WORD
from interdict.matching.parts import (
    NameClass,
    Part,
    Reading,
    Role,
    as_acronym,
    joins_of,
    letter_number,
    spellings_of,
)
from interdict.matching.ranges import Bools
from interdict.matching.syllables import is_syllabic
from interdict.matching.vocabulary import Vocabulary, starts32, vocabulary_of


class Index(msgspec.Struct, frozen=True):
    """The listed names of one class, as arrays (memory-mapped when opened from disk)."""

    posting_start: npt.NDArray[np.uint32]
    """Where each word's postings begin; one more than there are words."""
    posting: npt.NDArray[np.uint32]
    """Entries that hold the word, ascending per word; of names without initials. An initial is
    no word here: it stands for too many."""
    initialed_start: npt.NDArray[np.uint32]
    initialed: npt.NDArray[np.uint32]
    """The same of the few names that have initials (J. Smith)."""
    entry_start: npt.NDArray[np.uint32]
    """Where each entry's words begin in ``entry_word``; one more than there are entries."""
    entry_word: npt.NDArray[np.uint32]
    """Words of each entry, ascending per entry."""
    entry_word_parts: npt.NDArray[np.uint32]
    """Which of the entry's parts each of them may stand for, a bit each."""
    entry_party: npt.NDArray[np.uint32]
    """Party (row in the snapshot) of each entry: one entry per reading of each name."""
    entry_part_start: npt.NDArray[np.uint32]
    """Where each entry's parts begin; one more than there are entries."""
    entry_part_weight: npt.NDArray[np.float32]
    """The least that each of its parts weighs when it is left over."""
    entry_letters: npt.NDArray[np.uint32]
    """The first letters of each entry's parts, a bit each (``parts.letter_number``)."""
    entry_initials: npt.NDArray[np.uint32]
    """Its initials, a bit each."""
    entry_family: npt.NDArray[np.uint32]
    """Which of its parts are family names, a bit each."""
    entry_family_weight: npt.NDArray[np.float32]
    """What the heaviest of these weighs."""
    entry_syllabic: npt.NDArray[np.bool_]
    """Is it a Chinese or Korean name (``syllables.is_syllabic``)?"""


Entries = Iterable[tuple[int, Reading]]
"""(party row, reading of one of its names), in the order of the party rows."""


def build(classes: Mapping[NameClass, Entries]) -> tuple[Vocabulary, dict[NameClass, Index]]:
    """Index the readings of listed names, per class, over one vocabulary."""
    builder = Builder()
    for name_class, entries in classes.items():
        for party, reading in entries:
            builder.add(name_class, party, reading)
    return builder.finished(tuple(classes))


class Builder:
    """Indexes readings as they come: what is kept of each is numbers, not the reading."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._is_single = bytearray()
        self._is_plain = bytearray()
        self._standing: dict[NameClass, _Standing] = defaultdict(_Standing)

    def add(self, name_class: NameClass, party: int, reading: Reading) -> None:
        """One reading of a name of the party in that row; rows ascend per class."""
        standing = self._standing[name_class]
        words = _words_of(reading)
        ids = self._ids
        for word, stands in words.items():
            number = ids.setdefault(word, len(ids))
            if number == len(self._is_single):
                self._is_single.append(0)
                self._is_plain.append(1)
            if stands.is_single:
                self._is_single[number] = 1
            if not stands.is_plain:
                self._is_plain[number] = 0
            standing.word.append(number)
            standing.parts.append(stands.parts)
        standing.add(party, len(words), reading)

    def finished(self, classes: Sequence[NameClass]) -> tuple[Vocabulary, dict[NameClass, Index]]:
        """The vocabulary, and the index of each class."""
        order = sorted(self._ids)
        place = np.empty(len(order), dtype=np.uint32)
        place[[self._ids[word] for word in order]] = np.arange(len(order), dtype=np.uint32)
        joined, plain = np.empty(len(order), dtype=bool), np.empty(len(order), dtype=bool)
        joined[place] = np.frombuffer(self._is_single, dtype=np.uint8) == 0
        plain[place] = np.frombuffer(self._is_plain, dtype=np.uint8) == 1
        self._ids.clear()
        initial = np.array([word.endswith(".") for word in order], dtype=bool)
        indexes = {c: self._standing[c].index(place, initial) for c in classes}
        return vocabulary_of(order, joined, plain), indexes


class _Standing:
    """The words of each entry of one class, by number."""

    def __init__(self) -> None:
        self.word = array("I")
        self.parts = array("I")
        self.letters = array("I")
        self.initials = array("I")
        self.family = array("I")
        self.family_weight = array("f")
        self.syllabic = bytearray()
        self.count = array("I")
        self.party = array("I")
        self.part_count = array("I")
        self.part_weight = array("f")

    def add(self, party: int, words: int, reading: Reading) -> None:
        """An entry whose words were added, and how many they are."""
        self.count.append(words)
        self.party.append(party)
        self.part_count.append(len(reading.parts))
        self.part_weight.extend(map(_least_weight, reading.parts))
        letters = initials = family = 0
        heaviest = 0.0
        for place, part in enumerate(reading.parts):
            letter = 1 << letter_number(part.text)
            letters |= letter
            if part.role == "initial":
                initials |= letter
            if part.role == "family":
                family |= 1 << place
                heaviest = max(heaviest, part.weight)
        self.letters.append(letters)
        self.initials.append(initials)
        self.family.append(family)
        self.family_weight.append(heaviest)
        self.syllabic.append(is_syllabic([part.text for part in reading.parts]))

    def index(self, place: npt.NDArray[np.uint32], is_initial: Bools) -> Index:
        """``place``: where each word stands in the vocabulary; there, ``is_initial``."""
        counts = np.array(self.count, dtype=np.int64)
        owner = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)
        word = place[np.array(self.word, dtype=np.uint32)]
        by_entry = np.lexsort((word, owner))
        word, parts = word[by_entry], np.array(self.parts, dtype=np.uint32)[by_entry]
        initials = np.array(self.initials, dtype=np.uint32)
        initialed = initials[owner] > 0
        return Index(
            *_postings(word, owner, ~initialed, len(place)),
            *_postings(word, owner, initialed & ~is_initial[word], len(place)),
            starts32(counts),
            word,
            parts,
            np.array(self.party, dtype=np.uint32),
            starts32(np.array(self.part_count, dtype=np.int64)),
            np.array(self.part_weight, dtype=np.float32),
            np.array(self.letters, dtype=np.uint32),
            initials,
            np.array(self.family, dtype=np.uint32),
            np.array(self.family_weight, dtype=np.float32),
            np.frombuffer(bytes(self.syllabic), dtype=bool),
        )


def _postings(
    word: npt.NDArray[np.uint32], owner: npt.NDArray[np.uint32], chosen: Bools, words: int
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """(where those of each word begin, entries) of the chosen words of entries."""
    word, owner = word[chosen], owner[chosen]
    return starts32(np.bincount(word, minlength=words)), owner[np.argsort(word, kind="stable")]


def _least_weight(part: Part) -> float:
    """What a part weighs at least when it is left over (see ``weighing``)."""
    return 0.0 if part.role == "compound" else part.weight


_OF_THINGS: frozenset[Role] = frozenset(("word", "business", "place", "legal form"))
"""Roles that no part of a person's name has."""


class _Stands(msgspec.Struct):
    """What a word stands for in one name."""

    is_single: bool
    """More than parts run together."""
    is_plain: bool
    """An ordinary word, compared by its letters: nothing a table knows, no variant, no initial."""
    parts: int
    """Parts that it may stand for, a bit each: those that are such a word, or are it together."""


def _words_of(reading: Reading) -> dict[str, _Stands]:
    """Every string a reading is found under."""
    standing: dict[str, _Stands] = {}

    def put(word: str, is_single: bool, is_plain: bool, first: int, end: int) -> None:
        parts = (1 << end) - (1 << first)
        known = standing.get(word)
        if known is None:
            standing[word] = _Stands(is_single, is_plain, parts)
            return
        known.is_single |= is_single
        known.is_plain &= is_plain
        known.parts |= parts

    for number, part in enumerate(reading.parts):
        for spelling in spellings_of(part):
            put(spelling, True, _is_plain(part, spelling), number, number + 1)
        if part.tabled:  # its letters, when the asked name misspells or splits them
            put(part.text[:MAXIMUM_WORD], True, False, number, number + 1)
    is_thing = any(part.role in _OF_THINGS for part in reading.parts)
    for letters in acronyms_of(reading) if is_thing else ():
        put(as_acronym(letters), True, False, 0, len(reading.parts))
    for string, first, end in joins_of(reading):
        put(string, False, False, first, end)
    return standing


def _is_plain(part: Part, spelling: str) -> bool:
    return spelling == part.meaning and not part.tabled and part.role not in ("compound", "initial")
