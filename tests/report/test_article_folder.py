"""Articles side by side: a page each, a timeline, and numbers that differ."""

import datetime
import re
from pathlib import Path
from xml.etree import ElementTree

import msgspec
from tests.articles.stories import story
from tests.articles.told import event, figure, mention, told

from interdict.articles.collection import Collection, collection
from interdict.articles.reviewed import reviewed
from interdict.articles.reviews import Review
from interdict.articles.statements import Bound
from interdict.articles.story import Story
from interdict.report.article_folder import write_folder
from interdict.report.article_pictures import spread_picture, timeline_picture

WORDS = "Washington sanctioned Rosneft <b>. {} North Korean soldiers died in the war at Kursk."


def article(number: int, day: int, bound: Bound = "exact") -> Story:
    on = datetime.date(2026, 3, day)
    read = story(WORDS.format(number), published=on, publisher="The <i> Courier")
    read = msgspec.structs.replace(read, page=msgspec.structs.replace(read.page, name=f"{day}.txt"))
    dead = msgspec.structs.replace(figure(read, str(number), number), bound=bound)
    return told(
        read,
        mentions=[mention(read, "Rosneft", "t:rosneft")],
        figures=[dead],
        events=[event(read, "sanctioned", "designation", parties=("t:rosneft",))],
    )


def together(*stories: Story) -> Collection:
    return collection([reviewed(each, ()) for each in stories], {"bad.txt": "is a PDF"})


def test_articles_stand_by_date() -> None:
    found = together(article(600, 9), article(700, 2))
    assert [each.story.article.page.name for each in found.stories] == ["2.txt", "9.txt"]


def test_the_timeline_has_a_mark_per_entry_and_is_well_formed() -> None:
    found = together(article(600, 2), article(700, 9))
    picture = ElementTree.fromstring(timeline_picture(found.timelines))  # noqa: S314 (our own)
    assert len(picture.findall(".//{*}circle")) == 2


def test_one_day_alone_has_no_picture() -> None:
    assert timeline_picture(together(article(600, 2)).timelines) == ""


def test_a_number_told_twice_has_a_row_for_each() -> None:
    (spread,) = together(article(600, 2, "at-least"), article(1000, 9)).spreads
    picture = spread_picture(spread)
    assert [row.low for row in spread.rows] == [600, 1000]
    assert ("at least 600" in picture, "1,000" in picture) == (True, True)


def test_an_open_end_is_drawn_open() -> None:
    (spread,) = together(article(600, 2, "at-least"), article(1000, 9, "at-most")).spreads
    assert spread_picture(spread).count('class="sp-open"') == 2


def test_what_a_person_rejected_is_in_no_timeline() -> None:
    one = article(600, 2)
    page = one.article.page
    word = Review(
        what="reject", statement=one.events[0].id, article=page.name, sha256=page.sha256, says="",
        by="A. Analyst", at=datetime.datetime(2026, 3, 9, tzinfo=datetime.UTC), because="no",
    )  # fmt: skip
    (lane,) = collection([reviewed(one, [word])], {}).timelines
    assert [entry.what for entry in lane.entries] == ["mention"]


def test_the_folder_has_a_page_each_and_links_that_lead_somewhere(tmp_path: Path) -> None:
    write_folder(together(article(600, 2), article(700, 9)), tmp_path / "out")
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    for target, anchor in re.findall(r'href="(\d+\.html)(?:#([^"]+))?"', index):
        page = (tmp_path / "out" / target).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in page


def test_what_articles_say_cannot_become_markup(tmp_path: Path) -> None:
    write_folder(together(article(600, 2), article(700, 9)), tmp_path / "out")
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "<b>" not in index
    assert "The <i>" not in index
    assert "bad.txt" in index
