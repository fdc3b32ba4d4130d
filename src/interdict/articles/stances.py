"""How a source stands to what it says."""

import re
from collections.abc import Sequence
from typing import cast

from interdict.articles.article import Span
from interdict.articles.statements import Stance

_HEDGED = re.compile(
    r"\b(?:may|might|could|reportedly|allegedly|purportedly|supposedly|possibly|perhaps|probably|"
    r"likely|appears? to|appeared to|seems? to|seemed to)\b",
    re.I,
)
_FIRST_CLAUSE = 120
"""Characters within which a hedge bears on the claim and not on an aside."""


def stance_of(text: str, cue: str, content: Sequence[Span]) -> Stance:
    """The cue's own stance; a plain assertion of what may be is hedged."""
    if cue != "asserted":
        return cast(Stance, cue)
    left = _FIRST_CLAUSE
    for span in content:
        if left > 0 and _HEDGED.search(text, span.start, min(span.end, span.start + left)):
            return "hedged"
        left -= len(span)
    return "asserted"
