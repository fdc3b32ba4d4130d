"""Nouns that stand for somebody who can speak."""

from functools import cache
from importlib import resources

_FILE = resources.files("interdict.articles") / "tables" / "source_nouns.tsv"


@cache
def source_nouns() -> dict[str, str]:
    """Noun, singular or plural, and its kind: person, people, body, media, document."""
    kinds = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, nouns = line.split("\t")
            kinds.update(dict.fromkeys(nouns.split(), kind))
    return kinds


def is_source_noun(low: str) -> bool:
    """Can it speak: "officials", "the ministry", "a report"?"""
    bare = low.removesuffix("'s").removesuffix("'")
    return bare in source_nouns() or is_described_source(bare)


def is_described_source(low: str) -> bool:
    """A plural that needs no article: "officials", "analysts"."""
    if source_nouns().get(low) == "people":
        return True
    return low.endswith("s") and source_nouns().get(low[:-1]) in ("person", "body")


def is_title(low: str) -> bool:
    """May it stand before a name or as an office: "minister", "president"?"""
    return source_nouns().get(low) == "person"


def noun_kind(low: str) -> str:
    """``person``, ``people``, ``body``, ``media``, ``document``, or empty."""
    return source_nouns().get(low, "")
