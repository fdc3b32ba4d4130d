"""A screening as JSON, in the shape of the public contract.

Keys come in a fixed order, dates are ISO 8601, and an absent value is ``null`` rather than
a missing key, so the same screening is always the same bytes (invariant 5).
"""

import datetime
from typing import Any

import msgspec

from interdict.ownership.verdict import Verdict
from interdict.party import Listing, Party, Query
from interdict.screening.result import BesideBasis, Coverage, Hit, SameParty, Screening


def screening_json(screening: Screening) -> dict[str, Any]:
    """The answer to one query, ready for any JSON encoder."""
    return {
        "query": _query(screening.query),
        "snapshot": screening.snapshot,
        "policy": screening.policy,
        "engine": screening.engine,
        "as_of": _day(screening.as_of),
        "known_on": screening.known_on.isoformat() if screening.known_on else None,
        "hits_in_all": screening.hits_in_all,
        "hits": [hit_json(hit) for hit in screening.hits],
        "same_party": [_same_party(record) for record in screening.same_party],
        "verdicts": {
            regime: verdict_json(verdict) for regime, verdict in sorted(screening.verdicts.items())
        },
        "coverage": [coverage_json(coverage) for coverage in screening.coverage],
        "beside": _beside(screening.beside),
    }


def screening_bytes(screening: Screening) -> bytes:
    """The same as one line of UTF-8 without a line end."""
    return msgspec.json.encode(screening_json(screening))


def _query(query: Query) -> dict[str, Any]:
    birth = query.birth
    return {
        "name": query.name,
        "kind": query.kind,
        "birth": birth
        and {
            "earliest": _day(birth.earliest),
            "latest": _day(birth.latest),
            "circa": birth.circa,
        },
        "countries": list(query.countries),
        "gender": query.gender or None,
        "identifiers": [
            {"kind": each.kind, "value": each.value, "country": each.country or None}
            for each in query.identifiers
        ],
        "reference": query.reference or None,
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """The word of one regime with its reasons."""
    return {
        "verdict": verdict.verdict,
        "because": list(verdict.because),
        "licences": [msgspec.to_builtins(each) for each in verdict.licences],
        "secondary_risk": [msgspec.to_builtins(each) for each in verdict.secondary_risk],
    }


def _beside(basis: BesideBasis | None) -> dict[str, Any] | None:
    if basis is None:
        return None
    return {
        "on": _day(basis.on),
        "licences": basis.licences,
        "programmes": basis.programmes,
        "caution": list(basis.caution),
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """A listed party that may be the one asked about."""
    return {
        "party": _party(hit.party),
        "score": hit.score,
        "matched_name": hit.matched_name,
        "confirmed": hit.confirmed,
        "cluster": hit.cluster,
        "evidence": [
            {
                "feature": piece.feature,
                "points": piece.points,
                "query": piece.query,
                "party": piece.party,
                "says": piece.says,
            }
            for piece in hit.evidence
        ],
    }


def _same_party(record: SameParty) -> dict[str, Any]:
    return {
        "party": _party(record.party),
        "cluster": record.cluster,
        "hit": record.hit,
        "because": record.because,
    }


def _party(party: Party) -> dict[str, Any]:
    listings = party.listings
    measures = dict.fromkeys(each.kind for listing in listings for each in listing.measures)
    return {
        "id": party.id,
        "kind": party.kind,
        "names": [name.full for name in party.names],
        "lists": list(dict.fromkeys(listing.list for listing in listings)),
        "measures": list(measures),
        "listings": [_listing(listing) for listing in listings],
        "stated_by": str(party.provenance),
    }


def _listing(listing: Listing) -> dict[str, Any]:
    return {
        "authority": listing.authority,
        "regime": listing.regime,
        "list": listing.list,
        "programmes": list(listing.programmes),
        "measures": [
            {"kind": each.kind, "text": each.text, "effective_on": _day(each.effective_on)}
            for each in listing.measures
        ],
        "listed_on": _day(listing.listed_on),
        "legal_basis": list(listing.legal_basis),
        "reference": listing.reference or None,
    }


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    """One list that was looked at."""
    return {
        "list": coverage.list,
        "regime": coverage.regime,
        "edition": coverage.edition,
        "published": _day(coverage.published),
        "dated_by": coverage.dated_by,
        "confirmed": _day(coverage.confirmed),
        "parties": coverage.parties,
        "missing": list(coverage.missing),
        "hindsight": coverage.is_hindsight,
    }


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()
