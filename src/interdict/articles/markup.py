"""The tags of an HTML file, as they come, each with its place in the file.

Neither lxml nor the standard library's parser says at which character a text began *and* is
fast on the megabyte of script that a news page carries; this reads tags only, jumps over
scripts, and repairs nothing: what is open and what is closed is its reader's to judge.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
"""Elements whose content is no markup: it ends at their own end tag only."""

_NAME = re.compile(r"/?([a-zA-Z][^\s/>]*)")
_PLAIN_REST = re.compile(r"[^>\"']*>")
_QUOTED_REST = re.compile(r"""(?>(?:[^>"'=]+|=\s*"[^"]*"|=\s*'[^']*'|[="'])*)>""")
_ATTRIBUTE = re.compile(
    r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""",
)


class Tag(NamedTuple):
    """A start or end tag."""

    start: int
    end: int
    """Behind its ``>``; for a raw element such as ``script`` behind its start tag."""
    name: str
    """Lower case."""
    closes: bool
    attributes: str
    """As written; see ``attributes_in``."""
    content_end: int
    """For raw elements, where their content ends; else ``end``."""


def tags(html: str) -> Iterator[Tag]:
    """Every tag in order. Comments, declarations and processing instructions are passed over:
    they come as tags named ``!``, so that their place is no text."""
    at = html.find("<")
    quotes_hold = True
    while at >= 0:
        named = _NAME.match(html, at + 1)
        if named is None:
            end = _end_of_declaration(html, at)
            if end:
                yield Tag(at, end, "!", False, "", end)
            at = html.find("<", end or at + 1)
            continue
        rest = _PLAIN_REST.match(html, named.end())
        if rest is None and quotes_hold:
            rest = _QUOTED_REST.match(html, named.end())
            quotes_hold = rest is not None
        end = rest.end() if rest else html.find(">", named.end()) + 1
        if not end:
            yield Tag(at, len(html), "!", False, "", len(html))
            return
        closes = html[at + 1] == "/"
        name = named[1].lower()
        stop = _end_of_raw(html, name, end) if name in RAW and not closes else end
        yield Tag(at, end, name, closes, html[named.end() : end - 1], stop)
        at = html.find("<", stop)


def attributes_in(written: str) -> dict[str, str]:
    """Names in lower case with their values, entities read; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def _end_of_declaration(html: str, at: int) -> int:
    """Behind a comment or the like; 0 where the ``<`` is only a character."""
    if html.startswith("<!--", at):
        if html.startswith((">", "->"), at + 4):
            return html.index(">", at) + 1
        closed = html.find("-->", at + 4)
        return closed + 3 if closed >= 0 else len(html)
    if html.startswith("<![CDATA[", at):
        return at + len("<![CDATA[")
    if html.startswith(("<!", "<?", "</"), at):
        closed = html.find(">", at)
        return closed + 1 if closed >= 0 else len(html)
    return 0


def _end_of_raw(html: str, name: str, start: int) -> int:
    """Where the content of a raw element ends; the file's end where nothing closes it."""
    at = html.find("</", start)
    while at >= 0:
        if html[at + 2 : at + 2 + len(name)].lower() == name:
            return at
        at = html.find("</", at + 2)
    return len(html)
