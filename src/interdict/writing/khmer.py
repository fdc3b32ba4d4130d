"""Khmer script: consonants of two series, which give the same vowel sign two sounds.

The reading follows how Cambodians spell their names in Latin letters (ហ៊ុន សែន Hun Sen): one
spelling per sign and series, unwritten vowels filled in.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

_CONSONANTS = {
    "ក": "k", "ខ": "kh", "គ": "k", "ឃ": "kh", "ង": "ng", "ច": "ch", "ឆ": "chh", "ជ": "ch",
    "ឈ": "chh", "ញ": "nh", "ដ": "d", "ឋ": "th", "ឌ": "d", "ឍ": "th", "ណ": "n", "ត": "t", "ថ": "th",
    "ទ": "t", "ធ": "th", "ន": "n", "ប": "b", "ផ": "ph", "ព": "p", "ភ": "ph", "ម": "m", "យ": "y",
    "រ": "r", "ល": "l", "វ": "v", "ស": "s", "ហ": "h", "ឡ": "l", "អ": "", "ឣ": "a", "ឥ": "e",
    "ឦ": "ei", "ឧ": "u", "ឩ": "ou", "ឪ": "ov", "ឫ": "rue", "ឭ": "lue", "ឯ": "ae", "ឱ": "ao",
    "ឳ": "av",
}  # fmt: skip
_SECOND = frozenset("គឃងជឈញឌឍទធនពភមយរលវ")
_VOWELS = {
    # sign: sound after the first series, after the second
    "": ("a", "o"), "ា": ("a", "ea"), "ិ": ("e", "i"), "ី": ("ei", "i"), "ឹ": ("oe", "ue"),
    "ឺ": ("eu", "eu"), "ុ": ("o", "u"), "ូ": ("o", "u"), "ួ": ("uo", "uo"), "ើ": ("aeu", "eu"),
    "ឿ": ("oea", "oea"), "ៀ": ("ie", "ie"), "េ": ("e", "e"), "ែ": ("ae", "e"), "ៃ": ("ai", "ey"),
    "ោ": ("ao", "o"), "ៅ": ("au", "ov"), "ំ": ("am", "um"), "ាំ": ("am", "oam"), "ុំ": ("om", "um"),
    "ះ": ("ah", "eah"),
}  # fmt: skip
_LETTER = "[ក-ឳ]"
_CLUSTER = re.compile(
    f"(?P<letters>{_LETTER}(?:្{_LETTER})*)(?P<shift>[៉៊]?)(?P<vowel>[ា-ះៈ]*)(?P<shift2>[៉៊]?)"
    "(?P<vowel2>[ា-ះ]*)(?P<marks>[់៌៍័៏័៎]*)"
)


def readings(words: Sequence[str]) -> list[str]:
    """The reading with each series' own vowels, then one that tells the series less apart."""
    usual = " ".join(map(_spelled, words))
    other = usual.replace("ae", "e").replace("ea", "a").replace("ei", "i").replace("ey", "ai")
    return [usual] if other == usual else [usual, other]


@lru_cache(maxsize=1 << 12)
def _spelled(word: str) -> str:
    word = re.sub(f"{_LETTER}៍|[\u200b-\u200d]", "", word)  # killed letters, joiners
    clusters = list(_CLUSTER.finditer(word))
    found = ""
    is_open = False
    for at, cluster in enumerate(clusters):
        vowel = cluster["vowel"] + cluster["vowel2"]
        following = clusters[at + 1] if at + 1 < len(clusters) else None
        latin = "".join(_CONSONANTS[c] for c in cluster["letters"] if c != "្")
        if cluster["shift"] == "៉" and latin == "b":
            latin = "p"
        is_bare = not vowel and len(cluster["letters"]) == 1
        if is_bare and is_open and (following is None or _begins(following) or cluster["marks"]):
            found += {"b": "p", "d": "t", "v": "v"}.get(latin, latin)
            is_open = False
            continue
        shift = cluster["shift"] or cluster["shift2"]
        is_second = shift != "៉" and (shift == "៊" or cluster["letters"][0] in _SECOND)
        found += latin + _sound(vowel, is_second)
        is_open = not vowel.endswith(("ំ", "ះ"))
    return re.sub(r"([aeiou])\1+", r"\1", found)


def _begins(cluster: re.Match[str]) -> bool:
    """Whether a syllable surely begins here: it has a written vowel or letters beneath."""
    return bool(cluster["vowel"] + cluster["vowel2"]) or len(cluster["letters"]) > 1


def _sound(vowel: str, is_second: bool) -> str:
    if vowel in _VOWELS:
        return _VOWELS[vowel][is_second]
    return "".join(_VOWELS.get(sign, ("", ""))[is_second] for sign in vowel)
