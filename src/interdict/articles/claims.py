"""Claims: who says what, quoted or reported, with the places of source, cue and content.

By rules: a reporting verb or "according to", the words beside it that can speak, and the
clause or quotation they speak. The writer's own narration is no claim. What the rules cannot
tell plainly they leave open and say so.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from interdict.articles.antecedents import Discourse
from interdict.articles.article import Article, Span
from interdict.articles.attributions import Attribution, attributions
from interdict.articles.hearsay import before_colon, hearsay, of_heading
from interdict.articles.interviews import Turn, turns
from interdict.articles.named_parties import Name, Names
from interdict.articles.passages import Passage, Word, passages
from interdict.articles.speakers import Speaker
from interdict.articles.stances import stance_of
from interdict.articles.statements import Claim, ClaimForm, Mention, Source

_LOOSE = " \t\n\r\f\v,;:.—–-!?…*•"


def claims(article: Article, mentions: Sequence[Mention] = ()) -> tuple[Claim, ...]:
    """Every claim of the article's kept text, in reading order; mentions name listed sources."""
    held = passages(article)
    made = _Maker(article, held)
    for number, passage in enumerate(held):
        made.read(number, passage)
    return tuple(_finished(article, draft, mentions) for draft in made.drafts if draft.content)


class _Draft(NamedTuple):
    """A claim whose quotation may still run on."""

    source: Source
    cue: Span | None
    content: tuple[Span, ...]
    quoted: tuple[Span, ...]
    form: ClaimForm
    stance: str
    passage: int
    says: str = ""


