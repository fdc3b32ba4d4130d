"""What a folder of articles tells of each listed party, in order of days.

An event stands on its own day where that is settled; everything else on the day of its article,
which is only when it was told. What has no day at all comes last and says so.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from interdict.articles.article import Span
from interdict.articles.statements import Claim, Event, Mention
from interdict.articles.story import Story

DatedFrom = Literal["event", "article", "none"]
"""``event``: the day it happened; ``article``: the day it was told; ``none``: neither is known."""


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that one article says of a party."""

    what: Literal["event", "claim", "mention"]
    statement: str
    """Id of the event, claim or mention."""
    label: str
    """Its kind and how surely: "designation, asserted"; for a mention, how many there are."""
    on: datetime.date | None
    dated_from: DatedFrom
    when_says: str = ""
    """How the day was reached, or why it is open."""
    article: str
    """``Page.name``."""
    publisher: str = ""
    words: str
    """The sentence, as the article has it."""
    span: Span


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """All of it for one party."""

    party: str
    name: str
    entries: tuple[TimelineEntry, ...]
    """By day; those without a day last."""


def timelines(stories: Iterable[Story]) -> tuple[Timeline, ...]:
    """One timeline per listed party of a folder, those with most entries first."""
    names: dict[str, str] = {}
    entries: dict[str, list[TimelineEntry]] = {}
    for story in stories:
        for party in story.parties:
            names.setdefault(party.key, party.name)
            entries.setdefault(party.key, []).extend(_of_party(story, party.key))
    found = [
        Timeline(party=key, name=names[key], entries=tuple(sorted(each, key=_order)))
        for key, each in entries.items()
        if each
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.entries), one.name, one.party)))


def _order(entry: TimelineEntry) -> tuple[bool, datetime.date, str, Span, str]:
    on = entry.on or datetime.date.max
    return entry.on is None, on, entry.article, entry.span, entry.what


def _of_party(story: Story, key: str) -> Iterator[TimelineEntry]:
    """Its events and claims; where it has neither, that it is named at all."""
    mentions = [mention for mention in story.mentions if key in mention.parties]
    happened = [event for event in story.events if key in event.parties]
    shown = {event.claim for event in happened}  # whose event says the same on its own day
    said = (claim for claim in story.claims if _concerns(claim, key, mentions))
    found = [
        *(_event(story, event) for event in happened),
        *(_claim(story, claim) for claim in said if claim.id not in shown),
    ]
    if not found and mentions:
        found = [_mention(story, mentions)]
    return iter(found)


def _concerns(claim: Claim, key: str, mentions: Sequence[Mention]) -> bool:
    """Is the party the source, or named in what is said?"""
    inside = any(span.holds(mention.span) for span in claim.content for mention in mentions)
    return inside or key in claim.source.parties


def _event(story: Story, event: Event) -> TimelineEntry:
    on, dated_from, says = _day(story, event)
    sentence = story.article.sentences[event.sentence].span
    return TimelineEntry(
        what="event",
        statement=event.id,
        label=f"{event.kind}, {event.certainty}",
        on=on,
        dated_from=dated_from,
        when_says=says,
        article=story.article.page.name,
        publisher=story.article.page.publisher,
        words=story.article.words(sentence),
        span=event.trigger,
    )


def _day(story: Story, event: Event) -> tuple[datetime.date | None, DatedFrom, str]:
    if event.on is not None:
        return event.on, "event", event.when_says
    published = story.article.page.published
    if published is None:
        return None, "none", event.when_says or "neither the event nor the article is dated"
    return published, "article", event.when_says or "the day of the article: its own is not given"


def _claim(story: Story, claim: Claim) -> TimelineEntry:
    return _told(story, claim.content[0], "claim", claim.id, f"claim, {claim.stance}")


def _mention(story: Story, mentions: Sequence[Mention]) -> TimelineEntry:
    times = "once" if len(mentions) == 1 else f"{len(mentions)} times"
    return _told(story, mentions[0].span, "mention", mentions[0].id, f"named {times}")


def _told(
    story: Story, span: Span, what: Literal["claim", "mention"], statement: str, label: str
) -> TimelineEntry:
    """Something that has no day of its own: it stands on the article's."""
    article = story.article
    sentence = article.sentence_at(span.start)
    return TimelineEntry(
        what=what,
        statement=statement,
        label=label,
        on=article.page.published,
        dated_from="none" if article.page.published is None else "article",
        when_says="" if article.page.published else "the article is not dated",
        article=article.page.name,
        publisher=article.page.publisher,
        words=article.words(sentence.span if sentence else span),
        span=span,
    )
