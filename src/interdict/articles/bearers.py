"""Who else in an article has the surname of a listed party: "Kim Min-ji, who teaches ..."."""

from collections.abc import Collection

from interdict.articles.marked_words import Marked
from interdict.articles.word_lists import CALENDAR, ROLES, ordinary_words, place_codes
from interdict.matching.words import PARTICLES

_SYLLABLES = frozenset("min dae sung jong un il young sun jun song hae su son chol ho".split())
"""Parts of Korean given names that are words as well."""


class Bearers:
    """The full names of people who are not listed, as the article is read on."""

    def __init__(self, surnames: Collection[str]) -> None:
        self._surnames = surnames
        """Those of listed parties."""
        self._last: dict[str, int] = {}
        """Surname -> place of the last full name of somebody who is not listed."""

    def read(self, sentence: Marked, taken: set[int]) -> None:
        """Take note of the full names of others in a sentence; a listed one comes first again."""
        for listed in taken:
            self._last.pop(sentence.keys[listed], None)
        for run in sentence.runs():
            at = [n for n in range(run.first, run.last + 1) if sentence.keys[n] in self._surnames]
            if len(run) < 2 or not taken.isdisjoint(range(run.first, run.last + 1)):
                continue
            for place in at:
                others = [n for n in range(run.first, run.last + 1) if n != place]
                if any(_is_given(sentence, n) for n in others if abs(n - place) == 1):
                    self._last[sentence.keys[place]] = sentence.words[place].start

    def are_meant(self, surname: str, start: int) -> bool:
        """Was somebody who is not listed the last to be named in full before this place?"""
        return -1 < self._last.get(surname, -1) < start


def _is_given(sentence: Marked, at: int) -> bool:
    key = sentence.keys[at]
    known = key in ROLES or (key,) in place_codes() or key in CALENDAR or key in PARTICLES
    return sentence.words[at].is_capital and not known and key not in ordinary_words() - _SYLLABLES
