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
from interdict.ownership.reach import Reached, chain, held, holder, reach
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
    """Ids of the listed parties, or of the entities that are listed, among those above it."""
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
    sure = {each.entity: each for each in owners if each.certain}
    maybe = {each.entity: each for each in owners} | sure
    found, likely = reach(sure, graph), reach(maybe, graph)
    return (
        *(_affiliate(found, each, rule, sure, graph) for each in found),
        *(_affiliate(likely, e, rule, maybe, graph) for e in likely if e not in found),
    )


def _affiliate(
    found: dict[str, Reached],
    entity: str,
    rule: AffiliatesRule,
    owners: dict[str, Listed],
    graph: Graph,
) -> Affiliate:
    name, stakes = graph.table.name, chain(found, entity)
    shown = " and ".join(f"{name(holder(s))} has {held(s, name(s.owned))}" for s in stakes)
    above = [owners[each] for each in dict.fromkeys(map(holder, stakes)) if each in owners]
    word: VerdictWord = "restricted" if found[entity].certain else "unknown"
    needs = "an export licence is needed as for its listed owners"
    if not all(each.certain for each in above):
        word, needs = "review", "a person must confirm that the owner is the one on the list"
    if not rule.in_force:
        word, needs = "no-match", "the rule is suspended on this day: no licence is needed by it"
    return Affiliate(
        entity=entity,
        in_force=rule.in_force,
        verdict=word,
        because=f"{shown}: {needs} ({rule.id}; {rule.sources[0]})",
        stakes=stakes,
        owners=tuple(each.party or each.entity for each in above),
        rule=rule.id,
        caveat=rule.caveat,
        sources=rule.sources,
    )
