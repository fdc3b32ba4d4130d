"""Verbs that report what somebody says, and how each of them takes its content."""

from functools import cache
from importlib import resources
from typing import NamedTuple, cast

from interdict.articles.statements import Stance

_FILE = resources.files("interdict.articles") / "tables" / "reporting_verbs.tsv"
_SHAPES = ("present", "third", "past", "ing", "participle")


class Verb(NamedTuple):
    """One form of a reporting verb."""

    base: str
    shape: str
    """``present``, ``third``, ``past`` (which is the participle too), ``ing``, ``participle``."""
    takes: str
    """Letters, explained at the head of the table."""
    stance: Stance


@cache
def reporting_verbs() -> dict[str, Verb]:
    """Every form of one word, lower case."""
    return {form: verb for form, verb in _forms() if " " not in form}


@cache
def verbs_of_two_words() -> dict[tuple[str, str], Verb]:
    """ "pointed out" and its kin."""
    pairs = {}
    for form, verb in _forms():
        first, _, second = form.partition(" ")
        if second:
            pairs[first, second] = verb
    return pairs


def _forms() -> list[tuple[str, Verb]]:
    found = []
    for line in _FILE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            *forms, takes, stance = line.split("\t")
            for shape, form in zip(_SHAPES, forms, strict=False):
                found.append((form, Verb(forms[0], shape, takes, cast(Stance, stance))))
    return found
