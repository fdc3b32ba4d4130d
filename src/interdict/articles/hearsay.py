"""What is told without a reporting verb: "reportedly", "claims that ...", "in the words of ..."."""

import re
from collections.abc import Iterator, Sequence

from interdict.articles.attributions import Attribution
from interdict.articles.contents import Range
from interdict.articles.following_speakers import after
from interdict.articles.grammar import (
    ADVERB,
    BE,
    DETERMINER,
    HAVE,
    MODAL,
    NEGATION,
    PRONOUN,
    has_verb,
    is_finite,
)
from interdict.articles.own_words import own_words
from interdict.articles.passages import Passage, Word
from interdict.articles.source_words import is_source_noun
from interdict.articles.speakers import Speaker, first_phrase

_HEDGES = frozenset("reportedly allegedly purportedly supposedly ostensibly".split())
_NOUNS = {
    noun: stance
    for stance, nouns in {
        "asserted": "claim claims assertion assertions statement announcement warning warnings "
        "accusation accusations argument insistence revelation admission complaint confirmation "
        "view belief position message conclusion finding findings confession promise pledge threat",
        "hedged": "report reports allegation allegations suggestion suggestions speculation rumour "
        "rumours rumor rumors estimate estimates fears concerns suspicion suspicions",
        "denied": "denial denials",
    }.items()
    for noun in nouns.split()
}  # fmt: skip


