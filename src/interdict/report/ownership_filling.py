"""An ownership answer with everything that a report on it shows."""

import datetime
from collections.abc import Iterator, Mapping

from interdict.ownership.graph import Graph
from interdict.ownership.licence_candidates import LicenceCandidate
from interdict.ownership.solution import Solution
from interdict.ownership.stake import Entity
from interdict.party import Regime
from interdict.report.ownership import OwnershipReport, RegimeAnswer, StatedStake
from interdict.screening.ownership import Answer, Owners

MOST_STAKES = 500
"""Statements shown of an entity and of what stands above it, the nearest first."""


def report_of(
    owners: Owners, solved: Solution, entity: Entity, answers: Mapping[Regime, Answer]
) -> OwnershipReport:
    """The report on one entity."""
    screener = owners.screener
    return OwnershipReport(
        entity=entity.id,
        name=entity.name,
        asked_on=owners.day,
        generated_at=datetime.datetime.now(datetime.UTC),
        answers=tuple(_answer(solved, regime, each) for regime, each in answers.items()),
        stakes=tuple(stated_above(owners, solved.graph, entity.id)),
        stake_sets=tuple(each.edition for each in owners.stakes.editions),
        lists=screener.coverage,
        findings=owners.stakes.findings(),
        snapshot=screener.snapshot.id,
        policy=screener.policy.id,
        engine=screener.snapshot.manifest.engine,
    )


def stated_above(owners: Owners, graph: Graph, entity: str) -> Iterator[StatedStake]:
    """What is stated about an entity and everybody above it, nearest first."""
    start = graph.node(entity)
    waiting = [] if start is None else [start]
    seen = set(waiting)
    listed = {each.entity for each in owners.listed}
    shown = 0
    for node in waiting:
        for edge in graph.edges.into(node).tolist():
            if shown == MOST_STAKES:
                return
            owner = int(graph.edges.owner[edge])
            stated = graph.table.stated(int(graph.edges.row[edge]))
            holder, held = graph.table.ids[owner], graph.table.ids[node]
            shown += 1
            yield StatedStake(
                stake=stated.stake,
                owner_name=graph.table.name(holder),
                owned_name=graph.table.name(held),
                source=stated.source,
                owner_listed=holder in listed,
            )
            if owner not in seen:
                seen.add(owner)
                waiting.append(owner)


def _answer(solved: Solution, regime: Regime, answer: Answer) -> RegimeAnswer:
    verdict = answer.verdict
    line = solved.regime(regime).must.owned.test.shares
    licences: tuple[LicenceCandidate, ...] = answer.licences
    return RegimeAnswer(
        regime=regime,
        verdict=verdict.verdict,
        share_low=verdict.share_low,
        share_high=verdict.share_high,
        because=verdict.because,
        rule=verdict.rule,
        authority=verdict.authority,
        caveat=verdict.caveat,
        line=line.percent,
        line_counts=not line.strict,
        coverage=verdict.coverage,
        proof=answer.proof,
        licences=licences,
        secondary_risk=answer.secondary_risk,
    )
