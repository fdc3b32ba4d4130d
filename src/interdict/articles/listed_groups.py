"""Hits of one name sorted into real parties: one entry for a reader, however many lists print it.

Records of one cluster are one party. Records of different clusters, which nobody has joined yet,
are shown as one where the mention is the full name of each, both have a further name or a
country in common (or one of them states none), and nothing in them contradicts: no other birth
date, gender, number for life or country. Two namesakes thus stay apart, and Rosneft is one party
with its listings on all lists. This is a view of a story and joins nothing in the snapshot.
"""

from collections.abc import Iterable, Sequence

from interdict.articles.profiles import Profile
from interdict.screening.result import Hit
from interdict.snapshot.contradictions import contradiction


class Group:
    """Records that are one party to a reader."""

    def __init__(self, hit: Hit, profile: Profile) -> None:
        self.hits = [hit]
        self.profiles = [profile]

    @property
    def key(self) -> str:
        """The key of the party: the cluster of its best hit."""
        return self.hits[0].cluster

    @property
    def is_person(self) -> bool:
        """Does any of its records say that it is a person?"""
        return any(hit.party.kind == "person" for hit in self.hits)

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of its records."""
        return frozenset(hit.party.kind for hit in self.hits)

    @property
    def countries(self) -> frozenset[str]:
        """Countries that any of its records names."""
        return frozenset().union(*(profile.countries for profile in self.profiles))

    @property
    def is_confirmed(self) -> bool:
        """Is any of its hits an uncontradicted full name or an identifier?"""
        return any(hit.confirmed for hit in self.hits)

    def takes(self, hit: Hit, profile: Profile) -> bool:
        """Is this another record of the party?"""
        if any(hit.cluster == other.cluster for other in self.hits):
            return True
        return all(_one_party(profile, other) for other in self.profiles)

    def add(self, hit: Hit, profile: Profile) -> None:
        """Take one more record."""
        self.hits.append(hit)
        self.profiles.append(profile)


def groups(hits: Iterable[Hit], profiles: Sequence[Profile]) -> list[Group]:
    """The parties of hits, in the order of their best."""
    found: list[Group] = []
    for hit, profile in zip(hits, profiles, strict=True):
        for group in found:
            if group.takes(hit, profile):
                group.add(hit, profile)
                break
        else:
            found.append(Group(hit, profile))
    return found


def _one_party(one: Profile, other: Profile) -> bool:
    if contradiction(one.identity, other.identity):
        return False
    if one.identity.births and other.identity.births:
        return True  # of one year, else they contradict
    mine, theirs = one.countries, other.countries
    if not mine or not theirs:
        return True
    return not mine.isdisjoint(theirs)
