"""A small, slow solver of ownership verdicts, written from the rules alone.

It shares no line of thought with the product's solver: plain sets, fractions, and loops that
run until nothing changes. What is compared with it was read from the law twice.

A graph in which every share is one number is a *world*; ``outcome`` gives each regime's sets in
a world. Bands make many worlds. Every rule grows with the shares, so two worlds decide: the
lowest (each band at its low end) and the highest. An open end lies a step inside the band,
a step so small that no sum of all of them reaches the next number that matters. ``exact_worlds``
proves that on small graphs, by trying the ends and a value between them in every combination.

The rules in words

* us  50 % or more, owners added up (before 13 August 2014: one person alone, directly and through
  entities that the person owns to the half). No control.
* eu  50 % or more (before 3 July 2024: more than 50 %), owners added up, and cascading. Control
  by a right to appoint the board's majority or more than half of the votes (added up).
* uk  per designated person: more than 50 % of the shares or of the votes, held by the person
  and by entities in which the person has a majority; control by the board.
* ch  more than 50 %, added up; control as in the eu.

Choices where the rules are silent

1. Of lines about one owner, owned and kind, the later wins on the days both are in force; on
   the days of one alone, that one holds.
2. A majority in the UK chain is one of shares or of votes (blocked by ownership); through
   a board it is a majority too, and what hangs below is blocked by control.
3. Members of a joint arrangement have all shares (votes) that bear its label in that company,
   also those of members who are not listed. Arrangements count in the UK only. A
   label joins across kinds ("shares or rights", schedule 1): who has votes or the board under
   it has the shares under it. An officer's link is neither.
4. More than 25 % of shares, or of votes, held by whoever is, or may be, blocked or under
   a measure that flows down is ``review``; so is a board or officer link from them. In the UK the
   largest holder's combined stake counts as well. Exactly 25 % is not.
5. ``review`` is given where some value in the bands would give it: silence needs proof.
6. A listing whose measure does not flow down (CMIC, menus ...) gives nothing below, no review.
7. Each directive is a line of its own; owners under different directives, or some blocked and some
   under a directive, who only together reach the line, give ``unknown``, also further down.
8. A measure that the rules do not know: its party is ``restricted``; over the line ``unknown``.
9. Where a narrower measure is certain and a block only possible, the word is ``restricted``.
10. An unnamed owner may be any listed person, and each nameless line is another somebody.
11. Directive 4 (EO 13662): 33 % of the shares or a majority of votes by its owners is
    ``restricted``, because stakes do not say what is a project; since 29 January 2018; this
    does not flow further.
12. A line whose dates end before they begin may hold on any day, or never; then the line
    before it counts.
13. The BIS rule (Entity List, 50 %) is a narrower measure, from 29 September 2025 and not from
    10 November 2025 to 9 November 2026.
14. EU transaction and finance bans: more than 50 %, added up, cascading, each on its own.
15. Shares are shown as a sum over all blocked owners, also where each person is looked at
    alone (us before 2014); only the UK's are those of the largest.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from exact_court import REGIMES, Court, Day, Entities, Holding, Listing

HALF, POLICY, PROJECT = Fraction(50), Fraction(25), Fraction(33)


@dataclass(frozen=True)
class Held:
    """A stake in a world: ``share`` decides, ``shown`` is the end of the band without the step."""

    owner: str
    kind: str
    share: Fraction
    shown: Fraction
    joint: str


World = dict[str, list[Held]]


@dataclass(frozen=True)
class Answer:
    """The verdict's word, and the shares that blocked owners hold, in percent."""

    word: str
    low: Fraction
    high: Fraction


def solve(
    holdings: Iterable[Holding], listings: Iterable[Listing], day: Day
) -> dict[tuple[str, str], Answer]:
    """The answer for each entity and regime on a day."""
    stated, listed = list(holdings), list(listings)
    held = in_force(stated, day)
    low, high = lowest(held), highest(held)
    unnamed = frozenset(h.owner for h in held if h.owner.startswith("?"))
    answers = {}
    for regime in REGIMES:
        court = Court.of(regime, day, listed)
        least, most = outcome(low, court, frozenset()), outcome(high, court, unnamed)
        for entity in entities(stated, listed):
            answers[entity, regime] = Answer(
                word(entity, court, least, most),
                least.held.get(entity, Fraction(0)),
                most.held.get(entity, Fraction(0)),
            )
    return answers


