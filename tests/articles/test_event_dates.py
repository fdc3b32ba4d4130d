"""When an event happened, and when that has to stay open."""

import datetime

import pytest
from tests.articles.stories import place, story

from interdict.articles.event_dates import Dated, dated
from interdict.articles.statements import Certainty
from interdict.articles.wording import wording

FRIDAY = datetime.date(2025, 10, 24)


def when(
    text: str, published: datetime.date | None = FRIDAY, sure: Certainty = "asserted"
) -> Dated:
    """How the word "sanctioned" of a text is dated."""
    article = story(text, published=published)
    words = wording(text, 0, len(text))
    return dated(article, words, place(article, "sanction"), sure)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Tuesday", "2025-10-21"),
        ("on Friday", "2025-10-24"),
        ("yesterday", "2025-10-23"),
        ("today", "2025-10-24"),
        ("on 22 October 2025", "2025-10-22"),
        ("on Oct. 22, 2025", "2025-10-22"),
        ("on October 22", "2025-10-22"),
        ("on 3 November", "2024-11-03"),
        ("on 2014-07-16", "2014-07-16"),
        ("on the 2nd of March", "2025-03-02"),
    ],
)
def test_a_past_day_is_the_latest_that_fits(words: str, day: str) -> None:
    assert when(f"It was sanctioned {words}.").on == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("words", "day"),
    [("on Tuesday", "2025-10-28"), ("tomorrow", "2025-10-25"), ("on 3 November", "2025-11-03")],
)
def test_a_planned_day_is_the_next_that_fits(words: str, day: str) -> None:
    on = when(f"It will be sanctioned {words}.", sure="planned").on
    assert on == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("words", ["on Tuesday", "yesterday", "on October 22", "last week"])
def test_without_the_articles_date_it_stays_open_and_says_why(words: str) -> None:
    read = when(f"It was sanctioned {words}.", published=None)
    assert read.on is None
    assert "stays open" in read.says


@pytest.mark.parametrize("words", ["last Tuesday", "in October", "in 2014", "last month"])
def test_what_names_no_single_day_stays_open(words: str) -> None:
    read = when(f"It was sanctioned {words}.")
    assert read.on is None
    assert read.says


def test_the_words_that_date_it_are_kept() -> None:
    text = "It was sanctioned on Tuesday."
    span = when(text).span
    assert span is not None
    assert span.of(text) == "on Tuesday"


def test_the_day_of_the_saying_is_not_the_day_of_the_event() -> None:
    read = when("The ministry said on Monday it had been sanctioned before.")
    assert read.on is None
    assert "when it was told" in read.says


def test_the_nearest_of_two_days_counts() -> None:
    read = when("It was sanctioned on 3 March 2022, and it sued on 4 May 2023.")
    assert read.on == datetime.date(2022, 3, 3)


@pytest.mark.parametrize("words", ["until 29 April 2026", "by Friday", "since October 22, 2025"])
def test_where_a_time_begins_or_ends_is_not_the_day(words: str) -> None:
    read = when(f"It was sanctioned {words}.")
    assert read.on is None
    assert "begins or ends" in read.says


def test_an_impossible_day_is_open() -> None:
    assert when("It was sanctioned on 31 February 2024.").on is None


def test_the_verb_may_is_no_month() -> None:
    assert when("It may 22 times be sanctioned.").span is None
