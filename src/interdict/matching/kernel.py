"""The compiled searches of ``kernel.c``: made when the package is built where a C compiler is.

Without them the same is computed with numpy, and answers are the same. The library is called with
the interpreter's lock held and knows nothing of Python, so that one build serves every Python of a
platform.
"""

import ctypes
import hashlib
import itertools
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from interdict.matching import keys, sounds, syllables
from interdict.matching.parts import SHORTEST_THREE
from interdict.matching.ranges import Doubles, Ints

SOURCE = Path(__file__).with_name("kernel.c")
LIBRARY = Path(__file__).with_name("kernel.library")
_ERRORS = {-1: "out of memory", -2: "the snapshot is damaged: compile it again"}


class Triples(NamedTuple):
    """What a search found, line by line."""

    one: Ints
    other: Ints
    value: Doubles


class _Result(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_int64),
        ("one", ctypes.POINTER(ctypes.c_int64)),
        ("other", ctypes.POINTER(ctypes.c_int64)),
        ("value", ctypes.POINTER(ctypes.c_double)),
        ("room", ctypes.c_int64),
    )


class Pointers(ctypes.Structure):
    """A structure of ``kernel.c``: pointers to arrays, which it keeps alive, and numbers."""

    _names: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        cls._names = frozenset(name for name, *_ in cls._fields_)

    def __init__(self, **values: Any) -> None:
        super().__init__()
        if values.keys() != self._names:  # an unset pointer would be followed to nowhere
            raise TypeError(f"{type(self).__name__} takes {sorted(self._names)}")
        self.kept = values
        for name, value in values.items():
            is_array = isinstance(value, np.ndarray)
            setattr(self, name, _address(value) if is_array else value)


def _address(array: npt.NDArray[Any]) -> int:
    """Where an array begins in memory; quicker than ``array.ctypes``, which each call needs."""
    found: int = array.__array_interface__["data"][0]
    return found


def _fields(pointers: str, **numbers: Any) -> tuple[tuple[str, Any], ...]:
    return (*((name, ctypes.c_void_p) for name in pointers.split()), *numbers.items())


def _all(names: str, of: Any) -> dict[str, Any]:
    return dict.fromkeys(names.split(), of)


_INT, _SHORT, _REAL = ctypes.c_int64, ctypes.c_int32, ctypes.c_double


class _Language(Pointers):
    _fields_ = (
        ("sounds", ctypes.c_void_p), ("sound_count", _INT),
        ("romanised", ctypes.c_void_p), ("romanised_count", _INT),
        ("one_letter", ctypes.c_void_p), ("mixed_vowel", ctypes.c_void_p),
        ("long_vowels", ctypes.c_void_p), ("long_vowel_count", _INT),
        ("syllables", ctypes.c_void_p), ("syllable_count", _INT),
        ("similarity", ctypes.c_void_p), ("most_alike", ctypes.c_void_p),
        ("most_unsounding", ctypes.c_void_p),
        ("levelled", ctypes.c_float), ("joined_alike", ctypes.c_float),
        *_all(
            "shortest_fuzzy shortest_joined shortest_three shortest_sound long_sound "
            "most_skeletons", _SHORT
        ).items(),
        *_all("base inverse length_spread sound_salt", ctypes.c_uint64).items(),
    )  # fmt: skip


class VocabularyPointers(Pointers):
    """``vocabulary.Vocabulary`` for ``similar``."""

    _fields_ = _fields(
        "key key_start key_word filter guide word_start letters word_joined",
        **_all("keys key_words words letter_count", _INT),
        **_all("filter_width guide_width", _SHORT),
    )


class IndexPointers(Pointers):
    """``index.Index`` for ``retrieve``, and which words are plain."""

    _fields_ = _fields(
        "posting_start posting initialed_start initialed entry_start entry_word entry_word_parts "
        "entry_part_start entry_part_weight entry_letters entry_initials entry_family "
        "entry_family_weight entry_syllabic is_plain",
        **_all("words entries postings initialed_postings entry_words entry_parts", _INT),
    )


