"""What a screening answers, with everything needed to explain and replay it."""

import datetime

import msgspec

from interdict.matching.evidence import Evidence
from interdict.ownership.verdict import Verdict
from interdict.party import DatedBy, Party, Query


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A listed party that may be the one asked about."""

    party: Party
    score: float
    """0 to 1, rounded to four places; the sum of the evidence's points."""
    matched_name: str
    evidence: tuple[Evidence, ...]
    confirmed: bool
    """An exact identifier or an uncontradicted full name: the only hits that can block."""

    @property
    def lists(self) -> tuple[str, ...]:
        """Printed names of the lists the party stands on."""
        return tuple(dict.fromkeys(listing.list for listing in self.party.listings))

    @property
    def says(self) -> str:
        """All evidence as one sentence."""
        return "; ".join(piece.says for piece in self.evidence if piece.says)


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """One list that was looked at, and of what date."""

    list: str
    """Catalogue id of the source."""
    regime: str
    edition: str
    """SHA-256 (hex) of the edition."""
    published: datetime.date
    dated_by: DatedBy
    """``modification-time``: the publisher's day is not known, the list may be older."""
    confirmed: datetime.date | None
    """When we last made sure this edition is the newest; None for the embedded starter list."""
    parties: int
    missing: tuple[str, ...] = ()
    """Parts of the list that were never loaded."""

    @property
    def doubt(self) -> str:
        """What to say after ``published`` when that is no date of the publisher's."""
        if self.dated_by != "modification-time":
            return ""
        return " (dated by the file's own time: may be older)"


class BesideBasis(msgspec.Struct, frozen=True, kw_only=True):
    """What the licences and warnings beside the verdicts were taken from."""

    on: datetime.date
    """The day whose facts they are: the day of the answer, or that of ``as_of``."""
    licences: str
    """Id of the licence table: ``licences@DATE#hash``."""
    programmes: str
    """Id of the table of programme facts."""
    caution: tuple[str, ...]
    """What must be said with a licence."""


class Screening(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer to one query."""

    query: Query
    snapshot: str
    """``sha256:...``"""
    policy: str
    """``name@hash``"""
    engine: str
    """``version+hash of the word tables``"""
    as_of: datetime.date | None
    hits: tuple[Hit, ...]
    """Best first; ties by verdict, then party id; at most the policy's limit."""
    hits_in_all: int
    """Hits before the limit cut; more than ``len(hits)`` when some are not shown."""
    verdicts: dict[str, Verdict]
    """By regime: us, eu, uk, un, ch."""
    coverage: tuple[Coverage, ...]
    beside: BesideBasis | None = None
    """Where what stands beside the verdicts is from; None where nothing stands there."""
