"""How words sound: what transliterations confuse, left out or made equal."""

import itertools
import re
from functools import lru_cache

from interdict.matching.syllables import is_syllable

SHORTEST_SOUND = 3
"""Letters that a word needs to be compared by its sound (But, Bout)."""

# Two-letter and three-letter spellings of one sound, longest first; several sounds where
# transliterations differ. Classes: K (k g q c kh gh), T (t d th dh), S (s z sh zh ch ts j),
# P (b p), F (v f ph w), L, R, M, N. An empty string is a sound that comes and goes.
SOUNDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("shch", ("S",)), ("tsch", ("S",)), ("sch", ("S",)), ("tch", ("S",)),
    ("sh", ("S",)), ("zh", ("S",)), ("ch", ("S", "K")), ("ts", ("S",)), ("tz", ("S",)),
    ("cz", ("S",)), ("sz", ("S",)), ("dj", ("S",)), ("dz", ("S",)), ("kh", ("K", "")),
    ("gh", ("K",)), ("ck", ("K",)), ("th", ("T", "S")), ("dh", ("T", "S")), ("ph", ("F",)),
    ("ks", ("KS",)), ("x", ("KS",)), ("j", ("S", "")), ("w", ("F", "")),
    ("k", ("K",)), ("g", ("K",)), ("q", ("K",)), ("c", ("K", "S")), ("t", ("T",)), ("d", ("T",)),
    ("s", ("S",)), ("z", ("S",)), ("b", ("P",)), ("p", ("P",)), ("v", ("F",)), ("f", ("F",)),
    ("l", ("L",)), ("r", ("R",)), ("m", ("M",)), ("n", ("N",)),
)  # fmt: skip
_BY_FIRST: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    letter: tuple(row for row in SOUNDS if row[0][0] == letter)
    for letter in {row[0][0] for row in SOUNDS}
}
MAXIMUM_SKELETONS = 4
_VOWELS = frozenset("aeiou")
_GLIDE = re.compile("[yi](?=[aou])")
"""Yassin, Iouri: a consonant, where in Yevgeny it comes and goes."""
_PAUSE = (".",)
"""A letter that is no sound of its own keeps the sounds around it apart."""
_ENDINGS = {"i": "i", "y": "i", "a": "a", "e": "a", "o": "u", "u": "u"}
MIXED_VOWELS = str.maketrans("oe", "ui")


@lru_cache(maxsize=4_096)
def skeletons(word: str) -> tuple[str, ...]:
    """The sound skeletons of a folded word, at most four; empty for short or vowel-only words.

    A leading vowel, with or without a breathing before it, is a sound too (Hussein, Usain).

    >>> skeletons("qadhafi"), skeletons("gaddafi"), skeletons("yevgeny")
    (('KTF',), ('KTF',), ('AFKN',))
    """
    if len(word) < SHORTEST_SOUND or not word.isalpha():
        return ()
    glide = _GLIDE.match(word)
    opening = word.lstrip("hy")[:1]
    sounds: list[tuple[str, ...]] = []
    if glide:
        sounds = [("Y",)]
    elif opening in _VOWELS:
        sounds = [("A",)]
    place = glide.end() if glide else 0
    while place < len(word):
        for spelling, options in _BY_FIRST.get(word[place], ()):
            if word.startswith(spelling, place):
                place += len(spelling)
                if not sounds and word[place : place + 1] in _VOWELS:
                    other = "Y" if spelling == "j" and word[place] in "aou" else "A"
                    options = tuple(option or other for option in options)
                sounds.append(options)
                break
        else:
            place += 1
            sounds.append(_PAUSE)
    found: dict[str, None] = {}
    for choice in itertools.islice(itertools.product(*sounds), MAXIMUM_SKELETONS):
        skeleton = _without_doubles("".join(choice))
        if len(skeleton) >= 2:
            found[skeleton] = None
    return tuple(found)


def _without_doubles(sounds: str) -> str:
    """Doubled consonants are one sound; the same sound on both sides of a vowel is two."""
    return "".join(sound for sound, _ in itertools.groupby(sounds) if sound != _PAUSE[0])


_ONE_SYLLABLE = re.compile(r"[^aeiou]*[aeiou]+[^aeiou]*").fullmatch
LONG_VOWELS = {"oo": "u", "ou": "u", "uu": "u", "ee": "i", "ii": "i", "ie": "i", "aa": "a"}
"""One vowel of transliterations, written with two letters (Moon, Mun)."""
_Y_AS_VOWEL = re.compile("y(?![aeiou])")


@lru_cache(maxsize=8_192)
def syllables(word: str) -> str:
    """How a word's vowels restrict what it can be like: empty when it has none, its vowels
    when it is one syllable (behind a dot when Chinese or Korean has such), and ``*`` with the
    first one when it is longer (u for o, i for e: transliterations mix them, and Hassan is
    still not Hussein)."""
    voiced = _Y_AS_VOWEL.sub("i", word)
    vowels = "".join(letter for letter in voiced if letter in _VOWELS)
    if vowels and not _ONE_SYLLABLE(voiced):
        return "*" + vowels[0].translate(MIXED_VOWELS)
    vowels = LONG_VOWELS.get(vowels, vowels)
    return f".{vowels}" if vowels and is_syllable(word) else vowels


def ending(word: str) -> str:
    """What a word ends in, as far as another one would be another word: ``i``, ``a``, ``u`` for
    the vowels that transliterations mix, empty for a consonant."""
    last = word.rstrip("h")[-1:]
    return _ENDINGS.get(last, "")


ROMANISED = (
    ("ph", "f"), ("ck", "k"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ya", "ia"), ("yu", "iu"), ("dj", "j"), ("tch", "ch"),
    ("sch", "sh"), ("ks", "x"),
)  # fmt: skip
ONE_LETTER = str.maketrans("qcwyeo", "kkviiu")


@lru_cache(maxsize=1 << 15)
def levelled(word: str) -> str:
    """A word with what transliterations mix made equal: Qadir and Kader are both ``kadir``."""
    for spelling, plain in ROMANISED:
        word = word.replace(spelling, plain)
    return _without_doubles(word.translate(ONE_LETTER))
