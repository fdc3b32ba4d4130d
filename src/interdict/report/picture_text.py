"""Text in a picture: what may stand in one, how wide it is, and where it is broken.

A picture that loads nothing cannot measure a font, and the reader's font is not known. Widths
are those of the wide ones among common fonts, so that what fits here fits there.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""Spaces at which a line may be broken."""
_NARROW = frozenset("iljI.,:;|!'’`()[]{}/- ")
_BROAD = frozenset("mwMW@%—ЖМШЩЫЮжмшщыю")


def printable(text: str) -> str:
    """Text that XML may carry and that cannot turn the text around it: characters without a
    glyph (controls, direction marks, lone surrogates) become the replacement character, and
    every run of spaces is one. A no-break space stays."""
    cleaned = (
        UNPRINTABLE if unicodedata.category(c) in ("Cc", "Cs", "Cn", "Co") or _turns(c) else c
        for c in _SPACES.sub(" ", text).strip(" ")
    )
    return "".join(cleaned)


def _turns(character: str) -> bool:
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    """Width of a character as a part of the font size."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.05
    if character in _NARROW:
        return 0.38
    if character in _BROAD:
        return 0.98
    if unicodedata.category(character) in ("So", "Cn") or character > "\uffff":
        return 1.3
    return 0.74 if character.isupper() else 0.62


def width(text: str, size: float) -> float:
    """Estimated width of a line at a font size, in the unit of the size."""
    return sum(map(_em, text)) * size


def wrap(text: str, size: float, room: float, lines: int) -> tuple[str, ...]:
    """Text in at most so many lines, none wider than ``room``; cut with an ellipsis where it is
    longer. A word that fills more than a line is broken within."""
    found: list[str] = []
    line = ""
    for piece in _pieces(printable(text), size, room):
        joined = f"{line} {piece}" if line else piece
        if line and width(joined, size) > room:
            found.append(line)
            line = piece
        else:
            line = joined
    found.append(line)
    if len(found) <= lines:
        return tuple(found)
    return (*found[: lines - 1], _cut(found[lines - 1], size, room))


def _pieces(text: str, size: float, room: float) -> Iterator[str]:
    """Words, and the parts of those that are wider than a line."""
    for word in text.split(" "):
        start, used = 0, 0.0
        for at, character in enumerate(word):
            wide = _em(character) * size
            if used + wide > room and at > start:
                yield word[start:at]
                start, used = at, 0.0
            used += wide
        yield word[start:]


def _cut(line: str, size: float, room: float) -> str:
    while line and width(line + ELLIPSIS, size) > room:
        line = line[:-1]
    return line + ELLIPSIS
