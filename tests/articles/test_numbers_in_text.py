"""Identifiers in an article."""

from tests.articles.stories import story

from interdict.articles.numbers_in_text import numbers


def found(text: str) -> list[tuple[str, str]]:
    return [(each.identifier.kind, each.identifier.value) for each in numbers(story(text))]


def test_an_imo_number_needs_its_mark_and_a_right_check_digit() -> None:
    assert found("The ship (IMO: 9161003) sailed.") == [("imo", "9161003")]
    assert found("The ship (IMO 9161004) sailed with 9161003 crates.") == []


def test_a_bic_needs_a_word_that_says_so() -> None:
    assert found("Its SWIFT code SABRRUMM is cut off.") == [("bic", "SABRRUMM")]
    assert found("SABRRUMM is a word.") == []


def test_an_address_with_a_wrong_check_is_none() -> None:
    right = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
    assert found(f"Coins went to {right}.") == [("wallet", right.lower())]
