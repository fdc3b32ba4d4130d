"""Names as an article writes them: runs of capitals, who is a person, which name is fullest."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from interdict.articles.article import Span
from interdict.articles.grammar import DETERMINER, MONTH, OPENER, PREPOSITION, PRONOUN, WEEKDAY
from interdict.articles.passages import Passage, Word
from interdict.articles.source_words import is_source_noun, is_title

Gender = Literal["he", "she", ""]

_FILE = resources.files("interdict.articles") / "tables" / "given_names.tsv"
_LINKS = frozenset("of for al bin von de der van el".split())
_HONOURS = {"mr": "he", "mr.": "he", "sir": "he", "lord": "he", "king": "he", "prince": "he",
            "mrs": "she", "mrs.": "she", "ms": "she", "ms.": "she", "miss": "she", "lady": "she",
            "dame": "she", "queen": "she", "princess": "she", "dr": "", "dr.": "", "prof.": "",
            "gen.": "", "sen.": "", "rep.": "", "lt.": "", "col.": "", "maj.": "", "capt.": "",
            "adm.": "", "gov.": "", "spokesman": "he", "chairman": "he", "congressman": "he",
            "spokeswoman": "she", "chairwoman": "she", "congresswoman": "she"}  # fmt: skip
_BODIES = frozenset(
    "ministry department bank company corporation corp corp. inc inc. ltd ltd. llc plc group "
    "council "
    "commission committee agency service office institute university union party parliament "
    "court army navy force forces command oil gas energy shipping trading lines line news times "
    "post journal house street states nations federation republic kingdom korea america europe "
    "asia association organization organisation fund exchange board staff intelligence security "
    "treasury foreign defense defence panel international holdings holding industries technologies "
    "airlines city region sea gulf strait world global limited ag gmbh oao pao ooo jsc sa".split()
)


class Name(NamedTuple):
    """One run of capitals that names somebody or something, titles left out."""

    span: Span
    words: tuple[str, ...]
    """As written."""
    is_person: bool
    gender: Gender
    titled: bool = False

    @property
    def lows(self) -> tuple[str, ...]:
        """The words in lower case, without possessive endings."""
        return tuple(plain(word) for word in self.words)


@cache
def given_names() -> dict[str, Gender]:
    """Given name, lower case, to the pronoun that fits."""
    found: dict[str, Gender] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        gender, _, names = line.partition("\t")
        if gender in ("he", "she"):
            found.update(dict.fromkeys(names.split(), "he" if gender == "he" else "she"))
    return found


def plain(word: str) -> str:
    """Lower case, without a possessive ending."""
    low = word.lower().replace("’", "'")
    return low.removesuffix("'s").removesuffix("'")


def names_in(words: Sequence[Word]) -> Iterator[Name]:
    """Every name among these words, in order."""
    at = 0
    while at < len(words):
        end = _run_end(words, at)
        if end == at:
            at += 1
            continue
        made = _name(words, at, end)
        if made is not None:
            yield made
        at = end


_LONGEST = 8
_MOST_ALIKE = 30
"""Different names with one last word; more are no names."""


def _run_end(words: Sequence[Word], at: int) -> int:
    end = at
    while end < len(words) and (_is_name_word(words[end]) or _links(words, end, at)):
        end += 1
        if words[end - 1].low.endswith("'s"):
            break
    return end


def _is_name_word(word: Word) -> bool:
    return word.is_capital and word.quotation is None


def _links(words: Sequence[Word], at: int, start: int) -> bool:
    linking = words[at].low in _LINKS and at > start and at + 1 < len(words)
    return linking and words[at + 1].is_capital


def _name(words: Sequence[Word], start: int, end: int) -> Name | None:
    while start < end and words[start].low in _NO_NAMES:
        start += 1
    gender: Gender = ""
    titled = start > 0 and is_title(words[start - 1].low)
    if titled and start:
        gender = _honour(words[start - 1].low)
    for n in range(end - 2, start - 1, -1):
        if words[n].low in _HONOURS or is_title(words[n].low):
            gender, titled, start = _honour(words[n].low), True, n + 1
            break
    start = _behind_office(words, start, end)
    if start >= end:
        return None
    titled = titled or (2 <= end - start <= 4 and _is_told_of(words, start, end))
    lows = [plain(w.text) for w in words[start:end]]
    first: Gender = given_names().get(lows[0], "")
    person = titled or (bool(first) and 2 <= len(lows) <= 4)
    if _BODIES & set(lows) or len(lows) > 4 or "of" in lows:
        person = False
    span = Span(words[start].start, words[end - 1].end)
    texts = tuple(w.text for w in words[start:end])
    return Name(span, texts, person, (gender or first) if person else "", titled)


def _is_told_of(words: Sequence[Word], start: int, end: int) -> bool:
    """ "the group's leader, Naim Qassem", "Park Jin, who runs it", "Ziad Haddad, an economist"."""
    if start > 1 and words[start - 1].low == "," and is_title(words[start - 2].low):
        return True
    if end + 2 >= len(words) or words[end].low != ",":
        return False
    near = [w.low for w in words[end + 1 : end + 5]]
    if near[0] == "who" or near[:2] == ["one", "of"] or near[0].isdigit():
        return True
    return near[0] in ("a", "an", "the", "its", "their") and any(map(is_title, near))


def _behind_office(words: Sequence[Word], start: int, end: int) -> int:
    """ "Treasury Scott Bessent", of "the Secretary of the Treasury Scott Bessent"."""
    for n in range(start + 1, end - 1):
        before = words[n - 1].low
        if words[n].low in given_names() and (before in _BODIES or is_title(before)):
            return n
    return start


_NO_NAMES = (DETERMINER | OPENER | PREPOSITION | PRONOUN | WEEKDAY | MONTH) - frozenset(
    ("may", "march", "jan")
)


def _honour(low: str) -> Gender:
    found = _HONOURS.get(low, "")
    return "he" if found == "he" else "she" if found == "she" else ""


class Names:
    """All names of an article, to find the fullest one."""

    def __init__(self, found: Iterable[Name]) -> None:
        self.all = list(found)
        self._by_last: dict[str, list[Name]] = {}
        self._by_first: dict[str, list[Name]] = {}
        self._by_initials: dict[str, list[Name]] = {}
        for name in self.all:
            lows = name.lows
            if 1 < len(lows) <= _LONGEST and self._is_new(lows):
                self._by_last.setdefault(lows[-1], []).append(name)
                self._by_first.setdefault(lows[0], []).append(name)
                initials = "".join(low[0] for low in lows if low not in _LINKS)
                self._by_initials.setdefault(initials, []).append(name)

    def _is_new(self, lows: tuple[str, ...]) -> bool:
        known = self._by_last.get(lows[-1], ())
        return len(known) < _MOST_ALIKE and all(other.lows != lows for other in known)

    def surnames(self) -> frozenset[str]:
        """The last words of longer names, in small letters."""
        return frozenset(self._by_last)

    @classmethod
    def of(cls, held: Iterable[Passage]) -> "Names":
        """Of the whole article."""
        return cls(name for passage in held for name in names_in(passage.words))

    def fullest(self, name: Name) -> Name:
        """The same party's fullest name; the name itself where none is plainly fuller."""
        lows = name.lows
        family = self.of_family(name)
        if family:
            return family[0] if len(family) == 1 else name
        fuller = [n for n in self._candidates(lows) if len(n.lows) > len(lows)]
        distinct = {n.lows for n in fuller if n.lows[-1] == lows[-1] and n.is_person}
        if name.is_person and len(distinct) > 1:
            return name
        return fuller[0] if fuller else name

    def of_family(self, name: Name) -> list[Name]:
        """The persons whom a family name that is written first may mean: "Kim"."""
        lows = name.lows
        if len(lows) != 1 or lows[0] not in _FAMILIES:
            return []
        return [n for n in self._by_first.get(lows[0], ()) if _is_family_first(n)]

    def _candidates(self, lows: tuple[str, ...]) -> Iterator[Name]:
        size = len(lows)
        for other in self._by_last.get(lows[-1], ()):
            plainly = other.is_person or not _BODIES & set(lows) or size + 1 >= len(other.lows)
            if plainly and other.lows[-size:] == lows:
                yield other
        for other in self._by_first.get(lows[0], ()):
            rest = set(other.lows[size:])
            if other.lows[:size] == lows and rest and rest <= _BODIES | _LINKS:
                yield other
        if size == 1 and len(lows[0]) >= 3:
            yield from self._by_initials.get(lows[0], ())


_FAMILIES = frozenset(
    "kim park pak lee ri choi choe jung jong cho jo kang yoon yun jang chang lim rim han oh shin "
    "sin seo kwon hwang ahn song ryu hong moon no ko xi li wang zhang liu chen yang zhao huang "
    "zhou wu xu sun zhu nguyen tran".split()
)
"""Korean, Chinese and Vietnamese family names, which stand before the given name."""


def _is_family_first(name: Name) -> bool:
    plain_words = all(word[1:] == word[1:].lower() for word in name.words)
    return 2 <= len(name.words) <= 3 and plain_words and not any(map(is_bodily, name.lows))


def is_bodily(low: str) -> bool:
    """Does the word belong to the name of a company or public body?"""
    return low in _BODIES or is_source_noun(low)
