"""Han characters: pinyin without tones, and the foreign names that characters imitate.

A personal name of two to four characters that begins with a Chinese family name reads ``xi
jinping`` first, then as Hong Kong spells it (``wong kwok keung``), a Korean's in Korean; one whose
two halves are Japanese names reads so first (``abe shinzo``). Known words of company names
(有限公司) stay whole; what lies between them is one word. Other readings: by character, and by the
sounds Chinese uses to write foreign names (弗拉基米尔, Vladimir).
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from anyascii import anyascii

from interdict.writing import hangul, japanese
from interdict.writing.tables import pairs, rows, segmented

_HARD = {
    "尔": "r", "爾": "r", "勒": "ler", "夫": "f", "基": "ki", "吉": "gi", "加": "ka", "杰": "ger",
    "维": "wi", "維": "wi", "克": "ck", "德": "der", "特": "tt", "拉": "ra", "里": "li", "罗": "lo",
    "羅": "lo", "卡": "ca", "莱": "le", "萊": "le", "兰": "ran", "蘭": "ran", "西": "ci",
    "森": "son", "尼": "ny", "利": "ly", "莉": "lie", "斯": "ss", "丽": "ri", "麗": "ri",
    "布": "bu", "格": "gh", "林": "rin", "伦": "ren", "倫": "ren", "雷": "ray", "莎": "sha",
    "萨": "za", "薩": "za",
}  # fmt: skip
"""Second sounds of characters that stand for more than one foreign syllable."""
_HONG_KONG = {
    "李": "lee", "吴": "ng", "周": "chow", "邱": "yau", "潘": "poon", "孙": "suen", "关": "kwan",
    "黎": "lai", "甄": "yan", "洪": "hung", "司": "sze", "史": "sze", "伍": "ng", "阮": "yuen",
}  # fmt: skip
"""Family names that Hong Kong does not spell by rule."""
_KOREAN = frozenset("金朴崔尹裴玄权權")
"""Family names that are far commoner in Korea than in China."""
_KOREAN_GIVEN = 2
_SHORT = 3
"""Characters of a name that is a person's even if two of them are a known word (李东方)."""


def readings(words: Sequence[str]) -> list[str]:
    """Latin readings of Han words, in the order of the module's description."""
    pieces = [piece for word in words for piece in _pieces(word)]
    if japanese.is_japanese(words):
        return [*japanese.readings(words), _whole(pieces)]
    length = sum(map(len, words))
    is_known = any(latin for _, latin in pieces)
    if not is_known or (length <= _SHORT and not all(latin for _, latin in pieces)):
        found = _of_a_person(words)
        if found:
            return found
    foreign = " ".join(latin or _foreign([native]) for native, latin in pieces)
    hard = " ".join(latin or _foreign([native], True) for native, latin in pieces)
    if not is_known and len(words) > 1:  # a middle dot: a foreign name
        return [_whole(pieces), foreign, hard, foreign.replace("l", "r")]
    spaced = " ".join(latin or " ".join(map(_pinyin, native)) for native, latin in pieces)
    return [_whole(pieces), spaced, foreign, hard]


def _whole(pieces: Sequence[tuple[str, str]]) -> str:
    return " ".join(latin or _pinyin(native) for native, latin in pieces)


def _of_a_person(words: Sequence[str]) -> list[str]:
    """Readings of a Chinese, Korean or Japanese person's name; none of any other name."""
    found: list[str] = []
    in_japanese = japanese.name(words)
    name = _personal(words)
    if in_japanese is not None and (in_japanese[1] or name is None):
        found.append(in_japanese[0])
    if name is not None:
        family = " ".join(_families()[part] for part in name[0])
        found.append(f"{family} {''.join(map(_pinyin, name[1]))}")
        found.append(_cantonese(*name))
        if name[0][0] in _KOREAN and len(name[1]) == _KOREAN_GIVEN:
            found += _korean("".join(words))
    if in_japanese is not None and not in_japanese[1] and name is not None:
        found.append(in_japanese[0])
    if found and len(words) == 1:
        # Foreign names are written in one run or with a middle dot, never as two words.
        found += [_foreign(words), _foreign(words, True)]
    return [reading for reading in found if reading]


def _cantonese(families: Sequence[str], given: str) -> str:
    """As Hong Kong spells it: ``wong kwok keung``; empty where a sound is not known."""
    written = [japanese.standing("".join(families)), japanese.standing(given)]
    sounds = [_HONG_KONG.get(c) or _sound(c, 0) for c in written[0]]
    sounds += [_sound(c, 0) for c in written[1]]
    return " ".join(sounds) if all(sounds) else ""


def _korean(name: str) -> list[str]:
    """A Korean's name in hanja, as the North and the South spell it: ``kim jong un``."""
    syllables = ["김" if c == "金" else _sound(c, 1) for c in japanese.standing(name)]
    if not all(syllables):
        return []
    return [hangul.readings([syllables[0], "".join(syllables[1:])])[scheme] for scheme in (1, 3)]


def _sound(character: str, column: int) -> str:
    row = _sounds().get(character)
    return row[column] if row else ""


@cache
def _sounds() -> dict[str, tuple[str, str]]:
    return {character: (cantonese, korean) for character, cantonese, korean in rows("han_sounds")}


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
def _foreign_names() -> dict[str, str]:
    return pairs("han_foreign_names")


@cache
def _foreign_sounds() -> dict[str, str]:
    return pairs("han_foreign_sounds")


@cache
def _hard_sounds() -> dict[str, str]:
    return _foreign_sounds() | _HARD


def _personal(words: Sequence[str]) -> tuple[list[str], str] | None:
    """(family names, given) of a Chinese personal name written as one word or as two."""
    name = "".join(words)
    if len(words) > 2 or not 2 <= len(name) <= 4:
        return None
    for size in (2, 1):
        if len(name) > size and name[:size] in _families() and len(name) - size <= 2:
            return [name[:size]], name[size:]
    if len(name) == 4 and name[0] in _families() and name[1] in _families():
        return [name[0], name[1]], name[2:]  # a married woman's two (林鄭月娥)
    return None


@lru_cache(maxsize=1 << 15)
def _pinyin(characters: str) -> str:
    return re.sub("[^a-z0-9]", "", anyascii(characters).lower())


def _foreign(words: Sequence[str], is_hard: bool = False) -> str:
    return " ".join([_foreign_word(word, is_hard) for word in words])


@lru_cache(maxsize=1 << 14)
def _foreign_word(word: str, is_hard: bool) -> str:
    sounds = _hard_sounds() if is_hard else _foreign_sounds()
    known = _foreign_names().get(japanese.standing(word))
    return known or "".join(sounds.get(c) or _pinyin(c) for c in word)