def entities(held: Iterable[Holding], listed: Iterable[Listing]) -> list[str]:
    """Everybody named, in order."""
    named = {name for h in held for name in (h.owner, h.owned)} | {each.party for each in listed}
    return sorted(named - {""})


# -- what is in force ------------------------------------------------------------------------------


def in_force(holdings: Iterable[Holding], day: Day) -> list[Holding]:
    """The lines of a day: the later of two wins, and who owns itself owns nothing by that.

    Unnamed owners become ``?1``, ``?2`` ...
    """
    kept: dict[tuple[str, str, str], Holding] = {}
    for number, each in enumerate(holdings):
        if each.holds_on(day) and each.owner != each.owned:
            line = replace(each, owner=each.owner or f"?{number}")
            key = line.owner, line.owned, line.kind
            nothing = replace(line, low=Fraction(0), high=Fraction(0), low_open=False)
            kept[key] = either(kept.get(key, nothing), line) if line.is_inverted else line
    return list(kept.values())


def either(one: Holding, other: Holding) -> Holding:
    """The second line with a band that admits what the first says, too."""
    low, low_open = min((h.low, h.low_open) for h in (one, other))
    high, closed = max((h.high, not h.high_open) for h in (one, other))
    return replace(other, low=low, low_open=low_open, high=high, high_open=not closed)


def step(held: list[Holding]) -> Fraction:
    """So little that all steps together stay below the least difference of two sums."""
    parts = math.lcm(*(end.denominator for h in held for end in (h.low, h.high)))
    return Fraction(1, 4 * parts * (len(held) + 1))


def lowest(held: list[Holding]) -> World:
    """Every band at its low end."""
    little = step(held)
    return world((h, h.low + little if h.low_open else h.low, h.low) for h in held)


def highest(held: list[Holding]) -> World:
    """Every band at its high end."""
    little = step(held)
    return world((h, h.high - little if h.high_open else h.high, h.high) for h in held)


def world(shares: Iterable[tuple[Holding, Fraction, Fraction]]) -> World:
    """Stakes by what they are in; a stake of nothing is none."""
    found: World = defaultdict(list)
    for h, share, shown in shares:
        if share:
            found[h.owned].append(Held(h.owner, h.kind, share, shown, h.joint))
    return dict(found)


# -- one world -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What a regime says in one world: sets of entities, listed ones included."""

    owned: set[str]
    """Blocked through ownership alone."""
    blocked: set[str]
    """Blocked through ownership or control."""
    restricted: set[str]
    """Under a directive through ownership."""
    suspect: set[str]
    """Over the line when everybody under any measure that flows is added up."""
    review: set[str]
    held: dict[str, Fraction] = field(default_factory=dict)
    """Shares held by blocked owners; in the UK by the largest person."""


def outcome(stakes: World, court: Court, unnamed: Entities) -> Outcome:
    """Every set of one regime in one world."""

    def is_owned(pool: set[str], entity: str) -> bool:
        most_votes = over(stakes, court, pool, entity, "votes", inclusive=False)
        return over(stakes, court, pool, entity, "shares", inclusive=court.inclusive) or (
            court.regime == "uk" and most_votes
        )

    def is_controlled(pool: set[str], entity: str) -> bool:
        if court.regime == "us":
            return is_owned(pool, entity)
        most_votes = over(stakes, court, pool, entity, "votes", inclusive=False)
        board = bool(counted(stakes, court, pool, entity, "board"))
        return is_owned(pool, entity) or board or most_votes

    def is_restricted(pool: set[str], entity: str) -> bool:
        inclusive = court.inclusive and court.regime == "us"
        return over(stakes, court, pool, entity, "shares", inclusive=inclusive)

    pools = court.pools(court.blocked, unnamed)
    owned = [grow(pool, stakes, is_owned) for pool in pools]
    blocked = [grow(pool, stakes, is_controlled) for pool in pools]
    everybody = set().union(*blocked)
    limbs = {
        name: grow(parties | unnamed, stakes, is_restricted)
        for name, parties in court.narrow.items()
    }
    any_measure = court.unclear.union(*court.narrow.values())
    if court.per_person:
        mixed = [grow(p, stakes, is_controlled) for p in court.pools(any_measure, unnamed)]
    else:
        mixed = [grow(any_measure | everybody, stakes, is_restricted)]
    suspect = everybody.union(*mixed)
    shown = blocked if court.regime == "uk" else [everybody]
    return Outcome(
        owned=set().union(*owned),
        blocked=everybody,
        restricted=set().union(*limbs.values())
        | projects(stakes, court, limbs.get("13662 directive 4", set())),
        suspect=suspect,
        review=reviewed(stakes, court, suspect, [*blocked, *mixed]),
        held={e: max(combined(stakes, court, pool, e) for pool in shown) for e in stakes},
    )


