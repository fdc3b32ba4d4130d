"""The records that are one party with a known hit, though they do not hit themselves.

What they are listed under asks for a review of the customer (``screening.same_party``), so a hit
changes when other records join it or leave it, by a decision or by a new edition. Which they are
depends on the snapshot, the policy's lists and the customer's hits, and on no name: after a run
it is told of every known hit without screening anybody.
"""

from collections.abc import Sequence
from functools import cache

import msgspec

from interdict.monitor.known import KnownHit
from interdict.screening.policy import Policy
from interdict.snapshot.snapshot import Snapshot


class Joined:
    """Hits with the records that are joined to them in one snapshot."""

    def __init__(self, snapshot: Snapshot, policy: Policy) -> None:
        self._snapshot = snapshot
        self._policy = policy
        self._records = cache(self._others)  # many customers hit the same few parties

    def hits(self, hits: Sequence[KnownHit]) -> tuple[KnownHit, ...]:
        """All hits of one customer, each with the records that are the same party."""
        hit_themselves = {hit.party for hit in hits}
        return tuple(
            msgspec.structs.replace(hit, same_party=others) if others != hit.same_party else hit
            for hit in hits
            for others in [tuple(o for o in self._records(hit.party) if o not in hit_themselves)]
        )

    def because(self, party: str, other: str) -> str:
        """Why two records are one party; empty when they are not."""
        cluster = self._snapshot.cluster_of(party)
        return "" if cluster is None else cluster.because(party, other)

    def _others(self, party: str) -> tuple[str, ...]:
        """Ids of the other records of a party's cluster on lists in scope, in order."""
        cluster = self._snapshot.cluster_of(party)
        ids = cluster.parties if cluster is not None else ()
        records = [self._snapshot.find(each) for each in ids if each != party]
        return tuple(r.id for r in records if r is not None and self._policy.in_scope(r.source))
