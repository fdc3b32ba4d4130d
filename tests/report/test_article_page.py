"""The page about an article: safe, whole, and every statement linked to its sentence."""

import datetime
import re
from html.parser import HTMLParser

import msgspec
import pytest
from tests.articles.stories import place, story
from tests.articles.told import claim, event, figure, mention, told

from interdict.articles.article import Article
from interdict.articles.reviewed import ReviewedStory, reviewed
from interdict.articles.reviews import Review
from interdict.articles.sentences import sentences
from interdict.articles.statements import Disagreement, ListCheck, Side
from interdict.articles.story import Story
from interdict.report.article_page import render

MADE = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
TEXT = "Lukoil said that 600 workers left. Washington blacklisted Rosneft.\n\nSHARE THIS"


class Links(HTMLParser):
    """Ids and local links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def _cut(article: Article) -> Article:
    """The last line is no part of the article."""
    lines = list(article.lines)
    lines[-1] = msgspec.structs.replace(lines[-1], dropped="share-bar", says="asks to share")
    return msgspec.structs.replace(
        article, lines=tuple(lines), sentences=sentences(article.text, lines)
    )


@pytest.fixture
def everything() -> Story:
    article = _cut(story(TEXT))
    check = ListCheck(status="listed", name="Rosneft", says="on the SDN List since 2025-10-22")
    side = Side(statement="", source="headline", says="1,000", span=place(article, "600"))
    return told(
        article,
        mentions=[mention(article, "Lukoil", "t:lukoil"), mention(article, "Rosneft", "t:rosneft")],
        claims=[claim(article, "600 workers left", "Lukoil")],
        figures=[figure(article, "600", 600, "workers")],
        events=[event(article, "blacklisted", "designation", checks=(check,))],
        disagreements=[Disagreement(kind="headline", about="workers", sides=(side, side))],
    )


def page_of(shown: Story | ReviewedStory) -> str:
    return render(shown if isinstance(shown, ReviewedStory) else reviewed(shown, ()), MADE)


def test_every_link_leads_to_a_place_of_the_page(everything: Story) -> None:
    links = Links(page_of(everything))
    assert links.links
    assert {link.removeprefix("#") for link in links.links} <= set(links.ids)


def test_no_two_places_share_an_id(everything: Story) -> None:
    ids = Links(page_of(everything)).ids
    assert len(ids) == len(set(ids))


def test_every_statement_stands_on_the_page_with_its_id(everything: Story) -> None:
    page = page_of(everything)
    for each in (*everything.mentions, *everything.claims, *everything.figures, *everything.events):
        assert each.id in page


def test_the_page_runs_nothing_and_loads_nothing(everything: Story) -> None:
    page = page_of(everything)
    assert "default-src 'none'" in page
    assert not Links(page).tags & {"script", "img", "iframe", "link", "form"}


def test_what_an_article_says_cannot_become_markup() -> None:
    nasty = "Lukoil <script>alert(1)</script> said \"'><b>hello & bye."
    article = story(nasty, headline="<img src=x>")
    page = page_of(told(article, mentions=[mention(article, "Lukoil", "t:<i>")]))
    assert not Links(page).tags & {"script", "img", "i", "b"}


def test_a_line_left_out_stands_there_with_its_reason(everything: Story) -> None:
    page = page_of(everything)
    assert re.search(r"<bdi>SHARE THIS</bdi><small>share bar: asks to share", page)


def test_the_lists_answer_stands_beside_the_reported_designation(everything: Story) -> None:
    assert "on the SDN List since 2025-10-22" in page_of(everything)


def test_an_article_without_text_has_a_page() -> None:
    empty = msgspec.structs.replace(story("x"), lines=(), sentences=())
    assert "There is no text here" in page_of(told(empty))


def test_a_rejected_mention_is_struck_and_a_correction_shown(everything: Story) -> None:
    page, number = everything.article.page, everything.figures[0].id
    word = Review(
        what="reject", statement=everything.mentions[0].id, article=page.name, sha256=page.sha256,
        says="", by="A. Analyst", at=MADE, because="another Lukoil",
    )  # fmt: skip
    fixed = msgspec.structs.replace(word, what="correct", statement=number, set={"low": "500"})
    shown = page_of(reviewed(everything, [word, fixed]))
    assert 'class="mention rejected"' in shown
    assert "corrected by A. Analyst on 2026-11-23 (low: 500)" in shown
