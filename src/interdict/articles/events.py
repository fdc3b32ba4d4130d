"""Events a sanctions regime cares about, each with its sentence and how surely it is reported.

Only the article's own words count (dropped lines are in no sentence), and nothing here is more
than a report: the lists are asked afterwards (``list_checks``).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from interdict.articles.article import Article, Sentence, Span
from interdict.articles.event_certainty import certainty
from interdict.articles.event_dates import dated
from interdict.articles.event_entries import with_entries
from interdict.articles.event_parties import HAPPENS_TO, taking_part, unlisted, without_source
from interdict.articles.event_triggers import Found, Story, found_in
from interdict.articles.measure_scope import Authority, acting, authorities, scope
from interdict.articles.statements import Certainty, Claim, Event, EventKind, Mention, StoryParty
from interdict.articles.wording import Wording, wording

MEASURES: frozenset[EventKind] = frozenset(("designation", "delisting", "asset-freeze", "licence"))
"""Kinds that are the act of an authority, and reach as far as its law."""

_MERE_TOPIC: dict[EventKind, EventKind] = {
    "meeting": "cancelled-talks",
    "designation": "delisting",
    "oil-shipment": "import-cut",
    "asset-freeze": "delisting",
}
"""A noun of the first kind is no event of its own where a sentence tells one of the second:
"called off talks with Kim", "lifted sanctions on the bank"."""

_SANCTIONS = re.compile(r"\b(?:sanction|blacklist|OFAC\b|asset[ -]freeze|designat|blocked )", re.I)
_WHOEVER = frozenset("any anyone every everyone whoever anybody".split())
_THINGS = frozenset(
    """
    threads roads rivers lines paths worlds streets interests ends borders strands ways seas needs
    """.split()
)
"""These meet, but hold no meeting."""
_SHOWS_HOW = re.compile(
    r"\b(?:(?:shows?|explains?|illustrates?) how|imagine|suppose|for (?:example|instance))\b", re.I
)
_PAST = frozenset("was were has have had been last yesterday".split())
_ABOUT = 2
"""So many words of sanctions make an article one about them."""

_MOST = 200
"""Triggers of one sentence that are looked at: more are no sentence but a heap of words."""


def events(
    article: Article,
    parties: Sequence[StoryParty],
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
) -> tuple[Event, ...]:
    """Every event of the article, in order of the text; ids are left empty."""
    known = {party.key for party in parties}
    by_sentence = _mentions_by_sentence(article, mentions, known)
    held_in = _claims_by_sentence(article, claims)
    about = _is_about_sanctions(article)
    found: list[Event] = []
    for sentence in article.sentences:
        around = Story(sentence.role == "headline", about)
        near = by_sentence.get(sentence.number, [])
        held = held_in.get(sentence.number, [])
        found += _of_sentence(article, sentence, around, (near, held))
    return tuple(with_entries(article, event, by_sentence) for event in found)


def _is_about_sanctions(article: Article) -> bool:
    """Do its own words say so more than once?"""
    text = article.text
    said = (_SANCTIONS.finditer(text, s.span.start, s.span.end) for s in article.sentences)
    return len(list(islice(chain.from_iterable(said), _ABOUT))) == _ABOUT


def _length(held: tuple[Span, Claim]) -> int:
    return len(held[0])


def _claims_by_sentence(
    article: Article, claims: Sequence[Claim]
) -> dict[int, list[tuple[Span, Claim]]]:
    """What is said in each sentence, the shortest content first."""
    grouped: dict[int, list[tuple[Span, Claim]]] = {}
    for held in sorted(((span, claim) for claim in claims for span in claim.content), key=_length):
        first, last = (article.sentence_at(at) for at in (held[0].start, held[0].end - 1))
        if first is not None and last is not None:
            for number in range(first.number, last.number + 1):
                grouped.setdefault(number, []).append(held)
    return grouped


def _mentions_by_sentence(
    article: Article, mentions: Sequence[Mention], known: set[str]
) -> dict[int, list[Mention]]:
    grouped: dict[int, list[Mention]] = {}
    for mention in mentions:
        sentence = article.sentence_at(mention.span.start)
        if sentence is not None and (not known or not known.isdisjoint(mention.parties)):
            grouped.setdefault(sentence.number, []).append(mention)
    return grouped


def _of_sentence(
    article: Article,
    sentence: Sentence,
    around: Story,
    known: tuple[list[Mention], list[tuple[Span, Claim]]],
) -> Iterator[Event]:
    mentions, held = known
    words = wording(article.text, sentence.span.start, sentence.span.end)
    asked = ("?", '?"', "?”")
    is_question = article.text.endswith(asked, sentence.span.start, sentence.span.end)
    named: list[Authority] | None = None
    kinds: set[EventKind] = set()
    seen: dict[tuple[EventKind, Certainty], list[Event]] = {}
    all_found = list(islice(found_in(words, around), _MOST))
    for found in all_found:
        sure = certainty(words, found, is_question)
        if sure is None or _is_spoken_for(found, kinds) or _is_a_rule(words, found, sure):
            continue
        if _is_called_off(words, found, all_found) or _is_a_figure_of_speech(words, found):
            continue
        kinds.add(found.trigger.kind)
        if named is None:
            named = authorities(words)
        event = _event(article, sentence, (words, found, sure), (mentions, named, held))
        same = seen.setdefault((event.kind, sure), [])
        if not any(_is_same(event, other) for other in same):
            same.append(event)
            yield event


def _is_spoken_for(found: Found, kinds: set[EventKind]) -> bool:
    """Does an event of another kind already tell this?"""
    kind = found.trigger.kind
    if kind == "price-move" and found.form != "noun" and "import-cut" in kinds:
        return True
    return found.form == "noun" and _MERE_TOPIC.get(kind) in kinds


def _is_called_off(words: Wording, found: Found, all_found: Sequence[Found]) -> bool:
    """ "Talks between the two were cancelled": no meeting."""
    if found.trigger.kind != "meeting" or found.form != "noun":
        return False
    end = words.closing(found.last, 20)
    return any(
        other.trigger.kind == "cancelled-talks" and found.last < other.first < end
        for other in all_found
    )


def _is_a_figure_of_speech(words: Wording, found: Found) -> bool:
    """ "The threads meet here"; "one chain shows how: the parent is blacklisted"."""
    if found.trigger.kind == "meeting":
        return found.form != "noun" and not _THINGS.isdisjoint(words.lower[: found.first][-1:])
    said = words.lower[words.opening(found.first, 60) : found.first]
    present = "is" in said[-2:] or "are" in said[-2:]
    if found.trigger.kind not in MEASURES or not present:
        return False
    return _SHOWS_HOW.search(words.flat[: words.flats[found.first]]) is not None


def _is_a_rule(words: Wording, found: Found, sure: Certainty) -> bool:
    """ "Any company owned by blocked persons is blocked as well" tells of the law, of no event."""
    if found.trigger.kind not in MEASURES or sure != "asserted":
        return False
    said = words.lower[words.opening(found.first, 60) : found.first]
    return not _WHOEVER.isdisjoint(said[:3]) and _PAST.isdisjoint(said)


def _is_same(event: Event, other: Event) -> bool:
    """One event of one kind per sentence, unless each has its own object and authority."""
    apart = set(event.parties).isdisjoint(other.parties) and set(event.names).isdisjoint(
        other.names
    )
    told = bool((event.parties or event.names) and (other.parties or other.names))
    return not (apart and told and event.scope != other.scope)


def _event(
    article: Article,
    sentence: Sentence,
    read: tuple[Wording, Found, Certainty],
    known: tuple[list[Mention], list[Authority], list[tuple[Span, Claim]]],
) -> Event:
    words, found, sure = read
    mentions, named, held = known
    kind = found.trigger.kind
    trigger = Span(words.starts[found.first], words.end(found.last))
    claim = next((claim for span, claim in held if span.holds(trigger)), None)
    if claim is not None and claim.stance == "denied" and sure == "asserted":
        sure = "denied"
    others = without_source(article, mentions, claim)
    actors = acting(words, found, named) if kind in MEASURES else []
    names = unlisted(words, found, mentions, named) if _names_wanted(sentence, words, kind) else ()
    when = dated(article, words, trigger, sure)
    return Event(
        kind=kind,
        certainty=sure,
        trigger=trigger,
        sentence=sentence.number,
        parties=taking_part(words, found, others or mentions, named),
        names=names,
        claim=claim.id if claim is not None else "",
        when=when.span,
        on=when.on,
        when_says=when.says,
        scope=scope(actors),
        regimes=tuple(dict.fromkeys(actor.regime for actor in actors)),
    )


def _names_wanted(sentence: Sentence, words: Wording, kind: EventKind) -> bool:
    """In a headline in capitals or title case, capitals name nobody."""
    if kind not in HAPPENS_TO:
        return False
    lower = sum(raw[0].islower() for raw in words.raw if len(raw) > 3)
    return sentence.role == "body" or lower * 2 > len(words.raw)
