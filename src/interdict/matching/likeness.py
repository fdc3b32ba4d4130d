"""How alike two parts of names are, one by one."""

import msgspec

from interdict.matching import words
from interdict.matching.keys import (
    OTHER_VOWEL,
    SHORT_DIFFERS,
    SOUND_DIFFERS,
    same_sound,
    similarity,
    sound_of,
)
from interdict.matching.parts import Part, Role
from interdict.matching.sounds import ending

OTHER_NAME = 0.3
"""Likeness of two common names that are not forms of one."""
INITIAL_ASKED = 0.85
"""An asked initial against a listed word that begins with it."""
INITIAL_LISTED = 0.7
"""A listed initial against an asked word that begins with it."""
ACRONYM = {3: 0.66}
LONG_ACRONYM = 0.76
"""An acronym against the full name it stands for: weak evidence, and no alert alone with three
letters."""
_OF_ACRONYMS = (*ACRONYM.values(), LONG_ACRONYM)
SAME_MEANING = 0.97
"""Two words that tables give one meaning (Trdg, Trading; neft, oil)."""
LIGHT: frozenset[Role] = frozenset(("legal form", "particle", "suffix", "title"))
"""Parts that no full name depends on."""
VARIANTS = {"spelling": 0.95, "equivalent": 0.90, "nickname": 0.86}
"""Table variants of a given name: spellings of one (Yusuf, Youssef), forms of it in other
languages (Yusuf, Joseph), short and pet forms (Sasha, Alexander)."""
_OTHER_SOUNDS = (SOUND_DIFFERS, SHORT_DIFFERS, OTHER_VOWEL)


class Pair(msgspec.Struct, frozen=True):
    """Parts that stand for each other; more than one on a side where words are joined."""

    asked: tuple[Part, ...]
    listed: tuple[Part, ...]
    alike: float

    @property
    def relation(self) -> str:
        """How the two relate, in words."""
        mine = "".join(part.text for part in self.asked)
        theirs = "".join(part.text for part in self.listed)
        if mine == theirs:
            return "same" if len(self.asked) == len(self.listed) else "same letters, joined"
        if len(self.asked) == 1 < len(self.listed) and self.alike in (
            *ACRONYM.values(),
            LONG_ACRONYM,
        ):
            return "acronym"
        if self.asked[0].meaning == self.listed[0].meaning:
            return "same meaning"
        if min(len(mine), len(theirs)) == 1:
            return "initial"
        if self.alike in VARIANTS.values() and shares_variant(self.asked[0], self.listed[0]):
            return "another form of the name"
        return "same sound" if same_sound(mine, theirs) else "similar spelling"


def part_similarity(mine: Part, theirs: Part) -> float:
    """How alike two parts are; words that tables know equal their own meaning only."""
    if mine.meaning == theirs.meaning and (mine.role == "initial") == (theirs.role == "initial"):
        is_equal = mine.text == theirs.text or mine.role in LIGHT or mine.role == "compound"
        return 1.0 if is_equal else SAME_MEANING
    if mine.tabled and theirs.tabled:
        return 0.0
    if mine.role == "initial":
        return INITIAL_ASKED if theirs.text[0] == mine.text else 0.0
    if theirs.role == "initial":
        return INITIAL_LISTED if mine.text[0] == theirs.text else 0.0
    if theirs.role == "compound":
        return similarity(mine.text, theirs.text)
    if "title" in (mine.role, theirs.role):
        return 0.0
    if mine.tabled or theirs.tabled:  # a misspelt word, not the name of what it means
        return similarity(mine.text, theirs.text) if mine.text == mine.meaning else 0.0
    alike = 0.0 if mine.is_exact else similarity(mine.meaning, theirs.meaning)
    if mine.variants and theirs.variants and shares_variant(mine, theirs):
        known = [g for g in mine.variants if g in theirs.variants]
        return max(alike, *(VARIANTS[words.relation_of(group)] for group in known))
    if alike and _are_two_names(mine, theirs):
        return OTHER_NAME
    return alike


def _are_two_names(mine: Part, theirs: Part) -> bool:
    """Two common names that sound otherwise, or end otherwise (Khalil, Khalid; Mohammad,
    Mohammadi), are rarely one misspelt, if no table says that they are one; nor is a common
    name and its feminine form (Daniel, Danielle), but for family names (Ivanov, Ivanova)."""
    one, other = sorted((mine.meaning, theirs.meaning), key=len)
    if words.is_common(one) and words.is_common(other):
        return _sound_apart(one, other)
    if not (words.is_common(one) or words.is_common(other)):
        return False
    return _is_feminine(one, other) and "family" not in (mine.role, theirs.role)


def are_two_common_names(one: str, other: str) -> bool:
    """Are both words names that many bear, rarely one name misspelt, and known to no table as one
    (Alexander, Alexandre)?"""
    if not set(words.name_groups(one)).isdisjoint(words.name_groups(other)):
        return False
    return words.is_common(one) and words.is_common(other) and _sound_apart(one, other)


def _sound_apart(one: str, other: str) -> bool:
    return sound_of(one, other) in _OTHER_SOUNDS or ending(one) != ending(other)


def _is_feminine(name: str, longer: str) -> bool:
    """Is the longer name the shorter one with a feminine ending?"""
    if len(longer) == len(name) or not longer.startswith(name[:-1]):
        return False
    return ending(longer) == "a" != ending(name)


def acronym_likeness(letters: str) -> float:
    """What an acronym proves, by its length."""
    return ACRONYM.get(len(letters), LONG_ACRONYM)


def shares_variant(mine: Part, theirs: Part) -> bool:
    """Do tables know the two as forms of one given name?"""
    return not set(mine.variants).isdisjoint(theirs.variants)
