"""The compiled library finds what numpy finds, and refuses what points outside an array."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interdict.matching import kernel, syllables
from interdict.matching.alignment import align
from interdict.matching.compiled_words import CompiledWords
from interdict.matching.keys import MAXIMUM_WORD, WORD
from interdict.matching.names import read_query
from interdict.matching.parts import Reading
from interdict.matching.similar_words import SimilarWords
from interdict.matching.vocabulary import Vocabulary, vocabulary_of
from name_lists import Entries, entries_of, names, retrieval

needs_library = pytest.mark.skipif(
    kernel.compiled() is None, reason="the searches were not compiled: no C compiler here"
)

THRESHOLD = 0.70
ABSENT = Path("absent")
LETTERS = "aeiouyhjkxsctzdgrnmlp0"


def listed(words: list[str]) -> Vocabulary:
    order = sorted(set(words))
    joined = np.array([number % 3 == 0 for number in range(len(order))], dtype=bool)
    return vocabulary_of(order, joined, np.ones(len(order), dtype=bool))


def found_by(
    vocabulary: Vocabulary, asked: list[str], library: Path
) -> list[tuple[int, int, float]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "LIBRARY", library)
        kernel.compiled.cache_clear()
        similar = SimilarWords(vocabulary)
    kernel.compiled.cache_clear()
    joined = np.array([number % 2 == 0 for number in range(len(asked))], dtype=bool)
    found = similar._found(np.array(asked, dtype=WORD), joined)
    return list(zip(*(column.tolist() for column in found), strict=True))


words = st.lists(st.text(LETTERS, min_size=1, max_size=14), min_size=1, max_size=12)


@needs_library
@settings(deadline=None, max_examples=400)
@given(words, words)
def test_words_are_as_alike_as_numpy_says(known: list[str], asked: list[str]) -> None:
    vocabulary = listed(known)
    asked = [*asked, *known, *(word[1:] or "a" for word in known), *(f"h{word}" for word in known)]
    assert found_by(vocabulary, asked, kernel.LIBRARY) == found_by(vocabulary, asked, ABSENT)


@needs_library
def test_the_longest_words_are_compared_to_their_last_letter() -> None:
    long = ["abcdefgh" * 8, "abcdefgh" * 7 + "abcdefgk", "x" * MAXIMUM_WORD, "ks" * 32]
    vocabulary = listed(long)
    assert found_by(vocabulary, long, kernel.LIBRARY) == found_by(vocabulary, long, ABSENT)
    assert len(found_by(vocabulary, long, kernel.LIBRARY)) > len(long)


@needs_library
def test_a_vocabulary_whose_keys_point_nowhere_is_refused() -> None:
    vocabulary = listed(["alexander", "konstantin", "mohammad"])
    damaged = Vocabulary(
        *(
            np.full_like(getattr(vocabulary, name), 1_000_000)
            if name == "key_word"
            else getattr(vocabulary, name)
            for name in Vocabulary.__struct_fields__
        )
    )
    library = kernel.compiled()
    assert library is not None
    with pytest.raises(IndexError, match="damaged"):
        CompiledWords(library, damaged)(np.array(["alexander"], dtype=WORD), np.zeros(1, bool))


def retrieved(
    entries: Entries, asked: list[Reading], library: Path
) -> dict[tuple[int, int], float]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "LIBRARY", library)
        kernel.compiled.cache_clear()
        rows, found, bounds = retrieval(entries, "person")(asked, [THRESHOLD] * len(asked))
    kernel.compiled.cache_clear()
    assert sorted(zip(rows, found, strict=True)) == list(zip(rows, found, strict=True))
    return dict(zip(zip(rows.tolist(), found.tolist(), strict=True), bounds.tolist(), strict=True))


@needs_library
@settings(deadline=None, max_examples=200)
@given(st.lists(names(), min_size=1, max_size=8), st.lists(names(), min_size=1, max_size=4))
@example(["konstantin v sergeevich"], ["s v konstantin", "v konstantin"])
def test_names_are_bounded_as_numpy_does(known: list[str], asked_names: list[str]) -> None:
    entries = entries_of(known, "person")
    asked = [
        reading
        for name in asked_names
        for reading in read_query(name, "person")
        if any(part.role != "initial" for part in reading.parts)
    ]
    fast, slow = retrieved(entries, asked, kernel.LIBRARY), retrieved(entries, asked, ABSENT)
    assert fast == pytest.approx({pair: slow[pair] for pair in fast})
    for row, entry in slow.keys() - fast.keys():  # numpy tells pairs apart by hashes
        assert align(asked[row], entries[entry][1]).score < THRESHOLD


def test_all_syllables_are_told_to_the_library() -> None:
    forms = (
        re.compile("".join(f"(?:{'|'.join(choice)})" for choice in form)).fullmatch
        for form in (syllables.PINYIN, syllables.KOREAN)
    )
    every = kernel.every_syllable()
    assert {"wang", "zhang", "chol", "hsieh"} <= every
    assert "blair" not in every
    one, other = forms
    assert all(one(word) or other(word) for word in every)
    for letters in itertools.product("zhangkwyoe", repeat=4):
        word = "".join(letters)
        assert (word in every) == syllables.is_syllable(word)


@needs_library
def test_a_library_of_another_source_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = tmp_path / "kernel.c"
    newer.write_bytes(kernel.SOURCE.read_bytes())
    monkeypatch.setattr(kernel, "SOURCE", newer)
    assert kernel.compiled.__wrapped__() is not None
    newer.write_bytes(newer.read_bytes() + b"/* changed */")
    assert kernel.compiled.__wrapped__() is None


@pytest.mark.parametrize("content", [None, b"", b"of another machine"])
def test_without_a_library_that_fits_there_is_none(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "kernel.library"
    if content is not None:
        library.write_bytes(content)
    monkeypatch.setattr(kernel, "LIBRARY", library)
    assert kernel.compiled.__wrapped__() is None
