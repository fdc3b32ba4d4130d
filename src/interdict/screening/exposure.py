"""Who is exposed to US secondary sanctions by stated dealings: joined to the lists, with evidence.

Counterparties become listed parties by the one screening path, as owners do (``owners``): an exact
identifier or an uncontradicted full name at once, anything less is a ``review``. Whom listed
parties own counts with them. ``secondary`` says what exposes; here it gets its facts.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from interdict.ownership.dealing import Dealing
from interdict.ownership.graph import Graph
from interdict.ownership.programmes import OFAC_SOURCES
from interdict.ownership.reach import held, holder, reach
from interdict.ownership.secondary import Exposure, Ground, exposures, grounds_of_party
from interdict.ownership.verdict import STRENGTH, VerdictWord
from interdict.screening.likely_entities import likely
from interdict.screening.owners import Join
from interdict.screening.ownership import Owners
from interdict.screening.table_names import Meant, joined, meant
from interdict.screening.verdicts import SAMPLE_SAYS, silence

SEVERAL = "several entities of the stakes are called so: which is meant is for a person to say"
ALIKE = "that it is {} of the stakes is for a person to say: the names are only alike"
MOST_ALIKE = 20_000
"""Entities owned by listed parties with whose names counterparties' are compared."""
_SHOWN = 6
"""Counterparties named in a sentence; the rest are counted."""


_Alike = dict[str, dict[str, bool]]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One dealing on one ground."""

    verdict: VerdictWord
    dealing: Dealing
    """As the table writes it."""
    record: str
    """Id of the listed party's record that states the ground."""
    listed: str
    """Its name."""
    joined_by: str
    """Why the counterparty, or who owns it, is or may be that party."""
    ground: Ground
    owned: tuple[str, ...]
    """One sentence per stake from the listed party down; empty where it is the counterparty."""
    because: str
    """All of it in a sentence."""
    caveats: tuple[str, ...]


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """A dealing with somebody on such a ground that does not count, and why."""

    dealing: Dealing
    ground: Ground
    because: str


class Exposed(msgspec.Struct, frozen=True, kw_only=True):
    """What the dealings of one party expose it to; apart from whether it is blocked."""

    party: str
    """As the table writes it."""
    verdict: VerdictWord
    """``secondary-risk``, ``unknown``, ``review``, or ``no-match``: in these dealings and lists."""
    because: tuple[str, ...]
    """What must be known of the word besides the evidence."""
    evidence: tuple[Evidence, ...]
    """One per dealing and ground, in the order of the dealings, the strongest first."""
    aside: tuple[Aside, ...]
    dealings: int
    """Stated of the party."""
    itself: tuple[Join, ...]
    """The listed parties that it is, or may be: screening tells what that means."""


class _Source(NamedTuple):
    """The record that states a ground, and why an entity is it."""

    record: str
    name: str
    says: str


class _Asked(msgspec.Struct, frozen=True):
    """What is asked of all parties together."""

    owners: Owners
    named: Mapping[str, Meant]
    joins: tuple[Join, ...]
    counted: Mapping[str, list[Evidence]]
    """By the place of the dealing."""
    aside: Mapping[str, Aside]
    is_compared: bool
    """Were names compared with those of owned entities?"""


