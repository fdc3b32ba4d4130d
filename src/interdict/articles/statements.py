"""What an article states: mentions, claims, figures, events, and where they disagree.

All places are spans of ``Page.text``. Ids are given by ``story`` from what a statement says,
so that they stay the same when the rules change around it; makers leave them empty.
"""

import datetime
from decimal import Decimal
from typing import Literal

import msgspec

from interdict.articles.article import Span
from interdict.ownership.verdict import Verdict
from interdict.party import Regime
from interdict.screening.result import Hit

MentionHow = Literal[
    "full-name",
    "alias",
    "acronym",
    "surname",
    "short-name",
    "typo",
    "identifier",
    "title",
    "reader",
]
"""How a mention was known. ``surname``, ``short-name``, ``acronym`` may rest on an earlier full
name in the same article; ``title``: "the Russian president", where the list prints it."""


class Mention(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place that names a listed party."""

    id: str = ""
    span: Span
    parties: tuple[str, ...]
    """Keys of ``StoryParty``; more than one: it is open which of them is meant."""
    how: MentionHow
    says: str
    """Why this is taken to be the party: what matched, which context spoke for it."""
    by: str = ""
    """Which optional reader found it; empty: our own rules."""

    @property
    def is_ambiguous(self) -> bool:
        """May it be one of several parties?"""
        return len(self.parties) > 1


class StoryParty(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One listed party of the story: one entry, however often and by whatever name."""

    key: str
    """``Hit.cluster``: one word for the party on all lists."""
    name: str
    """Its primary name on the list that matched best."""
    kind: str
    hits: tuple[Hit, ...]
    """The records of it that the best full mention matched, best first."""
    verdicts: dict[str, Verdict]
    """Per regime, from the screening of that mention: the law's word, not the article's."""
    is_certain: bool
    """An uncontradicted full name or an identifier; otherwise a person has to say so."""


SourceHow = Literal["named", "described", "pronoun", "continued", "document", "writer", "open"]
"""``named``: "Lukoil"; ``described``: "a senior official"; ``pronoun``: "he", resolved;
``continued``: the quote runs on from a named source; ``writer``: the article's own voice;
``open``: somebody, and the text does not say plainly who."""


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who says it."""

    how: SourceHow
    span: Span | None = None
    """The words in the sentence that stand for the source: "he", "the Treasury"."""
    name: str = ""
    """Who that is, by the fullest name the article gives; empty where left open."""
    antecedent: Span | None = None
    """Where that fuller name stands, for a pronoun, a surname or a continued quote."""
    parties: tuple[str, ...] = ()
    """Keys of listed parties that the source is."""


ClaimForm = Literal["direct", "indirect", "mixed"]
"""``direct``: within quote marks; ``indirect``: reported; ``mixed``: reported with quoted words."""

Stance = Literal["asserted", "denied", "hedged", "characterised"]
"""``denied``: the source says it is not so; ``hedged``: purportedly, allegedly, may, estimates;
``characterised``: "called it ..."."""


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody says something."""

    id: str = ""
    form: ClaimForm
    stance: Stance
    source: Source
    cue: Span | None = None
    """The word that reports it: "said", "according to", "purportedly"."""
    content: tuple[Span, ...]
    """What is said, without cue and source; several where "he said" breaks it."""
    quoted: tuple[Span, ...] = ()
    """The words within quote marks, without the marks."""
    sentences: tuple[int, ...]
    says: str = ""
    """What is left open, in words: "who 'they' is cannot be told"."""
    by: str = ""
    """Which optional reader found it; empty: our own rules."""


class Epithet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A loaded word outside all quotes: the writer's voice, neither a fact nor the source's."""

    id: str = ""
    span: Span
    says: str


MOST_DIGITS = 40
"""Of a number that a reader or a reviewer gives, on either side of the point."""

Bound = Literal[
    "exact", "at-least", "more-than", "at-most", "less-than", "about", "between", "none"
]
"""``none``: words such as "thousands" or "dozens", which stay words."""


class Figure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number with what it counts, how surely, and by whom."""

    id: str = ""
    span: Span
    """The number with its qualifier: "at least 600"."""
    bound: Bound
    low: Decimal | None = None
    """The number, or the lower one of two; None for ``none``."""
    high: Decimal | None = None
    """The upper one for ``between``; else None."""
    unit: str
    """What is counted, normalised: ``dead``, ``troops``, ``barrels/day``, ``USD``, ``percent``;
    else the counted noun as written."""
    of: Span | None = None
    """The counted words as written: "North Korean soldiers"."""
    source: Source
    claim: str = ""
    """Id of the claim it is part of; empty in the writer's own voice."""
    sentence: int
    by: str = ""
    """Which optional reader found it; empty: our own rules."""

    @property
    def is_readable(self) -> bool:
        """Can its number be written out? Not so ``Infinity``, ``NaN`` and ``1E+99999``."""
        return all(
            end.is_finite() and abs(end.adjusted()) < MOST_DIGITS
            for end in (self.low, self.high)
            if end is not None
        )


EventKind = Literal[
    "designation", "delisting", "asset-freeze", "licence", "arms-shipment", "oil-shipment",
    "troop-deployment", "casualties", "treaty", "import-cut", "price-move", "airspace-violation",
    "port-violation", "interception", "seizure", "construction", "commemoration", "meeting",
    "cancelled-talks",
]  # fmt: skip

Certainty = Literal["asserted", "denied", "planned", "conditional"]
"""``denied``: "was not sanctioned"; ``planned``: "will", "plans to"; ``conditional``: "could"."""


class ListCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the loaded lists say to a reported designation, delisting or freeze."""

    status: Literal["listed", "not-listed", "not-found", "unknown"]
    """``not-found``: nothing by that name in these lists of these dates; ``not-listed``: known
    there, but not by this authority; ``unknown``: that authority's list is not loaded."""
    name: str
    """Who was looked up, as the article writes it."""
    party: str = ""
    """Key of the listed party."""
    regime: str = ""
    """Whose measure the article reports: ``us``; empty where it does not say."""
    says: str
    """One sentence with list and date: "reported blocked; on OFAC's SDN list since 2025-10-22"."""


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something a regime cares about, as reported."""

    id: str = ""
    kind: EventKind
    certainty: Certainty
    trigger: Span
    """The words that show it: "was blacklisted"."""
    sentence: int
    parties: tuple[str, ...] = ()
    """Keys of the listed parties the sentence names as taking part."""
    names: tuple[Span, ...] = ()
    """Others it happens to, who are on no loaded list as far as the article names them."""
    claim: str = ""
    """Id of the claim it stands in; empty in the writer's own voice."""
    when: Span | None = None
    """The words that date it: "on Tuesday", "22 October"."""
    on: datetime.date | None = None
    """That day, only where the article's date or the words themselves settle it."""
    when_says: str = ""
    """How the day was reached, or why it stays open."""
    checks: tuple[ListCheck, ...] = ()
    scope: str = ""
    """How far it reaches as reported, never widened: "a measure of the United Kingdom"."""
    by: str = ""
    """Which optional reader found it; empty: our own rules."""
    regimes: tuple[Regime, ...] = ()
    """Whose law that is; empty where the sentence does not say."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the wordings that disagree."""

    statement: str
    """Id of the claim, figure or event."""
    source: str
    """Whose it is, in words: a name, "headline", "the article"."""
    says: str
    """Its words."""
    span: Span


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """Statements that cannot all be so, or one quotation in two wordings; nothing is resolved."""

    id: str = ""
    kind: Literal["figures", "claims", "headline", "quote-variants"]
    about: str
    """What they disagree on, in words: "dead", "whether Lukoil was sanctioned"."""
    sides: tuple[Side, ...]
