"""Cyrillic: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian and Kazakh letters.

The language is told from its own letters. Readings of a Russian word, in this order: the
BGN/PCGN 1947 romanisation that OFAC and the EU mostly print (without its apostrophes), the
plain press spelling, ICAO Doc 9303 as passports print it, and the scientific one with j. Sources:
BGN/PCGN tables of 1947 (Russian) and 2019 (Ukrainian), Ukraine's Resolution 55 of 2010,
Bulgaria's Transliteration Act of 2009, ICAO Doc 9303 part 3.
"""

import re
from collections.abc import Iterable

_SHARED = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    # letters of other languages, read as their own romanisations mostly do
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ћ": "c", "џ": "dz",
    "љ": "lj", "њ": "nj", "ј": "j", "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ә": "a", "ғ": "g",
    "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "җ": "j",
    "ӣ": "i", "ӯ": "u", "ҡ": "k", "ҙ": "z", "ҫ": "s", "ӑ": "a", "ӗ": "e", "ӳ": "u", "ѐ": "e",
    "ѝ": "i", "ѣ": "e", "ѳ": "f", "ѵ": "i", "ӏ": "", "ӊ": "n", "ӈ": "n", "ӄ": "k", "ҕ": "g",
    "ԥ": "p", "ҭ": "t", "ҵ": "ts", "ҽ": "ch", "ӡ": "dz", "ҩ": "o", "ӓ": "a", "ӧ": "o",
    "ӱ": "u", "ӹ": "y", "ӝ": "zh", "ӟ": "z", "ӥ": "i", "ӵ": "ch", "ӂ": "zh", "ҝ": "g", "ҹ": "ch",
}  # fmt: skip


def _table(changed: dict[str, str]) -> dict[int, str]:
    """A ``str.translate`` table of one romanisation: what it changes in the shared one."""
    return str.maketrans(_SHARED | changed)


_ICAO = _table({"ё": "e", "й": "i", "ъ": "ie", "ю": "iu", "я": "ia", "є": "ie", "ї": "i"})
_SCIENTIFIC = _table({
    "ё": "jo", "й": "j", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "sc", "ж": "z", "ю": "ju",
    "я": "ja", "є": "je", "ї": "ji",
})  # fmt: skip
_UKRAINIAN = _table(
    {"г": "h", "и": "y", "й": "i", "ю": "iu", "я": "ia", "є": "ie", "ї": "i", "щ": "shch"}
)
_BULGARIAN = _table({"щ": "sht", "ъ": "a", "х": "h"})
_SERBIAN = _table({"ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s", "и": "i"})
_PLAIN = _table({})
_SERBIAN_PLAIN = _table({"ј": "y", "ћ": "ch", "ђ": "dj"})
_BULGARIAN_PLAIN = _table({"ъ": "u"})
_PRESS = _table({"ё": "e"})
_SOUNDED = _table({"ё": "o"})
_UKRAINIAN_FORMAL = _table({"г": "h", "и": "y"})
_BELARUSIAN = _table({"г": "h", "й": "i"})
_BELARUSIAN_FORMAL = _table({"г": "h"})

