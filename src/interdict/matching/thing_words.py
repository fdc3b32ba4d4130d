"""What words mean in the names of companies, ships and other things: the shipped tables.

A word or several are looked up as they are written, then by their stem (``inflection``), and a
long word that no table knows as a misspelling of one of a table (``misspellings``).
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Generic, Literal, TypeVar

import msgspec

from interdict.matching.inflection import stem
from interdict.matching.misspellings import SHORTEST, Misspellings
from interdict.matching.words import is_common, rows

BUSINESS_WEIGHTS = {"generic": 0.10, "common": 0.18, "telling": 0.30}
"""Weight of a generic word by the table's class: ``company``, ``trading``, ``refinery``."""

FUNCTION_WORDS: frozenset[str] = frozenset(
    "a al and as at by da das de del der des di die do dos du e ed el en et for fur i im in la las "
    "kai le les los of on the tis to tou u ud ul und v va van ve vom von wa wal y za zur".split()
)
"""Words inside the name of a thing that say nothing; a person's particles (Abu, Bin, Af) may be
all there is of a company's name."""

NUMBER_MARKS = frozenset("no nr num number nomer numero nummer".split())
"""Words that only say that a number follows (Factory No. 5)."""

_NUMBERS = {row[0]: row[1] for row in rows("numbers")}
_ORDINAL = re.compile(
    "([0-9]+)(?:st|nd|rd|th|er|ere|eme|te|ste|y|yy|yi|iy|oy|ya|aya|oe|oye|go|ogo|nci|inci|uncu)"
)
_FORMS = {row[0]: row[1] for row in rows("legal_forms")}
_BUSINESS = {row[0]: (row[1], BUSINESS_WEIGHTS[row[2]]) for row in rows("business_words")}
_PLACES = {row[0]: row[1] for row in rows("place_words")}

_Meaning = TypeVar("_Meaning")

_ADJECTIVE = ("sk", "stochn", "zapadn", "severn", "yuzhn")
"""How the stems of Slavic adjectives of places end."""

_SHORTEST_LOOSE = 5
"""Letters of a word that may be misspelled inside a long legal form (Joynt Stock Company)."""
_MOST_CHOICES = 16
"""Readings of a misspelled form that are tried."""
_LONG_FORM = 3
"""Words of a legal form that is known by the others when one is misspelled."""


class Phrase(msgspec.Struct, frozen=True):
    """Several words that stand for one thing (Hong Kong, design bureau)."""

    length: int
    """Words it takes."""
    role: Literal["business", "place"]
    meaning: str
    weight: float
    """Weight of a business phrase; 0 for places, which all weigh the same."""


def number(word: str) -> str | None:
    """Digits of a number in digits, words or Roman numerals; None for other words."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    if word[0:1].isdigit() and (ordinal := _ORDINAL.fullmatch(word)):
        return ordinal[1].lstrip("0") or "0"
    return _NUMBERS.get(word)


def compound_number(word: str, following: str) -> str | None:
    """Digits of a number in two words (twenty-first); None for others."""
    tens, unit = _NUMBERS.get(word, ""), _NUMBERS.get(following, "")
    is_compound = len(tens) == 2 and tens[1] == "0" != unit and tens != "10" and len(unit) == 1
    return tens[0] + unit if is_compound else None


# -- single words --------------------------------------------------------------------------


def business_word(word: str) -> tuple[str, float] | None:
    """(concept, weight) of a generic word of organisation names."""
    found = _BUSINESS.get(word)
    if found is None and word not in _PLACES:
        found = _business_stems().get(stem(word)) or _misspelled(word)
    return found


def place_word(word: str) -> str | None:
    """The place a word of an organisation's name means."""
    return _PLACES.get(word) or _place_stems().get(stem(word))


@cache
def _business_stems() -> dict[str, tuple[str, float]]:
    return _unambiguous((stem(word), meaning) for word, meaning in _BUSINESS.items())


@cache
def _place_stems() -> dict[str, str]:
    """Of adjectives only: other words differ from a place's name by an ending too (Alexandre)."""
    return _unambiguous(
        (stem(word), meaning)
        for word, meaning in _PLACES.items()
        if stem(word).endswith(_ADJECTIVE)
    )


def _unambiguous(meanings: Iterable[tuple[str, _Meaning]]) -> dict[str, _Meaning]:
    """The keys that have one meaning."""
    found: dict[str, set[_Meaning]] = defaultdict(set)
    for key, meaning in meanings:
        found[key].add(meaning)
    return {key: meanings.pop() for key, meanings in found.items() if len(meanings) == 1}


def _misspelled(word: str) -> tuple[str, float] | None:
    near, _ = _slips(word)
    meant = {_BUSINESS[found] for found in near if found in _BUSINESS}
    return meant.pop() if len(meant) == 1 else None


@cache
def _misspellings() -> Misspellings:
    long_forms = (form.split() for form in _FORMS if form.count(" ") + 1 >= _LONG_FORM)
    short = {word for form in long_forms for word in form if len(word) >= _SHORTEST_LOOSE}
    long = {word for form in _FORMS for word in form.split() if len(word) >= SHORTEST}
    business = {word for word in _BUSINESS if " " not in word and len(word) >= SHORTEST}
    return Misspellings(short | long | business, _SHORTEST_LOOSE)


