"""A proof of a verdict: stakes from listed owners down to the entity asked about, none of which
can be removed."""

from typing import Literal

import msgspec

from interdict.ownership.listed import Listed
from interdict.ownership.share import Share
from interdict.ownership.stake import Stake
from interdict.ownership.verdict import VerdictWord
from interdict.party import Regime

Assumption = Literal["stated", "highest"]
"""How bands were counted: at their low ends, which is what is stated at least; or at their high
ends, which is what may be (``unknown``)."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One stake of a proof."""

    owner: str
    """Ids of the entities."""
    owned: str
    owner_name: str
    owned_name: str
    stake: Stake
    source: str
    """Who states it, in words."""
    counted: Share
    """The share that the rule counts; not always that of the stake (a joint arrangement)."""
    owner_listed: tuple[Listed, ...] = ()
    """Empty for an owner that is itself blocked through ownership."""


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """Why an entity has its verdict under one regime."""

    entity: str
    name: str
    regime: Regime
    verdict: VerdictWord
    rule: str
    """Id of the rule."""
    authority: str
    """Where the rule stands, in words."""
    line: str
    """``50 % or more, owners added up``"""
    steps: tuple[Step, ...]
    """Every owner is listed, or owned in an earlier step, or acts jointly with such a one."""
    assumption: Assumption = "stated"
