"""The kept text in sentences.

A full stop ends a sentence unless the word before it says otherwise: a title ("Gen."), an
initial ("Kim J. U."), a number sign ("No. 7"). Words that may well stand last ("Inc.", "U.S.",
"a.m.") end it only before a word that opens sentences ("The", "But").
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources

from interdict.articles.article import Line, Sentence, Span
from interdict.articles.paragraphs import paragraphs

LONGEST = 1500
"""Characters; text without an end mark is cut after so many, at a line's end where there is one."""

_END = re.compile(
    r"""(?:[.!?…]+|[。！？؟।۔]+)["'”’»›)\]」』]*(?:\[\d{1,3}\])*"""  # with closing marks, footnotes
)
_BLANKS = re.compile(r"\s*")
_OPENERS = "\"'“‘«‹([„‚「『¿¡*_-–—"
_NEXT = re.compile(r"[\w’'&-]{1,40}")
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.&’'-]{0,30}\w)?$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})")
_ASKED = re.compile(
    r"(?:[A-Z][\w.’'-]{0,30}\s+){1,4}(?:said|says|asked|asks|told|added|wrote|posted|replied|"
    r"cried|shouted|exclaimed|continued|demanded|wondered|joked|declared)\b"
)
_WIDEST_LOOK = 40
_WIDEST_ENUMERATOR = 12

_STARTERS = frozenset(
    """The A An This That These Those He She It They We You I His Her Its Their Our My There Here
    But And Or So Yet However Meanwhile Still Also Then Thus Instead Moreover Nor In On At For From
    With By To As If When While After Before Since Until Under Over Between Among During Although
    Though Because Despite According Both Each Some Many Most All No Not Neither Either Such What
    Who Why How Where Which Now Today Later Earlier Last Next Another Other Others Few Several
    Only Even Once Without Within Against Asked""".split()
)


def sentences(text: str, lines: Sequence[Line]) -> tuple[Sentence, ...]:
    """Every sentence of the kept lines, in order; no character of them is left out."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs(text, lines)):
        role = paragraph.role or "body"
        for span in _split(text, paragraph.span):
            found.append(Sentence(number=len(found), span=span, paragraph=number, role=role))
    return tuple(found)


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        after = _skip(text, end.end(), paragraph.end)
        if end.start() > start and after < paragraph.end and _ends(text, start, end, after):
            yield from _cut(text, Span(start, end.end()))
            start = after
    yield from _cut(text, Span(start, paragraph.end))


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The span itself, or pieces of it no longer than ``LONGEST``."""
    start = span.start
    while span.end - start > LONGEST:
        at = text.rfind("\n", start + 1, start + LONGEST)
        if at < 0:
            at = text.rfind(" ", start + 1, start + LONGEST)
        if at < 0:
            at = start + LONGEST
        stop = start + len(text[start:at].rstrip())
        yield Span(start, stop)
        start = _skip(text, at, span.end)
    yield Span(start, span.end)


def _skip(text: str, at: int, end: int) -> int:
    found = _BLANKS.match(text, at, end)
    return found.end() if found else at


def _ends(text: str, start: int, end: re.Match[str], after: int) -> bool:
    """Is the sentence over behind this mark?"""
    mark = end[0]
    if mark[0] in "。！？؟।۔":
        return True
    word = _next_word(text, after)
    if after == end.end():  # no blank between: "he said.The ministry"
        if mark != "." or not _is_lower(text, end.start(), 2):
            return False
        named = len(word) > 1 and word[0].isupper() and word[1:].islower()
        return _opens(word) or (named and _is_lower(text, end.start(), 3))
    opener = text[_past_openers(text, after)]
    if opener.islower():
        return False
    if mark[0] in "!?":
        return mark[-1] in "!?" or not _ASKED.match(text, after)
    if mark.startswith(("...", "…")) and text[end.start() - 1].isspace():
        return _opens(word)
    if mark[0] != "." or mark.strip(".)]") or len(mark) > 2:
        return True
    return _ends_at_stop(text, start, end.start(), after)


def _ends_at_stop(text: str, start: int, stop: int, after: int) -> bool:
    """The same for a bare full stop, which may belong to the word before it."""
    found = _WORD_BEFORE.search(text, max(start, stop - _WIDEST_LOOK), stop)
    if not found:
        return True
    before, word = found[0], _next_word(text, after)
    if stop - start < _WIDEST_ENUMERATOR and _ENUMERATOR.fullmatch(text, start, stop):
        return False
    rule = abbreviations().get(before) or abbreviations().get(before.lower())
    if rule == "title":
        return False
    if rule == "number":
        return not (word[:1].isdigit() or _is_roman(word))
    if rule == "month":
        return not word[:1].isdigit()
    if rule == "time":
        return word not in _TIME_WORDS
    if rule == "last" or _DOTTED.fullmatch(before):
        return _opens(word) and not _is_initial(text, after, word)
    return True


_TIME_WORDS = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct
    Nov Dec GMT UTC EST EDT ET CET CEST BST PST PDT KST JST MSK Moscow Kyiv Eastern Pacific London
    Seoul Beijing Greenwich local""".split()
)


def _opens(word: str) -> bool:
    """Does it open sentences? In text that is all capitals as well."""
    return word in _STARTERS or (word.isupper() and word.capitalize() in _STARTERS)


def _is_initial(text: str, at: int, word: str) -> bool:
    """Is the word an initial itself? "A." in "J. A. Smith" is no article."""
    return len(word) == 1 and text.startswith(".", _past_openers(text, at) + 1)


def _is_roman(word: str) -> bool:
    return bool(word) and not word.strip("IVXLC")


def _is_lower(text: str, stop: int, letters: int) -> bool:
    """Do so many small letters stand before the stop: "military.Senior", and not "U.S.Steel"?"""
    before = text[max(stop - letters, 0) : stop]
    return len(before) == letters and before.isalpha() and before.islower()


def _past_openers(text: str, at: int) -> int:
    """The place of the first character that is no opening mark, at most a few further on."""
    for place in range(at, min(at + 4, len(text) - 1)):
        if text[place] not in _OPENERS:
            return place
    return at


def _next_word(text: str, at: int) -> str:
    found = _NEXT.match(text, _past_openers(text, at))
    return found[0] if found else ""


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """Word without its stop -> what may follow it, from ``tables/abbreviations.tsv``.

    ``title``: never the last word; ``number``, ``month``: not the last before a number; ``time``:
    not before a day or zone; ``last``: may be the last word, before one that opens sentences.
    """
    table = resources.files("interdict.articles").joinpath("tables", "abbreviations.tsv")
    rows = (line.split("\t") for line in table.read_text("utf-8").splitlines()[1:])
    return {word: rule for rule, words in rows for word in words.split()}
