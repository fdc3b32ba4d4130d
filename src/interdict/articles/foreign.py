"""Headlines of other stories in the middle of this one, and the teaser under each.

No single sign tells them from subheads, so several weak ones add up; ``SIGNS`` is the whole
table. A line is dropped only from ``ENOUGH`` points on: when in doubt it stays.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from interdict.articles.blocks import Block
from interdict.articles.furniture import Verdict
from interdict.articles.line_words import word_set

ENOUGH = 5

SIGNS: dict[str, tuple[int, str]] = {
    "capitals": (2, "a headline in capitals"),
    "titled": (1, "a headline with every word capitalised"),
    "long": (1, "longer than a subhead"),
    "as a sentence": (2, "as long as a sentence, without a stop"),
    "marked": (3, "with an agency's mark of a new report"),
    "splash": (3, "with a splash in capitals before it, as tabloids print them"),
    "short": (-2, "short as a subhead"),
    "verb": (1, "with a headline's verb"),
    "tabloid": (1, "on a tabloid matter"),
    "listicle": (2, "that promises the reader something"),
    "strange": (2, "that shares no telling word with the story around it"),
    "nearly strange": (1, "that shares hardly a telling word with the story around it"),
    "familiar": (-2, "made of the story's words"),
    "strange teaser": (2, "with a lone sentence under it that shares none either"),
    "nearly strange teaser": (1, "with a lone sentence under it that shares hardly one"),
    "resumed": (2, "after which the story goes on as before"),
    "section": (-2, "that names what the next paragraph is about"),
    "beside clutter": (1, "beside a line that is no text"),
    "amid foreign": (2, "directly beside another story's headline or under a section's name"),
    "last": (1, "behind the end of the story"),
    "question": (-1, "a question, as subheads are"),
    "generic": (-5, "a usual subhead"),
    "announced": (-3, "announced by a colon"),
    "name": (-4, "a name or an entry of a list"),
    "item": (-1, "an item of a list"),
    "strange items": (2, "among other lines of the kind"),
}
"""Sign -> points for "of another story", and what it says."""

_LISTICLE = re.compile(
    r"(?:(?:the |our )?(?:top|best|worst) \d|\d{1,3} (?:of the |best |most |ways?|things?|tips|"
    r"foods?|"
    r"reasons?|signs|places|tricks|times|easy|simple)|(?:the )?best .{1,40} (?:to|for|in|of|"
    r"within)\b|"
    r"how to (?!read this|report)|.*\b(?:you (?:can|need|should|must|could|won't|have to)|your|"
    r"you'll|this one)\b|where to\b|when is\b|"
    r".{3,40}: (?:where|how|when|what) to\b|what time\b|i (?:lost|tried|was|went)\b|"
    r"doctors\b|experts reveal)"
)
_ENTRY = re.compile(r";|^[A-Z' -]{2,30}, [A-Z][a-z]")
"""As lists print their entries: "IVANOV, Ivan"."""

_MARKED = re.compile(
    r"\((?:\d\w\w )?(?:LEAD|LD|URGENT|News Focus|Profile|Yonhap \w+)\) |"
    r"(?:UPDATE|WRAPUP|CORRECTED|REFILE)[ -]?\d?[ -]{1,2}|(?:BREAKING|EXCLUSIVE|WATCH|VIDEO)[:|] "
)
_SPLASH = re.compile(r"['\"‘“]?[A-Z][A-Z’' !-]{6,40}[’'”\"!]? [A-Z][a-z]+ [a-z]")
"""GHOST TOWN Inside the resort where pints cost a pound"""
_SENTENCE = 8
"""Tokens; subheads are shorter."""
_SHORTEST, _LONGEST = 3, 24
_LONGEST_TEASER = 45
_NAME_WORDS = frozenset(
    "llc ltd inc co company corp corporation jsc ooo pjsc bank gmbh limited holding holdings plc "
    "fze dmcc llp ao zao pao oao trading shipping a.k.a aka f.k.a n.k.a dob pob imo".split()
)


class Thread:
    """The words of the story, by the number of blocks that hold them."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._counts = Counter(word for block in blocks for word in block.telling)

    def shared(self, words: frozenset[str], without: Sequence[Block]) -> int:
        """How many of the words stand elsewhere in the story."""
        return sum(
            self._counts[word] > sum(word in block.telling for block in without) for word in words
        )


