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

from collections.abc import Iterator

import msgspec

from interdict.matching import words
from interdict.matching.keys import (
    JOINED_ALIKE,
    MAXIMUM_WORD,
    OTHER_VOWEL,
    SHAKY,
    SHORT_DIFFERS,
    SHORTEST_FUZZY,
    SOUND_AGREES,
    SOUND_DIFFERS,
    ending,
    same_sound,
    similarity,
    sound_of,
)
from interdict.matching.parts import WEIGHTS, Part, Reading, Role, is_joined_by_threes
from interdict.matching.syllables import is_syllabic

LISTED_EXTRA = 0.45
"""Cost of a listed part that nobody asked for, per weight; a number that only it has counts whole."""
ASKED_EXTRA = 0.55
"""Least cost of an asked part that a list does not print, where it prints nothing else: a full
name with something behind it (Emmanuel Jean-Michel Macron, Emmanuel Macron)."""
COMMON_EXTRA = 1.5
"""How much more listed parts left over cost when what agrees is common (Mohammad, Garcia)."""
COMMON_ASKED = 1.0
"""The same for asked parts left over."""
CORE_EXTRA = 0.38
"""Cost of a listed part left over where the first given and the first family name agree."""
CORE = 0.5
"""How much commonness counts there."""
CONTRADICTION = 1.1
"""Surcharge per weight where both names have a part that the other lacks."""
DOUBT = 1.5
"""Surcharge per weight and unlikeness of every similar pair but the worst: one slip of the pen
is likely, two at once are another name."""
SHAKY_ASKED = 0.1
"""Surcharge per weight of a pair that is hardly alike (``keys.SHAKY``)."""
OTHER_FAMILY = 0.6
"""Surcharge per weight of a listed family name when none of the family names is asked for."""
SYLLABLE_LEFT = 0.9
"""Surcharge per weight of a syllable that a Chinese or Korean name lacks on the other side."""
CROSSED = 0.5
"""Surcharge per weight of the whole name when the one's patronymic is the other's own name, both
ways round (Salman bin Muhammad, Muhammad bin Salman)."""
OTHER_SUFFIX = 0.45
"""Surcharge per weight of the whole name when one is Junior and one is Senior."""
PLACE_DIFFERS = 0.35
"""The same where two names of things end in different places (subsidiaries)."""
BUSINESS_DIFFERS = 0.15
"""The same where they name different trades (Steel, Cement)."""
FORM_DIFFERS = 0.35
"""The same where one form is no company's (a foundation, a ministry) and the other is."""
INITIAL_ASKED = 0.85
"""An asked initial against a listed word that begins with it."""
INITIAL_LISTED = 0.7
"""A listed initial against an asked word that begins with it."""
INITIAL_LEFT_OPEN = 0.4
"""Share of the listed word that an initial leaves unproven."""
_SPARE_ASKED: frozenset[Role] = frozenset(("particle", "title"))
"""Asked parts that a full name may have beyond the listed one: another legal form is another
legal person."""
_ENOUGH_GENERIC = 3
GENERIC_AT_MOST = 0.65
"""Score of two names that share generic words only (Oil Company, Neft-Aktiv): no alert."""
SAME_MEANING = 0.97
"""Two words that tables give one meaning (Trdg, Trading; neft, oil)."""
LIGHT: frozenset[Role] = frozenset(("legal form", "particle", "suffix", "title"))
"""Parts that no full name depends on."""
_OF_PERSONS: frozenset[Role] = frozenset(
    ("family", "given", "middle", "patronymic", "name", "initial", "compound")
)
VARIANTS = {"spelling": 0.95, "equivalent": 0.90, "nickname": 0.86}
"""Table variants of a given name: spellings of one (Yusuf, Youssef), forms of it in other
languages (Yusuf, Joseph), short and pet forms (Sasha, Alexander)."""


_OTHER_SOUNDS = (SOUND_DIFFERS, SHORT_DIFFERS, OTHER_VOWEL)

