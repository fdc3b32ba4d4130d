"""Names read at once, as arrays, give the slots of names read one by one, number for number."""

import itertools
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interdict.matching.asked_words import AskedWords
from interdict.matching.bulk_reading import Batch
from interdict.matching.names import read_query
from interdict.matching.parts import NameClass
from interdict.matching.similar_words import SimilarWords
from interdict.matching.slots import Slots, slots_of
from name_lists import MUTATIONS, WORDS, entries_of, indexed, invented_people, real_names

pytestmark = pytest.mark.usefixtures("searches")

CLASSES: tuple[NameClass, ...] = ("person", "thing")
TELLING = (
    "al abu bin van de dr mr sheikh jr sr iii a b j ivanovich petrovna oglu ltd llc ooo mv m v "
    "neft trading moscow bank 2 two first and of habib rosneftllc llcvolna"
).split()
LISTED = ["gaddafi alqaida", "abdulhassan", "vanderbilt", "volna energo trading", "al qaida", "kim"]
FOREIGN = (
    "Владимир Путин Мюллер Müller José Øystein علی حسین عبد الله 王 秀英 김정은 민준 राम".split()
)

Row = tuple[list[float], list[int], set[tuple[int, int, int, float]]]
"""Weights, units, and (first slot, end, listed word, likeness) of runs of neighbours."""


def asked_words(listed: Iterable[str] = LISTED) -> AskedWords:
    return AskedWords(SimilarWords(indexed(entries_of(listed, "person"), "person")[0]))


def rows_of(slots: Slots) -> list[Row]:
    runs = list(zip(*(column.tolist() for column in slots.near), strict=True))
    start = slots.start.tolist()
    return [
        (
            slots.weight[first:end].tolist(),
            slots.units[first:end].tolist(),
            {(a - first, b - first, word, alike) for a, b, word, alike in runs if first <= a < end},
        )
        for first, end in itertools.pairwise(start)
    ]


def differences(names: Sequence[str], words: AskedWords) -> list[str]:
    """Names whose slots are not the same when they are read one by one."""
    wanted = {c: np.ones(len(names), dtype=bool) for c in CLASSES}
    batch = Batch(names, wanted, words)
    found = []
    for name_class in CLASSES:
        slots, owner, number = batch.slots(name_class)
        at_once: dict[int, dict[int, Row]] = {}
        for name, reading, row in zip(owner.tolist(), number.tolist(), rows_of(slots), strict=True):
            at_once.setdefault(name, {})[reading] = row
        for place, name in enumerate(names):
            if batch.unusual[name_class][place]:
                continue
            readings = read_query(name, name_class)
            alone = dict(enumerate(rows_of(slots_of(readings, words)))) if readings else {}
            if at_once.get(place, {}) != alone:
                found.append(f"{name!r} as a {name_class}")
    return found


def unusual(names: Sequence[str], name_class: NameClass) -> list[str]:
    batch = Batch(names, {c: np.ones(len(names), dtype=bool) for c in CLASSES}, asked_words())
    return [names[place] for place in np.flatnonzero(batch.unusual[name_class])]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.lists(st.sampled_from([*WORDS, *TELLING, *FOREIGN]), min_size=1, max_size=6).map(
            " ".join
        ),
        min_size=1,
        max_size=6,
    )
)
@example(["m v volna", "mv volna", "m v"])
@example(["a b", "a b ivanov", "al", "ivanov al", "dr", "abu bin"])
@example(["Habib Bank", "Moscow Bank", "Diana Moscow", "Bank", "neft neft volna"])
@example(["", " ", "'"])
def test_names_read_at_once_have_the_slots_of_names_read_alone(names: list[str]) -> None:
    assert differences(names, asked_words()) == []


def test_real_names_read_at_once_have_the_slots_of_names_read_alone(shared_data: Path) -> None:
    """700 names of OFAC's list bent in every way and 1,500 invented people of all scripts."""
    chance = random.Random(3)  # noqa: S311
    listed = chance.sample(real_names(shared_data, True), 400)
    listed += chance.sample(real_names(shared_data, False), 300)
    ways = [MUTATIONS[how] for how in sorted(MUTATIONS)]
    bent = [ways[place % len(ways)](chance, name) for place, name in enumerate(listed)]
    names = [*bent, *chance.sample(invented_people(shared_data), 1500)]
    assert differences(names, asked_words(listed)) == []


@pytest.mark.parametrize(
    "name",
    ["Maria Lopez", "J. Smith", "Ivan Ivanovich Petrov", "Omar al Masri", "Müller", "王 秀英"],
)
def test_ordinary_names_of_persons_need_no_reading_of_their_own(name: str) -> None:
    assert unusual([name], "person") == []


@pytest.mark.parametrize(
    "name", ["Putin, Vladimir", "V.V. Putin", "Abu Bakr", "JC Vrolik", "x" * 70, "a " * 30]
)
def test_names_that_words_alone_do_not_explain_are_read_one_by_one(name: str) -> None:
    assert unusual([name], "person") == [name]


@pytest.mark.parametrize("name", ["Volna Ltd", "M/V Volna", "MV Volna", "Rosneftllc"])
def test_legal_forms_and_ship_prefixes_are_read_one_by_one(name: str) -> None:
    assert unusual([name], "thing") == [name]


@pytest.mark.parametrize("name", ["Volna Energo", "Moscow Bank 2", "Diana Moscow"])
def test_tabled_words_of_things_are_read_at_once(name: str) -> None:
    assert unusual([name], "thing") == []


def test_words_forgotten_between_batches_are_learnt_again() -> None:
    words = asked_words()
    names = ["abdul hassan", "al qaida", "volna energo"]
    before = differences(names, words)
    words.LIMIT = 0  # type: ignore[misc]
    words.make_room()
    assert before == differences(names, words) == []
