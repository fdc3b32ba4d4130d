"""Which words of an article may name a listed party: what the screening is asked about."""

from collections.abc import Iterator
from typing import NamedTuple

from interdict.articles.marked_words import Marked, Sequence
from interdict.articles.name_index import Found, NameIndex
from interdict.articles.word_lists import ROLES, ordinary_words, place_codes
from interdict.matching.words import is_common
from interdict.text import MAXIMUM_LENGTH

LONGEST_RUN = 9
"""Words in capitals; a longer run is a heading, in which only exact names are looked for."""
LONGEST_NEAR = 6
_SHORTEST_LONE = 6
"""Letters; in a shorter lone word a slip of the pen gives another name."""


class Proposal(NamedTuple):
    """Words that may be a name."""

    number: int
    """Of the sentence in the list of marked ones."""
    words: Sequence
    name: str
    """The words as they are asked about."""
    keys: tuple[str, ...]
    """The same, folded, word by word."""
    exact: Found | None
    """The index knows a listed name of just these words."""


def proposals(sentences: list[Marked], index: NameIndex) -> Iterator[Proposal]:
    """All proposals of an article, exact ones and sequences of capitals, overlapping."""
    for number, sentence in enumerate(sentences):
        seen = set()
        for run, found in _exact(sentence, index):
            if run not in seen and _is_whole(sentence, run):
                seen.add(run)
                yield _proposal(number, sentence, run, found)
        for run in _near(sentence):
            if run not in seen:
                seen.add(run)
                yield _proposal(number, sentence, run, None)


def _is_whole(sentence: Marked, run: Sequence) -> bool:
    """Do brackets that open inside close there, and do no two sentences meet in it?"""
    said = sentence.span(run).of(sentence.text)
    return ("(" not in said or ")" in said) and not any(c in said for c in ";:!?")


def _proposal(number: int, sentence: Marked, run: Sequence, found: Found | None) -> Proposal:
    joined: list[str] = []
    for at in range(run.first, run.last + 1):
        if joined and sentence.words[at].joint == "broken":
            joined[-1] += sentence.keys[at]
        elif sentence.keys[at]:
            joined.append(sentence.keys[at])
    return Proposal(number, run, asked(sentence, run), tuple(joined), found)


def asked(sentence: Marked, run: Sequence) -> str:
    """The words as a name: a word broken at a line's end in one piece, without a possessive."""
    parts = []
    for at in range(run.first, run.last + 1):
        word = sentence.words[at]
        joint = sentence.text[sentence.words[at - 1].whole : word.start] if at > run.first else ""
        if word.joint == "broken":
            joint = ""
        end = word.end if at == run.last else word.whole
        parts.append(" ".join(joint.split()) if joint.strip() else joint and " ")
        parts.append(sentence.text[word.start : end])
    return "".join(parts)[:MAXIMUM_LENGTH]


def _exact(sentence: Marked, index: NameIndex) -> Iterator[tuple[Sequence, Found]]:
    for found in index.find(sentence.keys):
        yield Sequence(found.first, found.last), found
    broken = [at for at, word in enumerate(sentence.words) if word.joint == "broken"]
    if not broken:
        return
    keys: list[str] = []
    place: list[Sequence] = []
    for at, key in enumerate(sentence.keys):
        if at in broken and keys:
            keys[-1] += key
            place[-1] = Sequence(place[-1].first, at)
        else:
            keys.append(key)
            place.append(Sequence(at, at))
    for found in index.find(keys):
        run = Sequence(place[found.first].first, place[found.last].last)
        if len(run) > found.last - found.first + 1:
            yield run, found


def _near(sentence: Marked) -> Iterator[Sequence]:
    for run in sentence.runs():
        core = _core(sentence, run)
        if core is None or len(run) > LONGEST_RUN:
            continue
        yield from _parts_of(sentence, core)


def _core(sentence: Marked, run: Sequence) -> Sequence | None:
    """A run without roles, places and ordinary words before it."""
    first = run.first
    while first <= run.last and _is_before(sentence, first):
        first += 1
    return Sequence(first, run.last) if first <= run.last else None


def _is_before(sentence: Marked, at: int) -> bool:
    key = sentence.keys[at]
    if sentence.is_start(at) and key in ordinary_words():
        return True
    return key in ROLES or not key


def _parts_of(sentence: Marked, core: Sequence) -> Iterator[Sequence]:
    capital = [at for at in range(core.first, core.last + 1) if sentence.words[at].is_capital]
    for place, first in enumerate(capital):
        if _may_stand_alone(sentence.keys[first]):
            yield Sequence(first, first)
        for last in capital[place + 1 :]:
            if last - first < LONGEST_NEAR or (first, last) == core:
                yield Sequence(first, last)


def _may_stand_alone(key: str) -> bool:
    return (
        len(key) >= _SHORTEST_LONE
        and key not in ordinary_words()
        and (key,) not in place_codes()
        and key not in ROLES
        and not is_common(key)
    )
