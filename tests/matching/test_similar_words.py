"""The vectorised look-up of words gives what ``similarity`` gives, for every pair."""

import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interdict.matching.keys import JOINED_ALIKE, similarity
from interdict.matching.likeness import INITIAL_LISTED, OTHER_NAME, are_two_common_names
from interdict.matching.names import read_query
from interdict.matching.similar_words import SimilarWords
from interdict.matching.vocabulary import Vocabulary
from interdict.text import fold
from name_lists import MUTATIONS, entries_of, indexed, real_names

pytestmark = pytest.mark.usefixtures("searches")

WORDS = st.text(st.sampled_from("aehkgstrnm"), min_size=2, max_size=9)


def vocabulary_of(words: Iterable[str]) -> Vocabulary:
    """One-word names as things, so that no word is left out, retyped or run together."""
    return indexed(entries_of(words, "thing"), "thing")[0]


def look_up(vocabulary: Vocabulary, asked: Iterable[str]) -> dict[tuple[str, str], float]:
    """(asked word, listed word) -> similarity, for all pairs found."""
    units = list(dict.fromkeys(asked))
    similar = SimilarWords(vocabulary)
    similar.learn({word: (word,) for word in units})
    found: dict[tuple[str, str], float] = {}
    for word, first, end in zip(units, similar.start[:-1], similar.start[1:], strict=True):
        listed = vocabulary.words(similar.word[first:end])
        for other, alike in zip(listed, similar.alike[first:end].tolist(), strict=True):
            assert (word, other) not in found, "found twice"
            found[word, other] = alike
    return found


def one_by_one(vocabulary: Vocabulary, asked: Iterable[str]) -> dict[tuple[str, str], float]:
    """The same one pair after the other; strings that only stand for words run together must be
    alike enough for that."""
    least = np.where(vocabulary.word_joined, JOINED_ALIKE, 0.01).tolist()
    plain = vocabulary.word_plain.tolist()
    listed = list(zip(listed_words(vocabulary), least, plain, strict=True))
    return {
        (mine, theirs): float(np.float32(alike))
        for mine in set(asked)
        for theirs, needed, is_plain in listed
        if (alike := similarity_of_words(mine, theirs, is_plain)) >= needed
    }


def similarity_of_words(mine: str, theirs: str, is_plain: bool) -> float:
    """Two common names are hardly alike, unless the listed word may also be something else."""
    if is_plain and mine != theirs and are_two_common_names(mine, theirs):
        return OTHER_NAME if similarity(mine, theirs) else 0.0
    return similarity(mine, theirs)


def listed_words(vocabulary: Vocabulary) -> list[str]:
    return vocabulary.words(np.arange(len(vocabulary.word_joined)))


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.lists(WORDS, min_size=1, max_size=12))
def test_pairs_found_are_those_that_are_alike(asked: list[str], listed: list[str]) -> None:
    vocabulary = vocabulary_of(listed)
    assert look_up(vocabulary, asked) == pytest.approx(one_by_one(vocabulary, asked))


@settings(deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=12), st.lists(WORDS, min_size=1, max_size=12))
def test_what_a_word_finds_does_not_depend_on_what_is_asked_with_it(
    asked: list[str], listed: list[str]
) -> None:
    vocabulary = vocabulary_of(listed)
    together = look_up(vocabulary, asked)
    alone = [look_up(vocabulary, [word]) for word in dict.fromkeys(asked)]
    assert together == {pair: alike for found in alone for pair, alike in found.items()}


def test_spellings_of_one_unit_are_found_together() -> None:
    similar = SimilarWords(vocabulary_of(["yusuf", "ivanov"]))
    similar.learn({"two spellings": ("yusuf", "ivanov"), "one": ("ivanov",)})
    assert np.diff(similar.start).tolist() == [2, 1]


def test_an_initial_is_worth_what_alignment_gives_it() -> None:
    vocabulary, _ = indexed(entries_of(["V Putin"], "person"), "person")
    assert look_up(vocabulary, ["v."]) == {("v.", "v."): pytest.approx(INITIAL_LISTED)}


def test_listed_words_run_together_are_found_only_when_alike_enough() -> None:
    vocabulary, _ = indexed(entries_of(["rosneft trading oil"], "thing"), "thing")
    found = look_up(vocabulary, ["rosnefttrading", "rosnefttradinq", "rosneftrading", "rosnefttra"])
    joined = {pair: alike for pair, alike in found.items() if pair[1] == "rosnefttrading"}
    assert set(joined) == {
        (word, "rosnefttrading") for word in ("rosnefttrading", "rosnefttradinq", "rosneftrading")
    }
    assert min(joined.values()) >= np.float32(JOINED_ALIKE)


def test_an_empty_vocabulary_finds_nothing() -> None:
    assert look_up(vocabulary_of([]), ["rosneft", "105"]) == {}


def test_words_are_forgotten_when_there_are_too_many_without_changing_results() -> None:
    similar = SimilarWords(vocabulary_of(["rosneft"]))
    similar.learn({"rosneft": ("rosneft",)})
    similar.clear()
    similar.learn({"rosnft": ("rosnft",)})
    assert similar.start.tolist() == [0, 1]


@pytest.mark.parametrize("length", [63, 64, 65, 95, 103])
def test_words_of_any_length_are_found_as_they_are_read(length: int) -> None:
    """Some wallet addresses are that long, and stand as names on a list."""
    for letters in ("ab1cd2" * 20, "abcd" * 30):
        word = letters[:length]
        read = read_query(word, "thing")[0].parts[0].meaning
        assert 1.0 in look_up(vocabulary_of([word]), [read, "ivanov"]).values()


def test_real_words_are_found_as_they_are_alike_one_by_one(shared_data: Path) -> None:
    """3,000 words of OFAC's list, asked for as printed and with typos."""
    chance = random.Random(7)  # noqa: S311
    names = [*real_names(shared_data, persons=True), *real_names(shared_data, persons=False)]
    words = sorted({word for name in names for word in fold(name).split() if len(word) > 1})
    listed = chance.sample(words, 3000)
    typos = [MUTATIONS[how](chance, word) for word in listed[:40] for how in MUTATIONS]
    asked = [word for typo in typos for word in fold(typo).split()]
    vocabulary = vocabulary_of(listed)
    expected = one_by_one(vocabulary, asked)
    assert len(expected) > 300
    assert look_up(vocabulary, asked) == pytest.approx(expected)
