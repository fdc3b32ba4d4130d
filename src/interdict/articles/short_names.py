"""Surnames, acronyms and short names that stand for a party the article names in full."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from interdict.articles.bearers import Bearers
from interdict.articles.fitting import says_little
from interdict.articles.introduced_names import (
    MOST_ACRONYM,
    SHORTEST,
    bracketed,
    byname,
    forenames,
    initials,
    introduced,
)
from interdict.articles.listed_groups import Group
from interdict.articles.marked_words import Marked
from interdict.articles.marked_words import Sequence as Words
from interdict.articles.setting import ship_word_near
from interdict.articles.statements import Mention, MentionHow
from interdict.articles.story_parties import Known, Roll
from interdict.articles.word_lists import (
    CALENDAR,
    LANDSCAPE,
    ORGANISATION_ROLES,
    OTHER_THINGS,
    ROLES,
    ordinary_words,
    place_codes,
)
from interdict.matching.thing_words import business_word, place_word
from interdict.matching.words import PARTICLES, is_form

_PRODUCTS = frozenset(
    """
    drone drones missile missiles rifle rifles rocket rockets tank tanks phone phones jet jets
    helicopter helicopters shell shells
    """.split()
)
_SPEECH = frozenset(
    """
    said says told added adds wrote denied denies warned called met was is has had will would
    did does who and also later then left led leads
    """.split()
)
"""Behind a word at a sentence's start they show it to be somebody's name."""
_FOLLOWERS = frozenset(
    """
    movement rebels militia militias militants group fighters network forces clan brothers
    sisters insurgents rebel cartel dynasty
    """.split()
)
"""Behind a surname they name those who follow or are related, not the person."""
_FORCES = {"guards": "guards", "guard": "guards", "corps": "guards"}
"""Last words of a force's name, and what it is then called: "the Guards"."""


class Short(NamedTuple):
    """A short name and for whom it stands."""

    keys: tuple[str, ...]
    party: str
    how: MentionHow
    full: str
    """The full name in the article's words."""
    is_ship: bool = False
    """Of a ship or aircraft, whose name may be a woman's or an ordinary word."""


def short_names(sentences: Sequence[Marked], known: Sequence[Known], roll: Roll) -> list[Mention]:
    """All mentions by a short name, wherever in the article they stand."""
    taken: dict[int, set[int]] = defaultdict(set)
    for each in known:
        taken[each.number].update(range(each.words.first, each.words.last + 1))
    introductions = bracketed(sentences)
    shorts: dict[tuple[tuple[str, ...], str], Short] = {}
    for each in known:
        for short in _shorts(each, sentences[each.number], roll, introductions):
            shorts.setdefault((short.keys, short.party), short)
    for short in _forenames(sentences, known, roll):
        shorts.setdefault((short.keys, short.party), short)
    found = _found(sentences, shorts.values(), taken)
    bynames = {short.keys: short for short in _bynames(sentences, found)}
    if bynames:
        found = _found(sentences, [*shorts.values(), *bynames.values()], taken)
    return found


def _found(
    sentences: Sequence[Marked], shorts: Iterable[Short], taken: dict[int, set[int]]
) -> list[Mention]:
    by_first: dict[str, list[Short]] = defaultdict(list)
    for short in shorts:
        by_first[short.keys[0]].append(short)
    bearers = Bearers(
        {key for key, named in by_first.items() if any(each.how == "surname" for each in named)}
    )
    found: list[Mention] = []
    for number, sentence in enumerate(sentences):
        bearers.read(sentence, taken[number])
        found += _in_sentence(sentence, by_first, taken[number], bearers)
    return found


