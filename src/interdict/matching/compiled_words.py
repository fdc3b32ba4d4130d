"""The compiled twin of ``SimilarWords._found``: listed words like asked ones."""

import numpy as np

from interdict.matching.kernel import RUN, Kernel, VocabularyPointers
from interdict.matching.keys import Words
from interdict.matching.ranges import Bools, Floats, Ints, starts_of
from interdict.matching.vocabulary import Vocabulary


class CompiledWords:
    """Listed words like asked ones."""

    def __init__(self, kernel: Kernel, vocabulary: Vocabulary) -> None:
        self._kernel = kernel
        self._vocabulary = VocabularyPointers(
            key=vocabulary.key,
            key_start=vocabulary.key_start,
            key_word=vocabulary.key_word,
            filter=vocabulary.key_filter,
            guide=vocabulary.key_guide,
            word_start=vocabulary.word_start,
            letters=vocabulary.letters,
            word_joined=vocabulary.word_joined,
            keys=len(vocabulary.key),
            key_words=len(vocabulary.key_word),
            words=len(vocabulary.word_joined),
            letter_count=len(vocabulary.letters),
            filter_width=_width(len(vocabulary.key_filter)),
            guide_width=_width(len(vocabulary.key_guide) - 1),
        )

    def __call__(self, words: Words, joined: Bools) -> tuple[Ints, Ints, Floats]:
        """(asked word, listed word, how alike), ordered."""
        found = self._kernel.similar(self._vocabulary, words, joined)
        return found.one, found.other, found.value.astype(np.float32)

    def run_together(
        self, spelled: list[str], row_start: Ints, is_exact: Bools
    ) -> tuple[Ints, Ints, Ints, Floats]:
        """(first word, end, listed word, how alike) of runs of neighbours in rows of words."""
        start = starts_of(np.array([len(word) for word in spelled], dtype=np.int64))
        letters = "".join(spelled).encode("ascii")
        found = self._kernel.run_together(self._vocabulary, letters, start, row_start, is_exact)
        first, words = np.divmod(found.one, RUN)
        return first, first + words, found.other, found.value.astype(np.float32)


def _width(count: int) -> int:
    """How many bits number so many things, a power of two."""
    return count.bit_length() - 1
