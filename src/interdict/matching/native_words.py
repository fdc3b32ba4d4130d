"""Generic words of other scripts, put into English before a name is romanised.

Arabic and Hebrew leave out vowels, Thai and Burmese write words together: what a generic word
reads like in Latin letters is a guess, what it means is a fact. ``المصرف التجاري السوري`` is
read as bank, commercial, Syria; words that the table does not know keep their sound.
"""

import re
import unicodedata
from functools import cache, lru_cache

from interdict.matching.words import rows

_DELIMITERS = re.compile(r"([\s\-–—.,;:()\[\]«»„“”\"'‘’/،|]+)")
_MARKS = dict.fromkeys((*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x64B, 0x656), 0x640,
                        0x670, 0x200C, 0x200D))  # fmt: skip
_LETTERS = str.maketrans("يىکۀةς", "ییكههσ")
"""Letters that Arabic, Persian and keyboards use for each other."""
_PREFIXES = {"A": ("وال", "بال", "لل", "ال", "ل", "و"), "H": ("וה", "ה", "ל", "ב", "ו")}
"""The article, ``and``, ``for``, ``in``: written as one word with what follows."""
_SHORTEST_BEHIND_PREFIX = 3
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u30a0-\u30ff]")
"""A character of a script whose words are not set apart: Thai, Lao, Burmese, Khmer, katakana."""
_SHORTEST_UNSPACED = 3
_LONGEST_PHRASE = 3
_TRANSLATED = re.compile("[\u0370-\u03ff\u0530-\u06ff\u0900-\u109f\u10a0-\u10ff\u1200-\u137f"
                         "\u1780-\u17ff\u30a0-\u30ff]")  # fmt: skip
"""A character of a script that the table has words of."""


def in_english(name: str) -> str:
    """``name`` with the generic words of other scripts in English."""
    if name.isascii() or not _TRANSLATED.search(name):
        return name
    return _in_english(name)


@lru_cache(maxsize=1_024)
def _in_english(name: str) -> str:
    pieces = _DELIMITERS.split(name)  # words at even places, what is between them at odd ones
    if not any(map(_may_mean, pieces[::2])):
        return name
    place, found = 0, list[str]()
    while place < len(pieces):
        length, english = _phrase(pieces, place)
        found.append(english)
        place += length
        found += pieces[place : place + 1]
        place += 1
    return "".join(found)


def _phrase(pieces: list[str], place: int) -> tuple[int, str]:
    """(pieces, English) of the longest phrase of the table that begins here."""
    for words in range(_LONGEST_PHRASE, 0, -1):
        end = place + 2 * words - 1
        if end <= len(pieces):
            native = " ".join(pieces[place:end:2])
            if english := _meaning(native):
                return end - place, english
    return 1, _cut(pieces[place])


@cache
def _table() -> dict[str, str]:
    return {_plain(native): english for native, english in rows("native_words")}


@lru_cache(maxsize=16_384)  # names share their words
def _may_mean(word: str) -> bool:
    """Could a word be one of the table's, or hold or begin one? Most are not."""
    plain = _plain(word)
    known = _words()
    if plain in known or (_UNSPACED.search(word) and _unspaced().search(plain)):
        return True
    return any(
        plain.removeprefix(prefix) in known
        for prefixes in _PREFIXES.values()
        for prefix in prefixes
        if plain.startswith(prefix)
    )


@cache
def _words() -> frozenset[str]:
    """All words of the table's phrases."""
    return frozenset(word for native in _table() for word in native.split())


@cache
def _unspaced() -> re.Pattern[str]:
    words = [w for w in _table() if _UNSPACED.search(w) and len(w) >= _SHORTEST_UNSPACED]
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _plain(native: str) -> str:
    """Without marks that people leave out, in one of the letters they use for each other."""
    bare = unicodedata.normalize("NFD", native.casefold()).translate(_MARKS)
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def _meaning(native: str) -> str | None:
    plain = _plain(native)
    if english := _table().get(plain):
        return english
    script = unicodedata.name(plain[0], "")[:1] if plain else ""
    for prefix in _PREFIXES.get(script, ()):
        bare = " ".join(word.removeprefix(prefix) for word in plain.split())
        if len(bare) >= _SHORTEST_BEHIND_PREFIX and (english := _table().get(bare)):
            return english
    return None


def _cut(word: str) -> str:
    """A word of an unspaced script, its known words set apart and put into English."""
    if not _UNSPACED.search(word):
        return word
    return _unspaced().sub(lambda known: f" {_table()[known[0]]} ", _plain(word))
