"""The words behind ``said`` or ``according to`` that stand for who speaks."""

from collections.abc import Sequence

from interdict.articles.grammar import SAYING_PLACE, TIME, has_verb
from interdict.articles.passages import Word
from interdict.articles.source_words import is_source_noun, is_title
from interdict.articles.speakers import ASIDES, HARD, LONGEST, Speaker, checked, is_name


def after(words: Sequence[Word], start: int, ceiling: int) -> Speaker | None:
    """Who speaks, of the words behind ``said`` or ``according to``."""
    at, ceiling = start, min(ceiling, start + LONGEST)
    while at < ceiling and not _ends_phrase(words, at, start):
        at += 1
    end = at
    for n in range(start + 1, at):
        if _starts_circumstance(words, n, at):
            end = n
            break
    behind = _behind_aside(words, at, ceiling)
    named = _named_aside(words, start, end, at, behind)
    if named is not None:
        return named
    return checked(words, start, end, start, behind)


def _named_aside(
    words: Sequence[Word], start: int, end: int, comma: int, ceiling: int
) -> Speaker | None:
    """ "said a lawyer for the firm, Grace Nunez": the name speaks."""
    if comma + 1 >= len(words) or words[comma].low != "," or end != comma:
        return None
    stop = comma + 1
    while stop < len(words) and words[stop].quotation is None and words[stop].is_capital:
        stop += 1
    closed = stop >= len(words) or words[stop].low in (",", ".", "in", "on")
    if not 2 <= stop - comma - 1 <= 4 or not closed or is_name(words, start, end):
        return None
    return Speaker(comma + 1, stop, start, max(stop, ceiling))


def _ends_phrase(words: Sequence[Word], at: int, start: int) -> bool:
    word = words[at]
    if word.quotation is not None or (not word.quoted and (word.low in HARD or word.low == ",")):
        return True
    if at > start and word.low in ("but", "while", "as", "because", "that", "when", "after"):
        return True
    return word.low == "and" and has_verb(words, at + 1, at + 4)


def _starts_circumstance(words: Sequence[Word], at: int, end: int) -> bool:
    """ "said Peskov on Tuesday", "in a statement", "to reporters"."""
    if words[at].low in TIME and words[at].low not in ("night", "day", "week"):
        return True
    if words[at].low not in ("on", "in", "at", "during", "to", "late", "early", "via", "last"):
        return False
    near = [w.low for w in words[at + 1 : min(at + 6, end)]]
    if "condition" in near and not words[at - 1].is_capital:
        return False
    return any(low in SAYING_PLACE for low in near)


def _behind_aside(words: Sequence[Word], comma: int, ceiling: int) -> int:
    """Skips ", a former official," behind a name."""
    at = comma
    while at < ceiling and words[at].low == "," and at + 1 < ceiling:
        end = at + 1
        while end < ceiling and words[end].quotation is None and words[end].low not in (",", "."):
            end += 1
        first = words[at + 1].low
        described = first in ASIDES or is_title(first) or is_source_noun(first)
        if not described or has_verb(words, at + 1, end):
            break
        at = end
    return at
