import datetime
import json

import pytest

from interdict.articles.markup import tags
from interdict.articles.page_facts import Facts, facts_of

DAY = datetime.date(2026, 3, 2)


def facts(html: str) -> Facts:
    return facts_of(html, list(tags(html)))


def ld(record: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-03-02T01:00:00Z">',
        "<meta content='2026-03-02' name='pubdate'>",
        '<meta name="DC.date.issued" content="March 2, 2026">',
        '<time class="published" datetime="2026-03-02">today</time>',
        '<time itemprop="datePublished" datetime="2026-03-02T10:00">',
        ld({"@type": "NewsArticle", "datePublished": "2026-03-02T23:00:00-05:00"}),
        ld(
            {
                "@graph": [
                    {"@type": "WebPage"},
                    {"@type": ["Article"], "datePublished": "2026-03-02"},
                ]
            }
        ),
    ],
)
def test_the_day_of_publication_is_read_where_it_is_stated(head: str) -> None:
    assert facts(head).published == DAY


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2026-03-02">',
        '<time datetime="2026-03-02">',
        '<time class="updated" datetime="2026-03-02">',
        ld({"@type": "NewsArticle", "dateModified": "2026-03-02"}),
        ld({"@type": "WebPage", "mentions": {"@type": "Article", "datePublished": "2026-03-02"}}),
        '<meta property="article:published_time" content="soon">',
        "<footer>Copyright 2026</footer>",
    ],
)
def test_no_other_day_is_taken_for_it(head: str) -> None:
    assert facts(head).published is None


def test_a_title_is_told_from_the_sites_name() -> None:
    page = '<title>Ship leaves - again - Post</title><meta property="og:site_name" content="Post">'
    assert facts(page).titles == ("Ship leaves - again",)


def test_authors_and_publisher_come_from_the_record_of_the_article() -> None:
    people = [{"@type": "Person", "name": "A. Lee"}, {"name": "B. Kim"}]
    record = {"@type": "NewsArticle", "author": people, "publisher": {"name": "The Post"}}
    found = facts(ld(record))
    assert (found.author, found.publisher) == ("A. Lee, B. Kim", "The Post")


@pytest.mark.parametrize("script", ["{", "[" * 100_000, "null", '"text"', "[1, [2]]"])
def test_a_broken_record_is_passed_over(script: str) -> None:
    assert facts(f'<script type="application/ld+json">{script}</script>').published is None


def test_a_page_that_is_not_free_says_so() -> None:
    assert not facts(ld({"@type": "NewsArticle", "isAccessibleForFree": "False"})).is_free


def test_the_name_behind_the_title_is_the_publisher_where_no_tag_says_so() -> None:
    html = "<title>Two oil giants blacklisted by Washington | The Example Courier</title>"
    assert facts(html).publisher == "The Example Courier"