class _Maker:
    """Reads passages in order; keeps who spoke last and which quotation is still open."""

    def __init__(self, article: Article, held: Sequence[Passage]) -> None:
        self.text = article.text
        self.passages = held
        names = Names.of(held)
        self.discourse = Discourse(article.text, names)
        self._turns = turns(article.text, [p.paragraph for p in _firsts(held)], names.surnames())
        self._asked = _asked(names, held, self._turns)
        """Whom an interview is with, where its answers name nobody."""
        self.drafts: list[_Draft] = []
        self._found = [attributions(passage) for passage in held]
        self._known = _speaking(held, self._found)
        self._awaiting: tuple[Source, Span] | None = None
        """Who speaks the quotation of the next paragraph: "Peskov said:"."""
        self._answered: int | None = None
        """The draft of the last answer of an interview."""
        self._open: int | None = None
        """The draft whose quotation runs on into the next paragraph."""

    def read(self, number: int, passage: Passage) -> None:
        """Adds the claims of the next passage."""
        uttered = {n for n, word in enumerate(passage.words) if word.quotation is not None}
        self.discourse.bring_up(passage, number)
        turn = self._turns.get(passage.paragraph.number)
        if turn is not None:
            self._in_turn(number, passage, turn)
            return
        source = Source(how="open")
        awaited, self._awaiting = self._awaiting, None
        for attribution in self._attributions(number, passage):
            if not attribution.same:
                source = self._source(passage, number, attribution)
            if attribution.awaits:
                self._awaiting = source, _cue(passage, attribution)
            uttered -= self._attributed(number, passage, attribution, source)
        for n in sorted(uttered):
            if n == 0 and awaited is not None:
                self._add(*awaited, passage, number)
            else:
                self._unattributed(number, passage, n)
        self._open = self._running(passage)

    def _in_turn(self, number: int, passage: Passage, turn: Turn) -> None:
        """Adds an answer, and what it or a question says that others say."""
        if turn.content is not None and passage.span.start == passage.paragraph.span.start:
            self._answer(number, passage, turn, turn.content)
        for attribution in self._attributions(number, passage):
            source = self._source(passage, number, attribution)
            if source.how in ("named", "described", "document") and not attribution.same:
                self._attributed(number, passage, attribution, source)

    def _answer(self, number: int, passage: Passage, turn: Turn, content: Span) -> None:
        if turn.goes_on and self._answered is not None:
            draft = self.drafts[self._answered]
            self.drafts[self._answered] = draft._replace(content=(*draft.content, content))
            return
        source = self._asked
        if turn.label is not None:
            behind = sum(word.start < turn.label.end for word in passage.words)
            first = next(n for n, w in enumerate(passage.words) if w.start >= turn.label.start)
            speaker = Speaker(first, behind, first, behind)
            source = self.discourse.source(passage, number, speaker)
        self._answered = len(self.drafts)
        self.drafts.append(_Draft(source, None, (content,), (), "direct", "asserted", number))

    def _attributions(self, number: int, passage: Passage) -> list[Attribution]:
        found = list(self._found[number])
        heading = None if found else of_heading(passage, self._known)
        if heading is not None:
            return [heading]
        taken = {n for a in found for r in a.content for n in range(*r)}
        for n, word in enumerate(passage.words):
            if word.quotation is not None and n not in taken:
                colon = before_colon(passage, n)
                found += [colon] if colon else []
        found += hearsay(passage, found)
        return sorted(found, key=lambda a: a.start)

    def _source(self, passage: Passage, number: int, attribution: Attribution) -> Source:
        if attribution.speaker is None:
            return Source(how="open")
        return self.discourse.source(passage, number, attribution.speaker)

    def _attributed(
        self, number: int, passage: Passage, attribution: Attribution, source: Source
    ) -> set[int]:
        """Adds the claim; the spoken quotations it took."""
        words = passage.words
        content = [s for r in attribution.content if (s := _trimmed(self.text, words, *r))]
        taken = {n for a, b in attribution.content for n in range(a, b) if words[n].quotation}
        if not content:
            return taken
        first = min(taken) if attribution.direct and taken else None
        cue = _cue(passage, attribution)
        quoted = _quoted_within(passage, content)
        if first == 0 and self._open is not None and not self.drafts[self._open].source.name:
            earlier = self.drafts.pop(self._open)  # the name comes with a later paragraph
            content, quoted = [*earlier.content, *content], [*earlier.quoted, *quoted]
        form: ClaimForm = "mixed" if quoted else "indirect"
        told = _is_reported(words, attribution)
        slipped = not quoted and _lacks_close(self.text, content[0], _cue(passage, attribution))
        if attribution.direct or slipped or (quoted and list(quoted) == content and not told):
            form = "direct"
        self.drafts.append(
            _Draft(source, cue, tuple(content), tuple(quoted), form, attribution.stance, number)
        )
        return taken

    def _unattributed(self, number: int, passage: Passage, at: int) -> None:
        """A spoken quotation that no verb of its own passage takes."""
        word = passage.words[at]
        inner = _trimmed(self.text, passage.words, at, at + 1)
        if inner is None:
            return
        last = self.drafts[-1] if self.drafts else None
        if self._open is not None and at == 0:
            self._extend(self._open, inner, number)
        elif last is not None and self._goes_on(last, number, passage, at):
            self._extend(len(self.drafts) - 1, inner, number)
        elif last is not None and number - last.passage <= 1 and last.source.name and at == 0:
            source = Source(
                how="continued", name=last.source.name,
                antecedent=last.source.antecedent or last.source.span,
            )  # fmt: skip
            self._add_open(source, inner, number)
        elif len(word.text.split()) >= 4 and passage.paragraph.role == "body":
            says = "the text does not say plainly whose words these are"
            self._add_open(Source(how="open"), inner, number, says)

    def _goes_on(self, last: _Draft, number: int, passage: Passage, at: int) -> bool:
        """ "We will," he said, "answer." and "We will," he said. "We must." """
        if last.form != "direct":
            return False
        if last.passage == number:
            return True
        before = self.passages[last.passage]
        same = before.paragraph.number == passage.paragraph.number
        return same and at == 0 and number - last.passage == 1

    def _extend(self, place: int, inner: Span, number: int) -> None:
        draft = self.drafts[place]
        self.drafts[place] = draft._replace(
            content=(*draft.content, inner), quoted=(*draft.quoted, inner), passage=number
        )

    def _add(self, source: Source, cue: Span, passage: Passage, number: int) -> None:
        inner = _trimmed(self.text, passage.words, 0, 1)
        if inner is not None:
            draft = _Draft(source, cue, (inner,), (inner,), "direct", "asserted", number)
            self.drafts.append(draft)

    def _add_open(self, source: Source, inner: Span, number: int, says: str = "") -> None:
        self.drafts.append(
            _Draft(source, None, (inner,), (inner,), "direct", "asserted", number, says)
        )

    def _running(self, passage: Passage) -> int | None:
        last = passage.words[-1] if passage.words else None
        if last is not None and last.quotation is not None and last.quotation.runs_on:
            return len(self.drafts) - 1 if self.drafts else None
        return None


def _lacks_close(text: str, content: Span, cue: Span) -> bool:
    """A quotation before its verb, with a mark where it opens and none where it closes?"""
    opened = content.start > 0 and text[content.start - 1] in '"“'
    return opened and content.end <= cue.start


def _firsts(held: Sequence[Passage]) -> Iterator[Passage]:
    """The first passage of every paragraph."""
    for number, passage in enumerate(held):
        if not number or held[number - 1].paragraph.number != passage.paragraph.number:
            yield passage


def _asked(names: Names, held: Sequence[Passage], talk: dict[int, Turn]) -> Source:
    """The one person named before the first question, or the one whom questions address."""
    begins = next((p.span.start for p in held if p.paragraph.number in talk), 0)
    persons = [n for n in names.all if n.is_person]
    before = [n for n in persons if n.span.start < begins]
    titled = [n for n in persons if n.titled and n.span.start >= begins]
    fullest = [names.fullest(n) for n in (before or titled)]
    if not fullest or (len({n.lows[-1] for n in fullest}) > 1 and not titled):
        return Source(how="open")
    chosen: Name = names.fullest(titled[0]) if titled else fullest[0]
    return Source(how="continued", name=" ".join(chosen.words), antecedent=chosen.span)


