"""Burmese script: names syllable by syllable, as Burmese people spell them in English.

A syllable is a consonant with its medials, a vowel, and perhaps a last consonant, told by its
*asat* or by the letter stacked beneath; together they have customary spellings (အောင် aung, ဝင်း win)
that no letter-by-letter table gives. The first reading has the commonest spelling of each
syllable, as lists print it (Min Aung Hlaing); the second one the other custom (e for ay, gy for
ky). Known words of organisation names are read as the table has them.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from interdict.writing.tables import pairs, segmented

_CONSONANTS = {
    "က": "k", "ခ": "kh", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s", "ဇ": "z", "ဈ": "z",
    "ဉ": "ny", "ည": "ny", "ဋ": "t", "ဌ": "ht", "ဍ": "d", "ဎ": "d", "ဏ": "n", "တ": "t", "ထ": "ht",
    "ဒ": "d", "ဓ": "d", "န": "n", "ပ": "p", "ဖ": "ph", "ဗ": "b", "ဘ": "b", "မ": "m", "ယ": "y",
    "ရ": "y", "လ": "l", "ဝ": "w", "သ": "th", "ဟ": "h", "ဠ": "l", "အ": "", "ဿ": "th",
}  # fmt: skip
_WITH_Y = {"kh": "ch", "g": "j", "l": "ly", "ng": "ny", "y": "y", "th": "th"}
_WITH_H = {"y": "sh", "ly": "sh", "th": "sh", "s": "sh"}
_RHYMES = {
    # last consonant: spelling by the vowel written before it (none, ိ, ု, ွ, ေ ာ, ိ ု, ွ with a)
    "က": ("et", "eit", "ok", "wet", "auk", "aik"), "င": ("in", "ein", "on", "win", "aung", "aing"),
    "စ": ("it", "it", "ok", "wit", "aut", "ait"), "ည": ("i", "i", "u", "we", "aw", "o"),
    "ဉ": ("in", "ein", "on", "win", "aung", "aing"), "တ": ("at", "eit", "ok", "ut", "aw", "aik"),
    "န": ("an", "ein", "one", "un", "aung", "aing"), "ပ": ("at", "eit", "ok", "ut", "auk", "aik"),
    "မ": ("an", "ein", "one", "un", "aung", "aing"), "ယ": ("e", "e", "e", "we", "aw", "o"),
}  # fmt: skip
_LIKE = {
    "ဋ": "တ", "ဌ": "တ", "ဍ": "တ", "ဎ": "တ", "ထ": "တ", "ဒ": "တ", "ဓ": "တ", "ဏ": "န", "ဗ": "ပ",
    "ဘ": "ပ",
    "ဖ": "ပ", "ခ": "က", "ဂ": "က", "ဃ": "က", "ဆ": "စ", "ဇ": "စ", "ဥ": "ဉ",
}  # fmt: skip
_VOWELS = {
    "": "a", "ာ": "a", "ါ": "a", "ိ": "i", "ီ": "i", "ု": "u", "ူ": "u", "ေ": "ay", "ဲ": "e", "ေါ": "aw",
    "ော": "aw", "ို": "o", "ံ": "an", "ိံ": "ein", "ုံ": "one", "ွံ": "un",
}  # fmt: skip
_ALONE = {"ဣ": "i", "ဤ": "i", "ဥ": "u", "ဦ": "u", "ဧ": "e", "ဩ": "aw", "ဪ": "aw", "၏": "i"}
_SYLLABLE = re.compile(
    "(?P<initial>[က-အဿ])(?P<medials>[ျြွှ]*)(?P<vowel>[ါာိီုူေဲံ]*)(?P<tone>[့း]*)"
    "(?:(?P<last>[က-အဥ])(?P<mark>[့း]*(?:်[့း]*|္(?=[က-အ])|်္(?=[က-အ])))|်[့း]*|(?P<stack>္)(?=[က-အ]))?"
    "(?P<after>[့း]*)|(?P<alone>[ဣ-ဪ၏])(?P<length>[ီ့း]*)"
)
_OTHER = (("ay", "e"), ("ky", "gy"), ("one", "on"), ("ht", "t"), ("ph", "p"), ("ok", "oke"))
_DIGITS = str.maketrans("၀၁၂၃၄၅၆၇၈၉", "0123456789")


class Syllable(NamedTuple):
    """One syllable read, and whether it leans on its neighbour (သ in သဇင်, Thazin)."""

    latin: str
    is_light: bool
    is_bound: bool
    """A letter is stacked beneath its last one: the next syllable is of the same word."""


def readings(words: Sequence[str]) -> list[str]:
    """Latin readings of Burmese words, in the order of the module's description."""
    pieces = [piece for word in words for piece in segmented(word, *_lexicon())]
    usual = " ".join(latin or _spelled(native) for native, latin in pieces)
    other = " ".join(latin or _other(_spelled(native)) for native, latin in pieces)
    return [usual] if other == usual else [usual, other]


