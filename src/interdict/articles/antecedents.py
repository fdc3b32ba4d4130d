"""Who is meant: a pronoun, a surname or "the ministry" led back to the fullest name."""

import re
from collections import deque
from collections.abc import Sequence
from typing import Literal, NamedTuple

from interdict import countries
from interdict.articles.article import Span
from interdict.articles.grammar import DETERMINER, PRONOUN, is_finite
from interdict.articles.named_parties import Gender, Name, Names, is_bodily, names_in, plain
from interdict.articles.passages import Passage, Word
from interdict.articles.source_words import is_described_source, noun_kind
from interdict.articles.speakers import Speaker, first_phrase
from interdict.articles.statements import Source
from interdict.articles.word_lists import ordinary_words

Kind = Literal["person", "body", "people"]
_MOST_HELD = 300
"""Parties an article is taken to keep in mind."""
_REACH = 4
"""Passages back that a pronoun may look."""
_BESIDE = 80
"""Characters from a name to the office that it holds, at most."""
_GENERIC = {
    "ministry": "ministry", "department": "department", "bank": "bank", "council": "council",
    "commission": "commission", "committee": "committee", "panel": "panel", "treasury": "treasury",
    "court": "court", "university": "university", "institute": "institute", "union": "union",
    "office": "office", "service": "service", "parliament": "parliament", "group": "group",
    "agency": "agency",
}  # fmt: skip
_FIRMS = frozenset(
    "company firm producer refiner giant supplier carrier insurer lender shipper operator maker "
    "corporation conglomerate exporter".split()
)
_PERSONS = frozenset(
    "minister spokesman spokeswoman official president analyst leader general ambassador envoy "
    "governor secretary chairman chief executive diplomat lawmaker senator commander expert "
    "economist "
    "director mayor lawyer professor".split()
)


_CAPITALS = frozenset(
    "Moscow Kyiv Kiev Washington Seoul Pyongyang Tokyo Beijing Brussels London Berlin Paris Tehran "
    "Ankara Geneva Vienna Warsaw Delhi Budapest Mumbai Dubai EU UN US UK Europe Asia".split()
)


_AUTHORITIES = frozenset(
    "ministry government department treasury kremlin panel council commission committee court "
    "parliament".split()
)


class Referent(NamedTuple):
    """Somebody the article has brought up."""

    name: str
    span: Span
    kind: Kind
    gender: Gender
    passage: int
    speaks: bool
    """As a source, or as the one a sentence is about; else only named."""


