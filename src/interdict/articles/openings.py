"""Where the content begins behind a reporting verb."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from interdict.articles.grammar import (
    ADVERB,
    DETERMINER,
    MONTH,
    PREPOSITION,
    PRONOUN,
    SAYING_PLACE,
    TIME,
    is_finite,
)
from interdict.articles.passages import Word
from interdict.articles.reporting_verbs import Verb
from interdict.articles.source_words import is_source_noun

Opened = Literal["that", "quotation", "colon", "comma", "end", "clause"]


class Opening(NamedTuple):
    """The first word of the content, and what shows it."""

    at: int
    by: Opened


_WITHIN = frozenset("in on at during to via through by after from before with ahead under".split())
_MOST_WORDS = 14


def opening(words: Sequence[Word], at: int, verb: Verb) -> Opening:
    """Skips the listener, the day and the place behind the verb."""
    if "a" in verb.takes:
        at = _behind_listener(words, at, needed=verb.base == "tell")
    while at < len(words):
        word = words[at]
        if word.low == "to" and "i" in verb.takes:
            return Opening(at, "clause")
        if word.quotation is not None:
            return Opening(at, "quotation")
        if word.low == "that" and not word.quoted:
            return Opening(at + 1, "that")
        if word.low in (":", ",", "—", "–"):
            return _behind_mark(words, at)
        if word.low in ".!?;)]":
            break
        step = _behind_circumstance(words, at)
        if step == at:
            return Opening(at, "clause")
        at = step
    return Opening(at, "end")


def _behind_mark(words: Sequence[Word], at: int) -> Opening:
    following = words[at + 1] if at + 1 < len(words) else None
    if following is not None and following.quotation is not None:
        return Opening(at + 1, "quotation")
    return Opening(
        at + 1 if words[at].low == ":" else at, "colon" if words[at].low == ":" else "comma"
    )


def _behind_circumstance(words: Sequence[Word], at: int) -> int:
    """Behind one adverb or one phrase of time or place; ``at`` itself where there is none."""
    word = words[at]
    if word.low == "only" and at + 1 < len(words) and words[at + 1].low in (":", "that"):
        return at + 1
    if word.quoted or word.low in ("both", "all", "no", "first", "only", "even"):
        return at
    if word.low in ("late", "early", "earlier", "last", "later", "this"):
        return _behind_time(words, at)
    if word.low in ADVERB or (word.low.endswith("ly") and not word.is_capital):
        return at + 1
    if word.low in _WITHIN and not (word.low == "to" and _is_infinitive(words, at + 1)):
        return _behind_place(words, at)
    return at


def _is_infinitive(words: Sequence[Word], at: int) -> bool:
    """ "agreed to stop", not "said to reporters"."""
    if at >= len(words) or words[at].is_capital or words[at].is_mark:
        return False
    low = words[at].low
    return low.isalpha() and low not in DETERMINER | PRONOUN and not is_source_noun(low)


def _behind_time(words: Sequence[Word], at: int) -> int:
    end = at + 1
    while end < len(words) and (words[end].low in TIME or words[end].low in ("on", "in", "the")):
        end += 1
    while words[end - 1].low in ("on", "in", "the"):
        end -= 1
    if end > at + 1 or words[at].low in ("later", "earlier"):
        return end
    return at


def _behind_place(words: Sequence[Word], at: int) -> int:
    following = words[at + 1].low if at + 1 < len(words) else ""
    if following in ("least", "most", "all", "any", "no", "which"):
        return at
    place = 0
    for n in range(at + 1, min(at + _MOST_WORDS, len(words))):
        low = words[n].low
        if words[n].quotation is not None or low in (":", "."):
            return n if place or low != "." else place or at
        if low == "that" or (low == "," and n - at <= 9):
            return n
        if n > at + 1 and is_finite(words[n]):
            break
        if not place and n <= at + 6 and _is_saying_place(words, n, at):
            place = _behind_partner(words, n + 1)
    return place or at


def _is_saying_place(words: Sequence[Word], n: int, at: int) -> bool:
    low = words[n].low
    if low in MONTH and words[n].is_capital:
        return True
    if low.isdigit() and len(low) == 4 and words[at].low == "in" and n == at + 1:
        return True
    if low in ("press", "news", "opening", "closing") and n + 1 < len(words):
        return False
    return low in SAYING_PLACE


def _behind_partner(words: Sequence[Word], at: int) -> int:
    """ "interview with Reuters", "call with reporters", "meeting of ministers"."""
    while at < len(words) and words[at].low in ("morning", "afternoon", "evening", "night"):
        at += 1
    if at + 1 >= len(words) or words[at].low not in ("with", "to", "for", "of", "from", "by"):
        return at
    return _behind_name(words, at + 1)


def _behind_listener(words: Sequence[Word], at: int, *, needed: bool) -> int:
    """ "reporters", "the BBC", "Fox News", "a news conference", "him"."""
    for n in range(at, min(at + _MOST_WORDS, len(words))):
        word = words[n]
        if word.low in ("that", ",", ":", ".") or word.quotation is not None:
            return n
        if n > at and is_finite(word):
            break
    end = _behind_name(words, at)
    if needed or (end < len(words) and (words[end].low in DETERMINER | PRONOUN)):
        return end
    return at


def _behind_name(words: Sequence[Word], at: int) -> int:
    if at >= len(words):
        return at
    if words[at].low in PRONOUN or words[at].low in ("him", "her", "them", "us", "me"):
        return at + 1
    start = at
    if words[at].low in DETERMINER:
        at += 1
    elif not words[at].is_capital:
        return _behind_plain_noun(words, at)
    while at < len(words) and words[at].is_capital:
        at += 1
    if words[start].low in DETERMINER:
        while at < len(words) and not _opens_phrase(words[at]):
            at += 1
    return at


def _behind_plain_noun(words: Sequence[Word], at: int) -> int:
    at += 1
    while at < len(words) and not _opens_phrase(words[at]) and words[at].low not in SAYING_PLACE:
        at += 1
    if at < len(words) and words[at].low in ("television", "reporters", "journalists"):
        at += 1
    return at


def _opens_phrase(word: Word) -> bool:
    return (
        word.is_capital
        or word.is_mark
        or word.quotation is not None
        or word.low in DETERMINER
        or word.low in PRONOUN
        or word.low in PREPOSITION
        or word.low in TIME
        or is_finite(word)
    )
