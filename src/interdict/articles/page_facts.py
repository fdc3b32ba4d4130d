"""What a web page says about itself: title, publisher, author, address, day of publication.

Read from the tags in its head and from its JSON-LD, never guessed: a day of change is no day of
publication, and the year in a copyright line is nothing at all.
"""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from interdict.articles.markup import Tag, attributes_in
from interdict.articles.written_dates import machine_date

FACT_TAGS = frozenset("meta link html title time script".split())
_DATE_NAMES = (
    "article:published_time", "article:published", "og:article:published_time",
    "og:published_time", "datepublished",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "parsely-pub-date", "sailthru.date", "article.published", "citation_publication_date",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "dc.date.created", "originalpublicationdate", "article_date_original", "date",
)  # fmt: skip
_AUTHOR_NAMES = (
    "author",
    "article:author_name",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
)
_ARTICLE_TYPES = ("Article", "NewsArticle", "BlogPosting", "Report", "PressRelease")
_MOST_NODES = 200
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " » ", " · ")
_LONGEST_SITE = 4
"""Words of the name of a site."""


class Facts(NamedTuple):
    """What the page says; empty where it says nothing."""

    titles: tuple[str, ...]
    """Its names for the article, best first."""
    publisher: str
    author: str
    url: str
    published: datetime.date | None
    published_says: str
    language: str
    """As declared; the text decides where there is enough of it."""
    is_free: bool
    """False where the page says that it is not accessible for free."""
    body: str
    """The article's text as its JSON-LD gives it, for a page that shows none."""


def facts_of(html: str, tags: Sequence[Tag]) -> Facts:
    """Read the tags that speak about the page."""
    metas = dict(_metas(tags))
    node = _article_node(html, tags)
    title = _raw_text(html, tags, "title")
    publisher = metas.get("og:site_name") or _name(node.get("publisher"))
    published, says = _published(metas, node, tags)
    titles = (
        metas.get("og:title", ""),
        _text(node.get("headline")),
        _without_site(title, publisher),
        metas.get("twitter:title", ""),
    )
    return Facts(
        tuple(dict.fromkeys(filter(None, map(_tidy, titles)))),
        _tidy(publisher or metas.get("application-name", "") or _site_in(title)),
        _tidy(_name(node.get("author")) or _first(metas, _AUTHOR_NAMES)),
        _canonical(tags) or metas.get("og:url", "") or _text(node.get("url")),
        published,
        says,
        _declared_language(tags),
        str(node.get("isAccessibleForFree", True)).lower() != "false",
        _text(node.get("articleBody")),
    )


def _metas(tags: Sequence[Tag]) -> Iterator[tuple[str, str]]:
    """Names in lower case; the first of a name counts, so the last is given first."""
    for tag in reversed(tags):
        if tag.name == "meta" and not tag.closes:
            read = attributes_in(tag.attributes)
            name = read.get("property") or read.get("name") or read.get("itemprop") or ""
            if name and read.get("content", "").strip():
                yield name.strip().lower(), read["content"].strip()


def _published(
    metas: Mapping[str, str], node: Mapping[str, Any], tags: Sequence[Tag]
) -> tuple[datetime.date | None, str]:
    stated = [(metas[name], name) for name in _DATE_NAMES[:4] if name in metas]
    stated.append((_text(node.get("datePublished")), "datePublished of the page's JSON-LD"))
    stated += [(metas[name], name) for name in _DATE_NAMES[4:] if name in metas]
    stated += [(written, "<time> marked as published") for written in _published_times(tags)]
    for written, where in stated:
        day = machine_date(written)
        if day is not None:
            return day, f"{where}: {written.strip()[:40]}"
    return None, ""


def _published_times(tags: Sequence[Tag]) -> Iterator[str]:
    for tag in tags:
        if tag.name == "time" and not tag.closes:
            read = attributes_in(tag.attributes)
            marks = " ".join((read.get("class", ""), read.get("itemprop", ""))).lower()
            marked = "pubdate" in read or "publi" in marks or "entry-date" in marks
            if marked and "modif" not in marks.replace("datepublished", "") and "datetime" in read:
                yield read["datetime"]


def _article_node(html: str, tags: Sequence[Tag]) -> dict[str, Any]:
    """The JSON-LD record of the article; empty where there is none."""
    for tag in tags:
        if tag.name == "script" and not tag.closes and "ld+json" in tag.attributes.lower():
            for node in _nodes(_loaded(html[tag.end : tag.content_end])):
                kinds = node.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(str(kind).endswith(_ARTICLE_TYPES) for kind in kinds):
                    return node
    return {}


def _loaded(script: str) -> object:
    written = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(written, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(loaded: object) -> list[dict[str, Any]]:
    """Top records and those of ``@graph``; what they merely mention is not the page's own."""
    found: list[dict[str, Any]] = []
    waiting = [loaded]
    while waiting and len(found) < _MOST_NODES:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            found.append(node)
            waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]
    return found


def _name(value: object) -> str:
    """The name or names of persons or organizations, however they are given."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:10])))
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value if isinstance(value, str) and not value.startswith("http") else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _first(metas: Mapping[str, str], names: Sequence[str]) -> str:
    found = (metas[name] for name in names if name in metas)
    return next((value for value in found if not value.startswith("http")), "")


def _raw_text(html: str, tags: Sequence[Tag], name: str) -> str:
    found = (tag for tag in tags if tag.name == name and not tag.closes)
    tag = next(found, None)
    return unescape(html[tag.end : tag.content_end]) if tag else ""


def _without_site(title: str, publisher: str) -> str:
    """The title tag without the site's name before or behind it."""
    for separator in _SEPARATORS:
        head, parted, tail = title.rpartition(separator)
        if parted and (tail.strip() == publisher or len(head) >= 2 * len(tail)):
            return head
        head, parted, tail = title.partition(separator)
        if parted and head.strip() == publisher:
            return tail
    return title


def _site_in(title: str) -> str:
    """The site's name behind the title: "Two oil giants blacklisted | The Example Courier"."""
    for separator in _SEPARATORS:
        head, parted, tail = title.rpartition(separator)
        if parted and len(head) >= 2 * len(tail) and len(tail.split()) <= _LONGEST_SITE:
            return tail
    return ""


def _canonical(tags: Sequence[Tag]) -> str:
    for tag in tags:
        if tag.name == "link" and "canonical" in tag.attributes.lower():
            read = attributes_in(tag.attributes)
            if read.get("rel", "").lower() == "canonical":
                return read.get("href", "").strip()
    return ""


def _declared_language(tags: Sequence[Tag]) -> str:
    for tag in tags:
        if tag.name == "html" and not tag.closes:
            read = attributes_in(tag.attributes)
            return (read.get("lang") or read.get("xml:lang") or "").strip().lower()[:2]
    return ""


def _tidy(text: str) -> str:
    return " ".join(unescape(text).split())
