"""The roll of an article's listed parties: one entry each, however often and by whatever name."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from interdict.articles.judging import Judged
from interdict.articles.listed_groups import Group
from interdict.articles.marked_words import Marked
from interdict.articles.marked_words import Sequence as Words
from interdict.articles.profiles import Profile
from interdict.articles.proposals import asked
from interdict.articles.statements import Mention, StoryParty
from interdict.party import Query
from interdict.screening.result import Hit
from interdict.screening.screen import Screener

ProfileOf = Callable[[Hit], Profile]


class Entry(msgspec.Struct):
    """A party of the story while it is being read."""

    key: str
    group: Group
    query: Query
    is_certain: bool
    first: int
    """Place of its first mention."""


class Known(NamedTuple):
    """A mention by a name of its own."""

    number: int
    words: Words
    judged: Judged


class Roll:
    """Parties by key; groups that share a record are one entry."""

    def __init__(self, screener: Screener, profile_of: ProfileOf) -> None:
        self._screener = screener
        self.profile_of = profile_of
        self.entries: dict[str, Entry] = {}
        self._key_of: dict[str, str] = {}
        """Cluster -> key of the entry that holds it."""

    def enter(self, group: Group, query: Query, is_certain: bool, at: int) -> str:
        """The key of a group's entry, made or completed by it."""
        key = next(
            (self._key_of[hit.cluster] for hit in group.hits if hit.cluster in self._key_of), ""
        )
        if not key:
            key = group.key
            self.entries[key] = Entry(key, group, query, is_certain, at)
        else:
            self._complete(self.entries[key], group, query, is_certain)
        for hit in group.hits:
            self._key_of.setdefault(hit.cluster, key)
        return key

    def _complete(self, entry: Entry, group: Group, query: Query, is_certain: bool) -> None:
        better = (is_certain, len(group.hits)) > (entry.is_certain, len(entry.group.hits))
        if better:
            seen = {hit.party.id for hit in group.hits}
            for hit, profile in zip(entry.group.hits, entry.group.profiles, strict=True):
                if hit.party.id not in seen:
                    group.add(hit, profile)
            entry.group, entry.query = group, query
        else:
            seen = {hit.party.id for hit in entry.group.hits}
            for hit, profile in zip(group.hits, group.profiles, strict=True):
                if hit.party.id not in seen:
                    entry.group.add(hit, profile)
        entry.is_certain = entry.is_certain or is_certain

    def key_of(self, group: Group) -> str:
        """The key of a group that was entered."""
        return self._key_of[group.hits[0].cluster]

    def parties(self) -> tuple[StoryParty, ...]:
        """All entries with the verdicts of the screening."""
        return tuple(
            self._party(entry) for entry in sorted(self.entries.values(), key=lambda e: e.first)
        )

    def _party(self, entry: Entry) -> StoryParty:
        hits = tuple(entry.group.hits)
        screening = self._screener.screening(entry.query, hits)
        return StoryParty(
            key=entry.key,
            name=hits[0].party.primary_name,
            kind=hits[0].party.kind,
            hits=hits,
            verdicts=screening.verdicts,
            is_certain=entry.is_certain,
        )


def mentions_of(sentences: Sequence[Marked], known: Sequence[Known], roll: Roll) -> list[Mention]:
    """The mentions by full names, their parties entered in the roll."""
    found = []
    for each in known:
        sentence = sentences[each.number]
        span = sentence.span(each.words)
        query = Query(name=asked(sentence, each.words), reference=str(span.start))
        keys = [
            roll.enter(group, query, each.judged.is_certain, span.start)
            for group in each.judged.groups
        ]
        found.append(
            Mention(
                span=span,
                parties=tuple(dict.fromkeys(keys)),
                how=each.judged.how,
                says=each.judged.says,
            )
        )
    return found
