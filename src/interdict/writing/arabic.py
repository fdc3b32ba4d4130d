"""Arabic script: Arabic, Persian, Dari, Pashto, Urdu and Kurdish names.

The script leaves most short vowels out. Common name parts are looked up in
``text_tables/arabic_names.tsv``; other words are read by the usual vowel patterns. Readings:
the table's first spelling with Arabic patterns, its second with Persian ones, and two that suit
foreign words: written vowels only, and e and o instead of a and u.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from interdict.writing.tables import rows

_SEATS = {
    "ا": "أإآٱٲٳ", "ي": "ىېۍیےۑئ", "ك": "ڪک", "گ": "ګ", "ه": "ةۀہھۃە", "و": "ؤۆۇۈۋٷ", "د": "ډڈ",
    "ر": "ړڑڕ", "ت": "ټٹ", "ن": "ڼں", "ش": "ښ", "ل": "ڵ",
}  # fmt: skip
_UNIFIED: dict[int, str | None] = {
    ord(c): plain for plain, variants in _SEATS.items() for c in variants
}
_UNIFIED |= {ord("ء"): None, ord("ـ"): None}

_CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
    "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "پ": "p", "چ": "ch", "ژ": "zh",
    "گ": "g", "ڤ": "v", "ڭ": "ng", "ڨ": "g", "ځ": "dz", "څ": "ts", "ږ": "zh", "ڥ": "v",
}  # fmt: skip
_VOWEL_LETTERS = "اوي"
_MARKS = {"\u064e": "a", "\u064f": "u", "\u0650": "i"}
"""The short vowels, as Arabic points them: fatha, damma, kasra."""
_ENDINGS = {
    "زاده": "zadeh", "نژاد": "nejad", "پور": "pour", "فر": "far", "نيا": "nia", "خواه": "khah",
    "يان": "ian", "وند": "vand", "دوست": "doust", "زهي": "zehi", "زي": "zai", "لو": "lou",
    "خاني": "khani", "وف": "ov",
}  # fmt: skip
"""Ends of Persian, Pashto and Caucasian family names after another name."""
_POINTS = {latin: mark for mark, latin in _MARKS.items()}
_C = "([بتثجحخدذرزسشصضطظعغفقكلمنهپچژگ])"
_SHAPES: tuple[tuple[tuple[re.Pattern[str], str], ...], ...] = tuple(
    tuple(
        (re.compile(f"^{shape.replace('C', _C)}$"), re.sub("([aui])", lambda m: _POINTS[m[1]], to))
        for shape, to in shapes
    )
    for shapes in (
        (
            ("مCCC(ي?)", r"مu\1a\2\2i\3\4"),  # Mosaddeq, Munajjid
            ("CCيCي", r"\1u\2aي\3ي"),  # Qubaysi, Ubaydi
            ("CويC", r"\1uوaي\2"),  # Duwayk
            ("CوCC(ي?)", r"\1aو\2a\3\4"),  # Jawhar, Awlaqi
            ("CوCه", r"\1aو\2ه"),  # Khawla
            ("ايCC", r"aي\1a\2"),  # Ayham
        ),
        (
            ("مCCC(ي?)", r"مu\1a\2\2i\3\4"),
            ("CوCCي", r"\1aوa\2i\3ي"),  # Tavakoli, Movahedi
        ),
    )
)
"""Shapes of words whose short vowels are mostly these: in Arabic, then in Persian."""


class Style(NamedTuple):
    """How one tradition fills in what the script leaves out."""

    fill: str
    """Short vowel put between consonants; empty for none."""
    fill_after_a: str
    """Short vowel of a last syllable whose neighbour has a written a (saber, hashem)."""
    waw: str
    """Waw as a vowel."""
    waw_consonant: str
    ending: str
    """Final heh after a consonant."""
    ya: str
    """Yeh as a vowel inside a word."""
    changed: dict[str, str]
    """Consonants this tradition reads in another way."""


_ARABIC = Style("a", "i", "u", "w", "a", "i", {})
_PERSIAN = Style("a", "e", "o", "v", "eh", "i", {"ض": "z", "ذ": "z", "ث": "s", "ق": "gh"})
_BARE = Style("", "", "o", "w", "a", "i", {"ج": "g", "ق": "k", "غ": "g"})
_FOREIGN = Style("e", "e", "o", "v", "e", "e", {"غ": "g", "ق": "k", "ث": "t", "ذ": "d", "ج": "g"})
_STYLES = (_ARABIC, _PERSIAN, _BARE, _FOREIGN)


@lru_cache(maxsize=1 << 14)
def unified(text: str) -> str:
    """``text`` with one letter per sound: no marks, no hamza seats, Arabic yeh, kaf and heh."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c))
    return bare.translate(_UNIFIED)


def readings(words: Sequence[str]) -> list[str]:
    """Latin readings of Arabic-script words, in the order of the module's description."""
    plain = [bare for word in words if (bare := unified(word))]
    found = [" ".join(_phrase(plain, i)) for i in range(len(_STYLES))]
    if "abdul " in found[0]:
        found.append(re.sub(r"\babdul ", "abd al ", found[0]))
    return found


