"""Names as the Canadian list prints them, taken apart.

One field may hold the English and the French name (``Iranian Navy/Force navale iranienne``),
an entity's other names in brackets (``Agregat PJSC (also known as ...)``), or many aliases set
apart by semicolons, commas, slashes, "or", language labels (``Belarusian: ... Russian: ...``)
or nothing but the change from Latin to Arabic letters. A comma may also belong to the name
(``Concord Management, LLC``; ``содействия армии, авиации и флоту``).
"""

import re
from collections.abc import Iterable, Iterator

from interdict import text

_LABEL = re.compile(
    r"(?:^|[\s(,;]*)\b(?:Russian|Belaruss?ian|Ukrainian|Arabic|Persian|Farsi|Hebrew|Chinese)\s*:\s*",
    re.I,
)
_ALSO = re.compile(r"\s*\(\s*also\s+known\s+as\s+(?P<names>.*?)\)?\s*$", re.I | re.S)
_OR = re.compile(r",?\s+or\s+")
_AND = re.compile(r"\s+and\s+")
_BROKEN_WORD = re.compile(r"(?<=\w)-\s*\n\s*")
_FORM = re.compile(
    r"(?:АО|ОАО|ПАО|ЗАО|ООО|НАО|САО|АК|МК|ФГУП|акционерное общество|некоммерческое партнерство|"
    r"общество с ограниченной ответственностью|Ltd|LLC|Inc|SC|JSC|PJSC|OJSC|AO|OAO|OOO|PAO|FSUE|"
    r"S\.?A)\.?",
    re.I,
)
"""What stands after a comma and is no name: a legal form."""
_ARTICLE = re.compile(r"the\s|l['’]|al-|el-")
"""Words in small letters that a name may begin with."""
_LEAST_LETTERS = 3
"""On either side of a slash that separates: ``A/S`` is no pair of names."""
_EDGES = " \t\n,;:.-–—/"


def entity_names(printed: str) -> tuple[str, ...]:
    """The names in an entity's name field, the English one first, without repeats."""
    whole = _BROKEN_WORD.sub("-", printed)
    also = _ALSO.search(whole)
    bare = whole[: also.start()] if also else whole
    names = [*_at_slashes(bare)]
    if also:
        listed = [*_at_commas(also["names"])]
        last = _AND.split(listed[-1]) if len(listed) > 1 else [listed[-1]]
        names += [*listed[:-1], *(last if len(last) == 2 else [listed[-1]])]
    return _tidied(names)


def aliases(printed: str, family: str = "") -> tuple[str, ...]:
    """The names in an ``Aliases`` field, without repeats.

    ``family`` is a person's family name, empty for others: persons' aliases are also parted by
    "and", and one that begins ``Family, `` in any script is one name.
    """
    if family and text.fold(printed.partition(",")[0]) == text.fold(family):
        return _tidied([printed])
    pieces: Iterable[str] = _LABEL.split(_BROKEN_WORD.sub("-", printed))
    pieces = [part for piece in pieces for part in piece.split(";")]
    pieces = [part for piece in pieces for part in _OR.split(piece)]
    pieces = [part for piece in pieces for part in _at_commas(piece)]
    pieces = [part for piece in pieces for part in _at_slashes(piece)]
    if family:
        pieces = [part for piece in pieces for part in _AND.split(piece)]
    return _tidied(part for piece in pieces for part in _at_scripts(piece))


def bracketed(name: str) -> tuple[str, ...]:
    """A family name and the spelling in brackets behind it: ``DIKIY (DIKY)`` is two."""
    found = re.fullmatch(r"\s*([^()]+?)\s*\(([^()]+)\)\s*", name)
    return _tidied(found.groups()) if found else _tidied([name])


def _at_slashes(piece: str) -> Iterator[str]:
    parts = [*_outside(piece, "/")]
    if all(sum(map(str.isalpha, part)) >= _LEAST_LETTERS for part in parts):
        yield from parts
    else:
        yield piece


def _at_commas(piece: str) -> Iterator[str]:
    """Split where a comma is followed by another name; a legal form stays with its name."""
    held = ""
    for part in _outside(piece, ","):
        if held and (_continues(part) or _FORM.fullmatch(held.strip())):
            held = f"{held},{part}"
        else:
            if held:
                yield held
            held = part
    yield held


def _continues(part: str) -> bool:
    bare = part.strip()
    return bool(_FORM.fullmatch(bare)) or (bare[:1].islower() and not _ARTICLE.match(bare))


def _outside(piece: str, separator: str) -> Iterator[str]:
    """Split at a separator that stands in no brackets and no quotes."""
    start = depth = 0
    for at, letter in enumerate(piece):
        if letter in "(«“" or (letter == '"' and _opens(piece, at)):
            depth += 1
        elif letter in ')»”"':
            depth = max(0, depth - 1)
        elif letter == separator and not depth:
            yield piece[start:at]
            start = at + 1
    yield piece[start:]


def _opens(piece: str, at: int) -> bool:
    """Does a straight quote open here? It does before a letter that follows no letter."""
    before, after = piece[at - 1 : at], piece[at + 1 : at + 2]
    return after.isalnum() and not before.isalnum()


def _at_scripts(piece: str) -> Iterator[str]:
    """Split where Latin letters meet Arabic, Hebrew, Armenian or Chinese ones.

    Not where they meet Cyrillic: those names mix the two within a word (the Latin ``i``).
    """
    run: list[str] = []
    kind = ""
    for word in piece.split():
        found = text.script(word)
        found = {"Cyrl": "Latn", "Zyyy": kind}.get(found, found)
        if run and kind and found != kind:
            yield " ".join(run)
            run = []
        run.append(word)
        kind = found
    yield " ".join(run)


def _tidied(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once; a legal form that stands alone names nobody."""
    bare = (_tidy(name) for name in names)
    kept = (name for name in bare if text.has_letters(name) and not _FORM.fullmatch(name))
    return tuple(dict.fromkeys(kept))


def _tidy(name: str) -> str:
    """On one line, without separators at the ends or half a pair of brackets."""
    trimmed = " ".join(name.split()).strip(_EDGES.replace(".", "")).lstrip(".").strip()
    if trimmed.count("(") > trimmed.count(")"):
        trimmed = trimmed.lstrip("(").strip()
    if trimmed.count(")") > trimmed.count("("):
        trimmed = trimmed.rstrip(")").strip()
    return trimmed
