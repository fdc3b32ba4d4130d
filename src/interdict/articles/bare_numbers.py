"""Numbers without a noun of their own: what they count stands elsewhere in the sentence.

"600 of the 11,000 troops", "of the 34 subsidiaries, 12 were", "from 40,000 to 28,000 barrels",
"flights fell to 62", "tankers seized: 12", "at least 40 were arrested".
"""

from collections.abc import Sequence
from typing import NamedTuple

from interdict.articles.amounts import Amount
from interdict.articles.counted import Counted, counted_after
from interdict.articles.number_tokens import Tokens
from interdict.articles.qualifiers import Qualifier


class Found(NamedTuple):
    """A number with what is counted behind it and how it is bounded."""

    amount: Amount
    counted: Counted | None
    qualifier: Qualifier
    unit: str


class Carried(NamedTuple):
    """What the sentences before counted."""

    unit: str = ""
    """The noun counted last."""
    money: str = ""
    """The money named last in this paragraph."""
    is_near: bool = True
    """Does the noun stand in this paragraph, not in the one before?"""


_MARKS = frozenset('"“‘')
_BEHIND = frozenset(
    """. , ; : ) ” " ’ ' - – — ? ! were was are is had have has do did does from in of came come go
    goes went belong may might can could would will on at who which said did left last this joined
    remain remained still and or but by a for more now to against per as when while since after
    before be being with if not also later fewer so off near there among each no yet already
    """.split()
) | {""}
"""What may stand behind a number that leaves its noun to another."""
_STRONG_FORMS = frozenset(
    """shot sunk hit lost sent built sold held taken found seen made known shut bought brought set
    left cut hurt fled took fell rose ran hid got gave said say began become became grew slept
    spoke stood won went drowned caught brought paid met put struck broken torn down up out back
    dead alive under behind bars across ashore""".split()
)
"""Past forms without "-ed" and their like; with them a bare number is the subject."""
_SHARING = frozenset({"to", "of", "and", "or", ",", "from"})
_LIGHT = frozenset("the a an another its their his her those these even then perhaps to of all "
    "from and in april may june july march august".split())  # fmt: skip
_HUMAN = frozenset(
    """arrested detained evacuated hospitalised hospitalized sentenced displaced convicted charged
    deported rescued treated fled married questioned released jailed conscripted drafted recruited
    protested voted joined worked lives live work employed interviewed abducted kidnapped trained
    expelled surrendered defected attended gathered marched starved homeless survived
    indicted beaten tortured repatriated""".split()
)
_HOLDS_PEOPLE = frozenset(
    "employs employed employing employ houses seats accommodates sleeps attracted".split()
)
_REACHES = frozenset("to from at of by reached hit totalled totaled numbered number numbering "
    "topped was were is are stood fell rose passed exceeded averaged".split())  # fmt: skip
_STATING = frozenset(
    """is are was were be been had has have counted counts put at to with from only just found saw
    seen said reported says named of listed :""".split()
)
_ENDS = frozenset((".", ",", ";", ":", ")", "?", "!", '"', "”", "’", "–", "—", "that", "this", ""))
_THEN = frozenset("ago earlier before later year month week decade day".split())
"""What stands before and behind a number that answers another: "State media had 42."."""
_MILLION = 1_000_000
"""From here on a number without a noun, behind money, is money: "down from 1.4 billion"."""
_LEVELS = (
    "rose", "rise", "fell", "fall", "cut", "dropp", "drop", "grew", "grow", "jump", "climb",
    "declin", "increas", "slip", "reduc", "shr", "doubl", "soar", "dwindl", "swel", "surg", "stood",
    "stand", "reach", "hit", "total", "number", "averag", "went", "halv", "expand", "slump",
    "plung", "plummet", "rais", "lower", "topp", "exceed", "came", "amount", "bring", "brought",
    "put", "estimat",
)  # fmt: skip


def share_back(tokens: Tokens, read: Sequence[Found], units: list[str]) -> None:
    """A bare number before "to", "of", "and" takes the unit of the next: "from 40,000 to 28,000
    barrels", "600 of the 11,000 troops"."""
    for here in range(len(read) - 2, -1, -1):
        between = tokens.words[read[here].amount.last : read[here + 1].qualifier.first]
        following = units[here + 1]
        if not following or not between or len(between) > 4 or between[0] not in _SHARING:
            continue
        if not _LIGHT.issuperset(between[1:]):
            continue
        is_price = between == ["to"] and following.startswith(f"{units[here]}/")
        if not units[here] or is_price:
            units[here] = following


