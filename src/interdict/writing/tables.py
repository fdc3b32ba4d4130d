"""Reading the tab-separated tables of ``interdict/text_tables``.

A line that starts with ``#`` is a comment; every other line has the columns the comment names.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """All rows of ``text_tables/<name>.tsv`` in file order."""
    text = files("interdict").joinpath("text_tables", f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)


def pairs(name: str) -> dict[str, str]:
    """Native -> Latin of a table that has just these two columns."""
    return {row[0]: row[1] for row in rows(name)}


def segmented(word: str, lexicon: Mapping[str, str], longest: int) -> list[tuple[str, str]]:
    """``word`` cut into known words and what lies between, greedily from the left.

    Each piece is (native, Latin); Latin is empty for an unknown piece. ``longest`` is the
    length in characters of the longest key of ``lexicon``.
    """
    pieces: list[tuple[str, str]] = []
    unknown = at = 0
    while at < len(word):
        for end in range(min(len(word), at + longest), at + 1, -1):
            if (latin := lexicon.get(word[at:end])) is not None:
                if unknown < at:
                    pieces.append((word[unknown:at], ""))
                pieces.append((word[at:end], latin))
                unknown = at = end
                break
        else:
            at += 1
    if unknown < len(word):
        pieces.append((word[unknown:], ""))
    return pieces
