"""interdict articles: what people say of statements that were read out of articles."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from interdict import audit
from interdict.articles.article import Page
from interdict.articles.reviewed import corrected, statement_named
from interdict.articles.reviews import (
    FILE,
    Review,
    ReviewWord,
    append,
    cut_off,
    last_reviews,
)
from interdict.articles.statement_ids import Statement, places
from interdict.articles.story import Story
from interdict.cli.article_options import article_files, read_pages, reviews_kept, teller_for
from interdict.cli.options import audit_log, home, json_option, screening_options
from interdict.cli.terminal import console, warn
from interdict.errors import UsageError

EVENT = "review-statement"
"""What the audit log calls a review."""
Command = TypeVar("Command", bound=Callable[..., Any])


@click.group()
def articles() -> None:
    """Confirm, correct or reject what was read out of articles."""


def _review_options(command: Command) -> Command:
    """FILE, STATEMENT, --by, --reason and the lists to read with."""
    for option in reversed((
        click.argument("file", type=click.Path(path_type=Path, allow_dash=True)),
        click.argument("statement"),
        click.option("--by", required=True, metavar="WHO", help="Who says so."),
        click.option("--reason", required=True, help="Why, for whoever asks later."),
    )):  # fmt: skip
        command = option(command)
    return json_option(screening_options(command))


@articles.command("confirm")
@_review_options
def articles_confirm(file: Path, statement: str, **options: Any) -> int:
    """Say that STATEMENT (its id) is what the article in FILE states."""
    return _review("confirm", file, statement, {}, options)


@articles.command("correct")
@click.option(
    "--set",
    "changes",
    multiple=True,
    required=True,
    metavar="FIELD=VALUE",
    help="Such as low=500, source.name=Lukoil, certainty=denied; may be repeated.",
)
@_review_options
def articles_correct(file: Path, statement: str, changes: tuple[str, ...], **options: Any) -> int:
    """Say what STATEMENT (its id) of the article in FILE really is."""
    return _review("correct", file, statement, _changes(changes), options)


@articles.command("reject")
@_review_options
def articles_reject(file: Path, statement: str, **options: Any) -> int:
    """Say that the article in FILE does not state STATEMENT (its id)."""
    return _review("reject", file, statement, {}, options)


@articles.command("withdraw")
@_review_options
def articles_withdraw(file: Path, statement: str, **options: Any) -> int:
    """Take back what was said of STATEMENT (its id); the rules alone count again."""
    return _review("withdraw", file, statement, {}, options)


@articles.command("reviews")
@json_option
def articles_reviews(as_json: bool) -> int:
    """All reviews, oldest first."""
    logged = _logged()  # before the file: what is reviewed meanwhile is then in the file at least
    kept = reviews_kept()
    for review in cut_off(logged, kept):
        warn(
            f"{review.statement} of {review.article} was {review.shown}: the audit log has it, "
            f"{home().path / FILE} has not (the command was cut off, or the entry was taken "
            "out), so it does not count. Say it again if it should"
        )
    for review in kept:
        if as_json:
            click.echo(msgspec.json.encode(review))
        else:
            console().print(
                f"{review.statement} of {review.article}: {review.says}\n  {review.shown}",
                markup=False,
            )
    return 0


def _logged() -> list[Review]:
    """All reviews that the audit log has, oldest first."""
    records = audit.read(home().audit)
    return [msgspec.convert(each.content, Review) for each in records if each.event == EVENT]


def _changes(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [each.partition("=") for each in given]
    for text, (field, sign, _) in zip(given, pairs, strict=True):
        if not (field.strip() and sign):
            raise UsageError(f"--set {text!r} is not FIELD=VALUE, such as low=500")
    return {field.strip(): value.strip() for field, _, value in pairs}


def _review(
    what: ReviewWord, file: Path, statement: str, changes: dict[str, str], options: dict[str, Any]
) -> int:
    by, reason, as_json = (options.pop(name) for name in ("by", "reason", "as_json"))
    log = audit_log(home())  # refuses where the log was removed
    page = _page(file)
    story = teller_for(**options).tell(page)
    found = _reviewed_before(page, statement) if what == "withdraw" else None
    kept = None if found else statement_named(story, statement)
    if kept is not None and changes:
        _check_keys(story, corrected(kept, changes))
    review = Review(
        what=what,
        statement=statement,
        article=page.name,
        url=page.url,
        sha256=page.sha256,
        says=found.says if found else _words(story, kept),
        set=changes,
        kept="" if kept is None else msgspec.json.encode(kept).decode(),
        by=by,
        at=datetime.datetime.now(datetime.UTC).replace(microsecond=0),
        because=reason,
    )
    with home().lock():
        reviews_kept()  # what cannot be read stops all before anything is kept
        log.append(EVENT, msgspec.to_builtins(review))
        append(home().path / FILE, review)
    if as_json:
        click.echo(msgspec.json.encode({"review": review}))
    else:
        console().print(f"{statement} ({review.says}): {review.shown}", markup=False)
    return 0


def _check_keys(story: Story, statement: Statement) -> None:
    """A mention can only be of parties that the story has: any other would be of nobody."""
    known = [party.key for party in story.parties]
    strange = [key for key in getattr(statement, "parties", ()) if key not in known]
    if strange:
        raise UsageError(
            f"{strange[0]} is no party of {story.article.page.name}; its parties are "
            f"{', '.join(known)}: reject the mention if it is none of them"
        )


def _page(file: Path) -> Page:
    ((_, page),) = read_pages(article_files([file]), None)
    if isinstance(page, UsageError):
        raise page
    return page


def _reviewed_before(page: Page, statement: str) -> Review:
    found = last_reviews(reviews_kept(), page).get(statement)
    if found is None:
        raise UsageError(
            f"{statement} of {page.name} is not reviewed: there is nothing to withdraw"
        )
    return found


def _words(story: Story, statement: Statement | None) -> str:
    if statement is None:
        return ""
    article = story.article
    where = places(statement)
    sentence = article.sentence_at(where[0].start)
    around = article.words(sentence.span) if sentence else ""
    return " | ".join(filter(None, [" … ".join(map(article.words, where)), around]))
