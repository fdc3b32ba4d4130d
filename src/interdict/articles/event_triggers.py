"""The words that show an event, from the table ``event_triggers.tsv``, and their grammar.

Each row names a kind, the forms of a verb (base, third person, past, participle, gerund) or of a
noun, what has to follow at once (``then``, a pattern), the class of words that has to stand in
its clause (``with``, from ``event_words.tsv``), and what must not follow (``unless``). ``verb!``
tells of what did not happen ("escaped sanctions"), ``verb?`` of what may ("faces sanctions").
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from interdict.articles.statements import EventKind
from interdict.articles.verb_forms import SLOTS, Form, Slot, form_of
from interdict.articles.wording import Wording

_REACH = 9
"""Words on either side of a trigger in which its object is sought."""

_HALTS = frozenset("""
    that which who whom would will could may might was were is are has had have said says say saying
    if because after since
""".split())
"""No object is sought past these words, which begin another statement."""


class Trigger(NamedTuple):
    """One row of the table."""

    kind: EventKind
    turn: str
    """``!`` for what did not happen, ``?`` for what may; else empty."""
    slots: dict[str, frozenset[Slot]]
    """Each form with the places of the verb it may stand for."""
    then: re.Pattern[str] | None
    where: str
    """``object``, ``before``, ``near``, ``nearby``, ``led``, ``beside``, ``about``; see ``_has``."""
    words: frozenset[str]
    unless: re.Pattern[str] | None


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


def found_in(words: Wording, is_headline: bool) -> Iterator[Found]:
    """Every trigger of a sentence, in order."""
    table = triggers()
    for number, word in enumerate(words.lower):
        rows = table.get(word)
        if rows is not None:
            for trigger in rows:
                found = _tried(trigger, words, number, is_headline)
                if found is not None:
                    yield found


def _tried(trigger: Trigger, words: Wording, number: int, is_headline: bool) -> Found | None:
    last = number
    behind = words.flats[number] + len(words.raw[number])
    if trigger.unless is not None and trigger.unless.match(words.flat, behind):
        return None
    if trigger.then is not None:
        then = trigger.then.match(words.flat, behind)
        if then is None:
            return None
        last = max(words.number_at(then.end()) - 1, number)
    form = form_of(words, number, trigger.slots[words.lower[number]], is_headline)
    if form is None:
        return None
    if trigger.words and not _has(trigger, words, Found(trigger, number, last, form)):
        return None
    return Found(trigger, number, last, form)


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
        return not trigger.words.isdisjoint(back[-3:])
    if where == "near":
        return not trigger.words.isdisjoint(ahead) or not trigger.words.isdisjoint(back)
    if where == "before":
        return not trigger.words.isdisjoint(back[-7:])
    return _has_object(trigger, found.form, back, ahead)


def _has_object(trigger: Trigger, form: Form, back: list[str], ahead: list[str]) -> bool:
    if form != "passive":
        for word in ahead:
            if word in trigger.words:
                return True
            if word in _HALTS:
                break
        if form in ("active", "infinitive"):
            # "the shells that Pyongyang sent"
            return "that" in back[-5:-1] and back[back.index("that") - 1] in trigger.words
    return not trigger.words.isdisjoint(back)


def _around(words: Wording, number: int) -> list[str]:
    return words.lower[max(number - 25, 0) : number] + words.lower[number + 1 : number + 26]
