"""The least fixpoint of a rule that asks of each listed person by itself, as the UK's does.

A person counts with what it holds directly and with what those hold in whom it has a majority.
Different persons are not added up. One (person, node) pair is one unknown; all are solved at once,
in sorted columns, because a list has tens of thousands of persons and most hold next to nothing.
"""

from collections.abc import Iterable, Iterator

import msgspec
import numpy as np
import numpy.typing as npt

from interdict.ownership.closure import FAR, Test, Together
from interdict.ownership.graph import Ground, Nodes, Weights
from interdict.ownership.table import SHARES, VOTES

_FEW = 4_096


class _Pairs(msgspec.Struct):
    """Pairs in ascending order of their keys, with what each person holds of each node."""

    key: Nodes
    shares: Weights
    votes: Weights
    linked: npt.NDArray[np.bool_]
    rank: npt.NDArray[np.int32]

    def columns(self) -> Iterator[npt.NDArray[np.generic]]:
        """The columns in the order of the fields."""
        return (getattr(self, name) for name in self.__struct_fields__)

    def taken(self, which: npt.NDArray[np.generic]) -> "_Pairs":
        """Some of the pairs."""
        return _Pairs(*(column[which] for column in self.columns()))

    def merged(self, other: "_Pairs") -> "_Pairs":
        """Both, which share no key."""
        order = np.argsort(np.concatenate((self.key, other.key)), kind="stable")
        both = zip(self.columns(), other.columns(), strict=True)
        return _Pairs(*(np.concatenate(pair)[order] for pair in both))


