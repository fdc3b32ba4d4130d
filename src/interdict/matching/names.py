"""A name as typed, weighted parts: what alignment compares and retrieval indexes.

A person's name and the name of anything else are read differently: ``Bank`` is a family
name in one and says little in the other. The same function reads listed and asked names,
so that a name compared with itself always scores 1.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from interdict import text
from interdict.matching.native_words import in_english
from interdict.matching.parts import NameClass, Reading
from interdict.matching.person_names import Typing, around_comma, person
from interdict.matching.thing_names import GLUED_FORM, thing
from interdict.party import Name, NamePart

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
"""A Han character. Names of things in Hangul or kana are often foreign words, spelled by sound."""

_SYLLABLE = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
"""A character of a script that is read syllable by syllable: Hangul, kana, Han."""

_LATIN = re.compile("[A-Za-z\uff21-\uff3a\uff41-\uff5a]")

THING_READINGS = 3
"""Readings of one name of a thing; the further ones spell persons' names as families do."""

_JOINED_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_](?:\.|$|\s))")
"""The first of two initials written together (V.V. Putin): in a person's name each stands for
a name, where ``text.fold`` reads an acronym."""


@lru_cache(maxsize=1_024)
def spelled(name: str) -> tuple[str, ...]:
    """``text.readings``, kept for the second class in which the same name is read."""
    return text.readings(name)


def read_query(name: str, name_class: NameClass) -> tuple[Reading, ...]:
    """All readings of an asked name; ``FAMILY, Given`` is understood for persons, and a legal
    form glued to a thing's name is cut off in a reading of its own."""
    found = _readings(name, (), name_class)
    if name_class == "thing":
        for folded in spelled(in_english(name)):
            cut = GLUED_FORM.sub(r"\1\3 \2\4", folded)
            if cut != folded:
                found += (thing(cut.split()),)
    return found


def is_syllabic(name: str, name_class: NameClass) -> bool:
    """Is a name of the class written in syllables, which are equal or not alike?"""
    letters = _HAN if name_class == "thing" else _SYLLABLE
    return not name.isascii() and letters.search(name) is not None


def is_spelled(name: str) -> bool:
    """Is any of it written in Latin letters?"""
    return name.isascii() or _LATIN.search(name) is not None


def is_read_word_by_word(name: str) -> bool:
    """Are a person's words those of ``spelled``: no ``FAMILY, Given``, no initials in one?"""
    return "," not in name and ("." not in name or _JOINED_INITIALS.search(name) is None)


def is_read_as_written(name: str) -> bool:
    """Are a thing's words those of ``spelled``: none that is put into English first?"""
    return name.isascii() or in_english(name) == name


def read_listed(name: Name, name_class: NameClass) -> tuple[Reading, ...]:
    """All readings of a listed name, typed by the source's own parts where it types them."""
    return _readings(name.full, name.parts, name_class)


def _readings(full: str, typed: Sequence[NamePart], name_class: NameClass) -> tuple[Reading, ...]:
    if name_class == "thing":
        is_exact = is_syllabic(full, name_class)
        english = spelled(in_english(full))[:THING_READINGS]
        found = [thing(folded.split(), is_exact) for folded in english]
        return tuple([reading for reading in found if reading.parts])
    is_exact, latin = is_syllabic(full, name_class), is_spelled(full)
    full = _JOINED_INITIALS.sub(r"\1. ", full)
    if typed and (typing := Typing(typed)):
        found = [person(typing(folded.split()), is_exact, latin) for folded in spelled(full)]
    elif "," in full:
        family, _, given = full.partition(",")
        found = [person(words_, is_exact, latin) for words_ in around_comma(family, given)]
    else:
        found = [
            person([(word, "name") for word in folded.split()], is_exact, latin)
            for folded in spelled(full)
        ]
    return tuple([reading for reading in found if reading.parts])
