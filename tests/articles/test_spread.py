"""The spread of a disputed number over several articles."""

import datetime

import msgspec

from articles.stories import story
from articles.told import told
from interdict.articles.figures import figures
from interdict.articles.spread import spread
from interdict.articles.story import Story


def _told(key: str, text: str, day: int | None = 1) -> Story:
    on = None if day is None else datetime.date(2026, 3, day)
    article = story(text, published=on, publisher="The Herald")
    page = msgspec.structs.replace(article.page, name=key)
    article = msgspec.structs.replace(article, page=page)
    return told(article, figures=figures(article, ()))


def test_one_number_told_differently_is_one_spread() -> None:
    (found,) = spread(
        [
            _told("a", "At least 600 North Korean soldiers have died in Kursk."),
            _told("b", "About 1,000 North Korean soldiers have died in Kursk."),
        ]
    )
    assert [row.words for row in found.rows] == ["At least 600", "About 1,000"]


def test_rows_are_in_order_of_date_and_the_undated_come_last() -> None:
    text = "{} North Korean soldiers have died in Kursk."
    articles = [
        _told("c", text.format("Some 900"), None),
        _told("b", text.format("About 1,000"), 9),
        _told("a", text.format("At least 600"), 2),
    ]
    (found,) = spread(articles)
    assert [row.key for row in found.rows] == ["a", "b", "c"]


def test_a_number_all_agree_on_is_not_disputed() -> None:
    text = "Some 600 North Korean soldiers have died in Kursk."
    assert spread([_told("a", text), _told("b", text)]) == ()


def test_the_dead_of_two_nations_are_two_numbers() -> None:
    articles = [
        _told("a", "At least 600 North Korean soldiers have died in Kursk."),
        _told("b", "About 4,000 Russian soldiers have died in Kursk."),
    ]
    assert spread(articles) == ()


def test_a_percentage_has_no_spread() -> None:
    articles = [
        _told("a", "Oil exports of Rosneft fell 5 percent."),
        _told("b", "Oil exports of Rosneft fell 9 percent."),
    ]
    assert spread(articles) == ()


def test_what_is_counted_is_said_in_the_words_of_an_article() -> None:
    (found,) = spread(
        [
            _told("a", "At least 600 North Korean soldiers have died in Kursk."),
            _told("b", "About 1,000 North Korean soldiers have died in Kursk."),
        ]
    )
    assert found.about == "North Korean soldiers, dead"
