"""Words beside a number that say how exactly it is meant: "at least", "some", "or more"."""

from typing import NamedTuple, cast

from interdict.articles.figure_tables import phrases, rows
from interdict.articles.number_tokens import Tokens
from interdict.articles.statements import Bound

_TABLE = rows("qualifiers")
_BEFORE = phrases((words, cast(Bound, bound)) for words, bound, side in _TABLE if side == "before")
_AFTER = phrases((words, cast(Bound, bound)) for words, bound, side in _TABLE if side == "after")
_LAST = frozenset(phrase[-1] for phrase in _BEFORE)
_FIRST = frozenset(phrase[0] for phrase in _AFTER)
_LONGEST = max(len(phrase) for phrase in _BEFORE)

_BETWEEN = frozenset(
    """a an the another further additional total of record one these those all nearly extra
    whopping staggering mere combined other possibly perhaps probably reportedly
    estimated""".split()
)  # fmt: skip
"""Words that may stand between a qualifier and its number: "at least another 40"."""

_TOPICS = frozenset(
    """asked ask talk talked talking talks spoke speak speaking concerned concern concerns worried
    worry information questions question questioned report reports know knew told knows claims
    statement anything something nothing complained wrote written warned dispute row control fight
    negotiations war fears agreement tensions outrage clash clashes decision lawsuit probe
    investigation protest protests anger deal charges trial scandal furore criticism flew fly flying
    what how thoughts think learn learned details evidence facts""".split()
)  # fmt: skip
"""Behind these, "about" and "over" name a subject and do not qualify a number."""
_TOPIC_WORDS = frozenset({"about", "over", "around"})

_MOVES = frozenset(
    "went go goes going gone climbed shot rose moved climb jumped soared crept edged".split()
)
"""Behind these, "up to" and "above" say where a number went."""


class Qualifier(NamedTuple):
    """How a number is bounded, and the tokens it takes with its qualifier."""

    bound: Bound
    first: int
    last: int


def qualifier_of(tokens: Tokens, first: int, last: int, is_duration: bool) -> Qualifier:
    """How the number in tokens ``first`` up to ``last`` is bounded; ``exact`` where none says."""
    bound, start = _before(tokens, first, is_duration)
    after, end = _after(tokens, last)
    if bound is None or (bound == "about" and after is not None):
        bound = after
    return Qualifier(bound or "exact", start, end)


def _before(tokens: Tokens, first: int, is_duration: bool) -> tuple[Bound | None, int]:
    bound: Bound | None = None
    start = here = first
    while (found := _phrase_before(tokens, here, is_duration)) is not None:
        said, start = found
        bound = said if bound in (None, "about") else bound
        here = start
    return bound, start


def _phrase_before(tokens: Tokens, at: int, is_duration: bool) -> tuple[Bound, int] | None:
    """The qualifier that ends just before a place, over words such as "another"."""
    here = at
    while here > at - 3:
        if tokens.word(here - 1) in _LAST:
            for length in range(min(_LONGEST, here), 0, -1):
                bound = _BEFORE.get(tuple(tokens.words[here - length : here]))
                if bound is not None and _qualifies(tokens, here - length, here, is_duration):
                    return bound, here - length
        if tokens.word(here - 1) not in _BETWEEN:
            return None
        here -= 1
    return None


def _qualifies(tokens: Tokens, first: int, last: int, is_duration: bool) -> bool:
    before = tokens.word(first - 1)
    words = tokens.words[first:last]
    if words == ["over"] and is_duration:
        return False
    if words[0] in _TOPIC_WORDS and len(words) == 1 and before in _TOPICS:
        return False
    if words == ["some"] and tokens.word(last) in ("of", "one"):
        return False
    return not (words in (["up", "to"], ["above"], ["over"], ["below"]) and before in _MOVES)


def _after(tokens: Tokens, last: int) -> tuple[Bound | None, int]:
    here = last + 1 if tokens.word(last) in ("-", ",") else last
    if tokens.word(last) == "+" and tokens.touches(last):
        return "at-least", last + 1
    if tokens.word(here) not in _FIRST:
        return None, last
    for phrase, bound in _AFTER.items():
        if tokens.starts_with(here, phrase) and _closes(tokens, here, here + len(phrase)):
            return bound, here + len(phrase)
    return None, last


def _closes(tokens: Tokens, first: int, last: int) -> bool:
    """ "600 plus 40" adds, and "600, at least 12 of them" qualifies what comes."""
    word = tokens.word(first)
    each = tokens.word(last + 1) in ("day", "week", "month", "year")
    if tokens.is_digits(last) or (tokens.word(last) in ("a", "the", "an") and not each):
        return False
    return word not in ("plus", "odd") or tokens.word(first - 1) == "-"
