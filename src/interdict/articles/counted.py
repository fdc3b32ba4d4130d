"""What a number counts: the noun behind it, its unit, and the words that describe it."""

from typing import NamedTuple

from interdict.articles.figure_tables import rows
from interdict.articles.number_tokens import Tokens

_UNITS = {tuple(noun.split()): (unit, kind) for noun, unit, kind in rows("counted")}
_SINGLE = {noun[0]: unit for noun, unit in _UNITS.items() if len(noun) == 1}
_DOUBLE = {noun: unit for noun, unit in _UNITS.items() if len(noun) > 1}
_DOUBLE_STARTS = frozenset(noun[0] for noun in _DOUBLE)
_SLASHED = frozenset({"b", "mb", "mmb", "kb", "bbl"})

_STOP = frozenset(
    """a an the of in on at to for from by with without within into onto over under after before
    during since until till through throughout against between among amid across along around near
    behind beyond outside inside upon off via per as than and or but nor so yet if that which who
    whom whose when where while because although though is are was were be been being am has have
    had having do does did will would can could may might must shall should said says say told
    it its they them he him she her we us you i this these those there here then now not no also
    died dead killed wounded injured missing captured hurt went came made took gave got left
    reached hit joined entered were using carrying including involving aboard ago later earlier
    each every apiece respectively worth compared versus vs instead amounting totalling totaling
    down up out about still already recently yesterday today tomorrow while once both either
    neither only just even almost nearly according due such like however because fell rose
    stood remain remained remains believed thought seen known named based aimed linked accused
    monday tuesday wednesday thursday friday saturday sunday his their our your my what
    how""".split()
)  # fmt: skip
"""A counted noun and its adjectives never hold these words."""

_NOT_PLURAL = frozenset(
    """gas news oasis crisis analysis basis bus plus less across always perhaps sometimes towards
    afterwards besides minus class press cross access process progress business has was is as this
    his its us yes thus previous various serious religious numerous dangerous suspicious famous
    indigenous continuous overseas swiss russia's""".split()
)
_OF_WHAT = frozenset({"the", "its", "their", "his", "her", "all", "these", "those", "our", "a"})
_PLURAL_MODIFIERS = frozenset("arms sanctions goods weapons sports defense defence".split())
_DAILY = frozenset({"a", "per", "each", "every", "/", "-"})
_PERIODS = {
    "day": "day", "barrel": "barrel", "bbl": "barrel", "tonne": "tonne", "ton": "tonne",
    "month": "month", "year": "year", "week": "week", "hour": "hour", "person": "person",
    "ounce": "ounce", "head": "person", "annum": "year", "bl": "barrel", "mt": "tonne",
    "kilo": "kilogram", "kilogram": "kilogram", "kg": "kilogram", "gram": "gram",
    "litre": "litre", "liter": "litre", "gallon": "gallon", "mwh": "megawatt hour",
    "megawatt": "megawatt hour", "mmbtu": "mmBtu", "unit": "unit", "share": "share",
    "bushel": "bushel",
}  # fmt: skip
_YEARLY = {"daily": "day", "annually": "year", "yearly": "year", "monthly": "month"}
_PLURAL_ENDS = ("men", "folk", "craft", "people", "feet")
_PLURALS = frozenset("taxis alibis rabbis skis safaris buses gases viruses criteria data".split())
_REACH = 7
"""Words from a number to the noun it counts, at most."""


def day_scale(tokens: Tokens, at: int) -> int:
    """What "mb/d" and "kb/d" multiply their number by: millions and thousands of barrels."""
    word, is_slashed = tokens.word(at), tokens.starts_with(at + 1, ("/", "d"))
    if (word in ("mb", "mmb", "mmbbl") and is_slashed) or word in ("mmbpd", "mbpd", "mbd", "mmbd"):
        return 1_000_000
    return 1000 if (word == "kb" and is_slashed) or word in ("kbpd", "kbd") else 1


_VAGUE = frozenset(word for word, _, kind in rows("number_words") if kind == "vague")


class Counted(NamedTuple):
    """The counted words in tokens ``first`` up to ``last``, their unit and its kind."""

    first: int
    last: int
    unit: str
    kind: str
    """``person``, ``casualty``, ``thing``, ``measure``, ``time``; ``noun`` for one in no table."""


def counted_after(tokens: Tokens, at: int) -> Counted | None:
    """What is counted by a number that ends before a token; None where no noun follows."""
    start = _start(tokens, at)
    head: Counted | None = None
    here = start
    while here < start + _REACH and _goes_on(tokens, here):
        found = _noun_at(tokens, here)
        if found is not None:
            unit, kind, length = found
            if kind != "time" and _owns(tokens, here + length):
                here += length + 1
                continue
            if head is not None and not _is_compound(tokens, head, here):
                break
            head = Counted(start, here + length, unit, kind)
            here += length
            if kind in ("measure", "casualty"):
                break
            if (both := _both(tokens, head)) is not None:
                return both
            continue
        if head is not None:
            break
        here += 1
    return head


def _owns(tokens: Tokens, at: int) -> bool:
    """ "17 smugglers' balloons": whose they are, not what is counted."""
    return (
        tokens.word(at) in ("'", "’") and tokens.touches(at) and tokens.word(at + 1)[:1].isalpha()
    )


