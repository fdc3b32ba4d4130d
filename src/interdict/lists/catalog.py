"""The sources by name: one table, read by everything that must say whose list a party is on."""

import datetime

import msgspec

from interdict.errors import UsageError
from interdict.party import Regime
from interdict.statement import Authority, Provenance


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One official publication, or a list of one's own."""

    id: str
    """First half of every party id on this list."""
    stated_by: str
    """Who publishes it."""
    regime: Regime
    list: str
    """The printed name of the list."""
    authority: Authority = "official"
    principal: bool = False
    """Without this list the regime's silence means nothing: its verdict is ``unknown``."""


SOURCES: tuple[Source, ...] = (
    Source(id="ofac-sdn", stated_by="OFAC", regime="us", list="SDN List", principal=True),
    Source(id="ofac-nonsdn", stated_by="OFAC", regime="us", list="Consolidated Non-SDN List"),
    Source(
        id="un",
        stated_by="UN Security Council",
        regime="un",
        list="UN Security Council Consolidated List",
        principal=True,
    ),
    Source(
        id="eu",
        stated_by="Council of the European Union",
        regime="eu",
        list="EU restrictive measures",
        principal=True,
    ),
    Source(
        id="eu-fsf",
        stated_by="European Commission",
        regime="eu",
        list="EU Financial Sanctions Files",
    ),
    Source(
        id="uk",
        stated_by="HM Government (FCDO)",
        regime="uk",
        list="UK Sanctions List",
        principal=True,
    ),
)

_BY_ID = {source.id: source for source in SOURCES}


def source_named(name: str) -> Source:
    """The catalogue's source of that id, or a private list of that name.

    A private list's authority is ``private``: it can open a review, never a legal block.
    """
    known = _BY_ID.get(name)
    if known is not None:
        return known
    if not name or not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise UsageError(
            f"{name!r} cannot name a list: use letters, digits and hyphens, such as my-watchlist"
        )
    return Source(
        id=name, stated_by=f"private list {name}", regime="other", list=name, authority="private"
    )


def provenance(source: Source, edition: str, published: datetime.date, record: str) -> Provenance:
    """Provenance of one record of an edition of a source."""
    return Provenance(
        source=source.id,
        stated_by=source.stated_by,
        authority=source.authority,
        edition=edition,
        stated_on=published,
        record=record,
    )
