"""Whose measure a sentence reports, and how far it reaches as reported: never further."""

import re
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from interdict.articles.event_triggers import Found
from interdict.articles.wording import Wording
from interdict.party import Regime

_JOINS = frozenset("and the together with along as well its allies by both".split())
_REACH = 30
_OF_A_NATION = frozenset(
    """
    american british swiss canadian australian japanese chinese ukrainian norwegian israeli korean
""".split()
)
_OF_A_STATE = frozenset(
    """
    sanctions sanction treasury government list blacklist authorities officials order law asset
    entity foreign department minister ministry lists designation listing council measures
    embargo restrictions sdn court customs police regulators
""".split()
)
"""Without one of these behind it, "a Swiss trader" tells where the trader sits, not who acts."""
_OFFICES = ("ofac", "office", "treasury", "department", "council", "commission", "committee",
            "seco", "ofsi", "eu", "union", "bloc", "white", "1718", "unsc",
            "fcdo", "executive", "e.o")  # fmt: skip


class Authority(NamedTuple):
    """Somebody whose measures count, and where a sentence names them."""

    regime: Regime
    name: str
    first: int
    """Number of the first word."""
    last: int


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], tuple[tuple[Regime, str], ...]]:
    table = resources.files("interdict.articles") / "tables" / "authorities.tsv"
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()[1:]]
    patterns = "|".join(f"({words})" for _, _, words in rows)
    names: tuple[tuple[Regime, str], ...] = tuple((row[0], row[1]) for row in rows)  # type: ignore[misc]
    return re.compile(rf"(?<![\w-])(?:{patterns})(?![\w-])", re.I), names


def authorities(words: Wording) -> list[Authority]:
    """Every authority that a sentence names, in order."""
    pattern, names = _table()
    found = []
    for match in pattern.finditer(words.flat.replace("’", "'")):
        regime, name = names[(match.lastindex or 1) - 1]
        first = words.number_at(match.start())
        if match[0] in ("us", "council"):  # the pronoun
            continue
        found.append(Authority(regime, name, first, words.number_at(match.end()) - 1))
    return found


def acting(words: Wording, found: Found, named: list[Authority]) -> list[Authority]:
    """Those of them whose act it is; empty where the sentence does not say."""
    near = [
        each for each in named if abs(each.first - found.first) <= _REACH and _may_act(words, each)
    ]
    after = [each for each in near if each.first > found.first]
    by = next((each for each in after if _led_by(words, each, found.last)), None)
    if by is not None:
        return _with_partners(words, after, by)
    clause = words.opening(found.first, _REACH)
    before = [each for each in near if each.last < found.first]
    inside = [each for each in before if each.first >= clause] or before
    if inside and found.form in ("active", "bare", "infinitive", "gerund", "noun"):
        return _with_partners(words, inside, inside[-1])
    near = [each for each in near if _is_named_as_acting(words, each)]
    regimes = {each.name for each in near}
    return near[:1] if len(regimes) == 1 else []


def _behind(words: Wording, each: Authority) -> str:
    return words.lower[each.last + 1] if each.last + 1 < len(words.lower) else ""


def _may_act(words: Wording, each: Authority) -> bool:
    return words.lower[each.last] not in _OF_A_NATION or _behind(words, each) in _OF_A_STATE


def _is_named_as_acting(words: Wording, each: Authority) -> bool:
    """ "On Britain's list", "OFAC said"; not "in Britain", where something is."""
    said = words.lower[each.first : each.last + 1]
    return (
        _behind(words, each) in _OF_A_STATE
        or any(word.startswith(_OFFICES) for word in said)
        or words.lower[each.first - 1 : each.first] == ["under"]
    )


def _led_by(words: Wording, each: Authority, trigger: int) -> bool:
    led = words.lower[max(each.first - 3, trigger, 0) : each.first]
    return "by" in led or (each.first - 3 < trigger and "of" in led)


def _with_partners(words: Wording, near: list[Authority], one: Authority) -> list[Authority]:
    """Those that are joined to one by commas and "and"."""
    place = near.index(one)
    first = last = place
    while first and _joined(words, near[first - 1], near[first]):
        first -= 1
    while last + 1 < len(near) and _joined(words, near[last], near[last + 1]):
        last += 1
    return near[first : last + 1]


def _joined(words: Wording, one: Authority, other: Authority) -> bool:
    return _JOINS.issuperset(words.lower[one.last + 1 : other.first])


def scope(actors: list[Authority]) -> str:
    """How far the measure reaches as reported, in words; empty where nobody is named."""
    names = list(dict.fromkeys(each.name for each in actors))
    if not names:
        return ""
    whose = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    kind = "a measure" if len(names) == 1 else "measures"
    return f"{kind} of {whose}, as reported; says nothing of other regimes"
