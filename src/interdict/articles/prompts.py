"""Prompts: lines that speak to the reader about the page, told by the words they are made of.

Patterns know the usual wordings; this knows the vocabulary. A story may say "subscribers", but a
line without an end mark that holds nothing but such words, or a line beside other furniture that
says "you" and uses several of them, is of the page.
"""

import re

from interdict.articles.article import REASONS, DropReason
from interdict.articles.blocks import Block
from interdict.articles.furniture import Verdict
from interdict.articles.line_words import word_set

_LONGEST = 60
_LONGEST_LABEL = 8
_ADDRESS = frozenset("you your you'll you'd you've us our".split())
_NUMBER = re.compile(r"[\d.,:%+]+[a-z]{0,2}$")
_SPOKEN = frozenset('"«„“')


def prompt(block: Block, beside_clutter: bool) -> Verdict | None:
    """A prompt to the reader, or None."""
    if not 2 <= len(block.tokens) <= _LONGEST or block.is_item or _is_spoken(block):
        return None
    words = [token.lower() for token in block.tokens]
    told = [reason for word in words if (reason := _reason(word)) is not None]
    if not told:
        return None
    if len(words) <= _LONGEST_LABEL and not block.is_closed and all(map(_is_of_page, words)):
        return Verdict(_usual(told), "nothing but words of the page")
    addressed = not _ADDRESS.isdisjoint(words)
    if beside_clutter and addressed and len(told) >= 2:
        return Verdict(_usual(told), "speaks to the reader about the page")
    return None


def _is_spoken(block: Block) -> bool:
    return block.is_label or not _SPOKEN.isdisjoint(block.text)


def _usual(told: list[DropReason]) -> DropReason:
    return max(REASONS, key=told.count)


def _is_of_page(word: str) -> bool:
    known = word in word_set("page_filler") or word in word_set("stop")
    return known or _reason(word) is not None or bool(_NUMBER.match(word))


def _reason(word: str) -> DropReason | None:
    return next((reason for reason in _TOLD if word in word_set(f"page_{reason}")), None)


_TOLD: tuple[DropReason, ...] = (
    "newsletter", "cookie-notice", "comments", "share-bar", "other-clutter", "copyright",
    "advertisement", "read-more",
)  # fmt: skip
