"""Which touching lines are one sentence cut in two, where no width of the text can tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import story

from interdict.articles.claims import claims


def paragraphs_of(text: str) -> int:
    return len({sentence.paragraph for sentence in story(text).sentences})


CUT = (
    "OFAC issued General\nLicense 124.",
    "The bank moved between $5 million and\n$10 million through Macau.",
    "He said no fewer\nthan 600 men fell.",
    "A fire broke out at the Novokuiby-\nshevsk refinery.",
    "The letter was sent to Igor\nSechin on Monday.",
    "The order names North\nKorea and Iran.",
    "The ship left on 3 October\n2025 for Ras Isa.",
    "Prices rose by about\n12 percent.",
    "He met Mr\nPutin in Sochi.",
    "Rosneft, Lukoil,\nand Gazprom Neft were listed.",
    "The Treasury said that\nRosneft had been listed.",
)


@pytest.mark.parametrize("text", CUT)
def test_a_sentence_cut_by_a_line_break_is_one(text: str) -> None:
    assert paragraphs_of(text) == 1


APART = (
    "Treasury sanctions Rosneft\nMoscow condemned the move.",
    "Lukoil shares fall\nShares of Lukoil fell 5 percent.",
    "Oil\nGas\nCoal",
    "- Rosneft\n- Lukoil and",
    "Sanctions against Russia: what we know\nThe EU adopted a package.",
    "By Anna Smith\nMoscow",
    "How to reach us\nWrite to the desk.",
    "Companies in the list\nRosneft\nLukoil\nGazprom Neft",
    "What was it all about\nThe court ruled in May.",
    "14 comments\nJan V.",
    "It was over.\nshe left.",
)


@pytest.mark.parametrize("text", APART)
def test_headlines_items_and_labels_stay_apart(text: str) -> None:
    assert paragraphs_of(text) > 1


def test_narrow_lines_are_wrapped_where_nearly_all_are_full() -> None:
    text = (
        "The ship was boarded at dawn\nby Danish soldiers, who found\nno papers. The master, man\n"
        "from Batumi, told the police\nthat he had lost them. Copies\nwere sent from Tbilisi later."
    )
    assert paragraphs_of(text) == 1


def test_a_word_broken_by_a_hyphen_speaks_as_one_word() -> None:
    [claim] = claims(story("A fire broke out, the regional gover-\nnor wrote on Telegram."))
    assert claim.source.name == "the regional governor"


@given(st.text(alphabet="aA 1,.-\n", max_size=80))
def test_every_character_that_is_no_blank_is_in_a_sentence(text: str) -> None:
    article = story(text)
    held = "".join(article.words(s.span) for s in article.sentences)
    assert "".join(held.split()) == "".join(text.split())
