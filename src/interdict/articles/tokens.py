"""The words of a text with their places, and the form of each in which names are compared.

A name and a text are cut in the same way, so that equal names give equal keys: case, accents,
dots of initials, apostrophes and a possessive ending do not count, a hyphen parts words.
Scripts that leave no blanks between words are cut into characters.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from interdict.text import fold

Joint = Literal["start", "blank", "hyphen", "broken", "tight", "point", "other"]
"""What stands before a word: the text's start, white space, a hyphen, a hyphen at the end of a
line, nothing (as between Han characters), a full stop and a blank, other signs."""

_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
"""Thai, Lao, Burmese, Khmer, kana, Han and Hangul."""
_ADDRESSES = (
    r"(?:https?://|www\.)\S{1,2000}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@\w[\w.-]{0,200}|@\w{1,64}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}"
    r"\.(?:com|org|net|ru|gov|info|ir|uk|eu)\b(?:/\S{0,2000})?"
)
"""Of mail and the web: no words. All lengths are bounded, so that no text takes long to read."""
_WORD = re.compile(
    rf"{_ADDRESSES}"
    rf"|[{_UNSPACED}]"
    rf"|(?:[^\W\d_{_UNSPACED}]\.){{2,8}}[^\W\d_{_UNSPACED}]?(?![^\W_])"
    rf"|[^\W_{_UNSPACED}]+(?:['’ʼ‘`][^\W_{_UNSPACED}]+)*"
)
_ADDRESS = re.compile(r"https?:|www\.|[\w-]{2,}\.").match
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]").match
_POSSESSIVE = re.compile(r"['’ʼ‘`][sS]$")
_HYPHENS = "-‐‑–\u00ad"
_BROKEN = re.compile(rf"[{_HYPHENS}][ \t]*\r?\n\s*")
_JOINERS = "\u00ad\u200b\u200c\u200d\u2060"


class Token(NamedTuple):
    """One word of a text."""

    start: int
    end: int
    """Behind the last letter, without a possessive ending."""
    whole: int
    """Behind the possessive ending."""
    key: str
    """The folded word; empty where nothing of it can be compared."""
    joint: Joint
    is_capital: bool
    """Does it begin with a capital letter, or with a letter that knows no case?"""
    is_shouted: bool
    """Are all its letters, two or more, capitals?"""

    @property
    def is_possessive(self) -> bool:
        """Does it end in 's?"""
        return self.whole > self.end

    @property
    def is_unspaced(self) -> bool:
        """Is it one character of a script without blanks between words?"""
        return _IS_UNSPACED(self.key) is not None


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words between two places of a text, in order."""
    return list(_tokens(text, start, len(text) if end is None else end))


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    before = start
    for found in _WORD.finditer(text, start, end):
        word = found[0]
        key, trimmed, capital, shouted = _read(word)
        at = found.start()
        joint = _joint(text[before:at]) if before > start else "start"
        yield Token(at, at + trimmed, found.end(), key, joint, capital, shouted)
        before = found.end()


@lru_cache(maxsize=1 << 16)
def _read(word: str) -> tuple[str, int, bool, bool]:
    """(key, length without a possessive ending, begins with a capital, is all capitals)."""
    if "@" in word or ("." in word[:-1] and _ADDRESS(word)):
        return "", len(word), False, False
    if _IS_UNSPACED(word):
        return unicodedata.normalize("NFKC", word), len(word), True, False
    bare = _POSSESSIVE.sub("", word)
    letters = [c for c in bare if c.isalpha()]
    is_shouted = len(letters) > 1 and all(c.isupper() for c in letters)
    first = bare[:1]
    is_capital = first.isupper() or (
        first.isalpha() and not first.islower() and not first.isupper()
    )
    return fold(bare).replace(" ", ""), len(bare), is_capital, is_shouted


def _joint(between: str) -> Joint:
    if not between.strip(_JOINERS):
        return "tight"
    if between.isspace():
        return "blank"
    if _BROKEN.fullmatch(between):
        return "broken"
    if len(between) == 1 and between in _HYPHENS:
        return "hyphen"
    if between[0] == "." and between[1:].isspace():
        return "point"
    return "other"


def keys(text: str) -> tuple[str, ...]:
    """The keys of a text's words, without those that cannot be compared."""
    return tuple(token.key for token in _tokens(text, 0, len(text)) if token.key)
