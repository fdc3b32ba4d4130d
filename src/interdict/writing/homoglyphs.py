"""Letters of one script that pass for letters of another, and words that mix them.

A word is written in one script. Where it is not (RОSNEFT with a Cyrillic О), the letters that
do not belong are read as what they look like. Pairs: Unicode Technical Standard 39
("confusables"), cut down to the letters that appear in names.
"""

from collections.abc import Iterable
from functools import lru_cache

from interdict.writing.alphabets import script_of

_CYRILLIC_AS_LATIN = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХԚԜҮҺӀ" + "авеѕіјкмнорстухԛԝүһё",
        "ABESIJKMHOPCTYXQWYHI" + "abesijkmhopctyxqwyhe",
        strict=True,
    )
)
_GREEK_AS_LATIN = dict(
    zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ" + "αβεηικνορτυχϲω", "ABEZHIKMNOPTYXC" + "abenikvoptyxcw", strict=True)
)
_LATIN_AS_CYRILLIC = dict(
    zip(
        "ABESIJKMHOPCTYX" + "aesijkmopctyxĸëïöéèáóíúý" + "ËÏÖÉÈÁÓÍÚÝ",
        "АВЕЅІЈКМНОРСТУХ" + "аеѕіјкморстухкёїоееаоиуу" + "ЁЇОЕЕАОИУУ",
        strict=True,
    )
)
_LATIN_AS_GREEK = dict(zip("ABEZHIKMNOPTYXo", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", strict=True))

_TABLES: dict[tuple[str, str], dict[str, str]] = {
    ("Cyrl", "Latn"): _CYRILLIC_AS_LATIN,
    ("Grek", "Latn"): _GREEK_AS_LATIN,
    ("Latn", "Cyrl"): _LATIN_AS_CYRILLIC,
    ("Latn", "Grek"): _LATIN_AS_GREEK,
}


@lru_cache(maxsize=1 << 15)
def repaired(word: str) -> str:
    """``word`` in one script where look-alikes explain the mix; unchanged where they do not."""
    scripts = [script_of(letter) for letter in word]
    if "Latn" not in scripts:
        return word
    for other in ("Cyrl", "Grek"):
        if other in scripts:
            return _one_script(word, scripts, other)
    return word


def latin_lookalike(word: str) -> str | None:
    """A wholly Cyrillic or Greek word read as the Latin it looks like (ТЕХАСО), else None."""
    for table in (_CYRILLIC_AS_LATIN, _GREEK_AS_LATIN):
        if all(letter in table for letter in word):
            return "".join(table[letter] for letter in word)
    return None


def _one_script(word: str, scripts: Iterable[str], other: str) -> str:
    letters = list(zip(word, scripts, strict=True))
    foreign_odd = sum(s == other and c not in _TABLES[other, "Latn"] for c, s in letters)
    latin_odd = sum(s == "Latn" and c not in _TABLES["Latn", other] for c, s in letters)
    if foreign_odd == latin_odd:
        foreign_odd = sum(s == other for _, s in letters)
        latin_odd = sum(s == "Latn" for _, s in letters)
    source, target = (other, "Latn") if foreign_odd <= latin_odd else ("Latn", other)
    table = _TABLES[source, target]
    return "".join(table.get(c, c) if s == source else c for c, s in letters)
