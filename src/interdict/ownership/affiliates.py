"""Commerce's affiliates rule: what owners on its export-control lists hold to 50 % needs a licence.

A rule of the Bureau of Industry and Security (15 CFR 744.11), apart from OFAC's: it blocks nobody
and restricts exports, re-exports and transfers. It was published on 29 September 2025, suspended
from 10 November 2025 to 9 November 2026 and by its text is back after that; ``programmes.toml``
holds these days with their caveats, and each answer shows them.
"""

import re
from collections.abc import Iterable

import msgspec

from interdict.ownership import programmes
from interdict.ownership.graph import Graph
from interdict.ownership.listed import Listed
from interdict.ownership.programmes import AffiliatesRule, ProgrammeTable
from interdict.ownership.reach import Reached, held, reach
from interdict.ownership.stake import Stake
from interdict.ownership.verdict import VerdictWord

_SOURCES = ("us-entity-list:", "us-meu:")
"""Beginnings of the ids of parties on the Entity List and the Military End-User List."""
_WORDS = re.compile(r"\bentity list\b|\bmilitary end[- ]user\b", re.IGNORECASE)


class Affiliate(msgspec.Struct, frozen=True, kw_only=True):
    """An entity that owners on Commerce's lists hold to 50 % or more."""

    entity: str
    in_force: bool
    """Does the rule hold on that day? False while it is suspended: shown, and no verdict."""
    verdict: VerdictWord
    """``restricted``; ``unknown`` where a band leaves it open; ``review`` where a person must
    confirm an owner first; ``no-match`` while the rule is suspended."""
    because: str
    stakes: tuple[Stake, ...]
    owners: tuple[str, ...]
    """Ids of the listed parties, or of the entities that are listed, among the direct owners."""
    rule: str
    caveat: str
    sources: tuple[str, ...]


def is_on_commerce_list(listed: Listed) -> bool:
    """Is it an owner whom the rule is about?"""
    return listed.party.startswith(_SOURCES) or (
        listed.measure == "trade-ban" and _WORDS.search(listed.text) is not None
    )


def affiliates(
    listed: Iterable[Listed], graph: Graph, table: ProgrammeTable | None = None
) -> tuple[Affiliate, ...]:
    """Who is held to 50 % or more by owners on Commerce's lists, directly or through others,
    owners added up; on the graph's day. Empty before there was such a rule.

    The owners themselves are not in it: they are listed.
    """
    rule = (table or programmes.shipped()).affiliates_rule(graph.day)
    if rule is None:
        return ()
    owners = [each for each in listed if is_on_commerce_list(each) and each.in_effect(graph.day)]
    sure = {each.entity: each.party or each.entity for each in owners if each.certain}
    maybe = {each.entity: each.party or each.entity for each in owners}
    found = reach(sure, graph)
    doubtful = {e: r for e, r in reach(maybe, graph).items() if e not in found}
    return (
        *(_affiliate(each, rule, sure, graph) for each in found.values()),
        *(_affiliate(each, rule, maybe, graph, confirmed=False) for each in doubtful.values()),
    )


def _affiliate(
    reached: Reached,
    rule: AffiliatesRule,
    owners: dict[str, str],
    graph: Graph,
    confirmed: bool = True,
) -> Affiliate:
    name = graph.table.name
    shown = " and ".join(
        f"{name(s.owner)} has {held(s, name(reached.entity))}" for s in reached.stakes
    )
    word: VerdictWord = "restricted" if reached.certain else "unknown"
    needs = "an export licence is needed as for its listed owners"
    if not confirmed:
        word, needs = "review", "a person must confirm that the owner is the one on the list"
    if not rule.in_force:
        word, needs = "no-match", "the rule is suspended on this day: no licence is needed by it"
    return Affiliate(
        entity=reached.entity,
        in_force=rule.in_force,
        verdict=word,
        because=f"{shown}: {needs} ({rule.id}; {rule.sources[0]})",
        stakes=reached.stakes,
        owners=tuple(
            owners[holder]
            for holder in (s.nominee_for or s.owner for s in reached.stakes)
            if holder in owners
        ),
        rule=rule.id,
        caveat=rule.caveat,
        sources=rule.sources,
    )
