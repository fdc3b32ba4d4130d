"""Two names in Han, kana or Hangul, compared as they are written rather than as they sound.

Latin letters lose what these scripts say: 高石 and 高市 read alike and are two families. So where
both names are written in such a script, the writing decides.
"""

import unicodedata
from functools import lru_cache

from interdict.writing.alphabets import script_of
from interdict.writing.japanese import standing

_SCRIPTS = frozenset(("Hani", "Jpan", "Hang"))
_KATAKANA_SHIFT = 96
_FIRST_SOUNDS = str.maketrans("리림류량렴로라려륙련룡뢰", "이임유양염노나여육연용뇌")
"""First syllables that the North writes with r and the South without (리설주, 이설주)."""


def spelled_alike(one: str, other: str) -> bool | None:
    """Are two names the same characters, simplified and traditional being one?

    ``None`` where writing does not decide: when either has letters of another script, or they
    are in different scripts (习近平, 김정은).
    """
    mine, theirs = _spelled(one), _spelled(other)
    if mine is None or theirs is None or mine[0] != theirs[0]:
        return None
    return mine[1] == theirs[1]


@lru_cache(maxsize=1 << 12)
def _spelled(name: str) -> tuple[str, str] | None:
    """(script, characters) of a name wholly in one of these scripts; kana beside Han is Han."""
    letters = [c for c in unicodedata.normalize("NFKC", name) if c.isalpha() or c == "々"]
    scripts = {script_of(c) for c in letters}
    if not letters or not scripts <= _SCRIPTS:
        return None
    text = standing("".join(_hiragana(c) for c in letters))
    if scripts == {"Hang"}:
        return "Hang", text[:1].translate(_FIRST_SOUNDS) + text[1:]
    if "Hang" in scripts:
        return None
    return ("Jpan" if scripts == {"Jpan"} else "Hani"), text


def _hiragana(letter: str) -> str:
    return chr(ord(letter) - _KATAKANA_SHIFT) if "ァ" <= letter <= "ヶ" else letter
