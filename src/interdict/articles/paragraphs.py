"""The kept lines in paragraphs: hard-wrapped lines joined, all others on their own.

Scraped text comes in three shapes: wrapped at a width (an e-mail, a wire copy), one paragraph
per line, and either of them with a blank line after every line. What shape a text has is read
from its lines alone: in wrapped text nearly every line is so long that the next line's first
word would not have fitted.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from interdict.articles.article import Line, LineRole, Span
from interdict.articles.cut_lines import ends_closed, is_cut

_SHORTEST_WIDTH, _LONGEST_WIDTH = 40, 120
"""Characters a hard-wrapped line may have; below are lists and verse, above are paragraphs."""

_SLACK = 4
"""Characters by which a wrapped line may miss the width."""

_FULL_SHARE = 0.6
"""So many of the lines that touch the next have to be full for the text to count as wrapped."""

_LONGEST_PARAGRAPH = 20_000
"""Characters; a longer run of lines is no paragraph anyone wrote."""

_NARROW = 26
"""Down to this width lines may be wrapped where nearly all of many lines are full."""

_NARROW_PAIRS, _NARROW_SHARE = 5, 0.85

_SHORTEST_OPEN = 10
"""Characters of a line that can be cut within a sentence; shorter ones are labels and lists."""

_ITEM = re.compile(r"(?:[-*•·‣▪–—►>]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")
_APART = re.compile(r"https?://|www\.|by [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}(?: in [A-Z]\w+)?$")
"""Lines that go on with nothing: a web address, and an author."""

_WORD = re.compile(r"\S{1,40}")


class Paragraph(NamedTuple):
    """Lines that belong together."""

    span: Span
    role: LineRole


def paragraphs(text: str, lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The kept lines in paragraphs, in order; a dropped line always parts two of them."""
    width = wrapped_width(text, lines)
    last: Line | None = None
    span = Span(0, 0)
    for line in lines:
        near = line.span.end - span.start <= _LONGEST_PARAGRAPH
        if last is not None and line.is_kept and near and _joins(text, last, line, width):
            last, span = line, Span(span.start, line.span.end)
            continue
        if last is not None:
            yield Paragraph(span, last.role)
        last, span = (line, line.span) if line.is_kept else (None, span)
    if last is not None:
        yield Paragraph(span, last.role)


def wrapped_width(text: str, lines: Sequence[Line]) -> int:
    """The width at which the text was wrapped; 0 when its lines end for other reasons."""
    pairs = [
        (len(line.span), len(line.span) + 1 + _first_word(text, after))
        for line, after in pairwise(lines)
        if _touch(text, line, after)
    ]
    if len(pairs) < 2:
        return 0
    lengths = sorted(length for length, _ in pairs)
    width = lengths[int(len(lengths) * 0.95)]
    if not _NARROW <= width <= _LONGEST_WIDTH or lengths[-1] > width * 2:
        return 0
    full = sum(reach > width - _SLACK for _, reach in pairs) / len(pairs)
    if width < _SHORTEST_WIDTH:
        return width if full >= _NARROW_SHARE and len(pairs) >= _NARROW_PAIRS else 0
    return width if full >= _FULL_SHARE else 0


def is_item(text: str, span: Span) -> bool:
    """Does it begin with a bullet or a number?"""
    return bool(_ITEM.match(text, span.start, span.end))


def _joins(text: str, last: Line, line: Line, width: int) -> bool:
    if last.role != line.role or is_item(text, line.span):
        return False
    if _touch(text, last, line):
        full = len(last.span) + 1 + _first_word(text, line) > width - _SLACK
        return (bool(width) and full) or _runs_on(text, last, line) or is_cut(text, last, line)
    return len(last.span) >= _SHORTEST_WIDTH and _runs_on(text, last, line)


def _runs_on(text: str, last: Line, line: Line) -> bool:
    """An open end and a small letter behind it: a line broken within its sentence."""
    broken = text[last.span.end - 1] == "-" and text[last.span.end - 2].isalpha()
    if broken and text[line.span.start].islower():
        return True
    return (
        not _APART.match(text, line.span.start, line.span.end)
        and len(last.span) >= _SHORTEST_WIDTH // 2
        and text[line.span.start].islower()
        and not ends_closed(text, last.span)
        and not text[last.span.start : last.span.end].isupper()
    )


def _touch(text: str, line: Line, after: Line) -> bool:
    """Is there no blank line between the two?"""
    return text.count("\n", line.span.end, after.span.start) <= 1


def _first_word(text: str, line: Line) -> int:
    found = _WORD.match(text, line.span.start, line.span.end)
    return len(found[0]) if found else 0