def exposed(owners: Owners, dealings: Sequence[Dealing]) -> tuple[Exposed, ...]:
    """Every party of a table of dealings, in the order in which it names them."""
    texts = dict.fromkeys(text for each in dealings for text in (each.party, each.counterparty))
    named = {text: meant(owners, text) for text in texts}
    joins = joined(owners, named.values())
    grounds = dict(_grounds(owners, _settled((*joins, *owners.joined))))
    graph = Graph(owners.table, owners.day)
    name = graph.table.name

    def found(some: Iterable[Dealing]) -> tuple[Exposure, ...]:
        return exposures(some, grounds, lambda ids: reach(ids, graph), owners.day, name)

    alike = _alike(owners, dealings, named, reach({g.entity for g in grounds}, graph))
    shared = list(_between_entities(dealings, named, alike or {}))
    written = {each.place: each for each in dealings}
    counted: defaultdict[str, list[Evidence]] = defaultdict(list)
    for each in sorted(found(shared), key=lambda found: STRENGTH[found.verdict]):
        dealing = written[each.dealing.place]
        told = _evidence(each, dealing, grounds[each.ground], name)
        doubt = "" if named[dealing.counterparty].is_certain else SEVERAL
        if each.counterparty in _only_alike(alike, dealing.counterparty):
            doubt = ALIKE.format(name(each.counterparty))
        known = counted[dealing.place]
        if told.ground.certain or not any(_is_same_ground(told, other) for other in known):
            known.append(_for_a_person(told, doubt) if doubt else told)
    late = [each for each in shared if each.place not in counted]
    undated = (msgspec.structs.replace(each, since=None, until=None) for each in late)
    aside = _aside(found(undated), written, owners.day)
    asked = _Asked(owners, named, joins, counted, aside, alike is not None)
    stated: defaultdict[str, list[Dealing]] = defaultdict(list)
    for dealing in dealings:
        stated[_identity(named[dealing.party])].append(dealing)
    return tuple(_told(asked, own) for own in stated.values())


def _identity(named: Meant) -> str:
    return named.entities[0].id if named.is_certain else named.written


def _alike(
    owners: Owners,
    dealings: Iterable[Dealing],
    named: Mapping[str, Meant],
    owned: Iterable[str],
) -> _Alike | None:
    """Counterparty -> the owned entities of the stakes whose names are like it, and whether one is
    the same full name; None where too many are owned to compare."""
    nodes = [node for each in owned if (node := owners.stakes.node(each)) is not None]
    if len(nodes) > MOST_ALIKE:
        return None
    strange = {each.counterparty: named[each.counterparty] for each in dealings}
    asked = [entity for each in strange.values() if not each.in_stakes for entity in each.entities]
    found: _Alike = {}
    for who, entity, confirmed in likely(asked, [owners.stakes.entity(node) for node in nodes]):
        known = found.setdefault(who, {})
        known[entity.id] = known.get(entity.id, False) or confirmed
    return found


def _only_alike(alike: _Alike | None, counterparty: str) -> list[str]:
    """Those of whom a person must say whether they are meant: all, unless one has the full name."""
    found = (alike or {}).get(counterparty, {})
    sure = sum(found.values()) == 1
    return [entity for entity, confirmed in found.items() if not (confirmed and sure)]


def _between_entities(
    dealings: Iterable[Dealing], named: Mapping[str, Meant], alike: _Alike
) -> Iterator[Dealing]:
    """The dealings by the ids of entities; one for each that a counterparty's name may mean."""
    for each in dealings:
        party = _identity(named[each.party])
        ids = [entity.id for entity in named[each.counterparty].entities]
        for entity in dict.fromkeys((*ids, *alike.get(each.counterparty, ()))):
            yield msgspec.structs.replace(each, party=party, counterparty=entity)


def _settled(joins: Iterable[Join]) -> Iterator[Join]:
    """Each join once; a likeness does not matter where OFAC's list certainly has the entity."""
    unique = {(join.entity, join.party): join for join in joins}.values()
    sure = {join.entity for join in unique if join.certain and _is_ofacs(join)}
    return (join for join in unique if join.certain or join.entity not in sure)


def _is_ofacs(join: Join) -> bool:
    return join.party.partition(":")[0] in OFAC_SOURCES


def _grounds(owners: Owners, joins: Iterable[Join]) -> Iterator[tuple[Ground, _Source]]:
    """Why dealing with the joined entities exposes others, on the day asked about."""
    for join in joins:
        party = owners.screener.snapshot.find(join.party)
        if party is None or party.provenance.authority != "official":
            continue
        if not owners.screener.policy.in_scope(party.source):
            continue
        for ground in grounds_of_party(join.entity, party, owners.day):
            if ground.since is None or ground.since <= owners.day:
                ground = msgspec.structs.replace(ground, certain=join.certain)
                yield ground, _Source(party.id, party.primary_name, join.says)


