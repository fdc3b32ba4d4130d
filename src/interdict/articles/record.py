"""What the audit log keeps of an article: enough to tell later what was read and answered."""

import hashlib
from typing import Any

import msgspec

from interdict.articles.reviewed import ReviewedStory
from interdict.articles.statements import Claim, Event, Figure
from interdict.articles.story import Story

_SORTED = msgspec.json.Encoder(order="sorted", decimal_format="string")


def _added_to(story: Story) -> tuple[Claim | Figure | Event, ...]:
    """What an optional reader may have added to, too."""
    return (*story.claims, *story.figures, *story.events)


def story_record(told: ReviewedStory) -> dict[str, Any]:
    """One article: its bytes, the ids of everything it was read with, and a hash of the answer.

    The article itself is not kept; replay needs it supplied (invariant 5).
    """
    story = told.story
    page = story.article.page
    return {
        "article": page.name,
        "sha256": page.sha256,
        "published": page.published.isoformat() if page.published else None,
        "snapshot": story.snapshot,
        "policy": story.policy,
        "engine": story.engine,
        "as_of": story.as_of.isoformat() if story.as_of else None,
        "known_on": story.known_on.isoformat() if story.known_on else None,
        "coverage": [[piece.list, piece.edition] for piece in story.coverage],
        "parties": [[each.key, sorted(h.party.id for h in each.hits)] for each in story.parties],
        "verdicts": {
            each.key: {regime: v.verdict for regime, v in sorted(each.verdicts.items())}
            for each in story.parties
        },
        "statements": {
            "claims": len(story.claims),
            "figures": len(story.figures),
            "events": len(story.events),
        },
        "readers": sorted({each.by for each in _added_to(story) if each.by}),
        "reviews": {key: each.review.what for key, each in sorted(told.reviews.items())},
        "answer_sha256": hashlib.sha256(_SORTED.encode(told)).hexdigest(),
    }
