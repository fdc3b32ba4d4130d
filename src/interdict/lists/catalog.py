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
    only_hints: str = ""
    """Why it does not say who is listed today (it is retired, or holds only changes): its hits
    are reviews, nobody relies on its silence, and it does not go stale."""


_BIS = "Bureau of Industry and Security"
_STATE = "US Department of State"
_ITA = "International Trade Administration"

SOURCES: tuple[Source, ...] = (
    Source(id="ofac-sdn", stated_by="OFAC", regime="us", list="SDN List", principal=True),
    Source(
        id="ofac-nonsdn",
        stated_by="OFAC",
        regime="us",
        list="Consolidated Non-SDN List",
        principal=True,
    ),
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
    Source(
        id="ca",
        stated_by="Global Affairs Canada",
        regime="ca",
        list="Consolidated Canadian Autonomous Sanctions List",
        principal=True,
    ),
    Source(
        id="au",
        stated_by="Department of Foreign Affairs and Trade",
        regime="au",
        list="Australian Sanctions Consolidated List",
        principal=True,
    ),
    Source(id="us-entity-list", stated_by=_BIS, regime="us", list="Entity List"),
    Source(id="us-denied-persons", stated_by=_BIS, regime="us", list="Denied Persons List"),
    Source(id="us-unverified", stated_by=_BIS, regime="us", list="Unverified List"),
    Source(id="us-meu", stated_by=_BIS, regime="us", list="Military End User List"),
    Source(id="us-isn", stated_by=_STATE, regime="us", list="Nonproliferation Sanctions"),
    Source(id="us-dtc", stated_by=_STATE, regime="us", list="AECA Debarred List"),
    Source(
        id="us-csl-ofac",
        stated_by=f"{_ITA}, copying OFAC",
        regime="us",
        list="OFAC lists as copied in the Consolidated Screening List",
    ),
    Source(id="us-csl-other", stated_by=_ITA, regime="us", list="Consolidated Screening List"),
    Source(
        id="ofac-wallets",
        stated_by="a third party's extract of OFAC's SDN List",
        regime="us",
        list="wallet addresses of the SDN List (extract)",
        authority="analyst",
    ),
    Source(
        id="uk-ofsi",
        stated_by="HM Treasury (OFSI)",
        regime="uk",
        list="OFSI Consolidated List (retired 28 January 2026)",
        only_hints="not kept since 28 January 2026: look in the UK Sanctions List",
    ),
    Source(id="ch", stated_by="SECO", regime="ch", list="SECO sanctions list", principal=True),
    Source(
        id="ch-amendment",
        stated_by="SECO",
        regime="ch",
        list="SECO amendment (notice)",
        only_hints="an amendment says what changed on its day: look in SECO's whole list",
    ),
)

ONLY_HINTS: dict[str, str] = {s.id: s.only_hints for s in SOURCES if s.only_hints}
"""Catalogue id -> why the list does not say who is listed today."""

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
