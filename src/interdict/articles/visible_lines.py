"""Visible text as it grows: words in lines, each with its place in the file."""

import re
from html import unescape
from typing import NamedTuple

from interdict.articles.article import DropReason, Piece, Span

_BLANKS = re.compile(r"[ \t\n\f\r]+")
_UNEVEN = re.compile(r"[\t\n\f\r]|  ")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_CELL_LIMIT = 80
"""A cell with more text than this is a column of the page's layout, not of a table."""


class Block(NamedTuple):
    """One line of the visible text."""

    span: Span
    tag: str
    """Of the innermost block element."""
    element: int
    """Number of that element, in the order they begin."""
    parent: int
    """Number of the block element around it."""
    linked: int
    """Characters within links."""
    around: DropReason | None
    """What its surroundings are for, by their tags and classes."""
    says: str
    in_article: bool
    """Within ``article`` or ``main``."""
    is_row: bool = False
    """Several cells of a table."""

    @property
    def link_share(self) -> float:
        """How much of it is link text, 0 to 1."""
        return self.linked / len(self.span)


class Element(NamedTuple):
    """An element that is open."""

    name: str
    number: int
    is_block: bool
    hidden: bool
    linked: bool
    around: DropReason | None
    says: str
    in_article: bool
    block: int
    """Number of the innermost block element, itself included."""
    block_name: str
    outer: int
    """Number of the block element around that one."""


class Lines:
    """The text as it grows."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self._length = 0
        self._start = -1
        self._linked = 0
        self._gap = ""
        self._inner: Element | None = None
        self._cell_start = self._cells = 0

    def add(self, html: str, start: int, end: int, inner: Element) -> None:
        """Characters of the file, with entities read and blanks gathered."""
        if html.find("&", start, end) < 0:
            self._run(html[start:end], start, inner)
            return
        at = start
        for entity in _ENTITY.finditer(html, start, end):
            read = unescape(entity[0])
            if read == entity[0]:
                continue
            self._run(html[at : entity.start()], at, inner)
            at = entity.end()
            tail = 0
            while tail < len(read) and read[-tail - 1 :] == entity[0][-tail - 1 :]:
                tail += 1
            at -= tail
            self._entity(read[: len(read) - tail], entity.start(), at, inner)
        self._run(html[at:end], at, inner)

    def _entity(self, read: str, start: int, end: int, inner: Element) -> None:
        if read.strip(" \t\n\f\r"):
            self._put(read, start, end - start, inner)
        elif read:
            self._gap = self._gap or " "

    def _run(self, run: str, origin: int, inner: Element) -> None:
        if run and not _UNEVEN.search(run):
            self._words(run, origin, inner)
            return
        at = 0
        for blanks in _BLANKS.finditer(run):
            if blanks.start() > at:
                self._words(run[at : blanks.start()], origin + at, inner)
            self._gap = self._gap or " "
            at = blanks.end()
        if at < len(run):
            self._words(run[at:], origin + at, inner)

    def _words(self, words: str, origin: int, inner: Element) -> None:
        """Words with single blanks between them, perhaps one before and one behind."""
        core = words.lstrip(" ")
        if len(core) < len(words):
            self._gap = self._gap or " "
            origin += len(words) - len(core)
        if not core:
            return
        trimmed = core.rstrip(" ")
        self._put(trimmed, origin, len(trimmed), inner)
        if len(trimmed) < len(core):
            self._gap = " "

    def _put(self, words: str, origin: int, width: int, inner: Element) -> None:
        gap = self._gap
        if self._start < 0:  # a line begins with a word, and the text with its first line
            gap = gap.lstrip(" \t") if self.text else ""
        if gap:
            self.text.append(gap)
            self._length += len(gap)
        self._gap = ""
        if self._start < 0:
            self._start, self._inner = self._length, inner
        if self._inner is not None and inner.around is None and self._inner.around is not None:
            self._inner = inner
        self._piece(words, origin, width)
        self.text.append(words)
        self._length += len(words)
        if inner.linked:
            self._linked += len(words)

    def _piece(self, words: str, origin: int, width: int) -> None:
        last = self.pieces[-1] if self.pieces else None
        if (
            last is not None
            and width == len(words)
            and not last.width
            and last.text + last.length == self._length
            and last.origin + last.length == origin
        ):
            self.pieces[-1] = Piece(last.text, last.origin, last.length + len(words))
            return
        step = 0 if width == len(words) else width
        self.pieces.append(Piece(self._length, origin, len(words), step))

    def end_line(self) -> None:
        """A line break within a block; two of them are as good as a new block."""
        if self._start >= 0:
            self._end()
            self._gap = "\n"
        elif self.text:
            self._gap = "\n\n" if self._gap else "\n"

    def end_block(self) -> None:
        """What follows is a block of its own."""
        if self._start >= 0:
            self._end()
        if self.text:
            self._gap = "\n\n"

    def end_cell(self) -> None:
        """The next cell of a row goes on in the same line."""
        if self._start >= 0 and self._length - self._cell_start <= _CELL_LIMIT:
            self._gap = "\t"
            self._cell_start = self._length
            self._cells += 1
        else:
            self.end_block()

    def _end(self) -> None:
        inner = self._inner
        if inner is None:
            return
        self.blocks.append(
            Block(
                Span(self._start, self._length),
                inner.block_name,
                inner.block,
                inner.outer,
                self._linked,
                inner.around,
                inner.says,
                inner.in_article,
                self._cells > 0,
            )
        )
        self._start, self._linked, self._inner, self._cells = -1, 0, None, 0
        self._cell_start = self._length
