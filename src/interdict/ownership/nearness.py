"""How close an entity stands to the line of a rule, and for how much of it owners are stated."""

from fractions import Fraction

from interdict.ownership.closure import Line
from interdict.ownership.share import ALL, Share, percent


def distance(held: Share, line: Line) -> str:
    """``49.99 % held by blocked owners; 0.01 % from the line (50 % or more)``; ``held`` is what
    blocked owners hold, at least and at most."""
    if held.is_exact:
        return f"{held} held by blocked owners; {_apart(held.low, line, 0)} ({line})"
    least = _apart(held.low, line, held.low_open)
    most = _apart(held.high, line, -held.high_open)
    return f"{held} held by blocked owners; at the least {least}, at the most {most} ({line})"


def _apart(share: Fraction, line: Line, beyond: int) -> str:
    """How far a share is from a line; ``beyond`` is 1 or -1 where it is just above or below."""
    if share == line.percent and beyond:
        return f"just {'over' if beyond > 0 else 'short of'} the line"
    if share == line.percent:
        return f"exactly on the line, which {'must be passed' if line.strict else 'counts'}"
    if share > line.percent:
        return f"{percent(share - line.percent)} % over the line"
    return f"{percent(line.percent - share)} % from the line"


def coverage(stated: Fraction) -> str:
    """For how much of the shares an owner is stated; ``stated`` in percent, over 100 where the
    statements contradict each other."""
    if stated > ALL:
        return excess(stated, "shares")
    if stated == ALL:
        return "owners are stated for all of the shares"
    if not stated:
        return "no owner of a share is stated; who holds the shares is not known"
    return (
        f"owners are stated for {percent(stated)} % of the shares; who holds the rest is not known"
    )


def excess(stated: Fraction, what: str) -> str:
    """What to say of statements that add up to more than there is."""
    return (
        f"the statements add up to {percent(stated)} % of the {what}: at least one of them is "
        "wrong or out of date"
    )
