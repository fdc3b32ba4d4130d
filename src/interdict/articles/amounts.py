"""Amounts: a number with its currency or percent sign, and two of them as a range.

"$1.5 billion", "€40m", "2 trillion won", "35 per cent", "3 percentage points", "five-fold",
"between 10,000 and 12,000", "$3-5 billion".
"""

from decimal import Decimal
from typing import NamedTuple

from interdict.articles.counted import day_scale
from interdict.articles.figure_tables import phrases, rows
from interdict.articles.number_tokens import Tokens
from interdict.articles.numerals import Numeral, numeral_at

_BEFORE = phrases((sign, code) for sign, code, side in rows("currencies") if side != "after")
_AFTER = phrases((sign, code) for sign, code, side in rows("currencies") if side != "before")
_LONGEST_SIGN = max(len(sign) for sign in (*_BEFORE, *_AFTER))
_LAST_SIGNS = frozenset(sign[-1] for sign in _BEFORE)
_FIRST_SIGNS = frozenset(sign[0] for sign in _AFTER)
_PERCENT = phrases(
    [
        ("percentage points", "percentage-points"),
        ("percentage point", "percentage-points"),
        ("per cent", "percent"),
        ("percent", "percent"),
        ("pct", "percent"),
        ("%", "percent"),
        ("basis points", "basis points"),
        ("bps", "basis points"),
        ("bp", "basis points"),
        ("percentage pts", "percentage-points"),
        ("- fold", "times"),
        ("fold", "times"),
    ]
)
_PERCENT_STARTS = frozenset(phrase[0] for phrase in _PERCENT)
_WORDY = {"won", "rand", "dong", "pounds", "dollar"}
"""Currency words that mean other things as well: they need a large number."""
_LINKS = frozenset({"-", "–", "—", "to", "or"})
_CHANGES = frozenset(
    """rose risen rising rise rises fell fallen falling fall falls cut cuts cutting increased
    increase increases increasing declined decline declines declining grew grown grow
    growing dropped drop drops dropping reduced reduce reduces reducing reduction raised
    raise raises raising lowered lower jumped jump jumps jumping slumped slump plunged
    plunge surged surge climbed climb expanded expand shrank shrunk shrink extended extend
    slashed slash went up down moved eased edged slipped slid soared swelled doubled tripled
    halved weakened
    strengthened weaken strengthen brought
    bring dwindled halve recovered rebounded changed shift shifted advanced
    boosted upgraded""".split()
)  # fmt: skip
"""Behind these, "from A to B" is a way gone and not a range."""


class Amount(NamedTuple):
    """A number or a range with what stands on it: currency, percent."""

    first: int
    last: int
    value: Decimal | None
    high: Decimal | None
    unit: str
    """A currency code, ``percent`` and its like, or empty: the noun behind it says."""
    number: Numeral
    is_range: bool = False

    @property
    def in_words(self) -> bool:
        """Is it written in words?"""
        return self.number.in_words


def amount_at(tokens: Tokens, at: int) -> Amount | None:
    """The amount or range that begins at a token, or None."""
    if tokens.word(at) == "between":
        return _between(tokens, at)
    if tokens.word(at) == "from":
        return _from_to(tokens, at)
    one = _single(tokens, at)
    if one is None:
        return None
    return _range(tokens, one) or one


def _single(tokens: Tokens, at: int) -> Amount | None:
    sign, code = _sign_at(tokens, at)
    number_found = numeral_at(tokens, at + sign)
    if number_found is None or (sign and number_found.in_words):
        return None
    number, unit, last = number_found, code, number_found.last
    value = number.value
    if not code:
        unit, length = _unit_behind(tokens, number)
        value = value and value * day_scale(tokens, last)
        last += length
    return Amount(at, last, value, None, unit, number)


def _sign_at(tokens: Tokens, at: int) -> tuple[int, str]:
    """How many tokens of currency sign stand there before a number, and which currency."""
    if tokens.is_digits(at):
        return 0, ""
    for length in range(_LONGEST_SIGN, 0, -1):
        if not tokens.is_digits(at + length) or tokens.word(at + length - 1) not in _LAST_SIGNS:
            continue
        code = _BEFORE.get(tuple(tokens.words[at : at + length]))
        if code is not None and (length == 1 or _is_grown(tokens, at)):
            return length, code
    return 0, ""


