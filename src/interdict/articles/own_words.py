"""What is told in somebody's own terms: "as a trader put it", "by his account", "in X's words"."""

from collections.abc import Sequence

from interdict.articles.attributions import Attribution
from interdict.articles.contents import Range
from interdict.articles.grammar import MODAL
from interdict.articles.passages import Word
from interdict.articles.speakers import Speaker, checked

_ACCOUNTS = frozenset(
    "account accounts reckoning telling count admission estimate estimates".split()
)
_OWNED = {"by": _ACCOUNTS, "in": frozenset("words telling view opinion judgment judgement".split())}
_PUT = frozenset("put puts".split())
_LONGEST = 12
_POSSESSIVE = frozenset("his her its their".split())


def own_words(words: Sequence[Word], at: int) -> Attribution | None:
    """The attribution that begins with the word at ``at``, where there is one."""
    if words[at].low == "as":
        return _as_put(words, at)
    if words[at].low in _OWNED:
        return _owned(words, at)
    return None


def _as_put(words: Sequence[Word], at: int) -> Attribution | None:
    """ "as one trader put it", "as Peskov has put it"."""
    for n in range(at + 2, min(at + _LONGEST, len(words) - 1)):
        if words[n].is_mark:
            return None
        if words[n].low in _PUT and words[n + 1].low == "it":
            end = n
            while (
                words[end - 1].low in ("has", "had", "once", "later") or words[end - 1].low in MODAL
            ):
                end -= 1
            speaker = checked(words, at + 1, end, at + 1, end)
            return _around(words, (at, _behind_place(words, n + 2)), (n, n + 2), speaker)
    return None


def _behind_place(words: Sequence[Word], at: int) -> int:
    """Behind "in a note" up to its comma; ``at`` itself where nothing of the kind follows."""
    if at >= len(words) or words[at].low not in ("in", "on", "at", "to", "during"):
        return at
    return next((n for n in range(at, min(at + 8, len(words))) if words[n].low == ","), at)


def _owned(words: Sequence[Word], at: int) -> Attribution | None:
    """ "by his own account", "in the minister's words"."""
    for n in range(at + 2, min(at + _LONGEST, len(words))):
        if words[n].is_mark:
            return None
        if words[n].low in _OWNED[words[at].low]:
            end = n - 1 if words[n - 1].low == "own" else n
            owned = words[end - 1].low.endswith(("'s", "s'")) or words[end - 1].low in _POSSESSIVE
            if not owned or end <= at + 1:
                return None
            behind = n + 1 < len(words) and words[n + 1].low in (",", ".", ":")
            if not behind and n + 1 < len(words) and words[n + 1].quotation is None:
                return None
            speaker = Speaker(at + 1, end, at, n + 1)
            return _around(words, (at, n + 1), (n, n + 1), speaker)
    return None


def _around(
    words: Sequence[Word], aside: Range, cue: Range, speaker: Speaker | None
) -> Attribution | None:
    """The sentence without the aside is what is said."""
    start, behind = aside
    before_it = next((n + 1 for n in range(start - 1, -1, -1) if words[n].low == ";"), 0)
    while before_it < start and words[before_it].low in ("but", "and", "•", "-"):
        before_it += 1
    parts = ((before_it, start), (behind, len(words)))
    content = tuple(r for r in parts if any(not words[n].is_mark for n in range(*r)))
    if speaker is None or not content:
        return None
    return Attribution(cue, "asserted", speaker, content, start)
