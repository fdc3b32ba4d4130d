"""What words mean in the names of companies, ships and other things: the shipped tables.

A word or several are looked up as they are written, then by their stem (``inflection``), and a
long word that no table knows as a misspelling of one of a table (``misspellings``).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal, TypeVar

import msgspec

from interdict.matching.inflection import stem
from interdict.matching.misspellings import Misspellings
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


@lru_cache(maxsize=65_536)
def business_word(word: str) -> tuple[str, float] | None:
    """(concept, weight) of a generic word of organisation names."""
    found = _BUSINESS.get(word)
    if found is None and word not in _PLACES:
        found = _business_stems().get(stem(word)) or _misspelled(word)
    return found


@lru_cache(maxsize=65_536)
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
    words = {word for form in _FORMS for word in form.split()}
    return Misspellings(words.union(word for word in _BUSINESS if " " not in word), _SHORTEST_LOOSE)


@lru_cache(maxsize=65_536)
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


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], Phrase]]]:
    """Phrases by the stem of their first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Phrase]]] = defaultdict(list)
    for spelling, (concept, weight) in _BUSINESS.items():
        if " " in spelling:
            stems = tuple(map(stem, spelling.split()))
            found[stems[0]].append((stems, Phrase(len(stems), "business", concept, weight)))
    for spelling, place in _PLACES.items():
        if " " in spelling:
            stems = tuple(map(stem, spelling.split()))
            found[stems[0]].append((stems, Phrase(len(stems), "place", place, 0.0)))
    for candidates in found.values():
        candidates.sort(key=lambda item: -len(item[0]))
    return dict(found)


def phrase(spelled: Sequence[str], start: int) -> Phrase | None:
    """The longest phrase that begins here."""
    for stems, found in _phrases().get(stem(spelled[start]), ()):
        if tuple(map(stem, spelled[start : start + len(stems)])) == stems:
            return found
    return None


def forms_and_phrases() -> list[str]:
    """All legal forms, and all generic and place words, as the tables spell them."""
    return [*_BUSINESS, *_PLACES, *_FORMS]


# -- legal forms ---------------------------------------------------------------------------


class _Forms:
    """Legal forms by the stem of their first word, longest first."""

    def __init__(self) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for spelling, form in _FORMS.items():
            stems = tuple(map(stem, spelling.split()))
            self.by_first[stems[0]].append((stems, form))
        for candidates in self.by_first.values():
            candidates.sort(key=lambda item: -len(item[0]))
        self.stems = {s for forms in self.by_first.values() for stems, _ in forms for s in stems}
        self.of_long = {
            s
            for forms in self.by_first.values()
            for stems, _ in forms
            if len(stems) >= _LONG_FORM
            for s in stems
        }


@cache
def _forms() -> _Forms:
    return _Forms()


@lru_cache(maxsize=65_536)
def _meant(word: str) -> tuple[str, frozenset[str]]:
    """(stem of the form's word that this is, stems it may be inside a long form)."""
    forms, key = _forms(), stem(word)
    if key in forms.stems:
        return key, frozenset((key,))
    likely, slips = _slips(word)
    near = forms.stems.intersection(map(stem, likely)) if likely else ()
    loose = forms.of_long.intersection(map(stem, slips)) if slips else ()
    return (next(iter(near)) if len(near) == 1 else key), frozenset((key, *loose))


@lru_cache(maxsize=65_536)
def begins_several(word: str) -> bool:
    """May this word and its neighbours stand for one thing: does any phrase, legal form or
    number begin with it, or does it announce a number?"""
    return (
        stem(word) in _phrases()
        or begins_legal_form(word)
        or word in NUMBER_MARKS
        or len(_NUMBERS.get(word, "")) == len("20")
    )


def legal_form(spelled: Sequence[str], start: int) -> tuple[int, str]:
    """(words it takes, class) of the longest legal form that begins here; (0, "") if none."""
    key, loose = _meant(spelled[start])
    best = _longest(spelled, start, key)
    for other in loose:
        if other != key:
            best = max(best, _longest(spelled, start, other, _LONG_FORM))
    return best


def _longest(spelled: Sequence[str], start: int, key: str, least: int = 1) -> tuple[int, str]:
    for form, kind in _forms().by_first.get(key, ()):
        if len(form) < least or start + len(form) > len(spelled):
            continue
        meant = [_meant(word) for word in spelled[start + 1 : start + len(form)]]
        is_long = len(form) >= _LONG_FORM
        if all(
            wanted == exact or (is_long and wanted in loose)
            for wanted, (exact, loose) in zip(form[1:], meant, strict=True)
        ):
            return len(form), kind
    return 0, ""


def begins_legal_form(word: str) -> bool:
    """Does any legal form begin with this word?"""
    _, loose = _meant(word)
    return not loose.isdisjoint(_forms().by_first)
