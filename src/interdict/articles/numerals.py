"""Reading one number: digits in any grouping, number words, and words that stay words.

"11,000", "1.5bn", "1,00,000", "twenty-five", "one hundred and twenty", "half a million", "two
dozen", "tens of thousands". Values are exact decimals; what has none ("thousands") has no value.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from interdict.articles.figure_tables import rows
from interdict.articles.number_tokens import Tokens

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+")
_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_LONGEST = 24
"""Digits and marks of the longest number that is one; longer ones are identifiers."""
_LARGEST = Decimal(10) ** 18
"""No scale beyond it: text of nothing but "million million" must not count for ever."""

_CLASS = {word: kind for word, _, kind in rows("number_words")}
_VALUE = {word: Decimal(value) for word, value, _ in rows("number_words") if value}
_HALVES = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_FRACTION_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_VAGUE_NEEDS_OF = frozenset({"tens", "scores"})
_ARTICLES = ("a", "an")
_LOOSE = frozenset({"several", "few", "many", "couple"})


class Numeral(NamedTuple):
    """A number as it stands, without qualifier, currency or counted noun."""

    first: int
    last: int
    """Tokens ``first`` up to, not including, ``last``."""
    value: Decimal | None
    """None for words that stay words."""
    base: Decimal | None
    """The number before "million" and its like: what a range shares them with."""
    scale: Decimal
    in_words: bool
    letter: bool = False
    """Scaled by a single letter behind the digits, which may mean metres as well: 40m."""


def digits_value(written: str) -> Decimal | None:
    """The value of digits with their grouping; None where they are no plain number.

    A comma before one or two digits is a decimal comma, several dots group by thousands.
    """
    if len(written) > _LONGEST or not written.isascii():
        return None
    if _GROUPED.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if _PLAIN.fullmatch(written):
        return Decimal(written)
    if _DOTTED.fullmatch(written):
        return Decimal(written.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(written):
        return Decimal(written.replace(",", "."))
    return None


def numeral_at(tokens: Tokens, at: int) -> Numeral | None:
    """The number that begins at a token, or None."""
    if tokens.is_digits(at):
        return _in_digits(tokens, at)
    word = tokens.word(at)
    kind = _CLASS.get(word)
    if kind in ("unit", "ten"):
        return _in_words(tokens, at)
    if kind == "vague":
        return _vague(tokens, at)
    if word in _ARTICLES or word == "half" or (word in _LOOSE and tokens.word(at + 1) in _VALUE):
        return _of_article(tokens, at)
    return None


def _in_digits(tokens: Tokens, at: int) -> Numeral | None:
    value, last = digits_value(tokens.word(at)), at + 1
    if value is None:
        return None
    while _is_blank_group(tokens, at, last):
        value, last = value * 1000 + Decimal(tokens.word(last)), last + 1
    if tokens.touches(last) and (more := _FRACTION_SIGNS.get(tokens.word(last))) is not None:
        value, last = value + more, last + 1
    return _scaled(tokens, Numeral(at, last, value, value, Decimal(1), in_words=False))


def _is_blank_group(tokens: Tokens, first: int, at: int) -> bool:
    """Groups of three digits with a hard blank between, or any blank from the second million on."""
    if not (tokens.is_digits(at) and len(tokens.word(at)) == 3 and tokens.word(at).isdecimal()):
        return False
    if len(tokens.word(first)) > 3 or not tokens.word(first).isdecimal():
        return False
    if tokens.starts[at] != tokens.ends[at - 1] + 1:
        return False
    return tokens.gap(at) in "\u00a0\u202f\u2009" or (
        tokens.gap(at) == " " and (at > first + 1 or _has_third_group(tokens, at))
    )


def _has_third_group(tokens: Tokens, at: int) -> bool:
    return tokens.is_digits(at + 1) and len(tokens.word(at + 1)) == 3 and tokens.gap(at + 1) == " "


def _scaled(tokens: Tokens, number: Numeral) -> Numeral:
    """The number with the scale words and letters behind it."""
    last, scale, letter = number.last, Decimal(1), False
    if tokens.word(last) == "-" and _CLASS.get(tokens.word(last + 1)) == "scale":
        last += 1
    while (kind := _CLASS.get(tokens.word(last))) in ("scale", "suffix", "letter"):
        touching = tokens.touches(last)
        word = tokens.word(last)
        if kind == "letter":
            if not touching or tokens.word(last - 1) in _CLASS:
                break
            letter = True
        if kind == "suffix" and number.in_words:
            break
        if word == "k" and not touching:
            break
        scale, last = scale * _VALUE[word], last + 1
        if letter or scale > _LARGEST:
            break
    if last == number.last or scale == 1:
        return number
    return number._replace(
        last=last,
        value=None if number.value is None else number.value * scale,
        scale=scale,
        letter=letter,
    )


def _in_words(tokens: Tokens, at: int) -> Numeral | None:
    """Number words from left to right: "one hundred and twenty-five thousand"."""
    total, current, scale, base = Decimal(0), Decimal(1), Decimal(1), None
    here, kind = at + 1, "unit"
    if tokens.word(at) not in _ARTICLES:
        current, kind = _VALUE[tokens.word(at)], _CLASS[tokens.word(at)]
    here, kind = _linked(tokens, here, kind)
    while scale < _LARGEST:
        word, following = tokens.word(here), _CLASS.get(tokens.word(here), "")
        if not _may_follow(kind, following, word):
            break
        if following == "scale":
            base, scale = base or current, scale * _VALUE[word]
        if following != "scale":
            current += _VALUE[word]
        elif _VALUE[word] <= 100:
            current *= _VALUE[word]
        else:
            total, current = total + (current or 1) * _VALUE[word], Decimal(0)
        here, kind = _linked(tokens, here + 1, following)
    value = total + current
    whole = Numeral(at, here, value, base or value, scale, in_words=True)
    return _and_a_half(tokens, whole)


def _may_follow(kind: str, following: str, word: str) -> bool:
    if following == "unit":
        return kind in ("scale", "and") or (kind == "ten" and _VALUE[word] < 10)
    if following == "ten":
        return kind in ("scale", "and")
    return following == "scale" and kind != "and"


def _linked(tokens: Tokens, here: int, kind: str) -> tuple[int, str]:
    """Steps over the hyphen of "twenty-five" and the "and" of "hundred and five"."""
    after = _CLASS.get(tokens.word(here + 1))
    if tokens.word(here) == "-" and kind == "ten" and after == "unit":
        return here + 1, kind
    if tokens.word(here) == "-" and after == "scale":
        return here + 1, kind
    if tokens.word(here) == "and" and kind == "scale" and after in ("unit", "ten"):
        follows = _CLASS.get(tokens.word(here + 2))
        if tokens.word(here - 1) != "dozen" and follows != "scale":
            return here + 1, "and"
    return here, kind


def _and_a_half(tokens: Tokens, number: Numeral) -> Numeral:
    """ "two and a half million"."""
    if not tokens.starts_with(number.last, ("and", "a", "half")) or number.value is None:
        return number
    value = number.value + Decimal("0.5")
    half = number._replace(last=number.last + 3, value=value, base=value, scale=Decimal(1))
    return _scaled(tokens, half)


def _vague(tokens: Tokens, at: int) -> Numeral | None:
    """ "thousands", "tens of thousands", "hundreds of thousands"."""
    last = at + 1
    while tokens.word(last) == "of" and _CLASS.get(tokens.word(last + 1)) in ("vague", "scale"):
        last += 2
    if tokens.word(at) in _VAGUE_NEEDS_OF and last == at + 1 and tokens.word(last) != "of":
        return None
    return Numeral(at, last, None, None, Decimal(1), in_words=True)


def _of_article(tokens: Tokens, at: int) -> Numeral | None:
    """ "a dozen", "half a million", "a few hundred"."""
    word, following = tokens.word(at), tokens.word(at + 1)
    if word == "half" and following in _ARTICLES and tokens.word(at + 2) in _VALUE:
        return _counted_scale(tokens, at, at + 2, Decimal("0.5"))
    if word in _ARTICLES and following == "half" and tokens.word(at + 2) in _VALUE:
        return _counted_scale(tokens, at, at + 2, Decimal("0.5"))
    if word in _ARTICLES and following == "handful":
        return Numeral(at, at + 2, None, None, Decimal(1), in_words=True)
    loose = at + 1 if word in _ARTICLES and following in _LOOSE else at
    if tokens.word(loose) in _LOOSE:
        last = loose + 1
        if tokens.word(last) == "of":
            last += 1
        if _CLASS.get(tokens.word(last)) not in ("scale", "vague"):
            return None
        while _CLASS.get(tokens.word(last)) in ("scale", "vague"):
            last += 1
        return Numeral(at, last, None, None, Decimal(1), in_words=True)
    if word in _ARTICLES and _CLASS.get(following) == "scale":
        return _in_words(tokens, at)
    return None


def _counted_scale(tokens: Tokens, at: int, scale_at: int, base: Decimal) -> Numeral | None:
    """A scale word behind "a" or "half a"."""
    if _CLASS.get(tokens.word(scale_at)) != "scale":
        return None
    return _scaled(tokens, Numeral(at, scale_at, base, base, Decimal(1), in_words=True))
