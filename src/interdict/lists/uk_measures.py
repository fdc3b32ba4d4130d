"""What a UK designation does, read from the words that the list prints for it.

The UK Sanctions List has a field for it (``Asset freeze|Trust Services Sanctions``) and, in
the XML, one true or false per measure. The OFSI list has none: there only what an entry's own
text says is read ("Financial sanctions imposed in addition to an asset freeze: Trust services.
Date trust services sanctions imposed: 21/03/2023"), and everything else is ``unstated``.
"""

import datetime
import re
from collections.abc import Iterable, Iterator

import msgspec

from interdict import dates
from interdict.lists.tabular_row import Notes
from interdict.lists.uk_entry import Said
from interdict.lists.uk_terms import MEASURES, measure_word
from interdict.party import Measure

UNSTATED = Measure(kind="unstated")

_SEVERAL = re.compile(r"\s*[|;\n]\s*")
_BESIDES_A_FREEZE = re.compile(
    r"sanctions? imposed in addition to an asset freeze(?P<more> and travel ban)?"
    r"(?P<named>\s*[:–-]\s*[^()]*)?",
    re.I,
)
_SENTENCE = re.compile(r"(?:\.\s+|\.$|\s*\(\d\)\s*)")
_DATED = (
    re.compile(r"\bDate (?P<what>[\w\s-]{5,60}?) imposed:\s*(?P<day>\d\d?/\d\d?/\d{4})", re.I),
    re.compile(
        r"\bThe (?:prohibition on )?(?P<what>[\w\s-]{5,60}?(?: etc\.)?)(?: measure)? (?:was|were)"
        r" imposed on (?P<day>\d\d?/\d\d?/\d{4})",
        re.I,
    ),
)


def stated(
    wordings: Iterable[Said], indicators: Iterable[tuple[Said, bool]], notes: Notes, record: str
) -> tuple[Measure, ...]:
    """The measures of a designation; ``unstated``, with a finding, where none is named.

    ``indicators`` are the names of measures and whether each is imposed. A measure that only
    they state is taken too; one that they deny against the wording is kept and reported.
    """
    found: dict[str, Measure] = {}
    for said in wordings:
        for text in filter(None, _SEVERAL.split(said.value)):
            found.setdefault(measure_word(text), _measure(text, said.field, notes))
    for said, is_imposed in indicators:
        key = measure_word(said.value)
        if is_imposed and key not in found:
            found[key] = _measure(said.value, said.field, notes)
            only = f"the indicator {said.value} is true, the wording does not name it; it is taken"
            notes.add("warning", "measure-only-indicated", only, record, said.field)
        elif not is_imposed and key in found:
            denied = f"{found[key].text!r} is named, its indicator is false; it is taken"
            notes.add("warning", "measure-denied", denied, record, said.field)
    if not found:
        notes.add("warning", "no-measure", "no measure is stated", record, "Sanctions Imposed")
    return tuple(found.values()) or (UNSTATED,)


def _measure(text: str, field: str, notes: Notes) -> Measure:
    kind = MEASURES.get(measure_word(text))
    if kind is None:
        unknown = f"the measure {text!r} is not known here; it counts as 'other', with its wording"
        notes.again("warning", "unknown-measure", unknown, field)
    return Measure(kind=kind or "other", text=text)


def in_words(text: str) -> tuple[Measure, ...]:
    """The measures that an entry's own text says were imposed; ``unstated`` without any."""
    found: dict[str, Measure] = {}
    for besides in _BESIDES_A_FREEZE.finditer(text):
        found.setdefault("assetfreeze", Measure(kind="block", text="Asset freeze"))
        if besides["more"]:
            found.setdefault("travelban", Measure(kind="travel-ban", text="Travel ban"))
        for name in _leading_measures(besides["named"] or ""):
            key = measure_word(name)
            found.setdefault(key, Measure(kind=MEASURES[key], text=name))
    for what, _ in _dates(text):
        key = measure_word(what)
        if key in MEASURES:
            found.setdefault(key, Measure(kind=MEASURES[key], text=what))
    return dated(tuple(found.values()), text) or (UNSTATED,)


def dated(measures: tuple[Measure, ...], text: str) -> tuple[Measure, ...]:
    """The same measures, with the day on which the entry's own text says they were imposed."""
    days = {measure_word(what): day for what, day in _dates(text)}
    return tuple(
        msgspec.structs.replace(measure, effective_on=days.get(measure_word(measure.text)))
        for measure in measures
    )


def _leading_measures(named: str) -> Iterator[str]:
    """The names of measures that a text begins with, sentence by sentence."""
    for sentence in _SENTENCE.split(named.strip(" :–-")):
        if measure_word(sentence) not in MEASURES:
            return
        yield sentence.strip()


def _dates(text: str) -> Iterator[tuple[str, datetime.date]]:
    for pattern in _DATED:
        for found in pattern.finditer(text):
            day = dates.iso_or_none(found["day"])
            if day is not None:
                yield " ".join(found["what"].split()), day
