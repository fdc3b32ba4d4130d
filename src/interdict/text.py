"""Names as comparable text: fold any spelling to ``[a-z0-9 ]``, and read it in other ways.

``fold`` gives the one main reading; ``readings`` adds the few others that a careful person
would also try: another romanisation, umlauts as two letters, letters that were spaced out or
disguised as digits. What each script's readings are is said in ``interdict.writing``.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby

from anyascii import anyascii

from interdict.writing import (
    arabic,
    burmese,
    cyrillic,
    greek,
    han,
    hangul,
    hebrew,
    homoglyphs,
    indic,
    japanese,
    khmer,
    latin,
    thai,
)
from interdict.writing.alphabets import UNKNOWN, dominant_script, script_of
from interdict.writing.obfuscation import is_odd, unmasked
from interdict.writing.respelled import respelled

MAXIMUM_LENGTH = 1000
"""Longest name, in characters, that is screened; longer text is not a name."""

MAXIMUM_READINGS = 6
"""The main reading and at most five others."""

_READERS: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "Latn": latin.readings, "Cyrl": cyrillic.readings, "Arab": arabic.readings,
    "Hebr": hebrew.readings, "Hani": han.readings, "Hang": hangul.readings,
    "Jpan": japanese.readings,
    "Grek": greek.readings, "Mymr": burmese.readings, "Khmr": khmer.readings,
    "Thai": thai.readings, "Laoo": thai.readings, "Deva": indic.readings,
    "Beng": indic.readings, "Guru": indic.readings, "Gujr": indic.readings,
    "Orya": indic.readings, "Taml": indic.readings, "Telu": indic.readings,
    "Knda": indic.readings, "Mlym": indic.readings, "Sinh": indic.readings,
}  # fmt: skip

_DELETED = b"'`" + bytes(c for c in (*range(32), 127) if chr(c) not in "\t\n\v\f\r")
_LOWERED = bytes(
    ord(c.lower()) if c.isascii() and c.isalnum() else 32 for c in map(chr, range(256))
)
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?")
_HARD_SIGN = re.compile(r'(?<=[A-Za-z])"(?=[EeYyAaIiUu])')
_JOINER_IN_ARABIC = re.compile("(?<=[\u0621-\u06d3])\u200c(?=[\u0621-\u06d3])")
"""Persian writes احمدی‌نژاد with a non-joiner, where others leave a space."""
_STRESS = re.compile("(?<=[\u0370-\u03ff\u0400-\u052f])[\u0300\u0301]")
"""The stress marks of dictionaries on letters that have no marked form (Алекса́ндр)."""
_GERESH = re.compile("(?<=[גזצץתחד])['’‘´`]")
_APOSTROPHES = frozenset("‘’‛ʼʻʿʾʽˈ′´ʹ＇`״ʺ")
_ABBREVIATIONS = str.maketrans({
    "㈜": " 주식회사 ", "㈱": " 株式会社 ", "㈲": " 有限会社 ", "№": " no ", "ﷲ": "الله", "™": None,
    "®": None, "©": None, "℠": None,
})  # fmt: skip
_LAST_LATIN = "\u024f"
"""The last letter of the Latin blocks that most European names need."""
_NEEDS_CLEANING = re.compile(
    "[^ A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u013e\u0141-\u0148\u014a-\u024f"
    "\u0386\u0388-\u03ce\u0400-\u0481\u048a-\u052f"
    "\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u067e-\u06d3\u4e00-\u9fff\uac00-\ud7a3]"
).search
"""Any character but plain letters of the commonest scripts: marks, signs, punctuation, forms."""
_BRACKETED = (
    ("(주)", " 주식회사 "), ("(유)", " 유한회사 "), ("(株)", " 株式会社 "), ("(有)", " 有限会社 "),
)  # fmt: skip


def fold(text: str) -> str:
    """The main reading of ``text``: lower-case Latin letters, digits and single spaces.

    Punctuation separates words, but apostrophes, soft signs and invisible characters vanish;
    dotted letters join (S.A. is ``sa``), an ampersand is ``and``, marks on letters go. Other
    scripts are romanised. ``fold(fold(x)) == fold(x)``.
    """
    if text.isascii():
        return _fold_ascii(text)
    by_word = _word_by_word(text)
    return by_word[0] if by_word else _fold_ascii(_romanized(text)[0])


def readings(text: str) -> tuple[str, ...]:
    """The folded main reading first, then other folded readings; no two are equal."""
    if text.isascii():
        if not is_odd(text):
            folded = _fold_ascii(text)
            others = respelled(folded)
            return (folded, *others) if others else (folded,)
        found = [text, *unmasked(text)]
    elif by_word := _word_by_word(text):
        others = respelled(by_word[0]) if max(text) <= _LAST_LATIN else []
        return tuple(dict.fromkeys((*by_word, *others)))[:MAXIMUM_READINGS] if others else by_word
    else:
        found = list(_romanized(text))
        if is_odd(normal := unicodedata.normalize("NFKC", text)):
            found[1:1] = [_romanized(form)[0] for form in unmasked(normal)]
    spelled = list(map(_fold_ascii, found))
    if max(text) <= _LAST_LATIN:
        spelled += respelled(spelled[0])
    return tuple(dict.fromkeys(spelled))[:MAXIMUM_READINGS]


def script(text: str) -> str:
    """ISO 15924 code of the dominant script, ``Zyyy`` when there are no letters."""
    return dominant_script(text)


def has_letters(text: str) -> bool:
    """Whether at least one letter or digit survives folding."""
    return bool(fold(text.replace("&", " ")))  # ``&`` alone is read as a word, and is none


def _fold_ascii(text: str) -> str:
    if "." in text:
        text = _INITIALS.sub(_undotted, text)
    if "&" in text:
        text = text.replace("&", " and ")
    if text.count('"') == 1:
        text = _HARD_SIGN.sub("", text)
    return " ".join(text.encode().translate(_LOWERED, _DELETED).decode().split())


def _undotted(match: re.Match[str]) -> str:
    return match[0].replace(".", "") + (" " if match[0].endswith(".") else "")


class _Cleaner(dict[int, str | None]):
    """A ``str.translate`` table, filled on demand from the characters' Unicode categories."""

    def __missing__(self, code: int) -> str | None:
        self[code] = kept = self._kept(chr(code))
        return kept

    @staticmethod
    def _kept(letter: str) -> str | None:
        category = unicodedata.category(letter)
        if letter in _APOSTROPHES:
            return None
        if letter == "׳" or (letter.isascii() and letter.isprintable()):
            return letter
        if letter.isspace():
            return " "
        if category in ("Cc", "Cf", "Cs", "Co", "Cn", "Sk", "Me"):
            return None
        if category == "So":
            return _enclosed(letter)
        return " " if category[0] in "PSZ" else letter


