"""Every world of a tiny graph, to prove that the exact solver needs two of them only."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from exact_court import REGIMES, Court, Day, Holding, Listing
from exact_solver import World, entities, in_force, outcome, step, word, world

SOMEBODY = "somebody listed"


def every_world(
    holdings: Iterable[Holding], listings: Iterable[Listing], day: Day
) -> dict[tuple[str, str], str]:
    """The word for each entity and regime from all worlds: the weakest block if all block,
    ``unknown`` if some do, and so on down. For tiny graphs only: worlds multiply."""
    stated, listed = list(holdings), list(listings)
    held = in_force(stated, day)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for stakes in worlds(held, {each.party for each in listed}):
        everybody = [*listed, Listing(SOMEBODY)]
        for regime in REGIMES:
            court = Court.of(regime, day, everybody)
            sets = outcome(stakes, court, frozenset())
            for entity in entities(stated, listed):
                found[entity, regime].add(word(entity, court, sets, sets))
    return {key: together(words) for key, words in found.items()}


def worlds(held: list[Holding], parties: set[str]) -> Iterator[World]:
    """Each band at its ends and inside, each unnamed owner as anybody listed or as a stranger; not
    as the company itself, which would be no owner: an arrangement that he is said to be in would
    vanish with him."""
    little = step(held)
    values = []
    for h in held:
        ends = (h.low + little if h.low_open else h.low, h.high - little if h.high_open else h.high)
        values.append(sorted({ends[0], (h.low + h.high) / 2, ends[1]}))
    nameless = [h.owner for h in held if h.owner.startswith("?")]
    for who in itertools.product(["nobody", SOMEBODY, *sorted(parties)], repeat=len(nameless)):
        names = dict(zip(nameless, who, strict=True))
        if any(names.get(h.owner) == h.owned for h in held):
            continue
        named = [replace(h, owner=names.get(h.owner, h.owner)) for h in held]
        for shares in itertools.product(*values):
            stakes = zip(named, shares, shares, strict=True)
            yield world(each for each in stakes if each[0].owner != each[0].owned)


def together(words: set[str]) -> str:
    """One word for all worlds."""
    blocks = ("blocked", "blocked-by-ownership", "blocked-by-control")
    certain = (*blocks, "restricted")
    if words <= set(certain):
        return max(words, key=certain.index)
    if words & {*certain, "unknown"}:
        return "unknown"
    return "review" if "review" in words else "no-match"