def share_on(tokens: Tokens, read: Sequence[Found], units: list[str], carried: Carried) -> None:
    """A bare number behind a counted one counts the same: "of the 34 subsidiaries, 12 were".

    Without any count before it, the subject of the clause is counted, and what is arrested or
    flees is people.
    """
    before, thing, money = "", "", carried.money
    for here, one in enumerate(read):
        if not units[here] and money and one.amount.number.scale >= _MILLION:
            units[here] = money if one.counted is None else ""
        money = one.amount.unit if one.amount.unit.isupper() else money
        if not units[here] and stands_alone(tokens, one):
            is_subject = tokens.word(one.amount.last) in ("is", "are", "was", "were", "have", "had")
            units[here] = (
                _held_people(tokens, one)
                or subject_before(tokens, one.qualifier.first)
                or ((is_subject and thing) or before)
                or _carried(tokens, one, carried)
                or _people(tokens, one)
            )
        if not one.amount.unit:
            before = units[here] or before
            if one.counted is not None and one.counted.kind not in ("measure", "time"):
                thing = units[here]


def _carried(tokens: Tokens, one: Found, carried: Carried) -> str:
    """What was counted before, for "3,000 more may follow" and "At least 12 were empty".

    An answer ("The junta's count is nought") also takes it from the paragraph before.
    """
    is_first = one.qualifier.first == 0
    if is_first or tokens.word(one.amount.last) in ("more", "of"):
        return carried.unit if carried.is_near else ""
    last = max(one.amount.last, one.qualifier.last)
    ends = tokens.word(last) in _ENDS or tokens.word(last + 1) in _THEN
    before = one.qualifier.first - 1
    before -= tokens.word(before) in _MARKS
    return carried.unit if ends and tokens.word(before) in _STATING else ""


def _held_people(tokens: Tokens, one: Found) -> str:
    """ "The yard employs 3,500", "houses 90"."""
    return "people" if tokens.word(one.qualifier.first - 1) in _HOLDS_PEOPLE else ""


def _people(tokens: Tokens, one: Found) -> str:
    """Words such as "thousands" alone are people; so are those who act or suffer unnamed."""
    behind = tokens.words[one.amount.last : one.amount.last + 5]
    if one.amount.value is None or behind[:1] == ["of"]:
        return "people"
    if not _HUMAN.isdisjoint(behind):
        return "people"
    is_subject = one.qualifier.first == 0 or tokens.word(one.qualifier.first - 1) in ("and", ",")
    is_bounded = one.qualifier.bound != "exact"
    return "people" if is_subject and is_bounded and behind[:1] in (["have"], ["are"]) else ""


def stands_alone(tokens: Tokens, found: Found) -> bool:
    """Is there no noun of its own behind the number?"""
    last = found.qualifier.last if found.counted is None else found.amount.last
    last = max(last, found.amount.last)
    if tokens.word(last) in ("more", "others"):
        last += 1
    word = tokens.word(last)
    if found.counted is not None:
        return False
    if word == "the":
        return tokens.word(last + 1) in ("week", "month", "year", "day", "previous", "night")
    return word in _BEHIND or word in _STRONG_FORMS or word.endswith(("ed", "ing"))


def subject_before(tokens: Tokens, first: int) -> str:
    """The unit of "flights fell from 90 to 62" or "tankers seized: 12": the subject's noun."""
    if tokens.word(first - 1) in (":", "=", "|"):
        return _noun_in(tokens, max(first - 5, 0), first - 1)
    if tokens.word(first - 1) not in _REACHES:
        return ""
    start = _clause_start(tokens, first)
    for verb in range(first - 1, max(first - 8, start), -1):
        if tokens.word(verb).startswith(_LEVELS):
            return _noun_in(tokens, start, verb)
    return ""


def _clause_start(tokens: Tokens, at: int) -> int:
    for here in range(at - 1, max(at - 20, -1), -1):
        if tokens.word(here) in (",", ";", ":", "while", "but", "that", "as", "(", "“", '"'):
            return here + 1
    return max(at - 20, 0)


def _noun_in(tokens: Tokens, first: int, last: int) -> str:
    """The first counted noun of a stretch; empty where it has none or a number counts it."""
    for here in range(first, last):
        if tokens.is_digits(here):
            return ""
        counted = counted_after(tokens, here)
        if counted is not None and counted.last <= last and tokens.word(counted.last) not in "'’":
            return counted.unit if counted.kind not in ("measure", "time") else ""
    return ""
