"""Whom a table of one's own means: entities of the stakes, listed parties, or somebody new.

A cell is an id of the stakes, a full name that the stakes have, the id of a listed party
(``ofac-sdn:17022``), an identifier (``lei:...``, ``imo:...``), or a name. Nothing is guessed here:
what a name is like is for screening, under which a likeness waits for a person.
"""

from collections.abc import Iterable, Iterator

import msgspec

from interdict import identifiers
from interdict.errors import UsageError
from interdict.ownership.sham import Relation
from interdict.ownership.stake import Entity
from interdict.party import Identifier
from interdict.screening.owners import Join
from interdict.screening.ownership import Owners


class Meant(msgspec.Struct, frozen=True, kw_only=True):
    """Whom one cell means."""

    written: str
    entities: tuple[Entity, ...]
    """Several where the stakes have more than one of that name."""
    in_stakes: bool = False

    @property
    def is_certain(self) -> bool:
        """Does it mean one?"""
        return len(self.entities) == 1


def meant(owners: Owners, written: str) -> Meant:
    """The entities that a cell means; one that the stakes do not have is made from it."""
    stakes = owners.stakes
    node = stakes.node(written)
    nodes = (node,) if node is not None else stakes.find(written) or stakes.named(written)
    if nodes:
        found = tuple(stakes.entity(each) for each in nodes)
        return Meant(written=written, entities=found, in_stakes=True)
    stated = _identifier(written)
    if stated is not None:
        return Meant(written=written, entities=(Entity(id=written, identifiers=(stated,)),))
    return Meant(written=written, entities=(Entity(id=written, name=written),))


def joined(owners: Owners, named: Iterable[Meant]) -> tuple[Join, ...]:
    """Whom they are or may be on the lists, by the one screening path; a record's id is exact."""
    everybody = {entity.id: entity for each in named for entity in each.entities}
    by_id = [_by_party_id(owners, each) for each in everybody]
    exact = [join for join in by_id if join is not None]
    rest = [each for each in everybody.values() if each.id not in {j.entity for j in exact}]
    return (*exact, *owners.joins_of(rest))


def related(owners: Owners, relations: Iterable[Relation]) -> Iterator[Relation]:
    """Relations as they are written in a table, between entities of the stakes; what the stakes
    do not have holds nothing and is left out."""
    for each in relations:
        ends = meant(owners, each.one), meant(owners, each.other)
        if all(end.in_stakes for end in ends):
            for one in ends[0].entities:
                for other in ends[1].entities:
                    yield msgspec.structs.replace(each, one=one.id, other=other.id)


def _by_party_id(owners: Owners, entity: str) -> Join | None:
    party = owners.screener.snapshot.find(entity) if ":" in entity else None
    if party is None:
        return None
    says = f"the table gives its id on the list: {party.primary_name}"
    return Join(entity=entity, party=entity, certain=True, score=1.0, says=says, asked=b"")


def _identifier(written: str) -> Identifier | None:
    named, sign, value = written.partition(":")
    if not sign or not any(map(str.isalnum, value)):
        return None
    try:
        kind = identifiers.kind_named(named.strip().lower()).kind
    except UsageError:
        return None
    normal = identifiers.normalise(kind, value)
    raw = "" if normal == value else value
    return Identifier(kind=kind, value=normal, raw=raw, valid=identifiers.is_valid(kind, value))
