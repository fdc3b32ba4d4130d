"""What an article speaks of around a name: its countries, ships, aircraft, listings."""

from collections import Counter
from typing import NamedTuple

from interdict.articles.marked_words import Marked, Sequence
from interdict.articles.word_lists import (
    ACTORS,
    AIRCRAFT_WORDS,
    LISTING_WORDS,
    SHIP_NOUNS,
    SHIP_WORDS,
)
from interdict.text import script as dominant_script

WORLDWIDE = frozenset(("us", "gb", "ca", "au", "eu"))
"""Countries that every other article names: that one does says nothing about a person."""
UNDER_REGIMES = frozenset(
    """
    af ba by cd cf cn cu et gt gw hk ht iq ir kp lb ly mk ml mm mx ni ps rs ru sd so ss sv sy ua
    ve ye zw
    """.split()
)
"""Countries with sanctions regimes of their own: a party of which a list states no country is
most likely of one of these."""
_SCRIPTS = {
    "Cyrl": {"ru", "by", "ua"}, "Hang": {"kp", "kr"}, "Hani": {"cn", "kp"}, "Jpan": {"jp", "kp"},
    "Arab": {"ir", "sy", "iq", "ye", "lb", "sa", "ps", "ly", "sd"}, "Hebr": {"il", "lb", "ps"},
    "Mymr": {"mm"},
}  # fmt: skip
PLEASURE_BOATS = frozenset(
    "yacht yachts boat boats ferry crew cruise sail sails sailed sailing tug quay".split()
)
_SAMPLE = 200
_TOWARDS = frozenset("from to in at off near via towards toward around of port".split())
_NEAR = 4
"""Words between a ship's name and the word that says that it is one."""
_LONGEST_ITEM = 12
"""Words of an item of a list: a name, its flag and its number."""
_LONGEST_ROW = 24
"""Words of a row of names that share one such word."""


class Setting(NamedTuple):
    """Read once per article."""

    countries: frozenset[str]
    ships: frozenset[int]
    """Numbers of paragraphs that speak of ships."""
    aircraft: frozenset[int]
    mainly: str
    """The country named most often, of those that are not in every article."""
    is_on_listings: bool
    """Does the article speak of sanctions?"""


def setting(sentences: list[Marked]) -> Setting:
    """What the kept sentences speak of."""
    countries: Counter[str] = Counter()
    ships, aircraft = set(), set()
    is_on_listings = False
    listed = ""
    for each in sentences:
        words = set(each.keys)
        countries.update(_of_script(each))
        if words & SHIP_NOUNS or (listed == "ships" and _is_item(each)):
            ships.add(each.sentence.paragraph)
        if words & AIRCRAFT_WORDS or (listed == "aircraft" and _is_item(each)):
            aircraft.add(each.sentence.paragraph)
        listed = _list_of(each, words, listed)
        is_on_listings = is_on_listings or bool(words & LISTING_WORDS)
        countries.update(ACTORS[key] for key in words & ACTORS.keys())
        for place in each.places:
            if each.words[place.first].is_capital or not each.telling:
                countries[place.code] += 1
    mainly = [code for code, _ in countries.most_common() if code not in WORLDWIDE]
    return Setting(
        frozenset(countries), frozenset(ships), frozenset(aircraft), (mainly or [""])[0],
        is_on_listings,
    )  # fmt: skip


def _list_of(sentence: Marked, words: set[str], listed: str) -> str:
    """What the items after a sentence are: "designate the following vessels:" opens a list of
    them, which its items continue and any other sentence ends."""
    if sentence.sentence.span.of(sentence.text).rstrip().endswith(":"):
        if words & SHIP_NOUNS:
            return "ships"
        return "aircraft" if words & AIRCRAFT_WORDS else ""
    return listed if _is_item(sentence) else ""


def _is_item(sentence: Marked) -> bool:
    """Is it as short as the items of a list are?"""
    return len(sentence.words) <= _LONGEST_ITEM


def _of_script(sentence: Marked) -> set[str]:
    """Countries that speak of themselves in the letters of a sentence."""
    letters = sentence.sentence.span.of(sentence.text)[:_SAMPLE]
    if max(letters, default="") < "\u0400":
        return set()
    written = dominant_script(letters)
    return _SCRIPTS.get(written, set())


def ship_word_near(sentence: Marked, run: Sequence) -> str:
    """The word near a name that says that it is a ship's; empty where there is none."""
    if run.first and sentence.keys[run.first - 1] in _TOWARDS and len(run) == 1:
        return ""
    first = _first_of_row(sentence, run.first)
    around = [
        *range(run.first - 1, max(run.first - 1 - _NEAR, -1), -1),
        *range(first - 1, max(first - 1 - _NEAR, -1), -1),
        *range(run.last + 1, min(run.last + 1 + _NEAR, len(sentence.keys))),
    ]
    for at in around:
        key = sentence.keys[at]
        if key in SHIP_NOUNS or (key in SHIP_WORDS and not sentence.words[at].is_capital):
            return sentence.text[sentence.words[at].start : sentence.words[at].end]
    return ""


def _first_of_row(sentence: Marked, at: int) -> int:
    """Where a row of names begins that leads to this one: "the ships Angara, Maria and Lady R"."""
    first = at
    while first > 1 and at - first < _LONGEST_ROW:
        before = sentence.words[first - 1]
        if not (before.is_capital or before.key == "and"):
            break
        first -= 1
    return first
