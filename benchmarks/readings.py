"""How near the readings of a native name come to its Latin spellings, word by word."""

import re
from collections.abc import Callable, Sequence

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from interdict import text

NEAR = 0.88
"""Jaro-Winkler similarity from which two words count as the same."""
Reader = Callable[[str], tuple[str, ...]]


def plain_anyascii(native: str) -> tuple[str, ...]:
    """The peer: anyascii, its capitals taken as word starts in ``XiJinPing``, ``GimJeongEun``."""
    ascii_text = anyascii(native)
    if text.script(native) in ("Hani", "Hang"):
        ascii_text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", ascii_text)
    return (text.fold(ascii_text),)


def part_found(readings: tuple[str, ...], latin: str) -> bool:
    """Whether some reading of a name part, spaces aside, is near the Latin part."""
    wanted = text.fold(latin).replace(" ", "")
    return any(
        JaroWinkler.similarity(reading.replace(" ", ""), wanted) >= NEAR for reading in readings
    )


def words_found(reading: str, latin: str) -> tuple[int, int]:
    """How many words of ``reading`` have a partner of their own in ``latin``, of how many."""
    left, right = reading.split(), text.fold(latin).split()
    free = [True] * len(right)
    found = at = 0
    while at < len(left):
        for size in (3, 2, 1):
            if at + size <= len(left) and _take("".join(left[at : at + size]), right, free):
                found += size
                at += size
                break
        else:
            at += 1
    return found, len(left)


def _take(word: str, right: list[str], free: list[bool]) -> bool:
    best, span = 0.0, (0, 0)
    for start in range(len(right)):
        for end in range(start + 1, min(start + 3, len(right)) + 1):
            if all(free[start:end]):
                score = JaroWinkler.similarity(word, "".join(right[start:end]))
                if score > best:
                    best, span = score, (start, end)
    if best < NEAR:
        return False
    free[slice(*span)] = [False] * (span[1] - span[0])
    return True


def words_of(reader: Reader, native: str, latin: Sequence[str]) -> tuple[int, int]:
    """The best (words found, words) over all readings of a name and all Latin spellings."""
    tries = [words_found(reading, name) for reading in reader(native) for name in latin]
    return max(tries, key=lambda t: (t[0] / max(t[1], 1), t[1]))
