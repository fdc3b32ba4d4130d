"""The words, numbers and signs of one sentence, each with its place."""

import re

from interdict.articles.article import Span

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")


class Tokens:
    """Words, numbers and signs of a stretch of text, in order."""

    def __init__(self, text: str, span: Span) -> None:
        found = list(_TOKEN.finditer(text, span.start, span.end))
        self.raw = [token[0] for token in found]
        self.words = [raw.lower().replace("’", "'") for raw in self.raw]
        """Lower case, straight apostrophes."""
        self._text = text
        self.starts = [token.start() for token in found]
        self.ends = [token.end() for token in found]
        self.is_headline_case = _is_headline_case(self.raw)
        """Capital letters say nothing here: most words have one."""

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> str:
        """The word at a place, lower case; empty outside the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def touches(self, at: int) -> bool:
        """Does the token follow the one before it without a blank?"""
        return 0 < at < len(self.words) and self.ends[at - 1] == self.starts[at]

    def is_hyphened(self, at: int) -> bool:
        """Is it grown to the next word, as "ship" in "ship-to-ship"?"""
        return self.word(at + 1) in ("-", "–") and self.touches(at + 1) and self.touches(at + 2)

    def gap(self, at: int) -> str:
        """What stands between a token and the one before it."""
        return self._text[self.ends[at - 1] : self.starts[at]] if 0 < at < len(self) else ""

    def is_digits(self, at: int) -> bool:
        """Does a number in digits stand there?"""
        return 0 <= at < len(self.words) and self.words[at][0].isdecimal()

    def is_capital(self, at: int) -> bool:
        """Does a word with a capital letter stand there?"""
        return 0 <= at < len(self.raw) and self.raw[at][0].isupper()

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens ``first`` up to, not including, ``last``."""
        return Span(self.starts[first], self.ends[last - 1])

    def starts_with(self, at: int, phrase: tuple[str, ...]) -> bool:
        """Do these words stand from there on?"""
        return tuple(self.words[at : at + len(phrase)]) == phrase

    def ends_with(self, at: int, phrase: tuple[str, ...]) -> bool:
        """Do these words stand just before a place?"""
        return at >= len(phrase) and tuple(self.words[at - len(phrase) : at]) == phrase


def _is_headline_case(raw: list[str]) -> bool:
    letters = [word for word in raw if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in letters) * 10 >= len(letters) * 7
