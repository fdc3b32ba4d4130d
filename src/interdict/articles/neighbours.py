"""Words beside a listed name that make it part of another, longer name."""

from interdict.articles.marked_words import Marked, Sequence
from interdict.articles.word_lists import (
    CALENDAR,
    LANDSCAPE,
    ORGANISATION_ROLES,
    OTHER_THINGS,
    ROLES,
    ordinary_words,
    place_codes,
)
from interdict.matching.thing_words import business_word
from interdict.matching.words import NAME_SUFFIXES, is_common, is_form

_DEALINGS = frozenset(
    """
    deal deals merger talks ties tie venture ventures alliance partnership contract agreement
    relationship pact dispute link links trade accord row rivalry swap
    """.split()
)
"""Behind two names with a hyphen they show them to be two."""


def longer_name(sentence: Marked, run: Sequence, is_person: bool) -> str:
    """Words that show the name to be part of another thing's; empty where nothing does.

    "Rosneft Deutschland" is not Rosneft and "Lukoil Arena" is not Lukoil, while "Lukoil Chief
    Executive", "Lukoil-owned" and "Russian Lukoil" say nothing else.
    """
    after = _after(sentence, run, is_person)
    if after is not None:
        return after
    before = _before(sentence, run, is_person)
    return before or ""


def _after(sentence: Marked, run: Sequence, is_person: bool) -> str | None:
    at = run.last + 1
    if at >= len(sentence.words) or not sentence.hangs_together(at):
        return None
    word, key = sentence.words[at], sentence.keys[at]
    if not word.is_capital:
        return _said(sentence, at) if key in LANDSCAPE and not is_person else None
    if key in OTHER_THINGS and key not in ORGANISATION_ROLES:
        return f"{sentence.text[word.start : word.end]} behind it makes it another thing's name"
    if not sentence.telling:
        return _said(sentence, at) if (key,) in place_codes() and not is_person else None
    if word.joint == "hyphen" and not is_person and _is_between_two(sentence, at):
        return None
    if key in CALENDAR or is_form(key) or key in NAME_SUFFIXES:
        return None
    if is_person:
        return None if key in ROLES else _said(sentence, at)
    if key in ORGANISATION_ROLES or key in ROLES:
        return None
    return _said(sentence, at)


def _is_between_two(sentence: Marked, at: int) -> bool:
    """Does a hyphen part two who deal with each other, "the Rosneft-Lukoil merger"? Otherwise it
    makes a daughter's name: "Lukoil-Nizhnevolzhskneft"."""
    key, behind = sentence.keys[at], sentence.keys[at + 1 : at + 2]
    says_little = (key,) in place_codes() or key in ROLES or key in ordinary_words()
    return says_little or not _DEALINGS.isdisjoint(behind)


def _before(sentence: Marked, run: Sequence, is_person: bool) -> str | None:
    if not sentence.telling or run.first == 0 or not sentence.hangs_together(run.first):
        return None
    at = run.first - 1
    word, key = sentence.words[at], sentence.keys[at]
    if not word.is_capital:
        return None
    if sentence.words[run.first].joint == "hyphen" and _is_between_two(sentence, run.last):
        return None
    if key in ROLES or (key,) in place_codes() or key in CALENDAR or is_form(key):
        return None
    if sentence.is_start(at) and key in ordinary_words() and not is_common(key):
        return None
    if key in ordinary_words() and not is_person:
        return None
    if is_person and (word.is_shouted or (business_word(key) is not None and not is_common(key))):
        return None
    if key in ordinary_words() and not is_common(key):
        return None
    return _said(sentence, at)


def _said(sentence: Marked, at: int) -> str:
    word = sentence.words[at]
    return f"with {sentence.text[word.start : word.end]} it is a longer name"
