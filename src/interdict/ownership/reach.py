"""From a few entities, everybody whom they own or control, with the stakes that show it.

A least fixpoint over the stakes in force: whoever members hold to the line becomes a member, and
what it holds counts in full from then on; shares are never multiplied along a path. Made for few
beginnings (the subjects of a licence, a government, the Entity List's owners): only what they
hold is looked at. What bands and unreadable statements leave open is reached ``certain=False``.
"""

import datetime
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol

import msgspec

from interdict.ownership.flowdown import Line
from interdict.ownership.stake import SIZED, Stake, StakeKind

HALF = Line(percent=Fraction(50))
"""50 % or more, owners added up."""
MAJORITY = Fraction(50)
"""Votes above this share are a majority."""
CONTROL: frozenset[StakeKind] = frozenset({"board", "control", "votes"})
"""Links that make control: a majority of the board or of the votes, or control stated as such."""


class Holdings(Protocol):
    """The stakes in force on one day, duplicates resolved, found from both ends."""

    def held_by(self, owner: str) -> Iterable[Stake]: ...
    def owners_of(self, owned: str) -> Iterable[Stake]: ...


class HeldOn:
    """The stakes in force on a day, in memory; the later of two statements about the same owner,
    owned and kind wins. A nominee's stake is held by whom he holds it for."""

    def __init__(self, stakes: Iterable[Stake], on: datetime.date) -> None:
        latest = {(holder(s), s.owned, s.kind): s for s in stakes if is_in_force(s, on)}
        self._held: defaultdict[str, list[Stake]] = defaultdict(list)
        self._owners: defaultdict[str, list[Stake]] = defaultdict(list)
        for stake in latest.values():
            self._held[holder(stake)].append(stake)
            self._owners[stake.owned].append(stake)

    def held_by(self, owner: str) -> Sequence[Stake]:
        """What somebody holds."""
        return self._held.get(owner, ())

    def owners_of(self, owned: str) -> Sequence[Stake]:
        """What is held of somebody."""
        return self._owners.get(owned, ())


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """An entity that was reached, and the direct stakes that show it."""

    entity: str
    stakes: tuple[Stake, ...]
    """Their holders are beginnings or were reached before; as few as show it."""
    certain: bool = True
    """False where it takes the high end of a band, or a statement that could not be read."""
    controlled: bool = False
    """Through a link of control, and not by what is owned."""


def holder(stake: Stake) -> str:
    """For whom a stake is held."""
    return stake.nominee_for or stake.owner


def is_in_force(stake: Stake, on: datetime.date) -> bool:
    """Does it last on that day, the first and the last included?"""
    begun = stake.since is None or stake.since <= on
    return begun and (stake.until is None or on <= stake.until)


def reach(
    beginnings: Iterable[str],
    holdings: Holdings,
    line: Line = HALF,
    links: frozenset[StakeKind] = frozenset(),
) -> dict[str, Reached]:
    """Everybody owned to the line, or controlled through one of ``links``, directly or through
    others; the beginnings themselves are not in it. In the order in which they are reached."""
    found: dict[str, Reached] = {}
    members = set(beginnings)
    for certain in (True, False):
        waiting = deque(dict.fromkeys((*sorted(members - found.keys()), *found)))
        while waiting:
            candidates = {stake.owned for stake in holdings.held_by(waiting.popleft())}
            for entity in sorted(candidates - members):
                own = [s for s in holdings.owners_of(entity) if holder(s) in members]
                shown = _shows(own, line, links, certain)
                if shown is not None:
                    found[entity] = shown
                    members.add(entity)
                    waiting.append(entity)
    return found


def _shows(
    stakes: Sequence[Stake], line: Line, links: frozenset[StakeKind], certain: bool
) -> Reached | None:
    """The fewest of the stakes (all of one entity, held by members) that put it over the line."""
    usable = [s for s in stakes if not (certain and s.uncertain)]
    shares = [s for s in usable if s.kind == "shares"]
    owned = _enough(shares, line, certain)
    if owned:
        return Reached(entity=owned[0].owned, stakes=owned, certain=certain)
    for stake in usable:
        if stake.kind in links and stake.kind not in SIZED:
            return _controlled((stake,), certain)
    if "votes" in links:
        majority = Line(percent=MAJORITY, strict=True, owners=line.owners)
        votes = _enough([s for s in usable if s.kind == "votes"], majority, certain)
        if votes:
            return _controlled(votes, certain)
    return None


def _controlled(stakes: tuple[Stake, ...], certain: bool) -> Reached:
    return Reached(entity=stakes[0].owned, stakes=stakes, certain=certain, controlled=True)


def _enough(stakes: Sequence[Stake], line: Line, certain: bool) -> tuple[Stake, ...]:
    """The largest stakes that together reach the line; empty where all of them do not."""
    largest = sorted(stakes, key=lambda s: (-_end(s, certain), s.owner))
    if line.owners == "each":
        largest = largest[:1]
    for count in range(1, len(largest) + 1):
        if _is_reached(largest[:count], line, certain):
            return tuple(largest[:count])
    return ()


def _end(stake: Stake, certain: bool) -> Fraction:
    return stake.share.low if certain else stake.share.high


def _is_reached(stakes: Sequence[Stake], line: Line, certain: bool) -> bool:
    """Is the line reached by the low ends (certain) or can it be by the high ends?

    An open end is never reached itself: "above 50" is more than 50, "below 50" is not 50.
    """
    total = sum((_end(stake, certain) for stake in stakes), start=Fraction(0))
    if total != line.percent:
        return line.is_reached(total)
    if certain:
        return not line.strict or any(stake.share.low_open for stake in stakes)
    return not line.strict and not any(stake.share.high_open for stake in stakes)