def _enclosed(symbol: str) -> str:
    """The letter in a circled, squared or flag letter (🅡, 🇷); a space for other symbols."""
    name = unicodedata.name(symbol, "")
    enclosed = re.search(r"(?:CAPITAL LETTER|INDICATOR SYMBOL LETTER) ([A-Z])$", name)
    return enclosed[1] if enclosed else " "


_CLEANER = _Cleaner()


def _romanized(text: str) -> tuple[str, ...]:
    """ASCII readings of ``text``, not yet folded; at least one."""
    if not _NEEDS_CLEANING(text):  # letters and spaces only, as most names are
        return _read(" ".join(unicodedata.normalize("NFKC", text).split()))
    for bracketed, full in _BRACKETED:
        text = text.replace(bracketed, full)
    text = _JOINER_IN_ARABIC.sub(" ", _GERESH.sub("׳", text.translate(_ABBREVIATIONS)))
    text = _STRESS.sub("", unicodedata.normalize("NFKC", text))
    words = _INITIALS.sub(_undotted, text.translate(_CLEANER)).replace("&", " and ")
    return _read(" ".join(re.sub(r"[!-&(-/:-@\[-_{-~]", " ", words).split()))


@lru_cache(maxsize=1 << 10)
def _read(clean: str) -> tuple[str, ...]:
    """Readings of cleaned text: run by run of one script, the n-th readings put together."""
    words = [homoglyphs.repaired(word) for word in clean.split()]
    runs = [_READERS.get(key, _other)(list(run)) for key, run in groupby(words, _script)]
    longest = max(map(len, runs), default=0)
    found = [" ".join(run[min(i, len(run) - 1)] for run in runs) for i in range(longest)]
    if len(runs) > 1 and any(map(homoglyphs.latin_lookalike, words)):
        looks = [homoglyphs.latin_lookalike(word) or word for word in words]
        found.insert(1, " ".join(map(fold, looks)))
    return tuple(found) or ("",)


def _word_by_word(text: str) -> tuple[str, ...]:
    """The readings of a text each of whose words is read alike in any company; empty for other
    texts. Names share their words, so this spares most of the work."""
    words = [_alone(word) for word in text.split(" ")]
    if not all(words):
        return ()
    longest = max(map(len, words))
    if longest == 1:
        return (" ".join([word[0] for word in words]),)
    found = [
        " ".join([word[i] if i < len(word) else word[-1] for word in words]) for i in range(longest)
    ]
    return tuple(dict.fromkeys(found))[:MAXIMUM_READINGS]


@lru_cache(maxsize=1 << 15)
def _alone(word: str) -> tuple[str, ...]:
    """Folded readings of a word of letters that is read alike in any company; else empty."""
    plain = unicodedata.normalize("NFKC", word)
    if len(plain) < 2 or not plain[0].isalpha() or not all(map(_is_letter, plain)):
        return ()
    key = _script(homoglyphs.repaired(plain))
    if key in _WITH_NEIGHBOURS and not (key == "Arab" and arabic.stands_alone(plain)):
        return ()
    found = [reading.lower() for reading in _romanized(word)]
    return tuple(found) if all(map(_LETTERS.fullmatch, found)) else ()


def _is_letter(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character) in ("Mn", "Mc")


_WITH_NEIGHBOURS = frozenset(("Arab", "Cyrl", "Grek", "Hani", "Hang"))
"""Scripts whose words may be read in another way beside other words."""
_LETTERS = re.compile("[a-z]+(?: [a-z]+)*")


@lru_cache(maxsize=1 << 14)
def _script(word: str) -> str:
    if word.isascii():
        return "Latn"
    return next((found for c in word if (found := script_of(c)) != UNKNOWN), UNKNOWN)


def _other(words: Sequence[str]) -> list[str]:
    """Scripts without a module of their own: anyascii, its marks dropped."""
    return [" ".join(re.sub("[^A-Za-z0-9]", "", anyascii(word)) for word in words)]
