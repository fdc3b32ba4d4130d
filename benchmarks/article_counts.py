"""What it means to have found the same: sources, units, pairs, and the counts of them."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from benchmarks.scores import Tally
from interdict.articles.article import Span
from interdict.articles.statements import Source
from interdict.text import fold

UNNAMED = frozenset({"open", "writer", "continued"})
"""What a source may be where the annotation leaves it open."""
LITTLE = frozenset(
    "a an the of to in on at by for from with and or but that this it its is was are were be been "
    "had has have will would he she they his her their who which as s".split()
)
_SAME_UNIT = {
    "soldiers": "troops", "ships": "vessels", "tankers": "vessels", "boats": "vessels",
    "planes": "aircraft", "jets": "aircraft", "individuals": "people", "persons": "people",
    "killed": "dead", "deaths": "dead", "injured": "wounded", "tons": "tonnes",
    "firms": "companies",
}  # fmt: skip
_Wanted = TypeVar("_Wanted")
_Got = TypeVar("_Got")


class Failure(NamedTuple):
    """One thing that is not as annotated."""

    article: str
    layer: str
    what: str
    """``missed``, ``false`` or what of it is wrong."""
    wanted: str
    got: str


class Share(NamedTuple):
    """So many of so many."""

    right: int
    of: int


class Outcome(NamedTuple):
    """One article judged."""

    tallies: dict[str, Tally]
    """By layer: ``dropped lines``, ``mentions``, ``claims``, ``numbers``, ``events``, ..."""
    shares: dict[str, Share]
    """Of what was found, what else is right of it."""
    failures: list[Failure]


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """The counts of several articles as one."""
    tallies: dict[str, Tally] = {}
    shares: dict[str, Share] = {}
    failures: list[Failure] = []
    for outcome in outcomes:
        for layer, tally in outcome.tallies.items():
            before = tallies.get(layer, Tally(0, 0, 0, 0))
            tallies[layer] = Tally(*(a + b for a, b in zip(before, tally, strict=True)))
        for name, share in outcome.shares.items():
            known = shares.get(name, Share(0, 0))
            shares[name] = Share(known.right + share.right, known.of + share.of)
        failures += outcome.failures
    return Outcome(tallies, shares, failures)


def is_source(wanted: str, got: Source, text: str) -> bool:
    """Is it the annotated source? An open one may only be left open; otherwise the same words,
    or the content words of one are all among those of the other."""
    if not wanted:
        return got.how in UNNAMED or not got.name
    shown = got.span.of(text) if got.span and got.how in ("named", "described", "document") else ""
    for name in (got.name, shown):
        mine, theirs = (
            {word for word in fold(one).split() if word not in LITTLE} for one in (wanted, name)
        )
        if mine and theirs and (mine <= theirs or theirs <= mine):
            return True
    return False


def is_unit(wanted: str, got: str, counted: str) -> bool:
    """Is the same thing counted, as the unit says or as the words that were counted end?"""
    last = counted.split()[-1:]
    return _unit(wanted) in {_unit(got), *map(_unit, last)}


def _unit(word: str) -> str:
    lower = word.strip().lower()
    return _SAME_UNIT.get(lower, lower).removesuffix("s")


def paired(
    wanted: Sequence[_Wanted], got: Sequence[_Got], fit: Callable[[_Wanted, _Got], float]
) -> tuple[list[tuple[_Wanted, _Got]], list[_Wanted], list[_Got]]:
    """One to one, the best fits first: (pairs, wanted alone, got alone)."""
    fits = [
        (fit(one, other), -w, -g) for w, one in enumerate(wanted) for g, other in enumerate(got)
    ]
    free_wanted, free_got = dict(enumerate(wanted)), dict(enumerate(got))
    pairs = []
    for score, w, g in sorted(fits, reverse=True):
        if score and -w in free_wanted and -g in free_got:
            pairs.append((free_wanted.pop(-w), free_got.pop(-g)))
    return pairs, list(free_wanted.values()), list(free_got.values())


def shared(one: Span, other: Span) -> int:
    """Characters that two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))
