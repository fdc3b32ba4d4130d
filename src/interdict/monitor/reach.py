"""Which registered customers some listed parties can reach: the bound of retrieval, from the
customers' side.

The parties are compiled into a small snapshot. Every customer whose name may score the
threshold against one of them is found by ``matching.retrieval`` itself, asked with the stored
slots; only units that share a key with a listed word are looked up. So nobody is lost that a
screening would find, and those found are screened.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from interdict.matching.joined_words import NOTHING
from interdict.matching.ranges import Doubles, Ints, distinct, starts_of
from interdict.matching.retrieval import Retrieval
from interdict.matching.similar_words import SimilarWords
from interdict.matching.slots import Facts, Slots
from interdict.monitor.name_index import FREE, NameIndex, Readings
from interdict.party import Party
from interdict.snapshot.snapshot import Snapshot, lookup_key

READINGS_AT_A_TIME = 200_000
"""A matter of memory, never of results."""

_NOBODY = "(nobody)"
"""A unit that is like no word."""


def reached(index: NameIndex, snapshot: Snapshot, lowest: float) -> Ints:
    """Rows of the customers who may be a party of a small snapshot, ascending.

    ``lowest`` is the policy's lowest threshold.
    """
    vocabulary = snapshot.vocabulary
    found = [
        index.run_together_at(vocabulary.key),
        index.identified_at(_identifiers(snapshot.party(row) for row in range(len(snapshot)))),
    ]
    similar = SimilarWords(vocabulary)
    number = _numbers(index, snapshot, similar)
    for name_class, readings in index.readings.items():
        retrieval = Retrieval(snapshot.indexes[name_class], name_class, vocabulary.word_plain)
        found += _by_words(readings, number, similar, retrieval, lowest - index.gain)
    return distinct(np.concatenate(found))


def _identifiers(parties: Iterator[Party]) -> npt.NDArray[np.uint64]:
    values = {each.value for party in parties for each in party.identifiers}
    return np.array(sorted(lookup_key("value", value) for value in values), dtype=np.uint64)


def _numbers(index: NameIndex, snapshot: Snapshot, similar: SimilarWords) -> Ints:
    """The number in ``similar`` of every unit.

    Units that share no key with a listed word need not be looked up: they are like nobody, or
    like a listed initial.
    """
    vocabulary = snapshot.vocabulary
    spelled = vocabulary.words(np.arange(len(vocabulary.word_start) - 1))
    initials = sorted(word for word in spelled if len(word) == 2 and word[1] == ".")
    similar.learn({_NOBODY: ("(",)} | {f"({word})": (word,) for word in initials})
    number = np.full(len(index.unit_initial), similar.ids[_NOBODY])
    for word in initials:
        number[index.unit_initial == ord(word[0])] = similar.ids[f"({word})"]
    met = index.units_at(vocabulary.key)
    number[met] = similar.numbers(index.parts(met))
    return number


def _by_words(
    readings: Readings, number: Ints, similar: SimilarWords, retrieval: Retrieval, least: Doubles
) -> Iterator[Ints]:
    """Customers block by block of their readings."""
    nobody = similar.ids[_NOBODY]
    for first in range(0, len(readings.row), READINGS_AT_A_TIME):
        start = readings.start[first : first + READINGS_AT_A_TIME + 1].astype(np.int64)
        unit = readings.unit[start[0] : start[-1]]
        free = unit == FREE
        units = number[np.where(free, 0, unit)]
        told = units != nobody
        units[free], told[free] = -1, False
        counted = starts_of(told.astype(np.int64))
        kept = counted[start[1:] - start[0]] > counted[start[:-1] - start[0]]
        part = slice(start[0], start[-1])
        facts = Facts(
            readings.weight[part].astype(np.float64),
            units,
            readings.letter[part].astype(np.int64),
            readings.rarity[part].astype(np.float64),
        )
        unknown = np.zeros(
            len(start) - 1, dtype=bool
        )  # and so no surcharge for syllables left over
        slots = Slots(start - start[0], facts, NOTHING, unknown, similar).only(kept)
        rows = readings.row[first : first + len(kept)][kept].astype(np.int64)
        if len(rows):
            yield rows[retrieval(slots, least[rows]).row]