def _forenames(sentences: Sequence[Marked], known: Sequence[Known], roll: Roll) -> Iterator[Short]:
    """The forenames of listed relatives, where the article tells of several."""
    named: list[tuple[int, Words, str]] = []
    families: dict[str, set[str]] = {}
    full: dict[str, str] = {}
    for each in known:
        if len(each.judged.groups) == 1 and each.judged.groups[0].is_person:
            sentence, group = sentences[each.number], each.judged.groups[0]
            party = roll.key_of(group)
            keys = sentence.keys[each.words.first : each.words.last + 1]
            named.append((each.number, each.words, party))
            families.setdefault(party, set()).update(_families(group, keys))
            full.setdefault(party, " ".join(sentence.span(each.words).of(sentence.text).split()))
    for forename, party in forenames(sentences, named, families).items():
        yield Short((forename,), party, "short-name", full[party])


def _bynames(sentences: Sequence[Marked], found: Sequence[Mention]) -> Iterator[Short]:
    """What "better known as" calls somebody whose surname alone stands before it."""
    starts = {mention.span.start: mention for mention in found if len(mention.parties) == 1}
    for sentence in sentences:
        for at, word in enumerate(sentence.words):
            mention = starts.get(word.start)
            keys = byname(sentence, Words(at, at)) if mention else ()
            if mention and keys:
                full = mention.span.of(sentence.text)
                yield Short(keys, mention.parties[0], "alias", full)


def _shorts(
    each: Known, sentence: Marked, roll: Roll, introductions: frozenset[str]
) -> Iterator[Short]:
    """What may stand for a mention's parties later on."""
    run = each.words
    full = " ".join(sentence.span(run).of(sentence.text).split())
    keys = sentence.keys[run.first : run.last + 1]
    other = byname(sentence, run)
    for group in each.judged.groups:
        party = roll.key_of(group)
        if other:
            yield Short(other, party, "alias", full)
        if group.is_person:
            for family in sorted(_families(group, keys)):
                yield Short((family,), party, "surname", full)
            continue
        if len(keys) > 1 and keys[-1] in _FORCES:
            for force in dict.fromkeys((keys[-1], _FORCES[keys[-1]])):
                yield Short((force,), party, "short-name", full)
        if short := _leading(keys):
            yield Short(short, party, "short-name", full)
        is_ship = group.kinds <= {"vessel", "aircraft"}
        if len(keys) == 1 or is_ship:
            yield Short(tuple(keys), party, "short-name", full, is_ship)
        acronym = introduced(sentence, run)
        if not acronym and (made := initials(keys)) not in introductions:
            acronym = made
        if acronym:
            yield Short((acronym,), party, "acronym", full)


def _families(group: Group, keys: Sequence[str]) -> set[str]:
    listed = set().union(*(profile.families for profile in group.profiles))
    own = {key for key in keys if key in listed}
    if own or len(keys) < 2:
        return own
    return {keys[-1]}


def _leading(keys: Sequence[str]) -> tuple[str, ...]:
    """The words that tell a body from others, where they stand first."""
    short: list[str] = []
    for key in keys:
        if business_word(key) is not None or is_form(key):
            break
        short.append(key)
    if not short or len(short) == len(keys):
        return ()
    if all((key,) in place_codes() or place_word(key) for key in short):
        return ()
    if len(short) == 1 and len(short[0]) < SHORTEST:
        return ()
    return tuple(short)


def _in_sentence(
    sentence: Marked, shorts: dict[str, list[Short]], taken: set[int], bearers: Bearers
) -> Iterator[Mention]:
    at = 0
    while at < len(sentence.words):
        if sentence.keys[at] not in shorts:
            at += 1
            continue
        candidates = [
            short
            for short in shorts[sentence.keys[at]]
            if tuple(sentence.keys[at : at + len(short.keys)]) == short.keys
        ]
        longest = max((len(short.keys) for short in candidates), default=0)
        run = Words(at, at + longest - 1)
        fitting = [
            short
            for short in candidates
            if len(short.keys) == longest
            and _stands_alone(sentence, run, short, taken)
            and not bearers.are_meant(short.keys[0], sentence.words[at].start)
        ]
        if fitting:
            yield _mention(sentence, run, fitting)
            at = run.last
        at += 1