class SlotPointers(Pointers):
    """``slots.Slots`` and thresholds for ``retrieve``."""

    _fields_ = _fields(
        "start weight units letter rarity near_first near_end near_word near_alike similar_start "
        "similar_word similar_alike unit_best unit_cost least syllabic",
        **_all("rows runs units_known", _INT),
    )


class Rules(Pointers):
    """What ``bound`` and ``retrieval`` compute with."""

    _fields_ = (
        *_all(
            "asked_extra slack uncounted initial_listed heaviest core_extra common_extra core "
            "contradiction common_asked most_light other_family "
            "syllable_left", _REAL
        ).items(),
        ("common", _INT),
    )  # fmt: skip


RUN = 256
"""Number of the first word of a run times this, plus how many words it has."""
MOST_SLOTS = 64
"""Parts of one reading that ``retrieve`` takes."""


class Scratch:
    """Room for one sum per entry of an index, kept between calls."""

    def __init__(self, library: ctypes.PyDLL, entries: int) -> None:
        self._library = library
        self.pointer = library.scratch_of(entries)
        if not self.pointer:
            raise MemoryError("no room for the sums of an index")

    def __del__(self) -> None:
        if getattr(self, "pointer", None):
            self._library.scratch_free(self.pointer)


class Kernel:
    """The functions of the library."""

    def __init__(self, library: ctypes.PyDLL) -> None:
        self._library = library
        found = ctypes.POINTER(_Result)
        for function in (library.similar, library.run_together, library.retrieve):
            function.restype = found
        library.similar.argtypes = [ctypes.c_void_p] * 4 + [_INT]
        library.run_together.argtypes = [ctypes.c_void_p] * 6 + [_INT]
        library.retrieve.argtypes = [ctypes.c_void_p] * 4
        library.release.argtypes, library.release.restype = [found], None
        library.scratch_of.argtypes, library.scratch_of.restype = [_INT], ctypes.c_void_p
        library.scratch_free.argtypes, library.scratch_free.restype = [ctypes.c_void_p], None
        self._language = _language()

    def scratch(self, entries: int) -> Scratch:
        """Room for ``retrieve`` in an index of so many entries."""
        return Scratch(self._library, entries)

    def similar(
        self, vocabulary: VocabularyPointers, words: keys.Words, joined: npt.NDArray[np.bool_]
    ) -> Triples:
        """(asked word, listed word, how alike) of ``SimilarWords``, ordered."""
        packed = np.ascontiguousarray(words, dtype=keys.WORD)
        joined = np.ascontiguousarray(joined)
        return self._taken(
            self._library.similar(
                ctypes.byref(self._language),
                ctypes.byref(vocabulary),
                packed.ctypes.data,
                joined.ctypes.data,
                len(packed),
            )
        )

    def run_together(
        self,
        vocabulary: VocabularyPointers,
        letters: bytes,
        start: Ints,
        row_start: Ints,
        is_exact: npt.NDArray[np.bool_],
    ) -> Triples:
        """(first word of the run times ``RUN`` plus its words, listed word, how alike) of
        ``joined_words.joined``: ``letters`` of all words of all rows, ``start`` of each word in
        them, ``row_start`` of each row in the words."""
        return self._taken(
            self._library.run_together(
                ctypes.byref(self._language),
                ctypes.byref(vocabulary),
                letters,
                start.ctypes.data,
                row_start.ctypes.data,
                is_exact.ctypes.data,
                len(row_start) - 1,
            )
        )

    def retrieve(
        self, index: IndexPointers, slots: SlotPointers, rules: Rules, scratch: Scratch
    ) -> Triples:
        """(row, entry, the most that they can score) of ``Retrieval``, ordered by row."""
        return self._taken(
            self._library.retrieve(
                ctypes.byref(index), ctypes.byref(slots), ctypes.byref(rules), scratch.pointer
            )
        )

    def _taken(self, result: Any) -> Triples:
        if not result:
            raise MemoryError(_ERRORS[-1])
        try:
            found = result.contents
            count = found.count
            if count < 0:
                raise (MemoryError if count == -1 else IndexError)(_ERRORS[count])
            if not count:
                nothing = np.empty(0, dtype=np.int64)
                return Triples(nothing, nothing, np.empty(0))
            return Triples(
                *(
                    np.ctypeslib.as_array(column, (count,)).copy()
                    for column in (found.one, found.other, found.value)
                )
            )
        finally:
            self._library.release(result)


