"""What joining leaves: which records are one party, why, and what waits for a person."""

from typing import Literal

import msgspec

Basis = Literal[
    "decision", "reference", "publisher-number", "identifier", "name-and-birth",
    "name-and-number", "unlike-names", "number-without-country", "name-and-country",
    "name-and-year", "name-only",
]  # fmt: skip
"""What a join rests on, strongest first; the last five only propose."""

RANKS: dict[Basis, int] = {
    "decision": 0, "reference": 1, "publisher-number": 1, "identifier": 2, "name-and-birth": 3,
    "name-and-number": 3, "unlike-names": 4, "number-without-country": 4, "name-and-country": 5,
    "name-and-year": 5, "name-only": 6,
}  # fmt: skip
"""The weaker of two joins that cannot both hold is the one that is not made."""

PROPOSED = 4
"""From this rank on a join waits for a person."""


class Reason(msgspec.Struct, frozen=True, order=True):
    """One thing that two records have in common."""

    basis: Basis
    says: str
    fields: tuple[str, str] = ("", "")
    """Where the first and the second record say it."""


class Join(msgspec.Struct, frozen=True):
    """Two records that are, or may be, one party."""

    one: str
    """Party id; the lower of the two."""
    other: str
    reasons: tuple[Reason, ...]
    """Strongest first."""

    @property
    def rank(self) -> tuple[int, int]:
        """Lower is stronger: the basis, then how much else agrees."""
        return RANKS[self.reasons[0].basis], -len(self.reasons)

    @property
    def is_proposed(self) -> bool:
        """Does it wait for a person?"""
        return RANKS[self.reasons[0].basis] >= PROPOSED

    @property
    def says(self) -> str:
        """All reasons as one sentence."""
        return "; ".join(reason.says for reason in self.reasons)


class Cluster(msgspec.Struct, frozen=True):
    """One party with the records that several lists, or several acts of one, hold of it."""

    id: str
    """The lowest of the records' ids."""
    parties: tuple[str, ...]
    """Ids of the records, in order; two at least."""
    joins: tuple[Join, ...]
    """Why they are one party."""

    def because(self, one: str, other: str) -> str:
        """What joins two of the records, through as few others as possible, as a sentence."""
        reached: dict[str, tuple[str, ...]] = {one: ()}
        waiting = [one]
        for record in waiting:  # grows while it is walked through
            for join in self.joins:
                if record in (join.one, join.other):
                    neighbour = join.other if record == join.one else join.one
                    if neighbour not in reached:
                        step = join.says if record == one else f"{neighbour}: {join.says}"
                        reached[neighbour] = (*reached[record], step)
                        waiting.append(neighbour)
        return ", then ".join(reached.get(other, ()))


class Conflict(msgspec.Struct, frozen=True):
    """A join that was not made although the evidence would suffice."""

    join: Join
    apart: tuple[str, str]
    """The two records that cannot be one party."""
    why: str
    """What tells them apart."""


class Clustering(msgspec.Struct, frozen=True):
    """What joining found among all records."""

    clusters: tuple[Cluster, ...] = ()
    proposals: tuple[Join, ...] = ()
    """Joins that wait for a person."""
    conflicts: tuple[Conflict, ...] = ()
