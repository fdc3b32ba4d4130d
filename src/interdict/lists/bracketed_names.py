"""Names with an abbreviation in brackets: the spelling without it is a name too.

Lists print ``Aerospace Industries Organization (AIO)`` where a payment says the name alone, and
the brackets of a person hold a by-name (``Rashid Vymyslov (The Moroccan)``). A bracket that may
tell two namesakes apart (``FOUNDATION (PAKISTAN)``, ``Bank (Europe)``) stays.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from interdict.party import Name

_BRACKETS = re.compile(r"\s*\(\s*([^()]+?)\s*\)")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9.&/-]{1,7}")
_AFTER_SLASH = re.compile(r"\s+/\s+[A-Z]{2,8}$")
"""``HARAKAT UL-MUJAHIDIN / HUM``."""
_PLACES = frozenset(("UK", "US", "USA", "UAE", "HK", "PRC", "DPRK", "EU", "RF", "UAV"))


def with_plain_spellings(names: Iterable[Name], person: bool) -> Iterator[Name]:
    """The names, each followed by its spelling without abbreviations where it has any."""
    for name in names:
        yield name
        plain = _plain(name.full, person)
        if plain != name.full and len(plain.split()) > 1:
            kind = "strong-alias" if name.kind == "primary" else name.kind
            yield msgspec.structs.replace(name, full=plain, kind=kind)


def _plain(full: str, person: bool) -> str:
    def kept(found: re.Match[str]) -> str:
        inside = found[1]
        outside = _BRACKETS.sub("", full).casefold().split()
        is_short = _ABBREVIATION.fullmatch(inside) is not None and inside not in _PLACES
        is_word = inside.casefold() in outside and len(outside) > 1
        return "" if person or (is_short and not full.isupper()) or is_word else found[0]

    return " ".join(_AFTER_SLASH.sub("", _initials_gone(_BRACKETS.sub(kept, full))).split())


def _initials_gone(full: str) -> str:
    """Among capitals only the initials of the name itself are certain to be its abbreviation:
    ``GLOBAL RELIEF FOUNDATION (GRF)``, not ``BANK (KENYA)``."""

    def kept(found: re.Match[str]) -> str:
        words = [word for word in re.split(r"[\s-]+", full[: found.start()]) if word]
        initials = "".join(word[0] for word in words)
        letters = found[1].replace(".", "")
        return "" if letters and _is_within(letters, initials) else found[0]

    return _BRACKETS.sub(kept, full)


def _is_within(short: str, initials: str) -> bool:
    """Are the letters of the short form initials, in their order?"""
    rest = iter(initials.casefold())
    return all(letter in rest for letter in short.casefold())
