"""Who of the owners is listed: a listing, as far as ownership rules need it, on a node."""

import datetime

import msgspec

from interdict.party import MeasureKind, Regime


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
    listed_on: datetime.date | None = None
    certain: bool = True
    """False: found by a likeness that a person must confirm."""
    says: str = ""
    """What joins the entity to the party, in a sentence."""
