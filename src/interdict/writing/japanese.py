"""Japanese: kana in Hepburn's letters, and kanji that are read as Japanese names.

Kanji say nothing about their sound; names are looked up in ``text_tables/japanese_names.tsv`` and
what is not there is left to the Chinese reading. Long vowels are unmarked, as passports print them;
the second reading of kana is the foreign word they imitate (バラク, Barak; ウラジーミル, Vladimir).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from anyascii import anyascii

from interdict.writing.tables import pairs, rows, segmented

_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff]")
_COMPANY = re.compile("株式会社|株式會社|有限会社|有限會社|合同会社|合資会社")
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さ_すせそ", "z": "ざ_ずぜぞ",
    "t": "た__てと", "d": "だ__でど", "n": "なにぬねの", "h": "はひ_へほ", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ", "m": "まみむめも",
    "y": "や_ゆ_よ", "r": "らりるれろ", "w": "わゐ_ゑ_",
}  # fmt: skip
_SYLLABLES = {
    kana: row + vowel
    for row, letters in _ROWS.items()
    for kana, vowel in zip(letters, "aiueo", strict=True)
} | {
    "し": "shi", "じ": "ji", "ち": "chi", "ぢ": "ji", "つ": "tsu", "づ": "zu", "ふ": "fu",
    "を": "o",
    "ん": "n", "ゔ": "vu", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o", "ゎ": "wa",
}  # fmt: skip
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_SMALL_VOWELS = "ぁぃぅぇぉ"
_LONG = re.compile(r"([aeiou])(?:\1|(?<=o)u)")
_LOAN = (
    (r"^ura", "vla"), (r"^u(?=[aeio])", "w"), (r"(?<=[a-z])([kgsmbfpr])u(?=[^aeiou]|$)", r"\1"),
    (r"(?<=[a-z])(t|d)o(?=[^aeioun]|$)", r"\1"), (r"tsu(?=[^aeiou]|$)", "ts"), (r"zu$", "s"),
    (r"shu$", "sh"), (r"chi?$", "ch"), (r"ji$", "ge"),
)  # fmt: skip


def readings(words: Sequence[str]) -> list[str]:
    """Latin readings of Japanese words, the foreign words kana may imitate last."""
    native = [_read(word, False) for word in words]
    foreign = [_read(word, True) for word in words]
    return [" ".join(native)] if native == foreign else [" ".join(native), " ".join(foreign)]


def is_japanese(words: Sequence[str]) -> bool:
    """Is this surely Japanese, by kana or by the form of a Japanese company?"""
    text = "".join(words)
    return _KANA.search(text) is not None or _COMPANY.search(text) is not None


def name(words: Sequence[str]) -> tuple[str, bool] | None:
    """(family and given name, whether nothing but Japanese is likely) of a name in kanji."""
    written = "".join(map(standing, words))
    if len(words) > 2 or not 2 <= len(written) <= 7:
        return None
    for size in (3, 2, 1):
        family = _table("family").get(written[:size])
        given = _table("given").get(written[size:])
        if family is not None and given is not None:
            return f"{family} {given}", size > 1
    return None


@lru_cache(maxsize=1 << 12)
def standing(word: str) -> str:
    """``word`` with the form of each character that stands for its variants (學 and 学)."""
    return "".join(_variants().get(c, c) for c in word)


@cache
def _variants() -> dict[str, str]:
    return pairs("han_variants")


@cache
def _table(role: str) -> dict[str, str]:
    return {native: latin for kind, native, latin in rows("japanese_names") if kind == role}


@cache
def _lexicon() -> tuple[dict[str, str], int]:
    words = _table("family") | _table("given") | _table("word")
    return words, max(map(len, words))


@lru_cache(maxsize=1 << 12)
def _read(word: str, is_foreign: bool) -> str:
    found: list[str] = []
    for run in re.findall("[\u3041-\u30ff\u31f0-\u31ff]+|[^\u3041-\u30ff\u31f0-\u31ff]+", word):
        if _KANA.match(run):
            sound = _kana(run)
            found.append(_loan(sound) if is_foreign and run[0] >= "ァ" else sound)
        else:
            for native, latin in segmented(standing(run), *_lexicon()):
                found.append(latin or re.sub("[^a-z0-9]", "", anyascii(native).lower()))
    return " ".join(found)


def _kana(run: str) -> str:
    text = unicodedata.normalize("NFKC", run)
    text = "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヴ" else c for c in text)
    found = ""
    doubled = False
    for letter in text:
        sound = _SYLLABLES.get(letter, "")
        if letter == "っ":
            doubled = True
            continue
        if letter in _SMALL and found.endswith("i"):
            is_palatal = found.endswith(("shi", "chi", "ji"))
            found = found[:-1] + (_SMALL[letter][1:] if is_palatal else _SMALL[letter])
        elif letter in _SMALL_VOWELS and found[-1:] in ("u", "i", "e", "o"):
            found = found[:-1] + sound
        else:
            found += sound[:1] + sound if doubled and sound else sound
        doubled = False
    return _LONG.sub(r"\1", found)


def _loan(sound: str) -> str:
    for pattern, letters in _LOAN:
        sound = re.sub(pattern, letters, sound)
    return sound
