"""The words before or behind a reporting verb that stand for who speaks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from interdict.articles.grammar import (
    ADVERB,
    BE,
    BREAKER,
    CONJUNCTION,
    DETERMINER,
    HAVE,
    MODAL,
    MONTH,
    OPENER,
    PREPOSITION,
    PRONOUN,
    SAYING_PLACE,
    TIME,
    WEEKDAY,
    has_verb,
    is_finite,
    is_negated,
)
from interdict.articles.passages import Word
from interdict.articles.source_words import (
    is_described_source,
    is_source_noun,
    is_title,
)

HARD = frozenset(';:()[]—–"“”«»„.!?')
LONGEST = 32
"""Words of a phrase; a longer one is a misreading."""


class Speaker(NamedTuple):
    """Words of a passage: ``start`` up to, not including, ``end``."""

    start: int
    end: int
    outer: int
    """Where the whole phrase begins, with conjunction, apposition before the name, and adverbs."""
    behind: int
    """The word after the whole phrase."""


class Before(NamedTuple):
    """What stands before a reporting verb."""

    speaker: Speaker | None
    voice: str
    """``active``, ``passive`` ("was reported"), ``unsaid`` ("would not say"), ``relative``."""
    verb_start: int
    """The first word of the verb with its auxiliaries."""


def before(words: Sequence[Word], cue: int, floor: int) -> Before:
    """Who speaks, of the words from ``floor`` up to the verb."""
    at, voice = _auxiliaries(words, cue, floor)
    if voice == "unsaid":
        return Before(None, voice, at)
    if at > floor + 1 and _is_relative(words, at - 1):
        return Before(_relative(words, at - 1, floor), "relative", at)
    speaker = _subject(words, at, floor)
    if speaker is not None and words[speaker.start].low in _NOBODY:
        return Before(None, "unsaid", at)
    if speaker is not None and speaker.start > floor + 1 and voice == "active":
        hung = words[speaker.start - 1].low == "which" and words[speaker.start - 2].low == ","
        voice = "relative" if hung else voice  # "the scheme, which officials call ..."
    return Before(speaker, voice, at)


_NOBODY = frozenset("neither nobody none no-one".split())


def _is_relative(words: Sequence[Word], at: int) -> bool:
    low = words[at].low
    return low in ("who", "which") or (low == "that" and is_source_noun(words[at - 1].low))


def _auxiliaries(words: Sequence[Word], cue: int, floor: int) -> tuple[int, str]:
    """Where the verb begins with all that helps it, and its voice."""
    at, voice = cue, "active"
    while at > floor:
        word = words[at - 1]
        low = word.low
        if word.quotation is not None:
            break
        if (is_negated(word) or low in MODAL) and not _is_family_name(words, at - 1):
            return at - 1, "unsaid"
        if low in BE:
            voice = "active" if words[cue].low.endswith("ing") else "passive"
        elif not (low in HAVE or low in ADVERB or (low.endswith("ly") and not word.is_capital)):
            place = _place_before(words, at, floor)
            if place == at:
                break
            at = place
            continue
        at -= 1
    return at, voice


def _is_family_name(words: Sequence[Word], at: int) -> bool:
    """No Kwang Chol is called No."""
    return words[at].text == "No" and at > 0 and at + 1 < len(words) and is_finite(words[at + 1])


def _place_before(words: Sequence[Word], at: int, floor: int) -> int:
    """Skips "on Tuesday", "in a statement" standing between the speaker and the verb."""
    if words[at - 1].low not in SAYING_PLACE:
        return at
    for start in range(at - 2, max(floor, at - 7) - 1, -1):
        word = words[start]
        if word.low in ("in", "on", "at", "during", "last", "late", "early", "this", "by"):
            inner = words[start - 1].low if start > floor else ""
            return start - 1 if inner in ("late", "early", "earlier") else start
        if word.is_mark or is_finite(word):
            break
    return at


def _relative(words: Sequence[Word], who: int, floor: int) -> Speaker | None:
    """ "Lukoil, which said ...": the noun before the pronoun."""
    behind = who - 1 if who > floor and words[who - 1].low == "," else who
    segment = _segment(words, behind, floor)
    start = _trimmed(words, segment, behind)
    verbs = [n for n in range(start, behind) if is_finite(words[n])]
    if verbs:
        start = _after_preposition(words, verbs[-1] + 1, behind)
        start += start < behind and words[start].low in PREPOSITION
    return checked(words, start, behind, segment, who)


def _subject(words: Sequence[Word], behind: int, floor: int) -> Speaker | None:
    if behind <= floor:
        return None
    last = words[behind - 1]
    if last.low in (",", "—", "–", ")", "-"):
        return _with_aside(words, behind, floor)
    if last.low in PRONOUN:
        return Speaker(behind - 1, behind, _outer(words, behind - 1, floor), behind)
    if last.low in CONJUNCTION:
        return None
    segment = _segment(words, behind, floor)
    start = _trimmed(words, segment, behind)
    start = _joined(words, start, floor)
    start = _after_noun(words, start, behind)
    return checked(words, start, behind, _outer(words, start, segment), behind)


def _after_noun(words: Sequence[Word], start: int, behind: int) -> int:
    """Past a noun that the clause is about: "a Russian firm the Treasury said ships oil"."""
    joins = PREPOSITION | CONJUNCTION | {"all", "both", "half", "not"}
    for at in range(behind - 1, start, -1):
        before = words[at - 1]
        if words[at].low in ("the", "a", "an") and before.low.isalpha() and before.low not in joins:
            return at
    return start


def _segment(words: Sequence[Word], behind: int, floor: int) -> int:
    """Where the words up to ``behind`` begin after the last comma or harder mark."""
    at, floor = behind, max(floor, behind - 2 * LONGEST)
    while at > floor:
        word = words[at - 1]
        if word.quotation is not None or (not word.quoted and word.low in HARD):
            break
        if word.low == "," and not word.quoted:
            break
        at -= 1
    return at


def _outer(words: Sequence[Word], start: int, floor: int) -> int:
    """Takes in the conjunctions and adverbs before the phrase."""
    while start > floor and words[start - 1].low in OPENER:
        start -= 1
    return start


def _trimmed(words: Sequence[Word], start: int, behind: int) -> int:
    """Without "but", "on Tuesday" and all up to the last conjunction."""
    for at in range(behind - 1, start - 1, -1):
        if (
            words[at].low in BREAKER
            and not words[at].quoted
            and (at + 1 >= len(words) or words[at + 1].low not in TIME)
        ):
            start = at + 1
            break
    while start < behind and (words[start].low in OPENER or words[start].low in "\"'“”‘’•*-–—"):
        start += 1
    start = _after_time(words, start, behind)
    start = _after_and(words, start, behind)
    if start < behind and words[start].low in PREPOSITION:
        start = _after_preposition(words, start, behind)
    return start


def _after_time(words: Sequence[Word], start: int, behind: int) -> int:
    """ "On Tuesday the ministry", "Last week officials"."""
    at = start
    if at < behind and words[at].low in _TIME_OPENERS:
        at += 1
        while at < behind and (
            words[at].low in TIME or words[at].low in ("on", ",", "that", "the")
        ):
            at += 1
        if at > start + 1 and at < behind:
            return at
    return start


_TIME_OPENERS = frozenset("on in late early earlier later last this that the".split())


def _after_and(words: Sequence[Word], start: int, behind: int) -> int:
    """Where "and" joins two clauses, the phrase begins behind it; "Kim and Putin" stays whole."""
    for at in range(behind - 1, start, -1):
        if words[at].low in ("and", "or") and has_verb(words, start, at):
            return at + 1
    return start


def _after_preposition(words: Sequence[Word], start: int, behind: int) -> int:
    """ "In Kyiv officials", "After talks in Moscow the minister": the last phrase of its own."""
    for at in range(behind - 1, start, -1):
        if words[at].low in PREPOSITION and words[at].low != "of":
            if words[at].low in ("for", "from", "with", "in", "at", "on", "to") and at > start + 1:
                continue
            return at + 1
        opens = words[at].low in DETERMINER or words[at].low in PRONOUN
        if opens and words[at - 1].low not in PREPOSITION:
            return at
        if is_described_source(words[at].low) and words[at - 1].is_capital:
            return at
    return start


def _joined(words: Sequence[Word], start: int, floor: int) -> int:
    """Takes in "Ukraine, Poland" before "and Lithuania"."""
    at = start
    while at - 2 >= floor and words[at - 1].low == ",":
        segment = _segment(words, at - 1, floor)
        short = 0 < at - 1 - segment <= 3
        if not (short and all(words[n].is_capital for n in range(segment, at - 1))):
            break
        if "and" not in {words[n].low for n in range(start, min(start + 4, len(words)))}:
            break
        at = segment
    return at


def _with_aside(words: Sequence[Word], behind: int, floor: int) -> Speaker | None:
    """ "Kim Yong Chol, a vice chairman, said", "the minister, Shin Won-sik, said"."""
    segments = list(_segments_back(words, behind - 1, floor))
    if len(segments) < 2:
        return None
    (start, end), (before_start, before_end) = segments[0], segments[1]
    if is_name(words, start, end) and _is_description(words, before_start, before_end):
        outer = _trimmed(words, before_start, before_end)
        return checked(words, start, end, outer, behind)
    for (aside, aside_end), (head, head_end) in pairwise(segments[:4]):
        if not _is_aside(words, aside, aside_end):
            return None
        start = _trimmed(words, head, head_end)
        if start < head_end and not _is_aside(words, start, head_end):
            if has_verb(words, start, head_end):
                return None
            return checked(words, start, head_end, _outer(words, start, floor), behind)
    head, head_end = segments[min(len(segments), 2) - 1]
    start = _trimmed(words, head, head_end)
    if has_verb(words, start, head_end):
        return None
    return checked(words, start, head_end, _outer(words, start, floor), behind)


def _segments_back(words: Sequence[Word], behind: int, floor: int) -> Iterator[tuple[int, int]]:
    """Comma segments before ``behind``, the nearest first."""
    end = behind
    for _ in range(5):
        start = _segment(words, end, floor)
        yield start, end
        if start <= floor or words[start - 1].low not in (",", "(", "—", "–", "-"):
            return
        end = start - 1


def is_name(words: Sequence[Word], start: int, end: int) -> bool:
    return 0 < end - start <= 4 and all(
        words[n].is_capital and words[n].low not in DETERMINER for n in range(start, end)
    )


def _is_description(words: Sequence[Word], start: int, end: int) -> bool:
    """ "South Korea's defence minister", "the head of the bank"."""
    start = _trimmed(words, start, end)
    return start < end and not has_verb(words, start, end) and words[end - 1].low.islower()


ASIDES = frozenset(
    "who which whose one formerly now then a an the his her its their in on at with himself "
    "herself itself also".split()
)


def _is_aside(words: Sequence[Word], start: int, end: int) -> bool:
    """Words between commas that say more of the one named before them."""
    if start >= end:
        return True
    first = words[start]
    if first.low in ASIDES or first.low[:1].isdigit() or is_title(first.low):
        return True
    return not first.is_capital and first.low not in PRONOUN and first.low != "and"


def checked(words: Sequence[Word], start: int, end: int, outer: int, behind: int) -> Speaker | None:
    """The phrase, where it can be somebody who speaks."""
    if not 0 < end - start <= LONGEST:
        return None
    first = words[start]
    if first.low in PRONOUN and end == start + 1:
        return Speaker(start, end, min(outer, start), behind)
    if first.low in ("him", "them", "her") and end == start + 1:
        return Speaker(start, end, min(outer, start), behind)
    if _opens_circumstance(words, start) or first.low in WEEKDAY or first.low in MONTH:
        return None
    opened = first.is_capital or first.low in DETERMINER or first.low[:1].isdigit()
    if not opened and not _can_speak(words, start, end):
        return None
    if first.low in ("there", "here") or has_verb_not_participle(words, start, end):
        return None
    return Speaker(start, end, min(outer, start), behind)


def _opens_circumstance(words: Sequence[Word], start: int) -> bool:
    following = words[start + 1].low if start + 1 < len(words) else ""
    return words[start].low in PREPOSITION and following != "secretary"


def _can_speak(words: Sequence[Word], start: int, end: int) -> bool:
    """Lower case and no article: "officials", "harbour master Piret Saar", "coalition" alone."""
    if any(is_source_noun(words[n].low) for n in range(start, end)):
        return True
    if end - start <= 6 and words[end - 1].is_capital:
        return True
    alone = start > 0 and words[start - 1].low == "," and end - start <= 3
    return alone and all(words[n].low.isalpha() for n in range(start, end))


def has_verb_not_participle(words: Sequence[Word], start: int, end: int) -> bool:
    """A verb of its own: "familiar with", "based in", "briefed on" are none."""
    for n in range(start, end):
        word = words[n]
        if is_finite(word) and not word.quoted:
            behind = words[n + 1].low if n + 1 < len(words) else ""
            who = n > start and words[n - 1].low in ("who", "which", "that")
            participle = word.low.endswith("ed") and (behind in PREPOSITION or n == end - 1 > start)
            if not who and not participle:
                return not any(words[k].low in ("who", "that") for k in range(start, n))
    return False


def first_phrase(words: Sequence[Word], end: int) -> Speaker | None:
    """Who the passage is about: its first phrase up to a verb."""
    start = 0
    for _ in range(3):
        behind = start
        while behind < end and words[behind].low != "," and words[behind].quotation is None:
            if is_finite(words[behind]) and behind > start:
                break
            behind += 1
        first = words[start].low if start < end else ""
        opens_aside = first in PREPOSITION or first in OPENER or first.endswith("ing")
        if not opens_aside or behind >= end or words[behind].low != ",":
            break
        start = behind + 1
    start = _trimmed(words, start, behind)
    return checked(words, start, behind, start, behind)