def _is_grown(tokens: Tokens, at: int) -> bool:
    """ "A$3", "US $3"; but "a $3 billion fund" and "gave us $3" have a word before the sign."""
    if len(tokens.word(at)) > 2 or tokens.word(at + 1) == ".":
        return True
    return tokens.touches(at + 1) or (tokens.raw[at].isupper() and len(tokens.word(at)) > 1)


def _unit_behind(tokens: Tokens, number: Numeral) -> tuple[str, int]:
    """Percent or currency behind a number, and how many tokens it takes."""
    last = number.last
    word = tokens.word(last)
    skip = 1 if word == "-" and tokens.touches(last) else 0
    if word in _PERCENT_STARTS:
        for phrase, unit in _PERCENT.items():
            if tokens.starts_with(last, phrase):
                return unit, len(phrase)
    if tokens.word(last + skip) not in _FIRST_SIGNS and not (
        number.value is None and tokens.starts_with(last, ("of",))
    ):
        return ("percent", 2) if skip and tokens.word(last + 1) == "percent" else ("", 0)
    if number.value is None and word == "of":
        skip = 1
    for length in range(_LONGEST_SIGN, 0, -1):
        words = tuple(tokens.words[last + skip : last + skip + length])
        if len(words) < length or (code := _AFTER.get(words)) is None:
            continue
        if words[0] in _WORDY and (number.value is not None and number.value < 1000):
            continue
        return code, skip + length
    return "", 0


def _between(tokens: Tokens, at: int) -> Amount | None:
    low = _single(tokens, _after_qualifier(tokens, at + 1))
    if low is None:
        return None
    link = low.last
    while link < low.last + 4 and tokens.word(link) not in ("and", "to", "-", "–", ""):
        link += 1
    if tokens.word(link) not in ("and", "to", "-", "–"):
        return None
    high = _single(tokens, link + 1)
    return None if high is None else _joined(at, low, high)


def _after_qualifier(tokens: Tokens, at: int) -> int:
    return at + 1 if tokens.word(at) in ("about", "around", "some", "roughly") else at


def _from_to(tokens: Tokens, at: int) -> Amount | None:
    """A range, unless something went from here to there: then each stands alone."""
    low = _single(tokens, at + 1)
    if low is None or tokens.word(low.last) not in ("to", "-", "–"):
        return None
    high = _single(tokens, low.last + 1)
    if high is None or any(word in _CHANGES for word in tokens.words[max(at - 12, 0) : at]):
        return None
    return _joined(at, low, high)


def _range(tokens: Tokens, low: Amount) -> Amount | None:
    link = tokens.word(low.last)
    if link not in _LINKS or low.value is None:
        return None
    signed = link in ("-", "–", "—")
    if signed and tokens.touches(low.last) != tokens.touches(low.last + 1):
        return None
    if not signed and tokens.word(low.first - 1) in _CHANGES:
        return None
    if link == "to" and tokens.word(low.first - 1) == "from":
        return None
    high = _single(tokens, low.last + 1)
    if high is None or high.value is None or (link == "or" and high.value > 2 * low.value):
        return None
    if link == "to" and low.unit and high.value > 5 * low.value and _is_way_gone(low, high):
        return None
    if signed and tokens.word(high.last) in ("-", "–") and tokens.is_digits(high.last + 1):
        return None
    return _joined(low.first, low, high)


def _is_way_gone(low: Amount, high: Amount) -> bool:
    """ "slid just under $3 to $41": by how much, and to where."""
    return low.first < low.number.first and high.number.scale == low.number.scale


def _joined(first: int, low: Amount, high: Amount) -> Amount | None:
    """The range of two amounts that share scale and unit, low before high."""
    if low.value is None or high.value is None:
        return None
    if low.unit and high.unit and low.unit != high.unit:
        return None
    if low.unit == "percent" and not high.unit:
        return None
    value, scale = low.value, high.number.scale
    base = high.number.base
    if (
        low.number.scale == 1
        and scale > 1
        and base is not None
        and value < min(base, Decimal(1000))
    ):
        value *= scale
    if value >= high.value:
        return None
    unit = high.unit or low.unit
    return Amount(first, high.last, value, high.value, unit, high.number, is_range=True)
