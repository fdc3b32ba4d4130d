"""How close an entity stands to the line of a rule, and for how much of it owners are stated."""

from fractions import Fraction

from interdict.ownership.share import ALL, percent


def distance(low: Fraction, high: Fraction, line: Fraction, line_counts: bool) -> str:
    """``49.99 % held by blocked owners; 0.01 % from the line of 50 %``.

    ``low`` and ``high`` are what blocked owners hold at least and at most, in percent;
    ``line_counts``: exactly the line blocks.
    """
    if low == high:
        return f"{percent(low)} % held by blocked owners; {_apart(low, line, line_counts)}"
    return (
        f"{percent(low)} to {percent(high)} % held by blocked owners; "
        f"at the least {_apart(low, line, line_counts)}, "
        f"at the most {_apart(high, line, line_counts)}"
    )


def _apart(share: Fraction, line: Fraction, line_counts: bool) -> str:
    named = f"the line of {percent(line)} %"
    if share == line:
        return f"exactly on {named}, {'which counts' if line_counts else 'which must be passed'}"
    if share > line:
        return f"{percent(share - line)} % over {named}"
    return f"{percent(line - share)} % from {named}"


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
