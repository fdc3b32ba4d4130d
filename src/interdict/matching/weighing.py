"""What parts without a partner and doubtful pairs take from the score of a name.

``alignment`` decides what stands for what; here stands what that is worth. Contradictions weigh
more than likeness: two different parts on both sides cost more than one that is missing.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interdict.matching import words
from interdict.matching.keys import SHAKY, similarity
from interdict.matching.likeness import LIGHT, Pair
from interdict.matching.parts import WEIGHTS, Part, Reading, Role
from interdict.matching.syllables import is_syllabic
from interdict.matching.thing_words import spaced

LISTED_EXTRA = 0.45
"""Cost of a listed part that nobody asked for, per weight; a number that only the list has
counts whole."""
ASKED_EXTRA = 0.55
"""Least cost of an asked part that a list does not print, where it prints nothing else: a full
name with something behind it (Emmanuel Jean-Michel Macron, Emmanuel Macron)."""
MOST_LIGHT = 0.6
"""The most that what the list has beyond may weigh there (particles, titles, Junior)."""
COMMON_EXTRA = 1.5
"""How much more listed parts left over cost when what agrees is common (Mohammad, Garcia)."""
COMMON_ASKED = 1.0
"""The same for asked parts left over."""
CORE_EXTRA = 0.38
"""Cost of a listed part left over where the first given and the first family name agree."""
CORE = 0.5
"""How much commonness counts there."""
CONTRADICTION = 1.1
"""Surcharge per weight where both names have a part that the other lacks."""
DOUBT = 1.5
"""Surcharge per weight and unlikeness of every similar pair but the worst: one slip of the pen
is likely, two at once are another name."""
SHAKY_ASKED = 0.1
"""Surcharge per weight of a pair that is hardly alike (``keys.SHAKY``)."""
OTHER_FAMILY = 0.6
"""Surcharge per weight of a listed family name when none of the family names is asked for."""
SYLLABLE_LEFT = 0.9
"""Surcharge per weight of a syllable that a Chinese or Korean name lacks on the other side."""
CROSSED = 0.5
"""Surcharge per weight of the whole name when the one's patronymic is the other's own name, both
ways round (Salman bin Muhammad, Muhammad bin Salman)."""
OTHER_SUFFIX = 0.45
"""Surcharge per weight of the whole name when one is Junior and one is Senior."""
PLACE_DIFFERS = 0.35
"""The same where two names of things end in different places (subsidiaries)."""
BUSINESS_DIFFERS = 0.15
"""The same where they name different trades (Steel, Cement)."""
FORM_DIFFERS = 0.35
"""The same where one form is no company's (a foundation, a ministry) and the other is."""
INITIAL_LEFT_OPEN = 0.4
"""Share of the listed word that an initial leaves unproven."""
_ENOUGH_GENERIC = 3
GENERIC_AT_MOST = 0.65
"""Score of two names that share generic words only (Oil Company, Neft-Aktiv): no alert."""
INITIALS_AT_MOST = 0.45
"""Score of two names that share initials only: below every threshold."""
_OF_PERSONS: frozenset[Role] = frozenset(
    ("family", "given", "middle", "patronymic", "name", "initial", "compound")
)


def names_one(pairs: Sequence[Pair]) -> bool:
    """Do these parts name somebody, rather than a kind of business (Bank, Oil Company)? Generic
    words alone do when there are three of them and one is a place."""
    roles = [pair.listed[0].role for pair in pairs]
    if any(role not in ("business", "place", "number") for role in roles):
        return True
    return len(roles) >= _ENOUGH_GENERIC and "place" in roles


class Paired(NamedTuple):
    """What stands for what in two readings, and what is left over."""

    pairs: tuple[Pair, ...]
    asked_left: tuple[Part, ...]
    listed_left: tuple[Part, ...]
    free_listed: Sequence[bool]
    """Per part of the listed reading: is it left over?"""


