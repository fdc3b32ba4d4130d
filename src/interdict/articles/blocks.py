"""Blocks: what is judged as one when clutter is told from text, with what can be seen of it.

A block is a paragraph of lines, wrapped or not; furniture that stands on a line of its own is a
block of its own.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from interdict.articles.article import Line, Span
from interdict.articles.line_words import word_set
from interdict.articles.paragraphs import paragraphs

_MARKS = "|•·›→▶►■◆★☆✓▼▲‣∙●○–—-*#>+=_~:/\\ \t\u200b\u00a0\ufeff"
_PAIRS = (("(", ")"), ("[", "]"))
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u00ad": None})
_TOKEN = re.compile(r"[^\W_](?:[\w'’.&@-]{0,40}[^\W_])?")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)")
_CLOSED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*(?:\[\d{1,3}\])*$")
_LABEL = re.compile(r"[A-Z][\w /()'-]{1,30}:\s")
_ITEM = re.compile(r"(?:[-*•·‣▪●○–—►>+]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")

LONGEST_LOOK = 4000
"""Characters of a block that are looked at; more are the text of a story or of nothing."""


class Block(NamedTuple):
    """A paragraph and what can be seen of it."""

    number: int
    span: Span
    first: int
    """Its first line, and behind it its last, by place among all lines."""
    last: int
    text: str
    """With single blanks and straight quote marks, cut at ``LONGEST_LOOK``."""
    plain: str
    """The same in small letters, without bullets and brackets around it: what tables match."""
    tokens: tuple[str, ...]
    telling: frozenset[str]
    """Stems of its words that tell what it is about."""
    letters: int
    capitals: int
    is_closed: bool
    """Does it end as a sentence ends?"""
    is_item: bool
    sentences: int

    @property
    def is_shouted(self) -> bool:
        """Is it all in capitals, and more than an acronym?"""
        return self.capitals >= 4 and self.capitals >= 0.9 * self.letters

    @property
    def is_titled(self) -> bool:
        """Are its words capitalised as in an American headline?"""
        words = [t for t in self.tokens if t[0].isalpha() and t.lower() not in word_set("stop")]
        capital = sum(word[0].isupper() for word in words)
        return len(words) >= 3 and capital >= 0.85 * len(words)

    @property
    def is_label(self) -> bool:
        """Does it begin with a label, as the rows of a form do?"""
        return bool(_LABEL.match(self.text))

    @property
    def is_quote(self) -> bool:
        """Does it open with a quote mark?"""
        return self.text[:1] in "\"'«„" and len(self.text) > 2

    @property
    def is_prose(self) -> bool:
        """Is it plainly a paragraph of running text?"""
        return self.is_closed and len(self.tokens) >= 12 and not self.is_shouted


def blocks(text: str, lines: Sequence[Line]) -> list[Block]:
    """The kept lines in blocks, in order."""
    found: list[Block] = []
    at = 0
    for paragraph in paragraphs(text, lines):
        while lines[at].span.start < paragraph.span.start:
            at += 1
        last = at
        while last + 1 < len(lines) and lines[last + 1].span.end <= paragraph.span.end:
            last += 1
        found.append(block(text, paragraph.span, len(found), at, last))
        at = last + 1
    return found


def block(text: str, span: Span, number: int, first: int, last: int) -> Block:
    """One block with what can be seen of it."""
    words = " ".join(text[span.start : min(span.end, span.start + LONGEST_LOOK)].split())
    words = words.translate(_STRAIGHT)
    tokens = tuple(_TOKEN.findall(words))
    return Block(
        number=number,
        span=span,
        first=first,
        last=last,
        text=words,
        plain=plain(words),
        tokens=tokens,
        telling=frozenset(stem(t) for t in tokens if _is_telling(t)),
        letters=sum(map(str.isalpha, words)),
        capitals=sum(map(str.isupper, words)),
        is_closed=bool(_CLOSED.search(words, max(0, len(words) - 12))),
        is_item=bool(_ITEM.match(words)),
        sentences=len(_SENTENCE_END.findall(words)),
    )


def plain(words: str) -> str:
    """Small letters, without the bullets, rules and brackets around."""
    bare = words.strip(_MARKS)
    for left, right in _PAIRS:
        if bare.startswith(left) and bare.endswith(right) and left not in bare[1:]:
            bare = bare[1:-1].strip(_MARKS)
    return bare.lower()


def _is_telling(token: str) -> bool:
    word = token.lower()
    return (
        len(word) > 2
        and not word[0].isdigit()
        and word not in word_set("stop")
        and word not in word_set("common")
    )


_ENDINGS = ("ings", "ing", "ers", "ies", "ied", "es", "ed", "er", "s", "y", "e")
_SHORTEST_STEM = 3


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without the endings that change within a story: "tankers", "tanker's"."""
    bare = word.lower().replace("’", "'").removesuffix("'s").rstrip("'.")
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_STEM:
            return bare[: -len(ending)]
    return bare
