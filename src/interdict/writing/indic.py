"""The scripts of India: one romanisation for all, by the Unicode names of their letters.

Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam and Sinhala name
their letters alike (``LETTER KHA``, ``VOWEL SIGN AA``). A consonant carries an *a* unless a sign
says otherwise; the languages of the north drop it at the end of a word and between two syllables
(भारतीय Bharatiya, राहुल Rahul), those of the south do not.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from anyascii import anyascii

_VOWELS = {
    "A": "a", "AA": "a", "I": "i", "II": "i", "U": "u", "UU": "u", "E": "e", "EE": "e", "AI": "ai",
    "O": "o", "OO": "o", "AU": "au", "VOCALIC R": "ri", "VOCALIC RR": "ri", "CANDRA E": "e",
    "CANDRA O": "o", "SHORT E": "e", "SHORT O": "o", "CANDRA A": "a", "AE": "e", "AAE": "e",
}  # fmt: skip
_CONSONANTS = {
    "NGA": "ng", "NYA": "ny", "TTA": "t", "TTHA": "th", "DDA": "d", "DDHA": "dh", "NNA": "n",
    "CA": "ch", "CHA": "chh", "SSA": "sh", "RRA": "r", "LLA": "l", "LLLA": "zh", "NNNA": "n",
    "QA": "q", "KHHA": "kh", "GHHA": "gh", "ZA": "z", "DDDHA": "d", "RHA": "rh", "FA": "f",
    "YYA": "y", "VA": "v", "JNYA": "gy",
}  # fmt: skip
_NUKTA = {"k": "q", "kh": "kh", "g": "g", "j": "z", "ph": "f", "d": "r", "dh": "rh", "y": "y"}
_SOUTHERN = ("TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")
_ONE = "(?:chh|[bcdgjkprst]h|[b-dfgj-np-tv-z](?!h)|(?<![bcdgjkprst])h)"
_SILENT_A = re.compile(rf"(?<=[aeiou~])({_ONE})~(?={_ONE}[aeiou~])")
_KNOWN = {"singh": re.compile("sinh~?$"), "bharatiya": re.compile("bhar~tiy~$")}


def readings(words: Sequence[str]) -> list[str]:
    """The usual spelling, then one with w for v, f for ph and ch for chh."""
    usual = " ".join(map(_word, words))
    other = usual.replace("v", "w").replace("ph", "f").replace("chh", "ch")
    return [usual] if other == usual else [usual, other]


@lru_cache(maxsize=1 << 15)
def _word(word: str) -> str:
    written = ""
    is_southern = False
    for letter in unicodedata.normalize("NFC", word):
        script, name = _named(letter)
        is_southern = is_southern or script in _SOUTHERN
        written = _with(written, letter, name)
    for known, pattern in _KNOWN.items():
        written = pattern.sub(known, written)
    if not is_southern:
        written = re.sub(f"({_ONE}{_ONE})~$", r"\1a", written)  # Narendra, Mishra
        written = _SILENT_A.sub(r"\1", written.removesuffix("~"))
    return written.replace("~", "a")


@cache
def _named(letter: str) -> tuple[str, str]:
    """(script, the letter's name in it), as Unicode has them; alike for all scripts."""
    script, _, name = unicodedata.name(letter, "").partition(" ")
    if script == "SINHALA" or "CHILLU" in name:  # these have names of their own
        name = _renamed(anyascii(letter), name)
    return script, name


def _renamed(latin: str, name: str) -> str:
    """A letter's Unicode name as its sisters in the other scripts have it."""
    if name.startswith("SIGN"):
        return "SIGN VIRAMA" if name.endswith("AL-LAKUNA") else "SIGN ANUSVARA"
    if name.startswith("VOWEL SIGN"):
        return f"VOWEL SIGN {latin.upper()}"
    if "CHILLU" in name:
        return "SIGN ANUSVARA" if latin == "m" else f"CHILLU {latin.upper()}"
    return f"LETTER {latin.upper()}" + ("" if latin[:1] in "aeiou" else "A")


def _with(written: str, letter: str, name: str) -> str:
    """``written`` and one letter more; ``~`` is the vowel a consonant carries unsaid."""
    kind, _, sound = name.partition(" ")
    if name.startswith("VOWEL SIGN"):
        return written.removesuffix("~") + _VOWELS.get(name.removeprefix("VOWEL SIGN "), "")
    if kind == "LETTER" and sound in _VOWELS:
        return written + _VOWELS[sound]
    if kind == "LETTER":
        latin = _CONSONANTS.get(sound, sound.removesuffix("A").lower())
        return written + re.sub("[^a-z]", "", latin) + "~"
    if kind == "CHILLU":  # a consonant that carries no vowel
        return written + sound.lower()
    if name.endswith(("VIRAMA", "AL-LAKUNA")):
        return written.removesuffix("~")
    if name.endswith(("ANUSVARA", "CANDRABINDU", "BINDI", "TIPPI")):
        return written.replace("~", "a", -1) + "n" if written.endswith("~") else written + "n"
    if name.endswith("NUKTA") and written.endswith("~"):
        last = re.search("(kh|ph|dh|[a-z])~$", written)
        return written[: last.start()] + _NUKTA.get(last[1], last[1]) + "~" if last else written
    if kind == "DIGIT":
        return written + str(unicodedata.digit(letter))
    return written