Option = tuple[int, int, int, int, float]
"""(first asked part, end, first listed part, end, how alike)."""


class Pair(msgspec.Struct, frozen=True):
    """Parts that stand for each other; more than one on a side where words are joined."""

    asked: tuple[Part, ...]
    listed: tuple[Part, ...]
    alike: float

    @property
    def relation(self) -> str:
        """How the two relate, in words."""
        mine = "".join(part.text for part in self.asked)
        theirs = "".join(part.text for part in self.listed)
        if mine == theirs:
            return "same" if len(self.asked) == len(self.listed) else "same letters, joined"
        if self.asked[0].meaning == self.listed[0].meaning:
            return "same meaning"
        if min(len(mine), len(theirs)) == 1:
            return "initial"
        if self.alike in VARIANTS.values() and shares_variant(self.asked[0], self.listed[0]):
            return "another form of the name"
        return "same sound" if same_sound(mine, theirs) else "similar spelling"


class Alignment(msgspec.Struct, frozen=True):
    """The best one-to-one pairing of two readings."""

    score: float
    pairs: tuple[Pair, ...]
    asked_left: tuple[Part, ...]
    listed_left: tuple[Part, ...]
    denominator: float
    against: tuple[str, ...] = ()
    """What excludes that both are one, in words."""

    @property
    def is_full(self) -> bool:
        """Every part that carries weight is there on both sides, letter for letter."""
        weighty = [pair for pair in self.pairs if pair.asked[0].role not in LIGHT]
        return (
            _names_one(weighty)
            and all(pair.alike == 1.0 for pair in weighty)
            and all(part.role in _SPARE_ASKED for part in self.asked_left)
            and all(_is_spare(part) for part in self.listed_left)
            and all(
                words.is_same_form(pair.asked[0].text, pair.listed[0].text)
                for pair in self.pairs
                if "legal form" in (pair.asked[0].role, pair.listed[0].role)
            )
        )


def _names_one(pairs: list[Pair]) -> bool:
    """Do these parts name somebody, rather than a kind of business (Bank, Oil Company)? Generic
    words alone do when there are three of them and one is a place."""
    roles = [pair.listed[0].role for pair in pairs]
    if any(role not in ("business", "place", "number") for role in roles):
        return True
    return len(roles) >= _ENOUGH_GENERIC and "place" in roles


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
    if len(settled_asked) < len(asked.parts):
        found += [
            (i, i + 1, first, end, alike)
            for i, first, end, alike in _joined(asked, settled_asked, listed, settled_listed)
        ]
    if len(settled_listed) < len(listed.parts):
        found += [
            (first, end, j, j + 1, alike)
            for j, first, end, alike in _joined(listed, settled_listed, asked, settled_asked)
        ]
    return found


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


def part_similarity(mine: Part, theirs: Part) -> float:
    """How alike two parts are; words that tables know equal their own meaning only."""
    if mine.meaning == theirs.meaning and (mine.role == "initial") == (theirs.role == "initial"):
        is_equal = mine.text == theirs.text or mine.role in LIGHT or mine.role == "compound"
        return 1.0 if is_equal else SAME_MEANING
    if mine.tabled and theirs.tabled:
        return 0.0
    if theirs.role == "compound":
        return similarity(mine.text, theirs.text)
    if mine.role == "initial":
        return INITIAL_ASKED if theirs.text[0] == mine.text else 0.0
    if theirs.role == "initial":
        return INITIAL_LISTED if mine.text[0] == theirs.text else 0.0
    alike = 0.0 if mine.is_exact else similarity(mine.meaning, theirs.meaning)
    if mine.variants and theirs.variants and shares_variant(mine, theirs):
        known = [g for g in mine.variants if g in theirs.variants]
        return max(alike, *(VARIANTS[words.relation_of(group)] for group in known))
    if alike > SHAKY and _are_two_names(mine, theirs):
        return SHAKY
    return alike


