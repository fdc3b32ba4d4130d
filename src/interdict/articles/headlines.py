"""The article's own headline, what stands above it, and what each kept line is."""

import re
from collections.abc import Mapping, Sequence

from interdict.articles.article import LineRole
from interdict.articles.blocks import Block, stem
from interdict.articles.foreign import Thread
from interdict.articles.furniture import Verdict
from interdict.articles.line_words import word_set

_LONGEST_HEADLINE = 30
_LONGEST_STANDFIRST = 55
_LONGEST_SUBHEAD = 14
_SHORTEST_SENTENCE = 6
_SHORTEST_TITLE = 4
_LONGEST_OFFICE = 10
_OFFICE = re.compile(
    r"(?:[\w.'&-]+ ){0,5}(?:department|ministry|office|bureau|embassy|mission|secretariat|"
    r"commission|agency|directorate|division|court)(?:,? (?:of|for|on|to|district)\b.{0,60})?$"
)
_HIGHEST = 40
"""Blocks from the top among which the headline stands."""


def headline_of(blocks: Sequence[Block], drops: Mapping[int, Verdict], title: str) -> int:
    """Number of the block that is the headline; -1 where there is none."""
    above = _above_the_text(blocks, drops)
    if not above:
        return -1
    titled = frozenset(stem(word) for word in title.split()) if title else frozenset()
    for block in above:
        words = frozenset(stem(word) for word in block.tokens)
        if titled and len(words & titled) >= 0.7 * len(words) and len(words) >= 3:
            return block.number
    thread = Thread([b for b in blocks if b.number not in drops and _is_sentence(b)])
    long = [b for b in above if len(b.tokens) >= 3 and not is_office(b)]
    for block in [b for b in long if " | " not in b.text] or long:
        if thread.shared(block.telling, []) >= 0.25 * len(block.telling):
            return _without_site(block, long)
    return (long or above)[0].number


def is_office(block: Block) -> bool:
    """Is it the name of the body that sent it out, as releases open with?"""
    if len(block.tokens) > _LONGEST_OFFICE or block.is_closed or not _OFFICE.match(block.plain):
        return False
    return not any(token.lower() in word_set("headline_verb") for token in block.tokens)


def _without_site(found: Block, among: Sequence[Block]) -> int:
    """The line itself, where the title of the page stands above it: "Headline - The Paper"."""
    for block in among:
        longer = found.plain.startswith(block.plain) and found.plain != block.plain
        if block.number > found.number and len(block.tokens) >= _SHORTEST_TITLE and longer:
            return block.number
    return found.number


def above_headline(
    blocks: Sequence[Block], drops: Mapping[int, Verdict], headline: int
) -> dict[int, Verdict]:
    """Menus, tickers and copies of the headline above and right under it."""
    found: dict[int, Verdict] = {}
    if headline < 0:
        return found
    own = [token.lower() for token in blocks[headline].tokens]
    for block in blocks[:headline]:
        if block.number in drops or block.is_prose:
            continue
        verdict = _above(block, alone=headline == 1)
        if verdict is not None:
            found[block.number] = verdict
    for block in blocks[headline + 1 : headline + 6]:
        words = [token.lower() for token in block.tokens]
        same = words == own or (len(words) >= 4 and own[: len(words)] == words)
        if same and block.number not in drops:
            found[block.number] = Verdict("repeated", "the headline once more")
    return found


def roles_of(
    blocks: Sequence[Block], drops: Mapping[int, Verdict], headline: int
) -> dict[int, LineRole]:
    """What each kept block is."""
    kept = [block for block in blocks if block.number not in drops]
    roles: dict[int, LineRole] = {block.number: "body" for block in kept}
    for at, block in enumerate(kept):
        after = kept[at + 1] if at + 1 < len(kept) else None
        if block.number == headline:
            roles[block.number] = "headline"
        elif at and kept[at - 1].number == headline and _is_standfirst(block, after, drops):
            roles[block.number] = "standfirst"
        elif block.number > headline and after is not None and _is_subhead(block, after, at):
            roles[block.number] = "subhead"
    return roles


def _is_sentence(block: Block) -> bool:
    return block.is_closed and len(block.tokens) >= _SHORTEST_SENTENCE and not block.is_shouted


def _above(block: Block, alone: bool) -> Verdict | None:
    if is_office(block):
        return Verdict("other-clutter", "the office that sent it out")
    words = [token.lower() for token in block.tokens]
    if len(words) <= 3:
        in_menu = any(w in word_set("menu") for w in words) or any(m in block.text for m in "»>|/")
        says = "a short line above the headline"
        return Verdict("navigation", says) if in_menu or not alone else None
    if (
        block.is_closed
        or (block.sentences and not block.is_shouted)
        or len(words) > _LONGEST_HEADLINE
    ):
        return None
    if any(word in word_set("headline_verb") for word in words):
        return Verdict("foreign-headline", "another headline above this one")
    return Verdict("other-clutter", "a line above the headline")


def _above_the_text(blocks: Sequence[Block], drops: Mapping[int, Verdict]) -> list[Block]:
    found: list[Block] = []
    for block in blocks[:_HIGHEST]:
        if block.number in drops:
            continue
        told = block.is_closed and len(block.tokens) >= _SHORTEST_SENTENCE
        if told and not block.is_shouted and block.text[-1] not in "?!":
            return found
        may_be = not block.is_closed or block.is_shouted or block.text.endswith(("?", "!"))
        if may_be and not block.is_item and 2 <= len(block.tokens) <= _LONGEST_HEADLINE:
            found.append(block)
    return found if any(b.is_closed for b in blocks) else found[:1]


def _is_standfirst(block: Block, after: Block | None, drops: Mapping[int, Verdict]) -> bool:
    if not 5 <= len(block.tokens) <= _LONGEST_STANDFIRST or block.is_item or after is None:
        return False
    if not block.is_closed:
        return not block.is_shouted
    parted = any(
        n in drops and drops[n].reason in ("byline", "timestamp", "share-bar", "caption")
        for n in range(block.number + 1, after.number)
    )
    return parted and block.sentences <= 2


def _is_subhead(block: Block, after: Block, at: int) -> bool:
    words = len(block.tokens)
    if not 1 <= words <= _LONGEST_SUBHEAD or block.is_item or block.is_quote or block.is_label:
        return False
    if block.text.endswith("?"):
        return 3 <= words <= 10 and len(after.tokens) > 2 * words and after.is_closed and at > 1
    if block.is_closed or block.text.endswith((",", ";")) or not block.text[0].isupper():
        return False
    return after.is_closed and len(after.tokens) > words and not after.is_item
