"""One party as all lists print it: the records side by side, never mixed into one.

Every listing, name and number says which record it stands on, so that what one list says is
never read as another's word.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from interdict.party import Listing, Party
from interdict.snapshot.joined import Clustering, Conflict, Join
from interdict.snapshot.snapshot import Snapshot


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """A party with all its records, and what may yet belong to it."""

    id: str
    """The cluster's id; the record's own when it stands alone."""
    asked: str
    """The record that was asked for."""
    records: tuple[Party, ...]
    """The record asked for first, then the others by id."""
    joins: tuple[Join, ...] = ()
    proposals: tuple[Join, ...] = ()
    """Joins to other parties that wait for a person."""
    conflicts: tuple[Conflict, ...] = ()
    """Joins to other parties that were refused."""
    named: dict[str, str] = {}
    """Primary names of the other parties' records, by id."""

    @property
    def listings(self) -> tuple[tuple[Party, Listing], ...]:
        """Every listing with the record it stands on, by regime, then since when."""
        found = [(party, listing) for party in self.records for listing in party.listings]
        return tuple(sorted(found, key=_by_regime))

    @property
    def names(self) -> dict[str, list[str]]:
        """Every spelling with the ids of the records that print it."""
        return _bearers((p.id, name.full) for p in self.records for name in p.names)


def merged(snapshot: Snapshot, party: Party, waiting: Clustering) -> Merged:
    """The party that a record belongs to; ``waiting`` is the snapshot's (``Snapshot.waiting``)."""
    cluster = snapshot.cluster_of(party.id)
    ids = cluster.parties if cluster else (party.id,)
    others = [snapshot.find(each) for each in ids if each != party.id]
    proposals = tuple(join for join in waiting.proposals if _touches(join, ids))
    conflicts = tuple(each for each in waiting.conflicts if _touches(each.join, ids))
    far = {
        each
        for join in (*proposals, *(conflict.join for conflict in conflicts))
        for each in (join.one, join.other)
    }
    found = (snapshot.find(each) for each in sorted(far.difference(ids)))
    return Merged(
        id=cluster.id if cluster else party.id,
        asked=party.id,
        records=(party, *filter(None, others)),
        joins=cluster.joins if cluster else (),
        proposals=tuple(sorted(proposals, key=lambda join: join.rank)),
        conflicts=conflicts,
        named={other.id: other.primary_name for other in found if other},
    )


def merged_json(found: Merged) -> dict[str, Any]:
    """The same for other programs; ``records`` holds each list's record whole."""
    first = found.records[0]
    return {
        "id": first.id,
        "cluster": found.id,
        "kind": first.kind,
        "names": [{"full": name, "records": ids} for name, ids in found.names.items()],
        "listings": [
            {"record": party.id, "stated_by": str(party.provenance)}
            | msgspec.to_builtins(listing)
            | {"measures": [msgspec.to_builtins(each) for each in listing.measures]}
            for party, listing in found.listings
        ],
        "joins": [join_json(join) for join in found.joins],
        "proposals": [join_json(join) for join in found.proposals],
        "conflicts": [
            join_json(each.join) | {"apart": list(each.apart), "why": each.why}
            for each in found.conflicts
        ],
        "records": [msgspec.to_builtins(party) for party in found.records],
    }


def join_json(join: Join) -> dict[str, Any]:
    """One join with all its reasons and the places they were read from."""
    return {
        "one": join.one,
        "other": join.other,
        "says": join.says,
        "reasons": [msgspec.to_builtins(reason) for reason in join.reasons],
    }


def _touches(join: Join, ids: Sequence[str]) -> bool:
    return join.one in ids or join.other in ids


def _by_regime(listed: tuple[Party, Listing]) -> tuple[str, datetime.date, str]:
    party, listing = listed
    return listing.regime, listing.listed_on or datetime.date.max, party.id


def _bearers(stated: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for party_id, value in stated:
        bearers = found.setdefault(value, [])
        if party_id not in bearers:
            bearers.append(party_id)
    return found
