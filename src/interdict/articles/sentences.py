"""The kept text in sentences."""

import re
from collections.abc import Iterator, Sequence

from interdict.articles.article import Line, Sentence, Span

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9])")


def sentences(text: str, lines: Sequence[Line]) -> tuple[Sentence, ...]:
    """Every sentence of the kept lines, in order; no character of them is left out."""
    found: list[Sentence] = []
    for paragraph, (span, first) in enumerate(_paragraphs(text, lines)):
        for piece in _split(text, span):
            found.append(
                Sentence(
                    number=len(found),
                    span=piece,
                    paragraph=paragraph,
                    role=first.role or "body",
                )
            )
    return tuple(found)


def _paragraphs(text: str, lines: Sequence[Line]) -> Iterator[tuple[Span, Line]]:
    """Kept lines that follow each other without a blank or dropped line are one paragraph."""
    open_line: Line | None = None
    span = Span(0, 0)
    for line in lines:
        if not line.is_kept:
            if open_line is not None:
                yield span, open_line
            open_line = None
            continue
        touching = "\n" not in text[span.end : line.span.start].replace("\n", "", 1)
        if open_line is not None and touching and line.role == open_line.role:
            span = Span(span.start, line.span.end)
            continue
        if open_line is not None:
            yield span, open_line
        open_line, span = line, line.span
    if open_line is not None:
        yield span, open_line


def _split(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for end in _END.finditer(text, span.start, span.end):
        yield Span(start, end.end())
        start = end.end() + len(text[end.end() :]) - len(text[end.end() :].lstrip())
    if start < span.end:
        yield Span(start, span.end)
