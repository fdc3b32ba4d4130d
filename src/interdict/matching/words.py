"""What single words of names mean: the shipped tables, read once.

Tables are tab-separated files in ``tables/``, written from facts and versioned with the
code; scores depend on them and on nothing that varies with a list (invariant 2). Their
hash is part of the engine id.
"""

import math
from collections import defaultdict
from importlib import resources

_FOLDER = resources.files("interdict.matching") / "tables"

_RARE_COUNT = 16
_COMMON_SLOPE = 0.055
_LEAST_RARITY = 0.55


def rows(table: str) -> list[list[str]]:
    """The rows of a table, without comment lines."""
    lines = (_FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


_TITLE_KINDS = {row[0]: row[1] for row in rows("titles")}
TITLES: frozenset[str] = frozenset(_TITLE_KINDS)
_PARTICLE_ROLES = {row[0]: row[1] for row in rows("particles")}
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


NAME_SUFFIXES: frozenset[str] = frozenset(row[0] for row in rows("name_suffixes"))
_COUNTS = {row[0]: int(row[1]) for row in rows("word_counts")}


_FORMS = {row[0].replace(" ", ""): (row[2], row[3]) for row in rows("legal_forms")}
"""Legal form run together -> (country or empty, finer class)."""

_COMMERCIAL = frozenset(
    ("llc", "jsc", "company", "corporation", "partnership", "sole", "joint-venture", "branch",
     "state-enterprise", "fund", "trust", "cooperative")
)  # fmt: skip
_OF_COMPANIES = frozenset(("llc", "jsc", "company", "corporation"))
"""Classes of forms that people leave out of a company's name."""


_MARKS = {"spelling": "=", "equivalent": "+", "nickname": "~"}


def _name_groups() -> dict[str, tuple[str, ...]]:
    """Given name -> pseudo-words of its groups: ``~12=`` spelling, ``~40~`` nickname."""
    groups: dict[str, list[str]] = defaultdict(list)
    for number, (relation, members, *_) in enumerate(rows("nicknames")):
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


def is_same_form(one: str, other: str) -> bool:
    """Do two forms, run together, name one form of one law (Ltd, Limited; OOO, LLC)?"""
    mine, theirs = _FORMS.get(one), _FORMS.get(other)
    if one == other or mine is None or theirs is None:
        return one == other
    return mine[1] == theirs[1] and (mine[0] == theirs[0] or "" in (mine[0], theirs[0]))


def is_form(word: str) -> bool:
    """Is this a legal form, its words run together?"""
    return word in _FORMS


def is_commercial(form: str) -> bool:
    """Is this the class of a business, and not of a foundation, an association, an authority?"""
    return form.removeprefix("=") in _COMMERCIAL


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
