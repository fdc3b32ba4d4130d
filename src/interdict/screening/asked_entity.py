"""Which entity of the stakes somebody means: by id, by the party that it is, or by name.

Never guessed: what fits several entities, or only resembles one, is listed for the asker to choose.
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from interdict.errors import UsageError
from interdict.ownership.stake import Entity
from interdict.screening.likely_entities import list_of
from interdict.screening.owners import queries
from interdict.screening.ownership import Owners
from interdict.screening.policy import Policy
from interdict.screening.screen import CHUNK, Screener
from interdict.snapshot.stake_set import StakeSet

MOST_SCREENED = 500_000
"""Entities whose names are compared one by one when no name is equal: some ten seconds."""
_SHOWN = 10


class Likely(msgspec.Struct, frozen=True):
    """An entity that somebody may have meant."""

    node: int
    score: float
    confirmed: bool


def entity_asked(owners: Owners, asked: str) -> int:
    """The node that somebody means; ``UsageError`` with the choices when it is not one."""
    stakes = owners.stakes
    if not asked.strip():
        raise UsageError("name an entity: its id in the stakes, a party's id, or a name")
    for found in (_ids(stakes, asked), _of_party(owners, asked), stakes.named(asked)):
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(stakes, asked, [Likely(node, 1.0, True) for node in found])
    likely = _likely(stakes, asked)
    sure = [each for each in likely if each.confirmed]
    if len(sure) == 1:
        return sure[0].node
    raise _ambiguous(stakes, asked, sure or likely)


def _ids(stakes: StakeSet, asked: str) -> tuple[int, ...]:
    node = stakes.node(asked)
    return stakes.find(asked) if node is None else (node,)


def _of_party(owners: Owners, asked: str) -> tuple[int, ...]:
    """The entities that are a listed party, by the party's id."""
    party = owners.screener.snapshot.find(asked) if ":" in asked else None
    if party is None:
        return ()
    stakes = owners.stakes
    by_name = {node for name in party.names for node in stakes.named(name.full)}
    more = owners.joins_of(stakes.entity(node) for node in sorted(by_name))
    ids = {join.entity for join in (*owners.joined, *more) if join.party == asked and join.certain}
    nodes = (stakes.node(each) for each in sorted(ids))
    found = tuple(node for node in nodes if node is not None)
    if not found:
        raise UsageError(
            f"no entity of the stakes is joined to {asked} ({party.primary_name}): look for it by "
            "name, or join it with  interdict owners confirm"
        )
    return found


def _likely(stakes: StakeSet, asked: str) -> list[Likely]:
    """The entities whose names are like what was asked, best first: screened against a list of
    one, so that alike means here what it means everywhere."""
    if len(stakes) > MOST_SCREENED:
        raise UsageError(
            f"no entity is called {asked!r}, and there are too many ({len(stakes):,}) to look for "
            "similar names: give its id or its full name"
        )
    best: dict[int, Likely] = {}
    with tempfile.TemporaryDirectory(prefix="interdict-asked-") as folder:
        screener = Screener(list_of(Path(folder), [Entity(id=asked, name=asked)]), Policy())
        for first in range(0, len(stakes), CHUNK):
            nodes = range(first, min(first + CHUNK, len(stakes)))
            asking = [(node, query) for node in nodes for query in queries(stakes.entity(node))]
            hits = screener.hits([msgspec.structs.replace(q, identifiers=()) for _, q in asking])
            for (node, _), found in zip(asking, hits, strict=True):
                for hit in found:
                    each = Likely(node, hit.score, hit.confirmed)
                    known = best.get(node)
                    if known is None or (each.confirmed, each.score) > (
                        known.confirmed,
                        known.score,
                    ):
                        best[node] = each
    return sorted(best.values(), key=lambda each: (-each.score, each.node))


def _ambiguous(stakes: StakeSet, asked: str, likely: Sequence[Likely]) -> UsageError:
    if not likely:
        return UsageError(
            f"no entity of the stakes is called {asked!r} or anything like it: "
            "interdict owners status  says which sources are loaded"
        )
    rest = len(likely) - _SHOWN
    more = f"\n  ... and {rest} more" if rest > 0 else ""
    shown = "\n  ".join(_choices(stakes, likely[:_SHOWN]))
    what = "may be any of" if len(likely) > 1 else "is not sure to be"
    return UsageError(f"{asked!r} {what} these; ask again with the id:\n  {shown}{more}")


def _choices(stakes: StakeSet, likely: Sequence[Likely]) -> Iterator[str]:
    for each in likely:
        entity = stakes.entity(each.node)
        countries = ", ".join(dict.fromkeys(c.code or c.raw for c in entity.countries))
        where = f" ({countries})" if countries else ""
        yield f"{entity.id}  {entity.name}{where}  {each.score:.2f}"
