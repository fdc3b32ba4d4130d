"""Words of a passage that may report speech, told from the same words in other senses."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from interdict.articles.grammar import (
    ADVERB,
    BE,
    DETERMINER,
    MODAL,
    PREPOSITION,
    has_verb,
    is_finite,
)
from interdict.articles.passages import Passage, Word
from interdict.articles.reporting_verbs import Verb, reporting_verbs, verbs_of_two_words
from interdict.articles.source_words import is_described_source, noun_kind


class Cue(NamedTuple):
    """Words ``start`` up to, not including, ``end`` that may report speech."""

    start: int
    end: int
    verb: Verb
    kind: Literal["verb", "according", "quoted-as"] = "verb"

    def takes(self, words: Sequence[Word], at: int) -> bool:
        """Can the words from ``at`` on, without "that", be what this verb reports?"""
        takes, low = self.verb.takes, words[at].low
        if {w.low for w in words[at : at + 4]} & _NOT_SAID.get(self.verb.base, frozenset()):
            return False
        if self.verb.base == "find" and _finds_nothing(words, at):
            return True
        if low == "to":
            return "i" in takes and at + 1 < len(words) and words[at + 1].low not in DETERMINER
        if "o" in takes:
            return any(w.low == "of" for w in words[at : at + 14])
        if "c" in takes:
            return _characterises(self.verb, words, at)
        if "u" in takes and any(w.low == "to" for w in words[at + 1 : at + 10]):
            return low not in PREPOSITION
        if "s" in takes:
            return low not in _NO_CLAUSE or _is_bound(words, at)
        if "n" in takes and _takes_object(self.verb, words, at):
            return True
        return (
            "t" in takes
            and low not in _NO_CLAUSE
            and has_verb(words, at + 1, _clause_end(words, at))
        )

    def is_charge(self, words: Sequence[Word]) -> bool:
        """ "accused of": by somebody who is not named here."""
        if self.verb.base != "accuse" or self.verb.shape != "past" or self.end >= len(words):
            return False
        return words[self.end].low == "of"

    def follows_clause(self, words: Sequence[Word]) -> bool:
        """For a form in -ing: does it hang on the clause before it?"""
        previous = words[self.start - 1]
        if previous.low in (",", "—", "–", "by", "while") or previous.quotation is not None:
            return True
        if previous.low in ("and", "but", "also", "after", "before", "in"):
            return True
        if noun_kind(previous.low) in ("document", "person", "people", "media", "body"):
            return self.verb.base in ("say", "claim", "warn", "accuse", "announce", "tell", "state")
        return self.verb.base in ("say", "add", "claim", "tell") and previous.low not in PREPOSITION


def _is_bound(words: Sequence[Word], at: int) -> bool:
    """ "as many as 6,000 were killed"."""
    near = [w.low for w in words[at : at + 3]]
    return near[::2] == ["as", "as"] and near[1] in ("many", "much", "few", "little")


_NO_CLAUSE = frozenset("to by of with from for as so goodbye hello sorry thanks yes".split())
_NOT_SAID = {
    "claim": frozenset("lives life victims victory credit territory territories".split()),
    "add": frozenset("percent % points".split()),
    "deny": frozenset("entry access boarding visas visa permission bail".split()),
    "report": frozenset("profit profits loss losses revenue earnings".split()),
}
_CHARGES = frozenset(
    "claim claims allegation allegations accusation accusations report reports suggestion "
    "suggestions charge charges criticism assertion assertions notion idea rumours rumors".split()
)
_COUNTS = frozenset(
    "number toll figure sum total losses cost count price share damage death dead "
    "bill value".split()
)
_PLAIN_PLACES = frozenset("for on off in out up back to at from with".split())
_JUDGING = ("al", "ble", "ive", "ous", "less", "ful", "ic", "false", "absurd", "ed", "ant", "ent")


def cues(passage: Passage) -> Iterator[Cue]:
    """Candidates in order; what stands within quote marks reports nothing of the writer's."""
    words, forms, pairs = passage.words, reporting_verbs(), verbs_of_two_words()
    for at, word in enumerate(words):
        if word.quoted:
            continue
        following = words[at + 1].low if at + 1 < len(words) else ""
        verb = forms.get(word.low)
        if verb is not None:
            if _as_saying(words, at):
                yield Cue(_quoting(words, at), at + 1, verb, "quoted-as")
            elif _is_verb(words, at, verb):
                yield Cue(at, at + 1, verb)
        elif (word.low, following) in pairs:
            yield Cue(at, at + 2, pairs[word.low, following])
        elif word.low == "according" and following == "to" and not _is_measure(words, at):
            yield Cue(at, at + 2, _ACCORDING, "according")
        elif (word.low == "according" and _lacks_to(words, at)) or _is_per(words, at):
            yield Cue(at, at + 1, _ACCORDING, "according")


_ACCORDING = Verb("according", "past", "s", "asserted")
_MEASURES = frozenset(
    "plan plans schedule law tradition whether size need needs taste how rank age what".split()
)


def _is_per(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at].low == "per" and words[at - 1].low == "," and _names(words, at + 1)


def _lacks_to(words: Sequence[Word], at: int) -> bool:
    """ ", according the ministry": a slip for "according to", not "according them rights"."""
    opens = at == 0 or words[at - 1].low == ","
    return opens and at + 1 < len(words) and (words[at + 1].low == "the" or _names(words, at + 1))


def _names(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].is_capital


def _is_measure(words: Sequence[Word], at: int) -> bool:
    near = [w.low for w in words[at + 2 : at + 4]]
    return bool(near) and (near[0] in _MEASURES or (near[-1] in _MEASURES and near[0] != "the"))


