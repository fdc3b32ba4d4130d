"""Slips of the pen in the long words of a table: ``Aktiengeselschaft``, ``Joint Stock Compan``.

Words of other names differ from a table's word by one letter too (Cartier, carrier; shopping,
shipping), so only a likely slip counts: inside the word, or the last letter cut off.
"""

import re
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
        self._near: dict[str, set[str]] = {}
        for word in words:
            if len(word) >= shortest and word.isalpha():
                for key in _keys(word):
                    self._near.setdefault(key, set()).add(word)

    def of(self, word: str, *, lax: bool = False) -> set[str]:
        """The table's words that ``word`` may be one slip of the pen away from; ``lax``: any slip
        will do, as where the words around it say what is meant.

        >>> Misspellings(["limited", "shipping"]).of("limted")
        {'limited'}
        """
        if len(word) < self._shortest - 1 or not word.isalpha():
            return set()
        near: set[str] = set()
        for key in _keys(word):
            if key in self._near:
                near |= self._near[key]
        if not near or _is_chinese(word):
            return set()
        return {meant for meant in near if _is_slip(word, meant, lax)}


def _keys(word: str) -> list[str]:
    """The word, and what is left of it without each of its letters."""
    return [word, *[word[:place] + word[place + 1 :] for place in range(len(word))]]


def _is_slip(word: str, meant: str, lax: bool) -> bool:
    if not lax and len(meant) < SHORTEST:
        return False
    if word == meant[:-1]:
        return True
    if word[0] != meant[0] or word[-1] != meant[-1] or OSA.distance(word, meant) != 1:
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
