"""One self-contained HTML page about an article: its text marked up, and every statement linked
to the sentence it stands in.

The page loads nothing and runs nothing; all text of the article is escaped.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import jinja2
import msgspec

from interdict.articles.article import Span
from interdict.articles.reviewed import ReviewedStory
from interdict.articles.statement_ids import Statement, places
from interdict.articles.statements import Mention, StoryParty
from interdict.articles.story import Story
from interdict.lists.catalog import SOURCES
from interdict.ownership.verdict import STRENGTH, Verdict, VerdictWord
from interdict.report.article_text import blocks
from interdict.report.article_words import TITLES, number_shown, source_shown
from interdict.report.html import REGIMES, WORDS, environment
from interdict.report.outfile import OutputFile

MOST_ROWS = 400
"""Claims, figures or events that one page shows of each; the JSON has all."""


class PartyCard(msgspec.Struct, frozen=True, kw_only=True):
    """A listed party as the page shows it."""

    party: StoryParty
    anchor: str
    word: VerdictWord
    """Its strongest verdict."""
    verdicts: tuple[tuple[str, Verdict], ...]
    """Strongest first."""
    words: tuple[tuple[str, tuple[str, ...]], ...]
    """Each word with the regimes it holds in, strongest first."""
    named_as: tuple[tuple[str, int], ...]
    mentions: tuple[Mention, ...]
    standing: bool


def render(told: ReviewedStory, made: datetime.datetime) -> str:
    """The page as an HTML document."""
    story = told.story
    cards = tuple(_card(told, number, party) for number, party in enumerate(story.parties, 1))
    return _ENVIRONMENT.get_template("article.html.j2").render(
        told=told,
        story=story,
        page=story.article.page,
        article=story.article,
        cards=cards,
        anchors={card.party.key: card for card in cards},
        labels=_labels(story),
        notes=_notes(story),
        blocks=blocks(story),
        left_out=Counter(line.dropped for line in story.article.lines if line.dropped),
        words={each: WORDS[each] for each in dict.fromkeys(card.word for card in cards)},
        regime_names=REGIMES,
        list_names={source.id: source.list for source in SOURCES},
        titles=TITLES,
        made=made,
        most=MOST_ROWS,
    )


def write_story(told: ReviewedStory, path: Path) -> None:
    """Write the page; the file gets its name when it is complete."""
    output = OutputFile(path)
    made = datetime.datetime.now(datetime.UTC)
    try:
        output.path.write_text(render(told, made), encoding="utf-8", errors="replace")
        output.keep()
    except OSError:
        output.drop()
        raise


def _card(told: ReviewedStory, number: int, party: StoryParty) -> PartyCard:
    story = told.story
    mentions = story.mentions_of(party.key)
    named = Counter(story.article.words(mention.span) for mention in mentions)
    found = sorted(party.verdicts.items(), key=lambda each: STRENGTH[each[1].verdict])
    return PartyCard(
        party=party,
        anchor=f"p{number}",
        word=found[0][1].verdict if found else "review",
        verdicts=tuple(found),
        words=tuple(_together(found).items()),
        named_as=tuple(named.most_common()),
        mentions=mentions,
        standing=party.key in told.standing_parties(),
    )


def _together(found: Sequence[tuple[str, Verdict]]) -> dict[str, tuple[str, ...]]:
    """Word -> regimes: five regimes of which three say the same need two chips, not five."""
    words: dict[str, tuple[str, ...]] = {}
    for regime, verdict in found:
        words[verdict.verdict] = (*words.get(verdict.verdict, ()), regime.upper())
    return words


def _labels(story: Story) -> dict[str, str]:
    """Id of a statement -> how the page calls it: C3, N1, E2."""
    kinds: tuple[tuple[str, Sequence[Statement]], ...] = (
        ("C", story.claims),
        ("N", story.figures),
        ("E", story.events),
    )
    return {
        each.id: f"{letter}{number}"
        for letter, statements in kinds
        for number, each in enumerate(statements, 1)
    }


def _notes(story: Story) -> dict[int, tuple[str, ...]]:
    """Number of a sentence -> ids of the claims and events that begin in it."""
    found: dict[int, list[str]] = {}
    begun: list[Statement] = [*story.claims, *story.events]
    for each in begun:
        found.setdefault(_sentence_of(story, each), []).append(each.id)
    return {number: tuple(ids) for number, ids in found.items()}


def _sentence_of(story: Story, statement: Statement) -> int:
    """Number of the sentence that a statement begins in."""
    sentence = story.article.sentence_at(places(statement)[0].start)
    return sentence.number if sentence else 0


def _pages_environment() -> jinja2.Environment:
    pages = environment()
    pages.filters["number"] = number_shown
    pages.filters["source"] = source_shown
    pages.filters["sentence"] = lambda statement, story: _sentence_of(story, statement)
    pages.filters["said"] = lambda spans, article: " … ".join(map(article.words, spans))
    pages.filters["names"] = lambda spans, article: "; ".join(map(article.words, spans))
    pages.filters["at"] = _at
    return pages


def _at(span: Span, story: Story) -> int:
    sentence = story.article.sentence_at(span.start)
    return sentence.number if sentence else 0


_ENVIRONMENT = _pages_environment()
