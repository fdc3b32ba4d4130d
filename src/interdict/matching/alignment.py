"""Which part of the asked name stands for which part of the listed one, and what that is worth.

The name score is ``matched / (asked + left_over)``:

- *matched*: the weight of the asked parts that found a partner, times how alike they are;
- *asked*: the weight of all asked parts, so an extra asked part costs its full weight;
- *left over*: the weight of listed parts without a partner, at ``LISTED_EXTRA`` each (a list
  prints more of a name than people use), plus a surcharge where both sides have a part left:
  two different parts contradict each other, which is worse than one of them missing.

The score is therefore never above the share of asked weight that retrieval can bound
(``retrieval``), and a name equal part by part scores exactly 1.
"""

import msgspec

from interdict.matching import words
from interdict.matching.acronyms import acronyms_of
from interdict.matching.keys import JOINED_ALIKE, MAXIMUM_WORD, SHORTEST_FUZZY, similarity
from interdict.matching.likeness import LIGHT, Pair, acronym_likeness, part_similarity
from interdict.matching.parts import Part, Reading, Role, is_joined_by_threes
from interdict.matching.weighing import Paired, names_one, weigh

_SPARE_ASKED: frozenset[Role] = frozenset(("particle", "title"))
"""Asked parts that a full name may have beyond the listed one: another legal form is another
legal person."""
Option = tuple[int, int, int, int, float]
"""(first asked part, end, first listed part, end, how alike)."""


class Alignment(msgspec.Struct, frozen=True):
    """The best one-to-one pairing of two readings."""

    score: float
    pairs: tuple[Pair, ...]
    asked_left: tuple[Part, ...]
    listed_left: tuple[Part, ...]
    against: tuple[str, ...] = ()
    """What excludes that both are one, in words."""

    @property
    def is_full(self) -> bool:
        """Every part that carries weight is there on both sides, letter for letter."""
        weighty = [pair for pair in self.pairs if pair.asked[0].role not in LIGHT]
        return (
            names_one(weighty)
            and all(pair.alike == 1.0 for pair in weighty)
            and all(part.role in _SPARE_ASKED for part in self.asked_left)
            and all(_is_spare(part) for part in self.listed_left)
            and all(
                words.is_same_form(pair.asked[0].text, pair.listed[0].text)
                for pair in self.pairs
                if "legal form" in (pair.asked[0].role, pair.listed[0].role)
            )
        )


def _is_spare(part: Part) -> bool:
    """May a listed part be missing from an uncontradicted full name? Particles may, and the
    form of a company; a title, or that it is a foundation, tells two parties apart."""
    if part.role == "legal form":
        return words.may_leave_out(part.meaning)
    return part.role in ("particle", "suffix")


def align(asked: Reading, listed: Reading) -> Alignment:
    """Pair parts greedily, best pairs first; exact pairs always before similar ones."""
    options = _options(asked, listed)
    options.sort(key=_preference)
    free_asked = [True] * len(asked.parts)
    free_listed = [True] * len(listed.parts)
    pairs: list[Option] = []
    for option in options:
        first, end, listed_first, listed_end, _ = option
        if all(free_asked[first:end]) and all(free_listed[listed_first:listed_end]):
            free_asked[first:end] = [False] * (end - first)
            free_listed[listed_first:listed_end] = [False] * (listed_end - listed_first)
            pairs.append(option)
    return _scored(asked, listed, pairs, free_asked, free_listed)


def _preference(option: Option) -> tuple[float, int, int, int]:
    first, end, listed_first, listed_end, alike = option
    return (-alike, -(end - first + listed_end - listed_first), first, listed_first)


