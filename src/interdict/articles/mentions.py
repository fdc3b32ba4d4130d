"""Which listed parties an article names, where, and how that is known."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from interdict.articles.article import Article
from interdict.articles.judging import LEAST_BESIDE, Judged, judged
from interdict.articles.listed_groups import groups
from interdict.articles.marked_words import Marked, marked
from interdict.articles.marked_words import Sequence as Words
from interdict.articles.name_index import NameIndex, name_index
from interdict.articles.numbers_in_text import numbers
from interdict.articles.profiles import Profile, profile
from interdict.articles.proposals import Proposal, proposals
from interdict.articles.setting import Setting, setting, ship_word_near
from interdict.articles.short_names import short_names
from interdict.articles.statements import Mention, StoryParty
from interdict.articles.story_parties import Known, Roll, mentions_of
from interdict.articles.titled_names import Titled, office_holder, titled
from interdict.articles.word_lists import ROLES
from interdict.party import Kind, Query
from interdict.screening.policy import Policy, changed
from interdict.screening.result import Hit
from interdict.screening.screen import Screener

KEPT_ANSWERS = 20_000
"""Names whose hits are remembered."""

FULL = 0.999
"""Score of a name without a difference."""

Asked = tuple[str, Kind | None]
"""A name, and what kind of party it is asked about as."""


class Spotted(msgspec.Struct, frozen=True, kw_only=True):
    """The listed parties of an article."""

    parties: tuple[StoryParty, ...]
    """In the order of their first mention."""
    mentions: tuple[Mention, ...]
    """In reading order; no two overlap."""


class Spotter:
    """Finds the listed parties of articles; one for many articles."""

    def __init__(
        self, screener: Screener, names: NameIndex | None = None, folder: Path | None = None
    ) -> None:
        self._screener = screener
        self._close = Screener(screener.snapshot, _closer(screener.policy), when=screener.when)
        self._names = names if names is not None else name_index(screener.snapshot, folder)
        self._answers: OrderedDict[Asked, tuple[Hit, ...]] = OrderedDict()
        self._profiles: OrderedDict[str, Profile] = OrderedDict()

    def spot(self, article: Article) -> Spotted:
        """Every listed party the kept text names, with all its mentions."""
        sentences = marked(article)
        around = setting(sentences)
        proposed = list(proposals(sentences, self._names))
        hits_of = self._hits_of(sentences, proposed)
        known: list[Known] = []
        for each, hits in zip(proposed, hits_of, strict=True):
            sentence = sentences[each.number]
            if hits:
                found = judged(each, sentence, hits, around, self.profile_of)
                if found is not None:
                    known.append(Known(each.number, _trimmed(each, sentence, found), found))
        chosen = _without_overlaps(known)
        chosen += self._titled(sentences, chosen, around)
        roll = Roll(self._screener, self.profile_of)
        mentions = mentions_of(sentences, chosen, roll)
        mentions += self._numbered(article, roll)
        mentions += short_names(sentences, chosen, roll)
        return Spotted(
            parties=roll.parties(), mentions=tuple(sorted(mentions, key=lambda m: m.span))
        )

    def _numbered(self, article: Article, roll: Roll) -> Iterator[Mention]:
        """Mentions by an identifier that exactly one party has."""
        found = numbers(article)
        queries = [
            Query(identifiers=(each.identifier,), reference=str(each.span.start)) for each in found
        ]
        answers = self._screener.hits(queries) if queries else []
        for each, query, hits in zip(found, queries, answers, strict=True):
            own = [hit for hit in hits if hit.confirmed]
            if own:
                keys = [
                    roll.enter(group, query, True, each.span.start)
                    for group in groups(own, [self.profile_of(hit) for hit in own])
                ]
                yield Mention(
                    span=each.span,
                    parties=tuple(dict.fromkeys(keys)),
                    how="identifier",
                    says=own[0].says,
                )

    def _titled(
        self, sentences: Sequence[Marked], chosen: Sequence[Known], around: Setting
    ) -> list[Known]:
        """Those named by office and surname only, where that fits one party alone."""
        families = {
            family
            for each in chosen
            for group in each.judged.groups
            for profile in group.profiles
            for family in profile.families
        }
        asked = [
            each
            for each in titled(sentences)
            if sentences[each.number].keys[each.words.first] not in families
        ]
        names = [_surname(sentences, each) for each in asked]
        queries = [Query(name=name, kind="person") for name in names]
        answers = dict(zip(names, self._screener.hits(queries), strict=True)) if names else {}
        found = []
        for each, name in zip(asked, names, strict=True):
            key = sentences[each.number].keys[each.words.first]
            own = [
                hit
                for hit in answers[name]
                if office_holder(self.profile_of(hit), key, each, around)
            ]
            parties = groups(own, [self.profile_of(hit) for hit in own])
            if len(parties) == 1:
                office = f"{' '.join(each.office)} {name}"
                said = f"{office}: surname and office of {own[0].party.primary_name}"
                found.append(Known(each.number, each.words, Judged(parties, "title", said, False)))
        return found

    def _hits_of(
        self, sentences: Sequence[Marked], proposed: Sequence[Proposal]
    ) -> list[tuple[Hit, ...]]:
        """The hits of every proposal; what may be a ship beside a ship's word is asked as one."""
        plain = self.answers((each.name, None) for each in proposed)
        ships = [
            each
            for each in proposed
            if any(_is_ship(hit) for hit in plain[each.name, None])
            and ship_word_near(sentences[each.number], each.words)
        ]
        as_ships = self.answers((each.name, "vessel") for each in ships)
        asked = {(each.number, each.words) for each in ships}
        return [
            _together(plain[each.name, None], as_ships[each.name, "vessel"])
            if (each.number, each.words) in asked
            else plain[each.name, None]
            for each in proposed
        ]

    def answers(self, asked: Iterable[Asked]) -> dict[Asked, tuple[Hit, ...]]:
        """The hits of names, asked in one batch as far as they are not remembered."""
        wanted = dict.fromkeys(asked)
        missing = [each for each in wanted if each not in self._answers]
        queries = [Query(name=name, kind=kind) for name, kind in missing]
        found = dict(zip(missing, self._close.hits(queries), strict=True)) if queries else {}
        answers = {each: found[each] if each in found else self._answers[each] for each in wanted}
        for each in missing:
            self._answers[each] = found[each]
        while len(self._answers) > KEPT_ANSWERS:
            self._answers.popitem(last=False)
        return answers

    def profile_of(self, hit: Hit) -> Profile:
        """What the hit's record says that an article may speak of."""
        known = self._profiles.get(hit.party.id)
        if known is None:
            known = self._profiles[hit.party.id] = profile(hit.party)
            if len(self._profiles) > KEPT_ANSWERS:
                self._profiles.popitem(last=False)
        return known


