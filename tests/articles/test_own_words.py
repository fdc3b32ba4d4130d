"""What is told in somebody's own terms, and what only looks like it."""

import pytest
from stories import story

from interdict.articles.claims import claims

TOLD = {
    "As one trader put it, the discount is the sanction.": "one trader",
    "By the ministry's own account, exports fell by 12 percent.": "the ministry",
    "It was, in Peskov's words, a hostile act.": "Peskov",
    "Moscow's view is that the ban is illegal.": "Moscow",
    "It is the view of the panel that the ships changed flags.": "the panel",
}


@pytest.mark.parametrize(("text", "source"), TOLD.items())
def test_somebodys_own_words_are_a_claim_of_theirs(text: str, source: str) -> None:
    assert [claim.source.name for claim in claims(story(text))] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "By all accounts, the market is calm.",
        "In our view, the ban will hold.",
        "The ministry did not say whether the ship had been seized.",
        "The regulator told banks to stop all dealings with Lukoil.",
        "Both firms said nothing.",
    ],
)
def test_what_nobody_states_is_no_claim(text: str) -> None:
    assert claims(story(text)) == ()


def test_when_it_was_said_is_no_part_of_what_was_said() -> None:
    article = story("At least 600 men died, lawmakers said on Monday after a closed briefing.")
    [claim] = claims(article)
    assert article.words(claim.content[0]) == "At least 600 men died"


def test_a_clause_that_is_the_subject_ends_before_the_verb_of_the_sentence() -> None:
    article = story("Reports that the tanker had sunk sent prices up.")
    [claim] = claims(article)
    assert article.words(claim.content[0]) == "the tanker had sunk"
