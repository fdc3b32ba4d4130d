"""The entries of a list that a measure opens: "The following entities have been designated:"."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from interdict.articles.article import Article, Sentence, Span
from interdict.articles.event_parties import HAPPENS_TO
from interdict.articles.statements import Event, Mention

_MOST = 200
_LONGEST = 12
"""Words of an entry's name; more are a sentence."""


def with_entries(
    article: Article, event: Event, mentions: Mapping[int, Sequence[Mention]]
) -> Event:
    """The same event, with the parties and names of the list that its sentence opens."""
    if event.kind not in HAPPENS_TO:
        return event
    parties, names = list(event.parties), list(event.names)
    for sentence, name in _entries(article, event.sentence):
        known = [each for each in mentions.get(sentence.number, ()) if each.span.meets(name)]
        parties += [key for each in known for key in each.parties]
        names += [] if known else [name]
    return msgspec.structs.replace(event, parties=tuple(dict.fromkeys(parties)), names=tuple(names))


def _entries(article: Article, number: int) -> Iterator[tuple[Sentence, Span]]:
    """Sentences under a colon that each begin with a name in capitals."""
    above = article.sentences[number]
    if not above.span.of(article.text).rstrip().endswith(":"):
        return
    for sentence in article.sentences[number + 1 : number + 1 + _MOST]:
        name = _name(article.text, sentence)
        if name is None:
            return
        yield sentence, name


def _name(text: str, sentence: Sentence) -> Span | None:
    """The words in capitals that a line begins with, up to a comma, bracket or dash."""
    start = _after_mark(text, sentence.span)
    line = text[start : sentence.span.end].partition("\n")[0]
    for stop in (",", ";", "(", " - ", " \u2013 ", " \u2014 "):
        line = line.partition(stop)[0]
    line = line.rstrip(" .")
    letters = [letter for letter in line if letter.isalpha()]
    if len(letters) < 2 or not all(letter.isupper() for letter in letters):
        return None
    return Span(start, start + len(line)) if len(line.split()) <= _LONGEST else None


def _after_mark(text: str, span: Span) -> int:
    """Behind a bullet or a number: "- ", "3. "."""
    at = span.start
    while at < span.end and not text[at].isalpha():
        at += 1
    return at
