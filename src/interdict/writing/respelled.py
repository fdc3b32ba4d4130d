"""Names in Latin letters that another system of romanisation writes otherwise.

Each is one more reading of the whole name, made only where the name needs it:

* a servant of God in two words: Abd al-Rahman, Abdurrahman, Abderrahmane -> ``abdul rahman``, the
  article's l having become the next letter or not; God and the faith at the end of a word as
  ``ullah`` and ``uddin``;
* Chinese in Wade's, Taiwan's or Hong Kong's spelling as pinyin: Mao Tse-tung -> ``mao ze dong``,
  Wong Kwok Keung -> ``huang guo qiang``;
* Korean given names in one word, syllable by syllable: Kim Yeojeong -> ``kim yeo jeong``;
* Japanese long vowels: Tarou Asou, Ohno -> ``taro aso``, ``ono``.
"""

import re
from functools import cache

from interdict.writing import joined_korean
from interdict.writing.older_chinese import in_pinyin, is_syllable
from interdict.writing.tables import rows

_SERVANT = re.compile(
    r"\babd(?: ?(?:ou|[aeiou])(?:[lrnstdz]|sh|dh) (?=[a-z]{3})|"
    r"(?:ou|[aeou])l(?!l?[aeiou]h)(?=[a-z]{3})|"
    r"(?:ou|[aeiou])?(?:r(?=r)|n(?=n)|s(?=s)|t(?=t)|d(?=d)|z(?=z)|sh(?=sh))|"
    r"(?:ou|[aeiou])(?=(?:r[ae]k?h[im]|rash|ra[zs]+[aiu]|ri[zs]|s[ae]l[ae]+m|[kq]a+d[ie]|kari|aziz|"
    r"hak[ie]|maji|nas+[ie]|wah|lat[ie]f|hami|shak|ra[ou]+f)[a-z]))"
)
"""Abd and the article, up to the name of God: with its l, with the letter that the l became,
or left out as in Somali and Turkic names."""
_FAITH = re.compile(r"(?<=[a-z]{3})(?: [aeu][ld] ?| ?e)d{1,2}(?:in|ine|een)\b")
_GOD = re.compile(r"(?<=[a-z]{3})(?: ?[aeiou]| )llah\b|(?<=[a-z]{3})olah\b")

_OH = r"oh(?=[knstmhrgzdb][aeiouy]|[cs]h|\b)"
_ROMAJI = re.compile(
    rf"(?:(?:(?:[kgnhbpmr]y|sh|ch|ts|[kgszjnhbpmr])?(?:oo|ou|uu|{_OH}|[aeiou])|"
    rf"[tdyw](?:oo|ou|{_OH}|[aeo])|yu|fu|n(?![aeiouy])|[kstp](?=[kstpc])| )+)"
)
"""Words that kana could write: those of other languages soon have a syllable that they cannot."""
_LONG = re.compile(rf"oo|ou|{_OH}|uu")


def respelled(folded: str) -> list[str]:
    """Other readings of a folded name; empty for nearly all."""
    found: list[str] = []
    if "abd" in folded:
        joined = _SERVANT.sub("abdul ", folded)
        if joined != folded:
            found.append(joined)
    if "llah" in folded or "din" in folded or "deen" in folded:
        joined = _GOD.sub("ullah", _FAITH.sub("uddin", folded))
        if joined != folded:
            found.append(joined)
    if " " in folded and is_syllable(folded.partition(" ")[0]):
        found += in_pinyin(folded.split())
    if folded.count(" ") == 1 and (korean := joined_korean.spaced(folded.split())):
        found.append(korean)
    has_long = "ou" in folded or "oo" in folded or "oh" in folded or "uu" in folded
    if has_long and _ROMAJI.fullmatch(folded) is not None:
        short = _LONG.sub(lambda match: match[0][0], folded)
        if not _japanese().isdisjoint(short.split()):
            found.append(short)
    return found


@cache
def _japanese() -> frozenset[str]:
    """Family and given names of Japan, long vowels unmarked."""
    return frozenset(latin for role, _, latin in rows("japanese_names") if role != "word")
