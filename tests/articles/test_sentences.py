"""Where a sentence ends, and where it only seems to."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import story

from interdict.articles.article import Line, Span
from interdict.articles.sentences import LONGEST, abbreviations, sentences


def split(text: str) -> list[str]:
    article = story(text)
    return [article.words(sentence.span) for sentence in article.sentences]


ONE = (
    "Gen. Kim Yong Bok met Lt. Gen. Ri Chang Ho on Monday.",
    "The plant stands on Kim Il Sung St. Pyongyang, officials say.",
    "The U.S. Treasury blacklisted the firm.",
    "Kim J. U. Park signed the order.",
    "It froze the assets of Rosneft Inc. Chief Executive Igor Sechin.",
    "Output rose by 1.5 percent to 3.25 million barrels.",
    "The order, No. 7 of 1994, was lifted on Feb. 3.",
    "Talks began at 9 a.m. Tuesday in Geneva.",
    "Some goods, e.g. Machine tools, were seized.",
    "J. A. Smith resigned.",
    '"Is that so?" he asked.',
    '"Is that so?" Kim asked.',
    '"Is that so?" the minister asked.',
    "1. The vessel was seized.",
    "Under Art. IV the state may leave.",
    "It is ... a lie.",
    "The firm (Alfa Inc.) Ltd was struck off.",
    "Visit treasury.gov for more.",
    "Sanctions hit Yukos in the U.S. and the U.K. last year.",
    "He cited e.g. the ban.",
    "Rosneft was listed (see p. 5).",
    "At 3 p.m. Moscow time the port closed.",
)


@pytest.mark.parametrize("text", ONE)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert split(text) == [text]


TWO = (
    "He lives in the U.S. | The family stayed.",
    "It was sold to Lukoil Inc. | The price was not given.",
    'He left. | "We will return," he said.',
    '"We left." | He said no more.',
    "“We left.” | “We will return.”",
    "Who paid? | Nobody knows.",
    "Stop! | The guards fired.",
    "It closed at 5 p.m. | The crowd went home.",
    "The bank is in Pyongyang. | 12 people work there.",
    "They waited... | The ship never came.",
    "The talks ended in 1994. | North Korea left.",
    "Iran denied it.[12] | Russia did not.",
    "He said so.) | The court disagreed.",
    "The ban covers oil, coal, etc. | Russia objected.",
    "Plan B. | The army waits.",
    "He backed Kim J. U. | But others left.",
    "It named Igor Sechin Jr. | His father was named in 2014.",
    "THE U.S. ACTED. | RUSSIA PROTESTED.",
    "Ministers met Dr. Ri. | They agreed.",
    "It fell to $60. | Traders shrugged.",
    "Она уехала. | Он остался.",
)


@pytest.mark.parametrize("text", TWO)
def test_a_sentence_ends_where_the_next_begins(text: str) -> None:
    assert split(text.replace(" | ", " ")) == text.split(" | ")


def test_a_lost_blank_behind_a_stop_does_not_join_two_sentences() -> None:
    assert split("The firm denied it.The ministry did not.") == [
        "The firm denied it.",
        "The ministry did not.",
    ]


def test_chinese_sentences_end_without_blanks() -> None:
    assert split("他们去了。我们没有去。") == ["他们去了。", "我们没有去。"]


def test_hard_wrapped_lines_are_one_sentence() -> None:
    wrapped = (
        "The Treasury said on Monday that it had frozen the assets\n"
        "of two oil companies, a measure that had been expected\n"
        "since the summer. Traders said that the price of a barrel\n"
        "would rise.\n"
    )
    assert len(split(wrapped)) == 2


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    lines = (
        "The Treasury froze the assets of two oil companies on Monday after a long debate, it said",
        "Moscow protested",
        "Traders in London and Singapore had expected it since the summer, and prices hardly moved",
    )
    assert split("\n".join(lines)) == list(lines)


def test_a_sentence_broken_by_a_blank_line_is_one() -> None:
    text = "The Treasury said that it had frozen the assets of two\n\ncompanies in Moscow."
    assert split(text) == [" ".join(text.split())]


def test_list_items_are_sentences_of_their_own() -> None:
    assert split("Listed are:\n- the bank\n- the ship\n- the port") == [
        "Listed are:",
        "- the bank",
        "- the ship",
        "- the port",
    ]


def test_a_headline_without_an_end_mark_is_a_sentence_of_its_own() -> None:
    assert len(story("He left.", headline="KIM LEAVES").sentences) == 2


def test_no_sentence_reaches_over_a_dropped_line() -> None:
    text = "The firm said that it had\nAdvertisement\npaid the fine."
    spans = [Span(m.start(), m.end()) for m in re.finditer(r".+", text)]
    lines = [Line(span=span) for span in spans]
    lines[1] = Line(span=spans[1], dropped="advertisement")
    assert [s.span for s in sentences(text, lines)] == [spans[0], spans[2]]


def test_text_without_an_end_mark_is_cut_at_a_readable_length() -> None:
    assert max(map(len, split("word " * 20_000))) <= LONGEST


def test_a_single_word_of_five_megabytes_is_cut() -> None:
    assert max(map(len, split("x" * 5_000_000))) == LONGEST


@pytest.mark.parametrize(
    "hostile", [".", "! ", '"', ". .", "A. ", "- . ", "U.S. ", "? Kim ", "x\n", "…\n\n", "1. "]
)
def test_hostile_repetition_is_read_in_linear_time(hostile: str) -> None:
    assert split(hostile * (300_000 // len(hostile)))


def test_a_word_has_one_rule() -> None:
    assert abbreviations()["Gen"] == "title"
    assert abbreviations()["Inc"] == "last"


PIECES = st.sampled_from(
    [
        "The ship ",
        "sank",
        ". ",
        "\n",
        "\n\n",
        '"',
        "U.S.",
        "? ",
        "Inc. ",
        "- ",
        "a",
        "…",
        "1.5",
        " ",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)


@given(TEXTS, st.lists(st.booleans(), min_size=1))
def test_sentences_are_in_order_and_hold_all_kept_text(text: str, drops: list[bool]) -> None:
    found = [m for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    lines = []
    for number, m in enumerate(found):
        start = m.start() + len(m[0]) - len(m[0].lstrip())
        span = Span(start, start + len(m[0].strip()))
        lines.append(Line(span=span, dropped="comments" if drops[number % len(drops)] else None))
    cut = sentences(text, lines)
    assert [s.number for s in cut] == list(range(len(cut)))
    assert all(a.span.end <= b.span.start for a, b in pairwise(cut))
    covered = {at for s in cut for at in range(s.span.start, s.span.end)}
    for line in lines:
        visible = {at for at in range(line.span.start, line.span.end) if not text[at].isspace()}
        assert visible <= covered if line.is_kept else not visible & covered
    assert all(s.span.of(text) == s.span.of(text).strip() for s in cut)


def test_a_lost_blank_behind_a_stop_ends_a_sentence_all_the_same() -> None:
    text = "They fought the military.Senior members spoke on booking.com and Node.js.Lee left."
    assert split(text)[0] == "They fought the military."
    assert any("booking.com and" in each for each in split(text))
