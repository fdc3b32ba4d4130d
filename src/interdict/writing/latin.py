"""Latin letters with marks: the letter beneath, and the two letters people write instead."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

_PLAIN = str.maketrans({
    "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
    "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i",
    "İ": "i", "ə": "a", "Ə": "a", "ħ": "h", "Ħ": "h", "ŋ": "ng", "Ŋ": "ng", "ĸ": "k", "ǝ": "e",
    "ƒ": "f", "ɢ": "g", "ʟ": "l", "ɴ": "n", "ʀ": "r", "ꜱ": "s", "ғ": "f", "ǫ": "q", "ʏ": "y",
})  # fmt: skip
_DIGRAPHS = str.maketrans({
    "ä": "ae", "Ä": "ae", "ö": "oe", "Ö": "oe", "ü": "ue", "Ü": "ue", "å": "aa", "Å": "aa",
    "ø": "oe", "Ø": "oe", "š": "sh", "Š": "sh", "č": "ch", "Č": "ch", "ž": "zh", "Ž": "zh",
    "ş": "sh", "Ş": "sh", "ș": "sh", "Ș": "sh", "ç": "ch", "Ç": "ch", "ć": "ch", "Ć": "ch",
    "đ": "dj", "Đ": "dj", "ə": "e", "Ə": "e", "ñ": "ny", "Ñ": "ny", "ţ": "ts", "Ţ": "ts",
    "ț": "ts", "Ț": "ts", "ğ": "gh", "Ğ": "gh", "ř": "rz", "Ř": "rz",
})  # fmt: skip


def readings(words: Sequence[str]) -> list[str]:
    """Marks dropped (Muller), then digraphs (Mueller) where the text has such letters."""
    text = " ".join(words)
    digraphs = text.translate(_DIGRAPHS)
    plain = " ".join(map(_bare, words))
    return [plain] if digraphs == text else [plain, " ".join(map(_bare, digraphs.split(" ")))]


@lru_cache(maxsize=1 << 10)
def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return anyascii("".join(c for c in decomposed if not unicodedata.combining(c)))
