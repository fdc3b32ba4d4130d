"""Whether two numbers are about one thing: the same unit, the same people or goods, one story."""

import re
from decimal import Decimal
from typing import NamedTuple

from interdict.articles.article import Article, Sentence
from interdict.articles.statements import Figure

_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    """a an the of in on at to for from by with without within into over under after before during
    since until as than and or but nor that which who whom whose when where while because although
    is are was were be been being am has have had do does did will would can could may might must
    shall should it its they them their he him his she her we us our you your i my this these those
    there here then now not no also more most less least some such said says say saying told tell
    tells according added claims claim claimed reported report reports put puts many much about
    around roughly nearly almost only just least up out down off all any both each other another
    new one two three four five six seven eight nine ten first last year years month months week
    weeks day days hour hours per cent percent monday tuesday wednesday thursday friday saturday
    sunday thousand million billion trillion hundred dozen estimate estimates estimated figure
    number numbers total least far still yet already officials official spokesman spokeswoman
    ministry minister government agency sources source people""".split()
)
_UNITS_WORDS = frozenset(
    "dead killed died deaths wounded injured casualties missing troops soldiers men".split()
)
_ALIKE = {
    "korean": "korea", "koreans": "korea", "pyongyang": "korea", "russian": "russia",
    "russians": "russia", "moscow": "russia", "ukrainian": "ukraine", "ukrainians": "ukraine",
    "kyiv": "ukraine", "chinese": "china", "beijing": "china", "iranian": "iran",
    "tehran": "iran", "indian": "india", "israeli": "israel", "estonian": "estonia",
    "palestinian": "gaza", "palestinians": "gaza", "syrian": "syria", "turkish": "turkey",
}  # fmt: skip
_PEOPLES = frozenset(_ALIKE.values())
_DATE = re.compile(
    r"\b(?:(?:19|20)\d\d|january|february|march|april|june|july|august|september|october|november"
    r"|december)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:including|among (?:them|whom)|of (?:them|whom|which|these|those)|another|further"
    r"|additional|extra)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s+(?:of (?:the|its|their|those|them|\d)|more\b|others?\b)", re.IGNORECASE)


class Context(NamedTuple):
    """What stands around a number and tells what it is a number of."""

    words: frozenset[str]
    """Stems of the telling words of its sentence."""
    peoples: frozenset[str]
    """Nations named just before the number or in the counted words."""
    dates: frozenset[str]
    is_part: bool
    """One part of a larger number, or what comes on top of it."""


def stems(words: str) -> frozenset[str]:
    """The telling words of a text, cut to stems, nationalities as their countries."""
    found = (word.lower() for word in _WORD.findall(words))
    return frozenset(
        _ALIKE.get(word, _stem(word)) for word in found if word not in _EMPTY and len(word) > 2
    )


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def context_of(article: Article, figure: Figure) -> Context:
    """What stands around the number in its own sentence."""
    sentence: Sentence = article.sentences[figure.sentence]
    text = article.text
    before = text[max(sentence.span.start, figure.span.start - 60) : figure.span.start]
    after = text[figure.span.end : min(sentence.span.end, figure.span.end + 40)]
    of = "" if figure.of is None else figure.of.of(text)
    whole = sentence.span.of(text)
    near = stems(of) & _PEOPLES or stems(after) & _PEOPLES or stems(before) & _PEOPLES
    return Context(
        words=stems(whole) - _UNITS_WORDS,
        peoples=near,
        dates=frozenset(date.lower() for date in _DATE.findall(whole)),
        is_part=bool(_PART.search(before) or _MORE.match(after)),
    )


def are_one_count(one: Context, other: Context, enough: int) -> bool:
    """Do two contexts, of equal units, tell of one thing? ``enough``: telling words in common."""
    if one.is_part or other.is_part:
        return False
    if one.peoples and other.peoples and one.peoples.isdisjoint(other.peoples):
        return False
    if one.dates and other.dates and one.dates.isdisjoint(other.dates):
        return False
    return len(one.words & other.words) >= enough


def differ(one: Figure, other: Figure, tolerance: Decimal = Decimal(0)) -> bool:
    """Do two figures give different numbers, beyond what rounding explains?"""
    if one.low is None or other.low is None:
        return False
    if one.high is not None and other.high is None:
        return not one.low <= other.low <= one.high
    if other.high is not None and one.high is None:
        return not other.low <= one.low <= other.high
    if one.high != other.high:
        return True
    return abs(one.low - other.low) > tolerance * max(abs(one.low), abs(other.low))