def _are_two_names(mine: Part, theirs: Part) -> bool:
    """Two common names that sound otherwise, or end otherwise (Khalil, Khalid; Mohammad,
    Mohammadi), are rarely one misspelt, if no table says that they are one; nor is a common
    name and its feminine form (Daniel, Danielle), but for family names (Ivanov, Ivanova)."""
    common = words.is_common(mine.meaning) + words.is_common(theirs.meaning)
    if not common:
        return False
    sound = sound_of(mine.meaning, theirs.meaning)
    ends = {ending(mine.meaning), ending(theirs.meaning)}
    if common == 1:
        is_family = "family" in (mine.role, theirs.role)
        return not is_family and sound == SOUND_AGREES and len(ends) > 1 and "a" in ends
    return sound in _OTHER_SOUNDS or len(ends) > 1


def shares_variant(mine: Part, theirs: Part) -> bool:
    """Do tables know the two as forms of one given name?"""
    return not set(mine.variants).isdisjoint(theirs.variants)


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
    denominator = asked.weight
    conflicts = list(_conflicts(asked_left, listed_left))
    if _is_crossed(made):
        conflicts.append((CROSSED, "each one's patronymic is the other's own name"))
    denominator += asked.weight * sum(share for share, _ in conflicts)
    if asked_left or listed_left:
        denominator += _left_over(
            made, asked_left, listed_left, not asked_left and _has_core(listed, free_listed)
        )
        if is_syllabic(p.text for p in asked.parts) and is_syllabic(p.text for p in listed.parts):
            denominator += SYLLABLE_LEFT * _weight(asked_left + listed_left)
    denominator += _doubt(made)
    matched = sum(part.weight * pair.alike for pair in made for part in pair.asked)
    score = matched / denominator if denominator else 0.0
    if score > GENERIC_AT_MOST and _is_generic_only(made, asked_left, listed_left):
        score = GENERIC_AT_MOST
    against = tuple(says for _, says in conflicts)
    return Alignment(score, made, asked_left, listed_left, denominator, against)


def _weight(parts: tuple[Part, ...]) -> float:
    return sum(part.weight for part in parts)


def _left_over(
    pairs: tuple[Pair, ...],
    asked_left: tuple[Part, ...],
    listed_left: tuple[Part, ...],
    is_core: bool,
) -> float:
    """What parts without a partner add to the asked weight; negative where an asked part is
    forgiven in part."""
    extra, left = _weight(asked_left), _weight(_without_heads(listed_left))
    common = _commonness(pairs) * (CORE if is_core else 1.0)
    rate = (CORE_EXTRA if is_core else LISTED_EXTRA) + COMMON_EXTRA * common
    cost = rate * left + CONTRADICTION * min(extra, left)
    if asked_left and _is_whole_person(pairs, listed_left):
        cost -= max(1.0 - ASKED_EXTRA - COMMON_ASKED * common, 0.0) * extra
    if not any(part.role == "number" for part in asked_left):
        cost += (1.0 - LISTED_EXTRA) * sum(p.weight for p in listed_left if p.role == "number")
    family = [part for part in listed_left if part.role == "family"]
    if family and not any(part.role == "family" for pair in pairs for part in pair.listed):
        cost += OTHER_FAMILY * max(part.weight for part in family)
    return cost


