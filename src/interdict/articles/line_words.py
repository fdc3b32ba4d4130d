"""The short word lists by which lines are told apart, read from tables a person can correct."""

from functools import cache, lru_cache
from importlib import resources


@cache
def word_set(name: str) -> frozenset[str]:
    """One set of ``tables/line_words.tsv`` or ``tables/plain_words.tsv``, by its name."""
    return _sets()[name]


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    folder = resources.files("interdict.articles") / "tables"
    found: dict[str, frozenset[str]] = {}
    for table in ("line_words.tsv", "plain_words.tsv"):
        for line in (folder / table).read_text("utf-8").splitlines()[1:]:
            name, words = line.split("\t")
            found[name] = frozenset(words.split())
    return found
