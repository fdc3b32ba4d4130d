"""Neighbours run together are found by hashes as if every run were spelled out and looked up."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interdict.matching.asked_words import AskedWords
from interdict.matching.joined_words import Rows, joined
from interdict.matching.keys import WORD
from interdict.matching.names import read_query
from interdict.matching.parts import joins_of
from interdict.matching.similar_words import SimilarWords
from name_lists import MUTATIONS, WORDS, entries_of, indexed, real_names

pytestmark = pytest.mark.usefixtures("searches")

Found = set[tuple[int, int, int, int, float]]
"""(row, first word, end, listed word, likeness)."""


def by_hash(names: Sequence[str], words: AskedWords) -> Found:
    spelled = [[part.text for part in read_query(name, "person")[0].parts] for name in names]
    numbers = words.numbers([word for row in spelled for word in row])
    rows = Rows(numbers, np.array([len(row) for row in spelled]))
    runs = joined(rows, np.zeros(len(names), dtype=bool), words)
    row, start = rows.row, rows.start
    return {
        (int(row[a]), int(a - start[row[a]]), int(b - start[row[a]]), int(word), float(alike))
        for a, b, word, alike in zip(*runs, strict=True)
    }


def spelled_out(names: Sequence[str], words: AskedWords) -> Found:
    found: Found = set()
    for row, name in enumerate(names):
        for reading in read_query(name, "person")[:1]:
            for string, first, end in joins_of(reading):
                _, word, alike = words.similar.of_joined(np.array([string], dtype=WORD))
                found |= {
                    (row, first, end, w, a)
                    for w, a in zip(word.tolist(), alike.tolist(), strict=True)
                }
    return found


def asked_words(listed: Sequence[str]) -> AskedWords:
    return AskedWords(SimilarWords(indexed(entries_of(listed, "person"), "person")[0]))


SPELLED = st.lists(st.sampled_from([*WORDS, "a", "al", "2", "mig29"]), min_size=1, max_size=5)


@settings(deadline=None)
@given(
    st.lists(SPELLED.map(" ".join), min_size=1, max_size=5),
    st.lists(SPELLED.map("".join), min_size=1, max_size=5),
)
@example(["al qaida", "abdul hasan", "van der bilt", "a b cd"], ["alqaida", "abdulhassan", "abcd"])
def test_runs_are_found_as_if_they_were_spelled_out(names: list[str], listed: list[str]) -> None:
    words = asked_words([name[:60] for name in listed])
    short = [name for name in names if len(name) <= 64]
    assert by_hash(short, words) == spelled_out(short, words)


def test_runs_of_real_names_are_found_as_if_they_were_spelled_out(shared_data: Path) -> None:
    chance = random.Random(8)  # noqa: S311
    listed = [
        " ".join(name.replace(",", " ").split())
        for name in chance.sample(real_names(shared_data, True), 600)
        if name.isascii()
    ]
    plain = [name.lower() for name in listed if name.replace(" ", "").isalpha() and len(name) <= 60]
    names = [MUTATIONS["split"](chance, name) for name in plain[:200]]
    words = asked_words(listed)
    found = by_hash(names, words)
    assert len(found) > 100
    assert found == spelled_out(names, words)
