"""Several articles together: a timeline per party, and the spread of each disputed number."""

import datetime
from collections.abc import Mapping, Sequence

import msgspec

from interdict.articles.reviewed import ReviewedStory
from interdict.articles.spread import Spread, spread
from interdict.articles.story import Story
from interdict.articles.timeline import Timeline, timelines


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """Articles read in one run, and what they say when they are laid side by side."""

    stories: tuple[ReviewedStory, ...]
    """By date, undated ones last."""
    timelines: tuple[Timeline, ...]
    spreads: tuple[Spread, ...]
    unreadable: dict[str, str]
    """File name -> why it could not be read."""


def collection(stories: Sequence[ReviewedStory], unreadable: Mapping[str, str]) -> Collection:
    """The articles side by side; what a person rejected is in no timeline and no spread."""
    ordered = sorted(stories, key=_order)
    standing = [_standing(told) for told in ordered]
    return Collection(
        stories=tuple(ordered),
        timelines=timelines(standing),
        spreads=spread(standing),
        unreadable=dict(unreadable),
    )


def _order(told: ReviewedStory) -> tuple[datetime.date, str]:
    page = told.story.article.page
    return page.published or datetime.date.max, page.name


def _standing(told: ReviewedStory) -> Story:
    story = told.story
    kept = set(told.standing_parties())
    return msgspec.structs.replace(
        story,
        parties=tuple(each for each in story.parties if each.key in kept),
        mentions=tuple(each for each in story.mentions if not told.is_rejected(each.id)),
        claims=tuple(each for each in story.claims if not told.is_rejected(each.id)),
        figures=tuple(each for each in story.figures if not told.is_rejected(each.id)),
        events=tuple(each for each in story.events if not told.is_rejected(each.id)),
    )
