"""Names as the UN list prints them, taken apart.

One alias field may hold several spellings: ``A; B``, ``A b) B``, ``Latin (عربي)``,
``عربي (Latin; Latin)``, ``Latin (original script: Кириллица)``, and a remark such as
``, born in 1963`` or ``(previously listed as)``. Each spelling becomes a name of its own, in
one script; the remark is kept apart.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from interdict import text
from interdict.party import Name, NameKind

QUALITIES: dict[str, NameKind] = {
    "good": "strong-alias",
    "low": "weak-alias",
    "a.k.a.": "strong-alias",
    "aka": "strong-alias",
    "f.k.a.": "former",
    "fka": "former",
}
"""``QUALITY`` of an alias, lower case: persons are graded, entities say also or formerly."""

_SEVERAL = re.compile(r"\s*;\s*|(?:^|\s)\(?[a-h]\)\s+")
_REMARK = re.compile(
    r"\s*(?:[(,]\s*(?:previously|formerly) listed as\)?|[,(]?\s*\bborn (?:on|in|circa|\d).*)$",
    re.I | re.S,
)
_SCRIPT_LABEL = re.compile(r"(?:in\s+)?(?:original script|arabic script|arabic)\s*:?\s*", re.I)
_LABELLED = re.compile(r"(?:original script|in arabic(?: script)?)\s*:\s*([^;.,()]+)", re.I)
_EDGES = " \t\n,;:.-–—/"


class Spellings(NamedTuple):
    """What one name field holds."""

    names: tuple[str, ...]
    remark: str
    """The part of the text that is no name; empty where all of it is."""


def spellings(printed: str) -> Spellings:
    """The spellings of one field, in printed order, without repeats."""
    whole = " ".join(printed.split())
    found = _REMARK.search(whole)
    remark = whole[found.start() :].strip(_EDGES + "()") if found else ""
    bare = whole[: found.start()] if found else whole
    pieces = _pieces(bare) if _is_mixed(bare) else _top_level(bare)
    names = (_tidy(piece) for piece in pieces)
    return Spellings(tuple(dict.fromkeys(n for n in names if text.has_letters(n))), remark)


def noted_spellings(note: str) -> tuple[str, ...]:
    """Names that stand in a note beside an alias.

    A spelling after its label (``In Arabic: سيف العدل``), or a list of spellings, alone or in
    brackets (``Abu Du’a; Abu Duaa’``). Text with numbers or labels is no such list.
    """
    found = [_tidy(spelling) for spelling in _LABELLED.findall(note)]
    labelled = [each for each in found if not _is_latin(next(filter(str.isalpha, each), "a"))]
    for group in re.findall(r"\(([^()]*)\)", note) or [note]:
        if ";" in group and not re.search(r"[\d:]|\w\.\s", group):
            labelled += [_tidy(piece) for piece in group.split(";")]
    return tuple(each for each in dict.fromkeys(labelled) if text.has_letters(each))


def name(full: str, kind: NameKind, field: str) -> Name:
    """A name with the script that its letters show."""
    return Name(full=full, kind=kind, script=text.script(full), field=field)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER"))


def _is_mixed(printed: str) -> bool:
    return len({_is_latin(c) for c in printed if c.isalpha()}) > 1


def _top_level(printed: str) -> list[str]:
    """Split at semicolons and enumerators, but not inside parentheses."""
    if printed.count("(") and ";" in "".join(re.findall(r"\([^()]*\)", printed)):
        return [printed]
    return _SEVERAL.split(printed)


def _pieces(printed: str) -> Iterator[str]:
    """Split at parentheses and wherever Latin letters meet another script."""
    for part in re.split(r"[();]|(?:^|\s)[a-h]\)\s", _SCRIPT_LABEL.sub("", printed)):
        start, script = 0, None
        for at, letter in enumerate(part):
            if not letter.isalpha():
                continue
            if script is not None and _is_latin(letter) != script:
                yield part[start:at]
                start = at
            script = _is_latin(letter)
        yield part[start:]


def _tidy(piece: str) -> str:
    """Without punctuation at the ends, save the full stop and bracket that belong to a name."""
    trimmed = piece.strip(_EDGES.replace(".", "")).strip()
    if trimmed.count(")") > trimmed.count("("):
        trimmed = trimmed.rstrip(")").strip()
    return trimmed
