"""FollowTheMoney percentages: free text, of which only what is clear is read."""

import re
from fractions import Fraction

from interdict.errors import UsageError
from interdict.ownership.share import ALL, NONE, UNKNOWN, Share, band, exact, parse

_NUMBER = r"(\d{1,3}(?:\.\d{1,60})?)\s*(?:%|percent|per cent)?"
_UNSAID = frozenset(("unknown", "n/a", "na", "none", "not known", "not stated", "-", "?"))

_RANGE = re.compile(rf"(?:between\s+)?{_NUMBER}\s*(?:to|and|-|–)\s*{_NUMBER}", re.ASCII)
_ABOVE = re.compile(rf"(?:>|over|above|more than)\s*{_NUMBER}", re.ASCII)
_AT_LEAST = re.compile(
    rf"(?:>=|≥|at least|from)\s*{_NUMBER}|{_NUMBER}\s*(?:\+|or more|and more)", re.ASCII
)
_BELOW = re.compile(rf"(?:<|under|below|less than)\s*{_NUMBER}", re.ASCII)
_AT_MOST = re.compile(rf"(?:<=|≤|up to|at most)\s*{_NUMBER}", re.ASCII)


def share_of(text: str) -> Share | None:
    """The share that a text states: ``51``, ``51 %``, ``25-50``, ``> 50``, ``at least 25 percent``.

    ``UNKNOWN`` where it says that nobody knows; None where it cannot be read. A range is above
    its lower end and up to its upper one, as everywhere here (``share.parse``).
    """
    typed = " ".join(text.split()).lower()
    if typed in _UNSAID:
        return UNKNOWN
    try:
        return _bounded(typed) or parse(re.sub(r"\s*(?:percent|per cent)$", "%", typed))
    except UsageError:
        return None


def _bounded(typed: str) -> Share | None:
    if found := _RANGE.fullmatch(typed):
        return parse(f"{found[1]}-{found[2]}")
    if found := _ABOVE.fullmatch(typed):
        return band(_number(found[1]), ALL, low_open=True)
    if found := _AT_LEAST.fullmatch(typed):
        return band(_number(found[1] or found[2]), ALL)
    if found := _BELOW.fullmatch(typed):
        return band(NONE, _number(found[1]), high_open=True)
    if found := _AT_MOST.fullmatch(typed):
        return band(NONE, _number(found[1]))
    return None


def _number(text: str) -> Fraction:
    return exact(Fraction(text)).low
