"""One stem for the forms of a long word in Slavic languages, however it was romanised.

``mashinostroitelnyy``, ``mashinostroitelny``, ``mashynobudivnyi``: tables list a few forms of
a word, lists print all of them. The stem is a key to look tables up by, not a word.
"""

import re
from functools import lru_cache

SHORTEST_INFLECTED = 7
"""Letters of a word from which an ending may be cut off."""
SHORTEST_STEM = 6
"""Letters that stay; shorter stems are too many words at once (Georgiy, Georgia)."""

_GLIDES = re.compile("[ijy]+(?=[aeou])")
_LONG_I = re.compile("[ijy]+")
_DOUBLES = re.compile(r"([b-df-hk-np-tv-z])\1")
_SPELLINGS = (("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("tz", "ts"))
_ENDING = re.compile("(?:ogo|ego|oho|omu|emu|imi|ami|ih|im|oi|ei|oe|ee|aa|uu|a|e|i|o|u)$")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a folded word, or the word itself when it is too short to have one.

    >>> stem("promyshlennoye") == stem("promyshlennaia") == stem("promyshlennyy")
    True
    """
    if len(word) < SHORTEST_INFLECTED or not word.isalpha():
        return word
    cut = _LONG_I.sub("i", _GLIDES.sub("", word))
    for spelling, plain in _SPELLINGS:
        cut = cut.replace(spelling, plain)
    cut = _ENDING.sub("", _DOUBLES.sub(r"\1", cut))
    return cut if len(cut) >= SHORTEST_STEM else word
