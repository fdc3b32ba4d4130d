"""The words that show an event, from the table ``event_triggers.tsv``, and their grammar.

Each row names a kind, the forms of a verb (base, third person, past, participle, gerund; ``-``
for one that would mislead) or of a noun, what has to follow at once (``then``, a pattern), the
class of words that has to stand in its clause (``with``, from ``event_words.tsv``), and what must
not follow (``unless``). ``verb!`` tells of what did not happen ("escaped sanctions"), ``verb?`` of
what may ("faces sanctions"), ``verb>`` of a plan ("plans a museum").
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from interdict.articles.statements import EventKind
from interdict.articles.verb_forms import SLOTS, Form, Slot, form_of
from interdict.articles.wording import Wording

_REACH = 9
"""Words on either side of a trigger in which its object is sought."""

_HALTS = frozenset(
    """
    that which who whom would will could may might was were is are has had have said says say saying
    if because after since
""".split()
)
"""No object is sought past these words, which begin another statement."""


_COMPOUNDS = frozenset(
    """
    funds fund program programs programme programmes technology test tests testing launch launches
    maker makers development strike strikes attack attacks dealer dealers trade network embargo
    control base scientists
""".split()
)
"""Before these a word is no object but an attribute: "missile funds"."""


_AMOUNTS = frozenset(
    """
    exports imports output production demand supplies deliveries shipments flows sales consumption
    reserves inventories stockpiles workers tankers fields companies traders exporters importers
""".split()
)
"""Before these "petrol" is no subject: "petrol exports rose" tells of no price."""


class Trigger(NamedTuple):
    """One row of the table."""

    kind: EventKind
    turn: str
    """``!`` for what did not happen, ``?`` for what may, ``>`` for a plan; else empty."""
    slots: dict[str, frozenset[Slot]]
    """Each form with the places of the verb it may stand for."""
    then: re.Pattern[str] | None
    where: str
    """``object``, ``ahead`` (an object, never the subject), ``before``, ``near``, ``nearby``,
    ``led``, ``beside``, ``about``."""
    words: frozenset[str]
    unless: re.Pattern[str] | None


class Story(NamedTuple):
    """What is known beyond the sentence."""

    is_headline: bool
    is_about_sanctions: bool
    """Is the whole article? Then "designated" and "listed" need no more context."""


class Found(NamedTuple):
    """A trigger in a sentence."""

    trigger: Trigger
    first: int
    """Its first word."""
    last: int
    """Its last word."""
    form: Form


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    rows = _rows("event_words.tsv")
    return {name: frozenset(words.split()) for name, words in rows}


@lru_cache(maxsize=1)
def triggers() -> dict[str, tuple[Trigger, ...]]:
    """Word -> the triggers that may begin with it."""
    found: dict[str, list[Trigger]] = {}
    for row in _rows("event_triggers.tsv"):
        trigger = _trigger(*row)
        for word in trigger.slots:
            found.setdefault(word, []).append(trigger)
    return {word: tuple(each) for word, each in found.items()}


def _rows(name: str) -> list[list[str]]:
    table = resources.files("interdict.articles") / "tables" / name
    return [line.split("\t") for line in table.read_text("utf-8").splitlines()[1:]]


def _trigger(kind: str, form: str, words: str, then: str, needs: str, unless: str) -> Trigger:
    slots: dict[str, frozenset[Slot]] = {}
    if form == "noun":
        slots = {word: frozenset(("noun",)) for word in words.split()}
    else:
        for slot, word in zip(SLOTS, words.split(), strict=True):
            slots[word] = slots.get(word, frozenset()) | {slot}
    where, _, names = needs.partition(":")
    classes = frozenset[str]().union(*(_classes()[name] for name in names.split()))
    return Trigger(
        kind=kind,  # type: ignore[arg-type]
        turn=form[4:] if form.startswith("verb") else "",
        slots=slots,
        then=re.compile(f" (?:{then})", re.I) if then else None,
        where=where,
        words=classes,
        unless=re.compile(rf" (?:{unless})\b", re.I) if unless else None,
    )


def found_in(words: Wording, around: Story) -> Iterator[Found]:
    """Every trigger of a sentence, in order."""
    table = triggers()
    for number, word in enumerate(words.lower):
        rows = table.get(word)
        if rows is not None:
            for trigger in rows:
                found = _tried(trigger, words, number, around)
                if found is not None:
                    yield found


def _tried(trigger: Trigger, words: Wording, number: int, around: Story) -> Found | None:
    last = number
    behind = words.flats[number] + len(words.raw[number])
    if trigger.unless is not None and trigger.unless.match(words.flat, behind):
        return None
    if trigger.then is not None:
        then = trigger.then.match(words.flat, behind)
        if then is None:
            return None
        last = max(words.number_at(then.end()) - 1, number)
    form = form_of(words, number, trigger.slots[words.lower[number]], around.is_headline)
    if form is None:
        return None
    found = Found(trigger, number, last, form)
    if not trigger.words or (trigger.where == "about" and around.is_about_sanctions):
        return found
    return found if _has(trigger, words, found) else None


def _has(trigger: Trigger, words: Wording, found: Found) -> bool:
    """Does a word of the class stand where the row asks for it?"""
    where, first, last = trigger.where, found.first, found.last
    ahead = words.lower[found.first + 1 : words.closing(first, _REACH + last - first)]
    reach = _REACH + 5 if found.form == "passive" else _REACH
    back = words.lower[words.opening(first, reach) : first]
    if where == "about":
        return not trigger.words.isdisjoint(_around(words, first))
    if where == "beside":
        compound = not trigger.words.isdisjoint(back[-2:])
        of = ahead[:1] in (["of"], ["carrying"]) and not trigger.words.isdisjoint(ahead[1:6])
        return compound or of
    if where == "led":
        return not trigger.words.isdisjoint(back[-4:])
    if where == "nearby":
        return not trigger.words.isdisjoint(back[-3:]) or any(w[0].isdigit() for w in back[-1:])
    if where == "near":
        return not trigger.words.isdisjoint(ahead) or not trigger.words.isdisjoint(back)
    if where == "before":
        return _is_subject(trigger, back[-7:])
    if where == "ahead" and found.form != "passive":
        return _named_ahead(trigger, ahead)
    return _has_object(trigger, found.form, back, ahead)


def _is_subject(trigger: Trigger, back: list[str]) -> bool:
    """Is a word of the class among these, and not merely what another noun is made of?"""
    followed = pairwise([*back, ""])
    return any(word in trigger.words and after not in _AMOUNTS for word, after in followed)


def _has_object(trigger: Trigger, form: Form, back: list[str], ahead: list[str]) -> bool:
    if form != "passive" or ahead[:1] == ["with"]:
        if _named_ahead(trigger, ahead):
            return True
        if form in ("active", "infinitive"):
            # "the shells that Pyongyang sent"
            return "that" in back[-5:-1] and back[back.index("that") - 1] in trigger.words
        if form == "gerund":
            return False
    return not trigger.words.isdisjoint(back)


def _named_ahead(trigger: Trigger, ahead: list[str]) -> bool:
    for place, word in enumerate(ahead):
        if word in trigger.words and not _COMPOUNDS.issuperset(ahead[place + 1 : place + 2] or "-"):
            return True
        if word in _HALTS:
            return False
    return False


def _around(words: Wording, number: int) -> list[str]:
    return words.lower[max(number - 25, 0) : number] + words.lower[number + 1 : number + 26]
