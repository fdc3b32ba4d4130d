"""Stories for tests, made of hand-made statements about a text that stands in the test."""

from typing import Any

from interdict.articles.article import Article, Span
from interdict.articles.statement_ids import with_ids
from interdict.articles.statements import Claim, Event, Figure, Mention, Source, StoryParty
from interdict.articles.story import Story
from interdict.statement import Provenance

from .stories import place

WRITER = Source(how="writer")


def told(article: Article, **statements: Any) -> Story:
    """A story of these statements, with ids."""
    named = {field: with_ids(article, each) for field, each in statements.items()}
    return Story(
        article=article,
        stated=Provenance(
            source=article.page.name,
            stated_by="The Example Courier",
            authority="news",
            edition=article.page.sha256,
        ),
        parties=tuple(_party(key) for key in _keys(statements)),
        snapshot="sha256:0",
        policy="p",
        engine="e",
        coverage=(),
        **({"mentions": ()} | named),
    )


def _keys(statements: dict[str, Any]) -> list[str]:
    mentions = statements.get("mentions", ())
    return list(dict.fromkeys(key for mention in mentions for key in mention.parties))


def _party(key: str) -> StoryParty:
    return StoryParty(
        key=key, name=key.partition(":")[2], kind="organization", hits=(), verdicts={},
        is_certain=True,
    )  # fmt: skip


def mention(article: Article, words: str, *keys: str) -> Mention:
    """A place that names these parties."""
    return Mention(span=place(article, words), parties=keys, how="full-name", says="its name")


def figure(article: Article, words: str, low: int | None, unit: str = "dead") -> Figure:
    """A number in the writer's own voice."""
    span = place(article, words)
    sentence = article.sentence_at(span.start)
    return Figure(
        span=span, bound="exact", low=low, unit=unit, source=WRITER,
        sentence=sentence.number if sentence else 0,
    )  # type: ignore[arg-type]  # fmt: skip


def claim(article: Article, content: str, source: str) -> Claim:
    """Somebody says this."""
    span = place(article, content)
    sentence = article.sentence_at(span.start)
    return Claim(
        form="indirect", stance="asserted", content=(span,),
        source=Source(how="named", span=place(article, source), name=source),
        sentences=(sentence.number if sentence else 0,),
    )  # fmt: skip


def event(article: Article, trigger: str, kind: Any, **more: Any) -> Event:
    """Something happened, the words say."""
    span: Span = place(article, trigger)
    sentence = article.sentence_at(span.start)
    number = sentence.number if sentence else 0
    return Event(kind=kind, certainty="asserted", trigger=span, sentence=number, **more)
