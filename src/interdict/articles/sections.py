"""What follows under "Read next", "Most read" or "Comments": other stories, other people."""

import re
from collections.abc import Mapping, Sequence

from interdict.articles.article import DropReason
from interdict.articles.blocks import Block
from interdict.articles.foreign import Thread
from interdict.articles.furniture import Verdict
from interdict.articles.line_words import word_set

_MOST_ITEMS = 30
_LISTS = re.compile(
    r"a link to other stories|a list of topics|(?:sponsored|promoted|partner) (?:links|stories|"
    r"content)"
)
_POINTING = frozenset("it this that they them he him she".split())
"""A short question with one of these is about what was just told: "Who wanted it?"."""
_COMMENT_SIGN = re.compile(
    r"\b(?:reply|ago|upvote|like|likes|report|flag|edited|@\w+)\b|^[\w.-]{3,30}(?: says)?:", re.I
)


def listed_under(
    blocks: Sequence[Block], drops: Mapping[int, Verdict], headline: int
) -> dict[int, Verdict]:
    """Headlines in a row under a line that announces other stories."""
    found: dict[int, Verdict] = {}
    thread = Thread([b for b in blocks if b.number not in drops])
    for opener in blocks:
        verdict = drops.get(opener.number)
        if verdict is None or not _LISTS.search(verdict.says + opener.plain):
            continue
        if _is_inline(opener) or opener.number in found:
            continue
        items = _items(blocks, opener.number + 1, drops)
        if any(item.number == headline for item in items):
            continue
        if items and _is_subhead(items[-1], blocks, thread, alone=len(items) == 1):
            items = items[:-1]
        says = f'a headline under "{opener.text[:40]}"'
        if verdict.reason == "navigation":
            items = [item for item in items if len(item.tokens) <= 4]
        found.update((item.number, Verdict(_reason(verdict, item), says)) for item in items)
    return found


def _reason(opener: Verdict, item: Block) -> DropReason:
    if opener.reason == "navigation":
        return "navigation"
    return "foreign-teaser" if item.text.endswith("!") else "foreign-headline"


def _is_inline(opener: Block) -> bool:
    """ "Read more: ..." names its story itself."""
    return bool(re.search(r":\s*\S", opener.text)) or len(opener.tokens) > 7


def _items(blocks: Sequence[Block], at: int, drops: Mapping[int, Verdict]) -> list[Block]:
    items: list[Block] = []
    for block in blocks[at : at + _MOST_ITEMS]:
        if block.number in drops:
            if drops[block.number].reason not in ("timestamp", "caption", "byline", "share-bar"):
                break
            continue
        if block.is_closed and not block.text.endswith(("?", "!")):
            break
        if not 2 <= len(block.tokens) <= 26 or (block.is_quote and block.is_closed):
            break
        items.append(block)
    return items


def _is_subhead(item: Block, blocks: Sequence[Block], thread: Thread, alone: bool) -> bool:
    """Does the last line open the next part of the story itself?"""
    after = blocks[item.number + 1] if item.number + 1 < len(blocks) else None
    if after is None or not after.is_prose or item.is_item or len(item.tokens) > 8:
        return False
    words = [token.lower() for token in item.tokens]
    if all(w in word_set("generic_subhead") or w in word_set("stop") for w in words):
        return True
    if len(words) <= 6 and item.text.endswith("?") and not _POINTING.isdisjoint(words):
        return True
    if alone or not item.telling:
        return False
    return thread.shared(item.telling, [item]) >= 0.6 * len(item.telling)


def comments(blocks: Sequence[Block], drops: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """All that follows a comments heading in the lower half of a page, if it looks like it."""
    total = blocks[-1].span.end if blocks else 0
    for opener in blocks:
        verdict = drops.get(opener.number)
        if verdict is None or verdict.reason != "comments" or opener.span.start < total * 0.35:
            continue
        rest = [b for b in blocks[opener.number + 1 :] if b.number not in drops]
        signs = sum(bool(_COMMENT_SIGN.search(b.text[:200])) for b in rest)
        answered = sum(
            v.reason in ("comments", "timestamp") for n, v in drops.items() if n > opener.number
        )
        if rest and signs + answered >= max(1, len(rest) // 6):
            says = f'behind the heading "{opener.text[:40]}"'
            return {b.number: Verdict("comments", says) for b in rest}
    return {}
