"""The same words are the same statement in every run."""

from interdict.articles.statement_ids import with_ids

from .stories import story
from .told import figure


def test_an_id_says_what_kind_of_statement_it_names() -> None:
    article = story("600 died.")
    (number,) = with_ids(article, [figure(article, "600", 600)])
    assert number.id.startswith("n-")


def test_words_around_the_sentence_do_not_change_an_id() -> None:
    alone, among = story("600 died."), story("It was cold.\n\n600 died.\n\nNobody spoke.")
    (one,) = with_ids(alone, [figure(alone, "600", 600)])
    (other,) = with_ids(among, [figure(among, "600", 600)])
    assert one.id == other.id


def test_equal_words_in_equal_sentences_are_told_apart() -> None:
    article = story("600 died.\n\n600 died.")
    twice = [figure(article, "600", 600), figure(article, "600", 600)]
    first, second = with_ids(article, twice)
    assert second.id == f"{first.id}-2"
