"""Names that official lists print in two scripts: the better measure of transliteration.

The EU, OFSI, the UN, Australia and OFAC's Enhanced XML give parties a name in their own
script beside Latin spellings. Which spelling belongs to which native name is not said, so a
party is one entry with all of both.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from benchmarks.inputs import newest_un
from benchmarks.official_lists import Listed, australian, british_financial, european
from interdict import text


class TwoScripts(NamedTuple):
    """A party as one list prints it."""

    source: str
    id: str
    kind: str
    latin: tuple[str, ...]
    native: tuple[str, ...]
    """In any other script; often none."""


def parties(data: Path) -> Iterator[TwoScripts]:
    """All parties of those lists that have a Latin name."""
    lists = data / "lists"
    for source, listed in {
        "EU": european(lists),
        "OFSI": british_financial(lists),
        "Australia": australian(lists),
        "UN": _united_nations(lists),
        "OFAC": _american(lists),
    }.items():
        for number, party in enumerate(listed):
            yield from _split(source, f"{source}-{number}".lower(), party)


def _split(source: str, native_id: str, party: Listed) -> Iterable[TwoScripts]:
    names = [name.strip() for name in party.names if name.strip()]
    latin = tuple(name for name in names if text.script(name) == "Latn")
    native = tuple(name for name in names if text.script(name) not in ("Latn", "Zyyy"))
    if latin:
        yield TwoScripts(source, native_id, party.kind, latin, native)


def _united_nations(lists: Path) -> Iterator[Listed]:
    """Individuals of the newest list, with the original script beside name and aliases."""
    for person in etree.parse(newest_un(lists / "un")).iter("INDIVIDUAL"):
        tags = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
        names = [" ".join(person.findtext(tag) or "" for tag in tags)]
        names += [alias.text or "" for alias in person.iter("ALIAS_NAME")]
        native = re.split(r"[;()،]", person.findtext("NAME_ORIGINAL_SCRIPT") or "")
        yield Listed("", "individual", (*names, *native))


def _american(lists: Path) -> Iterator[Listed]:
    """Names of the newest Enhanced XML with their translations, nearly all of firms."""
    path = max(lists.glob("ofac/nonsdn-enhanced-xml-*/*.XML"))
    for name in etree.parse(path).iter("{*}name"):
        forms = tuple(form.text or "" for form in name.iter("{*}formattedFullName"))
        yield Listed("", "entity", forms)
