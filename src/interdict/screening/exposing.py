"""Exposure to US secondary sanctions: stated dealings with who is listed on such a ground, or
blocked through those who are.

The parties of a dealing are names or ids as its table writes them. A counterparty that is an
entity of the stakes is taken for it, one whose name several bear for each of them; any other is
screened as it is written.
"""

from collections.abc import Iterable, Iterator

import msgspec

from interdict.ownership.dealing import Dealing
from interdict.ownership.reach import reach
from interdict.ownership.secondary import Exposure, Ground, exposures, grounds_of_party
from interdict.ownership.stake import Entity
from interdict.screening.owners import Join
from interdict.screening.ownership import Owners


def exposed(owners: Owners, dealings: Iterable[Dealing]) -> tuple[Exposure, ...]:
    """Every dealing that exposes, on the day asked about, in the order of the dealings."""
    told = tuple(dealings)
    known = {name: _meant(owners, name) for name in dict.fromkeys(d.counterparty for d in told)}
    asked = owners.joins_of(entity for meant in known.values() for entity in meant)
    solved = owners.solution(asked)
    found = exposures(
        (
            msgspec.structs.replace(dealing, counterparty=entity.id)
            for dealing in told
            for entity in known[dealing.counterparty]
        ),
        _grounds(owners, (*owners.joined, *asked)),
        lambda entities: reach(entities, solved.graph),
        owners.day,
    )
    return tuple(found)


def _meant(owners: Owners, name: str) -> tuple[Entity, ...]:
    """The entities of the stakes that may be meant, all of several; else somebody of that name."""
    stakes = owners.stakes
    node = stakes.node(name)
    nodes = (node,) if node is not None else stakes.find(name) or stakes.named(name)
    return tuple(map(stakes.entity, nodes)) or (Entity(id=name, name=name),)


def _grounds(owners: Owners, joined: Iterable[Join]) -> Iterator[Ground]:
    """Of every official US listing of somebody joined; of a likeness for a person to confirm."""
    for join in joined:
        party = owners.screener.snapshot.find(join.party)
        if party is None or party.provenance.authority != "official":
            continue
        for ground in grounds_of_party(join.entity, party, owners.day):
            yield ground if join.certain else msgspec.structs.replace(ground, certain=False)
