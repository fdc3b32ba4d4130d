"""Turns of an interview or transcript: "Q:" and "A:", "Reporter:", "SECRETARY RUBIO:".

What is answered is said in the speaker's own words, though no quote mark stands around it; what
is asked is nobody's claim. A page is read so only where its labels come in turns: a lone
"Note:", the rows of a form, or "Myth:" and "Fact:" are no talk.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from interdict.articles.article import Span
from interdict.articles.quotations import Paragraph
from interdict.articles.source_words import is_source_noun

_LABEL = re.compile(
    r"[-–—*•]?\s{0,3}(?:(?P<letter>[QA])[:.]|(?P<name>[A-Z][\w.’'-]{0,30}"
    r"(?: (?:of|the|de|al|bin|for|and|[A-Z][\w.’'-]{0,30})){0,6})(?: \([^()\n]{1,40}\))?:)\s+(?=\S)"
)
_STOPPED = re.compile(r"[.!?…—–][\"'”’»)\]]*$")
_PROSE_SHARE = 0.7
"""So many of the turns have to end as sentences end."""

_ASKING = frozenset(
    "q question reporter interviewer journalist moderator host press anchor correspondent "
    "presenter editor audience speaker".split()
)
_ANSWERING = frozenset(("a", "answer"))
_NO_SPEAKER = frozenset(
    "note update updated myth fact facts claim verdict analysis photo picture source sources "
    "contact background read watch related warning correction summary conclusion background "
    "report reports news video audio example address name date statement website email phone "
    "headline title reuters ap afp bbc analysis rating ruling timeline".split()
)
_FEWEST_TURNS = 3
_LOOSE = " \t\n\r\f\v,;:.—–-!?…*•"


class Turn(NamedTuple):
    """One paragraph of what somebody says when it is their turn."""

    label: Span | None
    """Who speaks, as printed; None for "A:", and where the turn goes on."""
    content: Span | None
    """None: a question."""
    goes_on: bool = False
    """A further paragraph of the same turn."""


class _Labelled(NamedTuple):
    place: int
    """Of the paragraph, among all."""
    label: Span
    low: str
    words: Span
    """Behind the label."""
    asks: bool


def turns(text: str, held: Sequence[Paragraph], surnames: Collection[str]) -> dict[int, Turn]:
    """The turns by the number of their paragraph; none where the page is no talk.

    ``surnames``: last words, in small letters, of the longer names of the article.
    """
    labelled = _in_turns(text, list(_labelled(text, held)), surnames)
    found: dict[int, Turn] = {}
    for n, turn in enumerate(labelled):
        following = labelled[n + 1].place if n + 1 < len(labelled) else turn.place + 1
        content = None if turn.asks else _trimmed(text, turn.words)
        label = None if turn.low in _ANSWERING else turn.label
        found[held[turn.place].number] = Turn(label, content)
        for paragraph in held[turn.place + 1 : following]:
            if paragraph.role == "body" and not turn.asks:
                found[paragraph.number] = Turn(None, _trimmed(text, paragraph.span), goes_on=True)
    return found


def _labelled(text: str, held: Sequence[Paragraph]) -> Iterator[_Labelled]:
    for place, paragraph in enumerate(held):
        span = paragraph.span
        found = _LABEL.match(text, span.start, span.end)
        if found is None:
            continue
        group = "letter" if found["letter"] else "name"
        low = found[group].lower()
        if low.split()[-1] not in _NO_SPEAKER:
            words = Span(found.end(), span.end)
            yield _Labelled(place, Span(*found.span(group)), low, words, _is_asker(low))


def _is_asker(low: str) -> bool:
    return low in _ASKING or low.split()[-1] in _ASKING


def _in_turns(
    text: str, labelled: Sequence[_Labelled], surnames: Collection[str]
) -> list[_Labelled]:
    """The labels that take turns; none where too few do."""
    told = Counter(turn.low for turn in labelled)
    asked = Counter(turn.low for turn in labelled if _asks(text, turn))
    taking = [
        turn._replace(asks=turn.asks or asked[turn.low] * 2 > told[turn.low])
        for turn in labelled
        if turn.asks or turn.low in _ANSWERING or _speaks(text, turn, surnames)
    ]
    lows = {turn.low for turn in taking}
    repeated = any(told[low] > 1 for low in lows)
    questioned = any(turn.asks for turn in taking) and not all(turn.asks for turn in taking)
    stopped = sum(bool(_STOPPED.search(text, t.words.start, t.words.end)) for t in taking)
    if len(lows) < 2 or stopped < _PROSE_SHARE * len(taking):
        return []
    return taking if questioned or (repeated and len(taking) >= _FEWEST_TURNS) else []


def _asks(text: str, turn: _Labelled) -> bool:
    return text[turn.words.start : turn.words.end].rstrip("\"'”’ \n").endswith("?")


def _speaks(text: str, turn: _Labelled, surnames: Collection[str]) -> bool:
    """A name of several words, an office, a known surname, or one word in capitals."""
    words = turn.low.split()
    if any(word in _NO_SPEAKER for word in words):
        return False
    shouted = len(turn.label) > 2 and turn.label.of(text).isupper()
    known = words[-1] in surnames or is_source_noun(words[0]) or is_source_noun(words[-1])
    return len(words) >= 2 or shouted or known


def _trimmed(text: str, span: Span) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_LOOSE))
    end = span.start + len(words.rstrip(_LOOSE))
    return Span(start, end) if start < end else None
