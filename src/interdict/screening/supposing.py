"""What if: whom a listing or a sale that is only supposed would block, and whom it would free.

Two whole answers are compared, before and after. A party that is listed already is first taken
off, so that the answer to "what if it were listed" is what its listing does.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec
import numpy as np

from interdict.ownership.listed import Listed
from interdict.ownership.proof import Proof
from interdict.ownership.solution import Solution
from interdict.ownership.supposed import Sale, sold
from interdict.ownership.verdict import STRENGTH, VerdictWord
from interdict.party import Regime
from interdict.screening.ownership import Owners


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """An entity whose verdict would be another one."""

    entity: str
    name: str
    regime: Regime
    before: VerdictWord
    after: VerdictWord
    because: tuple[str, ...]
    """Of the verdict that is stronger."""
    proof: Proof | None
    """The same; None where a list names the entity itself."""
    falls: bool
    """Would it be bound more than before? Else less."""
    on_a_list: bool = False
    """Does a list of the regime name the entity itself, by an exact number or its full name?"""


class Supposed(msgspec.Struct, frozen=True):
    """Both worlds."""

    before: Solution
    after: Solution
    already: tuple[Listed, ...]
    """Listings of the parties supposed that there are in truth; taken off for ``before``."""


def suppose(
    owners: Owners, listed: Sequence[str], sales: Sequence[Sale], regimes: Sequence[Regime]
) -> Supposed:
    """The world as it is and as it would be, for entities listed with a block, and sales.

    ``UsageError`` for a sale of what is not held.
    """
    asked = owners.joins_of(
        owners.stakes.entity(node) for e in listed if (node := owners.stakes.node(e)) is not None
    )
    every = owners.listings_with(asked)
    already = tuple(
        each
        for each in every
        if each.entity in listed and each.regime in regimes and each.measure == "block"
        and each.certain and each.in_effect(owners.day)
    )  # fmt: skip
    there = {(each.entity, each.regime) for each in already}
    supposed = tuple(
        Listed(
            entity=entity,
            regime=regime,
            name=owners.table.name(entity),
            measure="block",
            text="a block that is only supposed",
            listed_on=owners.day,
            says="supposed",
        )
        for entity in listed
        for regime in regimes
        if (entity, regime) not in there
    )
    before = [each for each in every if each not in already]
    table = sold(owners.table, sales) if sales else owners.table
    return Supposed(
        before=owners.solved(before, owners.table),
        after=owners.solved((*every, *supposed), table),
        already=already,
    )


def changes(
    owners: Owners, supposed: Supposed, regime: Regime, leave_out: Sequence[str], most: int
) -> tuple[list[Change], int]:
    """Whose verdict would be another, those that fall first, and how many they are in all."""
    words = [each.regime(regime).words for each in (supposed.before, supposed.after)]
    differing = np.flatnonzero(words[0] != words[1])
    order = np.lexsort((differing, words[1][differing], words[1][differing] > words[0][differing]))
    ids = owners.stakes.ids
    chosen = (ids[node] for node in differing[order].tolist() if ids[node] not in leave_out)
    hidden = sum(1 for node in differing.tolist() if ids[node] in leave_out)
    shown = list(islice(_told(owners, supposed, regime, chosen), most))
    return _with_lists(owners, shown), len(differing) - hidden


def _told(
    owners: Owners, supposed: Supposed, regime: Regime, entities: Iterator[str]
) -> Iterator[Change]:
    for entity in entities:
        before = supposed.before.verdict(entity, regime)
        after = supposed.after.verdict(entity, regime)
        falls = STRENGTH[after.verdict] < STRENGTH[before.verdict]
        world, verdict = (supposed.after, after) if falls else (supposed.before, before)
        yield Change(
            entity=entity,
            name=owners.table.name(entity),
            regime=regime,
            before=owners.heard(before).verdict,
            after=owners.heard(after).verdict,
            falls=falls,
            because=verdict.because,
            proof=world.proof(entity, regime),
        )


def _with_lists(owners: Owners, found: list[Change]) -> list[Change]:
    """Say of whom a list of the regime speaks itself, also of those who own nothing."""
    nodes = (owners.stakes.node(each.entity) for each in found)
    joined = owners.joins_of(owners.stakes.entity(node) for node in nodes if node is not None)
    named = {
        (each.entity, each.regime)
        for each in owners.listings_with(joined)
        if each.certain and each.in_effect(owners.day)
    }
    return [
        msgspec.structs.replace(each, on_a_list=(each.entity, each.regime) in named)
        for each in found
    ]
