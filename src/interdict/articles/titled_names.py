"""A surname behind an office: "President Putin" where the article never says Vladimir.

One surname is no name to screen by. The office and the country must agree with what a list says
of exactly one party of that surname.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interdict.articles.marked_words import Marked
from interdict.articles.marked_words import Sequence as Words
from interdict.articles.profiles import Profile
from interdict.articles.setting import WORLDWIDE, Setting
from interdict.articles.word_lists import ROLES, ordinary_words, place_codes

OFFICES: frozenset[str] = frozenset(
    """
    president premier chancellor minister governor general admiral marshal colonel ayatollah
    leader dictator ambassador speaker secretary king emir chairman ceo director commander
    senator mayor
    """.split()
)
"""Words that name an office a list may print as a party's position."""
_LOOSE = frozenset("vice deputy former ex acting the late".split())


class Titled(NamedTuple):
    """An office and the one word behind it."""

    number: int
    words: Words
    """The surname alone."""
    office: tuple[str, ...]
    country: str
    """Code of the country before the office; empty where none stands there."""


def titled(sentences: Sequence[Marked]) -> Iterator[Titled]:
    """Every lone capital word behind an office."""
    for number, sentence in enumerate(sentences):
        if not sentence.telling:
            continue
        for at in range(1, len(sentence.words)):
            if _is_lone(sentence, at) and sentence.keys[at - 1] in OFFICES:
                yield _titled(number, sentence, at)


def office_holder(profile: Profile, surname: str, found: Titled, setting: Setting) -> bool:
    """Does a list give a party this surname, this office and this country?"""
    if surname not in profile.families or not profile.offices.issuperset(found.office):
        return False
    if found.country:
        return found.country in profile.countries
    return not profile.countries.isdisjoint(setting.countries - WORLDWIDE)


def _is_lone(sentence: Marked, at: int) -> bool:
    key, word = sentence.keys[at], sentence.words[at]
    if not word.is_capital or word.joint != "blank" or len(key) < 2 or key in ROLES:
        return False
    if (key,) in place_codes() or (key in ordinary_words() and len(key) < 3):
        return False
    following = at + 1
    if following >= len(sentence.words) or not sentence.hangs_together(following):
        return True
    return not sentence.words[following].is_capital


def _titled(number: int, sentence: Marked, at: int) -> Titled:
    first = at - 1
    while first > 0 and sentence.keys[first - 1] in ROLES and sentence.hangs_together(first):
        first -= 1
    before = [place.code for place in sentence.places if place.last == first - 1]
    office = tuple(key for key in sentence.keys[first:at] if key not in _LOOSE)
    return Titled(number, Words(at, at), office, before[0] if before else "")
