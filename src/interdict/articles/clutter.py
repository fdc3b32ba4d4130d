"""Which lines of a page are no part of the article, each with its reason.

Rules run from the surest to the least sure, because the later ones lean on what the earlier
ones found: furniture by its own words, then what stands beside furniture, then what stands
under a heading such as "Read next", copies, and last the headlines of other stories.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from interdict.articles.article import Line, LineRole
from interdict.articles.blocks import Block, blocks
from interdict.articles.bylines import byline
from interdict.articles.captions import caption
from interdict.articles.edges import at_edges
from interdict.articles.foreign import foreign
from interdict.articles.furniture import Verdict, furniture
from interdict.articles.headlines import above_headline, headline_of, roles_of
from interdict.articles.kickers import kicker, mail_head
from interdict.articles.prompts import prompt
from interdict.articles.repeats import Earlier
from interdict.articles.sections import comments, listed_under
from interdict.articles.short_lines import is_date, short_line, time_line

_TOP = 7
"""Blocks from the top where a date or number alone is no part of the text."""

_PAGE_NUMBER = re.compile(r"\W{0,3}\d{1,4}\W{0,3}$")


class Sorted(NamedTuple):
    """The blocks of a page, told apart."""

    blocks: Sequence[Block]
    drops: dict[int, Verdict]
    roles: dict[int, LineRole]


def sorted_blocks(text: str, lines: Sequence[Line], title: str, in_english: bool) -> Sorted:
    """Clutter and text, by the number of the block."""
    found = blocks(text, lines)
    drops = {b.number: v for b in found if (v := _by_own_words(b)) is not None}
    drops.update(mail_head(found))
    drops.update(_by_neighbours(found, drops))
    headline = headline_of(found, drops, title)
    if in_english:
        drops.update(above_headline(found, drops, headline))
        drops.update(kicker(found, drops, headline))
        drops.update(listed_under(found, drops, headline))
        drops.update(comments(found, drops))
        drops.update(at_edges(found, drops, headline))
    drops.update(_copies(found, drops))
    if in_english:
        drops.update(foreign(found, drops, headline))
        drops.update(_by_neighbours(found, drops))
        drops.update(at_edges(found, drops, headline))
    return Sorted(found, drops, roles_of(found, drops, headline))


def _by_own_words(block: Block) -> Verdict | None:
    return furniture(block) or short_line(block) or time_line(block) or prompt(block, False)


def _by_neighbours(found: Sequence[Block], drops: dict[int, Verdict]) -> dict[int, Verdict]:
    """Bylines, captions and dates, for which it counts what stands beside them."""
    fresh: dict[int, Verdict] = {}
    body = [b.number for b in found if b.is_prose and b.number not in drops]
    first, last = (body[0], body[-1]) if body else (len(found), -1)
    for block in found:
        at = block.number
        if at in drops:
            continue
        near = [v for n in (at - 1, at + 1) if (v := fresh.get(n) or drops.get(n)) is not None]
        verdict = byline(block, at / max(1, len(found) - 1), bool(near))
        if verdict is None and near:
            verdict = prompt(block, True)
        if verdict is None and at:
            verdict = caption(block, any(v.reason == "caption" for v in near))
        if verdict is None and is_date(block) and (near or at < max(first, _TOP) or at > last):
            verdict = Verdict("timestamp", "a date alone, outside the text")
        if (
            verdict is None
            and _PAGE_NUMBER.match(block.text)
            and (near or 0 < at < _TOP or at > last or _is_counter(found, at))
        ):
            verdict = Verdict("navigation", "a number alone, as of a page")
        if verdict is not None:
            fresh[at] = verdict
    return fresh


def _is_counter(found: Sequence[Block], at: int) -> bool:
    """The number of a picture: alone between a paragraph and a line without an end mark."""
    before, after = found[at - 1 : at], found[at + 1 : at + 2]
    return bool(before and after) and before[0].is_closed and not after[0].is_closed


def _copies(found: Sequence[Block], drops: dict[int, Verdict]) -> dict[int, Verdict]:
    earlier = Earlier()
    kept = (block for block in found if block.number not in drops)
    return {b.number: v for b in kept if (v := earlier.verdict(b)) is not None}
