"""A story with what people said of its statements: the rules' word and theirs, side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from interdict.articles.article import Article
from interdict.articles.reviews import Review, last_reviews
from interdict.articles.statement_ids import LETTERS, Statement, places
from interdict.articles.statements import Claim, Epithet, Event, Figure, Mention
from interdict.articles.story import Story
from interdict.errors import UsageError

_FIELDS: dict[type, str] = {
    Mention: "mentions", Claim: "claims", Epithet: "epithets", Figure: "figures", Event: "events",
}  # fmt: skip
CORRECTABLE: dict[type, tuple[str, ...]] = {
    Mention: ("parties",),
    Claim: ("form", "stance", "source.name", "source.how"),
    Epithet: (),
    Figure: ("bound", "low", "high", "unit", "source.name", "source.how"),
    Event: ("kind", "certainty", "on", "scope"),
}
"""What of a statement a person can set; where it stands in the text is what it is."""


class Reviewed(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of a story that somebody reviewed."""

    review: Review
    before: Statement | None
    """What the rules say today; None where they no longer find it."""


class ReviewedStory(msgspec.Struct, frozen=True, kw_only=True):
    """A story in which corrections count, with every review that was applied."""

    story: Story
    """Corrected statements in place of what the rules gave; rejected ones still there."""
    reviews: dict[str, Reviewed]
    """By id of the statement."""

    def is_rejected(self, statement: str) -> bool:
        """Did a person say that the text does not state this?"""
        found = self.reviews.get(statement)
        return found is not None and found.review.what == "reject"

    def standing_parties(self) -> tuple[str, ...]:
        """Keys of the parties that at least one mention names which nobody rejected."""
        standing = {
            key
            for mention in self.story.mentions
            if not self.is_rejected(mention.id)
            for key in mention.parties
        }
        return tuple(party.key for party in self.story.parties if party.key in standing)


def reviewed(story: Story, reviews: Sequence[Review]) -> ReviewedStory:
    """The story with the last review of each statement applied."""
    counting = last_reviews(reviews, story.article.page)
    found = {each.id: each for each in statements_of(story)}
    shown = story
    applied: dict[str, Reviewed] = {}
    for statement, review in counting.items():
        before = found.get(statement)
        applied[statement] = Reviewed(review=review, before=before)
        now = before if before is not None else _kept(review, story.article)
        if now is None:
            continue
        shown = _with(shown, corrected(now, review.set) if review.set else now)
    return ReviewedStory(story=shown, reviews=applied)


def statements_of(story: Story) -> tuple[Statement, ...]:
    """Everything in a story that can be reviewed."""
    return (*story.mentions, *story.claims, *story.epithets, *story.figures, *story.events)


def statement_named(story: Story, statement: str) -> Statement:
    """The statement of that id; ``UsageError`` when the story has none."""
    found = next((each for each in statements_of(story) if each.id == statement), None)
    if found is None:
        raise UsageError(
            f"{statement} is no statement of {story.article.page.name}: ids stand beside every "
            "statement in the output of  interdict screen article"
        )
    return found


def corrected(statement: Statement, changes: Mapping[str, str]) -> Statement:
    """The statement with these fields set; ``UsageError`` names a field or value that cannot be.

    An empty value takes a date or number away; ``parties`` are keys with commas between.
    """
    allowed = CORRECTABLE[type(statement)]
    fields: dict[str, Any] = msgspec.to_builtins(statement, builtin_types=())
    for path, value in changes.items():
        if path not in allowed:
            raise UsageError(
                f"{path!r} of {statement.id} cannot be set; what can: {', '.join(allowed) or '-'}"
            )
        holder, _, field = path.rpartition(".")
        target = fields[holder] if holder else fields
        target[field] = _keys(value) if field == "parties" else value or None
        if path == "kind":
            fields["checks"] = []  # they answered another question
        if field == "name" and target["how"] in ("open", "writer"):
            target["how"] = "named"
    try:
        made: Statement = msgspec.convert(fields, type(statement), strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(f"{statement.id} cannot be corrected so: {error}") from error
    if isinstance(made, Figure) and not made.is_readable:
        raise UsageError(f"{statement.id} cannot be corrected so: write a number in digits")
    return made


def _keys(value: str) -> list[str]:
    return [key.strip() for key in value.split(",") if key.strip()]


def _kept(review: Review, article: Article) -> Statement | None:
    """A statement the rules no longer find, where its words still stand as they did."""
    if review.what == "reject" or review.sha256 != article.page.sha256 or not review.kept:
        return None
    kind = next(kind for kind, letter in LETTERS.items() if review.statement[0] == letter)
    try:
        kept: Statement = msgspec.json.decode(review.kept, type=kind)
    except msgspec.DecodeError as error:
        raise UsageError(
            f"the review of {review.statement} holds a statement that cannot be read ({error}): "
            "mend or withdraw it; nothing was left out"
        ) from error
    inside = all(span.end <= len(article.text) for span in places(kept))
    return kept if inside else None


def _with(story: Story, statement: Statement) -> Story:
    """The story with this statement in the place of the one with its id, or in reading order."""
    field = _FIELDS[type(statement)]
    others = [each for each in getattr(story, field) if each.id != statement.id]
    every = sorted([*others, statement], key=lambda each: places(each)[0])
    return msgspec.structs.replace(story, **{field: tuple(every)})
