"""The words of a verdict, strongest first, and the record that carries one."""

from typing import Literal, get_args

import msgspec

from interdict.ownership.licence_candidates import LicenceCandidate
from interdict.ownership.programmes import SecondaryRisk

VerdictWord = Literal[
    "blocked", "blocked-by-definition", "blocked-by-ownership", "blocked-by-control",
    "restricted", "secondary-risk", "unknown", "review", "no-match",
]  # fmt: skip
"""Strongest first (DESIGN, section 1). ``no-match`` always means: in these lists, of these
dates."""

STRENGTH: dict[str, int] = {word: rank for rank, word in enumerate(get_args(VerdictWord))}
"""Rank of each word; a lower rank is stronger."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """What one regime's loaded lists say about the subject of a screening."""

    verdict: VerdictWord
    because: tuple[str, ...] = ()
    """One plain sentence per reason, naming list, measure and date."""
    licences: tuple[LicenceCandidate, ...] = ()
    """Beside a block, never instead of it: licences that a person may examine."""
    secondary_risk: tuple[SecondaryRisk, ...] = ()
    """Beside the word: why dealing with the party exposes others to US secondary sanctions."""


def strongest(verdicts: "list[Verdict]") -> Verdict:
    """The strongest word wins and keeps the reasons of every verdict with that word."""
    word = min((v.verdict for v in verdicts), key=STRENGTH.__getitem__)
    reasons = [reason for v in verdicts if v.verdict == word for reason in v.because]
    return Verdict(verdict=word, because=tuple(dict.fromkeys(reasons)))
