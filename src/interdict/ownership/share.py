"""How much of something is held: an exact percentage, or a band between two ends.

Percentages are exact fractions; a float is for display only (DESIGN, invariant 10). A band says
what its source says: "25-50" is above 25 and up to 50, and each end counts or does not count
by itself. What a source does not say, or says in a way that cannot be read, is the band that
admits everything: unknown is not zero.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import msgspec

from interdict.errors import UsageError

ALL = Fraction(100)
NONE = Fraction(0)
_SHOWN = 60
"""Characters of an unreadable text that a message repeats."""

_NUMBER = r"\d{1,3}(?:\.\d{1,60})?"
_BLANK = r"[\s\u00a0\u202f]*"
"""Also the blanks that do not break, which word processors set before a percent sign."""
_EXACT = re.compile(rf"({_NUMBER}){_BLANK}%?", re.ASCII)
_BAND = re.compile(rf"({_NUMBER}){_BLANK}%?{_BLANK}[-–]{_BLANK}({_NUMBER}){_BLANK}%?", re.ASCII)


class Share(msgspec.Struct, frozen=True):
    """A share in percent (0 to 100); ``low`` equals ``high`` where it is exact."""

    low: Fraction
    high: Fraction
    low_open: bool = False
    """True where the share is above ``low`` and never equal to it."""
    high_open: bool = False
    """True where the share is below ``high`` and never equal to it."""

    @property
    def is_exact(self) -> bool:
        """Is it one number?"""
        return self.low == self.high

    def __str__(self) -> str:
        """``49.99 %``, ``above 25 to 50 %``, ``50 to below 75 %``, ``of unknown size``."""
        if self == UNKNOWN:
            return "an unknown share"
        if self.is_exact:
            return f"{percent(self.low)} %"
        low = f"above {percent(self.low)}" if self.low_open else percent(self.low)
        high = f"below {percent(self.high)}" if self.high_open else percent(self.high)
        return f"{low} to {high} %"


UNKNOWN = Share(NONE, ALL, low_open=True)
"""Something is held, and nobody says how much."""

MAYBE_NOTHING = Share(NONE, ALL)
"""A statement that cannot be read at all: it may state a share of any size, or none."""


def exact(value: Fraction | Decimal | int) -> Share:
    """An exact share in percent; ``UsageError`` outside 0 to 100."""
    number = Fraction(value)
    if not NONE <= number <= ALL:
        raise UsageError(f"{percent(number)} % is no share: give a number from 0 to 100")
    return Share(number, number)


def band(
    low: Fraction | Decimal | int,
    high: Fraction | Decimal | int,
    low_open: bool = False,
    high_open: bool = False,
) -> Share:
    """A band in percent; ``UsageError`` where it is empty or leaves 0 to 100."""
    bottom, top = Fraction(low), Fraction(high)
    if not NONE <= bottom <= top <= ALL:
        raise UsageError(
            f"{percent(bottom)} to {percent(top)} % is no band: give two numbers from 0 to 100, "
            "the smaller first"
        )
    if bottom == top and (low_open or high_open):
        raise UsageError(f"no share is above {percent(bottom)} and up to {percent(top)} %")
    return Share(bottom, top, low_open, high_open)


def parse(text: str) -> Share:
    """A share from its text: ``49.99``, ``50 %``, or a band ``25-50`` (above 25, up to 50).

    Empty text is ``UNKNOWN``. Raises ``UsageError`` for everything else, also for a decimal
    comma: ``50,1`` may be one number or two.
    """
    typed = text.strip()
    if not typed:
        return UNKNOWN
    found = _EXACT.fullmatch(typed)
    if found:
        return exact(Fraction(found[1]))
    found = _BAND.fullmatch(typed)
    if found:
        low, high = Fraction(found[1]), Fraction(found[2])
        return band(low, high, low_open=low < high)
    hint = "write a decimal point" if "," in typed else "write a number or a band such as 25-50"
    typed = typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]} ..."
    raise UsageError(f"{typed!r} is no percentage from 0 to 100: {hint}")


def either(shares: Iterable[Share]) -> Share:
    """The narrowest band with room for each of several shares, of which there is at least one."""
    several = tuple(shares)
    low, low_open = min((each.low, each.low_open) for each in several)
    high, high_closed = max((each.high, not each.high_open) for each in several)
    return Share(low, high, low_open, not high_closed)


def percent(value: Fraction) -> str:
    """An exact fraction as a decimal number: ``49.99``; ``100/3`` where no decimal is exact."""
    rest = value.denominator
    places = 0
    for prime in (2, 5):
        powers = 0
        while rest % prime == 0:
            rest //= prime
            powers += 1
        places = max(places, powers)
    if rest != 1:
        return str(value)
    whole = abs(value.numerator) * 10**places // value.denominator
    digits = str(whole).rjust(places + 1, "0")
    shown = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{shown}" if value < 0 else shown
