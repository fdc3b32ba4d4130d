"""Hangul: syllables taken apart and romanised in the ways Korean names are printed.

Readings, in order: Revised Romanization of 2000 (the South's law), the North's spelling as UN
and OFAC lists print it (Kim Jong Un, Ri Yong Ho, Choe Ryong Hae), McCune-Reischauer without its
marks, the spelling South Koreans choose for themselves (Lee, Park, Choi, Young, Hyun), and the
foreign word that the syllables may imitate (로스네프트, Rosneft).

A personal name is spaced by syllable; a known business word (무역) is one word, spelt alike in
every reading, so that one line of the word tables covers it; anything else stays one word.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from interdict.writing.tables import pairs, rows, segmented

_FIRST, _LAST = 0xAC00, 0xD7A3
_VOICED_FINALS = {0, 4, 8, 16, 21}
"""No final, n, l, m, ng: after these the North writes the next k, t, p as g, d, b."""
_VOICED = {0: "g", 3: "d", 7: "b"}


class Scheme(NamedTuple):
    """Spellings of the 19 initials, 21 vowels and 28 finals, in Unicode order."""

    column: int
    initials: tuple[str, ...]
    vowels: tuple[str, ...]
    finals: tuple[str, ...]


def _cells(line: str) -> tuple[str, ...]:
    return tuple("" if cell == "-" else cell for cell in line.split())


_FINALS = _cells("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
REVISED = Scheme(
    2,
    _cells("g kk n d tt r m b pp s ss - j jj ch k t p h"),
    _cells("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"),
    _FINALS,
)
NORTH = Scheme(
    3,
    _cells("k k n t t r m p p s s - j j ch kh th ph h"),
    _cells("a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i"),
    _FINALS,
)
MCCUNE = Scheme(
    4,
    _cells("k kk n t tt r m p pp s ss - ch tch ch k t p h"),
    _cells("a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i"),
    _FINALS,
)
SOUTH = Scheme(
    5,
    _cells("k kk n d tt r m b pp s ss - j jj ch k t p h"),
    _cells("a ae ya yae u e you ye o wa wae oe yo oo wo we wi yu eu ee i"),
    _FINALS,
)
_SCHEMES = (REVISED, NORTH, MCCUNE, SOUTH)
_FOREIGN = Scheme(
    0,
    _cells("g k n d t r m b p s s - j j ch k t p h"),
    _cells("a a ya ya er e yer ye o wa wa o yo u wo we wi yu - wi i"),
    _cells("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t"),
)
_FOREIGN_SOFT = Scheme(
    0,
    _cells("g k n d t l m v p s s - z z ch k t f h"),
    _cells("a a ya ya a e yo e o wa wa e yo u wo we wi yu - wi y"),
    _cells("- k k k n n n d l k m l l l p l m p p s s ng t t k t p t"),
)
_LOAN_SOUNDS = (("lr", "ll"), ("ern", "en"), ("erm", "em"), ("erl", "el"), ("eri", "ery"))


def readings(words: Sequence[str]) -> list[str]:
    """Latin readings of Hangul words, in the order of the module's description."""
    pieces = [piece for word in words for piece in _pieces(word)]
    name = _personal("".join(words)) if not any(latin for _, latin in pieces) else None
    if name is not None:
        family = _customary("family")[name[0]]
        found = [
            f"{family[scheme.column]} {given}"
            for scheme, given in zip(_SCHEMES, _given(name[1]), strict=True)
        ]
        if len(words) == 2:  # spaced between family and given name: no foreign word
            return found
    else:
        found = [
            " ".join(latin or _word(native, scheme) for native, latin in pieces)
            for scheme in (REVISED, NORTH)
        ]
    foreign = [(latin, latin) if latin else _foreign(native) for native, latin in pieces]
    return found + [" ".join(spelled) for spelled in zip(*foreign, strict=True)]


@lru_cache(maxsize=1 << 14)
def _pieces(word: str) -> tuple[tuple[str, str], ...]:
    return tuple(segmented(word, *_lexicon()))


@cache
def _lexicon() -> tuple[dict[str, str], int]:
    words = pairs("hangul_words")
    return words, max(map(len, words))


@cache
def _customary(role: str) -> dict[str, tuple[str, ...]]:
    return {row[1]: row for row in rows("hangul_syllables") if row[0] == role}


def _personal(syllables: str) -> tuple[str, str] | None:
    """(family, given) of a name of two to four syllables that begins with a family name."""
    if 2 <= len(syllables) <= 4:
        for size in (2, 1):
            if len(syllables) > size and syllables[:size] in _customary("family"):
                return syllables[:size], syllables[size:]
    return None


@lru_cache(maxsize=1 << 14)  # names share their words
def _given(syllables: str) -> tuple[str, ...]:
    """A given name in each of ``_SCHEMES``."""
    return tuple(_given_in(syllables, scheme) for scheme in _SCHEMES)


def _given_in(given: str, scheme: Scheme) -> str:
    customary = _customary("given")
    found = []
    for i, syllable in enumerate(given):
        voiced = scheme is NORTH and i > 0 and _jamo(given[i - 1])[2] in _VOICED_FINALS
        if syllable in customary and not voiced:
            found.append(customary[syllable][scheme.column])
        else:
            found.append(_syllable(syllable, scheme, voiced))
    return " ".join(found)


def _word(word: str, scheme: Scheme) -> str:
    return "".join(_syllable(syllable, scheme, False) for syllable in word)


def _syllable(syllable: str, scheme: Scheme, voiced: bool) -> str:
    if not _FIRST <= ord(syllable) <= _LAST:
        return ""
    initial, vowel, final = _jamo(syllable)
    first = _VOICED.get(initial, scheme.initials[initial]) if voiced else scheme.initials[initial]
    return first + scheme.vowels[vowel] + scheme.finals[final]


def _jamo(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - _FIRST
    return code // 588, code % 588 // 28, code % 28


@lru_cache(maxsize=1 << 14)
def _foreign(word: str) -> tuple[str, str]:
    """The foreign word that syllables may imitate, with hard and with soft sounds."""
    hard, soft = _word(word, _FOREIGN), _word(word, _FOREIGN_SOFT)
    for sound, letters in _LOAN_SOUNDS:
        hard, soft = hard.replace(sound, letters), soft.replace(sound, letters)
    return hard, soft
