"""The visible text of a hand-written HTML page, one block a line: what an annotator sees.

Plain on purpose and no part of the product: the gold set must not be read by what it judges.
"""

import re
from collections.abc import Iterator

from lxml import html

UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe"})
INLINE = frozenset(
    "a abbr b bdi cite code em font i mark q s small span strong sub sup time u".split()
)
"""Elements that run on within a line; every other element begins and ends one."""


def lines(page: str, where: str = "") -> list[str]:
    """The lines of one part of the page (an XPath): ``article``, else ``main``, else ``body``."""
    tree = html.document_fromstring(page)
    for part in (where,) if where else ("//article", "//main", "//body"):
        found = tree.xpath(part)
        if isinstance(found, list) and found and isinstance(found[0], html.HtmlElement):
            joined = "".join(_pieces(found[0])).split("\n")
            return [line for line in (re.sub(r"\s+", " ", one).strip() for one in joined) if line]
    return []


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    """Text in reading order, with a line break around every block."""
    if not isinstance(element.tag, str):  # a comment
        return
    edge = "" if element.tag in INLINE else "\n"
    yield edge
    if element.tag not in UNSEEN:
        yield _flat(element.text)
        for child in element:
            yield from _pieces(child)
            yield _flat(child.tail)
    yield edge


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")
