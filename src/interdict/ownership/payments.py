"""What is paid to the blocked owners of an entity that is not blocked: a sentence beside a verdict.

A stake below the line blocks nobody, and its holder stays blocked: dividends and whatever else is
owed to the holder are a blocked person's. Said of shares alone; wages, loans and fees need no
stake and stand in no ownership file.
"""

from typing import NamedTuple

import msgspec

from interdict.ownership.reach import held, holder
from interdict.ownership.solution import Solution
from interdict.ownership.stake import Stake
from interdict.ownership.table import SHARES
from interdict.ownership.verdict import STRENGTH
from interdict.party import Regime

_SHOWN = 6
"""Owners named in a sentence; the rest are counted."""


class _Law(NamedTuple):
    says: str
    authority: str


LAWS: dict[Regime, _Law] = {
    "us": _Law(
        "dividends and whatever else is paid to such an owner are blocked property where US law "
        "applies: to be blocked and reported, not paid out",
        "the order that blocks the owner; OFAC FAQ 398; reports: 31 CFR 501.603",
    ),
    "eu": _Law(
        "dividends and whatever else is paid to such an owner make funds available to a listed "
        "person, which is prohibited, also indirectly",
        "Regulation (EU) No 269/2014, article 2, and its siblings",
    ),
    "uk": _Law(
        "dividends and whatever else is paid to such an owner, or for its benefit, make funds "
        "available to a designated person, which is prohibited",
        "Russia (Sanctions) (EU Exit) Regulations 2019, regulations 11 to 15, and its siblings",
    ),
    "ch": _Law(
        "dividends and whatever else is paid to such an owner make funds available to a listed "
        "person, which is prohibited, also indirectly",
        "Ordinance of 4 March 2022 (SR 946.231.176.72), article 15, and its siblings",
    ),
}
EXCEPTIONS = "exceptions and licences are for a person to examine"


class Payments(msgspec.Struct, frozen=True, kw_only=True):
    """Blocked owners hold shares of an entity that is not blocked itself."""

    entity: str
    regime: Regime
    says: str
    """Who holds how much, and what that means for what is paid to them."""
    authority: str
    stakes: tuple[Stake, ...]


def payments(solved: Solution, entity: str, regime: Regime) -> Payments | None:
    """The sentence beside an entity's verdict; None where it is blocked itself, or where no
    blocked owner certainly holds shares of it."""
    graph = solved.graph
    node = graph.node(entity)
    if node is None or _is_blocked(solved, node, regime):
        return None
    edges = graph.edges
    sure = edges.weights("low")
    into = [
        edge
        for edge in edges.into(node).tolist()
        if int(edges.kind[edge]) == SHARES
        and sure[edge] > 0
        and _is_blocked(solved, int(edges.owner[edge]), regime)
    ]
    if not into:
        return None
    stakes = tuple(graph.table.stated(int(edges.row[edge])).stake for edge in into)
    name = graph.table.name
    told = [
        f"{name(holder(s))} is blocked and has {held(s, name(s.owned))}" for s in stakes[:_SHOWN]
    ]
    more = [f"{len(stakes) - _SHOWN} more have shares"] if len(stakes) > _SHOWN else []
    law = LAWS[regime]
    return Payments(
        entity=entity,
        regime=regime,
        says=f"{'; '.join((*told, *more))}: {law.says}; {EXCEPTIONS} ({law.authority})",
        authority=law.authority,
        stakes=stakes,
    )


def _is_blocked(solved: Solution, node: int, regime: Regime) -> bool:
    return STRENGTH[solved.regime(regime).word(node)] < STRENGTH["restricted"]