@cache
def compiled() -> Kernel | None:
    """The library, or None where it was not built, or from another ``kernel.c``: what it takes for
    its arrays would be something else."""
    if not LIBRARY.exists():
        return None
    try:
        library = ctypes.PyDLL(str(LIBRARY))
        built_from = (ctypes.c_char * 65).in_dll(library, "source").value.decode("ascii")
    except (OSError, ValueError):  # built for another machine; not our library
        return None
    is_current = built_from == hashlib.sha256(SOURCE.read_bytes()).hexdigest()
    return Kernel(library) if is_current else None


def _language() -> _Language:
    vowels = list(sounds.LONG_VOWELS.items())
    known = packed_syllables()
    most_alike = keys.MOST_ALIKE
    unsounding = np.delete(keys.SIMILARITY, keys.AGREEING, axis=0)
    return _Language(
        sounds=_sounds(),
        sound_count=len(sounds.SOUNDS),
        romanised=_spellings(sounds.ROMANISED),
        romanised_count=len(sounds.ROMANISED),
        one_letter=_table(sounds.ONE_LETTER),
        mixed_vowel=_table(sounds.MIXED_VOWELS),
        long_vowels=_spellings(vowels),
        long_vowel_count=len(vowels),
        syllables=known,
        syllable_count=len(known),
        similarity=np.ascontiguousarray(keys.SIMILARITY, dtype=np.float32),
        most_alike=np.ascontiguousarray(most_alike, dtype=np.float32),
        most_unsounding=np.ascontiguousarray(unsounding.max(axis=0), dtype=np.float32),
        levelled=keys.LEVELLED,
        joined_alike=keys.JOINED_ALIKE,
        shortest_fuzzy=keys.SHORTEST_FUZZY,
        shortest_joined=keys.SHORTEST_JOINED,
        shortest_three=SHORTEST_THREE,
        shortest_sound=sounds.SHORTEST_SOUND,
        long_sound=keys.LONG_SOUND,
        most_skeletons=sounds.MAXIMUM_SKELETONS,
        base=int(keys.POWERS[1]),
        inverse=int(keys.INVERSE_POWERS[1]),
        length_spread=keys.LENGTH_SPREAD,
        sound_salt=int(keys.SOUND_SALT),
    )


def _sounds() -> npt.NDArray[np.void]:
    row = np.dtype([("spelling", "S4"), ("length", "i1"), ("options", "i1"), ("option", "S2", 2)])
    return np.array(
        [
            (spelling, len(spelling), len(options), [*options, *[""] * (2 - len(options))])
            for spelling, options in sounds.SOUNDS
        ],
        dtype=row,
    )


def _spellings(rows: Sequence[tuple[str, str]]) -> npt.NDArray[np.void]:
    row = np.dtype([("from", "S4"), ("to", "S4"), ("from_length", "i1"), ("to_length", "i1")])
    return np.array([(one, other, len(one), len(other)) for one, other in rows], dtype=row)


def _table(translation: dict[int, int]) -> npt.NDArray[np.uint8]:
    return np.array([translation.get(code, code) for code in range(256)], dtype=np.uint8)


def packed_syllables() -> npt.NDArray[np.uint64]:
    """All that ``syllables.is_syllable`` knows, as letters in a number, ascending."""
    return np.array(sorted(map(_packed, every_syllable())), dtype=np.uint64)


def every_syllable() -> set[str]:
    """All words that have the form of one Chinese or Korean syllable."""
    forms = (syllables.PINYIN, syllables.KOREAN)
    words = ("".join(pieces) for form in forms for pieces in itertools.product(*form))
    return {word for word in words if syllables.is_syllable(word)}


def _packed(word: Iterable[str]) -> int:
    return int.from_bytes("".join(word).encode("ascii"), "big")
