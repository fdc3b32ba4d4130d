"""The records of the gold set: an annotation as it is written, and with its places found.

What each field means to an annotator is said in tests/fixtures/articles/README.md.
"""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from interdict.articles.article import DropReason, Span
from interdict.articles.statements import Bound, Certainty, ClaimForm, EventKind, Stance


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Dropped(_Record, frozen=True):
    """A line that is clutter. ``nth``: which of equal lines, from 1 (see ``_dropped``)."""

    line: str
    reason: DropReason
    nth: int = 0


class Mentioned(_Record, frozen=True):
    """A listed party, and every place that names it."""

    party: str
    spans: tuple[str, ...] = ()
    lists: Literal["starter", "official"] = "starter"
    ambiguous: tuple[str, ...] = ()


class Claimed(_Record, frozen=True):
    """What somebody says."""

    source: str
    content: tuple[str, ...]
    form: ClaimForm
    stance: Stance
    cue: str = ""


class Numbered(_Record, frozen=True):
    """A number with what it counts."""

    text: str
    bound: Bound
    unit: str
    low: Decimal | None = None
    high: Decimal | None = None
    source: str = ""


class Happened(_Record, frozen=True):
    """An event; ``sentence`` is a piece of the sentence that reports it."""

    kind: EventKind
    certainty: Certainty
    sentence: str


class Disagreeing(_Record, frozen=True):
    """Statements that cannot all be so, or one quotation in two wordings."""

    kind: Literal["figures", "claims", "headline", "quote-variants"]
    sides: tuple[str, ...]


class Written(_Record, frozen=True):
    """An annotation as it is written."""

    style: str
    topic: str
    published: datetime.date | None = None
    inside: str = ""
    """For HTML: XPath of the part that is annotated; else ``article``, ``main`` or ``body``."""
    note: str = ""
    dropped: tuple[Dropped, ...] = ()
    mention: tuple[Mentioned, ...] = ()
    claim: tuple[Claimed, ...] = ()
    number: tuple[Numbered, ...] = ()
    event: tuple[Happened, ...] = ()
    disagreement: tuple[Disagreeing, ...] = ()


class GoldLine(NamedTuple):
    """One line of the text that is not blank."""

    span: Span
    dropped: DropReason | None


class GoldMention(NamedTuple):
    """A listed party with its places; at the ``open`` ones it may be another."""

    party: str
    lists: str
    spans: tuple[Span, ...]
    open: tuple[Span, ...]


class GoldClaim(NamedTuple):
    """A claim with its places."""

    written: Claimed
    content: tuple[Span, ...]


class GoldNumber(NamedTuple):
    """A number with its place."""

    written: Numbered
    span: Span


class GoldEvent(NamedTuple):
    """An event with the piece of its sentence."""

    written: Happened
    span: Span


class GoldDisagreement(NamedTuple):
    """A disagreement with the places of its sides."""

    kind: str
    sides: tuple[Span, ...]


class Gold(NamedTuple):
    """One annotated article."""

    path: Path
    """The article's file; the annotation lies beside it."""
    text: str
    written: Written
    lines: tuple[GoldLine, ...]
    mentions: tuple[GoldMention, ...]
    claims: tuple[GoldClaim, ...]
    numbers: tuple[GoldNumber, ...]
    events: tuple[GoldEvent, ...]
    disagreements: tuple[GoldDisagreement, ...]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem

    @property
    def kept(self) -> str:
        """The text with blanks for the dropped lines: places stay the same."""
        return kept_text(self.text, self.lines)


def kept_text(text: str, lines: tuple[GoldLine, ...]) -> str:
    """The text with blanks for the dropped lines."""
    kept = text
    for line in lines:
        if line.dropped is not None:
            kept = f"{kept[: line.span.start]}{' ' * len(line.span)}{kept[line.span.end :]}"
    return kept
