import datetime

import pytest

from interdict.articles.plain_text import plain_lines, stated_date

DAY = datetime.date(2026, 3, 2)


def published(text: str) -> datetime.date | None:
    return stated_date(text, plain_lines(text))[0]


@pytest.mark.parametrize(
    "line",
    [
        "2 March 2026",
        "Monday, March 2, 2026",
        "Mar. 2, 2026 10:15 a.m. EST",
        "Published: 2 Mar 2026 14:05",
        "Published March 2nd, 2026 at 4:05pm GMT",
        "By Jane Doe | 2026-03-02",
        "By Jane Doe, March 2, 2026",
        "FOR IMMEDIATE RELEASE: March 2, 2026",
        "02.03.2026 14:30",
        "SEOUL, March 2, 2026 (Reuters) - The ship left.",
        "WASHINGTON, Monday, March 2, 2026 — The Treasury acted.",
    ],
)
def test_a_line_that_states_the_day_dates_the_story(line: str) -> None:
    assert published(f"Ship leaves port\n\n{line}\n\nThe ship left.") == DAY


@pytest.mark.parametrize(
    "line",
    [
        "SEOUL, March 2 (Reuters) - The ship left.",
        "SEOUL, South Korea (AP) — The ship left.",
        "Copyright 2026 The Harbour Post",
        "Last updated: 2 March 2026",
        "The ship was seized on 2 March 2026 near the strait, the ministry said.",
        "On March 2, 2026, the Treasury said it had acted.",
        "By 2 March 2026 the fleet had left the port, officials said.",
        "3/4/2026",
        "31 February 2026",
    ],
)
def test_no_day_is_guessed(line: str) -> None:
    assert published(f"Ship leaves port\n\n{line}\n\nThe ship left.") is None


def test_a_day_at_the_end_counts_only_where_the_line_says_published() -> None:
    story = "The ship left.\n" * 30
    assert published(story + "Published on 2 March 2026") == DAY
    assert published(story + "2 March 2026") is None


def test_the_line_is_quoted() -> None:
    text = "Ship\n2 March 2026\n"
    assert stated_date(text, plain_lines(text))[1] == 'the line "2 March 2026"'


def test_a_day_with_slashes_counts_where_it_can_only_be_one() -> None:
    assert published("13/3/2026\nThe ship left.") == datetime.date(2026, 3, 13)
