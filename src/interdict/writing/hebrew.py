"""Hebrew script: modern Israeli names (and, through the same letters, Yiddish ones).

Common name parts come from ``text_tables/hebrew_names.tsv``. Other words are read by their
letters, vav and yod as vowels or consonants by position; the second reading takes bet, kaf and
pe as v, kh and f inside a word, the third leaves unwritten vowels out, the fourth fills in e.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from interdict.writing.tables import rows

_FINAL_FORMS = str.maketrans("ךםןףץ", "כמנפצ")
_CONSONANTS = {
    "ב": "b", "ג": "g", "ד": "d", "ז": "z", "ח": "h", "ט": "t", "כ": "k", "ל": "l", "מ": "m",
    "נ": "n", "ס": "s", "פ": "p", "צ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t", "ה": "h",
}  # fmt: skip
_GERESH = {"ג׳": "j", "ז׳": "zh", "צ׳": "ch", "ץ׳": "ch", "ת׳": "th", "ח׳": "kh", "ד׳": "dh"}
_LETTERS = "אבגדהוזחטיכךלמםנןסעפףצץקרשת׳"
_SOFT = {"ב": "v", "כ": "ch", "פ": "f", "ח": "ch", "צ": "tz"}
_FOREIGN = {"צ": "z", "ש": "s", "ח": "h", "כ": "c", "ק": "k"}


class Style(NamedTuple):
    """How unwritten vowels and letters of two values are read."""

    fill: str
    vav: str
    yod: str
    inside: dict[str, str]
    """Other values of letters that are not the first of their word."""
    last: dict[str, str]
    """Other values of a last letter."""
    first: dict[str, str]
    """Other values of a first letter."""


_STYLES = (
    Style("a", "o", "i", {"ב": "v"}, {"פ": "f", "כ": "ch", "ב": "v"}, {}),
    Style("e", "u", "i", _SOFT, _SOFT, {"ח": "ch", "צ": "tz"}),
    Style("", "o", "i", {}, {"פ": "f"}, {}),
    Style("e", "o", "e", _FOREIGN | {"ב": "b"}, {"פ": "f", "צ": "ts"}, {"ש": "s", "פ": "f"}),
)


def readings(words: Sequence[str]) -> list[str]:
    """Latin readings of Hebrew words, in the order of the module's description."""
    plain = ["".join(c for c in _decomposed(word) if c in _LETTERS) for word in words]
    return [" ".join(_word(word, nth) for word in plain if word) for nth in range(len(_STYLES))]


def _decomposed(word: str) -> str:
    return unicodedata.normalize("NFKD", word).replace("װ", "וו").replace("ױ", "וי")


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {native: tuple(latin) for native, *latin in rows("hebrew_names")}


def _word(word: str, nth: int) -> str:
    spellings = _names().get(word)
    if spellings:
        return spellings[min(nth, len(spellings) - 1)]
    return _vowelled(word.translate(_FINAL_FORMS), _STYLES[nth])


def _vowelled(word: str, style: Style) -> str:
    sounds: list[tuple[str, str]] = []
    at = 0
    while at < len(word):
        pair = word[at : at + 2]
        if pair in _GERESH:
            sounds.append(("C", _GERESH[pair]))
            at += 2
            continue
        if pair in ("וו", "יי"):
            first = at == 0
            both = {"וו": ("C", "v" if first or style.vav == "u" else "w"), "יי": ("V", "ei")}
            sounds.append(both[pair])
            at += 2
        else:
            sounds += _sound(word, at, style)
            at += 1
    found: list[str] = []
    kinds = "".join(kind for kind, _ in sounds)
    for i, (_, sound) in enumerate(sounds):
        found.append(sound)
        if kinds[i : i + 2] == "CC" and _open(kinds, i):
            found.append(style.fill)
    return "".join(found).replace("aa", "a").replace("ea", "a").replace("ae", "a")


def _open(kinds: str, at: int) -> bool:
    """Whether a vowel is wanted after the consonant ``at``: first of a word, or a last pair."""
    start = len(kinds[:at].rstrip("C"))
    if start == 0:
        return (at - start) % 2 == 0
    return kinds[at + 2 :] == "" or (kinds[at + 2] == "C" and (at - start) % 2 == 1)


def _sound(word: str, at: int, style: Style) -> list[tuple[str, str]]:
    letter, following = word[at], word[at + 1 : at + 2]
    before = word[at - 1 : at] if at else ""
    if letter in "אע":
        return [] if (following and following in "וי") or before == "ו" else [("V", "a")]
    if letter == "ו":
        consonant = at == 0 or (following and following in "איוה" and before not in "י")
        return [("C", "v")] if consonant else [("V", style.vav)]
    if letter == "י":
        if at == 0 or (following and following in "אוה"):
            return [("C", "y")]
        return [("V", style.yod if following else "i")]
    if letter == "ה" and not following:
        return [("V", "a")] if before not in "אוי" else ([("V", "a")] if before == "י" else [])
    return [("C", _consonant(word, at, style))]


def _consonant(word: str, at: int, style: Style) -> str:
    letter = word[at]
    table = style.first if at == 0 else style.last if at == len(word) - 1 else style.inside
    return table.get(letter) or _CONSONANTS.get(letter, "")