def _is_reported(words: Sequence[Word], attribution: Attribution) -> bool:
    """Is even a whole quotation part of the writer's sentence: "said that ...", "called ..."?"""
    first = attribution.content[0][0]
    judged = attribution.stance in ("characterised", "denied")
    return judged or (first > 0 and words[first - 1].low == "that")


def _cue(passage: Passage, attribution: Attribution) -> Span:
    first, behind = attribution.cue
    return Span(passage.words[first].start, passage.words[behind - 1].end)


def _speaking(held: Sequence[Passage], found: Sequence[Sequence[Attribution]]) -> frozenset[str]:
    """Every source of the article in lower case, to know it in a headline."""
    return frozenset(
        " ".join(w.low for w in passage.words[a.speaker.start : a.speaker.end])
        for passage, own in zip(held, found, strict=True)
        for a in own
        if a.speaker is not None
    )


def _trimmed(text: str, words: Sequence[Word], start: int, end: int) -> Span | None:
    """The words without marks and blanks at either end, and without outer quote marks."""
    if start >= end:
        return None
    quotation = words[start].quotation if end == start + 1 else None
    if quotation is not None:
        first, last = quotation.inner.start, quotation.inner.end
    else:
        first, last = words[start].start, words[end - 1].end
    while first < last and text[first] in _LOOSE:
        first += 1
    while first < last and text[last - 1] in _LOOSE:
        last -= 1
    if quotation is None:
        first, last = _without_loose_marks(text, first, last)
    return Span(first, last) if any(map(str.isalnum, text[first:last])) else None


_PAIRS = {'"': '"', "“": "”", "‘": "’", "'": "'", "«": "»", "„": "“"}


def _without_loose_marks(text: str, first: int, last: int) -> tuple[int, int]:
    """Without marks whose partner is outside, and without a pair around all of it."""
    words = text[first:last]
    opens, closes = words[:1], words[-1:]
    if (
        opens in _PAIRS
        and closes == _PAIRS[opens]
        and closes not in words[1:-1]
        and last - first > 2
    ):
        first, last = first + 1, last - 1
        while first < last and text[last - 1] in ",.;!?":
            last -= 1
        return first, last
    unmatched = closes in "”»" and words.count(closes) > sum(words.count(o) for o in "“„«")
    if unmatched or (closes == '"' and words.count('"') % 2):
        last -= 1
    if opens == '"' and words.count('"') % 2:
        first += 1
    return first, last


def _quoted_within(passage: Passage, content: Sequence[Span]) -> list[Span]:
    found = []
    for quotation in passage.quoted:
        inner = quotation.inner
        if any(span.meets(inner) for span in content):
            held = next(span for span in content if span.meets(inner))
            found.append(Span(max(inner.start, held.start), min(inner.end, held.end)))
    return found


def _finished(article: Article, draft: _Draft, mentions: Sequence[Mention]) -> Claim:
    numbers = sorted({n for span in draft.content for n in _sentences(article, span)})
    source = _with_parties(draft.source, mentions)
    says = draft.says
    if not says and source.how == "open" and source.span is not None:
        says = f"who “{article.words(source.span)}” is cannot be told plainly"
    elif not says and source.how == "open":
        says = "the text does not say who states this"
    return Claim(
        form=draft.form,
        stance=stance_of(article.text, draft.stance, draft.content),
        source=source,
        cue=draft.cue,
        content=draft.content,
        quoted=draft.quoted,
        sentences=tuple(numbers),
        says=says,
    )


def _sentences(article: Article, span: Span) -> range:
    first = article.sentence_at(span.start)
    last = article.sentence_at(max(span.end - 1, span.start))
    return range(first.number, last.number + 1) if first and last else range(0)


def _within(mentions: Sequence[Mention], place: Span) -> Iterator[Mention]:
    """The mentions, which come in reading order, that lie in a place."""
    at = bisect_left(mentions, place.start, key=lambda mention: mention.span.start)
    while at < len(mentions) and mentions[at].span.start < place.end:
        if place.holds(mentions[at].span):
            yield mentions[at]
        at += 1


def _with_parties(source: Source, mentions: Sequence[Mention]) -> Source:
    """The listed parties that the source's words, or those of its antecedent, name."""
    for place in (source.span, source.antecedent):
        if place is None:
            continue
        within = list(_within(mentions, place))
        whole = [m for m in within if m.span.end == place.end]
        if whole or (within and source.how == "named"):
            parties = (whole or within)[-1].parties
            return msgspec.structs.replace(source, parties=parties)
    return source
