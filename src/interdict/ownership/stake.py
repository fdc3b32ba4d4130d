"""What is stated about who holds what: stakes, the entities they are about, and their edition.

A stake is one dated statement that one entity holds a part of another, or a power over it. It is
never more than what its source says: who stated it, and where, goes with it (``statement``).
"""

import datetime
from typing import Literal

import msgspec

from interdict.dates import DateSpan
from interdict.ownership.share import UNKNOWN, Share
from interdict.party import CountryFact, Identifier, Kind
from interdict.statement import Authority

StakeKind = Literal[
    "shares", "votes", "board", "control", "consolidation", "trust", "officer", "other",
]  # fmt: skip
"""What is held.

``shares`` and ``votes`` have a size. The rest are links without one: ``board`` is the right to
appoint or remove a majority of the board; ``control`` is dominant influence or control that
the source states as such; ``consolidation`` is inclusion in the owner's consolidated accounts
(GLEIF); ``trust`` is a role in a trust (settlor, trustee, beneficiary, protector); ``officer``
is a seat or an office without a majority; ``other`` is any interest that fits nothing else."""

SIZED = frozenset({"shares", "votes"})
"""The kinds whose share counts."""


class Stake(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One statement: ``owner`` holds this of ``owned``, from one day to another."""

    owner: str
    """Id of the holder within its edition; see ``Entity``."""
    owned: str
    """Id of what is held."""
    kind: StakeKind = "shares"
    share: Share = UNKNOWN
    """Of ``shares`` and ``votes``; without meaning for the other kinds."""
    since: datetime.date | None = None
    """First day; None where the source does not say."""
    until: datetime.date | None = None
    """Last day, included; None while it lasts."""
    joint_group: str = ""
    """Holders of one group act together (a joint arrangement): one label per arrangement."""
    nominee_for: str = ""
    """Id of the entity for whom the owner holds it; empty where he holds it for himself."""
    uncertain: bool = False
    """True where a part of the statement could not be read (a finding says which): it may hold
    or not on any day, with its share or with none."""
    statement: str = ""
    """The source's own id of the statement."""
    stated_on: datetime.date | None = None
    """The day of the statement itself, where it has one."""
    place: str = ""
    """Where it stands: a line, a record, a path."""
    says: str = ""
    """The source's wording of the interest, where our kind is coarser."""


class Entity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody or something that stakes are about, as one source describes it."""

    id: str
    """``scheme:number`` where the source gives an official number (``lei:5493...``,
    ``gb-coh:01234567``); otherwise the source's own id, unique in the edition."""
    name: str = ""
    """As the source writes it; empty for somebody unnamed."""
    other_names: tuple[str, ...] = ()
    kind: Kind = "unknown"
    identifiers: tuple[Identifier, ...] = ()
    countries: tuple[CountryFact, ...] = ()
    birth: DateSpan | None = None
    is_state: bool = False
    """A state, or a body of one."""
    is_unnamed: bool = False
    """The source says that somebody is there and not who: he may be anybody, also a listed
    party."""
    place: str = ""
    """Where it stands in the file."""


class StakeEdition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One file of stakes as read: where every stake in it comes from."""

    id: str
    """``edition_id`` of the content (``party.edition_id``)."""
    form: str
    """``stakes-csv``, ``bods-0.4``, ``gleif-rr``, ``gleif-repex``, ``uk-psc``, ``ftm`` ..."""
    source: str
    """Short name of the source, such as ``uk-psc`` or what the user calls it."""
    stated_by: str
    """Who asserts it, in words: ``Companies House``, ``GLEIF``, an analyst's name."""
    authority: Authority
    published: datetime.date | None
    """None where neither the file nor the user says."""
    files: tuple[tuple[str, str, int], ...]
    """(name, SHA-256, bytes) of each file as read, decompressed."""
    records: int
    """Statements in the file; each became stakes or entities, or has a finding."""
    rejected: int = 0
    """Records that became nothing; each has a finding of severity ``error``."""
    document: str = ""
    """For stakes entered by hand: the document they were taken from."""
    expires_on: datetime.date | None = None
    """For stakes entered by hand: from this day on they are uncertain, and say so."""
