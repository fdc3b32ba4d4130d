"""The visible text of an HTML file, one block per line, with the way back to the file.

Blocks are parted by a blank line, ``<br>`` is a line break, runs of blanks are one blank, cells
of a table row are parted by a tab. What a reader does not see (scripts, hidden elements, forms'
choices) is left out.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from interdict.articles.article import DropReason, Piece, Span
from interdict.articles.markup import Tag, attributes_in
from interdict.articles.surroundings import around, is_hidden
from interdict.articles.visible_lines import Block, Element, Lines

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li"
    " main menu nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
CELLS = frozenset(("td", "th"))
UNSEEN = frozenset(
    "script style template noscript head title iframe object svg canvas select option datalist"
    " textarea audio video map noembed noframes xmp".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr !".split())
_CLOSED_BY = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr", "td", "th")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "option": frozenset(("option",)),
}
"""What a start tag closes when it is still open, as HTML has it."""
_DEEPEST = 64
"""How many open elements are looked through: a page of 10,000 nested ones stays linear."""
_SCOPES = frozenset("ul ol menu dl table".split())
_BREAKS_P = BLOCKS - {"body", "html", "caption", "tr", "tbody", "thead", "tfoot"}
_ATTRIBUTED = frozenset(
    "div section aside p ul ol li figure span header footer nav article main form table td dl"
    " h1 h2 h3 h4 small time dialog a figcaption strong em b i".split()
)


class Visible(NamedTuple):
    """The visible text."""

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    shown: tuple[Span, ...]
    """The parts of the file that are not hidden, in order: markup and text."""


def visible(html: str, tags: Iterable[Tag], *, hidden_too: bool = False) -> Visible:
    """What a reader sees; ``hidden_too`` shows elements that their style hides."""
    return _Reader(html, hidden_too).read(tags)


@lru_cache(maxsize=4096)
def _nature(name: str, attributes: str) -> tuple[DropReason | None, str, bool]:
    """What an element is for, what says so, and whether it is hidden; classes repeat a lot."""
    if name not in _ATTRIBUTED:
        return *around(name, {}), False
    read = attributes_in(attributes)
    reason, says = around(name, read) if name != "a" else (None, "")
    return reason, says, is_hidden(name, read)


class _Reader:
    def __init__(self, html: str, hidden_too: bool) -> None:
        self._html = html
        self._hidden_too = hidden_too
        self._out = Lines()
        self._open = [Element("", 0, True, False, False, None, "", False, 0, "", 0)]
        self._counts: dict[str, int] = {}
        self._number = 0
        self._shown: list[Span] = []

    def read(self, tags: Iterable[Tag]) -> Visible:
        at = 0
        for tag in tags:
            if tag.start > at:
                self._text(at, tag.start)
            self._tag(tag)
            at = tag.content_end
        if at < len(self._html):
            self._text(at, len(self._html))
        self._out.end_block()
        out = self._out
        return Visible("".join(out.text), tuple(out.blocks), tuple(out.pieces), tuple(self._shown))

    def _text(self, start: int, end: int) -> None:
        inner = self._open[-1]
        if not inner.hidden:
            self._show(start, end)
            self._out.add(self._html, start, end, inner)

    def _show(self, start: int, end: int) -> None:
        if self._shown and self._shown[-1].end == start:
            self._shown[-1] = Span(self._shown[-1].start, end)
        else:
            self._shown.append(Span(start, end))

    def _tag(self, tag: Tag) -> None:
        if tag.name == "!":
            return
        was_hidden = self._open[-1].hidden
        if tag.closes:
            self._close(tag.name)
        else:
            self._start(tag)
        if not was_hidden and not self._open[-1].hidden:
            self._show(tag.start, tag.end)

    def _start(self, tag: Tag) -> None:
        name = tag.name
        if name in _CLOSED_BY:
            self._close_implied(_CLOSED_BY[name])
        elif name in _BREAKS_P and self._counts.get("p"):
            self._close_paragraph()
        if name == "br":
            self._out.end_line()
        elif name == "hr":
            self._out.end_block()
        if name not in VOID and not (tag.attributes.endswith("/") and name in UNSEEN):
            self._push(tag)

    def _push(self, tag: Tag) -> None:
        outer, name = self._open[-1], tag.name
        self._number += 1
        is_block = name in BLOCKS or name in CELLS
        if name in CELLS:
            self._out.end_cell()
        elif is_block:
            self._out.end_block()
        reason, says, hidden = _nature(name, tag.attributes)
        unseen = name in UNSEEN or (hidden and not self._hidden_too)
        self._counts[name] = self._counts.get(name, 0) + 1
        self._open.append(
            Element(
                name,
                self._number,
                is_block,
                outer.hidden or unseen,
                outer.linked or name == "a",
                reason or outer.around,
                says or outer.says,
                outer.in_article or name in ("article", "main"),
                self._number if is_block else outer.block,
                name if is_block else outer.block_name,
                outer.block if is_block else outer.outer,
            )
        )

    def _close(self, name: str) -> None:
        if not self._counts.get(name):
            if name == "p":
                self._out.end_block()
            return
        if name not in BLOCKS and name not in CELLS and self._lies_under_block(name):
            return
        while self._pop() != name:
            pass

    def _lies_under_block(self, name: str) -> bool:
        """Does an end tag such as ``</b>`` stand in a block that began after its ``<b>``? Then it
        ends nothing but itself."""
        for depth in range(len(self._open) - 1, max(len(self._open) - _DEEPEST, 0), -1):
            if self._open[depth].name == name:
                return False
            if self._open[depth].is_block:
                self._forget(name, depth - 1)
                return True
        return False

    def _forget(self, name: str, depth: int) -> None:
        for at in range(depth, max(depth - _DEEPEST, 0), -1):
            if self._open[at].name == name:
                del self._open[at]
                self._counts[name] -= 1
                return

    def _pop(self) -> str:
        ended = self._open.pop()
        self._counts[ended.name] -= 1
        if ended.is_block and ended.name not in CELLS:
            self._out.end_block()
        return ended.name

    def _close_implied(self, names: frozenset[str]) -> None:
        """Close the nearest of these that is open in the same list or table."""
        for depth in range(len(self._open) - 1, max(len(self._open) - _DEEPEST, 0), -1):
            name = self._open[depth].name
            if name in names:
                while len(self._open) > depth:
                    self._pop()
                if "tr" not in names:
                    return
            elif name in _SCOPES:
                return

    def _close_paragraph(self) -> None:
        """A block ends the paragraph before it, unless something else opened in between."""
        if self._open[-1].name == "p" or (
            len(self._open) > 2 and not self._open[-1].is_block and self._open[-2].name == "p"
        ):
            self._close("p")