class PerPerson:
    """What each of ``persons`` reaches by itself.

    What ``anybody`` holds (owners whom nobody names) may belong to every one of them, so all of
    it counts with each. Every ``rank`` is higher than those of the pairs it rests on.
    """

    def __init__(
        self, ground: Ground, test: Test, persons: Iterable[int], anybody: Iterable[int] = ()
    ) -> None:
        self.ground, self.test = ground, test
        self.anyone = Together(ground, test, anybody)
        self.reached = self.anyone.reached.copy()
        """Which nodes somebody reaches."""
        self.held: Weights = np.zeros(len(self.reached), dtype=ground.weight.dtype)
        """Weight of the shares of each node that count together: the most one person holds."""
        self.held_votes: Weights = np.zeros(len(self.reached), dtype=ground.weight.dtype)
        if self.anyone.started:  # memory that is never written is never taken
            self.held += self.anyone.shares
            self.held_votes += self.anyone.votes
        kept = ground.weight.dtype
        self._old = _Pairs(
            np.zeros(0, np.int64), np.zeros(0, kept), np.zeros(0, kept),
            np.zeros(0, bool), np.zeros(0, np.int32),
        )  # fmt: skip
        self._new = self._old
        self._step = int(self.anyone.rank[self.anyone.reached].max(initial=0))
        self.begin(persons)

    def begin(self, persons: Iterable[int]) -> None:
        """Ask of these persons too."""
        own = np.unique(np.fromiter(persons, dtype=np.int64))
        self._step += 1
        self._walk(self._enter(own * self.ground.edges.count + own, own=True))

    def began(self, node: int) -> bool:
        """Is a node one of the persons?"""
        return self.rank_of(node, node) != FAR or self.anyone.began(node)

    def grow(self, edge: int, weight: int) -> None:
        """Take a new edge, or one that has become heavier by so much at this end; not of an owner
        whom ``anyone`` reaches, which would change everybody's pairs."""
        edges = self.ground.edges
        owner, owned = int(edges.owner[edge]), int(edges.owned[edge])
        places = self.of(owner)
        places = places[self.pairs.rank[places] != FAR]
        person = self.pairs.key[places] // edges.count
        touched = person * edges.count + owned
        kind = np.full(len(touched), edges.kind[edge])
        self._add(touched, kind, np.full(len(touched), weight, self.ground.weight.dtype))
        self._step += 1
        self._walk(self._enter(touched))

    @property
    def pairs(self) -> _Pairs:
        """All pairs of which anything was found, in ascending order of their keys."""
        if len(self._new.key):
            self._old, self._new = self._old.merged(self._new), _none(self._old)
        return self._old

    def _walk(self, fresh: Nodes) -> None:
        edges, weight = self.ground.edges, self.ground.weight
        while len(fresh):
            person, node = np.divmod(fresh, edges.count)
            out, places = edges.out_by(node)
            touched = person[places] * edges.count + edges.owned[out]
            self._add(touched, edges.kind[out], weight[out])
            self._step += 1
            fresh = self._enter(np.unique(touched))

    def _add(self, touched: Nodes, kind: npt.NDArray[np.int8], weight: Weights) -> None:
        self._make(np.unique(touched))
        for pairs in (self._old, self._new):
            at, here = _find(pairs.key, touched)
            for code, column in ((SHARES, pairs.shares), (VOTES, pairs.votes)):
                which = here & (kind == code)
                np.add.at(column, at[which], weight[which])
            links = here & np.isin(kind, list(self.test.links)) & (weight > 0)
            pairs.linked[at[links]] = True
            self._tell(pairs, at[here])

    def _tell(self, pairs: _Pairs, at: Nodes) -> None:
        """Keep what is known of each node up to what is now known of these pairs."""
        node = pairs.key[at] % self.ground.edges.count
        np.maximum.at(self.held, node, pairs.shares[at] + self.anyone.shares[node])
        np.maximum.at(self.held_votes, node, pairs.votes[at] + self.anyone.votes[node])

    def _make(self, keys: Nodes) -> None:
        """Make the pairs that are not there yet."""
        for pairs in (self._old, self._new):
            keys = keys[~_find(pairs.key, keys)[1]]
        kept = self.ground.weight.dtype
        fresh = _Pairs(
            keys, np.zeros(len(keys), kept), np.zeros(len(keys), kept),
            np.zeros(len(keys), bool), np.full(len(keys), FAR, np.int32),
        )  # fmt: skip
        self._new = self._new.merged(fresh)
        if len(self._new.key) > _FEW + len(self._old.key) // 8:
            self._old, self._new = self._old.merged(self._new), _none(self._old)

    def _enter(self, keys: Nodes, own: bool = False) -> Nodes:
        """Those of these pairs (ascending) that now pass, and did not before."""
        self._make(keys)
        entered = []
        for pairs in (self._old, self._new):
            at, here = _find(pairs.key, keys)
            at = at[here]
            at = at[pairs.rank[at] == FAR]
            if not own:
                node = pairs.key[at] % self.ground.edges.count
                at = at[self._passes(pairs, at, node) & ~self.anyone.reached[node]]
            pairs.rank[at] = self._step
            self.reached[pairs.key[at] % self.ground.edges.count] = True
            entered.append(pairs.key[at])
        fresh = np.concatenate(entered)
        node = fresh % self.ground.edges.count
        return np.sort(fresh[~self.anyone.reached[node]])  # what anybody may hold counts already

    def passes(self, node: int) -> bool:
        """Does anybody hold enough of a node to reach it, had it not begun as reached?"""
        at = self.of(node)
        nodes = np.full(len(at), node)
        return self.anyone.passes(node) or bool(self._passes(self.pairs, at, nodes).any())

    def _passes(self, pairs: _Pairs, at: Nodes, node: Nodes) -> npt.NDArray[np.bool_]:
        test, unit = self.test, self.ground.unit
        found = test.shares.passed(pairs.shares[at] + self.anyone.shares[node], unit)
        if test.votes is not None:
            found |= test.votes.passed(pairs.votes[at] + self.anyone.votes[node], unit)
        return found | pairs.linked[at]

    def rank_of(self, person: int, node: int) -> int:
        """The step in which a person reached a node; ``FAR`` where it did not."""
        key = np.array([person * self.ground.edges.count + node])
        at, here = _find(self.pairs.key, key)
        return int(self.pairs.rank[at[0]]) if here[0] else int(FAR)

    def first_person(self, node: int) -> int:
        """The person who reached a node in the fewest steps; -1 where only unnamed owners may."""
        places = self.of(node)
        ranks = self.pairs.rank[places]
        if not len(ranks) or ranks.min() == FAR:
            return -1
        return int(self.pairs.key[places[ranks.argmin()]] // self.ground.edges.count)

    def of(self, node: int) -> Nodes:
        """Places of the pairs of one node."""
        found: Nodes = np.flatnonzero(self.pairs.key % self.ground.edges.count == node)
        return found


def _none(pairs: _Pairs) -> _Pairs:
    return pairs.taken(np.zeros(0, dtype=np.int64))


def _find(keys: Nodes, wanted: Nodes) -> tuple[Nodes, npt.NDArray[np.bool_]]:
    """(place of each wanted key, is it there) in ascending keys."""
    at = np.searchsorted(keys, wanted)
    if not len(keys):
        return at, np.zeros(len(wanted), dtype=bool)
    here: npt.NDArray[np.bool_] = keys[np.minimum(at, len(keys) - 1)] == wanted
    return at, here
