"""Thai and Lao: vowels put where they are said, unwritten ones filled in.

Two readings: by the Royal Institute's sounds (Krungthai, Wachira), and by the letters of Sanskrit
and Pali, which families keep in Latin letters (ชินวัตร Shinawatra, วชิราลงกรณ์ Vajiralongkorn).
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from interdict.writing.tables import pairs, segmented

_INITIALS = {
    "ก": "k", "ข": "kh", "ฃ": "kh", "ค": "kh", "ฅ": "kh", "ฆ": "kh", "ง": "ng", "จ": "ch",
    "ฉ": "ch",
    "ช": "ch", "ซ": "s", "ฌ": "ch", "ญ": "y", "ฎ": "d", "ฏ": "t", "ฐ": "th", "ฑ": "th", "ฒ": "th",
    "ณ": "n", "ด": "d", "ต": "t", "ถ": "th", "ท": "th", "ธ": "th", "น": "n", "บ": "b", "ป": "p",
    "ผ": "ph", "ฝ": "f", "พ": "ph", "ฟ": "f", "ภ": "ph", "ม": "m", "ย": "y", "ร": "r", "ล": "l",
    "ว": "w", "ศ": "s", "ษ": "s", "ส": "s", "ห": "h", "ฬ": "l", "อ": "", "ฮ": "h", "ฤ": "rue",
}  # fmt: skip
_FINALS = {
    "k": "k", "kh": "k", "ng": "ng", "ch": "t", "s": "t", "y": "i", "d": "t", "t": "t", "th": "t",
    "n": "n", "b": "p", "p": "p", "ph": "p", "f": "p", "m": "m", "r": "n", "l": "n", "w": "o",
    "h": "", "": "", "rue": "rue",
}  # fmt: skip
_SANSKRIT = {"ช": "sh", "ว": "v", "ท": "d", "ค": "g", "จ": "j", "พ": "b", "ธ": "dh", "ศ": "s"}
_LAO = str.maketrans("ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮະັາຳິີຶືຸູົຽເແໂໃໄ່້໊໋໌ໍຼ",
                     "กขคงจสซยดตถทนบปผฝพฟมยรลวหอฮะัาำิีึืุูัยเแโใไ่้๊๋์อล")  # fmt: skip
_TONES = re.compile("[่้๊๋็ํฺ๎]")
_SILENT = re.compile("[ก-ฮ][ิุู]?์")
_ONSET = "(?P<{0}>(?:[กขคตปผพท]ร|[กขคปผพ]ล|[กขค]ว|หน|หม|หล|หร|หง|หว|หย|อย|ทร|[ก-ฮ]))"
_UNSAID = re.compile("(?:[ก-ฮ]*!)?")
"""What follows a syllable's last consonant and is written for the sake of Sanskrit only."""
_SHAPES = tuple(
    (re.compile(shape.replace("C", _ONSET.format("onset"))), vowel)
    for shape, vowel in (
        ("เCียว", "iao"), ("เCีย", "ia"), ("เCือ", "uea"), ("เCาะ", "o"), ("เCา", "ao"),
        ("เCอะ", "oe"),
        ("เCอ", "oe"), ("เCิ", "oe"), ("เCะ", "e"), ("แCะ", "ae"), ("โCะ", "o"), ("เCย", "oei"),
        ("เC", "e"), ("แC", "ae"), ("โC", "o"), ("[ใไ]Cย?", "ai"), ("Cัว", "ua"), ("Cัย", "ai"),
        ("Cรร(?=[ก-ฮ])", "a"), ("Cรร", "an"), ("Cั", "a"), ("Cา", "a"), ("Cำ", "am"), ("Cะ", "a"),
        ("Cิ", "i"), ("Cี", "i"), ("Cึ", "ue"), ("Cือ?", "ue"), ("Cุ", "u"), ("Cู", "u"),
        ("Cอ(?![ัาำิีึืุู])", "o"),
    )
)  # fmt: skip
_VOWELLED = re.compile("[เแโใไ]|[ก-ฮ][ะัาำิีึืุู]|[ก-ฮ]รร|[กขคตปผพท][รลว][ะัาำิีึืุู]")


def readings(words: Sequence[str]) -> list[str]:
    """Latin readings of Thai or Lao words, in the order of the module's description."""
    pieces = [piece for word in words for piece in segmented(_plain(word), *_lexicon())]
    said = " ".join(latin or _spelled(native, False) for native, latin in pieces)
    written = " ".join(latin or _spelled(native, True) for native, latin in pieces)
    return [said] if said == written else [said, written]


def _plain(word: str) -> str:
    return word.translate(_LAO).replace("ํา", "ำ")


@cache
def _lexicon() -> tuple[dict[str, str], int]:
    words = pairs("thai_words")
    return words, max(map(len, words))


@lru_cache(maxsize=1 << 15)
def _spelled(word: str, is_sanskrit: bool) -> str:
    word = _SILENT.sub("!", _TONES.sub("", word))
    found = ""
    at = 0
    while at < len(word):
        end, onset, vowel = _vowelled(word, at)
        found += _latin(onset, is_sanskrit) + vowel
        at = end
        closes = word[at : at + 1]
        if vowel[-1:] not in ("", "m") and "ก" <= closes <= "ฮ" and not _opens(word, at):
            found += _last(closes, is_sanskrit)
            at = _UNSAID.match(word, at + 1).end()  # type: ignore[union-attr]
            if word[at:] == "ร":
                found, at = found + ("ra" if is_sanskrit else ""), at + 1
    return re.sub(r"([aeiou])\1+", r"\1", found)


def _vowelled(word: str, at: int) -> tuple[int, str, str]:
    """(end, consonants, vowel) of the syllable that begins here, its last consonant left out."""
    for shape, vowel in _SHAPES:
        if found := shape.match(word, at):
            return found.end(), found["onset"], vowel
    letter = word[at]
    if not "ก" <= letter <= "ฮ":
        return at + 1, "", ""
    following, after = word[at + 1 : at + 2], word[at + 2 : at + 3]
    if letter == "ห" and following and following in "นมลรงวย":
        return at + 2, following, "o" if after else ""
    if letter + following in ("กร", "พร", "ปร", "ตร", "กล", "พล", "คร") and "ก" <= after <= "ฮ":
        return at + 2, letter + following, "o"  # กรณ, ตรง
    if "ก" <= following <= "ฮ" and not _opens(word, at + 1):
        is_closed = following not in "รวอ" or not after
        return (at + 1, letter, "o") if is_closed else (at + 1, letter, "a")
    return at + 1, letter, "a" if following else ""


def _opens(word: str, at: int) -> bool:
    """Whether the consonant ``at`` begins a syllable with a written vowel."""
    return _VOWELLED.match(word, at) is not None


def _latin(letters: str, is_sanskrit: bool) -> str:
    letters = letters.removeprefix("ห") if len(letters) == 2 and letters[0] == "ห" else letters
    return "".join((_SANSKRIT.get(c) if is_sanskrit else None) or _INITIALS[c] for c in letters)


def _last(letter: str, is_sanskrit: bool) -> str:
    sound = _INITIALS[letter]
    if is_sanskrit and letter in "ลรณ":
        return {"ล": "l", "ร": "rn", "ณ": "n"}[letter]
    return _FINALS[sound]
