"""How a word stands in its clause: as a verb, active or passive, as a noun, or as an adjective.

English past participles are adjectives as often ("a sanctioned tanker"), and third persons are
plural nouns ("EU sanctions"): only the words around tell.
"""

from typing import Literal

from interdict.articles.wording import Wording

Slot = Literal["base", "third", "past", "participle", "gerund", "noun"]
SLOTS: tuple[Slot, ...] = ("base", "third", "past", "participle", "gerund")

Form = Literal["active", "passive", "bare", "infinitive", "gerund", "noun"]
"""``bare``: a past form without auxiliary, active or passive; ``infinitive``: with "to"."""

BE = frozenset("be been being was were is are am get gets got getting".split())
_HAVE = frozenset("have has had having haven't hasn't hadn't".split())
_DO = frozenset("did do does didn't don't doesn't".split())
MODALS = frozenset(
    """
    will would could may might can should shall must won't wouldn't couldn't can't cannot shouldn't
    mightn't mustn't
""".split()
)
_NOT = frozenset("not never yet hardly wasn't weren't isn't aren't".split())
_ADVERBS = frozenset(
    """
    already also since then now just still ever even once again soon both itself all first later
    reportedly previously recently formally officially only thus effectively
""".split()
)
GROUP = BE | _HAVE | _DO | MODALS | _NOT | _ADVERBS | {"to"}
"""What may stand between the subject and its verb."""

_LONGEST_GROUP = 7

_DETERMINERS = frozenset(
    """
    a an the this these those its their his her our my any some several many other another new newly
    heavily already more most such each every all both two three four five six seven eight nine ten
    dozens
""".split()
)
_NUMBERS = frozenset("two three four five six seven eight nine ten dozens".split())
_PREPOSITIONS = frozenset(
    """
    of by with for from in on at into over under against between through about via amid despite
    without including and
""".split()
)
_AFTER_VERB = frozenset(
    """
    the a an its his her their two three four five six seven eight nine ten dozens hundreds
    thousands more over some several all another former senior top new at least 's with up down off
    out by to as after on in for amid russian chinese iranian korean north ukrainian indian turkish
    and from
""".split()
)
_FOLLOWS_PASSIVE = frozenset("by under over in on for since last from at during along to".split())
_WHOSE = frozenset("us u.s american eu european uk u.k british un u.n treasury sanctions".split())
"""Between an article or preposition and a word of one form for verb and noun: it is a noun."""
_LIKE_NOUNS = frozenset(
    """
    sanctions ships supplies transports exports cuts halts bans rises falls drops gains jumps moves
    traffics lists strikes calls targets hits places boards marks honours honors orders issues
    transfers blocks curbs surges spikes slumps dips declines increases lifts sends trains loads
    drives slides climbs stops ends pauses trades meets calls board visits delays collapses
    suspends crosses breaks hosts stations ferries hauls
""".split()
)


def group_of(words: Wording, number: int) -> list[str]:
    """The auxiliaries, adverbs and negations right before a verb, in order."""
    first = number
    while first > max(number - _LONGEST_GROUP, 0) and words.gaps[first] != ";":
        word = words.lower[first - 1]
        if word not in GROUP and not (word.endswith("ly") and len(word) > 4):
            break
        if word == "may" and words.raw[first - 1] == "May" and first > 1:  # the month
            break
        first -= 1
    return words.lower[first:number]


def form_of(words: Wording, number: int, slots: frozenset[Slot], is_headline: bool) -> Form | None:
    """How the word stands there; None where it is no event of its own (an adjective, a noun)."""
    if "noun" in slots:
        return "noun"
    group = group_of(words, number)
    has = frozenset(group)
    if "participle" in slots and not has.isdisjoint(BE | {"wasn't", "weren't", "isn't", "aren't"}):
        return "infinitive" if "to" in has else "passive"
    if "participle" in slots and not has.isdisjoint(_HAVE):
        return "infinitive" if "to" in has else "active"
    if "base" in slots and "to" in has:
        return "infinitive"
    if "base" in slots and not has.isdisjoint(MODALS | _DO):
        return "active"
    joined = number > 2 and words.lower[number - 1] in ("and", "or")
    if joined and "base" in slots and "to" in words.lower[max(number - 6, 0) : number - 1]:
        return "infinitive"
    before = words.lower[number - len(group) - 1] if number > len(group) else ""
    after = words.lower[number + 1] if number + 1 < len(words.lower) else ""
    if "gerund" in slots:
        return _gerund(words, number, before, after)
    if "past" in slots or "participle" in slots:
        return _bare(words, number, after)
    return _present(words, number, (before, after), is_headline)


def _gerund(words: Wording, number: int, before: str, after: str) -> Form | None:
    if before in _DETERMINERS or before.endswith("'s"):
        return None
    if words.lower[number] == "meeting":
        being = number and words.lower[number - 1] in BE
        led = before in ("after", "before", "since", "while", "upon", "when", "following", "for")
        if not being and not led:
            return None
        if after in ("room", "place", "point", "was", "in", "at", "of", "that", "on", ""):
            return None
    return "gerund"


def _bare(words: Wording, number: int, after: str) -> Form | None:
    gap = words.gaps[number]
    previous = words.lower[number - 1] if number and gap != ";" else ""
    if after == "by":
        return "passive"
    if not previous:
        return "passive" if after in _FOLLOWS_PASSIVE else None
    if gap == "," and after in _FOLLOWS_PASSIVE:
        return "passive"
    if previous in _NUMBERS and (after in _FOLLOWS_PASSIVE or after in ("as", "when")):
        return "passive"  # "three killed in Kursk"
    if gap != "," and (previous in _DETERMINERS or previous in _PREPOSITIONS - {"and"}):
        return None
    return "bare"


def _present(
    words: Wording, number: int, around: tuple[str, str], is_headline: bool
) -> Form | None:
    before, after = around
    word = words.lower[number]
    if not before or before in _DETERMINERS or before in _PREPOSITIONS - {"and"}:
        return None
    if words.gaps[number] == ";" or (
        number + 1 < len(words.gaps) and words.gaps[number + 1] == ";"
    ):
        return None
    led = words.lower[number - 2] if number > 1 else ""
    if (
        before in _WHOSE
        and not word.endswith("s")
        and led in _DETERMINERS | _PREPOSITIONS - {"and"}
    ):
        return None  # "from the US blacklist"
    doubtful = word in _LIKE_NOUNS or not word.endswith("s")
    if doubtful and number + 1 < len(words.gaps) and words.gaps[number + 1] == ",":
        return None  # no object stands behind a comma: "in breach of sanctions, the panel said"
    if not doubtful:
        return "active"
    capital = number + 1 < len(words.raw) and words.raw[number + 1][0].isupper()
    if after in _AFTER_VERB and not (
        word == "sanctions" and after in _FOLLOWS_PASSIVE | {"and", "as"}
    ):
        return "active"
    if after[:1].isdigit() or (capital and not words.raw[number][0].isupper()):
        return "active"
    return "active" if is_headline and capital else None