class _Around(NamedTuple):
    """A line that may be foreign, with what stands around it."""

    line: Block
    before: Block | None
    after: Block | None
    behind: Block | None
    """The kept block behind ``after``."""
    beside_clutter: bool
    amid_foreign: bool

    @property
    def teaser(self) -> Block | None:
        """The next block, where it has a teaser's form."""
        after = self.after
        if after is None or after.is_quote or after.is_item or after.is_label:
            return None
        if not (after.is_closed or _is_splash(self.line)):
            return None
        fits = 5 <= len(after.tokens) <= _LONGEST_TEASER and after.sentences <= 2
        return after if fits and not after.is_shouted else None


def foreign(
    blocks: Sequence[Block], drops: Mapping[int, Verdict], headline: int
) -> dict[int, Verdict]:
    """Foreign headlines and teasers among the blocks that are still kept, by their numbers."""
    found: dict[int, Verdict] = {}
    shouting = _is_shouting(blocks)
    for _ in range(2):  # a second look, when the foreign words of the first are gone
        kept = [b for b in blocks if b.number not in drops and b.number not in found]
        thread = Thread(kept)
        fresh = dict(_found_in(kept, {**drops, **found}, thread, headline, shouting))
        if not fresh:
            break
        found.update(fresh)
    return found


def _found_in(
    kept: Sequence[Block],
    drops: Mapping[int, Verdict],
    thread: Thread,
    headline: int,
    shouting: bool,
) -> Iterator[tuple[int, Verdict]]:
    if sum(block.is_prose for block in kept) < 2:
        return
    listed = False
    for at, line in enumerate(kept):
        opener = at > 0 and kept[at - 1].text.endswith(":")
        listed = (listed or opener) and not line.is_closed and line.number - 1 not in drops
        if listed or line.number <= headline or not _may_be(line):
            continue
        if at and kept[at - 1].number == headline and not _is_splash(line):
            continue  # what stands right under the headline is its standfirst
        around = _Around(
            line=line,
            before=kept[at - 1] if at else None,
            after=kept[at + 1] if at + 1 < len(kept) else None,
            behind=kept[at + 2] if at + 2 < len(kept) else None,
            beside_clutter=line.number - 1 in drops or line.number + 1 in drops,
            amid_foreign=_is_amid(line, kept[at - 1] if at else None, drops),
        )
        signs = list(_signs(around, thread, shouting))
        if sum(SIGNS[sign][0] for sign in signs) < ENOUGH:
            continue
        yield line.number, Verdict("foreign-headline", _says(signs))
        teaser = around.teaser
        if teaser is not None and _is_under(teaser, line, drops) and _belongs(signs):
            yield teaser.number, Verdict("foreign-teaser", "the sentence under a foreign headline")


def _is_amid(line: Block, before: Block | None, drops: Mapping[int, Verdict]) -> bool:
    """Does it stand right under a foreign headline, or a section's name behind the text's start?"""
    above = drops.get(line.number - 1)
    if above is None or before is None or not before.is_closed:
        return False
    return above.reason in ("foreign-headline", "navigation")


def _is_under(teaser: Block, line: Block, drops: Mapping[int, Verdict]) -> bool:
    """Is nothing between the two but a date or a credit?"""
    between = range(line.number + 1, teaser.number)
    return all(drops[n].reason in ("timestamp", "byline", "share-bar") for n in between)


def _is_splash(line: Block) -> bool:
    """Is it, or does it begin, in capitals?"""
    return line.is_shouted or _SPLASH.match(line.text) is not None


def _may_be(line: Block) -> bool:
    if line.text.endswith((":", ".", ";", ",", "…")):
        return False
    if (line.is_quote or line.is_label) and not _is_splash(line):
        return False
    return _SHORTEST <= len(line.tokens) <= _LONGEST and line.sentences <= 1


def _belongs(signs: Sequence[str]) -> bool:
    return any(sign in signs for sign in ("strange teaser", "nearly strange teaser", "resumed"))