class Discourse:
    """Whom the article has brought up so far, in reading order."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self._held: deque[Referent] = deque(maxlen=_MOST_HELD)
        self._persons: set[str] = set()

    def source(self, passage: Passage, number: int, speaker: Speaker) -> Source:
        """The source that these words stand for."""
        words = passage.words[speaker.start : speaker.end]
        span = Span(words[0].start, words[-1].end)
        low = _POSSESSED.get(words[0].low, words[0].low)
        if len(words) == 1 and (low in PRONOUN or low in ("him", "her", "them")):
            return self._pronoun(low, span, passage, number)
        made = self._named(words, span)
        if made is None:
            made = self._described(words, span, number)
        self._remember(made, words, number)
        return made

    def _named(self, words: Sequence[Word], span: Span) -> Source | None:
        """A name, alone or behind a title; the fullest the article gives."""
        own = [w for w in words if not w.is_mark]
        held = list(names_in(words))
        if not held:
            return None
        last = held[-1]
        if not last.is_person and _has_plain_noun(own):
            return None
        if len(held) > 1 and any(w.low == "and" for w in words):
            return Source(how="named", span=span, name=_joined(words))
        if last.span == span and len(self.names.of_family(last)) > 1:
            return Source(how="open", span=span)
        full = self.names.fullest(last)
        if last.is_person or last.span == span:
            name = _joined_text(full.words)
            elsewhere = full.span if full.span != last.span and full.lows != last.lows else None
            return Source(how="named", span=span, name=name, antecedent=elsewhere)
        if full.lows == last.lows:
            return Source(how="named", span=span, name=_lowered(_joined(words)))
        return Source(how="named", span=span, name=_joined_text(full.words), antecedent=full.span)

    def _described(self, words: Sequence[Word], span: Span, number: int) -> Source:
        head = _head(words)
        kind = noun_kind(head)
        if words[0].low in ("one", "both", "some", "another") and words[-1].low == "them":
            found = self._antecedent("they", "people", number, span.start)
            name = found.name if found else _joined(words)
            return Source(how="described", span=span, name=name, antecedent=found and found.span)
        plain_one = len(words) == 2 and words[0].low in ("the", "this", "that", "its")
        if plain_one and (found := self._last_fitting(head, number, span.start)) is not None:
            return Source(how="described", span=span, name=found.name, antecedent=found.span)
        how: Literal["document", "described"] = "document" if kind == "document" else "described"
        name = _joined_text((_joined(_without_telling(words)),))
        return Source(how=how, span=span, name=_lowered(name))

    def _last_fitting(self, head: str, number: int, at: int) -> Referent | None:
        """The one party so far that "the ministry" can mean."""
        if head in _GENERIC:
            fitting = [r for r in self._held if _GENERIC[head] in r.name.lower().split()]
            if fitting:
                return fitting[-1]
        near = [
            r
            for r in self._held
            if number - r.passage <= _REACH and (r.passage < number or r.span.start < at)
        ]
        if head in _FIRMS:
            return _nearest(self._firms(near))
        if head in _PERSONS:
            return _nearest([r for r in near if r.kind == "person" and self._holds(r, head)])
        if head == "group":
            return _nearest(self._firms(near))
        return None

    def _holds(self, referent: Referent, office: str) -> bool:
        """Has the article given this person this office, in the sentence that names him in full?"""
        span = referent.span
        before = re.split(r"[.!?]\s", self.text[max(span.start - _BESIDE, 0) : span.start])[-1]
        behind = re.split(r"[.!?](?:\s|$)", self.text[span.end : span.end + _BESIDE])[0]
        return office in re.findall(r"\w+", f"{before} {behind}".lower())

    def _firms(self, near: Sequence[Referent]) -> list[Referent]:
        return [r for r in near if r.kind == "body" and _is_firm(r.name) and self._is_name(r)]

    def _is_name(self, referent: Referent) -> bool:
        """No ordinary word that has its capital from opening a sentence: "Output fell"."""
        if " " in referent.name or referent.name.lower() not in ordinary_words():
            return True
        before = self.text[max(referent.span.start - 3, 0) : referent.span.start].rstrip(' "“')
        return bool(before) and before[-1] not in ".!?:\n"

    def _pronoun(self, low: str, span: Span, passage: Passage, number: int) -> Source:
        kind: Kind = "person" if low in ("he", "she") else "body" if low == "it" else "people"
        low = {"him": "he", "her": "she", "them": "they"}.get(low, low)
        kind = "person" if low in ("he", "she") else kind
        if low in ("we", "i", "you", "who"):
            return Source(how="open", span=span)
        found = self._antecedent(low, kind, number, span.start)
        if found is None:
            return Source(how="open", span=span)
        self._held.append(found._replace(passage=number, speaks=True))
        return Source(how="pronoun", span=span, name=found.name, antecedent=found.span)

    def _antecedent(self, low: str, kind: Kind, number: int, at: int) -> Referent | None:
        """One fitting party in the nearest passage that has any."""
        fitting = [
            r for r in self._held
            if r.kind == kind
            and r.gender in ("", low)
            and (r.span.start < at or r.passage < number)
        ]  # fmt: skip
        for back in range(_REACH):
            here = [r for r in fitting if r.passage == number - back]
            found = _only([r for r in here if r.speaks]) or _only(here)
            if found is not None:
                return found
            if here:
                speaking = [r for r in here if r.speaks]
                return None if len({r.name for r in speaking}) != 1 else speaking[-1]
        return None

    def bring_up(self, passage: Passage, number: int) -> None:
        """Everybody whom the passage names outside its quotations."""
        first = first_phrase(passage.words, len(passage.words))
        about = passage.words[first.start].start if first else -1
        until = _verb_after(passage.words, first.end) if first else -1
        about_end = passage.words[first.end - 1].end if first else -1
        if first is not None and _is_plural_source(passage.words[first.start : first.end]):
            words = passage.words[first.start : first.end]
            span = Span(about, about_end)
            self._held.append(Referent(_joined(words), span, "people", "", number, True))
        for name in names_in(passage.words):
            full = self.names.fullest(name)
            called = _joined_text(full.words)
            person = name.is_person or full.is_person or called in self._persons
            if person and name.words[-1].endswith(("'s", "’s")):
                continue  # "Oleg Deripaska's Rusal": the sentence is not about him
            speaks = about <= name.span.start and name.span.end <= until
            self._held.append(
                Referent(
                    called,
                    full.span,
                    "person" if person else "body",
                    name.gender or full.gender,
                    number,
                    speaks,
                )
            )

    def _remember(self, source: Source, words: Sequence[Word], number: int) -> None:
        if source.span is None or not source.name:
            return
        gender: Gender = ""
        kind: Kind = "body"
        head = _head(words)
        held = list(names_in(words))
        if any(w.low == "and" for w in words) or is_described_source(head):
            kind = "people"
        elif (held and held[-1].is_person) or noun_kind(head) == "person":
            kind, gender = "person", held[-1].gender if held else ""
        else:
            known = next((r for r in reversed(self._held) if r.name == source.name), None)
            if known is not None:
                kind, gender = known.kind, known.gender
            if held and source.how == "named" and _is_bare_person(held[-1], words):
                kind = "person"
        if kind == "person":
            self._persons.add(source.name)
        span = source.antecedent or source.span
        self._held.append(Referent(source.name, span, kind, gender, number, True))


_POSSESSED = {"his": "he", "her": "she", "their": "they", "its": "it"}


def _verb_after(words: Sequence[Word], at: int) -> int:
    for n in range(at, len(words)):
        if is_finite(words[n]):
            return words[n].start
    return words[-1].end


def _only(held: Sequence[Referent]) -> Referent | None:
    return held[-1] if held and len({r.name for r in held}) == 1 else None


def _is_plural_source(words: Sequence[Word]) -> bool:
    return is_described_source(_head(words)) or any(w.low == "and" for w in words)


def _nearest(held: Sequence[Referent]) -> Referent | None:
    """The one of the last passage that has any; of several, the one it is about."""
    last = [r for r in held if r.passage == held[-1].passage]
    return _only([r for r in last if r.speaks]) or _only(last)


def _is_firm(name: str) -> bool:
    words = name.lower().split()
    if _AUTHORITIES & set(words):
        return False
    return name not in _CAPITALS and countries.code(name) is None


def _is_bare_person(name: Name, words: Sequence[Word]) -> bool:
    """Two or three capitals without an article: "Kim Yong Chol"."""
    if (
        words[0].low in DETERMINER
        or not 2 <= len(name.words) <= 3
        or any(map(is_bodily, name.lows))
    ):
        return False
    plain_words = all(w[1:].islower() for w in name.words)
    return plain_words and countries.code(" ".join(name.words)) is None


def _head(words: Sequence[Word]) -> str:
    """The noun the phrase is about: the last one before "of", "in", "familiar with"."""
    end = len(words)
    for n, word in enumerate(words):
        if n and word.low in _BEHIND_HEAD:
            end = n
            break
    nouns = [plain(w.text) for w in words[:end] if noun_kind(plain(w.text))]
    return nouns[-1] if nouns else plain(words[end - 1].text)


_BEHIND_HEAD = frozenset(
    "of in for at on from with by to who which that familiar close briefed based near and".split()
)


def _has_plain_noun(own: Sequence[Word]) -> bool:
    """ "a South Korean official", "Lukoil executives": more than a name."""
    return any(not w.is_capital and w.low not in _SMALL for w in own)


_SMALL = DETERMINER | frozenset("of and for al bin von de".split())


def _without_telling(words: Sequence[Word]) -> Sequence[Word]:
    """Without "who spoke on condition of anonymity": that says how, not who."""
    for n, word in enumerate(words):
        telling = words[n + 1].low if n + 1 < len(words) else ""
        if word.low == "who" and telling in ("spoke", "asked", "requested", "declined", "wished"):
            return words[:n]
    return words


def _lowered(name: str) -> str:
    """An article at the head of a sentence is no part of a name."""
    first, blank, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if blank and first in _ARTICLES else name


_ARTICLES = frozenset(("The", "A", "An", "One", "Two", "Three", "Some", "Several", "Its", "This"))


def _joined(words: Sequence[Word]) -> str:
    texts = ""
    for n, word in enumerate(words):
        glued = n and word.start == words[n - 1].end
        texts += word.text if glued or not n else f" {word.text}"
    return " ".join(texts.split())


def _joined_text(words: Sequence[str]) -> str:
    joined = " ".join(words)
    return joined.removesuffix("'s").removesuffix("’s")
