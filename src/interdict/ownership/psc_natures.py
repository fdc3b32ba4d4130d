"""What the UK register's natures of control mean: rights, bands, and through whom they are held.

The bands are those that the law prescribes for the register (The Register of People with
Significant Control Regulations 2016, schedule 2): above 25 up to 50 %, above 50 and below 75 %,
75 % or more; for overseas entities only "more than 25 %" is stated. The words are Companies House's
published enumeration (``psc_descriptions``).
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from interdict.ownership.share import UNKNOWN, Share, band
from interdict.ownership.stake import StakeKind

Through = Literal["", "trust", "firm"]
"""Held by the person, by the trustees of a trust, or by the members of a firm that is no legal
person."""


class Right(NamedTuple):
    """One nature of control."""

    kind: StakeKind
    share: Share = UNKNOWN
    """Of shares and votes."""
    through: Through = ""
    link: StakeKind = "control"
    """What the person has of the trust or firm: influence over it, or a role in it."""


_BANDS = {
    "25-to-50-percent": band(25, 50, low_open=True),
    "50-to-75-percent": band(50, 75, low_open=True, high_open=True),
    "75-to-100-percent": band(75, 100),
    "more-than-25-percent": band(25, 100, low_open=True),
}

_SIZED: dict[str, StakeKind] = {
    "ownership-of-shares": "shares",
    "voting-rights": "votes",
    # What a partnership without share capital has in their place (schedule 1A, as applied).
    "right-to-share-surplus-assets": "shares",
}

_UNSIZED: dict[str, StakeKind] = {
    "right-to-appoint-and-remove-directors": "board",
    "right-to-appoint-and-remove-members": "board",
    "right-to-appoint-and-remove-person": "board",
    "significant-influence-or-control": "control",
    # The overseas entity holds land for this person, which makes nobody its owner.
    "registered-owner-as-nominee-person": "other",
    "registered-owner-as-nominee-another-entity": "other",
}

_NATURE = re.compile(
    r"(?:part-)?"
    rf"(?P<right>{'|'.join((*_SIZED, *_UNSIZED))})"
    rf"(?:-(?P<band>{'|'.join(_BANDS)}))?"
    r"(?:-(?:england-wales|scotland|northern-ireland))?"
    r"(?:-as-(?P<over>control-over-)?(?P<through>trust|firm))?"
    r"(?P<overseas>-registered-overseas-entity)?(?:-limited-liability-partnership)?"
)


@lru_cache(maxsize=1024)
def right_of(nature: str) -> Right | None:
    """What one nature of control says; None for a word that is none, or lacks its band."""
    found = _NATURE.fullmatch(nature)
    if found is None:
        return None
    right, size = found["right"], found["band"]
    if (right in _SIZED) != (size is not None):
        return None
    through: Through = "trust" if found["through"] == "trust" else "firm"
    link: StakeKind = "control"
    if found["overseas"] and not found["over"]:
        # Of overseas entities the owner is a trustee or a member himself.
        link = "trust" if through == "trust" else "other"
    if size is None:
        return Right(_UNSIZED[right], UNKNOWN, through if found["through"] else "", link)
    return Right(_SIZED[right], _BANDS[size], through if found["through"] else "", link)
