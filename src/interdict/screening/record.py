"""What the audit log keeps of a screening: enough to replay it, no more than policy allows."""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from interdict.party import Query
from interdict.screening.result import Coverage, Hit, Screening
from interdict.screening.screen import Screener, encoded

_SORTED = msgspec.json.Encoder(order="sorted")


def query_hash(query: Query) -> str:
    """SHA-256 (hex) of a query's canonical bytes."""
    return hashlib.sha256(_SORTED.encode(query)).hexdigest()


def screening_record(screening: Screening, clear: bool) -> dict[str, Any]:
    """One answer: ids of everything it was computed from, and the hash of what came out.

    With ``clear`` the query itself is kept; otherwise its hash only, and replay needs the
    query supplied (invariant 5).
    """
    kept: dict[str, Any] = {"query_sha256": query_hash(screening.query)}
    if clear:
        kept["query"] = msgspec.to_builtins(screening.query)
    return kept | {
        "snapshot": screening.snapshot,
        "policy": screening.policy,
        "engine": screening.engine,
        "as_of": screening.as_of.isoformat() if screening.as_of else None,
        "coverage": [_coverage(piece) for piece in screening.coverage],
        "hits": [[hit.party.id, hit.score] for hit in screening.hits],
        "verdicts": {regime: v.verdict for regime, v in sorted(screening.verdicts.items())},
        "beside": _beside(screening),
        "answer_sha256": hashlib.sha256(encoded(screening)).hexdigest(),
    }


def _beside(screening: Screening) -> dict[str, str] | None:
    """The day and the tables that licences and warnings were taken from: replay needs them."""
    basis = screening.beside
    if basis is None:
        return None
    tables = {"licences": basis.licences, "programmes": basis.programmes}
    return {"on": basis.on.isoformat()} | tables


def chunk_record(
    screener: Screener,
    rows: tuple[int, int],
    queries: Sequence[Query],
    hits: Sequence[tuple[Hit, ...]],
) -> dict[str, Any]:
    """One chunk of a bulk run: hashes of all queries in and all hits out (invariant 12)."""
    asked = hashlib.sha256("".join(map(query_hash, queries)).encode())
    answered = hashlib.sha256()
    for found in hits:
        shown = [[hit.party.id, hit.score] for hit in found]
        answered.update(_SORTED.encode(shown) if shown else b"[]")
    return {
        "rows": list(rows),
        "queries": len(queries),
        "queries_sha256": asked.hexdigest(),
        "with_hits": sum(bool(found) for found in hits),
        "hits_sha256": answered.hexdigest(),
        "snapshot": screener.snapshot.id,
        "policy": screener.policy.id,
        "engine": screener.snapshot.manifest.engine,
    }


def _coverage(piece: Coverage) -> list[str | None]:
    confirmed = piece.confirmed.isoformat() if piece.confirmed else None
    return [piece.list, piece.edition, confirmed]
