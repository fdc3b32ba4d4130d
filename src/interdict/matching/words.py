"""What single words of names mean: the shipped tables, read once.

Tables are tab-separated files in ``tables/``, written from facts and versioned with the
code; scores depend on them and on nothing that varies with a list (invariant 2). Their
hash is part of the engine id.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from importlib import resources

_FOLDER = resources.files("interdict.matching") / "tables"

BUSINESS_WEIGHTS = {"generic": 0.10, "common": 0.18, "telling": 0.30}
"""Weight of a generic word by the table's class: ``company``, ``trading``, ``refinery``."""

_RARE_COUNT = 16
_COMMON_SLOPE = 0.055
_LEAST_RARITY = 0.55


def _rows(table: str) -> list[list[str]]:
    """The rows of a table, without comment lines."""
    lines = (_FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


_TITLE_KINDS = {row[0]: row[1] for row in _rows("titles")}
TITLES: frozenset[str] = frozenset(_TITLE_KINDS)
_PARTICLE_ROLES = {row[0]: row[1] for row in _rows("particles")}
PARTICLES: frozenset[str] = frozenset(_PARTICLE_ROLES)
FILIATION: frozenset[str] = frozenset(
    word for word, role in _PARTICLE_ROLES.items() if role == "filiation"
)
"""Says whose child the bearer of the name before is: the word behind is a patronymic."""
TRAILING = frozenset(("kizi", "kyzy", "ogli", "oglu", "ogly", "qizi", "uly", "uulu"))
"""Particles behind a word; any other one that ends a name is a name (Kim Jong Il, Ko Tae Bin)."""
_COMPOUND_HEADS = {
    "ab": "abu",
    "bo": "abu",
    "bu": "abu",
    "abd": "abd",
    "um": "umm",
    "om": "umm",
    "ou": "umm",
}


def is_address(word: str) -> bool:
    """Does a title only address or describe its bearer (Mr, Dr, General)? Religious ones are
    family names as well."""
    return _TITLE_KINDS.get(word, "religious") != "religious"


def compound_head(word: str) -> str | None:
    """What the head of an Arabic compound means however it is spelled (Abdul, Abdel, Abd)."""
    if _PARTICLE_ROLES.get(word) != "joins-next":
        return None
    return _COMPOUND_HEADS.get(word[:3]) or _COMPOUND_HEADS.get(word[:2]) or word


NAME_SUFFIXES: frozenset[str] = frozenset(row[0] for row in _rows("name_suffixes"))
FUNCTION_WORDS: frozenset[str] = frozenset(
    "a al and as at by da das de del der des di die do dos du e ed el en et for fur i im in la las "
    "le les los of on the to u und v van vom von y za zur".split()
)
"""Words inside the name of a thing that say nothing; a person's particles (Abu, Bin, Af) may be
all there is of a company's name."""

_NUMBERS = {row[0]: row[1] for row in _rows("numbers")}
_BUSINESS = {row[0]: (row[1], BUSINESS_WEIGHTS[row[2]]) for row in _rows("business_words")}
_PLACES = {row[0]: row[1] for row in _rows("place_words")}
_COUNTS = {row[0]: int(row[1]) for row in _rows("word_counts")}


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for spelling, form, *_ in _rows("legal_forms"):
        spelled = tuple(spelling.split())
        forms[spelled[0]].append((spelled, form))
    for candidates in forms.values():
        candidates.sort(key=lambda item: -len(item[0]))
    return dict(forms)


_LEGAL_FORMS = _by_first_word()
_FORMS = {row[0].replace(" ", ""): (row[2], row[3]) for row in _rows("legal_forms")}
"""Legal form run together -> (country or empty, finer class)."""

_OF_COMPANIES = frozenset(("llc", "jsc", "company", "corporation"))
"""Classes of forms that people leave out of a company's name."""


_MARKS = {"spelling": "=", "equivalent": "+", "nickname": "~"}


def _name_groups() -> dict[str, tuple[str, ...]]:
    """Given name -> pseudo-words of its groups: ``~12=`` spelling, ``~40~`` nickname."""
    groups: dict[str, list[str]] = defaultdict(list)
    for number, (relation, members, *_) in enumerate(_rows("nicknames")):
        for member in members.split():
            groups[member].append(f"~{number}{_MARKS[relation]}")
    return {name: tuple(marks) for name, marks in groups.items()}


_GROUPS = _name_groups()


def name_groups(word: str) -> tuple[str, ...]:
    """Pseudo-words shared by the given names a person may use for each other."""
    return _GROUPS.get(word, ())


def relation_of(group: str) -> str:
    """How members of a group relate: ``spelling``, ``equivalent`` or ``nickname``."""
    return next(relation for relation, mark in _MARKS.items() if group.endswith(mark))


def number(word: str) -> str | None:
    """Digits of a number in digits, words or Roman numerals; None for other words."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    return _NUMBERS.get(word)


def business_word(word: str) -> tuple[str, float] | None:
    """(concept, weight) of a generic word of organisation names."""
    return _BUSINESS.get(word)


def place_word(word: str) -> str | None:
    """The place a word of an organisation's name means."""
    return _PLACES.get(word)


def legal_form(spelled: Sequence[str], start: int) -> tuple[int, str]:
    """(words it takes, class) of the longest legal form that begins here; (0, "") if none."""
    for form, kind in _LEGAL_FORMS.get(spelled[start], ()):
        if tuple(spelled[start : start + len(form)]) == form:
            return len(form), kind
    return 0, ""


def begins_legal_form(word: str) -> bool:
    """Does any legal form begin with this word?"""
    return word in _LEGAL_FORMS


def is_same_form(one: str, other: str) -> bool:
    """Do two forms, run together, name one form of one law (Ltd, Limited; OOO, LLC)?"""
    mine, theirs = _FORMS.get(one), _FORMS.get(other)
    if one == other or mine is None or theirs is None:
        return one == other
    return mine[1] == theirs[1] and (mine[0] == theirs[0] or "" in (mine[0], theirs[0]))


def may_leave_out(form: str) -> bool:
    """Is this the class of a company's form (not of a foundation, a cooperative, a branch)?"""
    return form.removeprefix("=") in _OF_COMPANIES


_PATRONYMIC = (
    "ovich", "evich", "ovych", "evych", "ovitch", "evitch", "ovic", "yevich", "iyevich", "ilyich",
    "ovna", "evna", "ivna", "yevna", "inichna", "ogly", "oglu", "kyzy", "qizi",
)  # fmt: skip


def is_patronymic(word: str) -> bool:
    """Does a word look like an East Slavic or Turkic patronymic?"""
    return len(word) > 5 and word.endswith(_PATRONYMIC)


def is_common(word: str) -> bool:
    """Is this a name that many people have, by the shipped tables?"""
    return word in _COUNTS or word in _GROUPS


def rarity(word: str) -> float:
    """0.55 for the commonest words of names to 1 for rare ones, by the shipped counts."""
    count = _COUNTS.get(word, 0)
    if count <= _RARE_COUNT:
        return 1.0
    return max(_LEAST_RARITY, 1.0 - _COMMON_SLOPE * math.log2(count / _RARE_COUNT))
