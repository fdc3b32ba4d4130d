"""What the audit log keeps of an ownership answer: enough to give it again."""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from interdict.party import Regime
from interdict.screening.ownership import Answer, Owners
from interdict.snapshot.decisions import digest


def ownership_record(
    owners: Owners, entity: str, answers: Mapping[Regime, Answer]
) -> dict[str, Any]:
    """One answer: ids of everything it was computed from, its words, and the hash of it all."""
    content = msgspec.json.encode(answers, order="sorted", enc_hook=str)
    return {
        "entity": entity,
        **basis(owners),
        "verdicts": {regime: each.verdict.verdict for regime, each in sorted(answers.items())},
        "answer_sha256": hashlib.sha256(content).hexdigest(),
    }


def basis(owners: Owners) -> dict[str, Any]:
    """What an answer rests on: lists, stakes, policy, engine, decisions, and the day."""
    when = owners.screener.when
    return {
        "snapshot": owners.screener.snapshot.id,
        "stakes": owners.stakes.id,
        "policy": owners.screener.policy.id,
        "engine": owners.screener.snapshot.manifest.engine,
        "decisions": digest(owners.decisions) or None,
        "day": owners.day.isoformat(),
        "as_of": when.as_of.isoformat() if when.as_of else None,
        "known_on": when.known_on.isoformat() if when.known_on else None,
    }
