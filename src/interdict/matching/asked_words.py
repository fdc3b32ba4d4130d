"""What is known of each distinct asked word, as columns of arrays: a word is typed, weighed and
looked up once, however many names hold it."""

import itertools
import threading
from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from interdict.matching import words as tables
from interdict.matching.growing import Growing
from interdict.matching.keys import WORD, Letters, polynomials
from interdict.matching.likeness import LIGHT
from interdict.matching.parts import Part, letter_number
from interdict.matching.person_names import (
    Typed,
    as_person_part,
    is_taken_apart,
    person,
    person_weight,
    trait_of,
)
from interdict.matching.ranges import Ints, distinct
from interdict.matching.similar_words import SimilarWords
from interdict.matching.syllables import FAMILY_NAMES, are_syllables
from interdict.matching.thing_names import (
    OPEN_ENDED,
    ROMAN_LETTERS,
    as_thing_part,
    stands_alone,
    thing,
)

AS_NAME, AS_MIDDLE, AS_TRAIT, AS_INITIAL, UNTOLD = range(5)
"""What a word without a typed role is in a person's name: by its place, or by what the word
itself tells; the last, when only reading the name can tell."""

UNCOUNTED = -1.0
"""Rarity of what no full name depends on."""

_NEW = -2


class AskedWords:
    """Distinct folded words, numbered as they come; see the columns."""

    LIMIT = 200_000
    """Words remembered before the memory is emptied; a matter of RAM, never of results."""

    def __init__(self, similar: SimilarWords) -> None:
        self.similar = similar
        self.clear()

    def clear(self) -> None:
        """Forget everything, also the similar words."""
        self.similar.clear()
        self._number: dict[str, int] = {}
        self._spelling: list[str] = []
        self._polynomial = Growing(np.uint64)
        self._length = Growing(np.int64)
        self._is_alphabetic = Growing(np.bool_)
        self._deletion_start = Growing(np.int64)
        self._deletion_start.add([0])
        self._deletion = Growing(np.uint64)
        self._trait = Growing(np.uint8)
        self._person_weight = Growing(np.float64, 3)
        self._person_rarity = Growing(np.float64, 2)
        self._letter = Growing(np.int64)
        self._thing_trait = Growing(np.uint8)
        self._thing_weight = Growing(np.float64)
        self._syllables = Growing(np.uint8)
        self._units = {key: Growing(np.int64) for key in _MAKERS}

    def make_room(self) -> None:
        """Called between batches: numbers given before are no longer valid when it clears."""
        if len(self._spelling) > self.LIMIT or len(self.similar.ids) > self.similar.LIMIT:
            self.clear()

    def numbers(self, spelled: Sequence[str]) -> Ints:
        """The numbers of words; new ones are typed and weighed."""
        number = self._number.get
        found = [number(word, _NEW) for word in spelled]
        if _NEW in found:
            self._learn([w for w, n in zip(spelled, found, strict=True) if n == _NEW])
            found = [number(word, _NEW) for word in spelled]
        return np.array(found, dtype=np.int64)

    def _learn(self, spelled: list[str]) -> None:
        new = list(dict.fromkeys(spelled))
        self._number.update(zip(new, itertools.count(len(self._spelling)), strict=False))
        self._spelling += new
        if self.similar.compiled is None:  # the library looks up runs by their letters
            self._hash(new)
        self._length.add([len(word) for word in new])
        self._trait.add([_persons.number(word) for word in new])
        self._person_weight.add([_person_weights(word) for word in new])
        self._person_rarity.add([_person_rarities(word) for word in new])
        self._letter.add([letter_number(word) for word in new])
        self._thing_trait.add([_things.number(word) for word in new])
        self._thing_weight.add([as_thing_part(word, False).weight for word in new])
        self._syllables.add([are_syllables(word) + 2 * (word in FAMILY_NAMES) for word in new])
        for units in self._units.values():
            units.add(np.full(len(new), _NEW))

    def _hash(self, new: list[str]) -> None:
        letters = Letters(np.array(new, dtype=WORD))
        whole, without, owner = polynomials(letters, np.ones(len(new), dtype=bool))
        self._polynomial.add(whole)
        self._is_alphabetic.add(letters.are_words())
        begun = int(self._deletion_start.array[-1])
        self._deletion_start.add(begun + np.cumsum(np.bincount(owner, minlength=len(new))))
        self._deletion.add(without)

    def spelling(self, number: int) -> str:
        """The word itself."""
        return self._spelling[number]

    # -- columns: one value per word ---------------------------------------------------

    @property
    def polynomial(self) -> npt.NDArray[np.uint64]:
        """Its hash as ``keys.polynomials`` makes it, from which those of words run together
        follow; only of its first letters. This, and what is made of its letters below,
        is empty where the library searches."""
        return self._polynomial.array

    @property
    def length(self) -> Ints:
        """Its letters, all of them."""
        return self._length.array

    @property
    def is_alphabetic(self) -> npt.NDArray[np.bool_]:
        """Has it no sign but letters?"""
        return self._is_alphabetic.array

    @property
    def deletion_start(self) -> Ints:
        """Where its hashes begin in ``deletion``; one more than there are words."""
        return self._deletion_start.array

    @property
    def deletion(self) -> npt.NDArray[np.uint64]:
        """Its hashes with each letter left out."""
        return self._deletion.array

    @property
    def trait(self) -> npt.NDArray[np.uint8]:
        """What it tells in a person's name, numbered; 0 for most words."""
        return self._trait.array

    @property
    def person_weight(self) -> npt.NDArray[np.float64]:
        """What it weighs in a person's name: ``AS_NAME``, ``AS_MIDDLE``, ``AS_TRAIT``."""
        return self._person_weight.array

    @property
    def person_rarity(self) -> npt.NDArray[np.float64]:
        """How rare it is in a person's name (``slots.Facts``): as a name, ``AS_TRAIT``."""
        return self._person_rarity.array

    @property
    def letter(self) -> Ints:
        """The ``parts.letter_number`` of its first letter."""
        return self._letter.array

    @property
    def thing_trait(self) -> npt.NDArray[np.uint8]:
        """What it tells in the name of a thing, numbered; 0 for most words."""
        return self._thing_trait.array

    @property
    def thing_weight(self) -> npt.NDArray[np.float64]:
        """What it weighs in the name of a thing, alone."""
        return self._thing_weight.array

    @property
    def syllables(self) -> npt.NDArray[np.uint8]:
        """1: Chinese or Korean syllables; 2 more: a family name of there."""
        return self._syllables.array

    def units(self, numbers: Ints, kind: str) -> Ints:
        """The unit of each word in ``similar``, as one of ``UNIT_KINDS``; new ones are looked
        up now."""
        units = self._units[kind].array
        found: Ints = units[numbers]
        if (found == _NEW).any():
            new = distinct(numbers[found == _NEW]).tolist()
            made = [_MAKERS[kind](self._spelling[number]) for number in new]
            units[new] = self.similar.numbers(made)
            found = units[numbers]
        return found


