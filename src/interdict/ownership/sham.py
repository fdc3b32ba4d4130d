"""Signs that a listed owner's sale or minority is for show: a review, which a person concludes.

OFAC's guidance on sham transactions of 31 March 2026 (known here from secondary reports) and FAQ
402: stakes of relatives and associates beside a listed owner's, sales to them around the listing, a
seller who stays in office. A sign never blocks and never frees.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import Literal

import msgspec
import numpy as np

from interdict.ownership.flowdown import Line
from interdict.ownership.graph import Graph
from interdict.ownership.listed import Listed
from interdict.ownership.reach import HALF, LINKS, held, holder
from interdict.ownership.share import percent
from interdict.ownership.stake import SIZED, Stake
from interdict.ownership.table import SHARES, StakeTable
from interdict.party import Party
from interdict.text import fold

AROUND = datetime.timedelta(days=365)
"""A sale is around a listing from so long before it; and a purchase goes with a sale when no more
than this lies between them. A policy of this program: the guidance names no number."""

SOURCE = "OFAC guidance on sham transactions of 31 March 2026"
CAVEAT = "the guidance is known here from secondary reports; its signs are examples"

Sign = Literal["together with a relative", "sold to a relative", "sold and still there"]


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """Two entities of the stakes are stated to be family or associates of each other."""

    one: str
    other: str
    how: str = "family"
    """In the source's words: ``spouse``, ``brother``, ``associate``."""
    source: str = ""


class Indicium(msgspec.Struct, frozen=True, kw_only=True):
    """One sign about one entity, under the law of the United States: a reason for ``review``."""

    entity: str
    sign: Sign
    because: str
    """One sentence."""
    stakes: tuple[Stake, ...]
    relations: tuple[Relation, ...] = ()
    source: str = SOURCE
    caveat: str = CAVEAT


def relations_of(
    party: Party, entity: str, by_party: dict[str, str], by_name: dict[str, str]
) -> Iterator[Relation]:
    """The family and associates that a list states of a party, as entities of the stakes.

    ``by_party`` finds an entity by the id of a record, ``by_name`` by a folded exact name.
    """
    for link in party.links:
        other = by_party.get(link.party) or by_name.get(fold(link.name), "")
        if link.kind in ("family", "associate") and other and other != entity:
            how = link.text or link.kind
            yield Relation(one=entity, other=other, how=how, source=party.provenance.stated_by)


def indicia(
    graph: Graph,
    listed: Iterable[Listed],
    blocked: Collection[str],
    relations: Iterable[Relation],
    line: Line = HALF,
) -> tuple[Indicium, ...]:
    """The signs on the graph's day; ``blocked`` are the listed and all whom they block.

    Nothing is looked at but what listed owners and their stated relatives hold or held.
    """
    days = {each.entity: each for each in listed if each.regime == "us" and _blocks(each, graph)}
    related = _related(relations, days)
    held_by = _history(graph.table, {*days, *related})
    return (
        *_together(graph, set(blocked), related, line),
        *_sold(graph, days, related, held_by),
    )


def _blocks(listed: Listed, graph: Graph) -> bool:
    return listed.in_effect(graph.day) and listed.limb(graph.day).word == "blocked"


def _related(relations: Iterable[Relation], listed: Collection[str]) -> dict[str, list[Relation]]:
    """Relative who is not listed himself -> how he is related to whom that is listed."""
    found: defaultdict[str, list[Relation]] = defaultdict(list)
    for each in relations:
        for one, other in ((each.one, each.other), (each.other, each.one)):
            if one in listed and other not in listed:
                found[other].append(
                    Relation(one=one, other=other, how=each.how, source=each.source)
                )
    return dict(found)


def _together(
    graph: Graph, blocked: set[str], related: dict[str, list[Relation]], line: Line
) -> Iterator[Indicium]:
    """Who would be over the line if stated relatives' shares counted as the listed owner's."""
    ids = graph.table.ids
    relatives = {node for e in related if e not in blocked and (node := graph.node(e)) is not None}
    out = graph.edges.out_of(np.array(sorted(relatives), dtype=np.int64))
    for node in sorted(set(graph.edges.owned[out].tolist())):
        if ids[node] in blocked:
            continue
        edges = [e for e in graph.edges.into(node).tolist() if graph.edges.kind[e] == SHARES]
        theirs = [e for e in edges if ids[graph.edges.owner[e]] in blocked]
        also = [e for e in edges if int(graph.edges.owner[e]) in relatives]
        total = sum(int(graph.edges.high[e]) for e in (*theirs, *also))
        if theirs and also and line.is_reached(graph.percent(total, "high")):
            stakes = tuple(graph.table.stated(int(graph.edges.row[e])).stake for e in theirs + also)
            own = [related[ids[graph.edges.owner[e]]] for e in also]
            relations = tuple(relation for each in own for relation in each)
            yield Indicium(
                entity=ids[node],
                sign="together with a relative",
                because=f"{_said(stakes, graph)}; {_kin(relations, graph)}: together up to "
                f"{percent(min(graph.percent(total, 'high'), Fraction(100)))} %, which would be "
                f"blocked ({line})",
                stakes=stakes,
                relations=relations,
            )


