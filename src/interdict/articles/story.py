"""One article read as a whole: its listed parties, and who says what about them."""

import datetime

import msgspec

from interdict.articles.article import Article
from interdict.articles.statements import (
    Claim,
    Disagreement,
    Epithet,
    Event,
    Figure,
    Mention,
    StoryParty,
)
from interdict.party import Finding
from interdict.screening.result import Coverage
from interdict.statement import Provenance


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Everything an article states, with what it was answered from."""

    article: Article
    stated: Provenance
    """Who publishes it, when, which bytes; authority ``news``."""
    parties: tuple[StoryParty, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...] = ()
    epithets: tuple[Epithet, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    not_attempted: str = ""
    """Why claims, figures and events were not read; empty where they were."""
    findings: tuple[Finding, ...] = ()
    snapshot: str
    policy: str
    engine: str
    coverage: tuple[Coverage, ...]
    as_of: datetime.date | None = None
    """The past day whose lists were asked (``--as-of``, ``--in-force-on``)."""
    known_on: datetime.datetime | None = None
    """The moment whose knowledge was asked (``--known-on``)."""

    def party(self, key: str) -> StoryParty | None:
        """The party of that key."""
        return next((each for each in self.parties if each.key == key), None)

    def mentions_of(self, key: str) -> tuple[Mention, ...]:
        """Every place that names the party, or may name it."""
        return tuple(mention for mention in self.mentions if key in mention.parties)
