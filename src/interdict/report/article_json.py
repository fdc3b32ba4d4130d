"""A story as JSON: every statement with its words, its sentence and its place in the file.

``start`` and ``end`` count characters of the file's decoded text (for HTML of its source), end
not included; ``text`` are the characters themselves, line breaks and all (of a page without its
tags). Absent values are ``null``, keys come in a fixed order.
"""

import datetime
from decimal import Decimal
from typing import Any

import msgspec

from interdict.articles.article import Article, Line, Span
from interdict.articles.collection import Collection
from interdict.articles.reviewed import Reviewed, ReviewedStory
from interdict.articles.statement_ids import Statement, places
from interdict.articles.statements import Mention, StoryParty
from interdict.articles.story import Story
from interdict.report.json import coverage_json, hit_json, verdict_json


def story_json(reviewed: ReviewedStory) -> dict[str, Any]:
    """One article with everything it states, ready for any JSON encoder."""
    story = reviewed.story
    standing = set(reviewed.standing_parties())
    return {
        "article": _page(story),
        "snapshot": story.snapshot,
        "policy": story.policy,
        "engine": story.engine,
        "as_of": story.as_of.isoformat() if story.as_of else None,
        "known_on": story.known_on.isoformat() if story.known_on else None,
        "parties": [_party(story, party, party.key in standing) for party in story.parties],
        "ambiguous": [_statement(story, each) for each in story.mentions if each.is_ambiguous],
        "claims": [_statement(story, each) for each in story.claims],
        "epithets": [_statement(story, each) for each in story.epithets],
        "figures": [_statement(story, each) for each in story.figures],
        "events": [_statement(story, each) for each in story.events],
        "disagreements": [_plain(each, story.article) for each in story.disagreements],
        "not_attempted": story.not_attempted or None,
        "dropped": [_line(each, story.article) for each in story.article.lines if each.dropped],
        "lines_kept": sum(line.is_kept for line in story.article.lines),
        "findings": [msgspec.to_builtins(each) for each in story.findings],
        "reviews": {key: _review(each, story.article) for key, each in reviewed.reviews.items()},
        "coverage": [coverage_json(each) for each in story.coverage],
    }


def story_bytes(reviewed: ReviewedStory) -> bytes:
    """The same as one line of UTF-8 without a line end."""
    return msgspec.json.encode(story_json(reviewed))


def collection_json(found: Collection) -> dict[str, Any]:
    """Several articles with what they say side by side."""
    return {
        "articles": [story_json(told) for told in found.stories],
        "timelines": [msgspec.to_builtins(each, enc_hook=str) for each in found.timelines],
        "spreads": [msgspec.to_builtins(each, enc_hook=str) for each in found.spreads],
        "unreadable": found.unreadable,
    }


def _page(story: Story) -> dict[str, Any]:
    page = story.article.page
    return {
        "name": page.name,
        "title": page.title or None,
        "publisher": page.publisher or None,
        "author": page.author or None,
        "url": page.url or None,
        "published": page.published.isoformat() if page.published else None,
        "published_says": page.published_says or None,
        "language": page.language or None,
        "form": page.form,
        "encoding": page.encoding,
        "sha256": page.sha256,
        "authority": story.stated.authority,
        "characters": len(page.text),
        "sentences": len(story.article.sentences),
    }


def _party(story: Story, party: StoryParty, standing: bool) -> dict[str, Any]:
    return {
        "key": party.key,
        "name": party.name,
        "kind": party.kind,
        "certain": party.is_certain,
        "standing": standing,
        "verdicts": {regime: verdict_json(v) for regime, v in sorted(party.verdicts.items())},
        "mentions": [_statement(story, each) for each in story.mentions_of(party.key)],
        "hits": [hit_json(hit) for hit in party.hits],
    }


def _statement(story: Story, statement: Statement) -> dict[str, Any]:
    """All fields of a statement and the sentence it stands in."""
    article = story.article
    first = article.sentence_at(places(statement)[0].start)
    shown: dict[str, Any] = _plain(statement, article)
    if isinstance(statement, Mention):
        shown = {**shown.pop("span"), **shown}
    shown["in_sentence"] = None if first is None else _plain(first, article)
    return shown


def _line(line: Line, article: Article) -> dict[str, Any]:
    return {**_span(line.span, article), "reason": line.dropped, "says": line.says}


def _review(found: Reviewed, article: Article) -> dict[str, Any]:
    return {
        "what": found.review.what,
        "by": found.review.by,
        "at": found.review.at.isoformat(),
        "because": found.review.because,
        "set": found.review.set,
        "before": None if found.before is None else _plain(found.before, article),
    }


def _span(span: Span, article: Article) -> dict[str, Any]:
    origin = article.page.origin_of(span)
    return {"start": origin.start, "end": origin.end, "text": span.of(article.text)}


def _plain(value: Any, article: Article) -> Any:
    """Any record of an article: spans with their words, numbers and days as JSON has them."""
    if isinstance(value, Span):
        return _span(value, article)
    if isinstance(value, msgspec.Struct):
        return {field: _plain(getattr(value, field), article) for field in value.__struct_fields__}
    if isinstance(value, tuple):
        return [_plain(each, article) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