def _closer(policy: Policy) -> Policy:
    """The same policy without the hits that are too weak for a mention."""
    at_least = {
        "kind": {k: max(v, LEAST_BESIDE) for k, v in policy.thresholds.kind.items()},
        "list": {k: max(v, LEAST_BESIDE) for k, v in policy.thresholds.list.items()},
    }
    return changed(policy, threshold=max(policy.threshold, LEAST_BESIDE), thresholds=at_least)


def _surname(sentences: Sequence[Marked], each: Titled) -> str:
    sentence = sentences[each.number]
    return sentence.span(each.words).of(sentence.text)


def _is_ship(hit: Hit) -> bool:
    return hit.party.kind == "vessel" and hit.score >= FULL


def _together(plain: tuple[Hit, ...], ships: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Ships as they were asked about as ships, before everything else."""
    named = tuple(hit for hit in ships if hit.score >= FULL)
    known = {hit.party.id for hit in named}
    return (*named, *(hit for hit in plain if hit.party.id not in known))


def _trimmed(proposal: Proposal, sentence: Marked, found: Judged) -> Words:
    """A person's name without the office before it, with which some lists print it."""
    run = proposal.words
    first = run.first
    if not found.groups[0].is_person:
        leading = sentence.keys[first] == "the" and first < run.last
        return Words(first + leading, run.last)
    while first < run.last - 1 and sentence.keys[first] in ROLES:
        first += 1
    return Words(first, run.last)


def _without_overlaps(known: list[Known]) -> list[Known]:
    """The longest of mentions that overlap, full names before similar ones."""
    chosen: list[Known] = []
    taken: dict[int, set[int]] = {}
    for each in sorted(known, key=_rank):
        mine = range(each.words.first, each.words.last + 1)
        there = taken.setdefault(each.number, set())
        if there.isdisjoint(mine):
            there.update(mine)
            chosen.append(each)
    return sorted(chosen, key=lambda each: (each.number, each.words.first))


def _rank(each: Known) -> tuple[bool, int, int, int]:
    return each.judged.how == "typo", -len(each.words), each.number, each.words.first