_VOWELS = "аеёиоуыэюяіїє"
_YE = re.compile(rf"(?:(?<![^\W_])|(?<=[{_VOWELS}йъь]))е")
_YOT_FIRST = re.compile(r"(?<![^\W_])(?:й|ю|я|є|ї)")
_HARD_VOWEL = re.compile(r"[бвгджзклмнпрстфхцчшщ]ъ(?:[бвгджзклмнпрстфхцчшщ]|$)")
_UKRAINIAN_WORD = re.compile(r"[сзц]ьк|\b(?:володимир|микол|олександр|дмитро|петро\b|павло\b)")
"""Words without a letter of their own that tell Ukrainian from Russian."""
_UKRAINIAN_FIRST = {"й": "y", "ю": "yu", "я": "ya", "є": "ye", "ї": "yi"}
_IOTATED = re.compile("(?<=[бвгджзклмнпрстфхцчш])[яёюе]")
_SOFTENED = {"я": "ia", "ё": "io", "ю": "iu", "е": "e"}
_RUSSIAN_OF = tuple((re.compile(native), other) for native, other in (
    (r"\bуладз", "влад"), ("дз(?=[яеіюьё])", "д"), ("ц(?=[яеіюьё])", "т"), (r"\bмікал", "никол"),
    (r"\bсярге", "серге"), (r"\bрыгор", "григор"), (r"\bяўген", "евген"),
    (r"\bкастус", "констант"), (r"\bканстанц", "констант"), (r"\bпятро\b", "петр"),
    (r"\bпятр", "петр"), (r"\bвасіл", "васил"), (r"\bалег\b", "олег"), (r"\bалена\b", "елена"),
    (r"\bалякса", "алекса"), (r"\bаляксе", "алексе"), ("авіч(?![а-я])", "ович"),
    ("аўна(?![а-я])", "овна"), ("еўна(?![а-я])", "евна"), ("аў(?![а-я])", "ов"),
    ("(?:еў|ёў)(?![а-я])", "ев"), ("ава(?![а-я])", "ова"), ("ў", "в"), ("шч", "щ"),
    ("ск[іи](?![а-я])", "ский"), ("і", "и"),
))  # fmt: skip
"""Belarusian spells as it speaks; what these names are in Russian."""
_WESTERN = (("дж", "j"), ("кс", "x"), ("х", "h"), ("ей", "ei"), ("ай", "ai"), ("цз", "j"))


def readings(words: Iterable[str]) -> list[str]:
    """Latin readings of Cyrillic words, the usual one first; shape ``["yuriy ...", ...]``."""
    text = " ".join(words).lower()
    if re.search("[ђћџљњј]", text) or re.search("[ѓќѕ]", text):
        return [_spell(text, _SERBIAN), _spell(text, _SERBIAN_PLAIN)]
    if re.search("[іїєґ]", text) or "ў" in text:
        is_belarusian = re.search("[ыэёў]|дзі|дзя|дзе|ці", text) and not re.search("[їєґи]", text)
        return _belarusian(text) if is_belarusian else _ukrainian(text)
    if _HARD_VOWEL.search(text):
        return [_spell(text, _BULGARIAN), _spell(text, _BULGARIAN_PLAIN), *_russian(text)]
    if _UKRAINIAN_WORD.search(text):
        return _ukrainian(text)
    return _russian(text)


def _russian(text: str) -> list[str]:
    formal = _spell(_YE.sub("ye", text), _PLAIN)
    press = re.sub(r"(?:i|y)y(?![a-z])", "y", _spell(text, _PRESS))
    icao = _spell(text, _ICAO)
    scientific = _spell(text, _SCIENTIFIC)
    western = text
    for native, latin in _WESTERN:
        western = western.replace(native, latin)
    found = [formal, press, icao, scientific, _spell(western, _SOUNDED)]
    if re.search("[гиё]", text) and not re.search("[ыэёъ]", text):
        found.append(_spell(text, _UKRAINIAN_FORMAL))
    return found


def _belarusian(text: str) -> list[str]:
    """As Belarus prints it, with y for i before vowels, and as the Russian name it stands for."""
    national = _spell(_IOTATED.sub(lambda match: _SOFTENED[match[0]], text), _BELARUSIAN)
    russian = text
    for native, other in _RUSSIAN_OF:
        russian = native.sub(other, russian)
    return [national, _spell(_YE.sub("ye", text), _BELARUSIAN_FORMAL), _spell(russian, _PRESS)]


def _ukrainian(text: str) -> list[str]:
    first = _YOT_FIRST.sub(lambda match: _UKRAINIAN_FIRST[match[0]], text)
    national = _spell(first.replace("зг", "zgh"), _UKRAINIAN)
    formal = _spell(text, _UKRAINIAN_FORMAL)
    press = re.sub(r"(?:i|y)[iy](?![a-z])", "y", national)
    return [national, formal, press, _spell(text, _PLAIN), _spell(text, _SCIENTIFIC)]


def _spell(text: str, scheme: dict[int, str]) -> str:
    return text.translate(scheme)
