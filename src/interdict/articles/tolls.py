"""The unit of counted people: dead, wounded, missing or captured, by the verbs at the number."""

from interdict.articles.counted import Counted, counted_after
from interdict.articles.number_tokens import Tokens

_FATE = {
    "killed": "dead", "dead": "dead", "died": "dead", "dying": "dead", "die": "dead",
    "perished": "dead", "slain": "dead", "deaths": "dead", "drowned": "dead", "executed": "dead",
    "wounded": "wounded", "injured": "wounded", "hurt": "wounded", "maimed": "wounded",
    "missing": "missing", "unaccounted": "missing", "captured": "captured",
}  # fmt: skip
_TAKING = {
    "killing": "dead", "killed": "dead", "kills": "dead", "kill": "dead", "murdered": "dead",
    "murdering": "dead", "executed": "dead", "injuring": "wounded", "injured": "wounded",
    "injures": "wounded", "wounding": "wounded", "wounded": "wounded", "wounds": "wounded",
    "hurting": "wounded", "hurt": "wounded", "capturing": "captured", "captured": "captured",
    "captures": "captured", "losing": "dead", "lost": "dead", "loses": "dead", "lose": "dead",
}  # fmt: skip
_LOSING = frozenset({"losing", "lost", "loses", "lose", "captured", "capturing", "captures"})
"""What is lost or captured may be a thing: only with people behind the number."""
_PASSIVE = frozenset({"kill", "wounded", "injured", "hurt", "killed", "executed"})
_BETWEEN = frozenset(
    """were was are is have has had been be being who that reportedly also confirmed allegedly
    feared believed presumed so far already may might could would will either now officially
    likely probably either all both still listed reported left as others more people of them
    thought known said since found later then there""".split()
)
_EXTRA = frozenset("another a total an also further additional all the up".split())
_PLACE = frozenset({"in", "at", "near", "from", "on", "around", "of", "to", "fighting", "aboard"})
_SENT = frozenset({"sent", "deployed", "stationed", "based", "serving", "posted", "dispatched"})
_BODIES = frozenset({"bodies", "deaths", "death", "remains", "lives", "killing", "killings"})
_NUMBER_OF = {
    "dead": "dead", "deaths": "dead", "fatalities": "dead", "killed": "dead", "wounded": "wounded",
    "injured": "wounded", "casualties": "casualties", "losses": "casualties", "missing": "missing",
    "victims": "dead",
}  # fmt: skip
_REACHES = frozenset(
    """of to at is was were rose risen had has have stood stands reached climbed climbs rises jumped
    now : by which passed topped exceeded hit been estimated put in the from , ( also
    could""".split()
)
_TALLIES = frozenset({"number", "total", "tally", "numbers", "count"})
_STANDS = frozenset(": to at of could exceed was were is stood reached put".split())
_PEOPLE_UNITS = frozenset({"people", "troops", "workers"})


def toll_unit(tokens: Tokens, first: int, last: int, counted: Counted | None) -> str | None:
    """``dead``, ``wounded`` ...: what befell the people that a number counts; else None.

    The number with its qualifier begins at ``first``; what follows on it begins at ``last``.
    """
    if counted is not None and counted.kind not in ("person", "casualty", "noun"):
        return None
    end = last if counted is None else counted.last
    if counted is not None and counted.kind == "casualty":
        return _joined_fate(tokens, end - 1, counted.unit)
    behind = _fate_behind(tokens, end, counted)
    if behind is not None:
        return behind
    if counted is not None and counted.kind == "noun":
        return None
    return _taken_before(tokens, first, counted) or _toll_before(tokens, first, counted)


def _fate_behind(tokens: Tokens, at: int, counted: Counted | None) -> str | None:
    """ "... were killed", "dead", "who have died", "in Kursk had been wounded"."""
    here, is_far = at + (tokens.word(at) in ('"', "”", "’")), False
    if tokens.word(here) in _SENT and tokens.word(here + 1) in _PLACE:
        here += 1
    if tokens.word(here) in _PLACE and (counted is not None or here > at):
        here, is_far = _over_place(tokens, here), True
    steps = 0
    while tokens.word(here) in _BETWEEN and steps < 7:
        here, steps = here + 1, steps + 1
    fate = _FATE.get(tokens.word(here))
    if fate is None:
        return "dead" if tokens.starts_with(here, ("lost", "their", "lives")) else None
    if steps == 0 and (is_far or not _is_passive(tokens, here)):
        return None
    if counted is not None and counted.kind == "noun" and fate not in ("dead", "wounded"):
        return None
    return _joined_fate(tokens, here, fate)


