import datetime
import gzip
import html as entities
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interdict.articles.article import Page
from interdict.articles.page_bytes import LIMIT_BYTES
from interdict.articles.reading import is_html, read_file, read_page
from interdict.errors import MissingExtra, UsageError

PARAGRAPHS = [
    f"The ministry said in its report number {n} that the tanker had left the port of Nakhodka "
    f"with {n}00 tonnes of fuel &amp; was seen again two days later near the strait."
    for n in range(1, 9)
]
BODY = "".join(f"<p>{words}</p>\n" for words in PARAGRAPHS)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Tanker seen again - The Harbour Post</title>
<meta property="og:title" content="Tanker seen again">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2026-03-02T23:30:00+09:00">
<link rel="canonical" href="https://example.org/tanker"><script>var p = "<p>no text</p>";</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Tanker seen again</h1><div class="share-bar">Share this article</div>
{BODY}<p><a href="/x">OTHER STORY: MINISTER RESIGNS OVER LETTERS</a></p>
<figure><figcaption>A tanker at sea (Photo: A. Lee)</figcaption></figure>
<p>Nobody was hurt, the ministry added in the last line of its report on the two ships.</p>
</article><footer>Copyright 2025 The Harbour Post</footer></body></html>"""


def read(html: str) -> Page:
    return read_page(html.encode(), "page.html")


def kept(page: Page) -> str:
    return "\n".join(line.span.of(page.text) for line in page.lines if line.is_kept)


def dropped(page: Page) -> dict[str, str]:
    return {ln.span.of(page.text): ln.dropped for ln in page.lines if ln.dropped}


def codes(page: Page) -> set[str]:
    return {finding.code for finding in page.findings}


def plain(html: str) -> str:
    return "".join(entities.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", html, flags=re.S)).split())


def assert_places_hold(html: str, page: Page) -> None:
    for line in page.lines:
        place = page.origin_of(line.span)
        assert plain(html[place.start : place.end]) == "".join(line.span.of(page.text).split())


def test_the_articles_paragraphs_are_kept_and_the_page_around_it_is_dropped() -> None:
    page = read(PAGE)
    assert "report number 1 that" in kept(page) and "Nobody was hurt" in kept(page)
    assert dropped(page)["Home"] == "navigation"
    assert dropped(page)["Share this article"] == "share-bar"
    assert dropped(page)["A tanker at sea (Photo: A. Lee)"] == "caption"


def test_a_paragraph_that_is_nothing_but_a_link_is_another_story() -> None:
    page = read(PAGE)
    assert dropped(page)["OTHER STORY: MINISTER RESIGNS OVER LETTERS"] == "read-more"


def test_scripts_are_no_text() -> None:
    assert "no text" not in read(PAGE).text


def test_the_headline_is_known() -> None:
    page = read(PAGE)
    headlines = [ln.span.of(page.text) for ln in page.lines if ln.role == "headline"]
    assert headlines == ["Tanker seen again"]


DIVIDED = f"""<html><head><title>Tanker seen again - The Harbour Post</title></head><body>
<div class="page"><p class="label">SHIPPING / Pacific</p><h1>Tanker seen again</h1>
<p>TOKYO - A tanker was seen.</p>{BODY}<h2>Who pays for it?</h2>
<p>The ministry would not say who had paid for the fuel, nor where the two ships are now.</p>
</div></body></html>"""
"""A page without an article element: the library takes its paragraphs alone."""


def test_a_headline_behind_its_section_label_is_known() -> None:
    page = read(DIVIDED)
    assert [line.role for line in page.lines if line.span.of(page.text) == "Tanker seen again"] == [
        "headline"
    ]


def test_a_heading_above_a_paragraph_is_kept() -> None:
    page = read(DIVIDED)
    assert "Who pays for it?" in {line.span.of(page.text) for line in page.lines if line.is_kept}


def test_every_dropped_line_says_why() -> None:
    assert all(line.says for line in read(PAGE).lines if not line.is_kept)


def test_the_page_says_what_it_is() -> None:
    page = read(PAGE)
    assert (page.title, page.publisher) == ("Tanker seen again", "The Harbour Post")
    assert page.published == datetime.date(2026, 3, 2)
    assert page.published_says.startswith("article:published_time")
    assert (page.url, page.language, page.form) == ("https://example.org/tanker", "en", "html")


def test_every_line_is_found_again_in_the_file() -> None:
    assert_places_hold(PAGE, read(PAGE))


def test_a_place_that_ends_with_an_entity_takes_all_of_it() -> None:
    html = "<p>Smith &amp; Sons &amp;</p><p>second paragraph &eacute;t&eacute</p>"
    page = read(html)
    first = page.origin_of(page.lines[0].span)
    assert html[first.start : first.end] == "Smith &amp; Sons &amp;"
    assert_places_hold(html, page)


WORDS = st.sampled_from(
    "ship &amp; Kim &lt;b&gt; caf&eacute; a&nbspb &#233; &#x41 &copy; a<b &unknown; 한국 <br> "
    "\r\n  <i>oil</i> <a href='x'>more</a> <!-- no --> said. \t".split(" ")
)
MARKUP = st.lists(
    st.one_of(
        WORDS,
        st.sampled_from(
            "<p> </p> <div> </div> <b> </b> <li> <td> </td> <tr> <table> </table> <h2>".split()
        ),
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_every_line_of_any_markup_is_found_again_in_the_file(parts: list[str]) -> None:
    html = "<div>start</div>" + " ".join(parts)
    assert_places_hold(html, read(html))


@given(st.text(alphabet="ab \t\r\n\u00e9한.", min_size=1).filter(str.strip))
def test_plain_text_is_the_file_and_its_lines_hold_every_word(text: str) -> None:
    page = read_page(text.encode(), "a.txt")
    assert page.text == text
    assert "".join(kept(page).split()) == "".join(text.split())


def test_line_ends_of_windows_keep_places_exact() -> None:
    page = read_page(b"One line.\r\n\r\n  Two lines. \r\n", "a.txt")
    assert [line.span.of(page.text) for line in page.lines] == ["One line.", "Two lines."]
    assert page.text == "One line.\r\n\r\n  Two lines. \r\n"


def test_plain_text_with_a_stray_tag_is_plain_text() -> None:
    assert not is_html("He said <b>no</b>.\n\nThe ship left. Is 3 < 4?\n" * 5)


def test_a_fragment_without_a_document_around_it_is_html() -> None:
    assert is_html("<p>The ship left.</p>")
    assert is_html("The ship left.<br>It came back.<br><br>It stayed.<br>It left.")


def test_html_is_known_by_content_whatever_the_file_is_called() -> None:
    assert read_page(PAGE.encode(), "page.txt").form == "html"


def test_a_packed_page_is_read_as_it_is() -> None:
    assert read_page(gzip.compress(PAGE.encode()), "page.html.gz") == read_page(
        PAGE.encode(), "page.html.gz"
    )


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf \n", b"<p> </p><p></p>"])
def test_an_empty_page_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match="no text"):
        read_page(content, "empty.html")


def test_a_file_too_large_for_an_article_is_refused_without_being_read_whole(
    tmp_path: Path,
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(50 << 20)
    with pytest.raises(UsageError, match="no single article"):
        read_file(large)


def test_what_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(UsageError, match="no single article"):
        read_page(gzip.compress(b"a" * (LIMIT_BYTES + 2)), "bomb.gz")


def test_a_page_that_scripts_make_says_that_its_text_is_missing() -> None:
    page = read('<html><body><div id="root"></div><script src="a.js"></script></body></html>')
    assert "no-article-text" in codes(page)


def test_a_paywall_stub_says_that_the_rest_is_missing() -> None:
    stub = f"<html><body><article><h1>Oil talks stall</h1><p>{PARAGRAPHS[0]}</p>"
    page = read(stub + "<p>Subscribe to continue reading.</p></article></body></html>")
    assert "paywall" in codes(page)
    assert "report number 1" in kept(page)


def test_an_article_that_the_page_hides_until_its_scripts_run_is_read_and_told() -> None:
    page = read(f'<html><body><div style="display:none"><article>{BODY}</article></div></body>')
    assert "report number 5" in kept(page)
    assert "hidden-text" in codes(page)


def test_hidden_parts_of_a_page_with_text_are_not_shown() -> None:
    html = PAGE.replace("<article>", '<div style="display:none">Secret offer</div><article>')
    assert "Secret offer" not in read(html).text


def test_ten_thousand_nested_elements_are_read() -> None:
    page = read("<html><body>" + "<div>" * 10_000 + BODY + "</body></html>")
    assert "report number 8" in page.text


def test_tags_that_are_never_closed_lose_no_word() -> None:
    page = read("<html><body><p>One <b>two<p>three <i>four<div>five<ul><li>six<li>seven")
    assert page.text.split() == "One two three four five six seven".split()


@pytest.mark.parametrize(
    "piece", ["<a '", "<", "<!--", "&", "<p", '<a b="', "</", "<![CDATA[", "<script>", "a b ", "x"]
)
def test_hostile_characters_in_one_long_line_are_read(piece: str) -> None:
    html = "<p>start</p><p>end</p>" + piece * (400_000 // len(piece))
    assert "start" in read(html).text


def test_nul_characters_in_a_page_keep_places_exact() -> None:
    html = PAGE.replace("Nobody was hurt", "Nobody\x00 was hurt")
    page = read(html)
    assert "last line of its report" in kept(page)
    assert_places_hold(html, page)


def test_entities_for_half_characters_and_none_are_no_error() -> None:
    assert "ship" in read("<p>a ship &#xD800; &#0; &#99999999; left</p><p>b</p>").text


def test_declared_entities_are_neither_loaded_nor_expanded() -> None:
    html = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>' + BODY
    page = read(html + "<p>&x; is here and stays as it is written.</p></body></html>")
    assert "root:" not in page.text


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("북한은 러시아에 포탄을 보냈다고 국방부가 월요일 밝혔다. 배는 나진항을 떠났다. ", "ko"),
        ("Министерство сообщило, что корабль вышел из порта, и это было в понедельник. ", "ru"),
    ],
)
def test_a_page_in_another_alphabet_is_read(sentence: str, language: str) -> None:
    page = read("<html><body><article>" + f"<p>{sentence * 3}</p>" * 6 + "</article></body></html>")
    assert page.language == language
    assert sentence.strip() in kept(page)


def test_html_without_the_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtra, match=r"interdict\[articles\]"):
        read(PAGE)
    assert read_page(b"Plain text needs nothing.", "a.txt").form == "text"


def test_a_feed_is_refused() -> None:
    with pytest.raises(UsageError, match="feed"):
        read('<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>')


def test_a_file_and_its_bytes_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode())
    assert read_file(path) == read_page(io.BytesIO(PAGE.encode()).read(), "page.html")


def test_the_library_is_loaded_only_for_html() -> None:
    script = "import sys, interdict.articles.reading; print('trafilatura' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_a_page_of_more_tags_than_an_article_has_is_refused() -> None:
    with pytest.raises(UsageError, match="tags"):
        read("<p>a" * 200_000)