def weigh(asked: Reading, listed: Reading, paired: Paired) -> tuple[float, tuple[str, ...]]:
    """(score, what excludes that both are one in words) of two readings whose parts are paired."""
    pairs, asked_left, listed_left, _ = paired
    conflicts = list(_conflicts(asked_left, listed_left))
    if _is_crossed(asked, listed, pairs):
        conflicts.append((CROSSED, "each one's patronymic is the other's own name"))
    denominator = asked.weight * (1.0 + sum(share for share, _ in conflicts)) + _doubt(pairs)
    if asked_left or listed_left:
        denominator += _left_over(listed, paired)
        if is_syllabic(p.text for p in asked.parts) and is_syllabic(p.text for p in listed.parts):
            denominator += SYLLABLE_LEFT * _weight(asked_left + listed_left)
    matched = sum(part.weight * pair.alike for pair in pairs for part in pair.asked)
    score = matched / denominator if denominator else 0.0
    if score > GENERIC_AT_MOST and _is_generic_only(pairs, asked_left, listed_left):
        score = GENERIC_AT_MOST
    if score > INITIALS_AT_MOST and _is_initials_only(pairs):
        score = INITIALS_AT_MOST
    return score, tuple(says for _, says in conflicts)


def _left_over(listed: Reading, paired: Paired) -> float:
    """What parts without a partner add to the asked weight; negative where an asked part is
    forgiven in part."""
    pairs, asked_left, listed_left, free_listed = paired
    is_core = not asked_left and _has_core(listed, free_listed)
    extra, left = _weight(asked_left), _weight(_without_heads(listed_left))
    common = _commonness(pairs) * (CORE if is_core else 1.0)
    rate = (CORE_EXTRA if is_core else LISTED_EXTRA) + COMMON_EXTRA * common
    cost = rate * left + CONTRADICTION * min(extra, left)
    if asked_left and _is_whole_person(pairs, listed_left):
        cost -= max(1.0 - ASKED_EXTRA - COMMON_ASKED * common, 0.0) * extra
    if not any(part.role == "number" for part in asked_left):
        cost += (1.0 - LISTED_EXTRA) * sum(p.weight for p in listed_left if p.role == "number")
    family = [part for part in listed_left if part.role == "family"]
    if family and not any(part.role == "family" for pair in pairs for part in pair.listed):
        cost += OTHER_FAMILY * max(part.weight for part in family)
    return cost


