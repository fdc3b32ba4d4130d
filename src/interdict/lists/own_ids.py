"""Ids of records whose own number is missing or repeated: an id never moves to another party.

Decisions, licences and alerts follow an id. Were the first of two records that share a number
to keep it plain, the second would inherit it on the day the first is delisted. So a number
is an id only where one record has it, whatever the order of the file.
"""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

_HASHED = 12
"""Hexadecimal digits of a hash: 48 bits for some ten thousand records."""


class Claim(NamedTuple):
    """What a record offers to be known by."""

    native: str
    """The number that the list prints; may be empty."""
    said: str
    """What does not change while it is the same party: kind and name."""
    whole: str
    """All that the record says."""


def own_ids(claims: Sequence[Claim]) -> list[str | None]:
    """An id for each record; None for one that repeats an earlier one word for word.

    The number where it is the only one. Else number and hash of ``said``; of records that agree
    in that too, number and hash of the ``whole``.
    """
    distinct = set(claims)
    numbered = Counter(claim.native for claim in distinct)
    told = Counter((claim.native, claim.said) for claim in distinct)
    found: list[str | None] = []
    taken: set[str] = set()
    for claim in claims:
        own = claim.native
        if not own or numbered[own] > 1:
            is_told_apart = told[claim.native, claim.said] == 1
            hashed = _digest(claim.said if is_told_apart else claim.whole)
            own = f"{claim.native}-{hashed}" if claim.native else hashed
        found.append(None if own in taken else own)
        taken.add(own)
    return found


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_HASHED]
