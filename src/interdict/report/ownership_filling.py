"""An ownership answer with everything that a report on it shows."""

import datetime
from collections.abc import Iterator, Mapping

import msgspec

from interdict.ownership import licences
from interdict.ownership.integrated import look_through
from interdict.ownership.solution import Solution
from interdict.ownership.stake import Entity
from interdict.party import Regime
from interdict.report.ownership import (
    LookThrough,
    OwnershipReport,
    RegimeAnswer,
    stated_above,
)
from interdict.screening.ownership import Answer, Owners


def report_of(
    owners: Owners, solved: Solution, entity: Entity, answers: Mapping[Regime, Answer]
) -> OwnershipReport:
    """The report on one entity: its answers as they were given, and what they rest on."""
    screener = owners.screener
    stakes, in_all = stated_above(solved, entity.id)
    is_licensed = any(answer.licences for answer in answers.values())
    table = screener.licences or licences.shipped()
    return OwnershipReport(
        entity=entity.id,
        name=entity.name,
        asked_on=owners.day,
        generated_at=datetime.datetime.now(datetime.UTC),
        answers=tuple(told(solved, regime, each) for regime, each in answers.items()),
        stakes=stakes,
        stakes_in_all=in_all,
        look_through=tuple(looked_through(owners, solved, entity.id)),
        stake_sets=tuple(each.edition for each in owners.stakes.editions),
        lists=screener.coverage,
        findings=owners.stakes.findings(),
        caution=table.caution(owners.day) if is_licensed else (),
        snapshot=screener.snapshot.id,
        policy=screener.policy.id,
        engine=screener.snapshot.manifest.engine,
    )


def told(solved: Solution, regime: Regime, answer: Answer) -> RegimeAnswer:
    """One regime's answer as the page wants it: the word is that which was given, also where
    the lists cannot be silent or a class is blocked."""
    verdict = answer.verdict
    solved_alone = RegimeAnswer.of(solved, verdict.entity, regime)
    return msgspec.structs.replace(
        solved_alone,
        verdict=verdict.verdict,
        because=verdict.because,
        caveat=verdict.caveat,
        proof=answer.proof,
        licences=answer.licences,
        secondary_risk=answer.secondary_risk,
        notes=answer.notes,
    )


def looked_through(owners: Owners, solved: Solution, entity: str) -> Iterator[LookThrough]:
    """What each certainly listed owner holds of an entity when every path is multiplied out, the
    most first; nothing where stated shares in a circle give no number."""
    graph = solved.graph
    node = graph.node(entity)
    if node is None:
        return
    low, high = look_through(graph, node, "low"), look_through(graph, node, "high")
    if low is None or high is None:
        return
    listed = {graph.node(each.entity) for each in owners.listed if each.certain}
    for owner in sorted(high, key=lambda each: (-high[each], graph.table.ids[each])):
        if owner in listed and owner != node:
            name = graph.table.name(graph.table.ids[owner])
            yield LookThrough(
                owner=graph.table.ids[owner],
                name=name,
                percent_low=low.get(owner, 0.0),
                percent_high=high[owner],
            )
