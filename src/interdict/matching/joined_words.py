"""Listed words that neighbours of asked names are, run together (Al Qaida, Alqaida).

Hardly any such string comes twice, and hardly any is listed. So no string is made until its
keys are known to be there: the hashes of words run together follow from those of the words.
"""

from typing import NamedTuple

import numpy as np

from interdict.matching.asked_words import AskedWords
from interdict.matching.keys import (
    INVERSE_POWERS,
    POWERS,
    SHORTEST_FUZZY,
    SHORTEST_JOINED,
    WORD,
    Hashes,
    mixed,
)
from interdict.matching.parts import SHORTEST_THREE
from interdict.matching.ranges import Bools, Floats, Ints, expand, starts_of


class Runs(NamedTuple):
    """Words of rows run together, and the listed words they are like."""

    first: Ints
    """First word of the run, counted over all rows."""
    end: Ints
    word: Ints
    """Listed word."""
    alike: Floats


_NONE = np.empty(0, dtype=np.int64)
NOTHING = Runs(_NONE, _NONE, _NONE, np.empty(0, dtype=np.float32))


class Rows:
    """Asked words, row by row."""

    def __init__(self, words: Ints, counts: Ints) -> None:
        """``counts``: words of each row."""
        self.words = words
        """Numbers in ``AskedWords``."""
        self.start = starts_of(counts)
        """Where each row begins in ``words``; one more than there are rows."""
        self.row = np.arange(len(counts)).repeat(counts)
        """The row of each word."""


def joined(rows: Rows, is_exact: Bools, words: AskedWords) -> Runs:
    """All runs of two and three neighbours and of whole rows (``parts.joins_of``) that are like
    a listed word; only equal ones where a row ``is_exact``.

    No row may have more than ``MAXIMUM_WORD`` letters.
    """
    if words.similar.compiled is not None:
        spelled = [words.spelling(number) for number in rows.words.tolist()]
        return Runs(*words.similar.compiled.run_together(spelled, rows.start, is_exact))
    first, end = _runs(rows, words)
    sums = _Sums(rows, words)
    hit = _is_listed(sums, first, end, is_exact, words)
    if not hit.any():
        return NOTHING
    first, end = first[hit], end[hit]
    spelled = [
        _spelling(rows, words, a, b) for a, b in zip(first.tolist(), end.tolist(), strict=True)
    ]
    string, word, alike = words.similar.of_joined(np.array(spelled, dtype=WORD))
    fits = (alike == 1.0) | ~is_exact[sums.row[first[string]]]
    string = string[fits]
    return Runs(first[string], end[string], word[fits], alike[fits])


def _spelling(rows: Rows, words: AskedWords, first: int, end: int) -> str:
    return "".join([words.spelling(number) for number in rows.words[first:end].tolist()])


def _runs(rows: Rows, words: AskedWords) -> tuple[Ints, Ints]:
    """(first word, end) of every run."""
    row, total = rows.row, starts_of(words.length[rows.words])
    twos = (row[1:] == row[:-1]).nonzero()[0]
    twos = twos[total[twos + 2] - total[twos] >= SHORTEST_FUZZY]
    threes = (row[2:] == row[:-2]).nonzero()[0]
    threes = threes[total[threes + 3] - total[threes] >= SHORTEST_THREE]
    begin, end = rows.start[:-1], rows.start[1:]
    letters = total[end] - total[begin]
    whole = (end - begin > 3) | ((end - begin == 3) & (letters < SHORTEST_THREE))
    whole &= letters >= SHORTEST_FUZZY
    return (
        np.concatenate([twos, threes, begin[whole]]),
        np.concatenate([twos + 2, threes + 3, end[whole]]),
    )


class _Sums:
    """Hashes of the beginnings of every row, from which those of all runs follow."""

    def __init__(self, rows: Rows, words: AskedWords) -> None:
        self.words = rows.words
        self.row = rows.row
        letters = starts_of(words.length[rows.words])
        self.letters = letters
        """Letters before each word, over all rows."""
        self.before = letters[:-1] - letters[rows.start[:-1]][self.row]
        """Letters of its row before each word."""
        self.total = np.zeros(len(rows.words) + 1, dtype=np.uint64)
        (words.polynomial[rows.words] * POWERS[self.before]).cumsum(out=self.total[1:])


def _is_listed(sums: _Sums, first: Ints, end: Ints, is_exact: Bools, words: AskedWords) -> Bools:
    """Which runs share a key with a listed word (``keys.keys``)."""
    letters = sums.letters[end] - sums.letters[first]
    shift = INVERSE_POWERS[sums.before[first]]
    whole = mixed((sums.total[end] - sums.total[first]) * shift, letters)
    strange = starts_of(1 - words.is_alphabetic[sums.words].astype(np.int64))
    bent = (letters >= SHORTEST_JOINED) & (strange[end] == strange[first])
    bent &= ~is_exact[sums.row[first]]
    run, without = _with_typo(sums, bent.nonzero()[0], first, end, shift, words)
    found = words.similar.are_keys(np.concatenate([whole, mixed(without, letters[run] - 1)]))
    hit = found[: len(whole)]
    hit[run[found[len(whole) :]]] = True
    return hit


def _with_typo(
    sums: _Sums, bent: Ints, first: Ints, end: Ints, shift: Hashes, words: AskedWords
) -> tuple[Ints, Hashes]:
    """(run, hash) of the ``bent`` runs with each letter left out."""
    run, place = expand(first[bent], end[bent])
    run = bent[run]
    behind = (sums.total[end[run]] - sums.total[place + 1]) * INVERSE_POWERS[1]
    others = (sums.total[place] - sums.total[first[run]] + behind) * shift[run]
    power = POWERS[sums.before[place]] * shift[run]
    word = sums.words[place]
    which, letter = expand(words.deletion_start[word], words.deletion_start[word + 1])
    without = words.deletion[letter]
    without *= power[which]
    without += others[which]
    return run[which], without
