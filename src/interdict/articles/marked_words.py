"""The kept sentences of an article as words, with what their capitals are worth."""

from collections.abc import Iterator
from typing import NamedTuple

from interdict.articles.article import Article, Sentence, Span
from interdict.articles.tokens import Token, tokens
from interdict.articles.word_lists import ROLES, Place, ordinary_words, place_codes, places

_PARTICLES = frozenset(
    """
    of the for de la le du des del da do dos das di bin ibn bint al el ul ud ad an as ash at ath az
    abu von van der den zu y e og och i und et
    """.split()
)
"""Small words that stand in lower case inside names."""
_FEWEST = 2
_MOSTLY = 0.5
_LONE = 2
_SHORT = 4
_MOST_INITIAL = 3


class Sequence(NamedTuple):
    """Words ``first`` to ``last`` of a sentence."""

    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1

    def holds(self, at: int) -> bool:
        """Is the word one of these?"""
        return self.first <= at <= self.last


class Marked(NamedTuple):
    """A sentence in words."""

    sentence: Sentence
    text: str
    words: list[Token]
    keys: list[str]
    places: list[Place]
    telling: bool
    """Do capitals tell names from words here? Not in a headline in title case or capitals, nor
    in text without any."""

    def span(self, run: Sequence) -> Span:
        """The place of some words."""
        return Span(self.words[run.first].start, self.words[run.last].end)

    def between(self, at: int) -> str:
        """What stands between a word and the one before."""
        start = self.words[at - 1].end if at else self.sentence.span.start
        return self.text[start : self.words[at].start]

    def is_start(self, at: int) -> bool:
        """Does a sentence or a quote begin with this word, so that its capital says nothing?"""
        return at == 0 or any(c in ':“"«„‘[•–—|' for c in self.between(at))

    def is_name_like(self, at: int) -> bool:
        """Does this word begin with a capital that makes it a name, or part of one?"""
        word = self.words[at]
        if not word.is_capital or not self.telling:
            return False
        return not (self.is_start(at) and word.key in ordinary_words() and not word.is_shouted)

    def runs(self) -> Iterator[Sequence]:
        """The longest sequences of words in capitals, small words inside them included."""
        if not self.telling:
            return
        at = 0
        while at < len(self.words):
            if self.words[at].is_capital and self.words[at].key:
                last = self._run_end(at)
                yield Sequence(at, last)
                at = last
            at += 1

    def _run_end(self, first: int) -> int:
        last = at = first
        while at + 1 < len(self.words) and self.hangs_together(at + 1):
            at += 1
            if self.words[at].is_capital:
                last = at
            elif self.words[at].key not in _PARTICLES:
                break
        return last

    def hangs_together(self, at: int) -> bool:
        """May this word and the one before be of one name, by what stands between them?"""
        before, joint = self.words[at - 1], self.words[at].joint
        if before.is_possessive:
            return False
        if joint == "point":
            return len(before.key) <= _MOST_INITIAL
        return joint in ("blank", "hyphen", "broken", "tight") or self._is_ampersand(at)

    def _is_ampersand(self, at: int) -> bool:
        return self.between(at).strip() in (
            "&",
            "/",
            '"',
            "“",
            "”",
            "«",
            "»",
            "'",
            "’",
            "‘",
            "&amp;",
        )


def marked(article: Article) -> list[Marked]:
    """All kept sentences."""
    found = []
    for sentence in article.sentences:
        words = tokens(article.text, sentence.span.start, sentence.span.end)
        keys = [word.key for word in words]
        found.append(
            Marked(
                sentence,
                article.text,
                words,
                keys,
                places(keys),
                _capitals_tell(words, _is_closed(article, sentence)),
            )
        )
    return found


def _is_closed(article: Article, sentence: Sentence) -> bool:
    """Does it end as sentences end and headings do not?"""
    return sentence.span.of(article.text).rstrip("\"'”’»)").endswith((".", "!", "?", ",", ";", ":"))


def _capitals_tell(words: list[Token], is_closed: bool) -> bool:
    """Not where most ordinary words, too, begin with a capital, or no word does."""
    if words and not any(word.is_capital for word in words):
        return False
    ordinary = [word for word in words[1:] if len(word.key) >= _SHORT and _is_ordinary(word.key)]
    shouted = sum(word.is_shouted for word in words)
    if len(words) > _LONE and shouted > len(words) * _MOSTLY:
        return False
    if len(ordinary) < _FEWEST or is_closed:
        return True
    return sum(word.is_capital for word in ordinary) <= len(ordinary) * _MOSTLY


def _is_ordinary(key: str) -> bool:
    return key in ordinary_words() and key not in ROLES and (key,) not in place_codes()
