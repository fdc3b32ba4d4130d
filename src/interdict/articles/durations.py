"""Lengths of time that are only a date or an average: "three days later", "over three years"."""

from interdict.articles.amounts import Amount
from interdict.articles.counted import Counted
from interdict.articles.number_tokens import Tokens

_EVENTS = frozenset(
    """visit trip summit talks meeting conference tour session stay event forum exercise drill
    holiday weekend stopover high low peak""".split()
)
_SHORT = frozenset({"days", "hours", "minutes", "seconds"})
"""Spelled, longer times are a manner of speaking: "for twenty years"."""
_LONGEST = 40
_TIMES_PAST = frozenset("ago later earlier after before old prior since away ahead".split())
_TIMES_BEFORE = frozenset(
    """last past next first previous coming every recent final preceding following subsequent in
    latest early ensuing""".split()
)
_LIGHT = frozenset("the about some around than more less fewer least at up to another only just "
    "nearly almost over roughly approximately a full".split())  # fmt: skip
_DATING = frozenset(
    """will due expected set scheduled first second third fourth time begins starts opens ends leave
    leaves meet meets again""".split()
)
"""Before "in three days" they make it a date, or a count since the last one."""


def is_moment(tokens: Tokens, amount: Amount, counted: Counted | None) -> bool:
    """ "three days later", "in the last two years", "a two-day visit": when, not how many."""
    if counted is None or counted.kind != "time":
        return False
    here = amount.first - 1
    while tokens.word(here) in _LIGHT:
        here -= 1
    if "another" in tokens.words[here : amount.first] or (
        tokens.word(here) == "for" and (counted.unit in _SHORT or _is_exact(amount))
    ):
        return False
    is_long = counted.unit not in _SHORT and tokens.word(amount.last) != "-"
    is_loose = amount.in_words or tokens.word(amount.first - 1) == "over"
    if is_long and is_loose and not _is_term(tokens, amount, counted):
        return True
    if tokens.word(counted.last) in _TIMES_PAST or tokens.word(counted.last) in _EVENTS:
        return True
    if tokens.word(here) == "in" and counted.unit in _SHORT:
        return not _DATING.isdisjoint(tokens.words[max(here - 8, 0) : here])
    return tokens.word(here) in _TIMES_BEFORE


def _is_exact(amount: Amount) -> bool:
    """ "for eleven years" is a length; "for twenty years" a manner of speaking."""
    return amount.value is not None and amount.value <= _LONGEST and amount.value % 10 != 0


def _is_term(tokens: Tokens, amount: Amount, counted: Counted) -> bool:
    """ "jailed for five years", "prolonged by three months": how long a measure or an event is."""
    near = tokens.words[max(amount.first - 8, 0) : amount.first]
    near += tokens.words[counted.last : counted.last + 4]
    return any(word.startswith(_LASTING) for word in near)


_LASTING = (
    "extend", "extension", "prolong", "renew", "suspen", "sentenc", "jail", "prison", "imprison",
    "ban", "delay", "postpon", "freez", "froze", "waive", "exempt", "detain", "detention", "clos",
    "shut", "receiv", "serv", "handed", "took", "takes", "taken",
    "lasted", "lasting", "lasts", "moratorium", "embargo", "truce", "ceasefire", "pause",
    "period", "grace", "halt", "outage", "disrupt", "roll", "mandate", "licen", "bars", "labour",
    "probation", "valid", "custody", "quarantine", "blockade", "siege", "curfew", "wait", "term",
)  # fmt: skip