_MAKERS: dict[str, Callable[[str], Part]] = {
    "person": lambda word: as_person_part(word, "name", False, False),
    "person exact": lambda word: as_person_part(word, "name", False, True),
    "thing": lambda word: as_thing_part(word, False),
    "thing exact": lambda word: as_thing_part(word, True),
}
UNIT_KINDS = tuple(_MAKERS)


# -- what words are together, from what each of them tells -----------------------------------


class _Traits:
    """Traits of words, numbered as they come: all that what words are in a name depends on.

    What they are together is told by reading a name of representative words, so that there is
    one rule for both ways of reading.
    """

    def __init__(self, trait: Callable[[str], Hashable], ordinary: str) -> None:
        self._trait = trait
        self._lock = threading.Lock()
        self._representatives = [ordinary]
        self._numbers = {trait(ordinary): 0}

    def number(self, word: str) -> int:
        """The number of a word's trait; 0 when it is an ordinary word."""
        trait = self._trait(word)
        if trait not in self._numbers:
            with self._lock:
                if trait not in self._numbers:
                    self._representatives.append(word)
                    self._numbers[trait] = len(self._representatives) - 1
        return self._numbers[trait]

    def words(self, traits: bytes) -> list[str]:
        """One word of each trait."""
        return [self._representatives[number] for number in traits]


def _person_trait(word: str) -> Hashable:
    """All of a word that ``person`` looks at when it tells what stands where."""
    trait = trait_of(word)
    is_letter = len(word) == 1
    is_short_address = trait == "title" and tables.is_address(word) and len(word)
    return (
        trait,
        is_letter,
        is_short_address,
        word in tables.TRAILING,
        word in tables.FILIATION,
        is_taken_apart(word),
    )


def _thing_trait(word: str) -> Hashable:
    if not stands_alone(word):
        return None
    part = as_thing_part(word, False)
    ends = word in OPEN_ENDED, word in ROMAN_LETTERS
    return part.role, part.role == "business" and part.weight, *ends


_persons = _Traits(_person_trait, "ordinary")
_things = _Traits(_thing_trait, "ordinary")


def _person_weights(word: str) -> tuple[float, float, float]:
    trait = trait_of(word)
    name = person_weight(word, "name")
    told = person_weight(word, trait) if trait else name
    return name, person_weight(word, "middle"), told


def _person_rarities(word: str) -> tuple[float, float]:
    rare = tables.rarity(word)
    return rare, UNCOUNTED if trait_of(word) in LIGHT else rare


@lru_cache(maxsize=1 << 14)
def roles(traits: bytes, is_exact: bool, is_spelled: bool) -> bytes:
    """What each word of a person's name is, by the traits of all: ``AS_NAME`` ..."""
    spelled: Typed = [(word, "name") for word in _persons.words(traits)]
    parts = person(spelled, is_exact, is_spelled).parts
    if len(parts) != len(spelled):
        return bytes([UNTOLD]) * len(spelled)
    return bytes(_place_of(part) for part in parts)


def _place_of(part: Part) -> int:
    if part.role == "name":
        return AS_NAME
    if part.role == "middle":
        return AS_MIDDLE
    if part.role == "compound" or part.role != trait_of(part.text):
        return UNTOLD
    return AS_INITIAL if part.role == "initial" else AS_TRAIT


@lru_cache(maxsize=1 << 14)
def factors(traits: bytes) -> bytes:
    """How many times what it weighs alone each word of a thing's name weighs, by the traits of
    all; 0 when only reading the name can tell."""
    spelled = _things.words(traits)
    parts = thing(spelled).parts
    if not all(map(stands_alone, spelled)) or len(parts) != len(spelled):
        return bytes(len(spelled))
    alone = [as_thing_part(word, False).weight for word in spelled]
    times = [round(part.weight / weight) for part, weight in zip(parts, alone, strict=True)]
    if any(n * w != part.weight for n, w, part in zip(times, alone, parts, strict=True)):
        return bytes(len(spelled))
    return bytes(times)
