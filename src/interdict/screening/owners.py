"""Who of the owners in a stake set is a listed party: found by the one screening path.

Every entity that holds something is screened under all its names, with its kind, countries, birth
date and numbers. An exact identifier or an uncontradicted full name joins it to the party, as it
makes a hit ``blocked`` (DESIGN, section 1); anything less is uncertain until a person decides.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from interdict.errors import QueryError
from interdict.ownership.listed import Listed
from interdict.ownership.stake import Entity
from interdict.party import Query
from interdict.screening.listed_owners import listed
from interdict.screening.result import Hit
from interdict.screening.same_party import same_party
from interdict.screening.screen import CHUNK, Screener, check
from interdict.snapshot.decisions import Decision, in_force
from interdict.snapshot.stake_set import StakeSet

_ENCODER = msgspec.msgpack.Encoder()


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of the stakes and a listed party that it is, or may be."""

    entity: str
    """Id of the node."""
    party: str
    """Id of the party's record."""
    certain: bool
    """Joined by an exact identifier or an uncontradicted full name."""
    score: float
    says: str
    """The evidence in a sentence."""
    asked: bytes
    """``fingerprint`` of the entity as it was screened."""


def fingerprint(entity: Entity) -> bytes:
    """Eight bytes that change with anything of an entity that is screened."""
    told = msgspec.structs.replace(entity, place="")
    return hashlib.blake2b(_ENCODER.encode(told), digest_size=8).digest()


def queries(entity: Entity) -> tuple[Query, ...]:
    """What is asked about an entity: one query per name, or its numbers alone; none about
    somebody of whom nothing is known that could be screened."""
    base = Query(
        kind=None if entity.kind == "unknown" else entity.kind,
        birth=entity.birth,
        countries=tuple(dict.fromkeys(c.code for c in entity.countries if c.code)),
        identifiers=entity.identifiers,
    )
    names = dict.fromkeys(name for name in (entity.name, *entity.other_names) if name.strip())
    asked = [msgspec.structs.replace(base, name=name) for name in names] or [base]
    return tuple(query for query in asked if _can_be_screened(query))


def joins(screener: Screener, entities: Iterable[Entity]) -> Iterator[Join]:
    """Every listed party that one of the entities is or may be.

    A record of another list that is the same party as a hit, but did not hit by itself, is
    uncertain, as it opens a review in a screening.
    """
    arriving = iter(entities)
    while chunk := list(islice(arriving, CHUNK)):
        asking = [(entity, query) for entity in chunk for query in queries(entity)]
        found = screener.hits([query for _, query in asking])
        best: dict[str, dict[str, Hit]] = {}
        for (entity, _), hits in zip(asking, found, strict=True):
            for hit in hits:
                own = best.setdefault(entity.id, {})
                known = own.get(hit.party.id)
                if known is None or _rank(hit) > _rank(known):
                    own[hit.party.id] = hit
        for entity in chunk:
            yield from _joins_of(screener, entity, best.get(entity.id, {}))


def _joins_of(screener: Screener, entity: Entity, hits: Mapping[str, Hit]) -> Iterator[Join]:
    asked = fingerprint(entity) if hits else b""
    for hit in hits.values():
        yield Join(
            entity=entity.id,
            party=hit.party.id,
            certain=hit.confirmed,
            score=hit.score,
            says=f"screened as {hit.matched_name or hit.party.primary_name}: {hit.says}",
            asked=asked,
        )
    for record in same_party(screener.snapshot, screener.policy, tuple(hits.values())):
        yield Join(
            entity=entity.id,
            party=record.party.id,
            certain=False,
            score=hits[record.hit].score,
            says=f"did not match by itself, but is the same party as {record.hit} "
            f"({record.because})",
            asked=asked,
        )


def decided(found: Iterable[Join], decisions: Sequence[Decision]) -> tuple[Join, ...]:
    """The joins with what people decided: confirmed ones are certain, refused ones gone, and one
    that nobody would have found is there."""
    said: Mapping[tuple[str, str], Decision] = {d.parties: d for d in in_force(decisions)}
    kept: dict[tuple[str, str], Join] = {}
    for join in found:
        first, last = sorted((join.entity, join.party))
        decision = said.get((first, last))
        if decision is None:
            kept[first, last] = join
        elif decision.what == "join" and (first, last) not in kept:
            kept[first, last] = msgspec.structs.replace(join, certain=True, says=decision.says)
    return tuple(kept.values())


def confirmed_by_hand(decisions: Sequence[Decision], stakes: StakeSet) -> Iterator[Join]:
    """Joins that a person made between an entity of the stakes and a party."""
    for decision in in_force(decisions):
        if decision.what != "join":
            continue
        for entity, party in (decision.parties, decision.parties[::-1]):
            if stakes.node(entity) is not None:
                yield Join(
                    entity=entity, party=party, certain=True, score=1.0, says=decision.says,
                    asked=b"",
                )  # fmt: skip


def listings(screener: Screener, found: Iterable[Join]) -> Iterator[Listed]:
    """What the joined parties' listings mean for the entities, on the screener's day."""
    for join in found:
        party = screener.snapshot.find(join.party)
        if party is not None and screener.policy.in_scope(party.source):
            hit = Hit(
                party=party,
                score=join.score,
                matched_name="",
                evidence=(),
                confirmed=join.certain,
                asked_on=screener.when.as_of,
            )
            yield from listed(join.entity, hit, join.certain, join.says)


def _rank(hit: Hit) -> tuple[bool, float]:
    return hit.confirmed, hit.score


def _can_be_screened(query: Query) -> bool:
    try:
        check(query)
    except QueryError:
        return False
    return bool(query.name or query.identifiers)