def _stands_alone(sentence: Marked, run: Words, short: Short, taken: set[int]) -> bool:
    """Is this the short name itself, and not part of another name?"""
    if not taken.isdisjoint(range(run.first, run.last + 1)):
        return False
    first = sentence.words[run.first]
    if not first.is_capital:
        return False
    if _is_model(sentence, run):
        return False
    if short.keys[0] in _FORCES and not _is_the_force(sentence, run):
        return False
    if short.is_ship and all(map(says_little, short.keys)) and not _is_at_sea(sentence, run):
        return False
    is_brief = len(run) == 1 and len(first.key) <= SHORTEST
    if is_brief and short.how == "short-name" and not first.is_shouted:
        return False
    if short.how == "acronym" and not first.is_shouted and len(first.key) < MOST_ACRONYM // 2:
        return first.key not in ordinary_words() and len(first.key) > SHORTEST
    if len(run) == 1 and first.key in ordinary_words() and sentence.is_start(run.first):
        behind = sentence.keys[run.last + 1 : run.last + 2]
        if not first.is_possessive and not _SPEECH.intersection(behind):
            return False
    return _free_before(sentence, run, short) and _free_behind(sentence, run, short)


def _is_at_sea(sentence: Marked, run: Words) -> bool:
    """Does "the" or a ship's word say that the ship is meant, and not a woman or a wish?"""
    before = sentence.keys[run.first - 1] if run.first else ""
    return before == "the" or bool(ship_word_near(sentence, run))


def _is_the_force(sentence: Marked, run: Words) -> bool:
    """ "the Guards", "Iran's Guards", and not "the National Guard"."""
    at = run.first - 1
    return at >= 0 and (sentence.keys[at] == "the" or (sentence.keys[at],) in place_codes())


def _is_model(sentence: Marked, run: Words) -> bool:
    """Is it a product that bears its maker's name: Shahed-136, Shahed drones?"""
    at = run.last + 1
    if at >= len(sentence.words) or not sentence.hangs_together(at):
        return False
    return sentence.keys[at][:1].isdecimal() or sentence.keys[at] in _PRODUCTS


def _free_before(sentence: Marked, run: Words, short: Short) -> bool:
    at = run.first - 1
    if at < 0 or not sentence.hangs_together(run.first):
        return True
    word, key = sentence.words[at], sentence.keys[at]
    if not word.is_capital or not sentence.telling:
        return True
    if key in ROLES or (key,) in place_codes() or key in CALENDAR:
        return True
    if sentence.is_start(at) and key in ordinary_words():
        return True
    if short.how == "surname":
        return word.is_shouted or (key in PARTICLES and len(key) < 4)
    return key in ordinary_words() or is_form(key)


def _free_behind(sentence: Marked, run: Words, short: Short) -> bool:
    at = run.last + 1
    if at >= len(sentence.words) or not sentence.hangs_together(at):
        return True
    word, key = sentence.words[at], sentence.keys[at]
    if not word.is_capital:
        return key not in (_FOLLOWERS if short.how == "surname" else LANDSCAPE)
    if key in OTHER_THINGS and key not in ORGANISATION_ROLES:
        return False
    if not sentence.telling or key in CALENDAR or key in ROLES:
        return True
    if short.how == "surname":
        return False
    return word.joint == "hyphen" or key in ORGANISATION_ROLES or is_form(key)


def _mention(sentence: Marked, run: Words, fitting: Sequence[Short]) -> Mention:
    parties = tuple(dict.fromkeys(short.party for short in fitting))
    full = " or ".join(dict.fromkeys(short.full for short in fitting))
    short = fitting[0]
    said = f"{short.how} of {full}, named in the article"
    if len(parties) > 1:
        said = f"{short.how} of {full}: which of them is meant stays open"
    return Mention(span=sentence.span(run), parties=parties, how=short.how, says=said)