def _without_heads(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A compound that is left over as a whole counts once (Abd al-Majid)."""
    light = ("compound", "particle")
    return tuple(
        part
        for place, part in enumerate(parts)
        if part.role != "compound" or all(p.role in light for p in parts[place + 1 :])
    )


def _has_core(listed: Reading, free_listed: Sequence[bool]) -> bool:
    """Are the first given name and the first family name there, which people go by? (The first
    and the last name where no source types them.)"""
    roles = [part.role for part in listed.parts]
    if "family" in roles and "given" in roles:
        return not (free_listed[roles.index("family")] or free_listed[roles.index("given")])
    names = [place for place, role in enumerate(roles) if role == "name"]
    return len(names) > 1 and not (free_listed[names[0]] or free_listed[names[-1]])


def _commonness(pairs: tuple[Pair, ...]) -> float:
    """How little what agrees tells: 0 when it is rare and equal, more the more it is Mohammad and
    Ali, or only similar."""
    agreed = [pair for pair in pairs if pair.asked[0].role not in LIGHT]
    told = whole = 0.0
    for pair in agreed:
        for part in pair.asked:
            weight = WEIGHTS[part.role]
            whole += weight
            told += weight * pair.alike * (1.0 if part.tabled else words.rarity(part.text))
    return 1.0 - told / whole if whole else 0.0


def _is_whole_person(pairs: tuple[Pair, ...], listed_left: tuple[Part, ...]) -> bool:
    """Is all of a person's listed name there, two parts of it or more, letter for letter?"""
    if any(part.role not in LIGHT for part in listed_left):
        return False
    if _weight(listed_left) > MOST_LIGHT:
        return False
    weighty = [pair for pair in pairs if pair.listed[0].role not in (*LIGHT, "compound")]
    return len(weighty) > 1 and all(
        pair.alike == 1.0 and pair.listed[0].role in _OF_PERSONS for pair in weighty
    )


_EXCLUSIVE: tuple[tuple[Role, float, str], ...] = (
    ("suffix", OTHER_SUFFIX, "one is {}, the other {}"),
    ("place", PLACE_DIFFERS, "the places differ: {}, {}"),
    ("business", BUSINESS_DIFFERS, "the trades differ: {}, {}"),
)
"""Parts of one kind that exclude each other when both names have one left over."""


def _conflicts(
    asked_left: tuple[Part, ...], listed_left: tuple[Part, ...]
) -> Iterator[tuple[float, str]]:
    """(surcharge per weight of the whole name, sentence) for left-over parts that exclude each
    other."""
    for role, share, says in _EXCLUSIVE:
        mine, theirs = ([p for p in left if p.role == role] for left in (asked_left, listed_left))
        if mine and theirs:
            yield share, says.format(mine[0].text.capitalize(), theirs[0].text.capitalize())
    forms = [
        [part for part in left if part.role == "legal form"] for left in (asked_left, listed_left)
    ]
    if all(forms) and len({words.is_commercial(p.meaning) for side in forms for p in side}) > 1:
        one, other = (spaced(side[0].text).title() for side in forms)
        yield FORM_DIFFERS, f"only one of {one} and {other} is a company"


def _is_crossed(asked: Reading, listed: Reading, pairs: Sequence[Pair]) -> bool:
    """Is each one's father's name the other's own, and another name than the own?"""
    mine, theirs = _fathers(asked), _fathers(listed)
    if not (mine and theirs):
        return False
    crossed = {
        pair.asked[0].text in mine: pair.asked[0].text
        for pair in pairs
        if (pair.asked[0].text in mine) != (pair.listed[0].text in theirs)
    }
    return len(crossed) > 1 and not similarity(crossed[True], crossed[False])


def _fathers(reading: Reading) -> set[str]:
    """Patronymics, and what stands behind bin or ibn."""
    parts = reading.parts
    behind = {
        part.text for before, part in itertools.pairwise(parts) if before.text in words.FILIATION
    }
    return behind | {part.text for part in parts if part.role == "patronymic"}


def _doubt(pairs: tuple[Pair, ...]) -> float:
    """What is added for pairs that are only similar."""
    open_ = shaky = 0.0
    unlike: list[float] = []
    for pair in pairs:
        if pair.alike == 1.0:
            continue
        weight = _weight(pair.asked)
        open_ += _left_open(pair)
        unlike.append(weight * (1.0 - pair.alike))
        if pair.alike <= SHAKY:
            shaky += weight
    doubt = sum(unlike) - max(unlike) if len(unlike) > 1 else 0.0
    return LISTED_EXTRA * open_ + SHAKY_ASKED * shaky + DOUBT * doubt


def _is_generic_only(
    pairs: tuple[Pair, ...], asked_left: tuple[Part, ...], listed_left: tuple[Part, ...]
) -> bool:
    """Do the names share one or two generic words, and differ in the others?"""
    weighty = [pair for pair in pairs if pair.asked[0].role not in LIGHT]
    differ = any(part.role not in LIGHT for part in (*asked_left, *listed_left))
    return differ and bool(weighty) and not names_one(weighty)


def _is_initials_only(pairs: tuple[Pair, ...]) -> bool:
    """Is there nothing but letters that names begin with?"""
    weighty = [pair for pair in pairs if pair.asked[0].role not in LIGHT]
    return bool(weighty) and all(
        len(pair.asked) == len(pair.listed) == 1
        and "initial" in (pair.asked[0].role, pair.listed[0].role)
        for pair in weighty
    )


def _left_open(pair: Pair) -> float:
    """Listed weight that an initial on the asked side leaves unproven."""
    if len(pair.asked) == 1 and pair.asked[0].role == "initial" != pair.listed[0].role:
        return INITIAL_LEFT_OPEN * pair.listed[0].weight
    return 0.0


def _weight(parts: tuple[Part, ...]) -> float:
    return sum(part.weight for part in parts)
