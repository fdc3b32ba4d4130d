"""What sales by listed owners leave behind: signs of a sham, and what was blocked before."""

import datetime
from collections.abc import Iterator

import numpy as np

from interdict.ownership.earlier_block import days_to_look_at, earlier_block
from interdict.ownership.sham import Indicium, Relation, indicia, relations_of
from interdict.ownership.solution import Solution, solve
from interdict.ownership.table import StakeTable
from interdict.screening.ownership import Owners
from interdict.text import fold

MOST_DAYS = 50
"""Days looked at, the latest first, for when an entity was last blocked."""


def signs(owners: Owners, solved: Solution) -> tuple[Indicium, ...]:
    """The signs of sham transactions on the solution's day, under the law of the United States."""
    us = solved.regime("us")
    ids = solved.graph.table.ids
    reached = us.must.controlled.reached[: solved.graph.count]
    blocked = {ids[node] for node in np.flatnonzero(reached).tolist()}
    listed = (each.listed for each in solved.flowing["us"] if each.listed.certain)
    return indicia(solved.graph, listed, blocked, tuple(_relations(owners)))


def _relations(owners: Owners) -> Iterator[Relation]:
    """Family and associates that lists state of owners who are certainly listed."""
    sure = [join for join in owners.joined if join.certain]
    by_party = {join.party: join.entity for join in sure}
    for join in sure:
        party = owners.screener.snapshot.find(join.party)
        if party is None or party.provenance.authority != "official":
            continue
        named = {fold(link.name): owners.stakes.named(link.name) for link in party.links}
        by_name = {
            name: owners.stakes.entity(nodes[0]).id
            for name, nodes in named.items()
            if len(nodes) == 1
        }
        yield from relations_of(party, join.entity, by_party, by_name)


def blocked_before(owners: Owners, solved: Solution, entity: str) -> tuple[str, ...]:
    """That an entity was blocked through ownership until a sale, as a sentence (OFAC FAQ 402)."""
    above = _above(solved.graph.table, entity)
    days = days_to_look_at(above, entity, solved.day)[:MOST_DAYS]
    listed = tuple(each.listed for each in solved.flowing["us"])

    def was_blocked(day: datetime.date) -> bool:
        then = solve(above, listed, day, owners.terms).verdict(entity, "us")
        return then.verdict == "blocked-by-ownership"

    found = earlier_block(entity, days, was_blocked)
    return () if found is None else (found.says,)


def _above(table: StakeTable, entity: str) -> StakeTable:
    """Every stake there ever was in an entity and in those above it: they alone decide of it."""
    code = table.codes.get(entity)
    frontier = set() if code is None else {code}
    seen, rows = set(frontier), list[int]()
    while frontier:
        into = np.flatnonzero(np.isin(table.owned, sorted(frontier)))
        rows += into.tolist()
        frontier = set(table.owner[into].tolist()) - seen
        seen |= frontier
    return StakeTable.of(
        (table.stated(row).stake for row in rows),
        unnamed=(table.ids[node] for node in sorted(seen & table.unnamed)),
    )