def _options(asked: Reading, listed: Reading) -> list[Option]:
    found = [
        (i, i + 1, j, j + 1, alike)
        for i, mine in enumerate(asked.parts)
        for j, theirs in enumerate(listed.parts)
        if (alike := part_similarity(mine, theirs))
    ]
    settled_asked = {option[0] for option in found if option[4] == 1.0}
    settled_listed = {option[2] for option in found if option[4] == 1.0}
    if not settled_listed:
        found += _acronyms(asked, listed, settled_asked)
    # An asked word that tables know is looked up by what it means, not by its letters.
    whole = settled_asked | {place for place, part in enumerate(asked.parts) if part.tabled}
    if len(whole) < len(asked.parts):
        found += [
            (i, i + 1, first, end, alike)
            for i, first, end, alike in _joined(asked, whole, listed, settled_listed)
        ]
    if len(settled_listed) < len(listed.parts):
        found += [
            (first, end, j, j + 1, alike)
            for j, first, end, alike in _joined(listed, settled_listed, asked, settled_asked)
        ]
    return found


def _acronyms(asked: Reading, listed: Reading, settled: set[int]) -> list[Option]:
    """Asked words that are an acronym of the whole listed name of a thing."""
    beginnings = {part.text[0] for part in listed.parts}
    likely = [
        (place, part.text)
        for place, part in enumerate(asked.parts)
        if place not in settled and part.role == "word" and part.text[0] in beginnings
    ]
    if not likely or len(listed.parts) < 2:
        return []
    known = acronyms_of(listed)
    return [
        (i, i + 1, 0, len(listed.parts), acronym_likeness(text))
        for i, text in likely
        if text in known
    ]


def _joined(
    whole: Reading, settled: set[int], split: Reading, split_settled: set[int]
) -> list[tuple[int, int, int, float]]:
    """One part of ``whole`` against two neighbours, or all parts, of ``split`` run together;
    parts that have an exact partner stay with it."""
    found: list[tuple[int, int, int, float]] = []
    texts = [part.text for part in split.parts]
    is_exact = any(part.is_exact for part in (*whole.parts[:1], *split.parts[:1]))
    for i, part in enumerate(whole.parts):
        if i in settled or len(part.text) < SHORTEST_FUZZY:
            continue
        for first in range(len(texts) - 1):
            difference = len(texts[first]) + len(texts[first + 1]) - len(part.text)
            if -2 < difference < 2 and first not in split_settled:
                joined = texts[first] + texts[first + 1]
                found += _joined_option(part, i, joined, first, first + 2, is_exact)
        for first in range(len(texts) - 2):
            threes = texts[first : first + 3]
            one, two, three = map(len, threes)
            if not -2 < one + two + three - len(part.text) < 2:
                continue
            if is_joined_by_threes((one, two, three)) and split_settled.isdisjoint(
                range(first, first + 3)
            ):
                found += _joined_option(part, i, "".join(threes), first, first + 3, is_exact)
        if not split_settled:
            for joined in split.joined:
                found += _joined_option(part, i, joined, 0, len(texts), is_exact)
    return found


def _joined_option(
    part: Part, i: int, joined: str, first: int, end: int, is_exact: bool
) -> list[tuple[int, int, int, float]]:
    """One typo cannot change both ends of a word, which rules most pairs out at once."""
    text = part.text[:MAXIMUM_WORD]
    if text[0] != joined[0] and text[-1] != joined[-1]:
        return []
    alike = similarity(text, joined[:MAXIMUM_WORD])
    least = 1.0 if is_exact else JOINED_ALIKE
    return [(i, first, end, alike)] if alike >= least else []


def _scored(
    asked: Reading,
    listed: Reading,
    pairs: list[Option],
    free_asked: list[bool],
    free_listed: list[bool],
) -> Alignment:
    made = tuple(
        Pair(asked.parts[first:end], listed.parts[listed_first:listed_end], alike)
        for first, end, listed_first, listed_end, alike in sorted(pairs)
    )
    asked_left = tuple(p for p, free in zip(asked.parts, free_asked, strict=True) if free)
    listed_left = tuple(p for p, free in zip(listed.parts, free_listed, strict=True) if free)
    score, against = weigh(asked, listed, Paired(made, asked_left, listed_left, free_listed))
    return Alignment(score, made, asked_left, listed_left, against)
