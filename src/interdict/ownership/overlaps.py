"""What is odd about a whole table of stakes: statements that contradict or repeat each other,
owners who together hold more than there is, and listed parties whom only small letters tell apart
from somebody in it."""

import unicodedata
from collections.abc import Iterable, Iterator

import numpy as np

from interdict.ownership.graph import Graph, Nodes
from interdict.ownership.listed import Listed
from interdict.ownership.share import ALL, percent
from interdict.ownership.table import KINDS, SHARES, VOTES, StakeTable
from interdict.party import Finding

_TOLD = 100
"""Findings of one cause told one by one; further ones are told as one, with a count."""


def repeated(table: StakeTable) -> Iterator[Finding]:
    """Statements of the same owner, owned and kind whose days overlap: on these days the latest
    counts. One finding each, the rest counted."""
    key = (table.owner * np.int64(len(table.ids)) + table.owned) * len(KINDS) + table.kind
    order = np.lexsort((table.since, table.holder, key))
    key, until = key[order], table.until[order].astype(np.int64)
    holder = table.holder[order]
    new = np.concatenate(([True], (key[1:] != key[:-1]) | (holder[1:] != holder[:-1])))
    same = np.flatnonzero(~new[1:])
    if not len(same):
        return
    groups = new.cumsum()
    span = np.int64(2) ** 32
    latest = np.maximum.accumulate(until + groups * span) - groups * span
    both = same[table.since[order][same + 1] <= latest[same]]
    for place in both[:_TOLD].tolist():
        first, second = sorted((int(order[place]), int(order[place + 1])))
        yield _repeated(table, first, second)
    if len(both) > _TOLD:
        yield Finding(
            severity="warning",
            code="repeated-stake",
            message=f"and {len(both) - _TOLD:,} more statements that overlap another of the same "
            "owner, owned and kind: on common days the latest counts",
            count=len(both) - _TOLD,
        )


def _repeated(table: StakeTable, first: int, second: int) -> Finding:
    earlier, later = table.stated(first).stake, table.stated(second).stake
    if earlier.stated_on and later.stated_on and earlier.stated_on > later.stated_on:
        earlier, later = later, earlier
    owner, owned = table.name(earlier.owner), table.name(earlier.owned)
    what = earlier.kind
    said = f"{earlier.share} and {later.share}" if what in ("shares", "votes") else "the same twice"
    return Finding(
        severity="warning",
        code="repeated-stake",
        message=f"{owner} in {owned}, {what}: {said} for common days ({earlier.place} and "
        f"{later.place}); the later counts on these, the earlier is kept",
        record=later.place,
    )


def above_all(graph: Graph) -> Iterator[Finding]:
    """Entities of which more than 100 percent is stated to be held on the graph's day."""
    edges, full = graph.edges, int(ALL * graph.unit)
    for kind, what in ((SHARES, "shares"), (VOTES, "votes")):
        sums = np.zeros(graph.count, dtype=edges.low.dtype)
        sized = edges.kind == kind
        np.add.at(sums, edges.owned[sized], edges.low[sized])
        over: Nodes = np.flatnonzero(sums > full)
        for node in over[:_TOLD].tolist():
            total = percent(graph.percent(int(sums[node]), "low"))
            name = graph.table.name(graph.table.ids[node])
            yield Finding(
                severity="warning",
                code="more-than-all",
                message=f"{name}: its {what} are stated to be held to {total} % in all; every "
                "statement counts as it stands",
                record=graph.table.ids[node],
            )
        if len(over) > _TOLD:
            yield Finding(
                severity="warning",
                code="more-than-all",
                message=f"and {len(over) - _TOLD:,} more entities of whose {what} more than 100 % "
                "is stated to be held",
                count=len(over) - _TOLD,
            )


def nearly_named(table: StakeTable, listed: Iterable[Listed]) -> Iterator[Finding]:
    """Whom a stake names almost as a listed party is written: other capitals, blanks or forms of
    the same letters (Unicode's NFKC). They stay two: a name is taken as it is written."""
    names = {each.entity for each in listed}
    folded = {_folded(entity): entity for entity in sorted(names)}
    if not folded:
        return
    for entity in table.ids:
        party = folded.get(_folded(entity))
        if party is not None and entity not in names:
            yield Finding(
                severity="warning",
                code="nearly-listed",
                message=f"{party!r} is listed and {entity!r} holds or is held: they differ in "
                "capitals, blanks or forms of letters alone and are taken for two; write them "
                "alike if they are one",
                record=entity,
            )


def _folded(name: str) -> str:
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return " ".join(plain.casefold().split())
