"""Turns of an interview: answers are said in the speaker's own words, questions by nobody."""

import pytest
from stories import story

from interdict.articles.claims import claims


def told(text: str) -> list[tuple[str, str]]:
    article = story(text)
    return [
        (c.source.name, " ... ".join(article.words(s) for s in c.content)) for c in claims(article)
    ]


def test_an_answer_is_one_claim_of_the_person_the_interview_is_with() -> None:
    text = (
        "Nikos Vellas sells oil.\n\nQ: Mr Vellas, do ships sail?\n\nA: They do. It is legal."
        "\n\nQ: And now?"
        "\n\nA: Never."
    )
    assert told(text) == [("Nikos Vellas", "They do. It is legal"), ("Nikos Vellas", "Never")]


def test_a_paragraph_between_two_labels_goes_on_with_the_answer() -> None:
    text = "Q: Why?\n\nA: It paid.\n\nNobody asked us.\n\nQ: And now?\n\nA: It does not."
    assert told(text)[0] == ("", "It paid ... Nobody asked us")


def test_a_named_source_within_an_answer_makes_a_claim_of_its_own() -> None:
    text = "Reporter: Is it so?\nMinister: The Treasury said the bank failed."
    assert ("the Treasury", "the bank failed") in told(text)


def test_a_label_that_is_a_surname_is_the_person_named_in_full() -> None:
    text = (
        "Elena Ivanova came with her lawyer, Pavel Orlov.\n\nIvanova: They froze it.\n\n"
        "Orlov: We appealed.\n\nIvanova: Nobody told us."
    )
    assert [source for source, _ in told(text)] == ["Elena Ivanova", "Pavel Orlov", "Elena Ivanova"]


@pytest.mark.parametrize(
    "text",
    [
        "Myth: Bans fail.\n\nFact: Trade fell.\n\nMyth: It grew.\n\nFact: It shrank.",
        "Vessel Name: Alfa One\nFlag: Panama\nVessel Name: Beta Two\nFlag: Gabon",
        "Note: prices are in dollars.",
    ],
)
def test_rows_and_notes_are_no_talk(text: str) -> None:
    assert told(text) == []
