"""Reading the word tables of figures in ``articles/tables``.

A line that starts with ``#`` is a comment; every other line has the columns the comment names.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TypeVar

Meaning = TypeVar("Meaning")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """All rows of ``articles/tables/<name>.tsv`` in file order."""
    text = files("interdict.articles").joinpath("tables", f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)


def phrases(pairs: Iterable[tuple[str, Meaning]]) -> dict[tuple[str, ...], Meaning]:
    """Phrases, cut at blanks, and what they mean."""
    return {tuple(phrase.split()): meaning for phrase, meaning in pairs}