def grow(start: Entities, stakes: World, falls: Callable[[set[str], str], bool]) -> set[str]:
    """Add whatever falls with those already there, until nothing does."""
    pool = set(start)
    while True:
        fallen = {entity for entity in stakes if entity not in pool and falls(pool, entity)}
        if not fallen:
            return pool
        pool |= fallen


def counted(stakes: World, court: Court, pool: set[str], entity: str, kind: str) -> list[Held]:
    """The stakes of a kind in an entity that the pool holds, or has as part of an arrangement."""
    holders = (h for h in stakes.get(entity, ()) if h.owner in pool and h.kind != "officer")
    joint = {h.joint for h in holders if h.joint} if court.regime == "uk" else set()
    return [
        h
        for h in stakes.get(entity, ())
        if h.kind == kind and (h.owner in pool or h.joint in joint)
    ]


def over(
    stakes: World, court: Court, pool: set[str], entity: str, kind: str, *, inclusive: bool
) -> bool:
    """Does the pool hold the half, or more than it?"""
    reached = sum((h.share for h in counted(stakes, court, pool, entity, kind)), Fraction(0))
    return reached > HALF or (inclusive and reached == HALF)


def combined(stakes: World, court: Court, pool: set[str], entity: str) -> Fraction:
    """The shares of an entity that a pool holds, as shown."""
    return sum((h.shown for h in counted(stakes, court, pool, entity, "shares")), Fraction(0))


def projects(stakes: World, court: Court, owners: set[str]) -> set[str]:
    """What Directive 4 reaches if it is a project."""
    if court.day < Day(2018, 1, 29) or not owners:
        return set()

    def held(entity: str, kind: str) -> Fraction:
        found = counted(stakes, court, owners, entity, kind)
        return sum((h.share for h in found), Fraction(0))

    return {e for e in stakes if held(e, "shares") >= PROJECT or held(e, "votes") > HALF}


def reviewed(stakes: World, court: Court, suspect: set[str], pools: list[set[str]]) -> set[str]:
    """Whoever is held above the policy's line, or linked, by somebody who is or may be blocked."""

    def sum_of(pool: set[str], entity: str, kind: str, joint: bool) -> Fraction:
        found = counted(stakes, court, pool, entity, kind)
        return sum((h.share for h in found if joint or h.owner in pool), Fraction(0))

    def is_close(entity: str, kind: str) -> bool:
        together = sum_of(suspect, entity, kind, joint=False)
        return max(together, *(sum_of(pool, entity, kind, joint=True) for pool in pools)) > POLICY

    def is_tied(entity: str) -> bool:
        links = {"board", "officer"}
        return any(h.kind in links and h.owner in suspect for h in stakes[entity])

    return {e for e in stakes if is_tied(e) or is_close(e, "shares") or is_close(e, "votes")}


def word(entity: str, court: Court, least: Outcome, most: Outcome) -> str:
    """The strongest word: certain where the lowest world gives it."""
    words = (
        ("blocked", entity in court.blocked),
        ("blocked-by-ownership", entity in least.owned),
        ("blocked-by-control", entity in least.blocked),
        ("restricted", entity in court.restricted | least.restricted),
        ("unknown", entity in most.suspect | most.restricted),
        ("review", entity in most.review),
    )
    return next((each for each, fits in words if fits), "no-match")