def _without_heads(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A compound that is left over as a whole counts once (Abd al-Majid)."""
    light = ("compound", "particle")
    return tuple(
        part
        for place, part in enumerate(parts)
        if part.role != "compound" or all(p.role in light for p in parts[place + 1 :])
    )


def _has_core(listed: Reading, free_listed: list[bool]) -> bool:
    """Are the first given name and the first family name there, which people go by? (The first
    and the last name where no source types them.)"""
    roles = [part.role for part in listed.parts]
    if "family" in roles and "given" in roles:
        return not (free_listed[roles.index("family")] or free_listed[roles.index("given")])
    names = [place for place, role in enumerate(roles) if role == "name"]
    return len(names) > 1 and not (free_listed[names[0]] or free_listed[names[-1]])


def _commonness(pairs: tuple[Pair, ...]) -> float:
    """How little what agrees tells: 0 when it is rare and equal, more the more it is Mohammad and
    Ali, or only similar."""
    agreed = [pair for pair in pairs if pair.asked[0].role not in LIGHT]
    told = whole = 0.0
    for pair in agreed:
        for part in pair.asked:
            weight = WEIGHTS[part.role]
            whole += weight
            told += weight * pair.alike * (1.0 if part.tabled else words.rarity(part.text))
    return 1.0 - told / whole if whole else 0.0


def _is_whole_person(pairs: tuple[Pair, ...], listed_left: tuple[Part, ...]) -> bool:
    """Is all of a person's listed name there, two parts of it or more, letter for letter?"""
    if any(part.role not in LIGHT for part in listed_left):
        return False
    weighty = [pair for pair in pairs if pair.listed[0].role not in LIGHT]
    return len(weighty) > 1 and all(
        pair.alike == 1.0 and pair.listed[0].role in _OF_PERSONS for pair in weighty
    )


_EXCLUSIVE: tuple[tuple[Role, float, str], ...] = (
    ("suffix", OTHER_SUFFIX, "one is {}, the other {}"),
    ("place", PLACE_DIFFERS, "the places differ: {}, {}"),
    ("business", BUSINESS_DIFFERS, "the trades differ: {}, {}"),
)
"""Parts of one kind that exclude each other when both names have one left over."""


def _conflicts(
    asked_left: tuple[Part, ...], listed_left: tuple[Part, ...]
) -> Iterator[tuple[float, str]]:
    """(surcharge per weight of the whole name, sentence) for left-over parts that exclude each
    other."""
    for role, share, says in _EXCLUSIVE:
        mine, theirs = ([p for p in left if p.role == role] for left in (asked_left, listed_left))
        if mine and theirs:
            yield share, says.format(mine[0].text.title(), theirs[0].text.title())
    forms = [
        [part for part in left if part.role == "legal form"] for left in (asked_left, listed_left)
    ]
    if all(forms) and len({words.may_leave_out(p.meaning) for side in forms for p in side}) > 1:
        one, other = (side[0].text.title() for side in forms)
        yield FORM_DIFFERS, f"only one of {one} and {other} is a company"


def _is_crossed(pairs: tuple[Pair, ...]) -> bool:
    """Is each one's patronymic the other's name, and another name than the own?"""
    crossed = {
        pair.asked[0].role == "patronymic": pair.asked[0].text
        for pair in pairs
        if (pair.asked[0].role == "patronymic") != (pair.listed[0].role == "patronymic")
    }
    return len(crossed) > 1 and not similarity(crossed[True], crossed[False])


def _doubt(pairs: tuple[Pair, ...]) -> float:
    """What is added for pairs that are only similar."""
    open_ = shaky = 0.0
    unlike: list[float] = []
    for pair in pairs:
        if pair.alike == 1.0:
            continue
        weight = _weight(pair.asked)
        open_ += _left_open(pair)
        unlike.append(weight * (1.0 - pair.alike))
        if pair.alike <= SHAKY:
            shaky += weight
    doubt = sum(unlike) - max(unlike) if len(unlike) > 1 else 0.0
    return LISTED_EXTRA * open_ + SHAKY_ASKED * shaky + DOUBT * doubt


def _is_generic_only(
    pairs: tuple[Pair, ...], asked_left: tuple[Part, ...], listed_left: tuple[Part, ...]
) -> bool:
    """Do the names share one or two generic words, and differ in the others?"""
    weighty = [pair for pair in pairs if pair.asked[0].role not in LIGHT]
    differ = any(part.role not in LIGHT for part in (*asked_left, *listed_left))
    return differ and bool(weighty) and not _names_one(weighty)


def _left_open(pair: Pair) -> float:
    """Listed weight that an initial on the asked side leaves unproven."""
    if len(pair.asked) == 1 and pair.asked[0].role == "initial" != pair.listed[0].role:
        return INITIAL_LEFT_OPEN * pair.listed[0].weight
    return 0.0
