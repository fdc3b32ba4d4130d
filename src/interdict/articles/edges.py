"""Short lines told by where they stand: behind the story's last sentence, or shut in by furniture.

What a site prints around a story differs from site to site, but it stands in runs of short lines
that are nobody's sentences. A line that looks like an entry of a list is never touched.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from interdict.articles.article import DropReason
from interdict.articles.blocks import Block
from interdict.articles.foreign import Thread
from interdict.articles.furniture import Verdict
from interdict.articles.line_words import word_set

_MOST_WORDS = 14
_SHUT_IN_WORDS = 6
_TAG_WORDS = 3
_FEWEST_WORDS = 6
"""Of a sentence."""

_HEAD = 8
"""Blocks under the headline among which authors and dates stand."""

_LATE = 0.6
_LONGEST_BIO = 60
_STRANGE = 0.12
_MOST_STRANGE = 3
"""Closed lines behind the story that may be taken for the site's own."""

_ENTRY = re.compile(
    r";|^[A-Z' -]{2,40},|\b(?:DOB|POB|IMO|a\.?k\.?a|f\.?k\.?a|LLC|LTD|Ltd|Co)\b|\d{4}\)$"
)
_INHERITED: dict[DropReason, DropReason] = {
    "read-more": "foreign-headline", "foreign-teaser": "foreign-headline",
    "timestamp": "navigation", "byline": "navigation", "repeated": "navigation",
    "caption": "navigation", "correction": "navigation", "copyright": "navigation",
}  # fmt: skip
_TALKING = frozenset(("newsletter", "cookie-notice", "comments", "copyright"))
"""Furniture that goes on in whole sentences."""

_CREDITED = ("a picture credit", "remains of a player")
_NAMES = re.compile(r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,2}")
_HEADING = frozenset(("byline", "timestamp", "share-bar", "caption", "comments"))
_REPORTING = frozenset("said says say told according added denied he she his her its their".split())
_SHUTTING = frozenset(
    ("share-bar", "navigation", "newsletter", "cookie-notice", "comments", "other-clutter")
)


def at_edges(
    blocks: Sequence[Block], drops: Mapping[int, Verdict], headline: int
) -> dict[int, Verdict]:
    """Lines dropped for their place."""
    kept = [b for b in blocks if b.number not in drops]
    if sum(block.is_closed and len(block.tokens) >= _FEWEST_WORDS for block in kept) < 2:
        return {}
    thread = Thread(kept)
    found = dict(_behind(blocks, drops, thread, headline))
    found.update(_under_headline(blocks, {**drops, **found}, headline))
    found.update(_over_credits(blocks, {**drops, **found}, headline))
    found.update(_shut_in(blocks, {**drops, **found}, thread, headline))
    found.update(_authors(blocks, drops))
    return found


def is_loose(block: Block) -> bool:
    """Is it a short line without a sentence's end that is no entry of a list?"""
    if (block.is_closed and not block.text.endswith(("?", "!"))) or block.is_quote:
        return False
    if len(block.tokens) > _MOST_WORDS or block.is_label or " : " in block.text:
        return False
    if block.is_item or block.text.endswith((":", ",", ";")):
        return False
    return not _ENTRY.search(block.text)


def _behind(
    blocks: Sequence[Block], drops: Mapping[int, Verdict], thread: Thread, headline: int
) -> Iterator[tuple[int, Verdict]]:
    """Loose lines behind the first furniture that follows the story's last sentence."""
    end = max(_end(blocks, drops, thread), headline)
    last: Verdict | None = None
    waiting: list[Block] = []
    for block in blocks[end + 1 :]:
        if block.number in drops:
            if last is None:
                yield from _tags(waiting, blocks[end], thread)
            last = drops[block.number]
        elif last is None:
            waiting.append(block)
        else:
            reason = _reason(last, block)
            yield block.number, Verdict(reason, "a short line behind the end of the story")
            last = Verdict(reason, "")


def _end(blocks: Sequence[Block], drops: Mapping[int, Verdict], thread: Thread) -> int:
    """Number of the last block that is the story's own."""
    strange = 0
    for block in reversed(blocks):
        if block.number in drops or is_loose(block):
            continue
        before = drops.get(block.number - 1)
        strange += 1
        if before is None or strange > _MOST_STRANGE:
            return block.number
        if before.reason not in _TALKING and not _is_teaser(block, before, blocks, drops):
            return block.number
        if not _is_strange(block, thread):
            return block.number
    return -1


def _is_teaser(
    block: Block, before: Verdict, blocks: Sequence[Block], drops: Mapping[int, Verdict]
) -> bool:
    """Does it close the page, or stand in a row, behind the headline of another story?"""
    after = drops.get(block.number + 1)
    listed = after is not None and after.reason in ("timestamp", "foreign-headline", "read-more")
    return before.reason == "foreign-headline" and (listed or block.number == len(blocks) - 1)


def _is_strange(block: Block, thread: Thread) -> bool:
    if block.is_item or block.is_quote or block.is_label or _ENTRY.search(block.text):
        return False
    words = {token.lower() for token in block.tokens}
    if not block.telling or block.text.endswith(":") or not words.isdisjoint(_REPORTING):
        return False
    return thread.shared(block.telling, [block]) <= _STRANGE * len(block.telling)


