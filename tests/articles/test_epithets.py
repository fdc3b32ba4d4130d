"""Loaded words in the writer's own voice."""

from articles.stories import story
from interdict.articles.claims import claims
from interdict.articles.epithets import epithets


def loaded(text: str) -> list[str]:
    article = story(text)
    return [article.words(e.span) for e in epithets(article, claims(article))]


def test_a_loaded_word_in_the_narration_is_the_writers() -> None:
    assert loaded("The hermit kingdom’s brutal rulers built a museum.") == [
        "hermit kingdom",
        "brutal",
    ]


def test_a_loaded_word_within_quote_marks_is_not_the_writers() -> None:
    assert loaded('He spoke of a "rogue state" at sea.') == []


def test_a_loaded_word_in_what_a_source_says_is_not_the_writers() -> None:
    assert loaded("Seoul said the despot had fled.") == []


def test_a_loaded_word_beside_a_claim_is_the_writers() -> None:
    assert loaded("The despot said the ship was safe.") == ["despot"]


def test_part_of_a_longer_word_is_no_epithet() -> None:
    assert loaded("Evilyn met the regimental band in Heroica.") == []