def _as_saying(words: Sequence[Word], at: int) -> bool:
    return (
        words[at].low in ("saying", "telling", "warning") and words[at - 1].low == "as" and at > 1
    )


def _quoting(words: Sequence[Word], at: int) -> int:
    for n in range(at - 2, max(at - 25, -1), -1):
        if words[n].low in ("quoted", "cited", "quotes", "cites", "quoting", "citing"):
            return n
    return at - 1


def _is_verb(words: Sequence[Word], at: int, verb: Verb) -> bool:
    """No noun ("the claims"), no adjective ("an estimated 600")."""
    if verb.base == "add" and at + 1 < len(words) and words[at + 1].low == "to":
        return False
    if verb.base in _WITH_THAT and not (
        _that_near(words, at) or _ends_clause(words, at) or _finds_nothing(words, at + 1)
    ):
        return False
    if verb.base == "state" and words[at].is_capital:
        return False  # "the United States", "a Member State"
    previous = words[at - 1] if at else None
    following = words[at + 1] if at + 1 < len(words) else None
    if previous is None:
        return False
    if previous.low in DETERMINER and not (verb.shape == "past" and previous.low in _STAND_ALONE):
        return False
    if verb.shape == "past":
        return not (following is not None and following.low == "to" and verb.base == "say") or (
            _has_be(words, at)
        )
    if verb.shape == "ing":
        return following is not None
    if previous.low in PREPOSITION or previous.low.endswith(("'s", "s'", "'", "’")):
        return False
    if following is not None and following.low in ("of", "by") and verb.base != "accuse":
        return False
    if following is not None and is_finite(following) and following.low not in BE:
        return verb.base == "say"
    if verb.shape == "present":
        return _is_plural(words, at) or verb.base in ("say", "believe", "insist", "argue", "think")
    return True


def _clause_end(words: Sequence[Word], at: int) -> int:
    for n in range(at + 1, min(at + 25, len(words))):
        if words[n].low in (",", ";") and not words[n].quoted:
            return n
    return at + 25


_STAND_ALONE = frozenset("all both some many several others most this that another few".split())


_WITH_THAT = frozenset("show find suggest indicate".split())
"""Verbs that report only with "that", or behind what they report."""


def _that_near(words: Sequence[Word], at: int) -> bool:
    return any(w.low == "that" for w in words[at + 1 : at + 5])


def _finds_nothing(words: Sequence[Word], at: int) -> bool:
    """ "judges found no proof that arms were loaded"."""
    near = [w.low for w in words[at : at + 3]]
    return near[:1] == ["no"] and bool(_SHOWN & set(near))


_SHOWN = frozenset("proof evidence sign signs trace traces indication link links".split())


def _ends_clause(words: Sequence[Word], at: int) -> bool:
    behind = words[at + 1].low if at + 1 < len(words) else "."
    return behind in (".", ",", "on", "in", "!", "?")


def _has_be(words: Sequence[Word], at: int) -> bool:
    n = at - 1
    while n >= 0 and words[n].low in ADVERB:
        n -= 1
    return n >= 0 and words[n].low in BE


def _is_plural(words: Sequence[Word], at: int) -> bool:
    n = at - 1
    while n > 0 and (words[n].low in ADVERB or words[n].low in MODAL):
        n -= 1
    low = words[n].low
    if words[n].is_capital and any(w.low == "and" for w in words[max(n - 4, 0) : n]):
        return True
    if low.endswith("s") or low in _PLURALS or _of_plural(words, n):
        return True
    return is_described_source(low) or low in ("they", "we", "i", "you", "who", ",", "and", "but")


_PLURALS = frozenset("data media police people authorities both some many others".split())


def _of_plural(words: Sequence[Word], n: int) -> bool:
    """ "pictures from a satellite", "analysts at the bank"."""
    return any(
        words[k].low.endswith("s") and words[k + 1].low in PREPOSITION
        for k in range(max(n - 7, 0), n)
    )


def _takes_object(verb: Verb, words: Sequence[Word], at: int) -> bool:
    low = words[at].low
    if verb.base == "warn":
        return low in ("of", "against")
    if verb.base == "claim":
        return low == "responsibility"
    if verb.base == "put":
        return bool({w.low for w in words[at : at + 5]} & _COUNTS)
    if verb.base == "expect":
        return all(w.low != "to" for w in words[at : at + 9])
    if low in PREPOSITION:
        return False
    return words[at].low not in ("to", "and", "as")


def _characterises(verb: Verb, words: Sequence[Word], at: int) -> bool:
    """ "called it a crime", "described the raid as ..."; not "called a meeting"."""
    low = words[at].low
    if low in _PLAIN_PLACES:
        return False
    near = words[at : at + 20]
    if any(w.quoted for w in near) or any(w.low == "as" for w in near[1:14]):
        return True
    if verb.base == "consider":
        return False
    if verb.base in ("describe", "dismiss", "condemn", "denounce", "decry", "hail", "praise"):
        return verb.base == "dismiss" and bool({w.low for w in near[:4]} & _CHARGES)
    if low in ("it", "him", "them", "her", "this"):
        return len(near) > 2
    if any(w.low in ("a", "an") for w in near[2:9]):
        return True
    last = next((w for n, w in enumerate(near) if n > 1 and w.is_mark), None)
    judged = near[near.index(last) - 1] if last is not None else near[-1]
    return low in DETERMINER and judged.low.endswith(_JUDGING) and low not in ("a", "an")
