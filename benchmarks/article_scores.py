"""What was found in an article against what its annotation says, layer by layer.

Counting is one to one: a second statement about the same words is a false one. Every failure is
kept with what was wanted and what was got.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from benchmarks.aligned import Aligned
from benchmarks.article_counts import (
    LITTLE,
    Failure,
    Outcome,
    Share,
    is_source,
    is_unit,
    paired,
    shared,
)
from benchmarks.gold_records import (
    Gold,
    GoldClaim,
    GoldDisagreement,
    GoldEvent,
    GoldMention,
    GoldNumber,
)
from benchmarks.scores import Tally
from interdict.articles.article import Article, Line, Span
from interdict.articles.sentences import sentences
from interdict.articles.statements import (
    Claim,
    Disagreement,
    Event,
    Figure,
    Mention,
    Source,
    StoryParty,
)
from interdict.text import fold

LEAST_OVERLAP = 0.5
"""Of the content words of two claims together, the share that both must have."""
_WORD = re.compile(r"\w+")


class Told(Protocol):
    """What is judged: ``interdict.articles.story.Story``, as far as it is looked at."""

    @property
    def article(self) -> Article: ...
    @property
    def parties(self) -> Sequence[StoryParty]: ...
    @property
    def mentions(self) -> Sequence[Mention]: ...
    @property
    def claims(self) -> Sequence[Claim]: ...
    @property
    def figures(self) -> Sequence[Figure]: ...
    @property
    def events(self) -> Sequence[Event]: ...
    @property
    def disagreements(self) -> Sequence[Disagreement]: ...


def judged(gold: Gold, story: Told, lists: str) -> Outcome:
    """Judge every layer; ``lists``: ``starter`` or ``official``, those that were loaded."""
    judge = _Judge(gold, story, lists)
    judge.lines()
    judge.mentions()
    judge.claims()
    judge.numbers()
    judge.events()
    judge.disagreements()
    return Outcome(judge.tallies, judge.shares, judge.failures)


class _Judge:
    """One article and what was found in it."""

    def __init__(self, gold: Gold, story: Told, lists: str) -> None:
        self.gold = gold
        self.story = story
        self.text = story.article.text
        self.all_lists = lists == "official"
        self.aligned = Aligned(gold.text, self.text)
        self.tallies: dict[str, Tally] = {}
        self.shares: dict[str, Share] = {}
        self.failures: list[Failure] = []

    # --- lines ----------------------------------------------------------------------------

    def lines(self) -> None:
        """Clutter told from text, line by line, and sentences of the text that were lost."""
        layer = "dropped lines"
        counts = [0, 0, 0, 0]
        for line in self.gold.lines:
            kept = self._kept(line.span)
            counts[(0 if not kept else 1) if line.dropped else (2 if not kept else 3)] += 1
            words = line.span.of(self.gold.text)
            if line.dropped and kept:
                self._fail(layer, "missed", f"{line.dropped}: {words}", "")
            if line.dropped and not kept:
                self._share(
                    "dropped for the right reason", line.dropped in self._reasons(line.span)
                )
            if not line.dropped and not kept:
                reasons = ", ".join(sorted(self._reasons(line.span)))
                self._fail(layer, "false", words, reasons or "not in the text that was read")
        self.tallies[layer] = Tally(*counts)
        for words, lost in self._sentences():
            self._share("body sentences lost", lost)
            if lost:
                self._fail("body sentences", "lost", words, "")

    def _sentences(self) -> Iterator[tuple[str, bool]]:
        lines = [Line(span=line.span, dropped=line.dropped) for line in self.gold.lines]
        for sentence in sentences(self.gold.text, lines):
            yield sentence.span.of(self.gold.text), not self._kept(sentence.span)

    def _kept(self, span: Span) -> bool:
        """Does at least half of it stand in kept lines?"""
        place = self.aligned.place(span)
        if place is None:
            return not _WORD.search(span.of(self.gold.text))
        overlaps = (shared(line.span, place) for line in self.story.article.kept())
        return 2 * sum(overlaps) >= len("".join(place.of(self.text).split()))

    def _reasons(self, span: Span) -> set[str]:
        place = self.aligned.place(span)
        lines = self.story.article.lines
        return {line.dropped for line in lines if line.dropped and place and line.span.meets(place)}

    # --- mentions -------------------------------------------------------------------------

    def mentions(self) -> None:
        """Each place that names a listed party: overlapping words, and the right party."""
        names = {party.key: _names(party) for party in self.story.parties}

        def fit(place: _Place, got: Mention) -> float:
            known = {name for key in got.parties for name in names.get(key, ())}
            overlaps = place.span is not None and place.span.meets(got.span)
            return float(overlaps and bool(known & place.parties))

        places = self._places()
        wanted = [place for place in places if not place.is_optional]
        pairs, missed, false = paired(wanted, self.story.mentions, fit)
        optional = [place for place in places if place.is_optional]
        false = [got for got in false if not any(fit(place, got) for place in optional)]
        self._count("mentions", len(pairs), len(missed), len(false))
        for place in missed:
            self._fail("mentions", "missed", place.says, self._mentioned_at(place.span))
        for got in false:
            self._fail("mentions", "false", "", self._mentioned(got))
        for place, got in pairs:
            self._share("mentions rightly sure or open", place.is_open == got.is_ambiguous)

    def _places(self) -> list["_Place"]:
        """Every annotated place once, with all parties it may be."""
        found: dict[tuple[Span, bool], list[GoldMention]] = {}
        for mention in self.gold.mentions:
            for span in mention.spans:
                found.setdefault((span, False), []).append(mention)
            for span in mention.open:
                found.setdefault((span, True), []).append(mention)
        return [
            _Place(
                span=self.aligned.place(span),
                parties=frozenset(fold(mention.party) for mention in mentions),
                is_open=is_open,
                is_optional=not self.all_lists and any(m.lists == "official" for m in mentions),
                says=f"{self._gold_words(span)} = {' or '.join(m.party for m in mentions)}",
            )
            for (span, is_open), mentions in found.items()
        ]

    def _mentioned(self, mention: Mention) -> str:
        names = {party.key: party.name for party in self.story.parties}
        parties = " or ".join(names.get(key, key) for key in mention.parties)
        return f"{self._words(mention.span)} = {parties} ({mention.how})"

    def _mentioned_at(self, span: Span | None) -> str:
        there = (m for m in self.story.mentions if span is not None and m.span.meets(span))
        return "; ".join(map(self._mentioned, there))

    # --- claims ---------------------------------------------------------------------------

    def claims(self) -> None:
        """Claims about mostly the same words; then whose, how, and in which form."""

        def fit(wanted: GoldClaim, got: Claim) -> float:
            mine = self._content(filter(None, map(self.aligned.place, wanted.content)))
            theirs = self._content(got.content)
            overlap = len(mine & theirs) / max(len(mine | theirs), 1)
            return overlap if overlap >= LEAST_OVERLAP else 0

        pairs, missed, false = paired(self.gold.claims, self.story.claims, fit)
        self._count("claims", len(pairs), len(missed), len(false))
        for wanted in missed:
            self._fail("claims", "missed", self._said(wanted), "")
        for got in false:
            self._fail("claims", "false", "", self._claimed(got))
        for wanted, got in pairs:
            stated = wanted.written
            right = is_source(stated.source, got.source, self.text)
            for what, is_right in (
                ("source", right),
                ("stance", stated.stance == got.stance),
                ("form", stated.form == got.form),
            ):
                self._share(f"claims with the right {what}", is_right)
                if not is_right:
                    self._fail("claims", what, self._said(wanted), self._claimed(got))

    def _content(self, spans: Iterable[Span]) -> frozenset[int]:
        """Where the words of content start; all words where none is a word of content."""
        found = [
            (span.start + word.start(), word[0].lower())
            for span in spans
            for word in _WORD.finditer(span.of(self.text))
        ]
        telling = frozenset(start for start, word in found if word not in LITTLE)
        return telling or frozenset(start for start, _ in found)

    def _said(self, wanted: GoldClaim) -> str:
        stated = wanted.written
        content = " / ".join(map(self._gold_words, wanted.content))
        return f"{stated.source or '(open)'} [{stated.form}, {stated.stance}]: {content}"

    def _claimed(self, got: Claim) -> str:
        content = " / ".join(map(self._words, got.content))
        return f"{self._sourced(got.source)} [{got.form}, {got.stance}]: {content}"

    def _sourced(self, source: Source) -> str:
        words = self._words(source.span) if source.span else ""
        return f"{source.name or words or '-'} ({source.how})"

    # --- numbers --------------------------------------------------------------------------

    def numbers(self) -> None:
        """Overlapping numbers with the right value, bound and unit; then whose."""

        def overlap(wanted: GoldNumber, got: Figure) -> float:
            place = self.aligned.place(wanted.span)
            return float(shared(place, got.span)) if place else 0

        pairs, missed, false = paired(self.gold.numbers, self.story.figures, overlap)
        right = [self._is_right(wanted, got) for wanted, got in pairs]
        wrong = right.count(False)
        self._count("numbers", len(pairs) - wrong, len(missed) + wrong, len(false) + wrong)
        for wanted in missed:
            self._fail("numbers", "missed", self._stated(wanted), "")
        for got in false:
            self._fail("numbers", "false", "", self._counted(got))

    def _is_right(self, wanted: GoldNumber, got: Figure) -> bool:
        stated = wanted.written
        counted = self._words(got.of) if got.of else ""
        checks = {
            "value": (stated.low, stated.high) == (got.low, got.high),
            "bound": stated.bound == got.bound,
            "unit": is_unit(stated.unit, got.unit, counted),
        }
        whose = is_source(stated.source, got.source, self.text)
        self._share("numbers with the right source", whose)
        for what, is_right in (*checks.items(), ("source", whose)):
            if not is_right:
                self._fail("numbers", what, self._stated(wanted), self._counted(got))
        return all(checks.values())

    def _stated(self, wanted: GoldNumber) -> str:
        n = wanted.written
        value = f"{n.low}" if n.high is None else f"{n.low} to {n.high}"
        words = self._gold_words(wanted.span)
        return f"{words} = {n.bound} {value} {n.unit}, {n.source or '(the writer)'}"

    def _counted(self, got: Figure) -> str:
        value = f"{got.low}" if got.high is None else f"{got.low} to {got.high}"
        words = self._words(got.span)
        return f"{words} = {got.bound} {value} {got.unit}, {self._sourced(got.source)}"

    # --- events and disagreements ---------------------------------------------------------

    def events(self) -> None:
        """Events of the right kind in the right sentence; then how sure."""

        def fit(wanted: GoldEvent, got: Event) -> float:
            place = self.aligned.place(wanted.span)
            there = place is not None and self._sentence(got.sentence).meets(place)
            return (1 + (wanted.written.certainty == got.certainty)) * float(
                there and wanted.written.kind == got.kind
            )

        pairs, missed, false = paired(self.gold.events, self.story.events, fit)
        self._count("events", len(pairs), len(missed), len(false))
        for wanted in missed:
            self._fail("events", "missed", self._happened(wanted), "")
        for got in false:
            self._fail("events", "false", "", self._reported(got))
        for wanted, got in pairs:
            is_right = wanted.written.certainty == got.certainty
            self._share("events with the right certainty", is_right)
            if not is_right:
                self._fail("events", "certainty", self._happened(wanted), self._reported(got))

    def _happened(self, wanted: GoldEvent) -> str:
        stated = wanted.written
        return f"{stated.kind}, {stated.certainty}: {self._gold_words(wanted.span)}"

    def _reported(self, got: Event) -> str:
        return f"{got.kind}, {got.certainty}: {self._words(self._sentence(got.sentence))}"

    def _sentence(self, number: int) -> Span:
        return self.story.article.sentences[number].span

    def disagreements(self) -> None:
        """Those of the right kind in which at least two sides are the annotated ones."""

        def fit(wanted: GoldDisagreement, got: Disagreement) -> float:
            places = list(filter(None, map(self.aligned.place, wanted.sides)))
            met = sum(any(side.span.meets(place) for side in got.sides) for place in places)
            return float(met) if met >= 2 and wanted.kind == got.kind else 0

        pairs, missed, false = paired(self.gold.disagreements, self.story.disagreements, fit)
        self._count("disagreements", len(pairs), len(missed), len(false))
        for wanted in missed:
            sides = " / ".join(map(self._gold_words, wanted.sides))
            self._fail("disagreements", "missed", f"{wanted.kind}: {sides}", "")
        for got in false:
            sides = " / ".join(side.says for side in got.sides)
            self._fail("disagreements", "false", "", f"{got.kind}, {got.about}: {sides}")

    # --- counting -------------------------------------------------------------------------

    def _count(self, layer: str, found: int, missed: int, false: int) -> None:
        self.tallies[layer] = Tally(found, missed, false, 0)

    def _share(self, name: str, is_right: bool) -> None:
        before = self.shares.get(name, Share(0, 0))
        self.shares[name] = Share(before.right + is_right, before.of + 1)

    def _fail(self, layer: str, what: str, wanted: str, got: str) -> None:
        self.failures.append(Failure(self.gold.name, layer, what, wanted, got))

    def _words(self, span: Span) -> str:
        return " ".join(span.of(self.text).split())

    def _gold_words(self, span: Span) -> str:
        return " ".join(span.of(self.gold.text).split())


class _Place(NamedTuple):
    """One annotated place that names a listed party."""

    span: Span | None
    """In the text that was read; None where it is not there."""
    parties: frozenset[str]
    """Folded: any of them is right."""
    is_open: bool
    is_optional: bool
    """The party is on no list that was loaded."""
    says: str


def _names(party: StoryParty) -> frozenset[str]:
    """All names its records print, folded."""
    printed = {name.full for hit in party.hits for name in hit.party.names}
    return frozenset(map(fold, (party.name, *printed)))
