"""Attributions: each place of a passage where the writer hands the word to somebody."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interdict.articles.contents import (
    Range,
    content_around,
    content_before,
    content_behind,
    quotation_before,
    quotes,
    to_comma,
    without_openers,
)
from interdict.articles.cues import Cue, cues
from interdict.articles.following_speakers import after
from interdict.articles.grammar import BREAKER, DETERMINER, OPENER, PREPOSITION, has_verb, is_finite
from interdict.articles.openings import Opening, opening
from interdict.articles.passages import Passage, Word
from interdict.articles.speakers import Before, Speaker, before, first_phrase
from interdict.articles.statements import Stance


class Attribution(NamedTuple):
    """All places are words of the passage."""

    cue: Range
    stance: Stance
    speaker: Speaker | None
    """None: open, or the one who spoke before (``same``)."""
    content: tuple[Range, ...]
    start: int
    """Where the attribution begins: content of an earlier one ends before it."""
    same: bool = False
    """A second verb of the same speaker: "and added that"."""
    awaits: bool = False
    """Its content is the quotation of the next paragraph."""
    runs: bool = False
    """Its content runs on to the end of the passage, or to the next attribution."""
    direct: bool = False
    """Its content is a spoken quotation."""
    aside: bool = False
    """A relative clause: the sentence goes on as if it were not there."""


def attributions(passage: Passage) -> tuple[Attribution, ...]:
    """Every attribution of the passage, in order, none within the content of another."""
    found: list[Attribution] = []
    for cue in cues(passage):
        last = found[-1] if found else None
        floor = last.cue[1] if last and not last.aside else 0
        made = _read(passage.words, cue, floor, last)
        if made is None:
            continue
        trailing = made.content and made.content[0][0] < made.start and not made.same
        if last is not None and last.runs and last.speaker is None and trailing:
            again = _read(passage.words, cue, last.content[0][0], None)
            if again is not None and again.content:
                found[-1] = again
                continue
        if last is not None and last.runs:
            if not _leaves_content(passage.words, made, last):
                continue
            found[-1] = _cut(passage.words, last, made.start)
            if made.content and made.content[0][0] < made.start and not made.direct:
                continue  # "he said it was over, TASS reported": told twice, said once
        if made.content or made.awaits:
            found += _split(passage.words, made)
    return tuple(found)


def _split(words: Sequence[Word], made: Attribution) -> Iterator[Attribution]:
    """Parts what is reported from what is quoted: 'nothing had changed: "Come back"'."""
    start, end = made.content[0] if made.content else (0, 0)
    at = next((n for n in range(start + 2, end) if words[n].quotation is not None), end)
    if made.direct or at == end or words[at - 1].low != ":":
        yield made
        return
    yield made._replace(content=((start, at - 1),), runs=False)
    yield made._replace(content=((at, at + 1),), runs=False, direct=True, same=True, start=at)


def _leaves_content(words: Sequence[Word], made: Attribution, last: Attribution) -> bool:
    """Does it begin a clause of its own, and not speak within what the last one says?"""
    if made.start <= last.content[0][0]:
        return False
    if made.same:
        return True
    opened = words[made.start].low in OPENER and words[made.start].low not in ("that", "if")
    mark = words[made.start - 1]
    return opened or mark.low in (",", ";", "—", "–") or mark.quotation is not None


def _cut(words: Sequence[Word], last: Attribution, end: int) -> Attribution:
    kept = tuple((start, min(stop, end)) for start, stop in last.content if start < end)
    return last._replace(content=kept, runs=False)


def _read(
    words: Sequence[Word], cue: Cue, floor: int, last: Attribution | None
) -> Attribution | None:
    if cue.kind == "according":
        return _according(words, cue, floor, last)
    if cue.kind == "quoted-as":
        return _quoted_as(words, cue, floor)
    if cue.is_charge(words):
        return _charged(words, cue, floor)
    opened = opening(words, cue.end, cue.verb)
    said = before(words, cue.start, floor)
    if said.voice == "unsaid":
        return None
    if said.voice == "passive":
        return _passive(words, cue, said, floor)
    if cue.verb.shape == "ing" and said.verb_start == cue.start:
        return _participle(words, cue, opened, floor, last)
    if said.speaker is None:
        return _inverted(words, cue, floor) or _coordinated(words, cue, opened, floor, last)
    return _active(words, cue, opened, said, floor)


def _active(
    words: Sequence[Word], cue: Cue, opened: Opening, said: Before, floor: int
) -> Attribution | None:
    speaker = said.speaker
    if speaker is None:
        return None
    if words[speaker.end - 1].low == "you" or _is_order(words, cue):
        return None
    made = Attribution((cue.start, cue.end), cue.verb.stance, speaker, (), speaker.outer)
    behind_quotation = quotation_before(words, speaker.outer, floor)
    if behind_quotation is not None and said.voice != "relative":
        return made._replace(content=((behind_quotation, behind_quotation + 1),), direct=True)
    if opened.by in ("end", "comma") and said.voice != "relative":
        trailing = content_before(words, speaker.outer, floor)
        if trailing is not None and cue.verb.takes[0] in "sth":
            tail = content_around(words, opened, trailing)
            return made._replace(content=(trailing, *tail))
        if opened.by == "end":
            return None
    if opened.by == "colon" and opened.at >= len(words):
        return made._replace(awaits=True)
    if opened.by == "clause" and said.voice != "relative" and cue.verb.takes[0] in "sth":
        trailing = content_before(words, speaker.outer, floor)
        full = trailing is not None and has_verb(words, *trailing) and _is_main(words, trailing)
        bare = not has_verb(words, opened.at, len(words)) or _is_occasion(words, opened.at)
        if full and bare and not quotes(words, opened.at):
            return made._replace(content=(trailing,) if trailing else ())
    content = content_behind(words, cue, opened)
    if content is None or (opened.by == "clause" and _is_only_when(words, content)):
        return None
    if said.voice == "relative":
        return made._replace(content=(to_comma(words, content),), aside=True)
    outer = {word.low for word in words[max(speaker.outer - 1, 0) : speaker.start]}
    if "what" in outer and "c" in cue.verb.takes:
        return made._replace(content=(to_comma(words, content),), aside=True)
    direct = opened.by == "quotation"
    return made._replace(content=(content,), runs=not direct, direct=direct)


def _is_order(words: Sequence[Word], cue: Cue) -> bool:
    """ "told banks and brokers to stop": what is to be done, not what is so."""
    if cue.verb.base != "tell":
        return False
    for n in range(cue.end + 1, min(cue.end + 6, len(words))):
        if words[n].low == "to":
            return n + 1 < len(words) and words[n + 1].low not in DETERMINER
        if words[n].is_mark or words[n].low in DETERMINER | {"that"} or is_finite(words[n]):
            break  # "told reporters the decision to leave was his"
    return False


def _is_main(words: Sequence[Word], lead: Range) -> bool:
    """No clause or phrase of time or place before the main one: "When it docked"."""
    low = words[lead[0]].low
    return (low == "at" and words[lead[0] + 1].low == "least") or low not in _LEADS


_LEADS = (PREPOSITION | BREAKER) - frozenset(("over", "about", "between", "under", "what"))


def _is_occasion(words: Sequence[Word], at: int) -> bool:
    """ "said after a closed briefing by the agency": when it was said, with no clause behind."""
    if words[at].low not in _OCCASIONS:
        return False
    comma = next((n for n in range(at, len(words)) if words[n].low == ","), len(words))
    inner = range(at + 1, comma)
    return not any(is_finite(words[n]) and not words[n].low.endswith("ed") for n in inner) or words[
        at
    ].low in ("as", "when", "while")


def _is_only_when(words: Sequence[Word], content: Range) -> bool:
    """ "tweeted before the vote": nothing of what was said."""
    first = words[content[0]].low
    if first in _NOTHING and all(w.is_mark for w in words[content[0] + 1 : content[1]]):
        return True  # "said nothing"
    return first != "as" and first in _OCCASIONS and not has_verb(words, *content)


_NOTHING = frozenset("nothing little".split())
_OCCASIONS = frozenset(
    "after before following during amid at in on ahead as when while upon despite outside via "
    "through by under citing".split()
)


def _charged(words: Sequence[Word], cue: Cue, floor: int) -> Attribution | None:
    """ "two companies accused of smuggling", "he is accused of theft": by whom stays open."""
    said = before(words, cue.start, floor)
    if said.voice == "passive":
        return _passive(words, cue, said, floor)
    if said.voice == "unsaid":
        return None
    content = to_comma(words, (cue.end + 1, len(words)))
    return Attribution((cue.start, cue.end), "hedged", None, (content,), cue.start)


def _passive(words: Sequence[Word], cue: Cue, said: Before, floor: int) -> Attribution | None:
    """ "is believed to", "it was claimed that", "was denied by"."""
    made = Attribution((cue.start, cue.end), "hedged", None, (), said.verb_start)
    subject = said.speaker
    following = words[cue.end].low if cue.end < len(words) else ""
    expletive = subject is not None and words[subject.start].low == "it"
    if following == "that" and expletive and subject is not None:
        return made._replace(content=((cue.end + 1, len(words)),), start=subject.outer, runs=True)
    if following == "to" and cue.verb.base in _BELIEVED and subject is not None:
        content = ((subject.start, subject.end), (cue.end, len(words)))
        return made._replace(content=content, start=subject.outer, runs=True)
    if "a" in cue.verb.takes and following == "that" and subject is not None:
        told: Range = (cue.end + 1, len(words))  # "lawmakers were told that": by whom is open
        return made._replace(content=(told,), stance="asserted", start=subject.outer, runs=True)
    charged = (cue.verb.base, following) in (("accuse", "of"), ("blame", "for"))
    if charged and subject is not None:
        content = ((subject.start, subject.end), (cue.end + 1, len(words)))
        return made._replace(content=content, start=subject.outer)
    by = _by(words, cue.end)
    if by and subject is not None:
        speaker = after(words, by + 1, len(words))
        if speaker is None:
            return None
        rest = ((speaker.end, len(words)),) if words[speaker.end : speaker.end + 1] else ()
        rest = rest if rest and words[speaker.end].low in ("as", "of") else ()
        return made._replace(
            content=((subject.start, subject.end), *rest),
            speaker=speaker,
            stance=cue.verb.stance,
            start=subject.outer,
        )
    return None


def _by(words: Sequence[Word], start: int) -> int:
    """Where "by" stands, a few words of time before it allowed; 0 where it does not."""
    for n in range(start, min(start + 5, len(words))):
        if words[n].low == "by":
            return n
        if words[n].is_mark or is_finite(words[n]):
            break
    return 0


_BELIEVED = frozenset(
    "say believe think report allege estimate claim assess suspect fear reckon".split()
)


def _participle(
    words: Sequence[Word], cue: Cue, opened: Opening, floor: int, last: Attribution | None
) -> Attribution | None:
    """ ", adding that", "accusing Kyiv of": said by whom the sentence is about."""
    if cue.start == 0 or not cue.follows_clause(words):
        return None
    start = cue.start
    while start > floor and words[start - 1].low in ("and", "while", "but", "by", ",", "also"):
        start -= 1
    return _of_the_same(words, cue, opened, start, last)


def _of_the_same(
    words: Sequence[Word], cue: Cue, opened: Opening, start: int, last: Attribution | None
) -> Attribution | None:
    """Said by who spoke before in the sentence, else by whom the sentence begins with."""
    speaker = None if last is not None else first_phrase(words, start)
    if last is None and speaker is None:
        return None
    content = content_behind(words, cue, opened)
    if content is None:
        return None
    direct = opened.by == "quotation"
    return Attribution(
        (cue.start, cue.end), cue.verb.stance, speaker, (content,), start,
        same=last is not None, runs=not direct, direct=direct,
    )  # fmt: skip


def _inverted(words: Sequence[Word], cue: Cue, floor: int) -> Attribution | None:
    """ "...," said Peskov."""
    if cue.verb.takes[0] not in "sthq" or "a" in cue.verb.takes or cue.start <= floor:
        return None
    quotation = quotation_before(words, cue.start, floor)
    content = (quotation, quotation + 1) if quotation is not None else None
    if content is None:
        content = content_before(words, cue.start, floor)
    speaker = after(words, cue.end, len(words))
    if content is None or speaker is None:
        return None
    if quotation is None and any(is_finite(w) for w in words[cue.end : speaker.behind]):
        return None
    return Attribution(
        (cue.start, cue.end), cue.verb.stance, speaker, (content,), cue.start,
        direct=quotation is not None,
    )  # fmt: skip


def _coordinated(
    words: Sequence[Word], cue: Cue, opened: Opening, floor: int, last: Attribution | None
) -> Attribution | None:
    """ "He praised the deal and said ..."."""
    at = cue.start
    while at > 0 and (words[at - 1].low.endswith("ly") or words[at - 1].low in OPENER):
        at -= 1
    if at == cue.start or words[at].low not in ("and", "but", "then", "later", "also", "yet"):
        return None
    return _of_the_same(words, cue, opened, at, last)


def _according(
    words: Sequence[Word], cue: Cue, floor: int, last: Attribution | None
) -> Attribution | None:
    speaker = after(words, cue.end, len(words))
    if speaker is None:
        return None
    start = cue.start
    if start > floor and words[start - 1].low == ",":
        start -= 1
    made = Attribution((cue.start, cue.end), "asserted", speaker, (), start)
    if last is not None and last.runs:
        return made._replace(start=cue.start)  # it only ends what the other says
    lead = without_openers(words, floor, start)
    if last is not None and lead[0] == last.cue[1] < lead[1] and _is_only_when(words, lead):
        return None  # "Kim said at the ceremony, according to KCNA"
    behind = speaker.behind
    if behind < len(words) and words[behind].low in (",", ":"):
        behind += 1
        rest = (behind, len(words))
    else:
        rest = (behind, behind)
    spoken = quotation_before(words, start, floor)
    if spoken is not None:
        return made._replace(content=((spoken, spoken + 1),), direct=True)
    if lead[1] - lead[0] < 2:
        return made._replace(content=(rest,), runs=True) if rest[1] > rest[0] + 1 else None
    tail = (rest,) if rest[1] > rest[0] + 1 and words[rest[0]].low not in _NEW_CLAUSE else ()
    return made._replace(content=(lead, *tail))


_NEW_CLAUSE = frozenset("which who and but while as although though".split())


def _quoted_as(words: Sequence[Word], cue: Cue, floor: int) -> Attribution | None:
    """ "TASS quoted Peskov as saying", "Peskov was quoted as saying"."""
    said = before(words, cue.start, floor)
    opened = opening(words, cue.end, cue.verb)
    start = said.speaker.outer if said.speaker else cue.start
    speaker = said.speaker
    spoken = quotation_before(words, start, floor)
    content = (spoken, spoken + 1) if spoken is not None else None
    content = content or content_behind(words, cue, opened)
    if said.voice != "passive":
        speaker = after(words, cue.start + 1, cue.end - 2)
    if content is None or speaker is None:
        return None
    direct = opened.by == "quotation" or words[content[0]].quotation is not None
    place = (cue.end - 1, cue.end) if said.voice != "passive" else (cue.start, cue.end)
    return Attribution(
        place, "asserted", speaker, (content,), start, runs=not direct, direct=direct
    )
