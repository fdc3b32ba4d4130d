"""One entity's answers with all that belongs to them: who is blocked as a class, Commerce's rule,
licences and secondary sanctions.

A class that a programme blocks and a rule of another authority can make a verdict stronger, with
their own reasons. Licences and secondary sanctions stand beside it and change no word.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from interdict.ownership import licences, programmes
from interdict.ownership.definition import Definition, by_definition
from interdict.ownership.graph import Graph
from interdict.ownership.licence_calendar import in_force
from interdict.ownership.licence_candidates import LicenceCandidate
from interdict.ownership.licence_closure import Known, closure_candidates
from interdict.ownership.listed import Listed
from interdict.ownership.programmes import SecondaryRisk
from interdict.ownership.reach import reach
from interdict.ownership.sham import Relation
from interdict.ownership.solution import Solution
from interdict.ownership.stake import Entity
from interdict.ownership.verdict import STRENGTH, VerdictWord
from interdict.party import Regime
from interdict.screening.beside import BLOCKED
from interdict.screening.owners import Join
from interdict.screening.ownership import Answer, Owners
from interdict.screening.ownership_signs import with_signs

MOST_ABOVE = 5_000
"""Entities looked at above the one asked about, the nearest first."""


def asked_solution(owners: Owners, node: int) -> Solution:
    """Everybody's verdicts where the entity asked about is screened, too."""
    entity = owners.stakes.entity(node)
    solved = owners.solution(owners.joins_of([entity]))
    blocking = {each.id for each in programmes.shipped().classes if each.does == "block"}
    solved.add_listed(
        Listed(
            entity=each.entity,
            regime="us",
            text=each.id,
            certain=each.verdict == "blocked-by-definition",
            by_definition=True,
            says=each.because,
        )
        for each in _members(owners, solved.graph, entity.id)
        if each.id in blocking and not each.stakes
    )  # blocked persons count together, whatever blocks them (OFAC FAQ 399)
    return solved


def answers_of(
    owners: Owners,
    solved: Solution,
    node: int,
    regimes: Sequence[Regime] = (),
    relations: Iterable[Relation] = (),
) -> dict[Regime, Answer]:
    """The same from a solution that is there; ``relations`` are stated besides those of lists."""
    entity = owners.stakes.entity(node)
    every = (*owners.joins_of([entity]), *(j for j in owners.joined if j.entity == entity.id))
    own = [join for join in dict.fromkeys(every) if join.certain]
    found = {
        regime: owners.answer(solved, entity.id, regime) for regime in regimes or owners.regimes
    }
    if "us" in found:
        found["us"] = _strengthened(owners, solved, entity.id, found["us"])
        risks = tuple(_risks(owners, own))
        found["us"] = msgspec.structs.replace(found["us"], secondary_risk=risks)
    licensed = _licences(owners, solved.graph, entity, own)
    for regime, answer in found.items():
        if answer.verdict.verdict in BLOCKED:
            beside = tuple(each for each in licensed if each[0] == regime)
            found[regime] = msgspec.structs.replace(
                answer, licences=tuple(candidate for _, candidate in beside)
            )
    refused = tuple(_refused(owners, solved.graph, entity.id))
    if refused:
        found = {
            regime: msgspec.structs.replace(answer, refused=refused)
            for regime, answer in found.items()
        }
    return with_signs(owners, solved, entity.id, found, relations)


def above(graph: Graph, entity: str) -> list[str]:
    """An entity and everybody who stands above it, nearest first."""
    start = graph.node(entity)
    if start is None:
        return [entity]
    found = [start]
    seen = {start}
    for node in found:
        for owner in graph.edges.owner[graph.edges.into(node)].tolist():
            if owner not in seen and len(found) < MOST_ABOVE:
                seen.add(owner)
                found.append(owner)
    return [graph.table.ids[node] for node in found]


def _refused(owners: Owners, graph: Graph, entity: str) -> Iterator[str]:
    """Whom people said an entity, or those above it, not to be: without that word the answer may
    be another."""
    last = {each.parties: each for each in owners.decisions}
    near = set(above(graph, entity))
    for (about, party), decision in last.items():
        if decision.what == "part" and about in near:
            yield (
                f"{about} counts as another than {party} by decision of {decision.by} on "
                f"{decision.at.date()}: {decision.because}"
            )


def _members(owners: Owners, graph: Graph, entity: str) -> tuple[Definition, ...]:
    """Who of an entity and those above it is, or may be, of a class that the US block."""
    nodes = (owners.stakes.node(each) for each in above(graph, entity))
    about = [owners.stakes.entity(node) for node in nodes if node is not None]
    return tuple(each for each in by_definition(about, graph) if each.regime == "us")


def _strengthened(owners: Owners, solved: Solution, entity: str, answer: Answer) -> Answer:
    """The answer under US law, where a class says more than owners do."""
    for each in _members(owners, solved.graph, entity):
        if each.entity == entity:
            answer = _stronger(answer, each.verdict, each.because, each.caveat)
    return answer


def _stronger(answer: Answer, word: VerdictWord, because: str, caveat: str) -> Answer:
    verdict = answer.verdict
    if STRENGTH[word] > STRENGTH[verdict.verdict]:
        return answer
    changed = msgspec.structs.replace(
        verdict,
        verdict=word,
        because=tuple(dict.fromkeys((because, *(verdict.because if answer.found else ())))),
        caveat="; ".join(dict.fromkeys(filter(None, (caveat, verdict.caveat)))),
    )
    return msgspec.structs.replace(answer, verdict=changed, found=word != "no-match")


def _risks(owners: Owners, own: Iterable[Join]) -> Iterator[SecondaryRisk]:
    """What dealing with the entity exposes others to, as its own listings say."""
    for join in own:
        party = owners.screener.snapshot.find(join.party)
        if party is not None and party.provenance.authority == "official":
            yield from programmes.shipped().secondary_risks(party, owners.day)


def _licences(
    owners: Owners, graph: Graph, entity: Entity, own: Iterable[Join]
) -> list[tuple[str, LicenceCandidate]]:
    """(regime, licence) of all that name the entity, or somebody who owns it to 50 % or more."""
    standing = in_force(owners.screener.licences or licences.shipped(), owners.day)
    regime_of = {each.licence.id: each.licence.regime for each in standing}
    parties: dict[str, list[str]] = {entity.id: []}
    for join in (*(join for join in owners.joined if join.certain), *own):
        parties.setdefault(join.entity, []).append(join.party)
    near = {*above(graph, entity.id)}
    known = [
        _known(owners, each, tuple(dict.fromkeys(parties.get(each, ()))))
        for each in sorted(near)
        if owners.stakes.node(each) is not None
    ]
    found = closure_candidates(standing, known, lambda ids: reach(ids, graph), owners.regimes)
    return [(regime_of[each.id], each) for each in found.get(entity.id, ())]


def _known(owners: Owners, entity: str, parties: tuple[str, ...]) -> Known:
    node = owners.stakes.node(entity)
    about = Entity(id=entity) if node is None else owners.stakes.entity(node)
    return Known(
        entity=entity,
        names=tuple(name for name in (about.name, *about.other_names) if name),
        parties=parties,
        identifiers=tuple(f"{each.kind}:{each.value}" for each in about.identifiers),
    )
