"""What of a listing reaches the entities that the listed party holds, and from which line on.

A block reaches them as a block, a directive as the same directive, and many measures not at all
(RULES of ``programmes.toml``, ``[[flow]]``, each with its source and its days). What the table
does not say is ``not stated``: an entity held by such a party is neither blocked nor free.
"""

import datetime
from fractions import Fraction
from typing import Literal

import msgspec

from interdict.ownership import programmes
from interdict.ownership.programmes import Flow, ProgrammeTable
from interdict.ownership.share import percent
from interdict.party import Listing, Measure, Regime

Flows = Literal["block", "directive", "no", "not stated"]
"""As a block, as the same narrower measure, not at all, or nobody here knows."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A share from which, or above which, a measure flows down."""

    percent: Fraction
    """0 to 100."""
    strict: bool = False
    """More than the share, and not the share itself."""
    owners: Literal["together", "each"] = "together"
    """The stakes of all owners under the same limb are added up, or each counts by itself."""

    def is_reached(self, share: Fraction) -> bool:
        """Is a share (in percent) on or over the line?"""
        return share > self.percent if self.strict else share >= self.percent

    def __str__(self) -> str:
        """``50 % or more, owners added up``; ``more than 50 %, each owner by itself``."""
        shown = percent(self.percent)
        size = f"more than {shown} %" if self.strict else f"{shown} % or more"
        how = "owners added up" if self.owners == "together" else "each owner by itself"
        return f"{size}, {how}"


class Limb(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which a listing reaches further: owners under the same limb belong together."""

    id: str
    """Of the table's rule; for what the table does not state, the measure itself."""
    regime: Regime
    word: Literal["blocked", "restricted"]
    """What the measure makes of the listed party, and of whom it flows down to."""
    flows: Flows
    line: Line | None
    """None where nothing flows down or nobody here knows from which share on."""
    project: Line | None
    """The line for a project (E.O. 13662 Directive 4), where there is one."""
    measure: Measure
    caveat: str
    sources: tuple[str, ...]

    @property
    def says(self) -> str:
        """One sentence on what becomes of the entities held."""
        what = self.measure.text or self.measure.kind
        if self.flows == "not stated":
            return f"{what}: whether it reaches what the party holds is not in this table"
        if self.line is None:
            return f"{what}: does not reach what the party holds ({self.sources[0]})"
        return f"{what}: reaches what is held to {self.line} ({self.sources[0]})"


def limb_of(
    listing: Listing, measure: Measure, on: datetime.date, table: ProgrammeTable | None = None
) -> Limb:
    """How a measure of a listing flows down on a day; without a table by the shipped one."""
    flow = (table or programmes.shipped()).flow(measure, listing, on)
    if flow is None:
        return _unstated(listing, measure)
    return Limb(
        id=flow.id,
        regime=listing.regime,
        word="blocked" if flow.flows == "block" or measure.kind == "block" else "restricted",
        flows=flow.flows,
        line=_line(flow, flow.share),
        project=_line(flow, flow.project_share),
        measure=measure,
        caveat=flow.caveat,
        sources=flow.sources,
    )


def _line(flow: Flow, share: str) -> Line | None:
    if not share:
        return None
    return Line(percent=Fraction(share), strict=flow.strict, owners=flow.owners)


def _unstated(listing: Listing, measure: Measure) -> Limb:
    return Limb(
        id=f"not stated: {measure.text or measure.kind}",
        regime=listing.regime,
        word="blocked" if measure.kind == "block" else "restricted",
        flows="not stated",
        line=None,
        project=None,
        measure=measure,
        caveat="",
        sources=(),
    )
