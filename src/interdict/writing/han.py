"""Han characters: pinyin without tones, and the foreign names that characters imitate.

A personal name of two to four characters that begins with a Chinese family name reads ``xi
jinping`` first, then spaced by character. Known words of company names (有限公司) stay whole;
what lies between them is one word. Other readings: by character, and by the sounds Chinese
uses to write foreign names (弗拉基米尔, Vladimir).
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from anyascii import anyascii

from interdict.writing.tables import pairs, segmented

_HARD = {
    "尔": "r", "爾": "r", "勒": "ler", "夫": "f", "基": "ki", "吉": "gi", "加": "ka", "杰": "ger",
    "维": "wi", "維": "wi", "克": "ck", "德": "der", "特": "tt", "拉": "ra", "里": "li", "罗": "lo",
    "羅": "lo", "卡": "ca", "莱": "le", "萊": "le", "兰": "ran", "蘭": "ran", "西": "ci",
    "森": "son", "尼": "ny", "利": "ly", "莉": "lie", "斯": "ss", "丽": "ri", "麗": "ri",
    "布": "bu", "格": "gh", "林": "rin", "伦": "ren", "倫": "ren", "雷": "ray", "莎": "sha",
    "萨": "za", "薩": "za",
}  # fmt: skip
"""Second sounds of characters that stand for more than one foreign syllable."""


def readings(words: Sequence[str]) -> list[str]:
    """Latin readings of Han words, in the order of the module's description."""
    pieces = [piece for word in words for piece in _pieces(word)]
    if not any(latin for _, latin in pieces):
        name = _personal(words)
        if name is not None:
            family, given = _families()[name[0]], [_pinyin(c) for c in name[1]]
            found = [f"{family} {''.join(given)}", f"{family} {' '.join(given)}"]
            # Foreign names are written in one run or with a middle dot, never as two words.
            one_run = [_foreign(words), _foreign(words, True)] if len(words) == 1 else []
            return found + one_run
    whole = " ".join(latin or _pinyin(native) for native, latin in pieces)
    spaced = " ".join(latin or " ".join(map(_pinyin, native)) for native, latin in pieces)
    foreign = " ".join(latin or _foreign([native]) for native, latin in pieces)
    hard = " ".join(latin or _foreign([native], True) for native, latin in pieces)
    return [whole, spaced, foreign, hard]


@lru_cache(maxsize=1 << 14)  # names share their words
def _pieces(word: str) -> tuple[tuple[str, str], ...]:
    return tuple(segmented(word, *_lexicon()))


@cache
def _lexicon() -> tuple[dict[str, str], int]:
    words = pairs("han_words")
    return words, max(map(len, words))


@cache
def _families() -> dict[str, str]:
    return pairs("han_family_names")


@cache
def _foreign_sounds() -> dict[str, str]:
    return pairs("han_foreign_sounds")


@cache
def _hard_sounds() -> dict[str, str]:
    return _foreign_sounds() | _HARD


def _personal(words: Sequence[str]) -> tuple[str, str] | None:
    """(family, given) of a Chinese personal name written as one word or as two."""
    if len(words) > 2 or not 2 <= len("".join(words)) <= 4:
        return None
    name = "".join(words)
    for size in (2, 1):
        if len(name) > size and name[:size] in _families() and len(name) - size <= 2:
            return name[:size], name[size:]
    return None


@lru_cache(maxsize=1 << 15)
def _pinyin(characters: str) -> str:
    return re.sub("[^a-z0-9]", "", anyascii(characters).lower())


def _foreign(words: Sequence[str], is_hard: bool = False) -> str:
    return " ".join([_foreign_word(word, is_hard) for word in words])


@lru_cache(maxsize=1 << 14)
def _foreign_word(word: str, is_hard: bool) -> str:
    sounds = _hard_sounds() if is_hard else _foreign_sounds()
    return "".join(sounds.get(c) or _pinyin(c) for c in word)
