"""From a page to an article: what stays, what goes, and why."""

from itertools import pairwise

import msgspec
import pytest
from clutter_samples import Sample, page, samples, sites
from hypothesis import given
from hypothesis import strategies as st

from interdict.articles.article import Article, Page
from interdict.articles.article_text import article_of

SAMPLES = [*samples(aside=False), *samples(aside=True)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_what_people_marked_is_dropped_and_all_else_kept(sample: Sample) -> None:
    article = article_of(sample.page)
    for line, reason in zip(article.lines, sample.reasons, strict=True):
        assert line.is_kept == (not reason), line.span.of(article.text)


def test_of_many_kinds_of_site_nearly_all_clutter_goes_and_nearly_no_text() -> None:
    pairs = [
        (line.is_kept, not reason)
        for sample in sites()
        for line, reason in zip(article_of(sample.page).lines, sample.reasons, strict=True)
    ]
    assert sum(kept for kept, ours in pairs if not ours) <= 0.05 * sum(not o for _, o in pairs)
    assert sum(not kept for kept, ours in pairs if ours) <= 0.01 * sum(o for _, o in pairs)


@pytest.mark.parametrize(
    "line",
    [
        "Contact: Press Office, +1 202 555 0100",
        "For media enquiries, please contact the press office",
        "Public Affairs: 913-555-0170",
        "S/2026/112",
        "Brent 71.40 +0.8%",
        "4,112 Retweets 901 Quotes 9,870 Likes",
        "Report a typo",
        "[email\N{NO-BREAK SPACE}protected]",
        "-- With agencies",
        "(With inputs from Interfax in Moscow)",
        "Compiled by the night desk. Corrections by Friday",
        "From: Office of Foreign Assets and Department of Commerce",
        "LIVE PRICES: URALS 52.10 +0.4%   DUBAI 60.40 -1.9%   TTF 31.02",
        "Follow",
        "Weekend edition",
    ],
)
def test_what_a_page_says_about_itself_is_dropped(line: str) -> None:
    assert line not in kept("Ministry freezes bank's assets", BODY[0], line, BODY[1])


def test_topics_behind_the_end_of_the_story_are_dropped() -> None:
    tags = ("Sanctions", "Pumps")
    lines = kept("Ministry freezes bank's assets", *BODY, "Tags", *tags, "Share this")
    assert not set(tags) & set(lines)


def test_a_list_under_a_colon_at_the_end_is_kept() -> None:
    listed = ("Ivan Petrov, director", "Oleg Saburov, his deputy")
    lines = kept("Ministry freezes bank's assets", *BODY, "Also listed:", *listed, "Share this")
    assert set(listed) <= set(lines)


def test_nearly_every_reason_is_the_one_people_gave() -> None:
    pairs = [
        (line.dropped, reason)
        for sample in SAMPLES
        for line, reason in zip(article_of(sample.page).lines, sample.reasons, strict=True)
        if reason
    ]
    assert sum(ours == theirs for ours, theirs in pairs) >= 0.95 * len(pairs)


def test_every_dropped_line_says_why() -> None:
    for sample in SAMPLES:
        assert all(line.says for line in article_of(sample.page).lines if not line.is_kept)


BODY = (
    "The ministry said on Monday that it had frozen the assets of the bank.",
    "Its director denied that the bank had moved money for the army.",
)


def kept(*lines: str) -> list[str]:
    article = article_of(page("\n\n".join(lines)))
    return [article.words(line.span) for line in article.kept()]


@pytest.mark.parametrize(
    "line",
    [
        "Photos released by state media show the director at the bank.",
        "Share prices fell.",
        "Why?",
        '"Read the law," he said.',
        "BACKGROUND",
        "Follow the money.",
        "With agencies of three states it had no trouble.",
        "From: Ivan Petrov, the bank's director",
        "Address: Building 4 Krasnaya Zarya Lane Kaluga Oblast Russian Federation 248000",
        "Function: heads the arms plant that makes mortar shells",
        "WHAT THE GOVERNMENTS SAY",
        "Who owns the bank?",
        "By Monday the bank had closed.",
        "Related parties must report the assets.",
        "More from the ministry was expected on Tuesday.",
        "- a freeze of assets",
        "Recommended measures include a ban on travel.",
        "IVANOV, Ivan (a.k.a. VANYA), Moscow, Russia; DOB 1970.",
        "Cookies were found in the vault of the bank.",
        "Subscribers of the bank's magazine were told in May.",
    ],
)
def test_what_only_looks_like_clutter_is_kept(line: str) -> None:
    assert line in kept("Ministry freezes bank's assets", BODY[0], line, BODY[1])


def test_the_headline_in_capitals_is_kept_and_its_copy_dropped() -> None:
    head = "MINISTRY FREEZES ASSETS OF BANK"
    assert kept(head, head, *BODY) == [head, *BODY]


def test_lines_know_what_they_are() -> None:
    teaser = "The director says that he never heard of it"
    text = ("Ministry freezes assets", teaser, "By Ann Lee", BODY[0], "Background", BODY[1])
    article = article_of(page("\n\n".join(text)))
    roles = [line.role for line in article.kept()]
    assert roles == ["headline", "standfirst", "body", "subhead", "body"]


def test_a_text_all_in_capitals_keeps_its_body() -> None:
    body = [line.upper() for line in BODY]
    assert kept("BANK FROZEN", *body) == ["BANK FROZEN", *body]


def test_a_text_in_another_language_keeps_all_but_plain_furniture() -> None:
    body = ("Министерство заморозило активы банка в понедельник.", "ЗАГОЛОВОК ДРУГОЙ СТАТЬИ")
    assert kept(*body, "Share this article") == list(body)
    assert article_of(page("\n".join(body))).page.language == "ru"


def test_only_clutter_leaves_no_sentence() -> None:
    assert article_of(page("Share\nAdvertisement\nRead more\n")).sentences == ()


def test_an_empty_page_is_an_empty_article() -> None:
    assert article_of(page(" \n\n")).sentences == ()


def test_a_page_keeps_its_own_dropped_lines() -> None:
    article = article_of(samples(aside=False)[0].page)
    again = article_of(page_of(article))
    assert [line.dropped for line in again.lines] == [line.dropped for line in article.lines]


def page_of(article: Article) -> Page:
    return msgspec.structs.replace(article.page, lines=article.lines)


HOSTILE = {
    "one line": "word " * 40_000,
    "one word": "x" * 200_000,
    "short lines": "short line here\n" * 40_000,
    "quotes": '" ' * 80_000,
    "clutter": "Share this article\nAdvertisement\nRead more\n" * 8_000,
    "links": "Read more\nKim visits the port\n" * 12_000,
    "bylines": "By John " * 100_000,
    "mojibake": "â€™ " * 40_000,
    "hyphens": "ab- " * 40_000,
    "blanks": " \n" * 80_000 + "a",
    "stops": "... " * 40_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    article = article_of(page(text))
    assert len(article.lines) == len(article.page.lines)


PIECES = st.sampled_from(
    [
        *BODY,
        "Share",
        "READ MORE",
        "KIM WINS CUP",
        "Why?",
        "\n",
        "\n\n",
        " ",
        '"',
        "Comments",
        "- a b",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_kept_character_is_in_one_sentence_and_no_dropped_one(text: str) -> None:
    article = article_of(page(text))
    assert [line.span for line in article.lines] == [line.span for line in article.page.lines]
    cut = article.sentences
    assert all(a.span.end <= b.span.start for a, b in pairwise(cut))
    inside = {at for s in cut for at in range(s.span.start, s.span.end)}
    for line in article.lines:
        visible = {n for n in range(line.span.start, line.span.end) if not text[n].isspace()}
        assert visible <= inside if line.is_kept else not visible & inside


def test_a_plain_text_takes_its_title_from_its_headline() -> None:
    read = page("Washington blacklists an oil company\n\nThe company said that it will appeal.\n")
    assert article_of(read).page.title == "Washington blacklists an oil company"


def kept_of(text: str) -> list[str]:
    article = article_of(page(text))
    return [line.span.of(article.text) for line in article.lines if line.is_kept]


STORY = """\
Shrine for soldiers opens in Pyongyang

Widows were handed framed photographs of the fallen by the state

Kim Jong Un opened a shrine to soldiers killed in Russia, state media said on Friday.

{}

The shrine in Pyongyang holds the names of the soldiers, and widows wept as Kim read them out.
"""


def test_a_splash_of_a_tabloid_goes_with_its_teaser() -> None:
    kept = kept_of(
        STORY.format("GOLF CLUB FURY Captain banned over bunker\nMembers say it was his third slip")
    )
    assert not any("bunker" in line or "third slip" in line for line in kept)


def test_a_standfirst_stays_whatever_its_words() -> None:
    assert any(line.startswith("Widows were handed") for line in kept_of(STORY.format("Why now?")))


@pytest.mark.parametrize(
    "line",
    [
        "28 January 2026 · 6-minute read · Read in Burmese",
        "Support independent border reporting. Donate today",
        "Don't miss a story: download The Harbour Post app",
        "From other desks",
    ],
)
def test_lines_of_the_page_in_the_middle_are_dropped(line: str) -> None:
    assert line not in kept_of(STORY.format(line))