def hearsay(passage: Passage, taken: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions beside those by verbs, outside what these already hold."""
    words = passage.words
    held = [r for a in taken for r in a.content]
    for at, word in enumerate(words):
        if word.quoted or any(start <= at < end for start, end in held):
            continue
        made = _read(words, at)
        if made is not None and not _overlaps(made.content, held):
            held += made.content
            yield made


def _overlaps(content: Sequence[Range], held: Sequence[Range]) -> bool:
    return any(a < d and c < b for a, b in content for c, d in held)


def _read(words: Sequence[Word], at: int) -> Attribution | None:
    low = words[at].low
    if low in _HEDGES:
        return _hedge(words, at)
    following = words[at + 1].low if at + 1 < len(words) else ""
    if low in _NOUNS and following in _BEHIND_NOUN and not _is_said(words, at):
        return _noun(words, at)
    if low in _IN_THE and following == "of" and words[at - 1].low == "the":
        return _in_the_words_of(words, at)
    return own_words(words, at)


def _is_said(words: Sequence[Word], at: int) -> bool:
    """A verb of its own: "he claims that", "the paper reports that"."""
    return at > 0 and words[at - 1].low in PRONOUN


_IS = frozenset("is was remains remained".split())
_BEHIND_NOUN = _IS | frozenset(("that", "by", "from", "of"))
_IN_THE = frozenset("words view opinion judgment judgement estimation eyes telling".split())


def _hedge(words: Sequence[Word], at: int) -> Attribution:
    start, end = _clause(words, at)
    content = tuple(r for r in ((start, at), (at + 1, end)) if _holds_words(words, r))
    return Attribution((at, at + 1), "hedged", None, content, start)


def _clause(words: Sequence[Word], at: int) -> Range:
    """The sentence; within a relative clause only that."""
    start, end = 0, len(words)
    for n in range(at, -1, -1):
        if words[n].low in (";", "—", "–") and not words[n].quoted:
            start = n + 1
            break
        if words[n].low in ("who", "which") and n and words[n - 1].low == ",":
            start, end = n + 1, _next_comma(words, at)
            break
    while start < at and words[start].low in ("but", "and", ",", "•", "-"):
        start += 1
    return start, end


def _next_comma(words: Sequence[Word], at: int) -> int:
    return next((n for n in range(at, len(words)) if words[n].low == ","), len(words))


def _holds_words(words: Sequence[Word], held: Range) -> bool:
    return any(not words[n].is_mark for n in range(*held))


def _noun(words: Sequence[Word], at: int) -> Attribution | None:
    """ "Kyiv's claim that", "claims by the ministry that", "reports that"."""
    that = next((n for n in range(at + 1, min(at + 12, len(words))) if words[n].low == "that"), 0)
    if not that or not has_verb(words, that + 1, that + 25):
        return None
    plain = words[at + 1].low in ("by", "from", "of")
    if (not plain and that > at + 2) or has_verb(
        words, at + 1, that - (words[that - 1].low in _IS)
    ):
        return None
    speaker = after(words, at + 2, that) if plain else _owner(words, at)
    if speaker is None and words[at + 1].low not in ("that", "by", "from"):
        return None
    stance = "hedged" if speaker is None else "asserted"
    if _NOUNS[words[at].low] == "denied":
        stance = "denied"
    opens = at <= _FIRST_NOUN and not has_verb(words, 0, at)
    is_subject = opens and words[that - 1].low not in _IS
    end = _predicate(words, that + 1) if is_subject else _content_end(words, that + 1)
    return Attribution((at, at + 1), stance, speaker, ((that + 1, end),), at)  # type: ignore[arg-type]


def _owner(words: Sequence[Word], at: int) -> Speaker | None:
    """ "Kyiv's" of "Kyiv's claim", "the minister's" of "the minister's view"."""
    n = at - 1
    while n > at - 4 and n >= 0 and not words[n].low.endswith(("'s", "s'")):
        if not words[n].low.isalpha() or words[n].low in DETERMINER:
            return None
        n -= 1
    if n < 0 or not words[n].low.endswith(("'s", "s'")):
        return None
    start = n
    while start and (words[start - 1].is_capital or is_source_noun(words[start - 1].low)):
        start -= 1
    opened = next((k for k in range(start - 1, max(start - 4, -1), -1) if _begins(words, k)), None)
    if opened is not None and all(words[k].low.isalpha() for k in range(opened, start)):
        return Speaker(opened, n + 1, opened, at)
    if start and words[start - 1].low in ("the", "a", "an", "one"):
        start -= 1
    return Speaker(start, n + 1, start, at)


def _begins(words: Sequence[Word], at: int) -> bool:
    return words[at].low in ("the", "a", "an", "one", "this", "that")


def _content_end(words: Sequence[Word], start: int) -> int:
    """A clause within a longer sentence: up to a comma, or to a second verb of the sentence."""
    verbs = 0
    for n in range(start, len(words)):
        if words[n].low in (",", ";", "—", "–", "-") and not words[n].quoted and verbs:
            return n
        if words[n].low in _SECOND_VERBS and verbs:
            return n
        verbs += has_verb(words, n, n + 1)
    return len(words)


_FIRST_NOUN = 4
"""Words before a noun that can be the subject of its sentence."""


def _predicate(words: Sequence[Word], start: int) -> int:
    """Where the verb of the whole sentence begins, behind the clause of its subject."""
    verb = next((n for n in range(start, len(words)) if is_finite(words[n])), len(words))
    behind = verb + 1
    while behind < len(words) and (words[behind].low in ADVERB | NEGATION | BE | HAVE):
        behind += 1
    if verb < len(words) and words[verb].low in BE | HAVE | MODAL:
        behind += 1  # its participle
    for n in range(behind, len(words)):
        if words[n].low in (",", ";", "—", "–") and not words[n].quoted:
            return n
        if is_finite(words[n]) and words[n - 1].low not in ("who", "which", "that", "to"):
            return n
    return len(words)


_SECOND_VERBS = frozenset("was were is are has have".split())


def _in_the_words_of(words: Sequence[Word], at: int) -> Attribution | None:
    speaker = after(words, at + 2, len(words))
    start = at - 1
    while start and words[start - 1].low in ("in", ","):
        start -= 1
    if speaker is None or speaker.behind >= len(words):
        return None
    content = tuple(r for r in ((0, start), (speaker.behind, len(words))) if _holds_words(words, r))
    return Attribution((at - 1, at + 2), "asserted", speaker, content, start)


_DASHES = (":", "—", "–", "-")


def before_colon(passage: Passage, at: int) -> Attribution | None:
    """Who speaks the quotation at ``at``: "Zelensky: ...", "He went on: ..."."""
    words = passage.words
    if at < 2 or words[at - 1].low != ":":
        return None
    speaker = first_phrase(words, at - 1)
    if speaker is None:
        return None
    cue = (speaker.behind, at - 1) if speaker.behind < at - 1 else (at - 1, at)
    return Attribution(cue, "asserted", speaker, ((at, at + 1),), speaker.start, direct=True)


def of_heading(passage: Passage, known: frozenset[str]) -> Attribution | None:
    """ "Sanctions bite: Kremlin", "Kremlin: sanctions bite", where the source speaks elsewhere."""
    words = passage.words
    if passage.paragraph.role not in ("headline", "standfirst", "subhead"):
        return None
    for n in range(1, len(words) - 1):
        if words[n].low in _DASHES and not words[n].quoted:
            for source, content in (((n + 1, len(words)), (0, n)), ((0, n), (n + 1, len(words)))):
                if _is_known(words, source, known) and content[1] - content[0] >= 3:
                    speaker = Speaker(*source, source[0], source[1])
                    return Attribution((n, n + 1), "asserted", speaker, (content,), source[0])
    return None


_ALWAYS = re.compile(
    r"(?:the )?(?:kremlin|pentagon|white house|officials?|reports?|sources?|media|ministry|police|"
    r"experts?|analysts?|agency|state media|"
    r"ukraine|kyiv|russia|moscow|seoul|tokyo|iran|china|israel|north korea|south korea|"
    r"kcna|tass|nato|un|eu|us|uk|minister|president)$",
    re.I,
)


def _is_known(words: Sequence[Word], source: Range, known: frozenset[str]) -> bool:
    size = source[1] - source[0]
    if not 1 <= size <= 4 or has_verb(words, *source):
        return False
    text = " ".join(w.low for w in words[source[0] : source[1]])
    return text in known or _ALWAYS.match(text) is not None
