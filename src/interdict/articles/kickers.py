"""Links to other stories by their first word ("VIDEO: ..."), and the head of an e-mail."""

import re
from collections.abc import Mapping, Sequence

from interdict.articles.blocks import Block
from interdict.articles.furniture import Verdict

_KICKER = re.compile(
    r"(?:in pictures|in photos|in video|video|videos|watch|watch live|listen|live|live updates|"
    r"live blog|follow live|gallery|photos|podcast|opinion|analysis|explainer|explained|quiz|"
    r"fact check|factbox|interactive|editorial|profile|comment|exclusive|breaking|trending|"
    r"just in|in pics|big read|long read|must see|view|op-ed|special report|"
    r"infographic|timeline) ?[:|»].{3,200}$"
)
_HEAD = re.compile(
    r"(?:from|to|cc|bcc|sent|subject|reply-to|date|fwd?|fw|re|importance|attachments?) ?:"
)
_HIGHEST = 30


def kicker(
    blocks: Sequence[Block], drops: Mapping[int, Verdict], headline: int
) -> dict[int, Verdict]:
    """Lines below the headline that a first word marks as a link to another piece."""
    says = "a link to another piece, by its first word"
    return {
        block.number: Verdict("read-more", says)
        for block in blocks
        if block.number > headline
        and block.number not in drops
        and not block.text.endswith(".")
        and len(block.tokens) <= 24
        and _KICKER.match(block.plain)
    }


def mail_head(blocks: Sequence[Block]) -> dict[int, Verdict]:
    """The lines "From:", "To:", "Subject:" of an e-mail, when there are several of them."""
    lines = [b for b in blocks[:_HIGHEST] if _HEAD.match(b.plain) and len(b.tokens) <= 40]
    if len({b.plain.split(":")[0] for b in lines}) < 2:
        return {}
    return {b.number: Verdict("other-clutter", "the head of an e-mail") for b in lines}
