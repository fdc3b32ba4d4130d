"""Other readers of articles, for those who have one: spaCy, a language model, a newsroom's own.

A reader only adds. What it gives is checked against the text (a statement that points at words
that are not there is a finding and no statement), carries its name in ``by``, and never takes
the place of what our rules found. It gets the article and nothing else, on this machine: what a
program that somebody names here sends elsewhere is that person's decision.
"""

import shlex
from collections.abc import Sequence
from typing import Protocol, TypeVar

import msgspec

from interdict.articles.article import Article, Sentence, Span
from interdict.articles.reader_program import ProgramError, answer
from interdict.articles.statement_ids import places
from interdict.articles.statements import Claim, Event, Figure
from interdict.errors import UsageError
from interdict.party import Finding

MOST_STATEMENTS = 5_000
Added = TypeVar("Added", Claim, Figure, Event)


class Additions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a reader found, in our own records and with spans of the text it was given."""

    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()


class Reader(Protocol):
    """Anything that reads an article and adds statements to ours."""

    @property
    def name(self) -> str:
        """One word, shown with everything it found."""

    def read(self, article: Article) -> Additions:
        """Its statements; ``UsageError`` when it cannot be run at all."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a program gets on its standard input, as JSON."""

    text: str
    sentences: tuple[Sentence, ...]
    title: str
    published: str


class CommandReader:
    """A program of the user's: JSON of ``Asked`` in, JSON of ``Additions`` out."""

    def __init__(self, command: str) -> None:
        try:
            self.words = shlex.split(command)
        except ValueError as error:
            raise UsageError(f"--reader {command!r} cannot be read: {error}") from error
        if not self.words:
            raise UsageError("--reader is empty: name a program, such as  --reader ./my-reader")
        self.name = self.words[0].rpartition("/")[2]

    def read(self, article: Article) -> Additions:
        """Run the program once; ``UsageError`` when it fails or answers with something else."""
        page = article.page
        asked = Asked(
            text=article.text,
            sentences=article.sentences,
            title=page.title,
            published=page.published.isoformat() if page.published else "",
        )
        try:
            told = answer(self.words, msgspec.json.encode(asked))
            return msgspec.json.decode(told, type=Additions)
        except (ProgramError, msgspec.DecodeError) as error:
            raise UsageError(
                f"the reader {self.name} gave nothing for {page.name}: {error}. "
                "Leave --reader out, or mend it: docs/articles.md says what it gets and has to give"
            ) from error


def checked(
    reader: str, found: Sequence[Added], article: Article
) -> tuple[tuple[Added, ...], tuple[Finding, ...]]:
    """What a reader may add, marked with its name, and a finding for each it may not."""
    kept: list[Added] = []
    refused: list[Finding] = []
    for each in found[:MOST_STATEMENTS]:
        problem = _problem(each, article)
        if problem:
            refused.append(_finding(reader, f"{type(each).__name__.lower()} {problem}"))
        else:
            kept.append(msgspec.structs.replace(each, id="", by=reader))
    if len(found) > MOST_STATEMENTS:
        refused.append(_finding(reader, f"more than {MOST_STATEMENTS:,} statements: rest left out"))
    return tuple(kept), tuple(refused)


def _problem(statement: Claim | Figure | Event, article: Article) -> str:
    spans = [*places(statement), *_others(statement)]
    if not places(statement):
        return "that points at no words"
    for span in spans:
        if not 0 <= span.start < span.end <= len(article.text):
            return f"at {span.start}-{span.end}, which is no place of the text"
        if article.sentence_at(span.start) is None:
            return f"at {span.start}-{span.end}, which is no part of the article's own text"
    numbers = statement.sentences if isinstance(statement, Claim) else (statement.sentence,)
    if any(not 0 <= number < len(article.sentences) for number in numbers):
        return "in a sentence that is not there"
    if isinstance(statement, Figure) and not statement.is_readable:
        return "whose number cannot be written out"
    return ""


def _others(statement: Claim | Figure | Event) -> list[Span]:
    if isinstance(statement, Event):
        found = [*statement.names, statement.when]
    elif isinstance(statement, Figure):
        found = [statement.of, statement.source.span, statement.source.antecedent]
    else:
        source = statement.source
        found = [*statement.quoted, statement.cue, source.span, source.antecedent]
    return [span for span in found if span is not None]


def _finding(reader: str, message: str) -> Finding:
    return Finding(
        severity="warning",
        code="reader-refused",
        message=f"the reader {reader} gave a {message}; it was not taken",
        field="reader",
    )