def _evidence(
    found: Exposure, dealing: Dealing, source: _Source, name: Callable[[str], str]
) -> Evidence:
    return Evidence(
        verdict=found.verdict,
        dealing=dealing,
        record=source.record,
        listed=source.name,
        joined_by=source.says,
        ground=found.ground,
        owned=tuple(f"{name(holder(s))} has {held(s, name(s.owned))}" for s in found.stakes),
        because=found.because,
        caveats=found.caveats,
    )


def _is_same_ground(one: Evidence, other: Evidence) -> bool:
    """Does another way lead to the same remark of the same record?"""
    return (one.record, one.ground.says) == (other.record, other.ground.says)


def _aside(
    found: Iterable[Exposure], dealings: Mapping[str, Dealing], day: datetime.date
) -> dict[str, Aside]:
    """Dealings that would count if their days did, by place; on the ground that began first."""
    aside: dict[str, Aside] = {}
    for each in sorted(found, key=lambda found: found.ground.since or datetime.date.min):
        dealing = dealings[each.dealing.place]
        why = _why_not(dealing, each.ground, day)
        told = Aside(dealing=dealing, ground=each.ground, because=why)
        aside.setdefault(dealing.place, told)
    return aside


def _why_not(dealing: Dealing, ground: Ground, day: datetime.date) -> str:
    if dealing.since is not None and dealing.since > day:
        return f"it begins after {day}, the day asked about"
    if ground.since and dealing.until and dealing.until < ground.since:
        return f"it ended before {ground.since}, from when the ground holds"
    return "it ended before the stakes began through which the counterparty is owned"


def _told(asked: _Asked, own: Sequence[Dealing]) -> Exposed:
    party = asked.named[own[0].party]
    evidence = [each for dealing in own for each in asked.counted.get(dealing.place, ())]
    words = (each.verdict for each in evidence)
    word: VerdictWord = min(words, key=STRENGTH.__getitem__, default="no-match")
    coverage = asked.owners.screener.coverage
    is_sample = any(piece.list == "starter" for piece in coverage)
    quiet: list[str] = []
    if STRENGTH[word] > STRENGTH["unknown"]:
        quiet = [] if is_sample else silence("us", coverage)
        if is_sample and word == "no-match":
            quiet = [SAMPLE_SAYS]
    return Exposed(
        party=party.written,
        verdict="unknown" if quiet else word,
        because=(*quiet, *_known_limits(asked, own, word)),
        evidence=tuple(evidence),
        aside=tuple(asked.aside[each.place] for each in own if each.place in asked.aside),
        dealings=len(own),
        itself=tuple(each for each in asked.joins if each.entity == _identity(party)),
    )


def _for_a_person(each: Evidence, doubt: str) -> Evidence:
    word: VerdictWord = "review"
    return msgspec.structs.replace(each, verdict=word, caveats=(doubt, *each.caveats))


def _known_limits(asked: _Asked, own: Sequence[Dealing], word: VerdictWord) -> Iterator[str]:
    if word == "no-match":
        looked = ", ".join(
            f"{piece.list} of {piece.published}{piece.doubt}"
            for piece in asked.owners.screener.coverage
            if piece.regime == "us" or piece.list == "starter"
        )
        yield (
            f"no stated dealing with anybody on a ground of secondary sanctions, or owned by such: "
            f"in these dealings, these stakes and {looked}"
        )
    strange = dict.fromkeys(
        each.counterparty for each in own if not asked.named[each.counterparty].in_stakes
    )
    if strange and not asked.is_compared:
        yield "too much is owned by listed parties to look for names that are only alike"
    exposing = {each.dealing.counterparty for found in asked.counted.values() for each in found}
    silent = [each for each in strange if each not in exposing]
    if silent:
        more = f" and {len(silent) - _SHOWN:,} more" if len(silent) > _SHOWN else ""
        shown = ", ".join(silent[:_SHOWN])
        yield f"in no stakes here, so who owns them is not known: {shown}{more}"
