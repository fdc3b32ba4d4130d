"""Who of the owners is listed: a listing, as far as ownership rules need it, on a node."""

import datetime

import msgspec

from interdict.ownership.flowdown import Limb, limb_of
from interdict.party import Listing, Measure, MeasureKind, Regime


class Listed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entity of the stakes is, or may be, a listed party."""

    entity: str
    """Id of the entity; see ``stake.Entity``."""
    regime: Regime
    party: str = ""
    """Id of the party's record on the list."""
    name: str = ""
    """As the list prints it."""
    measure: MeasureKind = "block"
    text: str = ""
    """The published wording of the measure."""
    programmes: tuple[str, ...] = ()
    list: str = ""
    """The list's printed name: ``SDN List``."""
    listed_on: datetime.date | None = None
    certain: bool = True
    """False: found by a likeness that a person must confirm."""
    by_definition: bool = False
    """Blocked as one of a class, whom no list names (``definition``)."""
    says: str = ""
    """What joins the entity to the party, in a sentence."""

    def limb(self, day: datetime.date) -> Limb:
        """What the listing does to the entities that the party holds, on a day."""
        measure = Measure(kind=self.measure, text=self.text)
        listing = Listing(
            authority="",
            regime=self.regime,
            list=self.list,
            programmes=self.programmes,
            measures=(measure,),
            listed_on=self.listed_on,
        )
        return limb_of(listing, measure, day)

    def in_effect(self, day: datetime.date) -> bool:
        """Had the party been listed by then? A listing without a day always counts."""
        return self.listed_on is None or self.listed_on <= day
