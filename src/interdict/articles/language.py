"""Which language a text is in, by its script and its commonest small words."""

import re
from collections import Counter
from functools import cache
from importlib.resources import files

_LOOK = 20_000
"""Characters that are looked at."""
_LEAST_LETTERS = 20
_LEAST_WORDS = 3
"""Small words that must have been met."""
_WORD = re.compile(r"[^\W\d_]+")

_SCRIPTS = (
    ("ko", "가", "힣"),
    ("ja", "぀", "ヿ"),
    ("zh", "一", "鿿"),
    ("th", "฀", "๿"),
    ("he", "֐", "׿"),
    ("ar", "؀", "ۿ"),
    ("el", "Ͱ", "Ͽ"),
    ("ru", "Ѐ", "ӿ"),
    ("hi", "ऀ", "ॿ"),
    ("bn", "ঀ", "৿"),
    ("ta", "஀", "௿"),
    ("ka", "ა", "ჿ"),
    ("hy", "԰", "֏"),
    ("km", "ក", "៿"),
    ("my", "က", "႟"),
    ("lo", "຀", "໿"),
    ("am", "ሀ", "፿"),
)
"""A script with its first and last character, named by the language most written in it."""
_SCRIPT = {language: re.compile(f"[{first}-{last}]") for language, first, last in _SCRIPTS}
_LETTER = re.compile(r"[^\W\d_]")

_MARKED = {
    "ru": (("uk", "іїєґ"), ("be", "ў"), ("sr", "јљњћђ"), ("mk", "ѓќѕ"), ("ru", "ыэё"), ("bg", "ъ")),
    "ar": (("ur", "ٹڈڑےں"), ("fa", "پچژگیک")),
}
"""Languages in the same script, by letters the others lack; the first that is met often."""
_OFTEN = 0.004


def language_of(text: str) -> str:
    """ISO 639-1 code; empty where there is too little text to tell, or we do not know it."""
    look = text[:_LOOK]
    letters = len(_LETTER.findall(look))
    counts = {language: len(script.findall(look)) for language, script in _SCRIPT.items()}
    if counts["ja"] > 0.1 * (counts["ja"] + counts["zh"]):
        counts["ja"] += counts.pop("zh")
    most = max(counts, key=counts.__getitem__)
    if counts[most] * 2 > letters and counts[most] >= min(_LEAST_LETTERS, 8):
        return _marked(most, look.lower(), letters)
    return _by_words(look) if letters >= _LEAST_LETTERS else ""


def _marked(language: str, text: str, letters: int) -> str:
    for other, marks in _MARKED.get(language, ()):
        if sum(map(text.count, marks)) > letters * _OFTEN:
            return other
    return language


def _by_words(text: str) -> str:
    words = Counter(_WORD.findall(text.lower()))
    scores = {
        language: sum(words[word] for word in small) for language, small in _small_words().items()
    }
    first, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    enough = max(_LEAST_WORDS, words.total() * 0.04)
    return first if scores[first] >= enough and scores[first] > scores[second] else ""


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    table = files("interdict.articles").joinpath("tables/small_words.tsv")
    rows = table.read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {language: tuple(words.split()) for language, words in pairs}
