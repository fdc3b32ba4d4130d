"""Who says what, in sentences that a reader can correct (``fixtures/articles/claims``)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.claim_cases import Case, cases, compared, score
from articles.stories import place, story
from interdict.articles.claims import claims
from interdict.articles.statements import Mention

CASES = list(cases())
KNOWN_FAILURES = frozenset(("sources#7", "state_media#16", "sources#28", "un_reports#14"))


def told(text: str, headline: str = "") -> list[tuple[str, str]]:
    """Name of the source and what it says."""
    article = story(text, headline)
    return [
        (c.source.name, " ... ".join(article.words(s) for s in c.content)) for c in claims(article)
    ]


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if not c.held and c.name not in KNOWN_FAILURES],
    ids=lambda case: case.name,
)
def test_each_sentence_has_the_claims_a_reader_wrote_down(case: Case) -> None:
    _, missed, extra = compared(case)
    assert not missed and not extra


def test_sentences_kept_aside_reach_the_goal() -> None:
    held = score([c for c in CASES if c.held])
    assert held.f1 >= 0.9
    assert held.sources >= 0.8


def test_source_cue_and_content_stand_where_they_say() -> None:
    article = story("The ship left port on Friday, South Korea's defence ministry said.")
    [claim] = claims(article)
    assert claim.source.span == place(article, "South Korea's defence ministry")
    assert claim.cue == place(article, "said")
    assert claim.content == (place(article, "The ship left port on Friday"),)


def test_quotation_broken_by_he_said_is_one_claim_with_two_contents() -> None:
    text = '"We will," Peskov said, "answer." "We are ready."'
    assert told(text) == [("Peskov", "We will ... answer ... We are ready")]


def test_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    text = 'He said: "The deal is off.\n\nThe shares fell.\n\nLukoil said it would appeal.'
    assert ("Lukoil", "it would appeal") in told(text)


def test_quotation_over_two_paragraphs_is_one_claim() -> None:
    text = '"We waited for weeks," the mayor said. "Nothing came.\n\n"Then we gave up."'
    assert told(text) == [("the mayor", "We waited for weeks ... Nothing came ... Then we gave up")]


def test_two_persons_of_whom_neither_is_plain_leave_he_open() -> None:
    text = "Talks between Scott Bessent and Sergei Lavrov ended late. He said they went well."
    [claim] = claims(story(text))
    assert claim.source.how == "open"
    assert claim.source.name == ""
    assert "He" in claim.says


def test_the_united_states_state_nothing() -> None:
    assert told("The United States on Wednesday imposed sanctions on two firms.") == []


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Governor Oleh Kiper came on Monday.", "the mayor"),
        ("Mayor Oleh Kiper came on Monday.", "Oleh Kiper"),
    ],
)
def test_an_office_means_a_named_person_only_if_he_holds_it(before: str, source: str) -> None:
    text = f"{before} Fewer than 50 died, said the mayor."
    assert told(text) == [(source, "Fewer than 50 died")]


@pytest.mark.parametrize(
    "text",
    [
        "Neither Moscow nor Pyongyang confirmed it.",
        "Moscow did not confirm that troops were sent.",
        "Reuters could not independently verify the report.",
    ],
)
def test_what_nobody_confirms_is_no_claim(text: str) -> None:
    assert told(text) == []


def test_a_clause_may_begin_with_a_bound() -> None:
    text = "Kyiv says as many as 6,000 were killed or wounded."
    assert told(text) == [("Kyiv", "as many as 6,000 were killed or wounded")]


KIM = "North Korean leader Kim Jong Un met officials."


def test_a_family_name_written_first_is_led_back_to_the_whole_name() -> None:
    found = told(f"{KIM} Kim said the army was ready.", "NORTH KOREA'S KIM MEETS OFFICIALS")
    assert found == [("Kim Jong Un", "the army was ready")]


def test_a_family_name_of_two_persons_stays_open() -> None:
    found = told(f"{KIM} His sister Kim Yo Jong came. Kim said the army was ready.")
    assert found == [("", "the army was ready")]


def test_according_without_to_is_read_as_meant() -> None:
    text = "Some 300 died, according the South Korea's National Intelligence Service."
    found = ("the South Korea's National Intelligence Service", "Some 300 died")
    assert told(text) == [found]


def test_an_owner_named_in_passing_is_not_he() -> None:
    text = "Oleg Deripaska's Rusal was delisted in 2019. The price rose, he said."
    assert told(text) == [("", "The price rose")]


@pytest.mark.parametrize("verb", ["replied", "said"])
def test_a_listener_who_answers_speaks(verb: str) -> None:
    text = f"The Panel wrote to the Russian Federation, which {verb} that it had no data."
    assert told(text) == [("the Russian Federation", "it had no data")]


def test_a_listed_source_carries_its_party() -> None:
    article = story("Lukoil said it would appeal.")
    mention = Mention(
        span=place(article, "Lukoil"), parties=("lukoil",), how="alias", says="an alias"
    )
    [claim] = claims(article, (mention,))
    assert claim.source.parties == ("lukoil",)


def test_dropped_lines_say_nothing() -> None:
    article = story("Lukoil said it would appeal.\n\nThe star said she was tired.")
    kept = [s for s in article.sentences if "star" not in s.span.of(article.text)]
    assert (
        len(claims(type(article)(page=article.page, lines=article.lines, sentences=tuple(kept))))
        == 1
    )


@pytest.mark.parametrize(
    "text", ["", '"', "said", "said said said", ": said", "according to", '"" said', "“ he said ”"]
)
def test_scraps_raise_nothing(text: str) -> None:
    claims(story(text))


@pytest.mark.parametrize(
    "piece", ["said ", '" ', "“a ", "Kim, ", "The ministry said that Kim had gone, ", "KIM ", "s' "]
)
def test_a_long_text_without_a_sentence_end_is_read_in_step_with_its_length(piece: str) -> None:
    claims(story(piece * (60_000 // len(piece))))


WORDS = st.sampled_from(
    'Kim said "We will," he told reporters , . according to the ministry that denied it “no” - : '
    "Lukoil reportedly who which was accused of called it 'a lie' and\n\nadding".split(" ")
)


@given(st.lists(WORDS, max_size=40))
def test_every_place_lies_in_the_text_and_in_order(words: list[str]) -> None:
    article = story(" ".join(words))
    for claim in claims(article):
        for span in (*claim.content, *claim.quoted):
            assert 0 <= span.start < span.end <= len(article.text)
        assert claim.sentences == tuple(sorted(set(claim.sentences)))
        assert claim.content


def test_a_noun_before_the_clause_is_not_its_speaker() -> None:
    article = story("They hit Volna, a Russian firm the Treasury said ships oil to North Korea.")
    (claim,) = claims(article)
    assert claim.source.name == "the Treasury"