def _over_place(tokens: Tokens, at: int) -> int:
    """Behind "in the Kursk region", within five words and without another number."""
    for here in range(at + 1, at + 6):
        word = tokens.word(here)
        if word in _BETWEEN or word in _FATE:
            return here
        if not word or not word[0].isalpha():
            break
    return at


def _is_passive(tokens: Tokens, at: int) -> bool:
    """ "600 soldiers killed in Kursk", not "600 soldiers killed the guards"."""
    following = tokens.word(at + 1)
    if tokens.word(at) not in _PASSIVE:
        return True
    return not tokens.is_digits(at + 1) and following not in (
        "the",
        "a",
        "an",
        "their",
        "his",
        "at",
    )


def _joined_fate(tokens: Tokens, at: int, fate: str) -> str:
    """ "killed or wounded" counts both together."""
    if tokens.word(at + 1) in ("or", "and", "/"):
        other = _FATE.get(tokens.word(at + 2))
        if other is not None and {fate, other} == {"dead", "wounded"}:
            return "casualties"
        if other is not None and other != fate:
            return " ".join(tokens.words[at : at + 3])
    return fate


def _taken_before(tokens: Tokens, first: int, counted: Counted | None) -> str | None:
    """ "killing 12", "killed or wounded 600 soldiers", "lost 600 men", "the deaths of 12"."""
    here = first - 1
    while tokens.word(here) in _EXTRA:
        here -= 1
    word = tokens.word(here)
    if word == "of" and tokens.word(here - 1) in _BODIES:
        return "dead"
    fate = _TAKING.get(word)
    if fate is None or (word in _LOSING and (counted is None or counted.kind != "person")):
        return None
    if tokens.word(here - 1) in ("or", "and", "/"):
        other = _TAKING.get(tokens.word(here - 2))
        if other is not None and {fate, other} == {"dead", "wounded"}:
            return "casualties"
    return None if _is_subject_toll(tokens, here) else fate


def _is_subject_toll(tokens: Tokens, at: int) -> bool:
    """ "600 were killed, 40 ..." is over before the comma; "were killed 40 km away" is a place."""
    return tokens.word(at - 1) in ("were", "was", "been", "are", "being")


def _before_place(tokens: Tokens, at: int) -> int:
    """From the end of "deaths in the Kursk region" to its first word."""
    for here in range(at, max(at - 4, 0), -1):
        if tokens.word(here) in ("in", "near", "around"):
            return here - 1
        if not tokens.word(here)[:1].isalpha():
            break
    return at


def _toll_before(tokens: Tokens, first: int, counted: Counted | None) -> str | None:
    """ "a death toll of 600", "the number of dead rose to 600", "casualties: 600"."""
    here = first - 1
    while here > first - 9 and tokens.word(here) in _REACHES:
        here -= 1
    here = _before_place(tokens, here)
    if here == first - 1 and tokens.word(here) != "toll":
        return None
    if counted is not None and counted.unit not in _PEOPLE_UNITS:
        return None
    word = tokens.word(here)
    if word == "toll":
        return "casualties" if tokens.word(here - 1) in ("casualty", "overall") else "dead"
    if word in ("lives",):
        return "dead"
    links = {*tokens.words[here + 1 : first], tokens.word(here - 1)}
    return _NUMBER_OF.get(word) if links.intersection(_STANDS) else None


def named_before(tokens: Tokens, first: int) -> str:
    """The unit of "the number of troops in Russia at more than 10,000", "voted 302 to 8"; or ""."""
    for here in range(first - 1, max(first - 14, -1), -1):
        word = tokens.word(here)
        if word in ("voted", "vote") and first - here < 4:
            return "votes"
        if word in _TALLIES and tokens.word(here + 1) == "of":
            counted = counted_after(tokens, here + 1)
            return "" if counted is None else counted.unit
        if tokens.is_digits(here) or word in (".", ";"):
            return ""
    return ""
