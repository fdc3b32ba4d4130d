"""Furniture: lines whose own words say that they are no part of a story.

Each row of ``tables/furniture.tsv`` is a pattern of whole lines, in small letters, with the
reason it gives. Patterns that begin with any words at all are tried only on lines with a word
that one of them needs, so that ordinary paragraphs cost next to nothing.
"""

import re
from functools import lru_cache
from importlib import resources
from typing import NamedTuple
from unicodedata import category

from interdict.articles.article import REASONS, DropReason
from interdict.articles.blocks import Block

LONGEST = 900
"""Characters; no furniture is longer."""

_NEEDED = (
    "cookie", "inbox", "your ", "rights reserved", "not be ", "trust principles", "affiliate",
    "responsible for the content", "commission", "browser", "javascript", "video", "media is",
    "blocker", "contributed to", "mail", "expressed", "posted", "voiced", "generated",
    "translated", "click here", "please ",
    "sign up ", "subscribe ", "register ", "consider becoming", "reader-supported", "advice",
    "information", "liability", "responsibility", "not an offer",
    "summarised", "summarized", "copyright",
)  # fmt: skip


class Verdict(NamedTuple):
    """Why a block is dropped."""

    reason: DropReason
    says: str


def furniture(block: Block) -> Verdict | None:
    """What the line says it is; None for all that may be text."""
    if not block.letters and any(category(mark) == "So" for mark in block.text):
        return Verdict("share-bar", "signs with counts beside them")
    if not block.letters and not any(map(str.isalnum, block.text)):
        return Verdict("other-clutter", "marks without a word")
    if not block.plain or len(block.plain) > LONGEST:
        return None
    anchored, floating = _patterns()
    row = anchored.row_of(block.plain)
    if row is None and any(word in block.plain for word in _NEEDED):
        row = floating.row_of(block.plain)
    if row is None:
        row = anchored.row_of(block.text.strip().lower()) if "#" in block.text[:1] else None
    return None if row is None else Verdict(row.reason, f"{row.says}, by its own words")


class Row(NamedTuple):
    """One row of the table."""

    reason: DropReason
    says: str
    pattern: str


class _Patterns:
    """Many rows as one regular expression."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self._any = re.compile("|".join(f"({row.pattern})" for row in rows))

    def row_of(self, words: str) -> Row | None:
        found = self._any.match(words)
        return self._rows[found.lastindex - 1] if found and found.lastindex else None


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Patterns, _Patterns]:
    rows = table()
    floating = [row for row in rows if row.pattern.startswith(".{0,")]
    return _Patterns([row for row in rows if row not in floating]), _Patterns(floating)


def table() -> list[Row]:
    """Every row, in the order of the file: the first that fits counts."""
    file = resources.files("interdict.articles").joinpath("tables", "furniture.tsv")
    cells = (line.split("\t") for line in file.read_text("utf-8").splitlines()[1:])
    by_name: dict[str, DropReason] = {reason: reason for reason in REASONS}
    return [Row(by_name[reason], says, pattern) for reason, says, pattern in cells]