def _says(signs: Sequence[str]) -> str:
    return ", ".join(SIGNS[sign][1] for sign in signs if SIGNS[sign][0] > 0)


def _signs(around: _Around, thread: Thread, shouting: bool) -> Iterator[str]:
    yield from _form(around.line, shouting)
    yield from _words(around, thread)
    yield from _place(around, thread)


def _form(line: Block, shouting: bool) -> Iterator[str]:
    """What the line itself shows."""
    words = [token.lower() for token in line.tokens]
    if line.is_shouted and not shouting:
        yield "capitals"
    elif line.is_titled and not shouting:
        yield "titled"
    if len(words) >= 6:
        yield "long"
    elif len(words) <= 3:
        yield "short"
    if _MARKED.match(line.text):
        yield "marked"
    if _SPLASH.match(line.text):
        yield "splash"
    verb = any(word in word_set("headline_verb") for word in words[1:])
    if verb:
        yield "verb"
    if any(word.removesuffix("'s") in word_set("tabloid") for word in words):
        yield "tabloid"
    if _LISTICLE.match(line.plain):
        yield "listicle"
    if line.text.endswith("?"):
        yield "question"
    if _is_generic(words):
        yield "generic"
    if not verb and (
        not _NAME_WORDS.isdisjoint(words) or ";" in line.text or "," in line.text[:20]
    ):
        yield "name"
    if line.is_item:
        yield "item"


def _is_generic(words: Sequence[str]) -> bool:
    """Subheads that any story may have: "WHAT WE KNOW SO FAR", "BACKGROUND"."""
    if all(word in word_set("generic_subhead") or word in word_set("stop") for word in words):
        return True
    return words[0] in ("what", "why", "how", "who", "where", "when") and len(words) <= 6


def _words(around: _Around, thread: Thread) -> Iterator[str]:
    """What the words of the line and of the sentence under it have to do with the story."""
    line, teaser = around.line, around.teaser
    without = [line] if teaser is None else [line, teaser]
    share = _share(thread, line, without)
    if share == 0 and line.telling:
        yield "strange"
        in_story = around.before is not None and around.before.is_closed
        if in_story and len(line.tokens) >= _SENTENCE and not (line.is_item or line.is_shouted):
            yield "as a sentence"
    elif share <= 0.25 and line.telling:
        yield "nearly strange"
    elif share >= 0.5 or not line.telling:
        yield "familiar"
    if teaser is None:
        return
    share = _share(thread, teaser, without)
    if share == 0:
        yield "strange teaser"
    elif share <= 0.2:
        yield "nearly strange teaser"


def _share(thread: Thread, block: Block, without: Sequence[Block]) -> float:
    return thread.shared(block.telling, without) / max(1, len(block.telling))


def _place(around: _Around, thread: Thread) -> Iterator[str]:
    """What stands before and behind."""
    line, after = around.line, around.after
    if around.beside_clutter:
        yield "beside clutter"
    if around.amid_foreign:
        yield "amid foreign"
    if after is None and (line.is_shouted or line.is_titled or around.beside_clutter):
        yield "last"
    elif after and around.teaser is None and len(line.telling & after.telling) >= 2:
        yield "section"
    if around.before is not None and around.before.text.endswith(":"):
        yield "announced"
    if _is_resumed(around):
        yield "resumed"
    if line.is_item and any(
        near is not None
        and near.is_item
        and not near.is_closed
        and _share(thread, near, [near]) == 0
        for near in (around.before, after)
    ):
        yield "strange items"


def _is_resumed(around: _Around) -> bool:
    """Does the block behind the teaser go on with the block before the headline?"""
    before, teaser, behind = around.before, around.teaser, around.behind
    if before is None or teaser is None or behind is None or not before.is_prose:
        return False
    inside = (around.line.telling | teaser.telling) & behind.telling
    outside = before.telling & behind.telling
    return len(outside - inside) > len(inside)


def _is_shouting(blocks: Sequence[Block]) -> bool:
    """Is so much of the text in capitals that they tell nothing?"""
    shouted = sum(block.letters for block in blocks if block.is_shouted and block.is_closed)
    return shouted > 0.3 * sum(block.letters for block in blocks)
