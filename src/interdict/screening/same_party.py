"""The records of other lists that are the same party as a hit, though they did not hit themselves.

Each list prints what it knows: a customer's number may stand on one and not on another. What
such a record is listed under can then be no ``no-match``, and is no match either.
"""

from collections.abc import Iterator, Sequence

from interdict.screening.policy import Policy
from interdict.screening.result import Hit, SameParty
from interdict.snapshot.snapshot import Snapshot


def same_party(snapshot: Snapshot, policy: Policy, hits: Sequence[Hit]) -> tuple[SameParty, ...]:
    """The other records of the hits' clusters on lists in scope, each once, by hit."""
    return tuple(_others(snapshot, policy, hits))


def _others(snapshot: Snapshot, policy: Policy, hits: Sequence[Hit]) -> Iterator[SameParty]:
    seen = {hit.party.id for hit in hits}
    for hit in hits:
        cluster = snapshot.cluster_of(hit.party.id)
        for party_id in cluster.parties if cluster is not None else ():
            party = snapshot.find(party_id) if party_id not in seen else None
            seen.add(party_id)
            if cluster is not None and party is not None and policy.in_scope(party.source):
                yield SameParty(
                    cluster=cluster.id,
                    party=party,
                    hit=hit.party.id,
                    because=cluster.because(hit.party.id, party_id),
                )
