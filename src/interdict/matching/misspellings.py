"""Slips of the pen in the long words of a table: ``Aktiengeselschaft``, ``Joint Stock Compan``.

Words of other names differ from a table's word by one letter too (Cartier, carrier; shopping,
shipping), so only a likely slip counts: inside the word, or the last letter cut off.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST = 7
"""Letters of a table's word that may lack a vowel (Tradng), have two letters swapped, or be cut
off; one more may lack or double any letter, two more may have one changed."""

_VOWELS = frozenset("aeiou")
_PINYIN = re.compile(
    "(?:(?:[zcs]h|[b-df-hj-np-tw-z])?(?:i?ang|i?ong|uang|[ei]ng|i?an|iao|uai|uan|[ae]i|ao|ou|[eiu]n|"
    "i[aeu]|u[aieo]|[aeiou]))+"
)
"""Chinese syllables, which differ by one letter and are other words (hangyuan, hangyun)."""


class Misspellings:
    """The long words of a table, found by any of their misspellings."""

    def __init__(self, words: Iterable[str], shortest: int = SHORTEST) -> None:
        self._shortest = shortest
        self._near: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= shortest and word.isalpha():
                for key in (word[:-1], *_ends(word, _intact(len(word)))):
                    self._near[key].append(word)

    def of(self, word: str, *, lax: bool = False) -> set[str]:
        """The table's words that ``word`` may be one slip of the pen away from; ``lax``: any slip
        will do, as where the words around it say what is meant.

        >>> Misspellings(["limited", "shipping"]).of("limted")
        {'limited'}
        """
        if len(word) < self._shortest - 1 or not word.isalpha():
            return set()
        near = self._near.get(word, ())
        for intact in _INTACT:
            for key in _ends(word, intact):
                near = [*near, *self._near[key]] if key in self._near else near
        if not near or _is_chinese(word):
            return set()
        return {meant for meant in near if _is_slip(word, meant, lax)}


_INTACT = (2, 3)
"""Letters at one end of a word, short or long, that a slip in the rest leaves as they are."""


def _intact(length: int) -> int:
    return _INTACT[length >= SHORTEST]


def _ends(word: str, intact: int) -> tuple[str, str]:
    """Two keys, one of which a word and its misspelling share: one slip inside a word leaves its
    first letters as they are, or its last."""
    return f"{word[:intact]}-{word[-1]}", f"{word[0]}-{word[-intact:]}"


def _is_slip(word: str, meant: str, lax: bool) -> bool:
    if not lax and len(meant) < SHORTEST:
        return False
    if word == meant[:-1]:
        return True
    if abs(len(word) - len(meant)) > 1 or word[0] != meant[0] or word[-1] != meant[-1]:
        return False
    if OSA.distance(word, meant) != 1:
        return False
    if lax or sorted(word) == sorted(meant):
        return True
    if len(word) == len(meant):
        return len(meant) >= SHORTEST + 2
    return len(meant) > SHORTEST or _lacks_vowel(word, meant)


def _is_chinese(word: str) -> bool:
    return "ng" in word and _PINYIN.fullmatch(word) is not None


def _lacks_vowel(word: str, meant: str) -> bool:
    """Is ``meant`` the word with one vowel more?"""
    without = [letter for letter in meant if letter not in _VOWELS]
    return len(word) < len(meant) and without == [c for c in word if c not in _VOWELS]
