"""A sentence as words, with the places where one part of it ends and another begins."""

import re
from bisect import bisect_left
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_BREAK = re.compile(r"[;:()\u2014\u2013…!?\[\]]|\s-|\.\.|[\w’')]\.\s")
_CONTRASTS = frozenset(("but", "while", "whereas", "although", "though", "however"))
_RELATIVES = frozenset(("which", "who", "whose", "whom", "where"))


class Wording(NamedTuple):
    """The words of one sentence; every list has one entry per word."""

    lower: list[str]
    """Lower case, straight apostrophes."""
    raw: list[str]
    starts: list[int]
    """Where the word begins in the article's text."""
    gaps: list[str]
    """What stands before the word: ``;`` a break, ``,`` a comma, or nothing."""
    flat: str
    """All words with single blanks between, commas left out, breaks as `` ; ``."""
    flats: list[int]
    """Where the word begins in ``flat``."""

    def end(self, number: int) -> int:
        """Where a word ends in the article's text."""
        return self.starts[number] + len(self.raw[number])

    def number_at(self, flat: int) -> int:
        """The first word that begins at or after a place of ``flat``."""
        return bisect_left(self.flats, flat)

    def number_from(self, start: int) -> int:
        """The first word that begins at or after a place of the article's text."""
        return bisect_left(self.starts, start)

    def opening(self, number: int, reach: int) -> int:
        """The first word of the clause, at most ``reach`` words before this one."""
        at = number
        while at > max(number - reach, 0):
            if self.gaps[at] == ";" or self.lower[at] in _CONTRASTS:
                return at
            at -= 1
        return at

    def closing(self, number: int, reach: int) -> int:
        """One behind the last word of the clause, at most ``reach`` words after this one."""
        last = min(number + reach, len(self.lower))
        for at in range(number + 1, last):
            if self.gaps[at] == ";" or self.lower[at] in _CONTRASTS:
                return at
        return last

    def before(self, number: int, reach: int) -> list[str]:
        """The clause up to this word, without relative clauses that commas close before it."""
        kept: list[str] = []
        first = self.opening(number, reach)
        at = first
        while at < number:
            if self.gaps[at] == "," and self.lower[at] in _RELATIVES:
                end = next((k for k in range(at + 1, number) if self.gaps[k] == ","), None)
                if end is not None:
                    at = end
                    continue
            kept.append(self.lower[at])
            at += 1
        return kept


def wording(text: str, start: int, end: int) -> Wording:
    """The words of a stretch of text."""
    read = Wording([], [], [], [], "", [])
    pieces: list[str] = []
    length, last = 0, start
    for found in _WORD.finditer(text, start, end):
        gap = _gap(text[last : found.start()], last > start)
        joint = " ; " if gap == ";" else " " if pieces else ""
        word = found[0]
        read.lower.append(word.lower().replace("’", "'"))
        read.raw.append(word)
        read.starts.append(found.start())
        read.gaps.append(gap)
        read.flats.append(length + len(joint))
        pieces += (joint, word)
        length += len(joint) + len(word)
        last = found.end()
    return read._replace(flat="".join(pieces))


def _gap(between: str, inside: bool) -> str:
    if between == " " or not inside:
        return ""
    if _BREAK.search(between):
        return ";"
    return "," if "," in between else ""
