"""The sentences of a verdict: who holds how much, what the rule asks for, and what is not known."""

from collections.abc import Iterator

import numpy as np

from interdict.ownership.graph import Nodes
from interdict.ownership.regime_solution import Flowing, RegimeSolution, own_word
from interdict.ownership.share import percent
from interdict.ownership.stake import SIZED, Stake
from interdict.ownership.table import KINDS
from interdict.ownership.verdict import STRENGTH

_SHOWN = 6
"""Holders named in a sentence; the rest are counted."""

_LINKS = {
    "board": "may appoint or remove the board's majority of it",
    "control": "controls it",
    "consolidation": "consolidates it in its accounts",
    "trust": "has a role in its trust",
    "officer": "is an officer of it",
    "other": "has another interest in it",
}


def reasons(solved: RegimeSolution, node: int | None, entity: str = "") -> tuple[str, ...]:
    """One plain sentence per reason, the listing before what others hold."""
    name = entity or ("" if node is None else solved.graph.table.ids[node])
    own = solved.listings(name)
    sure = [each for each in own if each.listed.certain]
    settled = node is not None and STRENGTH[solved.word(node)] < STRENGTH["unknown"]
    own = sure or (() if settled else own)  # a likeness matters where nothing is certain
    found = [_listed(each) for each in own]
    if node is not None and solved.word(node) != "no-match":
        found += _held(solved, node)
    return tuple(dict.fromkeys(found))


def _listed(each: Flowing) -> str:
    listed = each.listed
    if listed.by_definition:
        return listed.says
    what = f"{listed.measure}, {listed.text}" if listed.text else listed.measure
    programmes = f" ({', '.join(listed.programmes)})" if listed.programmes else ""
    since = f" since {listed.listed_on}" if listed.listed_on else ""
    where = f" on {listed.list}" if listed.list else ""
    if not listed.certain:
        return (
            f"may be {listed.name or listed.party}, listed{where}{programmes}{since}: {listed.says}"
        )
    word = own_word(each)
    doubt = "; the measure is not stated" if word == "review" else ""
    return f"listed{where}{programmes}{since}: {what}{doubt}"


def _held(solved: RegimeSolution, node: int) -> Iterator[str]:
    word = solved.word(node)
    low, high = solved.held(node, "low"), solved.held(node, "high")
    size = percent(low) if low == high else f"{percent(low)} to {percent(high)}"
    whose = "the largest holder counts" if solved.regime == "uk" else "owners added up"
    holders = _holders(solved, node)
    if holders:
        yield f"{holders}: {size} % ({whose})" if high else holders
    if word in ("blocked-by-ownership", "blocked-by-control"):
        yield f"blocks at {solved.rule.line} ({solved.rule.authority})"
    elif word == "restricted":
        yield from _narrower(solved, node)
        if solved.may.controlled.reached[node]:
            yield from _unknown(solved, node)  # a block that may be is not hidden by less
    elif word == "unknown":
        yield from _unknown(solved, node)
    elif word == "review":
        yield from _review(solved, node)


def _holders(solved: RegimeSolution, node: int) -> str:
    """Who of those that count, or may count, holds what of a node."""
    edges = solved.graph.edges
    into = edges.into(node)
    owners = edges.owner[into]
    held: Nodes = into[solved.holds(owners)]
    order = np.argsort(-edges.high[held], kind="stable")
    named = [_stake(solved, int(edge)) for edge in held[order][:_SHOWN].tolist()]
    rest = len(held) - len(named)
    return "; ".join(named) + (f" and {rest} more" if rest > 0 else "")


def _stake(solved: RegimeSolution, edge: int) -> str:
    table, edges = solved.graph.table, solved.graph.edges
    owner = int(edges.owner[edge])
    who = "somebody unnamed" if owner in table.unnamed else table.name(table.ids[owner])
    kind = KINDS[int(edges.kind[edge])]
    if kind not in SIZED:
        return f"{who} {_LINKS[kind]}"
    stake: Stake = table.stated(int(edges.row[edge])).stake
    of_votes = " of the votes" if kind == "votes" else ""
    return f"{who} {stake.share}{of_votes}"


def _narrower(solved: RegimeSolution, node: int) -> Iterator[str]:
    for each in solved.narrower:
        if each.must.reached[node]:
            yield f"{each.limb.says}"
        elif solved.is_project_of(each, node):
            yield (
                f"{each.limb.measure.text or each.limb.measure.kind}: reaches a project held to "
                f"{each.limb.project} ({', '.join(each.limb.sources)})"
            )
        else:
            continue
        if each.limb.caveat:
            yield each.limb.caveat


def _unknown(solved: RegimeSolution, node: int) -> Iterator[str]:
    may, must = solved.may.controlled.reached[node], solved.must.controlled.reached[node]
    unsettled = tuple(dict.fromkeys(_unsettled(solved, node)))
    if may and not must and unsettled:
        yield from unsettled
    elif may and not must:
        yield (
            f"what is stated leaves open whether the line is reached ({solved.rule.line}): one "
            "value would block, another would not"
        )
    elif solved.mixed is not None and solved.mixed.reached[node]:
        yield (
            "owners under different measures reach the line only together; whether they are added "
            "up is not resolved by the regulator"
        )
    else:
        yield "what is stated leaves open whether a narrower measure reaches it"


def _unsettled(solved: RegimeSolution, node: int) -> Iterator[str]:
    """What is not known of the measures that those who hold the node are under."""
    edges, ids = solved.graph.edges, solved.graph.table.ids
    for owner in edges.owner[edges.into(node)].tolist():
        for each in solved.listings(ids[owner]):
            if each.limb.flows == "not stated":
                yield each.limb.says


def _review(solved: RegimeSolution, node: int) -> Iterator[str]:
    for other, why in (
        (solved.proposed, "a likeness that a person must confirm stands above it"),
        (solved.unchained, "reached through a chain, which the policy does not follow"),
    ):
        if other is not None and other.controlled.reached[node]:
            yield why
    if solved.is_looked_at(node):
        yield (
            f"not over the line ({solved.rule.line}), and above "
            f"{percent(solved.terms.review_above)} % or linked: a person must look"
        )
