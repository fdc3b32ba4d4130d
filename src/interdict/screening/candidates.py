"""Which listed parties each query of a batch must be compared with, and by which names."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from interdict.matching import features
from interdict.matching.asked_words import AskedWords
from interdict.matching.bulk_reading import Batch
from interdict.matching.matcher import CLASSES, Comparison, classes_of
from interdict.matching.names import read_query
from interdict.matching.parts import NameClass
from interdict.matching.ranges import Bools, Doubles, Ints
from interdict.matching.retrieval import Found, Retrieval
from interdict.matching.similar_words import SimilarWords
from interdict.matching.slots import slots_of
from interdict.party import Query
from interdict.snapshot.snapshot import Snapshot

Pairs = dict[tuple[int, int], dict[Comparison, float]]
"""(number of the query, party row) -> which of their names to compare, and the most that each
comparison can score; nothing is said of pairs with an equal identifier only."""


class Candidates:
    """Finds the candidates of queries in one snapshot; remembers words between batches."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._words = AskedWords(SimilarWords(snapshot.vocabulary))
        plain = snapshot.vocabulary.word_plain
        self._retrieval = {c: Retrieval(index, c, plain) for c, index in snapshot.indexes.items()}
        self._entry_party = {c: index.entry_party for c, index in snapshot.indexes.items()}

    def __call__(self, queries: Sequence[Query], threshold: float) -> Pairs:
        """Every pair that could score the threshold, and those with an equal identifier."""
        pairs: Pairs = defaultdict(dict)
        self._words.make_room()
        numbers = [number for number, query in enumerate(queries) if query.name]
        if numbers:
            self._by_name(pairs, np.array(numbers), [queries[n] for n in numbers], threshold)
        for number, query in enumerate(queries):
            for identifier in query.identifiers:
                for row in self._snapshot.rows("value", identifier.value):
                    pairs[number, row]  # a pair without entries compares every spelling
        return pairs

    def forget(self) -> None:
        """Forget the words of earlier batches: frees memory, changes no answer."""
        self._words.clear()

    def _by_name(
        self, pairs: Pairs, numbers: Ints, queries: Sequence[Query], threshold: float
    ) -> None:
        classes = [classes_of(query.kind) for query in queries]
        wanted = {c: np.array([c in those for those in classes], dtype=bool) for c in CLASSES}
        least = np.array([threshold - gain(query) for query in queries])
        batch = Batch([query.name for query in queries], wanted, self._words)
        for name_class in CLASSES:
            slots, owner, reading = batch.slots(name_class)
            found = self._retrieval[name_class](slots, least[owner])
            self._add(pairs, name_class, found, numbers[owner], reading)
            self._unusual(pairs, name_class, batch.unusual[name_class], numbers, queries, least)

    def _unusual(
        self,
        pairs: Pairs,
        name_class: NameClass,
        unusual: Bools,
        numbers: Ints,
        queries: Sequence[Query],
        least: Doubles,
    ) -> None:
        """The same for names that are read one by one."""
        read = [
            (place, number, reading)
            for place in np.flatnonzero(unusual).tolist()
            for number, reading in enumerate(read_query(queries[place].name, name_class))
        ]
        if read:
            owner = np.array([place for place, _, _ in read])
            slots = slots_of([reading for _, _, reading in read], self._words)
            found = self._retrieval[name_class](slots, least[owner])
            which = np.array([number for _, number, _ in read])
            self._add(pairs, name_class, found, numbers[owner], which)

    def _add(
        self, pairs: Pairs, name_class: NameClass, found: Found, query: Ints, reading: Ints
    ) -> None:
        """``query`` and ``reading`` tell of each row whose it is and which of its readings."""
        entry_party = self._entry_party[name_class]
        party = entry_party[found.entry]
        nth = found.entry - np.searchsorted(entry_party, party, side="left")
        for asked, number, row, which, most in zip(
            query[found.row].tolist(),
            reading[found.row].tolist(),
            party.tolist(),
            nth.tolist(),
            found.bound.tolist(),
            strict=True,
        ):
            pairs[asked, row][name_class, number, which] = most


def gain(query: Query) -> float:
    """The most that this query's qualifiers could add to a name score."""
    points = features.POINTS
    return (
        (points["born same day"] if query.birth else 0.0)
        + (points["country agrees"] if query.countries else 0.0)
        + (points["gender agrees"] if query.gender else 0.0)
        + (points["identifier agrees"] if query.identifiers else 0.0)
    )
