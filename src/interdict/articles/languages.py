"""Which language a text is in, by its script or its commonest words."""

import re
from collections import Counter

from interdict.articles.line_words import word_set

_LOOK = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 8
"""Words below which nothing can be said."""

_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("ru", "\u0400-\u04ff"),
    ("ar", "\u0600-\u06ff"),
    ("he", "\u0590-\u05ff"),
    ("el", "\u0370-\u03ff"),
    ("th", "\u0e00-\u0e7f"),
    ("hi", "\u0900-\u097f"),
)
_COUNTERS = [(code, re.compile(f"[{span}]")) for code, span in _SCRIPTS]
_LATIN = re.compile(r"[A-Za-z]")
_UKRAINIAN = re.compile(r"[іїєґ]")
_PERSIAN = re.compile(r"[پچژگ]")


def language_of(text: str) -> str:
    """ISO 639-1 code; empty where it cannot be told."""
    start = text[:_LOOK]
    latin = len(_LATIN.findall(start))
    counts = [(len(sign.findall(start)), code) for code, sign in _COUNTERS]
    if counts[0][0] > 0.1 * (latin + sum(n for n, _ in counts)) and counts[0][0] > 10:
        return "ja"
    most, script = max(counts)
    if most > latin:
        return _finer(script, start, most)
    words = Counter(word.lower() for word in _WORD.findall(start))
    if sum(words.values()) < _FEWEST:
        return ""
    scores = {code: sum(words[w] for w in word_set(f"language_{code}")) for code in _LATIN_CODES}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= 0.06 * sum(words.values()) else ""


_LATIN_CODES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "sv")


def _finer(script: str, text: str, most: int) -> str:
    """Two languages that share a script, by the letters only one of them has."""
    if script == "ru" and len(_UKRAINIAN.findall(text)) > 0.02 * most:
        return "uk"
    if script == "ar" and len(_PERSIAN.findall(text)) > 0.01 * most:
        return "fa"
    return script
