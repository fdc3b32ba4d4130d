"""One reason for a score. A score never travels without the evidence it is the sum of."""

import msgspec


class Evidence(msgspec.Struct, frozen=True):
    """One feature's contribution; points of all evidence of a hit add up to its score."""

    feature: str
    """Name of a feature of ``features``."""
    points: float
    """Share of the score, negative for a contradiction."""
    query: str
    """The asked value."""
    party: str
    """The listed value."""
    says: str
    """The reason as a person would say it."""


class Match(msgspec.Struct, frozen=True):
    """The comparison of one name (and its qualifiers) with another."""

    score: float
    """0 to 1, the sum of the evidence's points."""
    evidence: tuple[Evidence, ...]
    matched_name: str = ""
    """The listed spelling that scored best."""
