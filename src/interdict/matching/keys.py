"""How alike two words are, and the keys under which alike words meet.

``similarity`` is defined so that retrieval is safe by construction: it is zero unless the
two words are equal or share a *key*, and the index stores every listed word under all its
keys. A key is a hash of

- the word with one letter left out, and the whole word (any single typo meets here: Mor &
  Fraenkel's deletion neighbourhood, as in SymSpell);
- a *sound skeleton*, the consonants in classes that transliterations confuse (q/k/g/kh,
  d/t/dh/th, z/s/sh/ch ...), so that Qadhafi meets Gaddafi and Yevgeny meets Evgenii;
- for long words, the skeleton with one sound left out (two typos, one of them a vowel).

How alike words are that meet is read from one table by edit distance, length and whether
their sounds agree; nothing about it depends on a list or a batch.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from interdict.matching.sounds import SHORTEST_SOUND, levelled, skeletons, syllables

MAXIMUM_WORD = 64
"""Letters of a word that count; longer ones (run-together names) are cut there."""

SHORTEST_FUZZY = 4
"""Words shorter than this match only themselves and their table variants."""

JOINED_ALIKE = 0.94
"""Least likeness of words run together: equal, or one typo in a long one."""

SHAKY = 0.5
"""Likeness of two short words one letter apart: nothing by itself, a slip of the pen when the
rest of the name agrees."""

SHORTEST_JOINED = 8
"""Letters from which one typo leaves that likeness."""

_BASE = 0x9E3779B97F4A7C15 | 1
POWERS: npt.NDArray[np.uint64] = np.array(
    [pow(_BASE, k, 1 << 64) for k in range(MAXIMUM_WORD + 1)], dtype=np.uint64
)
INVERSE_POWERS: npt.NDArray[np.uint64] = np.array(
    [pow(_BASE, -k, 1 << 64) for k in range(MAXIMUM_WORD + 1)], dtype=np.uint64
)
_A, _Z = ord("a"), ord("z")
SOUND_SALT = np.uint64(0xA5A5_5A5A_0F0F_F0F0)
_ODD = np.uint64(1)
LENGTH_SPREAD = 0xD1342543DE82EF95
LONG_SOUND = 5
"""Sounds a skeleton needs before one of them may be missing."""

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

# -- keys ----------------------------------------------------------------------------------


WORD = np.dtype(f"S{MAXIMUM_WORD}")
"""An array of words: ASCII, cut at ``MAXIMUM_WORD`` letters."""

Words = npt.NDArray[np.bytes_]


class Letters:
    """Many words as one matrix of letter codes, zero-padded, and their lengths."""

    def __init__(self, words: Words) -> None:
        packed = np.ascontiguousarray(words, dtype=WORD)
        self.lengths: Ints = np.strings.str_len(packed).astype(np.int64)
        width = max(1, int(self.lengths.max(initial=1)))
        self.codes = packed.view(np.uint8).reshape(-1, MAXIMUM_WORD)[:, :width]

    def are_words(self) -> npt.NDArray[np.bool_]:
        """Which are letters only; digits and other signs are never alike but equal."""
        letter = ((self.codes >= _A) & (self.codes <= _Z)) | (self.codes == 0)
        found: npt.NDArray[np.bool_] = letter.all(axis=1)
        return found


def keys(words: Words, joined: npt.NDArray[np.bool_]) -> tuple[Hashes, Ints]:
    """All keys of all words: (key, index of the word it belongs to), in no special order.

    Words run together have keys for one typo when they are long (see ``JOINED_ALIKE``), and
    none for their sound; what is not letters only has one key. A key of a whole skeleton is
    odd, every other key is even: two words that meet at an odd key sound the same.
    """
    letters = Letters(words)
    plain = letters.are_words()
    shortest = np.where(joined, SHORTEST_JOINED, SHORTEST_FUZZY)
    spelled, owners = _deletions(letters, np.where(plain, shortest, MAXIMUM_WORD + 1))
    single = np.flatnonzero(plain & ~joined & (letters.lengths >= SHORTEST_SOUND))
    spellings = words[single].astype(str).tolist()
    sounding = [
        (s, i) for word, i in zip(spellings, single.tolist(), strict=True) for s in skeletons(word)
    ]
    if not sounding:
        return spelled, owners
    sounds = Letters(np.array([s for s, _ in sounding], dtype=WORD))
    sound_owner = np.array([i for _, i in sounding], dtype=np.int64)
    near, near_of = _deletions(sounds, np.full(len(sounding), LONG_SOUND))
    lengthy = sounds.lengths[near_of] >= LONG_SOUND - 1
    whole = near[: len(sounding)]
    return (
        np.concatenate([spelled, (whole ^ SOUND_SALT) | _ODD, near[lengthy] ^ SOUND_SALT]),
        np.concatenate([owners, sound_owner, sound_owner[near_of[lengthy]]]),
    )


def _deletions(letters: Letters, shortest: Ints) -> tuple[Hashes, Ints]:
    """Hashes of every word whole, in order, then of those with ``shortest`` letters or more
    with each letter left out."""
    whole, without, owner = polynomials(letters, letters.lengths >= shortest)
    return (
        np.concatenate([mixed(whole, letters.lengths), mixed(without, letters.lengths[owner] - 1)]),
        np.concatenate([np.arange(len(whole)), owner]),
    )


def polynomials(letters: Letters, deleted: npt.NDArray[np.bool_]) -> tuple[Hashes, Hashes, Ints]:
    """Sums of letter times power of the base: of every word; of the ``deleted`` words with each
    letter left out, from the first on, and which word that was.

    The sum of two words run together is that of the first plus ``POWERS[its length]`` times
    that of the second.
    """
    codes, lengths = letters.codes.astype(np.uint64), letters.lengths
    width = codes.shape[1]
    before = np.zeros((len(lengths), width + 1), dtype=np.uint64)
    np.cumsum(codes * POWERS[:width], axis=1, out=before[:, 1:])
    whole = before[:, -1]
    owner, place = np.nonzero((np.arange(width) < lengths[:, None]) & deleted[:, None])
    behind = (whole[owner] - before[owner, place + 1]) * INVERSE_POWERS[1]
    return whole, before[owner, place] + behind, owner


def mixed(polynomial: Hashes, lengths: Ints) -> Hashes:
    """The key of a word: its polynomial spread over all bits (the finaliser of splitmix64)."""
    spread = polynomial + lengths.astype(np.uint64) * np.uint64(LENGTH_SPREAD)
    spread ^= spread >> np.uint64(30)
    spread *= np.uint64(0xBF58476D1CE4E5B9)
    spread ^= spread >> np.uint64(27)
    spread *= np.uint64(0x94D049BB133111EB)
    spread ^= spread >> np.uint64(31)
    spread &= ~_ODD
    return spread


# -- similarity ----------------------------------------------------------------------------


SOUND_DIFFERS, SOUND_AGREES, ABJAD, OTHER_SYLLABLE, OTHER_VOWEL, SHORT_DIFFERS = range(6)
"""Columns of the table: skeletons differ; agree; agree and a word is written without vowels
(Arabic and Hebrew letters read one by one), where length says nothing about likeness; two
Chinese or Korean syllables that are not the same (Wang, Weng, Zhang), which are never alike;
agree but begin with another vowel (Hassan, Hussein), where most letters must agree too; other
words of one syllable whose skeletons differ (Cook, Cock)."""


AGREEING = (SOUND_AGREES, ABJAD, OTHER_VOWEL)
"""Columns of words that share a skeleton; they are compared as ``levelled`` too."""


def _similarity_of(distance: int, length: int, sound: int) -> float:
    """One cell of the similarity table; ``length`` is that of the longer word.

    Short words differ by one letter easily (Mara, Mark): one that sounds otherwise is a
    ``SHAKY`` proof at best.
    """
    if distance == 0:
        return 1.0
    if length < SHORTEST_FUZZY:
        return 0.0
    if sound == OTHER_SYLLABLE:
        return 0.0
    kept = 1 - distance / length
    if distance == 1 and sound == SHORT_DIFFERS:
        return {4: SHAKY, 5: 0.60, 6: 0.80, 7: 0.88}.get(length, 0.90)
    if distance == 1:
        differs = {4: SHAKY, 5: 0.80, 6: 0.88, 7: 0.91}.get(length, 0.94)
        return differs if sound == SOUND_DIFFERS else max(differs, 0.78 if length == 4 else 0.90)
    if sound == ABJAD:
        return 0.80 if kept >= 0.40 else 0.0
    if sound in (SOUND_AGREES, OTHER_VOWEL):
        least = 0.65 if length <= 6 else 0.55
        if kept >= 0.70:
            return 0.90
        return 0.0 if kept < least or sound == OTHER_VOWEL else 0.86
    if distance == 2 and length >= 9:
        return 0.88
    return 0.84 if distance == 3 and length >= 14 else 0.0


SIMILARITY: npt.NDArray[np.float32] = np.array(
    [
        [
            [_similarity_of(distance, length, sound) for distance in range(MAXIMUM_WORD + 1)]
            for length in range(MAXIMUM_WORD + 1)
        ]
        for sound in range(SHORT_DIFFERS + 1)
    ],
    dtype=np.float32,
)
"""Similarity by [sound][length of the longer word][edit distance]."""

MOST_ALIKE: npt.NDArray[np.float32] = np.maximum.accumulate(
    SIMILARITY.max(axis=0)[:, ::-1], axis=1
)[:, ::-1]
"""The most that two words can be alike, by [length of the longer one][difference in length]: an
edit distance is never less than that difference."""

_TABLE: list[list[list[float]]] = SIMILARITY.astype(float).round(4).tolist()


def sound_column(agrees: bool, one: str, other: str) -> int:
    """Column of the similarity table, from whether skeletons agree and both ``syllables``."""
    short = one[:1] != "*" != other[:1]
    if short and one and other and not (agrees and one.lstrip(".") == other.lstrip(".")):
        return OTHER_SYLLABLE if one[0] == other[0] == "." else SHORT_DIFFERS
    if not agrees:
        return SOUND_DIFFERS
    if one[:1] == other[:1] == "*" and one != other:
        return OTHER_VOWEL
    return SOUND_AGREES if one and other else ABJAD


LEVELLED = 0.9
"""Most that two words are alike which are the same only as ``levelled``."""


def sound_of(one: str, other: str) -> int:
    """Which column of the similarity table two words belong to."""
    agrees = not set(skeletons(one)).isdisjoint(skeletons(other))
    return sound_column(agrees, syllables(one), syllables(other))


def same_sound(one: str, other: str) -> bool:
    """Do two words share a skeleton?"""
    return sound_of(one, other) in AGREEING


def _meet(one: str, other: str) -> bool:
    """Do two different words share a key? (The scalar twin of ``keys``.)"""
    if not _neighbours(one, other, SHORTEST_FUZZY):
        return any(
            _neighbours(mine, theirs, LONG_SOUND)
            for mine in skeletons(one)
            for theirs in skeletons(other)
        )
    return True


def _neighbours(one: str, other: str, shortest: int) -> bool:
    """Equal, or equal after leaving out at most one letter of each long enough word."""
    if one == other:
        return True
    short, long_ = sorted((one, other), key=len)
    if len(long_) - len(short) > 1 or len(long_) < shortest:
        return False
    start = 0
    while start < len(short) and short[start] == long_[start]:
        start += 1
    end = 0
    while end < len(short) - start and short[-1 - end] == long_[-1 - end]:
        end += 1
    if len(long_) > len(short):
        return start + end == len(short)
    if len(short) < shortest:
        return False
    left, right = short[start : len(short) - end], long_[start : len(long_) - end]
    return left[1:] == right[:-1] or left[:-1] == right[1:]


@lru_cache(maxsize=32_768)
def similarity(one: str, other: str) -> float:
    """How alike two folded words are, 0 or 0.5 to 1; symmetric; numbers never fuzzy.

    >>> similarity("qadhafi", "gaddafi") > 0.8, similarity("mig29", "mig31")
    (True, 0.0)
    """
    if one == other:
        return 1.0
    if not (one.isalpha() and other.isalpha()):
        return 0.0
    one, other = one[:MAXIMUM_WORD], other[:MAXIMUM_WORD]
    length = max(len(one), len(other))
    if length < SHORTEST_FUZZY or not _meet(one, other):
        return 0.0
    sound, distance = sound_of(one, other), OSA.distance(one, other)
    alike = _TABLE[sound][length][distance]
    if distance > 1 and sound in AGREEING:
        near = OSA.distance(levelled(one), levelled(other)) + 1
        alike = max(alike, min(LEVELLED, _TABLE[sound][length][min(near, distance)]))
    return alike
