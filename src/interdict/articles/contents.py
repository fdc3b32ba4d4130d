"""What is said: the words before, around and behind a reporting verb that are its content."""

from collections.abc import Sequence

from interdict.articles.cues import Cue
from interdict.articles.grammar import has_verb
from interdict.articles.openings import Opening
from interdict.articles.passages import Word

Range = tuple[int, int]
"""Words of a passage: from one up to, not including, the other."""


def quotes(words: Sequence[Word], at: int) -> bool:
    return any(word.quoted for word in words[at:])


def quotation_before(words: Sequence[Word], at: int, floor: int) -> int | None:
    """The spoken quotation that ends just before, a comma between them allowed."""
    for n in range(at - 1, max(at - 3, floor - 1), -1):
        if words[n].quotation is not None:
            return n
        if words[n].low not in (",", "—", "–", "-"):
            return None
    return None


def content_before(words: Sequence[Word], end: int, floor: int) -> Range | None:
    """The words before ", he said", where a comma divides them."""
    if end - 1 <= floor or words[end - 1].low not in (",", "—", "–"):
        return None
    start = max((n + 1 for n in range(floor, end - 1) if words[n].low == ";"), default=floor)
    while start < end and (words[start].low in ("but", "and", ",", ";", "—", "–")):
        start += 1
    return (start, end - 1) if end - 1 - start >= 2 else None


def content_around(words: Sequence[Word], opened: Opening, before_it: Range) -> tuple[Range, ...]:
    """What goes on behind "X, he said, ...", unless it tells how he said it."""
    start = opened.at + 1
    if opened.by != "comma" or start >= len(words):
        return ()
    first = words[start].low
    if first.endswith("ing") or first in ("who", "which", "according", "citing", "in", "a", "an"):
        return ()
    if first in ("and", "but", "while", "as") and has_verb(words, *before_it):
        return ()
    return ((start, len(words)),)


def content_behind(words: Sequence[Word], cue: Cue, opened: Opening) -> Range | None:
    """The content behind the verb, where the verb takes such content."""
    start, end = opened.at, len(words)
    if opened.by == "quotation":
        return (start, start + 1)
    if opened.by == "that" and all(w.is_mark for w in words[start:end]) and "n" in cue.verb.takes:
        return (start - 1, start)  # "the governor disputed that."
    if opened.by in ("that", "colon"):
        return (start, end) if start < end else None
    if opened.by == "comma":
        start += 1
        if start < end and words[start].low.endswith("ing"):
            start = _behind_comma(words, start)
        if start < end and words[start].low == "that":
            return (start + 1, end)
        if start < end and words[start].low in ("which", "who", "whose"):
            return None  # "wrote to the bank, which replied": of the listener
    while start < end and words[start].low in _LOOSE_MARKS and not words[start].quoted:
        start += 1
    if start >= end or (words[start].is_mark and not words[start].quoted):
        return None
    end = _before_concession(words, start)
    return (start, end) if cue.takes(words, start) else None


def _before_concession(words: Sequence[Word], start: int) -> int:
    """ "denied it, though experts disagree": the rest is the writer's."""
    for n in range(start + 1, len(words)):
        if words[n].low in _CONCESSIONS and words[n - 1].low == "," and not words[n].quoted:
            return n - 1
    return len(words)


_CONCESSIONS = frozenset(("though", "although"))


_LOOSE_MARKS = frozenset("\"'“”‘’«»„$£€")


def _behind_comma(words: Sequence[Word], at: int) -> int:
    while at < len(words) and words[at].low != ",":
        at += 1
    return at + 1


def to_comma(words: Sequence[Word], content: Range) -> Range:
    start, end = content
    for n in range(start, end):
        if words[n].low == "," and not words[n].quoted:
            return (start, n)
    return content


def without_openers(words: Sequence[Word], start: int, end: int) -> Range:
    while start < end and words[start].low in ("but", "and", ",", ";", "—", "–", '"', "•", "-"):
        start += 1
    return (start, end)