def _history(table: StakeTable, entities: set[str]) -> dict[tuple[str, str], list[Stake]]:
    """(owner, owned) -> every stake that some entities hold or ever held."""
    codes = [table.codes[entity] for entity in entities if entity in table.codes]
    found: defaultdict[tuple[str, str], list[Stake]] = defaultdict(list)
    for row in np.flatnonzero(np.isin(table.owner, codes)).tolist():
        stake = table.stated(row).stake
        found[holder(stake), stake.owned].append(stake)
    return dict(found)


def _sold(
    graph: Graph,
    listed: dict[str, Listed],
    related: dict[str, list[Relation]],
    held_by: dict[tuple[str, str], list[Stake]],
) -> Iterator[Indicium]:
    """Sales by listed owners, from a year before their listing on, that a relative took over or
    after which the seller stayed."""
    for (owner, entity), stakes in held_by.items():
        if owner not in listed:
            continue
        for sale in _sales(stakes, listed[owner].listed_on, graph.day):
            buyers = [
                (stake, relation)
                for relative, relations in related.items()
                for relation in relations
                if relation.one == owner
                for stake in held_by.get((relative, entity), ())
                if _took_over(stake, sale)
            ]
            if buyers:
                taken = (sale, *(stake for stake, _ in buyers))
                kin = tuple(relation for _, relation in buyers)
                yield Indicium(
                    entity=entity,
                    sign="sold to a relative",
                    because=f"{_said(taken, graph)}; {_kin(kin, graph)}{_listed_on(listed[owner])}",
                    stakes=taken,
                    relations=kin,
                )
            links = [s for s in stakes if s.kind not in SIZED and _lasts(s, graph.day)]
            if links:
                remains = LINKS[links[0].kind]
                yield Indicium(
                    entity=entity,
                    sign="sold and still there",
                    because=f"{_said((sale,), graph)}, and still has {remains}"
                    f"{_listed_on(listed[owner])}",
                    stakes=(sale, links[0]),
                )


def _sales(
    stakes: list[Stake], listed_on: datetime.date | None, day: datetime.date
) -> Iterator[Stake]:
    """Shares that ended before the day, not long before the listing, and were not replaced by as
    much."""
    shares = _ended([stake for stake in stakes if stake.kind == "shares"])
    for stake in shares:
        if stake.until is None or stake.until >= day:
            continue
        if listed_on is not None and stake.until < listed_on - AROUND:
            continue
        after = stake.until + datetime.timedelta(days=1)
        kept = [s.share.low for s in shares if _lasts(s, after)]
        if not kept or sum(kept) < stake.share.low:
            yield stake


def _ended(shares: list[Stake]) -> list[Stake]:
    """The same, each ended by the next one that is stated with a beginning: a register that says
    45 % since December has said that 60 % lasted until November."""
    begun = sorted({stake.since for stake in shares if stake.since})
    ended = []
    for stake in shares:
        first = stake.since or datetime.date.min
        following = next((day for day in begun if day > first), None)
        if following and (stake.until is None or stake.until >= following):
            stake = msgspec.structs.replace(stake, until=following - datetime.timedelta(days=1))
        ended.append(stake)
    return ended


def _took_over(stake: Stake, sale: Stake) -> bool:
    """Was it bought when the other was sold, give or take?"""
    if stake.kind != "shares" or stake.since is None or sale.until is None:
        return False
    return abs(stake.since - sale.until) <= AROUND


def _lasts(stake: Stake, on: datetime.date) -> bool:
    begun = stake.since is None or stake.since <= on
    return begun and (stake.until is None or on <= stake.until)


def _said(stakes: Iterable[Stake], graph: Graph) -> str:
    name = graph.table.name
    return " and ".join(
        f"{name(holder(s))} {'had' if s.until else 'has'} {held(s, name(s.owned))}"
        + (f" since {s.since}" if s.since else "")
        + (f" until {s.until}" if s.until else "")
        for s in stakes
    )


def _kin(relations: Iterable[Relation], graph: Graph) -> str:
    name = graph.table.name
    return " and ".join(
        f"{name(each.other)} is stated as {each.how} of {name(each.one)}, who is listed"
        for each in dict.fromkeys(relations)
    )


def _listed_on(listed: Listed) -> str:
    return f" since {listed.listed_on}" if listed.listed_on else ""
