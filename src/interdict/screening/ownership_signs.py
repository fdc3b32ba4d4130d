"""Beside one entity's ownership verdicts: signs of a sham, a block that ended, and what is paid to
its blocked owners.

Signs are reasons for a ``review`` under US law and change no stronger word; the rest changes
none. They are looked for above the entity asked about, and nowhere else.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping

import msgspec
import numpy as np

from interdict.ownership.earlier_block import EarlierBlock, days_to_look_at, earlier_block
from interdict.ownership.listed import Listed
from interdict.ownership.payments import payments
from interdict.ownership.reach import holder
from interdict.ownership.sham import Indicium, Relation, indicia, relations_of
from interdict.ownership.solution import Solution, solve
from interdict.ownership.stake import Stake
from interdict.ownership.table import StakeTable
from interdict.ownership.verdict import STRENGTH
from interdict.party import Regime
from interdict.screening.ownership import Answer, Owners
from interdict.text import fold

MOST_ABOVE = 5_000
"""Statements looked at above an entity; of more, no earlier day is asked about."""
MOST_LEVELS = 50
"""Levels of owners above an entity that are looked at for the same."""
MOST_DAYS = 100
"""Earlier days on which ownership is solved again, the latest first."""
TOO_MANY = (
    "whether it was blocked through ownership before is not looked at: too much is stated above it"
)


def with_signs(
    owners: Owners,
    solved: Solution,
    entity: str,
    answers: Mapping[Regime, Answer],
    relations: Iterable[Relation] = (),
) -> dict[Regime, Answer]:
    """The same answers with what stands beside them; ``relations`` besides those of the lists."""
    found = {
        regime: answer
        if _is_blocked(answer)
        else msgspec.structs.replace(answer, payments=payments(solved, entity, regime))
        for regime, answer in answers.items()
    }
    if "us" in found:
        found["us"] = _american(owners, solved, entity, found["us"], relations)
    return found


def _american(
    owners: Owners, solved: Solution, entity: str, answer: Answer, relations: Iterable[Relation]
) -> Answer:
    if _is_blocked(answer):
        return answer
    flowing = [each.listed for each in solved.flowing["us"]]
    earlier, doubt = _earlier(owners, solved, entity, flowing)
    signs = _signs(owners, solved, entity, flowing, relations)
    answer = msgspec.structs.replace(answer, earlier_block=earlier, signs=signs, not_asked=doubt)
    return _reviewed(answer, signs) if signs else answer


def _is_blocked(answer: Answer) -> bool:
    return STRENGTH[answer.verdict.verdict] < STRENGTH["restricted"]


def _reviewed(answer: Answer, signs: Iterable[Indicium]) -> Answer:
    """At least a review, with the signs among its reasons."""
    verdict = answer.verdict
    is_weaker = STRENGTH[verdict.verdict] > STRENGTH["review"]
    told = tuple(f"{each.because} ({each.source})" for each in signs)
    caveats = dict.fromkeys(filter(None, (verdict.caveat, *(each.caveat for each in signs))))
    verdict = msgspec.structs.replace(
        verdict,
        verdict="review" if is_weaker else verdict.verdict,
        because=told if is_weaker else (*verdict.because, *told),
        caveat="; ".join(caveats),
    )
    return msgspec.structs.replace(answer, verdict=verdict, found=True)


def _signs(
    owners: Owners,
    solved: Solution,
    entity: str,
    flowing: Iterable[Listed],
    relations: Iterable[Relation],
) -> tuple[Indicium, ...]:
    """The signs about the entity: of those who hold or held something of it."""
    graph = solved.graph
    holders = _holders(graph.table, entity)
    if not holders:
        return ()
    near = [
        each
        for each in (*_stated_by_lists(owners), *relations)
        if each.one in holders or each.other in holders
    ]
    kin = holders | {end for each in near for end in (each.one, each.other)}
    word = solved.regime("us").word
    blocked = {
        each
        for each in kin
        if (node := graph.node(each)) is not None and STRENGTH[word(node)] < STRENGTH["restricted"]
    }
    blocked |= {each.entity for each in flowing if each.certain and each.entity in kin}
    listed = [each for each in flowing if each.certain and each.entity in kin]
    return tuple(each for each in indicia(graph, listed, blocked, near) if each.entity == entity)


def _holders(table: StakeTable, entity: str) -> set[str]:
    """Everybody of whom a stake in the entity is stated, on whatever days."""
    code = table.codes.get(entity)
    if code is None:
        return set()
    return {table.ids[each] for each in table.owner[np.flatnonzero(table.owned == code)].tolist()}


def _stated_by_lists(owners: Owners) -> Iterator[Relation]:
    """The family and associates whom the lists state of the owners, as entities of the stakes."""
    by_party = {join.party: join.entity for join in owners.joined if join.certain}
    for record, entity in by_party.items():
        party = owners.screener.snapshot.find(record)
        if party is None:
            continue
        by_name = {}
        for link in party.links:
            nodes = owners.stakes.named(link.name) if link.name else ()
            if len(nodes) == 1:  # of two of one name nobody says which is meant
                by_name[fold(link.name)] = owners.stakes.entity(nodes[0]).id
        yield from relations_of(party, entity, by_party, by_name)


def _earlier(
    owners: Owners, solved: Solution, entity: str, flowing: Iterable[Listed]
) -> tuple[EarlierBlock | None, str]:
    """The last earlier day on which it was blocked through ownership; else why it was not asked.

    Owners whose listing has a day are asked about first: of the others nobody knows whether it
    was before the sale.
    """
    table = solved.graph.table
    known = [each for each in flowing if each.certain]
    stakes = _above(table, entity) if known else []
    if stakes is None:
        return None, TOO_MANY
    above = {holder(stake) for stake in stakes}
    known = [each for each in known if each.entity in above]
    dated = [each for each in known if each.listed_on is not None]
    small = StakeTable.of(stakes, names=table.name)
    days = days_to_look_at(small, entity, owners.day)

    for some in (dated, known):

        def was_blocked(day: datetime.date, some: list[Listed] = some) -> bool:
            word = solve(small, some, day, owners.terms).verdict(entity, "us").verdict
            return word == "blocked-by-ownership"

        found = earlier_block(entity, days[:MOST_DAYS], was_blocked) if some else None
        if found is not None:
            return msgspec.structs.replace(found, is_certain=some is dated), ""
    return None, TOO_MANY if len(days) > MOST_DAYS else ""


def _above(table: StakeTable, entity: str) -> list[Stake] | None:
    """Every statement about an entity and those above it, on whatever days; None for too many,
    or too far above: each level is a look through all stakes."""
    code = table.codes.get(entity)
    seen: set[int] = set() if code is None else {code}
    frontier, stakes, levels = set(seen), list[Stake](), 0
    while frontier:
        rows = np.flatnonzero(np.isin(table.owned, sorted(frontier)))
        levels += 1
        if len(stakes) + len(rows) > MOST_ABOVE or levels > MOST_LEVELS:
            return None
        stakes += [table.stated(row).stake for row in rows.tolist()]
        frontier = set(table.owner[rows].tolist()) - seen
        seen |= frontier
    return stakes
