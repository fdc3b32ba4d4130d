"""Words meet under keys exactly when the similarity table may call them alike."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interdict.matching.keys import (
    JOINED_ALIKE,
    SHAKY,
    SHORTEST_FUZZY,
    SHORTEST_JOINED,
    WORD,
    keys,
    same_sound,
    similarity,
)
from interdict.matching.sounds import ending, skeletons

WORDS = st.text(st.sampled_from("aeiouhkgqstzrnm"), min_size=1, max_size=12)
ODD_WORDS = st.text(st.sampled_from("abz019"), min_size=1, max_size=6)


@st.composite
def near_words(draw: st.DrawFn) -> tuple[str, str]:
    """Two words, the second with up to three letters inserted, dropped, changed or swapped."""
    word = draw(WORDS)
    other = word
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(other)))
        letter = draw(st.sampled_from(["", "a", "h", "k", "t", "s"]))
        cut = draw(st.integers(0, 1))
        swapped = other[:at] + other[at : at + 2][::-1] + other[at + 2 :]
        changed = other[:at] + letter + other[at + cut :]
        other = draw(st.sampled_from([swapped, changed]))
    return word, other or word


def keys_of(word: str, joined: bool = False) -> set[int]:
    found, owners = keys(np.array([word], dtype=WORD), np.array([joined]))
    assert owners.tolist() == [0] * len(found)
    return set(found.tolist())


def sounds_of(word: str) -> set[int]:
    return {key for key in keys_of(word) if key & 1}


# -- similarity ----------------------------------------------------------------------------


@given(near_words())
def test_similarity_is_symmetric_and_zero_or_worth_something(pair: tuple[str, str]) -> None:
    one, other = pair
    alike = similarity(one, other)
    assert alike == similarity(other, one)
    assert alike == 0.0 or SHAKY <= alike <= 1.0
    assert (alike == 1.0) == (one == other)


@given(ODD_WORDS, ODD_WORDS)
def test_what_holds_a_digit_is_alike_only_to_itself(one: str, other: str) -> None:
    if not (one.isalpha() and other.isalpha()):
        assert similarity(one, other) == float(one == other)


@given(WORDS, WORDS)
def test_short_words_are_alike_only_to_themselves(one: str, other: str) -> None:
    if max(len(one), len(other)) < SHORTEST_FUZZY:
        assert similarity(one, other) == float(one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("qadhafi", "gaddafi"), ("evgeny", "yevgenii"), ("mohammed", "muhammad"),
        ("hussein", "husayn"), ("sergei", "sergey"), ("zawahiri", "sawahiri"),
        ("rosneft", "rossneft"), ("rosneft", "rosnft"), ("rosneft", "rosneeft"),
        ("rosneft", "rsoneft"), ("rosneft", "rosmeft"), ("development", "develpoment"),
        ("alexander", "aleksandr"), ("chechen", "tschetschen"), ("shcherbakov", "tscherbakov"),
    ],
)  # fmt: skip
def test_spellings_and_typos_of_one_word_are_alike(one: str, other: str) -> None:
    assert similarity(one, other) >= 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wang", "zhang"), ("wang", "weng"), ("zhang", "zheng"), ("kim", "kin"), ("lee", "li"),
        ("bush", "habbash"), ("putin", "computing"), ("emma", "anna"), ("mig29", "mig31"),
        ("1234567", "1234568"), ("belletech", "11420"), ("marin", "dariia"), ("chen", "chan"),
    ],
)  # fmt: skip
def test_different_words_are_not_alike(one: str, other: str) -> None:
    assert similarity(one, other) == 0.0


@pytest.mark.parametrize("word", ["rosneft", "zawahiri", "ryonbong", "mikhailovich"])
def test_any_one_typo_in_a_long_word_is_forgiven(word: str) -> None:
    for at in range(len(word)):
        swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        dropped, doubled = word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]
        changed, inserted = f"{word[:at]}e{word[at + 1 :]}", f"{word[:at]}n{word[at:]}"
        for typo in (swapped, dropped, doubled, changed, inserted):
            assert similarity(word, typo) >= 0.85, typo


def test_a_longer_word_forgives_a_typo_more_easily() -> None:
    likeness = [
        similarity("x" * 2 + "arbedon"[:n] + "y", "x" * 2 + "arbedon"[:n]) for n in (3, 5, 7)
    ]
    assert likeness == sorted(likeness)


def test_very_long_words_are_compared_by_their_beginning() -> None:
    assert similarity("ab" * 40, "ab" * 40) == 1.0
    assert similarity("ab" * 40, "cd" * 40) == 0.0


# -- sounds --------------------------------------------------------------------------------


@given(WORDS)
def test_a_word_has_at_most_four_skeletons_and_sounds_like_itself(word: str) -> None:
    found = skeletons(word)
    assert len(found) == len(set(found)) <= 4
    assert all(len(skeleton) >= 2 and skeleton.isupper() for skeleton in found)
    if found and len(word) >= SHORTEST_FUZZY:
        assert same_sound(word, word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hussein", "usain"), ("qadhafi", "gaddafi"), ("yevgeny", "evgenii"),
        ("chechen", "tschetschen"), ("alexei", "aleksey"), ("tsarukyan", "zarukian"),
    ],
)  # fmt: skip
def test_transliterations_sound_the_same(one: str, other: str) -> None:
    assert same_sound(one, other)


@pytest.mark.parametrize("word", ["ab", "aeiou", "mig29", "2026"])
def test_short_words_vowels_and_numbers_have_no_sound(word: str) -> None:
    assert skeletons(word) == ()


# -- keys ----------------------------------------------------------------------------------


@given(near_words())
@example(("qadhafi", "gaddafi"))
@example(("abcd", "abdc"))
@example(("abcd", "bcda"))
def test_words_that_are_alike_share_a_key(pair: tuple[str, str]) -> None:
    """Retrieval looks words up by key, so a pair without one would be lost."""
    one, other = pair
    if similarity(one, other):
        assert keys_of(one) & keys_of(other)


@given(near_words())
def test_words_meet_at_an_odd_key_exactly_when_they_share_a_skeleton(pair: tuple[str, str]) -> None:
    one, other = pair
    shared = set(skeletons(one)) & set(skeletons(other))
    assert bool(sounds_of(one) & sounds_of(other)) == bool(shared)


@given(st.lists(st.tuples(WORDS | ODD_WORDS, st.booleans()), min_size=1, max_size=6))
def test_the_keys_of_a_word_do_not_depend_on_its_neighbours(words: list[tuple[str, bool]]) -> None:
    spelled = np.array([word for word, _ in words], dtype=WORD)
    found, owners = keys(spelled, np.array([joined for _, joined in words]))
    for number, (word, joined) in enumerate(words):
        assert set(found[owners == number].tolist()) == keys_of(word, joined)


@given(near_words())
def test_words_run_together_that_are_alike_enough_share_a_key(pair: tuple[str, str]) -> None:
    one, other = pair
    if similarity(one, other) >= JOINED_ALIKE:
        assert keys_of(one, joined=True) & keys_of(other)
        assert keys_of(one, joined=True) & keys_of(other, joined=True)


@given(WORDS)
def test_words_run_together_have_no_sound_and_no_typo_when_short(word: str) -> None:
    found = keys_of(word, joined=True)
    assert not any(key & 1 for key in found)
    if len(word) < SHORTEST_JOINED:
        assert len(found) == 1


@given(st.sampled_from(["mig29", "2026", "h2o", "3"]))
def test_what_holds_a_digit_has_one_key(word: str) -> None:
    assert len(keys_of(word)) == 1


def test_distinct_words_hardly_ever_share_their_whole_keys_by_chance() -> None:
    words = [f"{a}{b}{c}" for a in "bcdfg" for b in "aeiou" for c in ("l0", "m1", "n2")]
    found, _ = keys(np.array(words, dtype=WORD), np.zeros(len(words), dtype=bool))
    assert len(set(found.tolist())) == len(words)


@pytest.mark.parametrize(
    ("one", "other"), [("kader", "qadir"), ("boumediene", "bumidyan"), ("but", "bout")]
)
def test_transliterations_are_compared_levelled(one: str, other: str) -> None:
    assert similarity(one, other) > 0.75


@pytest.mark.parametrize(
    ("one", "other"), [("yassin", "hassan"), ("teterin", "tiurin"), ("wang", "zhang")]
)
def test_names_that_only_seem_to_sound_alike_are_unlike(one: str, other: str) -> None:
    assert similarity(one, other) == 0.0


@pytest.mark.parametrize(
    ("word", "vowel"), [("mohammad", ""), ("mohammadi", "i"), ("luisa", "a"), ("fatimah", "a")]
)
def test_an_ending_is_the_vowel_class_a_word_ends_in(word: str, vowel: str) -> None:
    assert ending(word) == vowel
