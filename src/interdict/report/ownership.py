"""One entity's ownership verdicts in all regimes, as one self-contained HTML page.

``OwnershipReport`` is everything the page is made from. Whoever answers (``owners explain``, the
server) fills it; the page computes no verdict and adds none.
"""

import datetime
from collections.abc import Sequence
from fractions import Fraction

import msgspec

from interdict.ownership.licence_candidates import LicenceCandidate
from interdict.ownership.programmes import SecondaryRisk
from interdict.ownership.proof import Proof
from interdict.ownership.stake import Stake, StakeEdition
from interdict.ownership.verdict import VerdictWord
from interdict.party import Finding, Regime
from interdict.screening.result import Coverage


class RegimeAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What one regime's rule says about the entity. Percentages are 0 to 100, exact."""

    regime: Regime
    verdict: VerdictWord
    share_low: Fraction
    """Held by blocked owners at least (uk: by the largest holder or joint group)."""
    share_high: Fraction
    """The same at most: bands at their high ends, unnamed owners as blocked ones."""
    because: tuple[str, ...] = ()
    """One plain sentence per reason; shown where there is no proof."""
    rule: str
    """Id of the rule that was applied."""
    authority: str
    """Where the rule stands, with its day."""
    caveat: str = ""
    line: Fraction | None = Fraction(50)
    """Percent from which, or above which, the rule blocks; None for a rule without one."""
    line_counts: bool = True
    """Does exactly the line block (50 % or more), or only what is above it?"""
    coverage: Fraction | None = None
    """Percent of the shares whose owner is stated; None where nobody knows."""
    proof: Proof | None = None
    """None where nothing is to be proved (``no-match``, or listed by name)."""
    licences: tuple[LicenceCandidate, ...] = ()
    """Beside a block, never instead of it."""
    secondary_risk: tuple[SecondaryRisk, ...] = ()
    """Beside the word, apart from it."""


class StatedStake(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of the table, whether a proof uses it or not."""

    stake: Stake
    owner_name: str
    owned_name: str
    source: str
    """Who states it, in words."""
    owner_listed: bool = False
    """Is the owner on a list of any regime asked?"""


class LookThrough(msgspec.Struct, frozen=True, kw_only=True):
    """Integrated ownership of the entity by one listed party: shares multiplied along every
    path, cycles included. For display only; no rule asks for it."""

    owner: str
    """Id of the entity."""
    name: str
    percent_low: float
    percent_high: float
    """Equal to ``percent_low`` where every share on the way is exact."""


class OwnershipReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a report on one entity is made from."""

    entity: str
    """Id of the entity asked about."""
    name: str
    """Its name; empty where the stakes give only an id."""
    asked_on: datetime.date
    """The day whose stakes, listings and rules count."""
    generated_at: datetime.datetime
    """With a time zone."""
    answers: tuple[RegimeAnswer, ...]
    """One per regime asked, in the order shown."""
    stakes: Sequence[StatedStake]
    """What is stated about the entity and everything above it, in the order shown."""
    look_through: Sequence[LookThrough] = ()
    stake_sets: Sequence[StakeEdition] = ()
    """The files of stakes that were read."""
    lists: Sequence[Coverage] = ()
    """The lists that were searched; empty where the listings came from a file of one's own."""
    listed_file: str = ""
    """Name and SHA-256 of that file, in words."""
    findings: Sequence[Finding] = ()
    caution: tuple[str, ...] = ()
    """What must be said with the licences beside the verdicts (``BesideBasis.caution``)."""
    snapshot: str = ""
    policy: str = ""
    engine: str = ""
