"""Who is blocked by definition: governments and parties that a programme blocks as a class, and
what they own or control (``[[class]]`` of ``programmes.toml``; 31 CFR 510.201, 515.302, 560.304).

Only what a source states makes somebody a member: a body of a state with its country, an exact
name of an organ with its country, a place of incorporation. A nationality is never guessed from a
name: a name alone is a review. An embargo on a region blocks nobody and is a review.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import msgspec

from interdict.ownership import programmes
from interdict.ownership.graph import Graph
from interdict.ownership.programmes import BlockedClass, ProgrammeTable
from interdict.ownership.reach import CONTROL, Reached, chain, held, holder, reach
from interdict.ownership.stake import Entity, Stake
from interdict.ownership.verdict import VerdictWord
from interdict.party import CountryRole, Regime
from interdict.text import fold

_OF_A_STATE: frozenset[CountryRole] = frozenset({"jurisdiction", "nationality"})
"""Roles of a country that say whose body a state body is. An address does not: an embassy's is
in another state."""
_OF_A_PERSON: frozenset[CountryRole] = frozenset({"nationality", "citizenship", "residence"})


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """Why somebody is, or may be, of a class that a programme blocks."""

    entity: str
    regime: Regime
    verdict: VerdictWord
    """``blocked-by-definition``; ``unknown`` where a band or an unreadable statement leaves it
    open; ``review`` where only a name or an address points to the class."""
    id: str
    """Of the class: ``north-korea``."""
    because: str
    """One sentence."""
    stakes: tuple[Stake, ...]
    """For what the class owns or controls: the stakes that show it."""
    sources: tuple[str, ...]
    caveat: str


class _Ground(NamedTuple):
    """What makes an entity itself a member."""

    is_sure: bool
    says: str


def by_definition(
    entities: Iterable[Entity], graph: Graph, table: ProgrammeTable | None = None
) -> tuple[Definition, ...]:
    """Everybody of a class in force on the graph's day, members before what they own.

    ``entities`` are those that the stakes are about; one of whom no source says more than a name
    is of no class, unless the name is an organ's.
    """
    classes = (table or programmes.shipped()).blocked_classes(graph.day)
    known = tuple(entity for entity in entities if _may_concern(entity, classes))
    names = {entity.id: entity.name or entity.id for entity in known}
    found: list[Definition] = []
    for each in classes:
        grounds = {e.id: ground for e in known if (ground := _ground(e, each))}
        found += [
            _definition(each, entity, _word(each, ground), f"{names[entity]}: {ground.says}")
            for entity, ground in grounds.items()
        ]
        if each.does == "block":
            sure = [entity for entity, ground in grounds.items() if ground.is_sure]
            owned = reach(sure, graph, links=CONTROL)
            found += [_owned(each, owned, entity, names, graph) for entity in owned]
    return tuple(found)


def _may_concern(entity: Entity, classes: tuple[BlockedClass, ...]) -> bool:
    """Most entities are of no class; this says so without a look at each class."""
    if any(fact.code in _countries(classes) or fact.raw for fact in entity.countries):
        return True
    return entity.kind != "person" and _is_called(entity, _all_organs(classes))


@lru_cache(maxsize=16)
def _countries(classes: tuple[BlockedClass, ...]) -> frozenset[str]:
    return frozenset(code for each in classes for code in each.countries)


@lru_cache(maxsize=16)
def _all_organs(classes: tuple[BlockedClass, ...]) -> frozenset[str]:
    return frozenset(name for each in classes for name in _organs(each))


@lru_cache(maxsize=64)
def _organs(each: BlockedClass) -> frozenset[str]:
    return frozenset(map(fold, each.organs))


def _is_called(entity: Entity, names: frozenset[str]) -> bool:
    return any(fold(name) in names for name in (entity.name, *entity.other_names) if name)


def _word(each: BlockedClass, ground: _Ground) -> VerdictWord:
    return "blocked-by-definition" if ground.is_sure and each.does == "block" else "review"


def _ground(entity: Entity, each: BlockedClass) -> _Ground | None:
    """Why an entity is itself of a class; None where nothing says so."""
    if each.regions:
        return _region(entity, each)
    stated = {fact.code for fact in entity.countries if fact.role in _OF_A_STATE}
    country = " or ".join(code.upper() for code in each.countries)
    theirs = not stated.isdisjoint(each.countries)
    if entity.is_state and theirs:
        return _Ground(True, f"stated to be a state or a body of one, {country}")
    if entity.is_state and not stated and _has(entity, {"residence"}, each):
        return _Ground(False, f"stated to be a body of a state, with an address in {country}")
    if entity.kind not in ("person", "vessel", "aircraft") and _is_called(entity, _organs(each)):
        where = f"with the country {country}" if theirs else "and no country confirms it"
        return _Ground(theirs, f"is called as an organ that the rule names, {where}")
    if each.organised and entity.kind == "organization" and _has(entity, {"jurisdiction"}, each):
        return _Ground(True, f"stated to be organised in {country}")
    if each.organised and entity.kind == "person" and _has(entity, _OF_A_PERSON, each):
        return _Ground(False, f"stated as national or resident of {country}")
    return None


def _region(entity: Entity, each: BlockedClass) -> _Ground | None:
    """An embargo on a region: the words of an address, not those of a name."""
    pattern = r"\b(?:" + "|".join(map(re.escape, each.regions)) + r")\b"
    for fact in entity.countries:
        if re.search(pattern, fact.raw, re.IGNORECASE):
            return _Ground(False, f"stated to be in {fact.raw}: dealings there are embargoed")
    return None


def _has(entity: Entity, roles: Iterable[CountryRole], each: BlockedClass) -> bool:
    return any(f.role in roles and f.code in each.countries for f in entity.countries)


def _owned(
    each: BlockedClass,
    found: dict[str, Reached],
    entity: str,
    names: dict[str, str],
    graph: Graph,
) -> Definition:
    reached, stakes = found[entity], chain(found, entity)
    shown = " and ".join(
        f"{_name(holder(s), names, graph)} has {held(s, _name(s.owned, names, graph))}"
        for s in stakes
    )
    how = "controlled" if reached.controlled else "owned to 50 % or more"
    if reached.certain:
        return _definition(each, entity, "blocked-by-definition", f"{how}: {shown}", stakes)
    doubt = f"may be {how}, if the stakes are at their highest: {shown}"
    return _definition(each, entity, "unknown", doubt, stakes)


def _name(entity: str, names: dict[str, str], graph: Graph) -> str:
    return names.get(entity) or graph.table.name(entity)


def _definition(
    each: BlockedClass, entity: str, verdict: VerdictWord, why: str, stakes: tuple[Stake, ...] = ()
) -> Definition:
    return Definition(
        entity=entity,
        regime=each.regime,
        verdict=verdict,
        id=each.id,
        because=f"{why} ({each.who}; {', '.join(each.sources)})",
        stakes=stakes,
        sources=each.sources,
        caveat=each.caveat,
    )
