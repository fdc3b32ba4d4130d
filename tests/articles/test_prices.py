"""Prices that name their piece once in an article."""

from articles.stories import story
from interdict.articles.figures import figures


def units(text: str) -> list[str]:
    return [each.unit for each in figures(story(text), ())]


def test_a_later_price_is_for_the_piece_the_article_named() -> None:
    said = "Urea fetched $340 a tonne in May.\n\nBy June the discount had widened to $22."
    assert units(said) == ["USD/tonne", "USD/tonne"]


def test_a_headline_takes_the_piece_from_the_text_below() -> None:
    assert units("EU cuts price to $41\n\nThe cap falls to $41 a barrel.") == ["USD/barrel"] * 2


def test_money_that_nobody_calls_a_price_stays_a_sum() -> None:
    assert units("Urea fetched $340 a tonne. The clerk was fined $500.")[1] == "USD"


def test_it_behind_a_price_is_the_price() -> None:
    assert units("Urea fetched $340 a tonne. In May it was close to $400.") == ["USD/tonne"] * 2


def test_a_sum_far_above_the_price_stays_a_sum() -> None:
    assert units("Urea is priced at $340 a tonne; it trades some $9 million.") == [
        "USD/tonne",
        "USD",
    ]


def test_two_pieces_leave_a_price_open() -> None:
    said = "Gold sells at $61 a gram, coal at $90 a tonne.\n\nThe price was $12."
    assert units(said)[2] == "USD"


def test_another_money_has_pieces_of_its_own() -> None:
    assert units("Urea is priced at $340 a tonne.\n\nThe price was 12 euros.")[1] == "EUR"