@lru_cache(maxsize=16_384)
def _slips(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a word that nothing knows may be a likely slip for, and any slip."""
    if len(word) < _SHORTEST_LOOSE - 1 or not _is_unknown(word):
        return frozenset(), frozenset()
    loose = frozenset(_misspellings().of(word, lax=True))
    return frozenset(_misspellings().of(word)) if loose else loose, loose


def _is_unknown(word: str) -> bool:
    """Neither a word of any table nor one that many names share."""
    return not (
        is_common(word)
        or word in _BUSINESS
        or word in _PLACES
        or word in _NUMBERS
        or word in FUNCTION_WORDS
        or stem(word) in _place_stems()
        or stem(word) in _business_stems()
    )


# -- several words -------------------------------------------------------------------------


class Spellings(Generic[_Meaning]):
    """Rows of one word or several by their stems."""

    def __init__(self, meanings: Iterable[tuple[str, _Meaning]]) -> None:
        self.by_stems = {
            tuple(map(stem, spelling.split())): meaning for spelling, meaning in meanings
        }
        lengths: dict[str, set[int]] = defaultdict(set)
        for stems in self.by_stems:
            lengths[stems[0]].add(len(stems))
        self.lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        """First stem -> how many words the rows that begin with it have, most first."""

    def longest(self, stems: Sequence[str]) -> tuple[str, ...]:
        """The stems of the longest row that these begin with; empty if none."""
        for length in self.lengths.get(stems[0], ()):
            begun = tuple(stems[:length])
            if begun in self.by_stems:
                return begun
        return ()

    def most_words(self, first: str) -> int:
        """Words of the longest row that begins with this stem."""
        return self.lengths.get(first, (0,))[0]


@cache
def _phrases() -> Spellings[Phrase]:
    business = (
        (spelling, Phrase(spelling.count(" ") + 1, "business", concept, weight))
        for spelling, (concept, weight) in _BUSINESS.items()
        if " " in spelling
    )
    places = (
        (spelling, Phrase(spelling.count(" ") + 1, "place", place, 0.0))
        for spelling, place in _PLACES.items()
        if " " in spelling
    )
    return Spellings([*business, *places])


def phrase(spelled: Sequence[str], start: int) -> Phrase | None:
    """The longest phrase that begins here."""
    most = _phrases().most_words(stem(spelled[start]))
    if not most:
        return None
    stems = [stem(word) for word in spelled[start : start + most]]
    return _phrases().by_stems.get(_phrases().longest(stems))


def forms_and_phrases() -> list[str]:
    """All legal forms, and all generic and place words, as the tables spell them."""
    return [*_BUSINESS, *_PLACES, *_FORMS]


# -- legal forms ---------------------------------------------------------------------------


@cache
def _forms() -> Spellings[str]:
    return Spellings(_FORMS.items())


@cache
def _form_stems() -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words of all legal forms, and of the long ones."""
    forms = list(_forms().by_stems)
    every = frozenset(one for stems in forms for one in stems)
    return every, frozenset(one for stems in forms if len(stems) >= _LONG_FORM for one in stems)


@lru_cache(maxsize=16_384)
def _meant(word: str) -> tuple[str, frozenset[str]]:
    """(stem of the form's word that this is, stems it may be inside a long form if it is
    misspelled)."""
    every, of_long = _form_stems()
    key = stem(word)
    if key in every:
        return key, frozenset()
    likely, slips = _slips(word)
    near = every.intersection(map(stem, likely))
    return (next(iter(near)) if len(near) == 1 else key), of_long.intersection(map(stem, slips))


@lru_cache(maxsize=16_384)
def begins_several(word: str) -> bool:
    """May this word and its neighbours stand for one thing: does any phrase, legal form or
    number begin with it, or does it announce a number?"""
    return (
        stem(word) in _phrases().lengths
        or begins_legal_form(word)
        or word in NUMBER_MARKS
        or len(_NUMBERS.get(word, "")) == len("20")
    )


def legal_form(spelled: Sequence[str], start: int) -> tuple[int, str]:
    """(words it takes, class) of the longest legal form that begins here; (0, "") if none."""
    forms = _forms()
    key, loose = _meant(spelled[start])
    most = max([forms.most_words(first) for first in (key, *loose)])
    if not most:
        return 0, ""
    meant = [_meant(word) for word in spelled[start : start + most]]
    found = forms.longest([key for key, _ in meant])
    if any(loose for _, loose in meant):
        found = max(found, _misspelled_form(meant), key=len)
    return len(found), forms.by_stems.get(found, "")


def _misspelled_form(meant: list[tuple[str, frozenset[str]]]) -> tuple[str, ...]:
    """The longest of the long forms that words with slips in them begin with."""
    choices = itertools.product(*[(key, *sorted(loose)) for key, loose in meant])
    found = [_forms().longest(stems) for stems in itertools.islice(choices, _MOST_CHOICES)]
    return max((stems for stems in found if len(stems) >= _LONG_FORM), key=len, default=())


def begins_legal_form(word: str) -> bool:
    """Does any legal form begin with this word?"""
    key, loose = _meant(word)
    return any(first in _forms().lengths for first in (key, *loose))


def spaced(joined: str) -> str:
    """The words of a phrase or a legal form that parts run together; other words as they are."""
    return _spaced().get(joined, joined)


@cache
def _spaced() -> dict[str, str]:
    known = dict.fromkeys(forms_and_phrases())
    several = {spelling.replace(" ", ""): spelling for spelling in known if " " in spelling}
    return {joined: spelling for joined, spelling in several.items() if joined not in known}
