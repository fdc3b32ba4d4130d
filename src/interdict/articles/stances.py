"""How a source stands to what it says."""

import re
from collections.abc import Sequence
from typing import cast

from interdict.articles.article import Span
from interdict.articles.statements import Stance

_HEDGED = re.compile(
    r"\b(?:(?-i:may)|might|could|reportedly|allegedly|purportedly|supposedly|possibly|perhaps|probably|"
    r"likely|estimated|appears? to|appeared to|seems? to|seemed to)\b",
    re.I,
)
_NOT_SO = re.compile(
    r"(?:it|he|she|they|we|I)\s(?:\w+\s)?(?:has|have|had|did|do|does|was|were|is|are)"
    r"(?:n.t|\s(?:not|never|no))\b(?!\s\w+\sthat\b)|(?:Never|No|Not at all)[.,!]"
    r"|(?:[Tt]here (?:was|is|were|are) )?[Nn]o (?:proof|evidence|signs?|trace|indication)\b"
)
_FALSE = re.compile(r"\b(?:baseless|groundless|untrue|fabrications?|unfounded|nonsense|false)\b")
_SENTENCE_END = re.compile(r"[.!?][\"”’»]?\s+(?=[A-Z])")
_FIRST_CLAUSE = 120
"""Characters within which a hedge bears on the claim and not on an aside."""
_SHORT = 60
"""Characters within which "baseless" is the gist of what is said."""


def stance_of(text: str, cue: str, content: Sequence[Span]) -> Stance:
    """The cue's own stance; a plain assertion of what may be is hedged."""
    if cue != "asserted":
        return cast(Stance, cue)
    first = content[0]
    if _NOT_SO.match(text, first.start, first.end):
        return "denied"
    if _FALSE.search(text, first.start, min(first.end, first.start + _SHORT)):
        return "denied"
    left = _FIRST_CLAUSE
    for span in content:
        if left <= 0:
            break
        end = min(span.end, span.start + left)
        over = _SENTENCE_END.search(text, span.start, end)
        if _HEDGED.search(text, span.start, over.start() if over else end):
            return "hedged"
        left = 0 if over else left - len(span)
    return "asserted"