def _phrase(words: list[str], nth: int) -> list[str]:
    """Words of reading ``nth``, with the compounds of abd, Allah and din put together."""
    found: list[str] = []
    at = 0
    while at < len(words):
        word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
        known = _known(f"{word} {following}", nth)
        if following and known is not None:
            found.append(known)
            at += 2
        elif word == "عبد" and following:
            found.append(_servant(following, nth))
            at += 2
        elif following == "الدين" and word not in ("بن", "ابن", "ابو", "ولد", "محي"):
            found.append(_compound(word, nth, "uddin"))
            at += 2
        elif following in ("الله", "لله") and word not in ("بن", "ابن", "ابو", "ولد"):
            found.append(_compound(word, nth, "ullah"))
            at += 2
        else:
            found.append(_word(word, nth))
            at += 1
    return found


def _compound(word: str, nth: int, ending: str) -> str:
    """A name with God or the faith, in one word: ``saifullah``, ``nooruddin``."""
    return _word(word, nth).rstrip("a") + ending


def stands_alone(word: str) -> bool:
    """Is a word read alike whatever stands beside it? Most are (see ``_phrase``)."""
    bare = unified(word)
    return (
        bare not in ("", "عبد", "الله", "لله", "الدين")
        and bare not in _beside_others()
        and "abdul" not in _word(bare, 0)
    )


@cache
def _beside_others() -> frozenset[str]:
    """Words of the table's phrases."""
    return frozenset(word for phrase in _names() if " " in phrase for word in phrase.split())


def _servant(name: str, nth: int) -> str:
    """Abd with a name of God: ``abdul rahman``, ``abdullah``."""
    if name in ("الله", "لله"):
        return "abdullah"
    if name.startswith("ال") and len(name) > 3:
        return "abdul " + _word(name[2:], nth)
    return "abdul " + _word(name, nth)


@lru_cache(maxsize=1 << 16)  # names share their words
def _word(word: str, nth: int) -> str:
    known = _known(word, nth)
    if known is not None:
        return known
    if word.startswith("عبدال") and len(word) > 6:
        return _servant(word[3:], nth)
    if word.startswith("ال") and len(word) > 4:
        return "al " + _word(word[2:], nth)
    for ending, latin in (("الله", "ullah"), ("الدين", "uddin")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return _compound(word[: -len(ending)], nth, latin)
    for ending, latin in _ENDINGS.items():
        stem = _known(word.removesuffix(ending), nth) if word.endswith(ending) else None
        if stem is not None and " " not in stem:
            return stem + latin
    for cut in range(len(word) - 2, 2, -1):
        first, second = _known(word[:cut], nth), _known(word[cut:], nth)
        if first is not None and second is not None and " " not in first + second:
            return first + second
    return _vowelled(_pointed(word, nth), _STYLES[nth])


def _pointed(word: str, nth: int) -> str:
    """``word`` with the short vowels its shape suggests written as Arabic's own marks."""
    for shape, pointed in _SHAPES[nth] if nth < len(_SHAPES) else ():
        found = shape.sub(pointed, word)
        if found != word:
            return found
    return word


def _known(word: str, nth: int) -> str | None:
    spellings = _names().get(word)
    return spellings[min(nth, len(spellings) - 1)] if spellings else None


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {native: tuple(latin) for native, *latin in rows("arabic_names")}


def _vowelled(word: str, style: Style) -> str:
    """A word outside the table, by pattern: consonants C, written vowels V, fill where CC."""
    sounds: list[tuple[str, str]] = []
    for i, letter in enumerate(word):
        sounds += _sound(word, i, letter, style)
    kinds = "".join(kind for kind, _ in sounds)
    found: list[str] = []
    for i, (kind, sound) in enumerate(sounds):
        found.append(sound)
        if kind == "C" and kinds[i + 1 : i + 2] == "C" and _open(kinds, i):
            after_a = i > 0 and sounds[i - 1][1] == "a" and kinds[i + 2 :] == ""
            found.append(style.fill_after_a if after_a else style.fill)
    return re.sub(r"([aeiou])\1+", r"\1", "".join(found)).replace("tsh", "ch")


def _open(kinds: str, at: int) -> bool:
    """Whether a short vowel belongs after the consonant ``at`` of the pattern ``kinds``."""
    start = len(kinds[:at].rstrip("C"))
    position = at - start
    end = start + len(kinds[start:]) - len(kinds[start:].lstrip("C"))
    left = end - at - 1  # consonants of this run still to come
    if start == 0:
        return position % 2 == 0 if end - start < 4 else position in (0, 2)
    return left == 1 and (end == len(kinds) or end - start > 2)


def _sound(word: str, at: int, letter: str, style: Style) -> list[tuple[str, str]]:
    """What one letter stands for: consonant (``C``) or vowel (``V``) and its Latin letters."""
    following = word[at + 1 : at + 2]
    before = word[at - 1 : at] if at else ""
    if letter in _MARKS:
        return [("V", _MARKS[letter])]
    if letter == "ا":
        return [] if at == 0 and following and following in "وي" else [("V", "a")]
    if letter == "و":
        if (
            (at == 0 and following)
            or (following and following in "ايو\u064e\u0650")
            or (before == "ا" and at > 1)
            or before == "\u064e"
        ):
            return [("C", style.waw_consonant)]
        return [("V", style.waw)]
    if letter == "ي":
        if (at == 0 and following) or (following and following in "او"):
            return [("C", "y")]
        return [("V", style.ya if following else "i")]
    if letter == "ع":
        return [] if not following or following in _VOWEL_LETTERS or before == "ا" else [("V", "a")]
    if letter == "ه" and not following and before not in _VOWEL_LETTERS:
        return [("V", style.ending)]
    latin = style.changed.get(letter) or _CONSONANTS.get(letter)
    return [("C", latin)] if latin else []