def _both(tokens: Tokens, head: Counted) -> Counted | None:
    """Two nouns that one number counts: "27 companies and people", "40 ships or aircraft"."""
    at = head.last
    if tokens.word(at) not in ("and", "or") or head.kind in ("measure", "time"):
        return None
    found = _noun_at(tokens, at + 1)
    if found is None or found[1] in ("measure", "casualty", "time") or found[2] > 1:
        return None
    behind = tokens.word(at + 2)
    if tokens.word(at + 1) in _VAGUE or found[0] == head.unit:
        return None
    is_verb = found[1] == "noun" and (not behind or behind in _OF_WHAT or tokens.is_digits(at + 2))
    if (is_verb and behind) or behind == "-" or (behind.isalpha() and behind not in _STOP):
        return None
    if not tokens.word(at + 1).endswith("s") and found[1] == "noun":
        return None
    words = [tokens.word(at - 1), tokens.word(at), tokens.word(at + 1)]
    return Counted(head.first, at + 2, " ".join(words), "thing")


def hyphened_unit(tokens: Tokens, at: int) -> Counted | None:
    """The unit of "90-day", "50,000-tonne", "11,000-strong" behind a number."""
    if tokens.word(at) != "-" or not tokens.touches(at):
        return None
    found = _SINGLE.get(tokens.word(at + 1)) or _SINGLE.get(tokens.word(at + 1) + "s")
    if tokens.word(at + 1) == "strong":
        return _strong(tokens, at + 2)
    if found is None:
        return None
    unit, kind = found
    if kind == "time" and tokens.word(at + 3) == "old":
        return None
    return Counted(at + 1, at + 2, unit, kind)


def per_period(tokens: Tokens, at: int) -> tuple[str, int]:
    """The period or measure behind "a", "per", "/": ("day", tokens it takes), else ("", 0)."""
    here = at + 1 if tokens.word(at) == "-" else at
    if (yearly := _YEARLY.get(tokens.word(here))) is not None:
        return yearly, here + 1 - at
    if tokens.word(here) in _DAILY:
        here += 1
        here += tokens.word(here) == "-"
        period = _PERIODS.get(tokens.word(here), "")
        is_time = period in ("day", "week", "month", "year", "hour")
        if period and not is_time:
            return period, here + 1 - at
        if period and tokens.word(here + 1) not in ("ago", "earlier", "before", "later", "after"):
            return period, here + 1 - at
    return "", 0


def substance(tokens: Tokens, at: int) -> int:
    """Where "of Russian crude" behind a measure ends; ``at`` itself where there is none."""
    if tokens.word(at) != "of":
        return at
    here = at + 1
    while here < at + 5 and tokens.word(here) and tokens.word(here)[0].isalpha():
        if tokens.word(here) in _STOP or (here > at + 1 and tokens.word(here).endswith("ed")):
            break
        here += 1
    return here if here > at + 1 else at


def _start(tokens: Tokens, at: int) -> int:
    """Over "of", "of the", "or so", to the first counted word."""
    here = at
    if tokens.word(here) == "of":
        here += 1
        while tokens.word(here) in _OF_WHAT:
            here += 1
    while tokens.word(here) in ("more", "other", "additional", "further", "such"):
        here += 1
    return here


def _goes_on(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    if not word:
        return False
    if word[0].isalpha() and tokens.is_hyphened(at):
        return True
    if word == "-" or tokens.is_digits(at):
        return tokens.touches(at) or tokens.touches(at + 1)
    if word in ("“", "‘", '"') and tokens.word(at + 1).isalpha():
        return True
    if word in _SINGLE and _SINGLE[word][1] == "casualty":
        return True
    return word[0].isalpha() and word not in _STOP


def _noun_at(tokens: Tokens, at: int) -> tuple[str, str, int] | None:
    """Unit, kind and length of a counted noun at a place."""
    word = tokens.word(at)
    if word in _DOUBLE_STARTS:
        for length in (3, 2):
            found = _DOUBLE.get(tuple(tokens.words[at : at + length]))
            if found is not None:
                return (*found, length)
    if word in _SLASHED and tokens.starts_with(at + 1, ("/", "d")):
        return "barrels/day", "measure", 3
    if tokens.is_hyphened(at):
        return None
    known = _SINGLE.get(word)
    if known is not None:
        return (*known, 1)
    if is_plural(word) or _is_short_plural(tokens.raw[at] if at < len(tokens) else ""):
        return word, "noun", 1
    return None


def _is_short_plural(written: str) -> bool:
    """ "MPs", "IDs", "UAVs": capitals and an s."""
    return len(written) > 2 and written.endswith("s") and written[:-1].isupper()


def is_plural(word: str) -> bool:
    """Does the word look like the plural of a noun?"""
    if (word.endswith(_PLURAL_ENDS) and len(word) > 3) or word in _PLURALS:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in _NOT_PLURAL
    )


def _is_compound(tokens: Tokens, head: Counted, at: int) -> bool:
    """Does the noun at ``at`` go with the head before it: "arms shipments", "aircraft carriers"?"""
    before, word = tokens.word(at - 1), tokens.word(at)
    if head.kind in ("person", "time") or (
        word in _SINGLE and _SINGLE[word][1] in ("casualty", "time")
    ):
        return False
    return is_plural(word) and (before in _PLURAL_MODIFIERS or head.kind in ("noun", "thing"))


def _strong(tokens: Tokens, at: int) -> Counted:
    """ "an 11,000-strong contingent": of troops, where the noun is a force."""
    noun = tokens.word(at)
    forces = {"contingent", "force", "army", "brigade", "battalion", "garrison", "unit", "corps"}
    named = tokens.words[at : at + 3]
    is_force = bool(forces.intersection(named)) or noun in forces
    last = at + 1 if noun and noun[0].isalpha() else at
    return Counted(at, last, "troops" if is_force else "people", "person")