def _reason(last: Verdict, block: Block) -> DropReason:
    if block.is_closed and last.reason in ("foreign-headline", "read-more"):
        return "foreign-teaser"
    if len(block.tokens) >= 4 and last.reason in ("timestamp", "navigation"):
        return "foreign-headline" if len(block.tokens) >= 6 else "navigation"
    if len(block.tokens) < _TAG_WORDS and last.reason in ("read-more", "foreign-headline"):
        return "navigation"
    return _INHERITED.get(last.reason, last.reason)


def _tags(waiting: list[Block], end: Block, thread: Thread) -> Iterator[tuple[int, Verdict]]:
    """Topics in a row behind the last sentence, of words the story is made of."""
    if end.text.endswith(":") or len(waiting) < 2:
        return
    shared = [_is_tag(block, thread) for block in waiting if len(block.tokens) <= _TAG_WORDS]
    if len(shared) == len(waiting) and 2 * sum(shared) >= len(waiting):
        for block in waiting:
            yield block.number, Verdict("navigation", "topics in a row behind the story")


def _is_tag(block: Block, thread: Thread) -> bool:
    if any(map(str.isdigit, block.text)):
        return False
    return bool(block.telling) and thread.shared(block.telling, [block]) >= 0.5 * len(block.telling)


def _under_headline(
    blocks: Sequence[Block], drops: Mapping[int, Verdict], headline: int
) -> Iterator[tuple[int, Verdict]]:
    """Very short lines among dates and authors, above the story's first sentence."""
    if headline < 0:
        return
    top = blocks[headline + 1 : headline + _HEAD]
    told = [b.is_closed and len(b.tokens) >= _FEWEST_WORDS and b.number not in drops for b in top]
    fresh: dict[int, Verdict] = {}
    for block in reversed(top[: told.index(True)] if True in told else top):
        if block.number in drops:
            continue
        after = fresh.get(block.number + 1) or drops.get(block.number + 1)
        before = drops.get(block.number - 1)
        if after is None or after.reason not in _HEADING or not is_loose(block):
            continue
        named = before is not None or block.is_titled or _NAMES.fullmatch(block.text)
        short = len(block.tokens) <= (4 if named else 1) and block.number > headline + 1
        if short and not _is_generic(block):
            reason: DropReason = "byline" if after.reason != "timestamp" else "navigation"
            if before is not None and before.reason == "byline":
                reason = "byline"
            fresh[block.number] = Verdict(reason, "a short line beside the author or the date")
    yield from fresh.items()


def _over_credits(
    blocks: Sequence[Block], drops: Mapping[int, Verdict], headline: int
) -> Iterator[tuple[int, Verdict]]:
    """What a picture or a film shows, over the line that says whose it is."""
    for block in blocks[headline + 2 : -1]:
        after = drops.get(block.number + 1)
        if block.number in drops or after is None or block.is_closed or block.is_item:
            continue
        if (
            after.says.startswith(_CREDITED)
            and _FEWEST_WORDS - 2 < len(block.tokens) <= 2 * _MOST_WORDS
        ):
            before = blocks[block.number - 1]
            if (before.number in drops or before.is_prose) and not block.text.endswith((":", ";")):
                yield block.number, Verdict("caption", "over the credit of a picture or a film")


def _shut_in(
    blocks: Sequence[Block], drops: Mapping[int, Verdict], thread: Thread, headline: int
) -> Iterator[tuple[int, Verdict]]:
    """Loose lines between two lines of furniture."""
    last: Verdict | None = None
    for block in blocks[:-1]:
        before, last = last, drops.get(block.number)
        after = drops.get(block.number + 1)
        if last is not None or before is None or after is None or block.number <= headline:
            continue
        if before.reason not in _SHUTTING or after.reason not in _SHUTTING:
            continue
        if (
            is_loose(block)
            and len(block.tokens) <= _SHUT_IN_WORDS
            and not _is_subhead(block, thread)
        ):
            last = Verdict(before.reason, "a short line between lines that are no text")
            yield block.number, last


def _is_subhead(block: Block, thread: Thread) -> bool:
    if _is_generic(block):
        return True
    shared = thread.shared(block.telling, [block])
    return len(block.tokens) >= _TAG_WORDS and shared >= 0.5 * max(1, len(block.telling))


def _is_generic(block: Block) -> bool:
    words = [token.lower() for token in block.tokens]
    return all(w in word_set("generic_subhead") or w in word_set("stop") for w in words)


def _authors(
    blocks: Sequence[Block], drops: Mapping[int, Verdict]
) -> Iterator[tuple[int, Verdict]]:
    """Lines in the last part that open with the name of the author."""
    names = {
        pair
        for n, verdict in drops.items()
        if verdict.reason == "byline"
        for pair in pairwise(token.lower() for token in blocks[n].tokens)
    }
    for block in blocks[int(len(blocks) * _LATE) :] if names else ():
        opening = tuple(token.lower() for token in block.tokens[:2])
        if block.number not in drops and opening in names and len(block.tokens) <= _LONGEST_BIO:
            yield block.number, Verdict("byline", "about the author, who is named above")