@cache
def _lexicon() -> tuple[dict[str, str], int]:
    words = pairs("burmese_words")
    return words, max(map(len, words))


def _other(usual: str) -> str:
    for spelling, custom in _OTHER:
        usual = usual.replace(spelling, custom)
    return usual


@lru_cache(maxsize=1 << 15)
def _spelled(word: str) -> str:
    """Syllables apart, but for those that cannot stand alone."""
    word = re.sub("[\u200b-\u200d\u2060]", "", word).translate(_DIGITS)
    syllables: list[Syllable] = []
    for found in re.finditer(rf"{_SYLLABLE.pattern}|(?P<figure>[0-9A-Za-z]+)", word):
        if figure := found["figure"]:
            syllables.append(Syllable(figure.lower(), False, False))
        else:
            syllables.append(_syllable(found, not syllables))
    written = ""
    for at, syllable in enumerate(syllables):
        after_bound = at > 0 and syllables[at - 1].is_bound
        leans_back = syllable.is_light and (at == len(syllables) - 1 or after_bound)
        written = (written.rstrip() if leans_back else written) + syllable.latin
        leans_on = syllable.is_light and not leans_back
        written += "" if leans_on or syllable.is_bound else " "
    return written.strip()


def _syllable(found: re.Match[str], is_first: bool) -> Syllable:
    if found["alone"]:
        is_long = found["alone"] == "ဦ" or "ီ" in found["length"]
        latin = "oo" if is_long and not is_first else _ALONE.get(found["alone"], "")
        return Syllable(latin, False, False)
    initial = _initial(found["initial"], found["medials"])
    is_open = found["last"] is None and found["stack"] is None
    is_bare = is_open and not found["vowel"] and not found["medials"]
    is_bound = found["stack"] is not None or "္" in (found["mark"] or "")
    if found["last"] is not None:
        tones = (found["tone"] or "") + (found["mark"] or "") + (found["after"] or "")
        rhyme = _closed(found["vowel"], "ွ" in found["medials"], found["last"])
        if "့" in tones and rhyme.endswith("n"):
            rhyme += "t"  # Myint, Nyunt, Thant
        elif "့" in tones and rhyme == "i":
            rhyme = "ae"  # Pyae
        return Syllable(_joined(initial, rhyme), False, is_bound)
    rhyme = _VOWELS.get(found["vowel"], "a")
    is_heavy = "း" in (found["tone"] or "") + (found["after"] or "")
    if "ွ" in found["medials"]:
        rhyme = {"ay": "we", "an": "un"}.get(rhyme, "w" + rhyme)
    elif rhyme == "o" and is_heavy and not set(found["medials"]) & set("ျြ") and initial:
        rhyme = "oe"  # Soe, Moe
    elif rhyme == "ay" and not initial:
        rhyme = "aye"
    return Syllable(_joined(initial, rhyme), is_bare and not is_heavy, is_bound)


def _initial(letter: str, medials: str) -> str:
    latin = _CONSONANTS[letter]
    if "ျ" in medials or "ြ" in medials:
        latin = _WITH_Y.get(latin, latin + "y")
    if "ှ" in medials:
        latin = _WITH_H.get(latin, "h" + latin)
    return latin


def _closed(vowel: str, is_rounded: bool, last: str) -> str:
    rhymes = _RHYMES.get(_LIKE.get(last, last))
    if rhymes is None:  # a last r, l, s is written and not read
        return ("w" if is_rounded else "") + _VOWELS.get(vowel, "a")
    if is_rounded and not vowel:
        return rhymes[3]
    shapes = {"ိ": 1, "ု": 2, "ော": 4, "ေါ": 4, "ို": 5}
    return rhymes[shapes.get(vowel, 0)]


def _joined(initial: str, rhyme: str) -> str:
    if initial.endswith("w") and rhyme.startswith("w"):
        return initial + rhyme[1:]
    if initial == "w" and rhyme == "an":
        return "wun"
    return initial + rhyme
