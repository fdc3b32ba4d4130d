"""Slips of the pen in one long word."""

SHORTEST = 6
"""Letters; in a shorter word a slip gives another word."""


def is_slip(written: str, meant: str) -> bool:
    """Is a long word another one with one letter more, less, other, or two changed about?"""
    if min(len(written), len(meant)) < SHORTEST or written == meant:
        return False
    start = 0
    while start < min(len(written), len(meant)) and written[start] == meant[start]:
        start += 1
    one, other = written[start:], meant[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and one[2:] == other[2:])
    )
