"""Lines cut within a sentence, in text too short to show a width: "OFAC issued General / License".

What stands on both sides of the break tells: a small letter behind it, a word before it that
never ends a sentence ("and", "the", "Mr", a given name), or behind it a rest that is no sentence.
"""

import re

from interdict.articles.article import Line, Span
from interdict.articles.grammar import DETERMINER, FINITE, HAVE, MODAL, MONTH
from interdict.articles.named_parties import given_names

_SHORTEST = 8
"""Characters of a line that can be cut within a sentence; shorter ones are labels and lists."""

_TAIL = 12
"""Characters at the end of a line that show whether a sentence ended there."""

_LOOK = 200
"""Characters of a line that are looked at."""

_LONGEST_REST = 6
"""Words without a verb that can be the rest of the sentence above them."""

_CLOSED = re.compile(r"""[.!?:;…。！？؟।]["'”’»›)\]]*(?:\[\d{1,3}\])*$""")
_STOPPED = re.compile(r"""[.!?…]["'”’»)\]]*$""")
_WORD = re.compile(r"[^\W_](?:[\w.’'-]{0,40}\w)?")
_PAST = re.compile(r"[a-z]{2,}(?:ed|ts|ks|ns|ys|es)$")
_BULLET = re.compile(r"(?:[-*•·‣▪–—►>+|#]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")
_YEAR = re.compile(r"(?:19|20)\d\d\b")

_NEVER_LAST = (
    DETERMINER
    | HAVE
    | MODAL
    | frozenset(
        "of at by for from with into to and or nor but that than as between among against "
        "toward towards upon per via despite amid including because while although though whose "
        "which who whom if is are was were be been being mr mrs ms dr gen lt col sen rep".split()
    )
) - frozenset(
    "all both each few no this these those other another one two three four five six seven "
    "eight nine ten do does did most some many several".split()
)
"""Words after which a sentence goes on."""

_BEFORE_NUMBER = frozenset(
    "about least most nearly almost around roughly approximately over some than only up".split()
)

_OPENS_NAME = frozenset(
    "General President Minister Secretary Prime Foreign Deputy Vice United North South New Supreme "
    "Central National People's State Saint San Executive Resolution Title Section Article Mr Mrs "
    "Ms Dr Gen Lt Col Sen Rep Under Assistant European Middle Saudi Hong Abu Al Bin Van".split()
)
"""Capitals that are seldom the end of a name."""


def is_cut(text: str, last: Line, line: Line) -> bool:
    """Does ``line`` go on with the sentence of ``last``, which it touches?"""
    before = Span(max(last.span.start, last.span.end - _LOOK), last.span.end)
    behind = Span(line.span.start, min(line.span.end, line.span.start + _LOOK))
    if len(before) < _SHORTEST or ends_closed(text, before) or not _is_sentence(text, last.span):
        return False
    word = _last_word(text, before)
    if word.lower() in _NEVER_LAST or (word.islower() and text[behind.start].islower()):
        return True
    opener = text[behind.start]
    if opener.isdigit() and word.lower() in _BEFORE_NUMBER:
        return True
    if text[before.end - 1] == ",":
        return opener.islower() or _is_rest(text, behind)
    named = word in _OPENS_NAME or (word.istitle() and word.lower() in given_names())
    if named and (opener.isupper() or opener.isdigit()):
        return True
    if word.lower() in MONTH and _YEAR.match(text, behind.start):
        return len(behind) > 4
    return word.istitle() and _is_rest(text, behind)


def ends_closed(text: str, span: Span) -> bool:
    """Does it end with the end of a sentence, a colon or a semicolon?"""
    return bool(_CLOSED.search(text, max(span.start, span.end - _TAIL), span.end))


def _is_sentence(text: str, span: Span) -> bool:
    """Does the line hold running words, and no label, item, or headline in capitals?"""
    words = _WORD.findall(text, span.start, min(span.end, span.start + _LOOK))
    if _BULLET.match(text, span.start, span.end) or len(words) < 2:
        return False
    if text[span.end - 1] == ",":
        return True
    return len(words) > 2 and any(w.islower() for w in words)


def _last_word(text: str, span: Span) -> str:
    words = _WORD.findall(text, span.start, span.end)
    return words[-1].rstrip(".") if words and text[span.end - 1] not in ')]"”’»' else ""


def _is_rest(text: str, span: Span) -> bool:
    """A few words without a verb up to a full stop: no sentence, so the rest of one."""
    words = _WORD.findall(text, span.start, span.end)
    if not 1 <= len(words) <= _LONGEST_REST or not _STOPPED.search(text, span.start, span.end):
        return False
    return not any(w.lower() in FINITE or _PAST.match(w) for w in words)
