"""Spans of days from what sources write as dates."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interdict.ownership.lifetime import Lifetime, Span, day_of, lifetime, until_at_most


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def holds(life: Lifetime, on: str) -> str:
    """``yes``, ``perhaps`` or ``no`` on a day."""
    for span in life.spans:
        if (span.since is None or span.since <= day(on)) and (
            span.until is None or day(on) <= span.until
        ):
            return "perhaps" if span.uncertain else "yes"
    return "no"


def test_both_ends_are_included() -> None:
    life = lifetime("2019-03-01", "2020-06-30")
    answers = [holds(life, on) for on in ("2019-02-28", "2019-03-01", "2020-06-30", "2020-07-01")]
    assert answers == ["no", "yes", "yes", "no"]


def test_an_empty_end_is_open() -> None:
    assert lifetime("", "").spans == (Span(None, None),)


def test_a_year_alone_leaves_its_days_uncertain() -> None:
    life = lifetime("2019", "2021-05")
    days = ("2018-12-31", "2019-06-01", "2019-12-31", "2021-04-30", "2021-05-01", "2021-05-31")
    assert [holds(life, on) for on in days] == ["no", "perhaps", "yes", "yes", "yes", "perhaps"]
    assert holds(life, "2021-06-01") == "no"


def test_an_end_before_the_beginning_is_uncertain_on_every_day_and_told() -> None:
    life = lifetime("2022-05-05", "2021-05-05")
    assert life.spans == (Span(None, None, uncertain=True),)
    assert "ends (2021-05-05) before it begins" in life.problem


def test_a_date_that_is_none_leaves_its_side_open_and_uncertain() -> None:
    life = lifetime("31 February", "2021-05-05")
    assert life.spans == (Span(None, day("2021-05-05"), uncertain=True),)
    assert "'31 February' is no date" in life.problem


def test_what_is_over_by_a_day_does_not_hold_after_it() -> None:
    life = until_at_most(lifetime("2019-01-01", ""), day("2020-01-01"), uncertain=True)
    assert [holds(life, on) for on in ("2020-01-01", "2020-01-02")] == ["perhaps", "no"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-05-18T15:41:20.212Z", "2023-05-18"),
        ("2017-10-17T03:14:00+03:00", "2017-10-17"),
        ("2023-05-18", "2023-05-18"),
    ],
)
def test_a_moment_is_read_as_its_printed_day(text: str, expected: str) -> None:
    assert day_of(text) == day(expected)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_gives_spans_in_order_that_do_not_overlap(since: str, until: str) -> None:
    spans = lifetime(since, until).spans
    assert spans
    for one, following in itertools.pairwise(spans):
        assert one.until is not None and following.since is not None
        assert one.until < following.since
